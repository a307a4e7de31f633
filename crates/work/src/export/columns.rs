//! The columns of a ledger in a workbook: one for each cell, named as people read them, numbers in their shown unit.

use crate::entry::reach::Reach;
use crate::ledger::{Book, Surroundings, field_view};
use base::{Decimal, Language, Sentence};
use rules::field::{Cell as LedgerCell, Column, Context, FieldKind, Scalar};
use rules::ledger::Field;
use sheet::{Cell, ValueKind};

/// A column of a workbook.
pub(crate) struct SheetColumn<'a> {
    pub(crate) field: &'a Field,
    pub(crate) cell: LedgerCell,
    /// What stands over it: the label, with the unit in brackets.
    pub(crate) name: String,
    /// By what power of ten a number is divided to be shown.
    pub(crate) power: u32,
}

/// The columns of the cells that a reader ever sees, in order. Files are no columns.
pub(crate) fn sheet_columns<'a>(book: &'a Book, reach: &Reach, around: &Surroundings) -> Vec<SheetColumn<'a>> {
    let mut columns = Vec::new();
    for field in book.ledger.fields.iter().filter(|field| reach.ever_sees(field)) {
        let view = field_view(field, around);
        let cells = field.cells().into_iter().filter(|cell| cell.column != Column::Beside);
        for (cell, named) in cells.zip(&view.cells) {
            let mut name = named.name.clone();
            if !view.unit.is_empty() {
                let sentence = Sentence::new("work.export.with_unit").with("name", name).with("unit", &view.unit);
                name = sentence.render(around.language());
            }
            columns.push(SheetColumn { field, cell, name, power: view.unit_power });
        }
    }
    columns
}

impl SheetColumn<'_> {
    /// How the column looks.
    pub(crate) fn kind(&self) -> ValueKind {
        match &self.field.kind {
            FieldKind::Computed(computed) => kind_of(&computed.result, self.cell.column),
            kind => kind_of(kind, self.cell.column),
        }
    }

    /// A value as a workbook holds it.
    pub(crate) fn written(&self, value: Option<&Scalar>, context: &Context<'_>) -> Cell {
        match value {
            None => Cell::Empty,
            Some(Scalar::Number(number)) if self.is_percent() => Cell::Percent(*number),
            Some(Scalar::Number(number)) => Cell::Number(divided(*number, self.power)),
            Some(Scalar::Day(day)) => Cell::Date(*day),
            Some(other) => Cell::text(self.field.kind.show(self.cell.part, other, context)),
        }
    }

    fn is_percent(&self) -> bool {
        match &self.field.kind {
            FieldKind::Percent(_) => true,
            FieldKind::Computed(computed) => matches!(*computed.result, FieldKind::Percent(_)),
            _ => false,
        }
    }
}

/// A number in its shown unit; exact.
fn divided(number: Decimal, power: u32) -> Decimal {
    let unit = Decimal::from(10_u64.saturating_pow(power));
    number.checked_div(unit).unwrap_or(number).normalize()
}

fn kind_of(kind: &FieldKind, column: Column) -> ValueKind {
    match (kind, column) {
        (FieldKind::LongText(_) | FieldKind::Address(_), _) => ValueKind::LongText,
        (FieldKind::Date(_), _) => ValueKind::Day,
        (FieldKind::Percent(_), _) => ValueKind::Percent,
        (FieldKind::Integer(_), _) => ValueKind::Whole,
        // Amounts are shown in units of ten thousand and more, where two places still show them to the hundred.
        (_, Column::Scaled(_)) => ValueKind::Decimal { places: 2 },
        (_, Column::Truth) => ValueKind::Truth,
        (FieldKind::Text(_) | FieldKind::Choice(_) | FieldKind::MultiChoice(_), _) => ValueKind::Text,
        _ => ValueKind::Code,
    }
}

/// A word of the head of a workbook.
pub(crate) fn head_word(code: &str, language: Language) -> String {
    Sentence::new(code).render(language)
}
