//! `list=alldeletedrevisions`: deleted revisions by title, or one user's by time
//! (`includes/api/ApiQueryAllDeletedRevisions.php`).

use crate::{
    api::{Call, Failure, Module, Run, Timeline, add_title, joined_params},
    base::Timestamp,
    choices,
    message::Message,
    param::{Choice as Word, Param, UserForm, UserName},
    params,
    query::{
        archive::{Choice, Order, Within, part},
        revision::{Base, Limiting, Pages, Telling, cache_mode, check_deleted, generator_limit},
    },
    release::V1_25,
    tree::Node,
    wiki::{Namespace, Title},
};

const DIRECTIONS: &[Word] = choices!["newer", "older"];
const USERS: &[UserForm] = &[UserForm::Name, UserForm::Ip, UserForm::Temp, UserForm::Interwiki, UserForm::Id];

params! {
    /// What `list=alldeletedrevisions` accepts besides.
    struct Own<'r> {
        /// Only revisions by this user, in order of time.
        user as "user": Option<UserName> = user(USERS),
        /// Only revisions of titles in these namespaces.
        namespace as "namespace": Option<Vec<i32>> = namespace().multi(),
        /// The time to begin with; goes with `user`.
        start as "start": Option<Timestamp> = timestamp().only("useronly"),
        /// The time to end with; goes with `user`.
        end as "end": Option<Timestamp> = timestamp().only("useronly"),
        /// In which order.
        dir as "dir": &'r str = choice(DIRECTIONS).preset("older"),
        /// The title to begin with; not with `user`.
        from as "from": Option<&'r str> = text().only("nonuseronly"),
        /// The title to end with; not with `user`.
        to as "to": Option<&'r str> = text().only("nonuseronly"),
        /// What titles begin with; not with `user`.
        prefix as "prefix": Option<&'r str> = text().only("nonuseronly"),
        /// No revisions by this user; not with `user`.
        excludeuser as "excludeuser": Option<UserName> = user(USERS).only("nonuseronly"),
        /// Only revisions with this tag.
        tag as "tag": Option<&'r str> = text(),
        /// Where to go on.
        resume as "continue": Option<&'r str> = text(),
        /// As a generator, find titles and not revisions.
        generatetitles as "generatetitles": bool = flag(),
    }
}

const PARAMS: &[Param] = &joined_params::<{ Base::SPECS.len() + Own::SPECS.len() }>(Base::SPECS, Own::SPECS);

pub(super) static MODULE: Module =
    Module::list("query+alldeletedrevisions", "adr", "ApiQueryAllDeletedRevisions", PARAMS, Run::Now(run))
        .since(V1_25)
        .generator(Run::Now(generate))
        .help("Lists deleted revisions: of all titles in their order, or one user's in order of time.")
        .manual("API:Alldeletedrevisions")
        .examples(&[
            ("action=query&list=alldeletedrevisions&adruser=Example&adrlimit=50", "The last fifty by one user."),
            ("action=query&list=alldeletedrevisions&adrdir=newer&adrnamespace=0&adrlimit=50", "The first fifty of a namespace."),
        ]);

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let (base, own): (Base<'_>, Own<'_>) = (call.read()?, call.read()?);
    call.cache(cache_mode(call));
    call.list("page");
    if own.namespace.as_ref().is_some_and(Vec::is_empty) {
        return Ok(());
    }
    check(call, &own)?;
    let telling = Telling::new(call, base, Limiting::AsAsked)?;
    check_deleted(call, &telling)?;
    let bounds = Bounds::new(call, &own)?;
    let state = call.wiki().state();
    let choice = choice(&own);
    let found = choice.take_within(call, &state, &bounds.within(false), telling.limit + 1)?;
    let mut pages = Pages::default();
    for (at, archived) in found.into_iter().enumerate() {
        let mut fits = at < telling.limit;
        if fits {
            let row = telling.row(call, &state, &archived.revision, &archived.title)?;
            fits = pages.add(call, &archived.title, row, |revisions| {
                let mut node = Node::map();
                let page = state.pages.id_of(&archived.title).map_or(0, |page| page.number());
                node.append("pageid", page).append("revisions", revisions);
                add_title(&mut node, &archived.title, &state.site.namespaces);
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

fn generate(call: &mut Call<'_>) -> Result<(), Failure> {
    let (base, own): (Base<'_>, Own<'_>) = (call.read()?, call.read()?);
    call.cache(cache_mode(call));
    if own.namespace.as_ref().is_some_and(Vec::is_empty) {
        return Ok(());
    }
    check(call, &own)?;
    let titles_only = own.generatetitles && own.user.is_none() && own.dir == "newer";
    if own.generatetitles && own.user.is_none() && !titles_only {
        let message = Message::new("apiwarn-alldeletedrevisions-performance").coded("performance");
        call.warn(message.arg("adr"));
    }
    let limit = generator_limit(call, base.limit);
    let bounds = Bounds::new(call, &own)?;
    let state = call.wiki().state();
    let choice = choice(&own);
    let found = choice.take_within(call, &state, &bounds.within(titles_only), limit + 1)?;
    for (count, archived) in found.into_iter().enumerate() {
        let known = own.generatetitles && call.found.titles.contains(&archived.title);
        if count == limit {
            call.resume("continue", choice.resume(archived));
            break;
        }
        if !own.generatetitles {
            call.found.revisions.push(archived.revision.id);
        } else if !known {
            call.found.titles.push(archived.title.clone());
        }
    }
    Ok(())
}

/// What goes with a user and what does not.
fn check(call: &Call<'_>, own: &Own<'_>) -> Result<(), Failure> {
    let user = call.param_name("user");
    let (key, given) = if own.user.is_some() {
        let given = [
            ("from", own.from.is_some()),
            ("to", own.to.is_some()),
            ("prefix", own.prefix.is_some()),
            ("excludeuser", own.excludeuser.is_some()),
        ];
        ("apierror-invalidparammix-cannotusewith", given)
    } else {
        let given = [("start", own.start.is_some()), ("end", own.end.is_some()), ("", false), ("", false)];
        ("apierror-invalidparammix-mustusewith", given)
    };
    match given.into_iter().find(|(_, given)| *given) {
        Some((name, _)) => {
            let message = Message::new(key).coded("invalidparammix");
            Err(message.arg(call.param_name(name)).arg(user).into())
        }
        None => Ok(()),
    }
}

fn choice<'a>(own: &'a Own<'_>) -> Choice<'a> {
    Choice {
        user: own.user.as_ref(),
        not_by: own.excludeuser.as_ref(),
        tag: own.tag,
        line: Timeline::new(own.dir, own.start, own.end),
        order: if own.user.is_some() { Order::Time } else { Order::Title },
        resume: own.resume,
    }
}

/// Between which titles, which depends on the namespace: some begin with a capital always.
struct Bounds {
    namespaces: Option<Vec<i32>>,
    keys: Vec<(Namespace, [Option<String>; 3])>,
    newer: bool,
}

impl Bounds {
    fn new(call: &Call<'_>, own: &Own<'_>) -> Result<Self, Failure> {
        let mut keys = Vec::new();
        if own.from.is_some() || own.to.is_some() || own.prefix.is_some() {
            let all = call.wiki().site().namespaces.with_pages().map(|info| info.namespace);
            let asked = |namespace: &Namespace| {
                own.namespace.as_ref().is_none_or(|asked| asked.contains(&namespace.0))
            };
            for namespace in all.filter(asked) {
                let part = |text: Option<&str>| text.map(|text| call.title_part(text, namespace)).transpose();
                keys.push((namespace, [part(own.from)?, part(own.to)?, part(own.prefix)?]));
            }
        }
        Ok(Self { namespaces: own.namespace.clone(), keys, newer: own.dir == "newer" })
    }

    fn within(&self, unique: bool) -> Within {
        let titles = if self.keys.is_empty() {
            match &self.namespaces {
                Some(spaces) => spaces.iter().map(|number| part(Namespace(*number), None, None, None)).collect(),
                None => vec![(Title::of_key(Namespace(i32::MIN), ""), Title::of_key(Namespace(i32::MAX), ""))],
            }
        } else {
            let parts = self.keys.iter().map(|(namespace, [from, to, prefix])| {
                let (low, high) = if self.newer { (from, to) } else { (to, from) };
                part(*namespace, low.as_deref(), high.as_deref(), prefix.as_deref())
            });
            parts.collect()
        };
        Within { titles, unique }
    }
}
