//! A contract's number.

use crate::field::written::{check_text, half_width, written};
use crate::field::{Column, Context, Kind, Part, Raw, Scalar};
use crate::identity::contract_number::contract_number;
use base::Sentence;

/// Most characters of a number without a pattern.
const NUMBER_MAX: usize = 60;

/// A contract's number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contract {
    /// How it is built: `9` a digit, `A` a capital letter, `*` either. Without it the number is kept as it was typed, in
    /// half width and capital letters, without spaces.
    pub pattern: Option<String>,
}

impl Kind for Contract {
    const CODE: &'static str = "contract";

    fn parts(&self) -> &'static [Part] {
        Part::ONLY
    }

    fn column(&self, _: usize) -> Column {
        Column::Text
    }

    fn read(&self, _: usize, raw: &Raw, _: &Context<'_>) -> Result<Option<Scalar>, Sentence> {
        let text = written(raw);
        if text.is_empty() {
            return Ok(None);
        }
        if let Some(pattern) = &self.pattern {
            return Ok(Some(Scalar::Text(contract_number(&text, pattern)?)));
        }
        let number: String = half_width(&text).split_whitespace().collect::<String>().to_ascii_uppercase();
        check_text(&number, NUMBER_MAX, false)?;
        Ok((!number.is_empty()).then_some(Scalar::Text(number)))
    }

    fn show(&self, _: usize, value: &Scalar, _: &Context<'_>) -> String {
        value.plain()
    }
}
