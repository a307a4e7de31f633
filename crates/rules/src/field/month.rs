//! A month.

use crate::field::date::{check_year, numbers};
use crate::field::written::written;
use crate::field::{Column, Context, Kind, Part, Raw, Scalar};
use base::Sentence;

/// A month, kept as `2023-01`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Month;

impl Kind for Month {
    const CODE: &'static str = "month";

    fn parts(&self) -> &'static [Part] {
        Part::ONLY
    }

    fn column(&self, _: usize) -> Column {
        Column::Text
    }

    fn read(&self, _: usize, raw: &Raw, _: &Context<'_>) -> Result<Option<Scalar>, Sentence> {
        if raw.is_empty() {
            return Ok(None);
        }
        let shown = written(raw);
        let read = match raw {
            // Workbooks keep a month as its first day.
            Raw::Day(day) => Some([day.year(), i16::from(day.month())]),
            _ => numbers::<2>(&shown, [4, 2]),
        };
        let Some([year, month]) = read.filter(|[_, month]| (1..=12).contains(month)) else {
            return Err(Sentence::new("rules.field.not_a_month").with("value", shown));
        };
        check_year(year)?;
        Ok(Some(Scalar::Text(format!("{year:04}-{month:02}"))))
    }

    fn show(&self, _: usize, value: &Scalar, _: &Context<'_>) -> String {
        value.plain()
    }
}
