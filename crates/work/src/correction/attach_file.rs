//! Add the file that proves a request.

use super::kept::{RAISED, facts_of, revise};
use crate::evidence::kind_of;
use crate::file::Uploaded;
use crate::{App, Command};
use access::{Action, Grant};
use base::{Id, Refusal, Sentence, Stop};
use serde::Serialize;
use store::Tx;
use store::correction::{CorrectionFile, correction_by_id, update_correction};

/// Adds a file to a request of one's own that waits for an answer; another one replaces it.
#[derive(Debug, Serialize)]
pub struct AttachCorrectionFile {
    id: Id,
    digest: String,
    name: String,
    size: u64,
    #[serde(skip)]
    file: Option<Uploaded>,
    #[serde(skip)]
    media_type: Option<&'static str>,
}

impl AttachCorrectionFile {
    /// With the file as it came in.
    pub fn new(id: Id, file: Uploaded) -> Self {
        let (digest, name) = (file.digest.clone(), file.name.clone());
        let size = u64::try_from(file.size).unwrap_or(u64::MAX);
        Self { id, digest, name, size, file: Some(file), media_type: None }
    }
}

impl Command for AttachCorrectionFile {
    const VERB: &'static str = "attach_correction_file";
    const ACTION: Action = Action::FollowCorrection;
    const PREPARES: bool = true;
    type Answer = ();

    async fn prepare(&mut self, app: &App) -> Result<(), Stop> {
        let Some(file) = self.file.take() else { return Ok(()) };
        let head = file.head().await?;
        self.media_type = kind_of(&head).map(|(_, media_type)| media_type);
        if self.media_type.is_none() {
            return Err(Refusal::field("file", Sentence::new("work.evidence.unknown")).into());
        }
        file.keep(app).await
    }

    fn run(&self, grant: &Grant, tx: &mut Tx<'_>) -> Result<(), Stop> {
        let mut row = correction_by_id(tx, self.id)?.ok_or_else(Refusal::not_found)?;
        grant.require(&facts_of(&row))?;
        if row.state != RAISED {
            return Err(Refusal::conflict("work.correction.answered").into());
        }
        let Some(media_type) = self.media_type else { return Err(Refusal::not_found().into()) };
        store::file::insert_file(tx, &self.digest, i64::try_from(self.size).unwrap_or(i64::MAX), &self.name)?;
        row.file = Some(CorrectionFile {
            digest: self.digest.clone(),
            name: self.name.clone(),
            size: self.size,
            media_type: media_type.to_owned(),
        });
        tx.about("correction", self.id);
        if !update_correction(tx, &row)? {
            return Err(Refusal::stale().into());
        }
        row.version += 1;
        revise(tx, &row)
    }
}
