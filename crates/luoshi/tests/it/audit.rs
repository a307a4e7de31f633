//! The audit: every change leaves a row, rows are sealed, and tampering shows.

use serde_json::json;
use store::Place;
use testkit::{Engine, TestApp, each};
use work::audit::{OutsideSeal, seal_audit, verify_audit};

fn seal(app: &TestApp) -> store::seal::Seal {
    app.block_on(seal_audit(&app.app)).unwrap().unwrap()
}

fn findings(app: &TestApp, outside: Vec<OutsideSeal>) -> Vec<String> {
    let found = app.block_on(verify_audit(&app.app, outside)).unwrap();
    found.findings.into_iter().map(|one| one.code).collect()
}

/// Changes rows behind the application's back, as somebody with the database's password could.
fn tamper(app: &TestApp, sql: &str) {
    match app.database.place() {
        Place::Folder(folder) => {
            rusqlite::Connection::open(folder.join("luoshi.db")).unwrap().execute_batch(sql).unwrap();
        }
        Place::Url(url) => app.block_on(async {
            let (client, connection) = tokio_postgres::connect(&url, tokio_postgres::NoTls).await.unwrap();
            tokio::spawn(connection);
            client.batch_execute(sql).await.unwrap();
        }),
    }
}

fn some_history(app: &TestApp) {
    let admin = app.sign_in("sysadmin");
    for name in ["甲处", "乙处", "丙处"] {
        let kjj = admin.get("/api/organisations?q=kjj").expect(200)[0]["id"].as_str().unwrap().to_owned();
        admin.post(&format!("/api/organisations/{kjj}/divisions"), &json!({ "name": name })).expect(201);
    }
}

#[test]
fn every_change_and_every_refusal_leaves_a_row_that_the_auditor_reads() {
    each(|app| {
        some_history(app);
        app.sign_in("kjj.clerk")
            .post(
                "/api/users",
                &json!({ "login": "abc", "name": "x", "phone": "",
            "organisation_id": "1", "division_id": null }),
            )
            .problem(403);
        app.nobody().sign_in("kjj.clerk", "wrong");
        let auditor = app.sign_in("audadmin");
        let rows = auditor.get("/api/audit?verb=add_division").expect(200);
        assert_eq!(rows["items"].as_array().unwrap().len(), 3);
        assert_eq!(rows["items"][0]["verb_text"], "新增处室");
        assert_eq!(rows["items"][0]["outcome"], "done");
        assert_eq!(rows["items"][0]["digest"].as_str().unwrap().len(), 64);
        let refused = auditor.get("/api/audit?outcome=refused").expect(200);
        let codes: Vec<&str> =
            refused["items"].as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap()).collect();
        assert_eq!(codes, ["work.sign_in_failed", "base.forbidden"]);
        assert_eq!(refused["items"][0]["actor_name"], "kjj.clerk");
        assert_eq!(refused["items"][0]["address"], "127.0.0.1");
        assert_eq!(auditor.get("/api/audit?from=2023-01-32").expect(422)["fields"][0]["path"], "from");
        assert_eq!(auditor.get("/api/audit?to=2023-01-31").expect(200)["items"], json!([]));
        for login in ["office", "leader", "kjj.head", "sysadmin", "secadmin"] {
            assert_eq!(app.sign_in(login).get("/api/audit").problem(403), "base.forbidden", "{login}");
        }
        app.sign_in("auditor").get("/api/audit").expect(200);
    });
}

#[test]
fn a_person_is_found_by_name_and_by_login_with_sign_ins_and_deeds_alike() {
    each(|app| {
        some_history(app);
        app.nobody().sign_in("kjj.clerk", "wrong");
        let auditor = app.sign_in("audadmin");
        let verbs = |actor: &str| -> Vec<String> {
            let found = auditor.get(&format!("/api/audit?actor={actor}")).expect(200);
            found["items"].as_array().unwrap().iter().map(|one| one["verb"].as_str().unwrap().to_owned()).collect()
        };
        let whole = ["add_division", "add_division", "add_division", "sign_in"];
        assert_eq!(verbs("sysadmin"), whole);
        assert_eq!(verbs("%E9%AB%98%E7%AB%8B%E6%96%B0"), whole, "高立新");
        assert_eq!(verbs("kjj.clerk"), ["sign_in"], "an attempt that failed is found too");
    });
}

#[test]
fn pages_follow_each_other_without_gap_or_repetition() {
    each(|app| {
        some_history(app);
        let auditor = app.sign_in("audadmin");
        let whole = auditor.get("/api/audit?limit=500").expect(200);
        let ids = |page: &serde_json::Value| {
            page["items"]
                .as_array()
                .unwrap()
                .iter()
                .map(|one| one["id"].as_str().unwrap().to_owned())
                .collect::<Vec<_>>()
        };
        let mut seen = Vec::new();
        let mut path = "/api/audit?limit=2".to_owned();
        loop {
            let page = auditor.get(&path).expect(200);
            seen.extend(ids(&page));
            let Some(next) = page["next"].as_str() else { break };
            path = format!("/api/audit?limit=2&cursor={next}");
        }
        assert_eq!(seen, ids(&whole));
    });
}

#[test]
fn an_export_is_a_table_without_formulas_and_is_itself_recorded() {
    each(|app| {
        app.nobody().sign_in("=cmd|'/c calc'!A1", "wrong");
        let auditor = app.sign_in("audadmin");
        let file = auditor.get("/api/audit/export");
        assert_eq!(file.header("content-type"), Some("text/csv; charset=utf-8"));
        assert!(file.bytes.starts_with(&[0xEF, 0xBB, 0xBF]));
        assert!(file.text.contains("'=cmd|"), "{}", file.text);
        assert!(!file.text.contains(",=cmd"));
        seal(app);
        let rows = auditor.get("/api/audit?verb=export_audit").expect(200);
        assert_eq!(rows["items"][0]["outcome"], "read");
    });
}

#[test]
fn sealed_rows_hold_and_every_kind_of_tampering_shows() {
    let cases: [(&str, &str); 7] = [
        ("UPDATE audit SET actor_name = 'somebody' WHERE verb = 'add_division'", "work.audit.row_changed"),
        ("DELETE FROM audit WHERE position = 2", "work.audit.row_missing"),
        (
            "UPDATE audit SET position = -1 WHERE position = 1; UPDATE audit SET position = 1 WHERE position = 2; \
             UPDATE audit SET position = 2 WHERE position = -1",
            "work.audit.row_changed",
        ),
        ("UPDATE revision SET body = '{}' WHERE kind = 'division'", "work.audit.revision_changed"),
        ("UPDATE seal SET root = seal WHERE n = 1", "work.audit.seal_changed"),
        ("UPDATE seal SET signature = root || root WHERE n = 1", "work.audit.signature_wrong"),
        ("DELETE FROM seal WHERE n = 1", "work.audit.seal_missing"),
    ];
    each(|app| {
        some_history(app);
        seal(app);
        assert_eq!(findings(app, vec![]), Vec::<String>::new());
    });
    for (sql, code) in cases {
        each(|app| {
            some_history(app);
            seal(app);
            app.sign_in("office");
            seal(app);
            tamper(app, sql);
            assert!(findings(app, vec![]).contains(&code.to_owned()), "{sql}: {:?}", findings(app, vec![]));
        });
    }
}

#[test]
fn a_seal_kept_outside_shows_truncation_and_rewriting() {
    each(|app| {
        some_history(app);
        let first = seal(app);
        app.sign_in("office");
        let last = seal(app);
        assert_eq!(last.n, first.n + 1);
        let outside = |n: i64, seal: &str| vec![OutsideSeal { n, seal: seal.to_owned() }];
        assert_eq!(findings(app, outside(last.n, &last.seal)), Vec::<String>::new());
        assert_eq!(findings(app, outside(first.n, &last.seal)), ["work.audit.outside_differs"]);
        let cut = format!(
            "DELETE FROM seal WHERE n = {}; DELETE FROM audit WHERE position >= {}",
            last.n, last.first_position
        );
        tamper(app, &cut);
        assert_eq!(findings(app, vec![]), Vec::<String>::new(), "a clean cut does not show from inside");
        assert_eq!(findings(app, outside(last.n, &last.seal)), ["work.audit.outside_missing"]);
        let exported = app.database.folder.join("seals/2023-02-01.json");
        let exported: serde_json::Value = serde_json::from_slice(&std::fs::read(exported).unwrap()).unwrap();
        assert_eq!(exported["seal"], first.seal, "the day's first seal lies ready to be carried outside");
    });
}

#[test]
fn one_server_at_a_time_seals_and_another_takes_over() {
    each(|app| {
        some_history(app);
        seal(app);
        let other = app
            .block_on(work::App::open(&app.database.place(), app.database.folder.clone(), app.clock.clock()))
            .unwrap();
        assert!(app.block_on(seal_audit(&other)).unwrap().is_none(), "the lease is held");
        app.clock.advance_seconds(11);
        assert!(app.block_on(seal_audit(&other)).unwrap().is_some(), "the lease has run out");
        if app.engine == Engine::Postgres {
            assert!(app.block_on(seal_audit(&app.app)).unwrap().is_none());
        }
    });
}

#[test]
fn the_auditor_checks_in_the_browser() {
    each(|app| {
        some_history(app);
        seal(app);
        let auditor = app.sign_in("auditor");
        let checked = auditor.get("/api/audit/verification").expect(200);
        assert_eq!(checked["ok"], true);
        assert!(checked["rows"].as_i64().unwrap() >= 5);
        assert_eq!(auditor.get("/api/audit/seals").expect(200)[0]["n"], 1);
        tamper(
            app,
            "UPDATE audit SET outcome = 'done' WHERE verb = 'sign_in'; UPDATE audit SET verb = 'x' WHERE position = 1",
        );
        let broken = auditor.get("/api/audit/verification").expect(200);
        assert_eq!(broken["ok"], false);
        assert!(broken["findings"][0]["message"].as_str().unwrap().contains("被改动"));
    });
}
