//! `list=exturlusage`: pages that point at addresses outside (`includes/api/ApiQueryExtLinksUsage.php`).

use crate::{
    api::{CacheMode, Call, Failure, Module, Run, add_title},
    choices,
    param::{Choice, Chosen, Limit},
    params,
    query::outside::{self, Asked, Found},
    release::{V1_33, V1_41},
    tree::Node,
    wiki::PageId,
};

const PROPS: &[Choice] = choices!["ids", "title", "url"];
params! {
    /// What `list=exturlusage` accepts.
    struct Params<'r> {
        /// What to tell of each link.
        prop as "prop": Chosen = choice(PROPS).multi().preset("ids|title|url"),
        /// Where to go on.
        resume as "continue": Option<&'r str> = text().since(V1_33),
        /// How many to leave out.
        offset as "offset": i64 = integer().until(V1_33),
        /// Only addresses of this protocol.
        protocol as "protocol": &'r str = choice(outside::NAMES).preset(""),
        /// Only addresses that begin so, without the protocol. `*.` at the start stands for all hosts of a domain.
        query as "query": Option<&'r str> = text(),
        /// Only pages in these namespaces.
        namespace as "namespace": Option<Vec<i32>> = namespace().multi(),
        /// How many.
        limit as "limit": Limit = limit(),
        /// Complete addresses that leave the protocol open.
        expandurl as "expandurl": bool = flag().later(V1_41, &flag().deprecated()),
    }
}

pub(super) static MODULE: Module =
    Module::list("query+exturlusage", "eu", "ApiQueryExtLinksUsage", Params::SPECS, Run::Now(run))
        .generator(Run::Now(generate))
        .help("Lists pages whose text points at an address outside the wiki.")
        .manual("API:Exturlusage")
        .examples(&[
            ("action=query&list=exturlusage&euquery=www.mediawiki.org", "Pages that point at one host."),
            ("action=query&generator=exturlusage&geuquery=*.example.org&prop=info", "What pages are that point at a domain."),
        ]);

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    let found = find(call, &params)?;
    let state = call.wiki().state();
    call.list("eu");
    for (count, found) in found.into_iter().enumerate() {
        let Some(page) = state.pages.get(found.page) else { continue };
        let mut row = Node::map().with_capacity(4);
        if params.prop.has("ids") {
            row.append("pageid", page.id.number());
        }
        if params.prop.has("title") {
            add_title(&mut row, &page.title, &state.site.namespaces);
        }
        if params.prop.has("url") {
            let address = if params.expandurl { outside::complete(found.address) } else { found.address };
            row.append("url", address);
        }
        if count == params.limit.0 || !call.add_row("eu", row) {
            call.resume(outside::resuming(call), found.resume);
            break;
        }
    }
    Ok(())
}

fn generate(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    for (count, found) in find(call, &params)?.into_iter().enumerate() {
        if count == params.limit.0 {
            call.resume(outside::resuming(call), found.resume);
            break;
        }
        call.found.rows.push(found.page);
    }
    Ok(())
}

fn find(call: &mut Call<'_>, params: &Params<'_>) -> Result<Vec<Found>, Failure> {
    call.cache(CacheMode::Public);
    let spaces = params.namespace.as_deref().unwrap_or_default();
    let state = call.wiki().state();
    let pages = state.pages.iter().filter(|page| spaces.is_empty() || spaces.contains(&page.title.namespace().0));
    let pages: Vec<PageId> = pages.map(|page| page.id).collect();
    drop(state);
    let Params { protocol, query, resume, offset, .. } = *params;
    outside::find(call, &Asked { protocol, query, resume, offset, by_page: false }, &pages)
}
