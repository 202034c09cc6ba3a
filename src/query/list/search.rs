//! `list=search`: pages by words in their titles or texts (`includes/api/ApiQuerySearch.php`).

use crate::{
    api::{CacheMode, Call, Failure, Merging, Module, Run, add_title},
    choices,
    param::{Choice, Chosen, Limit},
    params,
    release::{V1_23, V1_26, V1_32, V1_41},
    tree::Node,
    wiki::{
        Namespace, State,
        page::Page,
        search::{Query, Within, near_match, word_count},
    },
};

const WHAT: &[Choice] = choices!["title", "text", "nearmatch"];
const INFO: &[Choice] = choices!["totalhits", "suggestion", "rewrittenquery" since V1_26];
const PROPS: &[Choice] = choices![
    "size", "wordcount", "timestamp", "snippet", "titlesnippet", "redirecttitle", "redirectsnippet", "sectiontitle",
    "sectionsnippet", "isfilematch" since V1_26, "categorysnippet" since V1_26, "score" deprecated V1_24, "hasrelated" deprecated V1_24,
    "extensiondata" since V1_31,
];
const SORTS: &[Choice] = choices!["relevance"];

params! {
    /// What `list=search` accepts.
    struct Params<'r> {
        /// The words. All must be there; phrases stand in quotes, `-` leaves out, `*` ends a beginning.
        search as "search": &'r str = text().required(),
        /// In which namespaces.
        namespace as "namespace": Option<Vec<i32>> = namespace().multi().preset_number(0),
        /// How many.
        limit as "limit": Limit = limit(),
        /// How many to leave out.
        offset as "offset": i64 = integer().preset_number(0).later(V1_41, &integer().preset_number(0).min(0)),
        /// Where to look: in titles, in texts, or for a page of that name alone.
        what as "what": Option<&'r str> = choice(WHAT),
        /// What to tell of the search.
        info as "info": Chosen = choice(INFO).multi().preset("totalhits|suggestion|rewrittenquery"),
        /// What to tell of each page.
        prop as "prop": Chosen = choice(PROPS).multi().preset("size|wordcount|timestamp|snippet"),
        /// Look in other wikis as well. This one looks in none.
        _interwiki as "interwiki": bool = flag().since(V1_23),
        /// Let the words be changed to find more. This wiki changes none.
        _enablerewrites as "enablerewrites": bool = flag().since(V1_26),
        /// In which order.
        _sort as "sort": &'r str = choice(SORTS).preset("relevance").since(V1_32),
    }
}

pub(super) static MODULE: Module =
    Module::list("query+search", "sr", "ApiQuerySearch", Params::SPECS, Run::Now(run))
        .generator(Run::Now(generate))
        .help("Finds pages by words in their titles or texts.")
        .manual("API:Search")
        .examples(&[
            ("action=query&list=search&srsearch=meaning", "Pages with `meaning` in their titles."),
            ("action=query&list=search&srwhat=text&srsearch=meaning", "Pages with `meaning` in their texts."),
            ("action=query&generator=search&gsrsearch=meaning&prop=info", "What pages are whose titles have that word."),
        ]);

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    call.cache(CacheMode::Public);
    let state = call.wiki().state();
    let found = Hits::find(&state, &params);
    found.tell(call, &params);
    call.list("p");
    for (count, page) in found.pages.iter().enumerate() {
        let row = found.row(call, &state, &params.prop, page);
        if !call.add_row("p", row) {
            call.resume("offset", params.offset.max(0) + count as i64);
            break;
        }
    }
    Ok(())
}

/// A generator tells of the search and of the pages only what it is asked for.
fn generate(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    call.cache(CacheMode::Public);
    let chosen = |name: &'static str, value: Chosen| {
        let given = call.fields.peek(&call.param_name(name)).is_some();
        if given { value } else { Chosen::default() }
    };
    let params = Params { info: chosen("info", params.info), prop: chosen("prop", params.prop), ..params };
    let state = call.wiki().state();
    let found = Hits::find(&state, &params);
    found.tell(call, &params);
    for (at, page) in found.pages.iter().enumerate() {
        let mut data = found.row(call, &state, &params.prop, page);
        data.set("index", params.offset.max(0) + at as i64 + 1);
        call.found.data.push((page.title.clone(), data));
        call.found.titles.push(page.title.clone());
    }
    call.found.merging = Merging::LowestIndex;
    Ok(())
}

/// The namespaces asked for, or that of articles.
fn asked_namespaces(asked: Option<&Vec<i32>>) -> Vec<Namespace> {
    asked.map_or_else(|| vec![Namespace::MAIN], |asked| asked.iter().map(|number| Namespace(*number)).collect())
}

/// What was found.
struct Hits<'s> {
    query: Query,
    pages: Vec<&'s Page>,
    /// How many there are in all; nobody counts near matches.
    total: Option<usize>,
    more: bool,
}

impl<'s> Hits<'s> {
    fn find(state: &'s State, params: &Params<'_>) -> Self {
        let query = Query::parse(params.search);
        if params.what == Some("nearmatch") {
            let pages = near_match(state, params.search).into_iter().collect();
            return Self { query, pages, total: None, more: false };
        }
        let namespaces = asked_namespaces(params.namespace.as_ref());
        let within = if params.what == Some("text") { Within::Texts } else { Within::Titles };
        let mut pages = query.pages(state, within, &namespaces);
        let total = pages.len();
        pages.drain(..(params.offset.max(0) as usize).min(total));
        let more = pages.len() > params.limit.0;
        pages.truncate(params.limit.0);
        Self { query, pages, total: Some(total), more }
    }

    /// Tells how many there are, and where to go on.
    fn tell(&self, call: &mut Call<'_>, params: &Params<'_>) {
        if let Some(total) = self.total.filter(|_| params.info.has("totalhits")) {
            let mut info = Node::map();
            info.set("totalhits", total);
            call.query().set("searchinfo", info);
        }
        if self.more {
            call.resume("offset", params.offset.max(0) + params.limit.0 as i64);
        }
    }

    fn row(&self, call: &Call<'_>, state: &State, prop: &Chosen, page: &Page) -> Node {
        let mut row = Node::map().with_capacity(7);
        add_title(&mut row, &page.title, &state.site.namespaces);
        row.append("pageid", page.id.number());
        let Some(revision) = state.revisions.get(page.latest) else { return row };
        if prop.has("size") {
            row.append("size", revision.size());
        }
        if prop.has("wordcount") {
            row.append("wordcount", word_count(&revision.content));
        }
        if prop.has("snippet") {
            let open = call.profile().search_mark;
            row.append("snippet", self.query.snippet(&revision.content, (open, "</span>")));
        }
        if prop.has("timestamp") {
            row.append("timestamp", revision.time);
        }
        if prop.has("titlesnippet") {
            row.append("titlesnippet", "");
        }
        if prop.has("categorysnippet") {
            row.append("categorysnippet", "");
        }
        if prop.has("isfilematch") {
            row.append("isfilematch", false);
        }
        row
    }
}
