//! `prop=contributors`: who has saved pages (`includes/api/ApiQueryContributors.php`).

use std::collections::BTreeSet;

use super::items::{self, Item, part_number};
use crate::{
    api::{CacheMode, Call, Failure, Module, Run, continue_parts},
    param::Limit,
    params,
    release::V1_23,
    tree::Node,
    wiki::{ActorId, PageId, Right, State, UserId, revision::Hidden},
};

/// How many pages are looked at at once.
const MOST_PAGES: usize = 100;

params! {
    /// What `prop=contributors` accepts.
    struct Params<'r> {
        /// Only members of these groups.
        group as "group": Option<Vec<&'r str>> = listed(List::Groups).multi(),
        /// No members of these groups.
        excludegroup as "excludegroup": Option<Vec<&'r str>> = listed(List::Groups).multi(),
        /// Only members of groups with these rights.
        rights as "rights": Option<Vec<&'r str>> = listed(List::GroupRights).multi(),
        /// No members of groups with these rights.
        excluderights as "excluderights": Option<Vec<&'r str>> = listed(List::GroupRights).multi(),
        /// How many.
        limit as "limit": Limit = limit(),
        /// Where to go on.
        resume as "continue": Option<&'r str> = text(),
    }
}

pub(super) static MODULE: Module =
    Module::prop("query+contributors", "pc", "ApiQueryContributors", Params::SPECS, Run::Now(run))
        .since(V1_23)
        .help("Tells who has saved pages, and how many have without an account.")
        .manual("API:Contributors")
        .examples(&[("action=query&prop=contributors&titles=Main%20Page", "Who has saved the main page.")]);

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    call.cache(CacheMode::Public);
    call.at_most_one(&[
        ("group", params.group.is_some()),
        ("excludegroup", params.excludegroup.is_some()),
        ("rights", params.rights.is_some()),
        ("excluderights", params.excluderights.is_some()),
    ])?;
    let start = match params.resume {
        Some(value) => {
            let [page, actor] = continue_parts::<2>(value)?;
            Some((part_number(call, page)?, part_number(call, actor)?))
        }
        None => None,
    };
    let mut pages = items::page_ids(call, false);
    pages.retain(|page| start.is_none_or(|(first, _)| page.number() >= first));
    let next = pages.get(MOST_PAGES).map(|page| format!("{page}|0"));
    pages.truncate(MOST_PAGES);
    let state = call.wiki().state();
    for page in &pages {
        let anonymous = authors(&state, *page).into_iter().filter(|actor| state.actors.get(*actor).user.is_none());
        let count = anonymous.count();
        if count > 0 {
            call.page_node(page.number()).set("anoncontributors", count);
        }
    }
    let Some(groups) = Groups::new(call, &params) else {
        if let Some(next) = next {
            call.resume("continue", next);
        }
        return Ok(());
    };
    let known = pages.iter().flat_map(|page| authors(&state, *page).into_iter().map(|actor| (*page, actor)));
    let known = known.filter_map(|(page, actor)| Some((page, actor, state.actors.get(actor).user?)));
    let found = known.filter(|(page, actor, user)| {
        start.is_none_or(|start| (page.number(), i64::from(actor.0)) >= start) && groups.hold(call, &state, *user)
    });
    let items = found.map(|(page, actor, user)| {
        let mut row = Node::map().with_capacity(2);
        row.append("userid", user.number()).append("name", &state.actors.get(actor).name);
        Item { page: page.number(), resume: format!("{page}|{actor}").into(), row }
    });
    let items: Vec<Item> = items.collect();
    let all = items.len() <= params.limit.0;
    items::tell(call, "user", params.limit.0, items.into_iter());
    if let Some(next) = next.filter(|_| all) {
        call.resume("continue", next);
    }
    Ok(())
}

/// Who has saved a page, as far as that is not hidden.
fn authors(state: &State, page: PageId) -> BTreeSet<ActorId> {
    let shown = state.revisions.history(page).filter(|revision| !revision.hidden.contains(Hidden::USER));
    shown.map(|revision| revision.actor).collect()
}

/// Whose contributions count.
struct Groups {
    groups: Vec<String>,
    /// Whether the groups are left out.
    without: bool,
}

impl Groups {
    /// `None` if no group has the rights, so that nobody is left.
    fn new(call: &Call<'_>, params: &Params<'_>) -> Option<Self> {
        let named = |names: &Option<Vec<&str>>| -> Option<Vec<String>> {
            let names = names.as_ref().filter(|names| !names.is_empty())?;
            Some(names.iter().map(|name| (*name).to_owned()).collect())
        };
        let with_rights = |rights: Vec<String>| -> Vec<String> {
            let rights = rights.iter().filter_map(|name| Right::named(name));
            let groups = &call.wiki().site().groups;
            rights.flat_map(|right| groups.with(right).map(str::to_owned)).collect()
        };
        if let Some(groups) = named(&params.group) {
            return Some(Self { groups, without: false });
        }
        if let Some(groups) = named(&params.excludegroup) {
            return Some(Self { groups, without: true });
        }
        if let Some(rights) = named(&params.rights) {
            let groups = with_rights(rights);
            return (!groups.is_empty()).then_some(Self { groups, without: false });
        }
        let groups = named(&params.excluderights).map(with_rights).unwrap_or_default();
        Some(Self { groups, without: true })
    }

    fn hold(&self, call: &Call<'_>, state: &State, user: UserId) -> bool {
        let member = state.users.get(user).is_some_and(|user| {
            let now = user.groups.iter().filter(|one| one.expires.is_none_or(|end| end >= call.now));
            now.into_iter().any(|one| self.groups.iter().any(|group| **group == *one.group))
        });
        member != self.without
    }
}
