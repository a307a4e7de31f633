//! What waits for the reader?

use crate::Query;
use crate::ledger::Books;
use crate::todo::{TodoList, TodoView, corrections, duties, entries, office, work_plans};
use access::{Action, Grant, Scope, grant};
use base::{Day, Id, Language, Stop};
use rules::deadline::deadline_day;
use std::collections::BTreeMap;
use std::sync::Arc;
use store::Tx;
use store::plan::{PlanRow, plans};

/// Asks what waits for the reader.
#[derive(Clone, Debug)]
pub struct Todo {
    /// The installed ledgers.
    pub books: Arc<Books>,
    /// In which language.
    pub language: Language,
}

/// What every kind of thing to do is gathered with.
pub(super) struct Desk<'a> {
    pub(super) tx: &'a Tx<'a>,
    pub(super) granted: &'a Grant,
    pub(super) language: Language,
    pub(super) books: Arc<Books>,
    pub(super) plans: BTreeMap<Id, PlanRow>,
}

impl Desk<'_> {
    /// The rows on which the reader may do something else than look at this list.
    pub(super) fn rows(&self, action: Action) -> Scope {
        grant(self.granted.actor(), action).map_or(Scope::None, |other| other.scope().clone())
    }

    /// The day that a task's printed deadline means.
    pub(super) fn deadline(&self, plan: Id, printed: &str) -> Option<Day> {
        self.plans.get(&plan).and_then(|plan| deadline_day(printed, plan.year))
    }
}

impl Query for Todo {
    const ACTION: Action = Action::SeeTodo;
    type Answer = TodoList;

    fn run(self, grant: &Grant, tx: &Tx<'_>) -> Result<TodoList, Stop> {
        let plans = plans(tx)?.into_iter().map(|plan| (plan.id, plan)).collect();
        let desk = Desk { tx, granted: grant, language: self.language, books: self.books, plans };
        Ok(TodoList { items: gather(&desk)?, entries: entries::all(&desk, &desk.books)? })
    }
}

fn gather(desk: &Desk<'_>) -> Result<Vec<TodoView>, Stop> {
    let mut items = office::drafts(desk)?;
    items.extend(office::decisions(desk)?);
    items.extend(duties::all(desk)?);
    items.extend(work_plans::all(desk)?);
    items.extend(corrections::all(desk)?);
    // A day that is not set sorts after every day.
    items.sort_by_key(|one| (one.kind, one.due.is_none(), one.due, one.since, one.subject_id));
    Ok(items)
}

/// Number and title of a task as one line.
pub(super) fn task_line(number: &str, title: &str) -> String {
    [number, title].join(" ").trim().to_owned()
}
