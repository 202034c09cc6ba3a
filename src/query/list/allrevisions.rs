//! `list=allrevisions`: the revisions of all pages by time (`includes/api/ApiQueryAllRevisions.php`).

use crate::{
    api::{Call, Failure, Module, Run, Timeline, add_title, joined_params},
    base::Timestamp,
    choices,
    param::{Choice, Param, UserForm, UserName},
    params,
    query::revision::{
        Base, Limiting, Pages, Telling, actor_of, cache_mode, generator_limit, may_search_user,
    },
    release::V1_27,
    tree::Node,
    wiki::{ActorId, Right, State, page::Page, revision::Revision},
};

const DIRECTIONS: &[Choice] = choices!["newer", "older"];
const USERS: &[UserForm] = &[UserForm::Name, UserForm::Ip, UserForm::Temp, UserForm::Interwiki, UserForm::Id];

params! {
    /// What `list=allrevisions` accepts besides.
    struct Own<'r> {
        /// Only revisions by this user.
        user as "user": Option<UserName> = user(USERS),
        /// Only revisions of pages in these namespaces.
        namespace as "namespace": Option<Vec<i32>> = namespace().multi(),
        /// The time to begin with.
        start as "start": Option<Timestamp> = timestamp(),
        /// The time to end with.
        end as "end": Option<Timestamp> = timestamp(),
        /// In which order.
        dir as "dir": &'r str = choice(DIRECTIONS).preset("older"),
        /// No revisions by this user.
        excludeuser as "excludeuser": Option<UserName> = user(USERS),
        /// Where to go on.
        resume as "continue": Option<&'r str> = text(),
        /// As a generator, find pages and not revisions.
        generatetitles as "generatetitles": bool = flag(),
    }
}

const PARAMS: &[Param] = &joined_params::<{ Base::SPECS.len() + Own::SPECS.len() }>(Base::SPECS, Own::SPECS);

pub(super) static MODULE: Module =
    Module::list("query+allrevisions", "arv", "ApiQueryAllRevisions", PARAMS, Run::Now(run))
        .since(V1_27)
        .generator(Run::Now(generate))
        .help("Lists the revisions of all pages in order of time.")
        .manual("API:Allrevisions")
        .examples(&[
            ("action=query&list=allrevisions&arvuser=Example&arvlimit=50", "The last fifty by one user."),
            ("action=query&list=allrevisions&arvdir=newer&arvlimit=50", "The first fifty of all."),
        ]);

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let (base, own): (Base<'_>, Own<'_>) = (call.read()?, call.read()?);
    call.cache(cache_mode(call));
    check_users(call, &own)?;
    let telling = Telling::new(call, base, Limiting::AsAsked)?;
    let state = call.wiki().state();
    let found = Search::new(call, &own, &state)?.find(call, &state, telling.limit + 1);
    call.list("page");
    let mut pages = Pages::default();
    for (at, (page, revision)) in found.into_iter().enumerate() {
        let mut fits = at < telling.limit;
        if fits {
            let row = telling.row(call, &state, revision, &page.title)?;
            fits = pages.add(call, &page.title, row, |revisions| {
                let mut node = Node::map();
                node.append("pageid", page.id.number()).append("revisions", revisions);
                add_title(&mut node, &page.title, &state.site.namespaces);
                node
            });
        }
        if !fits {
            call.resume("continue", resume(revision));
            break;
        }
    }
    Ok(())
}

fn generate(call: &mut Call<'_>) -> Result<(), Failure> {
    let (base, own): (Base<'_>, Own<'_>) = (call.read()?, call.read()?);
    call.cache(cache_mode(call));
    check_users(call, &own)?;
    let limit = generator_limit(call, base.limit);
    let state = call.wiki().state();
    let found = Search::new(call, &own, &state)?.find(call, &state, limit + 1);
    for (at, (page, revision)) in found.into_iter().enumerate() {
        if at == 0 {
            // New revisions come up at the start all the time.
            call.resume_same("continue", resume(revision));
        }
        if at == limit {
            call.resume("continue", resume(revision));
            break;
        }
        if own.generatetitles {
            call.found.ids.push(page.id);
        } else {
            call.found.revisions.push(revision.id);
        }
    }
    Ok(())
}

fn check_users(call: &Call<'_>, own: &Own<'_>) -> Result<(), Failure> {
    call.at_most_one(&[("user", own.user.is_some()), ("excludeuser", own.excludeuser.is_some())])
}

fn resume(revision: &Revision) -> String {
    format!("{}|{}", revision.time.mw14(), revision.id)
}

struct Search {
    line: Timeline,
    user: Option<Option<ActorId>>,
    not_by: Option<ActorId>,
    by_user: bool,
    namespaces: Option<Vec<i32>>,
}

impl Search {
    fn new(call: &Call<'_>, own: &Own<'_>, state: &State) -> Result<Self, Failure> {
        Ok(Self {
            line: Timeline::new(own.dir, own.start, own.end).resumed(own.resume, call.now)?,
            user: own.user.as_ref().map(|user| actor_of(state, user)),
            not_by: own.excludeuser.as_ref().and_then(|user| actor_of(state, user)),
            by_user: own.user.is_some() || own.excludeuser.is_some(),
            namespaces: own.namespace.clone(),
        })
    }

    fn find<'s>(&self, call: &Call<'_>, state: &'s State, most: usize) -> Vec<(&'s Page, &'s Revision)> {
        let all = match self.user {
            Some(actor) => actor.map(|actor| state.revisions.by_actor(actor)),
            None => Some(state.revisions.by_time()),
        };
        let rows = all.into_iter().flat_map(|all| self.line.rows(all));
        let rows = rows.filter_map(|revision| Some((state.pages.get(revision.page)?, revision)));
        rows.filter(|(page, revision)| self.fits(call, page, revision)).take(most).collect()
    }

    fn fits(&self, call: &Call<'_>, page: &Page, revision: &Revision) -> bool {
        self.not_by != Some(revision.actor)
            && self.namespaces.as_ref().is_none_or(|spaces| spaces.contains(&page.title.namespace().0))
            && (!self.by_user || may_search_user(call, revision.hidden, call.may(Right::DeletedHistory)))
    }
}
