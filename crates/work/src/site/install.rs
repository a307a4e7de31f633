//! Install a city from its pack: organisations, groups, names, and the demonstration's people.

use crate::app::day_of;
use crate::ledger::{Books, apply_tables};
use crate::password::hash_password;
use crate::{App, Command};
use access::{Action, Grant};
use base::{Day, Fault, Id, Refusal, RefusalKind, Sentence, Stop, fold_name};
use pack::{Organisation, Pack};
use serde::Serialize;
use std::collections::BTreeMap;
use store::account::{Account, insert_account, set_password_hash};
use store::group::{AliasRow, GroupRow, insert_group, put_aliases, set_group_members};
use store::membership::{MembershipRow, insert_memberships};
use store::organisation::{DivisionRow, OrganisationRow, insert_divisions, insert_organisations};
use store::site::{SiteRow, insert_site, installed_site};
use store::{Tx, pack_file};

/// A first sign-in of the demonstration.
#[derive(Clone, Debug)]
pub struct FirstPassword {
    /// What is typed.
    pub login: String,
    /// In the clear: shown once to whoever runs the command, never kept.
    pub password: String,
}

/// Installs a pack into an empty site.
#[derive(Clone, Debug, Serialize)]
pub struct InstallSite {
    files: BTreeMap<String, String>,
    demonstration: bool,
    #[serde(skip)]
    pack: Pack,
    #[serde(skip)]
    books: Books,
    #[serde(skip)]
    passwords: Vec<FirstPassword>,
    /// What `prepare` made of them: login and hash.
    #[serde(skip)]
    hashes: BTreeMap<String, String>,
}

impl InstallSite {
    /// With the files of a pack, the pack read from them, and passwords for those of its people who may sign in;
    /// without any the site is no demonstration.
    pub fn new(files: BTreeMap<String, String>, pack: Pack, passwords: Vec<FirstPassword>) -> Self {
        let demonstration = !passwords.is_empty();
        Self { files, demonstration, pack, books: Books::default(), passwords, hashes: BTreeMap::new() }
    }
}

impl Command for InstallSite {
    const VERB: &'static str = "install_site";
    const ACTION: Action = Action::InstallSite;
    const PREPARES: bool = true;
    type Answer = ();

    async fn prepare(&mut self, app: &App) -> Result<(), Stop> {
        self.books = Books::new(&self.pack, Vec::new(), app.keys());
        for one in std::mem::take(&mut self.passwords) {
            self.hashes.insert(one.login, hash_password(one.password).await?);
        }
        Ok(())
    }

    fn run(&self, _grant: &Grant, tx: &mut Tx<'_>) -> Result<(), Stop> {
        if installed_site(tx)?.is_some() {
            return Err(Refusal::new(RefusalKind::Conflict, Sentence::new("work.site_installed")).into());
        }
        insert_site(
            tx,
            &SiteRow {
                code: self.pack.code.clone(),
                name: self.pack.name.clone(),
                time_zone: self.pack.time_zone.clone(),
                year: self.pack.current_year,
                demonstration: self.demonstration,
            },
        )?;
        pack_file::insert_pack_files(tx, &self.files)?;
        let bodies = Bodies::number(tx, &self.pack);
        bodies.insert_organisations(tx, &self.pack)?;
        bodies.insert_groups(tx, &self.pack)?;
        apply_tables(tx, &self.books, &self.files)?;
        self.insert_people(tx, &bodies)?;
        Ok(())
    }
}

impl InstallSite {
    fn insert_people(&self, tx: &mut Tx<'_>, bodies: &Bodies) -> Result<(), Fault> {
        let today = day_of(tx.now());
        let mut memberships = Vec::new();
        for user in &self.pack.demo_users {
            let Some(hash) = self.hashes.get(&user.login) else { continue };
            let home = user.organisation.as_deref().and_then(|code| bodies.organisation(code)).or(bodies.office);
            let Some(organisation) = home else { continue };
            let division =
                user.division.as_deref().and_then(|code| bodies.divisions.get(&(organisation, code.to_owned())));
            let account = Account {
                id: tx.new_id(),
                login: user.login.clone(),
                name: user.name.clone(),
                phone: String::new(),
                organisation: Some(organisation),
                division: division.copied(),
                disabled: false,
                must_change_password: false,
                failures: 0,
                locked_until: None,
                last_sign_in: None,
                version: 1,
            };
            insert_account(tx, &account)?;
            set_password_hash(tx, account.id, hash, false)?;
            memberships.extend(user.roles.iter().map(|role| MembershipRow {
                id: tx.new_id(),
                user: account.id,
                organisation,
                division: division.copied(),
                role: role.code().to_owned(),
                valid_from: Day::new(today.year(), 1, 1).unwrap_or(today),
                valid_until: None,
            }));
        }
        insert_memberships(tx, &memberships)
    }
}

/// Ids of the pack's bodies by their codes.
struct Bodies {
    organisations: BTreeMap<String, Id>,
    divisions: BTreeMap<(Id, String), Id>,
    /// The body that administrators without a home belong to.
    office: Option<Id>,
}

impl Bodies {
    fn number(tx: &Tx<'_>, pack: &Pack) -> Self {
        let mut bodies = Self { organisations: BTreeMap::new(), divisions: BTreeMap::new(), office: None };
        for one in &pack.organisations {
            let id = tx.new_id();
            bodies.organisations.insert(one.code.clone(), id);
            for division in &one.divisions {
                bodies.divisions.insert((id, division.code.clone()), tx.new_id());
            }
            if bodies.office.is_none() && one.kind == pack::OrganisationKind::Office {
                bodies.office = Some(id);
            }
        }
        bodies
    }

    fn organisation(&self, code: &str) -> Option<Id> {
        self.organisations.get(code).copied()
    }

    fn row(&self, position: usize, one: &Organisation) -> Option<OrganisationRow> {
        Some(OrganisationRow {
            id: self.organisation(&one.code)?,
            code: one.code.clone(),
            name: one.name.clone(),
            short_name: one.short.clone(),
            kind: one.kind.code().to_owned(),
            parent: one.parent.as_deref().and_then(|code| self.organisation(code)),
            valid_from: one.valid_from,
            valid_until: one.valid_until,
            successor: one.successor.as_deref().and_then(|code| self.organisation(code)),
            assessment_unit: one.assessment_unit.clone(),
            position: i64::try_from(position).unwrap_or(i64::MAX),
            version: 1,
        })
    }

    fn insert_organisations(&self, tx: &mut Tx<'_>, pack: &Pack) -> Result<(), Fault> {
        let rows: Vec<OrganisationRow> =
            pack.organisations.iter().enumerate().filter_map(|(position, one)| self.row(position, one)).collect();
        insert_organisations(tx, &rows)?;
        let mut divisions = Vec::new();
        let mut aliases = Vec::new();
        for (one, row) in pack.organisations.iter().zip(&rows) {
            for (position, division) in (0_i64..).zip(&one.divisions) {
                if let Some(id) = self.divisions.get(&(row.id, division.code.clone())) {
                    let name = division.name.clone();
                    divisions.push(DivisionRow { id: *id, organisation: row.id, name, position });
                }
            }
            aliases.extend(one.aliases.iter().map(|alias| AliasRow {
                folded: fold_name(alias),
                alias: alias.clone(),
                organisation: Some(row.id),
                group: None,
            }));
        }
        insert_divisions(tx, &divisions)?;
        put_aliases(tx, &aliases)
    }

    fn insert_groups(&self, tx: &mut Tx<'_>, pack: &Pack) -> Result<(), Fault> {
        for one in &pack.groups {
            let id = tx.new_id();
            let (code, name, note) = (one.code.clone(), one.name.clone(), one.note.clone());
            insert_group(tx, &GroupRow { id, code, name, note, version: 1 })?;
            let members: Vec<Id> = one.members.iter().filter_map(|code| self.organisation(code)).collect();
            set_group_members(tx, id, &members)?;
            let aliases: Vec<AliasRow> = one
                .aliases
                .iter()
                .map(|alias| AliasRow {
                    folded: fold_name(alias),
                    alias: alias.clone(),
                    organisation: None,
                    group: Some(id),
                })
                .collect();
            put_aliases(tx, &aliases)?;
        }
        Ok(())
    }
}
