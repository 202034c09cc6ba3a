//! `action=expandtemplates`: a text with its templates put in (`includes/api/ApiExpandTemplates.php`). What is not known
//! of parser functions and magic words stays as it was written; there is no parse tree.

use crate::{
    api::{CacheMode, Call, Failure, Module, Needs, Run},
    choices,
    message::Message,
    param::{Choice, Chosen},
    params,
    release::{V1_24, V1_30, V1_38},
    tree::{Marks, Merge, Node, Shape},
    wiki::{
        Title,
        wikitext::{
            expand::{Way, expand},
            link,
        },
    },
};

const PROPS: &[Choice] = choices![
    "wikitext", "categories", "properties", "volatile", "ttl", "modules", "jsconfigvars", "encodedjsconfigvars",
    "parsetree",
];

params! {
    /// What `action=expandtemplates` accepts.
    pub(super) struct Params<'r> {
        /// The page that the text belongs to.
        title as "title": Option<&'r str> = text().preset("API").later(V1_30, &text()),
        /// The text.
        text as "text": &'r str = long_text().required(),
        /// The revision that the text belongs to.
        revid as "revid": Option<i64> = integer().since(V1_24),
        /// What to tell.
        prop as "prop": Option<Chosen> = choice(PROPS).multi().since(V1_24),
        /// Comments stay.
        includecomments as "includecomments": bool = flag(),
        /// Add what merges variables of scripts.
        _showstrategykeys as "showstrategykeys": bool = flag().since(V1_38),
        /// Add the parse tree.
        generatexml as "generatexml": bool = flag().later(V1_24, &flag().deprecated()),
    }
}

pub(super) static MODULE: Module =
    Module::action("expandtemplates", "ApiExpandTemplates", Needs::READ, Params::SPECS, Run::Now(run))
        .help("Puts the templates of a text in. Parser functions that are not known stay as they are written.")
        .manual("API:Parsing_wikitext#expandtemplates")
        .examples(&[("action=expandtemplates&text={{Project:Sandbox}}&prop=wikitext", "The text of the sandbox.")]);

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    call.cache(CacheMode::AnonPublicUserPrivate);
    let params: Params<'_> = call.read()?;
    call.at_most_one(&[("prop", params.prop.is_some()), ("generatexml", params.generatexml)])?;
    if params.prop.is_none() {
        let message = Message::new(call.profile().warns_of_old_expansion).arg("prop");
        call.deprecate(message, "action=expandtemplates&!prop");
    }
    let named = call.local_title(params.title.unwrap_or("API"))?;
    let title = match params.revid {
        Some(number) => of_revision(call, number, params.title.map(|_| &named))?,
        None => named,
    };
    let state = call.wiki().state();
    let way = Way { keeps_comments: params.includecomments, keeps_settings: false };
    let text = expand(&state, &title, call.now, params.text, way).text;
    let mut answer = Node::map();
    let Some(prop) = &params.prop else {
        answer.content("wikitext", text);
        call.result.set("expandtemplates", answer);
        return Ok(());
    };
    let set = expand(&state, &title, call.now, params.text, Way { keeps_settings: true, ..way }).text;
    tell(call, prop, &link::links(&set, &title, &state.naming()), text, &mut answer);
    call.result.set("expandtemplates", answer);
    Ok(())
}

fn tell(call: &mut Call<'_>, prop: &Chosen, links: &link::PageLinks, text: String, answer: &mut Node) {
    if prop.has("properties") && !links.properties.is_empty() {
        let mut properties = Node::of(Shape::BcKvp("name", Merge::No)).tagged("property");
        for (name, value) in &links.properties {
            properties.set(name.to_string(), value);
        }
        answer.set("properties", properties);
    }
    if prop.has("volatile") {
        answer.set("volatile", false);
    }
    if prop.has("wikitext") {
        answer.set_marked("wikitext", Marks::SUBELEMENT, text);
    }
    if prop.has("modules") {
        for key in ["modules", "modulescripts", "modulestyles"] {
            answer.set(key, Node::auto());
        }
        if !prop.has("jsconfigvars") && !prop.has("encodedjsconfigvars") {
            call.warn(Message::new("apiwarn-moduleswithoutvars"));
        }
    }
    if prop.has("jsconfigvars") {
        answer.set("jsconfigvars", Node::auto());
    }
    if prop.has("encodedjsconfigvars") {
        answer.set("encodedjsconfigvars", "[]");
    }
}

/// The page of a revision, and a warning if another one was named.
fn of_revision(call: &mut Call<'_>, number: i64, named: Option<&Title>) -> Result<Title, Failure> {
    let state = call.wiki().state();
    let revision = crate::wiki::RevisionId::of(number).and_then(|id| state.revisions.get(id));
    let page = revision.and_then(|revision| state.pages.get(revision.page));
    let page = page.ok_or_else(|| Message::new("apierror-nosuchrevid").int(number))?;
    if let Some(other) = named.filter(|named| **named != page.title) {
        let name = call.full_name(other);
        call.warn(Message::new("apierror-revwrongpage").int(number).escaped(name));
    }
    Ok(page.title.clone())
}
