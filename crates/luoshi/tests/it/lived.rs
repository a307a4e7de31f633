//! What tests of the life cycles share: a life as a table says it, led step by step over HTTP. At each step everybody else
//! of the demonstration tries the same move and is refused.

use crate::booked::{PDF, attach, path, step};
use serde_json::{Value, json};
use std::cell::RefCell;
use std::collections::BTreeMap;
use testkit::{Person, TestApp, pack_files};

/// The smallest picture that is one by its first bytes.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";

/// Everybody who can sign in, each with a session that is made when it is needed.
pub struct People<'a> {
    pub app: &'a TestApp,
    sessions: RefCell<BTreeMap<String, Person>>,
}

impl<'a> People<'a> {
    pub fn new(app: &'a TestApp) -> Self {
        Self { app, sessions: RefCell::default() }
    }

    pub fn who(&self, login: &str) -> Person {
        let mut sessions = self.sessions.borrow_mut();
        sessions.entry(login.to_owned()).or_insert_with(|| self.app.sign_in(login)).clone()
    }

    /// Lets days go by; who was signed in is not any more.
    pub fn wait_days(&self, days: i64) {
        self.app.clock.advance_seconds(days * 24 * 60 * 60);
        self.sessions.borrow_mut().clear();
    }
}

/// The logins of the demonstration.
pub fn logins() -> Vec<String> {
    let users: toml::Table = pack_files()["demo/users.toml"].parse().unwrap();
    users["user"].as_array().unwrap().iter().map(|user| user["login"].as_str().unwrap().to_owned()).collect()
}

/// One life: what stands in the entry, the way through its states, and ways that leave it.
pub struct Life {
    table: Value,
    pub ledger: String,
}

impl Life {
    pub fn read(text: &str) -> Self {
        let table: toml::Table = text.parse().unwrap();
        let table = serde_json::to_value(table).unwrap();
        let ledger = table["ledger"].as_str().unwrap().to_owned();
        Self { table, ledger }
    }

    /// The steps of the main way.
    pub fn steps(&self) -> &[Value] {
        self.table["step"].as_array().unwrap()
    }

    /// The ways that leave the main one, each with the state where it leaves.
    pub fn branches(&self) -> &[Value] {
        self.table["branch"].as_array().unwrap()
    }

    /// Begins an entry; `own` are values that it keeps apart from others of the same life.
    pub fn begin(&self, people: &People<'_>, own: &Value) -> Lived<'_> {
        let keeper = people.who(self.table["keeper"].as_str().unwrap());
        let organisation = crate::booked::keeper(&keeper, &self.ledger);
        let lines = self.table.get("lines").cloned().unwrap_or_else(|| json!({}));
        let mut content = json!({ "values": self.table["values"], "lines": lines });
        put(&mut content["values"], own);
        let body = json!({ "organisation_id": organisation, "content": content });
        let entry = keeper.post(&format!("/api/ledgers/{}/entries", self.ledger), &body).expect(201);
        Lived { life: self, own: own.clone(), content, entry }
    }

    /// Begins an entry and leads it along the main way until it is in a state, without others trying.
    pub fn until(&self, people: &People<'_>, state: &str, own: &Value) -> Lived<'_> {
        let mut lived = self.begin(people, own);
        for step in self.steps() {
            if lived.state() == state {
                break;
            }
            lived.take(people, step, &[]);
        }
        assert_eq!(lived.state(), state, "{}: the main way leads there", self.ledger);
        lived
    }
}

/// Puts what is new over what is there.
fn put(there: &mut Value, new: &Value) {
    for (key, value) in new.as_object().into_iter().flatten() {
        there[key] = value.clone();
    }
}

/// An entry on its way.
pub struct Lived<'a> {
    life: &'a Life,
    own: Value,
    content: Value,
    pub entry: Value,
}

impl Lived<'_> {
    pub fn state(&self) -> &str {
        self.entry["row"]["state"].as_str().unwrap()
    }

    /// Reads it again as somebody sees it.
    pub fn look(&mut self, person: &Person) {
        self.entry = person.get(&path(&self.entry, "")).expect(200);
    }

    /// One step: what is filled in before, the files, the attempts of others, the move.
    pub fn take(&mut self, people: &People<'_>, one: &Value, others: &[String]) {
        let by: Vec<&str> = one["by"].as_array().unwrap().iter().map(|login| login.as_str().unwrap()).collect();
        let code = one["move"].as_str().unwrap();
        let place = format!("{}: {code} from {}", self.life.ledger, self.state());
        let Some(first) = by.first() else {
            people.app.block_on(work::entry::move_by_itself(&people.app.app)).unwrap();
            let reader = people.who(self.life.table["keeper"].as_str().unwrap());
            self.look(&reader);
            return assert_eq!(self.state(), one["state"], "{place}");
        };
        let mover = people.who(first);
        self.look(&mover);
        if one.get("values").is_some() || one.get("lines").is_some() {
            let writer = people.who(one.get("edited_by").and_then(Value::as_str).unwrap_or(first));
            self.fill_in(&writer, one, &place);
        }
        for field in one.get("files").and_then(Value::as_array).into_iter().flatten() {
            self.add_file(people, &mover, field.as_str().unwrap(), &place);
        }
        self.look(&mover);
        let offered = self.entry["moves"].as_array().unwrap().iter().find(|open| open["code"] == code);
        let offered = offered.unwrap_or_else(|| panic!("{place} is not offered: {}", self.entry["moves"]));
        assert_eq!(offered["blocked"], Value::Null, "{place}");
        let mut asked = one.get("asked").cloned().unwrap_or_else(|| json!({}));
        asked["reason"] = json!("依据核实情况办理");
        for other in others.iter().filter(|other| !by.contains(&other.as_str())) {
            let refused = step(&people.who(other), &self.entry, code, asked.clone());
            assert!(matches!(refused.status, 403 | 404), "{place} by {other}: {} {}", refused.status, refused.text);
        }
        let moved = step(&mover, &self.entry, code, asked);
        assert_eq!(moved.status, 200, "{place}: {}", moved.text);
        self.entry = moved.json();
        assert_eq!(self.state(), one["state"], "{place}");
    }

    fn fill_in(&mut self, writer: &Person, one: &Value, place: &str) {
        for part in ["values", "lines"] {
            put(&mut self.content[part], one.get(part).unwrap_or(&Value::Null));
        }
        put(&mut self.content["values"], &self.own);
        self.look(writer);
        let body =
            json!({ "version": self.entry["row"]["version"], "content": self.content, "reason": "补充办理情况" });
        let saved = writer.put(&path(&self.entry, ""), &body);
        assert_eq!(saved.status, 200, "{place}: {}", saved.text);
    }

    /// Adds a file where there is none yet; no two entries have the same one.
    fn add_file(&mut self, people: &People<'_>, mover: &Person, field: &str, place: &str) {
        let there = self.entry["evidence"].as_array().unwrap().iter().any(|file| file["field"] == field);
        if there {
            return;
        }
        let id = self.entry["row"]["id"].as_str().unwrap();
        let (name, head) = if field == "site_photos" { ("现场.png", PNG) } else { ("材料.pdf", PDF) };
        let bytes = [head, format!("\n%{id}{field}").as_bytes()].concat();
        let added = attach(mover, &self.entry, field, name, &bytes);
        assert_eq!(added.status, 201, "{place}, {field}, at {}: {}", people.app.url(), added.text);
        self.entry = added.json();
    }
}
