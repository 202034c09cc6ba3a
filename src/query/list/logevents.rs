//! `list=logevents`: what was done besides editing (`includes/api/ApiQueryLogEvents.php`).

use crate::{
    api::{CacheMode, Call, Failure, Module, Run, Timeline, add_title, as_texts, log_params, old_log_params, parsed_comment},
    base::Timestamp,
    choices,
    message::Message,
    param::{Choice, Chosen, Limit, UserForm, UserName},
    params,
    query::{
        change::{log_sight, may_search},
        revision::{Sight, actor_of, cache_mode},
    },
    release::LogRows,
    tree::Node,
    wiki::{
        ActorId, Namespace, Right, State, Title, UserId,
        log::{Log, LogEntry},
        revision::Hidden,
        table::{Dated, InTime, Sorted},
        tag::Tagged,
    },
    release::{V1_23, V1_24, V1_45},
};

const PROPS: &[Choice] = choices![
    "ids", "title", "type", "user", "userid", "timestamp", "comment", "parsedcomment", "details", "tags",
];
const KINDS: &[Choice] = choices![
    "", "block", "protect", "rights", "delete", "upload", "move", "import", "patrol", "merge", "suppress", "tag",
    "managetags", "contentmodel", "newusers", "create" since V1_32, "renameuser" since V1_40, "interwiki" since V1_44,
];
const ACTIONS: &[Choice] = choices![
    "block/block", "block/reblock", "block/unblock", "contentmodel/change", "contentmodel/new", "create/create" since V1_32,
    "delete/delete", "delete/delete_redir" since V1_28, "delete/delete_redir2" since V1_36, "delete/event", "delete/restore",
    "delete/revision", "import/interwiki", "import/upload", "interwiki/iw_add" since V1_44, "interwiki/iw_delete" since V1_44,
    "interwiki/iw_edit" since V1_44, "managetags/activate", "managetags/create",
    "managetags/deactivate", "managetags/delete", "merge/merge", "merge/merge-into" since V1_45, "move/move", "move/move_redir",
    "newusers/autocreate", "newusers/byemail", "newusers/create", "newusers/create2", "newusers/newusers",
    "patrol/autopatrol", "patrol/patrol", "protect/modify", "protect/move_prot", "protect/protect",
    "protect/unprotect", "renameuser/renameuser" since V1_40, "rights/autopromote", "rights/rights",
    "suppress/block", "suppress/delete", "suppress/event", "suppress/reblock", "suppress/revision", "tag/update",
    "upload/overwrite", "upload/revert", "upload/upload",
];
const DIRECTIONS: &[Choice] = choices!["newer", "older"];
const USERS: &[UserForm] = &[UserForm::Name, UserForm::Ip, UserForm::Temp, UserForm::Interwiki, UserForm::Id];

params! {
    /// What `list=logevents` accepts.
    struct Params<'r> {
        /// What to tell of each entry.
        prop as "prop": Chosen = choice(PROPS).multi().preset("ids|title|type|user|timestamp|comment|details"),
        /// Only entries of this type.
        kind as "type": Option<&'r str> = choice(KINDS),
        /// Only entries of this type and action, a slash between; instead of `type`.
        action as "action": Option<&'r str> = choice(ACTIONS).unchecked(),
        /// The time to begin with.
        start as "start": Option<Timestamp> = timestamp(),
        /// The time to end with.
        end as "end": Option<Timestamp> = timestamp(),
        /// In which order.
        dir as "dir": &'r str = choice(DIRECTIONS).preset("older"),
        /// Only these entries.
        ids as "ids": Option<Vec<i64>> = integer().multi().since(V1_45),
        /// Only what this user did.
        user as "user": Option<UserName> = user(USERS),
        /// Only entries about this page.
        title as "title": Option<&'r str> = text(),
        /// Only entries about pages of this namespace.
        namespace as "namespace": Option<i32> = namespace().extra(&[-2, -1]).since(V1_24),
        /// Only entries about pages whose titles begin so.
        prefix as "prefix": Option<&'r str> = text(),
        /// Only entries with this tag.
        tag as "tag": Option<&'r str> = text(),
        /// How many.
        limit as "limit": Limit = limit(),
        /// Where to go on.
        resume as "continue": Option<&'r str> = text().since(V1_23),
    }
}

pub(super) static MODULE: Module =
    Module::list("query+logevents", "le", "ApiQueryLogEvents", Params::SPECS, Run::Now(run))
        .help("Lists what was done to the wiki besides editing: deletions, moves, blocks, new accounts and so on.")
        .manual("API:Logevents")
        .examples(&[("action=query&list=logevents", "The last entries of all logs.")]);

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    call.at_most_one(&[
        ("title", params.title.is_some()),
        ("prefix", params.prefix.is_some()),
        ("namespace", params.namespace.is_some()),
    ])?;
    call.cache(cache(call, &params));
    let state = call.wiki().state();
    let search = Search::new(call, &params, &state)?;
    call.list("item");
    let found: Vec<&LogEntry> = search.find(call, &state).take(params.limit.0 + 1).collect();
    for (count, entry) in found.into_iter().enumerate() {
        if count == params.limit.0 || !add(call, &params, &state, entry) {
            call.resume_line(entry.time, entry.id);
            break;
        }
    }
    Ok(())
}

fn cache(call: &Call<'_>, params: &Params<'_>) -> CacheMode {
    let personal = params.prop.has("parsedcomment") || call.may(Right::SuppressionLog);
    let mode = cache_mode(call);
    if personal { mode.max(CacheMode::AnonPublicUserPrivate) } else { mode }
}

/// What entries are asked for.
struct Search<'p, 'r> {
    params: &'p Params<'r>,
    line: Timeline,
    /// Type and action; no action for all of the type.
    kind: Option<(&'p str, Option<&'p str>)>,
    user: Option<Option<ActorId>>,
    title: Option<Title>,
    /// A namespace, and what keys begin with.
    prefix: Option<(Namespace, String)>,
}

impl<'p, 'r> Search<'p, 'r> {
    fn new(call: &Call<'_>, params: &'p Params<'r>, state: &State) -> Result<Self, Failure> {
        let kind = kind(call, params)?;
        let line = Timeline::new(params.dir, params.start, params.end).resumed(params.resume, call.now)?;
        let user = params.user.as_ref().map(|user| actor_of(state, user));
        let title = params.title.map(|text| title_of(call, text)).transpose()?;
        let prefix = params.prefix.map(|text| title_of(call, text)).transpose()?;
        let prefix = prefix.map(|title| (title.namespace(), title.key().to_owned()));
        let prefix = prefix.or(params.namespace.map(|number| (Namespace(number), String::new())));
        Ok(Self { params, line, kind, user, title, prefix })
    }

    /// The entries, in order. The index that leaves most out is used.
    fn find<'a, 's: 'a>(
        &'a self,
        call: &'a Call<'_>,
        state: &'s State,
    ) -> Box<dyn Iterator<Item = &'s LogEntry> + 'a> {
        let log = &state.log;
        let fits = move |entry: &&'s LogEntry| self.fits(call, state, entry);
        match (&self.title, self.user, self.params.tag, self.kind) {
            _ if self.line.is_empty() => Box::new(std::iter::empty()),
            (Some(title), ..) => {
                let (low, high) = self.line.bounds();
                Box::new(self.line.order(log.by_title_between(title, low, high)).filter(fits))
            }
            (_, Some(actor), _, kind) => {
                let own = actor.map(|actor| log.by_actor(actor));
                let count = own.map_or(0, InTime::len);
                match kind {
                    Some((kind, action)) if Self::count(log, kind, action) < count => {
                        Box::new(self.of_kind(log, kind, action).filter(fits))
                    }
                    _ => Box::new(own.into_iter().flat_map(|own| self.line.rows(own)).filter(fits)),
                }
            }
            (_, _, Some(tag), _) => {
                let carriers = state.tags.carriers(tag).into_iter().flat_map(Sorted::iter);
                let entries = carriers.filter_map(|on| match on {
                    Tagged::Log(id) => log.get(*id),
                    Tagged::Revision(_) => None,
                });
                Box::new(self.line.pick(entries).into_iter().filter(fits))
            }
            (.., Some((kind, action))) => Box::new(self.of_kind(log, kind, action).filter(fits)),
            _ => Box::new(self.line.rows(log.by_time()).filter(fits)),
        }
    }

    fn count(log: &Log, kind: &str, action: Option<&str>) -> usize {
        log.by_kind(kind, action).map(InTime::len).sum()
    }

    /// The entries of a type, or of one action of it.
    fn of_kind<'s>(&self, log: &'s Log, kind: &str, action: Option<&str>) -> Box<dyn Iterator<Item = &'s LogEntry> + 's> {
        let line = self.line;
        let lists: Vec<_> = log.by_kind(kind, action).map(|all| line.rows(all)).collect();
        let entries = lists.into_iter().map(|list| list.map(|entry| (entry.place(), entry)));
        Box::new(line.merge(entries))
    }

    fn fits(&self, call: &Call<'_>, state: &State, entry: &LogEntry) -> bool {
        let by_title = self.title.is_some() || self.prefix.is_some();
        (!entry.action.is_suppressed() || call.may(Right::SuppressionLog))
            && self.kind.is_none_or(|(kind, action)| {
                entry.action.kind() == kind && action.is_none_or(|action| entry.action.action() == action)
            })
            && self.user.is_none_or(|user| user == Some(entry.actor))
            && self.prefix.as_ref().is_none_or(|(namespace, prefix)| {
                entry.title.namespace() == *namespace && entry.title.key().starts_with(prefix)
            })
            && self.params.ids.as_ref().is_none_or(|ids| ids.is_empty() || ids.contains(&entry.id.number()))
            && self.params.tag.is_none_or(|tag| state.tags.has(Tagged::Log(entry.id), tag))
            && (!by_title || may_search(call, entry.hidden, Hidden::CONTENT))
            && (self.user.is_none() || may_search(call, entry.hidden, Hidden::USER))
    }
}

/// Which type, and which action of it; the action goes before the type.
fn kind<'p>(call: &Call<'_>, params: &'p Params<'_>) -> Result<Option<(&'p str, Option<&'p str>)>, Failure> {
    let Some(whole) = params.action else { return Ok(params.kind.map(|kind| (kind, None))) };
    let release = call.profile().release;
    let known = ACTIONS.iter().any(|action| action.name == whole && action.is_in(release));
    match whole.split_once('/') {
        Some((kind, action)) if known => Ok(Some((kind, Some(action)))),
        _ => {
            let name = call.param_name("action");
            let message = Message::new("apierror-unrecognizedvalue").coded(format!("unknown_{name}"));
            Err(message.arg(name).escaped(whole.to_owned()).into())
        }
    }
}

fn title_of(call: &Call<'_>, text: &str) -> Result<Title, Failure> {
    let target = Title::parse(text, &call.wiki().site().naming()).ok().and_then(|target| target.local());
    target.ok_or_else(|| Message::new("apierror-invalidtitle").escaped(text.to_owned()).into())
}

fn add(call: &mut Call<'_>, params: &Params<'_>, state: &State, entry: &LogEntry) -> bool {
    let has = |word| params.prop.has(word);
    let mut row = Node::map().with_capacity(12);
    let mut any_hidden = false;
    if has("ids") {
        row.append("logid", entry.id.number());
        if call.profile().log_rows == LogRows::PageFirst {
            add_pages(call, state, entry, &mut row);
        }
    }
    if has("title") || has("ids") || has("details") {
        any_hidden |= add_action(call, params, state, entry, &mut row);
    }
    if has("type") {
        row.set("type", entry.action.kind()).set("action", action_name(call, entry));
    }
    let late = matches!(call.profile().log_rows, LogRows::PageFirst | LogRows::ActionFirst);
    if has("details") && late && log_sight(call, entry.hidden, Hidden::CONTENT) == Sight::Open {
        old_log_params(&mut row, entry, call.wiki().site());
    }
    if has("user") || has("userid") {
        let sight = log_sight(call, entry.hidden, Hidden::USER);
        any_hidden |= sight != Sight::Open;
        row.flag("userhidden", sight != Sight::Open);
        if sight != Sight::Unseen {
            let actor = state.actors.get(entry.actor);
            if has("user") {
                row.append("user", &actor.name);
            }
            if has("userid") {
                row.append("userid", actor.user.map_or(0, UserId::number));
                if call.profile().log_rows != LogRows::Nested {
                    as_texts(&mut row, &["userid"]);
                }
            }
            row.flag("temp", call.marks_temporary(&actor.name));
            row.flag("anon", actor.user.is_none());
        }
    }
    if has("timestamp") {
        row.append("timestamp", entry.time);
    }
    if has("comment") || has("parsedcomment") {
        let sight = log_sight(call, entry.hidden, Hidden::COMMENT);
        any_hidden |= sight != Sight::Open;
        row.flag("commenthidden", sight != Sight::Open);
        if has("comment") && sight != Sight::Unseen {
            row.append("comment", &entry.comment);
        }
        if has("parsedcomment") && sight != Sight::Unseen {
            row.append("parsedcomment", parsed_comment(state, &entry.comment, Some(&entry.title)));
        }
    }
    if has("tags") {
        row.append("tags", Node::texts("tag", state.tags.of(Tagged::Log(entry.id))));
    }
    row.flag("suppressed", any_hidden && entry.hidden.contains(Hidden::RESTRICTED));
    call.add_row("item", row)
}

/// What was done to which page. Returns whether that is hidden.
fn add_action(
    call: &Call<'_>,
    params: &Params<'_>,
    state: &State,
    entry: &LogEntry,
    row: &mut Node,
) -> bool {
    let has = |word| params.prop.has(word);
    let sight = log_sight(call, entry.hidden, Hidden::CONTENT);
    row.flag("actionhidden", sight != Sight::Open);
    if sight == Sight::Unseen {
        return true;
    }
    let (site, style) = (call.wiki().site(), call.profile().log_rows);
    if has("type") && style == LogRows::ActionFirst {
        row.append("action", action_name(call, entry));
    }
    if has("title") {
        add_title(row, &entry.title, &site.namespaces);
    }
    if has("ids") && style != LogRows::PageFirst {
        add_pages(call, state, entry, row);
    }
    match style {
        LogRows::Nested if has("details") => drop(row.append("params", log_params(entry, site))),
        LogRows::ActionLast if has("details") => old_log_params(row, entry, site),
        _ => {}
    }
    sight != Sight::Open
}

/// The page of that title now, and the one then.
fn add_pages(call: &Call<'_>, state: &State, entry: &LogEntry, row: &mut Node) {
    let page = state.pages.id_of(&entry.title).unwrap_or_default();
    row.append("pageid", page.number());
    if call.profile().tells_logged_pages {
        row.append("logpage", entry.page.number());
    }
    if let Some(revision) = entry.revision().filter(|_| call.profile().log_tells_revisions) {
        row.append("revid", revision.number());
    }
}

fn action_name(call: &Call<'_>, entry: &LogEntry) -> &'static str {
    match entry.action.action() {
        "autopatrol" if !call.profile().log_names_autopatrol => "patrol",
        action => action,
    }
}
