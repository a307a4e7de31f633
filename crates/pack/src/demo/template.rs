//! Texts with places for what was drawn before: `武汉示例项目{serial:4}`.

use rules::expression::Value;

/// Most digits of a place.
const WIDTH_MAX: usize = 20;

/// A text in pieces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template(Vec<Piece>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Words(String),
    /// A name, and with how many digits a number stands there.
    Place(String, usize),
}

impl Template {
    /// Reads a text; absent where a bracket is left open or a width is no number.
    pub(super) fn read(text: &str) -> Option<Self> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((words, after)) = rest.split_once('{') {
            let (place, after) = after.split_once('}')?;
            let (name, width) = match place.split_once(':') {
                Some((name, width)) => (name, width.parse().ok().filter(|width| *width <= WIDTH_MAX)?),
                None => (place, 0),
            };
            pieces.push(Piece::Words(words.to_owned()));
            pieces.push(Piece::Place(name.to_owned(), width));
            rest = after;
        }
        pieces.push(Piece::Words(rest.to_owned()));
        Some(Self(pieces))
    }

    /// The names it has places for.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|piece| match piece {
            Piece::Place(name, _) => Some(name.as_str()),
            Piece::Words(_) => None,
        })
    }

    /// The text with everything in its place; what is absent leaves nothing.
    pub(super) fn fill(&self, value: &dyn Fn(&str) -> Option<Value>) -> String {
        let mut text = String::new();
        for piece in &self.0 {
            match piece {
                Piece::Words(words) => text.push_str(words),
                Piece::Place(name, width) => {
                    let shown = value(name).map(|value| value.to_string()).unwrap_or_default();
                    text.push_str(&format!("{shown:0>width$}"));
                }
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_filled() {
        let template = Template::read("甲{serial:4}号·{name}").unwrap();
        assert_eq!(template.names().collect::<Vec<_>>(), ["serial", "name"]);
        let value = |name: &str| (name == "serial").then(|| Value::from(7_i64));
        assert_eq!(template.fill(&value), "甲0007号·");
        assert_eq!(Template::read("甲{serial"), None);
        assert_eq!(Template::read("甲{serial:x}"), None);
    }
}
