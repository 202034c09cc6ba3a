//! `meta=siteinfo`: all about the wiki that holds for everyone (`ApiQuerySiteinfo`).

pub(super) mod data;
mod general;
pub(super) mod language;
mod names;
mod people;
mod rules;
mod software;

use crate::{
    api::{CacheMode, Call, Failure, Module, Run},
    choices,
    param::{Choice, Chosen},
    params,
    tree::Node,
};

const PROPS: &[Choice] = choices![
    "general",
    "namespaces",
    "namespacealiases",
    "specialpagealiases",
    "magicwords",
    "interwikimap",
    "dbrepllag",
    "statistics",
    "usergroups",
    "autocreatetempuser" since V1_41,
    "clientlibraries" since V1_42,
    "libraries" since V1_25,
    "extensions",
    "fileextensions",
    "rightsinfo",
    "restrictions" since V1_23,
    "languages",
    "languagevariants" since V1_29,
    "skins",
    "extensiontags",
    "functionhooks",
    "showhooks",
    "variables",
    "protocols" since V1_21,
    "defaultoptions" since V1_23,
    "uploaddialog" since V1_27,
    "autopromote" since V1_42,
    "autopromoteonce" since V1_42,
    "copyuploaddomains" since V1_45,
];

const FILTERS: &[Choice] = choices!["local", "!local"];

params! {
    /// What `meta=siteinfo` accepts.
    pub(super) struct Params<'r> {
        /// What to tell.
        prop as "prop": Chosen = choice(PROPS).multi().preset("general"),
        /// Tell only of interwiki prefixes that are local, or that are not.
        filter_interwikis as "filteriw": Option<&'r str> = choice(FILTERS),
        /// Tell of every database server, not only of the one that lags most.
        show_all_databases as "showalldb": bool = flag(),
        /// Tell how many users each group has.
        number_in_group as "numberingroup": bool = flag(),
        /// The language of names of languages and skins. All are told in English or in their own.
        _in_language as "inlanguagecode": Option<&'r str> = text(),
    }
}

pub(super) static MODULE: Module =
    Module::meta("query+siteinfo", "si", "ApiQuerySiteinfo", Params::SPECS, Run::Now(run))
        .help("Tells about the wiki.")
        .manual("API:Siteinfo")
        .examples(&[
            (
                "action=query&meta=siteinfo&siprop=general|namespaces|namespacealiases|statistics",
                "The settings, the namespaces with their aliases, and how much there is.",
            ),
            (
                "action=query&meta=siteinfo&siprop=interwikimap&sifilteriw=local",
                "The interwiki prefixes that are local.",
            ),
            ("action=query&meta=siteinfo&siprop=dbrepllag&sishowalldb=", "How far each database lags."),
        ]);

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    call.cache(CacheMode::Public);
    for prop in params.prop.iter() {
        let told = tell(call, &params, prop)?;
        call.query().set(prop, told);
    }
    Ok(())
}

fn tell(call: &Call<'_>, params: &Params<'_>, prop: &str) -> Result<Node, Failure> {
    let site = call.wiki().site();
    let release = call.profile().release;
    Ok(match prop {
        "general" => general::general(call),
        "namespaces" => names::namespaces(site, call.profile()),
        "namespacealiases" => names::namespace_aliases(site),
        "specialpagealiases" => names::special_pages(release),
        "magicwords" => names::magic_words(release),
        "interwikimap" => names::interwikis(call, params.filter_interwikis),
        "dbrepllag" => rules::lag(call, params.show_all_databases)?,
        "statistics" => people::statistics(call),
        "usergroups" => people::groups(call, params.number_in_group),
        "autocreatetempuser" => people::temporary_accounts(call),
        "libraries" => software::libraries(release),
        "clientlibraries" => software::client_libraries(release),
        "extensions" => software::extensions(site),
        "fileextensions" => rules::file_extensions(site),
        "rightsinfo" => rules::rights(),
        "restrictions" => rules::restrictions(),
        "languages" => language::languages(release),
        "languagevariants" => language::variants(release),
        "skins" => software::skins(release),
        "extensiontags" => software::tags(release),
        "functionhooks" => software::function_hooks(release),
        "showhooks" => software::hooks(release),
        "variables" => software::variables(release),
        "protocols" => software::protocols(),
        "defaultoptions" => people::default_options(site),
        "uploaddialog" => rules::upload_dialog(),
        "autopromote" => people::promotions(site),
        "autopromoteonce" => people::promotions_once(),
        "copyuploaddomains" => rules::copy_upload_domains(),
        _ => unreachable!("the choice knows no other"),
    })
}
