//! Duties: who sees them, who acknowledges them, to whom they are passed on.

use crate::drafted::{duties, organisation, published, receive};
use serde_json::{Value, json};
use testkit::{TestApp, each};

fn own(app: &TestApp, login: &str, task: &str, code: &str) -> Value {
    let person = app.sign_in(login);
    let organisation = organisation(&person, code);
    duties(&person, &format!("task={task}&organisation={organisation}")).remove(0)
}

fn path(duty: &Value, tail: &str) -> String {
    format!("/api/duties/{}{tail}", duty["id"].as_str().unwrap())
}

#[test]
fn one_sees_own_duties_and_those_of_tasks_one_leads() {
    each(|app| {
        let drafted = published(app);
        let seen = |login: &str, query: &str| duties(&app.sign_in(login), query).len();
        assert_eq!(seen("office", ""), 39);
        assert_eq!(seen("leader", ""), 39);
        assert_eq!(seen("hongshan.clerk", ""), 2);
        // Own: 2, 4 as lead, 1, 3 as responsible; with all on tasks 2 and 4.
        assert_eq!(seen("kjj.clerk", ""), 18 + 2 + 2);
        assert_eq!(seen("kjj.clerk", "role=lead"), 3);
        assert_eq!(seen("kjj.clerk", &format!("task={}", drafted.tasks[0])), 1);
        assert_eq!(seen("office", "state=received"), 0);
        assert_eq!(app.sign_in("sysadmin").get("/api/duties").problem(403), "base.forbidden");
        assert_eq!(app.nobody().get("/api/duties").problem(401), "work.not_signed_in");
        assert_eq!(app.sign_in("office").get("/api/duties?state=gone").status, 400);
    });
}

#[test]
fn pages_follow_one_another() {
    each(|app| {
        published(app);
        let office = app.sign_in("office");
        let (mut ids, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = office.get(&format!("/api/duties?limit=10{cursor}")).expect(200);
            ids.extend(page["items"].as_array().unwrap().iter().map(|one| one["id"].clone()));
            let Some(next) = page["next"].as_str() else { break };
            cursor = format!("&cursor={next}");
        }
        assert_eq!(ids.len(), 39);
        let all: Vec<Value> = duties(&office, "").iter().map(|one| one["id"].clone()).collect();
        assert_eq!(ids, all);
    });
}

#[test]
fn an_organisation_acknowledges_its_duty_once() {
    each(|app| {
        let drafted = published(app);
        let duty = own(app, "kjj.clerk", &drafted.tasks[0], "kjj");
        let clerk = app.sign_in("kjj.clerk");
        let (receive, body) = (path(&duty, "/receive"), json!({ "version": 1 }));
        assert_eq!(clerk.post(&receive, &json!({ "version": 9 })).problem(409), "base.stale");
        let done = clerk.post_with_key(&receive, "receive-once", &body).expect(200);
        assert_eq!(done["state"], "received");
        assert_eq!(done["received_by"]["name"], "孙晓彤");
        assert_eq!(done["version"], 2);
        assert_eq!(clerk.post_with_key(&receive, "receive-once", &body).expect(200), done);
        let again = app.sign_in("kjj.head").post(&receive, &json!({ "version": 2 }));
        assert_eq!(again.problem(409), "work.duty.already_received");
    });
}

#[test]
fn nobody_acknowledges_for_others() {
    each(|app| {
        let drafted = published(app);
        let duty = own(app, "office", &drafted.tasks[0], "czj");
        let (receive, body) = (path(&duty, "/receive"), json!({ "version": 1 }));
        // 市发改委 leads the task and sees the duty, but it is not its own.
        assert_eq!(app.sign_in("fgw.head").post(&receive, &body).problem(404), "base.not_found");
        assert_eq!(app.sign_in("hongshan.head").post(&receive, &body).problem(404), "base.not_found");
        assert_eq!(app.sign_in("office").post(&receive, &body).problem(403), "base.forbidden");
        assert_eq!(app.sign_in("leader").post(&receive, &body).problem(403), "base.forbidden");
        assert_eq!(app.sign_in("sysadmin").post(&receive, &body).problem(403), "base.forbidden");
        assert_eq!(app.nobody().post(&receive, &body).problem(401), "work.not_signed_in");
        assert_eq!(app.sign_in("kjj.head").post("/api/duties/77/receive", &body).problem(404), "base.not_found");
    });
}

#[test]
fn many_are_acknowledged_each_for_itself() {
    each(|app| {
        let drafted = published(app);
        let clerk = app.sign_in("kjj.clerk");
        let organisation = organisation(&clerk, "kjj");
        let mut items: Vec<Value> = duties(&clerk, &format!("organisation={organisation}"))
            .iter()
            .map(|duty| json!({ "id": duty["id"], "version": duty["version"] }))
            .collect();
        assert_eq!(items.len(), 4);
        items[1]["version"] = json!(5);
        items.push(json!({ "id": own(app, "office", &drafted.tasks[0], "fgw")["id"], "version": 1 }));
        let results = clerk.post("/api/duties/receive", &json!({ "items": items })).expect(200)["results"].clone();
        let done: Vec<bool> = results.as_array().unwrap().iter().map(|one| one["done"].as_bool().unwrap()).collect();
        assert_eq!(done, [true, false, true, true, false]);
        assert!(results[1]["message"].as_str().unwrap().contains("修改"));
        assert_eq!(results[0]["message"], Value::Null);
        assert_eq!(duties(&clerk, &format!("organisation={organisation}&state=received")).len(), 3);
        let many: Vec<Value> = (0..501).map(|_| items[0].clone()).collect();
        let refused = clerk.post("/api/duties/receive", &json!({ "items": many })).expect(422);
        assert_eq!(refused["fields"][0]["path"], "items");
    });
}

#[test]
fn a_duty_is_passed_on_inside_the_organisation() {
    each(|app| {
        let drafted = published(app);
        let head = app.sign_in("kjj.head");
        let duty = own(app, "kjj.head", &drafted.tasks[0], "kjj");
        let all = head.get("/api/organisations").expect(200);
        let division = |code: &str| {
            let found = all.as_array().unwrap().iter().find(|one| one["code"] == code).unwrap();
            found["divisions"][1]["id"].clone()
        };
        let handlers = head.get(&format!("/api/organisations/{}/handlers", organisation(&head, "kjj"))).expect(200);
        let handler = handlers.as_array().unwrap().iter().find(|one| one["name"] == "孙晓彤").unwrap()["id"].clone();
        let assign = path(&duty, "/assign");
        let body = |version: i64, division: &Value, handler: &Value, note: &str| json!({ "version": version, "division_id": division, "handler_id": handler, "note": note });
        let early = head.post(&assign, &body(1, &division("kjj"), &handler, ""));
        assert_eq!(early.problem(409), "work.duty.not_received");
        receive(&head, &drafted.tasks[0], "kjj");
        let wrong = head.post(&assign, &body(2, &division("fgw"), &json!("99"), &"长".repeat(1001))).expect(422);
        let paths: Vec<&str> =
            wrong["fields"].as_array().unwrap().iter().map(|f| f["path"].as_str().unwrap()).collect();
        assert_eq!(paths, ["note", "division_id", "handler_id"]);
        let stranger = app.sign_in("fgw.head").get("/api/me").expect(200)["id"].clone();
        let wrong = head.post(&assign, &body(2, &division("kjj"), &stranger, "")).expect(422);
        assert_eq!(wrong["fields"][0]["code"], "work.handler_elsewhere");
        let done = head.post(&assign, &body(2, &division("kjj"), &Value::Null, "请先研究")).expect(200);
        assert_eq!(done["assignments"][0]["handler"], Value::Null);
        assert_eq!(head.post(&assign, &body(2, &division("kjj"), &handler, "")).problem(409), "base.stale");
        let deputy = app.sign_in("kjj.division");
        let done = deputy.post(&assign, &body(3, &division("kjj"), &handler, "")).expect(200);
        assert_eq!(done["assignments"][0]["note"], "请先研究");
        assert_eq!(done["assignments"][1]["handler"]["name"], "孙晓彤");
        assert_eq!(done["assignments"][1]["by"]["name"], "赵明哲");
        let body = body(4, &division("kjj"), &handler, "");
        assert_eq!(app.sign_in("kjj.clerk").post(&assign, &body).problem(403), "base.forbidden");
        assert_eq!(app.sign_in("fgw.head").post(&assign, &body).problem(404), "base.not_found");
    });
}
