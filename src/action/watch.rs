//! `action=watch` (`includes/api/ApiWatch.php`).

use crate::{
    api::{
        Call, Checks, Continued, Failure, Module, Needs, PageSetParams, Run, Running, expiry, joined_params,
    },
    message::Message,
    param::Param,
    params,
    tree::Node,
    wiki::{Expiry, Refusal, Right, Title, UserId, draft::Draft, token::Kind, watch::Wish},
    release::{V1_23, V1_24, V1_35},
};

params! {
    /// What `action=watch` accepts beside pages.
    pub(super) struct Params<'r> {
        /// The one page.
        title as "title": Option<&'r str> = text().required().later(V1_23, &text().deprecated()),
        /// Until when the pages are on the watchlist.
        expiry as "expiry": Option<Expiry> = watch_expiry().since(V1_35),
        /// Take the pages off the watchlist.
        unwatch as "unwatch": bool = flag(),
        /// Where to go on.
        resume as "continue": Option<&'r str> = text().since(V1_24),
    }
}

const PARAMS: &[Param] = &{
    let mut params = joined_params::<{ Params::SPECS.len() + PageSetParams::SPECS.len() }>(
        Params::SPECS,
        PageSetParams::SPECS,
    );
    // Until then one page was watched at a time, by its title.
    let mut at = Params::SPECS.len();
    while at < params.len() {
        params[at] = params[at].since(V1_23);
        at += 1;
    }
    params
};

pub(super) static MODULE: Module =
    Module::action("watch", "ApiWatch", Needs::write(Kind::Watch), PARAMS, Run::Later(run))
        .help("Puts pages on the caller's watchlist or takes them off.")
        .manual("API:Watch")
        .examples(&[
            ("action=watch&titles=Sandbox&token=123ABC", "Watch a page."),
            ("action=watch&titles=Sandbox&unwatch=&token=123ABC", "Watch it no longer."),
            ("action=watch&generator=allpages&gapnamespace=0&token=123ABC", "Watch the first articles."),
        ]);

fn run<'c>(call: &'c mut Call<'_>) -> Running<'c> {
    Box::pin(watch(call))
}

async fn watch(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    let may = call.is_named() || call.may(Right::EditMyWatchlist);
    let Some(user) = call.caller.account.as_ref().filter(|_| may).map(|account| account.id) else {
        return Err(Message::new("watchlistanontext").coded("notloggedin").into());
    };
    call.require_right(&[Right::EditMyWatchlist])?;
    let continued = Continued::read(params.resume)?;
    let wish = if params.unwatch { Wish::Unwatch } else { Wish::Watch(params.expiry) };
    let rows = match params.title {
        Some(text) => {
            // Until then titles and the like were unknown here.
            if PARAMS[Params::SPECS.len()].is_in(call.profile().release) {
                let about: PageSetParams<'_> = call.read()?;
                check_alone(&about)?;
            }
            let title = only_title(call, text)?;
            change(call, user, vec![title.clone()], wish).await?;
            row(call, &title, wish)
        }
        None => {
            let about: PageSetParams<'_> = call.read()?;
            let pages = call.gather(&about)?;
            let checks = Checks::INVALID_TITLES
                | Checks::SPECIAL
                | Checks::MISSING_IDS
                | Checks::MISSING_REVISIONS
                | Checks::INTERWIKI;
            let missing: Vec<Title> = pages.missing().iter().map(|(_, title)| title.clone()).collect();
            let good: Vec<Title> = pages.good().iter().map(|(_, title)| title.clone()).collect();
            change(call, user, [&missing[..], &good].concat(), wish).await?;
            let mut list = Node::list("w");
            for node in pages.no_pages(call, checks) {
                list.push(node);
            }
            for title in &missing {
                let mut node = row(call, title, wish);
                if call.profile().watch_tells_in_words {
                    node.set("missing", 1);
                } else {
                    node.set("missing", true);
                }
                list.push(node);
            }
            for title in &good {
                list.push(row(call, title, wish));
            }
            list
        }
    };
    call.result.set("watch", rows);
    call.write_continuation(&continued, &[], |_| false);
    Ok(())
}

/// `title=` goes with no other way to name pages.
fn check_alone(about: &PageSetParams<'_>) -> Result<(), Failure> {
    let given = [
        ("titles", about.titles.is_some()),
        ("pageids", about.pageids.is_some()),
        ("revids", about.revids.is_some()),
        ("generator", about.generator.is_some()),
        ("redirects", about.redirects),
        ("converttitles", about.converttitles),
    ];
    if let Some((other, _)) = given.iter().find(|(_, given)| *given) {
        let message = Message::new("apierror-invalidparammix-cannotusewith").coded("invalidparammix");
        return Err(message.arg("title").arg(*other).into());
    }
    Ok(())
}

/// The page of `title=`.
fn only_title(call: &Call<'_>, text: &str) -> Result<Title, Failure> {
    let title = call.local_title(text).ok().filter(Title::can_exist);
    title.ok_or_else(|| Message::new("invalidtitle").arg(text.to_owned()).into())
}

async fn change(call: &Call<'_>, user: UserId, titles: Vec<Title>, wish: Wish) -> Result<(), Failure> {
    let now = call.now;
    let decided = call.wiki().commit(|state| -> Result<_, Refusal> {
        let mut draft = Draft::new(state, now);
        for title in titles.iter().filter(|title| title.can_exist()) {
            match wish {
                Wish::Watch(until) => draft.watch(user, title, until),
                _ => draft.unwatch(user, title),
            }
        }
        Ok((draft.finish(), ()))
    });
    decided.await.map_err(|refusal| call.refused(refusal))
}

fn row(call: &Call<'_>, title: &Title, wish: Wish) -> Node {
    let mut node = Node::map();
    node.set("title", call.title_text(title));
    if call.profile().watch_tells_namespace {
        node.set("ns", title.namespace().0);
    }
    let unwatch = matches!(wish, Wish::Unwatch);
    match (title.can_exist(), unwatch) {
        (false, _) => node.set("watchable", 0),
        (true, true) => node.set("unwatched", true),
        (true, false) => {
            if let Wish::Watch(Some(until)) = wish {
                node.set("expiry", expiry(until, "infinity"));
            }
            node.set("watched", true)
        }
    };
    if title.can_exist() && call.profile().watch_tells_in_words {
        node.set("message", in_words(call, title, unwatch));
    }
    node
}

/// What was done, as a paragraph of the page itself: it does not link to itself.
fn in_words(call: &Call<'_>, title: &Title, unwatch: bool) -> String {
    let key = match (title.namespace().is_talk(), unwatch) {
        (false, false) => "addedwatchtext",
        (true, false) => "addedwatchtext-talk",
        (false, true) => "removedwatchtext",
        (true, true) => "removedwatchtext-talk",
    };
    let words = call.speaker.html(&Message::new(key).plain(call.title_text(title)));
    let name = call.speaker.html(&Message::new("$1").plain(call.title_text(title)));
    let selflink = format!("\"<strong class=\"selflink\">{name}</strong>\"");
    format!("<p>{}\n</p>", words.replacen(&format!("\"{name}\""), &selflink, 1))
}
