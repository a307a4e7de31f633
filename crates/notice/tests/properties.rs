//! What must hold of every reading, whatever the text: no panic, spans on letters and inside the text, the figure inside
//! its span, the same answer twice, keys that are unique and stay when the text changes elsewhere.
#![allow(missing_docs)]

use base::Span;
use notice::{Reading, source::Source};
use proptest::prelude::*;
use std::collections::BTreeSet;

const NOTICE: &str = include_str!("fixtures/dongjiang.txt");

fn spans(reading: &Reading) -> Vec<Span> {
    let mut out: Vec<Span> = reading.tasks.iter().map(|task| task.span).collect();
    out.extend(reading.indicators.iter().flat_map(|target| [target.span, target.value_span]));
    out.extend(reading.goals.iter().chain(&reading.safeguards).map(|clause| clause.span));
    out.extend(reading.outline.iter().map(|heading| heading.span));
    out.extend(reading.groups.iter().map(|group| group.span));
    out.extend(reading.repairs.iter().map(|repair| repair.span));
    out.extend(reading.diagnostics.iter().filter_map(|diagnostic| diagnostic.span));
    out
}

fn check(source: &Source, reading: &Reading) {
    for span in spans(reading) {
        assert!(span.from <= span.to && source.text.get(span.from..span.to).is_some(), "{span:?}");
    }
    for target in &reading.indicators {
        assert!(target.span.from <= target.value_span.from && target.value_span.to <= target.span.to, "{target:?}");
        assert!(!target.subject.is_empty());
    }
    let keys: BTreeSet<&String> =
        reading.tasks.iter().map(|task| &task.key).chain(reading.indicators.iter().map(|target| &target.key)).collect();
    assert_eq!(keys.len(), reading.tasks.len() + reading.indicators.len(), "a key stands twice");
}

fn read(text: &str) -> (Source, Reading) {
    let (source, reading) = notice::read(text.as_bytes());
    check(&source, &reading);
    (source, reading)
}

#[test]
fn the_figure_printed_stands_in_its_span() {
    let (source, reading) = read(NOTICE);
    assert!(reading.indicators.len() > 10);
    for target in &reading.indicators {
        let printed = &source.text[target.value_span.from..target.value_span.to];
        assert!(
            printed.chars().any(|letter| letter.is_numeric() || "一二三四五六七八九十百两".contains(letter)),
            "{printed}"
        );
    }
}

#[test]
fn keys_stay_when_a_paragraph_is_put_in_elsewhere() {
    let keys = |text: &str| -> BTreeSet<String> {
        let (_, reading) = read(text);
        reading
            .tasks
            .iter()
            .map(|task| task.key.clone())
            .chain(reading.indicators.iter().map(|target| target.key.clone()))
            .collect()
    };
    let before = keys(NOTICE);
    let changed = NOTICE.replace("二、重点任务\n", "二、重点任务\n各单位要把今年的工作抓实抓细，及时报告进展。\n");
    assert_ne!(NOTICE, changed);
    assert_eq!(before, keys(&changed));
}

#[test]
fn deep_nesting_and_endless_lines_are_read() {
    for text in [
        "（".repeat(20_000),
        "“".repeat(20_000),
        "一、".repeat(5_000),
        "新增10个、".repeat(2_000),
        "（市科技局牵头，".repeat(4_000),
        "1.1.1.1.".repeat(4_000),
        "达到10%以上的".repeat(2_000),
        "、".repeat(20_000),
        "序号项目名称牵头单位配合单位1".repeat(500),
    ] {
        read(&text);
    }
}

/// A text of the words that notices are made of, in any order.
fn words() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "一、",
        "（一）",
        "1.",
        "（1）",
        "——",
        "\n",
        "\n\n",
        "。",
        "，",
        "、",
        "；",
        "：",
        "（",
        "）",
        "〔",
        "〕",
        "“",
        "”",
        "新增",
        "达到",
        "力争",
        "10",
        "3—5",
        "1.5∶1",
        "%",
        "万元",
        "个",
        "家",
        "以上",
        "左右",
        "增长",
        "分别",
        "均",
        "市科技局",
        "牵头",
        "责任单位：",
        "牵头单位：",
        "配合",
        "各区人民政府",
        "下同",
        "2023年",
        "关于印发",
        "的通知",
        "十大",
        "翻一番",
        "高新技术企业",
        "\t",
        "  ",
        "— 3 —",
        "**",
        "序号",
        "任务",
        "抄送：",
        "由",
        "提高到",
        "百分之五",
        "0",
        "９",
        "㎡",
        "e\u{301}",
        "𠀀",
    ]);
    prop::collection::vec(word, 0..80).prop_map(|words| words.concat())
}

proptest! {
    #[test]
    fn any_string_is_read(text in ".{0,400}") {
        read(&text);
    }

    #[test]
    fn words_in_any_order_are_read_twice_the_same(text in words()) {
        prop_assert_eq!(read(&text).1, read(&text).1);
    }

    #[test]
    fn a_notice_with_a_hole_and_a_patch_is_read(from in 0usize..6000, length in 0usize..200, patch in words()) {
        let letters: Vec<char> = NOTICE.chars().collect();
        let from = from.min(letters.len());
        let to = (from + length).min(letters.len());
        let text: String = letters[..from].iter().copied().chain(patch.chars()).chain(letters[to..].iter().copied()).collect();
        read(&text);
    }
}
