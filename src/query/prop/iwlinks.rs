//! `prop=iwlinks`: links to other wikis (`includes/api/ApiQueryIWLinks.php`).

use std::sync::Arc;

use super::items::{self, Item, Start, part_number, page_ids};
use crate::{
    api::{CacheMode, Call, Failure, Module, Run, continue_parts},
    base::url,
    choices,
    message::Message,
    param::{Choice, Chosen, Limit},
    params,
    tree::Node,
    wiki::PageId,
    release::V1_24,
};

const PROPS: &[Choice] = choices!["url"];
const DIRECTIONS: &[Choice] = choices!["ascending", "descending"];

params! {
    /// What `prop=iwlinks` accepts.
    struct Params<'r> {
        /// What to tell of each link.
        prop as "prop": Option<Chosen> = choice(PROPS).multi().since(V1_24),
        /// Only links to this wiki.
        prefix as "prefix": Option<&'r str> = text(),
        /// Only links to this page; goes with `prefix`.
        title as "title": Option<&'r str> = text(),
        /// In which order.
        dir as "dir": &'r str = choice(DIRECTIONS).preset("ascending"),
        /// How many.
        limit as "limit": Limit = limit(),
        /// Where to go on.
        resume as "continue": Option<&'r str> = text(),
        /// Tell the addresses.
        url as "url": bool = flag().deprecated(),
    }
}

pub(super) static MODULE: Module =
    Module::prop("query+iwlinks", "iw", "ApiQueryIWLinks", Params::SPECS, Run::Now(run))
        .help("Tells which pages of other wikis a page's text points at.")
        .manual("API:Iwlinks")
        .examples(&[("action=query&prop=iwlinks&titles=Main%20Page", "Those of the main page.")]);

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    call.cache(CacheMode::Public);
    let params: Params<'_> = call.read()?;
    if call.pages().good().is_empty() {
        return Ok(());
    }
    if params.title.is_some() && params.prefix.is_none() {
        let message = Message::new("apierror-invalidparammix-mustusewith").coded("invalidparammix");
        return Err(message.arg(call.param_name("title")).arg(call.param_name("prefix")).into());
    }
    call.at_most_one(&[("prop", params.prop.is_some()), ("url", params.url)])?;
    let with_url = params.url || params.prop.as_ref().is_some_and(|props| props.has("url"));
    let found = search(call, &params)?;
    let site = call.wiki().site();
    let items = found.into_iter().map(|(page, prefix, title)| {
        let mut row = Node::map().with_capacity(3);
        row.append("prefix", &prefix);
        if let Some((_, wiki)) = site.interwikis.get(&prefix).filter(|_| with_url) {
            row.append("url", wiki.url.replace("$1", &url::encode_title(&title).to_string()));
        }
        row.content("title", &title);
        Item { page: page.number(), resume: format!("{page}|{prefix}|{title}").into(), row }
    });
    items::tell(call, "iw", params.limit.0, items);
    Ok(())
}

fn search(call: &Call<'_>, params: &Params<'_>) -> Result<Vec<(PageId, Arc<str>, Arc<str>)>, Failure> {
    let descending = params.dir == "descending";
    let key = match params.resume {
        Some(value) => {
            let [page, prefix, title] = continue_parts::<3>(value)?;
            Some((part_number(call, page)?, prefix.to_owned(), title.to_owned()))
        }
        None => None,
    };
    let start = Start { key, descending };
    let state = call.wiki().state();
    let mut found = Vec::new();
    for page in page_ids(call, descending) {
        let Some(kept) = state.links.of(page) else { continue };
        let fits = |prefix: &str, title: &str| {
            params.prefix.is_none_or(|only| only == prefix)
                && params.title.is_none_or(|only| only == title)
                && start.reaches(&(page.number(), prefix.to_owned(), title.to_owned()))
        };
        let links = kept.links.interwiki.iter().filter(|(prefix, title)| fits(prefix, title));
        let links = links.map(|(prefix, title)| (page, Arc::clone(prefix), Arc::clone(title)));
        if descending { found.extend(links.rev()) } else { found.extend(links) }
    }
    Ok(found)
}
