//! `prop=langlinks`: links to the same page in other languages (`includes/api/ApiQueryLangLinks.php`). No wiki here
//! has any sisters in other languages, so there is never one.

use crate::{
    api::{CacheMode, Call, Failure, Module, Run, continue_parts},
    choices,
    message::Message,
    param::{Choice, Chosen, Limit},
    params,
    release::V1_23,
};

const PROPS: &[Choice] = choices!["url", "langname" since V1_23, "autonym" since V1_23];
const DIRECTIONS: &[Choice] = choices!["ascending", "descending"];

params! {
    /// What `prop=langlinks` accepts.
    struct Params<'r> {
        /// What to tell of each link.
        prop as "prop": Option<Chosen> = choice(PROPS).multi().since(V1_23),
        /// Only links to this language.
        lang as "lang": Option<&'r str> = text(),
        /// Only links to this page; goes with `lang`.
        title as "title": Option<&'r str> = text(),
        /// In which order.
        _dir as "dir": &'r str = choice(DIRECTIONS).preset("ascending"),
        /// The language of names.
        _inlanguagecode as "inlanguagecode": &'r str = text().preset("en").since(V1_23),
        /// How many.
        _limit as "limit": Limit = limit(),
        /// Where to go on.
        resume as "continue": Option<&'r str> = text(),
        /// Tell the addresses.
        url as "url": bool = flag().deprecated(),
    }
}

pub(super) static MODULE: Module =
    Module::prop("query+langlinks", "ll", "ApiQueryLangLinks", Params::SPECS, Run::Now(run))
        .help("Tells which pages of the same wiki in other languages a page points at. Here it never finds any.")
        .manual("API:Langlinks")
        .examples(&[("action=query&prop=langlinks&titles=Main%20Page", "Those of the main page.")]);

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    call.cache(CacheMode::Public);
    let params: Params<'_> = call.read()?;
    if call.pages().good().is_empty() {
        return Ok(());
    }
    if params.title.is_some() && params.lang.is_none() {
        let message = Message::new("apierror-invalidparammix-mustusewith").coded("invalidparammix");
        return Err(message.arg(call.param_name("title")).arg(call.param_name("lang")).into());
    }
    call.at_most_one(&[("prop", params.prop.is_some()), ("url", params.url)])?;
    if let Some(value) = params.resume {
        continue_parts::<2>(value)?;
    }
    Ok(())
}
