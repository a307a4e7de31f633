//! Canonical text to a [`Reading`]: repairs, outline, duties, targets. It never fails and never panics; what it does not
//! understand becomes a diagnostic, and nothing is invented.

mod confidence;
mod duty;
mod flow;
mod fused;
mod head;
mod key;
mod label;
mod lines;
mod mark;
mod numeral;
mod organisation;
mod outline;
mod split;
mod table;
mod target;
mod task;
mod text;

use crate::reading::{Clause, Heading, Indicator, Reading};
use crate::source::Source;
use base::{Diagnostic, Sentence, Span};
use key::Keys;
use outline::{Item, Role};
use std::collections::{BTreeMap, BTreeSet};
use text::Text;

/// Letters beyond this are left unread and reported: no notice is as long, and memory stays bounded.
const TEXT_LIMIT: usize = 16 * 1024 * 1024;

/// What is read of a text, before it is put into the reading.
pub(crate) struct Draft<'a> {
    pub paragraphs: &'a [Text],
    pub items: &'a [Item],
    pub from: usize,
    pub to: usize,
}

/// Reads a source.
pub(crate) fn source(source: &Source) -> Reading {
    let mut reading = Reading { diagnostics: source.diagnostics.clone(), ..Reading::default() };
    let canonical = bounded(&source.text, &mut reading);
    let spans: Vec<Span> = source.tables.iter().map(|table| table.span).collect();
    let lines = lines::lines(canonical, &spans, &mut reading.repairs);
    let tables = table::read(source, canonical, &lines);
    let mut lines = table::without(lines, &tables);
    if !source.lines_are_paragraphs {
        lines::with_lone_numbers(&mut lines);
    }
    let mut paragraphs = flow::paragraphs(lines, source.lines_are_paragraphs, &mut reading.repairs);
    let fused = fused::rows(&mut paragraphs);
    let paragraphs = split::run_together(paragraphs);
    reading.repairs.sort_by_key(|repair| repair.span);
    let frame = head::read(&paragraphs, &mut reading);
    let items = outline::items(&paragraphs, frame.from, frame.to);
    let draft = Draft { paragraphs: &paragraphs, items: &items, from: frame.from, to: frame.to };
    reading.outline = headings(&draft);
    let mut keys = Keys::default();
    let places = task::read(&draft, &tables, &fused, &mut keys, &mut reading);
    let goals = goals(&draft, &places);
    clauses(&draft, &goals, &mut keys, &mut reading);
    indicators(&draft, &places, &goals, &mut keys, &mut reading);
    task::read_table_targets(&tables, &mut keys, &mut reading);
    task::read_fused_targets(&fused, &mut keys, &mut reading);
    remarks(&draft, &mut reading);
    reading
}

fn bounded<'a>(text: &'a str, reading: &mut Reading) -> &'a str {
    if text.len() <= TEXT_LIMIT {
        return text;
    }
    let end = (0..=TEXT_LIMIT).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let rest = Span { from: end, to: text.len() };
    reading.diagnostics.push(Diagnostic::warning(Sentence::new("notice.read.too_long")).at(rest));
    text.get(..end).unwrap_or_default()
}

fn headings(draft: &Draft) -> Vec<Heading> {
    let heading = |item: &Item| {
        let text = draft.paragraphs.get(item.paragraphs.start)?;
        Some(Heading {
            level: item.level,
            number: item.number.clone(),
            title: words(&text.slice(item.title.clone())),
            span: text.span(0..item.title.end),
        })
    };
    draft.items.iter().filter_map(heading).collect()
}

/// Words as they are shown: without the blanks that extraction left.
pub(crate) fn words(text: &Text) -> String {
    text.squeezed().to_text()
}

/// Goals and safeguards.
fn clauses(draft: &Draft, goals: &BTreeMap<usize, String>, keys: &mut Keys, reading: &mut Reading) {
    for (at, number) in goals {
        if let Some(clause) = clause(draft, number.clone(), *at, keys) {
            reading.goals.push(clause);
        }
    }
    let leaves = draft.items.iter().filter(|item| item.role == Role::Safeguards && item.children.is_empty());
    for (index, item) in leaves.enumerate() {
        let number = format!("safeguard{}", index + 1);
        if let Some(clause) = clause(draft, number, item.paragraphs.start, keys) {
            reading.safeguards.push(clause);
        }
    }
}

fn clause(draft: &Draft, number: String, at: usize, keys: &mut Keys) -> Option<Clause> {
    let text = draft.paragraphs.get(at)?;
    let start = mark::of(text).map_or(0, |mark| mark.len);
    let title = outline::title(text, start);
    let kind = number.trim_end_matches(|letter: char| letter.is_ascii_digit()).to_owned();
    Some(Clause {
        key: keys.make("", &kind, &words(text)),
        number,
        title: words(&text.slice(title)),
        text: words(text),
        span: text.whole(),
    })
}

/// The paragraphs that are goals, with their numbers: the items under 工作目标, or its paragraphs where it has no items.
/// An item with duties of its own is a task, wherever it stands.
fn goals(draft: &Draft, places: &[Place]) -> BTreeMap<usize, String> {
    let (mut found, mut unlisted) = (Vec::new(), false);
    let goals =
        draft.items.iter().filter(|item| item.role == Role::Goals && parent_role(draft, item) != Some(Role::Goals));
    for item in goals {
        let marked = |at: &usize| {
            *at > item.paragraphs.start && draft.paragraphs.get(*at).is_some_and(|text| mark::of(text).is_some())
        };
        let mut listed: Vec<usize> = item.paragraphs.clone().filter(marked).collect();
        if listed.is_empty() {
            let first = draft.paragraphs.get(item.paragraphs.start);
            let runs_on = first.is_some_and(|text| text.len() > item.title.end + 6);
            let skip = usize::from(!runs_on && item.paragraphs.len() > 1);
            listed = item.paragraphs.clone().skip(skip).collect();
            unlisted = true;
        }
        found.extend(listed);
    }
    found.retain(|at| places.get(at.saturating_sub(draft.from)).is_none_or(|place| place.task.is_empty()));
    if found.is_empty() {
        found.extend(preface(draft));
        unlisted = true;
    }
    if let (true, [only]) = (unlisted, found.as_slice()) {
        return BTreeMap::from([(*only, "goal".to_owned())]);
    }
    found.into_iter().enumerate().map(|(index, at)| (at, format!("goal{}", index + 1))).collect()
}

/// The goals that a notice without a part for them says in the paragraphs before its first item: `总体目标是：……`.
fn preface(draft: &Draft) -> Vec<usize> {
    let says =
        |text: &Text| goals_said(text).is_some_and(|at| (at..text.len()).any(|at| text.char(at).is_ascii_digit()));
    (0..draft.from).filter(|at| draft.paragraphs.get(*at).is_some_and(says)).collect()
}

/// Where a paragraph begins to say the goals.
fn goals_said(text: &Text) -> Option<usize> {
    const GOALS: &[&str] =
        &["总体目标", "主要目标", "预期目标", "工作目标", "年度目标", "发展目标", "奋斗目标", "目标任务", "主要指标"];
    let said = (0..text.len()).find_map(|at| {
        let end = at + text.longest_at(at, GOALS)?;
        let stop = (end..end + 3).find(|index| matches!(text.char(*index), '是' | '为' | '：'))?;
        Some(stop + 1)
    });
    said.or_else(|| ["力争", "力求"].iter().filter_map(|word| text.find(word, 0..text.len())).min())
}

/// The goal a paragraph belongs to: its own, or the one it runs on from.
fn goal_at<'a>(draft: &Draft, goals: &'a BTreeMap<usize, String>, at: usize) -> Option<&'a String> {
    let (start, number) = goals.range(..=at).next_back()?;
    let unmarked = |index: usize| draft.paragraphs.get(index).is_some_and(|text| mark::of(text).is_none());
    (at - start < 20 && (start + 1..=at).all(unmarked)).then_some(number)
}

fn parent_role(draft: &Draft, item: &Item) -> Option<Role> {
    item.parent.and_then(|parent| draft.items.get(parent)).map(|parent| parent.role)
}

/// Where a stretch of a paragraph belongs.
pub(crate) struct Place {
    /// Number of the task, `goalN`, or "".
    pub task: String,
    /// Letters of the paragraph that are not read for targets (a statement of duties).
    pub duties: Vec<std::ops::Range<usize>>,
}

/// The targets of all paragraphs of the body.
fn indicators(
    draft: &Draft,
    places: &[Place],
    goals: &BTreeMap<usize, String>,
    keys: &mut Keys,
    reading: &mut Reading,
) {
    let headings = bare_headings(draft);
    let mut conditions = conditions(draft);
    let past = draft.items.iter().filter(|item| item.role == Role::Past);
    conditions.extend(past.flat_map(|item| item.paragraphs.clone()));
    for (at, number) in goals.range(..draft.from) {
        if let Some(text) = draft.paragraphs.get(*at) {
            let from = goals_said(text).unwrap_or(0);
            add_targets(&text.slice(from..text.len()).squeezed(), number, keys, reading);
        }
    }
    for at in draft.from..draft.to {
        let (Some(text), Some(place)) = (draft.paragraphs.get(at), places.get(at - draft.from)) else { continue };
        let goal = goal_at(draft, goals, at).filter(|_| place.task.is_empty());
        let number = goal.unwrap_or(&place.task);
        if headings.contains(&at) || conditions.contains(&at) {
            continue;
        }
        let mut plain = Text::default();
        let mut from = mark::of(text).map_or(0, |mark| mark.len);
        for duty in &place.duties {
            plain.append(&text.slice(from..duty.start));
            from = duty.end.max(from);
        }
        plain.append(&text.slice(from..text.len()));
        add_targets(&plain.squeezed(), number, keys, reading);
    }
}

/// The paragraphs that are section headings without text of their own.
fn bare_headings(draft: &Draft) -> BTreeSet<usize> {
    let bare = |item: &&Item| {
        let text = draft.paragraphs.get(item.paragraphs.start);
        !item.children.is_empty() && text.is_some_and(|text| text.len() <= item.title.end + 1)
    };
    draft.items.iter().filter(bare).map(|item| item.paragraphs.start).collect()
}

/// The paragraphs that say what an applicant must fulfil (`认定条件`, `应符合以下条件`): figures in them are no aims.
fn conditions(draft: &Draft) -> BTreeSet<usize> {
    const BETTERED: &[&str] = &["改善", "优化", "创造", "完善", "提升", "夯实", "强化", "保障", "建设", "发展"];
    let says = |item: &&Item| {
        let Some(text) = draft.paragraphs.get(item.paragraphs.start) else { return false };
        let title = text.trim(item.title.clone());
        let named = text.longest_before(title.end, &["条件", "条件之一", "情形之一"]).is_some();
        let set = text.any_in(&["符合", "具备", "满足", "下列", "以下"], title.clone());
        named && (set || (title.len() <= 8 && !text.any_in(BETTERED, title)))
    };
    draft.items.iter().filter(says).flat_map(|item| item.paragraphs.clone()).collect()
}

/// Adds the targets of a squeezed paragraph to the reading.
pub(crate) fn add_targets(text: &Text, number: &str, keys: &mut Keys, reading: &mut Reading) {
    let found = target::read(text, 0);
    for range in found.unread {
        let sentence = Sentence::new("notice.read.figure_unread").with("words", text.string(range.clone()));
        reading.diagnostics.push(Diagnostic::note(sentence).at(text.span(range)));
    }
    let issued = issued_in(reading);
    for target in found.targets {
        let year = last_year(&target.time);
        if year.is_some() && year < issued {
            continue;
        }
        let mut reasons = target.reasons;
        if number.is_empty() {
            reasons.push("notice.reason.outside_tasks");
        }
        let sentence = text.string(target.words.clone());
        let printed = number.split('#').next().unwrap_or_default();
        let place = format!("{printed}|{}", target.subject);
        reading.indicators.push(Indicator {
            key: keys.make(printed, kind_word(target.kind), &format!("{place}|{sentence}")),
            text: sentence,
            subject: target.subject,
            op: target.op,
            value: target.value,
            value_max: target.max,
            unit: target.unit,
            kind: target.kind,
            aspiration: target.aspiration,
            task: number.to_owned(),
            time: target.time,
            span: text.span(target.words),
            value_span: text.span(target.number),
            confidence: confidence::of(&reasons),
            reasons: reasons.into_iter().map(str::to_owned).collect(),
        });
    }
}

/// The year of the notice, by its number or its title: what was reached in an earlier one is no aim.
fn issued_in(reading: &Reading) -> Option<u32> {
    let number = last_year(&reading.doc_number);
    let title = first_year(&reading.title);
    number.into_iter().chain(title).min()
}

fn years(words: &str) -> impl Iterator<Item = u32> {
    let parts = words.split(|letter: char| !letter.is_ascii_digit()).filter(|part| part.len() == 4);
    parts.filter_map(|part| part.parse().ok()).filter(|year| (1990..2100).contains(year))
}

fn first_year(words: &str) -> Option<u32> {
    years(words).next()
}

fn last_year(words: &str) -> Option<u32> {
    years(words).last()
}

fn kind_word(kind: crate::reading::Kind) -> &'static str {
    use crate::reading::Kind;
    match kind {
        Kind::Absolute => "absolute",
        Kind::Increment => "increment",
        Kind::Growth => "growth",
        Kind::Share => "share",
        Kind::Rate => "rate",
        Kind::Ratio => "ratio",
        Kind::Coverage => "coverage",
        Kind::Attribute => "attribute",
        Kind::Parameter => "parameter",
    }
}

/// What a person should look at.
fn remarks(draft: &Draft, reading: &mut Reading) {
    if reading.tasks.is_empty() && draft.from < draft.to {
        reading.diagnostics.push(Diagnostic::warning(Sentence::new("notice.read.no_task")));
    }
    let named = |task: &crate::reading::Task| !task.lead.is_empty() || !task.responsible.is_empty();
    if reading.tasks.iter().any(named) {
        for task in reading.tasks.iter().filter(|task| !named(task)) {
            let sentence = Sentence::new("notice.read.no_duty").with("number", &task.number).with("title", &task.title);
            reading.diagnostics.push(Diagnostic::warning(sentence).at(task.span));
        }
    }
    for pair in draft.items.windows(2) {
        let [one, other] = pair else { continue };
        let gap = one.style == other.style && one.parent == other.parent && other.value > one.value + 1;
        if let (true, Some(text)) = (gap, draft.paragraphs.get(other.paragraphs.start)) {
            let sentence =
                Sentence::new("notice.read.number_missing").with("before", &one.number).with("after", &other.number);
            reading.diagnostics.push(Diagnostic::warning(sentence).at(text.span(0..other.title.end)));
        }
    }
}
