//! `prop=categoryinfo`: how many members categories have (`includes/api/ApiQueryCategoryInfo.php`).

use crate::{
    api::{CacheMode, Call, Failure, Module, Run},
    params,
    query::category::Count,
    tree::Node,
    wiki::Namespace,
};

params! {
    /// What `prop=categoryinfo` accepts.
    struct Params<'r> {
        /// Where to go on.
        resume as "continue": Option<&'r str> = text(),
    }
}

pub(super) static MODULE: Module =
    Module::prop("query+categoryinfo", "ci", "ApiQueryCategoryInfo", Params::SPECS, Run::Now(run))
        .help("Tells how many pages, files and categories are in a category.")
        .manual("API:Categoryinfo")
        .examples(&[("action=query&prop=categoryinfo&titles=Category:Foo|Category:Bar", "Of two categories.")]);

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    call.cache(CacheMode::Public);
    let params: Params<'_> = call.read()?;
    let start = params.resume.unwrap_or_default();
    let pages = call.pages();
    let mut titles: Vec<_> =
        pages.good_and_missing().filter(|(_, title)| title.namespace() == Namespace::CATEGORY).collect();
    titles.retain(|(_, title)| title.key() >= start);
    titles.sort_by_key(|(_, title)| title.key());
    let state = call.wiki().state();
    for (id, title) in titles {
        let Some(count) = Count::of(&state, title.key()) else { continue };
        let mut row = Node::map().with_capacity(5);
        count.write(&mut row);
        row.set("hidden", count.is_hidden);
        if !call.set_in_page(id, row) {
            call.resume("continue", title.key().to_owned());
            break;
        }
    }
    Ok(())
}
