//! A day.

use crate::field::written::{half_width, written};
use crate::field::{Column, Context, Kind, Part, Raw, Scalar};
use base::{Day, Sentence};

/// Years that a paper of a city can name; others are slips of the pen.
pub(super) const YEARS: std::ops::RangeInclusive<i16> = 1800..=2199;

/// A day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date;

impl Kind for Date {
    const CODE: &'static str = "date";

    fn parts(&self) -> &'static [Part] {
        Part::ONLY
    }

    fn column(&self, _: usize) -> Column {
        Column::Text
    }

    fn read(&self, _: usize, raw: &Raw, _: &Context<'_>) -> Result<Option<Scalar>, Sentence> {
        if raw.is_empty() {
            return Ok(None);
        }
        if let Raw::Day(day) = raw {
            check_year(day.year())?;
            return Ok(Some(Scalar::Day(*day)));
        }
        let shown = written(raw);
        let Some([year, month, day]) = numbers::<3>(&shown, [4, 2, 2]) else {
            return Err(Sentence::new("rules.field.not_a_day").with("value", shown));
        };
        check_year(year)?;
        let day = i8::try_from(month).ok().zip(i8::try_from(day).ok()).and_then(|(month, day)| Day::new(year, month, day));
        match day {
            Some(day) => Ok(Some(Scalar::Day(day))),
            None => Err(Sentence::new("rules.field.no_such_day").with("value", shown)),
        }
    }

    fn show(&self, _: usize, value: &Scalar, _: &Context<'_>) -> String {
        value.plain()
    }
}

/// Refuses a year that nobody can have meant.
pub(super) fn check_year(year: i16) -> Result<(), Sentence> {
    if YEARS.contains(&year) {
        return Ok(());
    }
    Err(Sentence::new("rules.field.year").with("from", YEARS.start()).with("until", YEARS.end()))
}

/// The numbers of `2023-1-28`, `2023/1/28`, `2023.1.28`, `2023年1月28日` or `20230128`; as many as asked, the year first.
pub(super) fn numbers<const N: usize>(text: &str, widths: [usize; N]) -> Option<[i16; N]> {
    let text = half_width(text);
    let mut found = [0; N];
    if text.len() == widths.iter().sum::<usize>() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        let mut rest = text.as_str();
        for (place, width) in found.iter_mut().zip(widths) {
            let (head, tail) = rest.split_at_checked(width)?;
            *place = head.parse().ok()?;
            rest = tail;
        }
        return Some(found);
    }
    // The last sign may be missing, as in 2023年1月28.
    let text = text.trim_end_matches(['日', '号', '月']);
    let steps: Vec<&str> = text.split(['-', '/', '.', '年', '月']).map(str::trim).collect();
    if steps.len() != N {
        return None;
    }
    for ((place, step), width) in found.iter_mut().zip(steps).zip(widths) {
        let fits = if width == 4 { step.len() == 4 } else { (1..=width).contains(&step.len()) };
        if !fits || !step.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        *place = step.parse().ok()?;
    }
    Some(found)
}
