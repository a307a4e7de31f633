//! Tasks: which items of the outline are tasks, and who does them.

use super::duty::{self, Duty};
use super::fused::Row;
use super::key::Keys;
use super::label;
use super::mark::Style;
use super::organisation::{self, Body};
use super::outline::{Item, Role};
use super::table::{Column, Table};
use super::text::Text;
use super::{Draft, Place, confidence, mark, outline, words};
use crate::reading::{Reading, Task};
use std::collections::{BTreeMap, BTreeSet};

/// Duties by paragraph, and the items that own them.
struct Survey {
    /// By paragraph of the body, from its first.
    duties: Vec<Vec<Duty>>,
    /// The innermost item of each paragraph.
    owner: Vec<Option<usize>>,
    /// Items that state who does them.
    stating: BTreeSet<usize>,
    /// The only statement stands behind all items and speaks of all.
    apart: bool,
}

/// Reads the tasks and says of each paragraph of the body to which task it belongs.
pub(crate) fn read(
    draft: &Draft,
    tables: &[Table],
    fused: &[Row],
    keys: &mut Keys,
    reading: &mut Reading,
) -> Vec<Place> {
    let tabled = !tables.is_empty() || !fused.is_empty();
    let survey = survey(draft, reading);
    let chosen = if tabled && survey.stating.is_empty() { Vec::new() } else { chosen(draft, &survey) };
    let mut met: BTreeMap<String, u32> = BTreeMap::new();
    let mut places: Vec<Place> = (survey.duties.iter())
        .map(|duties| Place { task: String::new(), duties: duties.iter().map(|duty| duty.range.clone()).collect() })
        .collect();
    let for_all = stated_for_all(draft, &survey, &chosen);
    for index in &chosen {
        let Some(item) = draft.items.get(*index) else { continue };
        let number = item.number.clone();
        let times = met.entry(number.clone()).and_modify(|times| *times += 1).or_insert(1);
        let label = if *times > 1 { format!("{number}#{times}") } else { number.clone() };
        for place in places.iter_mut().take(item.paragraphs.end - draft.from).skip(item.paragraphs.start - draft.from) {
            place.task.clone_from(&label);
        }
        let mut statements = statements(draft, &survey, item);
        let mut reasons: Vec<&'static str> = Vec::new();
        if statements.is_empty()
            && let Some(duty) = inherited(draft, &survey, item).or_else(|| for_all.clone())
        {
            statements.push(duty);
            reasons.push("notice.reason.stated_for_all");
        }
        push(draft, item, statements, &reasons, keys, reading);
    }
    for table in tables {
        read_table(table, keys, reading);
    }
    read_fused(fused, keys, reading);
    number_restarts(&mut reading.tasks);
    places
}

/// Where numbering begins anew in each section, `part` keeps tasks of the same number apart, as it does the pieces of one.
fn number_restarts(tasks: &mut [Task]) {
    let mut titles: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for task in tasks.iter() {
        titles.entry(task.number.clone()).or_default().insert(task.key.clone());
    }
    let mut met: BTreeMap<String, u32> = BTreeMap::new();
    for task in tasks.iter_mut() {
        let repeated = titles.get(&task.number).is_some_and(|keys| keys.len() > 1);
        if repeated {
            let part = met.entry(task.number.clone()).and_modify(|part| *part += 1).or_insert(1);
            task.part = *part;
        }
    }
}

fn survey(draft: &Draft, reading: &mut Reading) -> Survey {
    let body = draft.paragraphs.get(draft.from..draft.to).unwrap_or_default();
    let first_leads = draft.paragraphs.iter().any(duty::says_first_leads);
    let mut owner = vec![None; body.len()];
    for (index, item) in draft.items.iter().enumerate() {
        for slot in owner.iter_mut().take(item.paragraphs.end - draft.from).skip(item.paragraphs.start - draft.from) {
            *slot = Some(index);
        }
    }
    let mut duties: Vec<Vec<Duty>> = Vec::with_capacity(body.len());
    for text in body {
        let mut found = duty::in_paragraph(text);
        for duty in &mut found {
            organisation::groups(&duty.lead, &mut reading.groups);
            organisation::groups(&duty.responsible, &mut reading.groups);
            rank(duty, first_leads);
        }
        duties.push(found);
    }
    let stating = owner.iter().zip(&duties).zip(body);
    let stating = stating
        .filter(|((_, found), text)| found.iter().any(Duty::names_bodies) && !text.any_in(FOR_ALL, 0..text.len()));
    let stating = stating.map(|(pair, _)| pair);
    let mut stating: BTreeSet<usize> = stating.filter_map(|(owner, _)| *owner).collect();
    let apart = stands_apart(draft, &duties, &stating);
    if apart {
        stating.clear();
    }
    let mut survey = Survey { duties, owner, stating, apart };
    lift(draft, &mut survey);
    survey
}

/// The only statement of a notice, on a line of its own behind the last of several items, speaks of all of them.
fn stands_apart(draft: &Draft, duties: &[Vec<Duty>], stating: &BTreeSet<usize>) -> bool {
    let top: Vec<usize> = (0..draft.items.len())
        .filter(|index| draft.items.get(*index).is_some_and(|item| item.parent.is_none()))
        .collect();
    let only = stating.len() == 1 && top.len() >= 3 && top.last() == stating.first();
    let first = top.last().and_then(|last| draft.items.get(*last)).map(|item| item.paragraphs.start - draft.from);
    only && first.is_some_and(|first| duties.get(first).is_some_and(Vec::is_empty))
}

/// Where the notice says that the first named body leads, it does.
fn rank(duty: &mut Duty, first_leads: bool) {
    if duty.unranked && first_leads && !duty.responsible.is_empty() {
        duty.lead.push(duty.responsible.remove(0));
        duty.unranked = false;
    }
}

/// A statement behind the last of several children, of which no other states anything, is the parent's.
fn lift(draft: &Draft, survey: &mut Survey) {
    let mut moves: Vec<(usize, usize)> = Vec::new();
    for (index, item) in draft.items.iter().enumerate() {
        let [others @ .., last] = item.children.as_slice() else { continue };
        let only_last = survey.stating.contains(last) && !others.iter().any(|child| survey.stating.contains(child));
        if others.is_empty() || !only_last || survey.stating.contains(&index) {
            continue;
        }
        let Some(child) = draft.items.get(*last) else { continue };
        let own_line = (child.paragraphs.start + 1..child.own_end)
            .any(|at| survey.duties.get(at - draft.from).is_some_and(|duties| !duties.is_empty()));
        if own_line || item.level > 1 {
            moves.push((index, *last));
        }
    }
    for (parent, child) in moves {
        survey.stating.remove(&child);
        survey.stating.insert(parent);
    }
}

/// The items that are tasks.
fn chosen(draft: &Draft, survey: &Survey) -> Vec<usize> {
    let items = draft.items;
    let mut below: BTreeSet<usize> = BTreeSet::new();
    for index in &survey.stating {
        let mut above = items.get(*index).and_then(|item| item.parent);
        while let Some(parent) = above {
            below.insert(parent);
            above = items.get(parent).and_then(|item| item.parent);
        }
    }
    let mut tasks: BTreeSet<usize> = survey.stating.iter().copied().filter(|index| !below.contains(index)).collect();
    let styles: BTreeSet<Style> = tasks.iter().filter_map(|index| items.get(*index)).map(|item| item.style).collect();
    if tasks.is_empty() {
        return without_duties(items);
    }
    for (index, item) in items.iter().enumerate() {
        let free = !above(items, index).any(|parent| tasks.contains(&parent)) && !below.contains(&index);
        let sibling = item.role == Role::Goals
            && tasks.iter().any(|task| items.get(*task).is_some_and(|other| other.parent == item.parent));
        if (item.role == Role::Tasks || sibling) && styles.contains(&item.style) && free {
            tasks.insert(index);
        }
    }
    let top: Vec<usize> =
        tasks.iter().copied().filter(|index| !above(items, *index).any(|parent| tasks.contains(&parent))).collect();
    top
}

fn above(items: &[Item], index: usize) -> impl Iterator<Item = usize> {
    std::iter::successors(items.get(index).and_then(|item| item.parent), |parent| {
        items.get(*parent).and_then(|item| item.parent)
    })
}

/// Without any statement of duties the tasks are the items of the second level where most sections have some, else those
/// of the first.
fn without_duties(items: &[Item]) -> Vec<usize> {
    let tasks: Vec<usize> =
        (0..items.len()).filter(|index| items.get(*index).is_some_and(|item| item.role == Role::Tasks)).collect();
    let running = style_that_runs_on(items, &tasks);
    let wanted = |item: &Item| match running {
        Some(style) => item.style == style,
        None => item.level == 2 || (item.level == 1 && item.children.is_empty()),
    };
    tasks.into_iter().filter(|index| items.get(*index).is_some_and(wanted)).collect()
}

/// A style whose numbers run on through the sections: that is how tasks are numbered.
fn style_that_runs_on(items: &[Item], tasks: &[usize]) -> Option<Style> {
    let mut last: BTreeMap<Style, (u32, Option<usize>, usize)> = BTreeMap::new();
    for item in tasks.iter().filter_map(|index| items.get(*index)) {
        let entry = last.entry(item.style).or_insert((0, item.parent, 0));
        if item.value == entry.0 + 1 && item.parent != entry.1 && item.value > 1 {
            entry.2 += 1;
        }
        (entry.0, entry.1) = (item.value, item.parent);
    }
    last.into_iter().filter(|(_, (_, _, runs))| *runs > 0).map(|(style, _)| style).next_back()
}

/// The statements of an item: lines that complete one another become one, brackets that each name a lead stay apart.
fn statements(draft: &Draft, survey: &Survey, item: &Item) -> Vec<Duty> {
    let mut out: Vec<Duty> = Vec::new();
    for at in item.paragraphs.clone() {
        for duty in survey.duties.get(at - draft.from).into_iter().flatten() {
            let completes = out.last().is_some_and(|last| {
                last.lead.is_empty() != duty.lead.is_empty() || !duty.names_bodies() || !last.names_bodies()
            });
            match out.last_mut() {
                Some(last) if completes => last.absorb(duty.clone()),
                _ => out.push(duty.clone()),
            }
        }
    }
    out
}

/// What a heading above states holds for what stands in it.
fn inherited(draft: &Draft, survey: &Survey, item: &Item) -> Option<Duty> {
    let mut at = item.parent;
    while let Some(parent) = at.and_then(|index| draft.items.get(index)) {
        for paragraph in parent.paragraphs.start..parent.own_end {
            let found = survey
                .duties
                .get(paragraph - draft.from)
                .and_then(|duties| duties.iter().find(|duty| duty.names_bodies()));
            if let Some(duty) = found {
                return Some(duty.clone());
            }
        }
        at = parent.parent;
    }
    None
}

/// Words by which a statement speaks of all tasks.
const FOR_ALL: &[&str] = &[
    "各项任务",
    "以上任务",
    "上述任务",
    "所有任务",
    "以上工作",
    "上述工作",
    "以上各项",
    "上述各项",
    "全部任务",
    "以上重点",
    "各项重点任务",
    "以上措施",
    "上述措施",
    "以上事项",
    "上述事项",
    "各项工作均由",
    "各项工作由",
    "所列任务",
    "所有工作",
];

/// One statement outside the tasks holds for all of them, where it says so and no task has its own.
fn stated_for_all(draft: &Draft, survey: &Survey, chosen: &[usize]) -> Option<Duty> {
    let tasks: BTreeSet<usize> = chosen.iter().copied().collect();
    if tasks.iter().any(|index| survey.stating.contains(index)) {
        return None;
    }
    (0..survey.duties.len()).find_map(|at| {
        let inside = survey.owner.get(at).copied().flatten().is_some_and(|owner| tasks.contains(&owner));
        let text = draft.paragraphs.get(draft.from + at)?;
        let duty = survey.duties.get(at)?.iter().find(|duty| duty.names_bodies())?;
        (survey.apart || !inside || text.any_in(FOR_ALL, 0..text.len())).then(|| duty.clone())
    })
}

fn push(
    draft: &Draft,
    item: &Item,
    statements: Vec<Duty>,
    reasons: &[&'static str],
    keys: &mut Keys,
    reading: &mut Reading,
) {
    let Some(first) = draft.paragraphs.get(item.paragraphs.start) else { return };
    let whole: Vec<String> =
        draft.paragraphs.get(item.paragraphs.clone()).unwrap_or_default().iter().map(words).collect();
    let last = draft.paragraphs.get(item.paragraphs.end.saturating_sub(1)).unwrap_or(first);
    let span = base::Span { from: first.whole().from, to: last.whole().to.max(first.whole().to) };
    let title = words(&first.slice(item.title.clone()));
    let section: Vec<String> = sections(draft, item);
    let count = statements.len();
    let statements = if statements.is_empty() { vec![Duty::default()] } else { statements };
    for (index, duty) in statements.into_iter().enumerate() {
        let mut reasons = reasons.to_vec();
        if !duty.names_bodies() {
            reasons.push("notice.reason.no_duty");
        } else if duty.lead.is_empty() {
            reasons.push("notice.reason.no_lead");
        }
        let part = if count > 1 { u32::try_from(index + 1).unwrap_or(0) } else { 0 };
        reading.tasks.push(Task {
            key: keys.make(
                &item.number,
                "task",
                &format!("{title}{}", if part > 0 { part.to_string() } else { String::new() }),
            ),
            number: item.number.clone(),
            part,
            title: title.clone(),
            lead: names(&duty.lead),
            responsible: names(&duty.responsible),
            deadline: duty.deadline,
            text: whole.join("\n"),
            span,
            section: section.clone(),
            confidence: confidence::of(&reasons),
            reasons: reasons.iter().map(|reason| (*reason).to_owned()).collect(),
        });
    }
}

fn names(bodies: &[Body]) -> Vec<String> {
    bodies.iter().map(|body| body.name.clone()).collect()
}

fn sections(draft: &Draft, item: &Item) -> Vec<String> {
    let mut out = Vec::new();
    let mut at = item.parent;
    while let Some(parent) = at.and_then(|index| draft.items.get(index)) {
        if let Some(text) = draft.paragraphs.get(parent.paragraphs.start) {
            out.push(words(&text.slice(parent.title.clone())));
        }
        at = parent.parent;
    }
    out.reverse();
    out
}

/// The rows of a table of tasks; a merged cell stands in each of its rows.
fn read_table(table: &Table, keys: &mut Keys, reading: &mut Reading) {
    for (index, row) in table.rows.iter().enumerate() {
        let column = |wanted: Column| {
            table
                .columns
                .iter()
                .zip(row)
                .find(|(column, cell)| **column == wanted && !cell.is_empty())
                .map(|(_, cell)| cell)
        };
        let Some(name) = column(Column::Title).or_else(|| column(Column::Words)) else { continue };
        let number = column(Column::Number).map_or_else(|| (index + 1).to_string(), row_number);
        let bodies = |role: label::Role| {
            let cells = table.columns.iter().zip(row).filter(|(column, _)| **column == Column::Duty(role));
            cells.flat_map(|(_, cell)| organisation::list(cell)).map(|body| body.name).collect::<Vec<_>>()
        };
        let (mut lead, mut responsible) = (bodies(label::Role::Lead), bodies(label::Role::Responsible));
        if lead.is_empty() && !responsible.is_empty() && first_leads_in(table) {
            lead.push(responsible.remove(0));
        }
        let deadline = column(Column::Duty(label::Role::Deadline)).map(words).unwrap_or_default();
        let reasons: Vec<&str> = if lead.is_empty() { vec!["notice.reason.no_lead"] } else { Vec::new() };
        let start = mark::of(name).map_or(0, |mark| mark.len);
        let title = words(&name.slice(outline::title(name, start)));
        let (from, to) = row_span(row);
        reading.tasks.push(Task {
            key: keys.make(&number, "task", &title),
            number: number.clone(),
            part: 0,
            title,
            lead,
            responsible,
            deadline,
            text: row.iter().map(words).collect::<Vec<_>>().join("\t"),
            span: base::Span { from, to },
            section: Vec::new(),
            confidence: confidence::of(&reasons),
            reasons: reasons.into_iter().map(str::to_owned).collect(),
        });
    }
}

fn first_leads_in(table: &Table) -> bool {
    table.rows.iter().flatten().any(duty::says_first_leads)
}

fn row_number(cell: &Text) -> String {
    let words = words(cell);
    words.trim_matches(['.', '、', '（', '）', '。']).to_owned()
}

fn row_span(row: &[Text]) -> (usize, usize) {
    let cells = || row.iter().filter(|cell| !cell.is_empty()).map(Text::whole);
    let from = cells().map(|span| span.from).min().unwrap_or(0);
    (from, cells().map(|span| span.to).max().unwrap_or(from))
}

/// The targets in the cells of a table of tasks.
pub(crate) fn read_table_targets(tables: &[Table], keys: &mut Keys, reading: &mut Reading) {
    for table in tables {
        for (index, row) in table.rows.iter().enumerate() {
            let number =
                table.columns.iter().zip(row).find(|(column, cell)| **column == Column::Number && !cell.is_empty());
            let number = number.map_or_else(|| (index + 1).to_string(), |(_, cell)| row_number(cell));
            let title = table.columns.iter().zip(row).find(|(column, _)| **column == Column::Title);
            for (column, cell) in table.columns.iter().zip(row) {
                if matches!(column, Column::Title | Column::Words | Column::Plain) {
                    let words = with_title(cell.squeezed(), title.filter(|_| *column != Column::Title));
                    super::add_targets(&words, &number, keys, reading);
                }
            }
        }
    }
}

/// A cell that begins with its figure or its growth (`增长6%`) speaks of the thing in the cell of the title.
fn with_title(words: Text, title: Option<(&Column, &Text)>) -> Text {
    let Some((_, title)) = title.filter(|_| super::target::needs_subject(&words)) else { return words };
    let mut whole = title.squeezed();
    whole.append(&words);
    whole
}

/// The rows of tables whose cells were run together.
fn read_fused(rows: &[Row], keys: &mut Keys, reading: &mut Reading) {
    for row in rows {
        let title = words(&row.title);
        let none = [Duty::default()];
        let duties = if row.duties.is_empty() { &none[..] } else { &row.duties };
        for (index, duty) in duties.iter().enumerate() {
            let part = if duties.len() > 1 { u32::try_from(index + 1).unwrap_or(0) } else { 0 };
            let reasons =
                if duty.names_bodies() { vec!["notice.reason.run_together"] } else { vec!["notice.reason.no_duty"] };
            reading.tasks.push(Task {
                key: keys.make(&row.number, "task", &format!("{title}{part}")),
                number: row.number.clone(),
                part,
                title: title.clone(),
                lead: names(&duty.lead),
                responsible: names(&duty.responsible),
                deadline: String::new(),
                text: words(&row.whole),
                span: row.whole.whole(),
                section: Vec::new(),
                confidence: confidence::of(&reasons),
                reasons: reasons.iter().map(|reason| (*reason).to_owned()).collect(),
            });
        }
    }
}

/// The targets in the words of such rows.
pub(crate) fn read_fused_targets(rows: &[Row], keys: &mut Keys, reading: &mut Reading) {
    for row in rows {
        for words in &row.words {
            super::add_targets(words, &row.number, keys, reading);
        }
    }
}
