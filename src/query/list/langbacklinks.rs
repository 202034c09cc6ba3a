//! `list=langbacklinks`: pages that point at the same page in other languages
//! (`includes/api/ApiQueryLangBacklinks.php`). No wiki here has any sisters in other languages, so there is never one.

use crate::{
    api::{CacheMode, Call, Failure, Module, Run, continue_parts},
    choices,
    message::Message,
    param::{Choice, Chosen, Limit},
    params,
    query::start::part_number,
};

const PROPS: &[Choice] = choices!["lllang", "lltitle"];
const DIRECTIONS: &[Choice] = choices!["ascending", "descending"];

params! {
    /// What `list=langbacklinks` accepts.
    struct Params<'r> {
        /// The language.
        lang as "lang": Option<&'r str> = text(),
        /// The page in that language; goes with `lang`.
        title as "title": Option<&'r str> = text(),
        /// Where to go on.
        resume as "continue": Option<&'r str> = text(),
        /// How many.
        _limit as "limit": Limit = limit(),
        /// What to tell of each link.
        _prop as "prop": Chosen = choice(PROPS).multi().preset(""),
        /// In which order.
        _dir as "dir": &'r str = choice(DIRECTIONS).preset("ascending"),
    }
}

pub(super) static MODULE: Module =
    Module::list("query+langbacklinks", "lbl", "ApiQueryLangBacklinks", Params::SPECS, Run::Now(run))
        .generator(Run::Now(check))
        .help("Lists pages that point at the same page in other languages. Here it never finds any.")
        .manual("API:Langbacklinks")
        .examples(&[
            ("action=query&list=langbacklinks&lbltitle=Test&lbllang=fr", "Pages that point at one page."),
            ("action=query&generator=langbacklinks&glbltitle=Test&glbllang=fr&prop=info", "What these pages are."),
        ]);

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    check(call)?;
    call.list("ll");
    Ok(())
}

fn check(call: &mut Call<'_>) -> Result<(), Failure> {
    call.cache(CacheMode::Public);
    let params: Params<'_> = call.read()?;
    if params.title.is_some() && params.lang.is_none() {
        let message = Message::new("apierror-invalidparammix-mustusewith").coded("nolang");
        return Err(message.arg(call.param_name("title")).arg(call.param_name("lang")).into());
    }
    if let Some(value) = params.resume {
        let [_, _, page] = continue_parts::<3>(value)?;
        part_number(call, page)?;
    }
    Ok(())
}
