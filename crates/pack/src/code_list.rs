//! `codes/<name>.csv`: a list of codes with their names, such as the districts of GB/T 2260. Heading `code,name,name_en`;
//! a value with a comma stands in double quotes, a quote in it is doubled.

use crate::findings::Findings;
use crate::sheet::At;
use base::{Sentence, Span};
use rules::field::{CodeEntry, CodeList};
use std::collections::BTreeMap;

const HEADING: &str = "code,name,name_en";

/// Reads a list; what is wrong in a line is told at the line.
pub(crate) fn read_codes(file: &str, text: &str, out: &mut Findings) -> CodeList {
    let mut list = CodeList::default();
    let mut seen: BTreeMap<String, At> = BTreeMap::new();
    let mut from = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let at = At::file(file).key(&format!("line[{number}]"));
        out.remember(&at, Span::new(from, from + line.len()));
        from += line.len();
        let line = line.trim_end_matches(['\n', '\r']);
        if number == 0 {
            if line.trim_start_matches('\u{feff}') != HEADING {
                out.error(&at, Sentence::new("pack.codes_heading").with("heading", HEADING));
            }
            continue;
        }
        if line.trim().is_empty() {
            continue;
        }
        let Some([code, zh, en]) = values(line).and_then(|values| <[String; 3]>::try_from(values).ok()) else {
            out.error(&at, Sentence::new("pack.codes_line").with("heading", HEADING));
            continue;
        };
        if [&code, &zh, &en].iter().any(|value| value.trim().is_empty()) {
            out.error(&at, Sentence::new("pack.codes_empty").with("heading", HEADING));
        }
        if let Some(before) = seen.insert(code.clone(), at.clone()) {
            let hint = out.first_at(&before);
            out.error_with(&at, Sentence::new("pack.duplicate_code").with("code", &code), hint);
            continue;
        }
        list.entries.push(CodeEntry { code, zh, en });
    }
    if list.entries.is_empty() {
        out.error(&At::file(file), Sentence::new("pack.codes_none").with("file", file));
    }
    list
}

/// The values of a line; absent where a quote is not closed or stands inside a bare value.
fn values(line: &str) -> Option<Vec<String>> {
    let mut values = vec![String::new()];
    let mut letters = line.chars().peekable();
    let mut quoted = false;
    while let Some(letter) = letters.next() {
        let value = values.last_mut()?;
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                value.push('"');
            }
            '"' if quoted => {
                quoted = false;
                if !matches!(letters.peek(), None | Some(',')) {
                    return None;
                }
            }
            '"' if value.is_empty() => quoted = true,
            '"' => return None,
            ',' if !quoted => values.push(String::new()),
            other => value.push(other),
        }
    }
    (!quoted).then_some(values)
}

#[cfg(test)]
mod tests {
    use super::values;

    #[test]
    fn quotes_hold_commas_and_doubled_quotes() {
        assert_eq!(values("MAC,中国澳门,\"Macao, China\"").unwrap(), ["MAC", "中国澳门", "Macao, China"]);
        assert_eq!(values("1,\"a \"\"b\"\"\",").unwrap(), ["1", "a \"b\"", ""]);
        assert_eq!(values("1,\"a"), None);
        assert_eq!(values("1,\"a\"b"), None);
        assert_eq!(values("1,a\"b"), None);
    }
}
