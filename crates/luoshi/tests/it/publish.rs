//! Publishing: what blocks it, what goes out, and that it happens once.

use crate::drafted::{draft, draft_of, duties, organisation, published};
use crate::uploaded::upload;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use testkit::{Person, TestApp, each};

fn codes(lines: &Value) -> Vec<String> {
    lines.as_array().unwrap().iter().map(|line| line["code"].as_str().unwrap().to_owned()).collect()
}

/// Lines such as `kjj lead 1`, for one task.
fn printed(app: &TestApp, office: &Person, task: &str) -> Vec<String> {
    let all = app.sign_in("office").get("/api/organisations").expect(200);
    let code = |duty: &Value| {
        let found = all.as_array().unwrap().iter().find(|one| one["id"] == duty["organisation"]["id"]);
        found.unwrap()["code"].as_str().unwrap().to_owned()
    };
    let print = |duty: &Value| {
        let via = duty["via_group"]["name"].as_str().map_or(String::new(), |group| format!(" via {group}"));
        format!("{} {} {}{via}", code(duty), duty["role"].as_str().unwrap(), duty["ordinal"])
    };
    duties(office, &format!("task={task}")).iter().map(print).collect()
}

#[test]
fn a_ready_draft_says_what_will_go_out_and_what_to_know() {
    each(|app| {
        let drafted = draft(app);
        let check = app.sign_in("office").get(&drafted.path("/publish-check")).expect(200);
        assert_eq!(check["ready"], true, "{check}");
        assert_eq!(codes(&check["blocking"]), Vec::<String>::new());
        let expected =
            ["work.publish.provisional_owner", "work.publish.open_decision", "work.publish.organisation_ends"];
        assert_eq!(codes(&check["warnings"]), expected);
        // 1 + 2, 2 + 1 + 15, 1 + 14 + 1 (who leads is not responsible through the group), 1 + 1.
        assert_eq!(check["duties"], 3 + 18 + 16 + 2);
        assert_eq!(check["organisations"], 15 + 5);
        assert_eq!(app.sign_in("leader").get(&drafted.path("/publish-check")).expect(200), check);
        assert_eq!(app.sign_in("kjj.head").get(&drafted.path("/publish-check")).problem(403), "base.forbidden");
        let mut english = app.sign_in("office");
        "en".clone_into(&mut english.language);
        let said = english.get(&drafted.path("/publish-check")).expect(200);
        assert!(said["warnings"][2]["message"].as_str().unwrap().contains("exists until 2023-08-18"), "{said}");
    });
}

#[test]
fn publishing_fans_duties_out_once() {
    each(|app| {
        let drafted = draft(app);
        let office = app.sign_in("office");
        let publish = drafted.path("/publish");
        assert_eq!(app.sign_in("kjj.head").post(&publish, &json!({ "version": 1 })).problem(403), "base.forbidden");
        assert_eq!(app.nobody().post(&publish, &json!({ "version": 1 })).problem(401), "work.not_signed_in");
        assert_eq!(office.post(&publish, &json!({ "version": 7 })).problem(409), "base.stale");
        assert_eq!(office.post("/api/plans/1/publish", &json!({ "version": 1 })).problem(404), "base.not_found");
        let done = office.post_with_key(&publish, "publish-once", &json!({ "version": 1 })).expect(200);
        assert_eq!(done, json!({ "plan_id": drafted.plan, "duties": 39, "organisations": 20 }));
        assert_eq!(office.post_with_key(&publish, "publish-once", &json!({ "version": 1 })).expect(200), done);
        assert_eq!(office.post(&publish, &json!({ "version": 1 })).problem(409), "work.publish.already_published");
        assert_eq!(duties(&office, &format!("plan={}", drafted.plan)).len(), 39);
        assert_eq!(printed(app, &office, &drafted.tasks[0]), ["fgw lead 1", "kjj responsible 1", "czj responsible 2"]);
        let second = printed(app, &office, &drafted.tasks[1]);
        assert_eq!(second[..3], ["kjj lead 1", "jxj lead 2", "fgw responsible 1"]);
        assert_eq!(second[3], "jiangan responsible 2 via 各区人民政府");
        assert_eq!(second.len(), 18);
        let third = printed(app, &office, &drafted.tasks[2]);
        assert_eq!(third[0], "dhgx lead 1");
        assert!(!third.iter().any(|line| line.starts_with("dhgx responsible")), "{third:?}");
        assert_eq!(third.last().unwrap(), "kjj responsible 2");
        let plan = app.sign_in("kjj.clerk").get(&drafted.path("")).expect(200);
        assert_eq!(plan["state"], "published");
    });
}

#[test]
fn what_is_missing_blocks() {
    each(|app| {
        let drafted =
            draft_of(app, &[("无人牵头", "", &[], &["市科技局"]), ("单位不明", "", &["市科技局"], &["某某研究会"])]);
        let office = app.sign_in("office");
        let check = office.get(&drafted.path("/publish-check")).expect(200);
        assert_eq!(check["ready"], false);
        assert_eq!(codes(&check["blocking"]), ["work.publish.no_lead", "work.publish.unknown_name"]);
        assert_eq!(check["blocking"][0]["item_id"], drafted.tasks[0]);
        let refused = office.post(&drafted.path("/publish"), &json!({ "version": 1 }));
        assert_eq!(refused.problem(409), "work.publish.not_ready");
        assert_eq!(duties(&office, &format!("plan={}", drafted.plan)).len(), 0);
        let empty = draft_of(app, &[]);
        let check = office.get(&empty.path("/publish-check")).expect(200);
        assert_eq!(codes(&check["blocking"]), ["work.publish.no_task"]);
    });
}

#[test]
fn an_item_nobody_has_decided_on_blocks() {
    each(|app| {
        let drafted = draft(app);
        let office = app.sign_in("office");
        // Dropping and taking back leaves an item undecided, as the reader left it.
        let item = |tail: &str| drafted.path(&format!("/items/{}{tail}", drafted.tasks[3]));
        let drop = json!({ "version": 1, "reason": "试一试" });
        let dropped = office.post(&item("/drop"), &drop).expect(200);
        let check = office.get(&drafted.path("/publish-check")).expect(200);
        assert_eq!((check["ready"].clone(), check["duties"].clone()), (json!(true), json!(37)));
        office.post(&item("/restore"), &json!({ "version": dropped["version"] })).expect(200);
        let check = office.get(&drafted.path("/publish-check")).expect(200);
        assert_eq!(codes(&check["blocking"]), ["work.publish.pending"]);
        assert_eq!(check["blocking"][0]["item_id"], drafted.tasks[3]);
    });
}

#[test]
fn a_year_has_one_published_plan() {
    each(|app| {
        published(app);
        let second = draft(app);
        let office = app.sign_in("office");
        let check = office.get(&second.path("/publish-check")).expect(200);
        assert_eq!(codes(&check["blocking"]), ["work.publish.year_is_published"]);
        let refused = office.post(&second.path("/publish"), &json!({ "version": 1 }));
        assert_eq!(refused.problem(409), "work.publish.not_ready");
    });
}

#[test]
fn of_two_offices_one_publishes() {
    each(|app| {
        let drafted = draft(app);
        let offices = [app.sign_in("office"), app.sign_in("office.review")];
        let path = drafted.path("/publish");
        let mut statuses: Vec<u16> = std::thread::scope(|scope| {
            let running: Vec<_> =
                offices.iter().map(|one| scope.spawn(|| one.post(&path, &json!({ "version": 1 })).status)).collect();
            running.into_iter().map(|one| one.join().unwrap()).collect()
        });
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 409]);
        assert_eq!(duties(&offices[0], &format!("plan={}", drafted.plan)).len(), 39);
    });
}

#[test]
fn a_plan_shows_by_organisation_what_the_reader_may_see() {
    each(|app| {
        let drafted = published(app);
        let shares = |login: &str| app.sign_in(login).get(&drafted.path("/by-organisation")).expect(200);
        let all = shares("leader");
        assert_eq!(all.as_array().unwrap().len(), 20);
        let of = |shares: &Value, code: &str| {
            let id = organisation(&app.sign_in("office"), code);
            shares.as_array().unwrap().iter().find(|one| one["organisation"]["id"] == id.as_str()).cloned()
        };
        let kjj = of(&all, "kjj").unwrap();
        let numbers =
            |list: &Value| list.as_array().unwrap().iter().map(|one| one["number"].clone()).collect::<Vec<_>>();
        assert_eq!(numbers(&kjj["lead"]), ["2", "4"]);
        assert_eq!(numbers(&kjj["responsible"]), ["1", "3"]);
        assert_eq!(kjj["total"], 4);
        assert_eq!((kjj["received"].clone(), kjj["work_plans_due"].clone()), (json!(0), json!(2)));
        assert_eq!(kjj["organisation"]["kind"], "city_department");
        // 洪山区 leads nothing: it sees its own two duties and nobody else's.
        let hongshan = shares("hongshan.clerk");
        assert_eq!(hongshan.as_array().unwrap().len(), 1);
        assert_eq!(hongshan[0]["total"], 2);
        // Who leads a task sees everybody on it.
        let fgw = shares("fgw.clerk");
        assert!(of(&fgw, "czj").is_some() && of(&fgw, "jxj").is_none(), "{fgw}");
        assert_eq!(app.sign_in("sysadmin").get(&drafted.path("/by-organisation")).problem(403), "base.forbidden");
        let secret = draft(app);
        assert_eq!(app.sign_in("kjj.head").get(&secret.path("/by-organisation")).problem(404), "base.not_found");
        assert_eq!(app.sign_in("leader").get(&secret.path("/by-organisation")).expect(200), json!([]));
    });
}

#[test]
fn a_task_stands_on_one_page() {
    each(|app| {
        let drafted = published(app);
        let page = app.sign_in("fgw.head").get(&drafted.task(0, "")).expect(200);
        assert_eq!(page["task"]["title"], "建设重大科技基础设施");
        assert_eq!(page["sentence"], "建设重大科技基础设施4个。");
        assert_eq!(page["targets"][0]["target"]["value"], "4");
        assert_eq!(page["indicators"][0]["blocked"], true);
        assert_eq!(page["duties"].as_array().unwrap().len(), 3);
        assert_eq!(page["may"], json!(["receive_duty"]));
        let page = app.sign_in("office").get(&drafted.task(0, "")).expect(200);
        assert_eq!(page["may"], json!(["amend_item"]));
        let page = app.sign_in("hongshan.head").get(&drafted.task(0, "")).expect(200);
        assert_eq!((page["duties"].clone(), page["may"].clone()), (json!([]), json!([])));
        let clerk = app.sign_in("kjj.clerk");
        assert_eq!(clerk.get(&drafted.path("/tasks/12345")).problem(404), "base.not_found");
        let secret = draft(app);
        assert_eq!(clerk.get(&secret.task(0, "")).problem(404), "base.not_found");
    });
}

/// Organisations that a printed body stands for.
fn meant(body: &Value, groups: &Value) -> Vec<String> {
    if body["kind"] == "organisation" {
        return vec![body["id"].as_str().unwrap().to_owned()];
    }
    let group = groups.as_array().unwrap().iter().find(|one| one["id"] == body["id"]).unwrap();
    group["members"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect()
}

/// The duties that the printed bodies of a plan make, counted apart from the rule that makes them.
fn expected_duties(plan: &Value, groups: &Value) -> BTreeSet<(String, String, String)> {
    let mut expected = BTreeSet::new();
    for task in plan["items"].as_array().unwrap().iter().filter(|item| item["kind"] == "task") {
        let id = task["id"].as_str().unwrap().to_owned();
        let all = |role: &str| task[role].as_array().unwrap().clone();
        let leads: BTreeSet<String> = all("lead").iter().flat_map(|body| meant(body, groups)).collect();
        expected.extend(leads.iter().map(|one| (id.clone(), "lead".to_owned(), one.clone())));
        for body in all("responsible") {
            let own_name = body["kind"] == "organisation";
            let who = meant(&body, groups).into_iter().filter(|one| own_name || !leads.contains(one));
            expected.extend(who.map(|one| (id.clone(), "responsible".to_owned(), one)));
        }
    }
    expected
}

#[test]
fn the_whole_notice_goes_out() {
    each(|app| {
        let draft = upload(app);
        let plan = draft.show();
        let confirm = |item: &Value| json!({ "id": item["id"], "version": item["version"] });
        let items: Vec<Value> = plan["items"].as_array().unwrap().iter().map(confirm).collect();
        let results = draft.office.post(&draft.path("/items/confirm"), &json!({ "items": items })).expect(200);
        assert!(results["results"].as_array().unwrap().iter().all(|one| one["done"] == true), "{results}");
        let check = draft.office.get(&draft.path("/publish-check")).expect(200);
        assert_eq!(check["ready"], true, "{}", check["blocking"]);
        assert!(!check["warnings"].as_array().unwrap().is_empty(), "open decisions are told and block nothing");
        let plan = draft.show();
        let groups = draft.office.get("/api/groups").expect(200);
        let expected = expected_duties(&plan, &groups);
        let done = draft.office.post(&draft.path("/publish"), &json!({ "version": plan["version"] })).expect(200);
        assert_eq!(done["duties"], expected.len());
        assert_eq!((&check["duties"], &check["organisations"]), (&done["duties"], &done["organisations"]));
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let found: BTreeSet<(String, String, String)> = duties(&draft.office, &format!("plan={}", draft.plan))
            .iter()
            .map(|duty| (text(&duty["task_id"]), text(&duty["role"]), text(&duty["organisation"]["id"])))
            .collect();
        assert_eq!(found, expected);
        eprintln!("the notice goes out as {} duties to {} organisations", done["duties"], done["organisations"]);
    });
}
