//! What expressions may say, what they give, and that no text and no entry breaks them.

use super::limits::{LENGTH_MAX, LINKS_MAX, NESTING_MAX};
use super::*;
use base::{Day, Decimal, Language};
use proptest::prelude::*;

fn known() -> BTreeMap<String, Field> {
    let line = [
        ("amount", Field::required(ValueKind::Number)),
        ("share", Field::optional(ValueKind::Number)),
        ("name", Field::required(ValueKind::Text)),
    ];
    let line: BTreeMap<String, Field> = line.map(|(name, field)| (name.to_owned(), field)).into();
    [
        ("amount", Field::required(ValueKind::Number)),
        ("state", Field::required(ValueKind::Text)),
        ("open", Field::required(ValueKind::Truth)),
        ("from", Field::required(ValueKind::Day)),
        ("until", Field::optional(ValueKind::Day)),
        ("invested", Field::optional(ValueKind::Number)),
        ("tags", Field::required(ValueKind::List(Box::new(ValueKind::Text)))),
        ("lines", Field::required(ValueKind::rows(line))),
    ]
    .map(|(name, field)| (name.to_owned(), field))
    .into()
}

fn line(amount: &str, share: Option<&str>) -> Value {
    let mut fields = BTreeMap::from([
        ("amount".to_owned(), Value::Number(amount.parse().unwrap())),
        ("name".to_owned(), Value::from("甲")),
    ]);
    fields.extend(share.map(|share| ("share".to_owned(), Value::Number(share.parse().unwrap()))));
    Value::Row(fields)
}

fn entry(name: &str) -> Option<Value> {
    Some(match name {
        "amount" => Value::Number("250000.10".parse().unwrap()),
        "state" => "在办".into(),
        "open" => true.into(),
        "from" => Day::new(2023, 1, 31).unwrap().into(),
        "tags" => Value::List(vec!["芯片".into(), "光电".into()]),
        "lines" => Value::List(vec![line("100.5", Some("0.4")), line("99.5", None)]),
        _ => return None,
    })
}

fn value(source: &str) -> String {
    match check(source, &known()) {
        Ok(expression) => match expression.evaluate(&entry) {
            Ok(value) => value.to_string(),
            Err(sentence) => sentence.code.replace("rules.expression.", "! "),
        },
        Err(faults) => {
            let codes: Vec<String> = faults.into_iter().map(|one| one.code.replace("rules.expression.", "")).collect();
            format!("refused: {}", codes.join(" "))
        }
    }
}

#[track_caller]
fn all(cases: &[(&str, &str)]) {
    for (source, expected) in cases {
        assert_eq!(value(source), *expected, "{source}");
    }
}

#[test]
fn every_number_is_a_decimal_on_whichever_side_it_stands() {
    all(&[
        ("entry.amount > 100000", "true"),
        ("100000 < entry.amount", "true"),
        ("0.1 + 0.2 == 0.3", "true"),
        ("entry.amount + 1.5", "250001.6"),
        ("entry.amount / 4 * 4 == entry.amount", "true"),
        ("7 / 2", "3.5"),
        ("7 % 2", "1"),
        ("-entry.amount", "-250000.1"),
        ("round(2.345, 2)", "2.35"),
        ("round(-2.5, 0)", "-3"),
        ("min(3, 2) + max(3, 2)", "5"),
        ("999999999999999 + 1", "1000000000000000"),
    ]);
}

#[test]
fn texts_days_and_lists_are_compared() {
    all(&[
        ("entry.state == '在办'", "true"),
        ("entry.state in ['在办', '逾期']", "true"),
        ("'光电' in entry.tags && !('农业' in entry.tags)", "true"),
        ("entry.state.startsWith('在') && entry.state.endsWith('办') && 'abc'.contains('b')", "true"),
        ("size(entry.state) == 2 && entry.tags.size() == 2", "true"),
        ("entry.state + '中'", "在办中"),
        ("entry.from < day('2023-02-01')", "true"),
        ("days_between(entry.from, day('2023-03-01'))", "29"),
        ("add_months(entry.from, 1)", "2023-02-28"),
        ("add_days(entry.from, -31)", "2022-12-31"),
        ("year(entry.from) * 100 + month(entry.from)", "202301"),
        ("entry.open ? entry.from : day('2023-12-31')", "2023-01-31"),
    ]);
}

#[test]
fn child_rows_are_counted_summed_and_asked() {
    all(&[
        ("size(entry.lines)", "2"),
        ("sum(entry.lines, 'amount')", "200"),
        ("sum(entry.lines.map(line, line.amount * 2))", "400"),
        ("entry.lines.all(line, line.amount > 99)", "true"),
        ("entry.lines.exists(line, line.amount > 100)", "true"),
        ("entry.lines.exists_one(line, line.amount > 99)", "false"),
        ("size(entry.lines.filter(line, line.amount > 100))", "1"),
        ("sum(entry.lines.map(line, has(line.share), line.share))", "0.4"),
        ("entry.lines.all(line, !has(line.share) || line.share <= 0.5)", "true"),
        ("entry.tags.exists(tag, tag == '芯片')", "true"),
        ("[1, 2, 3].all(one, [4, 5].all(other, one < other))", "true"),
    ]);
}

#[test]
fn a_field_that_may_be_empty_is_read_behind_has_only() {
    all(&[
        ("entry.invested > 3", "refused: needs_has"),
        ("has(entry.invested) && entry.invested > 3", "false"),
        ("!has(entry.invested) || entry.invested > 3", "true"),
        ("has(entry.invested) ? entry.invested : 0", "0"),
        ("!has(entry.invested) ? 0 : entry.invested", "0"),
        ("entry.invested > 3 && has(entry.invested)", "refused: needs_has"),
        ("has(entry.invested) || entry.invested > 3", "refused: needs_has"),
        ("(has(entry.invested) || entry.open) && entry.invested > 3", "refused: needs_has"),
        ("has(entry.invested) && has(entry.until) && entry.invested > 3 && entry.until > entry.from", "false"),
        ("!(!has(entry.invested) || entry.open) && entry.invested > 3", "false"),
        ("entry.lines.all(line, line.share <= 0.5)", "refused: needs_has"),
        ("sum(entry.lines, 'share')", "refused: sum_of_optional"),
        ("entry.invested == null", "refused: needs_has null"),
    ]);
}

#[test]
fn what_is_wrong_is_said_and_all_of_it_at_once() {
    all(&[
        ("", "refused: empty"),
        ("entry.amuont > 3 && entry.nothing", "refused: unknown_field_near unknown_field"),
        ("amount > 3", "refused: unknown_name"),
        ("entry.amount > '3'", "refused: want_order"),
        ("entry.amount == '3'", "refused: same_kind"),
        ("entry.state < 'b'", "refused: want_order"),
        ("entry.amount && entry.open", "refused: want_truth"),
        ("entry.state - 1", "refused: want_number"),
        ("3 in ['a']", "refused: want_list"),
        ("entry.amount in 3", "refused: want_list"),
        ("[1, 'a']", "refused: same_kind"),
        ("[]", "refused: empty_list"),
        ("has(3)", "refused: has_argument"),
        ("matches(entry.state, '.*')", "refused: unknown_function"),
        ("timestamp('2023-01-01T00:00:00Z')", "refused: unknown_function"),
        ("entry.tags[0]", "refused: unknown_function"),
        ("round(1)", "refused: arguments"),
        ("day(entry.state)", "refused: arguments"),
        ("day('2023-02-30')", "refused: not_a_day"),
        ("entry.lines.all(entry, true)", "refused: shadow"),
        ("entry.lines.all(line, entry.lines.all(line, true))", "refused: shadow"),
        ("entry.amount.share", "refused: no_fields"),
        ("entry.open ? 1 : 'a'", "refused: same_kind"),
        ("entry.金额 > 3", "refused: letter"),
        ("entry.amount >", "refused: syntax"),
        ("{'a': 1}", "refused: letter"),
        ("1e9", "refused: number_literal"),
        ("0x1F", "refused: number_literal"),
        ("1.", "refused: number_literal"),
        ("1234567890.123456", "refused: number_literal"),
        ("'''a'''", "refused: text_literal"),
        ("r'a'", "refused: text_literal"),
        ("'a", "refused: text_literal"),
    ]);
    let faults = check("entry.amuont > 3", &known()).unwrap_err();
    assert_eq!(faults[0].render(Language::Chinese), "没有字段“entry.amuont”，是不是“amount”？");
}

#[test]
fn what_cannot_be_computed_is_a_sentence() {
    all(&[
        ("1 / (entry.amount - entry.amount)", "! division_by_zero"),
        ("1 % 0", "! division_by_zero"),
        ("999999999999999 * 999999999999999 * 999999999999999", "! overflow"),
        ("add_days(entry.from, 999999999)", "! overflow"),
        ("add_days(entry.from, 0.5)", "! overflow"),
        ("false && 1 / 0 == 1", "false"),
    ]);
    // A caller that breaks its promise is told, and nothing is guessed.
    let expression = check("entry.amount > 3", &known()).unwrap();
    assert_eq!(expression.holds(&|_| None).unwrap_err().code, "rules.expression.missing");
    assert_eq!(expression.holds(&|_| Some("3".into())).unwrap_err().code, "rules.expression.other_kind");
    let equal = check("entry.amount == 3", &known()).unwrap();
    assert_eq!(equal.holds(&|_| Some("3".into())).unwrap_err().code, "rules.expression.other_kind");
    assert_eq!(check("entry.amount", &known()).unwrap().holds(&entry).unwrap_err().code, "rules.expression.want_truth");
}

#[test]
fn long_lists_inside_each_other_come_to_an_end() {
    let nested = check("entry.tags.all(a, entry.tags.all(b, entry.tags.all(c, a != '' || b == c)))", &known()).unwrap();
    let many = |_: &str| Some(Value::List(vec!["x".into(); 1_000]));
    assert_eq!(nested.evaluate(&many).unwrap_err().code, "rules.expression.too_much_work");
}

#[test]
fn depth_and_length_are_refused_before_they_are_parsed() {
    let deep = format!("{}1{}", "(".repeat(NESTING_MAX + 1), ")".repeat(NESTING_MAX + 1));
    all(&[(&deep, "refused: too_deep"), (&"[".repeat(100_000), "refused: too_long")]);
    all(&[(&"!".repeat(LINKS_MAX + 1), "refused: too_many"), (&"1".repeat(LENGTH_MAX + 1), "refused: too_long")]);
}

#[test]
fn the_deepest_that_is_taken_fits_a_small_stack() {
    let open = "(".repeat(NESTING_MAX);
    let close = ")".repeat(NESTING_MAX);
    let sources = [
        format!("{open}1{close} == 1"),
        format!("{open}1{}{close} < 1", "-1".repeat(LINKS_MAX - 1)),
        format!("{open}{}true{close}", "!".repeat(LINKS_MAX)),
        format!("{open}{}1{close} == 1", "true ? 1 : ".repeat(LINKS_MAX / 2 - 1)),
        format!("entry.open{}", " && entry.open".repeat(LINKS_MAX / 3 - 1)),
        format!("entry{}", ".a".repeat(LINKS_MAX)),
        format!("{}true", "[1].all(a, ".repeat(NESTING_MAX)),
    ];
    // Half of what a thread of the server has, in a build without optimisation.
    let run = move || sources.iter().map(|source| check(source, &known()).is_ok()).collect::<Vec<bool>>();
    let taken = std::thread::Builder::new().stack_size(1 << 20).spawn(run).unwrap().join().unwrap();
    assert_eq!(taken, [true, true, true, true, true, false, false]);
}

#[test]
fn an_expression_knows_its_fields_and_its_kind() {
    let expression = check("entry.open && sum(entry.lines, 'amount') > entry.amount", &known()).unwrap();
    assert_eq!(expression.fields(), ["amount", "lines", "open"]);
    assert_eq!(expression.kind(), &ValueKind::Truth);
    assert_eq!(expression.source(), "entry.open && sum(entry.lines, 'amount') > entry.amount");
}

/// Pieces from which sources are made that come further than random letters do.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        "entry\\.(amount|state|open|invested|tags|lines|from|x)",
        "[0-9]{1,3}(\\.[0-9]{1,2})?",
        "'[a-z汉]{0,3}'",
        Just("has(entry.invested)".to_owned()),
        Just("entry.lines.all(l, l.amount > 1)".to_owned()),
        "( && | \\|\\| | == | != | < | >= | \\+ | - | \\* | / | % | in | \\? | : |!|\\(|\\)|\\[|\\]|,|\\.)",
        "(size|sum|min|day|year|all|exists|map|filter)\\(",
    ]
}

proptest! {
    #[test]
    fn no_text_breaks_the_checker(source in ".*", bytes in prop::collection::vec(any::<u8>(), 0..80)) {
        let _ = check(&source, &known());
        let _ = check(&String::from_utf8_lossy(&bytes), &known());
    }

    #[test]
    fn no_likely_text_breaks_the_checker_or_the_evaluation(pieces in prop::collection::vec(piece(), 1..12)) {
        if let Ok(expression) = check(&pieces.concat(), &known()) {
            let _ = expression.evaluate(&entry);
            let _ = expression.evaluate(&|_| None);
            let _ = expression.evaluate(&|_| Some(Value::Number(Decimal::MAX)));
        }
    }

    #[test]
    fn reckoning_agrees_with_decimals(one in -1_000_000_i64..1_000_000, other in 1_i64..1_000_000) {
        let known = ["a", "b"].map(|name| (name.to_owned(), Field::required(ValueKind::Number))).into();
        let (a, b) = (Decimal::new(one, 3), Decimal::new(other, 2));
        let row = |name: &str| Some(Value::Number(if name == "a" { a } else { b }));
        let value = |source: &str| check(source, &known).unwrap().evaluate(&row).unwrap();
        prop_assert_eq!(value("entry.a + entry.b"), Value::Number(a + b));
        prop_assert_eq!(value("entry.a * entry.b - entry.b"), Value::Number(a * b - b));
        prop_assert_eq!(value("entry.a / entry.b"), Value::Number(a / b));
        prop_assert_eq!(value("entry.a < entry.b"), Value::Truth(a < b));
    }
}
