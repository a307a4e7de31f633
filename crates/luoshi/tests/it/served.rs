//! The real binary, serving.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, ExitStatus, Stdio};
use testkit::{Database, PASSWORD, Person};

/// A running `luoshi serve`, ended when it is dropped.
pub struct Server {
    child: Child,
    /// `http://127.0.0.1:port`.
    pub url: String,
}

impl Server {
    /// Starts the binary on a database, with a fail point or without.
    pub fn start(database: &Database, fail_point: Option<&str>) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_luoshi"));
        command.args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(&database.folder);
        if let Some(url) = &database.url {
            command.args(["--database-url", url]);
        }
        command.env_remove("LUOSHI_FAIL_POINT").envs(fail_point.map(|point| ("LUOSHI_FAIL_POINT", point)));
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let from = line.find("http://").unwrap_or_else(|| panic!("no address in {line:?}"));
        let is_address = |one: &char| one.is_ascii_alphanumeric() || matches!(one, ':' | '/' | '.');
        let url: String = line[from..].chars().take_while(is_address).collect();
        Self { child, url: url.trim_end_matches('.').to_owned() }
    }

    /// Waits until it ends, which only a fail point makes it do.
    pub fn ends(&mut self) -> ExitStatus {
        self.child.wait().unwrap()
    }

    /// Signs a demonstration user in.
    pub fn sign_in(&self, login: &str) -> Person {
        let mut person = Person::new(&self.url);
        person.sign_in(login, PASSWORD).expect(200);
        person
    }
}

/// Runs a verb of the binary on a database to its end, with the people's password, with a fail point or without.
pub fn luoshi(database: &Database, verb: &[&str], fail_point: Option<&str>) -> ExitStatus {
    let pack = concat!(env!("CARGO_MANIFEST_DIR"), "/../../packs/wuhan");
    let mut command = Command::new(env!("CARGO_BIN_EXE_luoshi"));
    command.args(verb).args(["--pack", pack, "--demo-password", PASSWORD, "--data"]).arg(&database.folder);
    if let Some(url) = &database.url {
        command.args(["--database-url", url]);
    }
    command.env_remove("LUOSHI_FAIL_POINT").envs(fail_point.map(|point| ("LUOSHI_FAIL_POINT", point)));
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap()
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
