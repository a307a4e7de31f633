//! Floor 2: the files of a city become checked definitions; what is wrong is told at once, with file, place and cure.
//!
//! A pack is a city, `plans/<year>/` in it a year. Files come in as path and text: this room touches no disk.

mod cadence;
mod calendar;
mod check;
mod code_list;
mod decision;
pub mod demo;
mod findings;
mod ledger;
mod load;
mod matching;
mod names;
mod organisation;
mod scorecard;
mod sheet;
#[cfg(test)]
mod tests;
mod user;
mod words;

pub use base::fold_name;
pub use cadence::{Cadence, DueIn, FiledBy, Period, Round};
pub use calendar::{Calendar, Holiday};
pub use check::reads_two_ways;
pub use decision::{Base, Decisions, ImpliedTarget, IndicatorDecision, MentionRule, OpenDecision, Progress};
pub use findings::line_of;
pub use ledger::{ledger_schema, life_cycle_of};
pub use load::{Pack, PlanPack, load};
pub use matching::{Matching, comparator, match_mentions};
pub use names::{Body, Names};
pub use organisation::{AssessmentUnit, Division, Group, Organisation, OrganisationKind};
pub use user::DemoUser;
