//! Drawing: the same seed gives the same numbers on every machine and in whatever order entries are made.

use base::{Day, Decimal};
use oorandom::Rand64;

/// A source of numbers for one entry.
pub(super) struct Draw(Rand64);

impl Draw {
    /// For the thing of a name and a number under a seed.
    pub fn new(seed: u64, name: &str, number: u64) -> Self {
        let named = name
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
        // Neighbouring numbers would begin with neighbouring states; mixed, they have nothing in common.
        let (high, low) = (mix(seed ^ named), mix(named.rotate_left(32) ^ mix(number.wrapping_add(seed))));
        Self(Rand64::new((u128::from(high) << 64) | u128::from(low)))
    }

    /// A number below `count`; the least of `tries`, so that more tries make small numbers likelier. 0 where `count` is.
    pub fn below(&mut self, count: u64, tries: u32) -> u64 {
        if count == 0 {
            return 0;
        }
        (0..tries.max(1)).map(|_| self.0.rand_range(0..count)).min().unwrap_or_default()
    }

    /// Does something of so many percent happen?
    pub fn happens(&mut self, percent: u32) -> bool {
        percent >= 100 || self.below(100, 1) < u64::from(percent)
    }

    /// The place of one of some weights.
    pub fn weighted(&mut self, weights: &[u32]) -> usize {
        let sum = weights.iter().map(|weight| u64::from(*weight)).sum();
        let mut left = self.below(sum, 1);
        for (place, weight) in weights.iter().enumerate() {
            match left.checked_sub(u64::from(*weight)) {
                Some(rest) => left = rest,
                None => return place,
            }
        }
        0
    }

    /// A number between two, both possible, in steps from the first.
    pub fn between(&mut self, least: Decimal, most: Decimal, step: Decimal, tries: u32) -> Decimal {
        let steps = most.checked_sub(least).and_then(|width| width.checked_div(step)).unwrap_or_default().floor();
        let steps = u64::try_from(steps).unwrap_or_default();
        let drawn = self.below(steps.saturating_add(1), tries);
        Decimal::from(drawn).checked_mul(step).and_then(|up| least.checked_add(up)).unwrap_or(least)
    }

    /// A day between two, both possible. With seasons some months are likelier than others, and weekends are left out as
    /// far as the last day allows.
    pub fn day(&mut self, from: Day, until: Day, seasons: Option<&[u32]>) -> Day {
        let width = u64::try_from(from.days_until(until)).unwrap_or_default();
        let one = |draw: &mut Self| {
            let days = i32::try_from(draw.below(width.saturating_add(1), 1)).unwrap_or_default();
            from.plus_days(days).unwrap_or(from)
        };
        let Some(seasons) = seasons else { return one(self) };
        let most = seasons.iter().copied().max().unwrap_or_default();
        let mut day = one(self);
        for _ in 0..TRIES {
            let place = usize::try_from(day.month() - 1).unwrap_or_default();
            let weight = seasons.get(place).copied().unwrap_or(most);
            if self.below(u64::from(most), 1) < u64::from(weight) {
                break;
            }
            day = one(self);
        }
        while day.is_weekend() && day < until {
            day = day.next();
        }
        day
    }
}

/// So often a day out of season is drawn again.
const TRIES: u32 = 8;

/// The finisher of SplitMix64.
fn mix(number: u64) -> u64 {
    let number = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_the_same_on_every_machine() {
        let mut draw = Draw::new(7, "a", 1);
        let drawn: Vec<u64> = (0..5).map(|_| draw.below(1_000, 1)).collect();
        assert_eq!(drawn, DRAWN, "whoever changes this changes every demonstration city");
        assert_ne!(Draw::new(7, "a", 2).below(u64::MAX, 1), Draw::new(7, "b", 1).below(u64::MAX, 1));
    }

    const DRAWN: [u64; 5] = [912, 396, 650, 528, 360];

    #[test]
    fn what_is_drawn_keeps_its_limits() {
        let mut draw = Draw::new(1, "limits", 0);
        let (least, most, step) = (Decimal::from(10), Decimal::from(25), Decimal::from(10));
        for _ in 0..50 {
            let number = draw.between(least, most, step, 2);
            assert!(number == least || number == Decimal::from(20), "{number}");
        }
        assert_eq!(draw.between(most, least, step, 1), most, "an empty range is its first number");
        let (from, until) = (Day::new(2023, 9, 1).unwrap(), Day::new(2023, 9, 4).unwrap());
        let seasons = [1; 12];
        for _ in 0..50 {
            let day = draw.day(from, until, Some(&seasons));
            assert!(day >= from && day <= until && !day.is_weekend(), "{day}");
        }
        assert_eq!(draw.weighted(&[0, 5, 0]), 1);
        assert!(draw.happens(100) && !draw.happens(0));
    }
}
