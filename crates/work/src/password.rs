//! Hashing of passwords with argon2id; slow on purpose, so always in `prepare` and never on an async thread.

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use base::{Fault, Stop};

/// A hash that no password has: checked when the login is unknown, so that time does not tell which logins exist.
const NOBODYS: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// The PHC string of a password.
pub async fn hash_password(password: String) -> Result<String, Stop> {
    let job = move || Argon2::default().hash_password(password.as_bytes()).map(|hash| hash.to_string());
    Ok(tokio::task::spawn_blocking(job).await.map_err(Fault::broken)?.map_err(Fault::broken)?)
}

/// Does the password belong to the hash? Without a hash the same work is done in vain.
pub async fn password_matches(password: String, hash: Option<String>) -> Result<bool, Stop> {
    let job = move || {
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| NOBODYS.to_owned());
        let matches = PasswordHash::new(&hash)
            .is_ok_and(|parsed| Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok());
        known && matches
    };
    Ok(tokio::task::spawn_blocking(job).await.map_err(Fault::broken)?)
}
