//! The command: arguments and a file in, a server until it is told to stop.

use std::{
    io::{self, Write},
    net::SocketAddr,
    path::PathBuf,
    process::ExitCode,
};

use anyhow::{Context, bail};
use clap::{
    Parser,
    error::{ContextKind, ErrorKind},
};
use tracing_subscriber::{Layer, filter::Targets, layer::SubscriberExt, util::SubscriberInitExt};
use wikidouble::{Server, release::Release, wiki::fixture::Fixture};

/// A test double of MediaWiki's api.php: it answers as a wiki would, and forgets all when it ends.
#[derive(Debug, Parser)]
#[command(name = "wikidouble", version, args_override_self = true)]
struct Arguments {
    /// What to do; serving is all there is, and may go unsaid
    #[arg(value_parser = ["serve"], default_value = "serve", hide_default_value = true, hide_possible_values = true)]
    task: String,
    /// Where to listen; port 0 takes a free one
    #[arg(long, value_name = "ADDR:PORT", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// The wiki to begin with: a file, or one of the built-in `demo` and `oracle`
    #[arg(long, value_name = "FILE.toml", default_value = "demo")]
    wiki: PathBuf,
    /// Which release to be: 1.20 to 1.45, `lts` or `latest`
    #[arg(long, value_name = "RELEASE", default_value = "lts", value_parser = known_release)]
    mediawiki: Release,
    /// Serve another release as well, a wiki of its own at a path of its own: `1.35=/w135/api.php`
    #[arg(long, value_name = "RELEASE=PATH", value_parser = release_at_path)]
    also: Vec<(Release, String)>,
    /// Everyone may read, edit and make accounts
    #[arg(long)]
    public: bool,
    /// Only users may read and edit; so it is by default, unless a file says otherwise
    #[arg(long, conflicts_with = "public")]
    private: bool,
    /// Answer exactly as the release does, without this double's own help in errors
    #[arg(long)]
    exact: bool,
    /// Print no line when ready
    #[arg(long)]
    quiet: bool,
    /// What to log on standard error, such as `info` or `wikidouble=debug`
    #[arg(long, value_name = "FILTER")]
    log: Option<String>,
    /// Let a built-in wiki, whose passwords everyone knows, listen where others can reach it
    #[arg(long)]
    allow_demo_passwords_on_network: bool,
}

fn known_release(word: &str) -> Result<Release, String> {
    match word {
        "lts" => return Ok(Release::LTS),
        "latest" => return Ok(Release::LATEST),
        _ => (),
    }
    let named = Release::ALL.iter().find(|release| release.to_string() == word);
    named.copied().ok_or_else(|| {
        let names: Vec<_> = Release::ALL.iter().map(Release::to_string).collect();
        format!("the releases known here are {}, lts and latest", names.join(", "))
    })
}

fn release_at_path(words: &str) -> Result<(Release, String), String> {
    let (release, path) = words.split_once('=').ok_or("it has no =, as 1.35=/w135/api.php has")?;
    Ok((known_release(release)?, path.to_owned()))
}

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => {
            let _ = error.print();
            return ExitCode::SUCCESS;
        }
        Err(error) => return refuse(&format!("{}; see --help", in_one_line(&error))),
    };
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => refuse(&format!("{error:#}")),
    }
}

fn refuse(why: &str) -> ExitCode {
    let _ = writeln!(io::stderr(), "wikidouble: {}", why.replace('\n', " "));
    ExitCode::from(2)
}

/// clap's error without its usage, over however many lines it was told.
fn in_one_line(error: &clap::Error) -> String {
    let text = error.render().to_string();
    let told = text.split("\n\n").next().unwrap_or_default();
    let line = told.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = line.strip_prefix("error: ").unwrap_or(&line);
    match error.get(ContextKind::SuggestedArg) {
        Some(meant) => format!("{line}, did you mean '{meant}'?"),
        None => line.to_owned(),
    }
}

fn run(arguments: &Arguments) -> anyhow::Result<()> {
    if let Some(filter) = &arguments.log {
        let filter: Targets = filter.parse().with_context(|| format!("--log {filter:?}"))?;
        let lines = tracing_subscriber::fmt::layer().with_writer(io::stderr);
        tracing_subscriber::registry().with(lines.with_filter(filter)).init();
    }
    let built_in = arguments.wiki.to_str().and_then(Fixture::named);
    if built_in.is_some()
        && !arguments.listen.ip().is_loopback()
        && !arguments.allow_demo_passwords_on_network
    {
        bail!(
            "everyone knows the passwords of the built-in wiki, so it does not listen on {}: \
             give another with --wiki, or say --allow-demo-passwords-on-network",
            arguments.listen
        );
    }
    let private = arguments.private || built_in.is_some();
    let fixture = built_in.map_or_else(|| Fixture::load(&arguments.wiki), Ok)?;
    let users = users(&fixture);

    let mut builder = Server::builder().listen(arguments.listen).release(arguments.mediawiki).wiki(fixture);
    for (release, path) in &arguments.also {
        builder = builder.also(*release, path.as_str());
    }
    if arguments.public {
        builder = builder.public();
    } else if private {
        builder = builder.private();
    }
    if arguments.exact {
        builder = builder.exact();
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
    let stop = {
        let _entered = runtime.enter();
        Stop::watch()?
    };
    let server = builder.start()?;
    if !arguments.quiet {
        // Nobody may be listening: that is no reason to end.
        let _ = writeln!(io::stdout(), "{} is ready; users: {users}", server.url());
        for (release, url) in server.urls().skip(1) {
            let _ = writeln!(io::stdout(), "{url} is MediaWiki {release}");
        }
    }
    runtime.block_on(stop.asked());
    drop(server);
    Ok(())
}

/// The wish of whoever runs the command that it ends.
#[cfg(unix)]
struct Stop([tokio::signal::unix::Signal; 2]);

#[cfg(unix)]
impl Stop {
    fn watch() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self([signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?]))
    }

    async fn asked(self) {
        let [mut interrupt, mut terminate] = self.0;
        tokio::select! {
            _ = interrupt.recv() => (),
            _ = terminate.recv() => (),
        }
    }
}

/// The wish of whoever runs the command that it ends.
#[cfg(windows)]
struct Stop(tokio::signal::windows::CtrlC);

#[cfg(windows)]
impl Stop {
    fn watch() -> io::Result<Self> {
        tokio::signal::windows::ctrl_c().map(Self)
    }

    async fn asked(mut self) {
        self.0.recv().await;
    }
}

/// Who can log in, with the password that the file shows to everyone anyway.
fn users(fixture: &Fixture) -> String {
    let users: Vec<_> = fixture
        .user
        .iter()
        .filter_map(|user| Some(format!("{} ({})", user.name.get_ref(), user.password.as_ref()?)))
        .collect();
    if users.is_empty() { "none with a password".to_owned() } else { users.join(", ") }
}
