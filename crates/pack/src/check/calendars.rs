//! Calendars: days of their year, in order, each told once.

use crate::calendar::Calendar;
use crate::findings::Findings;
use crate::load::{Pack, calendar_file};
use crate::sheet::At;
use base::Sentence;
use std::collections::BTreeSet;

/// Checks every calendar.
pub(super) fn check(pack: &Pack, out: &mut Findings) {
    for (year, calendar) in &pack.calendars {
        let root = At::file(&calendar_file(*year));
        if calendar.year != 0 && calendar.year != *year {
            let sentence = Sentence::new("pack.wrong_year").with("year", calendar.year);
            let hint = Sentence::new("pack.hint.wrong_year").with("year", year);
            out.error_with(&root.key("year"), sentence, hint);
        }
        check_holidays(*year, calendar, &root, out);
        check_make_up_days(*year, calendar, &root, out);
    }
}

fn check_holidays(year: i16, calendar: &Calendar, root: &At, out: &mut Findings) {
    for (index, holiday) in calendar.holidays.iter().enumerate() {
        let at = root.key("holiday").item(index);
        if holiday.until < holiday.from {
            let sentence = Sentence::new("pack.days_reversed").with("from", holiday.from).with("until", holiday.until);
            out.error_with(&at.key("until"), sentence, Sentence::new("pack.hint.days_reversed"));
        } else if holiday.from.year() != year && holiday.until.year() != year {
            let sentence = Sentence::new("pack.day_of_other_year").with("day", holiday.from);
            out.error_with(&at.key("from"), sentence, Sentence::new("pack.hint.wrong_year").with("year", year));
        }
        let overlaps = |other: &&crate::Holiday| other.from <= holiday.until && holiday.from <= other.until;
        if let Some(other) = calendar.holidays.iter().take(index).find(overlaps) {
            let sentence =
                Sentence::new("pack.holidays_overlap").with("name", &holiday.name).with("other", &other.name);
            out.error_with(&at, sentence, Sentence::new("pack.hint.holidays_overlap"));
        }
    }
}

fn check_make_up_days(year: i16, calendar: &Calendar, root: &At, out: &mut Findings) {
    let mut seen = BTreeSet::new();
    for (index, day) in calendar.make_up_days.iter().enumerate() {
        let at = root.key("make_up_days").item(index);
        let off = calendar.holidays.iter().any(|holiday| holiday.from <= *day && *day <= holiday.until);
        let code = if day.year() != year {
            "pack.day_of_other_year"
        } else if off {
            "pack.off_and_worked"
        } else if !day.is_weekend() {
            "pack.worked_anyway"
        } else if !seen.insert(*day) {
            "pack.day_twice"
        } else {
            continue;
        };
        let hint = Sentence::new("pack.hint.make_up").with("year", year);
        out.error_with(&at, Sentence::new(code).with("day", day), hint);
    }
}
