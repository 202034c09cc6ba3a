//! `prop=redirects`: redirects to pages (`includes/api/ApiQueryBacklinksprop.php`).

use super::backlinks::{self, Asked, Way};
use crate::{
    api::{Call, Failure, Module, Run},
    choices,
    param::{Choice, Chosen, Limit},
    params,
    release::{V1_23, V1_24},
};

const PROPS: &[Choice] = choices!["pageid", "title", "fragment"];
const SHOWN: &[Choice] = choices!["fragment", "!fragment"];

params! {
    /// What `prop=redirects` accepts.
    struct Params<'r> {
        /// What to tell of each page.
        prop as "prop": Chosen = choice(PROPS).multi().preset("pageid|title").since(V1_24),
        /// In which namespaces they are.
        namespace as "namespace": Option<Vec<i32>> = namespace().multi().since(V1_24),
        /// Redirects to a part of a page or others.
        show as "show": Option<Chosen> = choice(SHOWN).multi().since(V1_24),
        /// How many.
        limit as "limit": Limit = limit().since(V1_24),
        /// Where to go on.
        resume as "continue": Option<&'r str> = text().since(V1_24),
    }
}

pub(super) static MODULE: Module =
    Module::prop("query+redirects", "rd", "ApiQueryBacklinksprop", Params::SPECS, Run::Now(run))
        .since(V1_23)
        .generator(Run::Now(generate))
        .help("Tells which redirects lead to the given pages.")
        .manual("API:Redirects")
        .examples(&[
            ("action=query&prop=redirects&titles=Main%20Page", "Those of one page."),
            ("action=query&generator=redirects&titles=Main%20Page&prop=info", "What these pages are."),
        ]);

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let asked = read(call)?;
    backlinks::tell(call, "rd", &asked)
}

fn generate(call: &mut Call<'_>) -> Result<(), Failure> {
    let asked = read(call)?;
    backlinks::find(call, &asked)
}

fn read<'r>(call: &mut Call<'r>) -> Result<Asked<'r>, Failure> {
    let Params { prop, namespace, show, limit, resume } = call.read()?;
    Ok(Asked { way: Way::Redirects, prop, namespace, show, limit: limit.0, resume })
}
