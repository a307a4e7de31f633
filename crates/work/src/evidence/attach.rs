//! Add a file to an entry.

use crate::entry::marks::file_marks;
use crate::entry::page::facts_of;
use crate::entry::reach::Reach;
use crate::entry::{EntryBody, edit};
use crate::file::Uploaded;
use crate::ledger::{Book, Books, Surroundings, said};
use crate::{App, Command, Query};
use access::{Action, Grant};
use base::{Id, Language, Refusal, RefusalKind, Sentence, Stop};
use rules::field::FieldKind;
use rules::field::evidence::{Evidence, FileKind};
use serde::Serialize;
use std::sync::Arc;
use store::Tx;
use store::entry_mark::insert_marks;
use store::evidence::{EvidenceRow, evidence_of, insert_evidence};

/// Largest file, in bytes.
pub const FILE_LIMIT: usize = 64 << 20;

/// Asks, before a large file comes in, whether it may.
#[derive(Clone, Debug)]
pub struct MayAttach {
    /// The installed ledgers.
    pub books: Arc<Books>,
    /// Code of the ledger.
    pub ledger: String,
    /// The entry.
    pub id: Id,
}

impl Query for MayAttach {
    const ACTION: Action = Action::WriteEntry;
    type Answer = ();

    fn run(self, grant: &Grant, tx: &Tx<'_>) -> Result<(), Stop> {
        let book = self.books.book(&self.ledger)?;
        let around = Surroundings::of(tx, &self.books, Language::default())?;
        writable(grant, tx, book, &around, self.id).map(|_| ())
    }
}

/// Adds a file to an evidence field of an entry that the writer may change.
#[derive(Debug, Serialize)]
pub struct AttachEvidence {
    #[serde(skip)]
    books: Arc<Books>,
    #[serde(skip)]
    language: Language,
    ledger: String,
    id: Id,
    field: String,
    digest: String,
    name: String,
    size: u64,
    #[serde(skip)]
    file: Option<Uploaded>,
    #[serde(skip)]
    found: Option<(FileKind, &'static str)>,
}

impl AttachEvidence {
    /// With the file as it came in.
    pub fn new(books: Arc<Books>, language: Language, ledger: String, id: Id, field: String, file: Uploaded) -> Self {
        let (digest, name) = (file.digest.clone(), file.name.clone());
        let size = u64::try_from(file.size).unwrap_or(u64::MAX);
        Self { books, language, ledger, id, field, digest, name, size, file: Some(file), found: None }
    }
}

impl Command for AttachEvidence {
    const VERB: &'static str = "attach_evidence";
    const ACTION: Action = Action::WriteEntry;
    const PREPARES: bool = true;
    type Answer = Id;

    async fn prepare(&mut self, app: &App) -> Result<(), Stop> {
        let Some(file) = self.file.take() else { return Ok(()) };
        let head = file.head().await?;
        self.found = kind_of(&head);
        if self.found.is_none() {
            return Err(Refusal::field("file", Sentence::new("work.evidence.unknown")).into());
        }
        file.keep(app).await
    }

    fn run(&self, grant: &Grant, tx: &mut Tx<'_>) -> Result<Id, Stop> {
        let book = self.books.book(&self.ledger)?;
        let around = Surroundings::of(tx, &self.books, self.language)?;
        let mut body = writable(grant, tx, book, &around, self.id)?;
        let field = book.ledger.field(&self.field).ok_or_else(Refusal::not_found)?;
        let FieldKind::Evidence(evidence) = &field.kind else { return Err(Refusal::not_found().into()) };
        let Some((kind, media_type)) = self.found else { return Err(Refusal::not_found().into()) };
        self.check(tx, evidence, kind, &said(&field.name, self.language))?;
        store::file::insert_file(tx, &self.digest, i64::try_from(self.size).unwrap_or(i64::MAX), &self.name)?;
        let row = EvidenceRow {
            id: tx.new_id(),
            entry: self.id,
            ledger: self.ledger.clone(),
            field: self.field.clone(),
            digest: self.digest.clone(),
            name: self.name.clone(),
            size: self.size,
            media_type: media_type.to_owned(),
            added_by: grant.user(),
            added_at: tx.now(),
            removed_at: None,
        };
        insert_evidence(tx, std::slice::from_ref(&row))?;
        insert_marks(tx, &self.ledger, &file_marks(book, &body.row, std::slice::from_ref(&self.digest)))?;
        *body.content.files.entry(self.field.clone()).or_default() += 1;
        tx.about("entry", self.id);
        edit::write(tx, book, &around, &mut body, "")?;
        Ok(row.id)
    }
}

impl AttachEvidence {
    fn check(&self, tx: &Tx<'_>, evidence: &Evidence, kind: FileKind, field: &str) -> Result<(), Stop> {
        if self.size == 0 {
            return Err(Refusal::field("file", Sentence::new("work.evidence.empty")).into());
        }
        if !evidence.kinds.contains(&kind) {
            return Err(Refusal::field("file", Sentence::new("work.evidence.kind").with("field", field)).into());
        }
        let there = evidence_of(tx, self.id)?;
        let here = there.iter().filter(|one| one.field == self.field);
        if here.clone().any(|one| one.digest == self.digest) {
            return Err(Refusal::new(RefusalKind::Conflict, Sentence::new("work.evidence.twice")).into());
        }
        if u32::try_from(here.count()).unwrap_or(u32::MAX) >= evidence.max_files {
            let sentence = Sentence::new("work.evidence.too_many").with("max", evidence.max_files);
            return Err(Refusal::field("file", sentence).into());
        }
        Ok(())
    }
}

/// The entry, if its evidence may be changed now by whoever holds the grant.
pub(super) fn writable(
    grant: &Grant,
    tx: &Tx<'_>,
    book: &Book,
    around: &Surroundings,
    id: Id,
) -> Result<EntryBody, Stop> {
    let reach = Reach::new(grant, around, book);
    let body = EntryBody::read(tx, book, id)?.ok_or_else(Refusal::not_found)?;
    grant.require(&facts_of(&body.row, &reach))?;
    if !edit::may_add_files(grant, tx, book, around, &reach, &body)? {
        return Err(Refusal::conflict("work.entry.closed").into());
    }
    Ok(body)
}

/// What a file is, by its first bytes; nothing for what may not be kept.
pub(crate) fn kind_of(head: &[u8]) -> Option<(FileKind, &'static str)> {
    let found = infer::get(head)?;
    let kind = match found.matcher_type() {
        infer::MatcherType::Image => FileKind::Image,
        infer::MatcherType::Doc => FileKind::Office,
        _ if found.mime_type() == "application/pdf" => FileKind::Pdf,
        _ => return None,
    };
    // Pictures that can carry scripts or that no browser shows are not kept.
    let shown = ["image/jpeg", "image/png", "image/webp", "image/tiff", "image/gif", "image/bmp"];
    (kind != FileKind::Image || shown.contains(&found.mime_type())).then_some((kind, found.mime_type()))
}
