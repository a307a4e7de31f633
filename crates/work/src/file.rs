//! Files by content in the data folder: `files/<site>/<aa>/<digest>`. A file is there under its name only when all of it
//! is on the disk.

use crate::App;
use base::{Fault, FaultKind, Moment, Refusal, RefusalKind, Sentence, Site, Stop};
use std::io;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;
use store::digest::{Sm3Hasher, random_hex};
use tokio::fs::{self, File};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

/// A file on its way in: written to a place of its own while it comes, removed if it is not kept.
#[derive(Debug)]
pub struct Upload {
    file: File,
    guard: Guard,
    hasher: Sm3Hasher,
    size: usize,
    limit: usize,
}

/// A file that came in whole.
#[derive(Debug)]
pub struct Uploaded {
    guard: Guard,
    /// SM3 of its bytes.
    pub digest: String,
    /// How many.
    pub size: usize,
    /// As it was called.
    pub name: String,
}

/// Removes the file when it is dropped; a file that was kept is no longer there.
#[derive(Debug)]
struct Guard(PathBuf);

impl Drop for Guard {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

/// How much of a file tells what it is: the parts of an office file are named in its first kilobytes.
const HEAD_BYTES: u64 = 64 << 10;

/// Longest name of a file, in characters.
const NAME: usize = 200;

impl Upload {
    /// Opens a place for a file of at most so many bytes.
    pub async fn begin(app: &App, limit: usize) -> Result<Self, Stop> {
        let folder = app.folder.join("uploads");
        fs::create_dir_all(&folder).await.map_err(fault)?;
        sweep(&folder, app.now()).await.map_err(fault)?;
        let path = folder.join(random_hex(16)?);
        let file = File::create_new(&path).await.map_err(fault)?;
        Ok(Self { file, guard: Guard(path), hasher: Sm3Hasher::default(), size: 0, limit })
    }

    /// More bytes. Refused as soon as there are too many.
    pub async fn write(&mut self, bytes: &[u8]) -> Result<(), Stop> {
        self.size += bytes.len();
        if self.size > self.limit {
            return Err(too_large(self.limit).into());
        }
        self.hasher.update(bytes);
        Ok(self.file.write_all(bytes).await.map_err(fault)?)
    }

    /// All bytes are here.
    pub async fn finish(mut self, name: &str) -> Result<Uploaded, Stop> {
        self.file.flush().await.map_err(fault)?;
        self.file.sync_all().await.map_err(fault)?;
        let base = name.rsplit(['/', '\\']).next().unwrap_or_default();
        let name = base.chars().filter(|one| !one.is_control()).take(NAME).collect();
        Ok(Uploaded { guard: self.guard, digest: self.hasher.finish(), size: self.size, name })
    }
}

impl Uploaded {
    /// Its bytes.
    pub(crate) async fn bytes(&self) -> Result<Vec<u8>, Stop> {
        Ok(fs::read(&self.guard.0).await.map_err(fault)?)
    }

    /// Its first bytes, by which it is told what it is.
    pub(crate) async fn head(&self) -> Result<Vec<u8>, Stop> {
        let mut head = Vec::new();
        let file = File::open(&self.guard.0).await.map_err(fault)?;
        file.take(HEAD_BYTES).read_to_end(&mut head).await.map_err(fault)?;
        Ok(head)
    }

    /// Keeps it under its digest. The same bytes again are kept once.
    pub(crate) async fn keep(&self, app: &App) -> Result<(), Stop> {
        let target = path_of(app, &self.digest)?;
        if fs::try_exists(&target).await.map_err(fault)? {
            return Ok(());
        }
        let folder = target.parent().map(Path::to_owned).unwrap_or_default();
        fs::create_dir_all(&folder).await.map_err(fault)?;
        fs::rename(&self.guard.0, &target).await.map_err(fault)?;
        Ok(File::open(&folder).await.map_err(fault)?.sync_all().await.map_err(fault)?)
    }
}

/// Opens a kept file for reading.
pub async fn open_file(app: &App, digest: &str) -> Result<File, Stop> {
    Ok(File::open(path_of(app, digest)?).await.map_err(fault)?)
}

/// The refusal of a file that is larger than the limit.
pub fn too_large(limit: usize) -> Refusal {
    Refusal::new(RefusalKind::TooLarge, Sentence::new("work.file.too_large").with("megabytes", limit >> 20))
}

/// Removes what a server that died left behind: nothing takes a day to come in.
async fn sweep(folder: &Path, now: Moment) -> io::Result<()> {
    let yesterday = now.plus_seconds(-24 * 60 * 60).milliseconds();
    let mut entries = fs::read_dir(folder).await?;
    while let Some(entry) = entries.next_entry().await? {
        // Another upload may have ended meanwhile and taken its file with it.
        let Ok(modified) = entry.metadata().await.and_then(|about| about.modified()) else { continue };
        let written = modified.duration_since(UNIX_EPOCH).unwrap_or_default().as_millis();
        if i64::try_from(written).is_ok_and(|at| at < yesterday) {
            let _ = fs::remove_file(entry.path()).await;
        }
    }
    Ok(())
}

/// Where a kept file of this application lies.
pub(crate) fn path_of(app: &App, digest: &str) -> Result<PathBuf, Fault> {
    kept_path(&app.folder, app.store.site(), digest)
}

/// Where a kept file lies in a data folder.
pub(crate) fn kept_path(folder: &Path, site: Site, digest: &str) -> Result<PathBuf, Fault> {
    let first = digest.get(..2).filter(|_| digest.bytes().all(|one| one.is_ascii_hexdigit()));
    let first = first.ok_or_else(|| Fault::broken("no digest of a file"))?;
    Ok(folder.join("files").join(site.0.to_string()).join(first).join(digest))
}

/// A file on its way out: made in a place of its own, removed when it was sent.
#[derive(Debug)]
pub struct Outgoing(Guard);

impl Outgoing {
    /// Makes a place for one.
    pub async fn begin(app: &App) -> Result<Self, Stop> {
        let folder = app.folder.join("uploads");
        fs::create_dir_all(&folder).await.map_err(fault)?;
        sweep(&folder, app.now()).await.map_err(fault)?;
        Ok(Self(Guard(folder.join(random_hex(16)?))))
    }

    /// Where it lies.
    pub fn path(&self) -> PathBuf {
        self.0.0.clone()
    }

    /// Opens it for sending. Its name is gone from now on, its bytes when they were sent.
    pub async fn send(self) -> Result<File, Stop> {
        Ok(File::open(&self.0.0).await.map_err(fault)?)
    }
}

fn fault(error: io::Error) -> Fault {
    let kind = if error.kind() == io::ErrorKind::StorageFull { FaultKind::DiskFull } else { FaultKind::Broken };
    Fault { kind, message: format!("file: {error}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_told_apart() {
        assert_eq!(fault(io::ErrorKind::StorageFull.into()).kind, FaultKind::DiskFull);
        assert_eq!(fault(io::ErrorKind::PermissionDenied.into()).kind, FaultKind::Broken);
    }
}
