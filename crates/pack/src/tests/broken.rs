//! A table of small faults: each is told at its line, and nothing else is told.

use super::{print, small_pack, small_reading};
use crate::load::load_with;
use base::{Language, Severity, catalogue_text};

/// Loads the small pack after replacing one stretch of one file, and compares what is said.
#[track_caller]
fn check(file: &str, was: &str, becomes: &str, expected: &[&str]) {
    let mut files = small_pack();
    let text = files.get_mut(file).expect("the small pack has this file");
    assert_eq!(text.matches(was).count(), 1, "{file} holds {was:?} once");
    *text = text.replace(was, becomes);
    let (pack, diagnostics) = load_with(&files, &|_| small_reading());
    assert_eq!(print(&files, &diagnostics), expected, "{diagnostics:#?}");
    let errors = diagnostics.iter().any(|one| one.severity == Severity::Error);
    assert_eq!(pack.is_none(), errors, "a pack with an error is not handed out");
    for one in &diagnostics {
        for sentence in std::iter::once(&one.sentence).chain(&one.hint) {
            for language in [Language::Chinese, Language::English] {
                assert!(catalogue_text(language, &sentence.code).is_some(), "{} has words", sentence.code);
                assert!(!sentence.render(language).contains('{'), "{} is complete", sentence.code);
            }
        }
        assert!(one.hint.is_some() || one.sentence.code.starts_with("pack.want") || !one.sentence.args.is_empty());
    }
}

const PACK: &str = "pack.toml";
const ORGANISATIONS: &str = "organisations.toml";
const CALENDAR: &str = "calendars/2023.toml";
const DECISIONS: &str = "plans/2023/decisions.toml";
const CADENCE: &str = "plans/2023/cadence.toml";
const USERS: &str = "demo/users.toml";

#[test]
fn a_sound_pack_is_silent() {
    check(PACK, "甲市", "甲市", &[]);
}

#[test]
fn shapes_of_values() {
    check(PACK, "code = \"jia\"", "code = \"Jia\"", &["pack.toml:1 pack.bad_code"]);
    check(PACK, "\"420100\"", "\"4201\"", &["pack.toml:4 pack.bad_area"]);
    check(PACK, "Asia/Shanghai", "Asia/Wuhan", &["pack.toml:5 pack.unknown_zone"]);
    check(PACK, "name = \"甲市\"", "name = \" \"", &["pack.toml:2 pack.want_text"]);
    check(PACK, "= 2023", "= \"2023\"", &["pack.toml:6 pack.want_number"]);
    check(PACK, "= 2023", "= 1900", &["pack.toml:6 pack.out_of_range", "pack.toml:6 pack.no_plan"]);
    check(PACK, "name_en = \"Jia\"\n", "", &["pack.toml:0 pack.missing_key"]);
    check(PACK, "name_en", "name_eng", &["pack.toml:0 pack.missing_key", "pack.toml:3 pack.unknown_key"]);
    check(ORGANISATIONS, "\"district\"", "\"distrikt\"", &["organisations.toml:22 pack.unknown_choice"]);
    check(ORGANISATIONS, "[\"科技局\"]", "\"科技局\"", &["organisations.toml:6 pack.want_list"]);
    check(
        ORGANISATIONS,
        "[\"科技局\"]",
        "[7, \"市发改委\", \"\"]",
        &[
            "organisations.toml:6 pack.want_text",
            "organisations.toml:6 pack.want_text",
            "organisations.toml:12 pack.duplicate_name",
        ],
    );
    check(ORGANISATIONS, "2019-01-01", "2019-01-01T08:00:00", &["organisations.toml:14 pack.want_day"]);
    check(DECISIONS, "value = 40.5", "value = \"40.5\"", &["plans/2023/decisions.toml:36 pack.want_decimal"]);
    check(
        DECISIONS,
        "base = { year = 2022, value = 80, unit = \"家\", source = \"公报\" }",
        "base = 80",
        &["plans/2023/decisions.toml:25 pack.want_table"],
    );
}

#[test]
fn syntax_errors_do_not_cascade() {
    check(ORGANISATIONS, "code = \"fgw\"", "code = fgw", &["organisations.toml:10 pack.syntax"]);
    check(DECISIONS, "progress = \"flow\"", "progress =", &["plans/2023/decisions.toml:42 pack.syntax"]);
}

#[test]
fn organisations_hang_together() {
    check(
        ORGANISATIONS,
        "successor = \"kjj\"",
        "successor = \"kjk\"",
        &["organisations.toml:16 pack.unknown_organisation"],
    );
    check(ORGANISATIONS, "parent = \"kjj\"", "parent = \"east\"", &["organisations.toml:23 pack.parent_cycle"]);
    check(ORGANISATIONS, "successor = \"kjj\"", "successor = \"fgw\"", &["organisations.toml:16 pack.successor_cycle"]);
    check(ORGANISATIONS, "2023-08-18", "2018-08-18", &["organisations.toml:15 pack.days_reversed"]);
    check(ORGANISATIONS, "valid_until = 2023-08-18\n", "", &["organisations.toml:15 pack.successor_without_end"]);
    check(
        ORGANISATIONS,
        "code = \"fgw\"",
        "code = \"kjj\"",
        &["organisations.toml:10 pack.duplicate_code", "organisations.toml:16 pack.successor_cycle"],
    );
    check(ORGANISATIONS, "[\"科技局\"]", "[\"科技局\", \"市 发改委\"]", &["organisations.toml:12 pack.duplicate_name"]);
    check(ORGANISATIONS, "[\"科技局\"]", "[\"科技局\", \"科技局。\"]", &["organisations.toml:6 pack.duplicate_name"]);
    check(
        ORGANISATIONS,
        "assessment_unit = \"east\"",
        "assessment_unit = \"est\"",
        &["organisations.toml:24 pack.unknown_unit", "organisations.toml:31 pack.unit_without_organisation"],
    );
}

#[test]
fn a_longer_circle_is_told_once_with_its_members() {
    let mut files = small_pack();
    let text = files.get_mut(ORGANISATIONS).unwrap();
    *text = text
        .replace("aliases = [\"科技局\"]", "parent = \"fgw\"")
        .replace("valid_from = 2019-01-01", "parent = \"east\"");
    let (pack, diagnostics) = load_with(&files, &|_| small_reading());
    assert!(pack.is_none());
    assert_eq!(print(&files, &diagnostics), ["organisations.toml:6 pack.parent_cycle"]);
    assert!(diagnostics[0].sentence.render(Language::English).contains("kjj → fgw → east → kjj"));
}

#[test]
fn groups_and_units_count_nobody_twice() {
    check(ORGANISATIONS, "members = [\"east\"]", "members = []", &["organisations.toml:26 pack.empty_group"]);
    check(
        ORGANISATIONS,
        "members = [\"east\"]",
        "members = [\"east\", \"east\"]",
        &["organisations.toml:29 pack.duplicate_member"],
    );
    check(
        ORGANISATIONS,
        "members = [\"east\"]",
        "members = [\"west\"]",
        &["organisations.toml:29 pack.unknown_organisation"],
    );
    check(ORGANISATIONS, "aliases = [\"科技局\"]", "assessment_unit = \"east\"", &[]);
    check(ORGANISATIONS, "\"4201ZD\"", "\"420102\"", &["organisations.toml:34 pack.area_counted_twice"]);
    check(ORGANISATIONS, "\"4201ZD\"", "\"洪山\"", &["organisations.toml:34 pack.bad_area"]);
}

#[test]
fn two_members_of_one_unit_are_counted_twice() {
    let mut files = small_pack();
    let text = files.get_mut(ORGANISATIONS).unwrap();
    *text = text
        .replace("aliases = [\"科技局\"]", "assessment_unit = \"east\"")
        .replace("members = [\"east\"]", "members = [\"kjj\", \"east\"]");
    let (_, diagnostics) = load_with(&files, &|_| small_reading());
    assert_eq!(print(&files, &diagnostics), ["organisations.toml:29 pack.unit_counted_twice"]);
}

#[test]
fn calendars_keep_to_their_year() {
    check(CALENDAR, "year = 2023", "year = 2024", &["calendars/2023.toml:1 pack.wrong_year"]);
    check(CALENDAR, "until = 2023-01-27", "until = 2023-01-20", &["calendars/2023.toml:13 pack.days_reversed"]);
    check(CALENDAR, "from = 2023-01-21", "from = 2023-01-02", &["calendars/2023.toml:10 pack.holidays_overlap"]);
    check(CALENDAR, "2023-01-29", "2023-01-30", &["calendars/2023.toml:3 pack.worked_anyway"]);
    check(CALENDAR, "2023-01-29", "2023-01-22", &["calendars/2023.toml:3 pack.off_and_worked"]);
    check(CALENDAR, "2023-01-29", "2023-01-28", &["calendars/2023.toml:3 pack.day_twice"]);
    check(CALENDAR, "2023-01-29", "2024-01-28", &["calendars/2023.toml:3 pack.day_of_other_year"]);
    check(CALENDAR, "2023-01-29", "2023-02-30", &["calendars/2023.toml:3 pack.syntax"]);
    check(
        CALENDAR,
        "from = 2022-12-31\nuntil = 2023-01-02",
        "from = 2022-12-30\nuntil = 2022-12-31",
        &["calendars/2023.toml:7 pack.day_of_other_year"],
    );
}

#[test]
fn decisions_point_at_the_notice() {
    check(
        DECISIONS,
        "words = \"机构\"",
        "words = \"机关\"",
        &["plans/2023/decisions.toml:44 pack.mention_unmatched", "plans/2023/notice.md:1 pack.needs_tolerance"],
    );
    check(
        DECISIONS,
        "words = \"占比\", value = 11",
        "words = \"占比\", value = 12",
        &[
            "plans/2023/decisions.toml:8 pack.mention_unmatched",
            "plans/2023/notice.md:1 pack.needs_tolerance",
            "plans/2023/notice.md:1 pack.needs_base",
            "plans/2023/notice.md:1 pack.needs_owner",
        ],
    );
    check(
        DECISIONS,
        "provisional_owner = \"kjj\"",
        "provisional_owner = \"kj\"",
        &["plans/2023/decisions.toml:1 pack.unknown_organisation"],
    );
    check(
        DECISIONS,
        "code = \"bodies\"",
        "code = \"bulletins\"",
        &["plans/2023/decisions.toml:47 pack.duplicate_code"],
    );
    check(DECISIONS, "task = \"1\"\nvalue", "task = \"9\"\nvalue", &["plans/2023/decisions.toml:49 pack.unknown_task"]);
    check(
        DECISIONS,
        "[{ task = \"2\", words = \"机构\", value = 5 }]",
        "[]",
        &["plans/2023/decisions.toml:39 pack.indicator_without_mention", "plans/2023/notice.md:1 pack.needs_tolerance"],
    );
}

#[test]
fn what_a_mention_needs() {
    check(DECISIONS, "tolerance = 0.5\n", "", &["plans/2023/decisions.toml:3 pack.needs_tolerance"]);
    check(DECISIONS, "tolerance = 1\n", "requires = \"at_least\"\n", &[]);
    check(DECISIONS, "reading = \"relative\"\n", "", &["plans/2023/decisions.toml:31 pack.needs_reading"]);
    check(
        DECISIONS,
        "base = { year = 2022, value = 40.5, unit = \"%\", source = \"公报\" }\n",
        "",
        &["plans/2023/decisions.toml:31 pack.needs_base"],
    );
    check(
        DECISIONS,
        "kind = \"owner\"",
        "kind = \"tolerance\"",
        &["plans/2023/decisions.toml:3 pack.needs_owner", "plans/2023/decisions.toml:11 pack.decided_and_open"],
    );
    check(
        DECISIONS,
        "kind = \"base\"",
        "kind = \"owner\"",
        &["plans/2023/decisions.toml:3 pack.needs_base", "plans/2023/decisions.toml:17 pack.opened_twice"],
    );
}

#[test]
fn cadence_and_users() {
    check(CADENCE, "tasks = [\"1\"]", "tasks = [\"7\"]", &["plans/2023/cadence.toml:5 pack.unknown_task"]);
    check(CADENCE, "due_day = 5", "due_day = 8", &["plans/2023/cadence.toml:8 pack.out_of_range"]);
    check(CADENCE, "filed_by = [\"lead\"]\n", "", &["plans/2023/cadence.toml:1 pack.nobody_files"]);
    check(
        USERS,
        "\"reporter\"",
        "\"clerk\"",
        &["demo/users.toml:1 pack.user_without_role", "demo/users.toml:6 pack.unknown_choice"],
    );
    check(USERS, "division = \"office\"", "division = \"offce\"", &["demo/users.toml:5 pack.unknown_division"]);
    check(USERS, "organisation = \"kjj\"\n", "", &["demo/users.toml:4 pack.division_without_organisation"]);
    check(USERS, "login = \"sysadmin\"", "login = \"kjj.clerk\"", &["demo/users.toml:9 pack.duplicate_code"]);
    check(
        USERS,
        "[\"system_admin\"]",
        "[\"system_admin\", \"security_admin\"]",
        &["demo/users.toml:11 pack.administrators_apart"],
    );
}

#[test]
fn files_that_are_missing_or_unknown() {
    let said = |edit: &dyn Fn(&mut std::collections::BTreeMap<String, String>)| {
        let mut files = small_pack();
        edit(&mut files);
        let (pack, diagnostics) = load_with(&files, &|_| small_reading());
        (pack.is_some(), print(&files, &diagnostics))
    };
    let unknown = said(&|files| drop(files.insert("organisation.toml".into(), String::new())));
    assert_eq!(unknown, (true, vec!["organisation.toml:0 pack.unknown_file".to_owned()]));
    let no_calendar = said(&|files| drop(files.remove(CALENDAR)));
    assert_eq!(no_calendar, (false, vec!["pack.toml:0 pack.no_calendar".to_owned()]));
    let no_bodies = said(&|files| drop(files.remove(ORGANISATIONS)));
    assert_eq!(no_bodies, (false, vec!["organisations.toml:0 pack.missing_file".to_owned()]));
    let no_plan = said(&|files| files.retain(|path, _| !path.starts_with("plans/")));
    assert_eq!(no_plan, (false, vec!["pack.toml:6 pack.no_plan".to_owned()]));
    let no_notice = said(&|files| drop(files.remove("plans/2023/notice.md")));
    assert_eq!(no_notice, (false, vec!["plans/2023/notice.md:0 pack.missing_file".to_owned()]));
    let nothing = said(&|files| files.clear());
    assert_eq!(nothing.1, ["organisations.toml:0 pack.missing_file", "pack.toml:0 pack.missing_file"]);
}

#[test]
fn a_notice_that_cannot_be_read_is_told() {
    let files = small_pack();
    let (pack, diagnostics) = load_with(&files, &|_| notice::Reading::default());
    assert!(pack.is_none());
    assert_eq!(print(&files, &diagnostics), ["plans/2023/notice.md:0 pack.notice_unreadable"]);
}

#[test]
fn a_printed_name_nobody_has_and_a_mention_two_claim() {
    let mut files = small_pack();
    let text = files.get_mut(DECISIONS).unwrap();
    *text = text.replace("words = \"专业型 比例\"", "words = \"比例\"").replace("words = \"机构\"", "words = \"载体\"");
    let mut reading = small_reading();
    reading.tasks[0].responsible.push("市某局".to_owned());
    let (_, diagnostics) = load_with(&files, &|_| reading.clone());
    let said = print(&files, &diagnostics);
    assert!(said.contains(&"plans/2023/notice.md:1 pack.unknown_printed_name".to_owned()), "{said:?}");
    assert!(said.contains(&"plans/2023/decisions.toml:44 pack.mention_contested".to_owned()), "{said:?}");
}

/// A scorecard of ten lines, beside the small pack.
#[track_caller]
fn check_scorecard(was: &str, becomes: &str, expected: &[&str]) {
    let sound = "code = \"a\"\nname = \"甲\"\nname_en = \"A\"\nversion = \"1\"\ndocument = \"甲〔2023〕1号\"\n\
                 valid_from = 2023-01-01\n[[condition]]\ncode = \"b\"\nname = \"乙\"\nname_en = \"B\"\nholds = \"1 < 2\"\n";
    assert_eq!(sound.matches(was).count(), 1, "the card holds {was:?} once");
    let mut files = small_pack();
    files.insert("scorecards/a.toml".to_owned(), sound.replace(was, becomes));
    let (pack, diagnostics) = load_with(&files, &|_| small_reading());
    assert_eq!(print(&files, &diagnostics), expected, "{diagnostics:#?}");
    assert_eq!(pack.map(|pack| pack.scorecards.len()), expected.is_empty().then_some(1));
}

#[test]
fn scorecards_say_where_they_are_wrong() {
    check_scorecard("1 < 2", "1 < 2", &[]);
    check_scorecard("1 < 2", "1 < entry.x", &["scorecards/a.toml:11 rules.expression.unknown_field"]);
    check_scorecard("1 < 2", "1 + 2", &["scorecards/a.toml:11 rules.expression.want_truth"]);
    check_scorecard("name_en = \"A\"", "nam = \"A\"", &["scorecards/a.toml:3 pack.syntax"]);
    check_scorecard("2023-01-01", "2023", &["scorecards/a.toml:6 pack.syntax"]);
    check_scorecard("[[condition]]", "[[condition]", &["scorecards/a.toml:7 pack.syntax"]);
}
