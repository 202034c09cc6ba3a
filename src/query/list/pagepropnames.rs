//! `list=pagepropnames`: the names of all properties that pages have (`includes/api/ApiQueryPagePropNames.php`).

use crate::{
    api::{CacheMode, Call, Failure, Module, Run, continue_parts},
    param::Limit,
    params,
    release::V1_21,
    tree::Node,
};

params! {
    /// What `list=pagepropnames` accepts.
    struct Params<'r> {
        /// Where to go on.
        resume as "continue": Option<&'r str> = text(),
        /// How many.
        limit as "limit": Limit = limit(),
    }
}

pub(super) static MODULE: Module =
    Module::list("query+pagepropnames", "ppn", "ApiQueryPagePropNames", Params::SPECS, Run::Now(run))
        .since(V1_21)
        .help("Lists the names of all properties that magic words in the texts of pages set.")
        .manual("API:Pagepropnames")
        .examples(&[("action=query&list=pagepropnames", "The first of them.")]);

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    call.cache(CacheMode::Public);
    let params: Params<'_> = call.read()?;
    let start = match params.resume.filter(|value| !matches!(*value, "" | "0")) {
        Some(value) => continue_parts::<1>(value)?[0],
        None => "",
    };
    let state = call.wiki().state();
    let mut names: Vec<_> = state.links.properties().iter().map(|((name, _), _)| name).collect();
    names.dedup();
    names.retain(|name| call.knows_property(name));
    call.list("p");
    for (count, name) in names.into_iter().filter(|name| ***name >= *start).enumerate() {
        let mut row = Node::map();
        row.append("propname", name);
        if count == params.limit.0 || !call.add_row("p", row) {
            call.resume("continue", name);
            break;
        }
    }
    Ok(())
}
