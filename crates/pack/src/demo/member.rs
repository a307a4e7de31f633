//! Invented enterprises and persons. Nobody real has these names or numbers: the names say what they are, the codes carry
//! letters that no register gives out in this way.

use super::city::{City, DemoUnit, Pool};
use super::draw::Draw;
use base::Day;
use rules::identity::{citizen_id, credit_code};

/// An enterprise of a pool.
pub(super) struct Member<'c> {
    pub code: String,
    pub name: String,
    pub unit: &'c DemoUnit,
    pub founded: Day,
}

/// A person.
pub(super) struct Person {
    pub name: String,
    pub identity: String,
    pub born: Day,
}

impl City {
    /// The enterprise of a number, counted from 1.
    pub(super) fn member(&self, seed: u64, pool: &Pool, number: u32) -> Option<Member<'_>> {
        let mut draw = Draw::new(seed, &pool.code, u64::from(number));
        let weights: Vec<u32> = self.units.iter().map(|unit| unit.weight).collect();
        let unit = self.units.get(draw.weighted(&weights))?;
        let head = format!("{}{}{}{number:07}", pool.register, unit.district, pool.letters);
        Some(Member {
            code: credit_code::with_check(&head),
            name: pool.name.replace("{number}", &format!("{number:05}")),
            unit,
            founded: draw.day(pool.founded_from, pool.founded_until, None),
        })
    }

    /// A person born between two days. The district of birth is one that was never given out (420199), so the number is
    /// nobody's.
    pub(super) fn person(&self, draw: &mut Draw, from: Day, until: Day) -> Option<Person> {
        let pick = |draw: &mut Draw, of: &[String]| {
            let place = usize::try_from(draw.below(u64::try_from(of.len()).ok()?, 1)).ok()?;
            of.get(place).cloned()
        };
        let name = format!("{}{}", pick(draw, &self.surnames)?, pick(draw, &self.given_names)?);
        let born = draw.day(from, until, None);
        let order = draw.below(1_000, 1);
        let head = format!("420199{:04}{:02}{:02}{order:03}", born.year(), born.month(), born.day());
        Some(Person { name, identity: citizen_id::with_check(&head), born })
    }
}
