//! Does a card hang together? Names, codes, bands that meet without gap or overlap, and expressions.

use super::card::{Band, Body, Card, Condition, InputKind, Measure, Part};
use crate::expression::{self, Expression, Field, ValueKind};
use base::{Decimal, Sentence};
use std::collections::{BTreeMap, BTreeSet};

type Faults = Vec<(String, Sentence)>;

/// The checked conditions and direct grounds, or all faults with their places.
pub(super) fn check(card: &Card) -> Result<(Vec<Expression>, Vec<Expression>), Faults> {
    let known = card.inputs.iter().map(|input| {
        let kind = match input.kind {
            InputKind::Number => ValueKind::Number,
            InputKind::Truth => ValueKind::Truth,
            InputKind::Day => ValueKind::Day,
        };
        (input.code.clone(), Field { kind, optional: input.optional })
    });
    let mut checker = Checker { known: known.collect(), codes: BTreeSet::new(), faults: Faults::new() };
    checker.inputs(card);
    checker.head(card);
    let conditions = checker.conditions("condition", &card.conditions);
    let directs = checker.conditions("direct", &card.directs);
    for (at, part) in card.parts.iter().enumerate() {
        checker.part(&format!("part[{at}]"), part);
    }
    for (at, veto) in card.vetoes.iter().enumerate() {
        if !has_part(&card.parts, &veto.part) {
            checker.fault(
                &format!("veto[{at}].part"),
                Sentence::new("rules.scorecard.unknown_part").with("code", &veto.part),
            );
        }
    }
    if checker.faults.is_empty() { Ok((conditions, directs)) } else { Err(checker.faults) }
}

fn has_part(parts: &[Part], code: &str) -> bool {
    parts.iter().any(|part| part.code == code || has_part(&part.parts, code) || has_part(&part.best_of, code))
}

struct Checker {
    known: BTreeMap<String, Field>,
    codes: BTreeSet<String>,
    faults: Faults,
}

impl Checker {
    fn fault(&mut self, path: &str, sentence: Sentence) {
        self.faults.push((path.to_owned(), sentence));
    }

    fn inputs(&mut self, card: &Card) {
        let mut met = BTreeSet::new();
        for (at, input) in card.inputs.iter().enumerate() {
            let letters =
                input.code.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
            if !letters || !input.code.starts_with(|first: char| first.is_ascii_lowercase()) {
                let sentence = Sentence::new("rules.scorecard.bad_code").with("code", &input.code);
                self.fault(&format!("input[{at}].code"), sentence);
            }
            if !met.insert(&input.code) {
                let sentence = Sentence::new("rules.scorecard.code_twice").with("code", &input.code);
                self.fault(&format!("input[{at}].code"), sentence);
            }
        }
    }

    fn head(&mut self, card: &Card) {
        if card.valid_until.is_some_and(|until| until < card.valid_from) {
            self.fault("valid_until", Sentence::new("rules.scorecard.days_reversed"));
        }
        if card.parts.is_empty() && card.conditions.is_empty() {
            self.fault("", Sentence::new("rules.scorecard.empty"));
        }
        match card.pass {
            Some(pass) if pass.at_least.is_some() == pass.above.is_some() => {
                self.fault("pass", Sentence::new("rules.scorecard.pass_one"));
            }
            Some(_) if card.parts.is_empty() => self.fault("pass", Sentence::new("rules.scorecard.pass_without_parts")),
            None if !card.parts.is_empty() => self.fault("pass", Sentence::new("rules.scorecard.parts_without_pass")),
            _ => {}
        }
    }

    fn code(&mut self, path: &str, code: &str) {
        if !self.codes.insert(code.to_owned()) {
            self.fault(&format!("{path}.code"), Sentence::new("rules.scorecard.code_twice").with("code", code));
        }
    }

    fn conditions(&mut self, key: &str, conditions: &[Condition]) -> Vec<Expression> {
        let mut compiled = Vec::new();
        for (at, condition) in conditions.iter().enumerate() {
            let path = format!("{key}[{at}]");
            self.code(&path, &condition.code);
            if let Some(measure) = &condition.shows {
                self.measure(&format!("{path}.shows"), measure);
            }
            let path = format!("{path}.holds");
            match expression::check(&condition.holds, &self.known) {
                Ok(expression) if *expression.kind() == ValueKind::Truth => compiled.push(expression),
                Ok(_) => {
                    let sentence = Sentence::new("rules.expression.want_truth").with("operation", &condition.code);
                    self.fault(&path, sentence);
                }
                Err(faults) => faults.into_iter().for_each(|sentence| self.fault(&path, sentence)),
            }
        }
        compiled
    }

    fn number(&mut self, path: &str, input: &str) {
        match self.known.get(input) {
            Some(field) if field.kind == ValueKind::Number => {}
            Some(_) => self.fault(path, Sentence::new("rules.scorecard.no_number").with("code", input)),
            None => self.fault(path, Sentence::new("rules.scorecard.unknown_input").with("code", input)),
        }
    }

    fn measure(&mut self, path: &str, measure: &Measure) {
        measure.inputs().into_iter().for_each(|input| self.number(path, input));
        let fits = match measure {
            Measure::Value(_) => true,
            Measure::Percent(share) => !share.of.is_empty() && !share.by.is_empty(),
            Measure::Average(years) => !years.is_empty(),
            Measure::Growth(years) => years.len() == 3,
        };
        if !fits {
            self.fault(path, Sentence::new("rules.scorecard.measure_inputs"));
        }
    }

    fn part(&mut self, path: &str, part: &Part) {
        self.code(path, &part.code);
        if let Some(expert) = &part.expert {
            self.number(&format!("{path}.expert"), expert);
        }
        match part.body() {
            Some(Body::Bands(measure, bands)) => {
                self.measure(&format!("{path}.measure"), measure);
                self.bands(path, bands, part);
            }
            Some(Body::Grades(grades)) => {
                let spans = grades.iter().map(|grade| (grade.between[0], grade.between[1]));
                let spans: Vec<(Decimal, Decimal)> = spans.collect();
                self.points(&format!("{path}.grades"), &spans, part);
                if part.expert.is_none() {
                    self.fault(path, Sentence::new("rules.scorecard.no_expert"));
                }
            }
            Some(Body::BestOf(parts)) => self.parts(&format!("{path}.best_of"), parts),
            Some(Body::Sum(parts)) => self.parts(&format!("{path}.parts"), parts),
            Some(Body::Expert) => {}
            None => self.fault(path, Sentence::new("rules.scorecard.body_one")),
        }
    }

    fn parts(&mut self, path: &str, parts: &[Part]) {
        for (at, part) in parts.iter().enumerate() {
            self.part(&format!("{path}[{at}]"), part);
        }
    }

    /// Points lie between 0 and the most of their part.
    fn points(&mut self, path: &str, spans: &[(Decimal, Decimal)], part: &Part) {
        for (at, (low, high)) in spans.iter().enumerate() {
            if *low < Decimal::ZERO || low > high || *high > part.max {
                self.fault(&format!("{path}[{at}]"), Sentence::new("rules.scorecard.points").with("max", part.max));
            }
        }
    }

    fn bands(&mut self, path: &str, bands: &[Band], part: &Part) {
        let path = format!("{path}.bands");
        let mut whole = true;
        for (at, band) in bands.iter().enumerate() {
            let two =
                (band.at_least.is_some() && band.above.is_some()) || (band.below.is_some() && band.at_most.is_some());
            if two || band.span().is_none() {
                self.fault(&format!("{path}[{at}]"), Sentence::new("rules.scorecard.band_shape"));
                whole = false;
            }
        }
        let spans: Vec<(Decimal, Decimal)> = bands.iter().filter_map(Band::span).collect();
        self.points(&path, &spans, part);
        if whole && let Some(at) = first_gap(bands) {
            self.fault(&path, Sentence::new("rules.scorecard.bands_meet").with("at", at));
        }
    }
}

/// An end of a band on the line of figures: the figure, and whether the cut lies before (false) or behind it (true).
type Cut = (Decimal, bool);

fn lower(band: &Band) -> Option<Cut> {
    band.at_least.map(|end| (end, false)).or(band.above.map(|end| (end, true)))
}

fn upper(band: &Band) -> Option<Cut> {
    band.below.map(|end| (end, false)).or(band.at_most.map(|end| (end, true)))
}

/// Where bands overlap or leave a figure without points; absent where they cover every figure exactly once. Bands may
/// stand in rising or falling order.
fn first_gap(bands: &[Band]) -> Option<String> {
    let mut sorted: Vec<(Option<Cut>, Option<Cut>)> = bands.iter().map(|band| (lower(band), upper(band))).collect();
    // An absent lower end sorts first, as it reaches below every figure.
    sorted.sort();
    let named = |cut: Option<Cut>| cut.map_or_else(|| "…".to_owned(), |(figure, _)| figure.normalize().to_string());
    let mut reached: Option<Cut> = None;
    for (at, (low, high)) in sorted.iter().enumerate() {
        let last = at + 1 == sorted.len();
        if *low != reached || (at > 0 && low.is_none()) {
            return Some(named(low.or(reached)));
        }
        if high.is_none() != last || high.is_some_and(|high| low.is_some_and(|low| high <= low)) {
            return Some(named(high.or(*low)));
        }
        reached = *high;
    }
    None
}
