//! The real binary dies inside publish, after each of its writes in turn: what is left is all or nothing.

use crate::drafted::{Drafted, TASKS, draft_into, duties};
use crate::served::Server;
use serde_json::json;
use testkit::{Database, Engine, TestClock, engines};
use work::App;

/// More writes than publish makes; the test ends at the first that is not reached.
const WRITES_AT_MOST: u32 = 40;
/// Duties of the small draft.
const DUTIES: usize = 39;

fn drafted_in(database: &Database) -> Drafted {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let app = App::open(&database.place(), database.folder.clone(), TestClock::default().clock()).await.unwrap();
        draft_into(&app, &TASKS).await
    })
}

/// Publishes with a server that dies after a write; answers whether it lived to tell.
fn publish_and_die(database: &Database, drafted: &Drafted, writes: u32) -> bool {
    let mut server = Server::start(database, Some(&format!("publish_plan:{writes}")));
    let office = server.sign_in("office");
    let answer = office.try_post_with_key(&drafted.path("/publish"), "crash-key", &json!({ "version": 1 }));
    if let Some(answer) = answer {
        answer.expect(200);
        return true;
    }
    assert!(!server.ends().success(), "the server ended by itself");
    false
}

/// What a fresh server finds: nothing, and then everything after the same request is sent again.
fn check_afterwards(database: &Database, drafted: &Drafted, published: bool) {
    let server = Server::start(database, None);
    let office = server.sign_in("office");
    let found = |expected: &str, count: usize| {
        assert_eq!(office.get(&drafted.path("")).expect(200)["state"], expected);
        assert_eq!(duties(&office, &format!("plan={}", drafted.plan)).len(), count);
    };
    if published {
        found("published", DUTIES);
    } else {
        found("draft", 0);
    }
    let again = office.post_with_key(&drafted.path("/publish"), "crash-key", &json!({ "version": 1 })).expect(200);
    assert_eq!(again["duties"], DUTIES);
    found("published", DUTIES);
    let audit = server.sign_in("audadmin");
    assert_eq!(audit.get("/api/audit/verification").expect(200)["ok"], true);
    let rows = audit.get("/api/audit?verb=publish_plan&outcome=done").expect(200)["items"].as_array().unwrap().len();
    assert_eq!(rows, 1, "publishing left one row in the audit");
}

fn dies_after_each_write(engine: Engine) {
    for writes in 1..=WRITES_AT_MOST {
        let database = Database::prepared(engine);
        let drafted = drafted_in(&database);
        let published = publish_and_die(&database, &drafted, writes);
        check_afterwards(&database, &drafted, published);
        if published {
            assert!(writes > 4, "publish makes more writes than {writes}");
            eprintln!("{engine:?}: publish makes {} writes; it died after each of them", writes - 1);
            return;
        }
    }
    panic!("publish never ended");
}

#[test]
fn an_abort_inside_publish_leaves_all_or_nothing() {
    for engine in engines() {
        dies_after_each_write(engine);
    }
}
