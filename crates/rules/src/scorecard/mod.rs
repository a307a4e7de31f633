//! Scorecards (评分表): official rules of points and conditions as data, computed with an explanation. What a card may say
//! stands in [`card`]; a card is checked once and then scores any number of inputs.

pub mod card;
mod check;
mod explanation;
mod measure;
mod part;

pub use card::Card;
pub use explanation::{Explained, ExplainedKind, Label, Line, Outcome, Reason, Scored};

use crate::expression::{Expression, Value};
use base::{Day, Decimal, Sentence};
use card::{Condition, Measure, Threshold};
use measure::Unmeasured;
use std::collections::BTreeMap;

/// The inputs of a card by code. What is not filled in is absent, never 0.
pub type Inputs = BTreeMap<String, Value>;

/// A card that hangs together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scorecard {
    card: Card,
    conditions: Vec<Expression>,
    directs: Vec<Expression>,
}

/// The version of a card that holds on a day. Where several do, the one that began last.
pub fn on_day<'s>(cards: &'s [Scorecard], code: &str, day: Day) -> Result<&'s Scorecard, Sentence> {
    cards
        .iter()
        .filter(|one| one.card.code == code && one.holds_on(day))
        .max_by_key(|one| one.card.valid_from)
        .ok_or_else(|| Sentence::new("rules.scorecard.no_version").with("code", code).with("day", day))
}

impl Scorecard {
    /// Checks a card. Everything that is wrong is told, each with its place such as `part[1].bands[0]`.
    pub fn check(card: Card) -> Result<Self, Vec<(String, Sentence)>> {
        let (conditions, directs) = check::check(&card)?;
        Ok(Self { card, conditions, directs })
    }

    /// The card as it was written.
    pub fn card(&self) -> &Card {
        &self.card
    }

    /// Does this version hold on a day?
    pub fn holds_on(&self, day: Day) -> bool {
        self.card.valid_from <= day && self.card.valid_until.is_none_or(|until| day <= until)
    }

    /// Scores a set of inputs. Inputs of the wrong kind count as not filled in.
    pub fn score(&self, inputs: &Inputs) -> Scored {
        let conditions = self.hold(&self.card.conditions, &self.conditions, inputs);
        let directs = self.hold(&self.card.directs, &self.directs, inputs);
        let parts: Vec<Line> = self.card.parts.iter().map(|part| self.score_part(part, inputs)).collect();
        let total = match parts.is_empty() {
            true => None,
            false => parts.iter().try_fold(Decimal::ZERO, |sum, line| sum.checked_add(line.points?)),
        };
        let mut scored = Scored {
            card: self.card.code.clone(),
            version: self.card.version.clone(),
            document: self.card.document.clone(),
            outcome: Outcome::Incomplete,
            total,
            conditions,
            directs,
            parts,
            reasons: Vec::new(),
        };
        self.decide(&mut scored);
        scored
    }

    /// Conditions first, then a direct ground, then vetoes and the total.
    fn decide(&self, scored: &mut Scored) {
        let fails = scored.conditions.iter().filter(|line| line.holds == Some(false)).count();
        let open = scored.conditions.iter().filter(|line| line.holds.is_none()).count();
        let direct = scored.directs.iter().find(|line| line.holds == Some(true)).map(|line| line.label.clone());
        let mut reasons = Vec::new();
        if fails > 0 {
            reasons.push(Reason::new("rules.scorecard.conditions_fail").with("count", fails));
        }
        if open > 0 {
            reasons.push(Reason::new("rules.scorecard.conditions_open").with("count", open));
        }
        let mut reaches = self.card.pass.is_none().then_some(true);
        if let Some(pass) = self.card.pass {
            reaches = self.reaches(pass, scored, &mut reasons);
        }
        if let Some(label) = direct {
            reasons.push(Reason::new("rules.scorecard.direct").name("name", &label));
            reaches = Some(true);
        }
        scored.outcome = match (fails, open, reaches) {
            (0, 0, Some(true)) => Outcome::Passed,
            (0, _, None | Some(true)) => Outcome::Incomplete,
            _ => Outcome::Failed,
        };
        let code = match scored.outcome {
            Outcome::Passed => "rules.scorecard.passed",
            Outcome::Failed => "rules.scorecard.failed",
            Outcome::Incomplete => "rules.scorecard.incomplete",
        };
        let name = Label::new(&self.card.name, &self.card.name_en);
        scored.reasons = vec![Reason::new(code).name("name", &name).with("document", &self.card.document)];
        scored.reasons.extend(reasons);
    }

    /// Does the total reach, and does no veto speak? A veto is told even where the total cannot be yet.
    fn reaches(&self, pass: Threshold, scored: &Scored, reasons: &mut Vec<Reason>) -> Option<bool> {
        let mut vetoed = false;
        for veto in &self.card.vetoes {
            let line = scored.line(&veto.part);
            if let Some((line, points)) = line.and_then(|line| Some((line, line.points?)))
                && points <= veto.at_most
            {
                reasons.push(Reason::new("rules.scorecard.veto").name("part", &line.label).figure("points", points));
                vetoed = true;
            }
        }
        let Some(total) = scored.total else { return vetoed.then_some(false) };
        let (code, needed, enough) = match (pass.at_least, pass.above) {
            (Some(needed), _) => ("rules.scorecard.total_at_least", needed, total >= needed),
            (None, Some(limit)) => ("rules.scorecard.total_above", limit, total > limit),
            // A card that was checked has one of the two.
            (None, None) => return None,
        };
        reasons.push(Reason::new(code).figure("total", total).figure("needed", needed));
        Some(enough && !vetoed)
    }

    fn hold(&self, conditions: &[Condition], compiled: &[Expression], inputs: &Inputs) -> Vec<Line> {
        let pairs = conditions.iter().zip(compiled);
        pairs.map(|(condition, expression)| self.condition(condition, expression, inputs)).collect()
    }

    fn condition(&self, condition: &Condition, expression: &Expression, inputs: &Inputs) -> Line {
        let mut line = Line::new(&condition.code, condition.label());
        if let Some(measure) = &condition.shows {
            line.reasons.extend(self.shown(measure, inputs));
        }
        let missing: Vec<&str> = expression
            .fields()
            .into_iter()
            .filter(|name| !inputs.contains_key(*name) && !self.is_optional(name))
            .collect();
        match expression.holds(&|name| inputs.get(name).cloned()) {
            Ok(holds) => line.holds = Some(holds),
            Err(_) if !missing.is_empty() => line.reasons.extend(missing.into_iter().map(|name| self.missing(name))),
            Err(sentence) => line.reasons.push(sentence.into()),
        }
        line
    }

    fn shown(&self, measure: &Measure, inputs: &Inputs) -> Vec<Reason> {
        match self.measure(measure, inputs) {
            Ok(figure) => figure.reasons,
            Err(Unmeasured::Zero(reason) | Unmeasured::Nothing(reason)) => vec![reason],
            // The condition itself says what is missing.
            Err(Unmeasured::Missing(_)) => Vec::new(),
        }
    }

    fn label(&self, input: &str) -> Label {
        let found = self.card.inputs.iter().find(|one| one.code == input);
        found.map_or_else(|| Label::new(input, input), card::Input::label)
    }

    fn is_optional(&self, input: &str) -> bool {
        self.card.inputs.iter().any(|one| one.code == input && one.optional)
    }

    fn missing(&self, input: &str) -> Reason {
        Reason::new("rules.scorecard.missing").name("input", &self.label(input))
    }
}

#[cfg(test)]
mod tests;
