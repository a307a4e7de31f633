//! Short random codes: ids of faults, first passwords.

use base::Fault;
use store::digest::random_hex;

/// Eight hexadecimal digits, short enough to be read out on the telephone.
pub fn random_code() -> Result<String, Fault> {
    random_hex(4)
}
