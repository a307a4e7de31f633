//! Repaired text that remembers where each letter stood in the canonical text.

use base::Span;
use std::ops::Range;

/// A stretch of repaired text. Every access is total: what lies outside reads as `\0` or as nothing, so that the
/// scanners need no bounds of their own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Text {
    chars: Vec<char>,
    from: Vec<u32>,
    to: Vec<u32>,
}

impl Text {
    pub fn len(&self) -> usize {
        self.chars.len()
    }

    pub fn is_empty(&self) -> bool {
        self.chars.is_empty()
    }

    pub fn chars(&self) -> &[char] {
        &self.chars
    }

    /// The letter at an index; `\0` outside.
    pub fn char(&self, at: usize) -> char {
        self.chars.get(at).copied().unwrap_or('\0')
    }

    /// The letter before an index; `\0` at the beginning.
    pub fn before(&self, at: usize) -> char {
        at.checked_sub(1).map_or('\0', |index| self.char(index))
    }

    /// The last letter; `\0` of an empty text.
    pub fn last(&self) -> char {
        self.before(self.len())
    }

    /// Appends a letter that stood at `[from, to)` of the canonical text.
    pub fn push(&mut self, letter: char, from: u32, to: u32) {
        self.chars.push(letter);
        self.from.push(from);
        self.to.push(to);
    }

    /// Appends another text.
    pub fn append(&mut self, other: &Text) {
        self.chars.extend_from_slice(&other.chars);
        self.from.extend_from_slice(&other.from);
        self.to.extend_from_slice(&other.to);
    }

    /// Replaces a letter by its folded form; its place stays.
    pub fn set(&mut self, at: usize, letter: char) {
        if let Some(slot) = self.chars.get_mut(at) {
            *slot = letter;
        }
    }

    /// A copy of a part.
    pub fn slice(&self, range: Range<usize>) -> Text {
        let range = self.clamp(range);
        let part = |list: &Vec<u32>| list.get(range.clone()).unwrap_or_default().to_vec();
        Text {
            chars: self.chars.get(range.clone()).unwrap_or_default().to_vec(),
            from: part(&self.from),
            to: part(&self.to),
        }
    }

    /// Where a part stands in the canonical text; an empty part is a point.
    pub fn span(&self, range: Range<usize>) -> Span {
        let range = self.clamp(range);
        if range.is_empty() {
            let point = self.from.get(range.start).or(self.to.last()).copied().unwrap_or(0) as usize;
            return Span { from: point, to: point };
        }
        let from = self.from.get(range.start).copied().unwrap_or(0) as usize;
        let to = self.to.get(range.end - 1).copied().unwrap_or(0) as usize;
        Span { from, to: to.max(from) }
    }

    /// All of it.
    pub fn whole(&self) -> Span {
        self.span(0..self.len())
    }

    /// A part as a string.
    pub fn string(&self, range: Range<usize>) -> String {
        self.part(range).iter().collect()
    }

    /// A part as letters.
    pub fn part(&self, range: Range<usize>) -> &[char] {
        self.chars.get(self.clamp(range)).unwrap_or_default()
    }

    /// All of it as a string.
    pub fn to_text(&self) -> String {
        self.chars.iter().collect()
    }

    /// Does `word` stand at this index?
    pub fn has(&self, at: usize, word: &str) -> bool {
        starts(self.chars.get(at..).unwrap_or_default(), word)
    }

    /// Does `word` end at this index?
    pub fn ends(&self, end: usize, word: &str) -> bool {
        let mut letters = self.chars.get(..end).unwrap_or_default().iter().rev();
        word.chars().rev().all(|wanted| letters.next() == Some(&wanted))
    }

    /// Does it hold the word anywhere?
    pub fn contains(&self, word: &str) -> bool {
        self.find(word, 0..self.len()).is_some()
    }

    /// First place of a word that lies wholly in the range.
    pub fn find(&self, word: &str, range: Range<usize>) -> Option<usize> {
        let range = self.clamp(range);
        let letters = self.chars.get(range.clone())?;
        let first = word.chars().next()?;
        let mut from = 0;
        while let Some(step) = letters.get(from..)?.iter().position(|letter| *letter == first) {
            if starts(letters.get(from + step..)?, word) {
                return Some(range.start + from + step);
            }
            from += step + 1;
        }
        None
    }

    /// Last place of a word that lies wholly in the range.
    pub fn rfind(&self, word: &str, range: Range<usize>) -> Option<usize> {
        let range = self.clamp(range);
        let letters = self.chars.get(range.clone())?;
        let first = word.chars().next()?;
        let mut end = letters.len();
        while let Some(at) = letters.get(..end)?.iter().rposition(|letter| *letter == first) {
            if starts(letters.get(at..)?, word) {
                return Some(range.start + at);
            }
            end = at;
        }
        None
    }

    /// Length of the longest of `words` that begins here.
    pub fn longest_at(&self, at: usize, words: &[&str]) -> Option<usize> {
        let letters = self.chars.get(at..)?;
        let first = Edge::of(*letters.first()?);
        let begins = words.iter().filter(|word| first.begins(word));
        begins.filter(|word| starts(letters, word)).map(|word| word.chars().count()).max()
    }

    /// Length of the longest of `words` that ends here.
    pub fn longest_before(&self, end: usize, words: &[&str]) -> Option<usize> {
        let last = Edge::of(*self.chars.get(end.checked_sub(1)?)?);
        let closing = words.iter().filter(|word| last.closes(word));
        closing.filter(|word| self.ends(end, word)).map(|word| word.chars().count()).max()
    }

    /// Is one of the words in the range?
    pub fn any_in(&self, words: &[&str], range: Range<usize>) -> bool {
        words.iter().any(|word| self.find(word, range.clone()).is_some())
    }

    /// The range without white space at its ends.
    pub fn trim(&self, range: Range<usize>) -> Range<usize> {
        let range = self.clamp(range);
        let start = range.clone().find(|at| !self.char(*at).is_whitespace()).unwrap_or(range.end);
        let end = (start..range.end).rev().find(|at| !self.char(*at).is_whitespace()).map_or(start, |at| at + 1);
        start..end
    }

    /// The same without white space, but for what keeps letters or figures apart.
    pub fn squeezed(&self) -> Text {
        let mut out = Text::default();
        let apart = |one: char, other: char| {
            (one.is_ascii_alphabetic() && other.is_ascii_alphabetic())
                || (one.is_ascii_digit() && other.is_ascii_digit())
        };
        for (at, letter) in self.chars.iter().enumerate() {
            let keep =
                !letter.is_whitespace() || (apart(self.before(at), self.char(at + 1)) && !out.last().is_whitespace());
            if let (true, Some(from), Some(to)) = (keep, self.from.get(at), self.to.get(at)) {
                out.push(*letter, *from, *to);
            }
        }
        out
    }

    fn clamp(&self, range: Range<usize>) -> Range<usize> {
        let end = range.end.min(self.len());
        range.start.min(end)..end
    }
}

/// The first or last letter of a word as bytes. Most letters have three, and comparing these alone rules out nearly all
/// words of a list.
enum Edge {
    Three([u8; 3]),
    Other(char),
}

impl Edge {
    fn of(letter: char) -> Self {
        let mut buffer = [0; 4];
        match letter.encode_utf8(&mut buffer).as_bytes() {
            [one, two, three] => Self::Three([*one, *two, *three]),
            _ => Self::Other(letter),
        }
    }

    fn begins(&self, word: &str) -> bool {
        match self {
            Self::Three(bytes) => word.as_bytes().first_chunk::<3>() == Some(bytes),
            Self::Other(letter) => word.starts_with(*letter),
        }
    }

    fn closes(&self, word: &str) -> bool {
        match self {
            Self::Three(bytes) => word.as_bytes().last_chunk::<3>() == Some(bytes),
            Self::Other(letter) => word.ends_with(*letter),
        }
    }
}

/// Do the letters begin with the word?
pub(crate) fn starts(letters: &[char], word: &str) -> bool {
    let mut letters = letters.iter();
    word.chars().all(|wanted| letters.next() == Some(&wanted))
}

/// A Chinese character.
pub(crate) fn is_han(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}' | '〇')
}

/// Ends a sentence.
pub(crate) fn ends_sentence(letter: char) -> bool {
    matches!(letter, '。' | '！' | '？' | '；' | '…')
}

/// Opens a bracket of any kind.
pub(crate) fn opens(letter: char) -> bool {
    matches!(letter, '（' | '(' | '〔' | '［' | '[' | '【' | '〈' | '「')
}

/// Closes a bracket of any kind.
pub(crate) fn closes(letter: char) -> bool {
    matches!(letter, '）' | ')' | '〕' | '］' | ']' | '】' | '〉' | '」')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(words: &str) -> Text {
        let mut out = Text::default();
        for (at, letter) in words.char_indices() {
            out.push(letter, at as u32, (at + letter.len_utf8()) as u32);
        }
        out
    }

    #[test]
    fn spans_are_bytes_of_the_canonical_text_also_after_squeezing() {
        let squeezed = text("突破 13000 家").squeezed();
        assert_eq!(squeezed.to_text(), "突破13000家");
        assert_eq!(squeezed.span(2..7), Span { from: 7, to: 12 });
        assert_eq!(squeezed.span(90..99), Span { from: 16, to: 16 });
    }

    #[test]
    fn words_are_found_from_both_ends() {
        let text = text("增长到增长到");
        assert_eq!((text.find("增长", 1..6), text.rfind("增长到", 0..5)), (Some(3), Some(0)));
        assert_eq!(text.longest_before(6, &["到", "增长到"]), Some(3));
        assert_eq!(text.longest_at(9, &["到"]), None);
    }
}
