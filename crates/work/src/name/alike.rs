//! Names that look alike: by the pairs of letters they share, after folding.

use std::collections::BTreeMap;
use store::plan_name::{KnownName, Named};

/// How many names are suggested.
const SUGGESTIONS: usize = 5;
/// Names that share less than this are not alike, in percent.
const LEAST: u32 = 20;

/// How much of two folded names is the same, in percent (Dice's coefficient of their pairs of letters).
pub(crate) fn likeness(one: &str, other: &str) -> u32 {
    let (ours, theirs) = (pairs(one), pairs(other));
    let size = |pairs: &BTreeMap<(char, char), u32>| pairs.values().sum::<u32>();
    let shared: u32 = ours.iter().map(|(pair, count)| (*count).min(theirs.get(pair).copied().unwrap_or(0))).sum();
    let all = size(&ours) + size(&theirs);
    (shared * 200).checked_div(all).unwrap_or(0)
}

/// Pairs of neighbouring letters; the borders count, so that names of one letter have pairs too.
fn pairs(folded: &str) -> BTreeMap<(char, char), u32> {
    let letters: Vec<char> = std::iter::once('^').chain(folded.chars()).chain(std::iter::once('$')).collect();
    let mut pairs = BTreeMap::new();
    if folded.is_empty() {
        return pairs;
    }
    for pair in letters.windows(2) {
        if let [one, other] = pair {
            *pairs.entry((*one, *other)).or_default() += 1;
        }
    }
    pairs
}

/// Bodies whose names are most like a folded name, the most alike first, each once.
pub(crate) fn suggestions(folded: &str, known: &[KnownName]) -> Vec<(Named, String)> {
    let mut best: BTreeMap<Named, (u32, &str)> = BTreeMap::new();
    for name in known {
        let likeness = likeness(folded, &name.folded);
        let held = best.get(&name.named).map_or(0, |(held, _)| *held);
        if likeness >= LEAST && likeness > held {
            best.insert(name.named, (likeness, &name.name));
        }
    }
    let mut ranked: Vec<_> = best.into_iter().collect();
    ranked.sort_by(|(one, (ours, _)), (other, (theirs, _))| theirs.cmp(ours).then(one.cmp(other)));
    ranked.into_iter().take(SUGGESTIONS).map(|(named, (_, name))| (named, name.to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use base::{Id, fold_name};

    #[test]
    fn names_of_the_same_body_are_alike() {
        assert_eq!(likeness("市科技局", "市科技局"), 100);
        assert_eq!(likeness("", "市科技局"), 0);
        let like = |one: &str, other: &str| likeness(&fold_name(one), &fold_name(other));
        assert!(like("市政府国资委", "市国资委") > like("市政府国资委", "市税务局"));
        assert!(like("市大数据局", "市政务服务大数据局") >= LEAST);
    }

    #[test]
    fn each_body_is_suggested_once_and_the_most_alike_first() {
        let known = |id, printed: &str| KnownName {
            folded: fold_name(printed),
            named: Named::Organisation(Id(id)),
            name: printed.to_owned(),
        };
        let names = [
            known(1, "市国资委"),
            known(1, "市政府国有资产监督管理委员会"),
            known(2, "市税务局"),
            known(3, "市水务局"),
        ];
        let found = suggestions(&fold_name("市国资"), &names);
        assert_eq!(found.first().map(|(named, _)| *named), Some(Named::Organisation(Id(1))));
        assert_eq!(found.iter().filter(|(named, _)| *named == Named::Organisation(Id(1))).count(), 1);
    }
}
