//! `prop=pageprops`: properties that magic words in the texts of pages set (`includes/api/ApiQueryPageProps.php`).

use super::items::{page_ids, whole_number};
use crate::{
    api::{CacheMode, Call, Failure, Module, Run, size_of},
    params,
    tree::{Node, Shape},
};

params! {
    /// What `prop=pageprops` accepts.
    struct Params<'r> {
        /// Where to go on.
        resume as "continue": Option<&'r str> = text(),
        /// Only these properties.
        prop as "prop": Option<Vec<&'r str>> = text().multi(),
    }
}

pub(super) static MODULE: Module =
    Module::prop("query+pageprops", "pp", "ApiQueryPageProps", Params::SPECS, Run::Now(run))
        .help("Tells which properties magic words in a page's own text set, such as `displaytitle`.")
        .manual("API:Pageprops")
        .examples(&[("action=query&prop=pageprops&titles=Main%20Page|MediaWiki", "Those of two pages.")]);

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    call.cache(CacheMode::Public);
    let params: Params<'_> = call.read()?;
    let start = match params.resume.filter(|value| !matches!(*value, "" | "0")) {
        Some(value) => whole_number(value)?,
        None => 0,
    };
    let only = params.prop.filter(|names| !names.is_empty());
    let state = call.wiki().state();
    for page in page_ids(call, false).into_iter().filter(|page| page.number() >= start) {
        let Some(kept) = state.links.of(page) else { continue };
        let mut properties = Node::of(Shape::Assoc);
        for (name, value) in &kept.links.properties {
            if call.knows_property(name) && only.as_ref().is_none_or(|names| names.contains(&&**name)) {
                properties.set(name.to_string(), value);
            }
        }
        if properties.is_empty() {
            continue;
        }
        if !call.fits(size_of(&properties)) {
            call.resume("continue", page.number());
            break;
        }
        call.page_node(page.number()).set("pageprops", properties);
    }
    Ok(())
}
