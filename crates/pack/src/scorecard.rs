//! `scorecards/*.toml`: official rules of points and conditions. The form of a card is the rules' own, so it is read
//! straight into their types; here its faults get their places in the file.

use crate::findings::Findings;
use crate::sheet::At;
use base::{Sentence, Span};
use rules::scorecard::{Card, Scorecard};
use toml::de::{DeTable, DeValue};

/// Reads and checks a card; what is wrong is noted.
pub(crate) fn read_scorecard(file: &str, text: &str, out: &mut Findings) -> Option<Scorecard> {
    let (root, errors) = DeTable::parse_recoverable(text);
    remember_all(&At::file(file), root.get_ref(), out);
    // Of a text that is no TOML the first error says all that a second reading could.
    let error = errors.into_iter().next().map_or_else(|| toml::from_str::<Card>(text), Err);
    let card = match error {
        Ok(card) => card,
        Err(error) => {
            out.mark_broken(file);
            let at = At::file(file).key("\u{0}");
            out.remember(&at, error.span().map_or(Span::new(0, 0), |span| Span::new(span.start, span.end)));
            out.error(&at, Sentence::new("pack.syntax").with("reason", error.message()));
            return None;
        }
    };
    match Scorecard::check(card) {
        Ok(card) => Some(card),
        Err(faults) => {
            for (path, sentence) in faults {
                out.error(&At { file: file.to_owned(), path }, sentence);
            }
            None
        }
    }
}

/// Notes where every value stands, under the same paths that the rules speak of.
fn remember_all(at: &At, table: &DeTable<'_>, out: &mut Findings) {
    for (key, value) in table {
        let at = at.key(key.get_ref());
        out.remember(&at, Span::new(value.span().start, value.span().end));
        remember_value(&at, value.get_ref(), out);
    }
}

fn remember_value(at: &At, value: &DeValue<'_>, out: &mut Findings) {
    match value {
        DeValue::Table(table) => remember_all(at, table, out),
        DeValue::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                let at = at.item(index);
                out.remember(&at, Span::new(item.span().start, item.span().end));
                remember_value(&at, item.get_ref(), out);
            }
        }
        _ => {}
    }
}
