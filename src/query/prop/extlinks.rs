//! `prop=extlinks`: addresses outside that pages point at (`includes/api/ApiQueryExternalLinks.php`).

use std::sync::Arc;

use super::items::{self, Item, number, page_ids};
use crate::{
    api::{CacheMode, Call, Failure, Module, Run, bad_continue},
    choices,
    param::{Choice, Limit},
    params,
    release::V1_40,
    tree::Node,
    wiki::PageId,
};

const PROTOCOLS: &[Choice] = choices![
    "", "bitcoin", "ftp", "ftps", "geo", "git", "gopher", "http", "https", "irc", "ircs", "magnet", "mailto",
    "matrix" since V1_35, "mms", "news", "nntp", "redis", "sftp", "sip", "sips", "sms", "ssh", "svn", "tel", "telnet",
    "urn", "worldwind", "xmpp",
];

params! {
    /// What `prop=extlinks` accepts.
    struct Params<'r> {
        /// How many.
        limit as "limit": Limit = limit(),
        /// Where to go on.
        resume as "continue": Option<&'r str> = text(),
        /// Only addresses of this protocol.
        protocol as "protocol": &'r str = choice(PROTOCOLS).preset(""),
        /// Only addresses that begin so, without the protocol.
        query as "query": Option<&'r str> = text(),
        /// Complete addresses that leave the protocol open.
        expandurl as "expandurl": bool = flag().later(V1_40, &flag().deprecated()),
    }
}

pub(super) static MODULE: Module =
    Module::prop("query+extlinks", "el", "ApiQueryExternalLinks", Params::SPECS, Run::Now(run))
        .help("Tells which addresses outside the wiki a page's text points at.")
        .manual("API:Extlinks")
        .examples(&[("action=query&prop=extlinks&titles=Main%20Page", "Those of the main page.")]);

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    call.cache(CacheMode::Public);
    let params: Params<'_> = call.read()?;
    if call.pages().good().is_empty() {
        return Ok(());
    }
    let pages = page_ids(call, false);
    let start = match params.resume {
        Some(value) => Some(Place::read(value, pages.len() > 1)?),
        None => None,
    };
    let several = pages.len() > 1;
    let found = search(call, &params, &pages);
    let comes = |place: &Place| match &start {
        // Of one page alone its id is not told.
        Some(start) if !several => (&place.index, place.number) >= (&start.index, start.number),
        Some(start) => place >= start,
        None => true,
    };
    let items = found.into_iter().filter(|(place, _)| comes(place));
    let items = items.map(|(place, address)| {
        let mut row = Node::map();
        let address = match address.strip_prefix("//").filter(|_| params.expandurl) {
            Some(rest) => format!("http://{rest}"),
            None => address.to_string(),
        };
        row.content("url", address);
        Item { page: place.page, resume: place.write(several).into(), row }
    });
    items::tell(call, "el", params.limit.0, items);
    Ok(())
}

/// Where a link stands in the order of the answer.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    page: i64,
    /// The address with its host turned around, as far as the database sorts by it.
    index: String,
    number: i64,
}

impl Place {
    fn write(&self, several: bool) -> String {
        let index = self.index.replace('%', "%25").replace('|', "%7C");
        let page = if several { format!("{}|", self.page) } else { String::new() };
        format!("{page}{index}|{}", self.number)
    }

    fn read(value: &str, several: bool) -> Result<Self, Failure> {
        let parts: Vec<&str> = value.split('|').collect();
        let (page, rest) = if several { (number(parts[0]), &parts[1..]) } else { (0, &parts[..]) };
        let &[index, last] = rest else { return Err(bad_continue()) };
        let index = percent_encoding::percent_decode_str(index).decode_utf8_lossy().into_owned();
        Ok(Self { page, index, number: number(last) })
    }
}

fn search(call: &Call<'_>, params: &Params<'_>, pages: &[PageId]) -> Vec<(Place, Arc<str>)> {
    let state = call.wiki().state();
    let mut found = Vec::new();
    for page in pages {
        let Some(kept) = state.links.of(*page) else { continue };
        for (at, address) in kept.links.external.iter().enumerate().filter(|(_, address)| fits(address, params)) {
            let place = Place { page: page.number(), index: index(address), number: at as i64 + 1 };
            found.push((place, Arc::clone(address)));
        }
    }
    found.sort_by(|(one, _), (other, _)| one.cmp(other));
    found
}

fn fits(address: &str, params: &Params<'_>) -> bool {
    let (protocol, rest) = address.split_once(':').unwrap_or(("", address));
    let rest = rest.trim_start_matches('/');
    if !params.protocol.is_empty() && protocol != params.protocol {
        return false;
    }
    let Some(query) = params.query.filter(|query| !query.is_empty()) else { return true };
    let wanted = if params.protocol.is_empty() { "http" } else { params.protocol };
    if protocol != wanted {
        return false;
    }
    match query.strip_prefix("*.") {
        Some(query) => {
            let (host, path) = query.split_once('/').map_or((query, ""), |(host, path)| (host, path));
            let (own, own_path) = rest.split_once('/').unwrap_or((rest, ""));
            (own == host || own.strip_suffix(host).is_some_and(|before| before.ends_with('.')))
                && own_path.starts_with(path.trim_end_matches('*'))
        }
        None => rest.starts_with(query.trim_end_matches('*')),
    }
}

/// `LinkFilter::makeIndexes`: `http://www.example.org/x` becomes `http://org.example.www./x`; 60 bytes of it.
fn index(address: &str) -> String {
    let Some((protocol, rest)) = address.split_once("://") else { return address.chars().take(60).collect() };
    let end = rest.find(['/', '?', '#', ':']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    let host: Vec<&str> = host.rsplit('.').filter(|part| !part.is_empty()).collect();
    let path = if path.is_empty() { "/" } else { path };
    let whole = format!("{protocol}://{}.{path}", host.join("."));
    let end = (0..=whole.len().min(60)).rev().find(|at| whole.is_char_boundary(*at)).unwrap_or(0);
    whole[..end].to_owned()
}
