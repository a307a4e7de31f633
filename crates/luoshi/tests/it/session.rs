//! Signing in and out, lock-out, forged requests, one's password.

use serde_json::json;
use testkit::{PASSWORD, each};

#[test]
fn a_clerk_signs_in_sees_herself_and_signs_out() {
    each(|app| {
        let clerk = app.sign_in("kjj.clerk");
        let me = clerk.get("/api/me").expect(200);
        assert_eq!(me["login"], "kjj.clerk");
        assert_eq!(me["organisation"]["name"], "市科技局");
        assert_eq!(me["roles"], json!(["reporter"]));
        assert!(me["actions"].as_array().unwrap().contains(&json!("write_work_plan")));
        assert!(!me["actions"].as_array().unwrap().contains(&json!("publish_plan")));
        assert_eq!(clerk.delete("/api/session").status, 204);
        assert_eq!(clerk.get("/api/me").problem(401), "work.not_signed_in");
    });
}

#[test]
fn the_cookie_is_out_of_reach_of_scripts_and_other_sites() {
    each(|app| {
        let answer = app.nobody().post("/api/session", &json!({ "login": "office", "password": PASSWORD }));
        let cookie = answer.header("set-cookie").unwrap();
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
        assert_eq!(answer.header("cache-control"), Some("no-store"));
    });
}

#[test]
fn wrong_passwords_lock_the_account_for_a_while_that_grows() {
    each(|app| {
        let mut nobody = app.nobody();
        for _ in 0..5 {
            assert_eq!(nobody.sign_in("kjj.clerk", "wrong").problem(401), "work.sign_in_failed");
        }
        let locked = nobody.sign_in("kjj.clerk", PASSWORD);
        assert_eq!(locked.problem(429), "work.account_locked");
        assert_eq!(locked.header("retry-after"), Some("61"));
        app.clock.advance_seconds(61);
        assert_eq!(nobody.sign_in("kjj.clerk", PASSWORD).status, 200);
        assert_eq!(nobody.sign_in("nobody.such", PASSWORD).problem(401), "work.sign_in_failed");
    });
}

#[test]
fn a_session_ends_when_idle_and_after_twelve_hours() {
    each(|app| {
        let clerk = app.sign_in("kjj.clerk");
        app.clock.advance_seconds(29 * 60);
        clerk.get("/api/me").expect(200);
        app.clock.advance_seconds(29 * 60);
        clerk.get("/api/me").expect(200);
        app.clock.advance_seconds(30 * 60);
        assert_eq!(clerk.get("/api/me").status, 401);
        let busy = app.sign_in("kjj.clerk");
        let reached = (0..30).take_while(|_| {
            app.clock.advance_seconds(25 * 60);
            busy.get("/api/me").status == 200
        });
        assert_eq!(reached.count(), 28, "28 times 25 minutes fit into twelve hours");
    });
}

#[test]
fn a_request_without_the_token_or_with_a_made_up_session_is_refused() {
    each(|app| {
        let mut clerk = app.sign_in("kjj.clerk");
        let body = json!({ "current": PASSWORD, "new": "Another-2023-password" });
        let token = clerk.csrf.take();
        assert_eq!(clerk.post("/api/me/password", &body).problem(403), "work.forged_request");
        clerk.csrf = token;
        clerk.cookie = Some(format!("luoshi_session={}", "0".repeat(64)));
        assert_eq!(clerk.post("/api/me/password", &body).problem(401), "work.not_signed_in");
    });
}

#[test]
fn a_password_is_changed_once_however_often_the_button_is_clicked() {
    each(|app| {
        let clerk = app.sign_in("kjj.clerk");
        let elsewhere = app.sign_in("kjj.clerk");
        let simple = clerk.post("/api/me/password", &json!({ "current": PASSWORD, "new": "simple" })).expect(422);
        assert_eq!(simple["fields"][0]["path"], "new");
        let wrong =
            clerk.post("/api/me/password", &json!({ "current": "wrong", "new": "Better-2023-word" })).expect(422);
        assert_eq!(wrong["fields"][0]["code"], "work.password.wrong");
        let body = json!({ "current": PASSWORD, "new": "Better-2023-word" });
        clerk.post("/api/me/password", &body).expect(200);
        assert_eq!(elsewhere.get("/api/me").status, 401, "other sessions end");
        assert_eq!(app.nobody().sign_in("kjj.clerk", PASSWORD).status, 401);
        assert_eq!(app.nobody().sign_in("kjj.clerk", "Better-2023-word").status, 200);
    });
}

#[test]
fn a_change_without_a_key_and_a_body_that_is_no_json_are_told_so() {
    each(|app| {
        let clerk = app.sign_in("kjj.clerk");
        let kind = Some("application/json");
        let no_key = clerk.send(
            ureq::http::Method::POST,
            "/api/me/password",
            None,
            kind,
            b"{\"current\":\"\",\"new\":\"\"}".to_vec(),
        );
        assert_eq!(no_key.problem(400), "work.key_missing");
        let no_json = clerk.send(
            ureq::http::Method::POST,
            "/api/me/password",
            Some("key-12345"),
            kind,
            b"{\"current\":1}".to_vec(),
        );
        assert_eq!(no_json.expect(422)["fields"][0]["path"], "current");
        assert_eq!(clerk.get("/api/nothing").problem(404), "base.not_found");
        let mut reader = app.nobody();
        reader.language = "en".to_owned();
        assert!(reader.get("/api/me").expect(401)["detail"].as_str().unwrap().starts_with("You are not signed in"));
    });
}
