//! Changes of many rows at once: each is done or refused for itself.

use crate::entry::FieldFaultView;
use base::{Id, Language, Refusal, Sentence, Stop};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What became of one of them, as it is kept under the key of the change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkOutcome {
    /// Which.
    pub id: Id,
    /// Why it was not done.
    pub refused: Option<Sentence>,
    /// The fields at fault, by path.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<(String, Sentence)>,
}

impl BulkOutcome {
    /// Done, or refused; a fault ends the whole.
    pub(crate) fn of(id: Id, outcome: Result<(), Stop>) -> Result<Self, Stop> {
        match outcome {
            Ok(()) => Ok(Self { id, refused: None, fields: Vec::new() }),
            Err(Stop::Refusal(refusal)) => Ok(Self { id, refused: Some(refusal.sentence), fields: refusal.fields }),
            Err(fault) => Err(fault),
        }
    }
}

/// Most rows of one change.
pub(crate) const ROWS_MAX: usize = 500;

/// Refuses too many.
pub(crate) fn refuse_too_many(rows: usize) -> Result<(), Refusal> {
    if rows <= ROWS_MAX {
        return Ok(());
    }
    Err(Refusal::field("items", Sentence::new("work.too_many_rows").with("max", ROWS_MAX)))
}

/// What became of one of many.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct BulkResult {
    /// Which.
    #[schema(value_type = String)]
    pub id: Id,
    /// Was it done?
    pub done: bool,
    /// Why not, in the reader's language.
    #[schema(required = true)]
    pub message: Option<String>,
    /// The fields at fault.
    pub faults: Vec<FieldFaultView>,
}

/// What became of each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct BulkResults {
    /// In the order asked.
    pub results: Vec<BulkResult>,
}

impl BulkResults {
    /// In the reader's language.
    pub fn new(outcomes: Vec<BulkOutcome>, language: Language) -> Self {
        let results = outcomes
            .into_iter()
            .map(|one| BulkResult {
                id: one.id,
                done: one.refused.is_none(),
                message: one.refused.map(|sentence| sentence.render(language)),
                faults: one
                    .fields
                    .into_iter()
                    .map(|(path, sentence)| FieldFaultView { path, message: sentence.render(language) })
                    .collect(),
            })
            .collect();
        Self { results }
    }
}
