//! A draft of the project's own text of the Wuhan notice, uploaded as the office does it.

use serde_json::Value;
use testkit::{Person, TestApp, pack_files};

/// The text of the notice.
pub fn notice() -> String {
    pack_files().remove("plans/2023/notice.md").unwrap()
}

/// A draft and the person of the office who made it.
pub struct Uploaded {
    /// Signed in at the office.
    pub office: Person,
    /// The plan.
    pub plan: String,
}

/// Uploads the notice.
pub fn upload(app: &TestApp) -> Uploaded {
    let office = app.sign_in("office");
    let answer = office.upload("/api/readings", &[("year", "2023")], "notice.md", notice().as_bytes());
    let plan = answer.expect(201)["plan_id"].as_str().unwrap().to_owned();
    Uploaded { office, plan }
}

impl Uploaded {
    /// A path below the plan.
    pub fn path(&self, rest: &str) -> String {
        format!("/api/plans/{}{rest}", self.plan)
    }

    /// The plan as the office sees it.
    pub fn show(&self) -> Value {
        self.office.get(&self.path("")).expect(200)
    }

    /// Items of a kind, in source order.
    pub fn items(&self, kind: &str) -> Vec<Value> {
        let plan = self.show();
        plan["items"].as_array().unwrap().iter().filter(|item| item["kind"] == kind).cloned().collect()
    }

    /// The task of a number.
    pub fn task(&self, number: &str) -> Value {
        self.items("task").into_iter().find(|item| item["number"] == number).unwrap()
    }

    /// The target of a task that says a figure.
    pub fn target(&self, task: &str, value: &str) -> Value {
        let says = |item: &Value| item["target"]["task_number"] == task && item["target"]["value"] == value;
        self.items("target").into_iter().find(says).unwrap_or_else(|| panic!("no target {value} in {task}"))
    }

    /// An item as it is now.
    pub fn again(&self, item: &Value) -> Value {
        let plan = self.show();
        plan["items"].as_array().unwrap().iter().find(|one| one["id"] == item["id"]).unwrap().clone()
    }

    /// Decides about an item.
    pub fn decide(&self, item: &Value, verb: &str, body: &Value) -> testkit::Answer {
        self.office.post(&self.path(&format!("/items/{}/{verb}", id(item))), body)
    }

    /// The indicator that is called so.
    pub fn indicator(&self, name: &str) -> Value {
        let all = self.office.get(&self.path("/indicators")).expect(200);
        let found = all.as_array().unwrap().iter().find(|one| one["name"] == name);
        found.unwrap_or_else(|| panic!("no indicator {name}: {all}")).clone()
    }
}

/// The id of something.
pub fn id(value: &Value) -> &str {
    value["id"].as_str().unwrap()
}
