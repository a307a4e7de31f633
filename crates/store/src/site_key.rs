//! The site's SM2 key (GB/T 32918): a file beside the database, never inside it.

use crate::digest::{hex, sm3_hex, unhex};
use base::Fault;
use sm2::dsa::signature::{Signer, Verifier};
use sm2::dsa::{Signature, SigningKey, VerifyingKey};
use std::io::Write;
use std::path::Path;

/// The identity that GB/T 32918 mixes into signatures when none is agreed.
const IDENTITY: &str = "1234567812345678";

/// A key that signs.
#[derive(Clone, Debug)]
pub struct SiteKey {
    key: SigningKey,
    id: String,
}

impl SiteKey {
    /// Reads the key of a data folder, or makes one: `keys/site.sm2`, readable by its owner only. Its public half is kept
    /// as `keys/<id>.pub`, so that seals of earlier keys can still be checked.
    pub fn open(folder: &Path) -> Result<Self, Fault> {
        let keys = folder.join("keys");
        let path = keys.join("site.sm2");
        let secret = match std::fs::read_to_string(&path) {
            Ok(text) => unhex(text.trim()).ok_or_else(|| Fault::broken("keys/site.sm2 is no key"))?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => create(&keys, &path)?,
            Err(error) => return Err(Fault::broken(error)),
        };
        let key = SigningKey::from_slice(IDENTITY, &secret).map_err(Fault::broken)?;
        let public = key.verifying_key().to_sec1_bytes();
        let id = sm3_hex(&public).chars().take(16).collect::<String>();
        let public_path = keys.join(format!("{id}.pub"));
        if !public_path.exists() {
            std::fs::write(&public_path, hex(&public)).map_err(Fault::broken)?;
        }
        Ok(Self { key, id })
    }

    /// Which key it is: the head of its public half's digest.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Signs.
    pub fn sign(&self, message: &str) -> Result<String, Fault> {
        let signature: Signature = self.key.try_sign(message.as_bytes()).map_err(Fault::broken)?;
        Ok(hex(&signature.to_bytes()))
    }
}

/// Did the key of this id, as kept in the data folder, sign the message?
pub fn signature_holds(folder: &Path, key_id: &str, message: &str, signature: &str) -> bool {
    if !key_id.bytes().all(|one| one.is_ascii_hexdigit()) {
        return false;
    }
    let public = std::fs::read_to_string(folder.join("keys").join(format!("{key_id}.pub"))).unwrap_or_default();
    let Some(public) = unhex(public.trim()).filter(|public| sm3_hex(public).starts_with(key_id)) else { return false };
    let key = VerifyingKey::from_sec1_bytes(IDENTITY, &public);
    let signature = unhex(signature).and_then(|bytes| Signature::try_from(bytes.as_slice()).ok());
    key.ok().zip(signature).is_some_and(|(key, signature)| key.verify(message.as_bytes(), &signature).is_ok())
}

fn create(keys: &Path, path: &Path) -> Result<Vec<u8>, Fault> {
    use std::os::unix::fs::OpenOptionsExt;
    std::fs::create_dir_all(keys).map_err(Fault::broken)?;
    let secret = loop {
        let mut bytes = vec![0_u8; 32];
        getrandom::fill(&mut bytes).map_err(|error| Fault::broken(format!("no randomness: {error}")))?;
        // A number outside the curve's order is no key; that chance is one in 2^32.
        if SigningKey::from_slice(IDENTITY, &bytes).is_ok() {
            break bytes;
        }
    };
    let mut file =
        std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).map_err(Fault::broken)?;
    file.write_all(hex(&secret).as_bytes()).and_then(|()| file.sync_all()).map_err(Fault::broken)?;
    Ok(secret)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_holds_for_its_message_and_key_only() {
        let folder = tempfile::tempdir().unwrap();
        let key = SiteKey::open(folder.path()).unwrap();
        assert_eq!(SiteKey::open(folder.path()).unwrap().id(), key.id(), "the key is kept");
        let signature = key.sign("seal").unwrap();
        assert!(signature_holds(folder.path(), key.id(), "seal", &signature));
        assert!(!signature_holds(folder.path(), key.id(), "other", &signature));
        assert!(!signature_holds(folder.path(), "../../etc", "seal", &signature));
        let other = tempfile::tempdir().unwrap();
        let stranger = SiteKey::open(other.path()).unwrap().sign("seal").unwrap();
        assert!(!signature_holds(folder.path(), key.id(), "seal", &stranger));
        assert!(!signature_holds(folder.path(), key.id(), "seal", "00"));
    }
}
