//! All links that lead into a namespace: what `list=alllinks`, `alltransclusions`, `allfileusages` and `allredirects`
//! have in common (`includes/api/ApiQueryAllLinks.php`).

use crate::{
    api::{CacheMode, Call, Failure, add_title, bad_continue, continue_parts},
    message::Message,
    param::Chosen,
    tree::Node,
    wiki::{Namespace, PageId, State, Title},
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

    /// The links in order; one more than asked for, if there is one.
    fn links(&self, state: &State) -> Vec<(String, PageId)> {
        let mut all: Vec<(String, PageId)> = keys(self.asked, state);
        all.sort_unstable();
        all.retain(|(key, _)| self.hold(key));
        if self.asked.unique {
            all.dedup_by(|one, other| one.0 == other.0);
        }
        if self.asked.descending {
            all.reverse();
        }
        if let Some((key, from)) = &self.start {
            let comes = |one: &(String, PageId)| {
                let (one, start) = if self.asked.unique {
                    ((&one.0, PageId(0)), (key, PageId(0)))
                } else {
                    ((&one.0, one.1), (key, *from))
                };
                if self.asked.descending { one <= start } else { one >= start }
            };
            all.retain(comes);
        }
        all.truncate(self.asked.limit + 1);
        all
    }

    fn hold(&self, key: &str) -> bool {
        self.from.as_deref().is_none_or(|from| key >= from)
            && self.to.as_deref().is_none_or(|to| key <= to)
            && self.prefix.as_deref().is_none_or(|prefix| key.starts_with(prefix))
    }
}

/// The keys of what is led to, and the pages that lead there.
fn keys(asked: &Asked<'_>, state: &State) -> Vec<(String, PageId)> {
    let low = Title::of_key(asked.namespace, "");
    let high = Title::of_key(Namespace(asked.namespace.0 + 1), "");
    let within = (low.clone(), PageId(0))..(high.clone(), PageId(0));
    let key = |(title, from): &(Title, PageId)| (title.key().to_owned(), *from);
    match asked.way {
        Way::Links => {
            let shown = state.links.templates().range(within.clone());
            // A template that there is not is shown as a link.
            let missing = shown.filter(|(title, _)| state.pages.id_of(title).is_none());
            let mut all: Vec<_> = state.links.pages().range(within).chain(missing).map(key).collect();
            all.sort_unstable();
            all.dedup();
            all
        }
        Way::Shows => state.links.templates().range(within).map(key).collect(),
        Way::Files => state.links.files().iter().map(|(key, from)| (key.to_string(), *from)).collect(),
        Way::Redirects => state.pages.redirects_by_target().range(within).map(key).collect(),
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
