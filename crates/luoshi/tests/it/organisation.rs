//! Organisations and groups: who may see and change them, and what a wrong form is told.

use serde_json::{Value, json};
use testkit::{TestApp, each};

fn by_code(app: &TestApp, login: &str, code: &str) -> Value {
    let all = app.sign_in(login).get("/api/organisations").expect(200);
    all.as_array().unwrap().iter().find(|one| one["code"] == code).cloned().unwrap_or_else(|| panic!("no {code}"))
}

#[test]
fn everybody_finds_an_organisation_by_any_of_its_names() {
    each(|app| {
        let clerk = app.sign_in("kjj.clerk");
        assert!(clerk.get("/api/organisations").expect(200).as_array().unwrap().len() >= 40);
        let found = clerk.get("/api/organisations?q=%E5%B8%82%E7%8E%AF%E4%BF%9D%E5%B1%80").expect(200);
        assert_eq!(found.as_array().unwrap().len(), 1, "市环保局 is an alias of one body: {found}");
        assert_eq!(found[0]["name"], "武汉市生态环境局");
        let zones = clerk.get("/api/organisations?kind=functional_zone").expect(200);
        assert!(zones.as_array().unwrap().iter().all(|one| one["kind"] == "functional_zone"));
        assert_eq!(app.nobody().get("/api/organisations").problem(401), "work.not_signed_in");
    });
}

#[test]
fn the_system_administrator_creates_edits_and_ends_an_organisation() {
    each(|app| {
        let admin = app.sign_in("sysadmin");
        let body = json!({ "code": "smart-institute", "name": "武汉智慧研究院", "short_name": "智慧研究院",
            "kind": "institute", "parent_id": null, "valid_from": "2023-03-01" });
        let made = admin.post("/api/organisations", &body).expect(201);
        let path = format!("/api/organisations/{}", made["id"].as_str().unwrap());
        assert_eq!(admin.post("/api/organisations", &body).expect(422)["fields"][0]["path"], "code");
        let edit = json!({ "version": made["version"], "name": "武汉智慧研究院", "short_name": "武汉智慧院",
            "kind": "institute", "parent_id": null, "assessment_unit": null, "aliases": ["智慧院"] });
        let edited = admin.put(&path, &edit).expect(200);
        assert_eq!(edited["aliases"], json!(["智慧院"]));
        assert_eq!(admin.put(&path, &edit).problem(409), "base.stale");
        let divided = admin.post(&format!("{path}/divisions"), &json!({ "name": "综合处" })).expect(201);
        assert_eq!(divided["divisions"][0]["name"], "综合处");
        let early = json!({ "version": edited["version"], "valid_until": "2023-02-01", "successor_id": null });
        assert_eq!(admin.post(&format!("{path}/end"), &early).expect(422)["fields"][0]["path"], "valid_until");
        let successor = by_code(app, "sysadmin", "kjj");
        let end = json!({ "version": edited["version"], "valid_until": "2023-08-18", "successor_id": successor["id"] });
        assert_eq!(admin.post(&format!("{path}/end"), &end).expect(200)["successor"]["name"], "市科技局");
    });
}

#[test]
fn names_are_unique_and_the_tree_has_no_circle() {
    each(|app| {
        let admin = app.sign_in("sysadmin");
        let kjj = by_code(app, "sysadmin", "kjj");
        let path = format!("/api/organisations/{}", kjj["id"].as_str().unwrap());
        let edit = |name: &str, parent: &Value, alias: &str| {
            json!({ "version": kjj["version"], "name": name, "short_name": "市科技局", "kind": "city_department",
                "parent_id": parent, "assessment_unit": null, "aliases": [alias] })
        };
        let taken = admin.put(&path, &edit("武汉市财政局", &Value::Null, "科技局")).expect(422);
        assert_eq!(taken["fields"][0]["code"], "work.organisation.taken");
        let alias = admin.put(&path, &edit("武汉市科学技术局", &Value::Null, "市财政局")).expect(422);
        assert_eq!(alias["fields"][0]["path"], "aliases[0]");
        let circle = admin.put(&path, &edit("武汉市科学技术局", &kjj["id"], "科技局")).expect(422);
        assert_eq!(circle["fields"][0]["code"], "work.organisation.circle");
    });
}

#[test]
fn only_the_system_administrator_changes_organisations() {
    each(|app| {
        let body = json!({ "code": "x-body", "name": "新单位", "short_name": "新单位", "kind": "institute",
            "parent_id": null, "valid_from": null });
        for login in ["office", "leader", "kjj.head", "secadmin", "audadmin", "auditor"] {
            assert_eq!(app.sign_in(login).post("/api/organisations", &body).problem(403), "base.forbidden", "{login}");
        }
        app.sign_in("sysadmin").post("/api/organisations", &body).expect(201);
    });
}

#[test]
fn a_group_fans_out_to_the_members_it_is_given() {
    each(|app| {
        let admin = app.sign_in("sysadmin");
        let groups = admin.get("/api/groups").expect(200);
        let districts = groups
            .as_array()
            .unwrap()
            .iter()
            .find(|one| one["name"].as_str().unwrap().contains("各区"))
            .unwrap()
            .clone();
        let members: Vec<&Value> = districts["members"].as_array().unwrap().iter().map(|one| &one["id"]).collect();
        assert!(members.len() >= 13, "districts and zones: {}", members.len());
        let path = format!("/api/groups/{}", districts["id"].as_str().unwrap());
        let fewer = json!({ "version": districts["version"], "members": members[1..] });
        let changed = admin.put(&path, &fewer).expect(200);
        assert_eq!(changed["members"].as_array().unwrap().len(), members.len() - 1);
        assert_eq!(admin.put(&path, &fewer).problem(409), "base.stale");
        let twice = json!({ "version": changed["version"], "members": [members[0], members[0]] });
        assert_eq!(admin.put(&path, &twice).expect(422)["fields"][0]["path"], "members[1]");
        assert_eq!(app.sign_in("office").put(&path, &fewer).problem(403), "base.forbidden");
    });
}

#[test]
fn handlers_are_shown_to_their_own_organisation_only() {
    each(|app| {
        let kjj = by_code(app, "kjj.head", "kjj");
        let path = format!("/api/organisations/{}/handlers", kjj["id"].as_str().unwrap());
        let handlers = app.sign_in("kjj.head").get(&path).expect(200);
        assert!(handlers.as_array().unwrap().len() >= 2, "{handlers}");
        assert_eq!(app.sign_in("fgw.head").get(&path).problem(404), "base.not_found");
        assert_eq!(app.sign_in("auditor").get(&path).problem(403), "base.forbidden");
    });
}
