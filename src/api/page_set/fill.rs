//! How a page set is filled: texts become titles, titles and ids become pages, redirects lead to others.

use std::collections::hash_map::Entry;

use super::{Found, Normalized, PageSet, Redirect};
use crate::{
    api::{CacheMode, title_fault},
    release::Release,
    wiki::{
        Namespace, Namespaces, Naming, PageId, RevisionId, State, Target, Title, page::Page,
        special::SpecialPage,
    },
};

/// What filling looks at.
pub(super) struct Filling<'a> {
    pub(super) state: &'a State,
    pub(super) naming: Naming<'a>,
    /// Where titles are that name no namespace.
    pub(super) default: Namespace,
    pub(super) release: Release,
    /// Whose pages `Special:MyPage` and `Special:MyTalk` lead to.
    pub(super) caller: &'a str,
    /// Whether nobody looks for a page without a name.
    pub(super) skips_empty_titles: bool,
    /// Whether deleted revisions can be seen.
    pub(super) sees_deleted: bool,
}

impl<'a> Filling<'a> {
    pub(super) const fn namespaces(&self) -> &'a Namespaces {
        self.naming.namespaces
    }

    fn page(&self, title: &Title) -> Option<&'a Page> {
        self.state.pages.titled(title)
    }
}

impl PageSet {
    /// An empty set.
    pub(super) fn new(resolves: bool) -> Self {
        Self { resolves, cache: CacheMode::Public, ..Self::default() }
    }

    fn fake(&mut self) -> i64 {
        self.fakes -= 1;
        self.fakes
    }

    pub(super) fn note_normalized(&mut self, from: &[u8], to: String) {
        match self.normalized_at.entry(from.to_vec()) {
            Entry::Occupied(at) => self.normalized[*at.get()].to = to,
            Entry::Vacant(at) => {
                at.insert(self.normalized.len());
                self.normalized.push(Normalized { from: from.to_vec(), to });
            }
        }
    }

    /// `initFromTitles` with texts.
    pub(super) fn add_texts(&mut self, texts: &[&str], within: &Filling<'_>) {
        let mut targets: Vec<(&str, Target)> = Vec::with_capacity(texts.len());
        for text in texts {
            match Title::parse_in(text, within.default, &within.naming) {
                Ok(target) => targets.push((text, target)),
                Err(_) if self.invalid.iter().any(|(_, known, _)| known == text) => {}
                Err(fault) => {
                    let id = self.fake();
                    self.invalid.push((id, (*text).to_owned().into(), title_fault(text, &fault)));
                }
            }
        }
        let mut titles = Vec::with_capacity(targets.len());
        let mut pending = Vec::new();
        for (text, target) in targets {
            let full = self.process(target, within, &mut titles, &mut pending);
            if full != text {
                self.note_normalized(text.as_bytes(), full);
            }
        }
        self.load(titles, within, &mut pending);
        self.resolve(pending, within);
    }

    /// `initFromTitles` with titles.
    fn add_titles(&mut self, given: Vec<Title>, within: &Filling<'_>) {
        let (mut titles, mut pending) = (Vec::with_capacity(given.len()), Vec::new());
        for title in given {
            let target = Target { title, fragment: String::new(), interwiki: None };
            self.process(target, within, &mut titles, &mut pending);
        }
        self.load(titles, within, &mut pending);
        self.resolve(pending, within);
    }

    /// Sorts a target to where it belongs and tells its full name (`processTitlesArray`). Pages are left in `titles`,
    /// redirecting special pages in `pending`.
    fn process(
        &mut self,
        target: Target,
        within: &Filling<'_>,
        titles: &mut Vec<Title>,
        pending: &mut Vec<Redirect>,
    ) -> String {
        if let Some(prefix) = target.interwiki.clone() {
            let target = Target { fragment: String::new(), ..target };
            let full = target.full(within.namespaces());
            if !self.interwiki.iter().any(|(known, _)| *known == target) {
                self.interwiki.push((target, prefix));
            }
            return full;
        }
        let title = target.title;
        if title.namespace().holds_pages() {
            let full = title.prefixed(within.namespaces());
            // Nobody looks for a page without a name (`LinkBatch::add`).
            if !(title.key().is_empty() && within.skips_empty_titles) {
                titles.push(title);
            }
            return full;
        }
        let special = (title.namespace() == Namespace::SPECIAL)
            .then(|| SpecialPage::of_key(title.key(), within.release))
            .flatten();
        let (page, local) = special.map(|(page, rest)| (page, page.title(rest))).unzip();
        let title = local.unwrap_or(title);
        let full = title.prefixed(within.namespaces());
        if !self.all.contains_key(&title) {
            let redirect = page.filter(|_| self.resolves).and_then(|page| {
                let rest = title.key().split_once('/').map(|(_, rest)| rest);
                special_redirect(page.name, rest, within)
            });
            if let Some(to) = redirect {
                self.all.insert(title.clone(), self.fakes - 1);
                pending.push(Redirect { from: title, to });
            } else {
                let id = self.fake();
                self.all.insert(title.clone(), id);
                self.specials.push((id, title));
            }
        }
        full
    }

    /// Finds the pages of titles. They come as the database finds them: namespace by namespace as these come up
    /// first, and sorted within each.
    fn load(&mut self, titles: Vec<Title>, within: &Filling<'_>, pending: &mut Vec<Redirect>) {
        let mut spaces: Vec<(Namespace, Vec<(Title, Option<&Page>)>)> = Vec::new();
        for title in titles {
            let (space, page) = (title.namespace(), within.page(&title));
            match spaces.iter_mut().find(|(known, _)| *known == space) {
                Some((_, list)) => list.push((title, page)),
                None => spaces.push((space, vec![(title, page)])),
            }
        }
        for (_, list) in &spaces {
            let mut found: Vec<&Page> = list.iter().filter_map(|(_, page)| *page).collect();
            found.sort_by(|a, b| a.title.cmp(&b.title));
            found.dedup_by_key(|page| page.id);
            for page in found {
                self.add_page(page, pending);
            }
        }
        for (_, list) in spaces {
            for (title, page) in list {
                if page.is_none() && !self.all.contains_key(&title) {
                    let id = self.fake();
                    self.all.insert(title.clone(), id);
                    self.missing.push((id, title));
                }
            }
        }
    }

    /// `processDbRow`.
    fn add_page(&mut self, page: &Page, pending: &mut Vec<Redirect>) {
        let known = self.all.insert(page.title.clone(), page.id.number());
        match &page.redirect {
            Some(target) if self.resolves => {
                if !pending.iter().any(|redirect| redirect.from == page.title) {
                    pending.push(Redirect { from: page.title.clone(), to: (**target).clone() });
                }
            }
            _ if known.is_some() => {}
            _ => self.good.push((page.id, page.title.clone())),
        }
    }

    /// Follows redirects until none is left. What is known already is not followed again, so that circles end.
    fn resolve(&mut self, mut pending: Vec<Redirect>, within: &Filling<'_>) {
        while self.resolves && !pending.is_empty() {
            // Redirects come in the order of their pages, then special pages.
            pending
                .sort_by_key(|redirect| within.page(&redirect.from).map_or(PageId(u32::MAX), |page| page.id));
            let (mut titles, mut next) = (Vec::new(), Vec::new());
            for redirect in std::mem::take(&mut pending) {
                if !redirect.from.namespace().holds_pages() {
                    self.cache = CacheMode::Private;
                }
                let known = redirect.to.interwiki.is_none() && self.all.contains_key(&redirect.to.title);
                if !known {
                    self.process(redirect.to.clone(), within, &mut titles, &mut next);
                }
                self.redirects.retain(|known| known.from != redirect.from);
                self.redirects.push(redirect);
            }
            self.load(titles, within, &mut next);
            pending = next;
        }
    }

    /// `initFromPageIds`.
    pub(super) fn add_ids(&mut self, ids: &[i64], within: &Filling<'_>) {
        let mut pending = Vec::new();
        let mut sorted: Vec<i64> = ids.to_vec();
        sorted.sort_unstable();
        sorted.dedup();
        let page = |id: i64| PageId::of(id).and_then(|id| within.state.pages.get(id));
        for page in sorted.into_iter().filter_map(page) {
            self.add_page(page, &mut pending);
        }
        for id in ids {
            if page(*id).is_none() && !self.missing_ids.contains(id) {
                self.missing_ids.push(*id);
            }
        }
        self.resolve(pending, within);
    }

    /// `initFromRevIDs`.
    pub(super) fn add_revisions(&mut self, ids: &[i64], within: &Filling<'_>) {
        let mut sorted: Vec<i64> = ids.to_vec();
        sorted.sort_unstable();
        sorted.dedup();
        let (mut pages, mut deleted) = (Vec::new(), Vec::new());
        for id in sorted.into_iter().filter_map(RevisionId::of) {
            if let Some(revision) = within.state.revisions.get(id) {
                self.live.push((id, revision.page));
                pages.push(revision.page.number());
            } else if let Some(row) = within.state.archive.get(id).filter(|_| within.sees_deleted) {
                deleted.push((id, row.title.clone()));
            }
        }
        self.add_ids(&pages, within);
        self.add_titles(deleted.iter().map(|(_, title)| title.clone()).collect(), within);
        for (id, title) in deleted {
            if let Some(page) = self.all.get(&title) {
                self.deleted.push((id, *page));
            }
        }
        for id in ids {
            let found = RevisionId::of(*id).is_some_and(|id| self.has_revision(id));
            if !found && !self.missing_revisions.contains(id) {
                self.missing_revisions.push(*id);
            }
        }
    }

    fn has_revision(&self, id: RevisionId) -> bool {
        self.live.iter().any(|(known, _)| *known == id) || self.deleted.iter().any(|(known, _)| *known == id)
    }

    /// Takes in what a generator found.
    pub(super) fn add_found(&mut self, found: Found, within: &Filling<'_>) {
        let Found { titles, ids, rows, revisions, data, merging } = found;
        self.data.extend(data);
        self.merging = merging;
        if !titles.is_empty() {
            self.add_titles(titles, within);
        }
        if !ids.is_empty() {
            self.add_ids(&ids.into_iter().map(PageId::number).collect::<Vec<_>>(), within);
        }
        if !revisions.is_empty() {
            let revisions: Vec<i64> = revisions.into_iter().map(RevisionId::number).collect();
            self.add_revisions(&revisions, within);
        }
        let mut pending = Vec::new();
        for page in rows.into_iter().filter_map(|id| within.state.pages.get(id)) {
            self.add_page(page, &mut pending);
        }
        self.resolve(pending, within);
    }
}

/// Where a special page leads that stands for an article (`RedirectSpecialArticle`).
fn special_redirect(name: &str, rest: Option<&str>, within: &Filling<'_>) -> Option<Target> {
    let own = |namespace| {
        let key = within.caller.replace(' ', "_");
        let key = rest.map_or_else(|| key.clone(), |rest| format!("{key}/{rest}"));
        Some(Title::of_key(namespace, key))
    };
    let title = match (name, rest) {
        ("Mypage", _) => own(Namespace::USER),
        ("Mytalk", _) => own(Namespace::USER_TALK),
        ("Mylanguage", Some(rest)) => Title::parse(rest, &within.naming).ok().and_then(Target::local),
        _ => None,
    }?;
    Some(Target { title, fragment: String::new(), interwiki: None })
}
