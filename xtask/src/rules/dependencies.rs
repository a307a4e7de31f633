//! Few dependencies, all used, all permitted. The lists of what is permitted stand in deny.toml, in the form that
//! `cargo deny` reads too.

use crate::licence::permits;
use crate::metadata::{Metadata, Package};
use crate::rust_text::Kind;
use crate::tree::Tree;
use serde::Deserialize;
use std::collections::BTreeSet;

/// deny.toml, as far as the rules read it.
#[derive(Clone, Debug, Deserialize)]
pub struct Permitted {
    /// Licences.
    pub licenses: Licences,
    /// Packages.
    pub bans: Bans,
}

/// `[licenses]`
#[derive(Clone, Debug, Deserialize)]
pub struct Licences {
    /// Permitted SPDX names.
    pub allow: Vec<String>,
}

/// `[bans]`
#[derive(Clone, Debug, Deserialize)]
pub struct Bans {
    /// Packages that must not be linked, each with its reason.
    pub deny: Vec<Ban>,
}

/// A package that must not be linked.
#[derive(Clone, Debug, Deserialize)]
pub struct Ban {
    /// Its name.
    #[serde(rename = "crate")]
    pub name: String,
    /// Why not.
    pub reason: String,
}

/// Foreign packages whose licence is not on the list, or that do not come from the registry.
pub fn unlicensed(metadata: &Metadata, permitted: &Permitted) -> Vec<String> {
    let foreign = metadata.packages.iter().filter(|package| package.source.is_some());
    let mut breaches = Vec::new();
    for package in foreign {
        let licence = package.license.as_deref().unwrap_or("no licence");
        if !permits(licence, &permitted.licenses.allow) {
            breaches.push(format!("{} {}: {licence}", package.name, package.version));
        }
        if !package.source.as_deref().is_some_and(|source| source.starts_with("registry+")) {
            breaches.push(format!("{} {}: not from the registry", package.name, package.version));
        }
    }
    breaches
}

/// Banned packages that are linked all the same.
pub fn banned(metadata: &Metadata, permitted: &Permitted) -> Vec<String> {
    let is_there = |ban: &&Ban| metadata.packages.iter().any(|package| package.name == ban.name);
    permitted.bans.deny.iter().filter(is_there).map(|ban| format!("{}: {}", ban.name, ban.reason)).collect()
}

/// Dependencies that a package asks for and never names in its code.
pub fn unused(metadata: &Metadata, tree: &Tree) -> Vec<String> {
    let mut breaches = Vec::new();
    for member in metadata.members() {
        let (shipped, all, build) =
            (words(member, tree, Part::Shipped), words(member, tree, Part::All), words(member, tree, Part::Build));
        for dependency in &member.dependencies {
            let name = dependency.rename.as_deref().unwrap_or(&dependency.name).replace('-', "_");
            let (kind, used) = match dependency.kind.as_deref() {
                Some("dev") => ("dev-dependency", all.contains(name.as_str())),
                Some(_) => ("build-dependency", build.contains(name.as_str())),
                None => ("dependency", shipped.contains(name.as_str())),
            };
            if !used && kind == "dependency" && all.contains(name.as_str()) {
                breaches.push(format!(
                    "{}: {} is used in tests only: make it a dev-dependency",
                    member.name, dependency.name
                ));
            } else if !used {
                breaches.push(format!("{}: the {kind} {} is not used", member.name, dependency.name));
            }
        }
    }
    breaches
}

/// Lines of `[workspace.dependencies]` that no member asks for.
pub fn unasked(metadata: &Metadata, workspace_manifest: &str) -> Vec<String> {
    let Ok(manifest) = workspace_manifest.parse::<toml::Table>() else { return vec!["Cargo.toml: not TOML".into()] };
    let declared = manifest.get("workspace").and_then(|it| it.get("dependencies")).and_then(toml::Value::as_table);
    let asked: BTreeSet<&str> = metadata
        .members()
        .into_iter()
        .flat_map(|member| member.dependencies.iter().map(|it| it.name.as_str()))
        .collect();
    let names = declared.map(|table| table.keys().cloned().collect::<Vec<_>>()).unwrap_or_default();
    names.into_iter().filter(|name| !asked.contains(name.as_str())).collect()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Shipped,
    All,
    Build,
}

/// The words of a member's code.
fn words<'a>(member: &Package, tree: &'a Tree, part: Part) -> BTreeSet<&'a str> {
    let folder = if member.is_room() { format!("crates/{}/", member.name) } else { format!("{}/", member.name) };
    let shipped = format!("{folder}src/");
    let build = format!("{folder}build.rs");
    let mut out = BTreeSet::new();
    for (file, tokens) in tree.rust().filter(|(file, _)| file.path.starts_with(&folder)) {
        let takes = match part {
            Part::Shipped => file.path.starts_with(&shipped),
            Part::All => file.path != build,
            Part::Build => file.path == build,
        };
        let words = tokens.into_iter().filter(|token| token.kind == Kind::Word && (part == Part::All || !token.test));
        out.extend(words.filter(|_| takes).map(|token| token.text));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn metadata() -> Metadata {
        let json = r#"{
          "packages": [
            {"id": "a", "name": "a", "version": "1.0.0", "license": null, "source": null, "manifest_path": "/x/crates/a/Cargo.toml",
             "dependencies": [{"name": "quick-xml", "kind": null, "rename": null}, {"name": "zip", "kind": null, "rename": null},
                              {"name": "insta", "kind": "dev", "rename": null}]},
            {"id": "z", "name": "zip", "version": "9.0.0", "license": "GPL-3.0", "source": "git+x", "manifest_path": "/y", "dependencies": []}],
          "workspace_members": ["a"],
          "resolve": {"nodes": []}}"#;
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn a_dependency_is_used_where_it_is_asked_for() {
        let tree = Tree::of(&[
            ("crates/a/src/lib.rs", "use quick_xml::Reader; // zip\n#[cfg(test)]\nmod tests { use zip::X; }"),
            ("crates/a/tests/t.rs", "use quick_xml::X;"),
        ]);
        assert_eq!(
            unused(&metadata(), &tree),
            ["a: zip is used in tests only: make it a dev-dependency", "a: the dev-dependency insta is not used"]
        );
        let manifest = "[workspace.dependencies]\nzip = \"9\"\nserde = \"1\"";
        assert_eq!(unasked(&metadata(), manifest), ["serde"]);
    }

    #[test]
    fn licence_source_and_bans_are_checked() {
        let permitted: Permitted =
            toml::from_str("[licenses]\nallow = [\"MIT\"]\n[bans]\ndeny = [{ crate = \"zip\", reason = \"x\" }]")
                .unwrap();
        assert_eq!(unlicensed(&metadata(), &permitted).len(), 2);
        assert_eq!(banned(&metadata(), &permitted), ["zip: x"]);
    }
}
