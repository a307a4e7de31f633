//! Files that prove something. They lie beside the entry; the field itself holds no value.

use crate::field::{Column, Context, Kind, Part, Raw, Scalar};
use crate::word::words;
use base::Sentence;

words! {
    /// What sort of file may be added, told by its content.
    FileKind {
        /// PDF.
        Pdf = "pdf",
        /// A picture: JPEG, PNG, WebP, TIFF.
        Image = "image",
        /// A document, workbook or presentation.
        Office = "office",
    }
}

/// Files that prove something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// What may be added.
    pub kinds: Vec<FileKind>,
    /// Most files.
    pub max_files: u32,
}

impl Kind for Evidence {
    const CODE: &'static str = "evidence";

    fn parts(&self) -> &'static [Part] {
        Part::ONLY
    }

    fn column(&self, _: usize) -> Column {
        Column::Beside
    }

    fn read(&self, _: usize, raw: &Raw, _: &Context<'_>) -> Result<Option<Scalar>, Sentence> {
        if raw.is_empty() { Ok(None) } else { Err(Sentence::new("rules.field.files_apart")) }
    }

    fn show(&self, _: usize, _: &Scalar, _: &Context<'_>) -> String {
        String::new()
    }
}
