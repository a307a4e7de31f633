//! The archive of a workbook: its parts by name, each with bounds on what it unpacks to.

use super::xml::BROKEN;
use crate::read::bounded::Bounded;
use crate::read::input::AnyInput;
use crate::read::unusable::Unusable;
use std::collections::BTreeMap;
use std::io::BufReader;
use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

/// Parts of an archive at most.
const PARTS_MAX: usize = 20_000;
/// Below this a part may be as dense as it likes.
const DENSE_FROM: u64 = 64 * 1024 * 1024;
/// Beyond, it unpacks to this many times its packed size at most. Full sheets reach about 30, empty formatted rows 200.
const RATIO_MAX: u64 = 400;

/// A part being unpacked.
pub(super) type Part<'a> = Bounded<BufReader<ZipFile<'a, AnyInput>>>;

/// The archive.
pub(super) struct Package {
    archive: ZipArchive<AnyInput>,
    places: BTreeMap<String, usize>,
}

impl Package {
    /// Reads the directory of the archive.
    pub(super) fn open(input: AnyInput) -> Result<Self, Unusable> {
        let archive = ZipArchive::new(input).map_err(|error| reason(&error))?;
        if archive.len() > PARTS_MAX {
            return Err(Unusable::TooComplex);
        }
        let places =
            (0..archive.len()).filter_map(|at| Some((normal(&archive.name_for_index(at)?.ok()?), at))).collect();
        Ok(Self { archive, places })
    }

    /// Whether there is a part of the name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.places.contains_key(&normal(name))
    }

    /// The names of all parts, in lower case.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.places.keys().map(String::as_str)
    }

    /// Begins to unpack a part, of which at most `limit` bytes will be read. None where there is no such part.
    pub(super) fn part(&mut self, name: &str, limit: u64) -> Result<Option<Part<'_>>, Unusable> {
        let Some(at) = self.places.get(&normal(name)) else { return Ok(None) };
        let file = self.archive.by_index(*at).map_err(|error| reason(&error))?;
        let limit = limit.min(DENSE_FROM.max(file.compressed_size().saturating_mul(RATIO_MAX)));
        // What the archive says of itself is judged first, what really comes out while it comes.
        if file.size() > limit {
            return Err(Unusable::Bomb);
        }
        Ok(Some(Bounded::new(BufReader::with_capacity(64 * 1024, file), limit)))
    }
}

/// Names differ in case and slashes between programs.
fn normal(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}

fn reason(error: &ZipError) -> Unusable {
    match error {
        ZipError::Io(error) => Unusable::of_io(error, &BROKEN),
        ZipError::UnsupportedArchive(words) if *words == ZipError::PASSWORD_REQUIRED => Unusable::Encrypted,
        _ => BROKEN,
    }
}
