//! Pages that lead to a page, on two levels: what `list=backlinks`, `embeddedin` and `imageusage` have in common
//! (`includes/api/ApiQueryBacklinks.php`).

use std::collections::BTreeMap;

use crate::{
    api::{CacheMode, Call, Failure, add_title, bad_continue, size_of},
    choices,
    message::Message,
    param::{Choice, LimitWish},
    params,
    query::start::{Start, whole_number},
    tree::Node,
    wiki::{Namespace, PageId, State, Title, page::Page},
};

pub(super) const DIRECTIONS: &[Choice] = choices!["ascending", "descending"];
pub(super) const FILTERS: &[Choice] = choices!["all", "redirects", "nonredirects"];

params! {
    /// What `list=backlinks` and `list=imageusage` accept.
    pub(super) struct Params<'r> {
        /// The page, by its title.
        title as "title": Option<&'r str> = text(),
        /// The page, by its id.
        pageid as "pageid": Option<i64> = integer(),
        /// Where to go on.
        resume as "continue": Option<&'r str> = text(),
        /// Only pages in these namespaces.
        namespace as "namespace": Option<Vec<i32>> = namespace().multi(),
        /// In which order.
        dir as "dir": &'r str = choice(DIRECTIONS).preset("ascending"),
        /// Redirects or others.
        filterredir as "filterredir": &'r str = choice(FILTERS).preset("all"),
        /// How many.
        limit as "limit": Option<LimitWish> = limit(),
        /// Also pages that lead to redirects which lead there. There are half as many at most then.
        redirect as "redirect": bool = flag(),
    }
}

impl<'r> Params<'r> {
    /// What is asked for by them.
    pub(super) fn asked(self, way: Way) -> Asked<'r> {
        let Self { title, pageid, resume, namespace, dir, filterredir, limit, redirect } = self;
        let descending = dir == "descending";
        Asked { way, title, pageid, resume, namespace, descending, filterredir, limit, redirect }
    }
}

/// In which way pages lead there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// They point at it.
    Links,
    /// They show it.
    Shows,
    /// They use the file.
    Files,
}

/// What a module asks for.
pub(super) struct Asked<'r> {
    pub(super) way: Way,
    pub(super) title: Option<&'r str>,
    pub(super) pageid: Option<i64>,
    pub(super) resume: Option<&'r str>,
    pub(super) namespace: Option<Vec<i32>>,
    pub(super) descending: bool,
    pub(super) filterredir: &'r str,
    pub(super) limit: Option<LimitWish>,
    pub(super) redirect: bool,
}

/// Tells of the pages.
pub(super) fn tell(call: &mut Call<'_>, tag: &'static str, asked: &Asked<'_>) -> Result<(), Failure> {
    let mut search = Search::new(call, asked)?;
    let state = call.wiki().state();
    let first = search.first(&state);
    let second = search.second(&state, &first);
    let mut behind: BTreeMap<PageId, Vec<&Page>> = BTreeMap::new();
    for (through, page) in second {
        behind.entry(through).or_default().push(page);
    }
    let row = |page: &Page| {
        let mut row = Node::map().with_capacity(4);
        row.append("pageid", page.id.number());
        add_title(&mut row, &page.title, &state.site.namespaces);
        if page.redirect.is_some() {
            row.append("redirect", true);
        }
        row
    };
    let rows = first.into_iter().map(|page| {
        let mut whole = row(page);
        if let Some(pages) = behind.get(&page.id) {
            let mut list = Node::list(tag);
            for page in pages {
                list.push(row(page));
            }
            whole.append("redirlinks", list);
        }
        (page.id, whole)
    });
    let rows: Vec<(PageId, Node)> = rows.collect();
    add(call, tag, &mut search, rows);
    if let Some(value) = search.next {
        call.resume("continue", value);
    }
    Ok(())
}

/// Puts the rows into the answer: all of them, or as many as fit in order of their pages.
fn add(call: &mut Call<'_>, tag: &'static str, search: &mut Search<'_, '_>, mut rows: Vec<(PageId, Node)>) {
    call.list(tag);
    if call.fits(rows.iter().map(|(_, row)| size_of(row)).sum()) {
        for (_, row) in rows {
            call.list(tag).push(row);
        }
        return;
    }
    rows.sort_by_key(|(page, _)| *page);
    let from = search.row.unwrap_or_default();
    for (page, row) in rows.into_iter().filter(|(page, _)| page.number() >= from) {
        if !call.add_row(tag, row) {
            let Place { namespace, key, source, page: second } = search.second.clone().unwrap_or_default();
            let (space, first) = search.first.unwrap_or_default();
            search.next = Some(format!("{space}|{first}|{namespace}|{key}|{source}|{second}|{page}"));
            return;
        }
    }
}

/// Takes the pages.
pub(super) fn find(call: &mut Call<'_>, asked: &Asked<'_>) -> Result<(), Failure> {
    let mut search = Search::new(call, asked)?;
    let state = call.wiki().state();
    let first = search.first(&state);
    let second = search.second(&state, &first);
    call.found.rows.extend(first.iter().map(|page| page.id));
    call.found.rows.extend(second.iter().map(|(_, page)| page.id));
    if let Some(value) = search.next {
        call.resume("continue", value);
    }
    Ok(())
}

/// Where a page stands among those that lead to redirects: the redirect, then the page.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    namespace: i64,
    key: String,
    source: i64,
    page: i64,
}

struct Search<'a, 'r> {
    asked: &'a Asked<'r>,
    root: Title,
    most: usize,
    /// Whether pages are ordered by their namespaces first.
    by_namespace: bool,
    /// Where the first level begins: a namespace and a page.
    first: Option<(i64, i64)>,
    /// Where the second level begins.
    second: Option<Place>,
    /// With which row to begin if they do not all fit.
    row: Option<i64>,
    /// Where to go on.
    next: Option<String>,
}

impl<'a, 'r> Search<'a, 'r> {
    fn new(call: &mut Call<'_>, asked: &'a Asked<'r>) -> Result<Self, Failure> {
        call.cache(CacheMode::Public);
        let most = if asked.redirect {
            call.checked_limit(asked.limit, 250, 2500)
        } else {
            call.checked_limit(asked.limit, 500, 5000)
        };
        let root = call.any_title_or_page_id(asked.title, asked.pageid)?;
        if asked.way == Way::Files && root.namespace() != Namespace::FILE {
            let message = Message::new("apierror-imageusage-badtitle").coded("bad_image_title");
            return Err(message.arg(call.module.name).into());
        }
        let by_namespace = asked.namespace.as_ref().is_some_and(|spaces| spaces.len() > 1);
        let mut search =
            Self { asked, root, most, by_namespace, first: None, second: None, row: None, next: None };
        if let Some(value) = asked.resume {
            search.read(value)?;
        }
        Ok(search)
    }

    /// Reads `continue`, which has two parts, or six to eight.
    fn read(&mut self, value: &str) -> Result<(), Failure> {
        let parts: Vec<&str> = value.split('|').collect();
        let number = |at: usize| whole_number(parts[at]);
        if !matches!(parts.len(), 2 | 6..=8) {
            return Err(bad_continue());
        }
        if parts.len() == 8 {
            number(7)?;
        }
        if parts.len() > 6 {
            self.row = Some(number(6)?);
        }
        if parts.len() > 2 {
            let (namespace, source, page) = (number(2)?, number(4)?, number(5)?);
            self.second = Some(Place { namespace, key: parts[3].to_owned(), source, page });
        }
        self.first = Some((number(0)?, number(1)?));
        Ok(())
    }

    fn shows_redirects(&self) -> bool {
        self.asked.filterredir != "nonredirects"
    }

    fn fits(&self, page: &Page) -> bool {
        let spaces = self.asked.namespace.as_deref().unwrap_or_default();
        (spaces.is_empty() || spaces.contains(&page.title.namespace().0))
            && (page.redirect.is_some() || self.asked.filterredir != "redirects")
    }

    fn source(&self, page: &Page) -> i64 {
        if self.by_namespace { page.title.namespace().number() } else { 0 }
    }

    /// The pages that lead straight there.
    fn first<'s>(&mut self, state: &'s State) -> Vec<&'s Page> {
        // Pages that lead to redirects are found only through these (T24245).
        let all = self.shows_redirects() || self.asked.redirect;
        let space = |number: i64| if self.by_namespace { number } else { 0 };
        let start = Start {
            key: self.first.map(|(number, page)| (space(number), page)),
            descending: self.asked.descending,
        };
        let pages = sources(self.asked.way, state, &self.root).into_iter();
        let pages = pages.filter_map(|page| state.pages.get(page)).filter(|page| self.fits(page));
        let pages = pages.filter(|page| all || page.redirect.is_none());
        let mut found: Vec<_> = pages.map(|page| ((self.source(page), page.id.number()), page)).collect();
        found.retain(|(key, _)| start.reaches(key));
        found.sort_by_key(|(key, _)| *key);
        if self.asked.descending {
            found.reverse();
        }
        let place = |page: &Page| (page.title.namespace().number(), page.id.number());
        if let Some((_, page)) = found.get(self.most) {
            let (space, id) = place(page);
            self.next = Some(format!("{space}|{id}"));
        }
        found.truncate(self.most);
        self.first = self.first.or_else(|| found.first().map(|(_, page)| place(page)));
        found.into_iter().map(|(_, page)| page).collect()
    }

    /// The pages that lead to redirects which lead there, each with its redirect.
    fn second<'s>(&mut self, state: &'s State, first: &[&'s Page]) -> Vec<(PageId, &'s Page)> {
        if !self.asked.redirect {
            return Vec::new();
        }
        let files = self.asked.way == Way::Files;
        let redirects: Vec<&Page> = first
            .iter()
            .copied()
            .filter(|page| page.redirect.is_some())
            .filter(|page| !files || page.title.namespace() == Namespace::FILE)
            .collect();
        let differ = |one: &Page, other: &Page| {
            (one.title.namespace() != other.title.namespace(), one.title.key() != other.title.key())
        };
        let differ: Vec<(bool, bool)> = redirects.iter().map(|page| differ(page, redirects[0])).collect();
        let (spaces, keys) = (differ.iter().any(|(space, _)| *space), differ.iter().any(|(_, key)| *key));
        let by_namespace = self.by_namespace;
        // What is the same everywhere is not looked at.
        let reduced = |place: &Place| Place {
            namespace: if spaces { place.namespace } else { 0 },
            key: if keys { place.key.clone() } else { String::new() },
            source: if by_namespace { place.source } else { 0 },
            page: place.page,
        };
        let start = Start { key: self.second.as_ref().map(reduced), descending: self.asked.descending };
        let mut found = Vec::new();
        for through in redirects {
            let pages = sources(self.asked.way, state, &through.title).into_iter();
            let pages = pages.filter_map(|page| state.pages.get(page)).filter(|page| self.fits(page));
            let pages = pages.filter(|page| self.shows_redirects() || page.redirect.is_none());
            found.extend(pages.map(|page| (place(through, page), through.id, page)));
        }
        found.retain(|(place, ..)| start.reaches(&reduced(place)));
        found.sort_by_key(|(place, ..)| reduced(place));
        if self.asked.descending {
            found.reverse();
        }
        if let Some((Place { namespace, key, source, page }, ..)) = found.get(self.most) {
            let (space, first) = self.first.unwrap_or_default();
            self.next = Some(format!("{space}|{first}|{namespace}|{key}|{source}|{page}"));
        }
        found.truncate(self.most);
        self.second = self.second.take().or_else(|| found.first().map(|(place, ..)| place.clone()));
        found.into_iter().map(|(_, through, page)| (through, page)).collect()
    }
}

fn place(through: &Page, page: &Page) -> Place {
    Place {
        namespace: through.title.namespace().number(),
        key: through.title.key().to_owned(),
        source: page.title.namespace().number(),
        page: page.id.number(),
    }
}

fn sources(way: Way, state: &State, title: &Title) -> Vec<PageId> {
    match way {
        Way::Links => state.pointing_at(title),
        Way::Shows => state.links.showing(title).collect(),
        Way::Files => state.links.using_file(&title.shared_key()).collect(),
    }
}
