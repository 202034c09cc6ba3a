//! `prop=deletedrevisions`: deleted revisions of titles, or by id (`includes/api/ApiQueryDeletedRevisions.php`).

use crate::{
    api::{Call, Failure, Module, Run, Timeline, joined_params},
    base::Timestamp,
    choices,
    param::{Choice as Word, Param, UserForm, UserName},
    params,
    query::{
        archive::{Choice, Order},
        revision::{Base, Limiting, Telling, cache_mode, check_deleted, generator_limit},
    },
    release::V1_25,
    wiki::{State, Title, archive::Archived},
};

const DIRECTIONS: &[Word] = choices!["newer", "older"];
const USERS: &[UserForm] = &[UserForm::Name, UserForm::Ip, UserForm::Temp, UserForm::Interwiki, UserForm::Id];

params! {
    /// What `prop=deletedrevisions` accepts besides.
    struct Own<'r> {
        /// The time to begin with. Not with revision ids.
        start as "start": Option<Timestamp> = timestamp(),
        /// The time to end with. Not with revision ids.
        end as "end": Option<Timestamp> = timestamp(),
        /// In which order.
        dir as "dir": &'r str = choice(DIRECTIONS).preset("older"),
        /// Only revisions with this tag.
        tag as "tag": Option<&'r str> = text(),
        /// Only revisions by this user.
        user as "user": Option<UserName> = user(USERS),
        /// No revisions by this user.
        excludeuser as "excludeuser": Option<UserName> = user(USERS),
        /// Where to go on.
        resume as "continue": Option<&'r str> = text(),
    }
}

const PARAMS: &[Param] = &joined_params::<{ Base::SPECS.len() + Own::SPECS.len() }>(Base::SPECS, Own::SPECS);

pub(super) static MODULE: Module =
    Module::prop("query+deletedrevisions", "drv", "ApiQueryDeletedRevisions", PARAMS, Run::Now(run))
        .since(V1_25)
        .generator(Run::Now(generate))
        .help("Tells of deleted revisions, of titles or by their ids.")
        .manual("API:Deletedrevisions")
        .examples(&[
            ("action=query&prop=deletedrevisions&titles=Main%20Page|Talk:Main%20Page&drvslots=*&drvprop=user|comment|content", "Deleted revisions of two titles."),
            ("action=query&prop=deletedrevisions&revids=123456", "One deleted revision."),
        ]);

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let (base, own): (Base<'_>, Own<'_>) = (call.read()?, call.read()?);
    call.cache(cache_mode(call));
    if nothing_to_do(call) {
        return Ok(());
    }
    check_users(call, &own)?;
    let telling = Telling::new(call, base, Limiting::AsAsked)?;
    check_deleted(call, &telling)?;
    let state = call.wiki().state();
    let choice = choice(call, &own);
    let found = choice.take(call, &state, rows(call, &state).into_iter(), telling.limit + 1)?;
    for (at, archived) in found.into_iter().enumerate() {
        let mut fits = at < telling.limit;
        if fits {
            let row = telling.row(call, &state, &archived.revision, &archived.title)?;
            let page = page_of(call, &archived.title);
            fits = call.add_to_page(page, "rev", row);
        }
        if !fits {
            call.resume("continue", choice.resume(archived));
            break;
        }
    }
    Ok(())
}

fn generate(call: &mut Call<'_>) -> Result<(), Failure> {
    let (base, own): (Base<'_>, Own<'_>) = (call.read()?, call.read()?);
    call.cache(cache_mode(call));
    if nothing_to_do(call) {
        return Ok(());
    }
    check_users(call, &own)?;
    let limit = generator_limit(call, base.limit);
    let state = call.wiki().state();
    let choice = choice(call, &own);
    let found = choice.take(call, &state, rows(call, &state).into_iter(), limit + 1)?;
    for (at, archived) in found.into_iter().enumerate() {
        if at == limit {
            call.resume("continue", choice.resume(archived));
            break;
        }
        call.found.revisions.push(archived.revision.id);
    }
    Ok(())
}

fn nothing_to_do(call: &Call<'_>) -> bool {
    let pages = call.pages();
    match pages.revision_count() {
        0 => pages.good().is_empty() && pages.missing().is_empty(),
        _ => pages.deleted_revisions().is_empty(),
    }
}

fn check_users(call: &Call<'_>, own: &Own<'_>) -> Result<(), Failure> {
    call.at_most_one(&[("user", own.user.is_some()), ("excludeuser", own.excludeuser.is_some())])
}

fn choice<'a>(call: &Call<'_>, own: &'a Own<'_>) -> Choice<'a> {
    let by_id = call.pages().revision_count() > 0;
    let (start, end) = if by_id { (None, None) } else { (own.start, own.end) };
    Choice {
        user: own.user.as_ref(),
        not_by: own.excludeuser.as_ref(),
        tag: own.tag,
        line: Timeline::new(own.dir, start, end),
        order: if by_id { Order::Id } else { Order::Title },
        resume: own.resume,
    }
}

fn rows<'s>(call: &Call<'_>, state: &'s State) -> Vec<&'s Archived> {
    let pages = call.pages();
    if pages.revision_count() > 0 {
        return pages.deleted_revisions().iter().filter_map(|(id, _)| state.archive.get(*id)).collect();
    }
    pages.good_and_missing().flat_map(|(_, title)| state.archive.history(title)).collect()
}

/// The id under which a title stands in the answer.
fn page_of(call: &Call<'_>, title: &Title) -> i64 {
    let pages = call.pages();
    pages.good_and_missing().find(|(_, known)| *known == title).map_or(0, |(id, _)| id)
}
