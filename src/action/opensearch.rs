//! `action=opensearch`: suggestions while somebody types (`includes/api/ApiOpenSearch.php`).

use crate::{
    api::{CacheMode, Call, Failure, Module, Needs, Page, Run},
    choices,
    message::Message,
    param::{Choice, Limit, Name},
    params,
    release::{V1_22, V1_25, V1_28, V1_35},
    tree::{self, Charset, JsonStyle, Marks, Node, Version, XmlStyle},
    wiki::{Namespace, Title, search::titles_with_prefix},
};

const REDIRECTS: &[Choice] = choices!["return", "resolve"];
const FORMATS: &[Choice] = choices!["json", "jsonfm" since V1_22, "xml", "xmlfm" since V1_25];

params! {
    /// What `action=opensearch` accepts.
    struct Params<'r> {
        /// What titles begin with.
        search as "search": &'r str = text().later(V1_28, &text().required()),
        /// How many.
        limit as "limit": Limit = limit().max(100, 100).later(V1_28, &limit()).after(V1_28, "namespace"),
        /// In which namespaces, unless the text names one.
        namespace as "namespace": Option<Vec<i32>> = namespace().multi().preset_number(0),
        /// Does nothing any more.
        _suggest as "suggest": bool = flag().later(V1_35, &flag().deprecated()),
        /// Whether redirects are told as they are, or what they lead to.
        redirects as "redirects": Option<&'r str> = choice(REDIRECTS).since(V1_25),
        /// How the answer is written.
        format as "format": &'r str = choice(FORMATS).preset("json").since(V1_22),
        /// Make an error of warnings, which this form of JSON has no place for.
        warningsaserror as "warningsaserror": bool = flag().since(V1_25),
    }
}

pub(super) static MODULE: Module =
    Module::action("opensearch", "ApiOpenSearch", Needs::READ, Params::SPECS, Run::Now(run))
        .help("Suggests titles, in the form that browsers' search fields understand.")
        .manual("API:Opensearch")
        .examples(&[("action=opensearch&search=Te", "Titles that begin with `Te`.")]);

/// How long caches may keep suggestions, `$wgSearchSuggestCacheExpiry`.
const KEPT: i64 = 1200;

/// A title that is suggested, and where it is.
struct Suggestion {
    title: String,
    url: String,
}

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    call.cache(CacheMode::Public);
    call.notes.max_age = Some(KEPT);
    let json = params.format.starts_with("json");
    let found = suggestions(call, &params, json);
    if !json {
        return answer_in_xml(call, &params, found);
    }
    let warnings = call.result.remove("warnings");
    if let Some(warnings) = warnings.filter(|_| params.warningsaserror) {
        let message = Message::new("apierror-opensearch-json-warnings").coded("warnings");
        return Err(message.detail("warnings", warnings).into());
    }
    answer_in_json(call, &params, found);
    Ok(())
}

fn suggestions(call: &Call<'_>, params: &Params<'_>, json: bool) -> Vec<Suggestion> {
    let namespaces = params.namespace.as_deref().unwrap_or(&[0]);
    let namespaces: Vec<Namespace> = namespaces.iter().map(|number| Namespace(*number)).collect();
    let resolves = params.redirects.map_or(!json, |redirects| redirects == "resolve");
    let state = call.wiki().state();
    let mut titles: Vec<Title> = Vec::new();
    for title in titles_with_prefix(&state, params.search, &namespaces, params.limit.0) {
        let target = state.pages.titled(&title).and_then(|page| page.redirect.as_deref());
        let target = target.filter(|target| resolves && target.interwiki.is_none());
        let title = target.map_or(title, |target| target.title.clone());
        if !titles.contains(&title) {
            titles.push(title);
        }
    }
    let (site, server) = (call.wiki().site(), call.server());
    let suggest = |title: Title| Suggestion {
        url: format!("{server}{}", site.path_of(&title)),
        title: title.prefixed(&site.namespaces),
    };
    titles.into_iter().map(suggest).collect()
}

fn answer_in_json(call: &mut Call<'_>, params: &Params<'_>, found: Vec<Suggestion>) {
    let mut root = Node::list("");
    root.push(params.search.to_owned());
    root.push(Node::texts("", found.iter().map(|one| one.title.clone())));
    root.push(Node::texts("", found.iter().map(|_| "")));
    root.push(Node::texts("", found.iter().map(|one| one.url.clone())));
    if params.format == "jsonfm" {
        call.result = root;
        return;
    }
    let given = |name: &str| call.fields.take(&Name::plain(name)).and_then(|field| field.value());
    let callback = given("callback");
    let version = if given("formatversion").is_some_and(|version| version != "1") { Version::V2 } else { Version::V1 };
    let plain = match version {
        Version::Bare | Version::V1 => given("utf8").is_some(),
        Version::V2 => given("ascii").is_none(),
    };
    let charset = if plain { Charset::Utf8 } else { Charset::Ascii };
    let mut body = Vec::with_capacity(256);
    tree::json(&root, &JsonStyle { version, charset, callback, ..JsonStyle::default() }, &mut body);
    let (content_type, filename) = match callback {
        Some(_) => ("text/javascript; charset=utf-8", "api-result.js"),
        None => ("application/json; charset=utf-8", "api-result.json"),
    };
    call.notes.page = Some(Page { content_type: content_type.into(), filename: filename.into(), body });
}

fn answer_in_xml(call: &mut Call<'_>, params: &Params<'_>, found: Vec<Suggestion>) -> Result<(), Failure> {
    let mut items = Node::list("Item");
    for one in found {
        let mut item = Node::map();
        item.set_marked("Text", Marks::SUBELEMENT, one.title);
        item.set_marked("Url", Marks::SUBELEMENT, one.url);
        items.push(item);
    }
    let root = &mut call.result;
    root.set("version", "2.0");
    root.set("xmlns", "http://opensearch.org/searchsuggest2");
    root.set_marked("Query", Marks::SUBELEMENT, params.search.to_owned());
    root.set("Section", items);
    if params.format == "xml" {
        let mut body = Vec::with_capacity(256);
        let style =
            XmlStyle { root: "SearchSuggestion", ..XmlStyle::default() };
        tree::xml(&call.result, &style, &mut body);
        call.notes.page = Some(Page {
            content_type: "text/xml; charset=utf-8".into(),
            filename: "api-result.xml".into(),
            body,
        });
    }
    Ok(())
}
