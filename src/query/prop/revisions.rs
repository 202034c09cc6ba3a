//! `prop=revisions`: the newest revision of pages, revisions by id, or the history of one page
//! (`includes/api/ApiQueryRevisions.php`).

use crate::{
    api::{CacheMode, Call, Failure, Module, PageSet, Run, bad_continue, continue_parts, joined_params, legacy_token},
    base::Timestamp,
    choices,
    message::Message,
    param::{Choice, Chosen, Param, UserName, UserForm},
    params,
    release::{V1_24, V1_37},
    tree::Value,
    wiki::{
        ActorId, PageId, Right, RevisionId, State,
        revision::{Revision, moment},
        tag::Tagged,
    },
};

use crate::query::revision::{
    Base, Limiting, Telling, actor_of, cache_mode, generator_limit, may_search_user,
};

const DIRECTIONS: &[Choice] = choices!["newer", "older"];
const TOKENS: &[Choice] = choices!["rollback"];
const USERS: &[UserForm] = &[UserForm::Name, UserForm::Ip, UserForm::Temp, UserForm::Interwiki, UserForm::Id];

params! {
    /// What `prop=revisions` accepts besides.
    struct Own<'r> {
        /// The revision to begin with.
        startid as "startid": Option<i64> = integer().only("singlepageonly"),
        /// The revision to end with.
        endid as "endid": Option<i64> = integer().only("singlepageonly"),
        /// The time to begin with.
        start as "start": Option<Timestamp> = timestamp().only("singlepageonly"),
        /// The time to end with.
        end as "end": Option<Timestamp> = timestamp().only("singlepageonly"),
        /// In which order.
        dir as "dir": &'r str = choice(DIRECTIONS).preset("older").only("singlepageonly"),
        /// Only revisions by this user.
        user as "user": Option<UserName> = user(USERS).only("singlepageonly"),
        /// No revisions by this user.
        excludeuser as "excludeuser": Option<UserName> = user(USERS).only("singlepageonly"),
        /// Only revisions with this tag.
        tag as "tag": Option<&'r str> = text(),
        /// Which tokens to add.
        token as "token": Option<Chosen> = choice(TOKENS).multi().until(V1_37).lasting().later(V1_24, &choice(TOKENS).multi().deprecated()),
        /// Where to go on.
        resume as "continue": Option<&'r str> = text(),
    }
}

const PARAMS: &[Param] = &{
    let mut params = joined_params::<{ Base::SPECS.len() + Own::SPECS.len() }>(Base::SPECS, Own::SPECS);
    // A limit chooses the history of a page here; elsewhere it may always be given.
    params[Base::LIMIT] = params[Base::LIMIT].only("singlepageonly");
    params
};

pub(super) static MODULE: Module =
    Module::prop("query+revisions", "rv", "ApiQueryRevisions", PARAMS, Run::Now(run))
        .generator(Run::Now(generate))
        .help("Tells of revisions: the newest ones of pages, those whose ids are given, or the history of one page.")
        .manual("API:Revisions")
        .examples(&[
            ("action=query&prop=revisions&titles=API|Main%20Page&rvslots=*&rvprop=timestamp|user|comment|content", "The texts of two pages, and who saved them."),
            ("action=query&prop=revisions&titles=Main%20Page&rvlimit=5&rvprop=timestamp|user|comment", "The last five revisions of the main page."),
            ("action=query&prop=revisions&titles=Main%20Page&rvlimit=5&rvdir=newer&rvstart=2006-05-01T00:00:00Z", "The first five revisions after a time."),
        ]);

/// How revisions are chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// The history of one page.
    History(PageId),
    /// Those whose ids are given.
    ById,
    /// The newest of each page.
    Newest,
}

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let (base, own): (Base<'_>, Own<'_>) = (call.read()?, call.read()?);
    let speaks = base.prop.has("parsedcomment");
    let cache = cache_mode(call);
    call.cache(if speaks { cache.max(CacheMode::AnonPublicUserPrivate) } else { cache });
    let pages = call.pages();
    let Some(mode) = mode(call, &base, &own, &pages)? else { return Ok(()) };
    let limiting = if matches!(mode, Mode::History(_)) { Limiting::AsAsked } else { Limiting::Most };
    let telling = Telling::new(call, base, limiting)?;
    let token = rollback_token(call, own.token.as_ref());
    let state = call.wiki().state();
    let found = Search::new(call, &own, &pages, mode, &state)?.find(&state, &pages, telling.limit + 1);
    for (at, revision) in found.into_iter().enumerate() {
        let Some(page) = state.pages.get(revision.page) else { continue };
        let mut fits = at < telling.limit;
        if fits {
            let mut row = telling.row(call, &state, revision, &page.title)?;
            if let Some(token) = &token {
                row.set("rollbacktoken", token.clone());
            }
            fits = call.add_to_page(page.id.number(), "rev", row);
        }
        if !fits {
            call.resume("continue", resume(mode, revision, call.profile().history_goes_on_by_time));
            break;
        }
    }
    if own.token.as_ref().is_some_and(|token| !token.is_empty()) && token.is_none() {
        drop(state);
        call.warn(Message::new("apiwarn-tokennotallowed").arg("rollback"));
    }
    Ok(())
}

fn generate(call: &mut Call<'_>) -> Result<(), Failure> {
    let (base, own): (Base<'_>, Own<'_>) = (call.read()?, call.read()?);
    let speaks = base.prop.has("parsedcomment");
    let cache = cache_mode(call);
    call.cache(if speaks { cache.max(CacheMode::AnonPublicUserPrivate) } else { cache });
    let pages = call.pages();
    let Some(mode) = mode(call, &base, &own, &pages)? else { return Ok(()) };
    let limit = generator_limit(call, base.limit);
    let state = call.wiki().state();
    let found = Search::new(call, &own, &pages, mode, &state)?.find(&state, &pages, limit + 1);
    for (at, revision) in found.into_iter().enumerate() {
        if at == limit {
            call.resume("continue", resume(mode, revision, call.profile().history_goes_on_by_time));
            break;
        }
        call.found.revisions.push(revision.id);
    }
    Ok(())
}

/// Which way revisions are chosen; `None` if there is nothing to tell.
fn mode(call: &Call<'_>, base: &Base<'_>, own: &Own<'_>, pages: &PageSet) -> Result<Option<Mode>, Failure> {
    let lists = own.user.is_some()
        || own.excludeuser.is_some()
        || base.limit.is_some()
        || own.startid.is_some()
        || own.endid.is_some()
        || own.dir == "newer"
        || own.start.is_some()
        || own.end.is_some();
    let (page_count, revision_count) = (pages.good().len(), pages.revision_count());
    if (revision_count == 0 && page_count == 0) || (revision_count > 0 && pages.live_revisions().is_empty()) {
        return Ok(None);
    }
    let refuse = |key: &'static str| {
        Err(Message::new(key).coded("invalidparammix").arg("rv").into())
    };
    if revision_count > 0 && lists {
        return refuse(call.profile().revids_without_lists);
    }
    if page_count > 1 && lists {
        return refuse("apierror-revisions-singlepage");
    }
    Ok(match pages.good().first() {
        Some((page, _)) if lists => Some(Mode::History(*page)),
        _ if revision_count > 0 => Some(Mode::ById),
        _ => Some(Mode::Newest),
    })
}

/// Where to go on from a revision that found no place.
fn resume(mode: Mode, revision: &Revision, by_time: bool) -> Value {
    match mode {
        Mode::History(_) if !by_time => revision.id.number().into(),
        Mode::History(_) => format!("{}|{}", revision.time.mw14(), revision.id).into(),
        Mode::ById => revision.id.number().into(),
        Mode::Newest => format!("{}|{}", revision.page, revision.id).into(),
    }
}

/// Which revisions are searched for.
struct Search<'c, 'r> {
    call: &'c Call<'r>,
    mode: Mode,
    /// Whether old ones come first.
    newer: bool,
    low: (u32, RevisionId),
    high: (u32, RevisionId),
    user: Option<Option<ActorId>>,
    not_by: Option<ActorId>,
    by_user: bool,
    tag: Option<String>,
    /// The first revision, or page and revision, of other ways than history.
    from: (PageId, RevisionId),
}

impl<'c, 'r> Search<'c, 'r> {
    fn new(
        call: &'c Call<'r>,
        own: &Own<'_>,
        pages: &PageSet,
        mode: Mode,
        state: &State,
    ) -> Result<Self, Failure> {
        let _ = pages;
        let mut search = Self {
            call,
            mode,
            newer: own.dir == "newer",
            low: (0, RevisionId(0)),
            high: (u32::MAX, RevisionId(u32::MAX)),
            user: own.user.as_ref().map(|user| actor_of(state, user)),
            not_by: own.excludeuser.as_ref().and_then(|user| actor_of(state, user)),
            by_user: own.user.is_some() || own.excludeuser.is_some(),
            tag: own.tag.map(str::to_owned),
            from: (PageId(0), RevisionId(0)),
        };
        match mode {
            Mode::History(_) => search.bound(own, state)?,
            Mode::ById => {
                let from = own.resume.map_or(0, leading_number);
                search.from.1 = RevisionId(from.clamp(0, i64::from(u32::MAX)) as u32);
            }
            Mode::Newest => {
                if let Some(value) = own.resume {
                    let [page, revision] = continue_parts::<2>(value)?;
                    let id = |part: &str| leading_number(part).clamp(0, i64::from(u32::MAX)) as u32;
                    search.from = (PageId(id(page)), RevisionId(id(revision)));
                }
            }
        }
        Ok(search)
    }

    /// From where to where in the history.
    fn bound(&mut self, own: &Own<'_>, state: &State) -> Result<(), Failure> {
        self.call.at_most_one(&[("startid", own.startid.is_some()), ("start", own.start.is_some())])?;
        self.call.at_most_one(&[("endid", own.endid.is_some()), ("end", own.end.is_some())])?;
        self.call.at_most_one(&[("user", self.user.is_some()), ("excludeuser", own.excludeuser.is_some())])?;
        if let Some(value) = own.resume.filter(|_| !self.call.profile().history_goes_on_by_time) {
            let from = RevisionId::of(leading_number(value)).and_then(|id| state.any_revision(id));
            if let Some(revision) = from {
                self.begin((moment(revision.time), revision.id));
            }
        } else if let Some(value) = own.resume {
            let [time, id] = continue_parts::<2>(value)?;
            let time = Timestamp::parse(time, self.call.now).ok_or_else(bad_continue)?;
            let id = id.parse().map_err(|_| bad_continue())?;
            self.begin((moment(time), RevisionId(id)));
        }
        let place = |id: Option<i64>, name: &'static str| -> Result<Option<(u32, RevisionId)>, Failure> {
            let Some(id) = id else { return Ok(None) };
            let found = RevisionId::of(id).and_then(|id| state.any_revision(id));
            let name = self.call.param_name(name);
            let bad = || Message::new("apierror-revisions-badid").coded(format!("badid_{name}")).arg(name.clone());
            found.map(|revision| Some((moment(revision.time), revision.id))).ok_or_else(|| bad().into())
        };
        let (start, end) = (place(own.startid, "startid")?, place(own.endid, "endid")?);
        // A time alone takes in all revisions of its second.
        let (first, last) = if self.newer { (0, u32::MAX) } else { (u32::MAX, 0) };
        if let Some(start) = start.or(own.start.map(|time| (moment(time), RevisionId(first)))) {
            self.begin(start);
        }
        if let Some(end) = end.or(own.end.map(|time| (moment(time), RevisionId(last)))) {
            if self.newer { self.high = self.high.min(end) } else { self.low = self.low.max(end) }
        }
        Ok(())
    }

    fn begin(&mut self, place: (u32, RevisionId)) {
        if self.newer { self.low = self.low.max(place) } else { self.high = self.high.min(place) }
    }

    fn find<'s>(&self, state: &'s State, pages: &PageSet, most: usize) -> Vec<&'s Revision> {
        match self.mode {
            Mode::History(_) if self.low > self.high => Vec::new(),
            Mode::History(page) => {
                let all = state.revisions.history_from(page, self.low, self.high).filter(|row| self.fits(row, state));
                if self.newer { all.take(most).collect() } else { all.rev().take(most).collect() }
            }
            Mode::ById => {
                let mut ids: Vec<RevisionId> = pages.live_revisions().iter().map(|(id, _)| *id).collect();
                ids.sort_unstable();
                let all = ids.into_iter().filter(|id| *id >= self.from.1).filter_map(|id| state.revisions.get(id));
                all.filter(|row| self.fits(row, state)).take(most).collect()
            }
            Mode::Newest => {
                let mut ids: Vec<PageId> = pages.good().iter().map(|(id, _)| *id).collect();
                ids.sort_unstable();
                let all = ids.into_iter().filter_map(|id| state.latest(id));
                let all = all.filter(|row| (row.page, row.id) >= self.from && self.fits(row, state));
                all.take(most).collect()
            }
        }
    }

    fn fits(&self, revision: &Revision, state: &State) -> bool {
        if let Some(tag) = &self.tag
            && !state.tags.has(Tagged::Revision(revision.id), tag) {
                return false;
            }
        if !self.by_user || !matches!(self.mode, Mode::History(_)) {
            return true;
        }
        self.user.is_none_or(|user| user == Some(revision.actor))
            && self.not_by != Some(revision.actor)
            && may_search_user(self.call, revision.hidden, self.call.may(Right::DeletedHistory))
    }
}

/// The number that a text begins with, as PHP's `(int)` reads it.
fn leading_number(text: &str) -> i64 {
    let end = text.bytes().position(|byte| !byte.is_ascii_digit()).unwrap_or(text.len());
    text[..end].parse().unwrap_or(0)
}

/// The token for rolling back; `None` if it is not asked for or not given.
fn rollback_token(call: &mut Call<'_>, asked: Option<&Chosen>) -> Option<crate::base::Text> {
    asked.filter(|asked| asked.has("rollback") && call.may(Right::Rollback))?;
    legacy_token(call, "rollback")
}
