//! Backup and restore: elsewhere, on the other engine too, and never over anything.

use serde_json::json;
use testkit::{Database, TestApp, each, engines};
use work::audit::{seal_audit, verify_audit};
use work::backup::{backup, restore};

fn with_history(app: &TestApp) {
    let admin = app.sign_in("sysadmin");
    let body = json!({ "code": "kept-body", "name": "留存单位", "short_name": "留存单位", "kind": "institute",
        "parent_id": null, "valid_from": null });
    admin.post("/api/organisations", &body).expect(201);
    app.block_on(seal_audit(&app.app)).unwrap();
}

#[test]
fn a_backup_restores_elsewhere_on_either_engine_with_its_audit_whole() {
    each(|app| {
        with_history(app);
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("backup");
        let manifest = app.block_on(backup(&app.app, &target)).unwrap();
        for engine in engines() {
            let elsewhere = TestApp::start(Database::empty(engine));
            let restored = elsewhere.block_on(restore(&elsewhere.app, &target)).unwrap();
            assert_eq!(restored, manifest);
            let found = elsewhere.block_on(verify_audit(&elsewhere.app, vec![])).unwrap();
            assert!(found.findings.is_empty() && found.rows > 0, "{found:?}");
            let head = elsewhere.sign_in("kjj.head");
            let kept = head.get("/api/organisations?q=kept-body").expect(200);
            assert_eq!(kept[0]["name"], "留存单位");
            let again = tempfile::tempdir().unwrap();
            // Signing in wrote rows since; what was restored is compared before that by the manifest above.
            assert!(elsewhere.block_on(backup(&elsewhere.app, &again.path().join("again"))).is_ok());
        }
    });
}

#[test]
fn nothing_is_overwritten_and_a_damaged_backup_restores_nothing() {
    each(|app| {
        with_history(app);
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("backup");
        app.block_on(backup(&app.app, &target)).unwrap();
        let code = |stop: base::Stop| match stop {
            base::Stop::Refusal(refusal) => refusal.sentence.code,
            base::Stop::Fault(fault) => panic!("{fault}"),
        };
        assert_eq!(code(app.block_on(backup(&app.app, &target)).unwrap_err()), "work.backup.target_exists");
        assert_eq!(code(app.block_on(restore(&app.app, &target)).unwrap_err()), "work.backup.not_empty");
        let table = target.join("tables/organisation.jsonl");
        let text = std::fs::read_to_string(&table).unwrap().replace("留存单位", "改动单位");
        std::fs::write(&table, text).unwrap();
        let elsewhere = TestApp::start(Database::empty(app.engine));
        assert_eq!(code(elsewhere.block_on(restore(&elsewhere.app, &target)).unwrap_err()), "work.backup.damaged");
        assert_eq!(elsewhere.nobody().sign_in("office", testkit::PASSWORD).status, 401, "nothing was restored");
        std::fs::remove_file(target.join("manifest.json")).unwrap();
        assert_eq!(code(elsewhere.block_on(restore(&elsewhere.app, &target)).unwrap_err()), "work.backup.no_manifest");
    });
}
