//! Coverage made by machine: the printed matrix, and every route tried by nobody and by a stranger.

use std::path::Path;
use testkit::each;
use ureq::http::Method;

/// `UPDATE_FILES=1 cargo test` writes the files anew; the change then shows as a diff.
fn compare(path: &str, now: &str) {
    let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../")).join(path);
    if std::env::var_os("UPDATE_FILES").is_some() {
        std::fs::write(&path, now).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(kept, now, "{} is out of date: run UPDATE_FILES=1 cargo test -p luoshi rights", path.display());
}

#[test]
fn the_committed_matrix_is_the_one_in_force() {
    compare("docs/rights.txt", &access::print_matrix());
}

#[test]
fn the_committed_openapi_document_is_the_one_served() {
    compare("docs/openapi.json", &format!("{}\n", web::openapi().to_pretty_json().unwrap()));
}

/// Routes that are open before anybody has signed in.
const PUBLIC: [(&str, &str); 2] = [("/api/session", "post"), ("/api/site", "get")];

#[test]
fn every_route_refuses_nobody_and_a_made_up_session() {
    let document = serde_json::to_value(web::openapi()).unwrap();
    let mut routes = Vec::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for method in methods.as_object().unwrap().keys() {
            if !PUBLIC.contains(&(path.as_str(), method.as_str())) {
                routes.push((method.to_uppercase(), method.clone(), path.clone()));
            }
        }
    }
    assert!(routes.len() >= 30, "{}", routes.len());
    each(|app| {
        let nobody = app.nobody();
        let mut stranger = app.nobody();
        stranger.cookie = Some(format!("luoshi_session={}", "f".repeat(64)));
        for (verb, method, path) in &routes {
            let tried = path
                .split('/')
                .map(|part| if part.starts_with('{') { "1" } else { part })
                .collect::<Vec<_>>()
                .join("/");
            let body = sample_body(&document, path, method);
            for person in [&nobody, &stranger] {
                let method = Method::from_bytes(verb.as_bytes()).unwrap();
                let kind = Some(body.0.as_str());
                let query = if path.contains("memberships/{") { "?version=1" } else { "" };
                let answer =
                    person.send(method, &format!("{tried}{query}"), Some("coverage-key"), kind, body.1.clone());
                assert_eq!(answer.status, 401, "{verb} {path}: {}", answer.text);
            }
        }
    });
}

/// A body that the route can read, made from its schema, so that the refusal is about the person.
fn sample_body(document: &serde_json::Value, path: &str, method: &str) -> (String, Vec<u8>) {
    let content = &document["paths"][path][method]["requestBody"]["content"];
    let Some((kind, media)) = content.as_object().and_then(|all| all.iter().next()) else {
        return ("application/json".to_owned(), Vec::new());
    };
    if kind.starts_with("multipart") {
        let body = "--x\r\nContent-Disposition: form-data; name=\"year\"\r\n\r\n2023\r\n--x\r\nContent-Disposition: \
                    form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\na\r\n--x--\r\n";
        return (format!("{kind}; boundary=x"), body.as_bytes().to_vec());
    }
    (kind.clone(), sample(document, &media["schema"], 0).to_string().into_bytes())
}

fn sample(document: &serde_json::Value, schema: &serde_json::Value, depth: u32) -> serde_json::Value {
    use serde_json::{Value, json};
    if let Some(name) = schema["$ref"].as_str().and_then(|name| name.rsplit('/').next()) {
        return sample(document, &document["components"]["schemas"][name], depth + 1);
    }
    if let Some(word) = schema["enum"].get(0) {
        return word.clone();
    }
    if let Some(parts) = schema["allOf"].as_array() {
        let parts = parts.iter().map(|part| sample(document, part, depth + 1));
        return parts.filter_map(|part| part.as_object().cloned()).flatten().collect::<serde_json::Map<_, _>>().into();
    }
    for any in ["oneOf", "anyOf"] {
        if let Some(all) = schema[any].as_array() {
            if all.iter().any(|one| one["type"] == "null") {
                return Value::Null;
            }
            return sample(document, &all[0], depth + 1);
        }
    }
    match &schema["type"] {
        Value::Array(_) => Value::Null,
        kind if kind == "object" && depth < 9 => {
            let properties = schema["properties"].as_object().cloned().unwrap_or_default();
            properties.iter().map(|(name, one)| (name.clone(), sample(document, one, depth + 1))).collect()
        }
        kind if kind == "array" => json!([]),
        kind if kind == "integer" || kind == "number" => json!(1),
        kind if kind == "boolean" => json!(false),
        kind if kind == "string" => json!("1"),
        _ => Value::Null,
    }
}
