//! Read the audit, or take it out as a file.

use crate::Query;
use crate::app::TIME_ZONE;
use crate::session::Ref;
use access::{Action, Grant};
use base::{Day, Id, Language, Moment, Sentence, Stop, catalogue_codes};
use serde::{Deserialize, Serialize};
use store::Tx;
use store::audit_list::{AuditFilter, AuditRow, audit_rows};
use utoipa::ToSchema;

/// A page of audit rows.
#[derive(Clone, Debug, Default)]
pub struct AuditList {
    /// First day.
    pub from: Option<Day>,
    /// Last day.
    pub to: Option<Day>,
    /// Part of the actor's name.
    pub actor: Option<String>,
    /// A verb.
    pub verb: Option<String>,
    /// An outcome.
    pub outcome: Option<String>,
    /// A subject.
    pub subject: Option<Id>,
    /// The `next` of the page before.
    pub before: Option<Id>,
    /// How many; 1 to 500, 50 unless said.
    pub limit: Option<usize>,
    /// For the words.
    pub language: Language,
}

/// A page.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct AuditPage {
    /// The rows, newest first.
    pub items: Vec<AuditRowView>,
    /// For the next page, if there is one.
    #[schema(value_type = Option<String>)]
    pub next: Option<Id>,
}

/// An audit row as people see it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = AuditRow)]
pub struct AuditRowView {
    /// Its id.
    #[schema(value_type = String)]
    pub id: Id,
    /// When.
    #[schema(value_type = String)]
    pub at: Moment,
    /// Who, if an account.
    pub actor: Option<Ref>,
    /// The name then, or the login that was tried.
    pub actor_name: String,
    /// From where.
    pub address: String,
    /// What was done.
    pub verb: String,
    /// The same in words.
    pub verb_text: String,
    /// To what kind of thing.
    pub subject_kind: String,
    /// To which.
    #[schema(value_type = Option<String>)]
    pub subject_id: Option<Id>,
    /// `done`, `refused` or `read`.
    pub outcome: String,
    /// Code of the refusal.
    pub code: Option<String>,
    /// Why it was refused, in words.
    pub reason: Option<String>,
    /// Digest of its revisions.
    pub digest: String,
    /// Its place in the sealed order.
    pub position: Option<i64>,
    /// The seal that covers it.
    pub seal: Option<i64>,
}

impl Query for AuditList {
    const ACTION: Action = Action::SeeAudit;
    type Answer = AuditPage;

    fn run(self, _grant: &Grant, tx: &Tx<'_>) -> Result<AuditPage, Stop> {
        let limit = self.limit.unwrap_or(50).clamp(1, 500);
        self.page(tx, limit)
    }
}

/// The same rows, up to [`ExportAudit::MOST`] of them, for a file. Taking them out is noted in the audit.
#[derive(Clone, Debug)]
pub struct ExportAudit(pub AuditList);

impl ExportAudit {
    /// Rows in one file; a spreadsheet of an old office machine opens that many.
    pub const MOST: usize = 100_000;
}

impl Query for ExportAudit {
    const ACTION: Action = Action::ExportAudit;
    const LOGGED: Option<&'static str> = Some("export_audit");
    type Answer = Vec<AuditRowView>;

    fn run(self, _grant: &Grant, tx: &Tx<'_>) -> Result<Vec<AuditRowView>, Stop> {
        Ok(self.0.page(tx, Self::MOST)?.items)
    }
}

impl AuditList {
    fn page(self, tx: &Tx<'_>, limit: usize) -> Result<AuditPage, Stop> {
        let filter = AuditFilter {
            from: self.from.map(|day| day.begins_in(TIME_ZONE)),
            until: self.to.map(|day| day.next().begins_in(TIME_ZONE)),
            actor: self.actor.filter(|text| !text.is_empty()),
            verb: self.verb.filter(|text| !text.is_empty()),
            outcome: self.outcome.filter(|text| !text.is_empty()),
            subject: self.subject,
            before: self.before,
            limit: limit + 1,
        };
        let mut rows = audit_rows(tx, &filter)?;
        let next = (rows.len() > limit).then(|| rows.get(limit - 1).map(|row| row.id)).flatten();
        rows.truncate(limit);
        let items = rows.into_iter().map(|row| AuditRowView::of(row, self.language)).collect();
        Ok(AuditPage { items, next })
    }
}

impl AuditRowView {
    fn of(row: AuditRow, language: Language) -> Self {
        let code = Some(row.code).filter(|code| !code.is_empty());
        Self {
            id: row.id,
            at: row.at,
            actor: row.actor.map(|id| Ref { id, name: row.actor_name.clone() }),
            actor_name: row.actor_name,
            address: row.address,
            verb_text: verb_text(&row.verb, language),
            verb: row.verb,
            subject_kind: row.subject_kind,
            subject_id: row.subject,
            outcome: row.outcome,
            reason: code.as_deref().map(|code| Sentence::new(code).render(language)),
            code,
            digest: row.digest,
            position: row.position,
            seal: row.seal,
        }
    }
}

/// Where the words of verbs stand in the message files.
const VERBS: &str = "work.verb.";

fn verb_text(verb: &str, language: Language) -> String {
    Sentence::new(&format!("{VERBS}{verb}")).render(language)
}

/// A verb with its words.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = AuditVerb)]
pub struct VerbView {
    /// The verb.
    pub verb: String,
    /// Its words.
    pub text: String,
}

/// All verbs that the audit can hold.
pub fn verbs(language: Language) -> Vec<VerbView> {
    catalogue_codes(language)
        .into_iter()
        .filter_map(|code| code.strip_prefix(VERBS))
        .map(|verb| VerbView { verb: verb.to_owned(), text: verb_text(verb, language) })
        .collect()
}
