//! Entries of ledgers: begun, proved, moved by the right bodies and by no others, found, masked, and kept with their
//! history.

use crate::booked::{CONTRACTS, PDF, attach, begin, contract, path, paths, save, step, submitted};
use serde_json::{Value, json};
use testkit::each;

fn with(mut values: Value, changes: Value) -> Value {
    for (key, value) in changes.as_object().unwrap() {
        values[key] = value.clone();
    }
    values
}

#[test]
fn the_ledgers_of_the_pack_are_listed_with_their_forms() {
    each(|app| {
        let clerk = app.sign_in("hongshan.clerk");
        let ledgers = clerk.get("/api/ledgers").expect(200);
        let codes: Vec<&str> = ledgers.as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap()).collect();
        assert_eq!(codes.len(), 10, "{codes:?}");
        for code in codes {
            let view = clerk.get(&format!("/api/ledgers/{code}")).expect(200);
            assert!(!view["fields"].as_array().unwrap().is_empty());
            assert!(!view["states"].as_array().unwrap().is_empty());
            let mut english = app.sign_in("hongshan.clerk");
            english.language = "en".to_owned();
            assert_ne!(english.get(&format!("/api/ledgers/{code}")).expect(200)["name"], view["name"]);
        }
        assert_eq!(clerk.get("/api/ledgers/no_such_ledger").problem(404), "base.not_found");
    });
}

#[test]
fn a_contract_goes_through_its_life_by_the_right_bodies_and_by_no_others() {
    each(|app| {
        let clerk = app.sign_in("hongshan.clerk");
        let begun = begin(&clerk, &contract()).expect(201);
        assert_eq!(begun["row"]["state"], "draft");
        assert_eq!(begun["shown"]["total"], "120 万元");
        assert_eq!(begun["row"]["organisation"]["name"], "洪山区");
        // Without its proof it does not go on its way.
        assert_eq!(paths(&step(&clerk, &begun, "submit", json!({})).expect(422)), ["evidence.contract_copy"]);
        let proved = attach(&clerk, &begun, "contract_copy", "合同.pdf", PDF).expect(201);
        assert_eq!(proved["evidence"][0]["media_type"], "application/pdf");

        // Somebody else's district does not even see it; a reader without a hand in it may not move it.
        let stranger = app.sign_in("dhgx.clerk");
        assert_eq!(stranger.get(&path(&begun, "")).problem(404), "base.not_found");
        assert_eq!(step(&stranger, &proved, "submit", json!({})).problem(404), "base.not_found");
        let leader = app.sign_in("leader");
        assert_eq!(leader.get(&path(&begun, "")).expect(200)["moves"], json!([]));
        assert_eq!(step(&leader, &proved, "submit", json!({})).status, 403);

        let submitted = step(&clerk, &proved, "submit", json!({})).expect(200);
        assert_eq!(submitted["row"]["state"], "submitted");
        // Five working days after 1 February 2023.
        assert_eq!(submitted["row"]["due"], "2023-02-08");
        assert_eq!(step(&clerk, &submitted, "accept", json!({})).status, 403);
        // Now it is the registrar's to fill in, and the clerk's no more.
        assert_eq!(save(&clerk, &submitted, &contract(), "改错").problem(403), "base.forbidden");

        let registrar = app.sign_in("hongshan.registrar");
        let blocked = step(&registrar, &submitted, "accept", json!({}));
        assert_eq!(blocked.problem(409), "rules.ledger.guard_refuses");
    });
}

#[test]
fn bad_input_is_told_field_by_field_and_nothing_is_kept() {
    each(|app| {
        let clerk = app.sign_in("hongshan.clerk");
        let wrong = with(
            contract(),
            json!({
                "seller_code": "91420100MA4K00001Q",
                "signed_on": "2023-02-30",
                "kind": "XX",
                "total": "十二万",
                "no_such_cell": "1",
                "written": { "a": 1 },
            }),
        );
        let problem = begin(&clerk, &wrong).expect(422);
        let mut told = paths(&problem);
        told.sort_unstable();
        assert_eq!(
            told,
            [
                "values.kind",
                "values.no_such_cell",
                "values.seller_code",
                "values.signed_on",
                "values.total",
                "values.written"
            ]
        );
        assert_eq!(clerk.get(&format!("{CONTRACTS}/entries")).expect(200)["count"], 0);
        let elsewhere = json!({ "organisation_id": "1", "content": { "values": contract() } });
        assert_eq!(clerk.post(&format!("{CONTRACTS}/entries"), &elsewhere).problem(404), "base.not_found");
    });
}

#[test]
fn what_is_being_filled_in_is_looked_at_without_being_kept() {
    each(|app| {
        let clerk = app.sign_in("hongshan.clerk");
        let inspect = |values: &Value| {
            clerk.post(&format!("{CONTRACTS}/inspect"), &json!({ "content": { "values": values } })).expect(200)
        };
        let looked = inspect(&json!({ "kind": "FW" }));
        let asked: Vec<&str> = looked["asked"].as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect();
        assert!(asked.contains(&"service_mode") && !asked.contains(&"development_mode"), "{asked:?}");
        assert!(!looked["missing"].as_array().unwrap().is_empty());

        submitted(&clerk, &contract());
        let again = inspect(&contract());
        assert_eq!(again["faults"], json!([]));
        let duplicates = again["duplicates"].as_array().unwrap();
        assert!(duplicates.iter().any(|one| one["title"] == "高速光通信芯片委托开发"), "{duplicates:?}");
        assert_eq!(clerk.get(&format!("{CONTRACTS}/entries")).expect(200)["count"], 1);
    });
}

#[test]
fn what_the_books_know_of_an_enterprise_is_offered_with_where_it_stands() {
    each(|app| {
        let clerk = app.sign_in("hongshan.clerk");
        let post = |ledger: &str, values: &Value| {
            let keeper = crate::booked::keeper(&clerk, ledger);
            let body = json!({ "organisation_id": keeper, "content": { "values": values } });
            clerk.post(&format!("/api/ledgers/{ledger}/entries"), &body).expect(201)
        };
        let known = |person: &testkit::Person, ledger: &str, values: &Value| {
            let body = json!({ "content": { "values": values } });
            person.post(&format!("/api/ledgers/{ledger}/inspect"), &body).expect(200)["known"].clone()
        };
        let made = post(
            "high_tech",
            &json!({
                "enterprise_code": contract()["seller_code"], "enterprise_name": contract()["seller_name"], "year": 2023,
                "district": "洪山区", "unit": "hongshan", "contact": "王工", "high_tech_field": "01", "batch": "第一批",
            }),
        );
        // Into another ledger: what the pack declares comes as sure, what only goes by the same name wants a look, and what
        // names or describes the other entry does not come.
        let sme = known(&clerk, "tech_sme", &json!({ "enterprise_code": contract()["seller_code"] }));
        assert_eq!((&sme["district"]["value"], &sme["district"]["sure"]), (&json!("420111"), &json!(true)));
        assert_eq!((&sme["contact"]["value"], &sme["contact"]["sure"]), (&json!("王工"), &json!(false)));
        assert_eq!(sme["contact"]["from"], "高新技术企业");
        assert!(sme["contact"]["updated_at"].is_string());
        assert_eq!(sme["enterprise_name"]["value"], contract()["seller_name"]);
        assert!(sme["year"].is_null(), "{sme}");
        // Any enterprise in the form is known by its code, and nothing of it to whoever sees none of its entries.
        let buyer = json!({ "buyer_code": contract()["seller_code"] });
        assert_eq!(known(&clerk, "tech_contract", &buyer)["buyer_name"]["value"], contract()["seller_name"]);
        assert_eq!(known(&app.sign_in("dhgx.clerk"), "tech_contract", &buyer), json!({}));

        // A reference is kept as the key that the list shows, and is read as the title.
        let key = clerk.get("/api/ledgers/high_tech/entries").expect(200)["rows"][0]["key"].clone();
        assert_eq!(key, made["row"]["key"]);
        let values = json!({
            "enterprise_code": contract()["seller_code"], "enterprise_name": contract()["seller_name"], "year": 2023,
            "direct_entry": true, "high_tech_certificate": key,
        });
        let shown = post("tech_sme", &values)["shown"]["high_tech_certificate"].as_str().unwrap().to_owned();
        assert!(shown.starts_with("武汉光谷示例芯片有限公司（"), "{shown}");
    });
}

#[test]
fn two_people_at_once_and_a_double_click_do_nothing_twice() {
    each(|app| {
        let clerk = app.sign_in("hongshan.clerk");
        let begun = begin(&clerk, &contract()).expect(201);
        let changed = with(contract(), json!({ "contract_name": "改过的名称" }));
        let saved = save(&clerk, &begun, &changed, "").expect(200);
        assert_eq!(saved["row"]["title"], "改过的名称");
        assert_eq!(save(&clerk, &begun, &contract(), "").problem(409), "base.stale");

        let body = json!({ "organisation_id": crate::booked::keeper(&clerk, "tech_contract"), "content": {} });
        let one = clerk.post_with_key(&format!("{CONTRACTS}/entries"), "twice-the-same", &body).expect(201);
        let two = clerk.post_with_key(&format!("{CONTRACTS}/entries"), "twice-the-same", &body).expect(201);
        assert_eq!(one["row"]["id"], two["row"]["id"]);

        let history = clerk.get(&path(&begun, "/history")).expect(200);
        assert_eq!(history.as_array().unwrap().len(), 2);
        assert_eq!(
            history[0]["changes"],
            json!([{
            "name": "合同名称", "before": "高速光通信芯片委托开发", "after": "改过的名称" }])
        );
    });
}

#[test]
fn a_masked_amount_is_recovered_through_no_door() {
    each(|app| {
        let clerk = app.sign_in("hongshan.clerk");
        let entry = submitted(&clerk, &contract());
        let leader = app.sign_in("leader");
        let seen = leader.get(&path(&entry, "")).expect(200);
        assert_eq!(seen["values"]["contract_name"], "高速光通信芯片委托开发");
        for answer in [
            leader.get(&path(&entry, "")),
            leader.get(&path(&entry, "/history")),
            leader.get(&format!("{CONTRACTS}/entries")),
            leader.get(&format!("{CONTRACTS}/entries?search=1200000")),
            leader.get(CONTRACTS),
        ] {
            assert!(!answer.text.contains("1200000") && !answer.text.contains("120 万元"), "{}", answer.text);
        }
        let filter = r#"[{"cell":"total","from":"1000000"}]"#;
        let filtered = leader.get(&format!("{CONTRACTS}/entries?filter={}", encoded(filter)));
        assert_eq!(paths(&filtered.expect(422)), ["filter"]);
        assert_eq!(paths(&leader.get(&format!("{CONTRACTS}/entries?sort=-total")).expect(422)), ["sort"]);
        // Those who may see it find it by both.
        assert_eq!(clerk.get(&format!("{CONTRACTS}/entries?sort=-total")).expect(200)["count"], 1);
    });
}

/// A query's value as a URL carries it.
fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

#[test]
fn a_list_pages_by_keys_sorts_filters_and_searches() {
    each(|app| {
        let clerk = app.sign_in("hongshan.clerk");
        for day in 1..=7 {
            let values = with(
                contract(),
                json!({ "contract_name": format!("光电合同第{day}号"), "signed_on": format!("2023-01-{day:02}"), "total": null }),
            );
            begin(&clerk, &values).expect(201);
        }
        let mut days = Vec::new();
        let mut after = String::new();
        loop {
            let page =
                clerk.get(&format!("{CONTRACTS}/entries?sort=signed_on&limit=3&after={}", encoded(&after))).expect(200);
            assert_eq!((page["count"].clone(), page["count_exact"].clone()), (json!(7), json!(true)));
            days.extend(page["rows"].as_array().unwrap().iter().map(|row| row["title"].as_str().unwrap().to_owned()));
            match page["next"].as_str() {
                Some(next) => after = next.to_owned(),
                None => break,
            }
        }
        let wanted: Vec<String> = (1..=7).map(|day| format!("光电合同第{day}号")).collect();
        assert_eq!(days, wanted);
        let found = clerk.get(&format!("{CONTRACTS}/entries?search={}", encoded("第3号"))).expect(200);
        assert_eq!(found["count"], 1);
        assert_eq!(found["rows"][0]["title"], "光电合同第3号");
        let drafts = encoded(r#"[{"cell":"state","any":["draft"]},{"cell":"kind","any":["KF"]}]"#);
        assert_eq!(clerk.get(&format!("{CONTRACTS}/entries?filter={drafts}")).expect(200)["count"], 7);
        // Rows without a value come last, whichever way.
        for sort in ["total", "-total"] {
            assert_eq!(clerk.get(&format!("{CONTRACTS}/entries?sort={sort}&limit=2")).expect(200)["count"], 7);
        }
    });
}

#[test]
fn a_renamed_program_is_no_evidence() {
    each(|app| {
        let clerk = app.sign_in("hongshan.clerk");
        let begun = begin(&clerk, &contract()).expect(201);
        let program = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00 This program cannot be run";
        let refused = attach(&clerk, &begun, "contract_copy", "合同.pdf", program);
        assert_eq!(paths(&refused.expect(422)), ["file"]);
        let page = b"<html><script>alert(1)</script></html>";
        assert_eq!(attach(&clerk, &begun, "contract_copy", "a.pdf", page).status, 422);
        let proved = attach(&clerk, &begun, "contract_copy", "合同.pdf", PDF).expect(201);
        assert_eq!(attach(&clerk, &begun, "contract_copy", "再传.pdf", PDF).problem(409), "work.evidence.twice");
        let file = proved["evidence"][0]["id"].as_str().unwrap();
        let fetched = clerk.get(&path(&begun, &format!("/files/{file}")));
        assert_eq!((fetched.status, fetched.bytes.as_slice()), (200, PDF));
        assert_eq!(app.sign_in("dhgx.clerk").get(&path(&begun, &format!("/files/{file}"))).status, 404);
        let removed = clerk.delete(&path(&begun, &format!("/files/{file}"))).expect(200);
        assert_eq!(removed["evidence"], json!([]));
        let history = clerk.get(&path(&begun, "/history")).expect(200);
        let changes: Vec<&Value> = history.as_array().unwrap().iter().map(|one| &one["changes"][0]["after"]).collect();
        assert_eq!(changes[..2], [&json!("0 个文件"), &json!("1 个文件")]);
    });
}

#[test]
fn many_entries_are_moved_at_once_and_each_is_told_for_itself() {
    each(|app| {
        let clerk = app.sign_in("hongshan.clerk");
        let whole = begin(&clerk, &contract()).expect(201);
        let whole = attach(&clerk, &whole, "contract_copy", "合同.pdf", PDF).expect(201);
        let empty = begin(&clerk, &json!({ "contract_name": "尚未填完" })).expect(201);
        let entries: Vec<Value> = [&whole, &empty]
            .iter()
            .map(|one| json!({ "id": one["row"]["id"], "version": one["row"]["version"] }))
            .collect();
        let done = clerk.post(&format!("{CONTRACTS}/moves/submit"), &json!({ "entries": entries })).expect(200);
        let told: Vec<bool> =
            done["results"].as_array().unwrap().iter().map(|one| one["done"].as_bool().unwrap()).collect();
        assert_eq!(told, [true, false]);
        let states = encoded(r#"[{"cell":"state","any":["submitted"]}]"#);
        assert_eq!(clerk.get(&format!("{CONTRACTS}/entries?filter={states}")).expect(200)["count"], 1);
    });
}

#[test]
fn the_page_of_an_enterprise_shows_what_the_reader_may_see() {
    each(|app| {
        let clerk = app.sign_in("hongshan.clerk");
        let begun = begin(&clerk, &contract()).expect(201);
        let subject = clerk.get(&path(&begun, "")).expect(200)["subject"]["id"].as_str().unwrap().to_owned();
        let page = clerk.get(&format!("/api/subjects/{subject}")).expect(200);
        assert_eq!(
            (page["kind"].as_str(), page["credit_code"].as_str()),
            (Some("enterprise"), Some("91420100MA4K00000Q"))
        );
        assert_eq!(page["ledgers"][0]["rows"][0]["title"], "高速光通信芯片委托开发");
        let found = clerk.get(&format!("/api/subjects?search={}", encoded("武汉光谷示例"))).expect(200);
        assert_eq!(found[0]["id"], json!(subject));
        let stranger = app.sign_in("dhgx.clerk");
        assert_eq!(stranger.get(&format!("/api/subjects/{subject}")).problem(404), "base.not_found");
        assert_eq!(stranger.get(&format!("/api/subjects?search={}", encoded("武汉光谷示例"))).expect(200), json!([]));
    });
}

#[test]
fn an_official_scorecard_explains_itself_to_those_who_see_its_figures() {
    each(|app| {
        let clerk = app.sign_in("hongshan.clerk");
        let values = json!({ "staff": "100", "tech_staff": "30", "class_one_ip": "1" });
        let body =
            json!({ "organisation_id": crate::booked::keeper(&clerk, "tech_sme"), "content": { "values": values } });
        let view = clerk.post("/api/ledgers/tech_sme/entries", &body).expect(201);
        let score = &view["scores"][0];
        assert!(score["document"].as_str().unwrap().contains("115"), "{score}");
        let lines: Vec<&str> =
            score["lines"].as_array().unwrap().iter().map(|line| line["text"].as_str().unwrap()).collect();
        assert!(lines.iter().any(|line| line.contains("20")), "{lines:?}");
        let mut english = app.sign_in("hongshan.clerk");
        english.language = "en".to_owned();
        assert_ne!(english.get(&path(&view, "")).expect(200)["scores"][0]["lines"], score["lines"]);
    });
}
