//! Time as a value: instants are UTC milliseconds, days are the site's calendar days.

use jiff::tz::TimeZone;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// An instant, in milliseconds since 1970 UTC. Whoever needs the present is handed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(i64);

impl Moment {
    /// From milliseconds since 1970 UTC.
    pub fn from_milliseconds(milliseconds: i64) -> Self {
        Self(milliseconds)
    }

    /// Milliseconds since 1970 UTC.
    pub fn milliseconds(self) -> i64 {
        self.0
    }

    /// The instant some seconds later (or earlier).
    #[must_use]
    pub fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1000)))
    }

    /// The calendar day in a time zone such as `Asia/Shanghai`; UTC where the name is unknown.
    pub fn day_in(self, zone: &str) -> Day {
        let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
        Day(zone.to_datetime(jiff::Timestamp::from_millisecond(self.0).unwrap_or_default()).date())
    }
}

/// RFC 3339 in UTC.
impl fmt::Display for Moment {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", jiff::Timestamp::from_millisecond(self.0).unwrap_or_default())
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        let text = String::deserialize(input)?;
        let instant: jiff::Timestamp = text.parse().map_err(|_| serde::de::Error::custom("an instant is RFC 3339"))?;
        Ok(Self(instant.as_millisecond()))
    }
}

/// A calendar day of the site. On the wire and in tables `2023-01-28`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(jiff::civil::Date);

impl Day {
    /// A day, if it exists.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        jiff::civil::Date::new(year, month, day).ok().map(Self)
    }

    /// The day after.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.tomorrow().unwrap_or(self.0))
    }

    /// The day so many days later or earlier; absent beyond the calendar.
    pub fn plus_days(self, days: i32) -> Option<Self> {
        let span = jiff::Span::new().try_days(days).ok()?;
        self.0.checked_add(span).ok().map(Self)
    }

    /// The same day so many months later or earlier, or the last day of that month; absent beyond the calendar.
    pub fn plus_months(self, months: i32) -> Option<Self> {
        let span = jiff::Span::new().try_months(months).ok()?;
        self.0.checked_add(span).ok().map(Self)
    }

    /// Days from this day to another; negative where the other is earlier.
    pub fn days_until(self, other: Day) -> i32 {
        self.0.until(other.0).map_or(0, |span| span.get_days())
    }

    /// The instant at which the day begins in a time zone; UTC where the name is unknown.
    pub fn begins_in(self, zone: &str) -> Moment {
        let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
        let begins = zone.to_timestamp(self.0.at(0, 0, 0, 0)).unwrap_or_default();
        Moment(begins.as_millisecond())
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// Month, 1 to 12.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// Day of the month, from 1.
    pub fn day(self) -> i8 {
        self.0.day()
    }

    /// Saturday or Sunday; whether it is worked is for the calendar to say.
    pub fn is_weekend(self) -> bool {
        matches!(self.0.weekday(), jiff::civil::Weekday::Saturday | jiff::civil::Weekday::Sunday)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

impl FromStr for Day {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        if text.len() != 10 {
            return Err(());
        }
        text.parse::<jiff::civil::Date>().map(Self).map_err(|_| ())
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        let text = String::deserialize(input)?;
        text.parse().map_err(|()| serde::de::Error::custom("a day is written 2023-01-28"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_the_sites_day() {
        let evening_utc = Moment::from_milliseconds(1_674_837_000_000); // 2023-01-27T16:30:00Z
        assert_eq!(evening_utc.day_in("Asia/Shanghai").to_string(), "2023-01-28");
        assert_eq!(evening_utc.day_in("UTC").to_string(), "2023-01-27");
        let begins = Day::new(2023, 1, 28).unwrap().begins_in("Asia/Shanghai");
        assert_eq!(begins.to_string(), "2023-01-27T16:00:00Z");
        assert_eq!(Day::new(2023, 12, 31).unwrap().next().to_string(), "2024-01-01");
        assert_eq!(evening_utc.to_string(), "2023-01-27T16:30:00Z");
    }

    #[test]
    fn days_and_months_are_added_within_the_calendar() {
        let day = Day::new(2023, 1, 31).unwrap();
        assert_eq!(day.plus_days(-31), Day::new(2022, 12, 31));
        assert_eq!(day.plus_months(1), Day::new(2023, 2, 28));
        assert_eq!(day.plus_months(-11), Day::new(2022, 2, 28));
        assert_eq!(day.plus_days(i32::MAX), None);
        assert_eq!(day.plus_months(i32::MIN), None);
        assert_eq!(day.days_until(Day::new(2024, 1, 31).unwrap()), 365);
        assert_eq!(day.days_until(Day::new(2023, 1, 30).unwrap()), -1);
    }

    #[test]
    fn only_whole_days_are_read() {
        assert!("2023-02-29".parse::<Day>().is_err());
        assert!("2023-2-9".parse::<Day>().is_err());
        assert_eq!("2024-02-29".parse::<Day>(), Ok(Day::new(2024, 2, 29).unwrap()));
    }
}
