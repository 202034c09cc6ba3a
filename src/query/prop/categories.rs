//! `prop=categories`: the categories that pages are in (`includes/api/ApiQueryCategories.php`).

use super::{
    items::{self, Item, Start, part_number, page_ids},
    page_links::keys_within,
};
use crate::{
    api::{CacheMode, Call, Failure, Module, Run, add_title, continue_parts},
    base::digest,
    choices,
    param::{Choice, Chosen, Limit},
    params,
    tree::Node,
    wiki::{Namespace, PageId, State, Title, links::Membership},
};

const PROPS: &[Choice] = choices!["sortkey", "timestamp", "hidden"];
const SHOWN: &[Choice] = choices!["hidden", "!hidden"];
const DIRECTIONS: &[Choice] = choices!["ascending", "descending"];

params! {
    /// What `prop=categories` accepts.
    struct Params<'r> {
        /// What to tell of each category.
        prop as "prop": Option<Chosen> = choice(PROPS).multi(),
        /// Hidden categories or others.
        show as "show": Option<Chosen> = choice(SHOWN).multi(),
        /// How many.
        limit as "limit": Limit = limit(),
        /// Where to go on.
        resume as "continue": Option<&'r str> = text(),
        /// Only these.
        categories as "categories": Option<Vec<&'r str>> = text().multi(),
        /// In which order.
        dir as "dir": &'r str = choice(DIRECTIONS).preset("ascending"),
    }
}

pub(super) static MODULE: Module =
    Module::prop("query+categories", "cl", "ApiQueryCategories", Params::SPECS, Run::Now(run))
        .generator(Run::Now(generate))
        .help("Tells which categories a page's text puts it in. What templates would add is not known here.")
        .manual("API:Categories")
        .examples(&[
            ("action=query&prop=categories&titles=Albert%20Einstein", "The categories of a page."),
            ("action=query&generator=categories&titles=Albert%20Einstein&prop=info", "What these categories are."),
        ]);

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    let Some(search) = Search::new(call, &params)? else { return Ok(()) };
    let state = call.wiki().state();
    let has = |prop: &str| params.prop.as_ref().is_some_and(|props| props.has(prop));
    let items = search.places(&state).into_iter().map(|(page, place)| {
        let title = Title::of_key(Namespace::CATEGORY, std::sync::Arc::clone(&place.category));
        let mut row = Node::map().with_capacity(4);
        add_title(&mut row, &title, &state.site.namespaces);
        if has("sortkey") {
            row.append("sortkey", digest::hex(place.sort_key.as_bytes()));
            row.append("sortkeyprefix", &place.prefix);
        }
        if has("timestamp") {
            row.append("timestamp", place.time);
        }
        if has("hidden") {
            row.append("hidden", is_hidden(&state, place));
        }
        Item { page: page.number(), resume: resume(page, place).into(), row }
    });
    let items: Vec<Item> = items.collect();
    items::tell(call, "cl", params.limit.0, items.into_iter());
    Ok(())
}

fn generate(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    let Some(search) = Search::new(call, &params)? else { return Ok(()) };
    let state = call.wiki().state();
    let items = search.places(&state).into_iter().map(|(page, place)| {
        let title = Title::of_key(Namespace::CATEGORY, std::sync::Arc::clone(&place.category));
        (resume(page, place).into(), title)
    });
    items::find(call, params.limit.0, items);
    Ok(())
}

fn resume(page: PageId, place: &Membership) -> String {
    format!("{page}|{}", place.category)
}

/// Whether a category's page asks for it to be hidden.
fn is_hidden(state: &State, place: &Membership) -> bool {
    let title = Title::of_key(Namespace::CATEGORY, std::sync::Arc::clone(&place.category));
    let kept = state.pages.id_of(&title).and_then(|page| state.links.of(page));
    kept.is_some_and(|kept| kept.links.properties.iter().any(|(name, _)| &**name == "hiddencat"))
}

struct Search {
    pages: Vec<PageId>,
    only: Option<Vec<Title>>,
    hidden: Option<bool>,
    start: Start<(i64, String)>,
    most: usize,
}

impl Search {
    /// `None` if nothing can be found.
    fn new(call: &mut Call<'_>, params: &Params<'_>) -> Result<Option<Self>, Failure> {
        call.cache(CacheMode::Public);
        let descending = params.dir == "descending";
        let pages = page_ids(call, descending);
        if pages.is_empty() {
            return Ok(None);
        }
        let only = params.categories.as_ref().filter(|texts| !texts.is_empty());
        let only = only.map(|texts| keys_within(call, texts, Namespace::CATEGORY, "apiwarn-invalidcategory"));
        if only.as_ref().is_some_and(Vec::is_empty) {
            return Ok(None);
        }
        let key = match params.resume {
            Some(value) => {
                let [page, category] = continue_parts::<2>(value)?;
                Some((part_number(call, page)?, category.to_owned()))
            }
            None => None,
        };
        let shows = |word: &str| params.show.as_ref().is_some_and(|show| show.has(word));
        let hidden = match (shows("hidden"), shows("!hidden")) {
            (true, true) => return Err(Failure::of("apierror-show")),
            (true, false) => Some(true),
            (false, true) => Some(false),
            (false, false) => None,
        };
        Ok(Some(Self { pages, only, hidden, start: Start { key, descending }, most: params.limit.0 }))
    }

    fn places<'s>(&self, state: &'s State) -> Vec<(PageId, &'s Membership)> {
        let mut found = Vec::new();
        for page in &self.pages {
            let Some(kept) = state.links.of(*page) else { continue };
            let places = kept.memberships.iter().filter(|place| self.fits(state, *page, place));
            let places = places.map(|place| (*page, place));
            if self.start.descending { found.extend(places.rev()) } else { found.extend(places) }
            if found.len() > self.most {
                break;
            }
        }
        found
    }

    fn fits(&self, state: &State, page: PageId, place: &Membership) -> bool {
        self.only.as_ref().is_none_or(|only| only.iter().any(|title| title.key() == &*place.category))
            && self.start.reaches(&(page.number(), place.category.to_string()))
            && self.hidden.is_none_or(|hidden| is_hidden(state, place) == hidden)
    }
}
