//! `prop=info`: what a page is (`includes/api/ApiQueryInfo.php`).

mod actions;
mod protection;
mod token;
mod watching;

use crate::{
    api::{CacheMode, Call, Failure, Module, Run, continue_parts},
    choices,
    param::{Choice, Chosen},
    params,
    release::{Profile, V1_24, V1_25, V1_32, V1_36, V1_37, V1_41},
    tree::{Node, Value},
    wiki::{Namespace, PageId, State, Title, content::Model, page::Page},
};

const PROPS: &[Choice] = choices![
    "protection", "talkid", "watched", "watchers" since V1_21, "visitingwatchers" since V1_27, "notificationtimestamp", "subjectid",
    "associatedpage" since V1_37, "url", "readable" deprecated V1_32, "preload" deprecated V1_41,
    "preloadcontent" since V1_41, "editintro" since V1_41, "displaytitle", "varianttitles" since V1_31, "linkclasses" since V1_36,
];
const DETAILS: &[Choice] = choices!["boolean", "full", "quick"];
const STYLES: &[Choice] = choices!["lessframes", "moreframes"];
const TOKENS: &[Choice] = choices![
    "edit", "delete", "protect", "move", "block", "unblock", "email", "import", "watch",
];

params! {
    /// What `prop=info` accepts.
    struct Params<'r> {
        /// What to tell besides.
        prop as "prop": Option<Chosen> = choice(PROPS).multi(),
        /// The page whose links the classes are for.
        _linkcontext as "linkcontext": Option<&'r str> = title().preset("Main Page").since(V1_36),
        /// Tell whether the caller may do these things to the page.
        testactions as "testactions": Option<Vec<&'r str>> = text().multi().since(V1_25),
        /// How much to tell of what the caller may not do.
        testactionsdetail as "testactionsdetail": &'r str = choice(DETAILS).preset("boolean").since(V1_32),
        /// Tell whether doing these things would make an account for the caller.
        testactionsautocreate as "testactionsautocreate": bool = flag().since(V1_41),
        /// The page to begin a new page with.
        _preloadcustom as "preloadcustom": Option<&'r str> = text().since(V1_41).only("preloadcontentonly"),
        /// What to put into that page's text.
        _preloadparams as "preloadparams": Option<Vec<&'r str>> = text().multi().since(V1_41).only("preloadcontentonly"),
        /// Begin a new section instead of a new page.
        preloadnewsection as "preloadnewsection": bool = flag().since(V1_41).only("preloadcontentonly"),
        /// How the words before editing are framed.
        _editintrostyle as "editintrostyle": &'r str = choice(STYLES).preset("moreframes").since(V1_41).only("editintroonly"),
        /// Which words to leave out.
        _editintroskip as "editintroskip": Option<Vec<&'r str>> = text().multi().since(V1_41).only("editintroonly"),
        /// A page with more words before editing.
        _editintrocustom as "editintrocustom": Option<&'r str> = text().since(V1_41).only("editintroonly"),
        /// Which tokens to add.
        token as "token": Option<Chosen> = choice(TOKENS).multi().until(V1_37).lasting().later(V1_24, &choice(TOKENS).multi().deprecated()),
        /// Where to go on.
        resume as "continue": Option<&'r str> = text(),
    }
}

pub(super) static MODULE: Module =
    Module::prop("query+info", "in", "ApiQueryInfo", Params::SPECS, Run::Now(run))
        .help("Tells what pages are: their length, newest revision, protection, addresses and more.")
        .manual("API:Info")
        .examples(&[
            ("action=query&prop=info&titles=Main%20Page", "What the main page is."),
            ("action=query&prop=info&inprop=protection&titles=Main%20Page", "The same, with its protection."),
        ]);

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    call.cache(cache_mode(&params, call.profile()));
    let pages = call.pages();
    let mut all: Vec<(i64, &Title)> = pages.good_and_missing().collect();
    all.sort_by_key(|(_, title)| *title);
    if let Some(value) = params.resume {
        let first = resumed(call, value)?;
        all.retain(|(_, title)| **title >= first);
    }
    let tokens = token::read(call, params.token.as_ref());
    let info = Info::new(call, &params, &pages);
    let mut tested = actions::Tested::default();
    for (id, title) in all {
        let mut node = info.page(call, &call.wiki().state(), id, title);
        let may_go_on = tested.add(call, &params, title, &mut node);
        if let Some(tokens) = &tokens {
            token::add(&mut node, tokens, call.now);
        }
        if !may_go_on || !add(call, id, node) {
            let text = title.text().into_owned();
            call.resume("continue", format!("{}|{text}", title.namespace()));
            break;
        }
    }
    if let Some(tokens) = tokens {
        token::warn(call, &tokens);
    }
    Ok(())
}

fn resumed(call: &Call<'_>, value: &str) -> Result<Title, Failure> {
    let [namespace, name] = continue_parts::<2>(value)?;
    let site = call.wiki().site();
    let namespace = Namespace(namespace.parse().map_err(|_| crate::api::bad_continue())?);
    Title::in_namespace(namespace, name, &site.naming()).ok_or_else(crate::api::bad_continue)
}

/// Puts what is told of a page beside what is known of it already.
fn add(call: &mut Call<'_>, id: i64, mut node: Node) -> bool {
    if !call.fits(crate::api::size_of(&node)) {
        return false;
    }
    call.page_node(id).entries_mut().append(node.entries_mut());
    true
}

fn cache_mode(params: &Params<'_>, profile: &Profile) -> CacheMode {
    const PUBLIC: [&str; 8] = [
        "protection",
        "talkid",
        "subjectid",
        "associatedpage",
        "url",
        "preload",
        "displaytitle",
        "varianttitles",
    ];
    let private = params.prop.iter().flat_map(Chosen::iter).any(|prop| !PUBLIC.contains(&prop));
    let tests = profile.hides_tested_actions && params.testactions.as_ref().is_some_and(|actions| !actions.is_empty());
    if private || tests || params.token.is_some() { CacheMode::Private } else { CacheMode::Public }
}

/// What is the same for all pages.
struct Info<'p, 'r> {
    params: &'p Params<'r>,
    /// Whether redirects were followed: then no page is told to be one.
    resolves: bool,
    server: String,
}

impl<'p, 'r> Info<'p, 'r> {
    fn new(call: &Call<'_>, params: &'p Params<'r>, pages: &crate::api::PageSet) -> Self {
        let server = if has(params, "url") { call.server() } else { String::new() };
        Self { params, resolves: pages.resolves_redirects(), server }
    }

    fn has(&self, prop: &str) -> bool {
        has(self.params, prop)
    }

    /// `extractPageInfo`.
    fn page(&self, call: &Call<'_>, state: &State, id: i64, title: &Title) -> Node {
        let page = PageId::of(id).and_then(|id| state.pages.get(id));
        let mut node = Node::map().with_capacity(12);
        self.add_basics(call.profile(), state, page, title, &mut node);
        if self.has("protection") {
            protection::add(call, state, page, title, &mut node);
        }
        self.add_watching(call, state, page, title, &mut node);
        self.add_talk(state, title, &mut node);
        if self.has("url") {
            self.add_addresses(call, title, &mut node);
        }
        if self.has("readable") {
            node.append("readable", call.may(crate::wiki::Right::Read));
        }
        if self.has("preload") {
            let missing = if call.profile().preloads_empty { Value::from("") } else { Value::Null };
            node.append("preload", if page.is_some() { Value::from("") } else { missing });
        }
        if self.has("preloadcontent") && (page.is_none() || self.params.preloadnewsection) {
            add_preload(state, title, &mut node);
        }
        if self.has("editintro") {
            node.append("editintro", Node::of(crate::tree::Shape::Kvp("key", crate::tree::Merge::No)).tagged("ei"));
        }
        self.add_names(call, state, page, title, &mut node);
        node
    }

    fn add_basics(
        &self,
        profile: &Profile,
        state: &State,
        page: Option<&Page>,
        title: &Title,
        node: &mut Node,
    ) {
        let model = page.map_or_else(|| state.model_of(title), |page| page.model);
        if profile.tells_page_models {
            node.append("contentmodel", model.name());
        }
        let site = &state.site.language;
        let code = match model {
            Model::Css | Model::Javascript | Model::Json | Model::Vue => "en",
            _ => page.and_then(Page::language).unwrap_or(site),
        };
        if profile.tells_page_models {
            node.append("pagelanguage", code.to_owned());
        }
        if profile.tells_how_languages_are_written {
            node.append("pagelanguagehtmlcode", code.to_owned());
            node.append("pagelanguagedir", "ltr");
        }
        let Some(page) = page else { return };
        node.append("touched", page.touched);
        node.append("lastrevid", page.latest.number());
        if profile.counts_views {
            // Only pages that people look at are counted.
            node.append("counter", 0);
        }
        node.append("length", page.length);
        if page.redirect.is_some() && !self.resolves {
            node.append("redirect", true);
        }
        if page.is_new {
            node.append("new", true);
        }
    }

    fn add_talk(&self, state: &State, title: &Title, node: &mut Node) {
        let namespace = title.namespace();
        if !namespace.holds_pages() {
            return;
        }
        let id = |other: Option<Title>| other.and_then(|title| state.pages.id_of(&title));
        let talk = title.talk().filter(|_| self.has("talkid") && !namespace.is_talk());
        if let Some(id) = id(talk) {
            node.append("talkid", id.number());
        }
        let subject = Some(title.subject()).filter(|_| self.has("subjectid") && namespace.is_talk());
        if let Some(id) = id(subject) {
            node.append("subjectid", id.number());
        }
        if let Some(other) = title.associated().filter(|_| self.has("associatedpage")) {
            node.append("associatedpage", other.prefixed(&state.site.namespaces));
        }
    }

    fn add_addresses(&self, call: &Call<'_>, title: &Title, node: &mut Node) {
        let (site, server) = (call.wiki().site(), &self.server);
        let full = format!("{server}{}", site.path_of(title));
        node.append("fullurl", full.clone());
        node.append("editurl", format!("{server}{}", site.path_with(title, "action=edit")));
        if call.profile().tells_canonical_urls {
            node.append("canonicalurl", full);
        }
    }

    fn add_names(
        &self,
        call: &Call<'_>,
        state: &State,
        page: Option<&Page>,
        title: &Title,
        node: &mut Node,
    ) {
        if !["displaytitle", "varianttitles", "linkclasses"].iter().any(|prop| self.has(prop)) {
            return;
        }
        let full = title.prefixed(&state.site.namespaces);
        let shown = page.and_then(|page| state.links.of(page.id)).and_then(|kept| {
            kept.links.properties.iter().find(|(name, _)| &**name == "displaytitle").map(|(_, value)| value)
        });
        if self.has("displaytitle") {
            let escapes = call.profile().escapes_display_titles;
            let name = shown.map_or_else(|| if escapes { escaped(&full) } else { full.clone() }, ToString::to_string);
            node.append("displaytitle", name);
        }
        if page.is_none() {
            return;
        }
        if self.has("varianttitles") {
            let mut variants = Node::map();
            let shown = shown.filter(|_| self.has("displaytitle"));
            variants.set("en", shown.map_or(full, ToString::to_string));
            node.append("varianttitles", variants);
        }
        if self.has("linkclasses") {
            let mut classes = Node::auto();
            if page.is_some_and(|page| page.redirect.is_some()) {
                classes.push("mw-redirect");
            }
            node.append("linkclasses", classes);
        }
    }
}

fn has(params: &Params<'_>, prop: &str) -> bool {
    params.prop.as_ref().is_some_and(|props| props.has(prop))
}

/// `htmlspecialchars` without quotes.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// What a new page begins with: nothing.
fn add_preload(state: &State, title: &Title, node: &mut Node) {
    let model = state.model_of(title);
    let mut content = Node::map();
    content.append("contentmodel", model.name()).append("contentformat", model.format());
    content.content("content", "");
    node.append("preloadcontent", content);
    node.append("preloadisdefault", true);
}
