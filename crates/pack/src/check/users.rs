//! Demonstration users: they sit where they say, and the three administrators are three.

use super::{check_codes, check_organisation};
use crate::findings::Findings;
use crate::load::{Pack, USERS};
use crate::sheet::At;
use crate::user::DemoUser;
use base::{Sentence, nearest};

/// Checks `demo/users.toml`.
pub(super) fn check(pack: &Pack, out: &mut Findings) {
    let list = At::file(USERS).key("user");
    let logins = pack.demo_users.iter().enumerate();
    check_codes(logins.map(|(index, one)| (one.login.clone(), list.item(index).key("login"))), out);
    for (index, user) in pack.demo_users.iter().enumerate() {
        check_one(pack, user, &list.item(index), out);
    }
}

fn check_one(pack: &Pack, user: &DemoUser, at: &At, out: &mut Findings) {
    let code = user.organisation.as_deref().unwrap_or_default();
    check_organisation(pack, code, &at.key("organisation"), out);
    if user.roles.is_empty() {
        let sentence = Sentence::new("pack.user_without_role").with("login", &user.login);
        out.error_with(at, sentence, Sentence::new("pack.hint.user_without_role"));
    }
    // GB/T 22239 level 3 keeps the three administrators apart from each other and from the business.
    if user.roles.len() > 1 && user.roles.iter().any(|role| role.is_administrator()) {
        let sentence = Sentence::new("pack.administrators_apart").with("login", &user.login);
        out.error_with(&at.key("roles"), sentence, Sentence::new("pack.hint.administrators_apart"));
    }
    let Some(division) = &user.division else { return };
    let Some(organisation) = pack.organisations.iter().find(|one| one.code == code) else {
        if code.is_empty() {
            let sentence = Sentence::new("pack.division_without_organisation").with("code", division);
            out.error_with(&at.key("division"), sentence, Sentence::new("pack.hint.division_without_organisation"));
        }
        return;
    };
    if !organisation.divisions.iter().any(|one| one.code == *division) {
        let sentence = Sentence::new("pack.unknown_division").with("code", division).with("organisation", code);
        let hint = match nearest(division, organisation.divisions.iter().map(|one| one.code.as_str())) {
            Some(meant) => Sentence::new("pack.hint.meant").with("name", meant),
            None => Sentence::new("pack.hint.add_division").with("organisation", code),
        };
        out.error_with(&at.key("division"), sentence, hint);
    }
}
