//! `calendars/<year>.toml`: which days of a year are worked. A year without a table is refused, never guessed.

use crate::findings::Findings;
use crate::load::Pack;
use crate::sheet::Row;
use base::Day;
use rules::working_day::WorkingDays;

/// A public holiday.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holiday {
    /// Its name.
    pub name: String,
    /// First day off.
    pub from: Day,
    /// Last day off.
    pub until: Day,
}

/// The working days of a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// The year.
    pub year: i16,
    /// The document that fixed it.
    pub source: String,
    /// Days off, in order.
    pub holidays: Vec<Holiday>,
    /// Saturdays and Sundays that are worked instead.
    pub make_up_days: Vec<Day>,
}

impl Calendar {
    /// Is the day worked? Absent for a day of another year: that is for that year's table to say.
    pub fn is_worked(&self, day: Day) -> Option<bool> {
        if day.year() != self.year {
            return None;
        }
        let off = self.holidays.iter().any(|holiday| holiday.from <= day && day <= holiday.until);
        Some(!off && (!day.is_weekend() || self.make_up_days.contains(&day)))
    }
}

impl Pack {
    /// The working days of all years that have a table, for clocks.
    pub fn working_days(&self) -> WorkingDays {
        self.calendars.iter().fold(WorkingDays::new(), |days, (year, calendar)| {
            let holidays = calendar.holidays.iter().map(|holiday| (holiday.from, holiday.until));
            days.with_year(*year, holidays, calendar.make_up_days.iter().copied())
        })
    }
}

/// Reads a calendar; the check of the year against the file's name comes later.
pub(crate) fn read_calendar(root: &Row, out: &mut Findings) -> Calendar {
    root.only(&["year", "source", "holiday", "make_up_days"], out);
    Calendar {
        year: root.year("year", out),
        source: root.text("source", out),
        holidays: root.rows("holiday", out).iter().filter_map(|row| read_holiday(row, out)).collect(),
        make_up_days: root.days("make_up_days", out),
    }
}

fn read_holiday(row: &Row, out: &mut Findings) -> Option<Holiday> {
    row.only(&["name", "from", "until"], out);
    let (name, from, until) = (row.text("name", out), row.day("from", out), row.day("until", out));
    Some(Holiday { name, from: from?, until: until? })
}
