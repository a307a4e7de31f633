//! Text as it stands in a pack, checked as a condition and evaluated on an entry that is full, empty and wrong.
#![no_main]

use base::Decimal;
use libfuzzer_sys::fuzz_target;
use rules::expression::{Field, Value, ValueKind, check};
use std::collections::BTreeMap;

fuzz_target!(|bytes: &[u8]| {
    let source = String::from_utf8_lossy(bytes);
    let line = BTreeMap::from([("amount".to_owned(), Field::required(ValueKind::Number))]);
    let known = BTreeMap::from([
        ("amount".to_owned(), Field::required(ValueKind::Number)),
        ("invested".to_owned(), Field::optional(ValueKind::Number)),
        ("state".to_owned(), Field::required(ValueKind::Text)),
        ("open".to_owned(), Field::required(ValueKind::Truth)),
        ("lines".to_owned(), Field::required(ValueKind::rows(line))),
    ]);
    match check(&source, &known) {
        Ok(expression) => {
            let full = |name: &str| match name {
                "amount" => Some(Value::Number(Decimal::MAX)),
                "state" => Some("a".into()),
                "open" => Some(true.into()),
                "lines" => Some(Value::List(vec![Value::Row(BTreeMap::from([("amount".to_owned(), 3.into())]))])),
                _ => None,
            };
            let once = expression.evaluate(&full);
            assert_eq!(once, expression.evaluate(&full), "an evaluation is not the same twice");
            let optional_only = |name: &str| full(name).filter(|_| name != "invested");
            if let Err(sentence) = expression.evaluate(&optional_only) {
                assert_ne!(sentence.code, "rules.expression.missing", "a field was read without has()");
                assert_ne!(sentence.code, "rules.expression.other_kind", "a kind was not checked");
            }
            let _ = expression.evaluate(&|_| None);
            let _ = expression.evaluate(&|_| Some(Value::Text(String::new())));
        }
        Err(faults) => assert!(!faults.is_empty(), "refused without a reason"),
    }
});
