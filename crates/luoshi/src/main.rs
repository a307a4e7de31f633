//! The binary: one verb a file, wired here.

mod clock;
mod openapi;
mod place;
mod serve;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Luoshi 落实: how a government's decisions get carried out.
#[derive(Parser)]
#[command(version, about)]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Serve the application.
    Serve(serve::Arguments),
    /// Print the OpenAPI document.
    Openapi,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match arguments.verb {
        Verb::Serve(arguments) => serve::serve(arguments),
        Verb::Openapi => openapi::print(),
    }
}
