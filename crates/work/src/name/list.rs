//! The printed names of a plan, and whom they mean.

use super::alike::suggestions;
use crate::Query;
use crate::item::Board;
use crate::plan::visible_plan;
use access::{Action, Grant};
use base::{Id, Stop};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use store::Tx;
use store::plan_name::{KnownName, Named, known_names};
use utoipa::ToSchema;

/// What a printed name can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum NameKind {
    /// An organisation.
    Organisation,
    /// A group, which stands for its members.
    Group,
}

/// An organisation or group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = NamedBody)]
pub struct NamedBodyView {
    /// Which of the two.
    pub kind: NameKind,
    /// Its id.
    #[schema(value_type = String)]
    pub id: Id,
    /// Its name.
    pub name: String,
}

impl NamedBodyView {
    fn new((named, name): (Named, String)) -> Self {
        let (kind, id) = match named {
            Named::Organisation(id) => (NameKind::Organisation, id),
            Named::Group(id) => (NameKind::Group, id),
        };
        Self { kind, id, name }
    }
}

/// A name as printed in a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = PrintedName)]
pub struct PrintedNameView {
    /// As first printed.
    pub printed: String,
    /// How often tasks name it.
    pub occurrences: usize,
    /// Whom it means.
    #[schema(required = true)]
    pub resolved: Option<NamedBodyView>,
    /// Whom it may mean, the most alike first; empty where that is known.
    pub suggestions: Vec<NamedBodyView>,
}

/// Asks for the names of a plan: those that mean nobody yet come first.
#[derive(Clone, Copy, Debug)]
pub struct Names {
    /// The plan.
    pub plan: Id,
}

impl Query for Names {
    const ACTION: Action = Action::SeePlan;
    type Answer = Vec<PrintedNameView>;

    fn run(self, grant: &Grant, tx: &Tx<'_>) -> Result<Vec<PrintedNameView>, Stop> {
        visible_plan(grant, tx, self.plan)?;
        let board = Board::of_plan(tx, self.plan)?;
        let known = known_names(tx)?;
        let mut found: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        let bodies = board.live().filter_map(|item| board.bodies.get(&item.id)).flatten();
        for (order, body) in bodies.enumerate() {
            found.entry(&body.folded).or_insert((order, 0)).1 += 1;
        }
        let mut names: Vec<_> = found.into_iter().collect();
        names.sort_by_key(|(folded, (order, _))| (is_resolved(&board, folded), *order));
        Ok(names.into_iter().map(|(folded, (_, times))| view(&board, folded, times, &known)).collect())
    }
}

fn is_resolved(board: &Board, folded: &str) -> bool {
    board.names.get(folded).is_some_and(|name| name.named.is_some())
}

fn view(board: &Board, folded: &str, occurrences: usize, known: &[KnownName]) -> PrintedNameView {
    let name = board.names.get(folded);
    let resolved = name.and_then(|name| name.named);
    let called = |named: Named| (named, board.called(named).unwrap_or_default().to_owned());
    let alike = if resolved.is_some() { Vec::new() } else { suggestions(folded, known) };
    PrintedNameView {
        printed: name.map_or_else(|| folded.to_owned(), |name| name.printed.clone()),
        occurrences,
        resolved: resolved.map(|named| NamedBodyView::new(called(named))),
        suggestions: alike.into_iter().map(NamedBodyView::new).collect(),
    }
}
