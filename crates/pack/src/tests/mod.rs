//! Tests of the room: broken packs and what is said about them, and the pack of Wuhan.

mod broken;
mod demo;
mod ledgers;
mod torn;
mod wuhan;
mod wuhan_rules;

use base::{Decimal, Diagnostic, Span};
use notice::reading::{Indicator, Kind, Op, Reading, Task};
use std::collections::BTreeMap;

/// A small sound city of three bodies, one plan and one user.
fn small_pack() -> BTreeMap<String, String> {
    let files = [
        ("pack.toml", include_str!("small/pack.toml")),
        ("organisations.toml", include_str!("small/organisations.toml")),
        ("calendars/2023.toml", include_str!("small/calendar.toml")),
        ("plans/2023/notice.md", "甲市工作要点"),
        ("plans/2023/decisions.toml", include_str!("small/decisions.toml")),
        ("plans/2023/cadence.toml", include_str!("small/cadence.toml")),
        ("demo/users.toml", include_str!("small/users.toml")),
    ];
    files.into_iter().map(|(path, text)| (path.to_owned(), text.to_owned())).collect()
}

/// What a reader finds in the small city's notice: two tasks and five targets.
fn small_reading() -> Reading {
    let mut reading = Reading::default();
    reading.tasks.push(task("1", &["市科技局"], &["各区"]));
    reading.tasks.push(task("2", &["市发改委"], &[]));
    reading.indicators = vec![
        indicator("goal1", "数字经济占比", "数字经济占比提升到11%左右", Op::About, "11", "%", Kind::Share),
        indicator("goal1", "高新技术企业", "高新技术企业突破100家", Op::Above, "100", "家", Kind::Absolute),
        indicator("1", "高新技术企业", "高新技术企业突破100家", Op::Above, "100", "家", Kind::Absolute),
        indicator("2", "专业型载体比例", "专业型载体比例提升5%", Op::Bare, "5", "%", Kind::Growth),
        indicator("2", "机构", "新组建5家左右机构", Op::About, "5", "家", Kind::Increment),
    ];
    reading
}

fn task(number: &str, lead: &[&str], responsible: &[&str]) -> Task {
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    Task {
        key: String::new(),
        number: number.to_owned(),
        part: 0,
        title: String::new(),
        lead: owned(lead),
        responsible: owned(responsible),
        deadline: String::new(),
        text: String::new(),
        span: Span::default(),
        section: Vec::new(),
        confidence: 100,
        reasons: Vec::new(),
    }
}

fn indicator(task: &str, subject: &str, text: &str, op: Op, value: &str, unit: &str, kind: Kind) -> Indicator {
    Indicator {
        key: String::new(),
        text: text.to_owned(),
        subject: subject.to_owned(),
        op,
        value: value.parse::<Decimal>().unwrap(),
        value_max: None,
        unit: unit.to_owned(),
        kind,
        aspiration: false,
        task: task.to_owned(),
        time: String::new(),
        span: Span::default(),
        value_span: Span::default(),
        confidence: 100,
        reasons: Vec::new(),
    }
}

/// `file:line code` and the words, for a person who reads a failed test.
fn print(files: &BTreeMap<String, String>, diagnostics: &[Diagnostic]) -> Vec<String> {
    let one = |diagnostic: &Diagnostic| {
        let file = diagnostic.file.clone().unwrap_or_default();
        let text = files.get(&file).map_or("", String::as_str);
        let line = diagnostic.span.map_or(0, |span| crate::line_of(text, span));
        format!("{file}:{line} {}", diagnostic.sentence.code)
    };
    diagnostics.iter().map(one).collect()
}
