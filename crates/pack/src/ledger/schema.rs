//! The JSON Schema of ledger files, for editors: made from the same keys that the reader takes.

use super::keys::{Key, LEDGER, Shape};
use serde_json::{Map, Value, json};

/// The JSON Schema (draft 2020-12) of a file in `ledgers/`.
pub fn ledger_schema() -> Value {
    let mut schema = table(LEDGER);
    if let Some(object) = schema.as_object_mut() {
        object.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
        object.insert("title".to_owned(), json!("Luoshi ledger"));
    }
    schema
}

/// The schema of a table with these keys.
pub(crate) fn table(keys: &[Key]) -> Value {
    let properties: Map<String, Value> = keys.iter().map(|key| (key.0.to_owned(), shape(&key.1))).collect();
    let required: Vec<&str> = keys.iter().filter(|key| key.2).map(|key| key.0).collect();
    json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
}

fn shape(shape: &Shape) -> Value {
    match shape {
        Shape::Text => json!({ "type": "string", "minLength": 1 }),
        Shape::Truth => json!({ "type": "boolean" }),
        Shape::Whole => json!({ "type": "integer" }),
        Shape::Wholes => json!({ "type": "array", "items": { "type": "integer" } }),
        Shape::Decimal => json!({ "type": "number" }),
        Shape::Texts => json!({ "type": "array", "items": { "type": "string", "minLength": 1 } }),
        Shape::Word(words) => json!({ "enum": words() }),
        Shape::Words(words) => json!({ "type": "array", "items": { "enum": words() } }),
        Shape::Table(keys) => table(keys),
        Shape::Tables(keys) => json!({ "type": "array", "items": table(keys) }),
        Shape::Pairs => json!({ "type": "object", "additionalProperties": { "type": "string", "minLength": 1 } }),
    }
}
