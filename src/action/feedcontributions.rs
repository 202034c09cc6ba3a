//! `action=feedcontributions` (`includes/api/ApiFeedContributions.php`).

use crate::{
    api::{
        Call, Failure, Module, Needs, Run,
        feed::{FORMATS, Feed, FeedItem, MOST, html, source},
    },
    base::{Timestamp, url},
    param::{UserForm, UserName},
    params,
    release::V1_28,
    wiki::{
        Namespace, RevisionId, State, Title,
        content::Model,
        revision::{Hidden, Revision},
        tag::Tagged,
    },
};

const USERS: &[UserForm] =
    &[UserForm::Name, UserForm::Ip, UserForm::Temp, UserForm::Cidr, UserForm::Interwiki, UserForm::Id];

params! {
    /// What `action=feedcontributions` accepts.
    pub(super) struct Params<'r> {
        /// Which kind of feed.
        format as "feedformat": &'r str = choice(FORMATS).preset("rss"),
        /// Whose contributions.
        user as "user": Option<UserName> = user(USERS).required(),
        /// Only in this namespace.
        namespace as "namespace": Option<i32> = namespace(),
        /// Up to this year.
        year as "year": Option<i64> = integer(),
        /// Up to this month.
        month as "month": Option<i64> = integer(),
        /// Only with one of these tags.
        tags as "tagfilter": Vec<&'r str> = listed(List::AllTags).multi().preset(""),
        /// Only what was deleted since. Feeds show nothing of that.
        deleted as "deletedonly": bool = flag(),
        /// Only what is the newest of its page.
        top as "toponly": bool = flag(),
        /// Only what made a page.
        new as "newonly": bool = flag(),
        /// Not what is minor.
        hide_minor as "hideminor": bool = flag().since(V1_28),
        /// Tell by how much pages grew.
        _sizes as "showsizediff": bool = flag(),
    }
}

pub(super) static MODULE: Module =
    Module::action("feedcontributions", "ApiFeedContributions", Needs::READ, Params::SPECS, Run::Now(run))
        .help("Answers somebody's contributions as a feed.")
        .examples(&[("action=feedcontributions&user=Example", "The feed of the contributions of Example.")]);

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    call.begin_feed();
    let site = call.wiki().site();
    let state = call.wiki().state();
    let asked_name = params.user.as_ref().map_or("", |user| user.0.as_str());
    let asked = asked_name.strip_prefix('#').and_then(|id| id.parse().ok());
    let known = asked.and_then(|id| state.users.get(crate::wiki::UserId(id)));
    let name = known.map_or(asked_name, |user| &*user.name).to_owned();
    let special = Title::of_key(Namespace::SPECIAL, "Contributions");
    let words = "User contributions";
    let mut feed = Feed {
        title: format!("{} - {words} [{}]", site.name, site.language),
        description: words.to_owned(),
        url: if name.contains('>') {
            call.page_url(&special, Some(&format!("target={}", url::encode(&name))))
        } else {
            let own = Title::of_key(Namespace::SPECIAL, format!("Contributions/{}", name.replace(' ', "_")));
            call.page_url(&own, None)
        },
        items: Vec::new(),
    };
    let before = end(call.now, params.year, params.month);
    let actor = state.actors.by_name(&name);
    let rows = actor.map(|actor| state.revisions.by_actor(actor));
    let rows = rows.into_iter().flat_map(|own| own.iter().rev());
    // Tags that nothing carries are not looked for.
    let tags: Vec<&str> = params.tags.iter().copied().filter(|tag| state.tags.count(tag) > 0).collect();
    let fits = |row: &&Revision| before.is_none_or(|before| row.time < before) && fits(call, &state, &params, &tags, row);
    feed.items = rows.filter(fits).take(MOST).filter_map(|row| entry(call, &state, row)).collect();
    feed.answer(call, params.format);
    Ok(())
}

/// The time before which contributions count (`ContribsPager::processDateFilter`).
fn end(now: Timestamp, year: Option<i64>, month: Option<i64>) -> Option<Timestamp> {
    let year = year.filter(|year| *year > 0);
    let month = month.filter(|month| (1..=12).contains(month));
    let today = now.mw14();
    let (this_year, this_month): (i64, i64) = (today[..4].parse().ok()?, today[4..6].parse().ok()?);
    let (year, month) = match (year, month) {
        (None, None) => return None,
        (Some(year), month) => (year, month.unwrap_or(12)),
        (None, Some(month)) => (this_year - i64::from(month > this_month), month),
    };
    let (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    Timestamp::parse(&format!("{year:04}{month:02}01000000"), now)
}

fn fits(call: &Call<'_>, state: &State, params: &Params<'_>, tags: &[&str], row: &Revision) -> bool {
    let Some(page) = state.pages.get(row.page) else { return false };
    !params.deleted
        && params.namespace.is_none_or(|namespace| page.title.namespace().0 == namespace)
        && (tags.is_empty() || tags.iter().any(|tag| state.tags.has(Tagged::Revision(row.id), tag)))
        && (!params.top || page.latest == row.id)
        && (!params.new || row.parent == RevisionId(0))
        && !(params.hide_minor && row.minor)
        && row.hidden.lets(&call.caller.actor(), Hidden::USER)
}

fn entry(call: &Call<'_>, state: &State, row: &Revision) -> Option<FeedItem> {
    let title = &state.pages.get(row.page)?.title;
    // What is hidden is hidden from everybody here.
    let shows = |part| !row.hidden.contains(part);
    let author = if shows(Hidden::USER) { state.actors.get(row.actor).name.to_string() } else { String::new() };
    let comment = if shows(Hidden::COMMENT) { without_links(&row.comment) } else { String::new() };
    let is_text = !matches!(row.model, Model::Unknown);
    let text = if shows(Hidden::CONTENT) && is_text { source(&row.content) } else { String::new() };
    Some(FeedItem {
        title: call.title_text(title).to_string(),
        // Apostrophes of the text stay as they are.
        description: format!(
            "<p>{}: {}</p>\n<hr />\n<div>{}</div>",
            html(&author),
            html(&comment),
            text.replace("&#039;", "'")
        ),
        url: call.page_url(title, Some(&format!("diff={}", row.id))),
        time: Some(row.time),
        author,
        comments: call.talk_url(title),
    })
}

/// A comment with the words of its links (`FeedItem::stripComment`).
fn without_links(comment: &str) -> String {
    let (mut out, mut rest) = (String::with_capacity(comment.len()), comment);
    while let Some(start) = rest.find("[[") {
        let inner = &rest[start + 2..];
        let end = inner.find(']').filter(|end| *end > 0 && inner[*end..].starts_with("]]"));
        let Some(end) = end else {
            out.push_str(&rest[..=start]);
            rest = &rest[start + 1..];
            continue;
        };
        out.push_str(&rest[..start]);
        let words = &inner[..end];
        out.push_str(words.rsplit_once('|').filter(|(_, label)| !label.is_empty()).map_or(words, |(_, label)| label));
        rest = &inner[end + 2..];
    }
    out.push_str(rest);
    out
}
