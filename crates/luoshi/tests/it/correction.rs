//! Corrections: raised by whoever sees, answered by whoever keeps, and silent about what a reader may not see.

use crate::booked::{PDF, begin, contract, path, paths, save, step};
use serde_json::{Value, json};
use testkit::{Answer, Person, TestApp, each};

fn raise(person: &Person, entry: &Value, field: &str) -> Answer {
    let body = json!({ "ledger": entry["ledger"], "entry_id": entry["row"]["id"], "field": field,
        "wrong": "总额写成一百二十万元", "proposed": "应为一百三十万元" });
    person.post("/api/corrections", &body)
}

fn act(person: &Person, correction: &Value, verb: &str, more: Value) -> Answer {
    let mut body = json!({ "version": correction["version"] });
    for (key, value) in more.as_object().into_iter().flatten() {
        body[key] = value.clone();
    }
    person.post(&format!("/api/corrections/{}/{verb}", correction["id"].as_str().unwrap()), &body)
}

fn again(person: &Person, correction: &Value) -> Answer {
    person.get(&format!("/api/corrections/{}", correction["id"].as_str().unwrap()))
}

fn todo(person: &Person, kind: &str) -> Vec<Value> {
    let all = person.get("/api/todo").expect(200)["items"].as_array().unwrap().clone();
    all.into_iter().filter(|one| one["kind"] == kind).collect()
}

fn home(person: &Person) -> String {
    person.get("/api/me").expect(200)["organisation"]["id"].as_str().unwrap().to_owned()
}

/// A contract begun by 洪山区 and the people around it.
fn begun(app: &TestApp) -> (Person, Person, Value) {
    let (clerk, owner) = (app.sign_in("hongshan.clerk"), app.sign_in("kjj.clerk"));
    let entry = begin(&clerk, &contract()).expect(201);
    (clerk, owner, entry)
}

#[test]
fn a_request_goes_to_the_keeper_and_is_answered_with_the_entrys_new_version() {
    each(|app| {
        let (clerk, owner, entry) = begun(app);
        assert_eq!(paths(&raise(&owner, &entry, "no_such_field").expect(422)), ["field"]);
        let raised = raise(&owner, &entry, "total").expect(201);
        assert_eq!((&raised["state"], &raised["field_name"]), (&json!("raised"), &json!("合同成交总额")));
        assert_eq!((&raised["handler"]["name"], &raised["raised_by"]), (&json!("洪山区"), &json!("孙晓彤")));
        // Five working days after 1 February 2023.
        assert_eq!(raised["due"], "2023-02-08");

        let waiting = todo(&clerk, "handle_correction");
        assert_eq!(
            (&waiting[0]["title"], &waiting[0]["due"]),
            (&json!("高速光通信芯片委托开发"), &json!("2023-02-08"))
        );
        assert_eq!((&waiting[0]["plan_id"], &waiting[0]["subject_id"]), (&Value::Null, &raised["id"]));
        assert!(
            todo(&owner, "handle_correction").is_empty()
                && todo(&app.sign_in("dhgx.clerk"), "handle_correction").is_empty()
        );

        // Nothing was corrected yet, and only the keeper may answer.
        assert_eq!(act(&owner, &raised, "accept", json!({})).problem(403), "base.forbidden");
        assert_eq!(act(&app.sign_in("dhgx.clerk"), &raised, "accept", json!({})).problem(404), "base.not_found");
        assert_eq!(act(&clerk, &raised, "accept", json!({})).problem(409), "work.correction.not_corrected");
        assert_eq!(paths(&act(&clerk, &raised, "refuse", json!({ "reason": " " })).expect(422)), ["reason"]);
        let mut changed = contract();
        (changed["total"], changed["technical"]) = (json!("1300000"), json!("1100000"));
        let saved = save(&clerk, &entry, &changed, "").expect(200);
        let accepted = act(&clerk, &raised, "accept", json!({ "reason": "已按合同文本更正" })).expect(200);
        assert_eq!((&accepted["state"], &accepted["new_version"]), (&json!("accepted"), &saved["row"]["version"]));
        assert_eq!(
            act(&clerk, &accepted, "refuse", json!({ "reason": "再答" })).problem(409),
            "work.correction.answered"
        );

        // The raiser reads the answer once, and it is gone from the list of things to do.
        assert!(todo(&clerk, "handle_correction").is_empty());
        let answer = todo(&owner, "read_answer");
        assert_eq!(answer[0]["detail"], "洪山区答复：已更正");
        assert_eq!(act(&clerk, &accepted, "note", json!({})).problem(404), "base.not_found");
        assert_eq!(act(&owner, &accepted, "note", json!({})).expect(200)["may_note"], false);
        assert!(todo(&owner, "read_answer").is_empty());
        let steps = again(&owner, &raised).expect(200)["steps"].clone();
        let verbs: Vec<&str> = steps.as_array().unwrap().iter().map(|one| one["verb"].as_str().unwrap()).collect();
        assert_eq!(verbs, ["raise", "accept"]);
    });
}

#[test]
fn a_move_alone_corrects_nothing() {
    each(|app| {
        let (clerk, owner, entry) = begun(app);
        let proved = crate::booked::attach(&clerk, &entry, "contract_copy", "合同.pdf", PDF).expect(201);
        let raised = raise(&owner, &proved, "total").expect(201);
        let moved = step(&clerk, &proved, "submit", json!({})).expect(200);
        assert_ne!(moved["row"]["version"], proved["row"]["version"]);
        assert_eq!(act(&clerk, &raised, "accept", json!({})).problem(409), "work.correction.not_corrected");
    });
}

#[test]
fn a_request_is_handed_on_refused_and_taken_back_with_its_reasons() {
    each(|app| {
        let (clerk, owner, entry) = begun(app);
        let raised = raise(&owner, &entry, "").expect(201);
        let onward = |to: &str, reason: &str| json!({ "organisation_id": to, "reason": reason });
        let (here, there) = (home(&clerk), home(&owner));
        assert_eq!(paths(&act(&clerk, &raised, "hand-on", onward(&here, "退回")).expect(422)), ["organisation_id"]);
        assert_eq!(paths(&act(&clerk, &raised, "hand-on", onward(&there, "")).expect(422)), ["reason"]);
        assert_eq!(act(&clerk, &raised, "hand-on", onward(&there, "属地由市科技局核定")).status, 204);
        assert!(todo(&clerk, "handle_correction").is_empty());
        assert_eq!(todo(&owner, "handle_correction").len(), 1);
        assert_eq!(again(&clerk, &raised).problem(404), "base.not_found");
        let seen = again(&owner, &raised).expect(200);
        assert_eq!(seen["steps"][1]["reason"], "属地由市科技局核定");
        let refused = act(&owner, &seen, "refuse", json!({ "reason": "与登记证明一致" })).expect(200);
        assert_eq!((&refused["state"], &refused["answer"]), (&json!("refused"), &json!("与登记证明一致")));

        let second = raise(&owner, &entry, "contract_name").expect(201);
        assert_eq!(act(&clerk, &second, "withdraw", json!({})).problem(403), "base.forbidden");
        assert_eq!(act(&owner, &second, "withdraw", json!({})).expect(200)["state"], "withdrawn");
        assert!(todo(&clerk, "handle_correction").is_empty());
    });
}

#[test]
fn a_request_about_a_masked_field_tells_nothing_to_those_who_may_not_see_it() {
    each(|app| {
        let (clerk, owner, entry) = begun(app);
        let raised = raise(&owner, &entry, "total").expect(201);
        let file = format!("/api/corrections/{}/file", raised["id"].as_str().unwrap());
        assert_eq!(owner.upload(&file, &[], "说明.pdf", PDF).expect(201)["file"]["name"], "说明.pdf");
        assert_eq!(clerk.upload(&file, &[], "别人的.pdf", PDF).problem(404), "base.not_found");
        assert_eq!(clerk.get(&file).status, 200);

        let leader = app.sign_in("leader");
        assert_eq!(paths(&raise(&leader, &entry, "total").expect(422)), ["field"]);
        let whole = raise(&owner, &entry, "").expect(201);
        for (correction, hidden) in [(&raised, true), (&whole, true)] {
            let seen = again(&leader, correction).expect(200);
            assert_eq!((&seen["hidden"], &seen["title"]), (&json!(hidden), &json!("高速光通信芯片委托开发")));
        }
        let about = format!("/api/corrections?entry={}", entry["row"]["id"].as_str().unwrap());
        let listed = leader.get(&about);
        assert_eq!(listed.expect(200).as_array().unwrap().len(), 2);
        for word in ["总额", "total", "一百", "说明.pdf"] {
            assert!(!listed.text.contains(word), "{word}: {}", listed.text);
        }
        assert_eq!(leader.get(&file).problem(404), "base.not_found");
        assert_eq!(app.sign_in("dhgx.clerk").get(&about).expect(200), json!([]));
        assert_eq!(app.sign_in("dhgx.clerk").get(&path(&entry, "")).status, 404);
        assert_eq!(raise(&app.sign_in("dhgx.clerk"), &entry, "").problem(404), "base.not_found");
        assert_eq!(clerk.get(&about).expect(200)[0]["hidden"], false);
    });
}

#[test]
fn what_is_wrong_with_a_subject_goes_to_its_unit_and_to_the_office_where_none_is_known() {
    each(|app| {
        let (clerk, owner, entry) = begun(app);
        let about = |entry: &Value| {
            json!({ "subject_id": entry["subject"]["id"], "field": "name", "wrong": "名称少一个字",
            "proposed": "以营业执照为准" })
        };
        let raised = owner.post("/api/corrections", &about(&entry)).expect(201);
        assert_eq!((&raised["handler"]["name"], &raised["title"]), (&json!("洪山区"), &entry["subject"]["name"]));
        assert_eq!(app.sign_in("dhgx.clerk").post("/api/corrections", &about(&entry)).problem(404), "base.not_found");
        let mut wrong = about(&entry);
        wrong["field"] = json!("total");
        assert_eq!(paths(&owner.post("/api/corrections", &wrong).expect(422)), ["field"]);
        assert_eq!(act(&clerk, &raised, "accept", json!({ "reason": "已改" })).expect(200)["new_version"], Value::Null);

        // A city department has no assessment unit, so what it keeps without naming one is nobody's district's.
        let department = app.sign_in("fgw.clerk");
        let body = json!({ "organisation_id": crate::booked::keeper(&department, "key_project"), "content": { "values":
            { "project_name": "示例装置", "builder_code": "91420111MA4K0LEDGM", "builder_name": "武汉示例研究有限公司" } } });
        let elsewhere = department.post("/api/ledgers/key_project/entries", &body).expect(201);
        let raised = department.post("/api/corrections", &about(&elsewhere)).expect(201);
        assert_eq!(raised["handler"]["name"], "市推进科创中心建设领导小组办公室");
        assert_eq!(todo(&app.sign_in("office"), "handle_correction").len(), 1);
        let listed = format!("/api/corrections?subject={}", elsewhere["subject"]["id"].as_str().unwrap());
        assert_eq!(department.get(&listed).expect(200).as_array().unwrap().len(), 1);
        assert_eq!(owner.get(&listed).expect(200), json!([]));
    });
}

#[test]
fn a_year_without_a_calendar_gives_no_due_day_and_says_so() {
    each(|app| {
        app.clock.advance_seconds(10 * 366 * 24 * 60 * 60);
        let (clerk, owner, entry) = begun(app);
        let raised = raise(&owner, &entry, "").expect(201);
        assert_eq!(raised["due"], Value::Null);
        let waiting = todo(&clerk, "handle_correction");
        assert_eq!(waiting[0]["due"], Value::Null);
        assert!(waiting[0]["detail"].as_str().unwrap().contains("暂无期限"), "{waiting:?}");
    });
}
