//! The duties of an amended task: who came gets one, who left loses it, who stays keeps what was done.

use crate::item::Board;
use crate::publish::{duties_of_board, hand_out};
use base::Fault;
use rules::fan_out::DutyDraft;
use serde_json::json;
use store::Tx;
use store::duty::{DutyRow, duties_of_item, place_duty, reissue_duty, withdraw_duty};
use store::item::ItemRow;

/// Compares the duties that the task makes now with those that are out. Groups have the members of today.
pub(super) fn fan_out_again(tx: &mut Tx<'_>, board: &Board, item: &ItemRow) -> Result<(), Fault> {
    let wanted: Vec<DutyDraft> =
        duties_of_board(tx, board)?.into_iter().filter(|draft| draft.item == item.id).collect();
    let out = duties_of_item(tx, item.id)?;
    let mut fresh = Vec::new();
    for draft in wanted.iter().copied() {
        match out.iter().find(|duty| is_same(duty, &draft)) {
            None => fresh.push(draft),
            Some(duty) => keep(tx, duty, &draft)?,
        }
    }
    hand_out(tx, item.plan, &fresh)?;
    for duty in out.iter().filter(|duty| duty.state != "withdrawn") {
        if !wanted.iter().any(|draft| is_same(duty, draft)) {
            withdraw_duty(tx, duty.id)?;
            tx.revise("duty", duty.id, duty.version + 1, &json!({ "state": "withdrawn" }))?;
        }
    }
    Ok(())
}

fn is_same(duty: &DutyRow, draft: &DutyDraft) -> bool {
    duty.organisation.0 == draft.organisation && duty.role == draft.role.code()
}

/// A duty that was withdrawn goes out again; one that is out is at most named in another place.
fn keep(tx: &mut Tx<'_>, duty: &DutyRow, draft: &DutyDraft) -> Result<(), Fault> {
    let via_group = duty.via_group.as_ref().map(|(id, _)| *id);
    if duty.state == "withdrawn" {
        reissue_duty(tx, duty.id, draft.ordinal, draft.via_group)?;
        tx.revise("duty", duty.id, duty.version + 1, &json!({ "state": "issued" }))?;
    } else if duty.ordinal != draft.ordinal || via_group != draft.via_group {
        place_duty(tx, duty.id, draft.ordinal, draft.via_group)?;
        tx.revise(
            "duty",
            duty.id,
            duty.version + 1,
            &json!({ "ordinal": draft.ordinal, "via_group": draft.via_group }),
        )?;
    }
    Ok(())
}
