//! Backup and restore: the rows of one snapshot, the files they name, the keys and exported seals, as one folder. The form
//! is the same for both engines. They act on the whole site from the command line, so they take no person's grant.

use crate::App;
use crate::entry::reindex;
use crate::ledger::{Books, expand_tables};
use base::{Fault, Refusal, RefusalKind, Sentence, Stop};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use store::digest::Sm3Hasher;
use store::dump::{dump_table, dump_tables, load_table};
use store::personal::PersonalKeys;
use store::{SCHEMA_VERSION, Tx};

/// Names all that a backup holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Schema of the rows.
    pub schema_version: i64,
    /// When the snapshot was taken.
    pub taken_at: String,
    /// Rows and SM3 digest of each table's file.
    pub tables: BTreeMap<String, TableEntry>,
    /// How many files came along.
    pub files: u64,
}

/// One table in a backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableEntry {
    /// Its rows.
    pub rows: u64,
    /// SM3 of its file.
    pub digest: String,
}

/// Folders that come along as they are.
const FOLDERS: [&str; 3] = ["files", "keys", "seals"];

/// Writes a backup into a folder that does not exist yet. It appears under its name only when it is complete.
pub async fn backup(app: &App, target: &Path) -> Result<Manifest, Stop> {
    if target.exists() {
        return Err(refusal("work.backup.target_exists", target));
    }
    let mut part = target.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    if part.exists() {
        fs::remove_dir_all(&part).map_err(Fault::broken)?;
    }
    fs::create_dir_all(part.join("tables")).map_err(Fault::broken)?;
    let tables_folder = part.join("tables");
    let tables = app.store.read(app.now(), move |tx| Ok(write_tables(tx, &tables_folder)?)).await?;
    // Files are never changed or removed once they are named by a row, so copying after the snapshot misses none.
    let mut files = 0;
    for folder in FOLDERS {
        files += copy_folder(&app.folder.join(folder), &part.join(folder))?;
    }
    let manifest = Manifest { schema_version: SCHEMA_VERSION, taken_at: app.now().to_string(), tables, files };
    let body = serde_json::to_vec_pretty(&manifest).map_err(Fault::broken)?;
    fs::write(part.join("manifest.json"), body).map_err(Fault::broken)?;
    fs::rename(&part, target).map_err(Fault::broken)?;
    Ok(manifest)
}

/// Reads a backup into an empty site: all rows in one transaction, or none.
pub async fn restore(app: &App, source: &Path) -> Result<Manifest, Stop> {
    let body = fs::read(source.join("manifest.json")).map_err(|_| refusal("work.backup.no_manifest", source))?;
    let manifest: Manifest = serde_json::from_slice(&body).map_err(|_| refusal("work.backup.no_manifest", source))?;
    if manifest.schema_version > SCHEMA_VERSION {
        return Err(refusal("work.backup.newer", source));
    }
    for (table, entry) in &manifest.tables {
        let path = table_path(&source.join("tables"), table)?;
        if digest_of(&path).ok().as_ref() != Some(&entry.digest) {
            return Err(refusal("work.backup.damaged", &path));
        }
    }
    // Asked before anything is copied, so that a site in use never gets another's keys; and again where it counts.
    if app.store.read(app.now(), |tx| Ok(store::site::installed_site(tx)?.is_some())).await? {
        return Err(refusal("work.backup.not_empty", source));
    }
    for folder in FOLDERS {
        copy_folder(&source.join(folder), &app.folder.join(folder))?;
    }
    let (source, tables) = (source.to_owned(), manifest.tables.clone());
    let pack_files = pack_files_of(&source)?;
    let keys = Arc::clone(app.keys());
    app.store
        .write(app.now(), move |tx| {
            if store::site::installed_site(tx)?.is_some() {
                return Err(refusal("work.backup.not_empty", &source));
            }
            let books = make_tables(tx, &pack_files, &keys)?;
            for (table, entry) in &tables {
                let file = File::open(table_path(&source.join("tables"), table)?).map_err(Fault::broken)?;
                let rows = load_table(tx, table, &mut BufReader::new(file))?;
                if rows != entry.rows {
                    return Err(refusal("work.backup.damaged", &source));
                }
            }
            // An empty site has made a mark key of its own; people must be known again by the one they were marked with.
            keys.take_over(&source)?;
            reindex(tx, &books)
        })
        .await?;
    Ok(manifest)
}

/// The pack's files in a backup: the ledgers' own tables are made from them before their rows are read.
fn pack_files_of(source: &Path) -> Result<BTreeMap<String, String>, Stop> {
    let path = table_path(&source.join("tables"), "pack_file")?;
    let Ok(text) = fs::read_to_string(&path) else { return Ok(BTreeMap::new()) };
    let mut lines = text.lines();
    let columns: Vec<String> = serde_json::from_str(lines.next().unwrap_or("[]")).map_err(Fault::broken)?;
    let place = |name: &str| columns.iter().position(|column| column == name);
    let (Some(at), Some(body)) = (place("path"), place("body")) else { return Ok(BTreeMap::new()) };
    let mut files = BTreeMap::new();
    for line in lines {
        let row: Vec<serde_json::Value> = serde_json::from_str(line).map_err(Fault::broken)?;
        let text = |place: usize| row.get(place).and_then(serde_json::Value::as_str).map(str::to_owned);
        files.extend(text(at).zip(text(body)));
    }
    Ok(files)
}

fn make_tables(
    tx: &mut Tx<'_>,
    files: &BTreeMap<String, String>,
    keys: &Arc<PersonalKeys>,
) -> Result<Arc<Books>, Stop> {
    let books = pack::load(files).0.map(|pack| Books::new(&pack, Vec::new(), keys)).unwrap_or_default();
    expand_tables(tx, &books)?;
    Ok(Arc::new(books))
}

fn write_tables(tx: &Tx<'_>, folder: &Path) -> Result<BTreeMap<String, TableEntry>, Fault> {
    let mut tables = BTreeMap::new();
    for table in dump_tables(tx)? {
        let path = table_path(folder, &table)?;
        let mut out = BufWriter::new(File::create(&path).map_err(Fault::broken)?);
        let rows = dump_table(tx, &table, &mut out)?;
        out.flush().map_err(Fault::broken)?;
        out.get_ref().sync_all().map_err(Fault::broken)?;
        tables.insert(table, TableEntry { rows, digest: digest_of(&path)? });
    }
    Ok(tables)
}

/// A table's file; a manifest must not lead outside the folder.
fn table_path(folder: &Path, table: &str) -> Result<PathBuf, Fault> {
    if table.bytes().all(|one| one.is_ascii_lowercase() || one.is_ascii_digit() || one == b'_') {
        return Ok(folder.join(format!("{table}.jsonl")));
    }
    Err(Fault::broken(format!("no name of a table: {table}")))
}

fn digest_of(path: &Path) -> Result<String, Fault> {
    let mut file = File::open(path).map_err(Fault::broken)?;
    let mut hasher = Sm3Hasher::default();
    let mut buffer = vec![0; 1 << 16];
    loop {
        let read = file.read(&mut buffer).map_err(Fault::broken)?;
        let Some(bytes) = buffer.get(..read).filter(|bytes| !bytes.is_empty()) else { return Ok(hasher.finish()) };
        hasher.update(bytes);
    }
}

/// Copies what is not there yet; answers how many files the source has.
fn copy_folder(source: &Path, target: &Path) -> Result<u64, Fault> {
    let Ok(entries) = fs::read_dir(source) else { return Ok(0) };
    fs::create_dir_all(target).map_err(Fault::broken)?;
    let mut files = 0;
    for entry in entries {
        let entry = entry.map_err(Fault::broken)?;
        let (from, to) = (entry.path(), target.join(entry.file_name()));
        if from.is_dir() {
            files += copy_folder(&from, &to)?;
        } else {
            files += 1;
            if !to.exists() {
                // fs::copy keeps the mode: a key stays readable by its owner only.
                fs::copy(&from, &to).map_err(Fault::broken)?;
            }
        }
    }
    Ok(files)
}

fn refusal(code: &str, path: &Path) -> Stop {
    Refusal::new(RefusalKind::Conflict, Sentence::new(code).with("path", path.display())).into()
}
