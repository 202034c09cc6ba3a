//! Many at once: nothing is lost, nothing is half done, and of two who want the same, one gets it.

mod bot;
mod domain;
mod races;
mod storm;

use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use wikidouble::{Builder, Server, release::V1_39, wiki::fixture::Fixture};

/// Counts somebody out who works, even one who panics.
struct Leaving<'s>(&'s AtomicUsize);

impl Drop for Leaving<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Relaxed);
    }
}

/// A wiki with accounts for those who work at the same time.
fn fixture(pages: usize) -> Fixture {
    let mut text = String::from(
        "[site]\nuploads = true\nfile_extensions = ['txt']\nrate_limits = 'none'\nlogin_throttle = []\n\
         password_hash = 'cheap'\n",
    );
    for number in 0..8 {
        text.push_str(&format!(
            "[[user]]\nname = 'Writer{number}'\npassword = 'Writer{number}Pass12345'\ngroups = ['sysop', 'bot']\n"
        ));
    }
    for number in 0..pages {
        text.push_str(&format!("[[page]]\ntitle = 'Count {number}'\nauthor = 'Writer0'\ntext = '0'\n"));
    }
    Fixture::parse("many.toml", &text).unwrap()
}

/// That wiki behind a door.
fn wiki(pages: usize) -> Builder {
    // More threads than most machines have processors, so that they meet.
    Server::builder().release(V1_39).wiki(fixture(pages)).public().exact().workers(4)
}
