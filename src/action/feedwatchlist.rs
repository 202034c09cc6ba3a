//! `action=feedwatchlist` (`includes/api/ApiFeedWatchlist.php`). What is refused is told by the feed.

use crate::{
    api::{
        Call, Failure, Module, Needs, Run,
        feed::{FORMATS, Feed, FeedItem, MOST},
        watchlist_owner,
    },
    base::url,
    choices,
    message::Message,
    param::{Choice, Chosen, UserForm, UserName},
    params,
    tree::Node,
    wiki::{
        Namespace, Right, State, Title,
        recent::{Patrolled, RecentChange, RecentKind},
        revision::{Hidden, moment},
        table::Dated,
        watch::Watched,
    },
};

const SHOW: &[Choice] = choices![
    "minor", "!minor", "bot", "!bot", "anon", "!anon", "patrolled", "!patrolled", "autopatrolled" since V1_31,
    "!autopatrolled" since V1_31, "unread" since V1_24, "!unread" since V1_24,
];
const KINDS: &[Choice] = choices!["edit", "new", "log", "external", "categorize" since V1_27];
const OWNER: &[UserForm] = &[UserForm::Name];
const USERS: &[UserForm] = &[UserForm::Name, UserForm::Ip, UserForm::Temp, UserForm::Interwiki, UserForm::Id];

params! {
    /// What `action=feedwatchlist` accepts.
    pub(super) struct Params<'r> {
        /// Which kind of feed.
        format as "feedformat": &'r str = choice(FORMATS).preset("rss"),
        /// How many hours back.
        hours as "hours": i64 = integer().min(1).max(72, 72).preset_number(24),
        /// Let entries lead to the sections that were changed, where comments name them.
        link_to_sections as "linktosections": bool = flag(),
        /// All changes of a page, not only the newest.
        all as "allrev": bool = flag(),
        /// Whose watchlist, if not one's own; with `wltoken`.
        owner as "wlowner": Option<UserName> = user(OWNER),
        /// The token from that user's preferences.
        token as "wltoken": Option<&'r str> = text().sensitive(),
        /// Only changes that are so.
        show as "wlshow": Option<Chosen> = choice(SHOW).multi(),
        /// Only changes of these kinds.
        kinds as "wltype": Chosen = choice(KINDS).multi().preset("edit|new|log|categorize"),
        /// Not what this user did.
        not_by as "wlexcludeuser": Option<UserName> = user(USERS),
    }
}

pub(super) static MODULE: Module =
    Module::action("feedwatchlist", "ApiFeedWatchlist", Needs::READ, Params::SPECS, Run::Now(run))
        .help("Answers the latest changes to the pages on one's watchlist as a feed.")
        .manual("API:Watchlist_feed")
        .examples(&[
            ("action=feedwatchlist", "The feed of one's watchlist."),
            ("action=feedwatchlist&allrev=&hours=6", "All changes of the last six hours."),
        ]);

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let words = "Watchlist";
    let site = call.wiki().site();
    let name = |error| format!("{} - {error}{words} [{}]", site.name, site.language);
    let (title, error_title) = (name(""), name("Error - "));
    let params: Params<'_> = call.read()?;
    call.begin_feed();
    let filters = ["wlshow", "wltype"].iter().any(|name| call.fields.value(name).is_some());
    if filters && call.profile().feed_filters_break {
        return Err(call.exception("TypeError"));
    }
    let items = find(call, &params);
    let title = if items.is_ok() { title } else { error_title };
    let mut feed = Feed::of_special(call, title, words, words);
    feed.items = items.unwrap_or_else(|failure| errors(call, &failure));
    call.result = Node::map();
    feed.answer(call, params.format);
    Ok(())
}

fn errors(call: &Call<'_>, failure: &Failure) -> Vec<FeedItem> {
    let told = failure.messages().iter().map(|message| {
        let title = Message::new("api-feed-error-title").arg(message.code());
        FeedItem {
            title: call.speaker.text(&title).to_string(),
            description: call.speaker.text(message).to_string(),
            ..FeedItem::default()
        }
    });
    told.collect()
}

fn find(call: &Call<'_>, params: &Params<'_>) -> Result<Vec<FeedItem>, Failure> {
    let state = call.wiki().state();
    let owner = watchlist_owner(call, &state, params.owner.as_ref(), params.token)?;
    check(call, params)?;
    let not_by = params.not_by.as_ref().and_then(|user| state.actors.by_name(&user.0));
    let since = call.now.plus(-params.hours * 3600);
    let first = Title::of_key(Namespace(i32::MIN), "");
    let mut rows: Vec<&RecentChange> = Vec::new();
    for (title, watched) in state.watchlists.of(owner, &first, call.now) {
        let lines = state.recent.by_title(title).filter(|row| row.time >= since && Some(row.actor) != not_by);
        rows.extend(lines.filter(|row| fits(&state, params, row, watched)));
    }
    rows.sort_by_key(|row| std::cmp::Reverse(row.place()));
    rows.truncate(MOST);
    Ok(rows.into_iter().filter_map(|row| entry(call, &state, params, row)).collect())
}

/// What `list=watchlist` would refuse.
fn check(call: &Call<'_>, params: &Params<'_>) -> Result<(), Failure> {
    let Some(show) = &params.show else { return Ok(()) };
    let both = ["anon", "autopatrolled", "bot", "minor", "patrolled", "unread"]
        .iter()
        .any(|word| show.has(word) && show.has(&format!("!{word}")));
    if both || show.has("autopatrolled") && show.has("!patrolled") {
        return Err(Failure::of("apierror-show"));
    }
    let may = call.may(Right::Patrol) || call.may(Right::PatrolMarks);
    if (show.has("patrolled") || show.has("!patrolled")) && !(call.wiki().site().patrol && may) {
        return Err(Message::new("apierror-permissiondenied-patrolflag").coded("permissiondenied").into());
    }
    Ok(())
}

fn fits(state: &State, params: &Params<'_>, row: &RecentChange, watched: Watched) -> bool {
    let is_log = row.kind == RecentKind::Log;
    let is_last = || state.pages.get(row.page).is_some_and(|page| page.latest == row.revision);
    let unread = watched.unseen.is_some_and(|since| moment(row.time) >= moment(since));
    let is = |word: &str| match word {
        "anon" => state.actors.get(row.actor).user.is_none(),
        "bot" => row.bot,
        "minor" => state.recent_details(row).minor,
        "patrolled" => row.patrolled != Patrolled::Not,
        "autopatrolled" => row.patrolled == Patrolled::Auto,
        _ => unread,
    };
    (params.kinds.is_empty() || params.kinds.has(row.kind.name()))
        && (params.all || is_log || is_last())
        && params.show.iter().flat_map(Chosen::iter).all(|word| match word.strip_prefix('!') {
            Some(word) => !is(word),
            None => is(word),
        })
}

fn entry(call: &Call<'_>, state: &State, params: &Params<'_>, row: &RecentChange) -> Option<FeedItem> {
    let details = state.recent_details(row);
    let actor = call.caller.actor();
    let is_log = row.kind == RecentKind::Log;
    let sees = |part| {
        if is_log { details.hidden.lets_in_log(&actor, part) } else { details.hidden.lets(&actor, part) }
    };
    if is_log && !sees(Hidden::CONTENT) {
        return None;
    }
    let mut url = match (row.revision.known(), row.log.known()) {
        (None, Some(log)) => {
            let special = Title::of_key(Namespace::SPECIAL, "Log");
            call.page_url(&special, Some(&format!("logid={log}")))
        }
        _ => call.page_url(&row.title, Some(&format!("diff={}", row.revision))),
    };
    let comment = if sees(Hidden::COMMENT) { details.comment } else { "" };
    if params.link_to_sections
        && let Some(section) = section(comment)
    {
        url = format!("{url}#{}", url::encode_title(&section.replace(' ', "_")));
    }
    let author = sees(Hidden::USER).then(|| state.actors.get(row.actor).name.to_string());
    let description = match &author {
        Some(author) => format!("{comment} ({author})"),
        None => comment.to_owned(),
    };
    Some(FeedItem {
        title: call.title_text(&row.title).to_string(),
        description,
        url,
        time: Some(row.time),
        author: author.unwrap_or_default(),
        comments: String::new(),
    })
}

/// The last section that a comment names.
fn section(comment: &str) -> Option<&str> {
    let start = comment.rfind("/*")? + 2;
    let end = comment[start..].find("*/")? + start;
    Some(comment[start..end].trim())
}
