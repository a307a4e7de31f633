//! Say whom a printed name means.

use super::list::NameKind;
use crate::Command;
use crate::check::{Fields, NAME};
use crate::indicator::follow_leads;
use crate::item::{Board, draft};
use access::{Action, Grant};
use base::{Fault, Id, Sentence, Stop, fold_name};
use serde::Serialize;
use store::Tx;
use store::plan_name::{Named, known_names, remember_name, set_name};

/// Says whom a name means, in this plan and, if wanted, from now on. Creates nobody.
#[derive(Clone, Debug, Serialize)]
pub struct ResolveName {
    /// The plan.
    pub plan: Id,
    /// The name as printed.
    pub printed: String,
    /// Whether it is an organisation or a group.
    pub kind: NameKind,
    /// Whom it means.
    pub id: Id,
    /// Keep it as an alias.
    pub remember: bool,
}

/// A name as its history keeps it.
#[derive(Serialize)]
struct KeptName<'a> {
    printed: &'a str,
    kind: NameKind,
    id: Id,
    remember: bool,
}

impl Command for ResolveName {
    const VERB: &'static str = "resolve_name";
    const ACTION: Action = Action::DecideItem;
    type Answer = ();

    fn run(&self, _grant: &Grant, tx: &mut Tx<'_>) -> Result<(), Stop> {
        let plan = draft(tx, self.plan)?;
        let mut fields = Fields::default();
        let printed = fields.text("printed", &self.printed, NAME);
        let folded = fold_name(&printed);
        let board = Board::of_plan(tx, self.plan)?;
        if !board.names.contains_key(&folded) {
            fields.fault("printed", Sentence::new("work.name.not_printed").with("name", &printed));
        }
        let named = match self.kind {
            NameKind::Organisation => Named::Organisation(self.id),
            NameKind::Group => Named::Group(self.id),
        };
        fields.exists("id", self.id, board.called(named));
        if self.remember && !self.may_be_remembered(tx, &folded, named)? {
            fields.fault("remember", Sentence::new("work.name.is_another").with("name", &printed));
        }
        fields.done()?;
        set_name(tx, self.plan, &folded, named)?;
        if self.remember {
            remember_name(tx, &printed, named)?;
        }
        follow_leads(tx, &board)?;
        tx.about("plan", self.plan);
        let kept = KeptName { printed: &printed, kind: self.kind, id: self.id, remember: self.remember };
        Ok(tx.revise("plan_name", self.plan, plan.version, &kept)?)
    }
}

impl ResolveName {
    /// A body's own name is never another body's alias.
    fn may_be_remembered(&self, tx: &Tx<'_>, folded: &str, named: Named) -> Result<bool, Fault> {
        Ok(known_names(tx)?.iter().find(|one| one.folded == folded).is_none_or(|one| one.named == named))
    }
}
