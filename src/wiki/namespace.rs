//! Namespaces: their numbers, names, aliases and rules (`NamespaceInfo`, English).

use std::{collections::HashMap, fmt, sync::Arc};

use serde::{Deserialize, Serialize};

use crate::release::{Release, V1_29};

/// The number of a namespace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Namespace(pub i32);

#[expect(missing_docs, reason = "the names say it")]
impl Namespace {
    pub const MEDIA: Self = Self(-2);
    pub const SPECIAL: Self = Self(-1);
    pub const MAIN: Self = Self(0);
    pub const TALK: Self = Self(1);
    pub const USER: Self = Self(2);
    pub const USER_TALK: Self = Self(3);
    pub const PROJECT: Self = Self(4);
    pub const PROJECT_TALK: Self = Self(5);
    pub const FILE: Self = Self(6);
    pub const FILE_TALK: Self = Self(7);
    pub const MEDIAWIKI: Self = Self(8);
    pub const MEDIAWIKI_TALK: Self = Self(9);
    pub const TEMPLATE: Self = Self(10);
    pub const TEMPLATE_TALK: Self = Self(11);
    pub const HELP: Self = Self(12);
    pub const HELP_TALK: Self = Self(13);
    pub const CATEGORY: Self = Self(14);
    pub const CATEGORY_TALK: Self = Self(15);
}

impl Namespace {
    /// The number as answers hold it.
    pub const fn number(self) -> i64 {
        self.0 as i64
    }

    /// Whether it is a talk namespace.
    pub const fn is_talk(self) -> bool {
        self.0 > 0 && self.0 % 2 == 1
    }

    /// Whether pages can be stored in it: `Special` and `Media` cannot hold any.
    pub const fn holds_pages(self) -> bool {
        self.0 >= 0
    }

    /// The talk namespace that goes with it; itself if it is one. Not for virtual namespaces.
    pub const fn talk(self) -> Self {
        if self.is_talk() { self } else { Self(self.0 + 1) }
    }

    /// What is talked about; itself if it is no talk namespace.
    pub const fn subject(self) -> Self {
        if self.is_talk() { Self(self.0 - 1) } else { self }
    }

    /// The other one of the pair. Not for virtual namespaces.
    pub const fn associated(self) -> Self {
        if self.is_talk() { self.subject() } else { self.talk() }
    }
}

impl fmt::Display for Namespace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// One namespace of a wiki.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamespaceInfo {
    /// Its number.
    pub namespace: Namespace,
    /// Its name in this wiki, with spaces: `User talk`.
    pub name: Arc<str>,
    /// Its name in every wiki, with spaces; `Project` where `name` is the site's.
    pub canonical: Arc<str>,
    /// Other names it goes by, with spaces.
    pub aliases: Vec<Arc<str>>,
    /// Whether a slash in a title makes a subpage.
    pub subpages: bool,
    /// Whether its pages can count as articles.
    pub content: bool,
    /// Whether the first letter of titles is a capital.
    pub capitalized: bool,
    /// The content model of new pages, if it is not wikitext.
    pub model: Option<super::content::Model>,
}

/// All namespaces of a wiki.
#[derive(Debug, Clone)]
pub struct Namespaces {
    list: Vec<NamespaceInfo>,
    by_name: HashMap<String, Namespace>,
}

/// Number, name, aliases; whether it has subpages.
const CORE: [(i32, &str, &[&str], bool); 18] = [
    (-2, "Media", &[], false),
    (-1, "Special", &[], false),
    (0, "", &[], false),
    (1, "Talk", &[], true),
    (2, "User", &[], true),
    (3, "User talk", &[], true),
    (4, "Project", &[], true),
    (5, "Project talk", &[], true),
    (6, "File", &["Image"], false),
    (7, "File talk", &["Image talk"], true),
    (8, "MediaWiki", &[], true),
    (9, "MediaWiki talk", &[], true),
    (10, "Template", &[], true),
    (11, "Template talk", &[], true),
    (12, "Help", &[], true),
    (13, "Help talk", &[], true),
    (14, "Category", &[], false),
    (15, "Category talk", &[], true),
];

impl Namespaces {
    /// MediaWiki's own namespaces, in a wiki of this name.
    pub fn of_site(site_name: &str) -> Self {
        let project = site_name.replace('_', " ");
        let mut all = Self { list: Vec::new(), by_name: HashMap::new() };
        for (number, canonical, aliases, subpages) in CORE {
            let name = match number {
                4 => project.as_str().into(),
                5 => format!("{project} talk").into(),
                _ => canonical.into(),
            };
            all.add(NamespaceInfo {
                namespace: Namespace(number),
                name,
                canonical: canonical.into(),
                aliases: aliases.iter().map(|alias| Arc::from(*alias)).collect(),
                subpages,
                content: number == 0,
                capitalized: true,
                model: None,
            });
        }
        all
    }

    /// As a fresh wiki of that release has them: templates have subpages since 1.29.
    pub fn as_in(mut self, release: Release) -> Self {
        let templates = self.list.iter_mut().find(|info| info.namespace == Namespace::TEMPLATE);
        if let Some(templates) = templates {
            templates.subpages = release >= V1_29;
        }
        self
    }

    /// Adds a namespace, or replaces the one of that number.
    pub fn add(&mut self, info: NamespaceInfo) {
        for name in info.aliases.iter().chain([&info.name, &info.canonical]) {
            self.by_name.insert(lower(name), info.namespace);
        }
        match self.list.binary_search_by_key(&info.namespace, |known| known.namespace) {
            Ok(at) => self.list[at] = info,
            Err(at) => self.list.insert(at, info),
        }
    }

    /// All of them, by number, the virtual ones first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &NamespaceInfo> {
        self.list.iter()
    }

    /// Those that can hold pages, by number.
    pub fn with_pages(&self) -> impl DoubleEndedIterator<Item = &NamespaceInfo> {
        self.list.iter().filter(|info| info.namespace.holds_pages())
    }

    /// What is known of one.
    pub fn get(&self, namespace: Namespace) -> Option<&NamespaceInfo> {
        let at = self.list.binary_search_by_key(&namespace, |info| info.namespace).ok()?;
        Some(&self.list[at])
    }

    /// Whether there is such a namespace.
    pub fn exists(&self, namespace: Namespace) -> bool {
        self.get(namespace).is_some()
    }

    /// The namespace of a name or alias, in any case, with spaces or underscores.
    pub fn by_name(&self, name: &str) -> Option<Namespace> {
        self.by_name.get(&lower(name)).copied()
    }

    /// Its name in this wiki, with spaces.
    pub fn name(&self, namespace: Namespace) -> Option<&Arc<str>> {
        self.get(namespace).map(|info| &info.name)
    }

    /// Whether the first letter of titles in it is a capital.
    pub fn capitalizes(&self, namespace: Namespace) -> bool {
        let subject = if namespace == Namespace::MEDIA { Namespace::FILE } else { namespace.subject() };
        self.get(subject).is_none_or(|info| info.capitalized)
    }

    /// Whether a slash in a title makes a subpage there.
    pub fn has_subpages(&self, namespace: Namespace) -> bool {
        self.get(namespace).is_some_and(|info| info.subpages)
    }

    /// Whether its pages can count as articles.
    pub fn is_content(&self, namespace: Namespace) -> bool {
        self.get(namespace).is_some_and(|info| info.content)
    }
}

impl Default for Namespaces {
    fn default() -> Self {
        Self::of_site("MediaWiki")
    }
}

/// How names are compared.
fn lower(name: &str) -> String {
    let mut lower = if name.is_ascii() { name.to_ascii_lowercase() } else { name.to_lowercase() };
    if lower.contains('_') {
        lower = lower.replace('_', " ");
    }
    lower
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_aliases_and_case_lead_to_the_namespace() {
        let all = Namespaces::of_site("Oracle_Wiki");
        for (name, number) in [
            ("user_TALK", 3),
            ("image", 6),
            ("Project", 4),
            ("oracle wiki", 4),
            ("Oracle Wiki talk", 5),
            ("", 0),
        ] {
            assert_eq!(all.by_name(name), Some(Namespace(number)), "{name}");
        }
        assert_eq!(all.by_name("Nonesuch"), None);
        assert_eq!(&**all.name(Namespace(5)).unwrap(), "Oracle Wiki talk");
        assert_eq!(Namespace::FILE.talk(), Namespace::FILE_TALK);
        assert_eq!(Namespace::SPECIAL.subject(), Namespace::SPECIAL);
    }
}
