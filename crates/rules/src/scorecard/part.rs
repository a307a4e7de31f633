//! The points of a part: by band, by grade, by the best of several, or as a sum.

use super::card::{Band, Body, Grade, Measure, Part, ZeroRule};
use super::explanation::{Label, Line, Reason};
use super::measure::{Figure, Unmeasured};
use super::{Inputs, Scorecard};
use crate::expression::Value;
use base::Decimal;

/// A part, scored as far as it can be.
struct Found {
    line: Line,
    /// The points it gives, or those between which an expert chooses; absent while it cannot be told.
    span: Option<(Decimal, Decimal)>,
    /// Can it be chosen among alternatives?
    usable: bool,
}

impl Scorecard {
    /// Scores a part on a set of inputs.
    pub(super) fn score_part(&self, part: &Part, inputs: &Inputs) -> Line {
        self.find(part, inputs).line
    }

    fn find(&self, part: &Part, inputs: &Inputs) -> Found {
        let mut line = Line::new(&part.code, part.label());
        line.max = Some(part.max);
        let mut found = Found { line, span: None, usable: true };
        match part.body() {
            Some(Body::Bands(measure, bands)) => self.by_band(part, measure, bands, inputs, &mut found),
            Some(Body::Grades(grades)) => found.span = Some(ends_of(grades)),
            Some(Body::BestOf(parts)) => self.best_of(parts, inputs, &mut found),
            Some(Body::Sum(parts)) => self.sum(part.max, parts, inputs, &mut found),
            Some(Body::Expert) => found.span = Some((Decimal::ZERO, part.max)),
            // A card that was checked has none of these.
            None => found.usable = false,
        }
        if let Some(expert) = &part.expert {
            self.by_expert(part, expert, inputs, &mut found);
        }
        found.line.points = found.span.filter(|(low, high)| low == high).map(|(points, _)| points.min(part.max));
        found
    }

    fn by_band(&self, part: &Part, measure: &Measure, bands: &[Band], inputs: &Inputs, found: &mut Found) {
        let figure = match self.measure(measure, inputs) {
            Ok(figure) => figure,
            Err(Unmeasured::Missing(reason)) => {
                found.line.reasons.push(reason);
                found.usable = false;
                return;
            }
            Err(Unmeasured::Zero(reason)) if part.zero == ZeroRule::Unusable => {
                found
                    .line
                    .reasons
                    .push(Reason::new("rules.scorecard.zero_unusable").name("why", &Label::said(&reason)));
                (found.usable, found.span) = (false, Some((Decimal::ZERO, Decimal::ZERO)));
                return;
            }
            Err(Unmeasured::Zero(reason) | Unmeasured::Nothing(reason)) => {
                found.line.reasons.push(Reason::new("rules.scorecard.no_points").name("why", &Label::said(&reason)));
                found.span = Some((Decimal::ZERO, Decimal::ZERO));
                return;
            }
        };
        if let Some(band) = bands.iter().find(|band| band.holds(figure.value))
            && let Some((low, high)) = band.span()
        {
            let code = if low == high { "rules.scorecard.band" } else { "rules.scorecard.band_between" };
            let reason = Reason::new(code).name("range", &range(band, &figure)).figure("points", low);
            found.line.reasons.extend(figure.reasons);
            found.line.reasons.push(reason.figure("low", low).figure("high", high));
            found.span = Some((low, high));
        }
    }

    /// The alternative with the most points counts. One that cannot be used is left out; where none can be used and one
    /// is only not filled in, nothing can be told yet.
    fn best_of(&self, parts: &[Part], inputs: &Inputs, found: &mut Found) {
        let mut tried: Vec<Found> = parts.iter().map(|part| self.find(part, inputs)).collect();
        let points = |one: &Found| one.span.filter(|_| one.usable).map(|(_, high)| high);
        let mut best: Option<(usize, Decimal)> = None;
        for (at, high) in tried.iter().enumerate().filter_map(|(at, one)| Some((at, points(one)?))) {
            if best.is_none_or(|(_, most)| high > most) {
                best = Some((at, high));
            }
        }
        match best.and_then(|(at, _)| tried.get(at)) {
            Some(chosen) => {
                let label = chosen.line.label.clone();
                found.line.reasons.push(Reason::new("rules.scorecard.best_of").name("name", &label));
                found.span = chosen.span;
            }
            None if tried.iter().all(|one| one.span.is_some()) => {
                found.line.reasons.push(Reason::new("rules.scorecard.none_usable"));
                found.span = Some((Decimal::ZERO, Decimal::ZERO));
            }
            None => found.usable = false,
        }
        let chosen = best.map(|(at, _)| at);
        for (at, one) in tried.iter_mut().enumerate() {
            one.line.counts = chosen == Some(at);
            if !one.line.counts && points(one).is_some() {
                one.line.reasons.push(Reason::new("rules.scorecard.not_counted"));
            }
        }
        found.line.lines = tried.into_iter().map(|one| one.line).collect();
    }

    fn sum(&self, max: Decimal, parts: &[Part], inputs: &Inputs, found: &mut Found) {
        let lines: Vec<Line> = parts.iter().map(|part| self.score_part(part, inputs)).collect();
        let sum = lines.iter().try_fold(Decimal::ZERO, |sum, line| sum.checked_add(line.points?));
        if let Some(sum) = sum {
            let code = if sum > max { "rules.scorecard.capped" } else { "rules.scorecard.sum" };
            found.line.reasons.push(Reason::new(code).figure("sum", sum).figure("max", max));
            found.span = Some((sum.min(max), sum.min(max)));
        }
        found.line.lines = lines;
    }

    /// The points an expert gave, where they are whole and lie within the band or a grade.
    fn by_expert(&self, part: &Part, expert: &str, inputs: &Inputs, found: &mut Found) {
        let Some((low, high)) = found.span else { return };
        let given = match inputs.get(expert) {
            Some(Value::Number(given)) => *given,
            _ if low == high => return,
            _ => {
                let reason = Reason::new("rules.scorecard.not_given").figure("low", low).figure("high", high);
                found.line.reasons.push(reason);
                found.span = None;
                return;
            }
        };
        let grade = part.grades.iter().find(|grade| grade.between[0] <= given && given <= grade.between[1]);
        let reason = match grade {
            _ if !given.is_integer() => Err(Reason::new("rules.scorecard.not_whole").with("points", given.normalize())),
            Some(grade) => {
                Ok(Reason::new("rules.scorecard.grade").with("letter", &grade.letter).figure("points", given))
            }
            None if part.grades.is_empty() && low <= given && given <= high => {
                Ok(Reason::new("rules.scorecard.given").figure("points", given))
            }
            None => {
                let reason = Reason::new("rules.scorecard.outside").figure("points", given);
                Err(reason.figure("low", low).figure("high", high))
            }
        };
        found.span = reason.is_ok().then_some((given, given));
        found.line.reasons.push(reason.unwrap_or_else(|reason| reason));
    }
}

/// From the lowest to the highest points of all grades.
fn ends_of(grades: &[Grade]) -> (Decimal, Decimal) {
    let low = grades.iter().map(|grade| grade.between[0]).min().unwrap_or_default();
    let high = grades.iter().map(|grade| grade.between[1]).max().unwrap_or_default();
    (low, high)
}

/// A band in words, with both ends told apart from their neighbours: 25%以上、不足 30%.
fn range(band: &Band, figure: &Figure) -> Label {
    let end = |code: &str, value: Option<Decimal>| {
        let unit = if figure.percent { "%" } else { "" };
        value.map(|value| Reason::new(code).with("value", format!("{}{unit}", value.normalize())))
    };
    let lower = end("rules.scorecard.end.at_least", band.at_least).or(end("rules.scorecard.end.above", band.above));
    let upper = end("rules.scorecard.end.below", band.below).or(end("rules.scorecard.end.at_most", band.at_most));
    match (lower, upper) {
        (Some(lower), Some(upper)) => {
            let both = Reason::new("rules.scorecard.end.both").name("lower", &Label::said(&lower));
            Label::said(&both.name("upper", &Label::said(&upper)))
        }
        (Some(one), None) | (None, Some(one)) => Label::said(&one),
        (None, None) => Label::said(&Reason::new("rules.scorecard.end.any")),
    }
}
