//! The ledgers of the installed pack, each with the shapes of its tables: read once, shared by every use case.

use crate::ledger::surroundings::KeptDirectory;
use base::Refusal;
use pack::Pack;
use rules::field::{CodeList, Column};
use rules::ledger::{Expressions, Field, Ledger, LifeCycle, Place};
use rules::scorecard::Scorecard;
use rules::working_day::WorkingDays;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use store::entry::Shape;
use store::ledger_table::{ColumnType, LedgerTables};
use store::organisation::OrganisationRow;
use store::personal::PersonalKeys;

/// All ledgers of a site.
#[derive(Clone, Debug, Default)]
pub struct Books {
    books: BTreeMap<String, Arc<Book>>,
    pub(crate) lists: BTreeMap<String, CodeList>,
    pub(crate) units: BTreeMap<String, String>,
    pub(crate) directory: Arc<KeptDirectory>,
}

/// One ledger.
#[derive(Clone, Debug)]
pub(crate) struct Book {
    pub(crate) ledger: Ledger,
    /// Life cycles by version: the present one, and those on which running entries began.
    pub(crate) cycles: BTreeMap<u32, LifeCycle>,
    pub(crate) shape: Shape,
    pub(crate) expressions: Expressions,
    pub(crate) calendar: Arc<WorkingDays>,
    pub(crate) keys: Arc<PersonalKeys>,
    pub(crate) scorecards: Arc<Vec<Scorecard>>,
}

/// What a sealed cell is kept in beside its own column: enciphered, and a keyed digest to match by.
const SEALED: [&str; 2] = ["sealed", "mark"];

impl Books {
    /// Of a pack, with the life cycles of older versions that were installed.
    pub fn new(pack: &Pack, older: Vec<(String, LifeCycle)>, keys: &Arc<PersonalKeys>) -> Self {
        let mut books = BTreeMap::new();
        let calendar = Arc::new(pack.working_days());
        let scorecards = Arc::new(pack.scorecards.clone());
        for ledger in &pack.ledgers {
            let mut cycles: BTreeMap<u32, LifeCycle> = older
                .iter()
                .filter(|(code, _)| *code == ledger.code)
                .map(|(_, cycle)| (cycle.version, cycle.clone()))
                .collect();
            cycles.insert(ledger.life_cycle.version, ledger.life_cycle.clone());
            let cells = columns(&ledger.fields).into_iter().map(|(name, _)| name).collect();
            let naming = naming(ledger, cycles.values());
            let shape = Shape { ledger: ledger.code.clone(), cells, naming };
            let expressions = Expressions::new(ledger, cycles.values());
            let (calendar, keys, scorecards) = (Arc::clone(&calendar), Arc::clone(keys), Arc::clone(&scorecards));
            let book = Book { ledger: ledger.clone(), cycles, shape, expressions, calendar, keys, scorecards };
            books.insert(ledger.code.clone(), Arc::new(book));
        }
        let units = pack.assessment_units.iter().map(|unit| (unit.code.clone(), unit.name.clone())).collect();
        Self { books, lists: pack.code_lists.clone(), units, directory: Arc::default() }
    }

    /// All of them, in order of their codes.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Arc<Book>> {
        self.books.values()
    }

    /// One by its code.
    pub(crate) fn book(&self, code: &str) -> Result<&Arc<Book>, Refusal> {
        self.books.get(code).ok_or_else(Refusal::not_found)
    }
}

impl Book {
    /// The life cycle of an entry that began with a version.
    pub(crate) fn cycle(&self, version: u32) -> &LifeCycle {
        self.cycles.get(&version).unwrap_or(&self.ledger.life_cycle)
    }

    /// May an organisation of this kind keep entries?
    pub(crate) fn may_keep(&self, row: &OrganisationRow) -> bool {
        self.ledger.keepers.contains(&row.kind) || self.ledger.owner == row.code
    }

    /// The tables it is kept in.
    pub(crate) fn tables(&self) -> LedgerTables {
        let indexed: BTreeSet<String> = self
            .ledger
            .cells()
            .into_iter()
            .filter(|(field, cell)| {
                (field.sortable || field.filterable) && !matches!(cell.column, Column::Beside | Column::Sealed)
            })
            .map(|(_, cell)| cell.key)
            .collect();
        let moves = self.cycles.values().flat_map(|cycle| &cycle.moves);
        let awaited: BTreeSet<String> = moves.filter_map(|one| one.after.clone()).collect();
        LedgerTables {
            ledger: self.ledger.code.clone(),
            columns: columns(&self.ledger.fields),
            indexed: indexed.into_iter().collect(),
            awaited: awaited.into_iter().collect(),
            lines: self.ledger.lines.iter().map(|table| (table.code.clone(), columns(&table.fields))).collect(),
        }
    }
}

/// Cells of a ledger from which a life cycle of it takes who makes a move or who may change the cells.
fn naming<'a>(ledger: &Ledger, cycles: impl Iterator<Item = &'a LifeCycle>) -> Vec<String> {
    let named = cycles.flat_map(LifeCycle::everybody).filter(|who| who.place == Place::Named);
    let cells: BTreeSet<&String> = named.filter_map(|who| who.cell.as_ref()).collect();
    // An older life cycle may name a cell that the ledger has no more.
    cells.into_iter().filter(|cell| ledger.cell(cell).is_some()).cloned().collect()
}

/// The columns of some fields, in order: a sealed cell has three.
pub(crate) fn columns(fields: &[Field]) -> Vec<(String, ColumnType)> {
    let mut all = Vec::new();
    for cell in fields.iter().flat_map(Field::cells) {
        match cell.column {
            Column::Beside => {}
            Column::Text => all.push((cell.key, ColumnType::Text)),
            Column::Scaled(_) | Column::Truth => all.push((cell.key, ColumnType::Whole)),
            Column::Sealed => {
                all.push((cell.key.clone(), ColumnType::Text));
                all.extend(SEALED.map(|suffix| (format!("{}_{suffix}", cell.key), ColumnType::Text)));
            }
        }
    }
    all
}
