//! The only place that reads the system's clock.

use base::Moment;
use std::sync::Arc;
use work::Clock;

/// The system's clock.
#[allow(clippy::disallowed_methods, reason = "this is where time comes in")]
pub fn system_clock() -> Clock {
    Arc::new(|| {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        Moment::from_milliseconds(i64::try_from(since.as_millis()).unwrap_or_default())
    })
}
