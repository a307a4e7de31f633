//! How long an account is closed after failed sign-ins (GB/T 22239-2019, level 3: lock on failure).

/// Failures that are forgiven before the account closes.
pub const FREE_FAILURES: u32 = 4;

/// The longest lock, in seconds: half an hour, so that a clerk who mistyped is not out for the day.
const LONGEST_SECONDS: i64 = 1800;

/// Seconds for which the account closes after the `failures`-th failure in a row: nothing for the first four, then
/// one minute, doubling up to half an hour.
pub fn lock_seconds(failures: u32) -> i64 {
    match failures.checked_sub(FREE_FAILURES + 1) {
        None => 0,
        Some(beyond) => 60_i64.checked_shl(beyond).filter(|_| beyond < 16).unwrap_or(i64::MAX).min(LONGEST_SECONDS),
    }
}

#[cfg(test)]
mod tests {
    use super::lock_seconds;

    #[test]
    fn the_lock_backs_off_and_has_an_end() {
        let locks: Vec<i64> = (0..12).map(lock_seconds).collect();
        assert_eq!(locks, [0, 0, 0, 0, 0, 60, 120, 240, 480, 960, 1800, 1800]);
        assert_eq!(lock_seconds(u32::MAX), 1800);
    }
}
