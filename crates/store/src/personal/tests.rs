//! Sealing in a database in a folder: what opens, what does not, and what lies on the disk.

use super::*;
use crate::digest::{sm3_hex, unhex};
use crate::subject::{SubjectRow, find_subjects, insert_subjects, subject_by_id, subject_by_mark};
use crate::{Place, Store, checkpoint_sqlite};
use base::{Moment, Site, Stop};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use tempfile::TempDir;

const NUMBER: &str = "420106199001011234";
const LI: Id = Id(7);
const WANG: Id = Id(8);

struct Probe {
    folder: TempDir,
    keys: Arc<PersonalKeys>,
    store: Store,
    runtime: tokio::runtime::Runtime,
}

impl Probe {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
        let place = Place::Folder(folder.path().to_owned());
        let store =
            runtime.block_on(Store::open(&place, Site(77), Moment::from_milliseconds(1_700_000_000_000))).unwrap();
        let keys = Arc::new(PersonalKeys::open(folder.path()).unwrap());
        Self { folder, keys, store, runtime }
    }

    fn run<T, F>(&self, run: F) -> Result<T, Stop>
    where
        T: Send + 'static,
        F: Fn(&PersonalKeys, &mut Tx<'_>) -> Result<T, Fault> + Send + 'static,
    {
        let keys = Arc::clone(&self.keys);
        let now = Moment::from_milliseconds(1_700_000_000_000);
        self.runtime.block_on(self.store.write(now, move |tx| Ok(run(&keys, tx)?)))
    }

    fn seal(&self, subject: Id, text: &str) -> String {
        let text = text.to_owned();
        self.run(move |keys, tx| keys.seal(tx, subject, &text)).unwrap()
    }

    fn unseal(&self, subject: Id, sealed: &str) -> Result<Option<String>, Stop> {
        let sealed = sealed.to_owned();
        self.run(move |keys, tx| keys.unseal(tx, subject, &sealed))
    }

    fn reopen(&mut self) {
        self.keys = Arc::new(PersonalKeys::open(self.folder.path()).unwrap());
    }

    fn key_files(&self) -> Vec<PathBuf> {
        let mut found: Vec<_> =
            fs::read_dir(self.folder.path().join("keys")).unwrap().map(|entry| entry.unwrap().path()).collect();
        found.sort();
        found
    }

    /// The database as it lies on the disk, its log included.
    fn disk(&self) -> Vec<u8> {
        ["luoshi.db", "luoshi.db-wal"]
            .iter()
            .flat_map(|file| fs::read(self.folder.path().join(file)).unwrap_or_default())
            .collect()
    }
}

fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

#[test]
fn a_text_opens_for_its_person_only() {
    let mut probe = Probe::new();
    let sealed = probe.seal(LI, NUMBER);
    assert!(sealed.starts_with("sm4-ccm:7."), "algorithm and key are named: {sealed}");
    assert_eq!(probe.unseal(LI, &sealed), Ok(Some(NUMBER.to_owned())));
    assert_ne!(probe.seal(LI, NUMBER), sealed, "equal texts are not sealed alike");
    assert_eq!(probe.unseal(LI, &probe.seal(LI, "")), Ok(Some(String::new())));
    let of_wang = probe.seal(WANG, NUMBER);
    assert!(probe.unseal(LI, &of_wang).is_err());
    // Neither under the other's name.
    assert!(probe.unseal(LI, &of_wang.replacen("8.", "7.", 1)).is_ok_and(|text| text.is_none()));
    let key_of = |sealed: &str| sealed.split(':').nth(1).unwrap().to_owned();
    assert!(probe.unseal(LI, &of_wang.replace(&key_of(&of_wang), &key_of(&sealed))).is_err());
    probe.reopen();
    assert_eq!(probe.unseal(LI, &sealed), Ok(Some(NUMBER.to_owned())), "the keys are kept");
}

#[test]
fn what_was_changed_does_not_open() {
    let probe = Probe::new();
    let sealed = probe.seal(LI, NUMBER);
    let body = sealed.rfind(':').unwrap() + 1;
    for at in body..sealed.len() {
        let other = if sealed.as_bytes()[at] == b'0' { "1" } else { "0" };
        let mut changed = sealed.clone();
        changed.replace_range(at..=at, other);
        assert!(probe.unseal(LI, &changed).is_err(), "digit {at}");
    }
    let (head, digits) = sealed.split_at(body);
    let variants = [
        String::new(),
        NUMBER.to_owned(),
        head.to_owned(),
        digits.to_owned(),
        sealed.replacen("sm4-ccm", "sm4-gcm", 1),
        sealed.replacen(":7.", ":07.", 1),
        sealed.replacen(":7.", ":+7.", 1),
        format!("{head}{}", digits.to_uppercase()),
        format!("{sealed}00"),
    ];
    for changed in variants {
        assert!(probe.unseal(LI, &changed).is_err(), "{changed}");
    }
}

#[test]
fn a_row_moved_to_another_person_opens_nothing() {
    let probe = Probe::new();
    let (of_li, of_wang) = (probe.seal(LI, NUMBER), probe.seal(WANG, NUMBER));
    probe
        .run(|_, tx| {
            let kept =
                tx.one("SELECT sealed FROM personal_key WHERE subject = $1", &values![WANG])?.unwrap().text(0)?;
            tx.execute("UPDATE personal_key SET sealed = $2 WHERE subject = $1", &values![LI, kept])
        })
        .unwrap();
    assert_eq!(probe.unseal(LI, &of_li), Ok(None), "the key that it was sealed under is gone");
    assert!(probe.unseal(LI, &of_wang.replacen(":8.", ":7.", 1)).is_err());
    assert!(probe.run(|keys, tx| keys.seal(tx, LI, NUMBER)).is_err(), "nothing is sealed under a changed key");
}

#[test]
fn an_erased_person_stays_erased_and_may_come_back() {
    let probe = Probe::new();
    let (sealed, of_wang) = (probe.seal(LI, NUMBER), probe.seal(WANG, NUMBER));
    let wrapped = probe.run(|_, tx| Ok(wrapped_key(tx, LI)?.unwrap().sealed)).unwrap();
    checkpoint_sqlite(&probe.folder.path().join("luoshi.db")).unwrap();
    assert!(holds(&probe.disk(), wrapped.as_bytes()));
    probe.run(|keys, tx| keys.erase(tx, LI)).unwrap();
    assert_eq!(probe.unseal(LI, &sealed), Ok(None));
    assert_eq!(probe.unseal(WANG, &of_wang), Ok(Some(NUMBER.to_owned())));
    checkpoint_sqlite(&probe.folder.path().join("luoshi.db")).unwrap();
    assert!(!holds(&probe.disk(), wrapped.as_bytes()), "the key lies in no free place of the file");
    probe.run(|keys, tx| keys.erase(tx, LI)).unwrap();
    let anew = probe.seal(LI, NUMBER);
    assert_eq!(probe.unseal(LI, &anew), Ok(Some(NUMBER.to_owned())));
    assert_eq!(probe.unseal(LI, &sealed), Ok(None), "a new key brings back nothing");
}

#[test]
fn an_erased_person_has_neither_name_nor_mark() {
    let probe = Probe::new();
    let mark = probe.keys.mark(NUMBER);
    let row = |id: Id, mark: &str| SubjectRow {
        id,
        kind: "person".to_owned(),
        mark: mark.to_owned(),
        name: "李某".to_owned(),
    };
    let (li, wang) = (row(LI, &mark), row(WANG, "hmac-sm3:another"));
    probe.run(move |_, tx| insert_subjects(tx, &[li.clone(), wang.clone()])).unwrap();
    probe.seal(LI, NUMBER);
    let looked = mark.clone();
    probe.run(|keys, tx| keys.erase(tx, LI)).unwrap();
    let found = probe.run(move |_, tx| subject_by_mark(tx, "person", &looked)).unwrap();
    assert_eq!(found, None, "whoever knows the number does not find the row by it");
    let left = probe.run(|_, tx| subject_by_id(tx, LI)).unwrap().unwrap();
    assert_eq!((left.name.as_str(), left.mark.contains("hmac")), ("", false));
    let named = probe.run(|_, tx| find_subjects(tx, "李", 10)).unwrap();
    assert_eq!(named.into_iter().map(|one| one.id).collect::<Vec<_>>(), [WANG]);
    // Two that are gone do not stand in each other's way, and the person can come back as a new row.
    probe.run(|keys, tx| keys.erase(tx, WANG)).unwrap();
    let back = row(Id(9), &mark);
    probe.run(move |_, tx| insert_subjects(tx, std::slice::from_ref(&back))).unwrap();
}

#[test]
fn a_rotation_wraps_anew_and_the_older_key_may_go() {
    let mut probe = Probe::new();
    let mark = probe.keys.mark(NUMBER);
    let sealed: Vec<(Id, String)> = (1..=1_001).map(Id).map(|one| (one, probe_text(one))).collect();
    let texts = sealed.clone();
    let sealed = probe
        .run(move |keys, tx| {
            texts.iter().map(|(one, text)| Ok((*one, keys.seal(tx, *one, text)?))).collect::<Result<Vec<_>, Fault>>()
        })
        .unwrap();
    let older = probe.key_files().pop().unwrap();
    assert_eq!(probe.run(|keys, tx| keys.rewrap(tx)), Ok(0));
    // Rotated by another program, while ours runs on with the key it knows.
    PersonalKeys::open(probe.folder.path()).unwrap().rotate().unwrap();
    let other = PersonalKeys::open(probe.folder.path()).unwrap();
    let rewrapped = probe.run(move |_, tx| Ok((other.rewrap(tx)?, other.rewrap(tx)?)));
    assert_eq!(rewrapped, Ok((1_001, 0)), "more than a page, each once");
    let (one, text) = sealed.last().cloned().unwrap();
    assert_eq!(probe.unseal(one, &text), Ok(Some(probe_text(one))), "a newer key is looked for in the folder");
    fs::remove_file(older).unwrap();
    probe.reopen();
    for (one, text) in sealed.iter().step_by(100) {
        assert_eq!(probe.unseal(*one, text), Ok(Some(probe_text(*one))));
    }
    assert_eq!(probe.keys.mark(NUMBER), mark, "marks outlive a rotation");
}

fn probe_text(one: Id) -> String {
    format!("42010619900101{:04}", one.0)
}

#[test]
fn a_key_before_its_rewrapping_is_still_needed_and_the_tenth_is_newer_than_the_ninth() {
    let mut probe = Probe::new();
    let sealed = probe.seal(LI, NUMBER);
    let first = probe.key_files().pop().unwrap();
    for _ in 0..10 {
        probe.keys.rotate().unwrap();
    }
    assert!(probe.keys.newest().unwrap().0.starts_with("11-"));
    assert_eq!(probe.unseal(LI, &sealed), Ok(Some(NUMBER.to_owned())));
    let away = probe.folder.path().join("away.key");
    fs::rename(&first, &away).unwrap();
    probe.reopen();
    let Err(Stop::Fault(fault)) = probe.unseal(LI, &sealed) else { panic!("opened without its key") };
    assert!(fault.message.contains("is missing") && !fault.message.contains(NUMBER), "{fault}");
    assert!(probe.run(|keys, tx| keys.rewrap(tx)).is_err());
    fs::rename(&away, &first).unwrap();
    assert_eq!(probe.run(|keys, tx| keys.rewrap(tx)), Ok(1), "a key that came back is found");
}

#[test]
fn neither_number_nor_key_lies_in_the_database_or_in_a_log() {
    let probe = Probe::new();
    let sealed = probe.seal(LI, NUMBER);
    let secret = probe.run(|keys, tx| keys.unwrap(tx, &wrapped_key(tx, LI)?.unwrap()).map(|found| found.1)).unwrap();
    let mut secrets = vec![NUMBER.as_bytes().to_vec(), secret.clone(), hex(&secret).into_bytes()];
    for file in probe.key_files() {
        let text = fs::read_to_string(&file).unwrap();
        secrets.extend([unhex(&text).unwrap(), text.into_bytes()]);
    }
    let disk = probe.disk();
    let wrapped = probe.run(|_, tx| Ok(wrapped_key(tx, LI)?.unwrap().sealed)).unwrap();
    assert!(holds(&disk, wrapped.as_bytes()), "the bytes that are searched are those of the database");
    let printed = format!("{:?} {sealed}", probe.keys);
    for secret in &secrets {
        assert!(!holds(&disk, secret) && !holds(printed.as_bytes(), secret));
        assert!(!printed.contains(&format!("{secret:?}")));
    }
}

#[test]
fn a_mark_is_equal_for_equal_texts_and_keyed() {
    let (probe, elsewhere) = (Probe::new(), Probe::new());
    let mark = probe.keys.mark(NUMBER);
    assert_eq!(probe.keys.mark(NUMBER), mark);
    assert_ne!(probe.keys.mark("420106199001011235"), mark);
    let [algorithm, key, digits] = mark.split(':').collect::<Vec<_>>().try_into().unwrap();
    assert_eq!((algorithm, key.len(), digits.len()), ("hmac-sm3", 16, 64));
    assert!(!mark.contains(NUMBER) && digits != sm3_hex(NUMBER.as_bytes()));
    let foreign = elsewhere.keys.mark(NUMBER);
    assert!(!foreign.contains(key) && !foreign.contains(digits), "without the key nobody makes the mark");
}

#[test]
fn a_mark_is_the_hmac_that_openssl_makes() {
    let mut probe = Probe::new();
    let key: Vec<u8> = (0..32).collect();
    fs::write(probe.folder.path().join("keys/mark.key"), hex(&key)).unwrap();
    probe.reopen();
    // openssl dgst -sm3 -mac HMAC -macopt hexkey:000102…1f
    let digits = "077be96b0e368c17a8f5f45a0dfde1790d8223417d47f119d47dc4dd5a9e10d6";
    assert!(probe.keys.mark(NUMBER).ends_with(&format!(":{digits}")));
}

#[test]
fn a_restored_site_marks_as_the_one_before() {
    let (before, restored) = (Probe::new(), Probe::new());
    assert_ne!(restored.keys.mark(NUMBER), before.keys.mark(NUMBER));
    restored.keys.take_over(before.folder.path()).unwrap();
    assert_eq!(restored.keys.mark(NUMBER), before.keys.mark(NUMBER));
    let file = restored.folder.path().join("keys/mark.key");
    assert_eq!(fs::metadata(file).unwrap().permissions().mode() & 0o777, 0o600);
    let empty = tempfile::tempdir().unwrap();
    restored.keys.take_over(empty.path()).unwrap();
    assert_eq!(restored.keys.mark(NUMBER), before.keys.mark(NUMBER), "a backup of older times has no key of marks");
}

#[test]
fn any_text_comes_back() {
    let probe = Probe::new();
    let mut runner = TestRunner::deterministic();
    let text = prop_oneof![any::<String>(), "\\PC{0,40}", "[0-9]{17}[0-9X]", Just("\0落实\u{10FFFF}".repeat(2_000))];
    let texts: Vec<String> = (0..400).map(|_| text.new_tree(&mut runner).unwrap().current()).collect();
    probe
        .run(move |keys, tx| {
            for (at, text) in texts.iter().enumerate() {
                let subject = if at % 2 == 0 { LI } else { WANG };
                let sealed = keys.seal(tx, subject, text)?;
                assert_eq!(keys.unseal(tx, subject, &sealed)?.as_ref(), Some(text));
                assert!(text.chars().count() < 4 || !sealed.contains(text.as_str()));
                assert_eq!(keys.mark(text), keys.mark(&text.clone()));
            }
            Ok(())
        })
        .unwrap();
}
