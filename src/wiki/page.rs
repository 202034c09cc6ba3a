//! Pages: what has a title and a history.

use std::{
    collections::BTreeMap,
    ops::{Bound, RangeBounds},
    sync::Arc,
};

use serde::{Deserialize, Serialize};

use super::{
    Namespace, PageId, RevisionId, Target, Title,
    content::Model,
    table::{Hashed, Rank, Ranked, Sorted, Table},
};
use crate::base::{Chance, Timestamp};

/// One page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// Its number.
    pub id: PageId,
    /// Its title.
    pub title: Title,
    /// Its newest revision.
    pub latest: RevisionId,
    /// Bytes of its text.
    pub length: u32,
    /// When it or something it shows changed last.
    pub touched: Timestamp,
    /// Where it leads, if it is a redirect.
    pub redirect: Option<Box<Target>>,
    /// Whether it was saved only once.
    pub is_new: bool,
    /// Whether it counts as an article.
    pub countable: bool,
    /// What its text is taken for.
    pub model: Model,
    /// Its language, if it is not the wiki's. Few pages have one: the others shall not have the room of two words for it.
    pub language: Option<Box<Arc<str>>>,
}

impl Page {
    /// Its language, if it is not the wiki's.
    pub fn language(&self) -> Option<&str> {
        self.language.as_deref().map(|code| &**code)
    }
}

/// All pages.
#[derive(Debug, Clone, Default)]
pub struct Pages {
    rows: Table<PageId, Page>,
    /// All in the order of their titles, for lists; what is looked up by its title is found through `titled`.
    by_title: Ranked<PageId>,
    titled: Hashed<PageId>,
    /// Redirects by where they lead, within this wiki.
    by_target: Sorted<(Title, PageId)>,
    /// Titles of redirects.
    redirects: Sorted<Title>,
    articles: u64,
    /// How many there are of each namespace.
    by_namespace: BTreeMap<Namespace, usize>,
}

impl Pages {
    pub(super) fn put(&mut self, page: Page) {
        let id = page.id;
        self.note(&page);
        let known = self.rows.get(id).is_some_and(|before| before.title == page.title);
        if !known {
            self.unlist(id);
            // Whatever had the title has it no more.
            if let Some(other) = self.id_of(&page.title) {
                self.unlist(other);
            }
            self.list(id, &page.title);
        }
        if let Some(before) = self.rows.insert(id, page) {
            self.unnote(&before);
            // What both share was just taken back with the old row.
            if before.redirect.is_some() {
                let page = self.rows.get(id).expect("it was just put there").clone();
                self.note_redirect(&page);
            }
        }
    }

    fn list(&mut self, id: PageId, title: &Title) {
        let place = if self.by_title.last().is_none_or(|last| self.title_of(*last) < title) {
            self.by_title.end()
        } else {
            self.place(title)
        };
        self.by_title.insert(place, id);
        let rows = &self.rows;
        self.titled.insert(id, title, |id| &rows.get(id).expect("only pages are listed").title);
    }

    /// Where the first page stands whose title does not come before this one.
    fn place(&self, title: &Title) -> Rank {
        self.by_title.place(|id| self.title_of(*id) < title)
    }

    fn title_of(&self, id: PageId) -> &Title {
        &self.rows.get(id).expect("only pages are listed").title
    }

    fn unlist(&mut self, id: PageId) {
        let Some(page) = self.rows.get(id) else { return };
        if self.titled.remove(id, &page.title) {
            self.by_title.remove(self.place(&page.title));
        }
    }

    fn count(&mut self, namespace: Namespace, change: isize) {
        let count = self.by_namespace.entry(namespace).or_default();
        *count = count.saturating_add_signed(change);
    }

    pub(super) fn remove(&mut self, id: PageId) -> Option<Page> {
        self.unlist(id);
        let page = self.rows.remove(id)?;
        self.unnote(&page);
        Some(page)
    }

    pub(super) fn touch(&mut self, id: PageId, time: Timestamp) {
        if let Some(page) = self.rows.get_mut(id) {
            page.touched = time;
        }
    }

    pub(super) fn skip_to(&mut self, id: PageId) {
        self.rows.skip_to(id);
    }

    fn note(&mut self, page: &Page) {
        self.count(page.title.namespace(), 1);
        self.articles += u64::from(page.countable);
        self.note_redirect(page);
    }

    fn note_redirect(&mut self, page: &Page) {
        if page.redirect.is_some() {
            self.redirects.insert(page.title.clone());
        }
        if let Some(target) = local_target(page) {
            self.by_target.insert((target.clone(), page.id));
        }
    }

    fn unnote(&mut self, page: &Page) {
        self.count(page.title.namespace(), -1);
        self.articles -= u64::from(page.countable);
        if page.redirect.is_some() {
            self.redirects.remove(&page.title);
        }
        if let Some(target) = local_target(page) {
            self.by_target.remove(&(target.clone(), page.id));
        }
    }

    /// How many there are.
    pub const fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// How many there are of a namespace.
    pub fn count_in(&self, namespace: Namespace) -> usize {
        self.by_namespace.get(&namespace).copied().unwrap_or(0)
    }

    /// How many redirects there are.
    pub const fn count_redirects(&self) -> usize {
        self.redirects.len()
    }

    /// How many count as articles.
    pub const fn articles(&self) -> u64 {
        self.articles
    }

    /// The number of the next one.
    pub fn next_id(&self) -> PageId {
        self.rows.next_id()
    }

    /// One of them.
    pub fn get(&self, id: PageId) -> Option<&Page> {
        self.rows.get(id)
    }

    /// The page of a title.
    pub fn titled(&self, title: &Title) -> Option<&Page> {
        self.rows.get(self.titled.get(title, |id| self.title_of(id))?)
    }

    /// The number of the page of a title.
    pub fn id_of(&self, title: &Title) -> Option<PageId> {
        self.titled(title).map(|page| page.id)
    }

    /// All of them, by number.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Page> {
        self.rows.iter()
    }

    /// Those between two titles, in order.
    pub fn by_title(&self, titles: impl RangeBounds<Title>) -> impl DoubleEndedIterator<Item = &Page> {
        let after = |title: &Title| self.by_title.place(|id| self.title_of(*id) <= title);
        let from = match titles.start_bound() {
            Bound::Included(title) => self.place(title),
            Bound::Excluded(title) => after(title),
            Bound::Unbounded => (0, 0),
        };
        let to = match titles.end_bound() {
            Bound::Included(title) => after(title),
            Bound::Excluded(title) => self.place(title),
            Bound::Unbounded => self.by_title.end(),
        };
        self.by_title.range(from, to).filter_map(|id| self.rows.get(*id))
    }

    /// Those of a namespace whose keys begin so, in order.
    pub fn with_prefix<'a>(
        &'a self,
        namespace: Namespace,
        prefix: &'a str,
    ) -> impl Iterator<Item = &'a Page> + use<'a> {
        self.by_title(Title::of_key(namespace, prefix)..).take_while(move |page| {
            page.title.namespace() == namespace && page.title.key().starts_with(prefix)
        })
    }

    /// Redirects between two titles, in order.
    pub fn redirects(&self, titles: impl RangeBounds<Title>) -> impl DoubleEndedIterator<Item = &Page> {
        self.redirects.range(titles).filter_map(|title| self.titled(title))
    }

    /// Redirects by target: keys are the target and the redirect's number.
    pub const fn redirects_by_target(&self) -> &Sorted<(Title, PageId)> {
        &self.by_target
    }

    /// The redirects that lead to a title, by number.
    pub fn redirects_to(&self, target: &Title) -> impl DoubleEndedIterator<Item = &Page> {
        self.by_target
            .range((target.clone(), PageId(0))..=(target.clone(), PageId(u32::MAX)))
            .filter_map(|(_, id)| self.rows.get(*id))
    }

    /// A page by chance among those that `fits` likes; tries `tries` times.
    pub fn random(&self, chance: &dyn Chance, tries: usize, fits: impl Fn(&Page) -> bool) -> Option<&Page> {
        let ids = u64::from(self.rows.next_id().0).saturating_sub(1);
        (0..tries).find_map(|_| {
            let id = PageId(chance.below(ids) as u32 + 1);
            self.rows.range(id..).next().filter(|page| fits(page))
        })
    }
}

fn local_target(page: &Page) -> Option<&Title> {
    page.redirect.as_deref().filter(|target| target.interwiki.is_none()).map(|target| &target.title)
}
