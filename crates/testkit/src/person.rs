//! Somebody who speaks HTTP.

use serde_json::{Value, json};
use std::sync::atomic::{AtomicU64, Ordering};
use ureq::Agent;
use ureq::http::{Method, Request};

/// A browser's worth of state: cookie, CSRF token, language.
#[derive(Clone, Debug)]
pub struct Person {
    agent: Agent,
    url: String,
    /// The session cookie, `name=value`.
    pub cookie: Option<String>,
    /// The CSRF token.
    pub csrf: Option<String>,
    /// `zh-CN` unless set.
    pub language: String,
}

/// What came back.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The body.
    pub text: String,
    /// The body's bytes.
    pub bytes: Vec<u8>,
    /// Headers, lower case.
    pub headers: Vec<(String, String)>,
}

impl Answer {
    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("no JSON ({}): {}", self.status, self.text))
    }

    /// The body as JSON, after checking the status.
    pub fn expect(&self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.text);
        if self.text.is_empty() { Value::Null } else { self.json() }
    }

    /// A header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(one, _)| one == name).map(|(_, value)| value.as_str())
    }

    /// Code of a problem body, after checking the status.
    pub fn problem(&self, status: u16) -> String {
        let body = self.expect(status);
        assert_eq!(self.header("content-type"), Some("application/problem+json"));
        assert!(!body["detail"].as_str().unwrap().is_empty());
        body["code"].as_str().unwrap().to_owned()
    }
}

/// A key no test has used yet.
pub(crate) fn fresh_key() -> String {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    format!("test-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::SeqCst))
}

impl Person {
    /// Nobody in particular, at a server's address.
    pub fn new(url: &str) -> Self {
        let agent = Agent::new_with_config(Agent::config_builder().http_status_as_error(false).build());
        Self { agent, url: url.to_owned(), cookie: None, csrf: None, language: "zh-CN".to_owned() }
    }

    /// Signs in and keeps cookie and token.
    pub fn sign_in(&mut self, login: &str, password: &str) -> Answer {
        let answer = self.post("/api/session", &json!({ "login": login, "password": password }));
        if answer.status == 200 {
            let cookie = answer.header("set-cookie").and_then(|value| value.split(';').next()).map(str::to_owned);
            self.cookie = cookie;
            self.csrf = answer.json()["csrf_token"].as_str().map(str::to_owned);
        }
        answer
    }

    /// GET.
    pub fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, None, None, Vec::new())
    }

    /// POST with a fresh key.
    pub fn post(&self, path: &str, body: &Value) -> Answer {
        self.post_with_key(path, &fresh_key(), body)
    }

    /// POST with a given key: a double click.
    pub fn post_with_key(&self, path: &str, key: &str, body: &Value) -> Answer {
        self.send(Method::POST, path, Some(key), Some("application/json"), body.to_string().into_bytes())
    }

    /// PUT with a fresh key.
    pub fn put(&self, path: &str, body: &Value) -> Answer {
        self.send(Method::PUT, path, Some(&fresh_key()), Some("application/json"), body.to_string().into_bytes())
    }

    /// DELETE with a fresh key.
    pub fn delete(&self, path: &str) -> Answer {
        self.send(Method::DELETE, path, Some(&fresh_key()), None, Vec::new())
    }

    /// A form with a file, as a browser sends it.
    pub fn upload(&self, path: &str, fields: &[(&str, &str)], file_name: &str, bytes: &[u8]) -> Answer {
        const MARK: &str = "----luoshi-test-boundary";
        let mut body = Vec::new();
        for (name, value) in fields {
            body.extend(
                format!("--{MARK}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes(),
            );
        }
        let head =
            format!("--{MARK}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{file_name}\"\r\n\r\n");
        body.extend(head.bytes());
        body.extend(bytes);
        body.extend(format!("\r\n--{MARK}--\r\n").bytes());
        let kind = format!("multipart/form-data; boundary={MARK}");
        self.send(Method::POST, path, Some(&fresh_key()), Some(&kind), body)
    }

    /// POST with a given key to a server that may die over it; nothing where it did.
    pub fn try_post_with_key(&self, path: &str, key: &str, body: &Value) -> Option<Answer> {
        let body = body.to_string().into_bytes();
        self.try_send(Method::POST, path, Some(key), Some("application/json"), body).ok()
    }

    /// GET from a server that may die over it; nothing where it did.
    pub fn try_get(&self, path: &str) -> Option<Answer> {
        self.try_send(Method::GET, path, None, None, Vec::new()).ok()
    }

    /// Any request.
    pub fn send(&self, method: Method, path: &str, key: Option<&str>, kind: Option<&str>, body: Vec<u8>) -> Answer {
        self.try_send(method, path, key, kind, body).unwrap()
    }

    fn try_send(
        &self,
        method: Method,
        path: &str,
        key: Option<&str>,
        kind: Option<&str>,
        body: Vec<u8>,
    ) -> Result<Answer, ureq::Error> {
        let mut request = Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.url))
            .header("accept-language", &self.language);
        let headers = [
            ("idempotency-key", key),
            ("content-type", kind),
            ("cookie", self.cookie.as_deref()),
            ("x-csrf-token", self.csrf.as_deref()),
        ];
        for (name, value) in headers {
            if let Some(value) = value {
                request = request.header(name, value);
            }
        }
        let mut response = self.agent.run(request.body(body).unwrap())?;
        let headers = response
            .headers()
            .iter()
            .map(|(name, value)| (name.as_str().to_owned(), value.to_str().unwrap_or_default().to_owned()))
            .collect();
        let bytes = response.body_mut().with_config().limit(1 << 30).read_to_vec()?;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Ok(Answer { status: response.status().as_u16(), text, bytes, headers })
    }
}
