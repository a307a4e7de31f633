//! A year for which the pack has decided nothing: indicators, owners and questions by the general rule.

use crate::uploaded::id;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use testkit::{Person, each};

const NOTICE: &str = "\
# 市人民政府办公厅关于印发2024年武汉市科技创新工作要点的通知

各区人民政府，市人民政府各部门：

《2024年武汉市科技创新工作要点》已经市人民政府同意，现印发给你们，请认真组织实施。

武汉市人民政府办公厅

2024年1月20日

# 2024年武汉市科技创新工作要点

## 一、工作目标

——产业创新能力稳步提高。高新技术企业突破15000家，数字经济核心产业增加值占比提升到12%左右。

## 二、主要任务

1. 培育科技企业。高新技术企业突破15000家，专业型众创孵化载体比例提升5%。（牵头单位：市科技局；责任单位：市发改委）

2. 建设算力平台。新建算力平台3—5个。（牵头单位：市算力局；责任单位：市经信局）
";

fn indicators(office: &Person, plan: &str) -> BTreeMap<String, Value> {
    let all = office.get(&format!("/api/plans/{plan}/indicators")).expect(200);
    all.as_array().unwrap().iter().map(|one| (one["name"].as_str().unwrap().to_owned(), one.clone())).collect()
}

fn asked(indicator: &Value) -> Vec<String> {
    let all = indicator["decisions"].as_array().unwrap();
    let mut kinds: Vec<String> = all.iter().map(|one| one["kind"].as_str().unwrap().to_owned()).collect();
    kinds.sort();
    kinds
}

#[test]
fn without_decisions_the_rule_joins_requires_and_asks() {
    each(|app| {
        let office = app.sign_in("office");
        let done = office.upload("/api/readings", &[("year", "2024")], "2024.md", NOTICE.as_bytes()).expect(201);
        let plan = done["plan_id"].as_str().unwrap();
        let found = indicators(&office, plan);
        assert_eq!(found.len(), 4, "{:?}", found.keys());
        let enterprises = &found["高新技术企业"];
        assert_eq!(enterprises["mentions"].as_array().unwrap().len(), 2);
        assert_eq!((&enterprises["requires"], &enterprises["owner"]["name"]), (&"above".into(), &"市科技局".into()));
        assert_eq!(asked(enterprises), [""; 0]);
        let share = &found["数字经济核心产业增加值占比"];
        assert_eq!((&share["requires"], &share["owner_provisional"]), (&"about".into(), &true.into()));
        assert_eq!(asked(share), ["base", "owner", "tolerance"]);
        for one in share["decisions"].as_array().unwrap() {
            assert_eq!(one["due"], "2023-03-03", "thirty days from the first of February");
            assert!(one["question"].as_str().unwrap().contains("数字经济核心产业增加值占比"));
        }
        let ratio = &found["专业型众创孵化载体比例"];
        assert_eq!((&ratio["requires"], &ratio["owner_provisional"]), (&"at_least".into(), &false.into()));
        assert!(asked(ratio).contains(&"reading".to_owned()));
        let platforms = &found["算力平台"];
        assert_eq!((&platforms["requires"], &platforms["mentions"][0]["value_max"]), (&"range".into(), &"5".into()));
        assert_eq!((&platforms["owner_provisional"], asked(platforms)), (&true.into(), vec!["owner".to_owned()]));
    });
}

#[test]
fn whoever_turns_out_to_lead_owns_what_nobody_owned() {
    each(|app| {
        let office = app.sign_in("office");
        let done = office.upload("/api/readings", &[("year", "2024")], "2024.md", NOTICE.as_bytes()).expect(201);
        assert_eq!(done["reading"]["unknown_names"], 1);
        let plan = done["plan_id"].as_str().unwrap();
        let jxj = office.get("/api/organisations?q=市经信局").expect(200);
        let body = json!({ "printed": "市算力局", "kind": "organisation", "id": id(&jxj[0]), "remember": false });
        office.post(&format!("/api/plans/{plan}/names"), &body).expect(204);
        let platforms = &indicators(&office, plan)["算力平台"];
        assert_eq!((&platforms["owner"]["name"], &platforms["owner_provisional"]), (&"市经信局".into(), &false.into()));
        assert_eq!((asked(platforms), &platforms["blocked"]), (Vec::new(), &false.into()), "the question is answered");
        let longer = format!("{NOTICE}\n\n");
        let again = office.upload("/api/readings", &[("year", "2024")], "2024.md", longer.as_bytes()).expect(201);
        assert_eq!(again["reading"]["unknown_names"], 1, "it was not to be remembered");
    });
}
