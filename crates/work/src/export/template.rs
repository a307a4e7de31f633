//! The empty form of a ledger as a workbook, with drop-downs and notes.

use super::columns::{SheetColumn, sheet_columns};
use crate::Query;
use crate::app::day_of;
use crate::entry::reach::Reach;
use crate::ledger::{Books, Surroundings, field_view, said};
use crate::site::marked_name;
use access::{Action, Grant};
use base::{Language, Sentence, Stop};
use rules::field::FieldKind;
use sheet::{TemplateColumn, write_template};
use std::sync::Arc;
use store::Tx;

/// Asks for the form of a ledger: the name of the file, and its bytes.
#[derive(Clone, Debug)]
pub struct LedgerTemplate {
    /// The installed ledgers.
    pub books: Arc<Books>,
    /// Code of the ledger.
    pub ledger: String,
    /// The reader's language.
    pub language: Language,
}

impl Query for LedgerTemplate {
    const ACTION: Action = Action::BeginEntry;
    type Answer = (String, Vec<u8>);

    fn run(self, grant: &Grant, tx: &Tx<'_>) -> Result<Self::Answer, Stop> {
        let book = self.books.book(&self.ledger)?;
        let around = Surroundings::of(tx, &self.books, self.language)?;
        let reach = Reach::new(grant, &around, book);
        let columns: Vec<TemplateColumn> = sheet_columns(book, &reach, &around)
            .iter()
            .filter(|column| !matches!(column.field.kind, FieldKind::Computed(_)))
            .map(|column| template_column(column, &around))
            .collect();
        let mut bytes = Vec::new();
        write_template(&columns, self.language, day_of(tx.now()), &mut bytes)?;
        let name = Sentence::new("work.export.template").with("ledger", said(&book.ledger.name, self.language));
        Ok((marked_name(tx, name.render(self.language), self.language)?, bytes))
    }
}

fn template_column(column: &SheetColumn<'_>, around: &Surroundings) -> TemplateColumn {
    let view = field_view(column.field, around);
    let one_of_many = matches!(
        column.field.kind,
        FieldKind::Choice(_) | FieldKind::Code(_) | FieldKind::Unit(_) | FieldKind::Organisation(_)
    );
    let yes_or_no = matches!(column.field.kind, FieldKind::Boolean(_));
    let words = |code: &str| Sentence::new(code).render(around.language());
    TemplateColumn {
        name: column.name.clone(),
        required: column.field.required && column.field.when.is_none(),
        kind: column.kind(),
        kind_words: words(&format!("work.export.kind.{}", view.kind)),
        example: String::new(),
        explanation: view.help,
        choices: match (one_of_many, yes_or_no) {
            (true, _) => view.choices.into_iter().map(|choice| choice.name).collect(),
            (_, true) => vec![words("work.export.yes"), words("work.export.no")],
            _ => Vec::new(),
        },
    }
}
