//! A small draft, written straight into the tables: publishing is tested apart from reading.

use base::{Decimal, Id, Span, fold_name};
use serde_json::{Value, json};
use store::Tx;
use store::indicator::{IndicatorRow, insert_indicators};
use store::item::{ItemRow, insert_items};
use store::item_body::{ItemBodyRow, insert_bodies};
use store::open_decision::{OpenDecisionRow, insert_open_decisions};
use store::organisation::organisation_by_code;
use store::plan::{PlanRow, insert_plan};
use store::plan_name::{Named, PlanNameRow, insert_names, known_names};
use store::reading::{ReadingRow, insert_reading};
use store::target::{TargetRow, insert_targets};
use testkit::{Person, TestApp};
use work::App;

/// The text of the small notice; every item points into it.
const TEXT: &str = "建设重大科技基础设施4个。培育科技企业1000家左右。东湖高新区先行先试。完善信贷服务。";

/// A draft of four tasks.
#[derive(Clone, Debug)]
pub struct Drafted {
    /// The plan.
    pub plan: String,
    /// Its tasks in order.
    pub tasks: Vec<String>,
}

/// A task as it is printed: title, deadline, leads, responsible bodies.
type Printed = (&'static str, &'static str, &'static [&'static str], &'static [&'static str]);

/// What is tested stands in these four: a deadline, a group, a lead that is in the group, a body that ends in the year.
pub const TASKS: [Printed; 4] = [
    ("建设重大科技基础设施", "2023年11月30日前", &["市发改委"], &["市科技局", "市财政局"]),
    ("培育科技企业", "", &["市科技局", "市经信局"], &["市发改委", "各区人民政府"]),
    ("先行先试", "", &["东湖高新区管委会"], &["各区人民政府", "市科技局"]),
    ("完善信贷服务", "", &["市科技局"], &["人行武汉分行营管部"]),
];

/// Writes the draft with every item confirmed.
pub fn draft(app: &TestApp) -> Drafted {
    draft_of(app, &TASKS)
}

/// Writes a draft of some tasks with every item confirmed.
pub fn draft_of(app: &TestApp, tasks: &'static [Printed]) -> Drafted {
    app.block_on(draft_into(&app.app, tasks))
}

/// Writes a draft where no server runs.
pub async fn draft_into(app: &App, tasks: &'static [Printed]) -> Drafted {
    app.store.write(app.now(), move |tx| Ok(write_draft(tx, tasks)?)).await.unwrap()
}

fn write_draft(tx: &mut Tx<'_>, tasks: &[Printed]) -> Result<Drafted, base::Fault> {
    let plan = tx.new_id();
    insert_plan(tx, &plan_row(tx, plan))?;
    let reading = ReadingRow {
        source_text: TEXT.to_owned(),
        anchors: "[]".to_owned(),
        body: r#"{"repairs":[],"diagnostics":[]}"#.to_owned(),
    };
    insert_reading(tx, plan, &reading)?;
    let (mut items, mut bodies, mut at) = (Vec::new(), Vec::new(), 0);
    for (index, (title, deadline, lead, responsible)) in tasks.iter().enumerate() {
        let id = tx.new_id();
        let sentence = TEXT.get(at..).and_then(|rest| rest.split_inclusive('。').next()).unwrap_or_default();
        items.push(task_row(id, plan, index, title, deadline, Some(Span::new(at, at + sentence.len()))));
        at += sentence.len();
        for (role, printed) in [("lead", lead), ("responsible", responsible)] {
            bodies.extend((1..).zip(*printed).map(|(position, printed)| ItemBodyRow {
                item: id,
                plan,
                role: role.to_owned(),
                position,
                printed: (*printed).to_owned(),
                folded: fold_name(printed),
            }));
        }
    }
    let task_ids: Vec<Id> = items.iter().map(|item| item.id).collect();
    items.push(target_item(tx.new_id(), plan));
    insert_items(tx, &items)?;
    insert_bodies(tx, &bodies)?;
    write_names(tx, plan, &bodies)?;
    write_target(tx, plan, items.last().map_or(plan, |item| item.id), task_ids.first().copied())?;
    Ok(Drafted { plan: plan.to_string(), tasks: task_ids.iter().map(Id::to_string).collect() })
}

fn plan_row(tx: &Tx<'_>, id: Id) -> PlanRow {
    PlanRow {
        id,
        year: 2023,
        title: "二〇二三年工作要点".to_owned(),
        attachment_title: String::new(),
        doc_number: String::new(),
        issuer: String::new(),
        issued_on: "2023-01-28".to_owned(),
        addressees: Vec::new(),
        copies_to: Vec::new(),
        state: "draft".to_owned(),
        file_digest: format!("digest-{id}"),
        file_name: "notice.txt".to_owned(),
        format: "text".to_owned(),
        created_at: tx.now(),
        created_by: None,
        published_at: None,
        published_by: None,
        version: 1,
    }
}

fn task_row(id: Id, plan: Id, index: usize, title: &str, deadline: &str, span: Option<Span>) -> ItemRow {
    ItemRow {
        id,
        plan,
        kind: "task".to_owned(),
        key: format!("task-{index}"),
        position: i64::try_from(index).unwrap_or_default() * 10,
        number: (index + 1).to_string(),
        title: title.to_owned(),
        body: title.to_owned(),
        deadline: deadline.to_owned(),
        span,
        value_span: None,
        section: Vec::new(),
        confidence: Some(100),
        reasons: Vec::new(),
        state: "confirmed".to_owned(),
        merged_into: None,
        version: 1,
    }
}

fn target_item(id: Id, plan: Id) -> ItemRow {
    let mut item = task_row(id, plan, 99, "重大科技基础设施", "", None);
    item.kind = "target".to_owned();
    item.number = String::new();
    item
}

fn write_names(tx: &mut Tx<'_>, plan: Id, bodies: &[ItemBodyRow]) -> Result<(), base::Fault> {
    let known = known_names(tx)?;
    let mut names: Vec<PlanNameRow> = Vec::new();
    for body in bodies {
        if names.iter().any(|name| name.folded == body.folded) {
            continue;
        }
        let named: Option<Named> = known.iter().find(|one| one.folded == body.folded).map(|one| one.named);
        names.push(PlanNameRow { folded: body.folded.clone(), printed: body.printed.clone(), named });
    }
    insert_names(tx, plan, &names)
}

/// One target of the first task, owned by 市发改委, whose tolerance is still open.
fn write_target(tx: &mut Tx<'_>, plan: Id, item: Id, task: Option<Id>) -> Result<(), base::Fault> {
    let owner = organisation_by_code(tx, "fgw")?.map(|one| one.id);
    let indicator = IndicatorRow {
        id: tx.new_id(),
        plan,
        code: String::new(),
        name: "重大科技基础设施".to_owned(),
        position: 1,
        requires: "about".to_owned(),
        tolerance: None,
        owner,
        owner_provisional: true,
        base_value: None,
        base_source: None,
        percent_reading: None,
        version: 1,
    };
    insert_indicators(tx, std::slice::from_ref(&indicator))?;
    let target = TargetRow {
        item,
        plan,
        indicator: Some(indicator.id),
        subject: indicator.name.clone(),
        op: "~".to_owned(),
        value: Decimal::from(4),
        value_max: None,
        unit: "个".to_owned(),
        kind: "absolute".to_owned(),
        aspiration: false,
        time: String::new(),
        task_item: task,
    };
    insert_targets(tx, &[target])?;
    let decision = OpenDecisionRow {
        id: tx.new_id(),
        plan,
        indicator: indicator.id,
        kind: "tolerance".to_owned(),
        question: String::new(),
        owner: owner.unwrap_or(plan),
        due: "2023-03-31".parse().map_err(|()| base::Fault::broken("no day"))?,
        state: "open".to_owned(),
        answer: None,
        reason: None,
        settled_by: None,
        settled_at: None,
        version: 1,
    };
    insert_open_decisions(tx, &[decision])
}

impl Drafted {
    /// The path of the plan, with a tail.
    pub fn path(&self, tail: &str) -> String {
        format!("/api/plans/{}{tail}", self.plan)
    }

    /// The path of a task, with a tail.
    pub fn task(&self, at: usize, tail: &str) -> String {
        self.path(&format!("/tasks/{}{tail}", self.tasks[at]))
    }

    /// Publishes as the office and answers what that says.
    pub fn publish(&self, app: &TestApp) -> Value {
        app.sign_in("office").post(&self.path("/publish"), &json!({ "version": 1 })).expect(200)
    }
}

/// A draft that is published.
pub fn published(app: &TestApp) -> Drafted {
    let drafted = draft(app);
    drafted.publish(app);
    drafted
}

/// Id of an organisation by its code.
pub fn organisation(person: &Person, code: &str) -> String {
    let all = person.get("/api/organisations").expect(200);
    let found = all.as_array().unwrap().iter().find(|one| one["code"] == code);
    found.unwrap_or_else(|| panic!("no {code}"))["id"].as_str().unwrap().to_owned()
}

/// Duties of a task at an organisation, as the person sees them.
pub fn duties(person: &Person, query: &str) -> Vec<Value> {
    person.get(&format!("/api/duties?limit=500&{query}")).expect(200)["items"].as_array().unwrap().clone()
}

/// Acknowledges the duty of an organisation in a task and answers it.
pub fn receive(person: &Person, task: &str, code: &str) -> Value {
    let organisation = organisation(person, code);
    let duty = duties(person, &format!("task={task}&organisation={organisation}")).remove(0);
    let path = format!("/api/duties/{}/receive", duty["id"].as_str().unwrap());
    person.post(&path, &json!({ "version": duty["version"] })).expect(200)
}
