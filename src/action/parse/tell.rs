//! What is told of a text.

use std::fmt::Write as _;

use super::{Asked, Params};
use crate::{
    api::{Call, parsed_comment},
    base::url,
    message::Heading,
    tree::{Key, Marks, Merge, Node, Shape},
    wiki::{
        Namespace, State, Title,
        content::Model,
        wikitext::{
            self,
            expand::{Expanded, Way, expand},
            link::{self, PageLinks},
        },
    },
};

/// Everything that was asked for, in the order of MediaWiki.
pub(super) fn all(call: &mut Call<'_>, state: &State, params: &Params<'_>, asked: &Asked, answer: &mut Node) {
    let prop = &params.prop;
    let text = asked.prepared.as_ref().unwrap_or(&asked.text);
    let way = Way { keeps_comments: false, keeps_settings: true };
    let expanded = match asked.model {
        Model::Wikitext => expand(state, &asked.title, call.now, text, way),
        _ => Expanded { text: text.to_string(), templates: Vec::new() },
    };
    let links = link::links(&expanded.text, &asked.title, &state.naming());
    let (html, headings) = call.page_html(asked.model, &expanded.text);
    answer.set("title", asked.title.prefixed(&state.site.namespaces));
    let own_id = state.pages.id_of(&asked.title).map_or(0, crate::wiki::PageId::number);
    answer.set("pageid", params.pageid.filter(|id| *id != 0).unwrap_or(own_id));
    if let Some(revision) = asked.revision {
        answer.set("revid", revision.number());
    }
    if params.redirects {
        answer.set("redirects", redirects(state, asked));
    }
    if prop.has("text") {
        let class = params.wrapoutputclass;
        answer.set("text", if class.is_empty() { html } else { format!("<div class=\"{class}\">{html}</div>") });
    }
    summary(state, params, asked, answer);
    if prop.has("langlinks") {
        answer.set("langlinks", Node::list("ll"));
    }
    if prop.has("categories") {
        answer.set("categories", categories(state, &links));
    }
    if prop.has("links") {
        answer.set("links", titles(state, "pl", links.pages.iter()));
    }
    if prop.has("templates") {
        answer.set("templates", titles(state, "tl", expanded.templates.iter()));
    }
    if prop.has("images") {
        answer.set("images", Node::texts("img", links.files.iter()));
    }
    if prop.has("externallinks") {
        answer.set("externallinks", Node::texts("el", links.external.iter()));
    }
    if prop.has("sections") {
        answer.set("sections", sections(&asked.title, text, &headings));
        answer.set("showtoc", false);
    }
    if prop.has("parsewarnings") {
        answer.set("parsewarnings", Node::list("pw"));
    }
    if prop.has("displaytitle") {
        let set = links.properties.iter().find(|(name, _)| &**name == "displaytitle").map(|(_, value)| value);
        answer.set("displaytitle", set.map_or_else(|| shown_title(call, state, &asked.title), ToString::to_string));
    }
    if prop.has("iwlinks") {
        answer.set("iwlinks", elsewhere(state, &links));
    }
    if prop.has("wikitext") {
        answer.set("wikitext", &asked.text);
        if let Some(prepared) = &asked.prepared {
            answer.set("psttext", prepared);
        }
    }
    if prop.has("properties") {
        let mut properties = Node::of(Shape::BcKvp("name", Merge::No)).tagged("pp");
        for (name, value) in &links.properties {
            properties.set(name.to_string(), value);
        }
        answer.set("properties", properties);
    }
    under(answer, &["text", "parsedsummary", "wikitext", "psttext"]);
}

/// The summary that was sent along, as comments are shown.
pub(super) fn summary(state: &State, params: &Params<'_>, asked: &Asked, answer: &mut Node) {
    let heading = params.sectiontitle.filter(|_| params.section == Some("new"));
    let text = match (params.summary.filter(|text| !text.is_empty()), heading) {
        (None, Some(heading)) => format!("/* {heading} */ new section"),
        (Some(text), _) => text.to_owned(),
        (None, None) if params.summary.is_some() => String::new(),
        (None, None) => return,
    };
    let html = parsed_comment(state, &text, Some(&asked.title));
    answer.set("parsedsummary", html);
}

/// In the old format these texts stand one level deeper.
pub(super) fn under(answer: &mut Node, keys: &[&str]) {
    for entry in answer.entries_mut() {
        if matches!(&entry.key, Key::Name(name) if keys.contains(&&**name)) {
            entry.marks.insert(Marks::BC_SUBELEMENT);
        }
    }
}

fn redirects(state: &State, asked: &Asked) -> Node {
    let mut list = Node::list("r");
    if let Some((from, to)) = &asked.redirect {
        let mut row = Node::map();
        row.set("from", from.prefixed(&state.site.namespaces));
        row.set("to", to.prefixed(&state.site.namespaces));
        list.push(row);
    }
    list
}

fn categories(state: &State, links: &PageLinks) -> Node {
    let default = links.properties.iter().find(|(name, _)| &**name == "defaultsort").map(|(_, value)| value);
    let mut list = Node::list("cl");
    for (key, given) in &links.categories {
        let mut row = Node::map();
        let sort = if given.is_empty() { default.map_or("", |default| default) } else { given };
        row.set("sortkey", sort.to_owned());
        row.content("category", key);
        let page = state.pages.id_of(&Title::of_key(Namespace::CATEGORY, std::sync::Arc::clone(key)));
        let hides = |kept: &crate::wiki::links::KeptLinks| {
            kept.links.properties.iter().any(|(name, _)| &**name == "hiddencat")
        };
        match page {
            None => row.set("missing", true),
            Some(page) if state.links.of(page).is_some_and(hides) => row.set("hidden", true),
            Some(_) => &mut row,
        };
        list.push(row);
    }
    list
}

fn titles<'t>(state: &State, tag: &'static str, titles: impl Iterator<Item = &'t Title>) -> Node {
    let mut list = Node::list(tag);
    for title in titles {
        let mut row = Node::map();
        row.set("ns", title.namespace().number());
        row.content("title", title.prefixed(&state.site.namespaces));
        row.set("exists", state.pages.id_of(title).is_some());
        list.push(row);
    }
    list
}

fn elsewhere(state: &State, links: &PageLinks) -> Node {
    let mut list = Node::list("iw");
    for (prefix, title) in &links.interwiki {
        let mut row = Node::map();
        row.set("prefix", prefix);
        if let Some((_, wiki)) = state.site.interwikis.get(prefix) {
            row.set("url", wiki.url.replace("$1", &url::encode_title(title).to_string()));
        }
        row.content("title", format!("{prefix}:{title}"));
        list.push(row);
    }
    list
}

/// The headings, numbered as a list of contents numbers them.
fn sections(title: &Title, text: &str, headings: &[Heading]) -> Node {
    let places = wikitext::sections(text);
    let mut list = Node::list("s");
    let mut open: Vec<(usize, usize)> = Vec::new();
    for (at, heading) in headings.iter().enumerate() {
        let mut number = 1;
        while let Some((level, count)) = open.last().copied().filter(|(level, _)| *level >= heading.level) {
            open.pop();
            number = count + 1;
            if level == heading.level {
                break;
            }
        }
        open.push((heading.level, number));
        let mut words = String::new();
        for (_, count) in &open {
            let _ = write!(words, "{}{count}", if words.is_empty() { "" } else { "." });
        }
        let mut row = Node::map();
        row.set("toclevel", open.len() as i64).set("level", heading.level.to_string());
        row.set("line", heading.line.clone()).set("number", words);
        match places.get(at).filter(|_| places.len() == headings.len()) {
            Some(place) => {
                row.set("index", place.index.to_string()).set("fromtitle", title.key().to_owned());
                row.set("byteoffset", text[..place.range.start].chars().count() as i64);
            }
            // It comes from a template.
            None => {
                row.set("index", "").set("fromtitle", false).set("byteoffset", crate::tree::Value::Null);
            }
        }
        row.set("anchor", heading.anchor.clone());
        list.push(row);
    }
    list
}

/// A title as pages show it, its parts marked where the release does so.
fn shown_title(call: &Call<'_>, state: &State, title: &Title) -> String {
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let namespaces = &state.site.namespaces;
    if !call.profile().marks_title_parts {
        return escaped(&title.prefixed(namespaces));
    }
    let main = format!("<span class=\"mw-page-title-main\">{}</span>", escaped(&title.text()));
    match namespaces.name(title.namespace()).filter(|name| !name.is_empty()) {
        Some(name) => format!(
            "<span class=\"mw-page-title-namespace\">{}</span><span class=\"mw-page-title-separator\">:</span>{main}",
            escaped(&name.replace('_', " "))
        ),
        None => main,
    }
}
