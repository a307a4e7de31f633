//! The sealing job: at least once a second, on one server a site, outside every command. It is no use case of a person,
//! so it takes no grant; it writes nothing but positions, seals and the access log.

use crate::App;
use crate::app::day_of;
use base::{Fault, Stop};
use std::path::Path;
use store::audit::{AuditEntry, insert_audit};
use store::seal::{Seal, insert_seal, last_seal, position_rows, take_lease};
use store::site_key::SiteKey;

/// How long a server keeps the job after its last turn; another takes over then.
const LEASE_SECONDS: i64 = 10;

/// Writes the waiting access log, seals all committed audit rows and exports the day's first seal into `seals/`.
/// Answers the newest seal, if this server holds the job and there is one.
pub async fn seal_audit(app: &App) -> Result<Option<Seal>, Stop> {
    let key = SiteKey::open(&app.folder)?;
    let holder = app.instance.clone();
    let reads = app.take_reads();
    let sealed = app
        .store
        .write(app.now(), move |tx| {
            for read in &reads {
                let entry = AuditEntry {
                    actor: read.actor,
                    actor_name: &read.actor_name,
                    address: &read.address,
                    verb: read.verb,
                    outcome: "read",
                    code: "",
                };
                tx.about_nothing();
                insert_audit(tx, &entry)?;
            }
            if !take_lease(tx, "seal_audit", &holder, LEASE_SECONDS)? {
                return Ok(None);
            }
            if let Some((mut seal, _)) = position_rows(tx)? {
                seal.signature = key.sign(&seal.seal)?;
                seal.key_id = key.id().to_owned();
                insert_seal(tx, &seal)?;
                return Ok(Some(seal));
            }
            Ok(last_seal(tx)?)
        })
        .await?;
    if let Some(seal) = &sealed {
        export_daily(&app.folder, seal, &day_of(app.now()).to_string())?;
    }
    Ok(sealed)
}

/// Puts the newest seal into a file once a day, to be carried outside: with it, truncation and rewriting show.
fn export_daily(folder: &Path, seal: &Seal, day: &str) -> Result<(), Fault> {
    let path = folder.join("seals").join(format!("{day}.json"));
    if path.exists() {
        return Ok(());
    }
    std::fs::create_dir_all(folder.join("seals")).map_err(Fault::broken)?;
    let body = serde_json::to_string_pretty(seal).map_err(Fault::broken)?;
    std::fs::write(path, body).map_err(Fault::broken)
}
