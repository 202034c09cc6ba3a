//! `list=watchlist`: what happened lately to pages on a watchlist (`includes/api/ApiQueryWatchlist.php`).

use crate::{
    api::{as_texts, CacheMode, Call, Failure, Module, Run, Timeline, watchlist_owner},
    base::Timestamp,
    choices,
    param::{Choice, Chosen, Limit, UserForm, UserName},
    params,
    query::{
        change::{Line, Telling, check_patrol, check_show, may_search, sees_patrol},
        revision::actor_of,
    },
    release::{V1_22, V1_27, V1_23, WatchedStrangers},
    tree::Node,
    wiki::{
        ActorId, Namespace, State, Title, UserId,
        recent::{RecentChange, RecentKind},
        revision::{Hidden, moment},
        table::Dated,
        watch::Watched,
    },
};

const DIRECTIONS: &[Choice] = choices!["newer", "older"];
const PROPS: &[Choice] = choices![
    "ids", "title", "flags", "user", "userid", "comment", "parsedcomment", "timestamp", "patrol", "sizes",
    "notificationtimestamp", "loginfo", "tags" since V1_31, "expiry" since V1_36,
];
const SHOW: &[Choice] = choices![
    "minor", "!minor", "bot", "!bot", "anon", "!anon", "patrolled", "!patrolled", "autopatrolled" since V1_31, "!autopatrolled" since V1_31,
    "unread" since V1_24, "!unread" since V1_24,
];
const KINDS: &[Choice] = choices!["edit", "new", "log", "external" since V1_22, "categorize" since V1_27];
const USERS: &[UserForm] = &[UserForm::Name, UserForm::Ip, UserForm::Temp, UserForm::Interwiki, UserForm::Id];

params! {
    /// What `list=watchlist` accepts.
    struct Params<'r> {
        /// All changes of each page, not only the last one.
        allrev as "allrev": bool = flag(),
        /// The time to begin with.
        start as "start": Option<Timestamp> = timestamp(),
        /// The time to end with.
        end as "end": Option<Timestamp> = timestamp(),
        /// Only pages in these namespaces.
        namespace as "namespace": Option<Vec<i32>> = namespace().multi(),
        /// Only changes by this user.
        user as "user": Option<UserName> = user(USERS),
        /// No changes by this user.
        excludeuser as "excludeuser": Option<UserName> = user(USERS),
        /// In which order.
        dir as "dir": &'r str = choice(DIRECTIONS).preset("older"),
        /// How many.
        limit as "limit": Limit = limit(),
        /// What to tell of each change.
        prop as "prop": Chosen = choice(PROPS).multi().preset("ids|title|flags"),
        /// Only changes of which these hold; `!` is a no.
        show as "show": Option<Chosen> = choice(SHOW).multi(),
        /// Which kinds of changes.
        kinds as "type": Chosen = choice(KINDS).multi().preset("edit|new|log").since(V1_22).later(V1_27, &choice(KINDS).multi().preset("edit|new|log|categorize").since(V1_22)),
        /// Whose watchlist, if not one's own; with `token`.
        owner as "owner": Option<UserName> = user(&[UserForm::Name]),
        /// The token from that user's preferences.
        token as "token": Option<&'r str> = text().sensitive(),
        /// Where to go on.
        resume as "continue": Option<&'r str> = text().since(V1_23),
    }
}

pub(super) static MODULE: Module =
    Module::list("query+watchlist", "wl", "ApiQueryWatchlist", Params::SPECS, Run::Now(run))
        .generator(Run::Now(generate))
        .help("Lists what happened lately to the pages on one's watchlist.")
        .manual("API:Watchlist")
        .examples(&[
            ("action=query&list=watchlist", "The newest revisions of watched pages."),
            (
                "action=query&list=watchlist&wlallrev=&wlprop=ids|title|timestamp|user|comment",
                "All changes of watched pages.",
            ),
            ("action=query&generator=watchlist&prop=info", "About pages with recent changes."),
        ]);

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    call.cache(CacheMode::Private);
    let state = call.wiki().state();
    let owner = watchlist_owner(call, &state, params.owner.as_ref(), params.token)?;
    if params.prop.has("patrol") {
        check_patrol(call, "patrol")?;
    }
    let search = Search::new(call, &params, &state, owner)?;
    let found = search.find(call, &state);
    call.list("item");
    for (count, (row, watched)) in found.into_iter().enumerate() {
        let line = Line::new(&state, row);
        let node = tell(call, &params, &state, &line, watched);
        if count == params.limit.0 || !call.add_row("item", node) {
            call.resume_line(row.time, row.id);
            break;
        }
    }
    Ok(())
}

fn generate(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    call.cache(CacheMode::Private);
    let state = call.wiki().state();
    let owner = watchlist_owner(call, &state, params.owner.as_ref(), params.token)?;
    let search = Search::new(call, &params, &state, owner)?;
    for (count, (row, _)) in search.find(call, &state).into_iter().enumerate() {
        if count == params.limit.0 {
            call.resume_line(row.time, row.id);
        } else if params.allrev {
            call.found.revisions.push(row.revision);
        } else {
            call.found.ids.push(row.page);
        }
    }
    Ok(())
}

/// How many changes are looked at for each one that is asked for, before the list itself is gone through.
const LINES_FOR_ONE: usize = 4;

/// What changes are asked for.
struct Search<'p, 'r> {
    params: &'p Params<'r>,
    owner: UserId,
    line: Timeline,
    user: Option<Option<ActorId>>,
    not_by: Option<ActorId>,
    show: Chosen,
}

impl<'p, 'r> Search<'p, 'r> {
    fn new(
        call: &Call<'_>,
        params: &'p Params<'r>,
        state: &State,
        owner: UserId,
    ) -> Result<Self, Failure> {
        let line = Timeline::new(params.dir, params.start, params.end).resumed(params.resume, call.now)?;
        let mut show = params.show.clone().unwrap_or_default();
        check_show(&show)?;
        if show.has("patrolled") || show.has("!patrolled") {
            check_patrol(call, "permissiondenied")?;
        }
        if !sees_patrol(call) {
            // Of automatic patrols it is not said that they cannot be seen (`WatchedItemQueryService`).
            show = show.without(&["autopatrolled", "!autopatrolled"]);
        }
        call.at_most_one(&[("user", params.user.is_some()), ("excludeuser", params.excludeuser.is_some())])?;
        let user = params.user.as_ref().map(|user| actor_of(state, user));
        let not_by = params.excludeuser.as_ref().and_then(|user| actor_of(state, user));
        Ok(Self { params, owner, line, user, not_by, show })
    }

    /// The changes in order, one more than are told of.
    fn find<'s>(&self, call: &Call<'_>, state: &'s State) -> Vec<(&'s RecentChange, Watched)> {
        if self.line.is_empty() {
            return Vec::new();
        }
        let most = self.params.limit.0 + 1;
        if let Some(found) = self.find_among_all(call, state, most) {
            return found;
        }
        let namespaces = self.params.namespace.as_deref().unwrap_or_default();
        let (low, high) = self.line.bounds();
        let first = Title::of_key(Namespace(i32::MIN), "");
        let pages: Vec<(&Title, Watched)> = state
            .watchlists
            .of(self.owner, &first, call.now)
            .filter(|(title, _)| namespaces.is_empty() || namespaces.contains(&title.namespace().0))
            .collect();
        let lists = pages.iter().map(|(title, watched)| {
            let rows = self.line.order(state.recent.by_title_between(title, low, high));
            rows.map(|row| (row.place(), (row, *watched)))
        });
        let all = self.line.merge(lists).filter(|(row, watched)| self.fits(call, state, row, *watched));
        all.take(most).collect()
    }

    /// The same by looking through all changes, which is less work if enough of them are of watched pages; `None` if
    /// too few are.
    fn find_among_all<'s>(
        &self,
        call: &Call<'_>,
        state: &'s State,
        most: usize,
    ) -> Option<Vec<(&'s RecentChange, Watched)>> {
        let namespaces = self.params.namespace.as_deref().unwrap_or_default();
        let lines = self.line.rows(state.recent.by_time());
        let mut found = Vec::with_capacity(most);
        for row in lines.take(most * LINES_FOR_ONE) {
            let number = row.title.namespace().0;
            if !namespaces.is_empty() && !namespaces.contains(&number) {
                continue;
            }
            let Some(watched) = state.watchlists.get(self.owner, &row.title, call.now) else { continue };
            if self.fits(call, state, row, watched) {
                found.push((row, watched));
                if found.len() == most {
                    return Some(found);
                }
            }
        }
        None
    }

    fn fits(&self, call: &Call<'_>, state: &State, row: &RecentChange, watched: Watched) -> bool {
        let is_log = row.kind == RecentKind::Log;
        let kinds = &self.params.kinds;
        let is_last = || state.pages.get(row.page).is_some_and(|page| page.latest == row.revision);
        let hidden = || state.recent_details(row).hidden;
        let unread = watched.unseen.is_some_and(|since| moment(row.time) >= moment(since));
        (kinds.is_empty() || kinds.has(row.kind.name()))
            && (self.params.allrev || is_log || is_last())
            && self.user.is_none_or(|user| user == Some(row.actor))
            && self.not_by != Some(row.actor)
            && (self.show.is_empty() || Line::new(state, row).fits(state, &self.show))
            && (!self.show.has("unread") || unread)
            && (!self.show.has("!unread") || !unread)
            && (self.user.is_none() && self.params.excludeuser.is_none()
                || may_search(call, hidden(), Hidden::USER))
            // What is hidden of a log entry is its page, too.
            && (!is_log || may_search(call, hidden(), Hidden::CONTENT))
    }
}

/// A change as the answer has it.
fn tell(call: &Call<'_>, params: &Params<'_>, state: &State, line: &Line<'_>, watched: Watched) -> Node {
    let has = |word| params.prop.has(word);
    let mut node = Node::map().with_capacity(12);
    node.append("type", line.row.kind.name());
    let mut telling = Telling { call, state, line, node, any_hidden: false };
    telling.add_page(has("title"), has("ids"));
    if (has("user") || has("userid")) && telling.sees_user() {
        if has("userid") {
            let id = telling.user_id();
            // The id once stood where the name stands now.
            telling.node.append("userid", id).append("user", id);
            if call.profile().tells_ids_as_texts {
                as_texts(&mut telling.node, &["userid", "user"]);
            }
        }
        if has("user") {
            telling.node.set("user", &line.actor.name);
        }
        let style = call.profile().watched_strangers;
        if style == WatchedStrangers::TemporaryTold && has("user") {
            telling.node.append("temp", call.marks_temporary(&line.actor.name));
        }
        let anonymous = line.actor.user.is_none();
        if anonymous || style != WatchedStrangers::Marked {
            telling.node.append("anon", anonymous);
        }
    }
    if has("flags") {
        telling.add_flags();
    }
    if has("sizes") {
        telling.add_sizes();
    }
    if has("timestamp") {
        telling.node.append("timestamp", line.row.time);
    }
    if has("notificationtimestamp") {
        let since = watched.unseen.map(|since| since.to_string()).unwrap_or_default();
        telling.node.append("notificationtimestamp", since);
    }
    telling.add_comment(has("comment"), has("parsedcomment"));
    if has("patrol") {
        telling.add_patrolled();
    }
    if has("loginfo") {
        telling.add_log();
    }
    if has("tags") {
        telling.add_tags();
    }
    if has("expiry") {
        let end = watched.expiry.time();
        telling.node.append("expiry", end.map_or(false.into(), crate::tree::Value::from));
    }
    telling.finish()
}
