//! What tests of the ledgers share: a technology contract as a district files it, and steps over HTTP.

use serde_json::{Value, json};
use testkit::{Answer, Person};

pub const CONTRACTS: &str = "/api/ledgers/tech_contract";

/// The smallest PDF that is one by its first bytes.
pub const PDF: &[u8] = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";

/// Id of an organisation for which the person may begin entries.
pub fn keeper(person: &Person, ledger: &str) -> String {
    let view = person.get(&format!("/api/ledgers/{ledger}")).expect(200);
    view["keepers"][0]["id"].as_str().expect("somebody who may begin entries").to_owned()
}

/// Values of a contract that may be submitted.
pub fn contract() -> Value {
    json!({
        "contract_name": "高速光通信芯片委托开发",
        "kind": "KF",
        "development_mode": "WT",
        "tech_field": "电子信息",
        "signed_on": "2023-01-16",
        "performed_until": "2023-12-31",
        "written": true,
        "seller_code": "91420100MA4K00000Q",
        "seller_name": "武汉光谷示例芯片有限公司",
        "seller_kind": "QY",
        "district": "洪山区",
        "unit": "hongshan",
        "buyer_place": "BS",
        "buyer_code": "914403001922038216",
        "buyer_name": "示例通信股份有限公司",
        "related_party": false,
        "amount_open": false,
        "total": "1200000",
        "non_technical": "200000",
        "technical": "1000000",
        "pay_mode": "FQ",
        "development_points": ["unknown", "goal", "novel", "measure", "accept"],
        "content": "委托开发五十吉比特每秒光收发芯片。",
    })
}

/// Begins a contract for the person's organisation.
pub fn begin(person: &Person, values: &Value) -> Answer {
    let body = json!({ "organisation_id": keeper(person, "tech_contract"), "content": { "values": values } });
    person.post(&format!("{CONTRACTS}/entries"), &body)
}

/// Path of an entry.
pub fn path(entry: &Value, tail: &str) -> String {
    let (ledger, id) = (entry["ledger"].as_str().unwrap(), entry["row"]["id"].as_str().unwrap());
    format!("/api/ledgers/{ledger}/entries/{id}{tail}")
}

/// Changes an entry's values.
pub fn save(person: &Person, entry: &Value, values: &Value, reason: &str) -> Answer {
    let body = json!({ "version": entry["row"]["version"], "content": { "values": values }, "reason": reason });
    person.put(&path(entry, ""), &body)
}

/// Makes a move.
pub fn step(person: &Person, entry: &Value, code: &str, more: Value) -> Answer {
    let mut body = json!({ "version": entry["row"]["version"] });
    for (key, value) in more.as_object().into_iter().flatten() {
        body[key] = value.clone();
    }
    person.post(&path(entry, &format!("/moves/{code}")), &body)
}

/// Adds a file.
pub fn attach(person: &Person, entry: &Value, field: &str, name: &str, bytes: &[u8]) -> Answer {
    person.upload(&path(entry, &format!("/evidence/{field}")), &[], name, bytes)
}

/// Paths of the fields of a problem.
pub fn paths(problem: &Value) -> Vec<&str> {
    problem["fields"].as_array().unwrap().iter().map(|field| field["path"].as_str().unwrap()).collect()
}

/// A contract of 洪山区 that was submitted.
pub fn submitted(clerk: &Person, values: &Value) -> Value {
    let begun = begin(clerk, values).expect(201);
    let proved = attach(clerk, &begun, "contract_copy", "合同.pdf", PDF).expect(201);
    step(clerk, &proved, "submit", json!({})).expect(200)
}
