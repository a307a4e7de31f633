//! A request as it goes over the wire, made for one reader: what a field's audience does not include the reader in, no
//! request tells them.

use super::kept::{RAISED, facts_of};
use crate::entry::page;
use crate::entry::reach::Reach;
use crate::ledger::{Book, Books, Surroundings, said};
use crate::session::Ref;
use access::{Action, Grant};
use base::{Day, Id, Language, Moment, Stop};
use serde::Serialize;
use std::sync::Arc;
use store::Tx;
use store::correction::CorrectionRow;
use store::entry::{EntryRow, entry_by_id};
use utoipa::ToSchema;

/// The file that came with a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct CorrectionFileView {
    /// As it was called.
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// What it is, told by its content.
    pub media_type: String,
}

/// A step of a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct CorrectionStepView {
    /// `raise`, `hand_on`, `accept`, `refuse` or `withdraw`.
    pub verb: String,
    /// Who did it.
    pub by: String,
    /// Whose turn it was afterwards.
    pub organisation: Ref,
    /// Why; empty where the reader may not read it.
    pub reason: String,
    /// When.
    #[schema(value_type = String)]
    pub at: Moment,
}

/// A request to correct.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Correction)]
pub struct CorrectionView {
    /// Its id.
    #[schema(value_type = String)]
    pub id: Id,
    /// For optimistic locking.
    pub version: i64,
    /// `raised`, `accepted`, `refused` or `withdrawn`.
    pub state: String,
    /// Code of the ledger; empty where the subject itself is meant.
    pub ledger: String,
    /// Name of the ledger.
    pub ledger_name: String,
    /// The entry; absent where the subject itself is meant, or where the reader may not see the entry.
    #[schema(required = true, value_type = Option<String>)]
    pub entry_id: Option<Id>,
    /// What the entry or subject is called; empty where the reader may not see it.
    pub title: String,
    /// The subject; absent where the reader may not see it.
    #[schema(required = true)]
    pub subject: Option<Ref>,
    /// Code of the field; empty where the whole is meant, or where the reader may not see the field.
    pub field: String,
    /// Its name; of `name` and `address` of a subject the screen says it.
    pub field_name: String,
    /// Is what was written hidden from the reader, because it is about a field that they may not see?
    pub hidden: bool,
    /// What is wrong.
    pub wrong: String,
    /// What it should be.
    pub proposed: String,
    /// Whose turn it is, or was.
    pub handler: Ref,
    /// Until when; absent where the year has no calendar.
    #[schema(required = true, value_type = Option<String>)]
    pub due: Option<Day>,
    /// Who raised it.
    pub raised_by: String,
    /// When.
    #[schema(value_type = String)]
    pub raised_at: Moment,
    /// What was answered.
    pub answer: String,
    /// Who answered.
    pub answered_by: String,
    /// When.
    #[schema(required = true, value_type = Option<String>)]
    pub answered_at: Option<Moment>,
    /// The entry's version with the correction.
    #[schema(required = true)]
    pub new_version: Option<i64>,
    /// The file that came with it.
    #[schema(required = true)]
    pub file: Option<CorrectionFileView>,
    /// What became of it; filled in where one request is asked for.
    pub steps: Vec<CorrectionStepView>,
    /// Is it the reader's turn?
    pub may_handle: bool,
    /// May the reader take it back, or add its file?
    pub may_withdraw: bool,
    /// Has the reader still to take note of the answer?
    pub may_note: bool,
}

/// For whom requests are shown.
pub(crate) struct Reader<'a> {
    grant: &'a Grant,
    books: &'a Arc<Books>,
    around: Surroundings,
}

/// How far the reader sees what a request is about.
struct Sight {
    title: String,
    entry: Option<Id>,
    field: (String, String),
    hidden: bool,
}

impl<'a> Reader<'a> {
    /// With a grant for requests or for anything else.
    pub(crate) fn new(grant: &'a Grant, tx: &Tx<'_>, books: &'a Arc<Books>, language: Language) -> Result<Self, Stop> {
        Ok(Self { grant, books, around: Surroundings::of(tx, books, language)? })
    }

    /// A request as this reader may see it, without its steps.
    pub(crate) fn view(&self, tx: &Tx<'_>, row: &CorrectionRow) -> Result<CorrectionView, Stop> {
        let facts = facts_of(row);
        let mine = self.grant.may(Action::FollowCorrection, &facts);
        let raised = row.state == RAISED;
        let subject = self.subject(tx, row)?;
        let sight = self.sight(tx, row, subject.as_ref())?;
        let words = |text: &str| if sight.hidden { String::new() } else { text.to_owned() };
        let file = row.file.as_ref().filter(|_| !sight.hidden).map(|file| CorrectionFileView {
            name: file.name.clone(),
            size: file.size,
            media_type: file.media_type.clone(),
        });
        let book = self.books.book(&row.ledger).ok();
        Ok(CorrectionView {
            id: row.id,
            version: row.version,
            state: row.state.clone(),
            ledger: row.ledger.clone(),
            ledger_name: book.map(|book| said(&book.ledger.name, self.around.language())).unwrap_or_default(),
            entry_id: sight.entry,
            title: sight.title,
            subject,
            field: sight.field.0,
            field_name: sight.field.1,
            wrong: words(&row.wrong),
            proposed: words(&row.proposed),
            handler: Ref::from((row.organisation, self.around.name_of(row.organisation))),
            due: row.due.filter(|_| raised),
            raised_by: row.raised_by_name.clone(),
            raised_at: row.raised_at,
            answer: words(&row.answer),
            answered_by: row.answered_by_name.clone(),
            answered_at: row.answered_at,
            new_version: row.new_version,
            file,
            steps: Vec::new(),
            may_handle: raised && self.grant.may(Action::HandleCorrection, &facts),
            may_withdraw: raised && mine,
            may_note: mine && row.answered_at.is_some() && row.noted_at.is_none(),
            hidden: sight.hidden,
        })
    }

    /// Its steps, as far as the reader may read what was written.
    pub(super) fn steps(
        &self,
        tx: &Tx<'_>,
        row: &CorrectionRow,
        hidden: bool,
    ) -> Result<Vec<CorrectionStepView>, Stop> {
        let steps = store::correction::correction_steps(tx, row.id)?.into_iter().map(|step| CorrectionStepView {
            verb: step.verb,
            by: step.actor_name,
            organisation: Ref::from((step.organisation, self.around.name_of(step.organisation))),
            reason: if hidden { String::new() } else { step.reason },
            at: step.at,
        });
        Ok(steps.collect())
    }

    /// The subject, where the reader sees one of its entries.
    fn subject(&self, tx: &Tx<'_>, row: &CorrectionRow) -> Result<Option<Ref>, Stop> {
        let Some(id) = row.subject else { return Ok(None) };
        let Ok(grant) = access::grant(self.grant.actor(), Action::SeeSubject) else { return Ok(None) };
        if !crate::subject::is_seen(&grant, tx, self.books, &self.around, id)? {
            return Ok(None);
        }
        Ok(store::subject::subject_by_id(tx, id)?.map(|row| Ref::from((row.id, row.name))))
    }

    fn sight(&self, tx: &Tx<'_>, row: &CorrectionRow, subject: Option<&Ref>) -> Result<Sight, Stop> {
        let nothing = Sight { title: String::new(), entry: None, field: Default::default(), hidden: true };
        let Some(id) = row.entry else {
            let field = (row.field.clone(), String::new());
            let title = subject.map(|one| one.name.clone()).unwrap_or_default();
            return Ok(Sight { title, entry: None, field, hidden: false });
        };
        let (Ok(book), Ok(grant)) = (self.books.book(&row.ledger), access::grant(self.grant.actor(), Action::SeeEntry))
        else {
            return Ok(nothing);
        };
        let Some(entry) = entry_by_id(tx, &book.shape, id)? else { return Ok(nothing) };
        let reach = Reach::new(&grant, &self.around, book);
        let seen = reach.scope.admits(&page::facts_of(&entry, &reach));
        let (field, hidden) = self.field(book, &reach, &entry, row);
        Ok(Sight { title: if seen { entry.title } else { String::new() }, entry: seen.then_some(id), field, hidden })
    }

    /// Code and name of the field, and whether what was written stays hidden. Words about the whole may name anything, so
    /// they are for those who see all of it, for the raiser, and for whose turn it is.
    fn field(&self, book: &Book, reach: &Reach, entry: &EntryRow, row: &CorrectionRow) -> ((String, String), bool) {
        let facts = page::facts_of(entry, reach);
        if row.field.is_empty() {
            let whole = book.ledger.fields.iter().all(|field| reach.field_scope(field).admits(&facts));
            let about = facts_of(row);
            let concerned = [Action::FollowCorrection, Action::HandleCorrection];
            return (Default::default(), !whole && !concerned.iter().any(|one| self.grant.may(*one, &about)));
        }
        let field = book.ledger.field(&row.field).filter(|field| reach.field_scope(field).admits(&facts));
        match field {
            Some(field) => ((field.code.clone(), said(&field.name, self.around.language())), false),
            None => (Default::default(), true),
        }
    }
}
