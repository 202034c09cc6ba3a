//! `prop=images`: the files that pages use (`includes/api/ApiQueryImages.php`).

use std::sync::Arc;

use super::{
    items::{self, Item, Start, part_number, page_ids},
    page_links::keys_within,
};
use crate::{
    api::{CacheMode, Call, Failure, Module, Run, add_title, continue_parts},
    choices,
    param::{Choice, Limit},
    params,
    tree::Node,
    wiki::{Namespace, PageId, State, Title},
};

const DIRECTIONS: &[Choice] = choices!["ascending", "descending"];

params! {
    /// What `prop=images` accepts.
    struct Params<'r> {
        /// How many.
        limit as "limit": Limit = limit(),
        /// Where to go on.
        resume as "continue": Option<&'r str> = text(),
        /// Only these.
        images as "images": Option<Vec<&'r str>> = text().multi(),
        /// In which order.
        dir as "dir": &'r str = choice(DIRECTIONS).preset("ascending"),
    }
}

pub(super) static MODULE: Module =
    Module::prop("query+images", "im", "ApiQueryImages", Params::SPECS, Run::Now(run))
        .generator(Run::Now(generate))
        .help("Tells which files a page's text uses. What templates would add is not known here.")
        .manual("API:Images")
        .examples(&[
            ("action=query&prop=images&titles=Main%20Page", "The files of the main page."),
            ("action=query&generator=images&titles=Main%20Page&prop=info", "What the pages of these files are."),
        ]);

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    let Some(found) = search(call, &params)? else { return Ok(()) };
    let namespaces = &call.wiki().site().namespaces;
    let items = found.into_iter().map(|(page, title)| {
        let mut row = Node::map().with_capacity(2);
        add_title(&mut row, &title, namespaces);
        Item { page: page.number(), resume: format!("{page}|{}", title.key()).into(), row }
    });
    items::tell(call, "im", params.limit.0, items);
    Ok(())
}

fn generate(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    let Some(found) = search(call, &params)? else { return Ok(()) };
    let items = found.into_iter().map(|(page, title)| (format!("{page}|{}", title.key()).into(), title));
    items::find(call, params.limit.0, items);
    Ok(())
}

/// The files, in order; `None` if there cannot be any.
fn search(call: &mut Call<'_>, params: &Params<'_>) -> Result<Option<Vec<(PageId, Title)>>, Failure> {
    call.cache(CacheMode::Public);
    let descending = params.dir == "descending";
    let pages = page_ids(call, descending);
    if pages.is_empty() {
        return Ok(None);
    }
    let key = match params.resume {
        Some(value) => {
            let [page, file] = continue_parts::<2>(value)?;
            Some((part_number(call, page)?, file.to_owned()))
        }
        None => None,
    };
    let start = Start { key, descending };
    let only = params.images.as_ref().filter(|texts| !texts.is_empty());
    let only = only.map(|texts| keys_within(call, texts, Namespace::FILE, "apiwarn-notfile"));
    let state = call.wiki().state();
    let fits = |page: PageId, file: &Arc<str>| {
        only.as_ref().is_none_or(|only| only.iter().any(|title| title.key() == &**file))
            && start.reaches(&(page.number(), file.to_string()))
    };
    let mut found = Vec::new();
    for page in pages {
        let mut files = files_of(&state, page);
        files.retain(|file| fits(page, file));
        if descending {
            files.reverse();
        }
        found.extend(files.into_iter().map(|file| (page, Title::of_key(Namespace::FILE, file))));
        if found.len() > params.limit.0 {
            break;
        }
    }
    Ok(Some(found))
}

fn files_of(state: &State, page: PageId) -> Vec<Arc<str>> {
    state.links.of(page).map_or_else(Vec::new, |kept| kept.links.files.iter().cloned().collect())
}
