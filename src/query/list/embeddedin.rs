//! `list=embeddedin`: pages that show a page within themselves (`includes/api/ApiQueryBacklinks.php`).

use super::leading_here::{self, Asked, DIRECTIONS, FILTERS, Way};
use crate::{
    api::{Call, Failure, Module, Run},
    param::LimitWish,
    params,
};

params! {
    /// What `list=embeddedin` accepts.
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
    }
}

pub(super) static MODULE: Module =
    Module::list("query+embeddedin", "ei", "ApiQueryBacklinks", Params::SPECS, Run::Now(run))
        .generator(Run::Now(generate))
        .help("Lists pages that show a page within themselves.")
        .manual("API:Embeddedin")
        .examples(&[
            ("action=query&list=embeddedin&eititle=Template:Stub", "The first of them."),
            ("action=query&generator=embeddedin&geititle=Template:Stub&prop=info", "What these pages are."),
        ]);

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let asked = read(call)?;
    leading_here::tell(call, "ei", &asked)
}

fn generate(call: &mut Call<'_>) -> Result<(), Failure> {
    let asked = read(call)?;
    leading_here::find(call, &asked)
}

fn read<'r>(call: &mut Call<'r>) -> Result<Asked<'r>, Failure> {
    let Params { title, pageid, resume, namespace, dir, filterredir, limit } = call.read()?;
    let descending = dir == "descending";
    let way = Way::Shows;
    Ok(Asked { way, title, pageid, resume, namespace, descending, filterredir, limit, redirect: false })
}
