//! Marks by which entries that may be the same thing find one another, and how far a ledger has them.

use crate::mark_group::{grown_groups, shrunk_group};
use crate::tx::Tx;
use crate::value::values;
use base::{Fault, Id};

/// That an entry's cells, as a rule compares them, have this digest.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct EntryMark {
    /// Which rule, with the cells it compares: a rule that is changed makes other marks.
    pub rule: String,
    /// Digest of the compared cells.
    pub mark: i64,
    /// The entry.
    pub entry: Id,
}

/// Adds marks; one that is there already stays.
pub fn insert_marks(tx: &mut Tx<'_>, ledger: &str, marks: &[EntryMark]) -> Result<(), Fault> {
    let site = tx.site();
    let rows: Vec<_> = marks.iter().map(|one| values![site, ledger, &one.rule, one.mark, one.entry]).collect();
    let end = " ON CONFLICT (site, ledger, rule, mark, entry) DO NOTHING";
    tx.insert_many_or("INSERT INTO entry_mark (site, ledger, rule, mark, entry)", &rows, end)?;
    grown_groups(tx, ledger, marks)
}

/// Takes marks away: the cells have changed, or the entry counts no more.
pub fn remove_marks(tx: &mut Tx<'_>, ledger: &str, marks: &[EntryMark]) -> Result<(), Fault> {
    let sql = "DELETE FROM entry_mark WHERE site = $1 AND ledger = $2 AND rule = $3 AND mark = $4 AND entry = $5";
    for one in marks {
        tx.execute(sql, &values![tx.site(), ledger, &one.rule, one.mark, one.entry])?;
        shrunk_group(tx, ledger, one)?;
    }
    Ok(())
}

/// Other entries with the mark, at most `limit`, the oldest first.
pub fn entries_marked(tx: &Tx<'_>, ledger: &str, mark: &EntryMark, limit: usize) -> Result<Vec<Id>, Fault> {
    let sql = "SELECT entry FROM entry_mark WHERE site = $1 AND ledger = $2 AND rule = $3 AND mark = $4 \
               AND entry <> $5 ORDER BY entry LIMIT $6";
    let args = values![tx.site(), ledger, &mark.rule, mark.mark, mark.entry, limit];
    tx.query(sql, &args)?.into_iter().map(|row| row.id(0)).collect()
}

/// The entries that have a mark, at most `limit`, the oldest first.
pub fn entries_of_mark(tx: &Tx<'_>, ledger: &str, rule: &str, mark: i64, limit: usize) -> Result<Vec<Id>, Fault> {
    entries_marked(tx, ledger, &EntryMark { rule: rule.to_owned(), mark, entry: Id(0) }, limit)
}

/// Takes away marks of rules that the ledger no longer has, at most `limit` at once; answers how many.
pub fn remove_marks_of_others(tx: &mut Tx<'_>, ledger: &str, rules: &[String], limit: usize) -> Result<u64, Fault> {
    let mut args = values![tx.site(), ledger];
    let mut known = String::new();
    for rule in rules {
        args.push(rule.into());
        known.push_str(&format!(" AND rule <> ${}", args.len()));
    }
    args.push(limit.into());
    let sql = format!(
        "SELECT rule, mark, entry FROM entry_mark WHERE site = $1 AND ledger = $2{known} LIMIT ${}",
        args.len()
    );
    let old = tx.query(&sql, &args)?.into_iter();
    let old = old
        .map(|row| Ok(EntryMark { rule: row.text(0)?, mark: row.int(1)?, entry: row.id(2)? }))
        .collect::<Result<Vec<_>, Fault>>()?;
    remove_marks(tx, ledger, &old)?;
    Ok(u64::try_from(old.len()).unwrap_or(u64::MAX))
}

/// How far the entries of a ledger were marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryMarkRun {
    /// Code of the ledger.
    pub ledger: String,
    /// The rules, as [`EntryMark::rule`] names them, with commas between.
    pub rules: String,
    /// The last entry that was dealt with; nothing once all were.
    pub done_to: Option<Id>,
}

/// All ledgers whose entries were marked, or are being.
pub fn mark_runs(tx: &Tx<'_>) -> Result<Vec<EntryMarkRun>, Fault> {
    let sql = "SELECT ledger, rules, done_to FROM entry_mark_run WHERE site = $1 ORDER BY ledger";
    let rows = tx.query(sql, &values![tx.site()])?.into_iter();
    rows.map(|row| Ok(EntryMarkRun { ledger: row.text(0)?, rules: row.text(1)?, done_to: row.opt_id(2)? })).collect()
}

/// Keeps how far it went.
pub fn put_mark_run(tx: &mut Tx<'_>, run: &EntryMarkRun) -> Result<(), Fault> {
    tx.execute(
        "INSERT INTO entry_mark_run (site, ledger, rules, done_to) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (site, ledger) DO UPDATE SET rules = excluded.rules, done_to = excluded.done_to",
        &values![tx.site(), &run.ledger, &run.rules, run.done_to],
    )?;
    Ok(())
}
