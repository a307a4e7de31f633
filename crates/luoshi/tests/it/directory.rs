//! What organisations are called is kept in the memory of each server for as long as nobody writes to it: a name that
//! changes on one server is known on the other with its next request.

use crate::booked::keeper;
use crate::served::Server;
use serde_json::{Value, json};
use testkit::{Answer, Database, Person, engines};

/// Begins a key project with a body that leads it, by its name.
fn begin(clerk: &Person, lead: &str) -> Answer {
    let body = json!({
        "organisation_id": keeper(clerk, "key_project"),
        "content": { "values": { "project_name": format!("{lead}的项目"), "lead": lead } },
    });
    clerk.post("/api/ledgers/key_project/entries", &body)
}

/// Gives an organisation other aliases.
fn call(admin: &Person, code: &str, aliases: &Value) -> Answer {
    let all = admin.get("/api/organisations").expect(200);
    let one = all.as_array().unwrap().iter().find(|one| one["code"] == code).unwrap().clone();
    let body = json!({ "version": one["version"], "name": one["name"], "short_name": one["short_name"],
        "kind": one["kind"], "parent_id": one["parent"]["id"], "assessment_unit": one["assessment_unit"],
        "aliases": aliases });
    admin.put(&format!("/api/organisations/{}", one["id"].as_str().unwrap()), &body)
}

#[test]
fn a_name_that_changes_on_one_server_is_known_on_the_other_at_once() {
    for engine in engines() {
        let database = Database::prepared(engine);
        let (here, there) = (Server::start(&database, None), Server::start(&database, None));
        let (admin, clerk) = (here.sign_in("sysadmin"), there.sign_in("dhgx.clerk"));
        assert_eq!(begin(&clerk, "市创新办").expect(422)["fields"][0]["path"], "values.lead");
        call(&admin, "kjj", &json!(["市创新办"])).expect(200);
        assert_eq!(begin(&clerk, "市创新办").expect(201)["values"]["lead"], "kjj");
        // A change that is refused half-way leaves nothing behind in anybody's memory.
        call(&admin, "fgw", &json!(["市统筹办", "市创新办"])).expect(422);
        assert_eq!(begin(&clerk, "市统筹办").status, 422);
        call(&admin, "kjj", &json!([])).expect(200);
        assert_eq!(begin(&clerk, "市创新办").status, 422);
    }
}
