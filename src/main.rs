//! The command: arguments, then a server until it is told to stop.

use std::{net::SocketAddr, path::Path};

use anyhow::Context;
use clap::Parser;
use wikidouble::{
    Server,
    release::{self, Release},
    wiki::fixture::Fixture,
};

/// A test double of MediaWiki's api.php: answers bots and API clients as MediaWiki does.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// Where to listen; port 0 takes a free one.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// The wiki to begin with: a file, or a ready-made one (demo, oracle).
    #[arg(long, value_name = "FILE", default_value = "demo")]
    wiki: String,
    /// The release to be.
    #[arg(long, value_name = "RELEASE", default_value = "1.43", value_parser = known_release)]
    mediawiki: Release,
    /// Do what the release does, no more.
    #[arg(long)]
    exact: bool,
    /// Nobody reads or writes without an account, whatever the wiki's file says.
    #[arg(long, conflicts_with = "public")]
    private: bool,
    /// Everybody reads and writes, whatever the wiki's file says.
    #[arg(long)]
    public: bool,
}

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let server = start(&arguments)?;
    println!("wikidouble: MediaWiki {} on {}", arguments.mediawiki, server.url());
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(told_to_stop())
}

fn start(arguments: &Arguments) -> anyhow::Result<Server> {
    let fixture = match Fixture::named(&arguments.wiki) {
        Some(fixture) => fixture,
        None => Fixture::load(Path::new(&arguments.wiki))?,
    };
    let mut builder = Server::builder().listen(arguments.listen).release(arguments.mediawiki).wiki(fixture);
    if arguments.exact {
        builder = builder.exact();
    }
    if arguments.private {
        builder = builder.private();
    }
    if arguments.public {
        builder = builder.public();
    }
    Ok(builder.start()?)
}

/// Waits for an interrupt or, where there is such a thing, for the signal that ends services.
async fn told_to_stop() -> anyhow::Result<()> {
    let interrupted = async { tokio::signal::ctrl_c().await.context("cannot wait for an interrupt") };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut terminated = signal(SignalKind::terminate()).context("cannot wait for a signal")?;
        tokio::select! {
            interrupted = interrupted => interrupted,
            _ = terminated.recv() => Ok(()),
        }
    }
    #[cfg(not(unix))]
    interrupted.await
}

fn known_release(text: &str) -> Result<Release, String> {
    let known = || Release::ALL.iter().filter(|release| release::profile(**release).is_some());
    known().find(|release| release.to_string() == text).copied().ok_or_else(|| {
        let names: Vec<_> = known().map(ToString::to_string).collect();
        format!("there is {}", names.join(", "))
    })
}
