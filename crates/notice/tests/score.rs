//! Scores the reader against hand-made labels, as `../shared/tools/score-reading` does, and holds it to the bars.
//!
//! The labelled texts lie beside the project and are not part of it; where they are absent the test says so and holds
//! the reader to the project's own fixtures only (`styles.rs`).
#![allow(missing_docs)]
#![allow(clippy::unwrap_used, reason = "a test stops where its data cannot be read")]

use notice::reading::{Indicator, Reading};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use unicode_normalization::UnicodeNormalization;

const NINE: [&str; 9] = ["01", "04", "07", "18", "27", "32", "34", "45", "52"];

#[derive(Clone, Copy, Default)]
struct Count {
    hit: usize,
    got: usize,
    want: usize,
}

impl Count {
    fn add(&mut self, other: Count) {
        self.hit += other.hit;
        self.got += other.got;
        self.want += other.want;
    }

    fn f1(self) -> f64 {
        let share = |whole: usize, other: usize| match whole {
            0 => f64::from(u8::from(other == 0)),
            _ => self.hit as f64 / whole as f64,
        };
        let (precision, recall) = (share(self.got, self.want), if self.want == 0 { 1.0 } else { share(self.want, 0) });
        if precision + recall == 0.0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) }
    }
}

#[derive(Default)]
struct Score {
    tasks: Count,
    lead: Count,
    responsible: Count,
    indicators: Count,
    task_field: usize,
    aspiration_field: usize,
    head: bool,
}

fn fold(words: &str) -> String {
    words.nfkc().filter(|letter| letter.is_alphanumeric()).collect()
}

fn unit(words: &str) -> String {
    words.nfkc().filter(|letter| !letter.is_whitespace()).collect()
}

fn pairs(words: &str) -> BTreeSet<String> {
    let letters: Vec<char> = fold(words).chars().collect();
    let pairs: BTreeSet<String> = letters.windows(2).map(|pair| pair.iter().collect()).collect();
    if pairs.is_empty() { BTreeSet::from([letters.into_iter().collect()]) } else { pairs }
}

fn alike(read: &str, gold: &str) -> bool {
    let length = |words: &str| fold(words).chars().count() as f64;
    if length(read) > 2.5 * length(gold) + 6.0 {
        return false;
    }
    let (one, other) = (pairs(read), pairs(gold));
    let both = one.intersection(&other).count() as f64;
    let (less, more) = (one.len().min(other.len()), one.len().max(other.len()));
    both >= 0.5 * more as f64 || (less >= 2 && both >= 0.8 * less as f64)
}

struct Merged {
    number: String,
    title: String,
    lead: BTreeSet<String>,
    responsible: BTreeSet<String>,
}

fn merge(tasks: impl Iterator<Item = (String, String, Vec<String>, Vec<String>)>) -> Vec<Merged> {
    let mut out: Vec<Merged> = Vec::new();
    for (number, title, lead, responsible) in tasks {
        let (number, title) = (fold(&number), fold(&title));
        let at = out.iter().position(|known| known.number == number && known.title == title).unwrap_or_else(|| {
            out.push(Merged { number, title, lead: BTreeSet::new(), responsible: BTreeSet::new() });
            out.len() - 1
        });
        out[at].lead.extend(lead.iter().map(|name| fold(name)));
        out[at].responsible.extend(responsible.iter().map(|name| fold(name)));
    }
    out
}

fn strings(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

fn text_of(value: &Value) -> String {
    match value {
        Value::String(words) => words.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

fn score(reading: &Reading, gold: &Value) -> Score {
    let mut score = Score { head: true, ..Score::default() };
    let list = |name: &str| gold[name].as_array().cloned().unwrap_or_default();
    let want = merge(list("tasks").iter().map(|task| {
        (text_of(&task["number"]), text_of(&task["title"]), strings(&task["lead"]), strings(&task["responsible"]))
    }));
    let tasks = reading.tasks.iter();
    let mut have =
        merge(tasks.map(|task| (task.number.clone(), task.title.clone(), task.lead.clone(), task.responsible.clone())));
    score.tasks = Count { hit: 0, got: have.len(), want: want.len() };
    for (count, of) in [(&mut score.lead, false), (&mut score.responsible, true)] {
        let size =
            |tasks: &[Merged]| tasks.iter().map(|task| if of { task.responsible.len() } else { task.lead.len() }).sum();
        (count.got, count.want) = (size(&have), size(&want));
    }
    for task in &want {
        let same = |other: &Merged| {
            other.number == task.number
                && !other.title.is_empty()
                && (task.title.contains(&other.title) || other.title.contains(&task.title))
        };
        let at = have.iter().position(same).or_else(|| have.iter().position(|other| other.title == task.title));
        let Some(hit) = at.map(|at| have.remove(at)) else { continue };
        score.tasks.hit += 1;
        score.lead.hit += task.lead.intersection(&hit.lead).count();
        score.responsible.hit += task.responsible.intersection(&hit.responsible).count();
    }
    indicators(&mut score, reading, &list("indicators"));
    for (name, read) in [("title", &reading.title), ("doc_number", &reading.doc_number), ("issuer", &reading.issuer)] {
        let wanted = text_of(&gold[name]);
        score.head &= wanted.is_empty() || fold(&wanted) == fold(read);
    }
    score
}

fn indicators(score: &mut Score, reading: &Reading, gold: &[Value]) {
    let mut free: Vec<&Indicator> = reading.indicators.iter().collect();
    score.indicators = Count { hit: 0, got: free.len(), want: gold.len() };
    let number = |value: &Value| value.as_f64();
    for wanted in gold {
        let same = |read: &Indicator| {
            let json = serde_json::to_value(read).unwrap();
            number(&json["value"]) == number(&wanted["value"])
                && number(&json["value_max"]) == number(&wanted["value_max"])
                && unit(&read.unit) == unit(&text_of(&wanted["unit"]))
                && json["op"] == wanted["op"]
                && alike(&read.subject, &text_of(&wanted["subject"]))
        };
        let task = text_of(&wanted["task"]);
        let hits: Vec<usize> = (0..free.len()).filter(|at| same(free[*at])).collect();
        let Some(at) = hits.iter().copied().find(|at| free[*at].task == task).or(hits.first().copied()) else {
            continue;
        };
        let read = free.remove(at);
        score.indicators.hit += 1;
        score.task_field += usize::from(read.task == task);
        score.aspiration_field += usize::from(read.aspiration == wanted["aspiration"].as_bool().unwrap_or(false));
    }
}

fn shared() -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    path.is_dir().then_some(path)
}

fn scored(folder: &Path, name: &str) -> Score {
    let bytes = std::fs::read(folder.join(format!("{name}.txt"))).unwrap();
    let gold: Value =
        serde_json::from_slice(&std::fs::read(folder.join(format!("{name}.gold.json"))).unwrap()).unwrap();
    let (_, reading) = notice::read(&bytes);
    score(&reading, &gold)
}

fn print(name: &str, score: &Score) {
    println!(
        "{name:>18}  tasks {:.3}  lead {:.3}  responsible {:.3}  targets {:.3} ({}/{}/{})  task right {}  aspiration right {}  head {}",
        score.tasks.f1(),
        score.lead.f1(),
        score.responsible.f1(),
        score.indicators.f1(),
        score.indicators.hit,
        score.indicators.got,
        score.indicators.want,
        score.task_field,
        score.aspiration_field,
        score.head,
    );
}

#[test]
fn the_labelled_texts_are_read_as_well_as_promised() {
    let Some(folder) = shared() else {
        println!(
            "shared data absent: the labelled texts were not scored; tests/styles.rs holds the reader to its own fixtures"
        );
        return;
    };
    let notice = scored(&folder, "notice-wuhan-2023");
    print("notice", &notice);
    for count in [notice.tasks, notice.lead, notice.responsible] {
        assert_eq!(count.f1(), 1.0);
    }
    assert!(notice.indicators.f1() >= 0.97 && notice.head);
    let floor = notice.indicators.hit * 95;
    assert!(notice.task_field * 100 >= floor && notice.aspiration_field * 100 >= floor);

    let mut pooled = Score::default();
    for name in NINE {
        let score = scored(&folder.join("corpus"), name);
        print(name, &score);
        for count in [score.tasks, score.lead, score.responsible] {
            assert!(count.f1() >= 0.75, "{name}");
        }
        if score.indicators.want == 0 {
            assert!(score.indicators.got <= 2, "{name}: false targets");
        } else {
            assert!(score.indicators.f1() >= 0.75, "{name}");
        }
        pooled.tasks.add(score.tasks);
        pooled.lead.add(score.lead);
        pooled.responsible.add(score.responsible);
        pooled.indicators.add(score.indicators);
        pooled.task_field += score.task_field;
        pooled.aspiration_field += score.aspiration_field;
    }
    print("pooled over nine", &pooled);
    assert!(pooled.tasks.f1() >= 0.95 && pooled.lead.f1() >= 0.93 && pooled.responsible.f1() >= 0.93);
    assert!(pooled.indicators.f1() >= 0.85);
}
