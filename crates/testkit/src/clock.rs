//! A clock that tests set.

use base::Moment;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use work::Clock;

/// Starts on 2023-02-01 at 9 o'clock in Shanghai and moves only when told.
#[derive(Clone, Debug)]
pub struct TestClock {
    milliseconds: Arc<AtomicI64>,
}

const START_MS: i64 = 1_675_213_200_000;

impl Default for TestClock {
    fn default() -> Self {
        Self { milliseconds: Arc::new(AtomicI64::new(START_MS)) }
    }
}

impl TestClock {
    /// Moves on.
    pub fn advance_seconds(&self, seconds: i64) {
        self.milliseconds.fetch_add(seconds * 1000, Ordering::SeqCst);
    }

    /// As the application reads it.
    pub fn clock(&self) -> Clock {
        let milliseconds = Arc::clone(&self.milliseconds);
        Arc::new(move || Moment::from_milliseconds(milliseconds.load(Ordering::SeqCst)))
    }
}
