//! `list=random`: pages by chance (`includes/api/ApiQueryRandom.php`).
//!
//! As in MediaWiki, every page has a number of its own between 0 and 1, and an answer begins at a random one.

use crate::{
    api::{CacheMode, Call, Failure, Module, Run, add_title, bad_continue, continue_parts},
    choices,
    param::{Choice, Limit, Name},
    params,
    release::V1_26,
    tree::Node,
    wiki::{PageId, State, page::Page},
};

const REDIRECTS: &[Choice] = choices!["all", "redirects", "nonredirects"];

params! {
    /// What `list=random` accepts.
    struct Params<'r> {
        /// In which namespaces.
        namespace as "namespace": Option<Vec<i32>> = namespace().multi(),
        /// Redirects, other pages or both.
        filterredir as "filterredir": &'r str = choice(REDIRECTS).preset("nonredirects").since(V1_26),
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
            let here = Place { from: number(page.id), id: page.id.number(), ..place };
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

/// A page's own number, which looks random and never changes.
fn number(page: PageId) -> u64 {
    let mut x = u64::from(page.0).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (x ^ (x >> 31)) % WHOLE
}

/// The pages from a place on, once around, and where to go on after them.
fn search<'s>(state: &'s State, params: &Params<'_>, place: &Place) -> (Vec<&'s Page>, Option<Place>) {
    let mut pages: Vec<(u64, i64, &Page)> = state
        .pages
        .iter()
        .filter(|page| fits(params, page))
        .map(|page| (number(page.id), page.id.number(), page))
        .collect();
    pages.sort_unstable_by_key(|(number, id, _)| (*number, *id));
    let first = |from: u64, id: i64| pages.partition_point(|(number, own, _)| (*number, *own) < (from, id));
    let end = first(place.begin, 0);
    let start = first(place.from, place.id);
    let (upper, lower) = if place.wrapped {
        (&pages[0..0], &pages[start.min(end)..end])
    } else {
        (&pages[start..], &pages[..end])
    };
    let upper = upper.iter().map(|page| (page, place.wrapped));
    let mut all = upper.chain(lower.iter().map(|page| (page, true)));
    let found = all.by_ref().take(params.limit.0).map(|((_, _, page), _)| *page).collect();
    let next = all.next().map(|((number, id, _), wrapped)| Place {
        begin: place.begin,
        from: *number,
        id: *id,
        wrapped,
    });
    (found, next)
}

fn fits(params: &Params<'_>, page: &Page) -> bool {
    let redirect = page.redirect.is_some();
    let kind = match params.filterredir {
        _ if params.redirect => redirect,
        "redirects" => redirect,
        "all" => true,
        _ => !redirect,
    };
    kind && params.namespace.as_ref().is_none_or(|spaces| {
        spaces.is_empty() || spaces.contains(&page.title.namespace().0)
    })
}
