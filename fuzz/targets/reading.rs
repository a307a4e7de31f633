//! Text to a reading: every span inside the text and on a character boundary, figures where they are said to be, keys
//! unique, and the same text read twice gives the same.
#![no_main]

use base::Span;
use libfuzzer_sys::fuzz_target;
use notice::Reading;
use std::collections::BTreeSet;

fn spans(reading: &Reading) -> Vec<Span> {
    let tasks = reading.tasks.iter().map(|task| task.span);
    let clauses = reading.goals.iter().chain(&reading.safeguards).map(|clause| clause.span);
    let targets = reading.indicators.iter().flat_map(|target| [target.span, target.value_span]);
    let groups = reading.groups.iter().map(|group| group.span);
    let headings = reading.outline.iter().map(|heading| heading.span);
    let repairs = reading.repairs.iter().map(|repair| repair.span);
    let remarks = reading.diagnostics.iter().filter_map(|remark| remark.span);
    tasks.chain(clauses).chain(targets).chain(groups).chain(headings).chain(repairs).chain(remarks).collect()
}

fn keys(reading: &Reading) -> Vec<&str> {
    let tasks = reading.tasks.iter().map(|task| task.key.as_str());
    tasks.chain(reading.indicators.iter().map(|target| target.key.as_str())).collect()
}

fuzz_target!(|text: &str| {
    let (source, reading) = notice::read(text.as_bytes());
    for span in spans(&reading) {
        assert!(span.from <= span.to && source.text.get(span.from..span.to).is_some(), "a span leaves the text");
    }
    assert!(reading.indicators.iter().all(|target| target.span.contains(target.value_span)), "a figure is elsewhere");
    let all = keys(&reading);
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len(), "a key stands twice");
    assert_eq!(notice::read_source(&source), reading, "two readings differ");
});
