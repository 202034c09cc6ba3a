//! `list=recentchanges`: what happened lately (`includes/api/ApiQueryRecentChanges.php`).

use crate::{
    api::{CacheMode, Call, as_texts, Failure, Module, Run, Timeline, forget_tokens, legacy_token},
    base::{Text, Timestamp, digest},
    choices,
    message::Message,
    param::{Choice, Chosen, Limit, UserForm, UserName},
    params,
    query::{
        change::{Line, Telling, check_patrol, check_show},
        revision::{Sight, actor_of, cache_mode, may_search_user, sight},
    },
    release::{V1_21, V1_27, V1_32, V1_35, V1_37},
    tree::Node,
    wiki::{
        ActorId, Right, State, Title,
        recent::{RecentChange, RecentKind},
        revision::Hidden,
        table::{Dated, Sorted},
        tag::Tagged,
    },
};

const DIRECTIONS: &[Choice] = choices!["newer", "older"];
const PROPS: &[Choice] = choices![
    "user", "userid", "comment", "parsedcomment", "flags", "timestamp", "title", "ids", "sizes", "redirect", "patrolled",
    "loginfo", "tags", "sha1" since V1_22,
];
const TOKENS: &[Choice] = choices!["patrol"];
const SHOW: &[Choice] = choices![
    "minor", "!minor", "bot", "!bot", "anon", "!anon", "redirect", "!redirect", "patrolled", "!patrolled", "unpatrolled" since V1_23,
    "autopatrolled" since V1_31, "!autopatrolled" since V1_31,
];
const KINDS: &[Choice] = choices!["edit", "new", "log", "external" since V1_21, "categorize" since V1_27];
const SLOTS: &[Choice] = choices!["main"];
const USERS: &[UserForm] = &[UserForm::Name, UserForm::Ip, UserForm::Temp, UserForm::Interwiki, UserForm::Id];

params! {
    /// What `list=recentchanges` accepts.
    struct Params<'r> {
        /// The time to begin with.
        start as "start": Option<Timestamp> = timestamp(),
        /// The time to end with.
        end as "end": Option<Timestamp> = timestamp(),
        /// In which order.
        dir as "dir": &'r str = choice(DIRECTIONS).preset("older"),
        /// Only changes in these namespaces.
        namespace as "namespace": Option<Vec<i32>> = namespace().multi().extra(&[-2, -1]),
        /// Only changes by this user.
        user as "user": Option<UserName> = user(USERS),
        /// No changes by this user.
        excludeuser as "excludeuser": Option<UserName> = user(USERS),
        /// Only changes with this tag.
        tag as "tag": Option<&'r str> = text(),
        /// What to tell of each change.
        prop as "prop": Chosen = choice(PROPS).multi().preset("title|timestamp|ids"),
        /// Which tokens to add.
        token as "token": Option<Chosen> = choice(TOKENS).multi().deprecated().until(V1_37).lasting(),
        /// Only changes of which these hold; `!` is a no.
        show as "show": Option<Chosen> = choice(SHOW).multi(),
        /// How many.
        limit as "limit": Limit = limit(),
        /// Which kinds of changes.
        kinds as "type": Chosen = choice(KINDS).multi().preset("edit|new|log").later(V1_27, &choice(KINDS).multi().preset("edit|new|log|categorize")),
        /// Only changes that are the newest revision of their page.
        toponly as "toponly": bool = flag(),
        /// Only changes of this page.
        title as "title": Option<&'r str> = text().since(V1_32),
        /// Where to go on.
        resume as "continue": Option<&'r str> = text().since(V1_21),
        /// As a generator, find revisions and not pages.
        generaterevisions as "generaterevisions": bool = flag().since(V1_27),
        /// Only changes of this slot.
        slot as "slot": Option<&'r str> = choice(SLOTS).since(V1_35),
    }
}

pub(super) static MODULE: Module =
    Module::list("query+recentchanges", "rc", "ApiQueryRecentChanges", Params::SPECS, Run::Now(run))
        .generator(Run::Now(generate))
        .help("Lists what happened lately: edits, new pages and what is in the log.")
        .manual("API:Recentchanges")
        .examples(&[
            ("action=query&list=recentchanges", "The last changes."),
            (
                "action=query&generator=recentchanges&grcshow=!patrolled&prop=info",
                "About pages with changes that nobody has patrolled.",
            ),
        ]);

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let mut params: Params<'_> = call.read()?;
    forget_tokens(call, "token", &mut params.token);
    call.cache(cache(call, &params));
    let state = call.wiki().state();
    let search = Search::new(call, &params, &state)?;
    if params.prop.has("patrolled") {
        check_patrol(call, "permissiondenied")?;
    }
    let mut found = search.find(call, &state);
    call.list("rc");
    for count in 0.. {
        let Some(row) = found.next() else { break };
        let row = Line::new(&state, row);
        if count == params.limit.0 || !add(call, &params, &state, &row) {
            call.resume_line(row.row.time, row.row.id);
            break;
        }
    }
    Ok(())
}

fn add(call: &mut Call<'_>, params: &Params<'_>, state: &State, line: &Line<'_>) -> bool {
    let mut node = tell(call, params, state, line);
    if params.token.as_ref().is_some_and(|token| token.has("patrol")) {
        match patrol_token(call, line.row.kind) {
            Some(token) => drop(node.append("patroltoken", token)),
            None => call.warn(Message::new("apiwarn-tokennotallowed").arg("patrol")),
        }
    }
    call.add_row("rc", node)
}

fn generate(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    call.cache(cache(call, &params));
    let state = call.wiki().state();
    let search = Search::new(call, &params, &state)?;
    if params.prop.has("patrolled") {
        check_patrol(call, "permissiondenied")?;
    }
    let found: Vec<&RecentChange> = search.find(call, &state).take(params.limit.0 + 1).collect();
    if let Some(first) = found.first() {
        // Lines come at the front of this list all the time: others that go on shall see the same.
        let (param, value) = call.line_place(first.time, first.id);
        call.resume_same(param, value);
    }
    for (count, row) in found.into_iter().enumerate() {
        if count == params.limit.0 {
            call.resume_line(row.time, row.id);
        } else if !params.generaterevisions {
            call.found.titles.push(row.title.clone());
        } else if row.revision.known().is_some() {
            call.found.revisions.push(row.revision);
        }
    }
    Ok(())
}

fn cache(call: &Call<'_>, params: &Params<'_>) -> CacheMode {
    let of_patrol = |show: &Chosen| show.iter().any(|word| word.ends_with("patrolled"));
    if params.show.as_ref().is_some_and(of_patrol) || params.token.is_some() {
        return CacheMode::Private;
    }
    let mode = cache_mode(call);
    if params.prop.has("parsedcomment") { mode.max(CacheMode::AnonPublicUserPrivate) } else { mode }
}

/// `ApiQueryRecentChanges::getPatrolToken`: what is in the log needs no patrol.
fn patrol_token(call: &mut Call<'_>, kind: RecentKind) -> Option<Text> {
    if matches!(kind, RecentKind::Edit | RecentKind::New) { legacy_token(call, "patrol") } else { None }
}

/// What lines are asked for.
struct Search<'p, 'r> {
    params: &'p Params<'r>,
    line: Timeline,
    title: Option<Title>,
    namespaces: &'p [i32],
    user: Option<Option<ActorId>>,
    not_by: Option<ActorId>,
    show: Chosen,
}

impl<'p, 'r> Search<'p, 'r> {
    fn new(call: &Call<'_>, params: &'p Params<'r>, state: &State) -> Result<Self, Failure> {
        let line = Timeline::new(params.dir, params.start, params.end).resumed(params.resume, call.now)?;
        let namespaces = params.namespace.as_deref().unwrap_or_default();
        let (title, namespaces) = page(call, params, namespaces)?;
        let show = params.show.clone().unwrap_or_default();
        check_show(&show)?;
        if show.iter().any(|word| word.ends_with("patrolled")) {
            check_patrol(call, "permissiondenied")?;
        }
        call.at_most_one(&[("user", params.user.is_some()), ("excludeuser", params.excludeuser.is_some())])?;
        let user = params.user.as_ref().map(|user| actor_of(state, user));
        let not_by = params.excludeuser.as_ref().and_then(|user| actor_of(state, user));
        Ok(Self { params, line, title, namespaces, user, not_by, show })
    }

    /// The lines, in order. The index that leaves most out is used.
    fn find<'s>(&'s self, call: &Call<'_>, state: &'s State) -> Box<dyn Iterator<Item = &'s RecentChange> + 's> {
        let rows = &state.recent;
        let hides = Hides::of(call);
        let fits = move |row: &&RecentChange| self.fits(row, state, hides);
        match (&self.title, self.user, self.params.tag) {
            _ if self.line.is_empty() => Box::new(std::iter::empty()),
            (Some(title), ..) => {
                let (low, high) = self.line.bounds();
                Box::new(self.line.order(rows.by_title_between(title, low, high)).filter(fits))
            }
            (_, Some(Some(actor)), _) => {
                Box::new(self.line.rows(rows.by_actor(actor)).filter(fits))
            }
            (_, Some(None), _) => Box::new(std::iter::empty()),
            (.., Some(tag)) => {
                let lines = state.tags.carriers(tag).into_iter().flat_map(Sorted::iter).filter_map(|on| match on {
                    Tagged::Revision(id) => rows.of_revision(*id),
                    Tagged::Log(id) => rows.of_log(*id),
                });
                Box::new(self.line.pick(lines).into_iter().filter(fits))
            }
            _ => match self.some_kinds() {
                Some(kinds) => {
                    let lists: Vec<_> = kinds.into_iter().map(|kind| self.line.rows(rows.by_kind(kind))).collect();
                    let lists = lists.into_iter().map(|list| list.map(|row| (row.place(), row)));
                    Box::new(self.line.merge(lists).filter(fits))
                }
                None => Box::new(self.line.rows(rows.by_time()).filter(fits)),
            },
        }
    }

    /// The kinds that are asked for, if they are not all; none of the others has to be looked at then.
    fn some_kinds(&self) -> Option<Vec<RecentKind>> {
        let kinds: Vec<RecentKind> = RecentKind::ALL.into_iter().filter(|kind| self.params.kinds.has(kind.name())).collect();
        let all = self.params.kinds.is_empty() || kinds.len() == RecentKind::ALL.len();
        (!all).then_some(kinds)
    }

    fn fits(&self, row: &RecentChange, state: &State, hides: Hides) -> bool {
        let params = self.params;
        let kinds = &params.kinds;
        let content = || matches!(row.kind, RecentKind::Edit | RecentKind::New);
        (kinds.is_empty() || kinds.has(row.kind.name()))
            && (params.slot.is_none() || content())
            && (self.namespaces.is_empty() || self.namespaces.contains(&row.title.namespace().0))
            && self.user.is_none_or(|user| user == Some(row.actor))
            && self.not_by != Some(row.actor)
            && params.tag.is_none_or(|tag| state.recent_tags(row).iter().any(|known| **known == *tag))
            && (self.show.is_empty() || Line::new(state, row).fits(state, &self.show))
            && self.fits_page(row, state)
            && (params.user.is_none() && params.excludeuser.is_none()
                || hides.sees_user(state.recent_details(row).hidden))
    }

    /// What depends on the page that has the title now.
    fn fits_page(&self, row: &RecentChange, state: &State) -> bool {
        let (redirect, other) = (self.show.has("redirect"), self.show.has("!redirect"));
        if !self.params.toponly && !redirect && !other {
            return true;
        }
        let page = state.pages.titled(&row.title);
        let redirects = page.is_some_and(|page| page.redirect.is_some());
        (!self.params.toponly || page.is_some_and(|page| page.latest == row.revision))
            && (!redirect || redirects)
            && (!other || !redirects)
    }
}

/// Whose names nobody shall find out by searching (T19342).
#[derive(Debug, Clone, Copy)]
struct Hides {
    from_most: bool,
    from_all: bool,
}

impl Hides {
    fn of(call: &Call<'_>) -> Self {
        let finds = |hidden| may_search_user(call, hidden, call.may(Right::DeletedHistory));
        Self { from_most: !finds(Hidden::USER), from_all: !finds(Hidden::USER | Hidden::RESTRICTED) }
    }

    fn sees_user(self, hidden: Hidden) -> bool {
        let hides = if hidden.contains(Hidden::RESTRICTED) { self.from_all } else { self.from_most };
        !(hides && hidden.contains(Hidden::USER))
    }
}

/// The page that is asked for, and the namespaces.
fn page<'p>(
    call: &Call<'_>,
    params: &Params<'_>,
    namespaces: &'p [i32],
) -> Result<(Option<Title>, &'p [i32]), Failure> {
    let Some(text) = params.title else { return Ok((None, namespaces)) };
    let target = Title::parse(text, &call.wiki().site().naming()).ok().and_then(|target| target.local());
    let title = target.ok_or_else(|| Failure::new(Message::new("apierror-invalidtitle").escaped(text.to_owned())))?;
    if call.profile().checks_title_against_namespaces {
        let outside = !namespaces.is_empty() && !namespaces.contains(&title.namespace().0);
        call.at_most_one(&[("title", outside), ("namespace", outside)])?;
    }
    Ok((Some(title), namespaces))
}

/// A line as the answer has it.
fn tell(call: &Call<'_>, params: &Params<'_>, state: &State, line: &Line<'_>) -> Node {
    let has = |word| params.prop.has(word);
    let mut node = Node::map().with_capacity(12);
    node.append("type", line.row.kind.name());
    let mut telling = Telling { call, state, line, node, any_hidden: false };
    if call.profile().changes_tell_pages_first {
        telling.add_page(has("title"), has("ids"));
    } else {
        telling.add_page(has("title"), false);
    }
    if has("ids") {
        telling.node.append("rcid", line.row.id.number());
    }
    if !call.profile().changes_tell_pages_first {
        telling.add_page(false, has("ids"));
    }
    if (has("user") || has("userid")) && telling.sees_user() {
        if has("user") {
            telling.node.append("user", &line.actor.name);
        }
        if has("userid") {
            telling.node.append("userid", telling.user_id());
            if call.profile().tells_ids_as_texts {
                as_texts(&mut telling.node, &["userid"]);
            }
        }
        telling.node.flag("temp", call.marks_temporary(&line.actor.name));
        telling.node.flag("anon", line.actor.user.is_none());
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
    telling.add_comment(has("comment"), has("parsedcomment"));
    if has("redirect") {
        let page = state.pages.titled(&line.row.title);
        telling.node.append("redirect", page.is_some_and(|page| page.redirect.is_some()));
    }
    if has("patrolled") {
        telling.add_patrolled();
    }
    if has("loginfo") {
        telling.add_log();
    }
    if has("tags") {
        telling.add_tags();
    }
    if has("sha1") {
        add_sha1(&mut telling);
    }
    telling.finish()
}

/// The digest of the text, while the revision lives.
fn add_sha1(telling: &mut Telling<'_, '_>) {
    let Some(revision) = telling.state.revisions.get(telling.line.row.revision) else { return };
    let sight = sight(telling.call, revision.hidden, Hidden::CONTENT);
    if sight != Sight::Open {
        telling.node.append("sha1hidden", true);
        telling.any_hidden = true;
    }
    if sight != Sight::Unseen {
        telling.node.append("sha1", digest::sha1_hex(revision.content.as_bytes()));
    }
}
