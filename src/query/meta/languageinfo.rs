//! `meta=languageinfo`: the languages that MediaWiki knows (`ApiQueryLanguageinfo`).

use super::siteinfo::language::{self, Language, bcp47};
use crate::{
    api::{CacheMode, Call, Failure, Module, Run},
    base::Text,
    choices,
    message::{Arg, Message},
    param::{Choice, Chosen},
    params,
    release::{Release, V1_34},
    tree::{Node, Shape},
};

const PROPS: &[Choice] =
    choices!["code", "bcp47", "dir", "autonym", "name", "fallbacks", "variants", "variantnames" since V1_40];

params! {
    /// What `meta=languageinfo` accepts.
    pub(super) struct Params<'r> {
        /// What to tell of each language.
        prop as "prop": Chosen = choice(PROPS).multi().preset("code"),
        /// The codes of the languages; `*` for all.
        codes as "code": Vec<&'r str> = text().multi().preset("*"),
        /// The code to begin with.
        resume as "continue": Option<&'r str> = text(),
    }
}

pub(super) static MODULE: Module =
    Module::meta("query+languageinfo", "li", "ApiQueryLanguageinfo", Params::SPECS, Run::Now(run))
        .since(V1_34)
        .help("Tells about languages.")
        .examples(&[
            ("action=query&meta=languageinfo", "The codes of all languages."),
            (
                "action=query&meta=languageinfo&liprop=fallbacks|variants&licode=oc",
                "What Occitan falls back to, and how it is written.",
            ),
            ("action=query&meta=languageinfo&liprop=bcp47|dir", "The standard code and the direction of each."),
        ]);

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    call.cache(CacheMode::Public);
    let release = call.profile().release;
    let all = params.codes == ["*"];
    let wanted: Vec<Language> =
        language::all(release).filter(|language| all || params.codes.contains(&language.code)).collect();
    let unknown: Vec<Text> = params
        .codes
        .iter()
        .filter(|code| !all && !wanted.iter().any(|language| language.code == **code))
        .map(|code| Text::Owned((*code).to_owned()))
        .collect();
    if !unknown.is_empty() {
        let count = unknown.len() as i64;
        let message = Message::new("apiwarn-unrecognizedvalues").arg("licode");
        call.warn(message.with(Arg::commas(unknown)).int(count));
    }
    let mut languages = Node::of(Shape::Assoc);
    for language in wanted.iter().filter(|language| params.resume.is_none_or(|from| language.code >= from)) {
        languages.append(language.code, about(language, &params.prop, release));
    }
    call.query().set("languageinfo", languages);
    Ok(())
}

fn about(language: &Language, props: &Chosen, release: Release) -> Node {
    let mut about = Node::map();
    if props.has("code") {
        about.append("code", language.code);
    }
    if props.has("bcp47") {
        about.append("bcp47", bcp47(language.code, release));
    }
    if props.has("dir") {
        about.append("dir", if language.is_rtl() { "rtl" } else { "ltr" });
    }
    for key in ["autonym", "name"] {
        if props.has(key) {
            about.append(key, language.autonym);
        }
    }
    if props.has("fallbacks") {
        about.append("fallbacks", Node::texts("fb", language.fallbacks()));
    }
    if props.has("variants") {
        about.append("variants", Node::texts("var", language.variants().into_iter().map(|(code, _)| code)));
    }
    if props.has("variantnames") {
        let mut names = Node::map();
        for (code, name) in language.variants() {
            names.append(code, name);
        }
        about.append("variantnames", names);
    }
    about
}
