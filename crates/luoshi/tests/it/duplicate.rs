//! Duplicates for review: found as entries come, silent about what a reader may not see, decided once, and back again only
//! when what was compared has changed.

use crate::booked::{CONTRACTS, PDF, attach, begin, contract, save, step, submitted};
use serde_json::{Value, json};
use testkit::{Answer, Person, each};

fn groups(person: &Person) -> Vec<Value> {
    person.get(&format!("{CONTRACTS}/duplicates")).expect(200)["groups"].as_array().unwrap().clone()
}

fn decided(person: &Person) -> Vec<Value> {
    person.get(&format!("{CONTRACTS}/duplicates?decided=true")).expect(200)["groups"].as_array().unwrap().clone()
}

fn decide(person: &Person, group: &Value, more: Value) -> Answer {
    let mut body = json!({ "rule": group["rule"], "mark": group["mark"], "version": group["version"] });
    for (key, value) in more.as_object().unwrap() {
        body[key] = value.clone();
    }
    person.post(&format!("{CONTRACTS}/duplicates"), &body)
}

/// The contract as if signed on another day: alike in buyer, name and total, and in nothing else that is compared.
fn later(day: u32) -> Value {
    let mut values = contract();
    values["signed_on"] = json!(format!("2023-01-{day:02}"));
    values
}

/// The contract with another name, so that it is alike by nothing but what a test makes alike.
fn named(name: &str) -> Value {
    let mut values = contract();
    values["contract_name"] = json!(name);
    values
}

#[test]
fn entries_alike_are_listed_until_they_were_found_different_and_again_when_a_compared_cell_changed() {
    each(|app| {
        let clerk = app.sign_in("hongshan.clerk");
        let one = begin(&clerk, &contract()).expect(201);
        assert!(groups(&clerk).is_empty());
        let two = begin(&clerk, &later(17)).expect(201);
        let group = groups(&clerk).remove(0);
        assert_eq!(
            (&group["count"], &group["may_decide"], &group["decision"]),
            (&json!(2), &json!(true), &Value::Null)
        );
        assert_eq!(group["cells"], json!(["buyer_code", "contract_name", "total"]));
        let ids: Vec<&Value> = group["entries"].as_array().unwrap().iter().map(|one| &one["row"]["id"]).collect();
        assert_eq!(ids, [&one["row"]["id"], &two["row"]["id"]]);
        assert_eq!(group["entries"][0]["shown"]["total"], "120 万元");

        assert_eq!(
            crate::booked::paths(&decide(&clerk, &group, json!({ "verdict": "different" })).expect(422)),
            ["reason"]
        );
        let apart = json!({ "verdict": "different", "reason": "两期合同" });
        assert_eq!(decide(&clerk, &group, apart.clone()).status, 204);
        assert!(groups(&clerk).is_empty());
        let kept = decided(&clerk).remove(0)["decision"].clone();
        assert_eq!(
            (&kept["verdict"], &kept["reason"], &kept["by"]),
            (&json!("different"), &json!("两期合同"), &json!("徐若琳"))
        );

        // A cell that is not compared changes nothing; one more of the same kind does.
        let mut changed = later(17);
        changed["content"] = json!("标的内容另行约定。");
        let two = save(&clerk, &two, &changed, "").expect(200);
        assert!(groups(&clerk).is_empty());
        begin(&clerk, &later(18)).expect(201);
        let again = groups(&clerk).remove(0);
        assert_eq!((&again["count"], &again["decision"]["reason"]), (&json!(3), &json!("两期合同")));
        assert_eq!(decide(&clerk, &group, apart.clone()).problem(409), "base.stale");
        assert_eq!(decide(&clerk, &again, apart).status, 204);
        assert!(groups(&clerk).is_empty());

        // What was compared changes and comes back: it is another entry to look at.
        let other = save(&clerk, &two, &named("另一份合同"), "").expect(200);
        assert!(groups(&clerk).is_empty());
        save(&clerk, &other, &later(17), "").expect(200);
        assert_eq!(groups(&clerk).len(), 1);
    });
}

#[test]
fn one_of_two_stays_and_the_other_leaves_the_list_once_it_is_revoked() {
    each(|app| {
        let (clerk, owner) = (app.sign_in("hongshan.clerk"), app.sign_in("kjj.clerk"));
        let one = submitted(&clerk, &contract());
        let two = submitted(&clerk, &later(17));
        // The same three cells, and the same file as evidence.
        let both = groups(&owner);
        assert_eq!(both.len(), 2);
        let file = both.iter().find(|group| group["cells"] == json!([])).unwrap();
        assert_eq!(decide(&owner, file, json!({ "verdict": "different", "reason": "同一附件" })).status, 204);
        let group = both.iter().find(|group| group["cells"] != json!([])).unwrap();
        let strange = json!({ "verdict": "same", "keeps": "1" });
        assert_eq!(crate::booked::paths(&decide(&owner, group, strange).expect(422)), ["keeps"]);
        assert_eq!(decide(&owner, group, json!({ "verdict": "same", "keeps": one["row"]["id"] })).status, 204);
        let all = decided(&owner);
        let kept = all.iter().find(|group| group["cells"] != json!([])).unwrap();
        assert_eq!((&kept["decision"]["verdict"], &kept["decision"]["keeps"]), (&json!("same"), &one["row"]["id"]));
        assert_eq!(kept["count"], 2, "the other one is still to be revoked");

        // As if it had come as far as its registration, from which alone it is revoked.
        let id = two["row"]["id"].as_str().unwrap().parse().unwrap();
        app.block_on(app.app.store.write(app.app.now(), move |tx| {
            let shape =
                store::entry::Shape { ledger: "tech_contract".to_owned(), cells: Vec::new(), naming: Vec::new() };
            let mut row = store::entry::entry_by_id(tx, &shape, id)?.unwrap();
            row.state = "registered".to_owned();
            Ok(store::entry::update_entry(tx, &shape, &row)?)
        }))
        .unwrap();
        let head = app.sign_in("kjj.division");
        let seen = head.get(&crate::booked::path(&two, "")).expect(200);
        let proved = attach(&head, &seen, "change_papers", "说明.pdf", b"%PDF-1.7\nanother\n%%EOF\n").expect(201);
        step(&head, &proved, "revoke", json!({ "reason": "重复登记" })).expect(200);
        assert!(decided(&owner).is_empty() && groups(&owner).is_empty());
    });
}

#[test]
fn an_entry_of_another_district_shows_its_keeper_and_no_more_and_only_the_owner_decides() {
    each(|app| {
        let (here, there) = (app.sign_in("hongshan.clerk"), app.sign_in("dhgx.clerk"));
        begin(&here, &contract()).expect(201);
        let mut theirs = later(17);
        theirs["content"] = json!("东湖高新区填报的内容。");
        begin(&there, &theirs).expect(201);
        let listed = here.get(&format!("{CONTRACTS}/duplicates"));
        assert!(!listed.text.contains("东湖高新区填报的内容"), "{}", listed.text);
        let group = groups(&here).remove(0);
        let entries = group["entries"].as_array().unwrap();
        let unseen = entries.iter().find(|one| one["row"].is_null()).unwrap();
        assert_eq!((&unseen["shown"], &group["may_decide"]), (&json!({}), &json!(false)));
        assert_eq!(unseen["organisation"]["name"], "东湖高新区");
        let apart = json!({ "verdict": "different", "reason": "不是一份" });
        assert_eq!(decide(&here, &group, apart.clone()).problem(409), "work.duplicate.elsewhere");
        // A city department sees neither; a leader sees both, the amount of neither, and decides nothing.
        let leader = app.sign_in("leader");
        let seen = groups(&leader).remove(0);
        assert_eq!(seen["entries"][0]["shown"]["total"], Value::Null);
        assert_eq!(decide(&leader, &seen, apart.clone()).problem(403), "base.forbidden");
        assert!(groups(&app.sign_in("fgw.clerk")).is_empty());
        let foreign = app.sign_in("fgw.clerk");
        assert_eq!(decide(&foreign, &group, apart.clone()).problem(404), "base.not_found");
        assert_eq!(decide(&app.sign_in("kjj.clerk"), &group, apart).status, 204);
        let kept = decided(&here).remove(0)["decision"].clone();
        assert_eq!((&kept["reason"], &kept["by"]), (&json!(""), &json!("孙晓彤")));
    });
}

#[test]
fn the_same_file_at_two_entries_is_found_and_no_longer_when_it_is_taken_away() {
    each(|app| {
        let clerk = app.sign_in("dhgx.clerk");
        let ledger = "/api/ledgers/high_tech";
        let listed = || clerk.get(&format!("{ledger}/duplicates")).expect(200)["groups"].as_array().unwrap().len();
        let view = clerk.get(ledger).expect(200);
        let field = view["fields"].as_array().unwrap().iter().find(|one| one["kind"] == "evidence").unwrap();
        let field = field["code"].as_str().unwrap();
        let mut entries = Vec::new();
        for _ in 0..2 {
            let body = json!({ "organisation_id": crate::booked::keeper(&clerk, "high_tech"), "content": {} });
            let entry = clerk.post(&format!("{ledger}/entries"), &body).expect(201);
            assert_eq!(listed(), 0);
            entries.push(attach(&clerk, &entry, field, "证书.pdf", PDF).expect(201));
        }
        assert_eq!(listed(), 1);
        let file = entries[1]["evidence"][0]["id"].as_str().unwrap();
        clerk.delete(&crate::booked::path(&entries[1], &format!("/files/{file}"))).expect(200);
        assert_eq!(listed(), 0);
    });
}
