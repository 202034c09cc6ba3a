//! One wiki at one address, with everything a call needs.

use super::{Arrival, Registry};
use crate::{
    message::{self, Destination, Reach},
    release::Profile,
    wiki::{Namespace, Title, Wiki},
};

/// A wiki as a release serves it.
pub struct Service {
    /// The wiki.
    pub wiki: Wiki,
    /// How the release behaves.
    pub profile: &'static Profile,
    /// The modules that the release has.
    pub registry: Registry,
    /// Whether doors stay open that the release does not have.
    pub manners: Manners,
}

/// Whether the double does exactly what its release does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Manners {
    /// Legacy tokens answer in every release, and a private wiki refuses tokens to callers without a session.
    #[default]
    Obliging,
    /// What the release does, no more.
    Exact,
}

impl Service {
    /// The address of the server in two pieces: the one in the settings, or the one that the client asked for.
    pub fn server<'r>(&'r self, arrival: &Arrival<'r>) -> [&'r str; 2] {
        match &self.wiki.site().server {
            Some(server) => ["", server],
            None => ["http://", arrival.headers.host.unwrap_or("localhost")],
        }
    }
}

impl message::Site for Service {
    fn name(&self) -> &str {
        &self.wiki.site().name
    }

    fn project(&self) -> &str {
        self.wiki.site().namespaces.name(Namespace::PROJECT).map_or("Project", |name| name)
    }

    fn reach(&self, target: &str) -> Option<Destination> {
        let site = self.wiki.site();
        let target = Title::parse(target, &site.naming()).ok()?;
        let title = target.full(&site.namespaces);
        let local = target.local()?;
        let key = local.prefixed_key(&site.namespaces);
        let reach = match self.wiki.state().pages.titled(&local) {
            Some(page) if page.redirect.is_some() => Reach::Redirect,
            Some(_) => Reach::Page,
            None if local.namespace() == Namespace::SPECIAL => Reach::Page,
            None => Reach::Missing,
        };
        let url = match reach {
            Reach::Missing => format!("{}/index.php?title={key}&action=edit&redlink=1", site.script_path),
            _ => site.article_path.replace("$1", &key),
        };
        Some(Destination { title, url, reach })
    }
}
