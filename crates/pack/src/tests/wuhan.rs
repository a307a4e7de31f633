//! The pack of Wuhan: sound, and true to the hand-made label of the original notice.

use super::{indicator, print, task};
use crate::load::load_with;
use crate::{Body, Names, OrganisationKind, Pack, Period, match_mentions};
use base::{Day, Decimal};
use notice::reading::{Kind, Op, Reading};
use rules::word::{DecisionKind, Requires};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

pub(super) fn files() -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs/wuhan");
    let mut files = BTreeMap::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
                files.insert(name, std::fs::read_to_string(&path).unwrap());
            }
        }
    }
    files
}

pub(super) fn pack() -> Pack {
    crate::load(&files()).0.unwrap()
}

/// The hand-made label of the original notice as a reading; absent where the shared data are.
fn label() -> Option<Reading> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/notice-wuhan-2023.gold.json");
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("shared data absent: {} — the label of the original is not compared", path.display());
        return None;
    };
    let gold: serde_json::Value = serde_json::from_str(&text).unwrap();
    let mut reading = Reading::default();
    for one in gold["tasks"].as_array().unwrap() {
        let names =
            |key: &str| one[key].as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect::<Vec<_>>();
        reading.tasks.push(task(one["number"].as_str().unwrap(), &names("lead"), &names("responsible")));
    }
    for one in gold["indicators"].as_array().unwrap() {
        let text = |key: &str| one[key].as_str().unwrap();
        let op: Op = serde_json::from_value(one["op"].clone()).unwrap();
        let kind: Kind = serde_json::from_value(one["kind"].clone()).unwrap();
        let value = one["value"].to_string();
        reading.indicators.push(indicator(text("task"), text("subject"), text("text"), op, &value, text("unit"), kind));
    }
    Some(reading)
}

#[test]
fn the_real_pack_loads_without_a_remark() {
    let files = files();
    let (pack, diagnostics) = crate::load(&files);
    assert_eq!(print(&files, &diagnostics), Vec::<String>::new(), "{diagnostics:#?}");
    assert!(pack.is_some());
}

#[test]
fn the_real_pack_holds_for_the_original_notice_too() {
    let Some(reading) = label() else { return };
    let files = files();
    let (pack, diagnostics) = load_with(&files, &|_| reading.clone());
    assert_eq!(print(&files, &diagnostics), Vec::<String>::new(), "{diagnostics:#?}");
    let pack = pack.unwrap();
    let matching = match_mentions(&pack.plans[&2023].decisions, &reading);
    assert!(matching.decision_of.iter().all(Option::is_some), "each of the 61 mentions falls under a decision");
    let indicators: BTreeSet<usize> = matching.decision_of.iter().flatten().copied().collect();
    println!("{} mentions, {} indicators", reading.indicators.len(), indicators.len());
    assert_eq!((reading.indicators.len(), indicators.len()), (61, 46));
}

#[test]
fn the_real_pack_holds_for_what_the_reader_finds_in_the_original() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/notice-wuhan-2023.txt");
    let Ok(original) = std::fs::read(&path) else {
        println!("shared data absent: {} — the original is not read", path.display());
        return;
    };
    let files = files();
    let reading = notice::read(&original).1;
    let (pack, diagnostics) = load_with(&files, &|_| reading.clone());
    assert_eq!(print(&files, &diagnostics), Vec::<String>::new(), "{diagnostics:#?}");
    let names = Names::of(&pack.unwrap());
    let printed: BTreeSet<&String> =
        reading.tasks.iter().flat_map(|task| task.lead.iter().chain(&task.responsible)).collect();
    assert!(printed.len() > 20 && printed.iter().all(|name| names.resolve(name).is_some()), "{printed:?}");
}

#[test]
fn our_text_says_what_the_original_says() {
    let Some(original) = label() else { return };
    let own = notice::read(pack().plans[&2023].notice.as_bytes()).1;
    let tasks = |reading: &Reading| -> Vec<(String, Vec<String>, Vec<String>)> {
        reading.tasks.iter().map(|one| (one.number.clone(), one.lead.clone(), one.responsible.clone())).collect()
    };
    assert_eq!(tasks(&own), tasks(&original));
    let figures = |reading: &Reading| {
        let mut figures: Vec<String> = reading
            .indicators
            .iter()
            .map(|one| format!("{} {:?} {} {} {:?}", one.task, one.op, one.value, one.unit, one.kind))
            .collect();
        figures.sort();
        figures
    };
    assert_eq!(figures(&own), figures(&original));
}

#[test]
fn no_sentence_of_the_original_is_copied() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/notice-wuhan-2023.txt");
    let Ok(original) = std::fs::read_to_string(&path) else {
        println!("shared data absent: {} — the wording of the original is not compared", path.display());
        return;
    };
    let fold = base::fold_name(&original);
    let own = &files()["plans/2023/notice.md"];
    let prose = own.lines().filter(|line| line.chars().count() > 60);
    let sentences: Vec<&str> = prose.flat_map(|line| line.split(['。', '；', '：'])).collect();
    // Names, figures and duties are facts and stay; a whole sentence without any of them would be wording.
    let copied: Vec<&&str> = sentences
        .iter()
        .filter(|one| {
            one.chars().count() > 20 && !one.contains(['局', '府', '委']) && !one.chars().any(|c| c.is_ascii_digit())
        })
        .filter(|one| fold.contains(&base::fold_name(one)))
        .collect();
    assert!(copied.is_empty(), "{copied:#?}");
}

#[test]
fn printed_names_of_the_notice_resolve() {
    let names = Names::of(&pack());
    let organisation = |code: &str| Some(Body::Organisation(code.to_owned()));
    for (printed, code) in [
        ("市科技局", "kjj"),
        ("市环保局", "sthjj"),
        ("东湖高新区管委会", "dhgx"),
        ("洪山区人民政府", "hongshan"),
        ("洪山区政府", "hongshan"),
        ("汉南区", "whjk"),
        ("武汉经开区(汉南区)", "whjk"),
        ("人行武汉分行营管部", "rhyg"),
        ("团市委", "tsw"),
        ("市 市\n场监管局", "scjgj"),
    ] {
        assert_eq!(names.resolve(printed).cloned(), organisation(code), "{printed}");
    }
    for printed in ["各区人民政府", "各区", "各区人民政府〈含开发区、长江新区管委会，下同〉"]
    {
        assert_eq!(names.resolve(printed), Some(&Body::Group("districts".to_owned())), "{printed}");
    }
    assert_eq!(names.resolve("市某某局"), None);
}

#[test]
fn the_city_is_counted_once() {
    let pack = pack();
    assert_eq!(pack.code, "wuhan");
    let districts = pack.groups.iter().find(|group| group.code == "districts").unwrap();
    assert_eq!(districts.members.len(), 15);
    assert!(!districts.members.contains(&"dhfj".to_owned()), "whether 东湖风景区 is meant is undecided");
    let statutory =
        pack.assessment_units.iter().flat_map(|unit| &unit.areas).filter(|area| area.parse::<u32>().is_ok());
    assert_eq!(statutory.count(), 13, "each of the 13 districts of GB/T 2260 belongs to one unit");
    let ended = pack.organisations.iter().find(|one| one.code == "rhyg").unwrap();
    assert_eq!((ended.valid_until, ended.successor.as_deref()), (Day::new(2023, 8, 18), Some("rhhb")));
    let kinds: BTreeSet<_> = pack.organisations.iter().map(|one| one.kind).collect();
    assert_eq!(kinds.len(), OrganisationKind::ALL.len(), "every kind of body occurs");
}

#[test]
fn six_goals_have_no_owner_and_the_facilities_are_a_fixed_list() {
    let pack = pack();
    let decisions = &pack.plans[&2023].decisions;
    let unowned: Vec<&str> = decisions
        .indicators
        .iter()
        .filter(|one| one.is_open(DecisionKind::Owner))
        .map(|one| one.code.as_str())
        .collect();
    assert_eq!(unowned.len(), 6, "{unowned:?}");
    assert_eq!(decisions.provisional_owner, "kczxb");
    let facilities = decisions.indicators.iter().filter(|one| one.code.starts_with("facilities_"));
    let exact: Vec<Decimal> =
        facilities.filter(|one| one.requires == Some(Requires::Exactly)).map(|one| one.mentions[0].value).collect();
    assert_eq!(exact.iter().sum::<Decimal>(), Decimal::from(11), "4 + 4 + 2 + 1");
    let bulletins = decisions.implied.iter().find(|one| one.code == "weekly_bulletins").unwrap();
    assert_eq!((bulletins.value, bulletins.period), (Decimal::from(52), Period::Week));
}

#[test]
fn the_year_2023_has_249_working_days() {
    let pack = pack();
    let calendar = &pack.calendars[&2023];
    let worked = |month: i8| {
        let days = (1..=31).filter_map(|day| Day::new(2023, month, day));
        days.filter(|day| calendar.is_worked(*day) == Some(true)).count()
    };
    let months: Vec<usize> = (1..=12).map(worked).collect();
    assert_eq!(months, [18, 20, 23, 20, 21, 21, 21, 23, 20, 19, 22, 21]);
    assert_eq!(months.iter().sum::<usize>(), 249);
    let issued = Day::new(2023, 1, 28).unwrap();
    assert_eq!(calendar.is_worked(issued), Some(true), "the notice was signed on a Saturday that was worked");
    assert_eq!(calendar.is_worked(Day::new(2024, 1, 2).unwrap()), None);
}

#[test]
fn the_rules_count_the_working_days_of_the_pack() {
    let pack = pack();
    let days = pack.working_days();
    let day = |text: &str| text.parse::<Day>().unwrap();
    assert_eq!(days.after(day("2023-01-19"), 5), Ok(day("2023-01-31")));
    let year = pack.calendars.get(&2023).unwrap();
    let mut at = day("2023-01-01");
    while at.year() == 2023 {
        assert_eq!(days.is_worked(at).ok(), year.is_worked(at), "{at}");
        at = at.next();
    }
    assert!(days.is_worked(day("2022-12-30")).is_err(), "2022 has no table");
}

#[test]
fn the_pack_has_the_official_scorecards() {
    let codes: Vec<String> = pack().scorecards.iter().map(|one| one.card().code.clone()).collect();
    assert_eq!(
        codes,
        [
            "high_tech",
            "incubator_district",
            "incubator_national",
            "maker_space_district",
            "maker_space_national",
            "tech_sme",
        ]
    );
}
