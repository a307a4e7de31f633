//! Keys of changes: the same key from the same person returns the first answer.

use crate::tx::Tx;
use crate::value::values;
use base::{Fault, Id};

/// The digest of the request and the answer that were kept under a key.
pub fn kept_answer(tx: &Tx<'_>, actor: Id, key: &str) -> Result<Option<(String, String)>, Fault> {
    let row = tx.one(
        "SELECT digest, answer FROM idempotency WHERE site = $1 AND actor = $2 AND idempotency_key = $3",
        &values![tx.site(), actor, key],
    )?;
    row.map(|row| Ok((row.text(0)?, row.text(1)?))).transpose()
}

/// Keeps an answer under a key.
pub fn keep_answer(tx: &mut Tx<'_>, actor: Id, key: &str, digest: &str, answer: &str) -> Result<(), Fault> {
    let args = values![tx.site(), actor, key, digest, answer, tx.now()];
    tx.put(
        "INSERT INTO idempotency (site, actor, idempotency_key, digest, answer, at) VALUES ($1, $2, $3, $4, $5, $6)",
        &args,
    )
}
