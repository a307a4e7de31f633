//! Personal data: identity numbers are sealed under a key of the person, which is kept wrapped by the site's; and they
//! are marked, so that a person is found again without opening anything (docs/decisions/0011).

use crate::cipher::{ALGORITHM, Cipher, KEY_BYTES, random};
use crate::digest::hex;
use crate::key_ring::{self, Ring};
use crate::tx::Tx;
use crate::value::{Row, values};
use base::{Fault, Id};
use hmac::Mac;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

/// Persons' keys that are wrapped anew between two reads.
const KEYS_AT_ONCE: i64 = 500;

/// The site's keys for personal data: one to wrap the persons' keys, one for marks. Files of mode 600 in `keys/`, never in
/// the database.
#[derive(Debug)]
pub struct PersonalKeys {
    keys: PathBuf,
    ring: RwLock<Arc<Ring>>,
}

/// A person's key as its row keeps it.
struct Wrapped {
    subject: Id,
    /// The site's key that wraps it.
    site_key: String,
    /// Which of the person's keys it is: a person who comes back after an erasure gets another.
    key: Id,
    sealed: String,
}

impl PersonalKeys {
    /// Reads the keys of a data folder, and makes them where there are none. Several `personal-<id>.key` may lie there: the
    /// newest wraps, all unwrap.
    pub fn open(folder: &Path) -> Result<Self, Fault> {
        let keys = folder.join("keys");
        let ring = RwLock::new(Arc::new(Ring::open(&keys)?));
        Ok(Self { keys, ring })
    }

    /// The mark of a text: equal for equal texts, as long as the key of marks is the same. Whoever holds that key can try
    /// all identity numbers, so a mark is personal data too. The caller brings the text into one form first.
    pub fn mark(&self, text: &str) -> String {
        let ring = self.ring();
        let (mac, id) = ring.mark();
        format!("hmac-sm3:{id}:{}", hex(&mac.chain_update(text).finalize().into_bytes()))
    }

    /// Seals a text under the person's key, which is made at first use.
    pub fn seal(&self, tx: &mut Tx<'_>, subject: Id, text: &str) -> Result<String, Fault> {
        let (key, cipher) = match wrapped_key(tx, subject)? {
            Some(wrapped) => (wrapped.key, self.unwrap(tx, &wrapped)?.0),
            None => self.make(tx, subject)?,
        };
        let sealed = cipher.seal(&about_text(tx, subject, key), text.as_bytes())?;
        Ok(format!("{ALGORITHM}:{subject}.{key}:{sealed}"))
    }

    /// Opens what was sealed for this person. `None` once the key it was sealed under is destroyed; a fault where the text
    /// was changed or is another person's.
    pub fn unseal(&self, tx: &Tx<'_>, subject: Id, sealed: &str) -> Result<Option<String>, Fault> {
        let Some((of, key, body)) = parts(sealed) else { return Err(Fault::broken("not a sealed text")) };
        if of != subject {
            return Err(Fault::broken(format!("a text sealed for {of} was to be opened for {subject}")));
        }
        let Some(wrapped) = wrapped_key(tx, subject)?.filter(|wrapped| wrapped.key == key) else { return Ok(None) };
        let (cipher, _) = self.unwrap(tx, &wrapped)?;
        let plain = cipher.open(&about_text(tx, subject, key), body);
        let text = plain.and_then(|plain| String::from_utf8(plain).ok());
        text.map(Some).ok_or_else(|| Fault::broken(format!("a sealed text of {subject} was changed")))
    }

    /// Destroys the person's key: whatever was sealed under it stays closed, in every revision. The subject loses its name
    /// and its mark with it, so that it is neither found nor told from the number again; cells of ledgers are the caller's.
    pub fn erase(&self, tx: &mut Tx<'_>, subject: Id) -> Result<(), Fault> {
        tx.execute("DELETE FROM personal_key WHERE site = $1 AND subject = $2", &values![tx.site(), subject])?;
        // Marks are unique, so what stands for a mark that is gone names the row and nothing else.
        tx.execute(
            "UPDATE subject SET name = '', folded = '', mark = $3, version = version + 1 WHERE site = $1 AND id = $2",
            &values![tx.site(), subject, format!("erased:{subject}")],
        )?;
        Ok(())
    }

    /// Wraps the persons' keys anew with the newest site key, and answers how many. Sealed texts stay as they are. The
    /// older file may go once this answers 0 while no other server still runs with the older keys only.
    pub fn rewrap(&self, tx: &mut Tx<'_>) -> Result<u64, Fault> {
        let (newest, site_cipher) = self.newest()?;
        let (mut count, mut after) = (0, Id(i64::MIN));
        loop {
            let page = wrapped_by_others(tx, &newest, after)?;
            let Some(last) = page.last() else { return Ok(count) };
            after = last.subject;
            for one in &page {
                let (_, secret) = self.unwrap(tx, one)?;
                let body = site_cipher.seal(&about_key(tx, one.subject, one.key, &newest), &secret)?;
                let args = values![tx.site(), one.subject, &newest, kept(one.key, &body)];
                let sql = "UPDATE personal_key SET key_id = $3, sealed = $4 WHERE site = $1 AND subject = $2";
                count += tx.execute(sql, &args)?;
            }
        }
    }

    /// Makes a newer site key beside the older ones; [`PersonalKeys::rewrap`] is the second half of a rotation. The key of
    /// marks stays: marks of two keys cannot be compared.
    pub fn rotate(&self) -> Result<(), Fault> {
        key_ring::add_newest(&self.keys)?;
        self.reload()
    }

    /// Makes the keys of another data folder those of this site: what restoring a backup into an empty site needs, whose own
    /// key of marks has marked nobody. The wrapping keys come with the other files; this takes the key of marks.
    pub fn take_over(&self, folder: &Path) -> Result<(), Fault> {
        key_ring::take_mark(&self.keys, &folder.join("keys"))?;
        self.reload()
    }

    fn ring(&self) -> Arc<Ring> {
        Arc::clone(&self.ring.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn reload(&self) -> Result<(), Fault> {
        let ring = Arc::new(Ring::open(&self.keys)?);
        *self.ring.write().unwrap_or_else(PoisonError::into_inner) = ring;
        Ok(())
    }

    fn newest(&self) -> Result<(String, Cipher), Fault> {
        let ring = self.ring();
        let (id, cipher) = ring.newest()?;
        Ok((id, cipher.clone()))
    }

    /// A site key by its id. One that came since the start (a rotation beside a running server) is looked for in the folder.
    fn site_key(&self, id: &str) -> Result<Cipher, Fault> {
        if let Some(cipher) = self.ring().get(id) {
            return Ok(cipher.clone());
        }
        self.reload()?;
        let missing = || Fault::broken(format!("keys/personal-{id}.key is missing: bring it back from a backup"));
        self.ring().get(id).cloned().ok_or_else(missing)
    }

    fn make(&self, tx: &mut Tx<'_>, subject: Id) -> Result<(Id, Cipher), Fault> {
        let secret = random::<KEY_BYTES>()?;
        let cipher = Cipher::of(&secret).ok_or_else(|| Fault::broken("a key of a wrong length"))?;
        let (newest, site_cipher) = self.newest()?;
        let key = tx.new_id();
        let body = site_cipher.seal(&about_key(tx, subject, key, &newest), &secret)?;
        tx.execute(
            "INSERT INTO personal_key (site, subject, key_id, sealed, made_at) VALUES ($1, $2, $3, $4, $5)",
            &values![tx.site(), subject, newest, kept(key, &body), tx.now()],
        )?;
        Ok((key, cipher))
    }

    fn unwrap(&self, tx: &Tx<'_>, one: &Wrapped) -> Result<(Cipher, Vec<u8>), Fault> {
        let about = about_key(tx, one.subject, one.key, &one.site_key);
        let secret = self.site_key(&one.site_key)?.open(&about, &one.sealed);
        secret
            .and_then(|secret| Cipher::of(&secret).map(|cipher| (cipher, secret)))
            .ok_or_else(|| Fault::broken(format!("the key of {} was changed", one.subject)))
    }
}

/// What a person's key is wrapped together with: a row that was moved to another person or site does not open.
fn about_key(tx: &Tx<'_>, subject: Id, key: Id, site_key: &str) -> String {
    format!("luoshi key of a person\n{}\n{subject}\n{key}\n{site_key}", tx.site().0)
}

/// What a text is sealed together with.
fn about_text(tx: &Tx<'_>, subject: Id, key: Id) -> String {
    format!("luoshi text of a person\n{}\n{subject}\n{key}", tx.site().0)
}

/// How a row keeps a wrapped key.
fn kept(key: Id, body: &str) -> String {
    format!("{ALGORITHM}:{key}:{body}")
}

/// Subject, key and body of a sealed text.
fn parts(sealed: &str) -> Option<(Id, Id, &str)> {
    let (keys, body) = sealed.strip_prefix(ALGORITHM)?.strip_prefix(':')?.split_once(':')?;
    let (subject, key) = keys.split_once('.')?;
    let (subject, key): (Id, Id) = (subject.parse().ok()?, key.parse().ok()?);
    // "+7" and "07" are 7 to the parser; here they are changes.
    (format!("{subject}.{key}") == keys).then_some((subject, key, body))
}

fn wrapped(row: Row) -> Result<Wrapped, Fault> {
    let (subject, kept) = (row.id(0)?, row.text(2)?);
    let parts = kept.strip_prefix(ALGORITHM).and_then(|rest| rest.strip_prefix(':')?.split_once(':'));
    let (key, sealed) = parts
        .and_then(|(key, sealed)| Some((key.parse().ok()?, sealed.to_owned())))
        .ok_or_else(|| Fault::broken(format!("the key of {subject} was changed")))?;
    Ok(Wrapped { subject, site_key: row.text(1)?, key, sealed })
}

fn wrapped_key(tx: &Tx<'_>, subject: Id) -> Result<Option<Wrapped>, Fault> {
    let sql = "SELECT subject, key_id, sealed FROM personal_key WHERE site = $1 AND subject = $2";
    tx.one(sql, &values![tx.site(), subject])?.map(wrapped).transpose()
}

fn wrapped_by_others(tx: &Tx<'_>, site_key: &str, after: Id) -> Result<Vec<Wrapped>, Fault> {
    let sql = "SELECT subject, key_id, sealed FROM personal_key WHERE site = $1 AND key_id <> $2 AND subject > $3 \
               ORDER BY subject LIMIT $4";
    let args = values![tx.site(), site_key, after, KEYS_AT_ONCE];
    tx.query(sql, &args)?.into_iter().map(wrapped).collect()
}

#[cfg(test)]
mod tests;
