//! Whoever an entry names to act, or a colleague named as stand-in, sees the entry and can act on it; nobody else gains
//! anything, and what is masked stays masked. The office acts where the life cycle names it, and nowhere else.

use crate::booked::{path, save, step};
use crate::lived::{Life, Lived, People};
use serde_json::{Value, json};
use testkit::{Person, each};

const BIDS: &str = "/api/ledgers/national_bid";

/// A bid of 东湖高新区 that 洪山区 must agree to, which neither keeps nor reads the ledger.
fn bid(cosigners: &Value) -> Value {
    json!({ "cosigners": cosigners, "contact": "柳经办", "contact_phone": "13800000000" })
}

fn life() -> Life {
    Life::read(include_str!("lives/national_bid.toml"))
}

fn listed(person: &Person) -> Value {
    person.get(&format!("{BIDS}/entries")).expect(200)["count"].clone()
}

fn waiting(person: &Person) -> Value {
    let entries = person.get("/api/todo").expect(200)["entries"].clone();
    entries.as_array().unwrap().iter().map(|one| json!([one["ledger"], one["waiting"]])).collect()
}

/// Leads a bid to the step in which others agree.
fn reviewed<'a>(people: &People<'_>, life: &'a Life, cosigners: &Value) -> Lived<'a> {
    life.until(people, "reviewed", &bid(cosigners))
}

#[test]
fn who_must_agree_sees_the_entry_while_it_is_named_and_agrees() {
    each(|app| {
        let people = People::new(app);
        let life = life();
        let mut lived = reviewed(&people, &life, &json!(["hongshan", "jxj"]));
        let place = path(&lived.entry, "");
        let (division, clerk) = (people.who("hongshan.division"), people.who("hongshan.clerk"));
        for person in [&division, &clerk] {
            assert_eq!(person.get(&place).expect(200)["row"]["title"], "示例全国重点实验室");
            assert_eq!(listed(person), 1);
        }
        assert_eq!((waiting(&division), waiting(&clerk)), (json!([["national_bid", 1]]), json!([])));
        let mine = format!("{BIDS}/entries?filter=%5B%7B%22cell%22:%22turn%22,%22any%22:%5B%22mine%22%5D%7D%5D");
        assert_eq!(
            (&division.get(&mine).expect(200)["count"], &clerk.get(&mine).expect(200)["count"]),
            (&json!(1), &json!(0))
        );

        // A body that is not named sees nothing of it, wherever it looks.
        for login in ["hust.head", "scjgj.division"] {
            let stranger = people.who(login);
            assert_eq!(
                (stranger.get(&place).status, listed(&stranger), waiting(&stranger)),
                (404, json!(0), json!([]))
            );
            assert_eq!(step(&stranger, &lived.entry, "countersign", json!({})).status, 404, "{login}");
        }

        // Only whose turn it is agrees, and nobody of the named body changes a word.
        assert_eq!(step(&clerk, &lived.entry, "countersign", json!({})).status, 403);
        let offered = division.get(&place).expect(200)["moves"].clone();
        assert_eq!(offered.as_array().unwrap().iter().map(|one| &one["code"]).collect::<Vec<_>>(), ["countersign"]);
        assert_eq!(save(&clerk, &lived.entry, &json!({}), "改一改").problem(409), "work.entry.closed");
        lived.entry = step(&division, &lived.entry, "countersign", json!({})).expect(200);
        assert_eq!(lived.state(), "reviewed");
        lived.entry = step(&people.who("jxj.head"), &lived.entry, "countersign", json!({})).expect(200);
        assert_eq!((lived.state(), waiting(&division)), ("agreed", json!([])));
    });
}

#[test]
fn what_is_masked_for_others_stays_masked_for_who_is_named() {
    each(|app| {
        let people = People::new(app);
        let life = life();
        let lived = reviewed(&people, &life, &json!(["hongshan"]));
        let head = people.who("hongshan.head");
        for tail in ["", "/history"] {
            let kept = people.who("dhgx.head").get(&path(&lived.entry, tail));
            let seen = head.get(&path(&lived.entry, tail));
            assert_eq!(
                (seen.status, kept.text.contains("柳经办"), seen.text.contains("柳经办")),
                (200, true, false),
                "{tail}"
            );
        }
        let out = head.get(&format!("{BIDS}/export?format=csv")).text;
        assert!(out.contains("示例全国重点实验室") && !out.contains("柳经办") && !out.contains("13800000000"), "{out}");
        let found = |words: &str| head.get(&format!("{BIDS}/entries?search={words}")).expect(200)["count"].clone();
        assert_eq!((found("示例全国"), found("柳经办")), (json!(1), json!(0)));
        assert_eq!(head.get(&format!("{BIDS}/entries?sort=contact")).problem(422), "base.invalid");
    });
}

#[test]
fn who_is_named_no_more_sees_the_entry_no_more() {
    each(|app| {
        let people = People::new(app);
        let life = life();
        let lived = life.begin(&people, &bid(&json!("hongshan")));
        let (clerk, there) = (people.who("dhgx.clerk"), people.who("hongshan.head"));
        let place = path(&lived.entry, "");
        assert_eq!(there.get(&place).status, 200);
        let mut values = lived.entry["values"].clone();
        values["cosigners"] = json!(["jxj"]);
        save(&clerk, &lived.entry, &values, "").expect(200);
        assert_eq!((there.get(&place).status, listed(&there)), (404, json!(0)));
    });
}

#[test]
fn a_stand_in_of_another_organisation_sees_the_entry_as_long_as_it_is_their_turn() {
    each(|app| {
        let people = People::new(app);
        let life = life();
        let lived = reviewed(&people, &life, &json!(["jxj"]));
        let user = |login: &str| people.who(login).get("/api/me").expect(200)["id"].clone();
        let (head, taker) = (user("dhgx.head"), user("hust.clerk"));
        let hust = crate::drafted::organisation(&people.who("office"), "hust");
        let found = people.who("secadmin").get("/api/users?q=dhgx.head").expect(200);
        let version = found["items"][0]["version"].clone();
        let body = json!({ "version": version, "organisation_id": hust, "division_id": null, "role": "division_head" });
        let memberships = format!("/api/users/{}/memberships", head.as_str().unwrap());
        people.who("secadmin").post(&memberships, &body).expect(201);
        let (clerk, place) = (people.who("hust.clerk"), path(&lived.entry, ""));
        assert_eq!(clerk.get(&place).status, 404);
        let asked = json!({ "user_id": taker, "reason": "出差期间代办" });
        let entry = step(&people.who("dhgx.head"), &lived.entry, "delegate", asked).expect(200);
        assert_eq!((clerk.get(&place).status, listed(&clerk)), (200, json!(1)));
        assert_eq!(people.who("hust.division").get(&place).status, 404);
        let agreed = step(&people.who("jxj.head"), &entry, "countersign", json!({})).expect(200);
        assert_eq!(agreed["row"]["state"], "agreed");
        assert_eq!((clerk.get(&place).status, listed(&clerk)), (404, json!(0)));
    });
}

#[test]
fn the_office_fills_in_its_own_steps_and_begins_no_entry_for_anybody() {
    each(|app| {
        let people = People::new(app);
        let life = Life::read(include_str!("lives/national_item.toml"));
        let lived = life.until(&people, "landed", &Value::Null);
        let office = people.who("office");
        let seen = office.get(&path(&lived.entry, "")).expect(200);
        assert_eq!((&seen["may_edit"], &seen["may_add_files"]), (&json!(true), &json!(true)));
        let keeper = lived.entry["row"]["organisation"]["id"].clone();
        let body = json!({ "organisation_id": keeper, "content": { "values": { "item_no": 9 } } });
        assert_eq!(office.post("/api/ledgers/national_item/entries", &body).problem(403), "base.forbidden");
    });
}
