//! Health, readiness, several hosts, headers, and a database that a newer program has touched.

use base::Site;
use store::{Place, Store};
use testkit::{Database, Engine, TestApp, each, engines};

#[test]
fn the_server_says_that_it_lives_and_is_ready() {
    each(|app| {
        let nobody = app.nobody();
        assert_eq!(nobody.get("/healthz").text, "ok");
        assert_eq!(nobody.get("/readyz").expect(200)["ready"], true);
        let answer = nobody.get("/api/me");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        assert!(answer.header("content-security-policy").unwrap().contains("frame-ancestors 'none'"));
        assert!(nobody.get("/api/openapi.json").expect(200)["paths"].as_object().unwrap().len() > 50);
    });
}

#[test]
fn a_dead_host_in_the_url_is_passed_over() {
    if !engines().contains(&Engine::Postgres) {
        return;
    }
    let mut database = Database::prepared(Engine::Postgres);
    let url = database.url.clone().unwrap();
    let two_hosts = url.replacen("@127.0.0.1", "@127.0.0.1:1,127.0.0.1", 1);
    assert_ne!(url, two_hosts);
    database.url = Some(two_hosts);
    let app = TestApp::start(database);
    app.sign_in("office");
}

#[test]
fn an_older_program_reads_but_does_not_write_a_newer_database() {
    each(|app| {
        let place = app.database.place();
        let now = app.app.now();
        let sql = "INSERT INTO schema_version (version, applied_at) VALUES (999, 0)";
        match &place {
            Place::Folder(folder) => {
                rusqlite::Connection::open(folder.join("luoshi.db")).unwrap().execute_batch(sql).unwrap();
            }
            Place::Url(url) => app.block_on(async {
                let (client, connection) = tokio_postgres::connect(url, tokio_postgres::NoTls).await.unwrap();
                tokio::spawn(connection);
                client.batch_execute(sql).await.unwrap();
            }),
        }
        let store = app.block_on(Store::open(&place, Site(1), now)).unwrap();
        let refused = app.block_on(store.write(now, |_| Ok(()))).unwrap_err();
        assert!(matches!(refused, base::Stop::Refusal(refusal) if refusal.sentence.code == "store.newer_schema"));
        assert!(app.block_on(store.read(now, |tx| Ok(store::site::installed_site(tx)?))).unwrap().is_some());
    });
}
