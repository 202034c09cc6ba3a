//! Link tables: what pages point at, show and belong to, from both ends.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use serde::{Deserialize, Serialize};

use super::{Namespace, PageId, Title, revision::moment, table::Sorted, wikitext::link::PageLinks};
use crate::base::Timestamp;

/// What kind of member a page is in a category, in the order in which members are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Member {
    /// Any other page.
    Page,
    /// A category.
    Subcategory,
    /// A file.
    File,
}

impl Member {
    /// What a page of that namespace is.
    pub const fn of(namespace: Namespace) -> Self {
        match namespace {
            Namespace::CATEGORY => Self::Subcategory,
            Namespace::FILE => Self::File,
            _ => Self::Page,
        }
    }

    /// Its name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Subcategory => "subcat",
            Self::File => "file",
        }
    }
}

/// One page's place in one category.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Membership {
    /// The category's key.
    pub category: Arc<str>,
    /// What it is sorted by: the prefix, a line feed, the title; all in capitals (`uppercase` collation).
    pub sort_key: Arc<str>,
    /// The prefix that the page gave.
    pub prefix: Arc<str>,
    /// Since when.
    pub time: Timestamp,
    /// What kind of member it is.
    pub kind: Member,
}

/// All links of one page, as they are kept.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptLinks {
    /// What the text says.
    pub links: PageLinks,
    /// Its places in categories, in order of the categories' keys.
    pub memberships: Vec<Membership>,
}

/// The members of a category.
#[derive(Debug, Clone, Default)]
pub struct Category {
    /// Members by kind, sort key and page.
    pub members: Sorted<(Member, Arc<str>, PageId)>,
    /// Members by when they came.
    pub by_time: Sorted<(u32, PageId)>,
    /// How many are categories.
    pub subcategories: usize,
    /// How many are files.
    pub files: usize,
}

/// The tables.
#[derive(Debug, Clone, Default)]
pub struct Links {
    of: HashMap<PageId, Box<KeptLinks>>,
    pages: Sorted<(Title, PageId)>,
    templates: Sorted<(Title, PageId)>,
    files: Sorted<(Arc<str>, PageId)>,
    external: Sorted<(Arc<str>, PageId)>,
    interwiki: Sorted<((Arc<str>, Arc<str>), PageId)>,
    properties: Sorted<((Arc<str>, Arc<str>), PageId)>,
    categories: BTreeMap<Arc<str>, Category>,
}

impl Links {
    pub(super) fn set(&mut self, page: PageId, links: Option<Box<KeptLinks>>) {
        if let Some(before) = self.of.remove(&page) {
            self.forget(page, &before);
        }
        if let Some(kept) = links {
            self.note(page, &kept);
            self.of.insert(page, kept);
        }
    }

    fn note(&mut self, page: PageId, kept: &KeptLinks) {
        let links = &kept.links;
        enter(&mut self.pages, &links.pages, page);
        enter(&mut self.templates, &links.templates, page);
        enter(&mut self.files, &links.files, page);
        enter(&mut self.external, &links.external, page);
        enter(&mut self.interwiki, &links.interwiki, page);
        enter(&mut self.properties, &links.properties, page);
        for place in &kept.memberships {
            let category = self.categories.entry(Arc::clone(&place.category)).or_default();
            category.members.insert((place.kind, Arc::clone(&place.sort_key), page));
            category.by_time.insert((moment(place.time), page));
            category.subcategories += usize::from(place.kind == Member::Subcategory);
            category.files += usize::from(place.kind == Member::File);
        }
    }

    fn forget(&mut self, page: PageId, kept: &KeptLinks) {
        let links = &kept.links;
        leave(&mut self.pages, &links.pages, page);
        leave(&mut self.templates, &links.templates, page);
        leave(&mut self.files, &links.files, page);
        leave(&mut self.external, &links.external, page);
        leave(&mut self.interwiki, &links.interwiki, page);
        leave(&mut self.properties, &links.properties, page);
        for place in &kept.memberships {
            if let Some(category) = self.categories.get_mut(&place.category) {
                category.members.remove(&(place.kind, Arc::clone(&place.sort_key), page));
                category.by_time.remove(&(moment(place.time), page));
                category.subcategories -= usize::from(place.kind == Member::Subcategory);
                category.files -= usize::from(place.kind == Member::File);
                if category.members.is_empty() {
                    self.categories.remove(&place.category);
                }
            }
        }
    }

    /// The links of a page.
    pub fn of(&self, page: PageId) -> Option<&KeptLinks> {
        self.of.get(&page).map(|kept| &**kept)
    }

    /// Pages and the pages that point at them, in order.
    pub const fn pages(&self) -> &Sorted<(Title, PageId)> {
        &self.pages
    }

    /// Pages and the pages that show them, in order.
    pub const fn templates(&self) -> &Sorted<(Title, PageId)> {
        &self.templates
    }

    /// Keys of files and the pages that use them, in order.
    pub const fn files(&self) -> &Sorted<(Arc<str>, PageId)> {
        &self.files
    }

    /// Addresses and the pages that point at them, in order.
    pub const fn external(&self) -> &Sorted<(Arc<str>, PageId)> {
        &self.external
    }

    /// Prefixes and titles of other wikis and the pages that point at them, in order.
    pub const fn interwiki(&self) -> &Sorted<((Arc<str>, Arc<str>), PageId)> {
        &self.interwiki
    }

    /// Names and values of properties and the pages that have them, in order.
    pub const fn properties(&self) -> &Sorted<((Arc<str>, Arc<str>), PageId)> {
        &self.properties
    }

    /// The members of a category, if it has any.
    pub fn category(&self, key: &str) -> Option<&Category> {
        self.categories.get(key)
    }

    /// Categories that have members, from one key on.
    pub fn categories(&self, from: &str) -> impl DoubleEndedIterator<Item = (&Arc<str>, &Category)> {
        use std::ops::Bound::{Included, Unbounded};
        self.categories.range::<str, _>((Included(from), Unbounded))
    }

    /// The pages that point at a page.
    pub fn to_page(&self, title: &Title) -> impl DoubleEndedIterator<Item = PageId> {
        between(&self.pages, title)
    }

    /// The pages that show a page.
    pub fn showing(&self, title: &Title) -> impl DoubleEndedIterator<Item = PageId> {
        between(&self.templates, title)
    }

    /// The pages that use a file.
    pub fn using_file(&self, key: &Arc<str>) -> impl DoubleEndedIterator<Item = PageId> {
        between(&self.files, key)
    }

    pub(super) fn all(&self) -> impl Iterator<Item = (PageId, &KeptLinks)> {
        self.of.iter().map(|(page, kept)| (*page, &**kept))
    }
}

fn enter<'l, K: Ord + Clone + 'l>(
    keys: &mut Sorted<(K, PageId)>,
    to: impl IntoIterator<Item = &'l K>,
    page: PageId,
) {
    for to in to {
        keys.insert((to.clone(), page));
    }
}

fn leave<'l, K: Ord + Clone + 'l>(
    keys: &mut Sorted<(K, PageId)>,
    to: impl IntoIterator<Item = &'l K>,
    page: PageId,
) {
    for to in to {
        keys.remove(&(to.clone(), page));
    }
}

fn between<'s, K: Ord + Clone>(
    keys: &'s Sorted<(K, PageId)>,
    to: &K,
) -> impl DoubleEndedIterator<Item = PageId> + use<'s, K> {
    keys.range((to.clone(), PageId(0))..=(to.clone(), PageId(u32::MAX))).map(|(_, page)| *page)
}

/// What is to be kept of a page's links; `None` if there are none. Places in categories keep their time.
pub fn keep(
    links: PageLinks,
    title: &Title,
    before: Option<&KeptLinks>,
    now: Timestamp,
) -> Option<Box<KeptLinks>> {
    if links.is_empty() {
        return None;
    }
    let default = links.properties.iter().find(|(name, _)| &**name == "defaultsort").map(|(_, value)| value);
    let mut memberships: Vec<Membership> = links
        .categories
        .iter()
        .map(|(category, given)| {
            let prefix =
                if given.is_empty() { default.cloned().unwrap_or_default() } else { Arc::clone(given) };
            let text = title.text();
            let full = if prefix.is_empty() { text.into_owned() } else { format!("{prefix}\n{text}") };
            let known =
                before.and_then(|kept| kept.memberships.iter().find(|known| known.category == *category));
            Membership {
                category: Arc::clone(category),
                sort_key: full.to_uppercase().into(),
                // Without a prefix of its own, the page is listed with none (`cl_sortkey_prefix`).
                prefix,
                time: known.map_or(now, |known| known.time),
                kind: Member::of(title.namespace()),
            }
        })
        .collect();
    memberships.sort_by(|one, other| one.category.cmp(&other.category));
    Some(Box::new(KeptLinks { links, memberships }))
}
