//! Notices in other styles than the labelled ones, in the project's own words: what the reader makes of each is kept as
//! a snapshot that a person has looked at.
#![allow(missing_docs)]

use notice::Reading;
use std::fmt::Write;

/// A reading as lines that a person can check against the text.
fn shown(reading: &Reading) -> String {
    let mut out = String::new();
    let head = [
        &reading.title,
        &reading.attachment_title,
        &reading.doc_number,
        &reading.issuer,
        &reading.date,
        &reading.printed_date,
    ];
    let _ = writeln!(out, "head: {}", head.map(String::as_str).join(" | "));
    let _ = writeln!(out, "to: {} | copies: {}", reading.addressees.join("、"), reading.copies_to.join("、"));
    for group in &reading.groups {
        let _ = writeln!(out, "group: {} = {} ({})", group.name, group.note, group.from_here_on);
    }
    for clause in reading.goals.iter().chain(&reading.safeguards) {
        let _ = writeln!(out, "{}: {}", clause.number, clause.title);
    }
    for task in &reading.tasks {
        let title: String = task.title.chars().take(24).collect();
        let (lead, responsible) = (task.lead.join("、"), task.responsible.join("、"));
        let _ = writeln!(
            out,
            "task {}/{} {title} | {lead} | {responsible} | {} | {}",
            task.number, task.part, task.deadline, task.confidence
        );
    }
    for target in &reading.indicators {
        let op = serde_json::to_value(target.op).ok();
        let op = op.as_ref().and_then(|op| op.as_str()).unwrap_or_default();
        let max = target.value_max.map(|max| format!("—{max}")).unwrap_or_default();
        let aspiration = if target.aspiration { " 力争" } else { "" };
        let _ = writeln!(
            out,
            "{} | {} {op} {}{max} {} {:?}{aspiration} {} | {}",
            target.task, target.subject, target.value, target.unit, target.kind, target.time, target.confidence
        );
    }
    for diagnostic in &reading.diagnostics {
        let _ = writeln!(
            out,
            "diagnostic: {} {:?}",
            diagnostic.sentence.code,
            diagnostic.sentence.args.values().collect::<Vec<_>>()
        );
    }
    out
}

macro_rules! style {
    ($($name:ident)*) => { $(
        #[test]
        fn $name() {
            let (_, reading) = notice::read(include_bytes!(concat!("fixtures/", stringify!($name), ".txt")));
            insta::assert_snapshot!(shown(&reading));
        }
    )* };
}

style! { dongjiang province table lines ministry wrapped shared invest cells grants articles named together village letter nested inline county terms
steady sharing council columns lone indents preface review duties }
