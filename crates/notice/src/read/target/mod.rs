//! Targets: figures that somebody is to reach, each with its subject, comparator, unit and kind.

mod context;
mod grant;
mod kind;
mod op;
mod scan;
mod subject;
mod unit;
mod verb;
mod words;

use crate::read::text::{Text, closes, opens};
use crate::reading::{Kind, Op};
use base::Decimal;
use scan::Figure;
use std::ops::Range;
use subject::Parts;
use unit::Class;

/// Length of the unit that begins here, if one does.
pub(crate) fn unit_at(text: &Text, at: usize) -> Option<usize> {
    unit::at(text, at).map(|unit| unit.len)
}

/// Does a verb of doing, or the one it is done for, begin here?
pub(crate) fn begins_deed(text: &Text, at: usize) -> bool {
    verb::at(text, at).is_some() || text.longest_at(at, &["为全", "对全", "按照", "围绕"]).is_some()
}

/// Do the words begin with a figure, a comparator or growth, so that what is measured stands elsewhere?
pub(crate) fn needs_subject(text: &Text) -> bool {
    let growth = text.longest_at(0, words::GROWTH).unwrap_or(0);
    text.char(growth).is_ascii_digit() || (growth == 0 && op::begins_with_comparator(text))
}

/// A target as it stands in its paragraph.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Target {
    pub subject: String,
    pub op: Op,
    pub value: Decimal,
    pub max: Option<Decimal>,
    pub unit: String,
    pub kind: Kind,
    pub aspiration: bool,
    pub time: String,
    /// The words it was read from.
    pub words: Range<usize>,
    /// The number as printed.
    pub number: Range<usize>,
    /// Why it is not certain.
    pub reasons: Vec<&'static str>,
}

/// What a paragraph yields.
#[derive(Default)]
pub(crate) struct Found {
    pub targets: Vec<Target>,
    /// Figures that look like targets but whose subject could not be told.
    pub unread: Vec<Range<usize>>,
}

/// A figure with its clause and its comparator.
struct Candidate {
    figure: Figure,
    clause: Range<usize>,
    op: Op,
    op_from: usize,
    worded: bool,
    parts: Parts,
}

/// Reads the targets of a squeezed paragraph from an index on (behind its mark).
pub(crate) fn read(text: &Text, from: usize) -> Found {
    let candidates = candidates(text, from);
    let mut found = Found::default();
    let mut state = State::default();
    for (index, candidate) in candidates.iter().enumerate() {
        let sentence = context::sentence_start(text, candidate.figure.number.start);
        if state.sentence != sentence {
            state = State { sentence, ..State::default() };
        }
        let mut subjects = subjects(text, &candidates, index, &mut state);
        subjects.op = subjects.op.or_else(|| op_of_row(text, &candidates, index));
        if subjects.words.is_empty() {
            found.unread.push(candidate.clause.clone());
        }
        for words in &subjects.words {
            let grant = grant::subject(text, &candidates, index, words);
            let mut target = target(text, candidate, grant.as_ref().unwrap_or(words), &subjects);
            if grant.is_some() {
                target.kind = Kind::Parameter;
            }
            let listed = text.before(candidate.clause.start) == '、' && candidate.parts.lead.is_empty();
            if listed && target.kind == Kind::Absolute && state.kind == Some(Kind::Increment) {
                target.kind = Kind::Increment;
            }
            if target.kind == Kind::Rate && state.kind == Some(Kind::Growth) && !subjects.solid {
                target.kind = Kind::Growth;
            }
            state.kind = Some(target.kind);
            state.last = Some((words.clone(), target.unit.clone(), subjects.solid));
            found.targets.push(target);
        }
    }
    found
}

/// `分别给予最高100万元、50万元`: behind 分别 a bare figure of a row has the comparator of its first.
fn op_of_row(text: &Text, candidates: &[Candidate], index: usize) -> Option<Op> {
    let here = candidates.get(index)?;
    let row = candidates.iter().take(index + 1).rev();
    let joined = |here: &Candidate| matches!(text.before(here.figure.number.start), '、' | '和' | '与');
    let length = row.take_while(|other| other.op == Op::Bare && joined(other)).count();
    let first = candidates.get(index.checked_sub(length)?).filter(|_| here.op == Op::Bare && length > 0)?;
    let near = first.figure.number.start.saturating_sub(14)..first.figure.number.start;
    let said = first.worded && text.any_in(&["分别"], near) && first.figure.class == here.figure.class;
    said.then_some(first.op)
}

/// What earlier figures of the same sentence leave to later ones.
#[derive(Default)]
struct State {
    sentence: usize,
    last: Option<(String, String, bool)>,
    /// Things named before 分别 that still wait for their figures, and whether they grow.
    waiting: Vec<String>,
    grows: bool,
    op: Option<Op>,
    /// The kind of the target before: 新增A10个、B20个 are both new.
    kind: Option<Kind>,
}

/// The figures that may be targets, with their clauses.
fn candidates(text: &Text, from: usize) -> Vec<Candidate> {
    let mut figures: Vec<Figure> =
        scan::figures(text).into_iter().filter(|figure| figure.number.start >= from).collect();
    let qualifying: Vec<bool> = (0..figures.len()).map(|index| context::qualifies(text, &figures, index)).collect();
    let mut flags = qualifying.into_iter();
    figures.retain(|_| !flags.next().unwrap_or(false));
    let mut out: Vec<Candidate> = Vec::new();
    let mut floor = from;
    for (index, figure) in figures.iter().enumerate() {
        let printed = op::read(text, figure);
        let clause = clause(text, figure, figures.get(index + 1), floor);
        let op_from = printed.from.max(clause.start);
        let ended = if text.char(clause.end) == '、' { clause.end } else { figure.after };
        if context::is_no_target(text, figure, clause.clone(), printed.op, op_from) {
            continue;
        }
        let parts = subject::parts(text, figure, &clause, op_from);
        out.push(Candidate { figure: figure.clone(), clause, op: printed.op, op_from, worded: printed.worded, parts });
        floor = ended;
    }
    out
}

/// The clause of a figure, cut where the next figure's words begin.
fn clause(text: &Text, figure: &Figure, next: Option<&Figure>, floor: usize) -> Range<usize> {
    let start = context::clause_start(text, figure.number.start, floor);
    let mut start = start + text.longest_at(start, &["、", "和", "及", "以及", "与", "并", "，"]).unwrap_or(0);
    start = start.min(figure.number.start);
    let mut end = context::clause_end(text, figure.after);
    let inside = |at: usize| {
        text.part(figure.after..at).iter().filter(|letter| opens(**letter)).count()
            > text.part(figure.after..at).iter().filter(|letter| closes(**letter)).count()
    };
    if let Some(next) = next.filter(|next| next.number.start < end && !inside(next.number.start)) {
        let between = figure.after..next.number.start;
        let cut = text.find("、", between.clone()).or_else(|| {
            ["和", "以及", "及", "与", "并"].iter().filter_map(|word| text.rfind(word, between.clone())).min()
        });
        end = cut.unwrap_or_else(|| glued(text, figure, start, &between));
    }
    start..end.max(figure.after)
}

/// Two figures without a mark between them: the words between belong to the first where it has none of its own.
fn glued(text: &Text, figure: &Figure, start: usize, between: &Range<usize>) -> usize {
    let own = words::strip_front(text, start..figure.number.start) < figure.number.start;
    if own { between.start } else { between.end }
}

/// The subjects a figure holds for.
struct Subjects {
    words: Vec<String>,
    grows: bool,
    /// Read from words of its own.
    solid: bool,
    reason: Option<&'static str>,
    /// The comparator said once for several figures.
    op: Option<Op>,
}

fn subjects(text: &Text, candidates: &[Candidate], index: usize, state: &mut State) -> Subjects {
    let none = Subjects { words: Vec::new(), grows: false, solid: false, reason: None, op: None };
    let Some(candidate) = candidates.get(index) else { return none };
    let parts = &candidate.parts;
    let grows = parts.stripped.growth || parts.grows;
    let inherited =
        |words: Vec<String>, grows, reason| Subjects { words, grows, solid: false, reason: Some(reason), op: None };
    if parts.before.is_empty() && parts.after.is_empty() && !state.waiting.is_empty() {
        let op = state.op.filter(|_| candidate.op == Op::Bare);
        let words = vec![state.waiting.remove(0)];
        return Subjects { op, ..inherited(words, state.grows || grows, "notice.reason.shared") };
    }
    if parts.stripped.each || parts.stripped.respectively {
        let things = shared(text, candidates, index, state);
        if things.len() > 1 || (parts.stripped.respectively && !things.is_empty()) {
            return inherited(things, grows, "notice.reason.shared");
        }
    }
    if candidate.figure.class == Class::Time
        && parts.before.is_empty()
        && let Some(before) = clause_before(text, candidate)
    {
        let words = format!("{before}{}", subject::words(text, parts.after.clone()));
        return inherited(vec![words], grows, "notice.reason.clause_before");
    }
    if let Some(words) = subject::of(text, &candidate.figure, parts).filter(|words| words.chars().count() >= 2) {
        if let Some((last, _, _)) = &state.last
            && let Some(whole) = subject::of_place(last, &words)
        {
            return inherited(vec![whole], grows, "notice.reason.inherited");
        }
        let measure = words.starts_with('占') || subject::MEASURES_ALONE.contains(&words.as_str());
        if let (true, Some((last, _, true))) = (measure, &state.last) {
            return inherited(vec![subject::measured(last, &words)], grows, "notice.reason.inherited");
        }
        if let (true, None, Some(thing)) = (measure, &state.last, clause_noun(text, candidate)) {
            return inherited(vec![format!("{thing}{words}")], grows, "notice.reason.clause_before");
        }
        if let Some(purpose) = subject::purpose(text, candidate.clause.end, &words) {
            return Subjects { words: vec![purpose], grows, solid: true, reason: None, op: None };
        }
        return Subjects { words: vec![words], grows, solid: true, reason: None, op: None };
    }
    match borrowed(text, candidates, index, state) {
        Some((words, reason)) => inherited(vec![words], grows, reason),
        None => none,
    }
}

/// 均 gives the figure to each thing; 分别 gives one figure to each, or the only figure to all.
fn shared(text: &Text, candidates: &[Candidate], index: usize, state: &mut State) -> Vec<String> {
    let Some(candidate) = candidates.get(index) else { return Vec::new() };
    let before = candidate.parts.before.clone();
    let following = row_behind(text, candidates, index);
    let (before, suffix) = before_respectively(text, before);
    let mut things = subject::things(text, before.clone(), false);
    if candidate.parts.stripped.respectively {
        let finer = subject::things(text, before, true);
        let one_for_all = following == 0 && finer.len() > things.len();
        let fits = things.len() != following + 1 && (finer.len() == following + 1 || things.len() == 1);
        things = if fits || one_for_all { finer } else { things };
        subject::share_measure(&mut things);
        things.iter_mut().for_each(|thing| thing.push_str(&suffix));
        if let (true, Some((last, _, _))) = (things.is_empty() || candidate.parts.before.is_empty(), &state.last) {
            things = vec![last.clone()];
        }
        if following > 0 {
            let rest = if things.len() > 1 {
                things.split_off(1)
            } else {
                vec![things.first().cloned().unwrap_or_default(); following]
            };
            state.waiting = rest.into_iter().filter(|thing| !thing.is_empty()).collect();
            state.grows = candidate.parts.stripped.growth;
            state.op = Some(candidate.op);
        }
    } else if things.len() == 1 {
        things = subject::things(text, before, true);
    }
    things
}

/// How many figures without words of their own follow at once in a row: 达到30%、20%和10%.
fn row_behind(text: &Text, candidates: &[Candidate], index: usize) -> usize {
    let pairs = candidates.iter().skip(index).zip(candidates.iter().skip(index + 1));
    let joined = |(here, next): &(&Candidate, &Candidate)| {
        let bare = next.parts.before.is_empty() && !next.parts.stripped.respectively && next.parts.lead.is_empty();
        bare && next.figure.number.start <= here.figure.after + 2
            && matches!(text.char(here.figure.after), '、' | '和' | '与' | '及' | '，')
    };
    pairs.take_while(joined).count()
}

/// The things before 分别, and what stands between 分别 and the figure (`分别占比达`).
fn before_respectively(text: &Text, before: Range<usize>) -> (Range<usize>, String) {
    match text.rfind("分别", before.clone()) {
        Some(at) => (before.start..at, text.string(at + 2..before.end)),
        None => (before, String::new()),
    }
}

/// A figure without words of its own takes the noun that follows in the list, the thing named before it in the
/// sentence, or its verb.
fn borrowed(text: &Text, candidates: &[Candidate], index: usize, state: &State) -> Option<(String, &'static str)> {
    let candidate = candidates.get(index)?;
    let lead = candidate.parts.lead.clone();
    let dated = words::time_at(text, lead.start).filter(|len| *len <= lead.len()).unwrap_or(0);
    let verbs = subject::words(text, text.trim(lead.start + dated..lead.end));
    let verbs = verbs.trim_start_matches("分别").to_owned();
    if let Some(noun) = noun_that_follows(text, candidates, index) {
        return Some((format!("{verbs}{}", subject::words(text, noun)), "notice.reason.noun_follows"));
    }
    if verbs.chars().count() >= 4 && text.before(candidate.clause.start) == '、' {
        return Some((verbs, "notice.reason.verb_only"));
    }
    let in_row = matches!(text.before(candidate.figure.number.start), '、' | '和' | '及');
    if let Some((last, unit, solid)) = &state.last
        && (*solid || in_row)
    {
        let same_unit = *unit == text.string(candidate.figure.unit.clone());
        if !same_unit && verbs.chars().count() >= 2 {
            return Some((verbs, "notice.reason.verb_only"));
        }
        let own = if same_unit { verbs.as_str() } else { "" };
        return Some((format!("{own}{last}"), "notice.reason.inherited"));
    }
    if let Some((last, unit, _)) = state.last.as_ref().filter(|_| text.before(candidate.clause.start) == '，')
        && *unit == text.string(candidate.figure.unit.clone())
    {
        return Some((last.clone(), "notice.reason.inherited"));
    }
    if let Some(words) = clause_before(text, candidate) {
        return Some((words, "notice.reason.clause_before"));
    }
    (verbs.chars().count() >= 2).then_some((verbs, "notice.reason.verb_only"))
}

/// `推进4个、预研4个设施`, `10万元、30万元、50万元奖励`: the noun behind the last of a row holds for all.
fn noun_that_follows(text: &Text, candidates: &[Candidate], index: usize) -> Option<Range<usize>> {
    let mut at = index;
    loop {
        let (here, next) = (candidates.get(at)?, candidates.get(at + 1)?);
        let joined = text.char(here.figure.after) == '、' && next.clause.start <= here.figure.after + 1;
        if !joined || at > index + 6 {
            return None;
        }
        if !next.parts.after.is_empty() {
            return Some(next.parts.after.clone());
        }
        if !next.parts.before.is_empty() || next.parts.lead.len() > 1 {
            return None;
        }
        at += 1;
    }
}

/// The clause before, where the figure's own holds only a verb: `高新技术企业数量稳步增加，达到100家`.
fn clause_before(text: &Text, candidate: &Candidate) -> Option<String> {
    let says = candidate.worded || candidate.parts.stripped.growth || candidate.figure.class == Class::Time;
    clause_noun(text, candidate).filter(|_| says)
}

/// What the clause before a figure's own speaks of.
fn clause_noun(text: &Text, candidate: &Candidate) -> Option<String> {
    let start = candidate.clause.start;
    if text.before(start) != '，' {
        return None;
    }
    let from = context::clause_start(text, start - 1, 0);
    let end = words::strip_back(text, from..start - 1).end;
    let from = words::strip_front(text, from..end);
    (3..=26).contains(&(end - from)).then(|| subject::words(text, from..end))
}

fn target(text: &Text, candidate: &Candidate, words: &str, subjects: &Subjects) -> Target {
    let figure = &candidate.figure;
    let around = kind::Around {
        text,
        clause: candidate.clause.clone(),
        op_from: candidate.op_from,
        growth: subjects.grows,
        subject: words,
    };
    let kind = kind::of(figure, &around);
    let unit = if figure.unit.is_empty() { "%".to_owned() } else { text.string(figure.unit.clone()) };
    let unit = if figure.class == Class::Ratio { unit.replace([':', '：'], "∶") } else { unit };
    Target {
        subject: words.to_owned(),
        op: subjects.op.unwrap_or(candidate.op),
        value: figure.value,
        max: figure.max,
        unit,
        kind,
        aspiration: aspires(text, candidate),
        time: time(text, candidate),
        words: candidate.clause.clone(),
        number: figure.number.clone(),
        reasons: reasons(candidate, subjects, words, kind),
    }
}

/// 力争 holds until the sentence ends; 争取 and 争创 in their own clause. `力争今年全部建成` may follow the figure.
fn aspires(text: &Text, candidate: &Candidate) -> bool {
    let start = candidate.figure.number.start;
    let sentence = context::sentence_start(text, start);
    let strong = ["力争", "力求", "争取达到", "争取实现", "争取到", "争取在", "争取完成"];
    if text.any_in(&strong, sentence..start) || text.any_in(&["争取", "争创"], candidate.clause.start..start) {
        return true;
    }
    let follows = candidate.clause.end;
    if text.char(follows) != '，' || text.longest_at(follows + 1, &["力争", "力求"]).is_none() {
        return false;
    }
    let end = context::clause_end(text, follows + 1);
    end - follows <= 16 && text.any_in(&["全部", "年内", "今年", "年底", "尽快", "早日", "如期"], follows..end)
}

/// The expression of time nearest before the figure in its sentence.
fn time(text: &Text, candidate: &Candidate) -> String {
    let start = candidate.figure.number.start;
    let sentence = context::sentence_start(text, start);
    let mut at = sentence;
    let mut found = String::new();
    while at < start {
        match words::time_at(text, at).filter(|len| at + len <= start) {
            // `较2020年提高` says what the change is measured against.
            Some(len) if matches!(text.before(at), '较' | '比' | '于') => at += len,
            Some(len) if len >= 2 && !text.before(at).is_ascii_digit() => {
                found = text.string(at..at + len);
                at += len;
            }
            _ => at += 1,
        }
    }
    found.trim_start_matches(['到', '至', '在', '于']).trim_start_matches("力争").trim_start_matches("截").to_owned()
}

fn reasons(candidate: &Candidate, subjects: &Subjects, words: &str, kind: Kind) -> Vec<&'static str> {
    let mut out: Vec<&'static str> = subjects.reason.into_iter().collect();
    if words.chars().count() > 24 {
        out.push("notice.reason.long_subject");
    }
    if candidate.figure.han {
        out.push("notice.reason.chinese_numeral");
    }
    if kind == Kind::Parameter {
        out.push("notice.reason.parameter");
    }
    if candidate.parts.lead.is_empty() && !candidate.worded && candidate.op == Op::Bare {
        out.push("notice.reason.no_verb");
    }
    out
}
