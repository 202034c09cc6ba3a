//! `list=iwbacklinks`: pages that point at pages of other wikis (`includes/api/ApiQueryIWBacklinks.php`).

use std::sync::Arc;

use crate::{
    api::{CacheMode, Call, Failure, Module, Run, add_title, continue_parts},
    choices,
    message::Message,
    param::{Choice, Chosen, Limit},
    params,
    query::start::{Start, part_number},
    tree::Node,
    wiki::{PageId, State},
};

const PROPS: &[Choice] = choices!["iwprefix", "iwtitle"];
const DIRECTIONS: &[Choice] = choices!["ascending", "descending"];

params! {
    /// What `list=iwbacklinks` accepts.
    struct Params<'r> {
        /// The other wiki.
        prefix as "prefix": Option<&'r str> = text(),
        /// The page there; goes with `prefix`.
        title as "title": Option<&'r str> = text(),
        /// Where to go on.
        resume as "continue": Option<&'r str> = text(),
        /// How many.
        limit as "limit": Limit = limit(),
        /// What to tell of each link.
        prop as "prop": Chosen = choice(PROPS).multi().preset(""),
        /// In which order.
        dir as "dir": &'r str = choice(DIRECTIONS).preset("ascending"),
    }
}

pub(super) static MODULE: Module =
    Module::list("query+iwbacklinks", "iwbl", "ApiQueryIWBacklinks", Params::SPECS, Run::Now(run))
        .generator(Run::Now(generate))
        .help("Lists pages whose text points at pages of other wikis.")
        .manual("API:Iwbacklinks")
        .examples(&[
            ("action=query&list=iwbacklinks&iwbltitle=Test&iwblprefix=wikibooks", "Pages that point at one page."),
            ("action=query&generator=iwbacklinks&giwblprefix=wikibooks&prop=info", "What pages are that point there."),
        ]);

/// A link: the other wiki, the page there, the page here.
type Link = (Arc<str>, Arc<str>, PageId);

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    let state = call.wiki().state();
    let found = find(call, &params, &state)?;
    call.list("iw");
    for (count, link) in found.into_iter().enumerate() {
        let Some(page) = state.pages.get(link.2) else { continue };
        let mut row = Node::map().with_capacity(6);
        row.append("pageid", page.id.number());
        add_title(&mut row, &page.title, &state.site.namespaces);
        if page.redirect.is_some() {
            row.append("redirect", true);
        }
        if params.prop.has("iwprefix") {
            row.append("iwprefix", &link.0);
        }
        if params.prop.has("iwtitle") {
            row.append("iwtitle", &link.1);
        }
        if count == params.limit.0 || !call.add_row("iw", row) {
            call.resume("continue", resume(&link));
            break;
        }
    }
    Ok(())
}

fn generate(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    let state = call.wiki().state();
    for (count, link) in find(call, &params, &state)?.into_iter().enumerate() {
        if count == params.limit.0 {
            call.resume("continue", resume(&link));
            break;
        }
        call.found.titles.extend(state.pages.get(link.2).map(|page| page.title.clone()));
    }
    Ok(())
}

fn resume((prefix, title, page): &Link) -> String {
    format!("{prefix}|{title}|{page}")
}

fn find(call: &mut Call<'_>, params: &Params<'_>, state: &State) -> Result<Vec<Link>, Failure> {
    call.cache(CacheMode::Public);
    if params.title.is_some() && params.prefix.is_none() {
        let message = Message::new("apierror-invalidparammix-mustusewith").coded("invalidparammix");
        return Err(message.arg(call.param_name("title")).arg(call.param_name("prefix")).into());
    }
    let key = match params.resume {
        Some(value) => {
            let [prefix, title, page] = continue_parts::<3>(value)?;
            Some((prefix.to_owned(), title.to_owned(), part_number(call, page)?))
        }
        None => None,
    };
    let start = Start { key, descending: params.dir == "descending" };
    let links = state.links.interwiki().iter().filter(|((prefix, title), page)| {
        params.prefix.is_none_or(|only| *only == **prefix)
            && params.title.is_none_or(|only| *only == **title)
            && start.reaches(&(prefix.to_string(), title.to_string(), page.number()))
    });
    let links = links.map(|((prefix, title), page)| (Arc::clone(prefix), Arc::clone(title), *page));
    let most = params.limit.0 + 1;
    Ok(if start.descending { links.rev().take(most).collect() } else { links.take(most).collect() })
}
