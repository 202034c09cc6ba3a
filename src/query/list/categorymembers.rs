//! `list=categorymembers`: the pages in a category (`includes/api/ApiQueryCategoryMembers.php`).

use std::{fmt::Write as _, sync::Arc};

use crate::{
    api::{CacheMode, Call, Failure, Module, Run, Timeline, add_title, bad_continue},
    base::Timestamp,
    choices,
    message::Message,
    param::{Choice, Chosen, Limit},
    params,
    tree::Node,
    wiki::{
        Namespace, PageId, State,
        links::{Category, Member, Membership},
        page::Page,
    },
    release::V1_24,
};

const PROPS: &[Choice] = choices!["ids", "title", "sortkey", "sortkeyprefix", "type", "timestamp"];
const KINDS: &[Choice] = choices!["page", "subcat", "file"];
const SORTS: &[Choice] = choices!["sortkey", "timestamp"];
const DIRECTIONS: &[Choice] = choices!["asc", "desc", "ascending", "descending", "newer", "older"];
/// Behind every sort key.
const LAST: &str = "\u{10ffff}";

params! {
    /// What `list=categorymembers` accepts.
    struct Params<'r> {
        /// The category, with its namespace.
        title as "title": Option<&'r str> = text(),
        /// The category by its page's id.
        pageid as "pageid": Option<i64> = integer(),
        /// What to tell of each page.
        prop as "prop": Chosen = choice(PROPS).multi().preset("ids|title"),
        /// Only pages in these namespaces.
        namespace as "namespace": Option<Vec<i32>> = namespace().multi(),
        /// Which kinds of members; not if they are sorted by time.
        kinds as "type": Chosen = choice(KINDS).multi().preset("page|subcat|file"),
        /// Where to go on.
        resume as "continue": Option<&'r str> = text(),
        /// How many.
        limit as "limit": Limit = limit(),
        /// What they are sorted by.
        sort as "sort": &'r str = choice(SORTS).preset("sortkey"),
        /// In which order.
        dir as "dir": &'r str = choice(DIRECTIONS).preset("ascending"),
        /// The time to begin with, if they are sorted by time.
        start as "start": Option<Timestamp> = timestamp(),
        /// The time to end with, if they are sorted by time.
        end as "end": Option<Timestamp> = timestamp(),
        /// The sort key to begin with, in hexadecimal.
        starthexsortkey as "starthexsortkey": Option<&'r str> = text().since(V1_24),
        /// The sort key to end with, in hexadecimal.
        endhexsortkey as "endhexsortkey": Option<&'r str> = text().since(V1_24),
        /// What the sort key to begin with begins with.
        startsortkeyprefix as "startsortkeyprefix": Option<&'r str> = text(),
        /// What the sort key to end before begins with.
        endsortkeyprefix as "endsortkeyprefix": Option<&'r str> = text(),
        /// The sort key to begin with; better `starthexsortkey`.
        startsortkey as "startsortkey": Option<&'r str> = text().deprecated(),
        /// The sort key to end with; better `endhexsortkey`.
        endsortkey as "endsortkey": Option<&'r str> = text().deprecated(),
    }
}

pub(super) static MODULE: Module =
    Module::list("query+categorymembers", "cm", "ApiQueryCategoryMembers", Params::SPECS, Run::Now(run))
        .generator(Run::Now(generate))
        .help("Lists the pages in a category, as their wikitext says it in so many words.")
        .manual("API:Categorymembers")
        .examples(&[
            ("action=query&list=categorymembers&cmtitle=Category:Physics", "The first pages in a category."),
            ("action=query&generator=categorymembers&gcmtitle=Category:Physics&prop=info", "About the first pages in a category."),
        ]);

/// A member and its place.
struct Found<'s> {
    page: &'s Page,
    place: &'s Membership,
}

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    call.cache(CacheMode::Public);
    let state = call.wiki().state();
    let found = find(call, &params, &state)?;
    call.list("cm");
    for (count, found) in found.into_iter().enumerate() {
        let row = tell(call, &params, &found);
        if count == params.limit.0 || !call.add_row("cm", row) {
            call.resume("continue", resume(&params, &found));
            break;
        }
    }
    Ok(())
}

fn generate(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    call.cache(CacheMode::Public);
    let state = call.wiki().state();
    for (count, found) in find(call, &params, &state)?.into_iter().enumerate() {
        if count == params.limit.0 {
            call.resume("continue", resume(&params, &found));
        } else {
            call.found.rows.push(found.page.id);
        }
    }
    Ok(())
}

fn resume(params: &Params<'_>, found: &Found<'_>) -> String {
    let place = found.place;
    if params.sort == "timestamp" {
        return format!("{}|{}", place.time.mw14(), found.page.id);
    }
    format!("{}|{}|{}", place.kind.name(), hex(&place.sort_key), found.page.id)
}

/// The members in order, one more than are told of.
fn find<'s>(call: &Call<'_>, params: &Params<'_>, state: &'s State) -> Result<Vec<Found<'s>>, Failure> {
    let title = call.title_or_page_id(params.title, params.pageid)?;
    if title.namespace() != Namespace::CATEGORY {
        return Err(Failure::of("apierror-invalidcategory"));
    }
    let newer = matches!(params.dir, "asc" | "ascending" | "newer");
    let most = params.limit.0 + 1;
    let category = state.links.category(title.key());
    let namespaces = params.namespace.as_deref().unwrap_or_default();
    let found = |page: PageId| {
        let page = state.pages.get(page)?;
        let fits = namespaces.is_empty() || namespaces.contains(&page.title.namespace().0);
        let places = state.links.of(page.id).filter(|_| fits)?;
        let place = places.memberships.iter().find(|place| *place.category == *title.key())?;
        Some(Found { page, place })
    };
    if params.sort == "timestamp" {
        let line = Timeline::new(if newer { "newer" } else { "older" }, params.start, params.end);
        let line = line.resumed(params.resume, call.now)?;
        let (low, high) = line.bounds();
        let members = category.filter(|_| !line.is_empty()).into_iter();
        let pages = members.flat_map(|category| line.order(category.by_time.range(low..=high)));
        return Ok(pages.filter_map(|(_, page)| found(*page)).take(most).collect());
    }
    let search = Keys::new(call, params, newer)?;
    let pages = category.into_iter().flat_map(|category| search.pages(category));
    Ok(pages.filter_map(found).take(most).collect())
}

/// From which sort key to which.
struct Keys {
    newer: bool,
    kinds: Vec<Member>,
    low: Arc<str>,
    high: Arc<str>,
    /// Where the first kind goes on.
    from: Option<(Arc<str>, PageId)>,
}

impl Keys {
    fn new(call: &Call<'_>, params: &Params<'_>, newer: bool) -> Result<Self, Failure> {
        let mut kinds: Vec<Member> = params.kinds.iter().filter_map(member).collect();
        let (mut start, mut end, mut from) = (None, None, None);
        if let Some(value) = params.resume.filter(|value| !value.is_empty()) {
            let parts: Vec<&str> = value.splitn(3, '|').collect();
            let [kind, key, page] = parts.as_slice() else { return Err(bad_continue()) };
            let at = kinds.iter().position(|known| known.name() == *kind).unwrap_or(0);
            kinds.drain(..at);
            let key = unhexed(key).ok_or_else(bad_continue)?;
            from = Some((key.into(), PageId(page.parse().unwrap_or(0))));
        } else {
            let (prefix, hexed) = (params.startsortkeyprefix, params.starthexsortkey);
            start = bound(call, prefix, ("starthexsortkey", hexed), params.startsortkey)?;
            let (prefix, hexed) = (params.endsortkeyprefix, params.endhexsortkey);
            end = bound(call, prefix, ("endhexsortkey", hexed), params.endsortkey)?;
        }
        let (low, high) = if newer { (start, end) } else { (end, start) };
        let (low, high) = (low.unwrap_or_default().into(), high.unwrap_or_else(|| LAST.to_owned()).into());
        Ok(Self { newer, kinds, low, high, from })
    }

    /// The members' pages, kind by kind.
    fn pages<'s>(&'s self, category: &'s Category) -> impl Iterator<Item = PageId> + 's {
        self.kinds.iter().enumerate().flat_map(move |(at, kind)| {
            let mut low = (*kind, Arc::clone(&self.low), PageId(0));
            let mut high = (*kind, Arc::clone(&self.high), PageId(u32::MAX));
            if let Some((key, page)) = self.from.as_ref().filter(|_| at == 0) {
                let place = (*kind, Arc::clone(key), *page);
                if self.newer { low = place } else { high = place }
            }
            let is_empty = low > high;
            let keys = (!is_empty).then(|| category.members.range(low..=high)).into_iter().flatten();
            let pages = keys.map(|(_, _, page)| *page);
            let pages: Box<dyn Iterator<Item = PageId>> =
                if self.newer { Box::new(pages) } else { Box::new(pages.rev()) };
            pages
        })
    }
}

fn member(name: &str) -> Option<Member> {
    [Member::Page, Member::Subcategory, Member::File].into_iter().find(|kind| kind.name() == name)
}

/// A sort key that is given in one of three ways.
fn bound(
    call: &Call<'_>,
    prefix: Option<&str>,
    (name, hexed): (&'static str, Option<&str>),
    plain: Option<&str>,
) -> Result<Option<String>, Failure> {
    if let Some(prefix) = prefix {
        return Ok(Some(prefix.to_uppercase()));
    }
    let Some(hexed) = hexed else { return Ok(plain.map(str::to_owned)) };
    let name = call.param_name(name);
    let bad = || Message::new("apierror-badparameter").coded(format!("badvalue_{name}")).arg(name.clone());
    Ok(Some(unhexed(hexed).ok_or_else(bad)?))
}

fn hex(text: &str) -> String {
    text.bytes().fold(String::with_capacity(text.len() * 2), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

fn unhexed(hex: &str) -> Option<String> {
    if !hex.len().is_multiple_of(2) || !hex.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let bytes: Vec<u8> = (0..hex.len()).step_by(2).filter_map(|at| u8::from_str_radix(&hex[at..at + 2], 16).ok()).collect();
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

fn tell(call: &Call<'_>, params: &Params<'_>, found: &Found<'_>) -> Node {
    let has = |word| params.prop.has(word);
    let (page, place) = (found.page, found.place);
    let mut row = Node::map().with_capacity(5);
    if has("ids") {
        row.append("pageid", page.id.number());
    }
    if has("title") {
        add_title(&mut row, &page.title, &call.wiki().site().namespaces);
    }
    if has("sortkey") {
        row.append("sortkey", hex(&place.sort_key));
    }
    if has("sortkeyprefix") {
        row.append("sortkeyprefix", &place.prefix);
    }
    if has("type") {
        row.append("type", place.kind.name());
    }
    if has("timestamp") {
        row.append("timestamp", place.time);
    }
    row
}
