//! Remarks about a text as a reader sees them.

use base::{Diagnostic, Language, Span};
use serde::Serialize;
use utoipa::ToSchema;

/// How much a remark matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The text could not be used.
    Error,
    /// A person should look.
    Warning,
    /// Something was repaired or left out.
    Note,
}

/// A remark about a text, in the reader's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct DiagnosticView {
    /// How much it matters.
    pub severity: Severity,
    /// Code of the remark.
    pub code: String,
    /// The remark as a sentence.
    pub message: String,
    /// What to do about it.
    #[schema(required = true)]
    pub hint: Option<String>,
    /// Where, in UTF-8 bytes of the text.
    #[schema(required = true, value_type = Option<[usize; 2]>)]
    pub span: Option<Span>,
}

impl DiagnosticView {
    /// In the reader's language.
    pub fn new(diagnostic: &Diagnostic, language: Language) -> Self {
        let severity = match diagnostic.severity {
            base::Severity::Error => Severity::Error,
            base::Severity::Warning => Severity::Warning,
            base::Severity::Note => Severity::Note,
        };
        Self {
            severity,
            code: diagnostic.sentence.code.clone(),
            message: diagnostic.sentence.render(language),
            hint: diagnostic.hint.as_ref().map(|hint| hint.render(language)),
            span: diagnostic.span,
        }
    }
}
