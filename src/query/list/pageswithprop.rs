//! `list=pageswithprop`: the pages that have a property (`includes/api/ApiQueryPagesWithProp.php`).

use std::sync::Arc;

use crate::{
    api::{CacheMode, Call, Failure, Module, Run, add_title, continue_parts},
    choices,
    param::{Choice, Chosen, Limit},
    params,
    query::start::{Start, part_number},
    release::V1_21,
    tree::Node,
    wiki::{PageId, State},
};

const PROPS: &[Choice] = choices!["ids", "title", "value"];
const DIRECTIONS: &[Choice] = choices!["ascending", "descending"];

params! {
    /// What `list=pageswithprop` accepts.
    struct Params<'r> {
        /// The property.
        propname as "propname": &'r str = text().required(),
        /// What to tell of each page.
        prop as "prop": Chosen = choice(PROPS).multi().preset("ids|title"),
        /// Where to go on.
        resume as "continue": Option<&'r str> = text(),
        /// How many.
        limit as "limit": Limit = limit(),
        /// In which order.
        dir as "dir": &'r str = choice(DIRECTIONS).preset("ascending"),
    }
}

pub(super) static MODULE: Module =
    Module::list("query+pageswithprop", "pwp", "ApiQueryPagesWithProp", Params::SPECS, Run::Now(run))
        .since(V1_21)
        .generator(Run::Now(generate))
        .help("Lists the pages that have a property which a magic word in their text sets.")
        .manual("API:Pageswithprop")
        .examples(&[
            ("action=query&list=pageswithprop&pwppropname=displaytitle&pwpprop=ids|title|value", "Pages shown by another title."),
            ("action=query&generator=pageswithprop&gpwppropname=notoc&prop=info", "What pages are that have no contents list."),
        ]);

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    let state = call.wiki().state();
    let found = find(call, &params, &state)?;
    call.list("page");
    for (count, (id, value)) in found.into_iter().enumerate() {
        let Some(page) = state.pages.get(id) else { continue };
        let mut row = Node::map().with_capacity(4);
        if params.prop.has("ids") {
            row.append("pageid", id.number());
        }
        if params.prop.has("title") {
            add_title(&mut row, &page.title, &state.site.namespaces);
        }
        if params.prop.has("value") {
            row.append("value", &value);
        }
        if count == params.limit.0 || !call.add_row("page", row) {
            call.resume("continue", id.to_string());
            break;
        }
    }
    Ok(())
}

fn generate(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    let state = call.wiki().state();
    for (count, (id, _)) in find(call, &params, &state)?.into_iter().enumerate() {
        if count == params.limit.0 {
            call.resume("continue", id.to_string());
            break;
        }
        call.found.rows.push(id);
    }
    Ok(())
}

/// The pages and what they have, in order; one more than are told of.
fn find(call: &mut Call<'_>, params: &Params<'_>, state: &State) -> Result<Vec<(PageId, Arc<str>)>, Failure> {
    call.cache(CacheMode::Public);
    let key = match params.resume.filter(|value| !matches!(*value, "" | "0")) {
        Some(value) => Some(part_number(call, continue_parts::<1>(value)?[0])?),
        None => None,
    };
    let start = Start { key, descending: params.dir == "descending" };
    let low: Arc<str> = params.propname.into();
    let all = state.links.properties().range(((Arc::clone(&low), "".into()), PageId(0))..);
    let all = all.take_while(|((name, _), _)| *name == low);
    let mut found: Vec<_> = all.map(|((_, value), page)| (*page, Arc::clone(value))).collect();
    found.retain(|_| call.knows_property(&low));
    found.retain(|(page, _)| start.reaches(&page.number()));
    found.sort_by_key(|(page, _)| *page);
    if start.descending {
        found.reverse();
    }
    found.truncate(params.limit.0 + 1);
    Ok(found)
}
