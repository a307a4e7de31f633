//! Short random codes: ids of faults, first passwords.

use base::Fault;
use store::digest::random_hex;

/// Eight hexadecimal digits, short enough to be read out on the telephone.
pub fn random_code() -> Result<String, Fault> {
    random_hex(4)
}

/// A first password: long enough to resist guessing, of letters that cannot be confused on paper, of three kinds.
pub fn first_password() -> Result<String, Fault> {
    Ok(format!("Luo-{}-{}", random_hex(3)?, random_hex(3)?))
}
