//! A new ledger is one more file in the pack: it comes into a running site without a line of code, is filled, imported,
//! moved, found and taken out like the ten others, and grows later without losing a row.

use crate::booked::{PDF, attach, keeper, path, step};
use crate::served::Server;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use testkit::{Database, Person, TestApp, each, engines, pack_files};
use work::Caller;
use work::ledger::ApplyPack;

const FILE: &str = include_str!("eleventh.toml");
const LEDGER: &str = "/api/ledgers/workstation";
const HOST: &str = "91420100MA4K00000Q";

/// A copy of the pack with the eleventh ledger as it is wanted.
fn pack_with(folder: &Path, ledger: &str) -> PathBuf {
    for (name, text) in pack_files() {
        let path = folder.join(&name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    std::fs::write(folder.join("ledgers/workstation.toml"), ledger).unwrap();
    folder.to_owned()
}

fn luoshi(database: &Database, verb: &str, pack: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_luoshi"));
    command.args(["pack", verb, "--data"]).arg(&database.folder).arg("--pack").arg(pack).env("LANG", "zh_CN.UTF-8");
    if let Some(url) = &database.url {
        command.args(["--database-url", url]);
    }
    command.output().unwrap()
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// Asks until the running server has taken up what was applied, which it looks for once a second.
fn taken_up(person: &Person, is: impl Fn(&Value) -> bool) -> Value {
    for _ in 0..100_000 {
        let answer = person.get(LEDGER);
        if answer.status == 200 && is(&answer.json()) {
            return answer.json();
        }
    }
    panic!("the server never took up the pack");
}

fn begin(person: &Person, number: &str, name: &str) -> Value {
    let values = json!({ "number": number, "name": name, "host_code": HOST, "host_name": "武汉示例科技有限公司",
        "level": "C", "filed_on": "2023-03-01", "subsidy": "300000" });
    let content = json!({ "values": values, "lines": { "members": [{ "member": "张三" }, { "member": "李四" }] } });
    let body = json!({ "organisation_id": keeper(person, "workstation"), "content": content });
    person.post(&format!("{LEDGER}/entries"), &body).expect(201)
}

#[test]
fn a_ledger_comes_into_a_running_site_as_one_file() {
    for engine in engines() {
        let (database, folder) = (Database::prepared(engine), tempfile::tempdir().unwrap());
        let server = Server::start(&database, None);
        let clerk = server.sign_in("hongshan.clerk");
        assert_eq!(clerk.get(LEDGER).status, 404);
        let pack = pack_with(folder.path(), FILE);
        let planned = said(&luoshi(&database, "plan", &pack));
        assert!(planned.contains("CREATE TABLE ledger_workstation ("), "{planned}");
        assert!(planned.contains("CREATE TABLE ledger_workstation__members ("), "{planned}");
        assert_eq!(planned.matches("CREATE TABLE ledger_").count(), 2, "the ten others stand: {planned}");
        let applied = luoshi(&database, "apply", &pack);
        assert!(applied.status.success(), "{}", said(&applied));
        taken_up(&clerk, |_| true);

        let begun = begin(&clerk, "2023-01", "光谷院士工作站");
        let proved = attach(&clerk, &begun, "paper", "备案.pdf", PDF).expect(201);
        let submitted = step(&clerk, &proved, "submit", json!({})).expect(200);
        assert_eq!(step(&clerk, &submitted, "file", json!({})).problem(403), "base.forbidden");
        let filed = step(&server.sign_in("kjj.division"), &submitted, "file", json!({})).expect(200);
        assert_eq!(filed["row"]["state"], "filed");
        assert_eq!(clerk.get(&path(&filed, "")).expect(200)["lines"]["members"].as_array().unwrap().len(), 2);

        let text = format!(
            "备案编号,工作站名称,建站单位·统一社会信用代码,建站单位·名称,级别\r\n2023-02,东湖院士工作站,{HOST},武汉示例科技有限公司,省级\r\n"
        );
        let organisation = keeper(&clerk, "workstation");
        let fields = [("organisation_id", organisation.as_str())];
        let import = clerk.upload(&format!("{LEDGER}/imports"), &fields, "工作站.csv", text.as_bytes()).expect(201);
        let done = run_import(&clerk, &import);
        assert_eq!((done["state"].as_str(), done["rows_new"].as_u64()), (Some("done"), Some(1)), "{done}");
        let found = clerk.get(&format!("{LEDGER}/entries?search=%E4%B8%9C%E6%B9%96")).expect(200);
        assert_eq!((found["count"].as_u64(), found["rows"][0]["title"].as_str()), (Some(1), Some("东湖院士工作站")));
        let out = clerk.get(&format!("{LEDGER}/export?format=csv"));
        assert!(out.text.contains("光谷院士工作站") && out.text.contains("东湖院士工作站"), "{}", out.text);

        grows_and_refuses(&database, &clerk, folder.path(), &filed);
    }
}

fn run_import(person: &Person, import: &Value) -> Value {
    let path = format!("/api/imports/{}", import["id"].as_str().unwrap());
    let mut now = import.clone();
    for what in ["check", "run"] {
        person.post(&format!("{path}/{what}"), &json!({ "version": now["version"] })).expect(202);
        loop {
            now = person.get(&path).expect(200);
            if !matches!(now["state"].as_str(), Some("checking" | "running")) {
                break;
            }
            std::thread::yield_now();
        }
    }
    now
}

/// One field more comes in beside the rows that are there; a field of another kind is refused, and nothing is changed.
fn grows_and_refuses(database: &Database, clerk: &Person, folder: &Path, entry: &Value) {
    let more = "\n[[field]]\ncode = \"staff\"\nsection = \"station\"\nkind = \"integer\"\nname = \"在站人数\"\nname_en = \"Staff\"\nmin = 0\nmax = 999\n\n[[field]]\ncode = \"paper\"";
    let grown = FILE.replacen("\n[[field]]\ncode = \"paper\"", more, 1);
    let applied = luoshi(database, "apply", &pack_with(folder, &grown));
    assert!(applied.status.success(), "{}", said(&applied));
    let has_staff = |view: &Value| view.to_string().contains("在站人数");
    taken_up(clerk, has_staff);
    assert_eq!(clerk.get(&path(entry, "")).expect(200)["row"]["title"], "光谷院士工作站");

    let other =
        grown.replacen("kind = \"integer\"", "kind = \"text\"", 1).replace("min = 0\nmax = 999\n", "max = 20\n");
    let pack = pack_with(folder, &other);
    let planned = luoshi(database, "plan", &pack);
    assert!(!planned.status.success());
    assert!(
        said(&planned).contains("-- refused: ledger_workstation.c_staff would change its type"),
        "{}",
        said(&planned)
    );
    let refused = luoshi(database, "apply", &pack);
    assert!(!refused.status.success());
    assert!(said(&refused).contains("ledger_workstation") && said(&refused).contains("c_staff"), "{}", said(&refused));
    assert!(has_staff(&clerk.get(LEDGER).expect(200)));
}

fn apply(app: &TestApp, ledger: &str) {
    let mut files = pack_files();
    files.insert("ledgers/workstation.toml".to_owned(), ledger.to_owned());
    let (pack, diagnostics) = pack::load(&files);
    let pack = pack.unwrap_or_else(|| panic!("{diagnostics:?}"));
    // A server tells by the moment of the installation whether its ledgers are of yesterday.
    app.clock.advance_seconds(1);
    let command = ApplyPack::new(&app.app, files, &pack);
    app.block_on(work::perform(&app.app, Caller::machine(), command)).unwrap();
    app.block_on(app.app.refresh_books()).unwrap();
}

#[test]
fn a_rule_that_comes_later_compares_the_entries_that_are_there() {
    each(|app| {
        apply(app, FILE);
        let clerk = app.sign_in("hongshan.clerk");
        let (first, second) = (begin(&clerk, "2023-01", "光谷院士工作站"), begin(&clerk, "2023-02", "光谷 院士工作站"));
        let alike = || {
            let body = json!({ "id": second["row"]["id"], "content": { "values": second["values"] } });
            let seen = clerk.post(&format!("{LEDGER}/inspect"), &body).expect(200);
            seen["duplicates"].as_array().unwrap().iter().map(|one| one["id"].clone()).collect::<Vec<_>>()
        };
        assert!(alike().is_empty());
        let rule =
            "\n[[duplicate]]\ncode = \"same_name\"\nname = \"名称相同\"\nname_en = \"Same name\"\ncells = [\"name\"]\n";
        apply(app, &format!("{FILE}{rule}"));
        app.block_on(work::entry::mark_entries(&app.app)).unwrap();
        assert_eq!(alike(), [first["row"]["id"].clone()]);
        // A rule that compares something else is another rule: what the old one found is forgotten.
        apply(app, &format!("{FILE}{}", rule.replace("[\"name\"]", "[\"name\", \"number\"]")));
        app.block_on(work::entry::mark_entries(&app.app)).unwrap();
        assert!(alike().is_empty());
    });
}
