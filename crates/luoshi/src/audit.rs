//! Check the audit from the command line.

use crate::place::PlaceArguments;
use crate::say::{language, say, say_sentence, stopped};
use base::{Sentence, Stop};
use clap::{Args, Subcommand};
use std::process::ExitCode;
use work::App;
use work::audit::{OutsideSeal, verify_audit};

/// What to do with the audit.
#[derive(Args)]
pub struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Find changed, removed or reordered rows.
    Verify {
        #[command(flatten)]
        place: PlaceArguments,
        /// A seal that was kept outside, as number:digest; with it, truncation and rewriting show too.
        #[arg(long = "seal", value_parser = outside_seal)]
        seals: Vec<(i64, String)>,
    },
}

fn outside_seal(text: &str) -> Result<(i64, String), String> {
    let parsed = text.split_once(':').and_then(|(n, seal)| Some((n.parse().ok()?, seal.to_lowercase())));
    parsed.ok_or_else(|| Sentence::new("luoshi.seal_form").render(language()))
}

/// Runs the verb.
pub async fn run(arguments: Arguments) -> ExitCode {
    let Verb::Verify { place, seals } = arguments.verb;
    match place.open().await {
        Ok(app) => verify(&app, seals.into_iter().map(|(n, seal)| OutsideSeal { n, seal }).collect()).await,
        Err(fault) => stopped(&Stop::Fault(fault)),
    }
}

/// Checks, says what was found, and fails where anything was.
pub async fn verify(app: &App, outside: Vec<OutsideSeal>) -> ExitCode {
    match verify_audit(app, outside).await {
        Ok(found) => {
            for finding in &found.findings {
                say(finding.render(language()));
            }
            let code = if found.findings.is_empty() { "luoshi.audit_holds" } else { "luoshi.audit_broken" };
            let counts = Sentence::new(code).with("rows", found.rows).with("seals", found.seals);
            say_sentence(&counts.with("unsealed", found.unsealed));
            if found.findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(stop) => stopped(&stop),
    }
}
