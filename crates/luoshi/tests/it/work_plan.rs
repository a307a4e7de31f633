//! Work plans: written by the lead, approved by its head, accepted by the office, closed to everybody else.

use crate::drafted::{Drafted, organisation, published, receive};
use serde_json::{Value, json};
use testkit::{Answer, Person, TestApp, each};

/// The work plan of 市发改委 for the first task, begun by its clerk.
fn begun(app: &TestApp) -> (Drafted, Value) {
    let drafted = published(app);
    let clerk = app.sign_in("fgw.clerk");
    receive(&clerk, &drafted.tasks[0], "fgw");
    let body = json!({ "organisation_id": organisation(&clerk, "fgw") });
    let made = clerk.post(&drafted.task(0, "/work-plans"), &body).expect(201);
    (drafted, made)
}

fn path(work_plan: &Value, tail: &str) -> String {
    format!("/api/work-plans/{}{tail}", work_plan["id"].as_str().unwrap())
}

/// The prefilled content, filled in.
fn filled(work_plan: &Value) -> Value {
    let mut content = work_plan["content"].clone();
    content["measures"] = json!(["组建工作专班", "按月调度"]);
    content["milestones"] = json!([
        { "title": "完成立项", "due": "2023-06-30", "weight": 40 },
        { "title": "建成投用", "due": "2023-11-30", "weight": 60 },
    ]);
    content["deputy_leader"] = json!("王建业");
    content["parts"][0]["what"] = json!("提出技术指标");
    content
}

fn save(person: &Person, work_plan: &Value, content: &Value) -> Answer {
    person.put(&path(work_plan, ""), &json!({ "version": work_plan["version"], "content": content }))
}

fn step(person: &Person, work_plan: &Value, verb: &str, reason: &str) -> Answer {
    let body = json!({ "version": work_plan["version"], "reason": reason });
    person.post(&path(work_plan, &format!("/{verb}")), &body)
}

fn paths(problem: &Value) -> Vec<&str> {
    problem["fields"].as_array().unwrap().iter().map(|field| field["path"].as_str().unwrap()).collect()
}

/// Saved, submitted and approved.
fn approved(app: &TestApp) -> (Drafted, Value) {
    let (drafted, made) = begun(app);
    let clerk = app.sign_in("fgw.clerk");
    let saved = save(&clerk, &made, &filled(&made)).expect(200);
    let submitted = step(&clerk, &saved, "submit", "").expect(200);
    (drafted, step(&app.sign_in("fgw.head"), &submitted, "approve", "").expect(200))
}

#[test]
fn a_lead_begins_with_what_is_known() {
    each(|app| {
        let drafted = published(app);
        let clerk = app.sign_in("fgw.clerk");
        let begin = drafted.task(0, "/work-plans");
        let body = json!({ "organisation_id": organisation(&clerk, "fgw") });
        assert_eq!(clerk.post(&begin, &body).problem(409), "work.work_plan.receive_first");
        receive(&clerk, &drafted.tasks[0], "fgw");
        assert_eq!(clerk.get(&drafted.task(0, "")).expect(200)["may"], json!(["create_work_plan"]));
        let made = clerk.post_with_key(&begin, "begin-once", &body).expect(201);
        assert_eq!(clerk.post_with_key(&begin, "begin-once", &body).expect(201), made);
        assert_eq!(clerk.post(&begin, &body).problem(409), "work.work_plan.exists");
        assert_eq!(made["state"], "draft");
        assert_eq!(made["content"]["milestones"], json!([{ "title": "", "due": "2023-11-30", "weight": 100 }]));
        let parts: Vec<&Value> = made["content"]["parts"].as_array().unwrap().iter().map(|one| &one["name"]).collect();
        assert_eq!(parts, ["市科技局", "市财政局"]);
        assert_eq!(made["may"], json!(["save", "submit"]));
        assert_eq!(made["remarks"].as_array().unwrap().len(), 2);
        let kjj = app.sign_in("kjj.clerk");
        let other = json!({ "organisation_id": organisation(&kjj, "kjj") });
        assert_eq!(kjj.post(&begin, &other).problem(409), "work.work_plan.not_lead");
        assert_eq!(kjj.post(&begin, &body).problem(404), "base.not_found");
        let jxj = app.sign_in("jxj.clerk");
        let stranger = json!({ "organisation_id": organisation(&jxj, "jxj") });
        assert_eq!(jxj.post(&begin, &stranger).problem(404), "base.not_found");
        assert_eq!(app.sign_in("office").post(&begin, &body).problem(403), "base.forbidden");
    });
}

#[test]
fn from_draft_to_accepted() {
    each(|app| {
        let (drafted, made) = begun(app);
        let (clerk, head, office) = (app.sign_in("fgw.clerk"), app.sign_in("fgw.head"), app.sign_in("office"));
        let saved = save(&clerk, &made, &filled(&made)).expect(200);
        assert_eq!(saved["deputy_leader"], "王建业");
        assert_eq!(saved["remarks"].as_array().unwrap().len(), 1);
        let submitted = step(&clerk, &saved, "submit", "请审核").expect(200);
        assert_eq!(submitted["may"], json!(["withdraw"]));
        assert_eq!(head.get(&path(&made, "")).expect(200)["may"], json!(["withdraw", "approve", "send_back"]));
        let withdrawn = step(&clerk, &submitted, "withdraw", "").expect(200);
        let submitted = step(&clerk, &withdrawn, "submit", "").expect(200);
        assert_eq!(paths(&step(&head, &submitted, "send_back", " ").expect(422)), ["reason"]);
        let sent_back = step(&head, &submitted, "send_back", "举措不实").expect(200);
        assert_eq!(sent_back["state"], "returned");
        let submitted = step(&clerk, &sent_back, "submit", "").expect(200);
        let approved = step(&head, &submitted, "approve", "").expect(200);
        assert_eq!(paths(&step(&office, &approved, "return", "").expect(422)), ["reason"]);
        let returned = step(&office, &approved, "return", "请补充节点").expect(200);
        let saved = save(&clerk, &returned, &filled(&returned)).expect(200);
        assert_eq!(saved["state"], "returned");
        let submitted = step(&clerk, &saved, "submit", "").expect(200);
        let approved = step(&head, &submitted, "approve", "").expect(200);
        let accepted = step(&office, &approved, "accept", "").expect(200);
        assert_eq!((accepted["state"].clone(), accepted["may"].clone()), (json!("accepted"), json!([])));
        let verbs: Vec<&str> =
            accepted["moves"].as_array().unwrap().iter().map(|one| one["verb"].as_str().unwrap()).collect();
        let life = "create save submit withdraw submit send_back submit approve return save submit approve accept";
        assert_eq!(verbs.join(" "), life);
        assert_eq!(accepted["moves"][5]["reason"], "举措不实");
        assert_eq!(accepted["moves"][8]["by"]["name"], "周文静");
        assert_eq!(head.get(&path(&made, "")).expect(200)["may"], json!(["amend"]));
        let share = head.get(&drafted.path("/by-organisation")).expect(200);
        let fgw = share.as_array().unwrap().iter().find(|one| one["lead"][0]["number"] == "1").unwrap();
        assert_eq!((fgw["work_plans_accepted"].clone(), fgw["work_plans_due"].clone()), (json!(1), json!(1)));
        assert_eq!(fgw["lead"][0]["work_plan_state"], "accepted");
    });
}

#[test]
fn each_step_belongs_to_somebody() {
    each(|app| {
        let (_, made) = begun(app);
        let (clerk, head, office) = (app.sign_in("fgw.clerk"), app.sign_in("fgw.head"), app.sign_in("office"));
        let saved = save(&clerk, &made, &filled(&made)).expect(200);
        assert_eq!(step(&head, &saved, "approve", "").problem(409), "work.work_plan.not_now");
        let submitted = step(&clerk, &saved, "submit", "").expect(200);
        assert_eq!(step(&clerk, &submitted, "approve", "").problem(403), "base.forbidden");
        assert_eq!(step(&app.sign_in("fgw.division"), &submitted, "approve", "").problem(403), "base.forbidden");
        assert_eq!(step(&app.sign_in("kjj.head"), &submitted, "approve", "").problem(404), "base.not_found");
        assert_eq!(step(&office, &submitted, "approve", "").problem(403), "base.forbidden");
        assert_eq!(step(&office, &submitted, "accept", "").problem(409), "work.work_plan.not_now");
        assert_eq!(step(&app.nobody(), &submitted, "approve", "").problem(401), "work.not_signed_in");
        assert_eq!(step(&app.sign_in("secadmin"), &submitted, "approve", "").problem(403), "base.forbidden");
        assert_eq!(save(&clerk, &submitted, &filled(&made)).problem(409), "work.work_plan.not_now");
        let approved = step(&head, &submitted, "approve", "").expect(200);
        assert_eq!(step(&head, &submitted, "approve", "").problem(409), "base.stale");
        assert_eq!(step(&head, &approved, "accept", "").problem(403), "base.forbidden");
        assert_eq!(step(&app.sign_in("leader"), &approved, "accept", "").problem(403), "base.forbidden");
        assert_eq!(step(&office, &approved, "accept", "").status, 200);
    });
}

#[test]
fn others_see_a_work_plan_when_it_is_accepted() {
    each(|app| {
        let (drafted, approved) = approved(app);
        let one = path(&approved, "");
        let listed = |login: &str| app.sign_in(login).get("/api/work-plans").expect(200).as_array().unwrap().len();
        assert_eq!(app.sign_in("kjj.clerk").get(&one).problem(404), "base.not_found");
        assert_eq!((listed("kjj.clerk"), listed("fgw.clerk"), listed("leader")), (0, 1, 1));
        assert_eq!(app.sign_in("kjj.clerk").get(&drafted.task(0, "")).expect(200)["work_plans"], json!([]));
        step(&app.sign_in("office.review"), &approved, "accept", "").expect(200);
        assert_eq!(app.sign_in("kjj.clerk").get(&one).expect(200)["may"], json!([]));
        assert_eq!((listed("kjj.clerk"), listed("fgw.clerk")), (1, 1));
        let filtered = |query: &str| app.sign_in("office").get(&format!("/api/work-plans?{query}")).expect(200);
        assert_eq!(filtered("state=accepted").as_array().unwrap().len(), 1);
        assert_eq!(filtered("state=draft"), json!([]));
        assert_eq!(filtered("plan=12"), json!([]));
        assert_eq!(app.sign_in("sysadmin").get("/api/work-plans").problem(403), "base.forbidden");
        assert_eq!(app.sign_in("kjj.clerk").get("/api/work-plans/12").problem(404), "base.not_found");
    });
}

#[test]
fn what_is_wrong_is_told_by_field() {
    each(|app| {
        let (_, made) = begun(app);
        let clerk = app.sign_in("fgw.clerk");
        let mut content = filled(&made);
        content["measures"] = json!([]);
        content["milestones"] = json!([
            { "title": "", "due": "2024-01-01", "weight": 0 },
            { "title": "晚了", "due": "2023-12-01", "weight": 90 },
        ]);
        content["parts"][1]["organisation_id"] = json!(organisation(&clerk, "jyj"));
        let saved = save(&clerk, &made, &content).expect(200);
        let refused = step(&clerk, &saved, "submit", "").expect(422);
        assert_eq!(
            paths(&refused),
            [
                "content.measures",
                "content.milestones[0].title",
                "content.milestones[0].due",
                "content.milestones[0].weight",
                "content.milestones[1].due",
                "content.milestones",
                "content.parts[1].organisation_id",
            ]
        );
        assert_eq!(refused["fields"][2]["code"], "work.work_plan.due_outside_year");
        assert_eq!(clerk.get(&path(&made, "")).expect(200)["state"], "draft");
        content["milestones"][0]["weight"] = json!(101);
        content["milestones"][0]["due"] = json!("明年");
        content["deputy_leader"] = json!("长".repeat(101));
        content["division_id"] = json!("77");
        content["parts"][1]["organisation_id"] = json!("78");
        let refused = save(&clerk, &saved, &content).expect(422);
        assert_eq!(
            paths(&refused),
            [
                "content.milestones[0].due",
                "content.deputy_leader",
                "content.milestones[0].weight",
                "content.division_id",
                "content.parts[1].organisation_id",
            ]
        );
        content["milestones"][0]["weight"] = json!(33.3);
        assert_eq!(paths(&save(&clerk, &saved, &content).expect(422)), ["content.milestones[0].weight"]);
        assert_eq!(save(&clerk, &made, &filled(&made)).problem(409), "base.stale");
    });
}

#[test]
fn two_clerks_do_not_overwrite_one_another() {
    each(|app| {
        let (_, made) = begun(app);
        let clerks = [app.sign_in("fgw.clerk"), app.sign_in("fgw.division")];
        let content = filled(&made);
        let mut statuses: Vec<u16> = std::thread::scope(|scope| {
            let running: Vec<_> = clerks.iter().map(|one| scope.spawn(|| save(one, &made, &content).status)).collect();
            running.into_iter().map(|one| one.join().unwrap()).collect()
        });
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 409]);
    });
}

#[test]
fn an_accepted_work_plan_changes_by_amendment_only() {
    each(|app| {
        let (drafted, approved) = approved(app);
        let (clerk, head) = (app.sign_in("fgw.clerk"), app.sign_in("fgw.head"));
        let accepted = step(&app.sign_in("office"), &approved, "accept", "").expect(200);
        assert_eq!(save(&clerk, &accepted, &filled(&accepted)).problem(409), "work.work_plan.not_now");
        let mut content = accepted["content"].clone();
        let amend = |person: &Person, content: &Value, reason: &str| {
            let body = json!({ "version": accepted["version"], "content": content, "reason": reason });
            person.post(&path(&accepted, "/amend"), &body)
        };
        assert_eq!(paths(&amend(&head, &content, "没有变化").expect(422)), ["content"]);
        content["milestones"][0]["due"] = json!("2023-08-31");
        assert_eq!(paths(&amend(&head, &content, "").expect(422)), ["reason"]);
        assert_eq!(amend(&clerk, &content, "用地延后").problem(403), "base.forbidden");
        assert_eq!(amend(&app.sign_in("kjj.head"), &content, "用地延后").problem(404), "base.not_found");
        let mut broken = content.clone();
        broken["milestones"][0]["weight"] = json!(50);
        assert_eq!(paths(&amend(&head, &broken, "用地延后").expect(422)), ["content.milestones"]);
        let amended = amend(&head, &content, "用地延后").expect(200);
        assert_eq!(amended["state"], "accepted");
        assert_eq!(amended["amendments"][0]["before"]["milestones"][0]["due"], "2023-06-30");
        assert_eq!(amended["amendments"][0]["after"]["milestones"][0]["due"], "2023-08-31");
        assert_eq!(amended["moves"].as_array().unwrap().last().unwrap()["reason"], "用地延后");
        assert_eq!(amend(&head, &content, "再来").problem(409), "base.stale");
        let listed = clerk.get(&drafted.path("/amendments")).expect(200);
        assert_eq!(listed[0]["subject"], "work_plan");
        assert_eq!(clerk.get(&drafted.task(0, "")).expect(200)["amendments"].as_array().unwrap().len(), 1);
    });
}
