//! Tables as text: CSV and its relatives, in UTF-8, UTF-16 or GB 18030.

mod decoded;
mod encoding;
mod rows;
mod separator;

pub(super) use rows::TextRows;

use super::input::AnyInput;
use super::unusable::Unusable;
use decoded::Decoded;
use encoding_rs::Encoding;

/// Beginnings of pages that call themselves workbooks.
const PAGE_BEGINNINGS: [&str; 9] =
    ["<!doctype html", "<html", "<head", "<meta", "<body", "<table", "<style", "<div", "<script"];

/// An open text file.
pub(super) struct Text {
    input: AnyInput,
    encoding: &'static Encoding,
    separator: u8,
    separator_named: bool,
}

impl Text {
    /// Tells encoding and separator.
    pub(super) fn open(mut input: AnyInput) -> Result<Self, Unusable> {
        let encoding = encoding::detect(&mut input)?;
        let sample = encoding::sample(&mut input)?;
        let (sample, _, _) = encoding.decode(&sample);
        let sample = sample.trim_start_matches('\u{FEFF}');
        if let Some(reason) = of_markup(sample.trim_start()) {
            return Err(reason);
        }
        let (separator, separator_named) = separator::of(sample);
        Ok(Self { input, encoding, separator, separator_named })
    }

    /// The character that separates cells.
    pub(super) fn separator(&self) -> char {
        char::from(self.separator)
    }

    /// The rows from the first on.
    pub(super) fn rows(&mut self) -> Result<TextRows<'_>, Unusable> {
        let decoded = Decoded::new(&mut self.input, self.encoding)?;
        let mut rows = TextRows::new(decoded, self.separator);
        if self.separator_named {
            rows.skip_line()?;
        }
        Ok(rows)
    }
}

/// Text that is markup: a page, or a document of another program.
fn of_markup(text: &str) -> Option<Unusable> {
    if text.starts_with("{\\rtf") {
        return Some(Unusable::Foreign("RTF"));
    }
    let head: String = text.chars().take(2000).collect::<String>().to_ascii_lowercase();
    let begins = PAGE_BEGINNINGS.iter().any(|beginning| head.starts_with(beginning));
    // Mail pages saved as workbooks begin with a header of their own.
    if begins || (head.starts_with(['<', 'm']) && (head.contains("<html") || head.contains("mime-version:"))) {
        return Some(Unusable::Page);
    }
    head.starts_with("<?xml").then_some(Unusable::Foreign("XML"))
}
