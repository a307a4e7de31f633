//! Who does it: lead bodies, responsible bodies and the deadline, in every style of print.

use super::label::{Role, label_at};
use super::organisation::{self, Body};
use super::text::{Text, closes, opens};
use std::ops::Range;

/// A statement of duties.
#[derive(Clone, Debug, Default)]
pub(crate) struct Duty {
    pub lead: Vec<Body>,
    pub responsible: Vec<Body>,
    pub deadline: String,
    /// Bodies were named without saying who leads (`责任单位：A、B`).
    pub unranked: bool,
    /// The bodies so far are in charge (负责); where others only help (配合), they lead.
    pub charged: bool,
    /// Where it stands in its paragraph.
    pub range: Range<usize>,
}

impl Duty {
    fn is_empty(&self) -> bool {
        self.lead.is_empty() && self.responsible.is_empty() && self.deadline.is_empty()
    }

    /// Takes in another statement about the same thing (牵头单位 and 责任单位 on lines of their own).
    pub fn absorb(&mut self, other: Duty) {
        let add = |list: &mut Vec<Body>, more: Vec<Body>| {
            for body in more {
                if !list.iter().any(|known| known.name == body.name) {
                    list.push(body);
                }
            }
        };
        self.unranked = (self.unranked || self.lead.is_empty()) && other.unranked;
        add(&mut self.lead, other.lead);
        add(&mut self.responsible, other.responsible);
        if self.deadline.is_empty() {
            self.deadline = other.deadline;
        }
    }

    /// Names bodies, not only a deadline.
    pub fn names_bodies(&self) -> bool {
        !self.lead.is_empty() || !self.responsible.is_empty()
    }
}

/// All statements of duty in a paragraph, in order.
pub(crate) fn in_paragraph(text: &Text) -> Vec<Duty> {
    let mut out = in_brackets(text);
    if out.is_empty() {
        out.extend(labelled_line(text));
    }
    if out.is_empty() {
        out.extend(in_sentences(text));
    }
    out
}

/// Statements in brackets: each bracket at depth 0 is looked at.
fn in_brackets(text: &Text) -> Vec<Duty> {
    let (mut out, mut depth, mut open) = (Vec::new(), 0_usize, 0);
    for at in 0..text.len() {
        if opens(text.char(at)) {
            if depth == 0 {
                open = at;
            }
            depth += 1;
        } else if closes(text.char(at)) && depth > 0 {
            depth -= 1;
            if depth == 0 {
                out.extend(bracket(text, open..at + 1));
            }
        }
    }
    if depth > 0 && out.is_empty() && open > 0 {
        out.extend(labelled(text, open + 1..text.len(), open..text.len()));
    }
    out
}

fn bracket(text: &Text, whole: Range<usize>) -> Option<Duty> {
    let inside = until_note(text, whole.start + 1..whole.end - 1);
    if let Some(duty) = labelled(text, inside.clone(), whole.clone()) {
        return Some(duty);
    }
    let after_sentence = matches!(text.before(whole.start), '。' | '；' | '！' | '\0' | ' ' | '、' | '，');
    let at_end = text.part(whole.end..text.len()).iter().all(|letter| matches!(letter, '。' | '；' | ' ' | '，'));
    if let Some(duty) = by_verbs(text, inside.clone(), whole.clone()) {
        return (after_sentence || at_end || !duty.unranked).then_some(duty);
    }
    let content = text.slice(inside);
    let plain = at_end && after_sentence && organisation::all_bodies(&content) && content.len() >= 3;
    plain.then(|| unranked(organisation::list(&content), whole))
}

/// `。以下均需各县政府落实，不再列出`: a remark about the tasks to come names nobody new here.
fn until_note(text: &Text, inside: Range<usize>) -> Range<usize> {
    let mut depth = 0_usize;
    let remark = |at: &usize| {
        let letter = text.char(*at);
        depth = if opens(letter) { depth + 1 } else { depth.saturating_sub(usize::from(closes(letter))) };
        depth == 0
            && matches!(text.char(*at), '。' | '；' | '，')
            && text.longest_at(at + 1, &["以下", "下同", "后同", "后续"]).is_some()
            && text.any_in(&["不再", "下同", "后同", "相同", "均需", "均由"], at + 1..inside.end)
    };
    let end = inside.clone().find(remark).unwrap_or(inside.end);
    inside.start..end
}

fn unranked(bodies: Vec<Body>, range: Range<usize>) -> Duty {
    Duty { responsible: bodies, unranked: true, range, ..Duty::default() }
}

/// `牵头单位：A；责任单位：B、C；完成时限：D` in a range.
fn labelled(text: &Text, inside: Range<usize>, whole: Range<usize>) -> Option<Duty> {
    let mut marks: Vec<(usize, Role, usize)> = Vec::new();
    let mut at = inside.start;
    while at < inside.end {
        match label_at(text, at, at == inside.start) {
            Some((role, value)) if value <= inside.end => {
                marks.push((at, role, value));
                at = value;
            }
            _ => at += 1,
        }
    }
    let front = text.trim(inside.start..marks.first().map(|(at, _, _)| *at)?);
    let only_deadline = marks.iter().all(|(_, role, _)| *role == Role::Deadline);
    let mut duty = Duty { range: whole, ..Duty::default() };
    if is_deadline(text, front.clone()) {
        duty.deadline = deadline(text, front);
    } else if only_deadline && !front.is_empty() {
        before_deadline(text, front, &mut duty)?;
    } else if !front.is_empty() {
        return None;
    }
    let (mut leads_named, mut others_named) = (false, false);
    for (index, (_, role, value)) in marks.iter().enumerate() {
        let end = marks.get(index + 1).map_or(inside.end, |(at, _, _)| *at - usize::from(opens(text.before(*at))));
        let value = text.trim(*value..end);
        match role {
            Role::Lead => {
                leads_named = true;
                duty.lead.extend(organisation::list(&text.slice(value)));
            }
            Role::Responsible => {
                others_named = true;
                value_of_responsible(text, value, &mut duty);
            }
            Role::Deadline => duty.deadline = deadline(text, value),
            Role::Other => {}
        }
    }
    duty.unranked |= others_named && !leads_named && duty.lead.is_empty();
    (!duty.is_empty()).then_some(duty)
}

/// What stands after 责任单位： may itself say who leads (`A牵头，B、C配合`, `A（牵头）、B`).
fn value_of_responsible(text: &Text, value: Range<usize>, duty: &mut Duty) {
    if let Some(inner) = by_verbs(text, value.clone(), value.clone()).filter(|inner| !inner.lead.is_empty()) {
        duty.lead.extend(inner.lead);
        duty.responsible.extend(inner.responsible);
        return;
    }
    for body in organisation::list(&text.slice(value)) {
        let leads = body.note.as_ref().is_some_and(|(note, _)| matches!(note.as_str(), "牵头" | "牵头单位" | "主办"));
        if leads {
            duty.lead.push(body);
        } else {
            duty.responsible.push(body);
        }
    }
}

/// `（A、B等，完成时限：12月）`: the bodies stand without a label before the one of the deadline.
fn before_deadline(text: &Text, front: Range<usize>, duty: &mut Duty) -> Option<()> {
    let marks = text.part(front.clone()).iter().rev().take_while(|letter| "，；。、 ".contains(**letter)).count();
    let front = front.start..front.end - marks;
    if let Some(said) = by_verbs(text, front.clone(), front.clone()) {
        duty.absorb(said);
        return Some(());
    }
    let content = text.slice(front);
    let bodies = organisation::all_bodies(&content).then(|| organisation::list(&content))?;
    duty.responsible = bodies;
    duty.unranked = true;
    Some(())
}

/// `6月底前完成，`, `持续推进；`: until when, before the labels of a bracket.
fn is_deadline(text: &Text, range: Range<usize>) -> bool {
    let times = ["年", "月", "季度", "底前", "长期", "持续", "进度", "立即", "常态化", "按时"];
    let parted = matches!(text.before(range.end), '，' | '；' | '。' | '、');
    parted && range.len() <= 32 && text.any_in(&times, range)
}

fn deadline(text: &Text, value: Range<usize>) -> String {
    let words: String = text.part(value).iter().filter(|letter| !letter.is_whitespace()).collect();
    words.trim_end_matches(['。', '；', '，', '）', '、']).to_owned()
}

/// A line of its own: `牵头单位：市科技局`, or labels after the last sentence without a bracket.
fn labelled_line(text: &Text) -> Option<Duty> {
    for at in 0..text.len() {
        let fresh =
            at == 0 || matches!(text.before(at), '。' | '；' | ' ' | '\t' | '【' | '〔' | '［' | '”' | '）' | '—');
        if fresh && label_at(text, at, true).is_some() {
            return labelled(text, at..text.len(), at..text.len());
        }
    }
    None
}

/// Verbs that give a role to the bodies before them.
const VERBS: &[(&str, Role)] = &[
    ("牵头负责", Role::Lead),
    ("牵头组织", Role::Lead),
    ("牵头落实", Role::Lead),
    ("牵头实施", Role::Lead),
    ("牵头推进", Role::Lead),
    ("总牵头", Role::Lead),
    ("分别牵头", Role::Lead),
    ("共同牵头", Role::Lead),
    ("牵头", Role::Lead),
    ("主办", Role::Lead),
    ("按照职责分工负责", Role::Responsible),
    ("按职责分工负责", Role::Responsible),
    ("按职责分工落实", Role::Responsible),
    ("按职责分工配合", Role::Responsible),
    ("按照职责分工落实", Role::Responsible),
    ("根据职责分工负责", Role::Responsible),
    ("依职责分工负责", Role::Responsible),
    ("按职能分工负责", Role::Responsible),
    ("按分工负责", Role::Responsible),
    ("按职责负责", Role::Responsible),
    ("分工负责", Role::Responsible),
    ("按职责落实", Role::Responsible),
    ("按职责配合", Role::Responsible),
    ("配合落实", Role::Responsible),
    ("配合", Role::Responsible),
    ("参与", Role::Responsible),
    ("参加", Role::Responsible),
    ("协同", Role::Responsible),
    ("协助", Role::Responsible),
    ("协办", Role::Responsible),
    ("分别负责", Role::Other),
    ("具体负责", Role::Other),
    ("负责落实", Role::Responsible),
    ("负责组织实施", Role::Responsible),
    ("负责具体实施", Role::Responsible),
    ("负责具体落实", Role::Responsible),
    ("负责实施", Role::Responsible),
    ("负责推进", Role::Responsible),
    ("负责", Role::Other),
    ("落实", Role::Other),
];

/// `A牵头，B、C配合`, `A会同B负责`, `A、B按职责分工负责`. Only where all that stands before the verbs are bodies.
fn by_verbs(text: &Text, inside: Range<usize>, whole: Range<usize>) -> Option<Duty> {
    let mut duty = Duty { range: whole, ..Duty::default() };
    let (mut from, mut at, mut found) = (inside.start, inside.start, false);
    let mut depth = 0_usize;
    while at < inside.end {
        depth = if opens(text.char(at)) { depth + 1 } else { depth.saturating_sub(usize::from(closes(text.char(at)))) };
        match verb_at(text, at, inside.end).filter(|_| depth == 0) {
            Some((role, end)) => {
                found = true;
                let part = text.slice(behind_scope(text, from, at)..at);
                let named = !part.trim(0..part.len()).is_empty();
                if named && !take(&part, role, &mut duty) {
                    return None;
                }
                from = skip_marks(text, end, inside.end);
                at = from;
            }
            None => at += 1,
        }
    }
    let rest = text.slice(from..until_rule(text, from, inside.end));
    if !found || !take_rest(&rest, &mut duty) || !duty.names_bodies() {
        return None;
    }
    alone_leads(text, inside, &mut duty);
    duty.unranked = duty.lead.is_empty();
    Some(duty)
}

/// `以上任务由…`: what the statement is about stands before 由.
fn behind_scope(text: &Text, from: usize, end: usize) -> usize {
    let about =
        text.find("由", from..end).filter(|at| text.any_in(&["任务", "工作", "事项", "措施", "方案"], from..*at));
    about.map_or(from, |at| at + 1)
}

/// The rule about who leads (`排在第一位的部门为牵头部门，下同`) is no list of bodies.
fn until_rule(text: &Text, from: usize, end: usize) -> usize {
    let rule =
        text.longest_at(from, &["排在", "排名", "列第", "首位", "第一位", "排第", "列首位", "列在", "以下", "下同"]);
    if rule.is_some() { from } else { end }
}

/// `（省商务厅负责）`: one body that is in charge alone leads.
fn alone_leads(text: &Text, inside: Range<usize>, duty: &mut Duty) {
    let shared = text.any_in(&["职责", "分工", "配合", "参与", "协助", "落实", "等负责", "等部门", "等单位"], inside);
    if duty.lead.is_empty() && duty.responsible.len() == 1 && !shared {
        duty.lead.append(&mut duty.responsible);
    }
}

/// A verb, provided that a mark, another verb or the end follows it.
fn verb_at(text: &Text, at: usize, end: usize) -> Option<(Role, usize)> {
    if !"牵总分共主按根依配参协具负落结抓认组各联属积统".contains(text.char(at)) {
        return None;
    }
    let mut best: Option<(Role, usize)> = None;
    for (verb, role) in VERBS.iter().copied() {
        let after = at + verb.chars().count();
        if after <= end && text.has(at, verb) && best.is_none_or(|(_, known)| after > known) {
            best = Some((role, after));
        }
    }
    let (role, after) = best.or_else(|| modified_verb(text, at, end))?;
    let closed = after >= end
        || "，；、。和会由 ".contains(text.char(after))
        || text.has(after, "牵头")
        || text.has(after, "与");
    (closed && !text.has(after, "单位") && !text.has(after, "部门")).then_some((role, after))
}

/// `结合实际落实`, `按照职责共同推进`: words of manner before a verb of doing.
fn modified_verb(text: &Text, at: usize, end: usize) -> Option<(Role, usize)> {
    const MANNER: &[&str] = &[
        "结合实际",
        "按职责分工",
        "按照职责分工",
        "根据职责分工",
        "按职责",
        "按照职责",
        "根据职责",
        "按分工",
        "按照分工",
        "依职责",
        "依法",
        "共同",
        "分别",
        "抓好",
        "认真",
        "组织",
        "协同",
        "分工",
        "各负其责",
        "按职能",
        "具体",
        "联合",
        "属地",
        "积极",
        "协调",
        "统筹",
        "配合做好",
        "分级",
    ];
    const DOING: &[&str] = &[
        "落实",
        "负责",
        "实施",
        "推进",
        "配合",
        "参与",
        "抓好落实",
        "组织实施",
        "执行",
        "开展",
        "承担",
        "做好",
        "推动",
    ];
    let mut after = at;
    while let Some(len) = text.longest_at(after, MANNER) {
        after += len;
    }
    if after == at {
        return None;
    }
    if let Some(len) = text.longest_at(after, DOING) {
        return (after + len <= end).then_some((Role::Responsible, after + len));
    }
    let said = text.longest_before(after, &["按职责分工", "按照职责分工", "各负其责", "组织实施"]).is_some();
    (said && after <= end).then_some((Role::Responsible, after))
}

fn skip_marks(text: &Text, at: usize, end: usize) -> usize {
    (at..end).find(|index| !"，；、。 ".contains(text.char(*index))).unwrap_or(end)
}

/// Gives the bodies before a verb their role; false where they are no bodies. People (`分管副省长负责`) pass unnamed.
fn take(part: &Text, role: Role, duty: &mut Duty) -> bool {
    if organisation::all_people(part) {
        return true;
    }
    if !organisation::all_bodies(part) {
        return false;
    }
    let joint = (1..part.len()).find(|at| part.has(*at, "会同"));
    if let (Some(at), true) = (joint, duty.lead.is_empty()) {
        duty.lead.extend(organisation::list(&part.slice(0..at)));
        duty.responsible.extend(organisation::list(&part.slice(at + 2..part.len())));
        return true;
    }
    let bodies = organisation::list(part);
    match role {
        Role::Lead => duty.lead.extend(bodies),
        Role::Responsible if duty.lead.is_empty() && duty.charged => {
            duty.lead.append(&mut duty.responsible);
            duty.responsible.extend(bodies);
        }
        Role::Other => {
            duty.charged = duty.lead.is_empty() && duty.responsible.is_empty();
            duty.responsible.extend(bodies);
        }
        _ => duty.responsible.extend(bodies),
    }
    true
}

/// What stands after the last verb: nothing, or bodies without a verb (`A牵头，B、C`), or a deadline.
fn take_rest(rest: &Text, duty: &mut Duty) -> bool {
    let range = rest.trim(0..rest.len());
    if range.is_empty() {
        return true;
    }
    let rest = rest.slice(range);
    if rest.any_in(&["年", "月底", "长期", "持续", "完成"], 0..rest.len()) && rest.len() <= 20 {
        duty.deadline = deadline(&rest, 0..rest.len());
        return true;
    }
    let named = !duty.lead.is_empty() && organisation::all_bodies(&rest);
    if named {
        duty.responsible.extend(organisation::list(&rest));
    }
    named
}

/// Whole sentences such as `由市科技局牵头，市财政局配合。` outside brackets.
fn in_sentences(text: &Text) -> Vec<Duty> {
    let mut out = Vec::new();
    let mut from = 0;
    for at in 0..=text.len() {
        if at < text.len() && !matches!(text.char(at), '。' | '；' | '！') {
            continue;
        }
        let range = text.trim(from..at);
        from = at + 1;
        let charged = text.char(range.start) == '由' && text.any_in(&["负责"], range.clone());
        let candidate = range.len() <= 200 && (charged || text.any_in(&["牵头", "分工负责"], range.clone()));
        if candidate && let Some(duty) = by_verbs(text, range.clone(), range.clone()) {
            out.push(duty);
        }
    }
    out
}

/// The words by which a notice says once that the first of its 责任单位 leads.
pub(crate) fn says_first_leads(text: &Text) -> bool {
    let leads = ["首位", "第一位", "第一个", "排名第一", "排在第一", "排第一", "列第一", "首个", "居首"];
    text.any_in(&leads, 0..text.len()) && text.contains("牵头")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::lines::lines;

    fn read(words: &str) -> Vec<(String, String, String)> {
        let text = lines(words, &[], &mut Vec::new()).into_iter().next().map(|line| line.text).unwrap_or_default();
        let names = |list: &[Body]| list.iter().map(|body| body.name.as_str()).collect::<Vec<_>>().join("|");
        in_paragraph(&text)
            .iter()
            .map(|duty| (names(&duty.lead), names(&duty.responsible), duty.deadline.clone()))
            .collect()
    }

    fn one(lead: &str, responsible: &str, deadline: &str) -> Vec<(String, String, String)> {
        vec![(lead.to_owned(), responsible.to_owned(), deadline.to_owned())]
    }

    #[test]
    fn labels_in_brackets_and_on_lines() {
        let wanted = one("市科技局", "市财政局|各区人民政府", "");
        for words in [
            "做好服务。（牵头单位：市科技局；责任单位：市财政局，各区人民政府〈含开发区，下同〉）",
            "做好服务。〔牵头单位:市科技局,配合单位:市财政局、各区人民政府〕",
            "做好服务。［市科技局牵头，市财政局、各区人民政府等配合］",
            "做好服务。（责任单位：市科技局牵头，市财政局、各区人民政府配合）",
            "做好服务。（由市科技局会同市财政局、各区人民政府负责）",
            "牵头单位：市科技局 责任单位：市财政局、各区人民政府",
        ] {
            assert_eq!(read(words), wanted, "{words}");
        }
        assert_eq!(read("（责任单位：市科技局；完成时限：2023年12月底前）"), one("", "市科技局", "2023年12月底前"));
    }

    #[test]
    fn sentences_that_only_speak_of_leading_are_no_duties() {
        assert_eq!(read("支持企业牵头组建创新联合体（含产业研究院）。"), []);
        assert_eq!(read("坚持政府引导、企业牵头、高校配合，形成合力。"), []);
    }
}
