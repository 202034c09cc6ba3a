//! `action=purge` (`includes/api/ApiPurge.php`).

use crate::{
    api::{Call, Checks, Continued, Failure, Module, Needs, PageSetParams, Run, Running, add_title, joined_params},
    message::Message,
    param::Param,
    params,
    tree::Node,
    wiki::{Change, Refusal, rate::Meter},
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
    let done: Vec<(bool, bool)> = may_purge(call, &params, pages.good().len());
    let touched = pages.good().iter().zip(&done).filter(|(_, (purged, _))| *purged);
    let touched: Vec<Change> = touched.map(|((page, _), _)| Change::Touched(*page, now)).collect();
    let decided = call.wiki().commit(|_| -> Result<_, Refusal> { Ok((touched.clone(), ())) });
    decided.await.map_err(|refusal| call.refused(refusal))?;
    let namespaces = &call.wiki().site().namespaces;
    let mut list = Node::list("page");
    for node in pages.no_pages(call, Checks::all()) {
        list.push(node);
    }
    for ((_, title), (purged, linked)) in pages.good().iter().zip(done) {
        let mut node = Node::map();
        add_title(&mut node, title, namespaces);
        node.flag("purged", purged).flag("linkupdate", linked);
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

/// Which pages are not made anew too often, and which links are not.
fn may_purge(call: &mut Call<'_>, params: &Params<'_>, pages: usize) -> Vec<(bool, bool)> {
    let caller = call.caller.clone();
    let meter = Meter::of_several(call.wiki(), &caller);
    let once = call.profile().limits_with_rights;
    let (mut links, mut all_links) = (params.links, params.all_links);
    let mut done = Vec::with_capacity(pages);
    for _ in 0..pages {
        let purged = !meter.is_full("purge");
        let linked = (links || all_links) && !meter.is_full("linkpurge");
        if !purged {
            call.warn(Message::new("apierror-ratelimited"));
        }
        if (links || all_links) && !linked {
            call.warn(Message::new("apierror-ratelimited"));
            (links, all_links) = (false, all_links && !once);
        }
        done.push((purged, linked));
    }
    done
}
