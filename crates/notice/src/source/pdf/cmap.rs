//! Character maps: `ToUnicode` streams and the code lengths of embedded encodings.

use super::lexer::{Lexer, Token};
use std::collections::BTreeMap;

/// More entries than there are characters are noise.
const ENTRIES_AT_MOST: usize = 200_000;

/// Codes to characters, and how many bytes a code has.
#[derive(Debug, Default)]
pub(super) struct CharacterMap {
    /// Length in bytes, first and last code.
    spaces: Vec<(usize, u32, u32)>,
    single: BTreeMap<u32, String>,
    ranges: Vec<(u32, u32, Vec<u16>)>,
    /// Codes to glyph numbers, for widths.
    glyphs: Vec<(u32, u32, u32)>,
}

impl CharacterMap {
    /// Reads a map; what is not understood is passed over.
    pub(super) fn parse(stream: &[u8]) -> Self {
        let mut map = Self::default();
        let mut section: &[u8] = b"";
        let mut operands: Vec<Token<'_>> = Vec::new();
        for token in Lexer::new(stream) {
            match token {
                Token::Word(word) => {
                    section = match word {
                        b"begincodespacerange"
                        | b"beginbfchar"
                        | b"beginbfrange"
                        | b"begincidrange"
                        | b"begincidchar" => word,
                        _ => b"",
                    };
                    operands.clear();
                }
                token => {
                    operands.push(token);
                    if map.entry(section, &operands) || operands.len() > ENTRIES_AT_MOST {
                        operands.clear();
                    }
                }
            }
            if map.single.len() + map.ranges.len() + map.glyphs.len() + map.spaces.len() > ENTRIES_AT_MOST {
                break;
            }
        }
        map.ranges.sort_by_key(|(from, _, _)| *from);
        map
    }

    /// Takes an entry once it is complete.
    fn entry(&mut self, section: &[u8], operands: &[Token<'_>]) -> bool {
        match (section, operands) {
            (b"begincodespacerange", [Token::Text(from), Token::Text(to)]) => {
                self.spaces.push((from.len(), code(from), code(to)));
            }
            (b"beginbfchar", [Token::Text(from), Token::Text(to)]) => {
                self.single.insert(code(from), String::from_utf16_lossy(&units(to)));
            }
            (b"beginbfrange", [Token::Text(from), Token::Text(to), Token::Text(first)]) => {
                self.ranges.push((code(from), code(to), units(first)));
            }
            (b"beginbfrange", [Token::Text(from), Token::Text(_), Token::ArrayStart, each @ .., Token::ArrayEnd]) => {
                for (next, text) in (code(from)..).zip(each) {
                    if let Token::Text(text) = text {
                        self.single.insert(next, String::from_utf16_lossy(&units(text)));
                    }
                }
            }
            (b"begincidrange", [Token::Text(from), Token::Text(to), Token::Number(glyph)]) => {
                self.glyphs.push((code(from), code(to), *glyph as u32));
            }
            (b"begincidchar", [Token::Text(from), Token::Number(glyph)]) => {
                self.glyphs.push((code(from), code(from), *glyph as u32));
            }
            (b"", _) => {}
            _ => return false,
        }
        true
    }

    /// The characters of a code.
    pub(super) fn characters(&self, code: u32) -> Option<String> {
        if let Some(text) = self.single.get(&code) {
            return Some(text.clone());
        }
        let after = self.ranges.partition_point(|(from, _, _)| *from <= code);
        let (from, to, first) = self.ranges.get(after.checked_sub(1)?)?;
        if code > *to {
            return None;
        }
        let (last, head) = first.split_last()?;
        let shifted = u16::try_from(u32::from(*last).checked_add(code - from)?).ok()?;
        let units: Vec<u16> = head.iter().copied().chain([shifted]).collect();
        Some(String::from_utf16_lossy(&units))
    }

    /// The glyph of a code, where the map names one.
    pub(super) fn glyph(&self, code: u32) -> Option<u32> {
        let (from, _, glyph) = self.glyphs.iter().find(|(from, to, _)| (*from..=*to).contains(&code))?;
        Some(glyph.saturating_add(code - from))
    }

    /// How many bytes the code at the start of a string has, as far as the map says.
    pub(super) fn code_length(&self, bytes: &[u8]) -> Option<usize> {
        let fits = |(length, from, to): &&(usize, u32, u32)| {
            let head = bytes.get(..*length).map(code);
            *length > 0 && head.is_some_and(|head| (*from..=*to).contains(&head))
        };
        self.spaces.iter().find(fits).map(|(length, _, _)| *length)
    }

    /// Does it map anything to characters?
    pub(super) fn has_characters(&self) -> bool {
        !self.single.is_empty() || !self.ranges.is_empty()
    }
}

/// Bytes as one number, the first the highest.
pub(super) fn code(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).fold(0, |code, byte| code << 8 | u32::from(*byte))
}

fn units(bytes: &[u8]) -> Vec<u16> {
    let unit = |pair: &[u8]| match pair {
        [high, low] => u16::from_be_bytes([*high, *low]),
        [low] => u16::from(*low),
        _ => 0,
    };
    bytes.chunks(2).map(unit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_as_programs_write_it() {
        let stream = b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n\
            2 beginbfchar <0001> <4E00> <0002> <D840DC0B> endbfchar\n\
            2 beginbfrange <0010> <0012> <0041> <0020> <0021> [<5317> <4EAC>] endbfrange\n\
            1 begincidrange <0100> <01FF> 7 endcidrange";
        let map = CharacterMap::parse(stream);
        let characters: Vec<Option<String>> = [1, 2, 0x11, 0x13, 0x21].map(|code| map.characters(code)).to_vec();
        assert_eq!(characters, [Some("一".into()), Some("𠀋".into()), Some("B".into()), None, Some("京".into())]);
        assert_eq!(map.code_length(&[0, 1, 2]), Some(2));
        assert_eq!(map.glyph(0x101), Some(8));
    }
}
