//! Which days are worked, and clocks that count them. A year without a table is refused, never guessed; the day on
//! which something begins is not counted (民法典 art. 201: the day after it is day 1).

use crate::word::words;
use base::{Day, Sentence};
use std::collections::BTreeSet;

words! {
    /// What a clock counts.
    CountedDays {
        /// Working days of the calendar (工作日).
        Working = "working",
        /// Every day (自然日); needs no table.
        Calendar = "calendar",
    }
}

/// The working days of the years whose tables are known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkingDays {
    years: BTreeSet<i16>,
    off: BTreeSet<Day>,
    made_up: BTreeSet<Day>,
}

/// Most days of one holiday; a longer one is a slip of the pen and is cut here rather than walked for ever.
const HOLIDAY_DAYS_MAX: usize = 366;

impl WorkingDays {
    /// No year known yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The same with the table of one more year: holidays from and until (both off), and weekend days worked instead.
    /// A holiday may begin in the year before, as new year's does.
    #[must_use]
    pub fn with_year(
        mut self,
        year: i16,
        holidays: impl IntoIterator<Item = (Day, Day)>,
        make_up_days: impl IntoIterator<Item = Day>,
    ) -> Self {
        self.years.insert(year);
        for (from, until) in holidays {
            let days = std::iter::successors(Some(from), |day| Some(day.next()));
            self.off.extend(days.take_while(|day| *day <= until).take(HOLIDAY_DAYS_MAX));
        }
        self.made_up.extend(make_up_days);
        self
    }

    /// Is the day worked? Refused where the table of its year is missing.
    pub fn is_worked(&self, day: Day) -> Result<bool, Sentence> {
        if !self.years.contains(&day.year()) {
            return Err(Sentence::new("rules.working_day.no_calendar").with("year", day.year()));
        }
        Ok(!self.off.contains(&day) && (!day.is_weekend() || self.made_up.contains(&day)))
    }

    /// The n-th working day after a day: the next working day is the first. With 0 it is the day itself.
    pub fn after(&self, start: Day, days: u32) -> Result<Day, Sentence> {
        let clock = Clock { start, days, counts: CountedDays::Working, stops: Vec::new(), extension: 0 };
        match clock.due(self)? {
            Due::On(day) | Due::Standing { since: day, .. } => Ok(day),
        }
    }

    /// How many working days lie after one day up to and including another; 0 where the other is not later.
    pub fn between(&self, after: Day, until: Day) -> Result<u32, Sentence> {
        let mut count = 0;
        let mut day = after;
        while day < until {
            day = day.next();
            count += u32::from(self.is_worked(day)?);
        }
        Ok(count)
    }
}

/// A time in which a clock does not run, such as from 一次性告知补正 to the papers' coming in. The day of the stop still
/// counts, the day of the resumption does not: the clock goes on with the day after, as it began.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stop {
    /// The last day that counts.
    pub from: Day,
    /// The day on which it was resumed; none while it stands.
    pub until: Option<Day>,
}

/// A clock on an entry: so many days from a day, with its stops.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clock {
    /// The day it was started, such as that of acceptance (受理); not counted.
    pub start: Day,
    /// Days allowed.
    pub days: u32,
    /// Which days count.
    pub counts: CountedDays,
    /// When it stood still, in any order; they may overlap.
    pub stops: Vec<Stop>,
    /// Days allowed in addition (延期), 0 where none.
    pub extension: u32,
}

/// When a clock runs out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// On this day; anything after it is late.
    On(Day),
    /// Nobody knows: it was stopped and is not resumed.
    Standing {
        /// Since when it stands.
        since: Day,
        /// Days left when it is resumed.
        left: u32,
    },
}

impl Clock {
    /// The last day in time. Refused where a year has no table, or a stop ends before it begins.
    pub fn due(&self, calendar: &WorkingDays) -> Result<Due, Sentence> {
        self.check_stops()?;
        let mut left = self.days.saturating_add(self.extension);
        let mut day = self.start;
        while left > 0 {
            if let Some(since) = self.stands_for_good(day) {
                return Ok(Due::Standing { since, left });
            }
            let next = day.next();
            if next == day {
                return Err(Sentence::new("rules.working_day.no_calendar").with("year", day.year()));
            }
            day = next;
            left -= u32::from(self.counts_day(day, calendar)?);
        }
        Ok(Due::On(day))
    }

    /// Days used up to and including a day, stops left out; may exceed what is allowed.
    pub fn used(&self, today: Day, calendar: &WorkingDays) -> Result<u32, Sentence> {
        self.check_stops()?;
        let mut used = 0;
        let mut day = self.start;
        while day < today && self.stands_for_good(day).is_none() {
            day = day.next();
            used += u32::from(self.counts_day(day, calendar)?);
        }
        Ok(used)
    }

    /// Days over what is allowed on a day; 0 while in time.
    pub fn days_late(&self, today: Day, calendar: &WorkingDays) -> Result<u32, Sentence> {
        Ok(self.used(today, calendar)?.saturating_sub(self.days.saturating_add(self.extension)))
    }

    fn check_stops(&self) -> Result<(), Sentence> {
        let reversed = |stop: &&Stop| stop.until.is_some_and(|until| until < stop.from);
        match self.stops.iter().find(reversed) {
            Some(Stop { from, until: Some(until) }) => {
                Err(Sentence::new("rules.working_day.stop_reversed").with("from", from).with("until", until))
            }
            _ => Ok(()),
        }
    }

    /// The day of the first stop without an end that has begun.
    fn stands_for_good(&self, day: Day) -> Option<Day> {
        self.stops.iter().filter(|stop| stop.until.is_none() && stop.from <= day).map(|stop| stop.from).min()
    }

    fn counts_day(&self, day: Day, calendar: &WorkingDays) -> Result<bool, Sentence> {
        let stopped = self.stops.iter().any(|stop| stop.from < day && stop.until.is_some_and(|until| day <= until));
        match self.counts {
            _ if stopped => Ok(false),
            CountedDays::Calendar => Ok(true),
            CountedDays::Working => calendar.is_worked(day),
        }
    }
}

#[cfg(test)]
mod tests;
