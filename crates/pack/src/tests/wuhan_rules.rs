//! The rules with figures that stand in the ledgers of Wuhan as guards, formulas and ways through a life, each by its name
//! with its cases: at the edge, and one step beyond it.

use super::wuhan::pack;
use rules::field::Scalar;
use rules::ledger::facts::Facts;
use rules::ledger::{Expressions, Ledger, MoveKind, Obstacle, Stage};
use std::collections::BTreeMap;

/// A ledger with some values that pass, to be changed case by case.
struct Case {
    ledger: Ledger,
    expressions: Expressions,
    values: Vec<(&'static str, &'static str)>,
}

fn case(code: &str, values: &[(&'static str, &'static str)]) -> Case {
    let ledger = pack().ledgers.into_iter().find(|ledger| ledger.code == code).unwrap();
    let expressions = Expressions::new(&ledger, [&ledger.life_cycle]);
    Case { ledger, expressions, values: values.to_vec() }
}

/// `true`, `2023-01-28`, `12.5`, `a|b` for several choices, or a text.
fn scalar(text: &str) -> Scalar {
    if let Ok(truth) = text.parse() {
        Scalar::Truth(truth)
    } else if let Ok(day) = text.parse() {
        Scalar::Day(day)
    } else if let Ok(number) = text.parse() {
        Scalar::Number(number)
    } else if text.contains('|') {
        Scalar::List(text.split('|').map(str::to_owned).collect())
    } else {
        Scalar::Text(text.to_owned())
    }
}

type Row<'a> = &'a [(&'a str, &'a str)];

fn cells(pairs: Row<'_>) -> BTreeMap<String, Scalar> {
    let filled = pairs.iter().filter(|(_, text)| !text.is_empty());
    filled.map(|(key, text)| ((*key).to_owned(), scalar(text))).collect()
}

impl Case {
    fn facts(&self, changes: Row<'_>, lines: &[(&str, &[Row<'_>])]) -> Facts {
        let mut facts = Facts { cells: cells(&self.values), ..Facts::default() };
        for (key, text) in changes {
            facts.cells.remove(*key);
            facts.cells.extend(cells(&[(key, text)]));
        }
        let rows = |rows: &[Row<'_>]| rows.iter().map(|row| cells(row)).collect();
        facts.lines = lines.iter().map(|(table, all)| ((*table).to_owned(), rows(all))).collect();
        facts
    }

    fn passes(&self, code: &str, facts: &Facts) -> bool {
        let life = &self.ledger.life_cycle;
        let one = life.find_move(code).unwrap_or_else(|| panic!("{code} is a move"));
        assert!(one.guard.is_some(), "{code} has a guard");
        let against = self.expressions.obstacles(&self.ledger, life.version, one, facts);
        !against.iter().any(|one| matches!(one, Obstacle::Guard(_)))
    }

    #[track_caller]
    fn check(&self, code: &str, changes: Row<'_>, expected: bool) {
        assert_eq!(self.passes(code, &self.facts(changes, &[])), expected, "{code} with {changes:?}");
    }
}

#[test]
fn sme_staff_part_of_0_is_a_veto_and_60_points_are_enough() {
    let sme =
        case("tech_sme", &[("staff", "100"), ("tech_staff", "10"), ("self_score", "60"), ("direct_entry", "false")]);
    sme.check("review", &[], true);
    sme.check("review", &[("self_score", "59")], false);
    sme.check("review", &[("staff", "1001"), ("tech_staff", "100"), ("self_score", "80")], false);
    sme.check("review", &[("direct_entry", "true"), ("self_score", ""), ("direct_grounds", "award|body")], true);
    sme.check("review", &[("direct_entry", "true"), ("self_score", "54")], false);
}

#[test]
fn sme_sizes_are_limits_that_are_included_at_submission() {
    let whole = ["resident", "audited_tax", "allowed_product", "no_breach", "not_blacklisted"].map(|key| (key, "true"));
    let sizes = [
        ("staff", "500"),
        ("sales", "200000000"),
        ("assets", "200000000"),
        ("tech_staff", "50"),
        ("research_choice", "sales"),
    ];
    let sme = case("tech_sme", &[whole.as_slice(), &sizes].concat());
    sme.check("submit", &[], true);
    for beyond in [("staff", "501"), ("sales", "200000000.01"), ("assets", "200000000.01"), ("tech_staff", "501")] {
        sme.check("submit", &[beyond], false);
    }
    for (key, _) in whole {
        sme.check("submit", &[(key, "false")], false);
    }
    sme.check("submit", &[("sales", "0")], false);
    sme.check("submit", &[("sales", "0"), ("research_choice", "costs")], true);
}

#[test]
fn high_tech_rd_share_follows_the_sales_of_the_last_year() {
    let high_tech = case(
        "high_tech",
        &[
            ("sales_3", "50000000"),
            ("sales_total", "100000000"),
            ("research_total", "5000000"),
            ("research_in_china", "3000000"),
            ("income_total", "100"),
            ("income_high_tech", "60"),
        ],
    );
    high_tech.check("review", &[], true);
    high_tech.check("review", &[("research_total", "4999999.99")], false);
    high_tech.check("review", &[("sales_3", "50000000.01"), ("research_total", "4000000")], true);
    high_tech.check("review", &[("sales_3", "200000000"), ("research_total", "3999999")], false);
    high_tech.check("review", &[("sales_3", "200000000.01"), ("research_total", "3000000")], true);
    high_tech.check("review", &[("sales_3", "200000000.01"), ("research_total", "2999999")], false);
    high_tech.check("review", &[("research_in_china", "2999999")], false);
    high_tech.check("review", &[("income_high_tech", "59.99")], false);
}

#[test]
fn high_tech_70_itself_fails_and_the_panel_has_its_shares() {
    let high_tech = case(
        "high_tech",
        &[
            ("score", "71"),
            ("experts", "5"),
            ("experts_technical", "3"),
            ("experts_finance", "1"),
            ("publicity_from", "2023-01-03"),
            ("publicity_until", "2023-01-17"),
        ],
    );
    high_tech.check("pass_experts", &[], true);
    for beyond in [("score", "70"), ("experts", "4"), ("experts_technical", "2"), ("experts_finance", "0")] {
        high_tech.check("pass_experts", &[beyond], false);
    }
}

#[test]
fn high_tech_certificate_is_valid_for_three_years_and_no_day_longer() {
    let days = [("issued_on", "2020-12-01"), ("valid_until", "2023-11-30")];
    let high_tech = case("high_tech", &[("certificate_no", "GR202042000001"), ("batch", "一"), days[0], days[1]]);
    high_tech.check("verify", &[], true);
    high_tech.check("verify", &[("valid_until", "2023-12-01")], false);
    high_tech.check("verify", &[("valid_until", "2023-11-29")], false);
    let facts = high_tech.facts(&[], &[]);
    let life = &high_tech.ledger.life_cycle;
    let runs_out = |state: &str, day: &str| {
        life.due_by_itself(state, &facts.cells, day.parse().unwrap()).map(|one| one.to.clone()).unwrap_or_default()
    };
    for state in ["counted", "updating", "renaming", "rechecking"] {
        assert!(runs_out(state, "2023-11-30").is_empty(), "{state}: the last day still counts");
        assert_eq!(runs_out(state, "2023-12-01"), ["expired"], "{state}");
    }
    assert!(runs_out("expired", "2023-12-01").is_empty());
}

#[test]
fn high_tech_two_yearly_reports_that_were_missed_cost_the_title() {
    let high_tech = case("high_tech", &[("revoked_from", "2023-06-01")]);
    let report = |filed: &'static str| [("filed", filed)];
    let (filed, missed) = (report("true"), report("false"));
    let passes =
        |rows: &[Row<'_>]| high_tech.passes("cancel_unreported", &high_tech.facts(&[], &[("yearly_reports", rows)]));
    assert!(!passes(&[&filed, &missed]));
    assert!(passes(&[&missed, &filed, &missed]));
}

#[test]
fn high_value_patent_is_an_invention_that_is_valid_and_at_home() {
    let patent = case(
        "high_value_patent",
        &[
            ("patent_kind", "FM"),
            ("domestic", "true"),
            ("legal_state", "valid"),
            ("applied_on", "2003-07-21"),
            ("granted_on", "2006-03-01"),
            ("counted_from", "2006-03-01"),
            ("fee_paid_until", "2023-07-21"),
            ("valid_until", "2023-07-21"),
        ],
    );
    patent.check("submit", &[], true);
    let wrong = [
        ("patent_kind", "SY"),
        ("patent_kind", "WG"),
        ("domestic", "false"),
        ("legal_state", "lapsed"),
        ("counted_from", "2006-02-28"),
        ("fee_paid_until", "2023-07-20"),
    ];
    for one in wrong {
        patent.check("submit", &[one], false);
    }
    // Twenty years from the filing are the end of it.
    patent.check("submit", &[("valid_until", "2023-07-22"), ("fee_paid_until", "2023-07-22")], false);
}

#[test]
fn high_value_patent_meets_one_of_five_kinds_and_is_counted_once() {
    let kinds = ["strategic", "overseas", "maintained", "pledged", "awarded"];
    let none = kinds.map(|kind| (kind, "false"));
    let patent = case("high_value_patent", &none);
    patent.check("review", &[], false);
    for kind in ["strategic", "overseas", "awarded"] {
        patent.check("review", &[(kind, "true")], true);
    }
    patent.check("review", &[("maintained", "true"), ("maintained_years", "10")], false);
    patent.check("review", &[("maintained", "true"), ("maintained_years", "11")], true);
    patent.check("review", &[("pledged", "true"), ("pledge_amount", "0")], false);
    patent.check("review", &[("pledged", "true"), ("pledge_amount", "0.01")], true);
    let mut facts = patent.facts(&[("strategic", "true"), ("awarded", "true")], &[]);
    patent.expressions.compute(&patent.ledger, &mut facts);
    assert_eq!(facts.cells.get("kinds_met"), Some(&scalar("2")));
    assert_eq!(patent.ledger.natural_key, ["patent_no"], "one patent is one entry, however many kinds it meets");
}

#[test]
fn contract_amounts_agree_and_open_ones_come_later() {
    let contract = case(
        "tech_contract",
        &[
            ("written", "true"),
            ("amount_open", "false"),
            ("total", "1200000"),
            ("non_technical", "200000"),
            ("technical", "1000000"),
            ("signed_on", "2023-01-16"),
            ("performed_until", "2023-01-16"),
        ],
    );
    contract.check("submit", &[], true);
    contract.check("submit", &[("technical", "1000000.01")], false);
    contract.check("submit", &[("written", "false")], false);
    contract.check("submit", &[("performed_until", "2023-01-15")], false);
    let open = [("amount_open", "true"), ("total", ""), ("technical", ""), ("non_technical", "")];
    contract.check("submit", &open, true);
    contract.check("review", &open, false);
    contract.check("set_aside", &open, true);
    contract.check("file_amount", &open, false);
    contract.check("file_amount", &[], true);
}

#[test]
fn contract_registration_needs_its_points_of_recognition() {
    let contract = case(
        "tech_contract",
        &[
            ("kind", "KF"),
            ("registration_no", "R1"),
            ("received_on", "2023-01-18"),
            ("registered_on", "2023-01-18"),
            ("development_points", "unknown|goal|novel|measure|accept"),
        ],
    );
    contract.check("register", &[], true);
    contract.check("register", &[("development_points", "unknown|goal|novel|measure")], false);
    contract.check("register", &[("registered_on", "2023-01-17")], false);
    for kind in ["ZR", "XK"] {
        contract.check("register", &[("kind", kind), ("transfer_points", "mastered|usable|owned")], true);
        contract.check("register", &[("kind", kind), ("transfer_points", "mastered|usable")], false);
    }
    for kind in ["ZX", "FW"] {
        contract.check("register", &[("kind", kind), ("development_points", "")], true);
    }
    contract.check("register", &[("carrier_sets", "2")], true);
    contract.check("register", &[("carrier_sets", "3")], false);
    contract.check("register", &[("carrier_sets", "3"), ("carrier_note", "试制批量")], true);
}

#[test]
fn contract_is_decided_within_30_days_of_the_calendar() {
    let contract = case("tech_contract", &[]);
    let clock = contract.ledger.life_cycle.state("accepted").unwrap().clock.unwrap();
    assert_eq!((clock.days, clock.working, clock.extension), (30, false, 0));
}

#[test]
fn carrier_enters_by_the_numbers_of_its_district() {
    let carrier = case(
        "incubator",
        &[("kind", "FH"), ("tenants", "10"), ("area", "2000"), ("tenure", "lease"), ("lease_years", "3")],
    );
    carrier.check("review", &[], true);
    for beyond in [("tenants", "9"), ("area", "1999.99"), ("lease_years", "2")] {
        carrier.check("review", &[beyond], false);
    }
    carrier.check("review", &[("tenure", "own"), ("lease_years", "")], true);
    let space = [("kind", "ZC"), ("area", "500"), ("desks", "20")];
    carrier.check("review", &space, true);
    carrier.check("review", &[space[0], space[1], ("desks", "19")], false);
    carrier.check("review", &[space[0], ("area", "499.99"), space[2]], false);
}

#[test]
fn tenant_is_at_most_24_months_old_when_it_enters_and_stays_48_or_60() {
    let figures = [
        ("tenant_area", "750"),
        ("area", "1000"),
        ("professional_staff", "8"),
        ("staff", "10"),
        ("financed", "1"),
        ("tenants", "10"),
    ];
    let carrier = case("incubator", &figures);
    let tenant = |moved_in: &'static str, months: &'static str, special: &'static str| {
        let row = [("founded_on", "2021-01-31"), ("moved_in", moved_in), ("stay_months", months), ("special", special)];
        let lines: &[(&str, &[Row<'_>])] = &[("estate_units", &[&[("line_area", "1000")]]), ("tenant_list", &[&row])];
        carrier.passes("submit", &carrier.facts(&[], lines))
    };
    assert!(tenant("2023-01-31", "48", "false"));
    assert!(!tenant("2023-02-01", "48", "false"));
    assert!(!tenant("2023-01-31", "49", "false"));
    assert!(tenant("2023-01-31", "60", "true"));
    assert!(!tenant("2023-01-31", "61", "true"));
    let area = |size: &'static str| {
        carrier.passes(
            "submit",
            &carrier.facts(&[], &[("estate_units", &[&[("line_area", "400")], &[("line_area", size)]])]),
        )
    };
    assert!(area("600") && !area("600.01"), "each real-estate unit is counted once");
}

#[test]
fn dawn_host_is_young_in_service_and_without_other_projects() {
    let dawn = case(
        "dawn_project",
        &[
            ("host_born", "1987-01-01"),
            ("born_from", "1987-01-01"),
            ("in_service", "true"),
            ("postdoc", "false"),
            ("integrity_clean", "true"),
            ("funded_before", "false"),
            ("unaccepted_project", "false"),
            ("starts_on", "2023-03-01"),
            ("ends_on", "2025-02-28"),
            ("unit_rank", "5"),
            ("quota", "5"),
        ],
    );
    dawn.check("submit", &[], true);
    let wrong = [
        ("host_born", "1986-12-31"),
        ("in_service", "false"),
        ("postdoc", "true"),
        ("integrity_clean", "false"),
        ("funded_before", "true"),
        ("unaccepted_project", "true"),
    ];
    for one in wrong {
        dawn.check("submit", &[one], false);
    }
    dawn.check("recommend", &[], true);
    dawn.check("recommend", &[("unit_rank", "6")], false);
}

#[test]
fn dawn_project_is_recorded_and_never_accepted_or_scored() {
    let dawn = case("dawn_project", &[]);
    for state in &dawn.ledger.life_cycle.states {
        assert!(!state.code.contains("accept") && !state.name.zh.contains("验收"), "{}", state.code);
    }
    assert!(dawn.ledger.scorecards.is_empty());
    let done: Vec<&str> = dawn
        .ledger
        .life_cycle
        .states
        .iter()
        .filter(|one| one.stage == Stage::Done)
        .map(|one| one.code.as_str())
        .collect();
    assert_eq!(done, ["concluded"]);
    let way = ["submitted", "recommended", "form_checked", "publicity", "filed", "paid", "yearly", "concluded"];
    let place = |code: &str| dawn.ledger.life_cycle.states.iter().position(|one| one.code == code).unwrap();
    assert!(way.windows(2).all(|pair| place(pair[0]) < place(pair[1])));
}

#[test]
fn facility_class_goes_up_one_at_a_time_and_never_down() {
    const CLASSES: [&str; 4] = ["cultivation", "pre_research", "building", "in_use"];
    let facility = case("facility", &[]);
    // A request stands at the class it comes from until it is granted.
    let class = |state: &str| match state {
        "to_pre_research" => Some(0),
        "to_building" => Some(1),
        "to_use" => Some(2),
        state => CLASSES.iter().position(|one| *one == state),
    };
    let mut risen = Vec::new();
    for one in &facility.ledger.life_cycle.moves {
        for (from, to) in one.from.iter().flat_map(|from| one.to.iter().map(move |to| (from, to))) {
            if let (Some(before), Some(after)) = (class(from), class(to)) {
                assert!(after >= before && after <= before + 1, "{} from {from} to {to}", one.code);
                if after > before {
                    assert_eq!(one.kind, MoveKind::Forward);
                    assert!(one.guard.is_some() && !one.evidence.is_empty(), "{} needs a paper", one.code);
                    assert!(one.who.iter().all(|who| who.place == rules::ledger::Place::Owner), "{}", one.code);
                    risen.push(one.code.as_str());
                }
            }
        }
    }
    assert_eq!(risen, ["verify_pre_research", "verify_building", "verify_use"]);
    for code in ["stop", "adjust_pre_research", "adjust_building"] {
        let one = facility.ledger.life_cycle.find_move(code).unwrap();
        assert_eq!(
            (one.evidence.as_slice(), one.needs_reason()),
            (["adjustment_approval".to_owned()].as_slice(), true)
        );
    }
}

#[test]
fn facility_is_one_of_a_fixed_list_of_11() {
    let facility = case("facility", &[]);
    let (field, _) = facility.ledger.cell("list_no").unwrap();
    let rules::field::FieldKind::Integer(number) = &field.kind else { panic!("a whole number") };
    assert_eq!((number.min, number.max), (Some(1.into()), Some(11.into())));
}

#[test]
fn national_item_is_one_of_51_and_turns_into_what_was_said() {
    let item = case("national_item", &[("turn_kind", "PZ"), ("turned_on", "2023-01-20")]);
    let (field, _) = item.ledger.cell("item_no").unwrap();
    let rules::field::FieldKind::Integer(number) = &field.kind else { panic!("a whole number") };
    assert_eq!((number.min, number.max), (Some(1.into()), Some(51.into())));
    let passes = |kind: &'static str, outputs: &[Row<'_>]| {
        item.passes("report_turned", &item.facts(&[("turn_kind", kind)], &[("outputs", outputs)]))
    };
    let (project, policy): (Row<'_>, Row<'_>) = (&[("output_kind", "P")], &[("output_kind", "Z")]);
    assert!(passes("P", &[project]) && !passes("P", &[policy]));
    assert!(passes("Z", &[policy]) && !passes("Z", &[project]));
    assert!(passes("PZ", &[project, policy]) && !passes("PZ", &[project]) && !passes("PZ", &[policy]));
    assert!(!passes("P", &[]));
}

#[test]
fn national_bid_keeps_its_order_of_days() {
    let bid = case(
        "national_bid",
        &[
            ("call_closes", "2023-01-20"),
            ("applied_on", "2023-01-20"),
            ("recommended_on", "2023-01-20"),
            ("recommendation_no", "R1"),
            ("received_on", "2023-01-20"),
            ("approved_on", "2023-01-20"),
            ("approval_no", "A1"),
        ],
    );
    for (code, late) in [
        ("apply", ("applied_on", "2023-01-21")),
        ("recommend", ("recommended_on", "2023-01-19")),
        ("receive", ("received_on", "2023-01-19")),
        ("report_approval", ("approved_on", "2023-01-19")),
    ] {
        bid.check(code, &[], true);
        bid.check(code, &[late], false);
    }
    // A bid that failed is made again as another round, with what was learnt.
    bid.check("bid_again", &[("lesson", "补强团队"), ("round", "2")], true);
    bid.check("bid_again", &[("lesson", "补强团队"), ("round", "1")], false);
    bid.check("bid_again", &[("round", "2")], false);
}
