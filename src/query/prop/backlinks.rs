//! Pages that lead to pages: what `prop=linkshere`, `redirects`, `transcludedin` and `fileusage` have in common
//! (`includes/api/ApiQueryBacklinksprop.php`).

use super::items::{self, Item, Start, whole_number};
use crate::{
    api::{CacheMode, Call, Failure, add_title, bad_continue},
    base::Text,
    param::Chosen,
    tree::Node,
    wiki::{Namespace, PageId, State, Title, page::Page},
};

/// In which way pages lead to others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// They point at them.
    Links,
    /// They are redirects to them.
    Redirects,
    /// They show them.
    Shows,
    /// They use the file.
    Files,
}

/// What a module asks for.
pub(super) struct Asked<'r> {
    pub(super) way: Way,
    pub(super) prop: Chosen,
    pub(super) namespace: Option<Vec<i32>>,
    pub(super) show: Option<Chosen>,
    pub(super) limit: usize,
    pub(super) resume: Option<&'r str>,
}

/// Tells of the pages.
pub(super) fn tell(call: &mut Call<'_>, tag: &'static str, asked: &Asked<'_>) -> Result<(), Failure> {
    let Some(search) = Search::new(call, asked)? else { return Ok(()) };
    let state = call.wiki().state();
    let items: Vec<Item> = search
        .find(&state)
        .into_iter()
        .map(|(target, key, page)| Item {
            page: target,
            resume: search.resume(&key),
            row: row(asked, &state, page),
        })
        .collect();
    items::tell(call, tag, asked.limit, items.into_iter());
    Ok(())
}

/// Takes the pages.
pub(super) fn find(call: &mut Call<'_>, asked: &Asked<'_>) -> Result<(), Failure> {
    let Some(search) = Search::new(call, asked)? else { return Ok(()) };
    let state = call.wiki().state();
    let found = search.find(&state);
    let items = found.into_iter().map(|(_, key, page)| (search.resume(&key), page.title.clone()));
    items::find(call, asked.limit, items);
    Ok(())
}

fn row(asked: &Asked<'_>, state: &State, page: &Page) -> Node {
    let mut row = Node::auto().with_capacity(4);
    if asked.prop.has("pageid") {
        row.append("pageid", page.id.number());
    }
    if asked.prop.has("title") {
        add_title(&mut row, &page.title, &state.site.namespaces);
    }
    let fragment = fragment(page);
    if asked.prop.has("fragment") && !fragment.is_empty() {
        row.append("fragment", fragment.to_owned());
    }
    if asked.prop.has("redirect") {
        row.append("redirect", page.redirect.is_some());
    }
    row
}

fn fragment(page: &Page) -> &str {
    page.redirect.as_deref().map_or("", |target| &target.fragment)
}

/// Where a page stands in the order of the answer: the target's namespace and key, the page's namespace and id.
type Key = (i64, String, i64, i64);

struct Search<'a, 'r> {
    asked: &'a Asked<'r>,
    /// The targets and the ids that they have in the answer.
    targets: Vec<(i64, Title)>,
    /// What of the key is told in `continue`: only what differs.
    told: [bool; 3],
    start: Start<Key>,
}

impl<'a, 'r> Search<'a, 'r> {
    /// `None` if nothing can be found.
    fn new(call: &mut Call<'_>, asked: &'a Asked<'r>) -> Result<Option<Self>, Failure> {
        call.cache(CacheMode::Public);
        let pages = call.pages();
        let specials = pages.specials().iter().map(|(id, title)| (*id, title));
        let mut targets: Vec<(i64, Title)> =
            pages.good_and_missing().chain(specials).map(|(id, title)| (id, title.clone())).collect();
        if asked.way == Way::Files {
            targets.retain(|(_, title)| title.namespace() == Namespace::FILE);
        }
        let nowhere = asked.namespace.as_ref().is_some_and(Vec::is_empty);
        let Some((_, first)) = targets.first().filter(|_| !nowhere) else { return Ok(None) };
        let several_spaces = targets.iter().any(|(_, title)| title.namespace() != first.namespace());
        let several_keys = targets.iter().any(|(_, title)| title.key() != first.key());
        let by_source = asked.way != Way::Redirects
            && asked.namespace.as_ref().is_some_and(|namespaces| namespaces.len() > 1);
        let told = [several_spaces && asked.way != Way::Files, several_keys, by_source];
        let key = match asked.resume {
            Some(value) => Some(read(value, told, &targets)?),
            None => None,
        };
        let shows = |word: &str| asked.show.as_ref().is_some_and(|show| show.has(word));
        if (shows("redirect") && shows("!redirect")) || (shows("fragment") && shows("!fragment")) {
            return Err(Failure::of("apierror-show"));
        }
        targets.sort_by(|(_, one), (_, other)| one.cmp(other));
        Ok(Some(Self { asked, targets, told, start: Start { key, descending: false } }))
    }

    fn find<'s>(&self, state: &'s State) -> Vec<(i64, Key, &'s Page)> {
        let mut found = Vec::new();
        for (id, title) in &self.targets {
            let pages =
                sources(self.asked.way, state, title).into_iter().filter_map(|page| state.pages.get(page));
            let mut pages: Vec<_> = pages
                .filter(|page| self.fits(page))
                .map(|page| (*id, self.key(title, page), page))
                .filter(|(_, key, _)| self.start.reaches(key))
                .collect();
            pages.sort_by(|(_, one, _), (_, other, _)| one.cmp(other));
            found.extend(pages);
            if found.len() > self.asked.limit {
                break;
            }
        }
        found
    }

    fn key(&self, title: &Title, page: &Page) -> Key {
        let source = if self.told[2] { page.title.namespace().number() } else { 0 };
        (title.namespace().number(), title.key().to_owned(), source, page.id.number())
    }

    fn resume(&self, (namespace, key, source, id): &Key) -> Text {
        let [spaces, keys, sources] = self.told;
        if !spaces && !keys && !sources {
            return id.to_string().into();
        }
        let mut parts = Vec::with_capacity(4);
        if spaces {
            parts.push(namespace.to_string());
        }
        if keys {
            parts.push(key.clone());
        }
        if sources {
            parts.push(source.to_string());
        }
        parts.push(id.to_string());
        parts.join("|").into()
    }

    fn fits(&self, page: &Page) -> bool {
        let shows = |word: &str| self.asked.show.as_ref().is_some_and(|show| show.has(word));
        let redirect = page.redirect.is_some();
        let has_fragment = !fragment(page).is_empty();
        self.asked.namespace.as_ref().is_none_or(|spaces| spaces.contains(&page.title.namespace().0))
            && (redirect || !shows("redirect"))
            && (!redirect || !shows("!redirect"))
            && (has_fragment || !shows("fragment"))
            && (!has_fragment || !shows("!fragment"))
    }
}

/// The pages that lead to a title.
fn sources(way: Way, state: &State, title: &Title) -> Vec<PageId> {
    match way {
        Way::Links => state.pointing_at(title),
        Way::Redirects => state.pages.redirects_to(title).map(|page| page.id).collect(),
        Way::Shows => state.links.showing(title).collect(),
        Way::Files => state.links.using_file(&title.shared_key()).collect(),
    }
}

/// Reads `continue`, whose parts depend on what is asked.
fn read(value: &str, told: [bool; 3], targets: &[(i64, Title)]) -> Result<Key, Failure> {
    let mut parts = value.split('|');
    let mut next = |told: bool| if told { parts.next().map(Some).ok_or_else(bad_continue) } else { Ok(None) };
    let (namespace, key, source, id) = (next(told[0])?, next(told[1])?, next(told[2])?, next(true)?);
    if parts.next().is_some() {
        return Err(bad_continue());
    }
    let whole = |part: Option<&str>, otherwise: i64| match part {
        Some(part) => whole_number(part),
        None => Ok(otherwise),
    };
    let lowest = targets.iter().map(|(_, title)| title).min();
    Ok((
        whole(namespace, lowest.map_or(0, |title| title.namespace().number()))?,
        key.or(lowest.map(Title::key)).unwrap_or_default().to_owned(),
        whole(source, 0)?,
        whole(id, 0)?,
    ))
}
