//! What the official scorecards of a ledger say of an entry, line by line, as an enterprise can read it.

use crate::entry::Values;
use crate::entry::content::CheckedContent;
use crate::entry::view::{ScoreLineView, ScoreView};
use crate::ledger::Book;
use base::{Day, Language};
use rules::ledger::facts::Facts;
use rules::ledger::scorecard::inputs;
use rules::scorecard::on_day;

/// The scores of an entry on a day, from what the reader may see of it: what is hidden counts as not filled in.
pub(crate) fn scores(
    book: &Book,
    content: &CheckedContent,
    seen: &Values,
    day: Day,
    language: Language,
) -> Vec<ScoreView> {
    let facts = Facts { cells: seen.clone(), ..content.facts() };
    let mut views = Vec::new();
    for used in &book.ledger.scorecards {
        let Ok(card) = on_day(&book.scorecards, &used.scorecard, day) else { continue };
        let scored = card.score(&inputs(&book.ledger, used, &facts));
        let lines = scored.explain(language).into_iter();
        views.push(ScoreView {
            name: if language == Language::English { card.card().name_en.clone() } else { card.card().name.clone() },
            document: scored.document.clone(),
            total: scored.total.map(|total| total.normalize().to_string()),
            outcome: scored.outcome.code().to_owned(),
            lines: lines
                .map(|line| ScoreLineView { depth: line.depth, kind: line.kind.code().to_owned(), text: line.text })
                .collect(),
        });
    }
    views
}
