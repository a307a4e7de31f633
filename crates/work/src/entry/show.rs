//! One entry with all that a reader may see of it and do with it now.

use crate::Query;
use crate::app::day_of;
use crate::entry::clock::extension_left;
use crate::entry::content::Values;
use crate::entry::edit::{may_add_files, may_edit};
use crate::entry::inspect::duplicates_of;
use crate::entry::move_on::obstacles;
use crate::entry::page::{facts_of, row_view, seen, shown, wire};
use crate::entry::reach::Reach;
use crate::entry::referred::referred;
use crate::entry::score::scores;
use crate::entry::view::{ClockView, EntryView, EvidenceView, MilestoneView, MoveStepView, PossibleMoveView};
use crate::entry::{CheckedContent, EntryBody};
use crate::ledger::{Book, Books, ChoiceView, Surroundings, said};
use crate::session::Ref;
use access::{Action, Grant};
use base::{Day, Id, Language, Refusal, Stop};
use rules::ledger::{LifeCycle, summary};
use std::collections::BTreeMap;
use std::sync::Arc;
use store::Tx;
use store::entry_clock::running_clock;
use store::entry_move::moves_of_entry;
use store::milestone::MilestoneRow;

/// Asks for one entry.
#[derive(Clone, Debug)]
pub struct ShowEntry {
    /// The installed ledgers.
    pub books: Arc<Books>,
    /// Code of the ledger.
    pub ledger: String,
    /// The entry.
    pub id: Id,
    /// The reader's language.
    pub language: Language,
}

impl Query for ShowEntry {
    const ACTION: Action = Action::SeeEntry;
    type Answer = EntryView;

    fn run(self, grant: &Grant, tx: &Tx<'_>) -> Result<EntryView, Stop> {
        let book = self.books.book(&self.ledger)?;
        let around = Surroundings::of(tx, &self.books, self.language)?;
        let reach = Reach::new(grant, &around, book);
        let body = EntryBody::read(tx, book, self.id)?.ok_or_else(Refusal::not_found)?;
        grant.require(&facts_of(&body.row, &reach))?;
        let mut view = entry_view(grant, tx, book, &around, &reach, &body)?;
        let seen = seen(book, &reach, &body.row, &body.content.values);
        view.shown.extend(referred(tx, &self.books, book, &around, grant, &seen)?);
        Ok(view)
    }
}

fn entry_view(
    grant: &Grant,
    tx: &Tx<'_>,
    book: &Book,
    around: &Surroundings,
    reach: &Reach,
    body: &EntryBody,
) -> Result<EntryView, Stop> {
    let today = day_of(tx.now());
    let values = seen(book, reach, &body.row, &body.content.values);
    let facts = facts_of(&body.row, reach);
    let asked = body.content.asked(book).into_iter();
    let visible = |code: &String| book.ledger.field(code).is_some_and(|field| reach.field_scope(field).admits(&facts));
    let subject = match body.row.subject {
        Some(id) => store::subject::subject_by_id(tx, id)?.map(|row| Ref::from((row.id, row.name))),
        None => None,
    };
    let files = store::evidence::evidence_of(tx, body.row.id)?;
    Ok(EntryView {
        row: row_view(book, around, &body.row, &values, today)?,
        ledger: book.ledger.code.clone(),
        shown: shown(book, around, &values, false),
        values: values.iter().map(|(key, value)| (key.clone(), wire(value))).collect(),
        asked: asked.filter(visible).collect(),
        lines: lines(&body.content, |row| row.iter().map(|(key, value)| (key.clone(), wire(value))).collect()),
        lines_shown: lines_shown(book, around, &body.content),
        reached_percent: body.content.milestones.iter().filter(|one| one.actual.is_some()).map(|one| one.weight).sum(),
        milestones: body.content.milestones.iter().map(|one| milestone_view(one, today)).collect(),
        evidence: files
            .into_iter()
            .filter(|file| visible(&file.field))
            .map(|file| EvidenceView {
                id: file.id,
                field: file.field,
                name: file.name,
                size: file.size,
                media_type: file.media_type,
                digest: file.digest,
                added_at: file.added_at,
            })
            .collect(),
        may_edit: access::grant(grant.actor(), Action::WriteEntry).is_ok()
            && may_edit(grant, tx, book, around, reach, body).is_ok(),
        may_add_files: access::grant(grant.actor(), Action::WriteEntry).is_ok()
            && may_add_files(grant, tx, book, around, reach, body)?,
        moves: possible_moves(grant, tx, book, around, reach, body)?,
        clock: clock_view(tx, book, body)?,
        steps: steps(tx, book, body, around.language())?,
        subject,
        duplicates: duplicates_of(tx, book, around, reach, &body.content, Some(body.row.id))?,
        scores: scores(book, &body.content, &values, today, around.language()),
    })
}

fn lines<T>(content: &CheckedContent, made: impl Fn(&Values) -> T) -> BTreeMap<String, Vec<T>> {
    content.lines.iter().map(|(code, rows)| (code.clone(), rows.iter().map(&made).collect())).collect()
}

fn lines_shown(
    book: &Book,
    around: &Surroundings,
    content: &CheckedContent,
) -> BTreeMap<String, Vec<BTreeMap<String, String>>> {
    let context = around.context();
    let mut all = BTreeMap::new();
    for table in &book.ledger.lines {
        let rows = content.lines.get(&table.code).map(Vec::as_slice).unwrap_or_default();
        let shown_row = |row: &Values| {
            let cells = table.fields.iter().flat_map(|field| field.cells().into_iter().map(move |cell| (field, cell)));
            cells
                .filter_map(|(field, cell)| {
                    let value = row.get(&cell.key)?;
                    Some((cell.key, field.kind.show(cell.part, value, &context)))
                })
                .collect()
        };
        all.insert(table.code.clone(), rows.iter().map(shown_row).collect());
    }
    all
}

/// By how many days a milestone was or is late.
fn milestone_view(one: &MilestoneRow, today: Day) -> MilestoneView {
    let slip = match one.actual {
        Some(actual) => Some(one.planned.days_until(actual)),
        None if one.planned < today => Some(one.planned.days_until(today)),
        None => None,
    };
    MilestoneView {
        name: one.name.clone(),
        planned: one.planned,
        actual: one.actual,
        weight: one.weight,
        note: one.note.clone(),
        slip_days: slip,
    }
}

fn possible_moves(
    grant: &Grant,
    tx: &Tx<'_>,
    book: &Book,
    around: &Surroundings,
    reach: &Reach,
    body: &EntryBody,
) -> Result<Vec<PossibleMoveView>, Stop> {
    let language = around.language();
    if access::grant(grant.actor(), Action::MoveEntry).is_err() {
        return Ok(Vec::new());
    }
    let cycle = book.cycle(body.row.cycle);
    let mut views = Vec::new();
    for one in cycle.moves_by_hand(&body.row.state) {
        if !body.is_turn_of(grant, tx, around, reach, &one.who)? {
            continue;
        }
        let against = summary(&book.ledger, &obstacles(book, body, one), language);
        let to: Vec<&str> = if one.to.is_empty() { Vec::new() } else { cycle.targets(one, &body.row.state) };
        views.push(PossibleMoveView {
            code: one.code.clone(),
            name: said(&one.name, language),
            kind: one.kind,
            reason: one.needs_reason(),
            to: targets(cycle, &to, language),
            blocked: against.map(|sentence| sentence.render(language)),
        });
    }
    Ok(views)
}

fn targets(cycle: &LifeCycle, codes: &[&str], language: Language) -> Vec<ChoiceView> {
    let states = codes.iter().filter_map(|code| cycle.state(code));
    states.map(|state| ChoiceView { code: state.code.clone(), name: said(&state.name, language) }).collect()
}

fn clock_view(tx: &Tx<'_>, book: &Book, body: &EntryBody) -> Result<Option<ClockView>, Stop> {
    let Some(row) = running_clock(tx, body.row.id)? else { return Ok(None) };
    Ok(Some(ClockView {
        due: row.due,
        stopped_on: row.stopped_on,
        extended: row.extended,
        extension_left: extension_left(book, body, &row)?,
    }))
}

fn steps(tx: &Tx<'_>, book: &Book, body: &EntryBody, language: Language) -> Result<Vec<MoveStepView>, Stop> {
    let cycle = book.cycle(body.row.cycle);
    let state = |code: &str| cycle.state(code).map(|state| said(&state.name, language)).unwrap_or_default();
    let views = moves_of_entry(tx, body.row.id)?.into_iter().map(|step| MoveStepView {
        name: match cycle.find_move(&step.code) {
            Some(one) => said(&one.name, language),
            None => base::Sentence::new("work.entry.begun").render(language),
        },
        kind: step.kind,
        from: state(&step.from),
        to: state(&step.to),
        by: match step.actor {
            Some(_) => step.actor_name,
            None => base::Sentence::new("work.entry.machine").render(language),
        },
        reason: step.reason,
        at: step.at,
    });
    Ok(views.collect())
}
