//! The pages that a request is about: titles, page ids, revision ids or what a generator finds, with redirects
//! followed (`includes/api/ApiPageSet.php`).

mod describe;
mod fill;
mod gather;

use std::{collections::HashMap, sync::Arc};

use super::CacheMode;
use crate::{
    base::Text,
    message::Message,
    params,
    tree::Node,
    wiki::{PageId, RevisionId, Target, Title},
};

pub use describe::Checks;

params! {
    /// How actions are asked about pages.
    pub struct PageSetParams<'r> {
        /// Titles of pages.
        titles as "titles": Option<Vec<&'r str>> = text().multi(),
        /// Ids of pages.
        pageids as "pageids": Option<Vec<i64>> = integer().multi(),
        /// Ids of revisions, whose pages are meant.
        revids as "revids": Option<Vec<i64>> = integer().multi(),
        /// A module that finds the pages. Its own parameters begin with `g` then.
        generator as "generator": Option<&'r str> = submodules(Group::Generator),
        /// Follow redirects.
        redirects as "redirects": bool = flag(),
        /// Try other variants of titles, in languages that have any. English has none.
        converttitles as "converttitles": bool = flag(),
    }
}

impl PageSetParams<'_> {
    /// Whether any pages are asked about.
    pub fn is_given(&self) -> bool {
        self.titles.is_some() || self.pageids.is_some() || self.revids.is_some() || self.generator.is_some()
    }

    /// Where the pages come from, by the name of the parameter (`getDataSource`).
    pub fn source(&self) -> Option<&'static str> {
        if self.generator.is_some() {
            Some("generator")
        } else if self.titles.is_some() {
            Some("titles")
        } else if self.pageids.is_some() {
            Some("pageids")
        } else {
            self.revids.is_some().then_some("revids")
        }
    }
}

/// What is known of the pages. A page that is missing has an id below zero of its own, so that modules can tell
/// something of it, too.
#[derive(Debug, Default)]
pub struct PageSet {
    resolves: bool,
    all: HashMap<Title, i64>,
    good: Vec<(PageId, Title)>,
    missing: Vec<(i64, Title)>,
    invalid: Vec<(i64, Text, Message)>,
    missing_ids: Vec<i64>,
    specials: Vec<(i64, Title)>,
    normalized: Vec<Normalized>,
    /// Where each of them stands.
    normalized_at: HashMap<Vec<u8>, usize>,
    interwiki: Vec<(Target, Arc<str>)>,
    redirects: Vec<Redirect>,
    live: Vec<(RevisionId, PageId)>,
    deleted: Vec<(RevisionId, i64)>,
    missing_revisions: Vec<i64>,
    data: Vec<(Title, Node)>,
    merging: Merging,
    fakes: i64,
    cache: CacheMode,
}

/// A text that became another on its way to a title.
#[derive(Debug)]
struct Normalized {
    from: Vec<u8>,
    to: String,
}

/// A redirect that was followed.
#[derive(Debug, Clone)]
pub struct Redirect {
    /// The redirect.
    pub from: Title,
    /// Where it leads.
    pub to: Target,
}

/// What a generator has found, in its order; one of the lists is filled.
#[derive(Debug, Default)]
pub struct Found {
    /// Titles, of pages that may be missing.
    pub titles: Vec<Title>,
    /// Pages by id. They end up in the order of their ids.
    pub ids: Vec<PageId>,
    /// Pages that stay in the order in which they were found.
    pub rows: Vec<PageId>,
    /// Revisions.
    pub revisions: Vec<RevisionId>,
    /// What is told of a page besides.
    pub data: Vec<(Title, Node)>,
    /// What becomes of that when redirects are followed.
    pub merging: Merging,
}

/// What becomes of a generator's data about redirects that were followed (`setRedirectMergePolicy`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Merging {
    /// It stands beside the redirect only.
    #[default]
    Never,
    /// The page has the lowest `index` of its own and of all redirects to it.
    LowestIndex,
}

impl Found {
    /// Whether there is nothing.
    pub const fn is_empty(&self) -> bool {
        self.titles.is_empty() && self.ids.is_empty() && self.rows.is_empty() && self.revisions.is_empty()
    }
}

impl PageSet {
    /// Pages that there are, in the order of the answer.
    pub fn good(&self) -> &[(PageId, Title)] {
        &self.good
    }

    /// Titles without a page, under their fake ids.
    pub fn missing(&self) -> &[(i64, Title)] {
        &self.missing
    }

    /// Pages that there are, then titles without one.
    pub fn good_and_missing(&self) -> impl Iterator<Item = (i64, &Title)> {
        let good = self.good.iter().map(|(id, title)| (id.number(), title));
        good.chain(self.missing.iter().map(|(id, title)| (*id, title)))
    }

    /// Special and media pages, under their fake ids.
    pub fn specials(&self) -> &[(i64, Title)] {
        &self.specials
    }

    /// Page ids without a page.
    pub fn missing_ids(&self) -> &[i64] {
        &self.missing_ids
    }

    /// Revisions that were asked for, and the pages they belong to.
    pub fn live_revisions(&self) -> &[(RevisionId, PageId)] {
        &self.live
    }

    /// Deleted revisions that were asked for, and the ids under which their titles stand in the answer.
    pub fn deleted_revisions(&self) -> &[(RevisionId, i64)] {
        &self.deleted
    }

    /// How many revisions were asked for and found.
    pub const fn revision_count(&self) -> usize {
        self.live.len() + self.deleted.len()
    }

    /// Whether redirects are followed.
    pub const fn resolves_redirects(&self) -> bool {
        self.resolves
    }

    /// Redirects that were followed.
    pub fn redirects(&self) -> &[Redirect] {
        &self.redirects
    }

    /// Who may keep an answer about these pages.
    pub const fn cache_mode(&self) -> CacheMode {
        self.cache
    }
}
