//! See the newest seals.

use crate::Query;
use access::{Action, Grant};
use base::{Moment, Stop};
use serde::{Deserialize, Serialize};
use store::Tx;
use store::seal::newest_seals;
use utoipa::ToSchema;

/// The newest two hundred seals.
#[derive(Clone, Copy, Debug)]
pub struct Seals;

/// A seal as people see it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = Seal)]
pub struct SealView {
    /// Its number.
    pub n: i64,
    /// When it was made.
    #[schema(value_type = String)]
    pub at: Moment,
    /// How many rows it covers.
    pub rows: i64,
    /// Merkle root of the rows.
    pub root: String,
    /// Its digest.
    pub seal: String,
    /// Which key signed.
    pub key_id: String,
}

impl Query for Seals {
    const ACTION: Action = Action::SeeAudit;
    type Answer = Vec<SealView>;

    fn run(self, _grant: &Grant, tx: &Tx<'_>) -> Result<Vec<SealView>, Stop> {
        let seals = newest_seals(tx, 200)?.into_iter().map(|one| SealView {
            n: one.n,
            at: one.at,
            rows: one.rows,
            root: one.root,
            seal: one.seal,
            key_id: one.key_id,
        });
        Ok(seals.collect())
    }
}
