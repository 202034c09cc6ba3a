//! `action=purge` (`includes/api/ApiPurge.php`).

use crate::{
    api::{Call, Checks, Continued, Failure, Module, Needs, PageSetParams, Run, Running, add_title, joined_params},
    param::Param,
    params,
    tree::Node,
    wiki::{Change, Refusal},
    release::{V1_22, V1_24},
};

params! {
    /// What `action=purge` accepts beside pages.
    pub(super) struct Params<'r> {
        /// Read anew what the pages link to.
        links as "forcelinkupdate": bool = flag(),
        /// The same, and for every page that shows one of them.
        all_links as "forcerecursivelinkupdate": bool = flag().since(V1_22),
        /// Where to go on.
        resume as "continue": Option<&'r str> = text().since(V1_24),
    }
}

const PARAMS: &[Param] = &joined_params::<{ Params::SPECS.len() + PageSetParams::SPECS.len() }>(
    Params::SPECS,
    PageSetParams::SPECS,
);

pub(super) static MODULE: Module =
    Module::action("purge", "ApiPurge", Needs::READ.posted().writing(), PARAMS, Run::Later(run))
        .help("Lets pages be made anew instead of taken from a cache.")
        .manual("API:Purge")
        .examples(&[
            ("action=purge&titles=Sandbox|API", "Purge two pages."),
            ("action=purge&generator=allpages&gapnamespace=0&gaplimit=10", "Purge the first ten articles."),
        ]);

fn run<'c>(call: &'c mut Call<'_>) -> Running<'c> {
    Box::pin(purge(call))
}

async fn purge(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    let about: PageSetParams<'_> = call.read()?;
    call.refuse_blocked()?;
    let continued = Continued::read(params.resume)?;
    let pages = call.gather(&about)?;
    let now = call.now;
    let decided = call.wiki().commit(|_| -> Result<_, Refusal> {
        Ok((pages.good().iter().map(|(page, _)| Change::Touched(*page, now)).collect(), ()))
    });
    decided.await.map_err(|refusal| call.refused(refusal))?;
    let namespaces = &call.wiki().site().namespaces;
    let mut list = Node::list("page");
    for node in pages.no_pages(call, Checks::all()) {
        list.push(node);
    }
    for (_, title) in pages.good() {
        let mut node = Node::map();
        add_title(&mut node, title, namespaces);
        node.set("purged", true).flag("linkupdate", params.links || params.all_links);
        list.push(node);
    }
    call.result.set("purge", list);
    let others = [("normalized", pages.normalized_node(call.profile())), ("redirects", pages.redirects_node(namespaces))];
    for (key, node) in others.into_iter().filter(|(_, node)| !node.is_empty()) {
        call.result.set(key, node);
    }
    call.write_continuation(&continued, &[], |_| false);
    Ok(())
}
