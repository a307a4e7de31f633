//! Saved views: kept, shared, opened with, changed by their makers and heads, and no way round a masked field.

use crate::booked::{CONTRACTS, begin, contract, paths};
use serde_json::{Value, json};
use testkit::{Answer, Person, each};

fn content() -> Value {
    json!({
        "search": "光通信",
        "filters": [{ "cell": "kind", "any": ["KF"] }],
        "sort": "-total",
        "columns": ["kind", "total", "signed_on"],
    })
}

fn keep(person: &Person, name: &str, shared: Option<&str>, content: &Value) -> Answer {
    let body = json!({ "name": name, "organisation_id": shared, "content": content });
    person.post(&format!("{CONTRACTS}/views"), &body)
}

fn views(person: &Person) -> Vec<Value> {
    person.get(&format!("{CONTRACTS}/views")).expect(200).as_array().unwrap().clone()
}

fn home(person: &Person) -> String {
    person.get("/api/me").expect(200)["organisation"]["id"].as_str().unwrap().to_owned()
}

fn address(view: &Value) -> String {
    format!("{CONTRACTS}/views/{}", view["id"].as_str().unwrap())
}

#[test]
fn a_view_is_kept_renamed_shared_and_removed_by_its_maker() {
    each(|app| {
        let clerk = app.sign_in("hongshan.clerk");
        let kept = keep(&clerk, "大额开发合同", None, &content()).expect(201)[0].clone();
        assert_eq!(kept["content"], content());
        assert_eq!((&kept["left_out"], &kept["mine"], &kept["default"]), (&json!(0), &json!(true), &json!(false)));
        assert_eq!(paths(&keep(&clerk, "大额开发合同", None, &content()).expect(422)), ["name"]);
        assert_eq!(paths(&keep(&clerk, " ", None, &content()).expect(422)), ["name"]);

        // Nobody else has it until it is shared, and then the organisation has it and no other.
        let (head, other) = (app.sign_in("hongshan.head"), app.sign_in("dhgx.clerk"));
        assert!(views(&head).is_empty());
        let rename = |person: &Person, view: &Value, name: &str, shared: Option<&str>| {
            person.put(&address(view), &json!({ "version": view["version"], "name": name, "organisation_id": shared }))
        };
        assert_eq!(rename(&head, &kept, "别人的", None).problem(404), "base.not_found");
        assert_eq!(paths(&rename(&clerk, &kept, "大额", Some(&home(&other))).expect(422)), ["organisation_id"]);
        let shared = rename(&clerk, &kept, "大额", Some(&home(&clerk))).expect(200)[0].clone();
        assert_eq!((&shared["name"], &shared["organisation"]["name"]), (&json!("大额"), &json!("洪山区")));
        assert_eq!(shared["content"], content(), "what it does stays where only its name was changed");
        assert_eq!(rename(&clerk, &kept, "旧页面", None).problem(409), "base.stale");
        assert!(views(&other).is_empty());

        // A colleague sees it and may not touch it; the head of the organisation may.
        let colleague = app.sign_in("hongshan.registrar");
        let seen = views(&colleague)[0].clone();
        assert_eq!(
            (&seen["mine"], &seen["may_edit"], &seen["owner"]["name"]),
            (&json!(false), &json!(false), &json!("徐若琳"))
        );
        assert_eq!(rename(&colleague, &seen, "改名", None).problem(403), "base.forbidden");
        assert_eq!(colleague.delete(&address(&seen)).problem(403), "base.forbidden");
        assert_eq!(rename(&head, &seen, "本区大额", Some(&home(&head))).expect(200)[0]["name"], "本区大额");

        let opened = colleague.put(&format!("{CONTRACTS}/default-view"), &json!({ "view_id": seen["id"] })).expect(200);
        assert_eq!(opened[0]["default"], true);
        assert_eq!(views(&clerk)[0]["default"], false, "each chooses for oneself");
        assert_eq!(app.sign_in("hongshan.division").delete(&address(&seen)).expect(200), json!([]));
        assert!(views(&colleague).is_empty() && views(&clerk).is_empty());
    });
}

#[test]
fn a_view_of_what_a_reader_may_not_see_or_what_is_gone_opens_without_it() {
    each(|app| {
        let clerk = app.sign_in("kjj.clerk");
        let kept = keep(&clerk, "大额", Some(&home(&clerk)), &content()).expect(201)[0].clone();
        let column = json!({ "search": "", "filters": [], "sort": "", "columns": ["no_such_field"] });
        assert_eq!(paths(&keep(&clerk, "错", None, &column).expect(422)), ["columns"]);
        let filter = json!({ "search": "", "filters": [{ "cell": "gone", "any": ["1"] }], "sort": "", "columns": [] });
        assert_eq!(paths(&keep(&clerk, "错", None, &filter).expect(422)), ["filter"]);

        let leader = app.sign_in("leader");
        // What the list refuses the leader, no view gets round: neither kept by themselves,
        assert_eq!(paths(&keep(&leader, "大额", None, &content()).expect(422)), ["columns"]);
        let masked = json!({ "search": "", "filters": [], "sort": "-total", "columns": [] });
        assert_eq!(paths(&keep(&leader, "大额", None, &masked).expect(422)), ["sort"]);
        // nor kept by others: the leader is put beside the clerk, and the amount is left out of what both share.
        let (organisation, user) = (home(&clerk), leader.get("/api/me").expect(200)["id"].clone());
        let admin = app.sign_in("secadmin");
        let account = admin.get("/api/users?q=leader").expect(200)["items"][0].clone();
        assert_eq!(account["id"], user);
        let role = json!({ "version": account["version"], "organisation_id": organisation, "role": "leader",
            "division_id": null });
        admin.post(&format!("/api/users/{}/memberships", user.as_str().unwrap()), &role).expect(201);
        let seen = views(&leader)[0].clone();
        assert_eq!(seen["left_out"], 2, "{seen}");
        assert_eq!(
            (&seen["content"]["sort"], &seen["content"]["columns"]),
            (&json!(""), &json!(["kind", "signed_on"]))
        );
        assert_eq!(seen["content"]["filters"], json!([{ "cell": "kind", "any": ["KF"] }]));

        // A pack that took a field away since: as if the view had been kept with it.
        let id = kept["id"].as_str().unwrap().parse().unwrap();
        app.block_on(app.app.store.write(app.app.now(), move |tx| {
            let mut row = store::saved_view::saved_view_by_id(tx, id)?.unwrap();
            row.filters = r#"[{"cell":"gone","from":"1000000"},{"cell":"kind","any":["KF"]}]"#.to_owned();
            Ok(store::saved_view::update_saved_view(tx, &row)?)
        }))
        .unwrap();
        let seen = views(&clerk)[0].clone();
        assert_eq!(
            (&seen["left_out"], &seen["content"]["filters"]),
            (&json!(1), &json!([{ "cell": "kind", "any": ["KF"] }]))
        );
        assert!(!seen.to_string().contains("1000000"), "{seen}");
    });
}

#[test]
fn nobody_keeps_more_than_fifty_and_a_double_click_keeps_one() {
    each(|app| {
        let clerk = app.sign_in("hongshan.clerk");
        let body = json!({ "name": "一", "content": { "search": "光" } });
        for _ in 0..2 {
            clerk.post_with_key(&format!("{CONTRACTS}/views"), "one-view-only", &body).expect(201);
        }
        assert_eq!(views(&clerk).len(), 1);
        for number in 2..=50 {
            keep(&clerk, &format!("视图{number}"), None, &json!({})).expect(201);
        }
        assert_eq!(keep(&clerk, "第五十一个", None, &json!({})).problem(409), "work.saved_view.too_many");
    });
}

#[test]
fn a_column_that_the_ledger_does_not_list_is_shown_when_it_is_asked_for() {
    each(|app| {
        let clerk = app.sign_in("hongshan.clerk");
        begin(&clerk, &contract()).expect(201);
        let shown = |person: &Person, columns: &str| {
            person.get(&format!("{CONTRACTS}/entries?columns={columns}")).expect(200)["rows"][0]["shown"].clone()
        };
        assert_eq!(shown(&clerk, "")["content"], Value::Null);
        let asked = shown(&clerk, "content,non_technical");
        assert_eq!(asked["content"], "委托开发五十吉比特每秒光收发芯片。");
        assert_eq!(asked["non_technical"], "20 万元");
        let masked = shown(&app.sign_in("leader"), "content,non_technical");
        assert_eq!((&masked["content"], &masked["non_technical"]), (&asked["content"], &Value::Null));
    });
}
