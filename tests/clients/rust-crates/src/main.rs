//! The crates `mediawiki`, `mwapi` and `mwbot` against a wiki: named checks, one line each, the last line
//! `N passed, N failed`.

mod mediawiki_crate;
mod mwapi_crate;
mod mwbot_crate;
mod wiki;

use std::time::Instant;

use wiki::Wiki;

#[tokio::main]
async fn main() {
    let start = Instant::now();
    let mut wiki = Wiki::from_env();
    mediawiki_crate::flow(&mut wiki).await;
    mwapi_crate::flow(&mut wiki).await;
    mwbot_crate::flow(&mut wiki).await;
    println!("time {:.1} s", start.elapsed().as_secs_f64());
    println!("{} passed, {} failed", wiki.passed, wiki.failed);
    std::process::exit(i32::from(wiki.failed > 0));
}
