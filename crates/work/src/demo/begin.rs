//! Begin a demonstration in a site that has no entries yet.

use crate::Command;
use access::{Action, Grant};
use base::{Refusal, Stop};
use serde::Serialize;
use store::Tx;
use store::demonstration::{DemonstrationRow, demonstration, insert_demonstration};
use store::entry_move::any_moves;
use store::site::installed_site;

/// Notes which invented city this site shows and how many entries each ledger will have. The same city again carries on;
/// a site that people have filled, or that shows another city, is refused.
#[derive(Clone, Debug, Serialize)]
pub struct BeginDemonstration {
    /// Which city: size, seed and digest of the files it is made from.
    pub city: String,
    /// Codes of the ledgers with their numbers of entries.
    pub ledgers: Vec<(String, u32)>,
}

impl Command for BeginDemonstration {
    const VERB: &'static str = "begin_demonstration";
    const ACTION: Action = Action::InstallSite;
    /// Was it begun before?
    type Answer = bool;

    fn run(&self, _grant: &Grant, tx: &mut Tx<'_>) -> Result<bool, Stop> {
        let known = demonstration(tx)?;
        if let Some(first) = known.first() {
            return if first.city == self.city {
                Ok(true)
            } else {
                Err(Refusal::conflict("work.demo.other_city").into())
            };
        }
        if !installed_site(tx)?.is_some_and(|site| site.demonstration) || any_moves(tx)? {
            return Err(Refusal::conflict("work.demo.in_use").into());
        }
        let rows = self.ledgers.iter().map(|(ledger, total)| DemonstrationRow {
            ledger: ledger.clone(),
            city: self.city.clone(),
            loaded: 0,
            total: *total,
        });
        insert_demonstration(tx, &rows.collect::<Vec<_>>())?;
        Ok(false)
    }
}
