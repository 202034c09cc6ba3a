//! `list=allredirects`: redirects to pages of a namespace (`includes/api/ApiQueryAllLinks.php`).

use super::links_to::{self, Asked, Way};
use crate::{
    api::{Call, Failure, Module, Run},
    choices,
    param::{Choice, Chosen, Limit},
    params,
    wiki::Namespace,
};

const PROPS: &[Choice] = choices!["ids", "title", "fragment", "interwiki"];
const DIRECTIONS: &[Choice] = choices!["ascending", "descending"];

params! {
    /// What `list=allredirects` accepts.
    struct Params<'r> {
        /// Where to go on.
        resume as "continue": Option<&'r str> = text(),
        /// The title to begin with.
        from as "from": Option<&'r str> = text(),
        /// The title to end with.
        to as "to": Option<&'r str> = text(),
        /// What titles begin with.
        prefix as "prefix": Option<&'r str> = text(),
        /// Each title once. As a generator, find the titles and not the pages that lead there.
        unique as "unique": bool = flag(),
        /// What to tell.
        prop as "prop": Chosen = choice(PROPS).multi().preset("title"),
        /// The namespace that they lead to.
        namespace as "namespace": i32 = namespace().extra(&[-2, -1]).preset_number(0),
        /// How many.
        limit as "limit": Limit = limit(),
        /// In which order.
        dir as "dir": &'r str = choice(DIRECTIONS).preset("ascending"),
    }
}

pub(super) static MODULE: Module =
    Module::list("query+allredirects", "ar", "ApiQueryAllLinks", Params::SPECS, Run::Now(run))
        .generator(Run::Now(generate))
        .help("Lists all redirects that lead into a namespace.")
        .since(crate::release::V1_23)
        .manual("API:Allredirects")
        .examples(&[
            ("action=query&list=allredirects&arfrom=B&arprop=ids|title", "From B on, with the pages that lead there."),
            ("action=query&generator=allredirects&garunique=&garfrom=B", "The pages from B on that they lead to."),
        ]);

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let asked = read(call)?;
    links_to::tell(call, "r", &asked)
}

fn generate(call: &mut Call<'_>) -> Result<(), Failure> {
    let asked = read(call)?;
    links_to::find(call, &asked)
}

fn read<'r>(call: &mut Call<'r>) -> Result<Asked<'r>, Failure> {
    let params: Params<'r> = call.read()?;
    Ok(Asked {
        way: Way::Redirects,
        namespace: Namespace(params.namespace),
        resume: params.resume,
        from: params.from,
        to: params.to,
        prefix: params.prefix,
        unique: params.unique,
        prop: params.prop,
        limit: params.limit.0,
        descending: params.dir == "descending",
    })
}
