//! Which column of a file is which column of the ledger. People rename, reorder and decorate columns; what is not sure
//! is said with how it was found, so that a person can look.

use base::{Language, Sentence, fold_name};
use std::collections::{BTreeMap, BTreeSet};

/// A column that is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnName {
    /// The code of the field.
    pub code: String,
    /// The name it is printed under, then other names it goes by.
    pub names: Vec<String>,
}

/// How a column was found, surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// A person matched this header before.
    Remembered,
    /// The printed name, letter by letter.
    Exact,
    /// The printed name but for width, space, marks, or words in brackets.
    Folded,
    /// Another name it goes by.
    Alias,
    /// A name much like it; a person should look.
    Similar,
}

/// A column of the file that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// Its place, from 0.
    pub column: usize,
    /// The code of the field.
    pub code: String,
    /// How it was found.
    pub how: How,
    /// What the header says in brackets where the column's own name does not say it: perhaps another unit.
    pub remark: Option<String>,
}

/// Why a column of the file is of no use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnmatchedWhy {
    /// No field goes by that name.
    Unknown,
    /// The field was found in another column.
    Repeated,
}

/// A column of the file that was not found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unmatched {
    /// Its place, from 0.
    pub column: usize,
    /// What its header says.
    pub header: String,
    /// Why.
    pub why: UnmatchedWhy,
}

/// The columns of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    /// Found, in the order of the file.
    pub matches: Vec<Match>,
    /// Not found, in the order of the file. Columns without a header are left out.
    pub unmatched: Vec<Unmatched>,
    /// Codes of fields that no column was found for, in the order asked.
    pub missing: Vec<String>,
}

/// Below this share of common pairs of letters two names are not alike.
const ALIKE_FROM: f64 = 0.6;

/// Finds the columns. `remembered` maps a header, as it stood in an earlier file, to a code. Every field is found once.
pub fn match_columns(header: &[String], columns: &[ColumnName], remembered: &BTreeMap<String, String>) -> Mapping {
    let remembered: BTreeMap<String, &String> =
        remembered.iter().map(|(header, code)| (fold_name(header), code)).collect();
    let mut taken: BTreeSet<&str> = BTreeSet::new();
    let mut found: BTreeMap<usize, Match> = BTreeMap::new();
    let mut repeated: BTreeSet<usize> = BTreeSet::new();
    for how in [How::Remembered, How::Exact, How::Folded, How::Alias, How::Similar] {
        for (at, name) in header.iter().enumerate().filter(|(_, name)| !fold_name(name).is_empty()) {
            if found.contains_key(&at) || repeated.contains(&at) {
                continue;
            }
            let fits = |column: &&ColumnName| match how {
                How::Remembered => remembered.get(&fold_name(name)).is_some_and(|code| **code == column.code),
                How::Exact => column.names.first().is_some_and(|own| own.trim() == name.trim()),
                How::Folded => column.names.first().is_some_and(|own| same_folded(own, name)),
                How::Alias => column.names.iter().skip(1).any(|own| same_folded(own, name)),
                How::Similar => false,
            };
            let column = match how {
                How::Similar => most_alike(name, columns, &taken),
                _ => columns.iter().find(fits),
            };
            let Some(column) = column else { continue };
            if taken.insert(&column.code) {
                let remark = (how != How::Exact).then(|| remark(name, column)).flatten();
                found.insert(at, Match { column: at, code: column.code.clone(), how, remark });
            } else {
                repeated.insert(at);
            }
        }
    }
    // The column that a workbook of errors adds says nothing when the file comes back.
    let ours =
        [Language::Chinese, Language::English].map(|language| Sentence::new("sheet.errors.column").render(language));
    let says = |name: &String| !name.trim().is_empty() && !ours.contains(name);
    let unmatched = header.iter().enumerate().filter(|(at, name)| !found.contains_key(at) && says(name));
    Mapping {
        unmatched: unmatched
            .map(|(column, name)| Unmatched {
                column,
                header: name.clone(),
                why: if repeated.contains(&column) { UnmatchedWhy::Repeated } else { UnmatchedWhy::Unknown },
            })
            .collect(),
        missing: columns.iter().map(|c| &c.code).filter(|code| !taken.contains(code.as_str())).cloned().collect(),
        matches: found.into_values().collect(),
    }
}

/// All names a header may go by, folded with and without brackets.
pub(crate) fn folded_names(columns: &[ColumnName], remembered: &BTreeMap<String, String>) -> BTreeSet<String> {
    let names = columns.iter().flat_map(|column| &column.names).chain(remembered.keys());
    names.flat_map(|name| [fold_name(name), bare(name)]).filter(|name| !name.is_empty()).collect()
}

/// Whether a header is one of the folded names.
pub(crate) fn knows(folded: &BTreeSet<String>, header: &str) -> bool {
    folded.contains(&fold_name(header)) || folded.contains(&bare(header))
}

fn same_folded(one: &str, other: &str) -> bool {
    if fold_name(one) == fold_name(other) {
        return true;
    }
    let bare_one = bare(one);
    !bare_one.is_empty() && bare_one == bare(other)
}

/// The folded name without what stands in brackets.
fn bare(name: &str) -> String {
    fold_name(&split_brackets(name).0)
}

/// The words outside and inside brackets, whatever their width.
fn split_brackets(name: &str) -> (String, String) {
    let (mut outside, mut inside, mut depth) = (String::new(), String::new(), 0_usize);
    for letter in name.chars() {
        match letter {
            '(' | '[' | '\u{FF08}' | '\u{FF3B}' | '\u{3010}' | '\u{3014}' => depth += 1,
            ')' | ']' | '\u{FF09}' | '\u{FF3D}' | '\u{3011}' | '\u{3015}' => depth = depth.saturating_sub(1),
            _ if depth > 0 => inside.push(letter),
            _ => outside.push(letter),
        }
    }
    (outside, inside)
}

fn remark(header: &str, column: &ColumnName) -> Option<String> {
    let (_, inside) = split_brackets(header);
    let said = column.names.iter().any(|name| fold_name(&split_brackets(name).1) == fold_name(&inside));
    (!inside.trim().is_empty() && !said).then(|| inside.trim().to_owned())
}

/// The one column whose name is most like the header; none where two are equally like it.
fn most_alike<'a>(header: &str, columns: &'a [ColumnName], taken: &BTreeSet<&str>) -> Option<&'a ColumnName> {
    let pairs = pairs(&bare(header));
    let free = columns.iter().filter(|column| !taken.contains(column.code.as_str()));
    let mut scored: Vec<(f64, &ColumnName)> = free
        .map(|column| (column.names.iter().map(|name| likeness(&pairs, name)).fold(0.0, f64::max), column))
        .filter(|(score, _)| *score >= ALIKE_FROM)
        .collect();
    scored.sort_by(|one, other| other.0.total_cmp(&one.0));
    match scored.as_slice() {
        [(_, only)] => Some(only),
        [(first, best), (second, _), ..] if first > second => Some(best),
        _ => None,
    }
}

/// The share of pairs of neighbouring letters that two names have in common (Dice).
fn likeness(pairs_of_header: &[(char, char)], name: &str) -> f64 {
    let mut own = pairs(&bare(name));
    let all = own.len() + pairs_of_header.len();
    if all == 0 {
        return 0.0;
    }
    let mut common = 0;
    for pair in pairs_of_header {
        if let Some(at) = own.iter().position(|other| other == pair) {
            own.swap_remove(at);
            common += 1;
        }
    }
    f64::from(2 * common) / all as f64
}

fn pairs(name: &str) -> Vec<(char, char)> {
    name.chars().zip(name.chars().skip(1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(code: &str, names: &[&str]) -> ColumnName {
        ColumnName { code: code.to_owned(), names: names.iter().map(|name| (*name).to_owned()).collect() }
    }

    fn columns() -> Vec<ColumnName> {
        vec![
            column("name", &["企业名称", "单位名称"]),
            column("code", &["统一社会信用代码"]),
            column("amount", &["合同成交总额（万元）", "合同金额"]),
            column("trade", &["技术交易额（万元）"]),
            column("day", &["登记日期"]),
        ]
    }

    fn check(header: &[&str], remembered: &[(&str, &str)], expect: &[(usize, &str, How)]) -> Mapping {
        let header: Vec<String> = header.iter().map(|name| (*name).to_owned()).collect();
        let remembered = remembered.iter().map(|(h, c)| ((*h).to_owned(), (*c).to_owned())).collect();
        let mapping = match_columns(&header, &columns(), &remembered);
        let found: Vec<_> = mapping.matches.iter().map(|m| (m.column, m.code.as_str(), m.how)).collect();
        assert_eq!(found, expect);
        mapping
    }

    #[test]
    fn the_surest_way_wins() {
        let mapping = check(
            &["企业名称*", "统一社会信用 代码", "合同金额（元）", "技术交易额(万元)", "登记日期", "备注"],
            &[],
            &[
                (0, "name", How::Folded),
                (1, "code", How::Folded),
                (2, "amount", How::Alias),
                (3, "trade", How::Folded),
                (4, "day", How::Exact),
            ],
        );
        assert_eq!(mapping.unmatched.len(), 1);
        assert_eq!(mapping.unmatched[0].header, "备注");
        assert_eq!(mapping.matches[2].remark.as_deref(), Some("元"));
        assert_eq!(mapping.matches[3].remark, None);
        assert!(mapping.missing.is_empty());
    }

    #[test]
    fn what_was_matched_by_hand_comes_first() {
        check(&["登记日期", "日子"], &[("日 子", "day")], &[(1, "day", How::Remembered)]);
    }

    #[test]
    fn similar_names_are_found_last_and_once() {
        let mapping = check(
            &["企业的名称", "社会统一信用代码", "单位名称", "", "合同登记日期"],
            &[],
            &[(1, "code", How::Similar), (2, "name", How::Alias), (4, "day", How::Similar)],
        );
        assert_eq!(mapping.missing, ["amount", "trade"]);
        let twice = check(&["企业名称", "企业名称"], &[], &[(0, "name", How::Exact)]);
        assert_eq!(twice.unmatched[0].why, UnmatchedWhy::Repeated);
    }
}
