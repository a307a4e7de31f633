//! Days as spreadsheets count them. Two counts exist: from 1900, with a 29 February 1900 that never was, and from 1904.

use base::Day;

/// 9999-12-31 counted from 1900.
const LAST: f64 = 2_958_465.0;
/// Days from 1899-12-30 and from 1904-01-01 to 1970-01-01.
const EPOCH_1900: i64 = 25_569;
const EPOCH_1904: i64 = 24_107;
const SECONDS_A_DAY: f64 = 86_400.0;

/// The day of a count; none where the count is no day (below 1, or the 29 February 1900).
pub(crate) fn day_of(count: f64, from_1904: bool) -> Option<Day> {
    if !(0.0..=LAST).contains(&count) {
        return None;
    }
    // A moment before midnight that is an error of rounding belongs to the next day.
    let whole = ((count * SECONDS_A_DAY).round() / SECONDS_A_DAY).floor() as i64;
    let since_1970 = match (from_1904, whole) {
        (true, _) => whole - EPOCH_1904,
        (false, 0 | 60) => return None,
        (false, 1..60) => whole + 1 - EPOCH_1900,
        (false, _) => whole - EPOCH_1900,
    };
    civil(since_1970)
}

/// The time of day of a count, as `14:30` or `14:30:05`.
pub(crate) fn time_of(count: f64) -> Option<String> {
    if !(0.0..=LAST).contains(&count) {
        return None;
    }
    let seconds = (count.fract() * SECONDS_A_DAY).round() as u32 % 86_400;
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    Some(if second == 0 { format!("{hour:02}:{minute:02}") } else { format!("{hour:02}:{minute:02}:{second:02}") })
}

/// The calendar day some days after 1970-01-01, by eras of 400 years that begin in March.
fn civil(since_1970: i64) -> Option<Day> {
    let shifted = since_1970 + 719_468;
    let (era, day_of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    Day::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_counts_give_the_same_days() {
        let check = |count: f64, from_1904: bool, expect: Option<&str>| {
            assert_eq!(day_of(count, from_1904).map(|day| day.to_string()).as_deref(), expect, "{count}");
        };
        check(1.0, false, Some("1900-01-01"));
        check(59.0, false, Some("1900-02-28"));
        check(60.0, false, None);
        check(61.0, false, Some("1900-03-01"));
        check(44_954.0, false, Some("2023-01-28"));
        check(44_954.999_999_99, false, Some("2023-01-29"));
        check(43_492.0, true, Some("2023-01-28"));
        check(0.0, true, Some("1904-01-01"));
        check(2_958_465.0, false, Some("9999-12-31"));
        check(-1.0, false, None);
        check(f64::NAN, false, None);
    }

    #[test]
    fn a_time_of_day_is_read() {
        assert_eq!(time_of(0.604_166_666_666_667).as_deref(), Some("14:30"));
        assert_eq!(time_of(44_954.999_999_99).as_deref(), Some("00:00"));
    }
}
