//! "Did you mean": the nearest of the words that are known.

/// The candidate that differs from a misspelt word in the fewest letters, where that is at most a third of them.
pub fn nearest<'c>(word: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    let limit = (word.chars().count() / 3).clamp(1, 3);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let distance = distance(word, candidate);
        if distance <= limit && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Levenshtein distance, one row at a time.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (index, letter) in one.chars().enumerate() {
        let mut next = vec![index + 1];
        for (across, same) in other.iter().map(|known| usize::from(*known != letter)).enumerate() {
            let (above, left) =
                (row.get(across + 1).copied().unwrap_or_default(), next.last().copied().unwrap_or_default());
            let corner = row.get(across).copied().unwrap_or_default();
            next.push((above + 1).min(left + 1).min(corner + same));
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_offered_and_a_far_one_is_not() {
        let known = ["succession", "successor", "valid_from", "kind"];
        assert_eq!(nearest("sucessor", known.into_iter()), Some("successor"));
        assert_eq!(nearest("vaild_from", known.into_iter()), Some("valid_from"));
        assert_eq!(nearest("colour", known.into_iter()), None);
    }
}
