//! What the kinds take, what they refuse and with which sentence, and that what they show can be read again.

use super::*;
use crate::field::area::Area;
use crate::field::boolean::Boolean;
use crate::field::choice::{Alternative, Choice};
use crate::field::code::Code;
use crate::field::date::Date;
use crate::field::evidence::{Evidence, FileKind};
use crate::field::integer::Integer;
use crate::field::money::{Money, MoneyUnit};
use crate::field::month::Month;
use crate::field::multi_choice::MultiChoice;
use crate::field::number::Number;
use crate::field::organisation::Organisation;
use crate::field::percent::Percent;
use crate::field::text::Text;
use crate::ledger::Words;
use base::{Day, Decimal, Language, fold_name};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// What the kinds may ask in these tests.
struct World {
    lists: BTreeMap<String, CodeList>,
    organisations: BTreeMap<String, String>,
    names: BTreeMap<String, String>,
    units: BTreeMap<String, String>,
}

impl World {
    fn new() -> Self {
        let entry = |code: &str, zh: &str, en: &str| CodeEntry { code: code.into(), zh: zh.into(), en: en.into() };
        let districts = CodeList {
            entries: vec![entry("420106", "武昌区", "Wuchang"), entry("420111", "洪山区", "Hongshan")],
        };
        let of =
            |pairs: &[(&str, &str)]| pairs.iter().map(|(one, other)| (fold_name(one), (*other).to_owned())).collect();
        Self {
            lists: BTreeMap::from([("district".to_owned(), districts)]),
            organisations: of(&[("市科技局", "kjj"), ("武汉市科学技术局", "kjj"), ("东湖高新区", "dhgx")]),
            names: of(&[("kjj", "市科技局"), ("dhgx", "东湖高新区")]),
            units: of(&[("dhgx", "东湖高新区"), ("wuchang", "武昌区")]),
        }
    }

    fn context(&self, language: Language) -> Context<'_> {
        Context {
            lists: &self.lists,
            organisations: &self.organisations,
            organisation_names: &self.names,
            units: &self.units,
            language,
        }
    }
}

fn words(zh: &str, en: &str) -> Words {
    Words { zh: zh.to_owned(), en: en.to_owned() }
}

fn alternatives() -> Vec<Alternative> {
    let all = [
        ("KF", "技术开发", "Development"),
        ("PZ", "生物、医药新品种", "New drug, or organism"),
        ("ZW", "植物新品种", "Plant"),
    ];
    all.iter().map(|(code, zh, en)| Alternative { code: (*code).to_owned(), name: words(zh, en) }).collect()
}

fn money(shown: MoneyUnit) -> FieldKind {
    FieldKind::Money(Money { shown, min: Some(Decimal::ZERO), max: None })
}

/// One of every kind that holds a value of its own.
fn kinds() -> Vec<FieldKind> {
    vec![
        FieldKind::Text(Text { max: 20, pattern: Some(Pattern::new("[A-Z]{2}[0-9]+").unwrap()) }),
        FieldKind::LongText(long_text::LongText { max: 200 }),
        FieldKind::Integer(Integer { min: None, max: None, unit: words("家", "firms") }),
        FieldKind::Number(Number { scale: 3, min: None, max: None, unit: words("公里", "km") }),
        money(MoneyUnit::Wan),
        FieldKind::Percent(Percent { min: None, max: None, scale: 2 }),
        FieldKind::Date(Date),
        FieldKind::Month(Month),
        FieldKind::Boolean(Boolean),
        FieldKind::Choice(Choice { choices: alternatives() }),
        FieldKind::MultiChoice(MultiChoice { choices: alternatives() }),
        FieldKind::Code(Code { list: "district".to_owned() }),
        FieldKind::Unit(unit::Unit),
        FieldKind::Organisation(Organisation { several: false }),
        FieldKind::Enterprise(enterprise::Enterprise),
        FieldKind::Person(person::Person),
        FieldKind::Patent(patent::Patent),
        FieldKind::Contract(contract::Contract { pattern: None }),
        FieldKind::Telephone(telephone::Telephone),
        FieldKind::Email(email::Email),
        FieldKind::Address(address::Address),
        FieldKind::Area(Area { min: None, max: None }),
        FieldKind::Evidence(Evidence { kinds: vec![FileKind::Pdf], max_files: 3 }),
        FieldKind::Reference(reference::Reference { ledger: "tech_contract".to_owned() }),
        FieldKind::Computed(computed::Computed {
            formula: "1".to_owned(),
            result: Box::new(FieldKind::Percent(Percent { min: None, max: None, scale: 2 })),
        }),
    ]
}

/// Reads part 0 and shows what is kept as on the wire, or the code of what is said.
#[track_caller]
fn check(kind: &FieldKind, raw: &str, expected: &str) {
    let world = World::new();
    let read = kind.read(0, &Raw::Text(raw.to_owned()), &world.context(Language::Chinese));
    let said = match read {
        Ok(value) => value.map_or_else(String::new, |value| value.plain()),
        Err(sentence) => {
            for language in [Language::Chinese, Language::English] {
                assert!(!sentence.render(language).contains(['{', '}']), "{sentence:?} leaves nothing open");
                assert_ne!(sentence.render(language), sentence.code, "{} has words", sentence.code);
            }
            sentence.code
        }
    };
    assert_eq!(said, expected, "{raw:?}");
}

#[test]
fn every_kind_is_here_once_and_takes_nothing_for_nothing() {
    let world = World::new();
    let codes: Vec<&str> = kinds().iter().map(FieldKind::code).collect();
    assert_eq!(codes, FieldKind::CODES);
    for kind in kinds() {
        for part in 0..kind.parts().len() {
            for raw in [Raw::Empty, Raw::Text(" \u{3000}\n".to_owned()), Raw::List(Vec::new())] {
                assert_eq!(kind.read(part, &raw, &world.context(Language::Chinese)), Ok(None), "{kind:?}");
            }
        }
    }
}

#[test]
fn text_is_trimmed_and_held_to_its_pattern() {
    let kind = &kinds()[0];
    check(kind, " GR2023\u{200b} ", "GR2023");
    check(kind, "xGR2023", "rules.field.pattern");
    check(kind, "GR1\nGR2", "rules.field.one_line");
    check(kind, "GR\u{202e}1", "base.control_character");
    check(kind, &"G".repeat(21), "base.too_long");
    check(&kinds()[1], "一\r\n二", "一\n二");
    assert!(Pattern::new("a)|(b").is_err(), "brackets must not open the anchors");
    assert!(Pattern::new("(").is_err());
    assert!(!Pattern::new("a|b").unwrap().matches("ab"));
}

#[test]
fn numbers_as_people_write_them() {
    let kind = &kinds()[2];
    check(kind, "１，４５０", "1450");
    check(kind, "1,450家", "1450");
    check(kind, "1 450 000 firms", "1450000");
    check(kind, "-3", "-3");
    check(kind, "12.0", "12");
    check(kind, "12.5", "rules.field.whole");
    check(kind, "14,50", "rules.field.not_a_number");
    check(kind, "1e5", "rules.field.other_unit");
    check(kind, "约5", "rules.field.not_a_number");
    check(kind, "5亿", "rules.field.other_unit");
    check(kind, "99999999999999999999", "rules.field.too_many_digits");
    check(&kinds()[3], "12.345公里", "12.345");
    check(&kinds()[3], "12.3456", "rules.field.decimals");
    check(&kinds()[5], "11.5％", "11.5");
    check(&kinds()[5], "11.5‰", "rules.field.other_unit");
    check(&kinds()[21], "2万平方米", "20000");
    check(&kinds()[21], "1,200.55 ㎡", "1200.55");
    check(&kinds()[21], "3亩", "rules.field.other_unit");
}

#[test]
fn money_is_kept_in_yuan_and_shown_in_its_unit() {
    let kind = &money(MoneyUnit::Wan);
    check(kind, "14505000", "14505000");
    check(kind, "1,450.5 万元", "14505000");
    check(kind, "1,450.5万", "14505000");
    check(kind, "￥０.１２ 元", "0.12");
    check(kind, "0.125", "rules.field.decimals");
    check(kind, "14.5亿元", "1450000000");
    check(kind, "-1", "rules.field.too_small");
    check(kind, "5美元", "rules.field.other_unit");
    let FieldKind::Money(wan) = kind else { unreachable!() };
    let number = |text: &str| text.parse::<Decimal>().unwrap();
    assert_eq!(wan.from_shown(number("1450.5")), Ok(Some(Scalar::Number(number("14505000")))));
    assert_eq!(wan.from_shown(number("0.0000001")).unwrap_err().code, "rules.field.decimals");
    assert_eq!(wan.to_shown(number("0.01")), number("0.000001"));
    let column = |raw: Raw| wan.read_shown(&raw, Language::Chinese).unwrap().unwrap().plain();
    assert_eq!(column(Raw::Number(number("1450.5"))), "14505000");
    assert_eq!(column(Raw::Text("1,450.5".to_owned())), "14505000");
    assert_eq!(column(Raw::Text("2亿元".to_owned())), "200000000", "a unit behind the number wins over the column's");
    let world = World::new();
    let shown = |language| kind.show(0, &Scalar::Number(number("14505000.00")), &world.context(language));
    assert_eq!(shown(Language::Chinese), "1,450.5 万元");
    assert_eq!(shown(Language::English), "1,450.5 × 10k yuan");
}

#[test]
fn days_and_months_in_every_fashion() {
    let kind = &FieldKind::Date(Date);
    for text in [
        "2023-01-28",
        "2023/1/28",
        "2023.1.28",
        "2023年1月28日",
        "２０２３年１月２８日",
        "20230128",
        "2023 年 1 月 28 日",
    ] {
        check(kind, text, "2023-01-28");
    }
    check(kind, "2023-02-30", "rules.field.no_such_day");
    check(kind, "28/1/2023", "rules.field.not_a_day");
    check(kind, "2023-01", "rules.field.not_a_day");
    check(kind, "1023-01-28", "rules.field.year");
    for text in ["2023-01", "2023年1月", "2023/1", "202301"] {
        check(&FieldKind::Month(Month), text, "2023-01");
    }
    check(&FieldKind::Month(Month), "2023-13", "rules.field.not_a_month");
    let (world, day) = (World::new(), Day::new(2023, 1, 28).unwrap());
    let read = FieldKind::Month(Month).read(0, &Raw::Day(day), &world.context(Language::Chinese));
    assert_eq!(read, Ok(Some(Scalar::Text("2023-01".to_owned()))));
}

#[test]
fn choices_by_code_and_by_either_name() {
    let kind = &FieldKind::Choice(Choice { choices: alternatives() });
    for text in ["KF", "kf", "技术 开发", "development"] {
        check(kind, text, "KF");
    }
    check(kind, "技术开法", "rules.field.unknown_meant");
    check(kind, "咨询", "rules.field.unknown");
    let several = &FieldKind::MultiChoice(MultiChoice { choices: alternatives() });
    check(several, "植物新品种、技术开发", "KF,ZW");
    check(several, "生物、医药新品种、技术开发", "KF,PZ");
    check(several, "ZW；KF, ZW", "KF,ZW");
    check(several, "技术开发、别的", "rules.field.unknown");
    check(&FieldKind::Boolean(Boolean), "是", "true");
    check(&FieldKind::Boolean(Boolean), "NO", "false");
    check(&FieldKind::Boolean(Boolean), "也许", "rules.field.not_a_truth");
}

#[test]
fn codes_units_and_organisations() {
    for text in ["420106", "武昌区", "Wuchang", "420106 武昌区"] {
        check(&kinds()[11], text, "420106");
    }
    check(&kinds()[11], "武昌", "rules.field.unknown_meant");
    check(&FieldKind::Code(Code { list: "gone".to_owned() }), "x", "rules.field.no_list");
    check(&kinds()[12], "武昌区", "wuchang");
    check(&kinds()[13], "武汉市科学技术局", "kjj");
    check(&kinds()[13], "kjj", "kjj");
    check(&kinds()[13], "市科枝局", "rules.field.unknown_meant");
    check(&kinds()[13], "某某公司", "rules.field.unknown_organisation");
    let several = &FieldKind::Organisation(Organisation { several: true });
    check(several, "东湖高新区、市科技局；kjj", "dhgx,kjj");
    check(several, "东湖高新区、市科枝局", "rules.field.unknown_meant");
}

#[test]
fn identities_are_checked_and_masked() {
    check(&kinds()[14], "91420100MA4K00000Q", "91420100MA4K00000Q");
    check(&kinds()[14], "91420100MA4K00000R", "rules.identity.check");
    let (world, person) = (World::new(), &kinds()[15]);
    let context = world.context(Language::Chinese);
    let number = Raw::Text("11010519491231002x".to_owned());
    let kept = person.read(1, &number, &context).unwrap().unwrap();
    assert_eq!(kept, Scalar::Text("11010519491231002X".to_owned()));
    assert!(!person.show(1, &kept, &context).contains("19491231"));
    let cells = person.cells("expert");
    assert_eq!(cells.iter().map(|cell| cell.key.as_str()).collect::<Vec<_>>(), ["expert_name", "expert_identity"]);
    assert_eq!(cells[1].column, Column::Sealed);
    check(&kinds()[22], "a.pdf", "rules.field.files_apart");
    check(&kinds()[24], "5", "rules.field.computed");
    assert_eq!(kinds()[24].column(0), Column::Scaled(2));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_text_makes_a_kind_panic(text in "\\PC*", tail in ".*", number in any::<i128>()) {
        let world = World::new();
        let context = world.context(Language::English);
        let number = Decimal::try_from_i128_with_scale(number >> 40, 20).unwrap();
        for kind in kinds() {
            for part in 0..kind.parts().len() {
                for raw in [text.clone(), tail.clone(), format!("12{text}"), format!("2023年{tail}")] {
                    let _ = kind.read(part, &Raw::List(vec![raw.clone()]), &context);
                    let _ = kind.read(part, &Raw::Text(raw), &context);
                }
                let _ = kind.read(part, &Raw::Number(number), &context);
                let _ = kind.show(part, &Scalar::Text(text.clone()), &context);
                let _ = kind.show(part, &Scalar::Number(number), &context);
            }
        }
    }

    #[test]
    fn what_is_shown_is_read_again(units in -9_000_000_000_000_i64..9_000_000_000_000, english in any::<bool>(), days in 0..70_000_i64) {
        let world = World::new();
        let context = world.context(if english { Language::English } else { Language::Chinese });
        for kind in kinds() {
            let Column::Scaled(scale) = kind.column(0) else { continue };
            let kept = Scalar::Number(Decimal::new(if matches!(kind, FieldKind::Money(_)) { units.abs() } else { units }, scale).normalize());
            if !matches!(kind, FieldKind::Computed(_)) {
                prop_assert_eq!(kind.read(0, &Raw::Text(kind.show(0, &kept, &context)), &context), Ok(Some(kept)));
            }
        }
        let (year, rest) = (1800 + i16::try_from(days / 186).unwrap(), days % 186);
        let day = Day::new(year, i8::try_from(rest / 28 % 12 + 1).unwrap(), i8::try_from(rest % 28 + 1).unwrap()).unwrap();
        let shown = FieldKind::Date(Date).show(0, &Scalar::Day(day), &context);
        prop_assert_eq!(FieldKind::Date(Date).read(0, &Raw::Text(shown), &context), Ok(Some(Scalar::Day(day))));
        for pick in 1..8_usize {
            let codes = alternatives().iter().enumerate().filter(|(at, _)| pick >> at & 1 == 1).map(|(_, one)| one.code.clone()).collect();
            let (kind, kept) = (&kinds()[10], Scalar::List(codes));
            prop_assert_eq!(kind.read(0, &Raw::Text(kind.show(0, &kept, &context)), &context), Ok(Some(kept)));
        }
    }
}
