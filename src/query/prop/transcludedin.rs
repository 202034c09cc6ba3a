//! `prop=transcludedin`: pages that show pages (`includes/api/ApiQueryBacklinksprop.php`).

use super::backlinks::{self, Asked, Way};
use crate::{
    api::{Call, Failure, Module, Run},
    choices,
    param::{Choice, Chosen, Limit},
    params,
    release::V1_24,
};

const PROPS: &[Choice] = choices!["pageid", "title", "redirect"];
const SHOWN: &[Choice] = choices!["redirect", "!redirect"];

params! {
    /// What `prop=transcludedin` accepts.
    struct Params<'r> {
        /// What to tell of each page.
        prop as "prop": Chosen = choice(PROPS).multi().preset("pageid|title|redirect"),
        /// In which namespaces they are.
        namespace as "namespace": Option<Vec<i32>> = namespace().multi(),
        /// Redirects or others.
        show as "show": Option<Chosen> = choice(SHOWN).multi(),
        /// How many.
        limit as "limit": Limit = limit(),
        /// Where to go on.
        resume as "continue": Option<&'r str> = text(),
    }
}

pub(super) static MODULE: Module =
    Module::prop("query+transcludedin", "ti", "ApiQueryBacklinksprop", Params::SPECS, Run::Now(run))
        .since(V1_24)
        .generator(Run::Now(generate))
        .help("Tells which pages show the given ones in their own text.")
        .manual("API:Transcludedin")
        .examples(&[
            ("action=query&prop=transcludedin&titles=Main%20Page", "Those of one page."),
            ("action=query&generator=transcludedin&titles=Main%20Page&prop=info", "What these pages are."),
        ]);

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let asked = read(call)?;
    backlinks::tell(call, "ti", &asked)
}

fn generate(call: &mut Call<'_>) -> Result<(), Failure> {
    let asked = read(call)?;
    backlinks::find(call, &asked)
}

fn read<'r>(call: &mut Call<'r>) -> Result<Asked<'r>, Failure> {
    let Params { prop, namespace, show, limit, resume } = call.read()?;
    Ok(Asked { way: Way::Shows, prop, namespace, show, limit: limit.0, resume })
}
