//! Which body a printed name means.

use crate::Pack;
use base::fold_name;
use std::collections::BTreeMap;

/// What a printed name can mean.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Body {
    /// The organisation of a code.
    Organisation(String),
    /// The group of a code.
    Group(String),
}

/// Printed names, folded, and the bodies they mean.
#[derive(Clone, Debug, Default)]
pub struct Names {
    by_fold: BTreeMap<String, Body>,
}

impl Names {
    /// All names, short names and aliases of a pack.
    pub fn of(pack: &Pack) -> Self {
        let mut by_fold = BTreeMap::new();
        for organisation in &pack.organisations {
            let printed = [&organisation.name, &organisation.short].into_iter().chain(&organisation.aliases);
            for name in printed {
                by_fold.entry(fold_name(name)).or_insert_with(|| Body::Organisation(organisation.code.clone()));
            }
        }
        for group in &pack.groups {
            for name in std::iter::once(&group.name).chain(&group.aliases) {
                by_fold.entry(fold_name(name)).or_insert_with(|| Body::Group(group.code.clone()));
            }
        }
        Self { by_fold }
    }

    /// The body of a printed name; absent where nobody is known by it. Nothing is guessed.
    pub fn resolve(&self, printed: &str) -> Option<&Body> {
        self.by_fold.get(&fold_name(printed))
    }
}
