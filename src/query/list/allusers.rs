//! `list=allusers`: the accounts in the order of their names (`includes/api/ApiQueryAllUsers.php`).

use std::ops::Bound;

use crate::{
    api::{CacheMode, Call, Failure, Module, Run, add_listed_block, add_central_ids, hiding_block},
    base::Timestamp,
    choices,
    param::{Choice, Chosen, Limit},
    params,
    release::{ListedRights, V1_27, V1_43},
    tree::{Node, Value},
    wiki::{
        Right, State,
        group::Groups,
        revision::moment,
        right,
        title::raise_first,
        user::User,
    },
};

const DIRECTIONS: &[Choice] = choices!["ascending", "descending"];
const PROPS: &[Choice] =
    choices!["blockinfo", "groups", "implicitgroups", "rights", "editcount", "registration", "centralids" since V1_27];

/// How long someone counts as active, in seconds: `$wgActiveUserDays`.
const ACTIVE: i64 = 30 * 86_400;

params! {
    /// What `list=allusers` accepts.
    struct Params<'r> {
        /// The name to begin with.
        from as "from": Option<&'r str> = text(),
        /// The name to end with.
        to as "to": Option<&'r str> = text(),
        /// What names begin with.
        prefix as "prefix": Option<&'r str> = text(),
        /// In which order.
        dir as "dir": &'r str = choice(DIRECTIONS).preset("ascending"),
        /// Only accounts in one of these groups.
        group as "group": Option<Vec<&'r str>> = listed(List::Groups).multi(),
        /// Only accounts in none of these groups.
        excludegroup as "excludegroup": Option<Vec<&'r str>> = listed(List::Groups).multi(),
        /// Only accounts in groups with one of these rights.
        rights as "rights": Option<Vec<&'r str>> = listed(List::Rights).multi(),
        /// What to tell besides name and id.
        prop as "prop": Option<Chosen> = choice(PROPS).multi(),
        /// How many.
        limit as "limit": Limit = limit(),
        /// Only accounts that have edited.
        witheditsonly as "witheditsonly": bool = flag(),
        /// Only accounts that did something in the last 30 days.
        activeusers as "activeusers": bool = flag(),
        /// With `centralids`, the wiki whose account is asked about.
        attachedwiki as "attachedwiki": Option<&'r str> = text().since(V1_27),
        /// No accounts that somebody chose a name for. Counts only where there are temporary accounts.
        excludenamed as "excludenamed": bool = flag().since(V1_43),
        /// No temporary accounts.
        excludetemp as "excludetemp": bool = flag().since(V1_43),
    }
}

pub(super) static MODULE: Module =
    Module::list("query+allusers", "au", "ApiQueryAllUsers", Params::SPECS, Run::Now(run))
        .help("Lists the accounts in the order of their names.")
        .manual("API:Allusers")
        .examples(&[("action=query&list=allusers&aufrom=Y", "Accounts from Y on.")]);

/// Which accounts are asked for.
struct Asked {
    from: Option<String>,
    to: Option<String>,
    prefix: String,
    descending: bool,
    /// In one of them, if there are any.
    groups: Vec<String>,
    /// In none of them.
    without: Vec<String>,
    edits: bool,
    active: bool,
    hidden: bool,
    /// Whether temporary accounts are asked for, and whether others are.
    temporary: (bool, bool),
    now: Timestamp,
}

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    call.cache(CacheMode::AnonPublicUserPrivate);
    call.list("u");
    let Some(asked) = Asked::read(call, &params)? else { return Ok(()) };
    let state = call.wiki().state();
    let mut count = 0;
    for user in asked.users(&state) {
        count += 1;
        if count > params.limit.0 {
            call.resume("from", &user.name);
            break;
        }
        // A row for each of the groups that an account is in: only the first is shown, but all count.
        count += asked.places(user).saturating_sub(1);
        let actions = asked.active.then(|| recent_actions(user, &state, call.now));
        if actions == Some(0) {
            continue;
        }
        let row = row(call, &params, user, &state, actions);
        if !call.add_row("u", row) {
            call.resume("from", &user.name);
            break;
        }
    }
    Ok(())
}

/// What is less than a part so small is few.
const FEW: usize = 32;

impl Asked {
    /// Nothing if nobody can be meant.
    fn read(call: &Call<'_>, params: &Params<'_>) -> Result<Option<Self>, Failure> {
        let mut groups = params.group.as_ref().map(|groups| owned(groups));
        if let Some(rights) = params.rights.as_ref().filter(|rights| !rights.is_empty()) {
            let implicit = call.profile().finds_implicit_rights;
            let Some(with) = groups_with(rights, &call.wiki().site().groups, implicit) else { return Ok(None) };
            let groups = groups.get_or_insert_default();
            groups.extend(with);
            groups.sort();
            groups.dedup();
        }
        call.at_most_one(&[("group", groups.is_some()), ("excludegroup", params.excludegroup.is_some())])?;
        let raises = call.profile().raises_names_in_lists;
        let canonical = |text: &str| {
            let text = text.replace('_', " ");
            if raises { raise_first(&text).into_owned() } else { text }
        };
        Ok(Some(Self {
            from: params.from.map(canonical),
            to: params.to.map(canonical),
            prefix: params.prefix.map(canonical).unwrap_or_default(),
            descending: params.dir == "descending",
            groups: groups.unwrap_or_default(),
            without: params.excludegroup.as_ref().map(|groups| owned(groups)).unwrap_or_default(),
            edits: params.witheditsonly,
            active: params.activeusers,
            hidden: call.may(Right::HideUser),
            temporary: match call.wiki().site().temporaries {
                Some(_) => (!params.excludetemp, !params.excludenamed),
                None => (true, true),
            },
            now: call.now,
        }))
    }

    fn users<'s>(&'s self, state: &'s State) -> Box<dyn Iterator<Item = &'s User> + 's> {
        let (low, high) =
            if self.descending { (&self.to, &self.from) } else { (&self.from, &self.to) };
        let low = low.as_deref().max(Some(&self.prefix)).unwrap_or_default();
        // Nothing that begins so comes after the prefix with the last of all characters.
        let last = (!self.prefix.is_empty()).then(|| format!("{}\u{10ffff}", self.prefix));
        let high = high.as_deref().into_iter().chain(last.as_deref()).min();
        if let Some(users) = self.few(state) {
            let within = |user: &&User| &*user.name >= low && high.is_none_or(|high| &*user.name <= high);
            let mut users: Vec<&User> = users.into_iter().filter(within).filter(|user| self.fits(user, state)).collect();
            users.sort_unstable_by(|one, other| one.name.cmp(&other.name));
            users.dedup_by_key(|user| user.id);
            return if self.descending { Box::new(users.into_iter().rev()) } else { Box::new(users.into_iter()) };
        }
        let high = high.map_or(Bound::Unbounded, Bound::Included);
        let users = state.users.between_names(low, high).map(AsRef::as_ref).filter(|user| self.fits(user, state));
        if self.descending { Box::new(users.rev()) } else { Box::new(users) }
    }

    /// All who can fit, in no order, if they are few among all: the members of groups, or who did something of late.
    fn few<'s>(&self, state: &'s State) -> Option<Vec<&'s User>> {
        let few = |count: usize| count.saturating_mul(FEW) < state.users.len();
        let members = || self.groups.iter().map(|group| state.users.ever_in_group(group));
        if !self.groups.is_empty() && few(members().map(|members| members.len()).sum()) {
            return Some(members().flatten().map(AsRef::as_ref).collect());
        }
        if self.active && few(state.recent.actors().len()) {
            let users = state.recent.actors().filter_map(|actor| state.actors.get(actor).user);
            return Some(users.filter_map(|user| state.users.get(user)).map(AsRef::as_ref).collect());
        }
        None
    }

    fn fits(&self, user: &User, state: &State) -> bool {
        let is_in = |groups: &[String]| {
            user.memberships(self.now).any(|membership| groups.iter().any(|group| **group == *membership.group))
        };
        user.name.starts_with(&self.prefix)
            && (self.groups.is_empty() || is_in(&self.groups))
            && !is_in(&self.without)
            && (if state.site.is_temporary(&user.name) { self.temporary.0 } else { self.temporary.1 })
            && (!self.edits || user.edits > 0)
            && (!self.active || recent_actions(user, state, self.now) > 0)
            && (self.hidden || hiding_block(user, state, self.now).is_none())
    }

    /// In how many of the groups that are asked for an account is.
    fn places(&self, user: &User) -> usize {
        let asked = |group: &str| self.groups.iter().any(|asked| asked == group);
        user.memberships(self.now).filter(|membership| asked(&membership.group)).count()
    }
}

fn owned(groups: &[&str]) -> Vec<String> {
    groups.iter().map(|group| (*group).to_owned()).collect()
}

/// The groups that give one of these rights; nothing if there are none. Where rights count that everybody has, everybody
/// is found by them, which no group says.
fn groups_with(rights: &[&str], groups: &Groups, implicit: bool) -> Option<Vec<String>> {
    let everybody = |right: &&str| implicit && right::IMPLICIT.contains(right);
    let with: Vec<String> = rights
        .iter()
        .filter(|right| !everybody(right))
        .filter_map(|right| Right::named(right))
        .flat_map(|right| groups.with(right).map(str::to_owned))
        .collect();
    if implicit && (rights.iter().any(everybody) || with.iter().any(|group| group == "*" || group == "user")) {
        return Some(Vec::new());
    }
    (!with.is_empty()).then_some(with)
}

/// What an account did of late, but for being made.
fn recent_actions(user: &User, state: &State, now: Timestamp) -> usize {
    let since = u32::try_from(now.plus(-ACTIVE).unix()).unwrap_or(0);
    let Some(actor) = state.actors.by_user(user.id) else { return 0 };
    let made = |log| state.log.get(log).is_some_and(|entry| entry.action.kind() == "newusers");
    let lines = state.recent.by_actor(actor).iter().rev().take_while(|line| moment(line.time) >= since);
    lines.filter(|line| !made(line.log)).count()
}

fn row(call: &Call<'_>, params: &Params<'_>, user: &User, state: &State, actions: Option<usize>) -> Node {
    let (site, now) = (call.wiki().site(), call.now);
    let prop = params.prop.clone().unwrap_or_default();
    let mut row = Node::map();
    let id = if call.profile().tells_ids_as_texts { user.id.to_string().into() } else { Value::from(user.id.0) };
    row.set("userid", id).set("name", &user.name);
    if prop.has("centralids") {
        add_central_ids(&mut row, Some(user), params.attachedwiki, site);
    }
    if let Some(block) = state.blocks.of_user(user.id, now).filter(|_| prop.has("blockinfo")) {
        add_listed_block(&mut row, block, state, call.profile());
    }
    row.flag("hidden", hiding_block(user, state, now).is_some());
    if prop.has("editcount") {
        row.set("editcount", user.edits);
    }
    if let Some(actions) = actions {
        row.set("recentactions", actions);
    }
    if prop.has("registration") {
        row.set("registration", user.registered);
    }
    // Other than in list=users, the implicit groups come first.
    let implicit = user.implicit_groups(site, now).iter().copied();
    let groups: Vec<&str> = implicit.clone().chain(user.memberships(now).map(|one| &*one.group)).collect();
    if prop.has("groups") {
        row.set("groups", Node::texts("g", groups.iter().map(|group| (*group).to_owned())));
    }
    if prop.has("implicitgroups") {
        row.set("implicitgroups", Node::texts("g", implicit.clone()));
    }
    if prop.has("rights") && !call.profile().has_format_versions {
        let mut rights = Node::auto().tagged("r");
        let implicit: Vec<&str> = implicit.clone().collect();
        for (place, right) in site.groups.rights_in_places(&implicit, &groups[implicit.len()..]) {
            rights.append_index(place as i64, right.wire());
        }
        row.set("rights", rights);
    } else if prop.has("rights") {
        let rights = match call.profile().rights_of_listed_users {
            ListedRights::OfGroups => site.groups.rights(groups),
            ListedRights::OfUsers => call.rights_of(user),
        };
        row.set("rights", Node::texts("r", rights.into_iter().map(Right::wire)));
    }
    row
}
