//! A request between its commands and its table.

use access::{Action, Facts, Grant};
use base::{Id, Refusal, Stop};
use serde_json::json;
use store::Tx;
use store::correction::{CorrectionRow, correction_by_id, insert_correction_step, update_correction};

/// Waits for an answer.
pub(super) const RAISED: &str = "raised";
/// Was corrected.
pub(super) const ACCEPTED: &str = "accepted";
/// Was not, with a reason.
pub(super) const REFUSED: &str = "refused";
/// Was taken back.
pub(super) const WITHDRAWN: &str = "withdrawn";

/// What a request says of itself when rights are asked.
pub(super) fn facts_of(row: &CorrectionRow) -> Facts {
    Facts { owner: Some(row.raised_by), organisation: Some(row.organisation), ..Facts::default() }
}

/// A request that still waits, for whoever may do with it what the grant is for.
pub(super) fn waiting(grant: &Grant, tx: &mut Tx<'_>, id: Id, version: i64) -> Result<CorrectionRow, Stop> {
    let row = correction_by_id(tx, id)?.ok_or_else(Refusal::not_found)?;
    let facts = facts_of(&row);
    if !grant.may(Action::SeeCorrection, &facts) {
        return Err(Refusal::not_found().into());
    }
    grant.require(&facts).map_err(|_| Refusal::forbidden())?;
    if row.state != RAISED {
        return Err(Refusal::conflict("work.correction.answered").into());
    }
    if row.version != version {
        return Err(Refusal::stale().into());
    }
    tx.about("correction", id);
    Ok(row)
}

/// Writes a changed request with its step and revision.
pub(super) fn write(
    grant: &Grant,
    tx: &mut Tx<'_>,
    row: &mut CorrectionRow,
    verb: &str,
    reason: &str,
) -> Result<(), Stop> {
    if !update_correction(tx, row)? {
        return Err(Refusal::stale().into());
    }
    row.version += 1;
    insert_correction_step(tx, row, verb, grant.user(), reason)?;
    revise(tx, row)
}

/// Answers a request: nobody's turn any more.
pub(super) fn answer(
    grant: &Grant,
    tx: &mut Tx<'_>,
    row: &mut CorrectionRow,
    state: &str,
    verb: &str,
    words: String,
) -> Result<(), Stop> {
    state.clone_into(&mut row.state);
    row.answer = words;
    (row.answered_by, row.answered_at) = (grant.user(), Some(tx.now()));
    let words = row.answer.clone();
    write(grant, tx, row, verb, &words)
}

/// Keeps the state of a request for its history.
pub(super) fn revise(tx: &mut Tx<'_>, row: &CorrectionRow) -> Result<(), Stop> {
    let body = json!({
        "ledger": row.ledger,
        "entry": row.entry,
        "subject": row.subject,
        "field": row.field,
        "wrong": row.wrong,
        "proposed": row.proposed,
        "state": row.state,
        "organisation": row.organisation,
        "due": row.due,
        "answer": row.answer,
        "new_version": row.new_version,
        "file": row.file.as_ref().map(|file| &file.digest),
    });
    Ok(tx.revise("correction", row.id, row.version, &body)?)
}
