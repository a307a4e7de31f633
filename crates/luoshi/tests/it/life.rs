//! What the moves of a life cycle do, each by the right bodies and refused to the wrong ones: what happens by itself, who is
//! called on, who stands in, whom an entry is handed to, how a clock stops, resumes and is extended, how far back it goes.

use crate::booked::{path, paths, step};
use crate::lived::{Life, Lived, People};
use serde_json::{Value, json};
use testkit::{TestApp, each};
use work::App;

fn sme() -> Life {
    Life::read(include_str!("lives/tech_sme.toml"))
}

fn contract() -> Life {
    Life::read(include_str!("lives/tech_contract.toml"))
}

/// A move by somebody, on the entry as it is now.
fn act(people: &People<'_>, lived: &mut Lived<'_>, login: &str, code: &str, asked: Value) -> testkit::Answer {
    let person = people.who(login);
    let seen = person.get(&path(&lived.entry, ""));
    if seen.status == 200 {
        lived.entry = seen.json();
    }
    let answer = step(&person, &lived.entry, code, asked);
    if answer.status == 200 {
        lived.entry = answer.json();
    }
    answer
}

fn because(more: Value) -> Value {
    let mut asked = json!({ "reason": "依据核实情况办理" });
    for (key, value) in more.as_object().unwrap() {
        asked[key] = value.clone();
    }
    asked
}

fn moved_by_itself(app: &TestApp) -> usize {
    app.block_on(work::entry::move_by_itself(&app.app)).unwrap()
}

#[test]
fn what_runs_out_moves_by_itself_in_the_name_of_the_machine() {
    each(|app| {
        let people = People::new(app);
        let life = sme();
        let mut lived = life.until(&people, "counted", &Value::Null);
        // Valid until 31 December 2023, so on that day it still is.
        people.wait_days(333);
        assert_eq!(moved_by_itself(app), 0);
        people.wait_days(1);
        // Two servers at once move it once.
        let (place, folder, clock) = (app.database.place(), app.database.folder.clone(), app.clock.clock());
        let moved = app.block_on(async {
            let other = App::open(&place, folder, clock).await.unwrap();
            let (one, two) = tokio::join!(work::entry::move_by_itself(&app.app), work::entry::move_by_itself(&other));
            one.unwrap() + two.unwrap()
        });
        assert_eq!(moved, 1);
        assert_eq!(moved_by_itself(app), 0);
        let clerk = people.who("hongshan.clerk");
        lived.look(&clerk);
        assert_eq!(lived.state(), "expired");
        let last = lived.entry["steps"].as_array().unwrap().last().unwrap();
        assert_eq!((&last["by"], &last["kind"], &last["name"]), (&json!("系统"), &json!("automatic"), &json!("到期")));
        let history = clerk.get(&path(&lived.entry, "/history")).expect(200);
        assert_eq!((&history[0]["by"], &history[0]["state"]), (&json!("系统"), &json!("已到期")));
        let audit = people.who("audadmin").get("/api/audit?verb=move_by_itself").expect(200);
        let rows: Vec<&Value> = audit["items"].as_array().unwrap().iter().collect();
        assert!(rows.iter().any(|row| row["subject_id"] == lived.entry["row"]["id"]), "{audit}");
        // Nobody makes such a move by hand.
        assert_eq!(act(&people, &mut lived, "kjj.division", "expire", json!({})).problem(409), "work.entry.not_now");
    });
}

#[test]
fn a_reminder_and_a_step_back_reach_those_whose_turn_it_is() {
    each(|app| {
        let people = People::new(app);
        let life = contract();
        let mut lived = life.until(&people, "submitted", &Value::Null);
        let todo = |login: &str| people.who(login).get("/api/todo").expect(200)["entries"].clone();
        assert_eq!(todo("hongshan.registrar")[0]["waiting"], 1);
        assert_eq!(todo("hongshan.registrar")[0]["called"], json!([]));
        for login in ["hongshan.clerk", "hongshan.division", "kjj.division", "dhgx.clerk", "leader", "sysadmin"] {
            assert_eq!(todo(login), json!([]), "{login}");
        }
        assert_eq!(act(&people, &mut lived, "hongshan.clerk", "remind", json!({})).status, 403);
        act(&people, &mut lived, "kjj.division", "remind", json!({ "reason": "请按期受理" })).expect(200);
        let waiting = &todo("hongshan.registrar")[0];
        assert_eq!((&waiting["ledger"], &waiting["overdue"]), (&json!("tech_contract"), &json!(0)));
        let call = &waiting["called"][0];
        assert_eq!(
            (&call["kind"], &call["by"], &call["reason"]),
            (&json!("remind"), &json!("赵明哲"), &json!("请按期受理"))
        );
        assert_eq!(call["entry_id"], lived.entry["row"]["id"]);
        let mine =
            r#"/api/ledgers/tech_contract/entries?filter=%5B%7B%22cell%22:%22turn%22,%22any%22:%5B%22mine%22%5D%7D%5D"#;
        assert_eq!(people.who("hongshan.registrar").get(mine).expect(200)["count"], 1);
        assert_eq!(people.who("hongshan.clerk").get(mine).expect(200)["count"], 0);
        let others = mine.replace("mine", "others");
        assert_eq!(paths(&people.who("hongshan.clerk").get(&others).expect(422)), ["filter"]);

        people.wait_days(10);
        assert_eq!(todo("hongshan.registrar")[0]["overdue"], 1);
        act(&people, &mut lived, "hongshan.division", "return_to_reporter", json!({ "reason": "金额有误" }))
            .expect(200);
        assert_eq!(todo("hongshan.registrar"), json!([]));
        let call = &todo("hongshan.clerk")[0]["called"][0];
        assert_eq!(
            (&call["kind"], &call["by"], &call["reason"]),
            (&json!("send_back"), &json!("胡志远"), &json!("金额有误"))
        );
        act(&people, &mut lived, "hongshan.clerk", "submit", json!({})).expect(200);
        assert_eq!(todo("hongshan.clerk"), json!([]));
        assert_eq!(todo("hongshan.registrar")[0]["called"], json!([]));
    });
}

#[test]
fn a_stand_in_may_do_what_the_colleague_may_and_no_more() {
    each(|app| {
        let people = People::new(app);
        let life = sme();
        let mut lived = life.until(&people, "submitted", &Value::Null);
        let user = |login: &str| people.who(login).get("/api/me").expect(200)["id"].clone();
        let (clerk, stranger) = (user("hongshan.clerk"), user("dhgx.clerk"));
        let to = |user: &Value| because(json!({ "user_id": user }));
        assert_eq!(act(&people, &mut lived, "hongshan.clerk", "delegate", to(&clerk)).status, 403);
        for wrong in [&stranger, &user("hongshan.division"), &json!("1")] {
            assert_eq!(
                paths(&act(&people, &mut lived, "hongshan.division", "delegate", to(wrong)).expect(422)),
                ["user_id"]
            );
        }
        assert_eq!(act(&people, &mut lived, "hongshan.clerk", "review", json!({})).status, 403);
        act(&people, &mut lived, "hongshan.division", "delegate", to(&clerk)).expect(200);
        let waiting = people.who("hongshan.clerk").get("/api/todo").expect(200)["entries"][0]["waiting"].clone();
        assert_eq!(waiting, 1);
        // The head of a division may not decline, so neither may who stands in for one.
        assert_eq!(act(&people, &mut lived, "hongshan.clerk", "decline", because(json!({}))).status, 403);
        act(&people, &mut lived, "hongshan.clerk", "review", json!({})).expect(200);
        assert_eq!(lived.state(), "reviewed");
        // It is the city's turn now; somebody of the district passes on what the district may do, not what the city may.
        act(&people, &mut lived, "hongshan.head", "delegate", to(&clerk)).expect(200);
        assert_eq!(act(&people, &mut lived, "hongshan.clerk", "publish_list", json!({})).status, 403);
        act(&people, &mut lived, "hongshan.clerk", "decline", because(json!({}))).expect(200);
    });
}

#[test]
fn an_entry_is_handed_to_another_keeper_and_leaves_the_first() {
    each(|app| {
        let people = People::new(app);
        let life = sme();
        let mut lived = life.until(&people, "submitted", &Value::Null);
        let organisation = |code: &str| crate::drafted::organisation(&people.who("office"), code);
        let to = |code: &str| because(json!({ "organisation_id": organisation(code) }));
        for login in ["hongshan.clerk", "hongshan.division", "office"] {
            assert_eq!(act(&people, &mut lived, login, "hand_over", to("dhgx")).status, 403, "{login}");
        }
        for wrong in ["hongshan", "fgw"] {
            let refused = act(&people, &mut lived, "hongshan.head", "hand_over", to(wrong)).expect(422);
            assert_eq!(paths(&refused), ["organisation_id"], "{wrong}");
        }
        let place = path(&lived.entry, "");
        assert_eq!(people.who("dhgx.clerk").get(&place).status, 404);
        // Who gives it away does not see it any more, so the answer is that there is nothing to see.
        let given = act(&people, &mut lived, "kjj.division", "hand_over", to("dhgx")).expect(200);
        assert_eq!(
            given["row"]["organisation"]["name"],
            people.who("dhgx.clerk").get(&place).expect(200)["row"]["organisation"]["name"]
        );
        assert_eq!(people.who("hongshan.head").get(&place).status, 404);
        act(&people, &mut lived, "dhgx.division", "review", json!({})).expect(200);
    });
}

#[test]
fn a_clock_is_extended_within_its_limit_and_stands_while_something_is_made_good() {
    each(|app| {
        let people = People::new(app);
        let life = contract();
        let mut lived = life.until(&people, "submitted", &Value::Null);
        assert_eq!(lived.entry["row"]["due"], "2023-02-08");
        let days = |days: u32| because(json!({ "days": days }));
        assert_eq!(act(&people, &mut lived, "hongshan.registrar", "extend", days(2)).status, 403);
        assert_eq!(paths(&act(&people, &mut lived, "kjj.division", "extend", days(6)).expect(422)), ["days"]);
        assert_eq!(
            paths(&act(&people, &mut lived, "kjj.division", "extend", json!({ "days": 2 })).expect(422)),
            ["reason"]
        );
        let extended = act(&people, &mut lived, "kjj.division", "extend", days(2)).expect(200);
        assert_eq!((&extended["row"]["due"], &extended["clock"]["extension_left"]), (&json!("2023-02-10"), &json!(3)));
        assert_eq!(paths(&act(&people, &mut lived, "kjj.division", "extend", days(4)).expect(422)), ["days"]);

        let life = contract();
        let mut lived = life.until(&people, "accepted", &json!({ "registration_no": "2023420111000009" }));
        assert_eq!(lived.entry["row"]["due"], "2023-03-03");
        assert_eq!(act(&people, &mut lived, "hongshan.clerk", "ask_to_make_good", because(json!({}))).status, 403);
        let stopped =
            act(&people, &mut lived, "hongshan.registrar", "ask_to_make_good", because(json!({}))).expect(200);
        assert_eq!((&stopped["row"]["due"], &stopped["clock"]["stopped_on"]), (&Value::Null, &json!("2023-02-01")));
        assert_eq!(act(&people, &mut lived, "hongshan.registrar", "made_good", json!({})).status, 403);
        people.wait_days(7);
        let resumed = act(&people, &mut lived, "hongshan.clerk", "made_good", json!({})).expect(200);
        // From the day it stopped to the day it went on nothing is counted.
        assert_eq!((&resumed["row"]["due"], &resumed["clock"]["stopped_on"]), (&json!("2023-03-10"), &Value::Null));
    });
}

#[test]
fn an_entry_is_withdrawn_before_anybody_acted_and_goes_back_to_any_earlier_step() {
    each(|app| {
        let people = People::new(app);
        let life = sme();
        let mut lived = life.until(&people, "submitted", &Value::Null);
        assert_eq!(act(&people, &mut lived, "hongshan.head", "withdraw", json!({})).status, 403);
        act(&people, &mut lived, "hongshan.clerk", "withdraw", json!({})).expect(200);
        assert_eq!(lived.state(), "draft");
        act(&people, &mut lived, "hongshan.clerk", "submit", json!({})).expect(200);
        act(&people, &mut lived, "hongshan.division", "review", json!({})).expect(200);
        assert_eq!(
            act(&people, &mut lived, "hongshan.clerk", "withdraw", json!({})).problem(409),
            "work.entry.not_now"
        );

        let back = |to: Value| because(json!({ "to": to }));
        assert_eq!(act(&people, &mut lived, "hongshan.head", "return_by_city", back(json!("draft"))).status, 403);
        for wrong in [Value::Null, json!("counted"), json!("reviewed")] {
            assert_eq!(
                paths(&act(&people, &mut lived, "kjj.division", "return_by_city", back(wrong)).expect(422)),
                ["to"]
            );
        }
        let unsaid = act(&people, &mut lived, "kjj.division", "return_by_city", json!({ "to": "draft" })).expect(422);
        assert_eq!(paths(&unsaid), ["reason"]);
        act(&people, &mut lived, "kjj.division", "return_by_city", back(json!("submitted"))).expect(200);
        assert_eq!((lived.state(), &lived.entry["row"]["due"]), ("submitted", &json!("2023-02-08")));
        act(&people, &mut lived, "hongshan.division", "review", json!({})).expect(200);
        act(&people, &mut lived, "kjj.division", "return_by_city", back(json!("draft"))).expect(200);
        assert_eq!((lived.state(), &lived.entry["row"]["due"]), ("draft", &Value::Null));
    });
}

#[test]
fn a_page_says_what_is_missing_and_a_refusal_says_where() {
    each(|app| {
        let people = People::new(app);
        let clerk = people.who("hongshan.clerk");
        let life = sme();
        let blocked = |lived: &mut Lived<'_>| {
            lived.look(&clerk);
            let moves = lived.entry["moves"].as_array().unwrap();
            moves.iter().find(|one| one["code"] == "submit").unwrap()["blocked"].clone()
        };
        let mut lived = life.begin(&people, &json!({ "class_one_ip": null, "class_two_ip": null }));
        assert_eq!(
            blocked(&mut lived),
            "请先补齐：Ⅰ类知识产权数量、Ⅱ类知识产权数量、企业自评表、财务报表和研发费用辅助账。"
        );
        let refused = act(&people, &mut lived, "hongshan.clerk", "submit", json!({})).expect(422);
        let wanted = ["values.class_one_ip", "values.class_two_ip", "evidence.self_form", "evidence.accounts"];
        assert_eq!(paths(&refused), wanted);
        // A guard speaks before what is missing, on the page as in the refusal.
        let mut lived = life.begin(&people, &json!({ "staff": null, "year": "2022" }));
        let refused = act(&people, &mut lived, "hongshan.clerk", "submit", json!({}));
        assert_eq!(refused.problem(409), "rules.ledger.guard_refuses");
        assert_eq!(refused.json()["detail"], blocked(&mut lived));
    });
}

#[test]
fn what_is_revoked_counts_no_longer_and_leaves_its_key_free() {
    each(|app| {
        let people = People::new(app);
        let life = sme();
        let mut lived = life.until(&people, "counted", &Value::Null);
        for login in ["hongshan.head", "office", "leader"] {
            assert_eq!(act(&people, &mut lived, login, "revoke", because(json!({}))).status, 403, "{login}");
        }
        act(&people, &mut lived, "kjj.division", "open_spot_check", because(json!({}))).expect(200);
        assert_eq!(
            paths(&act(&people, &mut lived, "kjj.division", "revoke", json!({})).expect(422)),
            ["reason", "evidence.check_record"]
        );
    });
}
