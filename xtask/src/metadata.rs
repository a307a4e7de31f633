//! What cargo knows of the workspace: packages, their dependencies and the resolved graph.

use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

/// The answer of `cargo metadata`, as far as the rules read it.
#[derive(Clone, Debug, Deserialize)]
pub struct Metadata {
    /// Every package of the graph.
    pub packages: Vec<Package>,
    /// Ids of our own packages.
    pub workspace_members: Vec<String>,
    /// Which package uses which.
    pub resolve: Resolve,
}

/// One package.
#[derive(Clone, Debug, Deserialize)]
pub struct Package {
    /// Cargo's id.
    pub id: String,
    /// Its name, such as `tokio-postgres`.
    pub name: String,
    /// Its version.
    pub version: String,
    /// The licence expression.
    pub license: Option<String>,
    /// Where it came from; none for our own.
    pub source: Option<String>,
    /// The path of its Cargo.toml.
    pub manifest_path: String,
    /// What its Cargo.toml asks for.
    pub dependencies: Vec<Dependency>,
}

/// A line of `[dependencies]`.
#[derive(Clone, Debug, Deserialize)]
pub struct Dependency {
    /// The package's name.
    pub name: String,
    /// `dev`, `build`, or none for the usual kind.
    pub kind: Option<String>,
    /// Another name given to it here.
    pub rename: Option<String>,
}

/// The resolved graph.
#[derive(Clone, Debug, Deserialize)]
pub struct Resolve {
    /// One node a package.
    pub nodes: Vec<Node>,
}

/// A package and what it uses.
#[derive(Clone, Debug, Deserialize)]
pub struct Node {
    /// Cargo's id.
    pub id: String,
    /// The packages it uses.
    pub deps: Vec<Edge>,
}

/// One use.
#[derive(Clone, Debug, Deserialize)]
pub struct Edge {
    /// Cargo's id of the package used.
    pub pkg: String,
    /// In which kinds it is used.
    pub dep_kinds: Vec<EdgeKind>,
}

/// The kind of a use.
#[derive(Clone, Debug, Deserialize)]
pub struct EdgeKind {
    /// `dev`, `build`, or none for the usual kind.
    pub kind: Option<String>,
}

impl Metadata {
    /// Asks cargo about the workspace at `root`, for the platform the product runs on.
    pub fn of(root: &Path) -> Result<Self, String> {
        let cargo = option_env!("CARGO").unwrap_or("cargo");
        let output = Command::new(cargo)
            .current_dir(root)
            .args(["metadata", "--format-version", "1", "--locked", "--filter-platform", "x86_64-unknown-linux-gnu"])
            .output()
            .map_err(|error| error.to_string())?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into_owned());
        }
        serde_json::from_slice(&output.stdout).map_err(|error| error.to_string())
    }

    /// Our own packages, in order of name.
    pub fn members(&self) -> Vec<&Package> {
        let mut members: Vec<_> = self.packages.iter().filter(|package| self.is_member(&package.id)).collect();
        members.sort_by(|left, right| left.name.cmp(&right.name));
        members
    }

    /// Our own package of this name.
    pub fn member(&self, name: &str) -> Option<&Package> {
        self.members().into_iter().find(|package| package.name == name)
    }

    /// Names of the packages linked into a member through foreign packages only. A member it uses is named, but not
    /// looked into: each member answers for itself.
    pub fn linked_without_members(&self, member: &Package) -> BTreeSet<&str> {
        let names: BTreeMap<&str, &str> = self.packages.iter().map(|p| (p.id.as_str(), p.name.as_str())).collect();
        let edges: BTreeMap<&str, &Node> = self.resolve.nodes.iter().map(|node| (node.id.as_str(), node)).collect();
        let (mut seen, mut open) = (BTreeSet::new(), vec![member.id.as_str()]);
        while let Some(id) = open.pop() {
            let look_into = id == member.id || !self.is_member(id);
            for edge in edges.get(id).filter(|_| look_into).map_or(&[][..], |node| &node.deps) {
                let linked = edge.dep_kinds.iter().any(|kind| kind.kind.is_none());
                if linked && seen.insert(edge.pkg.as_str()) {
                    open.push(&edge.pkg);
                }
            }
        }
        seen.into_iter().filter_map(|id| names.get(id).copied()).collect()
    }

    fn is_member(&self, id: &str) -> bool {
        self.workspace_members.iter().any(|member| member == id)
    }
}

impl Package {
    /// Whether the folder of the package is `crates/…`, a room of the house.
    pub fn is_room(&self) -> bool {
        self.manifest_path.ends_with(&format!("/crates/{}/Cargo.toml", self.name))
    }
}
