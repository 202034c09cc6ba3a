//! `list=protectedtitles`: titles that not everybody can make pages of (`includes/api/ApiQueryProtectedTitles.php`).

use crate::{
    api::{
        CacheMode, Call, Failure, Module, Run, add_title, bad_continue, continue_parts, expiry, parsed_comment,
    },
    base::Timestamp,
    choices,
    param::{Choice, Chosen, Limit},
    params,
    tree::Node,
    wiki::{Namespace, State, Title, UserId, restriction::TitleProtection},
    release::V1_23,
};

const LEVELS: &[Choice] = choices!["autoconfirmed", "sysop"];
const DIRECTIONS: &[Choice] = choices!["newer", "older"];
const PROPS: &[Choice] =
    choices!["timestamp", "user", "userid", "comment", "parsedcomment", "expiry", "level"];

params! {
    /// What `list=protectedtitles` accepts.
    struct Params<'r> {
        /// Only titles in these namespaces.
        namespace as "namespace": Option<Vec<i32>> = namespace().multi(),
        /// Only titles that are restricted to these.
        level as "level": Option<Chosen> = choice(LEVELS).multi(),
        /// How many.
        limit as "limit": Limit = limit(),
        /// In which order.
        dir as "dir": &'r str = choice(DIRECTIONS).preset("older"),
        /// The time to begin with.
        start as "start": Option<Timestamp> = timestamp(),
        /// The time to end with.
        end as "end": Option<Timestamp> = timestamp(),
        /// What to tell of each title.
        prop as "prop": Chosen = choice(PROPS).multi().preset("timestamp|level"),
        /// Where to go on.
        resume as "continue": Option<&'r str> = text().since(V1_23),
    }
}

pub(super) static MODULE: Module =
    Module::list("query+protectedtitles", "pt", "ApiQueryProtectedTitles", Params::SPECS, Run::Now(run))
        .generator(Run::Now(generate))
        .help("Lists titles without a page of which not everybody can make one.")
        .manual("API:Protectedtitles")
        .examples(&[
            ("action=query&list=protectedtitles", "Protected titles."),
            ("action=query&generator=protectedtitles&gptnamespace=0&prop=linkshere", "What points at protected titles."),
        ]);

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    cache(call, &params);
    let state = call.wiki().state();
    let found = find(call, &params, &state)?;
    call.list("pt");
    for (count, (title, protection)) in found.into_iter().enumerate() {
        let row = tell(call, &params, &state, title, protection);
        if count == params.limit.0 || !call.add_row("pt", row) {
            call.resume("continue", place(title, protection));
            break;
        }
    }
    Ok(())
}

fn generate(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    cache(call, &params);
    let state = call.wiki().state();
    for (count, (title, protection)) in find(call, &params, &state)?.into_iter().enumerate() {
        if count == params.limit.0 {
            call.resume("continue", place(title, protection));
        } else {
            call.found.titles.push(title.clone());
        }
    }
    Ok(())
}

fn cache(call: &mut Call<'_>, params: &Params<'_>) {
    let personal = params.prop.has("parsedcomment");
    call.cache(if personal { CacheMode::AnonPublicUserPrivate } else { CacheMode::Public });
}

/// Where a title stands, as `continue` has it.
fn place(title: &Title, protection: &TitleProtection) -> String {
    format!("{}|{}|{}", protection.time.mw14(), title.namespace(), title.key())
}

/// The titles in order, one more than are told of. Protections that are over are still told of.
fn find<'s>(
    call: &Call<'_>,
    params: &Params<'_>,
    state: &'s State,
) -> Result<Vec<(&'s Title, &'s TitleProtection)>, Failure> {
    let newer = params.dir == "newer";
    let resume = params.resume.map(|value| resumed(value, call.now)).transpose()?;
    let (first, last) = if newer { (params.start, params.end) } else { (params.end, params.start) };
    let low = first.map(|time| (time, Title::of_key(Namespace(i32::MIN), "")));
    let high = last.map(|time| (time.plus(1), Title::of_key(Namespace(i32::MIN), "")));
    let (low, high) = if newer {
        ([low, resume].into_iter().flatten().max(), high)
    } else {
        // Up to a place and including it.
        let resume = resume.map(|(time, title)| (time, Title::of_key(title.namespace(), format!("{}\0", title.key()))));
        (low, [high, resume].into_iter().flatten().min())
    };
    let namespaces = params.namespace.as_deref().unwrap_or_default();
    let fits = |(title, protection): &(&Title, &TitleProtection)| {
        (namespaces.is_empty() || namespaces.contains(&title.namespace().0))
            && params.level.as_ref().is_none_or(|levels| levels.is_empty() || levels.has(&protection.level))
    };
    let all = state.restrictions.titles_by_time(low.as_ref(), high.as_ref()).filter(fits);
    let most = params.limit.0 + 1;
    Ok(if newer { all.take(most).collect() } else { all.rev().take(most).collect() })
}

fn resumed(value: &str, now: Timestamp) -> Result<(Timestamp, Title), Failure> {
    let [time, namespace, key] = continue_parts::<3>(value)?;
    let time = Timestamp::parse(time, now).ok_or_else(bad_continue)?;
    let number = namespace.trim_start().parse().map_err(|_| bad_continue())?;
    Ok((time, Title::of_key(Namespace(number), key)))
}

fn tell(
    call: &Call<'_>,
    params: &Params<'_>,
    state: &State,
    title: &Title,
    protection: &TitleProtection,
) -> Node {
    let has = |word| params.prop.has(word);
    let mut row = Node::map().with_capacity(8);
    add_title(&mut row, title, &call.wiki().site().namespaces);
    if has("timestamp") {
        row.append("timestamp", protection.time);
    }
    let actor = state.actors.get(protection.actor);
    if has("user") && actor.user.is_some() {
        row.append("user", &actor.name);
    }
    if has("userid") || has("user") {
        row.append("userid", actor.user.map_or(0, UserId::number));
    }
    if has("comment") {
        row.append("comment", &protection.reason);
    }
    if has("parsedcomment") {
        row.append("parsedcomment", parsed_comment(state, &protection.reason, Some(title)));
    }
    if has("expiry") {
        row.append("expiry", expiry(protection.expiry, "infinity"));
    }
    if has("level") {
        row.append("level", &protection.level);
    }
    row
}
