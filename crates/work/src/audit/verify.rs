//! Check the audit: changed, removed or reordered rows, and, against a seal kept outside, truncation and rewriting.

use crate::{App, Query};
use access::{Action, Grant};
use base::{Language, Sentence, Stop};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use store::Tx;
use store::seal::{Seal, leaves_at, merkle_root, seal_digest, seals_after, unsealed_rows};
use store::site_key::signature_holds;
use utoipa::ToSchema;

/// A seal that was carried outside: number and digest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutsideSeal {
    /// Its number.
    pub n: i64,
    /// Its digest.
    pub seal: String,
}

/// What a check found.
#[derive(Clone, Debug, Default)]
pub struct Verification {
    /// Rows checked.
    pub rows: i64,
    /// Seals checked.
    pub seals: i64,
    /// Rows that wait for their seal.
    pub unsealed: i64,
    /// What is wrong; nothing where all is as sealed.
    pub findings: Vec<Sentence>,
}

/// Enough to see the extent; more findings of the same kind say nothing new.
const FINDINGS: usize = 50;

/// Checks the whole audit from one snapshot.
pub(crate) fn check_all(tx: &Tx<'_>, folder: &std::path::Path, outside: &[OutsideSeal]) -> Result<Verification, Stop> {
    let mut found = Verification::default();
    let mut before = String::new();
    let mut next_position = 1;
    let mut last_n = 0;
    loop {
        let seals = seals_after(tx, last_n, 200)?;
        if seals.is_empty() {
            break;
        }
        for seal in seals {
            if found.findings.len() < FINDINGS {
                check_one(tx, folder, &seal, &before, next_position, last_n + 1, &mut found)?;
            }
            for kept in outside.iter().filter(|kept| kept.n == seal.n && kept.seal != seal.seal) {
                found.findings.push(Sentence::new("work.audit.outside_differs").with("n", kept.n));
            }
            found.seals += 1;
            found.rows += seal.rows;
            next_position = seal.first_position + seal.rows;
            last_n = seal.n;
            before = seal.seal;
        }
    }
    for kept in outside.iter().filter(|kept| kept.n > last_n || kept.n < 1) {
        found.findings.push(Sentence::new("work.audit.outside_missing").with("n", kept.n));
    }
    let (waiting, beyond) = unsealed_rows(tx, next_position - 1)?;
    found.unsealed = waiting;
    if beyond > 0 {
        found.findings.push(Sentence::new("work.audit.beyond").with("rows", beyond));
    }
    Ok(found)
}

fn check_one(
    tx: &Tx<'_>,
    folder: &std::path::Path,
    seal: &Seal,
    before: &str,
    next_position: i64,
    expected_n: i64,
    found: &mut Verification,
) -> Result<(), Stop> {
    let mut say = |code: &str| found.findings.push(Sentence::new(code).with("n", seal.n));
    if seal.n != expected_n || seal.first_position != next_position {
        say("work.audit.seal_missing");
    }
    if seal_digest(before, seal) != seal.seal {
        say("work.audit.seal_changed");
    }
    if !signature_holds(folder, &seal.key_id, &seal.seal, &seal.signature) {
        say("work.audit.signature_wrong");
    }
    let (leaves, changed) = leaves_at(tx, seal.first_position, seal.rows)?;
    let complete =
        leaves.iter().map(|(position, _)| *position).eq(seal.first_position..seal.first_position + seal.rows);
    if !complete {
        say("work.audit.row_missing");
    } else if merkle_root(leaves.into_iter().map(|(_, leaf)| leaf).collect()) != seal.root {
        say("work.audit.row_changed");
    }
    for id in changed {
        found.findings.push(Sentence::new("work.audit.revision_changed").with("id", id));
    }
    Ok(())
}

/// Checks the audit from the command line, against seals kept outside if there are any.
pub async fn verify_audit(app: &App, outside: Vec<OutsideSeal>) -> Result<Verification, Stop> {
    let folder = app.folder.clone();
    app.store.read(app.now(), move |tx| check_all(tx, &folder, &outside)).await
}

/// Asks for a check from the browser.
#[derive(Clone, Debug)]
pub struct VerifyAudit {
    folder: PathBuf,
    language: Language,
}

impl VerifyAudit {
    /// For a reader.
    pub fn new(app: &App, language: Language) -> Self {
        Self { folder: app.folder.clone(), language }
    }
}

/// What a check found, in the reader's language.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct AuditVerification {
    /// All is as sealed.
    pub ok: bool,
    /// Rows checked.
    pub rows: i64,
    /// Seals checked.
    pub seals: i64,
    /// Rows that wait for their seal.
    pub unsealed: i64,
    /// What is wrong.
    pub findings: Vec<AuditFinding>,
}

/// One finding.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct AuditFinding {
    /// Its code.
    pub code: String,
    /// As a sentence.
    pub message: String,
}

impl Query for VerifyAudit {
    const ACTION: Action = Action::SeeAudit;
    type Answer = AuditVerification;

    fn run(self, _grant: &Grant, tx: &Tx<'_>) -> Result<AuditVerification, Stop> {
        let found = check_all(tx, &self.folder, &[])?;
        let findings = found
            .findings
            .iter()
            .map(|finding| AuditFinding { code: finding.code.clone(), message: finding.render(self.language) });
        Ok(AuditVerification {
            ok: found.findings.is_empty(),
            rows: found.rows,
            seals: found.seals,
            unsealed: found.unsealed,
            findings: findings.collect(),
        })
    }
}
