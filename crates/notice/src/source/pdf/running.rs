//! Running heads, page numbers and the addresses browsers print: lines at an edge that come back page after page.

use super::layout::{Edge, PageLines};
use std::collections::BTreeMap;

/// A head may have two lines.
const LINES_AT_AN_EDGE: usize = 2;
/// Left and right pages may differ, and the first page may have none.
const PAGES_IN_TEN: usize = 4;
/// Without a number that counts pages, a line must come back more often to be believed.
const REPEATED_WORDS: usize = 3;
const REPEATED_NUMBERS: usize = 2;

/// Takes running lines away; how many.
pub(super) fn drop_running_lines(pages: &mut [PageLines]) -> usize {
    let mut dropped = 0;
    for edge in [Edge::Head, Edge::Foot] {
        for _ in 0..LINES_AT_AN_EDGE {
            let mut seen: BTreeMap<String, usize> = BTreeMap::new();
            for line in pages.iter().filter_map(|page| page.edge(edge)) {
                *seen.entry(pattern(line)).or_default() += 1;
            }
            let all = pages.len();
            seen.retain(|pattern, count| {
                let needed = if pattern.contains('#') { REPEATED_NUMBERS } else { REPEATED_WORDS };
                *count >= needed && *count * 10 >= all * PAGES_IN_TEN
            });
            for page in pages.iter_mut() {
                if page.edge(edge).is_some_and(|line| seen.contains_key(&pattern(line))) {
                    page.drop_edge(edge);
                    dropped += 1;
                }
            }
        }
    }
    dropped
}

/// A line with its numbers and spaces taken out.
fn pattern(line: &str) -> String {
    let mut pattern = String::new();
    for character in line.chars().filter(|character| !character.is_whitespace()) {
        match character.is_numeric() {
            true if pattern.ends_with('#') => {}
            true => pattern.push('#'),
            false => pattern.push(character),
        }
    }
    pattern
}

#[cfg(test)]
mod tests {
    use super::super::content::Run;
    use super::super::layout::lines;
    use super::*;

    fn page(head: &str, words: [&str; 3], foot: &str) -> PageLines {
        let placed = [(head, 160.0), (words[0], 100.0), (words[1], 85.0), (words[2], 70.0), (foot, 10.0)];
        let run = |(text, y): (&str, f64)| {
            let to = 10.0 * text.chars().count() as f64;
            Run { text: text.to_owned(), from: (0.0, y), to: (to, y), size: 10.0 }
        };
        lines(placed.into_iter().filter(|(text, _)| !text.is_empty()).map(run).collect())
    }

    #[test]
    fn page_numbers_go_and_first_lines_stay() {
        let words = ["建设一批", "推进一批", "储备一批"];
        let mut pages = [page("", words, "— 1 —"), page("公报", words, "— 2 —"), page("说明", words, "— 13 —")];
        assert_eq!(drop_running_lines(&mut pages), 3);
        let texts = pages.map(|page| page.text().text.replace('\n', ""));
        assert_eq!(texts, ["建设一批推进一批储备一批", "公报建设一批推进一批储备一批", "说明建设一批推进一批储备一批"]);
    }
}
