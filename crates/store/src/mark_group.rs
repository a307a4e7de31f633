//! Entries that share a mark, counted as marks come and go, and what was decided about them.
//!
//! What it costs: a mark that is written costs one look into the index of marks, a chunk of them one statement for each
//! rule; a group is written only where two entries meet. A page of the list reads the groups that wait, of which there are
//! as many as there are suspicions and not as many as entries, and for a reader who does not see all rows at most a look
//! at the members of each group before the page is full.

use crate::among::{Among, Many};
use crate::entry::Shape;
use crate::entry_mark::EntryMark;
use crate::scope::{ScopeColumns, scope_condition};
use crate::tx::Tx;
use crate::value::{Row, Value, values};
use access::Scope;
use base::{Fault, Id, Moment};
use std::collections::{BTreeMap, BTreeSet};

/// Entries of one mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkGroupRow {
    /// Which rule, as [`EntryMark::rule`] names it.
    pub rule: String,
    /// Digest of the compared cells.
    pub mark: i64,
    /// How many entries have it.
    pub entries: usize,
    /// Is one of them not covered by a decision?
    pub waiting: bool,
    /// For optimistic locking.
    pub version: i64,
}

/// What was decided about entries of one mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DuplicateDecisionRow {
    /// Its id.
    pub id: Id,
    /// `different` or `same`.
    pub verdict: String,
    /// The entry that stays.
    pub keeps: Option<Id>,
    /// Why.
    pub reason: String,
    /// Who decided.
    pub decided_by: Option<Id>,
    /// Whose name that is; written nowhere.
    pub decided_by_name: String,
    /// When.
    pub decided_at: Moment,
}

/// Where a page of groups begins.
pub type GroupCursor = (String, i64);

const COLUMNS: &str = "g.rule, g.mark, g.entries, g.waiting, g.version";

fn group(row: Row) -> Result<MarkGroupRow, Fault> {
    Ok(MarkGroupRow {
        rule: row.text(0)?,
        mark: row.int(1)?,
        entries: row.small(2)?,
        waiting: row.int(3)? != 0,
        version: row.int(4)?,
    })
}

/// Counts the groups of marks that were just written.
pub(crate) fn grown_groups(tx: &mut Tx<'_>, ledger: &str, marks: &[EntryMark]) -> Result<(), Fault> {
    let mut by_rule: BTreeMap<&str, BTreeSet<i64>> = BTreeMap::new();
    for one in marks {
        by_rule.entry(&one.rule).or_default().insert(one.mark);
    }
    for (rule, marks) in by_rule {
        let marks: Vec<i64> = marks.into_iter().collect();
        let question = Among {
            columns: "mark, COUNT(*)",
            table: "entry_mark",
            of: "site = $1 AND ledger = $2 AND rule = $3",
            column: "mark",
            end: "GROUP BY mark HAVING COUNT(*) > 1 ORDER BY mark",
        };
        for row in tx.among(&question, &values![tx.site(), ledger, rule], Many::Numbers(&marks))? {
            put(tx, ledger, rule, row.int(0)?, row.int(1)?)?;
        }
    }
    Ok(())
}

/// Counts the group of a mark that was just taken from an entry; a decision covers the entry no more.
pub(crate) fn shrunk_group(tx: &mut Tx<'_>, ledger: &str, gone: &EntryMark) -> Result<(), Fault> {
    let args = values![tx.site(), ledger, &gone.rule, gone.mark];
    let mut with_entry = args.clone();
    with_entry.push(gone.entry.into());
    tx.execute(
        "DELETE FROM duplicate_decided WHERE site = $1 AND ledger = $2 AND rule = $3 AND mark = $4 AND entry = $5",
        &with_entry,
    )?;
    let counted = "SELECT COUNT(*) FROM entry_mark WHERE site = $1 AND ledger = $2 AND rule = $3 AND mark = $4";
    let left = tx.count(counted, &args)?;
    if left > 1 {
        return put(tx, ledger, &gone.rule, gone.mark, left);
    }
    tx.execute("DELETE FROM mark_group WHERE site = $1 AND ledger = $2 AND rule = $3 AND mark = $4", &args)?;
    Ok(())
}

fn put(tx: &mut Tx<'_>, ledger: &str, rule: &str, mark: i64, entries: i64) -> Result<(), Fault> {
    let args = values![tx.site(), ledger, rule, mark];
    let counted = "SELECT COUNT(*) FROM duplicate_decided WHERE site = $1 AND ledger = $2 AND rule = $3 AND mark = $4";
    let decided = tx.count(counted, &args)?;
    let args = values![tx.site(), ledger, rule, mark, entries, decided, decided < entries];
    tx.execute(
        "INSERT INTO mark_group (site, ledger, rule, mark, entries, decided, waiting, version) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, 1) ON CONFLICT (site, ledger, rule, mark) DO UPDATE \
         SET entries = excluded.entries, decided = excluded.decided, waiting = excluded.waiting, \
         version = mark_group.version + 1",
        &args,
    )?;
    Ok(())
}

/// Groups of some rules that wait for a decision, or have one, of which an entry lies within the scope; behind a cursor.
pub fn mark_groups(
    tx: &Tx<'_>,
    shape: &Shape,
    scope: &Scope,
    rules: &[String],
    waiting: bool,
    after: Option<&GroupCursor>,
    limit: usize,
) -> Result<Vec<MarkGroupRow>, Fault> {
    let naming = shape.naming_columns("e.");
    let scoped = ScopeColumns {
        owner: None,
        organisation: Some("e.organisation"),
        task_item: None,
        state: Some("e.state"),
        row: Some("e.id"),
        naming: &naming,
        site: "e.site",
    };
    if rules.is_empty() {
        return Ok(Vec::new());
    }
    let mut args = values![tx.site(), &shape.ledger, waiting];
    let places: Vec<String> = (args.len() + 1..).take(rules.len()).map(|place| format!("${place}")).collect();
    args.extend(rules.iter().map(Value::from));
    let mut sql = format!(
        "SELECT {COLUMNS} FROM mark_group g WHERE g.site = $1 AND g.ledger = $2 AND g.waiting = $3 AND g.rule IN ({})",
        places.join(", ")
    );
    if let Some((rule, mark)) = after {
        args.extend([Value::from(rule), Value::from(*mark)]);
        sql.push_str(&format!(" AND (g.rule, g.mark) > (${}, ${})", args.len() - 1, args.len()));
    }
    if *scope != Scope::All {
        let inside = scope_condition(scope, &scoped, &mut args);
        sql.push_str(&format!(
            " AND EXISTS (SELECT 1 FROM entry_mark m JOIN {} e ON e.site = m.site AND e.id = m.entry WHERE m.site = g.site \
             AND m.ledger = g.ledger AND m.rule = g.rule AND m.mark = g.mark AND {inside})",
            shape.table()
        ));
    }
    args.push(Value::from(limit));
    sql.push_str(&format!(" ORDER BY g.rule, g.mark LIMIT ${}", args.len()));
    tx.query(&sql, &args)?.into_iter().map(group).collect()
}

/// One group.
pub fn mark_group(tx: &Tx<'_>, ledger: &str, rule: &str, mark: i64) -> Result<Option<MarkGroupRow>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS} FROM mark_group g WHERE g.site = $1 AND g.ledger = $2 AND g.rule = $3 AND g.mark = $4"
    );
    tx.one(&sql, &values![tx.site(), ledger, rule, mark])?.map(group).transpose()
}

/// Covers all entries of a mark with a decision.
pub fn insert_duplicate_decision(
    tx: &mut Tx<'_>,
    ledger: &str,
    rule: &str,
    mark: i64,
    one: &DuplicateDecisionRow,
) -> Result<(), Fault> {
    let args = values![
        tx.site(),
        one.id,
        ledger,
        rule,
        mark,
        &one.verdict,
        one.keeps,
        &one.reason,
        one.decided_by,
        one.decided_at,
    ];
    tx.execute(
        "INSERT INTO duplicate_decision (site, id, ledger, rule, mark, verdict, keeps, reason, decided_by, decided_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        &args,
    )?;
    let args = values![tx.site(), ledger, rule, mark];
    tx.execute("DELETE FROM duplicate_decided WHERE site = $1 AND ledger = $2 AND rule = $3 AND mark = $4", &args)?;
    let args = values![tx.site(), ledger, rule, mark, one.id];
    let covered = tx.execute(
        "INSERT INTO duplicate_decided (site, ledger, rule, mark, entry, decision) SELECT site, ledger, rule, mark, entry, \
         CAST($5 AS BIGINT) FROM entry_mark WHERE site = $1 AND ledger = $2 AND rule = $3 AND mark = $4",
        &args,
    )?;
    put(tx, ledger, rule, mark, i64::try_from(covered).unwrap_or(i64::MAX))
}

/// The decision about a mark that was made last.
pub fn last_decision(tx: &Tx<'_>, ledger: &str, rule: &str, mark: i64) -> Result<Option<DuplicateDecisionRow>, Fault> {
    let sql = "SELECT d.id, d.verdict, d.keeps, d.reason, d.decided_by, u.name, d.decided_at FROM duplicate_decision d \
               LEFT JOIN user_account u ON u.site = d.site AND u.id = d.decided_by \
               WHERE d.site = $1 AND d.ledger = $2 AND d.rule = $3 AND d.mark = $4 ORDER BY d.id DESC LIMIT 1";
    let row = tx.one(sql, &values![tx.site(), ledger, rule, mark])?;
    row.map(|row| {
        Ok(DuplicateDecisionRow {
            id: row.id(0)?,
            verdict: row.text(1)?,
            keeps: row.opt_id(2)?,
            reason: row.text(3)?,
            decided_by: row.opt_id(4)?,
            decided_by_name: row.opt_text(5)?.unwrap_or_default(),
            decided_at: row.moment(6)?,
        })
    })
    .transpose()
}
