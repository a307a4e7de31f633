//! The calendar of 2023 (国办发明电〔2022〕16号) and clocks on it.

use super::*;
use proptest::prelude::*;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn of_2023() -> WorkingDays {
    let holidays = [
        ("2022-12-31", "2023-01-02"),
        ("2023-01-21", "2023-01-27"),
        ("2023-04-05", "2023-04-05"),
        ("2023-04-29", "2023-05-03"),
        ("2023-06-22", "2023-06-24"),
        ("2023-09-29", "2023-10-06"),
    ];
    let made_up = ["2023-01-28", "2023-01-29", "2023-04-23", "2023-05-06", "2023-06-25", "2023-10-07", "2023-10-08"];
    WorkingDays::new().with_year(2023, holidays.map(|(from, until)| (day(from), day(until))), made_up.map(day))
}

fn clock(start: &str, days: u32, stops: &[(&str, Option<&str>)]) -> Clock {
    let stops = stops.iter().map(|(from, until)| Stop { from: day(from), until: until.map(day) }).collect();
    Clock { start: day(start), days, counts: CountedDays::Working, stops, extension: 0 }
}

fn due(clock: &Clock) -> String {
    match clock.due(&of_2023()) {
        Ok(Due::On(day)) => day.to_string(),
        Ok(Due::Standing { since, left }) => format!("stands since {since}, {left} left"),
        Err(sentence) => sentence.code,
    }
}

#[test]
fn the_day_after_acceptance_is_day_1() {
    for (start, days, expected) in [
        ("2023-01-19", 5, "2023-01-31"),
        ("2023-01-20", 10, "2023-02-08"),
        ("2023-04-28", 5, "2023-05-09"),
        ("2023-06-21", 5, "2023-06-29"),
        ("2023-09-28", 10, "2023-10-18"),
        ("2023-09-28", 20, "2023-11-01"),
        ("2023-01-28", 20, "2023-02-23"),
        ("2023-01-28", 0, "2023-01-28"),
    ] {
        assert_eq!(of_2023().after(day(start), days), Ok(day(expected)), "{start} + {days}");
        assert_eq!(of_2023().between(day(start), day(expected)), Ok(days), "{start} to {expected}");
    }
}

#[test]
fn the_year_2023_has_249_working_days_and_each_month_its_own() {
    let calendar = of_2023();
    let mut months = [0_u32; 12];
    let mut at = day("2023-01-01");
    while at.year() == 2023 {
        months[usize::try_from(at.month() - 1).unwrap()] += u32::from(calendar.is_worked(at).unwrap());
        at = at.next();
    }
    assert_eq!(months, [18, 20, 23, 20, 21, 21, 21, 23, 20, 19, 22, 21]);
    assert_eq!(months.iter().sum::<u32>(), 249);
}

#[test]
fn a_saturday_made_up_is_worked_and_a_holiday_on_a_weekday_is_not() {
    let calendar = of_2023();
    assert_eq!(calendar.is_worked(day("2023-01-28")), Ok(true));
    assert_eq!(calendar.is_worked(day("2023-01-27")), Ok(false));
    assert_eq!(calendar.is_worked(day("2023-02-04")), Ok(false));
}

#[test]
fn a_year_without_a_table_is_refused() {
    let refused = |year: i16| Err(Sentence::new("rules.working_day.no_calendar").with("year", year));
    assert_eq!(of_2023().is_worked(day("2024-01-02")), refused(2024).map(|()| true));
    // The table of 2023 names 2022-12-31 and is no table of 2022 for that.
    assert_eq!(of_2023().is_worked(day("2022-12-31")), refused(2022).map(|()| true));
    assert_eq!(of_2023().after(day("2023-12-28"), 1), Ok(day("2023-12-29")));
    assert_eq!(of_2023().after(day("2023-12-28"), 2), refused(2024).map(|()| day("2023-01-01")));
    let last = Clock { counts: CountedDays::Calendar, ..clock("9999-12-30", 9, &[]) };
    assert_eq!(due(&last), "rules.working_day.no_calendar");
}

#[test]
fn a_stopped_clock_does_not_count() {
    // 20 working days from 2023-01-28 would end on 02-23; five working days of waiting move it by five.
    assert_eq!(due(&clock("2023-01-28", 20, &[("2023-02-03", Some("2023-02-10"))])), "2023-03-02");
    // Two stops that overlap are one.
    let overlapping = [("2023-02-03", Some("2023-02-08")), ("2023-02-06", Some("2023-02-10"))];
    assert_eq!(due(&clock("2023-01-28", 20, &overlapping)), "2023-03-02");
    // A stop over days that nobody works moves nothing.
    assert_eq!(due(&clock("2023-01-19", 5, &[("2023-01-20", Some("2023-01-27"))])), "2023-01-31");
}

#[test]
fn a_clock_that_is_not_resumed_has_no_due_day() {
    let standing = clock("2023-02-01", 10, &[("2023-02-06", None)]);
    assert_eq!(due(&standing), "stands since 2023-02-06, 7 left");
    assert_eq!(standing.used(day("2023-06-01"), &of_2023()), Ok(3));
    // Stopped after it had run out: late stays late.
    assert_eq!(due(&clock("2023-02-01", 10, &[("2023-03-01", None)])), "2023-02-15");
    assert_eq!(due(&clock("2023-02-01", 10, &[("2023-02-06", Some("2023-02-03"))])), "rules.working_day.stop_reversed");
}

#[test]
fn an_extension_adds_its_days_and_lateness_is_counted() {
    let mut permit = clock("2023-01-28", 20, &[]);
    assert_eq!(permit.days_late(day("2023-02-23"), &of_2023()), Ok(0));
    assert_eq!(permit.days_late(day("2023-02-24"), &of_2023()), Ok(1));
    permit.extension = 10;
    assert_eq!(due(&permit), "2023-03-09");
    assert_eq!(permit.days_late(day("2023-02-24"), &of_2023()), Ok(0));
}

#[test]
fn thirty_calendar_days_need_no_table() {
    // A registrar decides within 30 days of acceptance (国科发政字〔2000〕63号).
    let contract = Clock { counts: CountedDays::Calendar, ..clock("2024-01-31", 30, &[]) };
    assert_eq!(due(&contract), "2024-03-01");
}

fn day_of_2023() -> impl Strategy<Value = Day> {
    (1_i8..=9, 1_i8..=28).prop_filter_map("a day", |(month, day)| Day::new(2023, month, day))
}

fn stop() -> impl Strategy<Value = Stop> {
    (day_of_2023(), day_of_2023()).prop_map(|(one, other)| Stop { from: one.min(other), until: Some(one.max(other)) })
}

fn on(clock: &Clock) -> Option<Day> {
    match clock.due(&of_2023()) {
        Ok(Due::On(day)) => Some(day),
        _ => None,
    }
}

proptest! {
    #[test]
    fn a_stop_or_an_extension_never_makes_it_earlier(
        start in day_of_2023(), days in 0_u32..40, stops in prop::collection::vec(stop(), 0..4), more in stop(), extension in 0_u32..20,
    ) {
        let before = Clock { start, days, counts: CountedDays::Working, stops, extension: 0 };
        let mut stopped = before.clone();
        stopped.stops.push(more);
        // Past the table there is no day to compare with.
        if let (Some(before), Some(after)) = (on(&before), on(&stopped)) {
            prop_assert!(after >= before);
        }
        let extended = Clock { extension, ..before.clone() };
        if let (Some(before), Some(after)) = (on(&before), on(&extended)) {
            prop_assert!(after >= before);
        }
    }

    #[test]
    fn the_due_day_is_worked_and_uses_up_exactly_what_is_allowed(
        start in day_of_2023(), days in 1_u32..40, stops in prop::collection::vec(stop(), 0..4),
    ) {
        let clock = Clock { start, days, counts: CountedDays::Working, stops, extension: 0 };
        if let Some(due) = on(&clock) {
            prop_assert_eq!(of_2023().is_worked(due), Ok(true));
            prop_assert_eq!(clock.used(due, &of_2023()), Ok(days));
            prop_assert_eq!(clock.days_late(due, &of_2023()), Ok(0));
        }
    }

    #[test]
    fn counting_between_undoes_counting_after(start in day_of_2023(), days in 0_u32..50) {
        let calendar = of_2023();
        let end = calendar.after(start, days).unwrap();
        prop_assert_eq!(calendar.between(start, end), Ok(days));
    }
}
