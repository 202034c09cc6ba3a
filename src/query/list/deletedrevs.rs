//! `list=deletedrevs`: the older way to deleted revisions (`includes/api/ApiQueryDeletedrevs.php`).

use crate::{
    api::{Call, Failure, Module, Run, Status, Timeline, add_title, legacy_token, parsed_comment},
    base::{Timestamp, digest},
    choices,
    message::Message,
    param::{Choice as Word, Chosen, LimitWish, UserForm, UserName},
    params,
    query::{
        archive::{Choice, Order, Within, part},
        revision::{Pages, Sight, sight},
    },
    release::{V1_23, V1_25},
    tree::Node,
    wiki::{
        Namespace, Right, State, Title, UserId,
        archive::Archived,
        revision::Hidden,
        tag::Tagged,
    },
};

const DIRECTIONS: &[Word] = choices!["newer", "older"];
const PROPS: &[Word] = choices![
    "revid", "parentid", "user", "userid", "comment", "parsedcomment", "minor", "len", "sha1", "content",
    "token" deprecated V1_39, "tags" since V1_23,
];
const USERS: &[UserForm] = &[UserForm::Name, UserForm::Ip, UserForm::Temp, UserForm::Interwiki, UserForm::Id];

params! {
    /// What `list=deletedrevs` accepts.
    struct Params<'r> {
        /// The time to begin with; with titles or a user.
        start as "start": Option<Timestamp> = timestamp().in_modes(&[1, 2]),
        /// The time to end with; with titles or a user.
        end as "end": Option<Timestamp> = timestamp().in_modes(&[1, 2]),
        /// In which order.
        dir as "dir": &'r str = choice(DIRECTIONS).preset("older").in_modes(&[1, 3]),
        /// The title to begin with; neither with titles nor with a user.
        from as "from": Option<&'r str> = text().in_modes(&[3]),
        /// The title to end with; neither with titles nor with a user.
        to as "to": Option<&'r str> = text().in_modes(&[3]),
        /// What titles begin with; neither with titles nor with a user.
        prefix as "prefix": Option<&'r str> = text().in_modes(&[3]),
        /// One revision of each title.
        unique as "unique": bool = flag().in_modes(&[3]),
        /// The namespace; neither with titles nor with a user.
        namespace as "namespace": i32 = namespace().preset_number(0).in_modes(&[3]),
        /// Only revisions with this tag.
        tag as "tag": Option<&'r str> = text().since(V1_23),
        /// Only revisions by this user.
        user as "user": Option<UserName> = user(USERS),
        /// No revisions by this user.
        excludeuser as "excludeuser": Option<UserName> = user(USERS),
        /// What to tell of each revision.
        prop as "prop": Chosen = choice(PROPS).multi().preset("user|comment"),
        /// How many.
        limit as "limit": Option<LimitWish> = limit(),
        /// Where to go on.
        resume as "continue": Option<&'r str> = text(),
    }
}

pub(super) static MODULE: Module =
    Module::list("query+deletedrevs", "dr", "ApiQueryDeletedrevs", Params::SPECS, Run::Now(run))
        .status(Status::Deprecated(V1_25))
        .help("Lists deleted revisions. `alldeletedrevisions` and `deletedrevisions` took its place.")
        .manual("API:Deletedrevs")
        .examples(&[
            ("action=query&list=deletedrevs&titles=Main%20Page|Talk:Main%20Page&drprop=user|comment|content", "Deleted revisions of two titles."),
            ("action=query&list=deletedrevs&druser=Bob&drlimit=50", "The last fifty by one user."),
        ]);

/// What is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// Of titles.
    Titles,
    /// Of a user.
    User,
    /// Of a namespace.
    All,
}

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    call.require_right(&[Right::DeletedHistory])?;
    call.deprecate(Message::new("apiwarn-deprecation-deletedrevs"), "action=query&list=deletedrevs");
    let mode = mode(call, &params)?;
    if params.prop.has("content") {
        call.require_right(&[Right::DeletedText, Right::Undelete])?;
    }
    let limit = limit(call, &params);
    let gives_token = params.prop.has("token") && !call.untrusted && call.may(Right::Undelete);
    let token = if gives_token { legacy_token(call, "csrf") } else { None };
    let bounds = Bounds::new(call, &params)?;
    let state = call.wiki().state();
    let choice = Choice {
        user: params.user.as_ref(),
        not_by: params.excludeuser.as_ref(),
        tag: params.tag,
        line: Timeline::new(params.dir, params.start, params.end),
        order: if mode == Mode::User { Order::Time } else { Order::Title },
        resume: params.resume,
    };
    let found = if mode == Mode::Titles {
        let pages = call.pages();
        let rows = pages.good_and_missing().flat_map(|(_, title)| state.archive.history(title));
        choice.take(call, &state, rows, limit + 1)?
    } else {
        let within = Within { titles: vec![bounds.part()], unique: params.unique && mode == Mode::All };
        choice.take_within(call, &state, &within, limit + 1)?
    };
    call.list("page");
    let mut pages = Pages::default();
    for (at, archived) in found.into_iter().enumerate() {
        let mut fits = at < limit;
        if fits {
            let row = row(call, &state, &params.prop, archived);
            fits = pages.add(call, &archived.title, row, |revisions| {
                let mut node = Node::map();
                node.append("revisions", revisions);
                add_title(&mut node, &archived.title, &state.site.namespaces);
                if let Some(token) = &token {
                    node.append("token", token.clone());
                }
                node
            });
        }
        if !fits {
            call.resume("continue", choice.resume(archived));
            break;
        }
    }
    Ok(())
}

fn mode(call: &Call<'_>, params: &Params<'_>) -> Result<Mode, Failure> {
    let pages = call.pages();
    let titles = !pages.good().is_empty() || !pages.missing().is_empty();
    let mode = match (titles, &params.user) {
        (true, _) => Mode::Titles,
        (false, Some(_)) => Mode::User,
        (false, None) => Mode::All,
    };
    let (key, given) = if mode == Mode::All {
        ("apierror-deletedrevs-param-not-3", [("start", params.start.is_some()), ("end", params.end.is_some()), ("", false)])
    } else {
        let given = [("from", params.from.is_some()), ("to", params.to.is_some()), ("prefix", params.prefix.is_some())];
        ("apierror-deletedrevs-param-not-1-2", given)
    };
    if let Some((name, _)) = given.into_iter().find(|(_, given)| *given) {
        return Err(Message::new(key).coded("badparams").arg(name).into());
    }
    if params.user.is_some() && params.excludeuser.is_some() {
        return call.at_most_one(&[("user", true), ("excludeuser", true)]).map(|()| mode);
    }
    Ok(mode)
}

fn limit(call: &mut Call<'_>, params: &Params<'_>) -> usize {
    let content = params.prop.has("content");
    let most = match (content, call.may(Right::ApiHighLimits)) {
        (true, false) => 50,
        (true, true) | (false, false) => 500,
        (false, true) => 5000,
    };
    match params.limit {
        None => 10,
        Some(LimitWish::Rows(rows)) => rows.min(most) as usize,
        Some(LimitWish::Max) => {
            call.result.node_mut("limits").set("deletedrevs", most);
            most as usize
        }
    }
}

struct Bounds {
    namespace: Namespace,
    low: Option<String>,
    high: Option<String>,
    prefix: Option<String>,
}

impl Bounds {
    fn new(call: &Call<'_>, params: &Params<'_>) -> Result<Self, Failure> {
        let namespace = Namespace(params.namespace);
        let part = |text: Option<&str>| text.map(|text| call.title_part(text, namespace)).transpose();
        let (from, to, prefix) = (part(params.from)?, part(params.to)?, part(params.prefix)?);
        let (low, high) = if params.dir == "newer" { (from, to) } else { (to, from) };
        Ok(Self { namespace, low, high, prefix })
    }

    fn part(&self) -> (Title, Title) {
        part(self.namespace, self.low.as_deref(), self.high.as_deref(), self.prefix.as_deref())
    }
}

fn row(call: &Call<'_>, state: &State, prop: &Chosen, archived: &Archived) -> Node {
    let revision = &archived.revision;
    let sees = |part: Hidden| sight(call, revision.hidden, part);
    let mut any_hidden = false;
    let mut row = Node::map().with_capacity(8);
    row.append("timestamp", revision.time);
    if prop.has("revid") {
        row.append("revid", revision.id.number());
    }
    if prop.has("parentid") {
        row.append("parentid", revision.parent.number());
    }
    let mut part = |row: &mut Node, part: Hidden, flag: &'static str| {
        let sight = sees(part);
        if sight != Sight::Open {
            row.append(flag, true);
            any_hidden = true;
        }
        sight != Sight::Unseen
    };
    let actor = state.actors.get(revision.actor);
    if (prop.has("user") || prop.has("userid")) && part(&mut row, Hidden::USER, "userhidden") {
        if prop.has("user") {
            row.append("user", &actor.name);
        }
        if prop.has("userid") {
            row.append("userid", actor.user.map_or(0, UserId::number));
        }
    }
    let comments = prop.has("comment") || prop.has("parsedcomment");
    if comments && part(&mut row, Hidden::COMMENT, "commenthidden") {
        if prop.has("comment") {
            row.append("comment", &revision.comment);
        }
        if prop.has("parsedcomment") {
            row.append("parsedcomment", parsed_comment(state, &revision.comment, Some(&archived.title)));
        }
    }
    if prop.has("minor") {
        row.append("minor", revision.minor);
    }
    if prop.has("len") {
        // As the database gives it: a text.
        row.append("len", revision.size().to_string());
    }
    if prop.has("sha1") && part(&mut row, Hidden::CONTENT, "sha1hidden") {
        row.append("sha1", digest::sha1_hex(revision.content.as_bytes()));
    }
    if prop.has("content") && part(&mut row, Hidden::CONTENT, "texthidden") {
        row.content("text", revision.content.to_string());
    }
    if prop.has("tags") {
        row.append("tags", Node::texts("tag", state.tags.of(Tagged::Revision(revision.id))));
    }
    if any_hidden && revision.hidden.contains(Hidden::RESTRICTED) {
        row.append("suppressed", true);
    }
    row
}
