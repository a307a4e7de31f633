//! The syntax of content streams and character maps: numbers, names, strings, arrays and operators.

/// Operands longer than this are not drawn by any program.
const STRING_AT_MOST: usize = 1024 * 1024;

/// A token of a content stream.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token<'a> {
    /// A number.
    Number(f64),
    /// `/Name`, as written.
    Name(&'a [u8]),
    /// A string, literal or hexadecimal, decoded.
    Text(Vec<u8>),
    /// `[`.
    ArrayStart,
    /// `]`.
    ArrayEnd,
    /// An operator or keyword. Marks of dictionaries come as `<<` and `>>`.
    Word(&'a [u8]),
}

/// Reads tokens one after the other; whatever the bytes are, it comes to an end.
pub(super) struct Lexer<'a> {
    bytes: &'a [u8],
    at: usize,
}

fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0C | b'\r' | b' ')
}

fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

impl<'a> Lexer<'a> {
    /// From the first byte.
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    fn peek(&self, ahead: usize) -> Option<u8> {
        self.bytes.get(self.at + ahead).copied()
    }

    fn take_while(&mut self, wanted: impl Fn(u8) -> bool) -> &'a [u8] {
        let from = self.at;
        while self.peek(0).is_some_and(&wanted) {
            self.at += 1;
        }
        self.bytes.get(from..self.at).unwrap_or_default()
    }

    fn skip_space(&mut self) {
        loop {
            self.take_while(is_space);
            if self.peek(0) != Some(b'%') {
                return;
            }
            self.take_while(|byte| !matches!(byte, b'\r' | b'\n'));
        }
    }

    /// Skips the data of an inline image: up to an `EI` that stands alone.
    pub(super) fn skip_inline_image(&mut self) {
        while let Some(byte) = self.peek(0) {
            let alone = self.peek(3).is_none_or(|next| is_space(next) || is_delimiter(next));
            if is_space(byte) && self.peek(1) == Some(b'E') && self.peek(2) == Some(b'I') && alone {
                self.at += 3;
                return;
            }
            self.at += 1;
        }
    }

    fn literal(&mut self) -> Vec<u8> {
        let mut text = Vec::new();
        let mut depth = 1_usize;
        self.at += 1;
        while let Some(byte) = self.peek(0) {
            self.at += 1;
            match byte {
                b'(' => depth += 1,
                b')' => depth -= 1,
                b'\\' => {
                    self.escape(&mut text);
                    continue;
                }
                _ => {}
            }
            if depth == 0 || text.len() > STRING_AT_MOST {
                break;
            }
            text.push(byte);
        }
        text
    }

    fn escape(&mut self, text: &mut Vec<u8>) {
        let Some(byte) = self.peek(0) else { return };
        self.at += 1;
        match byte {
            b'n' => text.push(b'\n'),
            b'r' => text.push(b'\r'),
            b't' => text.push(b'\t'),
            b'b' => text.push(8),
            b'f' => text.push(12),
            b'\r' => self.at += usize::from(self.peek(0) == Some(b'\n')),
            b'\n' => {}
            b'0'..=b'7' => {
                let mut code = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = self.peek(0) else { break };
                    code = code * 8 + u32::from(digit - b'0');
                    self.at += 1;
                }
                text.push((code & 0xFF) as u8);
            }
            other => text.push(other),
        }
    }

    fn hexadecimal(&mut self) -> Vec<u8> {
        self.at += 1;
        let digits = self.take_while(|byte| byte != b'>');
        self.at += 1;
        let digits: Vec<u8> =
            digits.iter().filter_map(|byte| char::from(*byte).to_digit(16)).map(|d| d as u8).collect();
        let pair = |pair: &[u8]| match pair {
            [high, low] => high << 4 | low,
            [high] => high << 4,
            _ => 0,
        };
        digits.chunks(2).map(pair).collect()
    }
}

impl<'a> Iterator for Lexer<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        self.skip_space();
        let first = self.peek(0)?;
        Some(match first {
            b'(' => Token::Text(self.literal()),
            b'<' if self.peek(1) != Some(b'<') => Token::Text(self.hexadecimal()),
            b'<' | b'>' => {
                self.at += if self.peek(1) == Some(first) { 2 } else { 1 };
                Token::Word(if first == b'<' { b"<<" } else { b">>" })
            }
            b'[' => {
                self.at += 1;
                Token::ArrayStart
            }
            b']' => {
                self.at += 1;
                Token::ArrayEnd
            }
            b'/' => {
                self.at += 1;
                Token::Name(self.take_while(|byte| !is_space(byte) && !is_delimiter(byte)))
            }
            b'{' | b'}' | b')' => {
                self.at += 1;
                Token::Word(b"")
            }
            _ => {
                let word = self.take_while(|byte| !is_space(byte) && !is_delimiter(byte));
                number(word).map_or(Token::Word(word), Token::Number)
            }
        })
    }
}

fn number(word: &[u8]) -> Option<f64> {
    if !word.iter().all(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.')) || word.len() > 40 {
        return None;
    }
    let text = std::str::from_utf8(word).ok()?;
    // Some programs write "--5" or "5-3"; what comes after a sign in the middle is noise.
    let signed = text.trim_start_matches('-');
    let end = signed.find(['-', '+']).filter(|end| *end > 0).unwrap_or(signed.len());
    let size: f64 = signed.get(..end)?.parse().ok()?;
    Some(if text.starts_with('-') { -size } else { size })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_of_a_content_stream() {
        let stream = b"/F1 12 Tf [(a\\(b\\051) -.5 <4E0>] TJ % no\n<</A 1>> BDC";
        let tokens: Vec<Token<'_>> = Lexer::new(stream).collect();
        let wanted = [
            Token::Name(b"F1"),
            Token::Number(12.0),
            Token::Word(b"Tf"),
            Token::ArrayStart,
            Token::Text(b"a(b)".to_vec()),
            Token::Number(-0.5),
            Token::Text(vec![0x4E, 0x00]),
            Token::ArrayEnd,
            Token::Word(b"TJ"),
            Token::Word(b"<<"),
            Token::Name(b"A"),
            Token::Number(1.0),
            Token::Word(b">>"),
            Token::Word(b"BDC"),
        ];
        assert_eq!(tokens, wanted);
    }

    #[test]
    fn an_inline_image_is_skipped() {
        let mut lexer = Lexer::new(b" \x01EIx\nEI Q");
        lexer.skip_inline_image();
        assert_eq!(lexer.next(), Some(Token::Word(b"Q")));
    }
}
