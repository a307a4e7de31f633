//! Amendments of a published plan: both wordings kept, duties follow the bodies.

use crate::drafted::{Drafted, draft, duties, organisation, published, receive};
use serde_json::{Value, json};
use testkit::{Answer, Person, TestApp, each};

fn fields(title: &str, lead: &[&str], responsible: &[&str]) -> Value {
    json!({ "number": "1", "title": title, "text": title, "deadline": "2023年11月30日前", "lead": lead, "responsible": responsible })
}

fn amend(person: &Person, drafted: &Drafted, version: i64, task: &Value, reason: &str) -> Answer {
    let body = json!({ "item_id": drafted.tasks[0], "version": version, "task": task, "reason": reason });
    person.post(&drafted.path("/amendments"), &body)
}

/// Lines such as `市科技局 responsible received`.
fn states(app: &TestApp, drafted: &Drafted) -> Vec<String> {
    let office = app.sign_in("office");
    let mut all = duties(&office, &format!("task={}", drafted.tasks[0]));
    all.extend(duties(&office, &format!("state=withdrawn&task={}", drafted.tasks[0])));
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    all.iter().map(|duty| [&duty["organisation"]["name"], &duty["role"], &duty["state"]].map(text).join(" ")).collect()
}

#[test]
fn duties_follow_the_bodies_of_an_amended_task() {
    each(|app| {
        let drafted = published(app);
        let office = app.sign_in("office");
        receive(&app.sign_in("kjj.clerk"), &drafted.tasks[0], "kjj");
        let task = fields("建设重大科技基础设施", &["市发改委"], &["市科技局", "市经信局"]);
        let body = json!({ "item_id": drafted.tasks[0], "version": 1, "task": task, "reason": "市领导批示" });
        let path = drafted.path("/amendments");
        let done = office.post_with_key(&path, "amend-once", &body).expect(201);
        assert_eq!(done["before"]["responsible"], json!(["市科技局", "市财政局"]));
        assert_eq!(done["after"]["responsible"], json!(["市科技局", "市经信局"]));
        assert_eq!((done["subject"].clone(), done["by"]["name"].clone()), (json!("item"), json!("周文静")));
        assert_eq!(office.post_with_key(&path, "amend-once", &body).expect(201), done);
        let expected = [
            "市发改委 lead issued",
            "市科技局 responsible received",
            "市经信局 responsible issued",
            "市财政局 responsible withdrawn",
        ];
        assert_eq!(states(app, &drafted), expected);
        // Back again: what was withdrawn goes out anew, and a group fans out.
        let task = fields("建设重大科技基础设施", &["市发改委"], &["市科技局", "市财政局", "各区"]);
        amend(&office, &drafted, 2, &task, "恢复").expect(201);
        let now = states(app, &drafted);
        assert_eq!(now.len(), 3 + 15 + 1);
        assert!(now.contains(&"市财政局 responsible issued".to_owned()), "{now:?}");
        assert!(now.contains(&"市经信局 responsible withdrawn".to_owned()), "{now:?}");
        let listed = app.sign_in("hongshan.clerk").get(&path).expect(200);
        assert_eq!(listed.as_array().unwrap().len(), 2);
        assert_eq!(listed[0]["reason"], "恢复");
        let history = office.get(&drafted.path(&format!("/items/{}/history", drafted.tasks[0]))).expect(200);
        assert_eq!(history.as_array().unwrap().last().unwrap()["verb"], "amend");
    });
}

#[test]
fn a_withdrawn_duty_is_closed() {
    each(|app| {
        let drafted = published(app);
        let kjj = app.sign_in("kjj.head");
        let id = organisation(&kjj, "kjj");
        let duty = duties(&kjj, &format!("task={}&organisation={id}", drafted.tasks[0])).remove(0);
        let task = fields("建设重大科技基础设施", &["市发改委"], &["市财政局"]);
        amend(&app.sign_in("office"), &drafted, 1, &task, "调整分工").expect(201);
        let path = format!("/api/duties/{}/receive", duty["id"].as_str().unwrap());
        assert_eq!(kjj.post(&path, &json!({ "version": 1 })).problem(409), "work.duty.withdrawn");
        assert_eq!(duties(&kjj, &format!("task={}&organisation={id}", drafted.tasks[0])).len(), 0);
    });
}

#[test]
fn who_no_longer_leads_can_only_read_its_work_plan() {
    each(|app| {
        let drafted = published(app);
        let clerk = app.sign_in("fgw.clerk");
        receive(&clerk, &drafted.tasks[0], "fgw");
        let begin = drafted.task(0, "/work-plans");
        let made = clerk.post(&begin, &json!({ "organisation_id": organisation(&clerk, "fgw") })).expect(201);
        let task = fields("建设重大科技基础设施", &["市科技局"], &["市财政局"]);
        amend(&app.sign_in("office"), &drafted, 1, &task, "改由市科技局牵头").expect(201);
        let path = format!("/api/work-plans/{}", made["id"].as_str().unwrap());
        assert_eq!(clerk.get(&path).expect(200)["may"], json!([]));
        let save = clerk.put(&path, &json!({ "version": made["version"], "content": made["content"] }));
        assert_eq!(save.problem(409), "work.work_plan.duty_withdrawn");
        let kjj = app.sign_in("kjj.clerk");
        receive(&kjj, &drafted.tasks[0], "kjj");
        let answer = kjj.post(&begin, &json!({ "organisation_id": organisation(&kjj, "kjj") }));
        assert_eq!(answer.status, 201, "{}", answer.text);
    });
}

#[test]
fn an_amendment_is_the_offices_and_has_a_reason() {
    each(|app| {
        let drafted = published(app);
        let office = app.sign_in("office");
        let task = fields("另一个题目", &["市发改委"], &["市科技局", "市财政局"]);
        let first = |problem: Value| problem["fields"][0]["path"].as_str().unwrap().to_owned();
        assert_eq!(first(amend(&office, &drafted, 1, &task, "").expect(422)), "reason");
        assert_eq!(amend(&office, &drafted, 4, &task, "笔误").problem(409), "base.stale");
        assert_eq!(amend(&app.sign_in("fgw.head"), &drafted, 1, &task, "笔误").problem(403), "base.forbidden");
        assert_eq!(amend(&app.nobody(), &drafted, 1, &task, "笔误").problem(401), "work.not_signed_in");
        let unknown = fields("另一个题目", &["市发改委"], &["市科技局", "某某研究会"]);
        assert_eq!(first(amend(&office, &drafted, 1, &unknown, "笔误").expect(422)), "task.responsible[1]");
        let nobody = fields("另一个题目", &[], &["市科技局"]);
        assert_eq!(first(amend(&office, &drafted, 1, &nobody, "笔误").expect(422)), "task.lead");
        let same = json!({ "number": "1", "title": "建设重大科技基础设施", "text": "建设重大科技基础设施",
            "deadline": "2023年11月30日前", "lead": ["市发改委"], "responsible": ["市科技局", "市财政局"] });
        assert_eq!(amend(&office, &drafted, 1, &same, "笔误").problem(409), "work.nothing_changed");
        let body = json!({ "item_id": drafted.tasks[0], "version": 1, "reason": "笔误" });
        assert_eq!(first(office.post(&drafted.path("/amendments"), &body).expect(422)), "task");
        assert_eq!(office.get(&drafted.path("/amendments")).expect(200), json!([]));
        assert_eq!(states(app, &drafted).len(), 3);
        amend(&office, &drafted, 1, &task, "笔误").expect(201);
        assert_eq!(office.get(&drafted.task(0, "")).expect(200)["task"]["title"], "另一个题目");
    });
}

#[test]
fn a_draft_is_corrected_and_a_published_plan_is_amended() {
    each(|app| {
        let drafted = draft(app);
        let office = app.sign_in("office");
        let task = fields("另一个题目", &["市发改委"], &["市科技局"]);
        assert_eq!(amend(&office, &drafted, 1, &task, "笔误").problem(409), "work.amend.not_published");
        drafted.publish(app);
        let correct = drafted.path(&format!("/items/{}/correct", drafted.tasks[0]));
        let refused = office.post(&correct, &json!({ "version": 1, "task": task }));
        assert_eq!(refused.problem(409), "work.plan.is_published");
    });
}
