//! A ledger (台账) as a pack declares it: its fields, the life of an entry, who may do what. Nothing here knows any
//! ledger by name.

pub mod check;
mod expressions;
pub mod facts;
mod field;
mod life;
mod obstacle;
pub mod scorecard;

pub use expressions::Expressions;
pub use field::{Audience, Field, LineTable, Section};
pub use life::{Clock, LifeCycle, Move, MoveKind, Place, Stage, Standing, State, Who};
pub use obstacle::{Obstacle, summary};

use crate::field::Cell;
use base::Language;

/// Words in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Words {
    /// The words in a language; Chinese where English is missing.
    pub fn of(&self, language: Language) -> &str {
        match language {
            Language::English if !self.en.is_empty() => &self.en,
            _ => &self.zh,
        }
    }
}

/// A typed register of one kind of thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ledger {
    /// Its code: lower-case ASCII, also the name of its table. Stable for ever.
    pub code: String,
    /// Its name.
    pub name: Words,
    /// What is kept in it, in a sentence.
    pub about: Words,
    /// Numbers of the tasks behind which it stands.
    pub tasks: Vec<String>,
    /// Code of the organisation that verifies at the level of the city (市级核定) and sees every entry.
    pub owner: String,
    /// Codes of other organisations that see every entry.
    pub readers: Vec<String>,
    /// Kinds of organisation (`district`, `city_department`, …) that may keep entries.
    pub keepers: Vec<String>,
    /// Cells whose values together name one thing; two live entries never share them.
    pub natural_key: Vec<String>,
    /// The cell that is shown as the entry's title.
    pub title: String,
    /// The enterprise or person field whose subject's page shows the entry.
    pub subject: Option<String>,
    /// The organisation-unit cell by which entries are split; the keeper's own unit where absent.
    pub unit: Option<String>,
    /// The day cell on which the entry counts.
    pub event_day: Option<String>,
    /// Parts of the form, in order.
    pub sections: Vec<Section>,
    /// All fields, in order.
    pub fields: Vec<Field>,
    /// Tables of lines below an entry.
    pub lines: Vec<LineTable>,
    /// The life of an entry.
    pub life_cycle: LifeCycle,
    /// Has the entry milestones of its own?
    pub milestones: bool,
    /// What else makes two entries suspicious of being the same thing.
    pub duplicates: Vec<DuplicateRule>,
    /// Scorecards that can be worked out for an entry.
    pub scorecards: Vec<ScorecardUse>,
}

/// Entries that agree in all these cells are shown to each other as possible duplicates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DuplicateRule {
    /// Its code.
    pub code: String,
    /// Why they look the same.
    pub name: Words,
    /// The cells that must agree, compared folded. `evidence` stands for the digest of any file.
    pub cells: Vec<String>,
}

/// A scorecard that is worked out from an entry's cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScorecardUse {
    /// Code of the scorecard.
    pub scorecard: String,
    /// Input of the scorecard to the cell it is taken from, or to an expression over the entry where the card asks
    /// otherwise than the form does, such as `!entry.no_breach`.
    pub inputs: Vec<(String, String)>,
}

impl Ledger {
    /// A field by its code.
    pub fn field(&self, code: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.code == code)
    }

    /// All cells of the entry itself, with the field each belongs to.
    pub fn cells(&self) -> Vec<(&Field, Cell)> {
        self.fields.iter().flat_map(|field| field.cells().into_iter().map(move |cell| (field, cell))).collect()
    }

    /// One cell by its key.
    pub fn cell(&self, key: &str) -> Option<(&Field, Cell)> {
        // A cell's key begins with its field's code, so the cells of the others need not be made.
        let named = self.fields.iter().filter(|field| key.starts_with(&field.code));
        named
            .flat_map(|field| field.cells().into_iter().map(move |cell| (field, cell)))
            .find(|(_, cell)| cell.key == key)
    }

    /// A table of lines by its code.
    pub fn line_table(&self, code: &str) -> Option<&LineTable> {
        self.lines.iter().find(|table| table.code == code)
    }
}
