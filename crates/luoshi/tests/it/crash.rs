//! The real binary dies inside publish, after each of its writes in turn: what is left is all or nothing.

use crate::drafted::{Drafted, TASKS, draft_into, duties};
use serde_json::json;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use testkit::{Database, Engine, PASSWORD, Person, TestClock, engines};
use work::App;

/// More writes than publish makes; the test ends at the first that is not reached.
const WRITES_AT_MOST: u32 = 40;
/// Duties of the small draft.
const DUTIES: usize = 39;

/// A running `luoshi serve`, ended when it is dropped.
struct Server {
    child: Child,
    url: String,
}

impl Server {
    /// Starts the binary on a database, with a fail point or without.
    fn start(database: &Database, fail_point: Option<&str>) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_luoshi"));
        command.args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(&database.folder);
        if let Some(url) = &database.url {
            command.args(["--database-url", url]);
        }
        command.env_remove("LUOSHI_FAIL_POINT").envs(fail_point.map(|point| ("LUOSHI_FAIL_POINT", point)));
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let from = line.find("http://").unwrap_or_else(|| panic!("no address in {line:?}"));
        let is_address = |one: &char| one.is_ascii_alphanumeric() || matches!(one, ':' | '/' | '.');
        let url: String = line[from..].chars().take_while(is_address).collect();
        Self { child, url: url.trim_end_matches('.').to_owned() }
    }

    fn sign_in(&self, login: &str) -> Person {
        let mut person = Person::new(&self.url);
        person.sign_in(login, PASSWORD).expect(200);
        person
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

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
    assert!(!server.child.wait().unwrap().success(), "the server ended by itself");
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
