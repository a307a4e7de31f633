//! The site's keys for personal data as they lie in `keys/`: `personal-<number>-<print>.key` wrap the persons' keys, the
//! highest number first; `mark.key` makes the marks. The print is the head of the key's digest, so that a file under a
//! wrong name, or damaged, shows when it is read and not when it is too late.

use crate::cipher::{Cipher, KEY_BYTES, random};
use crate::digest::{hex, sm3_hex, unhex};
use base::Fault;
use hmac::{Hmac, KeyInit};
use sm3::Sm3;
use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

const MARK_FILE: &str = "mark.key";
const MARK_BYTES: usize = 32;

/// The name of a wrapping key; the order of names is their age.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Name {
    number: u32,
    print: String,
}

impl Name {
    fn id(&self) -> String {
        format!("{}-{}", self.number, self.print)
    }
}

/// The keys as they were read.
#[derive(Debug)]
pub(crate) struct Ring {
    wrapping: BTreeMap<Name, Cipher>,
    mark: Hmac<Sm3>,
    mark_id: String,
}

impl Ring {
    /// Reads the keys, and makes them where there are none yet.
    pub(crate) fn open(keys: &Path) -> Result<Self, Fault> {
        fs::create_dir_all(keys).map_err(Fault::broken)?;
        if read_mark(keys)?.is_none() || read_wrapping(keys)?.is_empty() {
            let _lock = lock(keys)?;
            make_missing(keys)?;
        }
        let (mark, mark_id) = read_mark(keys)?.ok_or_else(|| Fault::broken("keys/mark.key is gone"))?;
        Ok(Self { wrapping: read_wrapping(keys)?, mark, mark_id })
    }

    /// The key that wraps from now on, with its id.
    pub(crate) fn newest(&self) -> Result<(String, &Cipher), Fault> {
        let (name, cipher) = self.wrapping.last_key_value().ok_or_else(|| Fault::broken("no key in keys/"))?;
        Ok((name.id(), cipher))
    }

    /// A key by its id.
    pub(crate) fn get(&self, id: &str) -> Option<&Cipher> {
        self.wrapping.iter().find(|(name, _)| name.id() == id).map(|(_, cipher)| cipher)
    }

    /// The key of marks, ready for a text, with its id.
    pub(crate) fn mark(&self) -> (Hmac<Sm3>, &str) {
        (self.mark.clone(), &self.mark_id)
    }
}

/// Makes a wrapping key newer than all.
pub(crate) fn add_newest(keys: &Path) -> Result<(), Fault> {
    let _lock = lock(keys)?;
    let last = read_wrapping(keys)?.last_key_value().map_or(0, |(name, _)| name.number);
    let secret = random::<KEY_BYTES>()?;
    let number = last.checked_add(1).ok_or_else(|| Fault::broken("no number is left for a key"))?;
    let name = Name { number, print: print(&secret) };
    write(keys, &format!("personal-{}.key", name.id()), &secret)
}

/// Takes the key of marks from another `keys` folder, in place of the own.
pub(crate) fn take_mark(keys: &Path, from: &Path) -> Result<(), Fault> {
    let _lock = lock(keys)?;
    match read_secret(&from.join(MARK_FILE))? {
        Some(secret) if secret.len() == MARK_BYTES => write(keys, MARK_FILE, &secret),
        Some(_) => Err(no_key(&from.join(MARK_FILE))),
        None => Ok(()),
    }
}

/// The key of marks first: a crash between the two must not look like a lost key of marks.
fn make_missing(keys: &Path) -> Result<(), Fault> {
    let wrapping = read_wrapping(keys)?;
    if read_mark(keys)?.is_none() {
        if !wrapping.is_empty() {
            return Err(Fault::broken(
                "keys/mark.key is missing although keys of persons' data are there: bring it back from a backup, for \
                 with a new one nobody who is known would be found again",
            ));
        }
        write(keys, MARK_FILE, &random::<MARK_BYTES>()?)?;
    }
    if wrapping.is_empty() {
        let secret = random::<KEY_BYTES>()?;
        write(keys, &format!("personal-1-{}.key", print(&secret)), &secret)?;
    }
    Ok(())
}

/// Two programs that open one folder for the first time must not make two sets of keys.
fn lock(keys: &Path) -> Result<File, Fault> {
    let folder = File::open(keys).map_err(Fault::broken)?;
    folder.lock().map_err(|error| Fault::broken(format!("keys/ cannot be locked: {error}")))?;
    Ok(folder)
}

fn read_mark(keys: &Path) -> Result<Option<(Hmac<Sm3>, String)>, Fault> {
    let path = keys.join(MARK_FILE);
    let Some(secret) = read_secret(&path)? else { return Ok(None) };
    if secret.len() != MARK_BYTES {
        return Err(no_key(&path));
    }
    let mark = Hmac::new_from_slice(&secret).map_err(|_| no_key(&path))?;
    Ok(Some((mark, print(&secret))))
}

fn read_wrapping(keys: &Path) -> Result<BTreeMap<Name, Cipher>, Fault> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(keys).map_err(Fault::broken)? {
        let path = entry.map_err(Fault::broken)?.path();
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let Some(id) = file.strip_prefix("personal-").and_then(|rest| rest.strip_suffix(".key")) else { continue };
        let secret = read_secret(&path)?.ok_or_else(|| no_key(&path))?;
        let name = id.split_once('-').and_then(|(number, printed)| {
            let name = Name { number: number.parse().ok()?, print: print(&secret) };
            (name.print == printed && name.id() == id).then_some(name)
        });
        let (name, cipher) = name.zip(Cipher::of(&secret)).ok_or_else(|| no_key(&path))?;
        found.insert(name, cipher);
    }
    Ok(found)
}

fn read_secret(path: &Path) -> Result<Option<Vec<u8>>, Fault> {
    let metadata = match fs::metadata(path) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Fault::broken(error)),
    };
    if metadata.permissions().mode() & 0o077 != 0 {
        return Err(Fault::broken(format!("{} is open to others than its owner: chmod 600", path.display())));
    }
    let text = fs::read_to_string(path).map_err(Fault::broken)?;
    unhex(text.trim()).map(Some).ok_or_else(|| no_key(path))
}

/// The whole file or none: half a key would lock everybody out.
fn write(keys: &Path, file: &str, secret: &[u8]) -> Result<(), Fault> {
    let part: PathBuf = keys.join(format!("{}.part", hex(&random::<8>()?)));
    let mut out = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&part).map_err(Fault::broken)?;
    out.write_all(hex(secret).as_bytes()).and_then(|()| out.sync_all()).map_err(Fault::broken)?;
    fs::rename(&part, keys.join(file)).map_err(Fault::broken)?;
    File::open(keys).and_then(|folder| folder.sync_all()).map_err(Fault::broken)
}

/// Which key it is, without saying what it is.
fn print(secret: &[u8]) -> String {
    sm3_hex(secret).chars().take(16).collect()
}

fn no_key(path: &Path) -> Fault {
    Fault::broken(format!("{} is no key, or not the one that its name says", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key_files(keys: &Path) -> Vec<PathBuf> {
        let mut found: Vec<_> = fs::read_dir(keys).unwrap().map(|entry| entry.unwrap().path()).collect();
        found.sort();
        found
    }

    #[test]
    fn keys_are_for_their_owner_and_a_wrong_file_shows_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let keys = folder.path().join("keys");
        Ring::open(&keys).unwrap();
        let files = key_files(&keys);
        assert_eq!(files.len(), 2, "one for marks, one that wraps: {files:?}");
        for file in &files {
            assert_eq!(fs::metadata(file).unwrap().permissions().mode() & 0o777, 0o600);
            fs::set_permissions(file, fs::Permissions::from_mode(0o640)).unwrap();
            assert!(Ring::open(&keys).unwrap_err().message.contains("chmod 600"));
            fs::set_permissions(file, fs::Permissions::from_mode(0o600)).unwrap();
            let text = fs::read_to_string(file).unwrap();
            for wrong in ["", "no key", &text[2..], &format!("{text}00")] {
                fs::write(file, wrong).unwrap();
                let fault = Ring::open(&keys).unwrap_err();
                assert!(fault.message.contains("is no key") && !fault.message.contains(&text), "{fault}");
            }
            fs::write(file, text).unwrap();
        }
        let renamed = keys.join("personal-1-0123456789abcdef.key");
        fs::copy(&files[1], &renamed).unwrap();
        assert!(Ring::open(&keys).is_err(), "a key under another's name");
    }

    #[test]
    fn a_lost_key_of_marks_is_not_replaced_in_silence() {
        let folder = tempfile::tempdir().unwrap();
        Ring::open(folder.path()).unwrap();
        fs::remove_file(folder.path().join(MARK_FILE)).unwrap();
        let fault = Ring::open(folder.path()).unwrap_err();
        assert!(fault.message.contains("mark.key is missing"), "{fault}");
        assert_eq!(key_files(folder.path()).len(), 1, "nothing was made");
    }

    #[test]
    fn two_programs_that_begin_at_once_share_one_set_of_keys() {
        let folder = tempfile::tempdir().unwrap();
        let ids: Vec<(String, String)> = std::thread::scope(|scope| {
            let open = || {
                let ring = Ring::open(folder.path()).unwrap();
                (ring.newest().unwrap().0, ring.mark().1.to_owned())
            };
            let running: Vec<_> = (0..8).map(|_| scope.spawn(open)).collect();
            running.into_iter().map(|one| one.join().unwrap()).collect()
        });
        assert!(ids.iter().all(|one| *one == ids[0]), "{ids:?}");
        assert_eq!(key_files(folder.path()).len(), 2);
    }
}
