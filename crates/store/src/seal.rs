//! Seals over the audit: each covers the rows since the one before, by a Merkle root, and is signed.

use crate::digest::{hex, sm3_hex};
use crate::tx::Tx;
use crate::value::values;
use base::{Fault, Id, Moment};
use serde::{Deserialize, Serialize};
use sm3::{Digest, Sm3};

/// Rows that one seal covers at most.
const ROWS_A_SEAL: i64 = 5_000;

/// A seal as kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seal {
    /// Its number, from 1.
    pub n: i64,
    /// When it was made.
    pub at: Moment,
    /// Position of its first row.
    pub first_position: i64,
    /// How many rows it covers.
    pub rows: i64,
    /// Merkle root of the rows.
    pub root: String,
    /// SM3 of the seal before, the root and the numbers above.
    pub seal: String,
    /// SM2 signature over `seal`, 128 hexadecimal digits.
    pub signature: String,
    /// Which key signed.
    pub key_id: String,
}

/// What a seal's digest covers, given the seal before ("" for the first).
pub fn seal_digest(before: &str, one: &Seal) -> String {
    sm3_hex(format!("{before}\n{}\n{}\n{}\n{}\n{}", one.root, one.n, one.first_position, one.rows, one.at).as_bytes())
}

/// The digest of an audit row at its position: every column counts.
fn leaf(position: i64, columns: &[Option<String>]) -> Result<[u8; 32], Fault> {
    let line = serde_json::to_string(&(position, columns)).map_err(Fault::broken)?;
    let mut hasher = Sm3::new();
    hasher.update([0]);
    hasher.update(line.as_bytes());
    Ok(hasher.finalize().into())
}

/// The Merkle root of leaves in order; an odd one out goes up as it is.
pub fn merkle_root(mut level: Vec<[u8; 32]>) -> String {
    while level.len() > 1 {
        level = level
            .chunks(2)
            .map(|pair| match pair {
                [left, right] => {
                    let mut hasher = Sm3::new();
                    hasher.update([1]);
                    hasher.update(left);
                    hasher.update(right);
                    hasher.finalize().into()
                }
                rest => rest.first().copied().unwrap_or_default(),
            })
            .collect();
    }
    level.first().map(|root| hex(root)).unwrap_or_default()
}

/// Columns that a leaf covers, as text; `position` is not among them.
const SEALED: &str = "CAST(id AS TEXT), CAST(at AS TEXT), CAST(actor AS TEXT), actor_name, address, verb, subject_kind, \
                      CAST(subject AS TEXT), outcome, code, digest";
const SEALED_COUNT: usize = 11;

/// Gives the unsealed rows their positions and answers the seal to be signed; `None` where nothing waits.
pub fn position_rows(tx: &mut Tx<'_>) -> Result<Option<(Seal, String)>, Fault> {
    let sql =
        format!("SELECT audit.id, {SEALED} FROM audit WHERE site = $1 AND position IS NULL ORDER BY audit.id LIMIT $2");
    let waiting = tx.query(&sql, &values![tx.site(), ROWS_A_SEAL])?;
    if waiting.is_empty() {
        return Ok(None);
    }
    let last = last_seal(tx)?;
    let first_position = last.as_ref().map_or(1, |seal| seal.first_position + seal.rows);
    let mut leaves = Vec::new();
    for (position, row) in (first_position..).zip(&waiting) {
        let columns = (1..=SEALED_COUNT).map(|column| row.opt_text(column)).collect::<Result<Vec<_>, _>>()?;
        leaves.push(leaf(position, &columns)?);
        tx.execute(
            "UPDATE audit SET position = $3 WHERE site = $1 AND id = $2",
            &values![tx.site(), row.id(0)?, position],
        )?;
    }
    let mut seal = Seal {
        n: last.as_ref().map_or(1, |seal| seal.n + 1),
        at: tx.now(),
        first_position,
        rows: i64::try_from(waiting.len()).unwrap_or(i64::MAX),
        root: merkle_root(leaves),
        seal: String::new(),
        signature: String::new(),
        key_id: String::new(),
    };
    let before = last.map(|seal| seal.seal).unwrap_or_default();
    seal.seal = seal_digest(&before, &seal);
    Ok(Some((seal, before)))
}

/// Keeps a signed seal.
pub fn insert_seal(tx: &mut Tx<'_>, one: &Seal) -> Result<(), Fault> {
    let args = values![
        tx.site(),
        one.n,
        one.at,
        one.first_position,
        one.rows,
        &one.root,
        &one.seal,
        &one.signature,
        &one.key_id
    ];
    tx.execute(
        "INSERT INTO seal (site, n, at, first_position, rows_sealed, root, seal, signature, key_id) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        &args,
    )?;
    Ok(())
}

fn seals_where(tx: &Tx<'_>, condition: &str, args: &[crate::value::Value]) -> Result<Vec<Seal>, Fault> {
    let sql = format!(
        "SELECT n, at, first_position, rows_sealed, root, seal, signature, key_id FROM seal WHERE site = $1 {condition}"
    );
    let rows = tx.query(&sql, args)?;
    rows.into_iter()
        .map(|row| {
            Ok(Seal {
                n: row.int(0)?,
                at: row.moment(1)?,
                first_position: row.int(2)?,
                rows: row.int(3)?,
                root: row.text(4)?,
                seal: row.text(5)?,
                signature: row.text(6)?,
                key_id: row.text(7)?,
            })
        })
        .collect()
}

/// The newest seal.
pub fn last_seal(tx: &Tx<'_>) -> Result<Option<Seal>, Fault> {
    Ok(seals_where(tx, "ORDER BY n DESC LIMIT 1", &values![tx.site()])?.into_iter().next())
}

/// Seals after a number, in order, at most `limit`.
pub fn seals_after(tx: &Tx<'_>, n: i64, limit: i64) -> Result<Vec<Seal>, Fault> {
    seals_where(tx, "AND n > $2 ORDER BY n LIMIT $3", &values![tx.site(), n, limit])
}

/// The newest seals, newest first.
pub fn newest_seals(tx: &Tx<'_>, limit: i64) -> Result<Vec<Seal>, Fault> {
    seals_where(tx, "ORDER BY n DESC LIMIT $2", &values![tx.site(), limit])
}

/// A row's position and its digest.
pub type Leaf = (i64, [u8; 32]);

/// Leaves of the rows at some positions, with the ids of those whose revisions no longer match their digest.
pub fn leaves_at(tx: &Tx<'_>, first_position: i64, rows: i64) -> Result<(Vec<Leaf>, Vec<Id>), Fault> {
    let sql = format!(
        "SELECT position, {SEALED} FROM audit WHERE site = $1 AND position >= $2 AND position < $3 ORDER BY position"
    );
    let args = values![tx.site(), first_position, first_position + rows];
    let mut leaves = Vec::new();
    let mut digests = Vec::new();
    for row in tx.query(&sql, &args)? {
        let columns = (1..=SEALED_COUNT).map(|column| row.opt_text(column)).collect::<Result<Vec<_>, _>>()?;
        leaves.push((row.int(0)?, leaf(row.int(0)?, &columns)?));
        let id = columns.first().cloned().flatten().and_then(|id| id.parse().ok());
        if let (Some(id), Some(Some(digest))) = (id, columns.last()) {
            digests.push((id, digest.clone()));
        }
    }
    let mut changed = Vec::new();
    for (id, digest) in digests {
        if revisions_digest(tx, id)? != digest {
            changed.push(id);
        }
    }
    Ok((leaves, changed))
}

fn revisions_digest(tx: &Tx<'_>, audit: Id) -> Result<String, Fault> {
    let rows =
        tx.query("SELECT body FROM revision WHERE site = $1 AND audit = $2 ORDER BY id", &values![tx.site(), audit])?;
    if rows.is_empty() {
        return Ok(String::new());
    }
    let bodies = rows.into_iter().map(|row| row.text(0)).collect::<Result<Vec<_>, _>>()?;
    Ok(sm3_hex(bodies.join("\n").as_bytes()))
}

/// Rows that wait for a seal, and rows that have a position beyond the last seal (there should be none).
pub fn unsealed_rows(tx: &Tx<'_>, after_position: i64) -> Result<(i64, i64), Fault> {
    let waiting = tx.count("SELECT COUNT(*) FROM audit WHERE site = $1 AND position IS NULL", &values![tx.site()])?;
    let args = values![tx.site(), after_position];
    let beyond = tx.count("SELECT COUNT(*) FROM audit WHERE site = $1 AND position > $2", &args)?;
    Ok((waiting, beyond))
}

/// Takes or renews a lease for some seconds; answers whether it is ours.
pub fn take_lease(tx: &mut Tx<'_>, name: &str, holder: &str, seconds: i64) -> Result<bool, Fault> {
    let args = values![tx.site(), name, holder, tx.now().plus_seconds(seconds), tx.now()];
    let changed = tx.execute(
        "INSERT INTO lease (site, name, holder, until_at) VALUES ($1, $2, $3, $4) ON CONFLICT (site, name) \
         DO UPDATE SET holder = excluded.holder, until_at = excluded.until_at \
         WHERE lease.holder = excluded.holder OR lease.until_at <= $5",
        &args,
    )?;
    Ok(changed == 1)
}

#[cfg(test)]
mod tests {
    use super::merkle_root;

    #[test]
    fn every_leaf_and_its_place_count() {
        let leaf = |byte: u8| [byte; 32];
        let root = merkle_root(vec![leaf(1), leaf(2), leaf(3)]);
        assert_eq!(root.len(), 64);
        assert_ne!(root, merkle_root(vec![leaf(1), leaf(3), leaf(2)]));
        assert_ne!(root, merkle_root(vec![leaf(1), leaf(2)]));
        assert_ne!(root, merkle_root(vec![leaf(1), leaf(2), leaf(3), leaf(3)]));
        assert_eq!(merkle_root(vec![]), "");
    }
}
