//! `action=parse`: a text as HTML, and what is in it (`includes/api/ApiParse.php`). What is read of wikitext stands in
//! `docs/wikitext.md`; the rest is shown as it was written.

mod tell;

use std::sync::Arc;

use crate::{
    api::{CONTENT_FORMATS, CONTENT_MODELS, CacheMode, Call, Failure, Module, Needs, Run},
    choices,
    message::{Arg, Message},
    param::{Choice, Chosen},
    params,
    release::{V1_21, V1_22, V1_23, V1_24, V1_26, V1_29, V1_30, V1_31, V1_32, V1_35, V1_38, V1_41, V1_43, V1_44, V1_45},
    tree::Node,
    wiki::{RevisionId, Right, State, Title, content::Model, revision::Hidden, save, wikitext},
};

const PROPS: &[Choice] = choices![
    "text", "langlinks", "categories", "categorieshtml", "links", "templates", "images", "externallinks", "sections",
    "revid", "displaytitle", "subtitle" since V1_36, "headhtml", "modules" since V1_24, "jsconfigvars" since V1_25,
    "encodedjsconfigvars" since V1_25, "indicators" since V1_25, "iwlinks", "wikitext", "properties",
    "limitreportdata" since V1_22, "limitreporthtml" since V1_22, "parsetree" since V1_26,
    "parsewarnings" since V1_29, "parsewarningshtml" since V1_36, "tocdata" since V1_43 until V1_44, "tocdata" since V1_45,
    "headitems" deprecated V1_30,
];
const PARSERS: &[Choice] = choices!["parsoid", "default", "legacy"];
const SKINS: &[Choice] = choices![
    "cologneblue" until V1_31, "modern" until V1_31, "monobook", "timeless" since V1_31, "vector",
    "apioutput" since V1_38, "fallback" since V1_38, "minerva" since V1_38, "vector-2022" since V1_38, "authentication-popup" since V1_43, "json" since V1_43,
];
const TOLD: &str = "text|langlinks|categories|links|templates|images|externallinks|sections|revid|displaytitle|iwlinks|\
                    properties";
const TOLD_1_29: &str = "text|langlinks|categories|links|templates|images|externallinks|sections|revid|displaytitle|\
                         iwlinks|properties|parsewarnings";
const TOLD_1_43: &str = "text|langlinks|categories|links|templates|images|externallinks|sections|tocdata|revid|\
                         displaytitle|iwlinks|properties|parsewarnings";
params! {
    /// What `action=parse` accepts.
    pub(super) struct Params<'r> {
        /// The page that the text belongs to.
        title as "title": Option<&'r str> = text(),
        /// The text.
        text as "text": Option<&'r str> = long_text(),
        /// The revision that the text belongs to.
        revid as "revid": Option<i64> = integer().since(V1_30),
        /// A summary, to be shown as comments are.
        summary as "summary": Option<&'r str> = text(),
        /// The page whose text is meant.
        page as "page": Option<&'r str> = text(),
        /// The same by its id.
        pageid as "pageid": Option<i64> = integer(),
        /// Follow a redirect.
        redirects as "redirects": bool = flag(),
        /// The revision whose text is meant.
        oldid as "oldid": Option<i64> = integer(),
        /// What to tell.
        prop as "prop": Chosen = choice(PROPS).multi().preset(TOLD)
            .later(V1_29, &choice(PROPS).multi().preset(TOLD_1_29)
            .later(V1_43, &choice(PROPS).multi().preset(TOLD_1_43)
            .later(V1_44, &choice(PROPS).multi().preset(TOLD_1_29)
            .later(V1_45, &choice(PROPS).multi().preset(TOLD_1_43))))),
        /// The class of the element around the text.
        wrapoutputclass as "wrapoutputclass": &'r str = text().preset("mw-parser-output").since(V1_30),
        /// Ask hooks for the HTML. There are none.
        _usearticle as "usearticle": bool = flag().since(V1_43),
        /// Make HTML by another parser. There is only one.
        _parsoid as "parsoid": bool = flag().since(V1_41).later(V1_45, &flag().deprecated()),
        /// Which parser makes the HTML. There is only one.
        _parser as "parser": Option<&'r str> = choice(PARSERS).preset("default").since(V1_45),
        /// Transform the text first, as saving would.
        pst as "pst": bool = flag(),
        /// Only do that.
        onlypst as "onlypst": bool = flag(),
        /// Links to other languages from elsewhere as well.
        _effectivelanglinks as "effectivelanglinks": bool = flag().since(V1_22).later(V1_30, &flag().deprecated()),
        /// Only this section; `new` for one to come.
        section as "section": Option<&'r str> = text(),
        /// The heading of a section to come.
        sectiontitle as "sectiontitle": Option<&'r str> = text().since(V1_23),
        /// Leave out what is told of limits.
        _disablepp as "disablepp": bool = flag().later(V1_26, &flag().deprecated()),
        /// Leave out what is told of limits.
        _disablelimitreport as "disablelimitreport": bool = flag().since(V1_26),
        /// Leave out links for editing sections.
        _disableeditsection as "disableeditsection": bool = flag().since(V1_24),
        /// Leave HTML as it comes. It always stays as it comes.
        _disabletidy as "disabletidy": bool = flag().until(V1_35).later(V1_32, &flag().deprecated()),
        /// Leave styles that are told twice.
        _disablestylededuplication as "disablestylededuplication": bool = flag().since(V1_31),
        /// Add what merges variables of scripts.
        _showstrategykeys as "showstrategykeys": bool = flag().since(V1_38),
        /// Add the parse tree.
        _generatexml as "generatexml": bool = flag().later(V1_26, &flag().deprecated()),
        /// As a preview.
        _preview as "preview": bool = flag().since(V1_22),
        /// As a preview of a section.
        _sectionpreview as "sectionpreview": bool = flag().since(V1_22),
        /// Leave out the list of contents.
        _disabletoc as "disabletoc": bool = flag().since(V1_23),
        /// As that skin shows it.
        _useskin as "useskin": Option<&'r str> = choice(SKINS).since(V1_30),
        /// The format of the text.
        _contentformat as "contentformat": Option<&'r str> = choice(CONTENT_FORMATS).since(V1_21),
        /// What the text is taken for.
        contentmodel as "contentmodel": Option<&'r str> = choice(CONTENT_MODELS).since(V1_21),
    }
}

pub(super) static MODULE: Module = Module::action("parse", "ApiParse", Needs::READ, Params::SPECS, Run::Now(run))
    .help("Shows a text as HTML and tells what is in it. Only plain wikitext is read; the rest stays as it is written.")
    .manual("API:Parsing_wikitext#parse")
    .examples(&[
        ("action=parse&page=Project:Sandbox", "A page."),
        ("action=parse&text={{Project:Sandbox}}&contentmodel=wikitext", "A text."),
    ]);

/// The text that is meant.
struct Asked {
    title: Title,
    text: Arc<str>,
    model: Model,
    revision: Option<RevisionId>,
    /// The same, as it would be saved.
    prepared: Option<Arc<str>>,
    /// Redirects that were followed, from and to.
    redirect: Option<(Title, Title)>,
}

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    call.cache(CacheMode::AnonPublicUserPrivate);
    let params: Params<'_> = call.read()?;
    for other in
        [("text", params.text.is_some()), ("title", params.title.is_some()), ("revid", params.revid.is_some())]
    {
        call.at_most_one(&[
            ("page", params.page.is_some()),
            ("pageid", params.pageid.is_some()),
            ("oldid", params.oldid.is_some()),
            other,
        ])?;
    }
    let number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_section = |text: &str| text == "new" || number(text.strip_prefix("T-").unwrap_or(text));
    if params.section.is_some_and(|section| !is_section(section)) {
        return Err(Failure::of("apierror-invalidsection"));
    }
    let state = call.wiki().state();
    let of_page = params.oldid.is_some() || params.pageid.is_some() || params.page.is_some();
    let asked = if of_page { page(call, &state, &params)? } else { given(call, &state, &params)? };
    let mut answer = Node::map().with_capacity(16);
    if params.onlypst && !of_page {
        answer.set("text", asked.prepared.as_ref().unwrap_or(&asked.text));
        if params.prop.has("wikitext") {
            answer.set("wikitext", &asked.text);
        }
        tell::summary(&state, &params, &asked, &mut answer);
        tell::under(&mut answer, &["text", "wikitext", "parsedsummary"]);
    } else {
        tell::all(call, &state, &params, &asked, &mut answer);
    }
    call.result.set("parse", answer);
    Ok(())
}

/// The text of a page or a revision.
fn page(call: &mut Call<'_>, state: &State, params: &Params<'_>) -> Result<Asked, Failure> {
    if params.section == Some("new") {
        return Err(Message::new("apierror-invalidparammix-parse-new-section").coded("invalidparammix").into());
    }
    let mut redirect = None;
    let revision = if let Some(number) = params.oldid {
        let found = RevisionId::of(number).and_then(|id| state.revisions.get(id));
        found.ok_or_else(|| Message::new("apierror-nosuchrevid").int(number))?
    } else {
        let mut title = call.title_or_page_id(params.page, params.pageid)?;
        let target = state.pages.titled(&title).and_then(|page| page.redirect.as_deref());
        if let Some(target) = target.filter(|target| params.redirects && target.interwiki.is_none()) {
            redirect = Some((title, target.title.clone()));
            title = target.title.clone();
        }
        let page = state.pages.titled(&title).ok_or_else(|| Failure::of("apierror-missingtitle"))?;
        state.latest(page.id).expect("a page has a newest revision")
    };
    let hidden = revision.hidden;
    let sees = if hidden.contains(Hidden::RESTRICTED) {
        call.may(Right::SuppressRevision) || call.may(Right::ViewSuppressed)
    } else {
        call.may(Right::DeletedText)
    };
    if hidden.contains(Hidden::CONTENT) && !sees {
        return Err(Message::new("apierror-permissiondenied").arg("view deleted text and changes between deleted revisions").into());
    }
    let title = state.pages.get(revision.page).expect("revisions have pages").title.clone();
    let text = match params.section {
        Some(section) => {
            let what: Arg = match params.pageid {
                Some(number) => Message::new("pageid").int(number).into(),
                None => Arg::Text(call.full_name(&title)),
            };
            section_of(&revision.content, revision.model, section, what)?
        }
        None => Arc::clone(&revision.content),
    };
    let told = params.oldid.is_some() || params.prop.has("revid");
    let (model, revision) = (revision.model, told.then_some(revision.id));
    Ok(Asked { title, text, model, revision, prepared: None, redirect })
}

/// A text that was sent along.
fn given(call: &mut Call<'_>, state: &State, params: &Params<'_>) -> Result<Asked, Failure> {
    let mut title = call.local_title(params.title.unwrap_or("API"))?;
    let mut named = params.title.is_some();
    if let Some(number) = params.revid {
        let found = RevisionId::of(number).and_then(|id| state.revisions.get(id));
        let revision = found.ok_or_else(|| Message::new("apierror-nosuchrevid").int(number))?;
        let own = state.pages.get(revision.page).expect("revisions have pages").title.clone();
        if named && own != title {
            let name = call.full_name(&title);
            call.warn(Message::new("apierror-revwrongpage").int(number).escaped(name));
        }
        (title, named) = (own, true);
    }
    if params.text.is_none() && named && params.prop.iter().next().is_some() {
        let revision = params.revid.is_some();
        let key = if revision { "apiwarn-parse-revidwithouttext" } else { "apiwarn-parse-titlewithouttext" };
        call.warn(Message::new(key));
    }
    let model = match params.contentmodel.and_then(Model::by_name) {
        Some(model) => model,
        None if params.text.is_some() && !named => {
            call.warn(Message::new("apiwarn-parse-nocontentmodel").arg("wikitext"));
            Model::Wikitext
        }
        None => state.model_of(&title),
    };
    let mut text: Arc<str> = params.text.unwrap_or_default().into();
    match (params.section, params.sectiontitle) {
        (Some("new"), Some(heading)) => text = format!("== {heading} ==\n\n{text}").into(),
        (None | Some("new"), _) => {}
        (Some(section), _) => {
            text = section_of(&text, model, section, Arg::Text(call.full_name(&title)))?;
        }
    }
    let mut prepared = None;
    if params.pst || params.onlypst {
        prepared = Some(save::prepared(state, &call.caller.actor(), &title, &text, model, call.now)?);
    }
    Ok(Asked { title, text, model, revision: None, prepared, redirect: None })
}

fn section_of(text: &str, model: Model, section: &str, what: Arg) -> Result<Arc<str>, Failure> {
    let found = if model.has_sections() { wikitext::section_text(text, section) } else { None };
    found.map(Arc::from).ok_or_else(|| {
        let message = Message::new("apierror-nosuchsection-what").coded("nosuchsection");
        message.escaped(section.to_owned()).with(what).into()
    })
}
