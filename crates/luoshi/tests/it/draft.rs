//! From the draft to the confirmed draft: every decision about an item is kept, with who, when, before and after.

use crate::uploaded::{Uploaded, id, upload};
use serde_json::{Value, json};
use testkit::each;

fn version(item: &Value) -> Value {
    json!({ "version": item["version"] })
}

fn fields_of_task(task: &Value) -> Value {
    let printed = |role: &str| -> Vec<Value> {
        task[role].as_array().unwrap().iter().map(|body| body["printed"].clone()).collect()
    };
    json!({ "number": task["number"], "title": task["title"], "text": task["text"], "deadline": task["deadline"],
        "lead": printed("lead"), "responsible": printed("responsible") })
}

fn fields_of_target(item: &Value) -> Value {
    let mut fields = item["target"].clone();
    let plain = fields.as_object_mut().unwrap();
    plain.remove("task_number");
    plain.remove("indicator_id");
    fields
}

fn history(draft: &Uploaded, item: &Value) -> Vec<Value> {
    let moves = draft.office.get(&draft.path(&format!("/items/{}/history", id(item)))).expect(200);
    moves.as_array().unwrap().clone()
}

#[test]
fn confirming_counts_and_is_kept() {
    each(|app| {
        let draft = upload(app);
        let task = draft.task("1");
        let pending = draft.show()["pending"].as_i64().unwrap();
        let confirmed = draft.decide(&task, "confirm", &version(&task)).expect(200);
        assert_eq!((&confirmed["state"], &confirmed["version"]), (&"confirmed".into(), &2.into()));
        assert_eq!(draft.show()["progress"]["confirmed"], 1);
        assert_eq!(draft.show()["pending"], pending - 1);
        assert_eq!(draft.decide(&task, "confirm", &version(&task)).problem(409), "base.stale");
        assert_eq!(draft.decide(&task, "confirm", &json!({"version": 2})).problem(409), "work.item.is_decided");
        let moves = history(&draft, &task);
        assert_eq!(moves.len(), 1);
        assert_eq!((&moves[0]["verb"], &moves[0]["by"]["name"]), (&"confirm".into(), &"周文静".into()));
        assert_eq!(
            (&moves[0]["before"]["state"], &moves[0]["after"]["state"]),
            (&"pending".into(), &"confirmed".into())
        );
        assert!(moves[0]["at"].as_str().unwrap().starts_with("2023-02-01T"));
    });
}

#[test]
fn many_are_confirmed_at_once_and_each_is_told() {
    each(|app| {
        let draft = upload(app);
        let items: Vec<Value> = ["task", "target", "goal", "safeguard"].map(|kind| draft.items(kind)).concat();
        let changed = &items[0];
        draft.decide(changed, "confirm", &version(changed)).expect(200);
        let shown: Vec<Value> = items.iter().map(|one| json!({"id": one["id"], "version": one["version"]})).collect();
        let done = draft.office.post(&draft.path("/items/confirm"), &json!({ "items": shown })).expect(200);
        let results = done["results"].as_array().unwrap();
        assert_eq!(results.len(), items.len());
        assert_eq!((&results[0]["done"], results[0]["message"].is_null()), (&false.into(), false));
        assert!(results[1..].iter().all(|one| one["done"] == true && one["message"].is_null()));
        assert_eq!(draft.show()["pending"], 0);
        let many = vec![shown[0].clone(); 501];
        assert_eq!(
            draft.office.post(&draft.path("/items/confirm"), &json!({ "items": many })).problem(422),
            "base.invalid"
        );
    });
}

#[test]
fn a_task_is_corrected_with_its_printed_names() {
    each(|app| {
        let draft = upload(app);
        let task = draft.task("13");
        let mut fields = fields_of_task(&task);
        fields["title"] = "深化区域科技合作".into();
        fields["lead"] = json!(["市科技局", "武汉市大数据局"]);
        let body = json!({ "version": task["version"], "task": fields, "reason": "原文排版错误" });
        let corrected = draft.decide(&task, "correct", &body).expect(200);
        assert_eq!((&corrected["state"], &corrected["title"]), (&"corrected".into(), &"深化区域科技合作".into()));
        assert_eq!(corrected["lead"][0]["name"], "市科技局");
        assert_eq!((&corrected["lead"][1]["kind"], &corrected["lead"][1]["id"]), (&"unknown".into(), &Value::Null));
        assert_eq!(corrected["span"], task["span"]);
        assert_eq!(draft.show()["unknown_names"], 1);
        let moves = history(&draft, &task);
        assert_eq!(moves[0]["reason"], "原文排版错误");
        assert_eq!(moves[0]["before"]["title"], task["title"]);
        assert_eq!(moves[0]["after"]["lead"], json!(["市科技局", "武汉市大数据局"]));
    });
}

#[test]
fn wrong_fields_are_named_all_at_once() {
    each(|app| {
        let draft = upload(app);
        let paths = |answer: testkit::Answer| -> Vec<String> {
            let problem = answer.expect(422);
            let fields = problem["fields"].as_array().unwrap().clone();
            fields.iter().map(|field| field["path"].as_str().unwrap().to_owned()).collect()
        };
        let task = draft.task("13");
        let wrong = json!({ "number": "13", "title": "长".repeat(201), "text": " ", "deadline": null,
            "lead": ["市科技局", "市 科技局"], "responsible": ["\u{0}"] });
        let answer = draft.decide(&task, "correct", &json!({ "version": 1, "task": wrong }));
        assert_eq!(paths(answer), ["task.title", "task.text", "task.lead[1]", "task.responsible[0]"]);
        let target = draft.target("9", "15000");
        let mut fields = fields_of_target(&target);
        fields["value"] = "1.5.2".into();
        fields["value_max"] = "20000".into();
        fields["task_item_id"] = target["id"].clone();
        let answer = draft.decide(&target, "correct", &json!({ "version": 1, "target": fields }));
        assert_eq!(paths(answer), ["target.value", "target.value_max", "target.task_item_id"]);
        fields["op"] = "≥".into();
        let answer = draft.decide(&target, "correct", &json!({ "version": 1, "target": fields }));
        assert_eq!(paths(answer), ["target.op"]);
        let empty = draft.decide(&target, "correct", &json!({ "version": 1 }));
        assert_eq!(paths(empty), ["target"]);
        assert_eq!(draft.again(&target), target, "nothing was written");
    });
}

#[test]
fn an_item_is_dropped_with_a_reason_and_taken_back() {
    each(|app| {
        let draft = upload(app);
        let target = draft.target("16", "1000");
        assert_eq!(draft.decide(&target, "drop", &json!({"version": 1, "reason": " "})).problem(422), "base.invalid");
        let dropped = draft.decide(&target, "drop", &json!({"version": 1, "reason": "是经费，不是指标"})).expect(200);
        assert_eq!(dropped["state"], "dropped");
        let shown = draft.show();
        assert_eq!(shown["progress"]["dropped"], 1);
        let named = draft.office.get(&draft.path("/indicators")).expect(200);
        assert!(!named.as_array().unwrap().iter().any(|one| one["name"] == "曙光计划专项资金"));
        assert_eq!(draft.decide(&dropped, "confirm", &version(&dropped)).problem(409), "work.item.is_decided");
        let back = draft.decide(&dropped, "restore", &version(&dropped)).expect(200);
        assert_eq!((&back["state"], &back["version"]), (&"pending".into(), &3.into()));
        assert_eq!(draft.indicator("曙光计划专项资金")["mentions"].as_array().unwrap().len(), 1);
        let verbs: Vec<Value> = history(&draft, &target).iter().map(|one| one["verb"].clone()).collect();
        assert_eq!(verbs, ["drop", "restore"]);
        assert_eq!(draft.decide(&back, "restore", &version(&back)).problem(409), "work.item.is_not_dropped");
    });
}

#[test]
fn a_task_is_split_and_its_targets_go_along() {
    each(|app| {
        let draft = upload(app);
        let task = draft.task("9");
        let target = draft.target("9", "15000");
        let said = target["text"].as_str().unwrap();
        let (mut first, mut second) = (fields_of_task(&task), fields_of_task(&task));
        first["text"] = "其余三项行动。".into();
        second["title"] = "初创企业育苗行动".into();
        second["text"] = format!("{said}。").into();
        second["lead"] = json!(["市经信局"]);
        let one = draft.decide(&task, "split", &json!({ "version": 1, "parts": [first] }));
        assert_eq!(one.problem(422), "base.invalid");
        let parts = draft.decide(&task, "split", &json!({ "version": 1, "parts": [first, second] })).expect(200);
        assert_eq!((&parts["items"][0]["id"], &parts["items"][0]["state"]), (&task["id"], &"corrected".into()));
        let fresh = &parts["items"][1];
        assert_eq!((&fresh["state"], &fresh["span"]), (&"added".into(), &task["span"]));
        assert_eq!(fresh["lead"][0]["name"], "市经信局");
        assert_eq!(draft.again(&target)["target"]["task_item_id"], fresh["id"]);
        assert_eq!(draft.indicator("在孵初创科技企业")["owner"]["name"], "市经信局", "it follows its task's lead");
        assert_eq!(draft.items("task").len(), 23);
        let moves = history(&draft, fresh);
        assert_eq!((&moves[0]["verb"], &moves[0]["before"]), (&"split".into(), &Value::Null));
    });
}

#[test]
fn a_target_is_split_into_two() {
    each(|app| {
        let draft = upload(app);
        let target = draft.target("20", "40");
        let (mut first, mut second) = (fields_of_target(&target), fields_of_target(&target));
        (first["value"], second["value"]) = ("25".into(), "15".into());
        second["subject"] = "新增众创空间".into();
        let answer = draft.decide(
            &target,
            "split",
            &json!({ "version": 1, "parts": [first, fields_of_task(&draft.task("1"))] }),
        );
        assert_eq!(answer.expect(422)["fields"][0]["path"], "parts[1]");
        let parts = draft.decide(&target, "split", &json!({ "version": 1, "parts": [first, second] })).expect(200);
        assert_eq!(
            (&parts["items"][0]["target"]["value"], &parts["items"][1]["target"]["value"]),
            (&"25".into(), &"15".into())
        );
        let indicator = draft.indicator("新增众创空间");
        assert_eq!((&indicator["owner"]["name"], &indicator["requires"]), (&"市科技局".into(), &"at_least".into()));
        assert_eq!(indicator["mentions"][0]["item_id"], parts["items"][1]["id"]);
    });
}

#[test]
fn two_tasks_are_merged_and_the_other_says_where_it_went() {
    each(|app| {
        let draft = upload(app);
        let (task, other) = (draft.task("1"), draft.task("2"));
        let body = json!({ "version": 1, "other": other["id"], "other_version": 1 });
        let merged = draft.decide(&task, "merge", &body).expect(200);
        let leads: Vec<&Value> = merged["lead"].as_array().unwrap().iter().map(|body| &body["name"]).collect();
        assert_eq!(leads, ["市科技局", "东湖高新区"]);
        let text = merged["text"].as_str().unwrap();
        assert!(text.contains(task["text"].as_str().unwrap()) && text.contains(other["text"].as_str().unwrap()));
        assert_eq!((&merged["span"][0], &merged["span"][1]), (&task["span"][0], &other["span"][1]));
        assert_eq!(draft.again(&other)["state"], "dropped");
        assert_eq!(draft.target("1", "10")["target"]["task_item_id"], task["id"]);
        assert_eq!(history(&draft, &other)[0]["after"]["merged_into"], task["id"]);
        let target = draft.target("9", "15000");
        let kinds = json!({ "version": merged["version"], "other": target["id"], "other_version": 1 });
        assert_eq!(draft.decide(&merged, "merge", &kinds).expect(422)["fields"][0]["path"], "other");
        let itself = json!({ "version": merged["version"], "other": task["id"], "other_version": merged["version"] });
        assert_eq!(draft.decide(&merged, "merge", &itself).problem(422), "base.invalid");
    });
}

#[test]
fn an_item_that_was_not_found_is_added_by_hand() {
    each(|app| {
        let draft = upload(app);
        let source = draft.office.get(&draft.path("/source")).expect(200);
        let words = "每周通报情况";
        let at = source["text"].as_str().unwrap().find(words).unwrap();
        let task = draft.task("1");
        let target = json!({ "subject": "每周通报", "op": ">=", "value": "48", "unit": "期", "kind": "absolute",
            "aspiration": false, "task_item_id": task["id"] });
        let add = |body: &Value| draft.office.post(&draft.path("/items"), body);
        let outside = json!({ "kind": "target", "target": target, "span": [at + 1, at + 2] });
        assert_eq!(add(&outside).expect(422)["fields"][0]["path"], "span");
        let added = add(&json!({ "kind": "target", "target": target, "span": [at, at + words.len()] })).expect(201);
        assert_eq!((&added["state"], &added["text"]), (&"added".into(), &words.into()));
        assert_eq!((&added["confidence"], &added["target"]["task_number"]), (&Value::Null, &"1".into()));
        assert_eq!(draft.indicator("每周通报")["owner"]["name"], "市科技局");
        let fields = json!({ "number": "23", "title": "新增事项", "text": "补充任务。", "lead": ["市教育局"], "responsible": [] });
        let fresh = add(&json!({ "kind": "task", "task": fields })).expect(201);
        assert_eq!(fresh["lead"][0]["name"], "市教育局");
        assert_eq!(draft.items("task").last().unwrap()["id"], fresh["id"], "without a place it stands last");
        let goal = json!({ "number": "goal5", "title": "目标", "text": "补充目标。", "lead": ["市教育局"], "responsible": [] });
        assert_eq!(add(&json!({ "kind": "goal", "task": goal })).expect(422)["fields"][0]["path"], "task.lead");
        assert_eq!(history(&draft, &fresh)[0]["verb"], "add");
    });
}

#[test]
fn a_double_click_decides_once_and_two_clerks_at_once_do_not_overwrite() {
    each(|app| {
        let draft = upload(app);
        let task = draft.task("3");
        let path = draft.path(&format!("/items/{}/drop", id(&task)));
        let body = json!({ "version": 1, "reason": "重复" });
        let first = draft.office.post_with_key(&path, "same-click", &body).expect(200);
        let second = draft.office.post_with_key(&path, "same-click", &body).expect(200);
        assert_eq!((&first["version"], &second["version"]), (&2.into(), &2.into()));
        assert_eq!(history(&draft, &task).len(), 1);
        let other = draft.task("4");
        let review = app.sign_in("office.review");
        let confirm = draft.path(&format!("/items/{}/confirm", id(&other)));
        let mut statuses: Vec<u16> = std::thread::scope(|scope| {
            let clicks = [&draft.office, &review].map(|person| {
                let (confirm, body) = (&confirm, version(&other));
                scope.spawn(move || person.post(confirm, &body).status)
            });
            clicks.map(|one| one.join().unwrap()).to_vec()
        });
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 409]);
        assert_eq!(history(&draft, &other).len(), 1);
    });
}

#[test]
fn a_published_plan_is_no_draft_any_more() {
    each(|app| {
        let drafted = crate::drafted::draft(app);
        let office = app.sign_in("office");
        let path = |rest: &str| format!("/api/plans/{}{rest}", drafted.plan);
        office.post(&path("/publish"), &json!({ "version": 1 })).expect(200);
        let item = path(&format!("/items/{}", drafted.tasks[0]));
        let fields = json!({ "number": "1", "title": "题", "text": "文", "lead": [], "responsible": [] });
        let indicator = office.get(&path("/indicators")).expect(200)[0].clone();
        let changes = [
            (format!("{item}/confirm"), json!({ "version": 1 })),
            (format!("{item}/correct"), json!({ "version": 1, "task": fields })),
            (format!("{item}/drop"), json!({ "version": 1, "reason": "重复" })),
            (format!("{item}/split"), json!({ "version": 1, "parts": [fields, fields] })),
            (path("/items"), json!({ "kind": "task", "task": fields })),
            (path("/items/confirm"), json!({ "items": [] })),
            (path("/names"), json!({ "printed": "市科技局", "kind": "group", "id": "1", "remember": false })),
            (
                path(&format!("/indicators/{}/requires", id(&indicator))),
                json!({ "version": indicator["version"], "requires": "exactly", "tolerance": null }),
            ),
        ];
        for (path, body) in changes {
            assert_eq!(office.post(&path, &body).problem(409), "work.plan.is_published", "{path}");
        }
        let seen = app.sign_in("kjj.clerk").get(&path("/indicators")).expect(200);
        assert_eq!(seen[0]["id"], indicator["id"], "everybody sees a published plan");
    });
}

#[test]
fn only_the_office_decides() {
    each(|app| {
        let draft = upload(app);
        let task = draft.task("1");
        let confirm = draft.path(&format!("/items/{}/confirm", id(&task)));
        for login in ["leader", "kjj.head", "kjj.clerk"] {
            assert_eq!(app.sign_in(login).post(&confirm, &version(&task)).problem(403), "base.forbidden", "{login}");
        }
        assert_eq!(app.nobody().post(&confirm, &version(&task)).problem(401), "work.not_signed_in");
        let elsewhere = format!("/api/plans/1/items/{}/confirm", id(&task));
        assert_eq!(draft.office.post(&elsewhere, &version(&task)).problem(404), "base.not_found");
        assert_eq!(draft.again(&task)["state"], "pending");
    });
}
