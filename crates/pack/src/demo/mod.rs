//! `demo/city.toml` and `demo/ledgers/<code>.toml`: an invented city at true scale, as data. Read and checked apart from
//! the rest of the pack, because only the demonstration and the check of a pack need it.

mod city;
mod draw;
mod entry;
mod keys;
mod ledger;
mod load;
mod made;
mod member;
mod scope;
mod template;
mod way;

pub use city::{City, DemoUnit, Pool};
pub use keys::demo_schema;
pub use ledger::{Case, DemoLedger, DemoLines, DemoMilestone, Planted, Step};
pub use load::{Demo, load_demo};
pub use made::{Made, MadeEntry, MadeMilestone, MadeStep};

/// How much of the city is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DemoSize {
    /// As large as the real one.
    Full,
    /// A few hundred entries, for a first look and for tests.
    Small,
}

impl DemoSize {
    /// Its word.
    pub fn code(self) -> &'static str {
        match self {
            DemoSize::Full => "full",
            DemoSize::Small => "small",
        }
    }
}

/// How many, in each size.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// In the full size.
    pub full: u32,
    /// In the small one.
    pub small: u32,
}

impl Count {
    /// In a size.
    pub fn of(self, size: DemoSize) -> u32 {
        match size {
            DemoSize::Full => self.full,
            DemoSize::Small => self.small,
        }
    }
}
