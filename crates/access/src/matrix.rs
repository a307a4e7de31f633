//! The matrix role × action → rule. It is data; `docs/rights.txt` is its print, and a test compares the two.

use crate::{Action, Role};
use std::fmt::Write;

/// Which rows a role may touch with an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Everywhere in the site.
    All,
    /// On rows of the person.
    Own,
    /// On rows of the organisation where the role is held.
    Organisation,
    /// On rows of the person, and on those of the organisations where the role is held.
    OwnOrOrganisation,
    /// On rows of the organisation, and of tasks that it leads.
    OrganisationOrLed,
    /// On rows of the organisation, and on accepted ones of others.
    OrganisationOrAccepted,
    /// On rows that the organisation keeps, and on all rows of ledgers that it owns or may read.
    OrganisationOrLedger,
    /// On the same rows, on those that name the organisation to act, and on those where the person stands in.
    OrganisationOrInvolved,
}

impl Rule {
    /// The word in the printed matrix.
    pub fn code(self) -> &'static str {
        match self {
            Rule::All => "all",
            Rule::Own => "own",
            Rule::Organisation => "organisation",
            Rule::OwnOrOrganisation => "own+organisation",
            Rule::OrganisationOrLed => "organisation+led",
            Rule::OrganisationOrAccepted => "organisation+accepted",
            Rule::OrganisationOrLedger => "organisation+ledger",
            Rule::OrganisationOrInvolved => "organisation+ledger+involved",
        }
    }
}

/// A field that not everybody who sees the row may see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// A person's telephone number.
    UserPhone,
}

impl Field {
    /// All masked fields.
    pub const ALL: [Field; 1] = [Field::UserPhone];

    /// The word in the printed matrix.
    pub fn code(self) -> &'static str {
        match self {
            Field::UserPhone => "user.phone",
        }
    }
}

/// What a role may do with an action; nothing where absent.
pub fn rule_of(role: Role, action: Action) -> Option<Rule> {
    use Role::{
        AuditAdmin, DivisionHead, ExternalAuditor, Leader, Office, OrganisationHead, Reporter, SecurityAdmin,
        SystemAdmin, Verifier,
    };
    use Rule::{
        All, Organisation, OrganisationOrAccepted, OrganisationOrInvolved, OrganisationOrLed, OrganisationOrLedger,
        Own, OwnOrOrganisation,
    };
    match (action, role) {
        // Nobody is signed in yet: the action is public and needs no role. No role installs a site.
        (Action::SignIn | Action::InstallSite | Action::ApplyPack, _) => None,
        (action, _) if action.is_own() => Some(Own),
        (Action::SeeOrganisation, _) => Some(All),
        (Action::ReadNotice | Action::DecideItem | Action::PublishPlan | Action::AmendPlan, Office) => Some(All),
        (Action::SeeDraft, Office | Leader | ExternalAuditor) => Some(All),
        (Action::SettleDecision, Office) => Some(All),
        (Action::SettleDecision, OrganisationHead) => Some(Organisation),
        (Action::SeePlan, role) if !role.is_administrator() => Some(All),
        (Action::SeeDuty, Leader | Office | Verifier | ExternalAuditor) => Some(All),
        (Action::SeeDuty, OrganisationHead | DivisionHead | Reporter) => Some(OrganisationOrLed),
        (Action::ReceiveDuty, OrganisationHead | DivisionHead | Reporter) => Some(Organisation),
        (Action::AssignDuty, OrganisationHead | DivisionHead) => Some(Organisation),
        (Action::SeeWorkPlan, Leader | Office | Verifier | ExternalAuditor) => Some(All),
        (Action::SeeWorkPlan, OrganisationHead | DivisionHead | Reporter) => Some(OrganisationOrAccepted),
        (Action::WriteWorkPlan, OrganisationHead | DivisionHead | Reporter) => Some(Organisation),
        (Action::ApproveWorkPlan, OrganisationHead) => Some(Organisation),
        (Action::AcceptWorkPlan, Office) => Some(All),
        (Action::AmendWorkPlan, OrganisationHead | DivisionHead) => Some(Organisation),
        (Action::SeeEntry | Action::ExportEntry | Action::SeeSubject, Leader | Office | ExternalAuditor) => Some(All),
        (
            Action::SeeEntry | Action::ExportEntry | Action::SeeSubject,
            OrganisationHead | DivisionHead | Reporter | Verifier,
        ) => Some(OrganisationOrInvolved),
        // An entry is begun by its keeper's own people, whoever owns the ledger.
        (Action::BeginEntry, OrganisationHead | DivisionHead | Reporter | Verifier) => Some(Organisation),
        // Whose turn it is stands in the ledger's life cycle; here is only how far they may look. The office fills in and
        // proves the steps that are its own, such as the closing of a national item.
        (Action::WriteEntry | Action::MoveEntry, Office) => Some(All),
        (Action::WriteEntry | Action::MoveEntry, OrganisationHead | DivisionHead | Reporter | Verifier) => {
            Some(OrganisationOrInvolved)
        }
        (Action::SeeView, role) if !role.is_administrator() => Some(OwnOrOrganisation),
        // A shared view is the division's: whoever heads one may put it right after its maker has left.
        (Action::EditView, OrganisationHead | DivisionHead) => Some(OwnOrOrganisation),
        (Action::EditView, Leader | Office | Reporter | Verifier | ExternalAuditor) => Some(Own),
        // Whoever sees an entry may say that it is wrong.
        (Action::RaiseCorrection, Leader | Office | ExternalAuditor) => Some(All),
        (Action::RaiseCorrection, OrganisationHead | DivisionHead | Reporter | Verifier) => {
            Some(OrganisationOrInvolved)
        }
        (Action::SeeCorrection, Leader | Office | ExternalAuditor) => Some(All),
        (Action::SeeCorrection, OrganisationHead | DivisionHead | Reporter | Verifier) => Some(OwnOrOrganisation),
        (Action::FollowCorrection, role) if !role.is_administrator() => Some(Own),
        (Action::HandleCorrection, OrganisationHead | DivisionHead | Reporter | Office) => Some(Organisation),
        // Who keeps all of the entries, and who owns the ledger; a reader of it does not.
        (Action::DecideDuplicate, Office) => Some(All),
        (Action::DecideDuplicate, OrganisationHead | DivisionHead | Reporter | Verifier) => Some(OrganisationOrLedger),
        (Action::EditOrganisation, SystemAdmin) => Some(All),
        (Action::SeeUser, SystemAdmin | SecurityAdmin | AuditAdmin | Office) => Some(All),
        (Action::SeeUser, OrganisationHead) => Some(Organisation),
        (Action::SeeHandler, Office) => Some(All),
        (Action::SeeHandler, OrganisationHead | DivisionHead | Reporter) => Some(Organisation),
        (Action::EditUser, SystemAdmin) => Some(All),
        (Action::GrantRole | Action::GuardAccount, SecurityAdmin) => Some(All),
        (Action::SeeAudit | Action::ExportAudit, AuditAdmin | ExternalAuditor) => Some(All),
        _ => None,
    }
}

/// The masked fields that a role may see on the rows its rule covers.
pub fn fields_of(role: Role, action: Action) -> &'static [Field] {
    match (action, role) {
        (Action::SeeUser, Role::SystemAdmin | Role::Office | Role::OrganisationHead) => &[Field::UserPhone],
        _ => &[],
    }
}

/// The whole matrix as text, one action a block, one role a line: what `docs/rights.txt` holds.
pub fn print_matrix() -> String {
    let mut text = String::from(
        "# Rights: action, role, rows, fields that are masked for others. Made by a test; a change shows as a diff.\n",
    );
    for action in Action::ALL {
        let _ = writeln!(text, "\n{}", action.code());
        match action {
            Action::SignIn => text.push_str("  nobody             own\n"),
            Action::InstallSite | Action::ApplyPack => text.push_str("  machine            all\n"),
            own if own.is_own() => text.push_str("  no role            own\n"),
            _ => (),
        }
        for role in Role::ALL {
            if let Some(rule) = rule_of(role, *action) {
                let fields: Vec<&str> = fields_of(role, *action).iter().map(|field| field.code()).collect();
                let _ = writeln!(
                    text,
                    "{}",
                    format!("  {:<18} {:<28} {}", role.code(), rule.code(), fields.join(" ")).trim_end()
                );
            }
        }
    }
    text
}
