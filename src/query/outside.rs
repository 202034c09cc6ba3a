//! Addresses outside that pages point at: what `prop=extlinks` and `list=exturlusage` have in common
//! (`ApiQueryExternalLinks`, `ApiQueryExtLinksUsage`).

use std::sync::Arc;

use super::start::number;
use crate::{
    api::{Call, Failure, bad_continue},
    base::url::PROTOCOLS,
    choices,
    param::Choice,
    tree::Value,
    wiki::{
        PageId, State,
        wikitext::outside::{Outside, Pattern},
    },
};

/// The names of protocols; empty for any.
pub(super) const NAMES: &[Choice] = choices![
    "", "bitcoin", "ftp", "ftps", "geo", "git", "gopher", "http", "https", "irc", "ircs", "magnet", "mailto",
    "matrix" since V1_35 until V1_36, "matrix" since V1_39, "mms", "news", "nntp", "redis", "sftp", "sip", "sips", "sms", "ssh", "svn", "tel", "telnet",
    "urn", "wikipedia" since V1_45, "worldwind", "xmpp",
];

/// Which addresses are asked for.
pub(super) struct Asked<'r> {
    /// Their protocol; empty for any.
    pub(super) protocol: &'r str,
    /// What they begin with.
    pub(super) query: Option<&'r str>,
    /// Where to go on.
    pub(super) resume: Option<&'r str>,
    /// How many to leave out, where that is how to go on.
    pub(super) offset: i64,
    /// Whether they are ordered by pages first.
    pub(super) by_page: bool,
}

/// One link.
pub(super) struct Found {
    /// The page.
    pub(super) page: PageId,
    /// The address, as it is told.
    pub(super) address: String,
    /// What `continue` or `offset` says of it.
    pub(super) resume: Value,
}

/// Where a link stands in the order of the answer: the page, what is sorted by, the link's number.
type Place = (i64, String, i64);

/// The links of these pages, in order; those that come before `continue` are left out.
pub(super) fn find(call: &Call<'_>, asked: &Asked<'_>, pages: &[PageId]) -> Result<Vec<Found>, Failure> {
    let apart = call.profile().splits_outside_links;
    let search = Search::new(asked, apart)?;
    let start = match asked.resume {
        Some(value) => Some(search.read(value)?),
        None => None,
    };
    let state = call.wiki().state();
    let mut found = Vec::new();
    for (page, first) in numbered(&state, pages, apart) {
        let Some(kept) = state.links.of(page) else { continue };
        let mut number = first;
        for address in in_rows(&kept.links.external, apart) {
            for (at, outside) in search.kept(address) {
                let key = if search.by_key { outside.beginning() } else { String::new() };
                let by_page = if search.by_page { page.number() } else { 0 };
                let place = (by_page, key, (number + at) as i64);
                if start.as_ref().is_none_or(|start| place >= *start) {
                    let address = if apart { outside.restored() } else { address.to_string() };
                    found.push((place, page, address));
                }
            }
            number += rows(address, apart);
        }
    }
    found.sort_by(|(one, ..), (other, ..)| one.cmp(other));
    let found = found.into_iter();
    if call.profile().links_outside_by_offset {
        let left_out = usize::try_from(asked.offset).unwrap_or_default();
        let found = found.enumerate().skip(left_out);
        let told = found.map(|(at, (_, page, address))| Found { page, address, resume: (at as i64).into() });
        return Ok(told.collect());
    }
    let found =
        found.map(|(place, page, address)| Found { page, address, resume: search.write(&place).into() });
    Ok(found.collect())
}

/// The parameter that says where to go on.
pub(super) fn resuming(call: &Call<'_>) -> &'static str {
    if call.profile().links_outside_by_offset { "offset" } else { "continue" }
}

/// Makes an address complete that leaves the protocol open.
pub(super) fn complete(address: String) -> String {
    if address.starts_with("//") { format!("http:{address}") } else { address }
}

struct Search {
    patterns: Option<Vec<Pattern>>,
    protocol: Option<&'static str>,
    apart: bool,
    /// Whether addresses are sorted by what they begin with.
    by_key: bool,
    by_page: bool,
}

impl Search {
    fn new(asked: &Asked<'_>, apart: bool) -> Result<Self, Failure> {
        let named = |known: &&&str| known.split_once(':').is_some_and(|(name, _)| name == asked.protocol);
        let protocol = PROTOCOLS.iter().find(named).copied();
        let patterns = match asked.query.filter(|query| !query.is_empty()) {
            None => None,
            Some(query) => {
                let any: &[&str] = if apart { &["http://", "https://"] } else { &["http://"] };
                let protocols = protocol.as_ref().map_or(any, std::slice::from_ref);
                let read = |protocol: &&str| Pattern::of(query, protocol);
                let patterns: Option<Vec<Pattern>> = protocols.iter().map(read).collect();
                Some(patterns.ok_or_else(|| Failure::of("apierror-badquery"))?)
            }
        };
        let one_key = patterns.as_ref().is_some_and(|patterns| patterns[0].is_one_key());
        let by_page = asked.by_page && !apart;
        Ok(Self { patterns, protocol, apart, by_key: !apart && !one_key, by_page })
    }

    /// As what an address is kept, if it is asked for, each with its place among the rows of the address.
    fn kept(&self, address: &str) -> Vec<(usize, Outside)> {
        let open = address.starts_with("//");
        let schemes: &[&str] = match (open, self.apart) {
            (false, _) => &[""],
            (true, true) => &["https:"],
            (true, false) if self.protocol.is_none() && self.patterns.is_none() => &["http:"],
            (true, false) => &["http:", "https:"],
        };
        let kept = schemes.iter().filter_map(|scheme| Outside::of(&format!("{scheme}{address}")));
        kept.enumerate().filter(|(_, outside)| self.fits(outside)).collect()
    }

    fn fits(&self, outside: &Outside) -> bool {
        match &self.patterns {
            Some(patterns) if self.apart => patterns.iter().any(|pattern| pattern.fits_apart(outside)),
            Some(patterns) => patterns.iter().any(|pattern| pattern.fits(outside)),
            None => self.protocol.is_none_or(|protocol| outside.host.starts_with(protocol)),
        }
    }

    fn write(&self, (page, key, number): &Place) -> String {
        let mut parts = Vec::with_capacity(3);
        if self.by_page {
            parts.push(page.to_string());
        }
        if self.by_key {
            parts.push(key.replace('%', "%25").replace('|', "%7C"));
        }
        parts.push(number.to_string());
        parts.join("|")
    }

    fn read(&self, value: &str) -> Result<Place, Failure> {
        let parts: Vec<&str> = value.split('|').collect();
        if parts.len() != 1 + usize::from(self.by_page) + usize::from(self.by_key) {
            return Err(bad_continue());
        }
        let mut parts = parts.into_iter();
        let mut next = |is_there: bool| if is_there { parts.next().unwrap_or_default() } else { "" };
        let (page, key, last) = (next(self.by_page), next(self.by_key), next(true));
        let key = percent_encoding::percent_decode_str(key).decode_utf8_lossy().into_owned();
        // Words are more than any number.
        let is_word = |text: &str| text.starts_with(|c: char| !c.is_ascii_digit());
        let place = |text: &str| if is_word(text) { i64::MAX } else { number(text) };
        Ok((place(page), key, place(last)))
    }
}

/// The addresses in the order of their rows. Where hosts stand apart, those of one host come one after the other.
fn in_rows(addresses: &[Arc<str>], apart: bool) -> Vec<&Arc<str>> {
    let mut rows: Vec<&Arc<str>> = addresses.iter().collect();
    if apart {
        let host = |address: &str| Outside::of(address).map(|outside| outside.host);
        let hosts: Vec<Option<String>> = addresses.iter().map(|address| host(address)).collect();
        rows.sort_by_cached_key(|address| hosts.iter().position(|known| *known == host(address)));
    }
    rows
}

/// How many rows an address takes. One that leaves its protocol open was kept twice.
fn rows(address: &str, apart: bool) -> usize {
    if address.starts_with("//") && !apart { 2 } else { 1 }
}

/// Pages with the numbers of their first links: links are numbered page by page.
fn numbered(state: &State, pages: &[PageId], apart: bool) -> Vec<(PageId, usize)> {
    let mut pages: Vec<PageId> = pages.to_vec();
    pages.sort_unstable();
    let mut counts = vec![0; pages.len()];
    for (address, page) in state.links.external() {
        // What stands before a page counts for all that come after it.
        let after = pages.partition_point(|known| known <= page);
        if let Some(count) = counts.get_mut(after) {
            *count += rows(address, apart);
        }
    }
    let mut first = 1;
    let numbers = pages.into_iter().zip(counts).map(|(page, count)| {
        first += count;
        (page, first)
    });
    numbers.collect()
}
