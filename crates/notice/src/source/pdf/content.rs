//! What a page draws: the operators that show text, with the place of every run.

use super::super::unusable::Unusable;
use super::font::{Font, Fonts};
use super::lexer::{Lexer, Token};
use super::matrix::Matrix;
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::rc::Rc;

/// The drawing of a page: a map of a city may have some megabytes.
const PAGE_AT_MOST: usize = 32 * 1024 * 1024;
/// Forms inside forms.
const FORMS_AT_MOST: usize = 12;
/// Saved states inside each other; programs use some dozens.
const STATES_AT_MOST: usize = 512;
/// Operands of one operator: an array may hold a whole line.
const OPERANDS_AT_MOST: usize = 20_000;
/// Parents of a page that may hand down resources.
const PARENTS_AT_MOST: usize = 64;

/// What one file may cost, all pages together.
pub(super) struct Budget {
    bytes: usize,
    operators: usize,
    forms: usize,
    characters: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self { bytes: 128 * 1024 * 1024, operators: 20_000_000, forms: 20_000, characters: 16 * 1024 * 1024 }
    }
}

/// Some characters in one go.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Run {
    /// Its characters.
    pub(super) text: String,
    /// Where it begins and ends, on the baseline.
    pub(super) from: (f64, f64),
    /// Where the pen stands after it.
    pub(super) to: (f64, f64),
    /// Height of the font on the page.
    pub(super) size: f64,
}

#[derive(Clone)]
struct State {
    page: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    character_space: f64,
    word_space: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
}

/// Interprets the content of one page.
pub(super) struct Interpreter<'a, 'b> {
    document: &'a Document,
    fonts: &'b mut Fonts<'a>,
    budget: &'b mut Budget,
    runs: Vec<Run>,
    state: State,
    text: Matrix,
    line: Matrix,
}

impl<'a, 'b> Interpreter<'a, 'b> {
    /// Before the first operator.
    pub(super) fn new(document: &'a Document, fonts: &'b mut Fonts<'a>, budget: &'b mut Budget) -> Self {
        let state = State {
            page: Matrix::IDENTITY,
            font: None,
            size: 0.0,
            character_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        };
        let (text, line) = (Matrix::IDENTITY, Matrix::IDENTITY);
        Self { document, fonts, budget, runs: Vec::new(), state, text, line }
    }

    /// Interprets a page.
    pub(super) fn page(&mut self, page: ObjectId) -> Result<(), Unusable> {
        let limit = self.budget.bytes.min(PAGE_AT_MOST);
        let content = self.document.get_page_content_with_limit(page, limit);
        let content = content.map_err(|_| Unusable::Bomb)?;
        let resources = self.resources(page);
        self.content(&content, resources, 0)
    }

    /// The runs in the order they were drawn.
    pub(super) fn finish(self) -> Vec<Run> {
        self.runs
    }

    /// Resources are handed down from the nearest parent that has them.
    fn resources(&self, page: ObjectId) -> Option<&'a Dictionary> {
        let mut node = self.document.get_dictionary(page).ok()?;
        for _ in 0..PARENTS_AT_MOST {
            let own = node.get_deref(b"Resources", self.document).and_then(Object::as_dict);
            if let Ok(resources) = own {
                return Some(resources);
            }
            node = node.get_deref(b"Parent", self.document).and_then(Object::as_dict).ok()?;
        }
        None
    }

    fn entry(&self, resources: Option<&'a Dictionary>, kind: &[u8], name: &[u8]) -> Option<&'a Object> {
        let kind = resources?.get_deref(kind, self.document).ok()?.as_dict().ok()?;
        kind.get(name).ok()
    }

    fn content(&mut self, content: &[u8], resources: Option<&'a Dictionary>, depth: usize) -> Result<(), Unusable> {
        self.budget.bytes = self.budget.bytes.checked_sub(content.len()).ok_or(Unusable::Bomb)?;
        let mut lexer = Lexer::new(content);
        let mut operands: Vec<Token<'_>> = Vec::new();
        let mut saved: Vec<State> = Vec::new();
        while let Some(token) = lexer.next() {
            let Token::Word(operator) = token else {
                if operands.len() < OPERANDS_AT_MOST {
                    operands.push(token);
                }
                continue;
            };
            self.budget.operators = self.budget.operators.checked_sub(1).ok_or(Unusable::TooComplex)?;
            match operator {
                b"<<" | b">>" => continue,
                b"q" if saved.len() < STATES_AT_MOST => saved.push(self.state.clone()),
                b"Q" => self.state = saved.pop().unwrap_or_else(|| self.state.clone()),
                b"ID" => lexer.skip_inline_image(),
                b"Do" => self.form(&operands, resources, depth)?,
                b"Tf" => self.font(&operands, resources),
                operator => self.operator(operator, &operands)?,
            }
            operands.clear();
        }
        Ok(())
    }

    fn form(&mut self, operands: &[Token<'_>], outer: Option<&'a Dictionary>, depth: usize) -> Result<(), Unusable> {
        let [Token::Name(name)] = operands else { return Ok(()) };
        let Some(object) = self.entry(outer, b"XObject", name) else { return Ok(()) };
        let stream = self.document.dereference(object).ok().and_then(|(_, object)| object.as_stream().ok());
        let Some(stream) = stream.filter(|_| depth < FORMS_AT_MOST) else { return Ok(()) };
        if stream.dict.get(b"Subtype").and_then(Object::as_name).ok() != Some(b"Form".as_slice()) {
            return Ok(());
        }
        let Ok(content) = stream.get_plain_content_with_limit(self.budget.bytes.min(PAGE_AT_MOST)) else {
            return Ok(());
        };
        self.budget.forms = self.budget.forms.checked_sub(1).ok_or(Unusable::TooComplex)?;
        let own = stream.dict.get_deref(b"Resources", self.document).and_then(Object::as_dict).ok();
        let before = self.state.clone();
        let matrix = stream.dict.get_deref(b"Matrix", self.document).and_then(Object::as_array).ok();
        let numbers: Vec<f64> = matrix.into_iter().flatten().filter_map(|n| n.as_float().ok()).map(f64::from).collect();
        if let Some(matrix) = Matrix::from_numbers(&numbers) {
            self.state.page = matrix.then(self.state.page);
        }
        self.content(&content, own.or(outer), depth + 1)?;
        self.state = before;
        Ok(())
    }

    fn font(&mut self, operands: &[Token<'_>], resources: Option<&'a Dictionary>) {
        let [Token::Name(name), Token::Number(size)] = operands else { return };
        self.state.size = *size;
        self.state.font = self.entry(resources, b"Font", name).and_then(|entry| self.fonts.font(entry));
    }

    fn operator(&mut self, operator: &[u8], operands: &[Token<'_>]) -> Result<(), Unusable> {
        match (operator, operands) {
            (b"BT", _) => self.move_to(Matrix::IDENTITY),
            (b"Tc", [Token::Number(space)]) => self.state.character_space = *space,
            (b"Tw", [Token::Number(space)]) => self.state.word_space = *space,
            (b"Tz", [Token::Number(percent)]) => self.state.stretch = *percent / 100.0,
            (b"TL", [Token::Number(leading)]) => self.state.leading = *leading,
            (b"Ts", [Token::Number(rise)]) => self.state.rise = *rise,
            (b"Td", [Token::Number(x), Token::Number(y)]) => self.next_line(*x, *y),
            (b"TD", [Token::Number(x), Token::Number(y)]) => {
                self.state.leading = -*y;
                self.next_line(*x, *y);
            }
            (b"T*", _) => self.next_line(0.0, -self.state.leading),
            (b"Tm" | b"cm", operands) => {
                let numbers: Vec<f64> = operands.iter().filter_map(as_number).collect();
                match (operator, Matrix::from_numbers(&numbers)) {
                    (b"Tm", Some(matrix)) => self.move_to(matrix),
                    (_, Some(matrix)) => self.state.page = matrix.then(self.state.page),
                    _ => {}
                }
            }
            (b"Tj", [Token::Text(text)]) => self.show(text)?,
            (b"'", [Token::Text(text)]) => {
                self.next_line(0.0, -self.state.leading);
                self.show(text)?;
            }
            (b"\"", [Token::Number(word), Token::Number(character), Token::Text(text)]) => {
                self.state.word_space = *word;
                self.state.character_space = *character;
                self.next_line(0.0, -self.state.leading);
                self.show(text)?;
            }
            (b"TJ", pieces) => {
                for piece in pieces {
                    match piece {
                        Token::Text(text) => self.show(text)?,
                        Token::Number(back) => self.advance(-back / 1000.0 * self.state.size * self.state.stretch),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn move_to(&mut self, matrix: Matrix) {
        self.text = matrix;
        self.line = matrix;
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.move_to(Matrix::shift(x, y).then(self.line));
    }

    fn advance(&mut self, x: f64) {
        self.text = Matrix::shift(x, 0.0).then(self.text);
    }

    fn show(&mut self, bytes: &[u8]) -> Result<(), Unusable> {
        let Some(font) = self.state.font.clone() else { return Ok(()) };
        let from = self.pen();
        let mut text = String::new();
        let mut unmapped = 0;
        for glyph in font.glyphs(bytes) {
            unmapped += usize::from(glyph.text.is_empty());
            text.push_str(&glyph.text);
            let word_space = if glyph.is_space { self.state.word_space } else { 0.0 };
            let width = glyph.width / 1000.0 * self.state.size + self.state.character_space + word_space;
            self.advance(width * self.state.stretch);
        }
        self.fonts.note_unmapped(unmapped);
        self.budget.characters = self.budget.characters.checked_sub(text.len()).ok_or(Unusable::TooComplex)?;
        let to = self.pen();
        let whole = self.text.then(self.state.page);
        let size = (self.state.size * whole.c.hypot(whole.d)).abs();
        let is_on_page = [from.0, from.1, to.0, to.1, size].iter().all(|number| number.abs() < 1e6);
        if !text.is_empty() && is_on_page {
            self.runs.push(Run { text, from, to, size });
        }
        Ok(())
    }

    fn pen(&self) -> (f64, f64) {
        self.text.then(self.state.page).apply(0.0, self.state.rise)
    }
}

fn as_number(token: &Token<'_>) -> Option<f64> {
    match token {
        Token::Number(number) => Some(*number),
        _ => None,
    }
}
