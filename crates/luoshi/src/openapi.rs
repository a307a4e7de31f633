//! Print the OpenAPI document.

use std::io::Write;
use std::process::ExitCode;

/// Prints the document as JSON with a line end, as `docs/openapi.json` holds it.
pub fn print() -> ExitCode {
    match web::openapi().to_pretty_json() {
        Ok(document) if writeln!(std::io::stdout(), "{document}").is_ok() => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}
