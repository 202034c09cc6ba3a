//! `list=usercontribs`: the revisions that somebody saved (`includes/api/ApiQueryUserContribs.php`).

use crate::{
    api::{CacheMode, Call, Failure, Module, Run, Timeline, add_title, as_texts, bad_continue, continue_parts, parsed_comment},
    base::Timestamp,
    choices,
    message::Message,
    param::{Choice, Chosen, Limit, Surroundings, UserForm, UserName},
    params,
    query::{
        change::{check_patrol, check_show, fits_patrolled},
        revision::{Sight, may_search_user, sight},
    },
    release::{V1_27, V1_29, V1_32, V1_39},
    tree::Node,
    wiki::{
        ActorId, RevisionId, Right, State, UserId,
        actor::ActorRow,
        address::AddressRange,
        page::Page,
        recent::Patrolled,
        revision::{Hidden, Revision},
        tag::Tagged,
    },
};

const DIRECTIONS: &[Choice] = choices!["newer", "older"];
const PROPS: &[Choice] = choices![
    "ids", "title", "timestamp", "comment", "parsedcomment", "size", "sizediff", "flags", "patrolled", "tags",
];
const SHOW: &[Choice] = choices![
    "minor", "!minor", "patrolled", "!patrolled", "autopatrolled" since V1_31, "!autopatrolled" since V1_31, "top", "!top", "new", "!new",
];
const USERS: &[UserForm] = &[UserForm::Name, UserForm::Ip, UserForm::Temp, UserForm::Interwiki];
/// The widest ranges that are searched (`$wgRangeContributionsCIDRLimit`).
const WIDEST: (u8, u8) = (16, 32);

params! {
    /// What `list=usercontribs` accepts.
    struct Params<'r> {
        /// How many.
        limit as "limit": Limit = limit(),
        /// The time to begin with.
        start as "start": Option<Timestamp> = timestamp(),
        /// The time to end with.
        end as "end": Option<Timestamp> = timestamp(),
        /// Where to go on.
        resume as "continue": Option<&'r str> = text(),
        /// Whose revisions.
        user as "user": Option<Vec<UserName>> = text().multi().later(V1_27, &user(USERS).multi()),
        /// Whose revisions, by ids.
        userids as "userids": Option<Vec<i64>> = integer().multi().since(V1_29),
        /// Revisions of all whose names begin so.
        userprefix as "userprefix": Option<&'r str> = text(),
        /// Revisions from all addresses of this range.
        iprange as "iprange": Option<&'r str> = text().since(V1_39),
        /// In which order.
        dir as "dir": &'r str = choice(DIRECTIONS).preset("older"),
        /// Only revisions of pages in these namespaces.
        namespace as "namespace": Option<Vec<i32>> = namespace().multi(),
        /// What to tell of each revision.
        prop as "prop": Chosen = choice(PROPS).multi().preset("ids|title|timestamp|comment|size|flags"),
        /// Only revisions of which these hold; `!` is a no. What is patrolled is known of recent changes alone.
        show as "show": Option<Chosen> = choice(SHOW).multi(),
        /// Only revisions with this tag.
        tag as "tag": Option<&'r str> = text(),
        /// Only the newest revisions of pages.
        toponly as "toponly": bool = flag().deprecated(),
    }
}

pub(super) static MODULE: Module =
    Module::list("query+usercontribs", "uc", "ApiQueryUserContribs", Params::SPECS, Run::Now(run))
        .class_before(V1_32, "ApiQueryContributions")
        .help("Lists the revisions that somebody saved.")
        .manual("API:Usercontribs")
        .examples(&[
            ("action=query&list=usercontribs&ucuser=Example", "What an account has saved."),
            ("action=query&list=usercontribs&ucuserprefix=192.0.2.", "What all addresses that begin so have saved."),
        ]);

/// What revisions are in order of, before time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    /// There is one author.
    Time,
    /// The number of the author, which nothing else tells.
    Actor,
    /// The author's name.
    Name,
}

/// Whose revisions are asked for, in order.
struct Authors<'s> {
    order: Order,
    actors: Box<dyn Iterator<Item = &'s ActorRow> + 's>,
}

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    call.cache(CacheMode::AnonPublicUserPrivate);
    let names_only = call.profile().contributions_check_names;
    if !names_only {
    call.exactly_one(&[
        ("userprefix", params.userprefix.is_some()),
        ("userids", params.userids.is_some()),
        ("iprange", params.iprange.is_some()),
        ("user", params.user.is_some()),
    ])?;
    }
    let state = call.wiki().state();
    let authors = authors(call, &params, &state)?;
    call.list("item");
    let mut actors = authors.actors.peekable();
    if actors.peek().is_none() {
        return Ok(());
    }
    let search = Search::new(call, &params, authors.order)?;
    let mut count = 0;
    for actor in actors {
        let Some(line) = search.line_of(actor) else { continue };
        for revision in line.rows(state.revisions.by_actor(actor.id)) {
            let Some(page) = state.pages.get(revision.page) else { continue };
            if !search.fits(call, &state, revision, page) {
                continue;
            }
            count += 1;
            if count > params.limit.0 || !add(call, &params, &state, (actor, revision, page)) {
                match search.order {
                    Order::Time => call.resume_line(revision.time, revision.id),
                    Order::Actor | Order::Name => call.resume("continue", search.place(actor, revision)),
                }
                return Ok(());
            }
        }
    }
    Ok(())
}

fn authors<'s>(call: &Call<'_>, params: &Params<'_>, state: &'s State) -> Result<Authors<'s>, Failure> {
    let newer = params.dir == "newer";
    let actors = &state.actors;
    let empty = |name: &'static str| {
        let name = call.param_name(name);
        let message = Message::new("apierror-paramempty").coded(format!("paramempty_{name}"));
        Failure::new(message.arg(name))
    };
    if let Some(prefix) = params.userprefix {
        // Those before the one to go on with have been told of.
        let from = params.resume.and_then(|value| value.split('|').nth(1)).filter(|from| from.starts_with(prefix));
        let actors: Box<dyn Iterator<Item = &ActorRow>> = if newer {
            Box::new(actors.with_prefix(prefix, from, None))
        } else {
            Box::new(actors.with_prefix(prefix, None, from).rev())
        };
        return Ok(Authors { order: Order::Name, actors });
    }
    if let Some(range) = params.iprange {
        let AddressRange { first, last } = range_of(range)?;
        let found = actors.addresses(first, last);
        let actors: Box<dyn Iterator<Item = &ActorRow>> =
            if newer { Box::new(found) } else { Box::new(found.rev()) };
        return Ok(Authors { order: Order::Name, actors });
    }
    let ids: Vec<Option<ActorId>> = if let Some(ids) = &params.userids {
        if ids.is_empty() {
            return Err(empty("userids"));
        }
        if let Some(bad) = ids.iter().find(|id| **id <= 0) {
            return Err(Message::new("apierror-invaliduserid").coded("invaliduserid").int(*bad).into());
        }
        ids.iter().map(|id| UserId::of(*id).and_then(|id| actors.by_user(id))).collect()
    } else {
        let mut names = params.user.clone().unwrap_or_default();
        if call.profile().contributions_check_names {
            if names.is_empty() {
                names.push(UserName(String::new()));
            }
            for UserName(name) in &mut names {
                *name = checked(call, name)?;
            }
        }
        if names.is_empty() || names.iter().any(|name| name.0.is_empty()) {
            return Err(empty("user"));
        }
        let mut names: Vec<&str> = names.iter().map(|name| name.0.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        names.into_iter().map(|name| actors.by_name(name)).collect()
    };
    let order = if ids.len() > 1 { Order::Actor } else { Order::Time };
    let mut ids: Vec<ActorId> = ids.into_iter().flatten().collect();
    ids.sort_unstable();
    if !newer {
        ids.reverse();
    }
    Ok(Authors { order, actors: Box::new(ids.into_iter().map(|id| actors.get(id))) })
}

/// The range of addresses that is asked for, if it is not too wide.
fn range_of(text: &str) -> Result<AddressRange, Failure> {
    let bad = || Message::new("apierror-invalidiprange").coded("invalidiprange").arg(text.to_owned());
    let range = text.contains('/').then(|| AddressRange::parse(text)).flatten().ok_or_else(bad)?;
    let (kind, widest) = if range.first.bits() == 32 { ("IPv4", WIDEST.0) } else { ("IPv6", WIDEST.1) };
    if range.prefix() < widest {
        let message = Message::new("apierror-cidrtoobroad").arg(kind).int(widest.into());
        return Err(message.into());
    }
    Ok(range)
}

/// What revisions are asked for.
struct Search<'p, 'r> {
    params: &'p Params<'r>,
    order: Order,
    line: Timeline,
    /// The author to go on with, and the line of that one.
    from: Option<(String, Timeline)>,
    show: Chosen,
}

impl<'p, 'r> Search<'p, 'r> {
    fn new(call: &mut Call<'_>, params: &'p Params<'r>, order: Order) -> Result<Self, Failure> {
        let line = Timeline::new(params.dir, params.start, params.end);
        let mut search = Self { params, order, line, from: None, show: params.show.clone().unwrap_or_default() };
        match (params.resume, order) {
            (Some(value), Order::Time) => search.line = line.resumed(Some(value), call.now)?,
            (Some(value), _) => {
                let [kind, author, time, id] = continue_parts::<4>(value)?;
                let is_number = author.bytes().all(|byte| byte.is_ascii_digit());
                if kind != order.word() || (order == Order::Actor && !is_number) {
                    return Err(bad_continue());
                }
                search.from = Some((author.to_owned(), line.from_parts(time, id, call.now)?));
            }
            (None, _) => {}
        }
        if params.toponly {
            search.show = search.show.with("top");
        }
        check_show(&search.show)?;
        if params.prop.has("patrolled") || search.asks_patrolled() {
            check_patrol(call, "permissiondenied")?;
        }
        Ok(search)
    }

    fn asks_patrolled(&self) -> bool {
        self.show.iter().any(|word| word.ends_with("patrolled"))
    }

    /// The part of an author's revisions that is still to come; `None` if there is none.
    fn line_of(&self, actor: &ActorRow) -> Option<Timeline> {
        let Some((from, line)) = &self.from else { return Some(self.line) };
        // Names are compared as text, addresses too.
        let order = match self.order {
            Order::Actor => actor.id.0.cmp(&from.parse().unwrap_or(u32::MAX)),
            _ => (*actor.name).cmp(from.as_str()),
        };
        let order = if self.line.newer { order } else { order.reverse() };
        match order {
            std::cmp::Ordering::Less => None,
            std::cmp::Ordering::Equal => Some(*line),
            std::cmp::Ordering::Greater => Some(self.line),
        }
    }

    fn fits(&self, call: &Call<'_>, state: &State, revision: &Revision, page: &Page) -> bool {
        let namespaces = self.params.namespace.as_deref().unwrap_or_default();
        (namespaces.is_empty() || namespaces.contains(&page.title.namespace().0))
            && self.params.tag.is_none_or(|tag| state.tags.has(Tagged::Revision(revision.id), tag))
            && self.show.iter().all(|word| match word {
                "minor" => revision.minor,
                "!minor" => !revision.minor,
                "top" => page.latest == revision.id,
                "!top" => page.latest != revision.id,
                "new" => revision.parent == RevisionId(0),
                "!new" => revision.parent != RevisionId(0),
                _ => true,
            })
            && (!self.asks_patrolled()
                || patrolled(state, revision).is_some_and(|patrolled| fits_patrolled(&self.show, patrolled)))
            && may_search_user(call, revision.hidden, call.may(Right::DeletedHistory))
    }

    /// Where a revision stands, as `continue` has it.
    fn place(&self, actor: &ActorRow, revision: &Revision) -> String {
        let place = format!("{}|{}", revision.time.mw14(), revision.id);
        match self.order {
            Order::Time => place,
            Order::Actor => format!("actor|{}|{place}", actor.id),
            Order::Name => format!("name|{}|{place}", actor.name),
        }
    }
}

impl Order {
    const fn word(self) -> &'static str {
        match self {
            Self::Time => "",
            Self::Actor => "actor",
            Self::Name => "name",
        }
    }
}

/// Whether somebody has looked at a revision, while recent changes know it.
fn patrolled(state: &State, revision: &Revision) -> Option<Patrolled> {
    state.recent.with_revision(revision.id).next().map(|row| row.patrolled)
}

fn add(
    call: &mut Call<'_>,
    params: &Params<'_>,
    state: &State,
    (actor, revision, page): (&ActorRow, &Revision, &Page),
) -> bool {
    let has = |word| params.prop.has(word);
    let mut row = Node::map().with_capacity(14);
    let hidden = revision.hidden;
    row.flag("texthidden", hidden.contains(Hidden::CONTENT));
    row.append("userid", actor.user.map_or(0, UserId::number)).append("user", &actor.name);
    if call.profile().tells_ids_as_texts {
        as_texts(&mut row, &["userid"]);
    }
    row.flag("userhidden", hidden.contains(Hidden::USER));
    let mut any_hidden = hidden.intersects(Hidden::CONTENT | Hidden::USER);
    if has("ids") {
        row.append("pageid", revision.page.number()).append("revid", revision.id.number());
        if call.profile().contributions_tell_parents {
            row.append("parentid", revision.parent.number());
        }
    }
    if has("title") {
        add_title(&mut row, &page.title, &call.wiki().site().namespaces);
    }
    if has("timestamp") {
        row.append("timestamp", revision.time);
    }
    if has("flags") {
        row.append("new", revision.parent == RevisionId(0)).append("minor", revision.minor);
        row.append("top", page.latest == revision.id);
    }
    if has("comment") || has("parsedcomment") {
        let sight = sight(call, hidden, Hidden::COMMENT);
        row.flag("commenthidden", sight != Sight::Open);
        any_hidden |= sight != Sight::Open;
        if has("comment") && sight != Sight::Unseen {
            row.append("comment", &revision.comment);
        }
        if has("parsedcomment") && sight != Sight::Unseen {
            row.append("parsedcomment", parsed_comment(state, &revision.comment, Some(&page.title)));
        }
    }
    if has("patrolled") {
        let patrolled = patrolled(state, revision).unwrap_or_default();
        row.append("patrolled", patrolled != Patrolled::Not);
        if call.profile().tells_autopatrolled {
            row.append("autopatrolled", patrolled == Patrolled::Auto);
        }
    }
    if has("size") {
        row.append("size", revision.size());
    }
    if has("sizediff") {
        let before = state.revisions.get(revision.parent).map_or(0, Revision::size);
        row.append("sizediff", i64::from(revision.size()) - i64::from(before));
    }
    if has("tags") {
        row.append("tags", Node::texts("tag", state.tags.of(Tagged::Revision(revision.id))));
    }
    row.flag("suppressed", any_hidden && hidden.contains(Hidden::RESTRICTED));
    call.add_row("item", row)
}

/// `ApiQueryContributions::prepareUsername`, up to 1.28.
fn checked(call: &Call<'_>, name: &str) -> Result<String, Failure> {
    let fault = |key: &'static str| Message::new(key).coded("param_user").arg(name.to_owned());
    if name.is_empty() {
        return Err(fault("earlier-contributions-empty").into());
    }
    call.user(name, USERS).ok_or_else(|| fault("earlier-contributions-name").into())
}
