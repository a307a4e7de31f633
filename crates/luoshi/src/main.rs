//! The binary: one verb a file, wired here.

mod audit;
mod backup;
mod clock;
mod demo;
mod init;
mod openapi;
mod pack_folder;
mod place;
mod read;
mod say;
mod serve;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Luoshi 落实: how a government's decisions get carried out.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Install a city from its pack into an empty data folder or database.
    Init(init::Arguments),
    /// Install an invented city at true scale, or carry on where that was cut off.
    Demo(demo::Arguments),
    /// Serve the application.
    Serve(serve::Arguments),
    /// Read a notice and print what was found.
    Read(read::Arguments),
    /// Work on a pack.
    Pack(pack_folder::Arguments),
    /// Back a site up into a new folder.
    Backup(backup::Arguments),
    /// Restore a backup into an empty site and check its audit.
    Restore(backup::Arguments),
    /// Work on the audit.
    Audit(audit::Arguments),
    /// Print the OpenAPI document.
    Openapi,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match arguments.verb {
        Verb::Read(arguments) => read::read(arguments),
        Verb::Pack(arguments) => block_on(pack_folder::run(arguments)),
        Verb::Openapi => openapi::print(),
        Verb::Init(arguments) => block_on(init::init(arguments)),
        Verb::Demo(arguments) => block_on(demo::demo(arguments)),
        Verb::Serve(arguments) => block_on(serve::serve(arguments)),
        Verb::Backup(arguments) => block_on(backup::backup(arguments)),
        Verb::Restore(arguments) => block_on(backup::restore(arguments)),
        Verb::Audit(arguments) => block_on(audit::run(arguments)),
    }
}

fn block_on(verb: impl Future<Output = ExitCode>) -> ExitCode {
    match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime.block_on(verb),
        Err(error) => {
            say::complain(error);
            ExitCode::FAILURE
        }
    }
}
