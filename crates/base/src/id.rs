//! Identity: sites and 63-bit ids made by the application, strings on the wire.

use crate::Moment;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;
use std::sync::Mutex;

/// Which city. First column of every key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Site(pub i64);

/// A 63-bit id: 41 bits of milliseconds since 2020, 22 bits that start at random and count up inside a millisecond.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(pub i64);

impl fmt::Display for Id {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.0)
    }
}

impl FromStr for Id {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        text.parse::<i64>().ok().filter(|id| *id > 0).map(Id).ok_or(())
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        let text = String::deserialize(input)?;
        text.parse().map_err(|()| serde::de::Error::custom("an id is a string of digits"))
    }
}

/// Makes ids. One a process; the seed keeps two processes apart.
#[derive(Debug)]
pub struct Ids {
    last: Mutex<i64>,
    seed: i64,
}

const EPOCH_2020_MS: i64 = 1_577_836_800_000;
const COUNTER_BITS: u32 = 22;

impl Ids {
    /// A source of ids; `seed` should be random, so that two servers do not meet.
    pub fn new(seed: u64) -> Self {
        let mask = (1_i64 << COUNTER_BITS) - 1;
        Self { last: Mutex::new(0), seed: i64::try_from(seed & 0x3F_FFFF).unwrap_or_default() & mask }
    }

    /// The next id at a moment: always larger than the one before.
    pub fn next(&self, now: Moment) -> Id {
        let floor = ((now.milliseconds() - EPOCH_2020_MS).max(1) << COUNTER_BITS) | self.seed;
        let mut last = self.last.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        *last = floor.max(*last + 1);
        Id(*last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_grow_even_when_the_clock_stands_still_or_runs_back() {
        let ids = Ids::new(u64::MAX);
        let (early, late) =
            (Moment::from_milliseconds(1_700_000_000_000), Moment::from_milliseconds(1_700_000_001_000));
        let made: Vec<Id> = [late, late, early, late].into_iter().map(|now| ids.next(now)).collect();
        assert!(made.windows(2).all(|pair| pair[0] < pair[1]), "{made:?}");
        assert!(made[0].0 > 0);
    }

    #[test]
    fn an_id_is_a_string_on_the_wire() {
        assert_eq!(serde_json::to_string(&Id(12)).unwrap(), "\"12\"");
        assert!(serde_json::from_str::<Id>("\"-1\"").is_err());
        assert!(serde_json::from_str::<Id>("12").is_err());
    }
}
