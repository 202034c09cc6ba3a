//! `action=feedrecentchanges`, since 1.23 (`includes/api/ApiFeedRecentChanges.php`, `ChangesFeed`, `FeedUtils`).
//!
//! Entries tell as much of a change as MediaWiki's do where it makes no table of differences
//! (`$wgFeedDiffCutoff`): a link to it, or the text of a page that is new. What a log entry did is not put in words.

use crate::{
    api::{
        CacheMode, Call, Failure, Module, Needs, Run,
        feed::{FORMATS, Feed, FeedItem, html, source},
        parsed_comment,
    },
    base::Timestamp,
    params,
    release::{V1_23, V1_27, V1_40},
    wiki::{
        Namespace, Right, State, Title,
        content::Model,
        recent::{Patrolled, RecentChange, RecentKind},
        revision::Hidden,
    },
};

/// Up to so many bytes of a new page's text are told (`$wgFeedDiffCutoff`).
const MOST_TEXT: usize = 32_768;

params! {
    /// What `action=feedrecentchanges` accepts.
    pub(super) struct Params<'r> {
        /// Which kind of feed.
        format as "feedformat": &'r str = choice(FORMATS).preset("rss"),
        /// Only in this namespace.
        namespace as "namespace": Option<i32> = namespace(),
        /// In all others instead.
        invert as "invert": bool = flag(),
        /// In the one that goes with it as well.
        associated as "associated": bool = flag(),
        /// How many days back.
        days as "days": i64 = integer().min(1).preset_number(7),
        /// How many.
        limit as "limit": i64 = integer().min(1).max(50, 50).preset_number(50),
        /// Only since then.
        from as "from": Option<Timestamp> = timestamp(),
        /// Not what is minor.
        hide_minor as "hideminor": bool = flag(),
        /// Not what bots did.
        hide_bots as "hidebots": bool = flag(),
        /// Not what was done without an account.
        hide_strangers as "hideanons": bool = flag(),
        /// Not what was done with one.
        hide_accounts as "hideliu": bool = flag(),
        /// Not what somebody has looked at.
        hide_patrolled as "hidepatrolled": bool = flag(),
        /// Not what the caller did.
        hide_own as "hidemyself": bool = flag(),
        /// Not what came into or left a category.
        hide_categorization as "hidecategorization": bool = flag().since(V1_27),
        /// Only with one of these tags.
        tags as "tagfilter": Option<&'r str> = text(),
        /// Without all of them instead.
        invert_tags as "inverttags": bool = flag().since(V1_40),
        /// Only pages that this one leads to.
        target as "target": Option<&'r str> = text(),
        /// Only pages that lead to it instead.
        linked_to as "showlinkedto": bool = flag(),
    }
}

pub(super) static MODULE: Module =
    Module::action("feedrecentchanges", "ApiFeedRecentChanges", Needs::READ, Params::SPECS, Run::Now(run))
        .since(V1_23)
        .help("Answers recent changes as a feed.")
        .examples(&[
            ("action=feedrecentchanges", "Recent changes."),
            ("action=feedrecentchanges&days=30", "Those of the last thirty days."),
        ]);

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    call.begin_feed();
    call.cache(CacheMode::Public);
    if call.main.smaxage == 0 {
        call.notes.max_age = Some(15);
    }
    let target = params.target.map(|target| call.local_title(target)).transpose()?;
    let mut feed = match &target {
        Some(title) => {
            let words = format!("Changes related to \"{}\"", call.title_text(title));
            Feed::of_special(call, name(call, &words), "Related changes", "RecentChangesLinked")
        }
        None => {
            let about = "Track the most recent changes to the wiki in this feed.";
            Feed::of_special(call, name(call, "Recent changes"), about, "RecentChanges")
        }
    };
    let state = call.wiki().state();
    let rows = rows(call, &state, &params, target.as_ref());
    feed.items = merged(rows)
        .into_iter()
        .filter(|row| state.recent_details(row).hidden.is_empty())
        .map(|row| entry(call, &state, &row))
        .collect();
    feed.answer(call, params.format);
    Ok(())
}

fn name(call: &Call<'_>, words: &str) -> String {
    let site = call.wiki().site();
    format!("{}  - {words} [{}]", site.name, site.language)
}

/// The lines, the newest first; of one second in the order in which they came, as the database has it.
fn rows(call: &Call<'_>, state: &State, params: &Params<'_>, target: Option<&Title>) -> Vec<RecentChange> {
    let cutoff = call.now.plus(-params.days.saturating_mul(86_400));
    let cutoff = params.from.map_or(cutoff, |from| from.max(cutoff));
    let newest = state.recent.by_time().iter().rev();
    let lines = newest.take_while(|row| row.time >= cutoff);
    let fits = |row: &&RecentChange| {
        fits(call, state, params, row) && target.is_none_or(|target| leads(state, target, params.linked_to, row))
    };
    let mut found: Vec<RecentChange> = lines.filter(fits).cloned().collect();
    found.sort_by_key(|row| (std::cmp::Reverse(row.time), row.id));
    found.truncate(params.limit as usize);
    found
}

fn fits(call: &Call<'_>, state: &State, params: &Params<'_>, row: &RecentChange) -> bool {
    let actor = state.actors.get(row.actor);
    let registered = actor.user.is_some();
    let patrols =
        call.wiki().site().patrol && (call.may(Right::Patrol) || call.may(Right::PatrolMarks));
    let in_namespace = |asked: i32| {
        let asked = Namespace(asked);
        let namespace = row.title.namespace();
        namespace == asked || params.associated && namespace == asked.associated()
    };
    let tagged = |tags: &str| {
        let mut tags = tags.split('|').filter(|tag| !tag.is_empty()).peekable();
        let none = tags.peek().is_none();
        let has = tags.any(|tag| state.recent_tags(row).iter().any(|known| **known == *tag));
        none || has != params.invert_tags
    };
    params.namespace.is_none_or(|asked| in_namespace(asked) != params.invert)
        && !(params.hide_minor && state.recent_details(row).minor)
        && !(params.hide_bots && row.bot)
        && !(params.hide_strangers && !registered)
        && !(params.hide_accounts && registered)
        && !(params.hide_patrolled && patrols && row.patrolled != Patrolled::Not)
        && !(params.hide_own && actor.name == *call.caller.name())
        && !(params.hide_categorization && row.kind == RecentKind::Categorize)
        && params.tags.is_none_or(tagged)
}

/// Whether a page leads to the changed one, or the other way around (`SpecialRecentChangesLinked`).
fn leads(state: &State, target: &Title, backwards: bool, row: &RecentChange) -> bool {
    let kept = |title: &Title| state.pages.id_of(title).and_then(|page| state.links.of(page));
    let shows = |from: &Title, to: &Title| {
        kept(from).is_some_and(|kept| {
            let links = &kept.links;
            links.pages.contains(to)
                || links.templates.contains(to)
                || to.namespace() == Namespace::FILE && links.files.contains(to.key())
        })
    };
    if backwards {
        return shows(&row.title, target);
    }
    if target.namespace() == Namespace::CATEGORY {
        let member = kept(&row.title);
        return member.is_some_and(|kept| {
            kept.memberships.iter().any(|place| *place.category == *target.key())
        });
    }
    shows(target, &row.title)
}

/// Edits of one page and user that follow each other become one (`ChangesFeed::buildItems`).
fn merged(rows: Vec<RecentChange>) -> Vec<RecentChange> {
    let mut kept: Vec<RecentChange> = Vec::with_capacity(rows.len());
    for row in rows {
        match kept.last_mut() {
            Some(last)
                if row.kind == RecentKind::Edit
                    && row.title.namespace().holds_pages()
                    && row.page == last.page
                    && row.actor == last.actor =>
            {
                last.before = row.before;
            }
            _ => kept.push(row),
        }
    }
    kept
}

fn entry(call: &Call<'_>, state: &State, row: &RecentChange) -> FeedItem {
    let query = row.revision.known().map(|revision| format!("diff={revision}&oldid={}", row.before));
    FeedItem {
        title: call.title_text(&row.title).to_string(),
        description: description(call, state, row),
        url: call.page_url(&row.title, query.as_deref()),
        time: Some(row.time),
        author: state.actors.get(row.actor).name.to_string(),
        comments: call.talk_url(&row.title),
    }
}

/// `FeedUtils::formatDiffRow2`.
fn description(call: &Call<'_>, state: &State, row: &RecentChange) -> String {
    let comment = parsed_comment(state, state.recent_details(row).comment, None);
    let mut out = format!("<p>{comment}</p>\n");
    // Who reads feeds is mostly not logged in.
    let readable = call.wiki().site().groups.set(["*"]).has(Right::Read);
    if !row.title.can_exist() || !readable || row.revision.known().is_none() {
        return out;
    }
    let query = match row.before.known() {
        Some(before) => format!("diff={}&oldid={before}", row.revision),
        None => format!("diff={}", row.revision),
    };
    let link = format!("<a href=\"{}\">Show changes</a>", html(&call.page_url(&row.title, Some(&query))));
    let revision = state.revisions.get(row.revision).filter(|row| !row.hidden.contains(Hidden::CONTENT));
    let text = revision.filter(|row| row.model != Model::Unknown).map_or("", |row| &*row.content);
    if row.before.known().is_some() || text.len() > MOST_TEXT {
        out.push_str(&link);
    } else {
        out.push_str("<p><b>New page</b></p><div>");
        out.push_str(&source(text));
        out.push_str("</div>");
    }
    out
}
