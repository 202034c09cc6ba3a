//! Links to pages of the wiki: what `prop=links` and `prop=templates` have in common (`includes/api/ApiQueryLinks.php`).

use super::items::{self, Item, Start, page_ids, part_number};
use crate::{
    api::{CacheMode, Call, Failure, add_title, continue_parts},
    message::Message,
    tree::Node,
    wiki::{Namespace, PageId, State, Target, Title, links::KeptLinks},
};

/// What a module asks for.
pub(super) struct Asked<'r> {
    /// In which namespaces.
    pub(super) namespace: Option<Vec<i32>>,
    /// How many.
    pub(super) limit: usize,
    /// Where to go on.
    pub(super) resume: Option<&'r str>,
    /// Only to these.
    pub(super) titles: Option<Vec<&'r str>>,
    /// Whether the last come first.
    pub(super) descending: bool,
    /// Which links.
    pub(super) links: fn(&State, &KeptLinks) -> Vec<Title>,
}

/// Tells of the links.
pub(super) fn tell(call: &mut Call<'_>, tag: &'static str, asked: &Asked<'_>) -> Result<(), Failure> {
    let Some(search) = Search::new(call, asked)? else { return Ok(()) };
    let state = call.wiki().state();
    let namespaces = &call.wiki().site().namespaces;
    let items = search.links(&state).into_iter().map(|(page, title)| {
        let mut row = Node::map().with_capacity(2);
        add_title(&mut row, &title, namespaces);
        Item { page: page.number(), resume: resume(page, &title).into(), row }
    });
    items::tell(call, tag, asked.limit, items);
    Ok(())
}

/// Takes the links' targets.
pub(super) fn find(call: &mut Call<'_>, asked: &Asked<'_>) -> Result<(), Failure> {
    let Some(search) = Search::new(call, asked)? else { return Ok(()) };
    let state = call.wiki().state();
    let items = search.links(&state).into_iter().map(|(page, title)| (resume(page, &title).into(), title));
    items::find(call, asked.limit, items);
    Ok(())
}

/// What a text points at: a template that there is not is shown as a link.
pub(super) fn pointed_at(state: &State, kept: &KeptLinks) -> Vec<Title> {
    let missing = kept.links.templates.iter().filter(|title| state.pages.id_of(title).is_none());
    let mut titles: Vec<Title> = kept.links.pages.iter().chain(missing).cloned().collect();
    titles.sort_unstable();
    titles.dedup();
    titles
}

fn resume(page: PageId, title: &Title) -> String {
    format!("{page}|{}|{}", title.namespace(), title.key())
}

struct Search<'a, 'r> {
    asked: &'a Asked<'r>,
    pages: Vec<PageId>,
    only: Option<Vec<Title>>,
    start: Start<(i64, i64, String)>,
}

impl<'a, 'r> Search<'a, 'r> {
    /// `None` if nothing can be found.
    fn new(call: &mut Call<'_>, asked: &'a Asked<'r>) -> Result<Option<Self>, Failure> {
        call.cache(CacheMode::Public);
        let pages = page_ids(call, asked.descending);
        if pages.is_empty() {
            return Ok(None);
        }
        let only = asked.titles.as_ref().filter(|titles| !titles.is_empty());
        let only = only.map(|titles| local_titles(call, titles));
        if only.as_ref().is_some_and(Vec::is_empty) {
            return Ok(None);
        }
        let key = match asked.resume {
            Some(value) => {
                let [page, namespace, title] = continue_parts::<3>(value)?;
                Some((part_number(call, page)?, part_number(call, namespace)?, title.to_owned()))
            }
            None => None,
        };
        let start = Start { key, descending: asked.descending };
        Ok(Some(Self { asked, pages, only, start }))
    }

    fn links(&self, state: &State) -> Vec<(PageId, Title)> {
        let mut found = Vec::new();
        for page in &self.pages {
            let Some(kept) = state.links.of(*page) else { continue };
            let links = (self.asked.links)(state, kept).into_iter().filter(|title| self.fits(*page, title));
            let links = links.map(|title| (*page, title));
            if self.asked.descending {
                found.extend(links.rev())
            } else {
                found.extend(links)
            }
            if found.len() > self.asked.limit {
                break;
            }
        }
        found
    }

    fn fits(&self, page: PageId, title: &Title) -> bool {
        let namespace = title.namespace();
        let spaces = self.asked.namespace.as_ref().filter(|spaces| !spaces.is_empty());
        spaces.is_none_or(|spaces| spaces.contains(&namespace.0))
            && self.only.as_ref().is_none_or(|only| only.contains(title))
            && self.start.reaches(&(page.number(), namespace.number(), title.key().to_owned()))
    }
}

/// The titles of texts; of what is none of this wiki the caller is warned.
fn local_titles(call: &mut Call<'_>, texts: &[&str]) -> Vec<Title> {
    let mut titles = Vec::with_capacity(texts.len());
    for text in texts {
        match Title::parse(text, &call.wiki().site().naming()).ok().and_then(Target::local) {
            Some(title) => titles.push(title),
            None => call.warn(Message::new("apiwarn-invalidtitle").escaped((*text).to_owned())),
        }
    }
    titles
}

/// The keys of texts that name pages of one namespace; of the others the caller is warned.
pub(super) fn keys_within(
    call: &mut Call<'_>,
    texts: &[&str],
    namespace: Namespace,
    warning: &'static str,
) -> Vec<Title> {
    let mut titles = Vec::with_capacity(texts.len());
    for text in texts {
        let title = Title::parse(text, &call.wiki().site().naming()).ok().and_then(Target::local);
        match title.filter(|title| title.namespace() == namespace) {
            Some(title) => titles.push(title),
            None => call.warn(Message::new(warning).escaped((*text).to_owned())),
        }
    }
    titles
}
