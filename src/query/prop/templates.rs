//! `prop=templates`: pages that are shown (`includes/api/ApiQueryLinks.php`).

use super::page_links::{self, Asked};
use crate::{
    api::{Call, Failure, Module, Run},
    choices,
    param::{Choice, Limit},
    params,
};

const DIRECTIONS: &[Choice] = choices!["ascending", "descending"];

params! {
    /// What `prop=templates` accepts.
    struct Params<'r> {
        /// In which namespaces.
        namespace as "namespace": Option<Vec<i32>> = namespace().multi().extra(&[-2, -1]),
        /// How many.
        limit as "limit": Limit = limit(),
        /// Where to go on.
        resume as "continue": Option<&'r str> = text(),
        /// Only these.
        titles as "templates": Option<Vec<&'r str>> = text().multi(),
        /// In which order.
        dir as "dir": &'r str = choice(DIRECTIONS).preset("ascending"),
    }
}

pub(super) static MODULE: Module =
    Module::prop("query+templates", "tl", "ApiQueryLinks", Params::SPECS, Run::Now(run))
        .generator(Run::Now(generate))
        .help("Tells which pages a page's text shows. What templates show themselves is not known here.")
        .manual("API:Templates")
        .examples(&[
            ("action=query&prop=templates&titles=Main%20Page", "Those of the main page."),
            ("action=query&generator=templates&titles=Main%20Page&prop=info", "What the pages are that they lead to."),
        ]);

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let asked = read(call)?;
    page_links::tell(call, "tl", &asked)
}

fn generate(call: &mut Call<'_>) -> Result<(), Failure> {
    let asked = read(call)?;
    page_links::find(call, &asked)
}

fn read<'r>(call: &mut Call<'r>) -> Result<Asked<'r>, Failure> {
    let params: Params<'r> = call.read()?;
    Ok(Asked {
        namespace: params.namespace,
        limit: params.limit.0,
        resume: params.resume,
        titles: params.titles,
        descending: params.dir == "descending",
        links: |_, kept| kept.links.templates.iter().cloned().collect(),
    })
}
