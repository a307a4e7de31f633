//! What is refused before the parser sees it. The parser recurses once for every bracket and, on its tree, once for every
//! operator of a chain; in a debug build two hundred brackets end the process. So depth and length are bounded here, and
//! the spellings in which this scan and the parser's could disagree on where a text ends are not taken.

use base::Sentence;

/// Most characters of an expression.
pub const LENGTH_MAX: usize = 2_000;
/// Most brackets inside each other.
pub const NESTING_MAX: usize = 16;
/// Most operators and points together.
pub const LINKS_MAX: usize = 100;
/// Most digits of a number: as many as survive the parser's own reading of numbers.
pub const DIGITS_MAX: usize = 15;

/// What is wrong with the outer shape of an expression.
pub(super) fn check_limits(source: &str) -> Result<(), Sentence> {
    if source.trim().is_empty() {
        return Err(Sentence::new("rules.expression.empty"));
    }
    let letters: Vec<char> = source.chars().collect();
    if letters.len() > LENGTH_MAX {
        return Err(Sentence::new("rules.expression.too_long").with("max", LENGTH_MAX));
    }
    let (mut at, mut depth, mut links) = (0_usize, 0_usize, 0_usize);
    while let Some(one) = letters.get(at).copied() {
        let next = match one {
            '\'' | '"' => end_of_text(&letters, at)?,
            '0'..='9' => end_of_number(&letters, at)?,
            'a'..='z' | 'A'..='Z' | '_' => {
                let end = end_of_word(&letters, at);
                links += usize::from(letters.get(at..end) == Some(&['i', 'n']));
                if matches!(letters.get(end), Some('\'' | '"')) {
                    return Err(text_fault(end));
                }
                end
            }
            _ => {
                (depth, links) = weigh(one, at, depth, links)?;
                at + 1
            }
        };
        at = next;
        if depth > NESTING_MAX {
            return Err(Sentence::new("rules.expression.too_deep").with("max", NESTING_MAX));
        }
        if links > LINKS_MAX {
            return Err(Sentence::new("rules.expression.too_many").with("max", LINKS_MAX));
        }
    }
    Ok(())
}

/// Depth and links after a mark; refuses one that no expression needs.
fn weigh(one: char, at: usize, depth: usize, links: usize) -> Result<(usize, usize), Sentence> {
    match one {
        '(' | '[' => Ok((depth + 1, links)),
        ')' | ']' => Ok((depth.saturating_sub(1), links)),
        '.' | '+' | '-' | '*' | '/' | '%' | '<' | '>' | '=' | '!' | '&' | '|' | '?' | ':' => Ok((depth, links + 1)),
        ',' | ' ' | '\n' | '\r' | '\t' => Ok((depth, links)),
        _ => Err(Sentence::new("rules.expression.letter").with("letter", one).with("position", at + 1)),
    }
}

fn text_fault(at: usize) -> Sentence {
    Sentence::new("rules.expression.text_literal").with("position", at + 1)
}

/// One past the closing mark of the text that opens here. Line breaks and triple quotes are not taken.
fn end_of_text(letters: &[char], from: usize) -> Result<usize, Sentence> {
    let quote = letters.get(from).copied();
    let mut at = from + 1;
    loop {
        match letters.get(at).copied() {
            Some('\\') if matches!(letters.get(at + 1), Some('\\' | '\'' | '"' | 'n')) => at += 2,
            None | Some('\\' | '\n' | '\r') => return Err(text_fault(from)),
            closing if closing == quote => break,
            Some(_) => at += 1,
        }
    }
    if matches!(letters.get(at + 1), Some('\'' | '"')) { Err(text_fault(from)) } else { Ok(at + 1) }
}

/// One past a number such as `12` or `0.05`; other spellings (0x1F, 1e9, 5u, .5, 1.) are refused.
fn end_of_number(letters: &[char], from: usize) -> Result<usize, Sentence> {
    let fault = || Sentence::new("rules.expression.number_literal").with("position", from + 1).with("max", DIGITS_MAX);
    let digits = |at: usize| letters.iter().skip(at).take_while(|one| one.is_ascii_digit()).count();
    let whole = digits(from);
    let mut end = from + whole;
    let mut count = whole;
    if letters.get(end) == Some(&'.') {
        let fraction = digits(end + 1);
        (end, count) = (end + 1 + fraction, whole + fraction);
        if fraction == 0 {
            return Err(fault());
        }
    }
    let after_point = from.checked_sub(1).and_then(|before| letters.get(before)) == Some(&'.');
    let runs_on =
        letters.get(end).is_some_and(|one| one.is_ascii_alphanumeric() || matches!(one, '_' | '.' | '\'' | '"'));
    if after_point || runs_on || count > DIGITS_MAX { Err(fault()) } else { Ok(end) }
}

fn end_of_word(letters: &[char], from: usize) -> usize {
    from + letters.iter().skip(from).take_while(|one| one.is_ascii_alphanumeric() || **one == '_').count()
}
