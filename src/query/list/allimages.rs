//! `list=allimages`: the files by name or by time (`includes/api/ApiQueryAllImages.php`).

use std::{ops::Bound, sync::Arc};

use crate::{
    api::{
        CacheMode, Call, Failure, FileInfo, FileTold, Module, Run, Timeline, add_title, bad_continue, continue_parts,
    },
    base::Timestamp,
    choices,
    message::Message,
    param::{Choice, Chosen, Limit, UserForm, UserName},
    params,
    query::{
        file::{asks, sha1},
        revision::actor_of,
    },
    tree::Node,
    wiki::{ActorId, Namespace, Right, State, Title, file::FileVersion, revision::moment},
};

const SORTS: &[Choice] = choices!["name", "timestamp"];
const DIRECTIONS: &[Choice] = choices!["ascending", "descending", "newer", "older"];
const PROPS: &[Choice] = choices![
    "timestamp", "user", "userid", "comment", "parsedcomment", "canonicaltitle" since V1_23, "url", "size",
    "dimensions", "sha1", "mime", "mediatype", "metadata", "commonmetadata" since V1_23, "extmetadata" since V1_23,
    "bitdepth", "badfile" since V1_29,
];
const USERS: &[UserForm] = &[UserForm::Name, UserForm::Ip, UserForm::Temp, UserForm::Interwiki, UserForm::Id];
const BOTS: &[Choice] = choices!["all", "bots", "nobots"];

params! {
    /// What `list=allimages` accepts.
    struct Params<'r> {
        /// In the order of what.
        sort as "sort": &'r str = choice(SORTS).preset("name"),
        /// In which order.
        dir as "dir": &'r str = choice(DIRECTIONS).preset("ascending"),
        /// The name to begin with; with `sort=name`.
        from as "from": Option<&'r str> = text(),
        /// The name to end with; with `sort=name`.
        to as "to": Option<&'r str> = text(),
        /// Where to go on.
        resume as "continue": Option<&'r str> = text(),
        /// The time to begin with; with `sort=timestamp`.
        start as "start": Option<Timestamp> = timestamp(),
        /// The time to end with; with `sort=timestamp`.
        end as "end": Option<Timestamp> = timestamp(),
        /// What to tell of each file.
        prop as "prop": Chosen = choice(PROPS).multi().preset("timestamp|url"),
        /// What names begin with; with `sort=name`.
        prefix as "prefix": Option<&'r str> = text(),
        /// Only files of at least so many bytes.
        minsize as "minsize": Option<i64> = integer(),
        /// Only files of at most so many bytes.
        maxsize as "maxsize": Option<i64> = integer(),
        /// Only files with this SHA-1. It goes before `sha1base36`.
        sha1 as "sha1": Option<&'r str> = text(),
        /// The same in base 36.
        sha1base36 as "sha1base36": Option<&'r str> = text(),
        /// Only files that this user uploaded; with `sort=timestamp`.
        user as "user": Option<UserName> = user(USERS),
        /// Whether bots uploaded them; with `sort=timestamp`.
        filterbots as "filterbots": &'r str = choice(BOTS).preset("all"),
        /// Only files of these kinds: `image/jpeg`.
        mime as "mime": Option<Vec<&'r str>> = text().multi(),
        /// How many.
        limit as "limit": Limit = limit(),
    }
}

pub(super) static MODULE: Module =
    Module::list("query+allimages", "ai", "ApiQueryAllImages", Params::SPECS, Run::Now(run))
        .generator(Run::Now(generate))
        .help("Lists the files by name or by time.")
        .manual("API:Allimages")
        .examples(&[
            ("action=query&list=allimages&aifrom=B", "Files from B on."),
            ("action=query&list=allimages&aiprop=user|timestamp|url&aisort=timestamp&aidir=older", "The newest files."),
        ]);

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    call.cache(CacheMode::Public);
    let state = call.wiki().state();
    let search = Search::new(call, &params, &state)?;
    call.list("img");
    let has = asks(&params.prop);
    let info = FileInfo { has: &has, thumb: false, first_version: false, for_viewer: false, forgets: false, filter: &[] };
    for (count, version) in search.files(&state).enumerate() {
        let fits = count < params.limit.0 && {
            let row = row(call, &state, &info, version);
            call.add_row("img", row)
        };
        if !fits {
            call.resume("continue", search.resume(version));
            break;
        }
    }
    Ok(())
}

fn generate(call: &mut Call<'_>) -> Result<(), Failure> {
    if call.pages().resolves_redirects() {
        return Err(Message::new("apierror-allimages-redirect").coded("invalidparammix").into());
    }
    let params: Params<'_> = call.read()?;
    call.cache(CacheMode::Public);
    let state = call.wiki().state();
    let search = Search::new(call, &params, &state)?;
    for (count, version) in search.files(&state).enumerate() {
        if count == params.limit.0 {
            call.resume("continue", search.resume(version));
            break;
        }
        call.found.titles.push(title(version));
    }
    Ok(())
}

fn title(version: &FileVersion) -> Title {
    Title::of_key(Namespace::FILE, Arc::clone(&version.key))
}

fn row(call: &Call<'_>, state: &State, info: &FileInfo<'_>, version: &FileVersion) -> Node {
    let title = title(version);
    let mut row = Node::map();
    row.append("name", version.key.to_string());
    let told = info.tell(call, state, &title, FileTold::Version(version));
    row.entries_mut().extend(told.entries().iter().cloned());
    add_title(&mut row, &title, &call.wiki().site().namespaces);
    row
}

/// Which files are asked for.
struct Search {
    by_time: bool,
    descending: bool,
    low: Bound<String>,
    high: Bound<String>,
    prefix: String,
    line: Timeline,
    /// Where to go on in order of time.
    from: Option<(u32, String)>,
    sizes: (i64, i64),
    sha1: Option<String>,
    mime: Option<Vec<String>>,
    /// Uploaded by this actor; nobody is `Some(None)`.
    actor: Option<Option<ActorId>>,
    /// Uploaded by bots, or not.
    bots: Option<bool>,
    now: Timestamp,
    bot_groups: Vec<String>,
}

impl Search {
    fn new(call: &Call<'_>, params: &Params<'_>, state: &State) -> Result<Self, Failure> {
        let by_time = params.sort == "timestamp";
        let descending = matches!(params.dir, "descending" | "older");
        check_mix(call, params, by_time)?;
        let part = |text: Option<&str>| text.map(|text| call.title_part(text, Namespace::FILE)).transpose();
        let (first, last) = (part(params.from)?, part(params.to)?);
        let (mut low, mut high) = if descending { (last, first) } else { (first, last) };
        let mut from = None;
        match params.resume {
            Some(value) if by_time => {
                let [time, name] = continue_parts::<2>(value)?;
                let time = Timestamp::parse(time, call.now).ok_or_else(bad_continue)?;
                from = Some((moment(time), name.to_owned()));
            }
            Some(value) => {
                let [name] = continue_parts::<1>(value)?;
                let end = if descending { &mut high } else { &mut low };
                let known = end.take().unwrap_or_else(|| name.to_owned());
                *end = Some(if descending { known.min(name.to_owned()) } else { known.max(name.to_owned()) });
            }
            None => {}
        }
        let newer = if descending { "older" } else { "newer" };
        let bound = |end: Option<String>| end.map_or(Bound::Unbounded, Bound::Included);
        Ok(Self {
            by_time,
            descending,
            low: bound(low),
            high: bound(high),
            prefix: part(params.prefix)?.unwrap_or_default(),
            line: Timeline::new(newer, params.start, params.end),
            from,
            sizes: (params.minsize.unwrap_or(0), params.maxsize.unwrap_or(i64::MAX)),
            sha1: sha1(params.sha1, params.sha1base36)?,
            mime: params.mime.as_ref().map(|kinds| kinds.iter().map(|kind| (*kind).to_owned()).collect()),
            actor: params.user.as_ref().map(|user| actor_of(state, user)),
            bots: match params.filterbots {
                "bots" => Some(true),
                "nobots" => Some(false),
                _ => None,
            },
            now: call.now,
            bot_groups: call.wiki().site().groups.with(Right::Bot).map(str::to_owned).collect(),
        })
    }

    fn files<'s>(&'s self, state: &'s State) -> Box<dyn Iterator<Item = &'s FileVersion> + 's> {
        let fits = |version: &&FileVersion| self.fits(state, version);
        if self.by_time {
            let current = |(_, key): &'s (u32, Arc<str>)| state.files.current(key);
            let all = state.files.by_time().iter();
            let all = all.filter(|(time, _)| self.line.holds((*time, 0))).filter(|place| self.reaches(place));
            return if self.descending {
                Box::new(all.rev().filter_map(current).filter(fits))
            } else {
                Box::new(all.filter_map(current).filter(fits))
            };
        }
        if let (Bound::Included(low), Bound::Included(high)) = (&self.low, &self.high)
            && low > high
        {
            return Box::new(std::iter::empty());
        }
        let as_str = |bound: &'s Bound<String>| match bound {
            Bound::Included(key) => Bound::Included(key.as_str()),
            _ => Bound::Unbounded,
        };
        let all = state.files.by_key((as_str(&self.low), as_str(&self.high)));
        if self.descending { Box::new(all.rev().filter(fits)) } else { Box::new(all.filter(fits)) }
    }

    fn reaches(&self, place: &(u32, Arc<str>)) -> bool {
        let Some((time, name)) = &self.from else { return true };
        let order = (place.0, &*place.1).cmp(&(*time, name.as_str()));
        if self.descending { order.is_le() } else { order.is_ge() }
    }

    fn fits(&self, state: &State, version: &FileVersion) -> bool {
        let size = version.facts.size as i64;
        let is_bot = || {
            let user = state.actors.get(version.actor).user.and_then(|user| state.users.get(user));
            user.is_some_and(|user| {
                user.memberships(self.now).any(|membership| self.bot_groups.iter().any(|group| **group == *membership.group))
            })
        };
        version.key.starts_with(&self.prefix)
            && (self.sizes.0..=self.sizes.1).contains(&size)
            && self.sha1.as_deref().is_none_or(|sha1| *sha1 == *version.sha1)
            && self.mime.as_ref().is_none_or(|kinds| kinds.iter().any(|kind| **kind == *version.facts.mime))
            && self.actor.is_none_or(|actor| actor == Some(version.actor))
            && self.bots.is_none_or(|bots| bots == is_bot())
    }

    fn resume(&self, version: &FileVersion) -> String {
        if self.by_time { format!("{}|{}", version.time.mw14(), version.key) } else { version.key.to_string() }
    }
}

/// Some parameters go with one order only.
fn check_mix(call: &Call<'_>, params: &Params<'_>, by_time: bool) -> Result<(), Failure> {
    let prefix = call.module.prefix;
    let bots = params.filterbots != "all";
    let (given, other) = if by_time {
        ([("from", params.from.is_some()), ("to", params.to.is_some()), ("prefix", params.prefix.is_some()), ("", false)], "name")
    } else {
        (
            [
                ("start", params.start.is_some()),
                ("end", params.end.is_some()),
                ("user", params.user.is_some()),
                ("filterbots", bots),
            ],
            "timestamp",
        )
    };
    if let Some((name, _)) = given.into_iter().find(|(_, given)| *given) {
        let message = Message::new("apierror-invalidparammix-mustusewith").coded("invalidparammix");
        return Err(message.arg(format!("{prefix}{name}")).arg(format!("{prefix}sort={other}")).into());
    }
    if by_time && params.user.is_some() && bots {
        let message = Message::new("apierror-invalidparammix-cannotusewith").arg(format!("{prefix}user"));
        return Err(message.arg(format!("{prefix}filterbots")).into());
    }
    Ok(())
}
