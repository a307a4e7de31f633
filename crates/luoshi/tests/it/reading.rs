//! From the file to the draft: every task, body and target beside its sentence; nothing stored of what cannot be read.

use crate::uploaded::{id, notice, upload};
use serde_json::Value;
use testkit::{Answer, Person, TestApp, each, shared_data};
use ureq::http::Method;

/// The source text that a span covers.
fn covered<'a>(text: &'a str, span: &Value) -> &'a str {
    let end = |index: usize| usize::try_from(span[index].as_u64().unwrap()).unwrap();
    text.get(end(0)..end(1)).unwrap_or_else(|| panic!("{span} cuts a letter"))
}

/// Every item of a plan stands beside its words.
fn beside_its_sentence(office: &Person, plan: &str) {
    let source = office.get(&format!("/api/plans/{plan}/source")).expect(200);
    let text = source["text"].as_str().unwrap();
    let plan = office.get(&format!("/api/plans/{plan}")).expect(200);
    let mut last = 0;
    for item in plan["items"].as_array().unwrap() {
        let sentence = covered(text, &item["span"]);
        let start = item["span"][0].as_u64().unwrap();
        assert!(start >= last, "not in source order: {item}");
        last = start;
        assert_eq!(item["state"], "pending");
        assert_eq!(item["version"], 1);
        if item["kind"] == "target" {
            let figure = covered(text, &item["value_span"]);
            assert!(sentence.contains(figure) && !figure.is_empty(), "{item}");
            assert!(!item["target"]["task_item_id"].is_null(), "{item}");
        }
        for body in item["lead"].as_array().unwrap().iter().chain(item["responsible"].as_array().unwrap()) {
            let printed = body["printed"].as_str().unwrap();
            let plain = |text: &str| text.split_whitespace().collect::<String>();
            assert!(plain(sentence).contains(&plain(printed)), "{printed} is not printed in {}", item["number"]);
            assert_ne!(body["kind"], "unknown", "{printed}");
            assert!(!body["name"].as_str().unwrap().is_empty());
        }
    }
}

#[test]
fn a_notice_becomes_a_draft_with_every_item_beside_its_sentence() {
    each(|app| {
        let office = app.sign_in("office");
        let done =
            office.upload("/api/readings", &[("year", "2023")], "关于工作要点.md", notice().as_bytes()).expect(201);
        let reading = &done["reading"];
        assert_eq!((&reading["tasks"], &reading["goals"], &reading["safeguards"]), (&22.into(), &4.into(), &3.into()));
        assert_eq!((&reading["unknown_names"], &reading["format"]), (&0.into(), &"markdown".into()));
        let plan = done["plan_id"].as_str().unwrap();
        beside_its_sentence(&office, plan);
        let shown = office.get(&format!("/api/plans/{plan}")).expect(200);
        assert_eq!((&shown["year"], &shown["state"]), (&2023.into(), &"draft".into()));
        assert_eq!((&shown["doc_number"], &shown["date"]), (&"武政办〔2023〕4号".into(), &"2023-01-28".into()));
        assert_eq!(shown["attachment_title"], "2023年武汉市科技创新工作要点");
        let targets = reading["targets"].as_i64().unwrap();
        assert!(targets >= 55, "{targets} targets");
        let all = 22 + 4 + 3 + targets;
        assert_eq!(shown["progress"]["total"], all);
        assert_eq!((&shown["pending"], &shown["targets"]), (&all.into(), &targets.into()));
        let listed = office.get("/api/plans").expect(200);
        assert_eq!((&listed[0]["id"], listed.as_array().unwrap().len()), (&plan.into(), 1));
        let original = office.get(&format!("/api/plans/{plan}/original"));
        assert_eq!((original.status, original.bytes), (200, notice().into_bytes()));
    });
}

#[test]
fn joint_leads_groups_and_districts_are_read_and_known() {
    each(|app| {
        let draft = upload(app);
        let names = |task: &Value, role: &str| -> Vec<String> {
            task[role].as_array().unwrap().iter().map(|body| body["name"].as_str().unwrap().to_owned()).collect()
        };
        assert_eq!(names(&draft.task("7"), "lead"), ["市经信局", "市发改委", "市科技局"]);
        assert_eq!(draft.task("1")["responsible"][0]["kind"], "group");
        assert_eq!(draft.task("4")["responsible"][4]["name"], "各区人民政府");
        let printed = draft.office.get(&draft.path("/names")).expect(200);
        assert!(printed.as_array().unwrap().iter().all(|name| !name["resolved"].is_null()), "{printed}");
        let offices = draft.office.get(&draft.path("/names")).expect(200);
        let kjj = offices.as_array().unwrap().iter().find(|name| name["printed"] == "市科技局").unwrap();
        assert!(kjj["occurrences"].as_i64().unwrap() > 10);
    });
}

#[test]
fn the_original_notice_reads_into_a_draft_too() {
    let Some(original) = shared_data("notice-wuhan-2023.txt") else { return };
    each(|app| {
        let office = app.sign_in("office");
        let done = office.upload("/api/readings", &[("year", "2023")], "notice.txt", &original).expect(201);
        let reading = &done["reading"];
        assert_eq!(
            (&reading["tasks"], &reading["goals"], &reading["unknown_names"]),
            (&22.into(), &4.into(), &0.into())
        );
        beside_its_sentence(&office, done["plan_id"].as_str().unwrap());
        let source = office.get(&format!("/api/plans/{}/source", done["plan_id"].as_str().unwrap())).expect(200);
        assert!(!source["repairs"].as_array().unwrap().is_empty(), "page marks were repaired and said so");
    });
}

#[test]
fn what_cannot_be_read_is_told_and_nothing_is_stored() {
    each(|app| {
        let office = app.sign_in("office");
        let send = |name: &str, bytes: &[u8]| office.upload("/api/readings", &[("year", "2023")], name, bytes);
        let encrypted = [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), &[0; 600]].concat();
        let noise: Vec<u8> =
            (0..4000_u32).map(|n| u8::try_from(n.wrapping_mul(2_654_435_761) >> 24).unwrap()).collect();
        for (name, bytes) in [("empty.txt", b"".as_slice()), ("encrypted.docx", &encrypted), ("noise.pdf", &noise)] {
            let answer = send(name, bytes);
            let problem = answer.expect(422);
            assert_eq!(problem["code"], "work.reading.unreadable", "{name}");
            let diagnostic = &problem["diagnostics"][0];
            assert_eq!(diagnostic["severity"], "error", "{name}: {problem}");
            assert!(!diagnostic["message"].as_str().unwrap().is_empty());
        }
        let letter = send("letter.txt", "各位同事：\n食堂明天中午供应饺子。\n".as_bytes());
        assert!(letter.problem(422).starts_with("work.reading."), "{}", letter.text);
        assert_eq!(office.get("/api/plans").expect(200), Value::Array(Vec::new()));
        let mut english = office.clone();
        english.language = "en".to_owned();
        let told = english.upload("/api/readings", &[("year", "2023")], "empty.txt", b"").expect(422);
        assert!(told["diagnostics"][0]["message"].as_str().unwrap().is_ascii(), "{told}");
    });
}

#[test]
fn the_form_is_checked() {
    each(|app| {
        let office = app.sign_in("office");
        let field = |answer: &Answer| {
            let problem = answer.expect(422);
            (problem["fields"][0]["path"].as_str().unwrap().to_owned(), problem["fields"][0]["code"].clone())
        };
        for year in ["", "23", "二〇二三", "99999", "1999"] {
            let answer = office.upload("/api/readings", &[("year", year)], "notice.md", notice().as_bytes());
            assert_eq!(field(&answer), ("year".to_owned(), "work.reading.no_year".into()), "{year}");
        }
        let other = office.upload("/api/readings", &[("year", "2024")], "notice.md", notice().as_bytes());
        assert_eq!(field(&other), ("year".to_owned(), "work.reading.other_year".into()));
        let kind = Some("multipart/form-data; boundary=x");
        let no_file = "--x\r\nContent-Disposition: form-data; name=\"year\"\r\n\r\n2023\r\n--x--\r\n";
        let answer = office.send(Method::POST, "/api/readings", Some("no-file-1"), kind, no_file.into());
        assert_eq!(field(&answer), ("file".to_owned(), "base.required".into()));
        let torn = office.send(Method::POST, "/api/readings", Some("torn-form"), kind, b"--x\r\nContent-Dis".to_vec());
        assert_eq!(torn.problem(400), "web.body_unreadable");
        let json = office.post("/api/readings", &serde_json::json!({"year": 2023}));
        assert_eq!(json.problem(400), "web.body_unreadable");
        assert_eq!(office.get("/api/plans").expect(200), Value::Array(Vec::new()));
    });
}

#[test]
fn a_file_beyond_the_limit_is_refused_and_leaves_nothing() {
    each(|app| {
        let office = app.sign_in("office");
        let uploads = app.database.folder.join("uploads");
        std::fs::create_dir_all(&uploads).unwrap();
        let stale = std::fs::File::create(uploads.join("left-by-a-dead-server")).unwrap();
        stale.set_modified(std::time::SystemTime::UNIX_EPOCH).unwrap();
        let large = vec![b'a'; (64 << 20) + 1];
        let answer = office.upload("/api/readings", &[("year", "2023")], "large.txt", &large);
        assert_eq!(answer.problem(413), "work.file.too_large");
        let left = std::fs::read_dir(uploads).unwrap().count();
        assert_eq!(left, 0, "the piece that had come is removed, and what was left behind before");
    });
}

fn with_key(office: &Person, key: &str, text: &str) -> Answer {
    let form = format!(
        "--x\r\nContent-Disposition: form-data; name=\"year\"\r\n\r\n2023\r\n--x\r\nContent-Disposition: form-data; \
         name=\"file\"; filename=\"a.md\"\r\n\r\n{text}\r\n--x--\r\n"
    );
    office.send(Method::POST, "/api/readings", Some(key), Some("multipart/form-data; boundary=x"), form.into_bytes())
}

#[test]
fn the_same_file_becomes_one_draft() {
    each(|app| {
        let office = app.sign_in("office");
        let first = with_key(&office, "one-upload", &notice()).expect(201);
        let again = with_key(&office, "one-upload", &notice()).expect(201);
        assert_eq!(first["plan_id"], again["plan_id"], "a double click makes one draft");
        let refused = with_key(&office, "another-upload", &notice());
        assert_eq!(refused.problem(409), "work.reading.open_draft");
        assert!(refused.json()["detail"].as_str().unwrap().contains(first["plan_id"].as_str().unwrap()));
        let longer = format!("{}\n", notice());
        let reused = with_key(&office, "one-upload", &longer);
        assert_eq!(reused.problem(409), "work.key_reused");
        assert_eq!(with_key(&office, "longer-upload", &longer).expect(201)["reading"]["tasks"], 22);
        assert_eq!(office.get("/api/plans").expect(200).as_array().unwrap().len(), 2);
    });
}

fn at_once(app: &TestApp) -> Vec<u16> {
    let people = [app.sign_in("office"), app.sign_in("office.review")];
    let mut statuses: Vec<u16> = std::thread::scope(|scope| {
        let sending: Vec<_> = people
            .iter()
            .enumerate()
            .map(|(n, person)| scope.spawn(move || with_key(person, &format!("at-once-{n}"), &notice()).status))
            .collect();
        sending.into_iter().map(|one| one.join().unwrap()).collect()
    });
    statuses.sort_unstable();
    statuses
}

#[test]
fn two_clerks_who_upload_at_once_make_one_draft() {
    each(|app| assert_eq!(at_once(app), [201, 409]));
}

#[test]
fn a_draft_is_the_offices_and_not_for_everybody() {
    each(|app| {
        let draft = upload(app);
        let leader = app.sign_in("leader");
        assert_eq!(id(&leader.get(&draft.path("")).expect(200)), draft.plan);
        for login in ["kjj.head", "kjj.clerk"] {
            let stranger = app.sign_in(login);
            for rest in ["", "/source", "/original", "/names", "/indicators"] {
                assert_eq!(stranger.get(&draft.path(rest)).problem(404), "base.not_found", "{login} {rest}");
            }
            assert_eq!(stranger.get("/api/plans").expect(200), Value::Array(Vec::new()));
        }
        for login in ["leader", "kjj.head"] {
            let answer = app.sign_in(login).upload("/api/readings", &[("year", "2023")], "a.md", notice().as_bytes());
            assert_eq!(answer.problem(403), "base.forbidden", "{login}");
        }
        let nobody = app.nobody();
        assert_eq!(nobody.get(&draft.path("")).problem(401), "work.not_signed_in");
        assert_eq!(nobody.upload("/api/readings", &[], "a.md", b"x").problem(401), "work.not_signed_in");
        assert_eq!(draft.office.get("/api/plans/12345").problem(404), "base.not_found");
        assert_eq!(draft.office.get("/api/plans/x").problem(404), "base.not_found");
    });
}
