//! `action=paraminfo`: what modules accept, for clients that configure themselves (`ApiParamInfo`).

mod classes;

use std::borrow::Cow;

use crate::{
    api::{
        Call, Failure, MAIN, Module, Needs, Run,
        describe::{Describer, HelpFormat},
        path,
    },
    choices,
    param::{Choice, Group},
    params,
    tree::Node,
    release::V1_25,
};

const HELP_FORMATS: &[Choice] = choices!["html", "wikitext", "raw", "none"];

params! {
    /// What `action=paraminfo` accepts.
    pub(super) struct Params<'r> {
        /// Which modules to tell about, by their paths: `edit`, `query+info`, `main`. `query+*` is every submodule of
        /// `action=query`, and `query+**` the submodules of these as well.
        modules as "modules": Option<Vec<&'r str>> = text().multi(),
        /// How help texts are given.
        help_format as "helpformat": &'r str = choice(HELP_FORMATS).preset("none").since(V1_25),
        /// Submodules of `action=query`; `modules` does all that is needed.
        query_modules as "querymodules": Option<Vec<&'r str>> = listed(List::QueryModules).multi().deprecated(),
        /// Tell about the main module as well.
        main_module as "mainmodule": Option<&'r str> = text().deprecated(),
        /// Tell about the page set as well.
        page_set_module as "pagesetmodule": Option<&'r str> = text().deprecated(),
        /// Formats; `modules` does all that is needed.
        format_modules as "formatmodules": Option<Vec<&'r str>> = listed(List::Formats).multi().deprecated(),
    }
}

pub(super) static MODULE: Module =
    Module::action("paraminfo", "ApiParamInfo", Needs::NOTHING, Params::SPECS, Run::Now(run))
        .help("Tells what modules accept.")
        .manual("API:Parameter_information")
        .examples(&[
            (
                "action=paraminfo&modules=parse|phpfm|query%2Ballpages|query%2Bsiteinfo",
                "What `action=parse`, `format=phpfm`, `list=allpages` and `meta=siteinfo` accept.",
            ),
            ("action=paraminfo&modules=query%2B*", "What every submodule of `action=query` accepts."),
        ]);

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    if !call.profile().modules_have_paths {
        return classes::run(call);
    }
    let params: Params<'_> = call.read()?;
    let query_modules = params.query_modules.unwrap_or_default();
    let formats = params.format_modules.unwrap_or_default();
    let mut paths = Vec::new();
    for path in params.modules.unwrap_or_default() {
        expand(call, path, &mut paths);
    }
    paths.extend(query_modules.iter().map(|name| Cow::Owned(format!("query+{name}"))));
    paths.extend(formats.iter().copied().map(Cow::Borrowed));

    let found = found(call, &paths);
    let describer = Describer::new(call, HelpFormat::named(params.help_format));
    let mut about = Node::map();
    about.set("helpformat", params.help_format.to_owned());
    for module in found {
        let is_query = matches!(module.group, Group::Prop | Group::List | Group::Meta);
        let as_query = is_query && query_modules.contains(&module.name);
        let key = match () {
            () if formats.contains(&module.name) => "formatmodules",
            () if as_query => "querymodules",
            () => "modules",
        };
        let mut told = describer.module(module);
        if as_query {
            told.append("querytype", module.group.word());
        }
        about.node_mut_or(key, || Node::list("module")).push(told);
    }
    if is_truthy(params.main_module) {
        about.set("mainmodule", describer.module(&MAIN));
    }
    if is_truthy(params.page_set_module)
        && let Some(query) = call.service.registry.find(Group::Action, "query") {
            about.set("pagesetmodule", describer.page_set(query, PAGE_SET));
        }
    call.result.set("paraminfo", about);
    Ok(())
}

/// The parameters of `action=query` that belong to the page set (`ApiPageSet::getAllowedParams`).
const PAGE_SET: &[&str] = &["titles", "pageids", "revids", "generator", "redirects", "converttitles"];

/// PHP takes an empty string and `0` for no.
fn is_truthy(value: Option<&str>) -> bool {
    value.is_some_and(|value| !matches!(value, "" | "0"))
}

/// Adds the paths that a path stands for: itself, or the submodules that `+*` and `+**` ask for.
fn expand<'r>(call: &mut Call<'_>, path: &'r str, paths: &mut Vec<Cow<'r, str>>) {
    let whole = match path {
        "*" => "main+*",
        "**" => "main+**",
        path => path,
    };
    let parent = |stars: &str| whole.strip_suffix(stars).and_then(|rest| rest.strip_suffix(['+', ' ']));
    let (parent, recursive) = match (parent("*"), parent("**")) {
        (Some(parent), _) => (parent, false),
        (None, Some(parent)) => (parent, true),
        (None, None) => return paths.push(Cow::Borrowed(path)),
    };
    let module = match path::find(call, parent) {
        Ok(module) => module,
        Err(message) => return call.warn(message),
    };
    let submodules = path::submodules(call, module);
    if submodules.is_empty() {
        return call.warn(path::no_submodules(parent));
    }
    for module in submodules {
        paths.push(Cow::Borrowed(module.path));
        let below = if recursive { path::submodules(call, module) } else { Vec::new() };
        paths.extend(below.into_iter().map(|module| Cow::Borrowed(module.path)));
    }
}

/// The modules at those paths, each path once; what is none leaves a warning.
fn found(call: &mut Call<'_>, paths: &[Cow<'_, str>]) -> Vec<&'static Module> {
    let mut modules = Vec::with_capacity(paths.len());
    for (place, path) in paths.iter().enumerate() {
        if paths[..place].contains(path) {
            continue;
        }
        match path::find(call, path) {
            Ok(module) => modules.push(module),
            Err(message) => call.warn(message),
        }
    }
    modules
}
