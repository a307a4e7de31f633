//! What stands between an entry and a move, said at its place in the form and in a sentence for the whole.

use crate::ledger::{Field, Ledger, Words};
use base::{Language, Sentence};

/// Something that must be put right before a move can be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// The cell of this key is asked for, required and empty.
    Cell(String),
    /// No file lies beside the entry in this evidence field.
    File(String),
    /// A table has too few lines or too many.
    Lines {
        /// Code of the table.
        table: String,
        /// Fewest lines.
        min: u32,
        /// Most lines.
        max: u32,
    },
    /// A required cell of a line is empty.
    LineCell {
        /// Code of the table.
        table: String,
        /// Which line, from 0.
        at: usize,
        /// Key of the cell.
        cell: String,
    },
    /// The weights of the milestones add up to this many percent and not to 100.
    Weights(u32),
    /// The guard of the move does not hold; what the pack says then.
    Guard(Words),
}

/// So many names of what is missing are said in one sentence; the rest is a number.
const NAMED: usize = 5;

impl Obstacle {
    /// Where in the form it is: `values.total`, `evidence.copy`, `lines.receipts[0].received`, `milestones`; nothing for a
    /// guard, which looks at the entry as a whole.
    pub fn path(&self) -> Option<String> {
        Some(match self {
            Obstacle::Cell(key) => format!("values.{key}"),
            Obstacle::File(field) => format!("evidence.{field}"),
            Obstacle::Lines { table, .. } => format!("lines.{table}"),
            Obstacle::LineCell { table, at, cell } => format!("lines.{table}[{at}].{cell}"),
            Obstacle::Weights(_) => "milestones".to_owned(),
            Obstacle::Guard(_) => return None,
        })
    }

    /// What is said at that place.
    pub fn sentence(&self, language: Language) -> Sentence {
        match self {
            Obstacle::Cell(_) | Obstacle::LineCell { .. } => Sentence::new("base.required"),
            Obstacle::File(_) => Sentence::new("rules.ledger.file_missing"),
            Obstacle::Lines { min, max, .. } => {
                Sentence::new("rules.ledger.line_count").with("min", min).with("max", max)
            }
            Obstacle::Weights(sum) => Sentence::new("rules.ledger.weights").with("sum", sum),
            Obstacle::Guard(says) => Sentence::new("rules.ledger.guard_refuses").with("says", says.of(language)),
        }
    }

    /// The label of what is missing, as the form prints it; nothing for what is there and wrong.
    fn name(&self, ledger: &Ledger, language: Language) -> Option<String> {
        let label = |fields: &[Field], key: &str| {
            let owner = fields.iter().find(|field| field.code == key || field.cells().iter().any(|one| one.key == key));
            owner.map_or_else(|| key.to_owned(), |field| field.name.of(language).to_owned())
        };
        Some(match self {
            Obstacle::Cell(key) | Obstacle::File(key) => label(&ledger.fields, key),
            Obstacle::Lines { table, .. } => ledger.line_table(table)?.name.of(language).to_owned(),
            Obstacle::LineCell { table, cell, .. } => {
                let table = ledger.line_table(table)?;
                Sentence::new("rules.ledger.line_cell")
                    .with("table", table.name.of(language))
                    .with("cell", label(&table.fields, cell))
                    .render(language)
            }
            Obstacle::Weights(_) | Obstacle::Guard(_) => return None,
        })
    }
}

/// All obstacles of a move in one sentence: a guard in the pack's words, else what is missing by its labels. Nothing where
/// there is no obstacle.
pub fn summary(ledger: &Ledger, obstacles: &[Obstacle], language: Language) -> Option<Sentence> {
    if let Some(guard) = obstacles.iter().find(|one| matches!(one, Obstacle::Guard(_))) {
        return Some(guard.sentence(language));
    }
    let mut names: Vec<String> = Vec::new();
    for name in obstacles.iter().filter_map(|one| one.name(ledger, language)) {
        // An enterprise without code and without name is one thing to fill in, and so is a column left out in all lines.
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let count = names.len();
    let listed = names
        .into_iter()
        .take(NAMED)
        .reduce(|list, next| Sentence::new("base.listed").with("list", list).with("next", next).render(language));
    match listed {
        Some(names) if count > NAMED => {
            Some(Sentence::new("rules.ledger.missing_more").with("names", names).with("count", count))
        }
        Some(names) => Some(Sentence::new("rules.ledger.missing").with("names", names)),
        None => obstacles.first().map(|one| one.sentence(language)),
    }
}
