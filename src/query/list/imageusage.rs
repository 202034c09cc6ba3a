//! `list=imageusage`: pages that use a file (`includes/api/ApiQueryBacklinks.php`).

use super::leading_here::{self, Asked, Way};
use crate::{
    api::{Call, Failure, Module, Run},
    choices,
    param::{Choice, LimitWish},
    params,
};

const DIRECTIONS: &[Choice] = choices!["ascending", "descending"];
const FILTERS: &[Choice] = choices!["all", "redirects", "nonredirects"];

params! {
    /// What `list=imageusage` accepts.
    struct Params<'r> {
        /// The page, by its title.
        title as "title": Option<&'r str> = text(),
        /// The page, by its id.
        pageid as "pageid": Option<i64> = integer(),
        /// Where to go on.
        resume as "continue": Option<&'r str> = text(),
        /// Only pages in these namespaces.
        namespace as "namespace": Option<Vec<i32>> = namespace().multi(),
        /// In which order.
        dir as "dir": &'r str = choice(DIRECTIONS).preset("ascending"),
        /// Redirects or others.
        filterredir as "filterredir": &'r str = choice(FILTERS).preset("all"),
        /// How many.
        limit as "limit": Option<LimitWish> = limit(),
        /// Also pages that lead to redirects which lead there. There are half as many at most then.
        redirect as "redirect": bool = flag(),
    }
}

pub(super) static MODULE: Module =
    Module::list("query+imageusage", "iu", "ApiQueryBacklinks", Params::SPECS, Run::Now(run))
        .generator(Run::Now(generate))
        .help("Lists pages that use a file.")
        .manual("API:Imageusage")
        .examples(&[
            ("action=query&list=imageusage&iutitle=File:Albert%20Einstein%20Head.jpg", "The first of them."),
            ("action=query&generator=imageusage&giutitle=File:Albert%20Einstein%20Head.jpg&prop=info", "What these pages are."),
        ]);

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let asked = read(call)?;
    leading_here::tell(call, "iu", &asked)
}

fn generate(call: &mut Call<'_>) -> Result<(), Failure> {
    let asked = read(call)?;
    leading_here::find(call, &asked)
}

fn read<'r>(call: &mut Call<'r>) -> Result<Asked<'r>, Failure> {
    let Params { title, pageid, resume, namespace, dir, filterredir, limit, redirect } = call.read()?;
    let descending = dir == "descending";
    let way = Way::Files;
    Ok(Asked { way, title, pageid, resume, namespace, descending, filterredir, limit, redirect })
}
