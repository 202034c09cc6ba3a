//! `list=random`: pages by chance (`includes/api/ApiQueryRandom.php`).
//!
//! As in MediaWiki, every page has a number of its own between 0 and 1, and an answer begins at a random one.

use crate::{
    api::{CONTENT_MODELS, CacheMode, Call, Failure, Module, Run, add_title, bad_continue, continue_parts},
    choices,
    param::{Choice, Limit, Name},
    params,
    release::{V1_26, V1_44},
    tree::Node,
    wiki::{Namespace, PageId, State, page::Page},
};

const REDIRECTS: &[Choice] = choices!["all", "redirects", "nonredirects"];

params! {
    /// What `list=random` accepts.
    struct Params<'r> {
        /// In which namespaces.
        namespace as "namespace": Option<Vec<i32>> = namespace().multi(),
        /// Redirects, other pages or both.
        filterredir as "filterredir": &'r str = choice(REDIRECTS).preset("nonredirects").since(V1_26),
        /// Only pages of at least so many bytes.
        minsize as "minsize": Option<i64> = integer().since(V1_44),
        /// Only pages of at most so many bytes.
        maxsize as "maxsize": Option<i64> = integer().since(V1_44),
        /// Only pages of this content model.
        contentmodel as "contentmodel": Option<&'r str> = choice(CONTENT_MODELS).since(V1_44),
        /// Only redirects.
        redirect as "redirect": bool = flag().later(V1_26, &flag().deprecated()),
        /// How many.
        limit as "limit": Limit = limit().preset_number(1),
        /// Where to go on.
        resume as "continue": Option<&'r str> = text().since(V1_26),
    }
}

pub(super) static MODULE: Module =
    Module::list("query+random", "rn", "ApiQueryRandom", Params::SPECS, Run::Now(run))
        .generator(Run::Now(generate))
        .help("Gives pages by chance. Pages that follow each other here always do.")
        .manual("API:Random")
        .examples(&[
            ("action=query&list=random&rnnamespace=0&rnlimit=2", "Two pages."),
            ("action=query&generator=random&grnnamespace=0&grnlimit=2&prop=info", "What two pages are."),
        ]);

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let (params, place) = read(call)?;
    let state = call.wiki().state();
    let (found, next) = search(&state, &params, &place);
    call.list("page");
    for page in found {
        let mut row = Node::map().with_capacity(4);
        row.append("id", page.id.number());
        add_title(&mut row, &page.title, &state.site.namespaces);
        if params.filterredir == "all" && !params.redirect {
            row.append("redirect", page.redirect.is_some());
        }
        if !call.add_row("page", row) {
            let from = Shuffle::of(&state).number(page.id);
            let here = Place { from, id: page.id.number(), ..place };
            call.resume("continue", here.write());
            return Ok(());
        }
    }
    if let Some(next) = next {
        call.resume("continue", next.write());
    }
    Ok(())
}

fn generate(call: &mut Call<'_>) -> Result<(), Failure> {
    let (params, place) = read(call)?;
    call.resume_same("continue", place.write());
    let state = call.wiki().state();
    let (found, next) = search(&state, &params, &place);
    call.found.rows = found.into_iter().map(|page| page.id).collect();
    if let Some(next) = next {
        call.resume("continue", next.write());
    }
    Ok(())
}

/// Where an answer began, and where it goes on. Numbers are in parts of 10¹².
#[derive(Debug, Clone, Copy)]
struct Place {
    begin: u64,
    from: u64,
    id: i64,
    /// Whether the end was reached already, and it began anew.
    wrapped: bool,
}

const WHOLE: u64 = 1_000_000_000_000;

impl Place {
    fn write(self) -> String {
        format!("0.{:012}|0.{:012}|{}|{}", self.begin, self.from, self.id, u8::from(self.wrapped))
    }

    fn read(value: &str) -> Result<Self, Failure> {
        let [begin, from, id, wrapped] = continue_parts::<4>(value)?;
        let part = |text: &str| -> Option<u64> {
            let digits = text.strip_prefix("0.").filter(|digits| !digits.is_empty())?;
            digits.bytes().all(|byte| byte.is_ascii_digit()).then_some(())?;
            let first: String = digits.chars().chain(std::iter::repeat('0')).take(12).collect();
            first.parse().ok()
        };
        let id: i64 = id.parse().ok().filter(|number: &i64| number.to_string() == id).ok_or_else(bad_continue)?;
        let (begin, from) = part(begin).zip(part(from)).ok_or_else(bad_continue)?;
        match wrapped {
            "0" | "1" => Ok(Self { begin, from, id, wrapped: wrapped == "1" }),
            _ => Err(bad_continue()),
        }
    }
}

fn read<'r>(call: &mut Call<'r>) -> Result<(Params<'r>, Place), Failure> {
    let params: Params<'r> = call.read()?;
    call.cache(CacheMode::Public);
    let name = call.param_name("filterredir");
    let chosen = call.fields.take(&Name::plain(&name)).is_some();
    call.at_most_one(&[("filterredir", chosen), ("redirect", chosen && params.redirect)])?;
    let place = match params.resume {
        Some(value) => Place::read(value)?,
        None => {
            let begin = call.wiki().chance().below(WHOLE);
            Place { begin, from: begin, id: 0, wrapped: false }
        }
    };
    Ok((params, place))
}

/// An order of pages that looks random and stays the same as long as the wiki does not double: each page number below a
/// power of two has a place of its own. Nothing has to be kept or sorted for it.
#[derive(Debug, Clone, Copy)]
struct Shuffle {
    bits: u32,
}

impl Shuffle {
    const FACTORS: [u64; 2] = [0x9e37_79b9_7f4a_7c15, 0xbf58_476d_1ce4_e5b9];

    fn of(state: &State) -> Self {
        let pages = u64::from(state.pages.next_id().0);
        Self { bits: pages.next_power_of_two().trailing_zeros().max(4) }
    }

    const fn count(self) -> u64 {
        1 << self.bits
    }

    /// What lies between two places, in parts of the whole.
    const fn step(self) -> u64 {
        WHOLE >> self.bits
    }

    /// Halves of the bits mixed: done twice, it is undone.
    const fn fold(self, x: u64) -> u64 {
        x ^ (x >> self.bits.div_ceil(2))
    }

    /// The place of a page.
    fn place(self, page: PageId) -> u64 {
        let mix = |x: u64, factor: u64| self.fold(x.wrapping_mul(factor) & (self.count() - 1));
        Self::FACTORS.into_iter().fold(u64::from(page.0), mix)
    }

    /// The page number of a place.
    fn page(self, place: u64) -> PageId {
        let unmix = |x: u64, factor: u64| self.fold(x).wrapping_mul(inverse(factor)) & (self.count() - 1);
        PageId(Self::FACTORS.into_iter().rev().fold(place, unmix) as u32)
    }

    /// The place as a part of the whole.
    fn number(self, page: PageId) -> u64 {
        self.place(page) * self.step()
    }

    /// The first place at or after a part of the whole.
    fn from(self, number: u64) -> u64 {
        number.div_ceil(self.step()).min(self.count())
    }
}

/// What undoes the multiplication with an odd number (Newton's way, five rounds for 64 bits).
fn inverse(odd: u64) -> u64 {
    (0..5).fold(odd, |x, _| x.wrapping_mul(2_u64.wrapping_sub(odd.wrapping_mul(x))))
}

/// The pages from a place on, once around, and where to go on after them.
fn search<'s>(state: &'s State, params: &Params<'_>, place: &Place) -> (Vec<&'s Page>, Option<Place>) {
    let shuffle = Shuffle::of(state);
    let (start, end) = (shuffle.from(place.from), shuffle.from(place.begin));
    let (upper, lower) =
        if place.wrapped { (0..0, start.min(end)..end) } else { (start..shuffle.count(), 0..end) };
    let ways = [(upper, place.wrapped), (lower, true)];
    let mut all: Box<dyn Iterator<Item = (&Page, bool)>> = match candidates(state, params, shuffle) {
        Some(pages) => Box::new(ways.into_iter().flat_map(move |(places, wrapped)| {
            let first = pages.partition_point(|(at, _)| *at < places.start);
            let last = pages.partition_point(|(at, _)| *at < places.end).max(first);
            pages[first..last].iter().map(move |(_, page)| (*page, wrapped)).collect::<Vec<_>>()
        })),
        None => Box::new(ways.into_iter().flat_map(move |(places, wrapped)| {
            places.filter_map(move |at| Some((state.pages.get(shuffle.page(at))?, wrapped)))
        })),
    };
    let mut fitting = all.by_ref().filter(|(page, _)| fits(params, page));
    let found = fitting.by_ref().take(params.limit.0).map(|(page, _)| page).collect();
    let next = fitting.next().map(|(page, wrapped)| Place {
        begin: place.begin,
        from: shuffle.number(page.id),
        id: page.id.number(),
        wrapped,
    });
    (found, next)
}

/// What part of all pages is so small that they are picked out and sorted.
const FEW: usize = 64;

/// All pages that can fit, by their places, if they are few among all.
fn candidates<'s>(state: &'s State, params: &Params<'_>, shuffle: Shuffle) -> Option<Vec<(u64, &'s Page)>> {
    let few = |count: usize| count.saturating_mul(FEW) < state.pages.len();
    let spaces = params.namespace.as_deref().unwrap_or_default();
    let in_spaces: usize = spaces.iter().map(|number| state.pages.count_in(Namespace(*number))).sum();
    let only_redirects = params.redirect || params.filterredir == "redirects";
    let pages: Vec<&Page> = if !spaces.is_empty() && few(in_spaces) {
        spaces.iter().flat_map(|number| state.pages.with_prefix(Namespace(*number), "")).collect()
    } else if only_redirects && few(state.pages.count_redirects()) {
        state.pages.redirects(..).collect()
    } else {
        return None;
    };
    let mut placed: Vec<(u64, &Page)> = pages.into_iter().map(|page| (shuffle.place(page.id), page)).collect();
    placed.sort_unstable_by_key(|(at, _)| *at);
    placed.dedup_by_key(|(at, _)| *at);
    Some(placed)
}

fn fits(params: &Params<'_>, page: &Page) -> bool {
    let redirect = page.redirect.is_some();
    let kind = match params.filterredir {
        _ if params.redirect => redirect,
        "redirects" => redirect,
        "all" => true,
        _ => !redirect,
    };
    let length = i64::from(page.length);
    let measures = params.minsize.is_none_or(|least| length >= least)
        && params.maxsize.is_none_or(|most| length <= most)
        && params.contentmodel.is_none_or(|model| page.model.name() == model);
    kind && measures && params.namespace.as_ref().is_none_or(|spaces| {
        spaces.is_empty() || spaces.contains(&page.title.namespace().0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_has_a_place_of_its_own() {
        for bits in [4, 7, 20] {
            let shuffle = Shuffle { bits };
            for number in (0..shuffle.count()).step_by(1 + (shuffle.count() / 1000) as usize) {
                let page = PageId(number as u32);
                assert_eq!(shuffle.page(shuffle.place(page)), page);
                assert_eq!(shuffle.from(shuffle.number(page)), shuffle.place(page));
            }
        }
    }
}
