//! Cards of the pack on their official test cases, and what a card may say.

mod high_tech;
mod incubators;
mod shape;
mod tech_sme;

use super::*;

/// A card of the pack.
fn card(text: &str) -> Scorecard {
    let card: Card = toml::from_str(text).unwrap();
    Scorecard::check(card).unwrap()
}

/// Inputs from `name number`, `name true` or `name 2023-01-28`.
fn inputs(pairs: &[(&str, &str)]) -> Inputs {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), read(value))).collect()
}

fn read(text: &str) -> Value {
    match (text, text.parse::<Day>(), text.parse::<Decimal>()) {
        ("true" | "false", _, _) => Value::Truth(text == "true"),
        (_, Ok(day), _) => Value::Day(day),
        (_, _, Ok(number)) => Value::Number(number),
        _ => panic!("{text} is no value"),
    }
}

/// The inputs with some of them changed, or left out where the value is empty.
fn with(base: &Inputs, pairs: &[(&str, &str)]) -> Inputs {
    let mut changed = base.clone();
    for (name, value) in pairs {
        match *value {
            "" => changed.remove(*name),
            value => changed.insert((*name).to_owned(), read(value)),
        };
    }
    changed
}

fn points(scored: &Scored, code: &str) -> Option<String> {
    scored.line(code).unwrap().points.map(|points| points.normalize().to_string())
}

/// Outcome and total, such as `passed 60`.
fn result(scored: &Scored) -> String {
    let total = scored.total.map_or_else(|| "-".to_owned(), |total| total.normalize().to_string());
    format!("{} {total}", scored.outcome)
}

/// The explanation as one text, parts of parts indented.
fn text_of(scored: &Scored, language: base::Language) -> String {
    let lines = scored.explain(language).into_iter();
    lines
        .map(|line| format!("{}{}", "  ".repeat(usize::try_from(line.depth).unwrap()), line.text))
        .collect::<Vec<_>>()
        .join("\n")
}
