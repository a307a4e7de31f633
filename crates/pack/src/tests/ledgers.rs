//! Ledger files: each fault is told at its line, many at once, and the schema for editors knows what the reader knows.

use super::{print, small_pack, small_reading};
use crate::load::load_with;
use base::{Day, Language, catalogue_text};
use rules::field::{FieldKind, Raw};
use rules::ledger::facts::Facts;
use rules::ledger::{Expressions, Ledger, Obstacle, Place, Who, summary};
use std::collections::BTreeMap;

const LEDGER: &str = "ledgers/contract.toml";
const CODES: &str = "codes/district.csv";

fn files() -> BTreeMap<String, String> {
    let mut files = small_pack();
    files.insert(LEDGER.to_owned(), include_str!("small/ledger.toml").to_owned());
    files.insert(
        CODES.to_owned(),
        "code,name,name_en\n420106,武昌区,Wuchang\n420111,洪山区,\"Hongshan, south\"\n".to_owned(),
    );
    files
}

fn ledger() -> Ledger {
    load_with(&files(), &|_| small_reading()).0.unwrap().ledgers.remove(0)
}

/// Replaces stretches of a file and compares what is said; every sentence has words and every remark a line.
#[track_caller]
fn check(file: &str, edits: &[(&str, &str)], expected: &[&str]) {
    let mut files = files();
    let text = files.get_mut(file).unwrap();
    for (was, becomes) in edits {
        assert_eq!(text.matches(was).count(), 1, "{file} holds {was:?} once");
        *text = text.replace(was, becomes);
    }
    let (pack, diagnostics) = load_with(&files, &|_| small_reading());
    assert_eq!(print(&files, &diagnostics), expected, "{diagnostics:#?}");
    assert_eq!(pack.is_none(), !diagnostics.is_empty());
    for one in &diagnostics {
        assert!(one.span.is_some(), "{one:?} points into the file");
        for sentence in std::iter::once(&one.sentence).chain(&one.hint) {
            for language in [Language::Chinese, Language::English] {
                assert!(catalogue_text(language, &sentence.code).is_some(), "{} has words", sentence.code);
                assert!(!sentence.render(language).contains('{'), "{} is complete", sentence.code);
            }
        }
    }
}

#[track_caller]
fn check_one(was: &str, becomes: &str, expected: &[&str]) {
    let expected: Vec<String> = expected.iter().map(|one| format!("{LEDGER}:{one}")).collect();
    check(LEDGER, &[(was, becomes)], &expected.iter().map(String::as_str).collect::<Vec<_>>());
}

#[test]
fn a_sound_ledger_is_silent() {
    check(LEDGER, &[], &[]);
    let ledger = ledger();
    let keys: Vec<String> = ledger.cells().into_iter().map(|(_, cell)| cell.key).collect();
    let expected = ["number", "seller_code", "seller_name", "sort", "total", "signed", "place", "share", "copy"];
    assert_eq!(keys, expected);
}

#[test]
fn keys_and_kinds() {
    check_one("natural_key =", "natural_keys =", &["1 rules.ledger.no_natural_key", "8 pack.unknown_key"]);
    check_one("code = \"contract\"", "code = \"contracts\"", &["1 pack.ledger_code"]);
    check_one("kind = \"money\"\nname = \"总额\"", "kind = \"monney\"\nname = \"总额\"", &["49 pack.unknown_choice"]);
    check_one("list = \"district\"", "list = \"distrikt\"", &["69 pack.unknown_list"]);
    check_one("list = \"district\"", "list = \"district\"\nmax = 5", &["70 pack.unknown_key"]);
    check_one("shown = \"wan\"", "shown = \"mu\"", &["53 pack.unknown_choice"]);
    check_one("owner = \"kjj\"", "owner = \"kj\"", &["6 pack.unknown_organisation"]);
    check_one("[\"district\"]", "[\"distrikt\"]", &["7 rules.ledger.unknown_keeper"]);
    check_one("scale = 1", "scale = 9", &["79 pack.out_of_range"]);
    check_one("required = true\nsortable = true", "required = \"yes\"", &["24 pack.want_truth"]);
    check_one(
        "[\"reporter@keeper\"]\n\n[[life_cycle.state]]",
        "[\"reporter\"]\n\n[[life_cycle.state]]",
        &["111 pack.bad_who"],
    );
}

#[test]
fn cells_point_to_cells() {
    check_one("natural_key = [\"number\"]", "natural_key = [\"nummer\"]", &["8 rules.ledger.unknown_cell"]);
    check_one("natural_key = [\"number\"]", "natural_key = [\"copy\"]", &["8 rules.ledger.cell_unfit"]);
    check_one("title = \"number\"", "title = \"seller\"", &["9 rules.ledger.unknown_cell"]);
    check_one("subject = \"seller\"", "subject = \"number\"", &["10 rules.ledger.not_a_subject"]);
    check_one("event_day = \"signed\"", "event_day = \"total\"", &["11 rules.ledger.cell_unfit"]);
    check_one(
        "code = \"sort\"\nsection = \"basics\"",
        "code = \"order\"\nsection = \"basic\"",
        &["36 rules.ledger.keyword", "37 rules.ledger.unknown_section"],
    );
    check_one("code = \"sort\"", "code = \"seller_code\"", &["36 rules.ledger.cell_taken"]);
    check_one("code = \"sort\"", "code = \"Sort\"", &["36 rules.ledger.bad_code"]);
    check_one("code = \"ZX\"", "code = \"kf\"", &["43 rules.ledger.duplicate_choice"]);
    check_one("max = 20", "max = 0", &["93 rules.ledger.line_limits"]);
    check_one("min = 0", "min = 9\nmax = 1", &["55 rules.ledger.limits_reversed"]);
    check_one("cells = [\"seller_code\"", "cells = [\"seller_cod\"", &["188 rules.ledger.unknown_cell"]);
    check_one("formula = \"entry.total / 100\"", "formula = \"entry.sort\"", &["77 rules.ledger.other_result"]);
    check_one("formula = \"entry.total / 100\"", "formula = \"entry.share\"", &["77 rules.expression.unknown_field"]);
}

#[test]
fn lives_can_be_led() {
    check_one("initial = \"draft\"", "initial = \"drafts\"", &["104 rules.ledger.unknown_state"]);
    check_one("initial = \"draft\"", "initial = \"submitted\"", &["104 rules.ledger.initial_not_draft"]);
    check_one(
        "from = [\"counted\"]",
        "from = [\"countd\"]",
        &["127 rules.ledger.unreachable", "179 rules.ledger.unknown_state"],
    );
    check_one("to = [\"draft\"]", "to = [\"counted\"]", &["161 rules.ledger.not_earlier"]);
    check_one("days = 5", "days = 0", &["118 rules.ledger.clock_of_no_days"]);
    check_one("extension = 5", "extension = 0", &["170 rules.ledger.no_extension"]);
    check_one(
        "to = [\"revoked\"]\nwho = [\"verifier@owner\"]\nreason = true",
        "to = [\"counted\"]\nwho = [\"verifer@owner\"]",
        &[
            "127 rules.ledger.unreachable",
            "174 rules.ledger.needs_reason",
            "180 rules.ledger.revoke_target",
            "181 rules.ledger.unknown_role",
        ],
    );
    // A role that has no right to it would never use what the file gives it.
    check_one(
        "editors = [\"reporter@keeper\"]",
        "editors = [\"leader@office\"]",
        &["111 rules.ledger.role_never_writes"],
    );
    check_one(
        "to = [\"counted\"]\nwho = [\"verifier@owner\"]",
        "to = [\"counted\"]\nwho = [\"audit_admin@owner\"]",
        &["153 rules.ledger.role_never_moves"],
    );
    check_one("evidence = [\"copy\"]", "evidence = [\"number\"]", &["144 rules.ledger.unknown_evidence"]);
    check_one(
        "guard_says_en = \"Receipts exceed the total.\"\n",
        "",
        &["133 pack.missing_key", "141 rules.ledger.guard_says"],
    );
    check_one(
        "'received') <= entry.total",
        "'recieved') <= entry.signed",
        &["141 rules.expression.unknown_field_near", "141 rules.expression.needs_has"],
    );
    check_one(
        "sum(lines.receipts, 'received') <= entry.total",
        "lines.receipt.size()",
        &["141 rules.expression.unknown_field"],
    );
    check_one(
        "kind = \"extend\"",
        "kind = \"countersign\"",
        &["165 rules.ledger.move_targets", "165 rules.ledger.countersign_without_signers"],
    );
    check_one(
        "kind = \"extend\"",
        "kind = \"automatic\"",
        &[
            "165 rules.ledger.move_targets",
            "165 rules.ledger.automatic_without_after",
            "171 rules.ledger.automatic_with_who",
        ],
    );
    check_one(
        "from = [\"submitted\"]\nto = [\"counted\"]",
        "from = [\"draft\"]\nto = [\"counted\"]\nafter = \"signed\"",
        &["153 rules.ledger.only_for"],
    );
}

#[test]
fn many_faults_are_told_at_once() {
    let edits = [
        ("owner = \"kjj\"", "owner = \"xx\"\nowners = 1"),
        ("title = \"number\"", "title = \"titel\""),
        ("shown = \"wan\"", "show = \"wan\""),
        ("list = \"district\"", "list = \"nowhere\""),
        ("initial = \"draft\"", "initial = 5"),
        ("to = [\"draft\"]", "to = [\"gone\"]"),
        ("days = 5", "days = -1"),
    ];
    let expected = [
        "6 pack.unknown_organisation",
        "7 pack.unknown_key",
        "10 rules.ledger.unknown_cell",
        "54 pack.unknown_key",
        "70 pack.unknown_list",
        "105 pack.want_text",
        "119 pack.out_of_range",
        "162 rules.ledger.unknown_state",
    ];
    let expected: Vec<String> = expected.iter().map(|one| format!("{LEDGER}:{one}")).collect();
    check(LEDGER, &edits, &expected.iter().map(String::as_str).collect::<Vec<_>>());
}

#[test]
fn code_lists() {
    check(CODES, &[("code,name,name_en", "code,name")], &["codes/district.csv:1 pack.codes_heading"]);
    check(CODES, &[("420106,武昌区,Wuchang", "420106,武昌区")], &["codes/district.csv:2 pack.codes_line"]);
    check(CODES, &[("420111", "420106")], &["codes/district.csv:3 pack.duplicate_code"]);
    check(CODES, &[("武昌区", " ")], &["codes/district.csv:2 pack.codes_empty"]);
}

#[test]
fn entries_move_as_the_file_says() {
    let ledger = ledger();
    let life = &ledger.life_cycle;
    let holds = |who: &[Who], role: &str, place| who.iter().any(|one| one.role == role && one.place == place);
    let open = |state: &str, role: &str, place| {
        let open = life.moves_by_hand(state).filter(|one| holds(&one.who, role, place));
        open.map(|one| one.code.clone()).collect::<Vec<_>>()
    };
    assert_eq!(open("draft", "reporter", Place::Keeper), ["submit"]);
    assert!(open("draft", "reporter", Place::Owner).is_empty());
    assert_eq!(open("submitted", "verifier", Place::Owner), ["accept", "send_back", "prolong"]);
    assert!(holds(&life.state("draft").unwrap().editors, "reporter", Place::Keeper));
    assert!(!holds(&life.state("counted").unwrap().editors, "reporter", Place::Keeper));
    let find = |code: &str| life.find_move(code).unwrap();
    assert_eq!(life.targets(find("prolong"), "submitted"), ["submitted"]);
    assert_eq!(life.targets(find("send_back"), "submitted"), ["draft"]);

    let number = |text: &str| rules::field::Scalar::Number(text.parse().unwrap());
    let expressions = Expressions::new(&ledger, [life]);
    let mut facts = Facts::default();
    let against = |facts: &Facts| expressions.obstacles(&ledger, life.version, find("submit"), facts);
    let papers = |facts: &Facts| {
        let mut against = against(facts);
        against.retain(|one| matches!(one, Obstacle::File(_) | Obstacle::Guard(_)));
        against
            .iter()
            .map(|one| summary(&ledger, std::slice::from_ref(one), Language::English).unwrap())
            .collect::<Vec<_>>()
    };
    let codes = |facts: &Facts| papers(facts).into_iter().map(|one| one.render(Language::English)).collect::<Vec<_>>();
    assert_eq!(codes(&facts), ["Still missing: Copy.", "This cannot be done yet: Receipts exceed the total."]);
    facts.files.insert("copy".to_owned(), 1);
    facts.cells.insert("total".to_owned(), number("14505000"));
    let line = |amount| BTreeMap::from([("received".to_owned(), number(amount))]);
    facts.lines.insert("receipts".to_owned(), vec![line("14505000"), line("1")]);
    assert_eq!(codes(&facts).len(), 1);
    facts.lines.insert("receipts".to_owned(), vec![line("14505000")]);
    assert!(codes(&facts).is_empty());
    expressions.compute(&ledger, &mut facts);
    assert_eq!(facts.cells.get("share"), Some(&number("145050")));
    let missing = against(&facts).iter().filter_map(Obstacle::path).collect::<Vec<_>>();
    assert_eq!(missing, ["values.number", "values.seller_code", "values.seller_name"]);
    let said = summary(&ledger, &against(&facts), Language::English).unwrap();
    assert_eq!(said.render(Language::English), "Still missing: Number, Seller.");
    facts.lines.insert("receipts".to_owned(), vec![BTreeMap::new()]);
    facts.weights = vec![60, 30];
    let said = |language| summary(&ledger, &against(&facts)[..4], language).unwrap().render(language);
    assert_eq!(said(Language::Chinese), "请先补齐：编号、卖方、收款·金额。");
    assert_eq!(against(&facts).iter().filter_map(Obstacle::path).next_back().unwrap(), "milestones");
    assert_eq!(life.due_by_itself("submitted", &facts.cells, Day::new(2023, 1, 1).unwrap()), None);
}

#[test]
fn the_schema_knows_every_key_and_kind() {
    let schema = crate::ledger_schema();
    // One field of each kind, so that no kind is in the list and not in the reader.
    let kinds = &schema["properties"]["field"]["items"]["properties"]["kind"]["enum"];
    assert_eq!(kinds.as_array().unwrap().len(), FieldKind::CODES.len());
    for kind in FieldKind::CODES {
        let mut files = files();
        let extra = match *kind {
            "choice" | "multi_choice" => "choices = [{ code = \"a\", name = \"甲\", name_en = \"A\" }]",
            "code" => "list = \"district\"",
            "reference" => "ledger = \"contract\"",
            "computed" => "formula = \"entry.total\"\nresult = \"money\"",
            _ => "",
        };
        let field = format!(
            "[[field]]\ncode = \"extra\"\nsection = \"basics\"\nkind = \"{kind}\"\nname = \"另\"\nname_en = \"Extra\"\n{extra}\n\n[[lines]]"
        );
        let text = files.get_mut(LEDGER).unwrap();
        *text = text.replacen("[[lines]]", &field, 1);
        let (pack, diagnostics) = load_with(&files, &|_| small_reading());
        let ledger = pack.unwrap_or_else(|| panic!("{kind}: {diagnostics:#?}")).ledgers.remove(0);
        assert_eq!(ledger.field("extra").unwrap().kind.code(), *kind);
    }
}

/// Every file of the first city holds only what its schema allows.
#[test]
fn the_real_ledgers_keep_to_the_schema() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs/wuhan/ledgers");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let value: toml::Value = std::fs::read_to_string(&path).unwrap().parse::<toml::Table>().unwrap().into();
        fits(&value, &crate::ledger_schema(), &path.display().to_string());
        count += 1;
    }
    assert!(count >= 10, "the ten ledgers are here");
}

/// As much of JSON Schema as ours uses.
#[track_caller]
pub(super) fn fits(value: &toml::Value, schema: &serde_json::Value, place: &str) {
    if let Some(words) = schema["enum"].as_array() {
        return assert!(words.iter().any(|word| word.as_str() == value.as_str()), "{place}: {value}");
    }
    match schema["type"].as_str().unwrap() {
        "object" => {
            let table = value.as_table().unwrap_or_else(|| panic!("{place} is a table"));
            let required = schema["required"].as_array().cloned().unwrap_or_default();
            for key in &required {
                assert!(table.contains_key(key.as_str().unwrap()), "{place} lacks {key}");
            }
            for (key, inner) in table {
                let known = &schema["properties"][key];
                let known = if known.is_null() { &schema["additionalProperties"] } else { known };
                assert!(known.is_object(), "{place}.{key} is not in the schema");
                fits(inner, known, &format!("{place}.{key}"));
            }
        }
        "array" => {
            let array = value.as_array().unwrap_or_else(|| panic!("{place} is a list"));
            array.iter().for_each(|one| fits(one, &schema["items"], place));
        }
        "string" => assert!(value.as_str().is_some_and(|text| !text.is_empty()), "{place}"),
        "boolean" => assert!(value.is_bool(), "{place}"),
        "integer" => assert!(value.is_integer(), "{place}"),
        "number" => assert!(value.is_integer() || value.is_float(), "{place}"),
        other => panic!("{other} is not a type that our schema uses"),
    }
}

#[test]
fn values_go_through_the_fields_of_a_file() {
    let (ledger, nobody) = (ledger(), BTreeMap::new());
    let lists = BTreeMap::new();
    let context = rules::field::Context {
        lists: &lists,
        organisations: &nobody,
        organisation_names: &nobody,
        units: &nobody,
        language: Language::Chinese,
    };
    let read = |key: &str, text: &str| {
        let (field, cell) = ledger.cell(key).unwrap();
        let value = field.kind.read(cell.part, &Raw::Text(text.to_owned()), &context).unwrap().unwrap();
        field.kind.show(cell.part, &value, &context)
    };
    assert_eq!(read("total", "14505000"), "1,450.5 万元");
    assert_eq!(read("seller_code", "91420100ma4k00000q"), "91420100MA4K00000Q");
}
