//! Workbooks into ledgers and out of them: looked at before anything is written, wrong rows told and given back, nothing
//! doubled, formulas defused.

use crate::booked::{CONTRACTS, contract, keeper};
use serde_json::{Value, json};
use testkit::{Person, TestApp, each};

/// A CSV of contracts in the words of the template: name, kind, seller, amounts in 万元.
fn csv(rows: &[[&str; 6]]) -> String {
    let mut text = String::from("合同名称*,合同类别,卖方·统一社会信用代码,卖方·名称,合同成交总额（万元）,登记编号\r\n");
    for row in rows {
        text.push_str(&row.join(","));
        text.push_str("\r\n");
    }
    text
}

const SELLER: &str = "91420100MA4K00000Q";

fn begin(person: &Person, text: &str) -> Value {
    let organisation = keeper(person, "tech_contract");
    let fields = [("organisation_id", organisation.as_str())];
    person.upload(&format!("{CONTRACTS}/imports"), &fields, "合同.csv", text.as_bytes()).expect(201)
}

pub fn go(app: &TestApp, person: &Person, import: &Value, what: &str) -> Value {
    let id = import["id"].as_str().unwrap();
    person.post(&format!("/api/imports/{id}/{what}"), &json!({ "version": import["version"] })).expect(202);
    app.block_on(work::import::run_imports(&app.app)).unwrap();
    // The route has woken the job too; whichever came second found nothing to do or waits for the lease.
    loop {
        let now = person.get(&format!("/api/imports/{id}")).expect(200);
        if !matches!(now["state"].as_str(), Some("checking" | "running")) {
            return now;
        }
        std::thread::yield_now();
    }
}

pub fn counts(import: &Value) -> [u64; 4] {
    ["rows_new", "rows_changed", "rows_same", "rows_wrong"].map(|key| import[key].as_u64().unwrap())
}

#[test]
fn a_workbook_is_looked_at_then_written_and_doubles_nothing() {
    each(|app| {
        let clerk = app.sign_in("hongshan.clerk");
        let text = csv(&[
            ["合同甲", "技术开发", SELLER, "示例公司", "120", "2023-001"],
            ["合同乙", "KF", SELLER, "示例公司", "36.5", "2023-002"],
            ["合同丙", "技术服务", "91420100MA4K00001Q", "示例公司", "十万", "2023-003"],
            ["合同丁", "不知道", SELLER, "示例公司", "1", "2023-004"],
            ["合同甲", "技术开发", SELLER, "示例公司", "120", "2023-001"],
        ]);
        let begun = begin(&clerk, &text);
        assert_eq!(begun["state"], "mapped");
        let cells: Vec<&str> =
            begun["columns"].as_array().unwrap().iter().map(|one| one["cell"].as_str().unwrap_or("")).collect();
        assert_eq!(cells, ["contract_name", "kind", "seller_code", "seller_name", "total", "registration_no"]);

        assert!(begun["rows_total"].is_null());
        let checked = go(app, &clerk, &begun, "check");
        assert_eq!((checked["state"].as_str(), counts(&checked)), (Some("checked"), [2, 0, 0, 3]));
        assert_eq!(checked["rows_total"], 5);
        assert_eq!(clerk.get(&format!("{CONTRACTS}/entries")).expect(200)["count"], 0);
        let told: Vec<(u64, &str)> = checked["faults"]
            .as_array()
            .unwrap()
            .iter()
            .map(|fault| (fault["row"].as_u64().unwrap(), fault["column"].as_str().unwrap()))
            .collect();
        assert_eq!(told, [(4, "卖方·统一社会信用代码"), (4, "合同成交总额（万元）"), (5, "合同类别"), (6, "")]);

        let done = go(app, &clerk, &checked, "run");
        assert_eq!((done["state"].as_str(), counts(&done)), (Some("done"), [2, 0, 0, 3]));
        let list = clerk.get(&format!("{CONTRACTS}/entries?sort=total")).expect(200);
        assert_eq!(list["count"], 2);
        assert_eq!(list["rows"][0]["title"], "合同乙");

        // The same file again changes nothing; a changed amount changes its row.
        let again = begin(&clerk, &text.replace("36.5", "40"));
        let again = go(app, &clerk, &again, "check");
        assert_eq!(counts(&again), [0, 1, 1, 3]);
        assert_eq!(counts(&go(app, &clerk, &again, "run")), [0, 1, 1, 3]);
        assert_eq!(clerk.get(&format!("{CONTRACTS}/entries")).expect(200)["count"], 2);
    });
}

#[test]
fn a_workbook_of_errors_goes_back_with_the_wrong_rows_only() {
    each(|app| {
        let clerk = app.sign_in("hongshan.clerk");
        let rows: Vec<String> = (0..10_000).map(|row| format!("合同{row},没有,x,示例公司,-1,{row}")).collect();
        let head = csv(&[]);
        let begun = begin(&clerk, &format!("{head}{}\r\n", rows.join("\r\n")));
        let checked = go(app, &clerk, &begun, "check");
        assert_eq!(counts(&checked), [0, 0, 0, 10_000]);
        assert_eq!(checked["faults"].as_array().unwrap().len(), 200);
        let id = checked["id"].as_str().unwrap();
        let file = clerk.get(&format!("/api/imports/{id}/errors"));
        assert_eq!(file.status, 200, "{}", file.text);
        let mut book = sheet::open(std::io::Cursor::new(file.bytes), "errors.xlsx").unwrap();
        let read = book.rows(None).unwrap().filter_map(Result::ok).count();
        assert_eq!(read, 10_001);
    });
}

#[test]
fn the_first_row_that_names_an_entry_counts_however_far_the_second_is() {
    each(|app| {
        let clerk = app.sign_in("hongshan.clerk");
        let mut rows: Vec<String> =
            (0..450).map(|row| format!("合同{row},KF,{SELLER},示例公司,1,2024-{row}")).collect();
        rows.push(format!("又一份合同,KF,{SELLER},示例公司,2,2024-0"));
        let begun = begin(&clerk, &format!("{}{}\r\n", csv(&[]), rows.join("\r\n")));
        let checked = go(app, &clerk, &begun, "check");
        assert_eq!(counts(&checked), [450, 0, 0, 1]);
        assert_eq!(checked["faults"][0]["row"], 452);
        assert_eq!(counts(&go(app, &clerk, &checked, "run")), [450, 0, 0, 1]);
        let found = clerk.get(&format!("{CONTRACTS}/entries?search=又一份")).expect(200);
        assert_eq!(found["count"], 0);
    });
}

#[test]
fn a_check_that_is_stopped_leaves_the_import_as_it_was_before() {
    each(|app| {
        let clerk = app.sign_in("hongshan.clerk");
        let rows: Vec<String> = (0..2000).map(|row| format!("合同{row},没有,x,示例公司,-1,{row}")).collect();
        let begun = begin(&clerk, &format!("{}{}\r\n", csv(&[]), rows.join("\r\n")));
        let id = begun["id"].as_str().unwrap();
        clerk.post(&format!("/api/imports/{id}/check"), &json!({ "version": begun["version"] })).expect(202);
        let stopped = clerk.post(&format!("/api/imports/{id}/cancel"), &json!({}));
        // A quick machine may have come to the end before the person pressed.
        if stopped.status == 200 {
            let now = clerk.get(&format!("/api/imports/{id}")).expect(200);
            assert_eq!((now["state"].as_str(), counts(&now)), (Some("mapped"), [0, 0, 0, 0]));
            assert_eq!(now["faults"].as_array().unwrap().len(), 0);
        } else {
            assert_eq!(stopped.problem(409), "work.import.at_rest");
        }
    });
}

#[test]
fn a_file_speaks_the_language_that_its_address_names() {
    each(|app| {
        let clerk = app.sign_in("hongshan.clerk");
        let header = |address: &str| {
            let file = clerk.get(address);
            let mut book = sheet::open(std::io::Cursor::new(file.bytes), "t.xlsx").unwrap();
            let first = book.rows(None).unwrap().next().unwrap().unwrap();
            first.cells.iter().map(|cell| cell.shown().into_owned()).collect::<Vec<_>>().join(" ")
        };
        assert!(header(&format!("{CONTRACTS}/template")).contains("合同名称"));
        assert!(header(&format!("{CONTRACTS}/template?language=en")).contains("Contract name"));
        assert!(header(&format!("{CONTRACTS}/export?format=xlsx&language=en")).contains("Contract name"));
    });
}

#[test]
fn another_organisation_neither_sees_nor_moves_an_import() {
    each(|app| {
        let clerk = app.sign_in("hongshan.clerk");
        let begun = begin(&clerk, &csv(&[["合同甲", "KF", SELLER, "示例公司", "1", "1"]]));
        let id = begun["id"].as_str().unwrap();
        let stranger = app.sign_in("dhgx.clerk");
        assert_eq!(stranger.get(&format!("/api/imports/{id}")).problem(404), "base.not_found");
        let body = json!({ "version": begun["version"] });
        assert_eq!(stranger.post(&format!("/api/imports/{id}/run"), &body).problem(404), "base.not_found");
        // Nothing is written before it was looked at.
        assert_eq!(clerk.post(&format!("/api/imports/{id}/run"), &body).problem(409), "work.import.not_now");
        let organisation = keeper(&clerk, "tech_contract");
        let fields = [("organisation_id", organisation.as_str())];
        let program = stranger.upload(&format!("{CONTRACTS}/imports"), &fields, "a.xlsx", b"MZ\x90\0\x03\0\0\0");
        assert_eq!(program.status, 422, "{}", program.text);
    });
}

#[test]
fn what_a_list_shows_goes_out_and_no_formula_with_it() {
    each(|app| {
        let clerk = app.sign_in("hongshan.clerk");
        let mut values = contract();
        values["contract_name"] = json!("=HYPERLINK(\"http://example.com\")");
        crate::booked::begin(&clerk, &values).expect(201);
        let csv = clerk.get(&format!("{CONTRACTS}/export?format=csv"));
        assert_eq!(csv.status, 200);
        assert!(csv.text.contains("'=HYPERLINK") && csv.text.contains("120"), "{}", csv.text);
        let file = clerk.get(&format!("{CONTRACTS}/export"));
        let mut book = sheet::open(std::io::Cursor::new(file.bytes), "a.xlsx").unwrap();
        let rows: Vec<_> = book.rows(None).unwrap().filter_map(Result::ok).collect();
        assert_eq!(rows.len(), 2);
        assert!(rows[1].cells.iter().any(|cell| matches!(cell, sheet::Cell::Text(text) if text.starts_with("=HYPER"))));
        // A reader without the right to the amounts gets a file without their columns.
        let leader = app.sign_in("leader").get(&format!("{CONTRACTS}/export?format=csv"));
        assert!(!leader.text.contains("成交总额") && !leader.text.contains("120"), "{}", leader.text);
        let template = clerk.get(&format!("{CONTRACTS}/template"));
        let mut book = sheet::open(std::io::Cursor::new(template.bytes), "t.xlsx").unwrap();
        let first = book.rows(None).unwrap().next().unwrap().unwrap();
        assert!(first.cells.iter().any(|cell| cell.shown().starts_with("合同成交总额（万元）")));
    });
}
