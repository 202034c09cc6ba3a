//! `prop=extlinks`: addresses outside that pages point at (`includes/api/ApiQueryExternalLinks.php`).

use super::items::page_ids;
use crate::{
    api::{CacheMode, Call, Failure, Module, Run},
    param::Limit,
    params,
    query::outside::{self, Asked},
    release::{V1_21, V1_33, V1_41},
    tree::Node,
};

params! {
    /// What `prop=extlinks` accepts.
    struct Params<'r> {
        /// How many.
        limit as "limit": Limit = limit(),
        /// Where to go on.
        resume as "continue": Option<&'r str> = text().since(V1_33),
        /// How many to leave out.
        offset as "offset": i64 = integer().until(V1_33),
        /// Only addresses of this protocol.
        protocol as "protocol": &'r str = choice(outside::NAMES).preset(""),
        /// Only addresses that begin so, without the protocol.
        query as "query": Option<&'r str> = text(),
        /// Complete addresses that leave the protocol open.
        expandurl as "expandurl": bool = flag().later(V1_41, &flag().deprecated()).since(V1_21),
    }
}

pub(super) static MODULE: Module =
    Module::prop("query+extlinks", "el", "ApiQueryExternalLinks", Params::SPECS, Run::Now(run))
        .help("Tells which addresses outside the wiki a page's text points at.")
        .manual("API:Extlinks")
        .examples(&[("action=query&prop=extlinks&titles=Main%20Page", "Those of the main page.")]);

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    call.cache(CacheMode::Public);
    let params: Params<'_> = call.read()?;
    if call.pages().good().is_empty() {
        return Ok(());
    }
    let pages = page_ids(call, false);
    let Params { protocol, query, resume, offset, .. } = params;
    let asked = Asked { protocol, query, resume, offset, by_page: pages.len() > 1 };
    for (at, found) in outside::find(call, &asked, &pages)?.into_iter().enumerate() {
        let mut row = Node::map();
        let address = if params.expandurl { outside::complete(found.address) } else { found.address };
        row.content("url", address);
        if at == params.limit.0 || !call.add_to_page(found.page.number(), "el", row) {
            call.resume(outside::resuming(call), found.resume);
            break;
        }
    }
    Ok(())
}
