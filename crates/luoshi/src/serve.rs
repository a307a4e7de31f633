//! Serve the application until a signal ends it.

use crate::place::PlaceArguments;
use crate::say::{complain, say_sentence, stopped};
use base::{Sentence, Stop};
use clap::Args;
use std::net::SocketAddr;
use std::process::ExitCode;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use work::App;

/// How to serve.
#[derive(Args)]
pub struct Arguments {
    #[command(flatten)]
    place: PlaceArguments,
    /// The address to listen on; port 0 takes a free one.
    #[arg(long, default_value = "127.0.0.1:8300", env = "LUOSHI_LISTEN")]
    listen: SocketAddr,
    /// Send cookies over TLS only: for servers behind a proxy that speaks https.
    #[arg(long)]
    secure_cookie: bool,
}

/// Serves; logs are JSON lines on standard error.
pub async fn serve(arguments: Arguments) -> ExitCode {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "info".into());
    tracing_subscriber::fmt().json().with_writer(std::io::stderr).with_env_filter(filter).init();
    let app = match arguments.place.open().await {
        Ok(app) => app,
        Err(fault) => return stopped(&Stop::Fault(fault)),
    };
    tokio::spawn(every_second(app.clone()));
    tokio::spawn(carry_on(app.clone()));
    tokio::spawn(move_by_itself(app.clone()));
    match run(app, arguments.listen, web::Options { secure_cookie: arguments.secure_cookie }).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(error);
            ExitCode::FAILURE
        }
    }
}

async fn run(app: App, listen: SocketAddr, options: web::Options) -> std::io::Result<()> {
    let listener = TcpListener::bind(listen).await?;
    say_sentence(&Sentence::new("luoshi.listening").with("url", format!("http://{}", listener.local_addr()?)));
    let service = web::router(app.clone(), options).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(end()).await?;
    // What was read and done in the last second is sealed before the process ends.
    if let Err(stop) = work::audit::seal_audit(&app).await {
        tracing::error!("the last seal failed: {stop:?}");
    }
    Ok(())
}

/// What a server does beside answering: it seals the audit, and takes up a pack that was applied meanwhile.
async fn every_second(app: App) {
    let mut turn = tokio::time::interval(Duration::from_millis(900));
    turn.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        turn.tick().await;
        if let Err(stop) = work::audit::seal_audit(&app).await {
            tracing::error!("sealing failed and is tried again: {stop:?}");
        }
        if let Err(stop) = app.refresh_books().await {
            tracing::error!("the ledgers could not be read anew: {stop:?}");
        }
    }
}

/// Takes up imports that a server left unfinished, and marks the entries of ledgers whose rules are new. Apart from the
/// seals, which must not wait for a long workbook.
async fn carry_on(app: App) {
    let mut turn = tokio::time::interval(Duration::from_secs(2));
    turn.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        turn.tick().await;
        if let Err(stop) = work::import::run_imports(&app).await {
            tracing::error!("an import stopped and is taken up again: {stop:?}");
        }
        if let Err(stop) = work::entry::mark_entries(&app).await {
            tracing::error!("the entries of a ledger were not marked and are taken up again: {stop:?}");
        }
    }
}

/// Moves the entries for which a day is over. Each minute, so that a day that was filled in late is met soon as well.
async fn move_by_itself(app: App) {
    let mut turn = tokio::time::interval(Duration::from_secs(60));
    turn.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        turn.tick().await;
        if let Err(stop) = work::entry::move_by_itself(&app).await {
            tracing::error!("entries whose day is over could not be moved and are tried again: {stop:?}");
        }
    }
}

async fn end() {
    let (Ok(mut interrupt), Ok(mut terminate)) = (signal(SignalKind::interrupt()), signal(SignalKind::terminate()))
    else {
        return std::future::pending().await;
    };
    tokio::select! { _ = interrupt.recv() => (), _ = terminate.recv() => () }
}
