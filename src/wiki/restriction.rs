//! Restrictions: who may edit, move or make a page, and until when.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use serde::{Deserialize, Serialize};

use super::{ActorId, PageId, Title, expiry::Expiry};
use crate::base::Timestamp;

/// One restriction of a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Restriction {
    /// Of what: `edit`, `move`, `upload`.
    pub action: Arc<str>,
    /// To whom: `sysop`, `autoconfirmed`, or a right.
    pub level: Arc<str>,
    /// Until when.
    pub expiry: Expiry,
    /// Whether it holds for what the page shows, too.
    pub cascade: bool,
}

/// Why a title can only be made by some.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TitleProtection {
    /// By whom it was protected.
    pub actor: ActorId,
    /// When.
    pub time: Timestamp,
    /// Why.
    pub reason: Arc<str>,
    /// Who may make it.
    pub level: Arc<str>,
    /// Until when.
    pub expiry: Expiry,
}

/// All restrictions. Those that are over stay until they are replaced; readers pass the time.
#[derive(Debug, Clone, Default)]
pub struct Restrictions {
    pages: HashMap<PageId, Vec<Restriction>>,
    cascading: BTreeSet<PageId>,
    titles: BTreeMap<Title, TitleProtection>,
    /// Protected titles by when they were protected.
    titles_by_time: BTreeSet<(Timestamp, Title)>,
}

impl Restrictions {
    pub(super) fn set(&mut self, page: PageId, restrictions: Vec<Restriction>) {
        if restrictions.iter().any(|restriction| restriction.cascade) {
            self.cascading.insert(page);
        } else {
            self.cascading.remove(&page);
        }
        if restrictions.is_empty() {
            self.pages.remove(&page);
        } else {
            self.pages.insert(page, restrictions);
        }
    }

    pub(super) fn set_title(&mut self, title: Title, protection: Option<TitleProtection>) {
        if let Some(before) = self.titles.remove(&title) {
            self.titles_by_time.remove(&(before.time, title.clone()));
        }
        if let Some(protection) = protection {
            self.titles_by_time.insert((protection.time, title.clone()));
            self.titles.insert(title, protection);
        }
    }

    /// What holds for a page now.
    pub fn of(&self, page: PageId, now: Timestamp) -> impl Iterator<Item = &Restriction> {
        self.kept(page).iter().filter(move |restriction| !restriction.expiry.is_over(now))
    }

    /// What is kept of a page, over or not.
    pub fn kept(&self, page: PageId) -> &[Restriction] {
        self.pages.get(&page).map_or(&[], Vec::as_slice)
    }

    /// The level a page is held to for an action now.
    pub fn level(&self, page: PageId, action: &str, now: Timestamp) -> Option<&Restriction> {
        self.of(page, now).find(|restriction| &*restriction.action == action)
    }

    /// Pages whose restrictions hold for what they show.
    pub fn cascading(&self) -> impl Iterator<Item = PageId> {
        self.cascading.iter().copied()
    }

    /// How many pages have restrictions.
    pub fn len(&self) -> usize {
        self.pages.len()
    }

    /// Whether no page has any.
    pub fn is_empty(&self) -> bool {
        self.pages.is_empty()
    }

    /// Pages that have restrictions, by number.
    pub fn pages(&self) -> Vec<PageId> {
        let mut pages: Vec<_> = self.pages.keys().copied().collect();
        pages.sort_unstable();
        pages
    }

    /// What holds for a title that has no page.
    pub fn title(&self, title: &Title, now: Timestamp) -> Option<&TitleProtection> {
        self.titles.get(title).filter(|protection| !protection.expiry.is_over(now))
    }

    /// What is kept of a title that has no page, over or not.
    pub fn kept_title(&self, title: &Title) -> Option<&TitleProtection> {
        self.titles.get(title)
    }

    /// Protected titles in order of titles, over or not.
    pub fn titles(&self) -> impl DoubleEndedIterator<Item = (&Title, &TitleProtection)> {
        self.titles.iter()
    }

    /// Protected titles in order of time, over or not: from one place on, and up to another that is left out.
    pub fn titles_by_time(
        &self,
        from: Option<&(Timestamp, Title)>,
        to: Option<&(Timestamp, Title)>,
    ) -> impl DoubleEndedIterator<Item = (&Title, &TitleProtection)> {
        use std::ops::Bound;
        let none = matches!((from, to), (Some(from), Some(to)) if from >= to);
        let bounds =
            (from.map_or(Bound::Unbounded, Bound::Included), to.map_or(Bound::Unbounded, Bound::Excluded));
        let places = (!none).then(|| self.titles_by_time.range::<(Timestamp, Title), _>(bounds));
        places.into_iter().flatten().filter_map(|(_, title)| self.titles.get_key_value(title))
    }
}
