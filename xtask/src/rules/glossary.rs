//! One word, one meaning: GLOSSARY.md is a table of Chinese words, English words and what they mean.

use std::collections::BTreeSet;

/// The first three cells of every row: Chinese, English, meaning. The heading and the rule below it are left out.
pub fn rows(glossary: &str) -> Vec<[String; 3]> {
    let lines =
        glossary.lines().filter(|line| line.starts_with('|') && !line.starts_with("|-") && !line.starts_with("| 中文"));
    lines
        .filter_map(|line| {
            let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
            let [chinese, english, meaning] = cells[..] else { return None };
            Some([chinese.to_owned(), english.to_owned(), meaning.to_owned()])
        })
        .collect()
}

/// The single words of a cell such as `公文、通知 / 工作要点`. What follows in brackets is a note.
pub fn terms(cell: &str) -> Vec<String> {
    let parts =
        cell.split(['、', '/', ',', '，']).map(|part| part.split(['(', '（']).next().unwrap_or_default().trim());
    parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// Rows without a meaning, and words that stand twice.
pub fn faults(glossary: &str) -> Vec<String> {
    let rows = rows(glossary);
    let mut breaches = Vec::new();
    for column in [0, 1] {
        let mut seen = BTreeSet::new();
        for term in rows.iter().flat_map(|row| terms(&row[column])) {
            if !seen.insert(term.clone()) {
                breaches.push(format!("“{term}” stands twice"));
            }
        }
    }
    let empty = rows.iter().filter(|row| row.iter().any(String::is_empty));
    breaches.extend(empty.map(|row| format!("“{}” has an empty cell", row[0])));
    breaches
}

/// Chinese words of the design's table (its section 2) that the glossary lacks.
pub fn missing_of_design(glossary: &str, design: &str) -> Vec<String> {
    let section = design.split("\n## ").find(|section| section.starts_with("2. ")).unwrap_or_default();
    let known: BTreeSet<String> = rows(glossary).iter().flat_map(|row| terms(&row[0])).collect();
    let rows =
        section.lines().filter(|line| line.starts_with('|') && !line.starts_with("|-") && !line.starts_with("| 中文"));
    let cells = rows.filter_map(|line| line.trim_matches('|').split('|').next());
    cells.flat_map(terms).filter(|term| !known.contains(term)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_design_must_stand() {
        let glossary = "| 中文 | word | meaning |\n|---|---|---|\n| 公文、通知 | notice | read |\n";
        let design = "## 1. x\n| 不 | a |\n\n## 2. Words\n| 中文 | word |\n|---|---|\n| 公文、通知 / 工作要点 | notice / plan |\n\n## 3. y\n";
        assert_eq!(missing_of_design(glossary, design), ["工作要点"]);
        assert!(faults(glossary).is_empty());
        assert_eq!(faults(&format!("{glossary}| 通知 | circular | |")).len(), 2);
    }
}
