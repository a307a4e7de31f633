//! Indicators with their mentions, what is open about them, and printed names.

use crate::uploaded::{Uploaded, id, upload};
use serde_json::{Value, json};
use testkit::{TestApp, each};

/// Holds what nobody owns yet.
const OFFICE: &str = "市推进科创中心建设领导小组办公室";

fn requires(draft: &Uploaded, indicator: &Value, requires: &str, tolerance: &Value) -> testkit::Answer {
    let body = json!({ "version": indicator["version"], "requires": requires, "tolerance": tolerance });
    draft.office.post(&draft.path(&format!("/indicators/{}/requires", id(indicator))), &body)
}

fn open(indicator: &Value, kind: &str) -> Value {
    let all = indicator["decisions"].as_array().unwrap();
    all.iter().find(|one| one["kind"] == kind).unwrap_or_else(|| panic!("no {kind} of {indicator}")).clone()
}

fn settle(draft: &Uploaded, decision: &Value, answer: Value) -> testkit::Answer {
    let mut body = answer;
    body["version"] = decision["version"].clone();
    draft.office.post(&format!("/api/open-decisions/{}/settle", id(decision)), &body)
}

#[test]
fn the_same_target_said_twice_is_one_indicator_with_two_mentions() {
    each(|app| {
        let draft = upload(app);
        let talents = draft.indicator("科技领军人才");
        let mentions = talents["mentions"].as_array().unwrap();
        assert_eq!(mentions.len(), 2);
        assert_eq!((&mentions[0]["task_number"], &mentions[0]["op"]), (&"goal4".into(), &"=".into()));
        assert_eq!((&mentions[1]["task_number"], &mentions[1]["op"]), (&"15".into(), &"~".into()));
        assert_eq!((&talents["requires"], &talents["owner"]["name"]), (&"at_least".into(), &"市人才工作局".into()));
        let laboratories = draft.indicator("获批建设全国重点实验室");
        let aspirations: Vec<&Value> =
            laboratories["mentions"].as_array().unwrap().iter().map(|one| &one["aspiration"]).collect();
        assert_eq!(aspirations, [&Value::Bool(false), &Value::Bool(true)], "both wordings show");
        let facilities = draft.indicator("推进建设的重大科技基础设施");
        assert_eq!((&facilities["requires"], facilities["mentions"].as_array().unwrap().len()), (&"exactly".into(), 3));
        let enterprises = draft.indicator("高新技术企业");
        assert_eq!((&enterprises["requires"], &enterprises["base_value"]), (&"above".into(), &"12400".into()));
        assert_eq!(enterprises["blocked"], false);
    });
}

#[test]
fn six_goals_without_an_owner_are_the_offices_for_the_time_being() {
    each(|app| {
        let draft = upload(app);
        let all = draft.office.get(&draft.path("/indicators")).expect(200);
        let provisional: Vec<&Value> =
            all.as_array().unwrap().iter().filter(|one| one["owner_provisional"] == true).collect();
        assert_eq!(provisional.len(), 6, "{provisional:#?}");
        for one in provisional {
            assert_eq!((&one["owner"]["name"], &one["blocked"]), (&OFFICE.into(), &true.into()));
            assert_eq!(open(one, "owner")["state"], "open");
        }
        assert_eq!(
            draft.show()["open_decisions"],
            draft.office.get(&draft.path("/open-decisions")).expect(200).as_array().unwrap().len()
        );
    });
}

#[test]
fn an_owner_a_base_and_a_reading_are_settled_and_unblock() {
    each(|app| {
        let draft = upload(app);
        let added = draft.indicator("高新技术产业增加值增长");
        let owner = open(&added, "owner");
        assert_eq!(owner["question"], "高新技术产业增加值增长没有任务承接，由哪个单位负责？");
        let missing = settle(&draft, &owner, json!({ "reason": "会议确定" }));
        assert_eq!(missing.expect(422)["fields"][0]["path"], "organisation_id");
        let jxj = organisation(app, "市经信局");
        let settled = settle(&draft, &owner, json!({ "organisation_id": jxj, "reason": "会议确定" })).expect(200);
        assert_eq!((&settled["state"], &settled["answer"]), (&"settled".into(), &"市经信局".into()));
        assert_eq!((&settled["settled_by"]["name"], &settled["reason"]), (&"周文静".into(), &"会议确定".into()));
        let after = draft.indicator("高新技术产业增加值增长");
        assert_eq!((&after["owner"]["id"], &after["owner_provisional"]), (&Value::from(jxj.as_str()), &false.into()));
        assert_eq!(after["blocked"], true, "the base is still open");
        let base = open(&after, "base");
        assert_eq!(base["owner"]["name"], "市统计局");
        assert_eq!(
            settle(&draft, &base, json!({ "value": "五千", "reason": "x" })).expect(422)["fields"][0]["path"],
            "value"
        );
        settle(&draft, &base, json!({ "value": "5321.90", "reason": "2022年统计公报" })).expect(200);
        let lit = draft.indicator("高新技术产业增加值增长");
        assert_eq!(
            (&lit["blocked"], &lit["base_value"], &lit["base_source"]),
            (&false.into(), &"5321.9".into(), &"2022年统计公报".into())
        );
        assert_eq!(settle(&draft, &base, json!({ "value": "1", "reason": "x" })).problem(409), "base.stale");
        let again = json!({ "version": settled["version"] });
        let twice = settle(&draft, &again_with_id(&settled, &again), json!({ "organisation_id": jxj, "reason": "x" }));
        assert_eq!(twice.problem(409), "work.decision.is_settled");
        let reading = open(&draft.indicator("专业型众创孵化载体比例"), "reading");
        let wrong = settle(&draft, &reading, json!({ "reading": "both", "reason": "x" }));
        assert_eq!(wrong.expect(422)["fields"][0]["path"], "reading");
        let read = settle(&draft, &reading, json!({ "reading": "percentage_points", "reason": "牵头单位书面确认" }))
            .expect(200);
        assert_eq!(read["answer"], "按百分点计算");
    });
}

fn again_with_id(decision: &Value, version: &Value) -> Value {
    json!({ "id": decision["id"], "version": version["version"] })
}

fn organisation(app: &TestApp, short: &str) -> String {
    let all = app.sign_in("office").get("/api/organisations").expect(200);
    let found = all.as_array().unwrap().iter().find(|one| one["short_name"] == short).unwrap();
    id(found).to_owned()
}

#[test]
fn a_decision_is_passed_on_and_settled_by_the_head_who_is_asked() {
    each(|app| {
        let draft = upload(app);
        let reading = open(&draft.indicator("专业型众创孵化载体比例"), "reading");
        let settle_as = |login: &str| {
            let body = json!({ "version": reading["version"], "reading": "relative", "reason": "按比例" });
            app.sign_in(login).post(&format!("/api/open-decisions/{}/settle", id(&reading)), &body)
        };
        assert_eq!(settle_as("fgw.head").problem(404), "base.not_found", "another organisation's");
        assert_eq!(settle_as("kjj.clerk").problem(403), "base.forbidden");
        let seen = app.sign_in("kjj.head").get(&draft.path("/open-decisions")).expect(200);
        assert!(seen.as_array().unwrap().iter().all(|one| one["owner"]["name"] == "市科技局"), "{seen}");
        assert_eq!(app.sign_in("kjj.clerk").get(&draft.path("/open-decisions")).problem(404), "base.not_found");
        assert_eq!(settle_as("kjj.head").expect(200)["state"], "settled");
        let base = open(&draft.indicator("专业型众创孵化载体比例"), "base");
        let assign = |body: Value| draft.office.post(&format!("/api/open-decisions/{}/assign", id(&base)), &body);
        let wrong = assign(json!({ "version": 1, "organisation_id": "1", "due": "2023-02-30" })).expect(422);
        assert_eq!(
            (&wrong["fields"][0]["path"], &wrong["fields"][1]["path"]),
            (&"organisation_id".into(), &"due".into())
        );
        let fgw = organisation(app, "市发改委");
        let passed = assign(json!({ "version": 1, "organisation_id": fgw, "due": "2023-06-30" })).expect(200);
        assert_eq!((&passed["owner"]["name"], &passed["due"]), (&"市发改委".into(), &"2023-06-30".into()));
        let body = json!({ "version": passed["version"], "value": "42", "reason": "年报" });
        let by_head =
            app.sign_in("fgw.head").post(&format!("/api/open-decisions/{}/settle", id(&base)), &body).expect(200);
        assert_eq!((&by_head["answer"], &by_head["settled_by"]["name"]), (&"42".into(), &"王建业".into()));
    });
}

#[test]
fn mentions_are_separated_and_joined_again() {
    each(|app| {
        let draft = upload(app);
        let talents = draft.indicator("科技领军人才");
        let mention = talents["mentions"][1]["item_id"].clone();
        let separate = |version: &Value, item: &Value| {
            let path = draft.path(&format!("/indicators/{}/separate", id(&talents)));
            draft.office.post(&path, &json!({ "version": version, "item_id": item }))
        };
        let fresh = separate(&talents["version"], &mention).expect(200);
        assert_eq!((fresh["mentions"].as_array().unwrap().len(), &fresh["requires"]), (1, &"about".into()));
        assert_eq!((&fresh["blocked"], &open(&fresh, "tolerance")["kind"]), (&true.into(), &"tolerance".into()));
        assert_eq!(fresh["owner"]["name"], "市人才工作局");
        assert_eq!(separate(&talents["version"], &mention).problem(409), "base.stale");
        let left = draft.indicator("科技领军人才");
        let only = separate(&left["version"], &left["mentions"][0]["item_id"]);
        assert_eq!(only.expect(422)["fields"][0]["path"], "item_id");
        let join = |indicators: Value| {
            draft
                .office
                .post(&draft.path("/indicators/join"), &json!({ "indicators": indicators, "name": "科技领军人才" }))
        };
        let one = json!({ "id": left["id"], "version": left["version"] });
        assert_eq!(join(json!([one, one])).problem(422), "base.invalid");
        let joined = join(json!([one, { "id": fresh["id"], "version": fresh["version"] }])).expect(200);
        assert_eq!((&joined["id"], joined["mentions"].as_array().unwrap().len()), (&talents["id"], 2));
        assert_eq!((&joined["requires"], &joined["blocked"]), (&"at_least".into(), &false.into()));
    });
}

#[test]
fn what_is_required_is_decided_beside_the_printed_comparator() {
    each(|app| {
        let draft = upload(app);
        let bodies = draft.indicator("新组建新型研发机构");
        assert_eq!((&bodies["requires"], &bodies["tolerance"]), (&"about".into(), &"1".into()));
        let asked = requires(&draft, &bodies, "about", &Value::Null).expect(200);
        assert_eq!((&asked["blocked"], &open(&asked, "tolerance")["state"]), (&true.into(), &"open".into()));
        let answered = requires(&draft, &asked, "about", &"2".into()).expect(200);
        assert_eq!((&answered["blocked"], &answered["tolerance"]), (&false.into(), &"2".into()));
        assert_eq!(open(&answered, "tolerance")["answer"], "2");
        let exact = requires(&draft, &answered, "exactly", &Value::Null).expect(200);
        assert_eq!((&exact["requires"], &exact["mentions"][0]["op"]), (&"exactly".into(), &"~".into()));
        assert_eq!(requires(&draft, &exact, "range", &Value::Null).expect(422)["fields"][0]["path"], "requires");
        assert_eq!(requires(&draft, &exact, "about", &"-1".into()).expect(422)["fields"][0]["path"], "tolerance");
        assert_eq!(requires(&draft, &answered, "at_least", &Value::Null).problem(409), "base.stale");
        let head = app.sign_in("kjj.head");
        let path = draft.path(&format!("/indicators/{}/requires", id(&exact)));
        let body = json!({ "version": exact["version"], "requires": "at_least", "tolerance": null });
        assert_eq!(head.post(&path, &body).problem(403), "base.forbidden");
    });
}

#[test]
fn an_unknown_name_is_asked_about_and_can_be_remembered() {
    each(|app| {
        let draft = upload(app);
        let task = draft.task("6");
        let correct = |task: &Value, lead: &str| {
            let fields = json!({ "number": "6", "title": task["title"], "text": task["text"], "deadline": null,
                "lead": [lead], "responsible": [] });
            draft.decide(task, "correct", &json!({ "version": task["version"], "task": fields })).expect(200)
        };
        let organisations = app.sign_in("office").get("/api/organisations").expect(200).as_array().unwrap().len();
        let corrected = correct(&task, "市科学技术管理局");
        let indicator = draft.indicator("科技重大专项");
        assert_eq!(indicator["owner"]["name"], OFFICE, "nobody known leads the task");
        let names = draft.office.get(&draft.path("/names")).expect(200);
        assert_eq!((&names[0]["printed"], &names[0]["resolved"]), (&"市科学技术管理局".into(), &Value::Null));
        let suggested: Vec<&Value> =
            names[0]["suggestions"].as_array().unwrap().iter().map(|one| &one["name"]).collect();
        assert!(suggested.contains(&&Value::from("市科技局")) && suggested.len() <= 5, "{suggested:?}");
        let kjj = organisation(app, "市科技局");
        let resolve = |printed: &str, id: &str, remember: bool| {
            let body = json!({ "printed": printed, "kind": "organisation", "id": id, "remember": remember });
            draft.office.post(&draft.path("/names"), &body)
        };
        assert_eq!(resolve("市科学技术管理局", "77", false).expect(422)["fields"][0]["path"], "id");
        assert_eq!(resolve("市没有局", &kjj, false).expect(422)["fields"][0]["path"], "printed");
        let taken = resolve("市财政局", &kjj, true).expect(422);
        assert_eq!(taken["fields"][0]["code"], "work.name.is_another");
        resolve("市科学技术管理局", &kjj, true).expect(204);
        assert_eq!(draft.again(&task)["lead"][0]["name"], "市科技局");
        assert_eq!(draft.again(&task)["lead"][0]["printed"], "市科学技术管理局");
        assert_eq!(draft.indicator("科技重大专项")["owner"]["name"], "市科技局");
        assert_eq!(draft.show()["unknown_names"], 0);
        let shown = app.sign_in("office").get("/api/organisations?q=市科技局").expect(200);
        let aliases = shown[0]["aliases"].as_array().unwrap();
        assert!(aliases.contains(&"市科学技术管理局".into()), "{aliases:?}");
        correct(&draft.again(&corrected), "市 科学技术管理局");
        assert_eq!(draft.show()["unknown_names"], 0, "the alias is known from now on");
        let all = app.sign_in("office").get("/api/organisations").expect(200);
        assert_eq!(all.as_array().unwrap().len(), organisations, "nobody was created");
    });
}
