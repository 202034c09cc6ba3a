//! All links that lead into a namespace: what `list=alllinks`, `alltransclusions`, `allfileusages` and `allredirects`
//! have in common (`includes/api/ApiQueryAllLinks.php`).

use std::sync::Arc;

use crate::{
    api::{CacheMode, Call, Failure, add_title, bad_continue, continue_parts},
    message::Message,
    param::Chosen,
    tree::Node,
    wiki::{Namespace, PageId, State, Title, table::Sorted},
};

/// Which links.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// Pages that point at pages.
    Links,
    /// Pages that show pages.
    Shows,
    /// Pages that use files.
    Files,
    /// Redirects.
    Redirects,
}

/// What a module asks for.
pub(super) struct Asked<'r> {
    pub(super) way: Way,
    pub(super) namespace: Namespace,
    pub(super) resume: Option<&'r str>,
    pub(super) from: Option<&'r str>,
    pub(super) to: Option<&'r str>,
    pub(super) prefix: Option<&'r str>,
    pub(super) unique: bool,
    pub(super) prop: Chosen,
    pub(super) limit: usize,
    pub(super) descending: bool,
}

/// Tells of the links.
pub(super) fn tell(call: &mut Call<'_>, tag: &'static str, asked: &Asked<'_>) -> Result<(), Failure> {
    let bounds = Bounds::new(call, asked)?;
    let state = call.wiki().state();
    call.list(tag);
    for (count, (key, from)) in bounds.links(&state).into_iter().enumerate() {
        let row = row(asked, &state, &key, from);
        if count == asked.limit || !call.add_row(tag, row) {
            call.resume("continue", asked.resume_at(&key, from));
            break;
        }
    }
    Ok(())
}

/// Takes the titles, or the pages that lead there.
pub(super) fn find(call: &mut Call<'_>, asked: &Asked<'_>) -> Result<(), Failure> {
    let bounds = Bounds::new(call, asked)?;
    let state = call.wiki().state();
    for (count, (key, from)) in bounds.links(&state).into_iter().enumerate() {
        if count == asked.limit {
            call.resume("continue", asked.resume_at(&key, from));
            break;
        }
        if asked.unique {
            call.found.titles.push(Title::of_key(asked.namespace, key));
        } else {
            call.found.ids.push(from);
        }
    }
    Ok(())
}

fn row(asked: &Asked<'_>, state: &State, key: &str, from: PageId) -> Node {
    let mut row = Node::map().with_capacity(4);
    if asked.prop.has("ids") {
        row.append("fromid", from.number());
    }
    if asked.prop.has("title") {
        add_title(&mut row, &Title::of_key(asked.namespace, key), &state.site.namespaces);
    }
    if asked.prop.has("fragment") {
        let target = state.pages.get(from).and_then(|page| page.redirect.as_deref());
        if let Some(target) = target.filter(|target| !target.fragment.is_empty()) {
            row.append("fragment", target.fragment.clone());
        }
    }
    row
}

impl Asked<'_> {
    fn resume_at(&self, key: &str, from: PageId) -> String {
        if self.unique { key.to_owned() } else { format!("{key}|{from}") }
    }
}

struct Bounds<'a, 'r> {
    asked: &'a Asked<'r>,
    from: Option<String>,
    to: Option<String>,
    prefix: Option<String>,
    start: Option<(String, PageId)>,
}

impl<'a, 'r> Bounds<'a, 'r> {
    fn new(call: &mut Call<'_>, asked: &'a Asked<'r>) -> Result<Self, Failure> {
        call.cache(CacheMode::Public);
        if asked.unique {
            check_unique(call, asked)?;
        }
        let start = match asked.resume {
            Some(value) if asked.unique => Some((continue_parts::<1>(value)?[0].to_owned(), PageId(0))),
            Some(value) => {
                let [key, from] = continue_parts::<2>(value)?;
                Some((key.to_owned(), PageId(from.parse().map_err(|_| bad_continue())?)))
            }
            None => None,
        };
        let part = |text: Option<&str>| text.map(|text| call.title_part(text, asked.namespace)).transpose();
        let from = part(asked.from.filter(|_| start.is_none()))?;
        Ok(Self { asked, from, to: part(asked.to)?, prefix: part(asked.prefix)?, start })
    }

    /// The links in order; one more than asked for, if there is one. Each is looked up after the one before, so that
    /// nothing else is looked at.
    fn links(&self, state: &State) -> Vec<(String, PageId)> {
        let asked = self.asked;
        // Nothing that begins so comes after the prefix with the last of all characters.
        let last = format!("{}\u{10ffff}", self.prefix.as_deref().unwrap_or_default());
        let low = self.from.as_deref().max(self.prefix.as_deref()).unwrap_or_default();
        let high = self.to.as_deref().map_or(&*last, |to| to.min(&last));
        let (mut low, mut high) = ((low.to_owned(), PageId(0)), (high.to_owned(), PageId(u32::MAX)));
        if let Some((key, from)) = &self.start {
            let from = if asked.unique && asked.descending { PageId(u32::MAX) } else { *from };
            let start = (key.clone(), from);
            if asked.descending { high = high.min(start) } else { low = low.max(start) }
        }
        let mut found = Vec::new();
        while found.len() <= asked.limit && low <= high {
            let Some((key, from)) = seek(asked, state, &low, &high) else { break };
            match (asked.descending, asked.unique) {
                (false, false) => low = (key.clone(), PageId(from.0 + 1)),
                (false, true) => low = (format!("{key}\0"), PageId(0)),
                (true, false) => high = (key.clone(), PageId(from.0 - 1)),
                (true, true) => high = (key.clone(), PageId(0)),
            }
            found.push((key, from));
        }
        found
    }
}

type Place = (String, PageId);

/// The first link between two places, or the last if they are told of backward: the key of what is led to, and the page
/// that leads there.
fn seek(asked: &Asked<'_>, state: &State, low: &Place, high: &Place) -> Option<Place> {
    let title = |(key, from): &Place| (Title::of_key(asked.namespace, key.as_str()), *from);
    let between = |all: &Sorted<(Title, PageId)>| {
        let (title, from) = end(all.range(title(low)..=title(high)), asked.descending)?;
        Some((title.key().to_owned(), *from))
    };
    match asked.way {
        Way::Links => {
            let both =
                [between(state.links.pages()), missing_template(asked, state, title(low), title(high))];
            let both = both.into_iter().flatten();
            if asked.descending { both.max() } else { both.min() }
        }
        Way::Shows => between(state.links.templates()),
        Way::Redirects => between(state.pages.redirects_by_target()),
        Way::Files => {
            let key = |(key, from): &Place| (Arc::from(key.as_str()), *from);
            let (key, from) = end(state.links.files().range(key(low)..=key(high)), asked.descending)?;
            Some((key.to_string(), *from))
        }
    }
}

/// The first or the last of some keys.
fn end<T>(mut keys: impl DoubleEndedIterator<Item = T>, last: bool) -> Option<T> {
    if last { keys.next_back() } else { keys.next() }
}

/// A template that there is not is shown as a link.
fn missing_template(
    asked: &Asked<'_>,
    state: &State,
    mut low: (Title, PageId),
    mut high: (Title, PageId),
) -> Option<Place> {
    loop {
        let (title, from) = end(state.links.templates().range(low.clone()..=high.clone()), asked.descending)?;
        if state.pages.id_of(title).is_none() {
            return Some((title.key().to_owned(), *from));
        }
        if asked.descending {
            high = (title.clone(), PageId(0))
        } else {
            low = (title.clone(), PageId(u32::MAX))
        }
    }
}

/// What is told of the page that leads there has no place where each title stands once.
fn check_unique(call: &Call<'_>, asked: &Asked<'_>) -> Result<(), Failure> {
    let words: Vec<&str> = asked.prop.iter().filter(|word| *word != "title").collect();
    if words.is_empty() {
        return Ok(());
    }
    let prefix = call.module.prefix;
    let message = Message::new("apierror-invalidparammix-cannotusewith").coded("invalidparammix");
    Err(message.arg(format!("{prefix}prop={}", words.join("|"))).arg(format!("{prefix}unique")).into())
}
