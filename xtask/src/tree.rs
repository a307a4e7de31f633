//! The sources of the repository, read once and handed to the rules as text.

use std::io;
use std::path::{Path, PathBuf};

/// One file: path from the root of the repository with `/`, and its text.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Such as `crates/base/src/lib.rs`.
    pub path: String,
    /// The text, as UTF-8.
    pub text: String,
}

/// The files a rule looks at, in order of path.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// All files with one of the endings below.
    pub files: Vec<SourceFile>,
}

/// What is built, fetched or made at run time is not ours to judge.
const FOREIGN_FOLDERS: [&str; 9] =
    ["target", "node_modules", "dist", ".git", ".data", "corpus", "artifacts", "test-results", "snapshots"];

/// Only text that people write here; locks and pictures are left out.
const ENDINGS: [&str; 11] = [".rs", ".ts", ".vue", ".toml", ".json", ".md", ".sh", ".css", ".sql", ".txt", ".html"];

impl Tree {
    /// Reads the repository that stands at `root`. Scripts without an ending are read from `script/` and `.ci/`.
    pub fn read(root: &Path) -> io::Result<Self> {
        let mut files = Vec::new();
        let mut folders = vec![root.to_path_buf()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(&folder)? {
                let entry = entry?;
                let path = entry.path();
                let name = entry.file_name().to_string_lossy().into_owned();
                if entry.file_type()?.is_dir() {
                    if !FOREIGN_FOLDERS.contains(&name.as_str()) {
                        folders.push(path);
                    }
                } else if is_ours(root, &path, &name) {
                    read_into(&mut files, root, &path)?;
                }
            }
        }
        files.sort_by(|left, right| left.path.cmp(&right.path));
        Ok(Self { files })
    }

    /// A tree made by a test of a rule.
    pub fn of(files: &[(&str, &str)]) -> Self {
        let files =
            files.iter().map(|(path, text)| SourceFile { path: (*path).into(), text: (*text).into() }).collect();
        Self { files }
    }

    /// The text of one file.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.files.iter().find(|file| file.path == path).map(|file| file.text.as_str())
    }

    /// The files with this ending, such as `.rs`.
    pub fn with_ending<'a>(&'a self, ending: &'a str) -> impl Iterator<Item = &'a SourceFile> {
        self.files.iter().filter(move |file| file.path.ends_with(ending))
    }

    /// The Rust files, cut into tokens.
    pub fn rust(&self) -> impl Iterator<Item = (&SourceFile, Vec<crate::rust_text::Token<'_>>)> {
        self.with_ending(".rs").map(|file| (file, crate::rust_text::tokens(&file.text)))
    }
}

impl SourceFile {
    /// The crate folder the file lies in, such as `store` for `crates/store/src/lib.rs`.
    pub fn room(&self) -> &str {
        match self.path.split_once('/') {
            Some(("crates", rest)) => rest.split('/').next().unwrap_or_default(),
            Some((first, _)) => first,
            None => "",
        }
    }

    /// Whether the whole file is test code: `tests/`, `benches/`, `fuzz/`, a `tests.rs` module, or the testing crates.
    pub fn is_test(&self) -> bool {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        self.path.split('/').any(|part| matches!(part, "tests" | "benches" | "fuzz" | "e2e"))
            || name == "tests.rs"
            || name.ends_with("_tests.rs")
            || name.ends_with(".test.ts")
            || name.ends_with(".spec.ts")
            || matches!(self.room(), "testkit" | "xtask")
    }
}

/// The root of the repository this crate was built in.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

fn is_ours(root: &Path, path: &Path, name: &str) -> bool {
    let is_script = path.parent().is_some_and(|folder| folder == root.join("script") || folder == root.join(".ci"));
    is_script || (ENDINGS.iter().any(|ending| name.ends_with(ending)) && name != "package-lock.json")
}

fn read_into(files: &mut Vec<SourceFile>, root: &Path, path: &Path) -> io::Result<()> {
    // A fixture in another encoding is data, not a source; it is passed over.
    let Ok(text) = String::from_utf8(std::fs::read(path)?) else { return Ok(()) };
    let relative = path.strip_prefix(root).unwrap_or(path);
    files.push(SourceFile { path: relative.to_string_lossy().replace('\\', "/"), text });
    Ok(())
}
