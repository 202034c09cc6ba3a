//! `list=watchlistraw`: all pages on a watchlist (`includes/api/ApiQueryWatchlistRaw.php`).

use crate::{
    api::{
        CacheMode, Call, Failure, Module, Run, add_title, bad_continue, continue_parts, size_of, watchlist_owner,
    },
    choices,
    param::{Choice, Chosen, Limit, UserName},
    params,
    tree::Node,
    wiki::{Namespace, State, Title, watch::Watched},
    release::V1_26,
};

const PROPS: &[Choice] = choices!["changed"];
const SHOW: &[Choice] = choices!["changed", "!changed"];
const DIRECTIONS: &[Choice] = choices!["ascending", "descending"];

params! {
    /// What `list=watchlistraw` accepts.
    struct Params<'r> {
        /// Where to go on.
        resume as "continue": Option<&'r str> = text(),
        /// Only pages in these namespaces.
        namespace as "namespace": Option<Vec<i32>> = namespace().multi(),
        /// How many.
        limit as "limit": Limit = limit(),
        /// What to tell besides.
        prop as "prop": Option<Chosen> = choice(PROPS).multi(),
        /// Only pages with or without changes that were not seen.
        show as "show": Option<Chosen> = choice(SHOW).multi(),
        /// Whose watchlist, if not one's own; with `token`.
        owner as "owner": Option<UserName> = user(&[UserForm::Name]),
        /// The token from that user's preferences.
        token as "token": Option<&'r str> = text().sensitive(),
        /// In which order.
        dir as "dir": &'r str = choice(DIRECTIONS).preset("ascending"),
        /// The title to begin with, namespace included.
        fromtitle as "fromtitle": Option<&'r str> = text().since(V1_26),
        /// The title to end with, namespace included.
        totitle as "totitle": Option<&'r str> = text().since(V1_26),
    }
}

pub(super) static MODULE: Module =
    Module::list("query+watchlistraw", "wr", "ApiQueryWatchlistRaw", Params::SPECS, Run::Now(run))
        .generator(Run::Now(generate))
        .help("Lists all pages on one's watchlist.")
        .manual("API:Watchlistraw")
        .examples(&[
            ("action=query&list=watchlistraw", "The pages on one's watchlist."),
            ("action=query&generator=watchlistraw&gwrshow=changed&prop=info", "About watched pages with unseen changes."),
        ]);

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    call.cache(CacheMode::Private);
    let state = call.wiki().state();
    let found = find(call, &params, &state)?;
    let site = call.wiki().site();
    let changed = params.prop.as_ref().is_some_and(|prop| prop.has("changed"));
    // This list stands beside `query`, not in it.
    call.result.node_mut_or("watchlistraw", || Node::list("wr"));
    for (count, (title, watched)) in found.into_iter().enumerate() {
        let mut row = Node::map().with_capacity(3);
        add_title(&mut row, title, &site.namespaces);
        if let Some(since) = watched.unseen.filter(|_| changed) {
            row.append("changed", since);
        }
        if count == params.limit.0 || !call.fits(size_of(&row)) {
            call.resume("continue", place(title));
            break;
        }
        call.result.node_mut("watchlistraw").push(row);
    }
    Ok(())
}

fn generate(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    call.cache(CacheMode::Private);
    let state = call.wiki().state();
    for (count, (title, _)) in find(call, &params, &state)?.into_iter().enumerate() {
        if count == params.limit.0 {
            call.resume("continue", place(title));
        } else {
            call.found.titles.push(title.clone());
        }
    }
    Ok(())
}

/// Where a title stands, as `continue` has it.
fn place(title: &Title) -> String {
    format!("{}|{}", title.namespace(), title.key())
}

/// The titles in order, one more than are told of.
fn find<'s>(
    call: &mut Call<'_>,
    params: &Params<'_>,
    state: &'s State,
) -> Result<Vec<(&'s Title, Watched)>, Failure> {
    let owner = watchlist_owner(call, state, params.owner.as_ref(), params.token)?;
    let show = params.show.clone().unwrap_or_default();
    if show.has("changed") && show.has("!changed") {
        return Err(Failure::of("apierror-show"));
    }
    let resume = params.resume.map(resumed).transpose()?;
    let from = params.fromtitle.map(|text| call.prefixed_title_part(text)).transpose()?;
    let to = params.totitle.map(|text| call.prefixed_title_part(text)).transpose()?;
    let descending = params.dir == "descending";
    let (low, high) = if descending {
        (to, [from, resume].into_iter().flatten().min())
    } else {
        ([from, resume].into_iter().flatten().max(), to)
    };
    let low = low.unwrap_or_else(|| Title::of_key(Namespace(i32::MIN), ""));
    let namespaces = params.namespace.as_deref().unwrap_or_default();
    let fits = |(title, watched): &(&Title, Watched)| {
        high.as_ref().is_none_or(|high| *title <= high)
            && (namespaces.is_empty() || namespaces.contains(&title.namespace().0))
            && (!show.has("changed") || watched.unseen.is_some())
            && (!show.has("!changed") || watched.unseen.is_none())
    };
    let all = state.watchlists.of(owner, &low, call.now);
    let most = params.limit.0 + 1;
    Ok(if descending {
        all.rev().filter(fits).take(most).collect()
    } else {
        let end = |(title, _): &(&Title, Watched)| high.as_ref().is_none_or(|high| *title <= high);
        all.take_while(end).filter(fits).take(most).collect()
    })
}

fn resumed(value: &str) -> Result<Title, Failure> {
    let [namespace, key] = continue_parts::<2>(value)?;
    let number: i32 = namespace.parse().map_err(|_| bad_continue())?;
    let key = key.replace(' ', "_");
    let is_key = !key.is_empty() && !key.starts_with('_') && !key.ends_with('_');
    if !is_key || number.to_string() != namespace {
        return Err(bad_continue());
    }
    Ok(Title::of_key(Namespace(number), key))
}
