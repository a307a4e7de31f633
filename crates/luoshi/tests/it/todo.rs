//! 我的待办: each finds what waits for it, and nothing of others.

use crate::drafted::{draft, organisation, published, receive};
use serde_json::{Value, json};
use testkit::{Person, TestApp, each};

fn todo(person: &Person) -> Vec<Value> {
    person.get("/api/todo").expect(200)["items"].as_array().unwrap().clone()
}

/// Lines such as `receive_duty 1 建设重大科技基础设施`.
fn lines(app: &TestApp, login: &str) -> Vec<String> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    todo(&app.sign_in(login)).iter().map(|one| [&one["kind"], &one["title"]].map(text).join(" ")).collect()
}

#[test]
fn the_office_finds_drafts_and_open_decisions() {
    each(|app| {
        let drafted = draft(app);
        assert_eq!(lines(app, "office"), ["confirm_plan 二〇二三年工作要点", "settle_decision 重大科技基础设施"]);
        let decision = todo(&app.sign_in("office")).remove(1);
        assert_eq!(decision["due"], "2023-03-31");
        assert_eq!(decision["organisation"]["name"], "市发改委");
        assert_eq!(lines(app, "fgw.head"), Vec::<String>::new());
        assert_eq!(lines(app, "leader"), Vec::<String>::new());
        drafted.publish(app);
        assert_eq!(lines(app, "office"), ["settle_decision 重大科技基础设施"]);
        assert_eq!(lines(app, "fgw.head")[0], "settle_decision 重大科技基础设施");
        assert_eq!(app.nobody().get("/api/todo").problem(401), "work.not_signed_in");
        assert_eq!(lines(app, "sysadmin"), Vec::<String>::new());
    });
}

#[test]
fn duties_wait_to_be_acknowledged_assigned_and_planned() {
    each(|app| {
        let drafted = published(app);
        let first = "receive_duty 1 建设重大科技基础设施";
        assert_eq!(lines(app, "fgw.clerk"), [first, "receive_duty 2 培育科技企业"]);
        assert_eq!(lines(app, "hongshan.clerk"), ["receive_duty 2 培育科技企业", "receive_duty 3 先行先试"]);
        let waiting = todo(&app.sign_in("fgw.clerk")).remove(0);
        assert_eq!(waiting["due"], "2023-11-30");
        assert_eq!(waiting["detail"], "市发改委牵头");
        assert_eq!(waiting["task_id"], drafted.tasks[0]);
        let mut english = app.sign_in("fgw.clerk");
        "en".clone_into(&mut english.language);
        assert_eq!(todo(&english)[0]["detail"], "市发改委 leads");
        receive(&app.sign_in("fgw.clerk"), &drafted.tasks[0], "fgw");
        assert_eq!(lines(app, "fgw.clerk"), ["receive_duty 2 培育科技企业", "draft_work_plan 1 建设重大科技基础设施"]);
        assert_eq!(
            lines(app, "fgw.division"),
            [
                "receive_duty 2 培育科技企业",
                "assign_duty 1 建设重大科技基础设施",
                "draft_work_plan 1 建设重大科技基础设施"
            ]
        );
    });
}

#[test]
fn a_work_plan_wakes_one_after_the_other() {
    each(|app| {
        let drafted = published(app);
        let (clerk, head, office) = (app.sign_in("fgw.clerk"), app.sign_in("fgw.head"), app.sign_in("office"));
        receive(&clerk, &drafted.tasks[0], "fgw");
        let begin = json!({ "organisation_id": organisation(&clerk, "fgw") });
        let made = clerk.post(&drafted.task(0, "/work-plans"), &begin).expect(201);
        let path = |tail: &str| format!("/api/work-plans/{}{tail}", made["id"].as_str().unwrap());
        let mut content = made["content"].clone();
        content["measures"] = json!(["组建专班"]);
        content["milestones"] = json!([{ "title": "建成", "due": "2023-11-30", "weight": 100 }]);
        let saved = clerk.put(&path(""), &json!({ "version": made["version"], "content": content })).expect(200);
        let step = |person: &Person, verb: &str, version: &Value, reason: &str| {
            person.post(&path(verb), &json!({ "version": version, "reason": reason })).expect(200)["version"].clone()
        };
        let has = |login: &str, kind: &str| lines(app, login).iter().any(|line| line.starts_with(kind));
        assert!(has("fgw.clerk", "draft_work_plan"));
        let version = step(&clerk, "/submit", &saved["version"], "");
        assert!(has("fgw.head", "approve_work_plan") && !has("fgw.clerk", "draft_work_plan"));
        assert!(!has("fgw.clerk", "approve_work_plan") && !has("office", "accept_work_plan"));
        let version = step(&head, "/approve", &version, "");
        assert!(has("office", "accept_work_plan") && !has("fgw.head", "approve_work_plan"));
        let version = step(&office, "/return", &version, "请补充节点");
        assert!(has("fgw.clerk", "mend_work_plan") && !has("office", "accept_work_plan"));
        let mend = todo(&clerk).into_iter().find(|one| one["kind"] == "mend_work_plan").unwrap();
        assert_eq!(mend["detail"], "周文静退回：请补充节点");
        assert_eq!(mend["subject_id"], made["id"]);
        let version = step(&clerk, "/submit", &version, "");
        let version = step(&head, "/approve", &version, "");
        step(&office, "/accept", &version, "");
        for login in ["office", "fgw.head", "fgw.clerk"] {
            assert!(!lines(app, login).iter().any(|line| line.contains("work_plan")), "{login}");
        }
    });
}
