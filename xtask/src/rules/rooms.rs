//! The room table of ARCHITECTURE.md against the workspace: which rooms there are, on which floor, free of what.

use crate::metadata::{Metadata, Package};
use crate::rust_text::Kind;
use crate::tree::Tree;
use std::collections::BTreeSet;

/// One line of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Room {
    /// The floor; none for `dev`, a room that only tests enter.
    pub floor: Option<u8>,
    /// The name of the crate.
    pub name: String,
    /// What it must be free of.
    pub free_of: Vec<String>,
}

/// What stands behind a word of the last column: packages it must not link, and paths it must not say.
struct Absence {
    word: &'static str,
    packages: &'static [&'static str],
    paths: &'static [&'static str],
}

/// Every word that the last column may hold.
const ABSENCES: [Absence; 11] = [
    Absence {
        word: "SQL",
        packages: &["store", "rusqlite", "libsqlite3-sys", "tokio-postgres", "deadpool-postgres", "sea-query"],
        paths: &[],
    },
    // The SQL rule looks into the strings; here the engines themselves are kept out.
    Absence {
        word: "SQL text",
        packages: &["rusqlite", "tokio-postgres", "deadpool-postgres", "sea-query"],
        paths: &[],
    },
    Absence { word: "HTTP", packages: &["web", "axum", "hyper", "tower-http", "ureq"], paths: &[] },
    Absence { word: "rules", packages: &["rules"], paths: &[] },
    Absence { word: "async", packages: &["tokio", "futures"], paths: &[] },
    Absence { word: "IO", packages: &["tokio"], paths: &["std::fs", "std::net", "std::process", "std::env"] },
    Absence { word: "files", packages: &[], paths: &["std::fs", "tokio::fs"] },
    Absence { word: "clock", packages: &[], paths: &["SystemTime", "Instant", "Timestamp::now", "Zoned::now"] },
    Absence { word: "randomness", packages: &["getrandom", "rand"], paths: &["RandomState"] },
    Absence { word: "hash order", packages: &[], paths: &["HashMap", "HashSet"] },
    Absence { word: "float money", packages: &[], paths: &["f32", "f64"] },
];

/// Reads the table: rows `| floor | `room` | holds | is free of |`.
pub fn table(architecture: &str) -> Vec<Room> {
    let rows = architecture.lines().filter(|line| line.starts_with('|'));
    let cells = rows.map(|row| row.trim_matches('|').split('|').map(str::trim).collect::<Vec<_>>());
    cells
        .filter_map(|cells| {
            let [floor, name, _, free_of] = cells[..] else { return None };
            let name = name.strip_prefix('`')?.strip_suffix('`')?.to_owned();
            let free_of =
                free_of.split(',').map(|word| word.trim().to_owned()).filter(|word| !word.is_empty()).collect();
            Some(Room { floor: floor.parse().ok(), name, free_of })
        })
        .collect()
}

/// Rooms that only the table or only the workspace has.
pub fn unlisted(rooms: &[Room], metadata: &Metadata) -> Vec<String> {
    let listed: BTreeSet<&str> = rooms.iter().map(|room| room.name.as_str()).collect();
    let members = metadata.members();
    let real: BTreeSet<&str> = members.iter().filter(|package| package.is_room()).map(|p| p.name.as_str()).collect();
    let only_real = real.difference(&listed).map(|name| format!("`{name}` is a crate and not in the table"));
    let only_listed = listed.difference(&real).map(|name| format!("`{name}` is in the table and no crate"));
    only_real.chain(only_listed).collect()
}

/// Uses that do not go down: of a room on the same or a higher floor, or of a `dev` room outside tests.
pub fn upward(rooms: &[Room], metadata: &Metadata) -> Vec<String> {
    let floor = |name: &str| rooms.iter().find(|room| room.name == name).map(|room| room.floor);
    let mut breaches = Vec::new();
    for member in metadata.members().into_iter().filter(|member| member.is_room()) {
        for dependency in member.dependencies.iter().filter(|dependency| dependency.kind.as_deref() != Some("dev")) {
            let Some(theirs) = floor(&dependency.name) else { continue };
            let allowed = match (floor(&member.name).flatten(), theirs) {
                (Some(own), Some(theirs)) => theirs < own,
                // A dev room may use any room, and is used by none.
                (None, Some(_)) => true,
                (_, None) => false,
            };
            if !allowed {
                breaches.push(format!("`{}` uses `{}`", member.name, dependency.name));
            }
        }
    }
    breaches
}

/// What a room has although the table says that it is free of it.
pub fn present_absences(rooms: &[Room], metadata: &Metadata, tree: &Tree) -> Vec<String> {
    let mut breaches = Vec::new();
    for room in rooms {
        let Some(member) = metadata.member(&room.name) else { continue };
        for word in &room.free_of {
            match ABSENCES.iter().find(|absence| absence.word == word) {
                Some(absence) => breaches.extend(presence(absence, member, metadata, tree)),
                None => breaches.push(format!("the table says “{word}”, which no rule knows")),
            }
        }
    }
    breaches
}

fn presence(absence: &Absence, member: &Package, metadata: &Metadata, tree: &Tree) -> Vec<String> {
    let linked = metadata.linked_without_members(member);
    let packages = absence.packages.iter().filter(|package| linked.contains(*package));
    let mut breaches: Vec<String> =
        packages.map(|package| format!("`{}` is free of {} and links {package}", member.name, absence.word)).collect();
    let folder = format!("crates/{}/src/", member.name);
    for (file, tokens) in tree.rust().filter(|(file, _)| file.path.starts_with(&folder) && !file.is_test()) {
        let code: Vec<_> = tokens.iter().filter(|token| !token.test && token.kind != Kind::Comment).collect();
        for path in absence.paths {
            let words: Vec<&str> = path.split("::").flat_map(|word| ["::", word]).skip(1).collect();
            for (at, token) in code.iter().enumerate().filter(|(_, token)| token.kind == Kind::Word) {
                let mut rest = code.iter().skip(at).map(|token| token.text);
                let says = words.iter().all(|word| match *word {
                    "::" => rest.next() == Some(":") && rest.next() == Some(":"),
                    word => rest.next() == Some(word),
                });
                if says {
                    breaches.push(format!(
                        "{}:{} {path}: `{}` is free of {}",
                        file.path, token.line, member.name, absence.word
                    ));
                }
            }
        }
    }
    breaches
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_read() {
        let text = "| floor | room | holds | is free of |\n|---|---|---|---|\n| 0 | `base` | ids | IO, async |\n| dev | `testkit` | an app | |\n| a | b |";
        let rooms = table(text);
        assert_eq!(rooms.len(), 2);
        assert_eq!(rooms[0], Room { floor: Some(0), name: "base".into(), free_of: vec!["IO".into(), "async".into()] });
        assert_eq!(rooms[1].floor, None);
    }

    fn metadata(json: &str) -> Metadata {
        serde_json::from_str(json).unwrap()
    }

    const TWO_ROOMS: &str = r#"{
      "packages": [
        {"id": "a", "name": "a", "version": "1.0.0", "license": null, "source": null, "manifest_path": "/x/crates/a/Cargo.toml",
         "dependencies": [{"name": "b", "kind": null, "rename": null}]},
        {"id": "b", "name": "b", "version": "1.0.0", "license": null, "source": null, "manifest_path": "/x/crates/b/Cargo.toml",
         "dependencies": []},
        {"id": "t", "name": "tokio", "version": "1.0.0", "license": "MIT", "source": "r", "manifest_path": "/y/Cargo.toml",
         "dependencies": []}],
      "workspace_members": ["a", "b"],
      "resolve": {"nodes": [
        {"id": "a", "deps": [{"pkg": "b", "dep_kinds": [{"kind": null}]}]},
        {"id": "b", "deps": [{"pkg": "t", "dep_kinds": [{"kind": null}]}]},
        {"id": "t", "deps": []}]}}"#;

    #[test]
    fn a_room_uses_lower_rooms_only() {
        let metadata = metadata(TWO_ROOMS);
        let good = table("| 1 | `a` | x | async |\n| 0 | `b` | x | |");
        assert!(upward(&good, &metadata).is_empty() && unlisted(&good, &metadata).is_empty());
        let flat = table("| 0 | `a` | x | |\n| 0 | `b` | x | |\n| 2 | `c` | x | |");
        assert_eq!(upward(&flat, &metadata), ["`a` uses `b`"]);
        assert_eq!(unlisted(&flat, &metadata), ["`c` is in the table and no crate"]);
        assert_eq!(upward(&table("| 1 | `a` | x | |\n| dev | `b` | x | |"), &metadata), ["`a` uses `b`"]);
    }

    #[test]
    fn each_room_answers_for_what_it_links_and_says() {
        let metadata = metadata(TWO_ROOMS);
        let tree = Tree::of(&[
            ("crates/a/src/lib.rs", "fn f() { std::fs::read(x) }"),
            ("crates/a/tests/t.rs", "std::fs::read"),
        ]);
        let rooms = table("| 1 | `a` | x | async, files, magic |\n| 0 | `b` | x | async |");
        let found = present_absences(&rooms, &metadata, &tree);
        assert_eq!(found.len(), 3, "{found:?}");
    }
}
