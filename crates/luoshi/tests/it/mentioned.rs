//! What an entry names outside it is there and is the writer's to see: entries of other ledgers, and organisations that
//! exist; in the form, over the interface and in the rows of a workbook.

use crate::booked::{keeper, path, save};
use crate::import::{counts, go};
use serde_json::{Value, json};
use testkit::{Answer, Person, each};

const OURS: &str = "91420100MA4K00000Q";
const THEIRS: &str = "914403001922038216";
const CELL: &str = "values.high_tech_certificate";

fn begin(person: &Person, ledger: &str, values: &Value) -> Answer {
    let body = json!({ "organisation_id": keeper(person, ledger), "content": { "values": values } });
    person.post(&format!("/api/ledgers/{ledger}/entries"), &body)
}

/// A certificate that others may refer to.
fn certificate(person: &Person, code: &str) -> Value {
    begin(person, "high_tech", &json!({ "enterprise_code": code, "enterprise_name": "示例公司", "year": 2022 }))
        .expect(201)
}

/// A technology SME that has a certificate.
fn holder(key: &str) -> Value {
    json!({ "enterprise_code": OURS, "enterprise_name": "示例公司", "year": 2023, "direct_entry": true,
        "high_tech_certificate": key })
}

/// The code of what is said at a field.
fn said(refused: &Value, path: &str) -> String {
    let fields = refused["fields"].as_array().unwrap();
    let field = fields.iter().find(|field| field["path"] == path).unwrap_or_else(|| panic!("{path}: {refused}"));
    field["code"].as_str().unwrap().to_owned()
}

#[test]
fn an_entry_refers_to_what_is_there_and_seen_by_the_writer_and_keeps_it() {
    each(|app| {
        let (clerk, other) = (app.sign_in("hongshan.clerk"), app.sign_in("dhgx.clerk"));
        let made = certificate(&clerk, OURS);
        certificate(&other, THEIRS);
        let nothing = "91420100MA4K00000Q|2021";
        let unseen = format!("{THEIRS}|2022");
        for key in [nothing, &unseen] {
            let refused = begin(&clerk, "tech_sme", &holder(key)).expect(422);
            assert_eq!(said(&refused, CELL), "work.entry.no_such_reference", "{key}");
            let body = json!({ "content": { "values": holder(key) } });
            let looked = clerk.post("/api/ledgers/tech_sme/inspect", &body).expect(200);
            assert_eq!(looked["faults"][0]["path"], CELL, "{key}: {looked}");
        }
        // As it is printed on paper is as good as the key of the list.
        let begun = begin(&clerk, "tech_sme", &holder(&format!("{OURS}｜2022"))).expect(201);
        assert_eq!(begun["values"]["high_tech_certificate"], made["row"]["key"]);
        for key in [nothing, &unseen] {
            let refused = save(&clerk, &begun, &holder(key), "").expect(422);
            assert_eq!(said(&refused, CELL), "work.entry.no_such_reference", "{key}");
        }
        // The certificate goes by another year now; what refers to it may be changed without being asked about it.
        let moved = json!({ "enterprise_code": OURS, "enterprise_name": "示例公司", "year": 2020 });
        save(&clerk, &made, &moved, "").expect(200);
        let mut values = holder(&format!("{OURS}|2022"));
        values["staff"] = json!(20);
        let saved = save(&clerk, &begun, &values, "").expect(200);
        assert_eq!(saved["values"]["staff"], "20");
        assert_eq!(said(&begin(&other, "tech_sme", &values).expect(422), CELL), "work.entry.no_such_reference");
    });
}

#[test]
fn a_workbook_refers_to_what_is_there_and_seen_by_whoever_brings_it() {
    each(|app| {
        let (clerk, other) = (app.sign_in("hongshan.clerk"), app.sign_in("dhgx.clerk"));
        certificate(&clerk, OURS);
        certificate(&other, THEIRS);
        let row = |year: u32, key: &str| format!("{OURS},示例公司,{year},是,{key}\r\n");
        let text = [
            "企业·统一社会信用代码,企业·名称,评价年度,是否申请直接确认,高新技术企业证书\r\n".to_owned(),
            row(2019, &format!("{OURS}|2022")),
            row(2020, &format!("{OURS}|2021")),
            row(2021, &format!("{THEIRS}|2022")),
            row(2022, ""),
        ];
        let organisation = keeper(&clerk, "tech_sme");
        let fields = [("organisation_id", organisation.as_str())];
        let begun =
            clerk.upload("/api/ledgers/tech_sme/imports", &fields, "企业.csv", text.concat().as_bytes()).expect(201);
        let checked = go(app, &clerk, &begun, "check");
        assert_eq!(counts(&checked), [2, 0, 0, 2], "{checked}");
        let faults = checked["faults"].as_array().unwrap();
        let told: Vec<_> = faults.iter().map(|fault| (fault["row"].as_u64(), &fault["column"])).collect();
        let column = json!("高新技术企业证书");
        assert_eq!(told, [(Some(3), &column), (Some(4), &column)]);
        assert!(faults[0]["message"].as_str().unwrap().starts_with("在“高新技术企业”台账中没有找到"), "{faults:?}");
        assert_eq!(counts(&go(app, &clerk, &checked, "run")), [2, 0, 0, 2]);
        // The same file again: what stands in an entry already is not asked about.
        let again =
            clerk.upload("/api/ledgers/tech_sme/imports", &fields, "企业.csv", text.concat().as_bytes()).expect(201);
        assert_eq!(counts(&go(app, &clerk, &again, "check")), [0, 0, 2, 2]);
    });
}

#[test]
fn an_organisation_that_is_no_more_is_not_newly_named() {
    each(|app| {
        let clerk = app.sign_in("dhgx.clerk");
        let bid = |name: &str, lead: &str, cosigners: Value| json!({ "bid_name": name, "round": 1, "lead": lead, "cosigners": cosigners });
        let begun = begin(&clerk, "national_bid", &bid("示例一", "kjj", json!(["jxj", "fgw"]))).expect(201);
        let unknown = begin(&clerk, "national_bid", &bid("示例二", "没有这个单位", Value::Null)).expect(422);
        assert_eq!(said(&unknown, "values.lead"), "rules.field.unknown_organisation");
        let admin = app.sign_in("sysadmin");
        let all = admin.get("/api/organisations").expect(200);
        let row = |code: &str| all.as_array().unwrap().iter().find(|one| one["code"] == code).unwrap().clone();
        let jxj = row("jxj");
        let end = json!({ "version": jxj["version"], "valid_until": "2023-02-10", "successor_id": row("kjj")["id"] });
        admin.post(&format!("/api/organisations/{}/end", jxj["id"].as_str().unwrap()), &end).expect(200);
        app.clock.advance_seconds(30 * 24 * 60 * 60);
        let clerk = app.sign_in("dhgx.clerk");
        let refused = begin(&clerk, "national_bid", &bid("示例三", "jxj", json!(["fgw", "jxj"]))).expect(422);
        for cell in ["values.lead", "values.cosigners"] {
            assert_eq!(said(&refused, cell), "work.entry.organisation_followed");
        }
        // Where it was named in its time, it stays named.
        let kept = save(&clerk, &begun, &bid("示例一", "fgw", json!(["jxj"])), "").expect(200);
        assert_eq!(kept["values"]["cosigners"], json!(["jxj"]));
        assert_eq!(clerk.get(&path(&kept, "")).expect(200)["shown"]["lead"], "市发改委");
    });
}
