//! Who is put in groups and taken out of them (`SpecialUserRights::doSaveUserGroups`).

use std::sync::Arc;

use super::{
    Actor, Change, Expiry, Namespace, State, Title, UserId,
    draft::{Decision, Draft, NewEntry, Shown},
    group::Changeable,
    log::{LogAction, LogParams},
    tag,
    user::{Membership, User, UserChange},
};
use crate::base::Timestamp;

/// Which groups somebody shall come into and leave.
#[derive(Debug, Clone, Default)]
pub struct MembershipRequest<'a> {
    /// Groups to come into, and until when.
    pub add: Vec<(&'a str, Expiry)>,
    /// Groups to leave.
    pub remove: Vec<&'a str>,
    /// Why.
    pub reason: &'a str,
    /// Tags to put on the log entry.
    pub tags: Vec<Arc<str>>,
}

/// What came of it: the places in the request of what was done. What somebody may not do is left out without a word.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MembershipDone {
    /// Of groups that the user came into, or is in until another time now.
    pub added: Vec<usize>,
    /// Of groups that the user left.
    pub removed: Vec<usize>,
}

/// Decides on the groups of a user.
pub fn decide(
    state: &State,
    actor: &Actor,
    now: Timestamp,
    target: UserId,
    request: &MembershipRequest<'_>,
) -> Decision<MembershipDone> {
    tag::check_apply(state, actor, &request.tags, now)?;
    let Some(user) = state.users.get(target) else { return Ok((Vec::new(), MembershipDone::default())) };
    let reach = Reach::of(state, actor, user, now);
    let mut members: Vec<Membership> = user.memberships(now).cloned().collect();
    let mut done = MembershipDone::default();
    for (place, group) in request.remove.iter().enumerate() {
        if reach.remove.contains(group) && members.iter().any(|member| *member.group == **group) {
            members.retain(|member| *member.group != **group);
            done.removed.push(place);
        }
    }
    for (place, (group, expiry)) in request.add.iter().enumerate() {
        if !reach.add.contains(group) || reach.shortens(user, group, *expiry, now) {
            continue;
        }
        let new = Membership { group: (*group).into(), expires: expiry.time() };
        if !members.contains(&new) {
            members.retain(|member| member.group != new.group);
            members.push(new);
            done.added.push(place);
        }
    }
    if done.added.is_empty() && done.removed.is_empty() {
        return Ok((Vec::new(), done));
    }
    let changes = write(state, actor, now, user, members, request);
    Ok((changes, done))
}

/// The groups that somebody may put a user in and take them out of.
struct Reach<'s> {
    add: Vec<&'s str>,
    remove: Vec<&'s str>,
}

impl<'s> Reach<'s> {
    fn of(state: &'s State, actor: &Actor, user: &User, now: Timestamp) -> Self {
        let own = actor.user.and_then(|id| state.users.get(id));
        let groups = own.map_or_else(|| vec!["*"], |own| own.all_groups(&state.site, now).collect());
        let Changeable { mut add, mut remove, add_self, remove_self } =
            state.site.groups.changeable_by(groups, actor.rights);
        if actor.user == Some(user.id) {
            add.extend(add_self);
            remove.extend(remove_self);
        }
        Self { add, remove }
    }

    /// Who may only put users in a group cannot bring forward when they leave it (T156784).
    fn shortens(&self, user: &User, group: &str, expiry: Expiry, now: Timestamp) -> bool {
        let before = user.memberships(now).find(|member| *member.group == *group);
        let ends = |expires: Option<Timestamp>| expires.map_or(Expiry::Never, Expiry::At);
        !self.remove.contains(&group) && before.is_some_and(|before| ends(before.expires) > expiry)
    }
}

fn write(
    state: &State,
    actor: &Actor,
    now: Timestamp,
    user: &User,
    members: Vec<Membership>,
    request: &MembershipRequest<'_>,
) -> Vec<Change> {
    let told = |members: &mut dyn Iterator<Item = &Membership>| {
        members
            .map(|member| (Arc::clone(&member.group), member.expires.map_or(Expiry::Never, Expiry::At)))
            .collect::<Vec<_>>()
    };
    let params =
        LogParams::Rights { before: told(&mut user.memberships(now)), after: told(&mut members.iter()) };
    let left = user.memberships(now).map(|member| &member.group);
    let mut former = user.former_groups.clone();
    for group in left.filter(|group| !members.iter().any(|member| member.group == **group)) {
        if !former.contains(group) {
            former.push(Arc::clone(group));
        }
    }
    let mut draft = Draft::new(state, now);
    draft.push(Change::User(UserChange::Groups(user.id, members, former)));
    let title = Title::of_key(Namespace::USER, user.name.replace(' ', "_"));
    let page = state.pages.id_of(&title).unwrap_or_default();
    let entry = NewEntry {
        action: LogAction::Rights,
        title: &title,
        page,
        comment: request.reason,
        params: Some(params),
        tags: &request.tags,
    };
    draft.log_shown(actor, entry, Shown::default());
    draft.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wiki::double::{Double, double, now};

    fn change(double: &Double, by: &str, request: &MembershipRequest<'_>) -> MembershipDone {
        let mut jar = double.login(by, true);
        let actor = double.look(&mut jar).actor();
        let time = double.wiki.now();
        now(double.wiki.commit(|state| decide(state, &actor, time, UserId(4), request))).unwrap()
    }

    fn groups(double: &Double) -> Vec<String> {
        let state = double.wiki.state();
        let user = state.users.get(UserId(4)).unwrap();
        user.memberships(double.wiki.now()).map(|member| member.group.to_string()).collect()
    }

    #[test]
    fn a_bureaucrat_changes_groups_and_others_nothing() {
        let double = double();
        let bot = MembershipRequest { add: vec![("bot", Expiry::Never)], ..MembershipRequest::default() };
        assert_eq!(change(&double, "Alice", &bot), MembershipDone::default());
        assert_eq!(change(&double, "Admin", &bot).added, [0]);
        assert_eq!(groups(&double), ["bot"]);
        // A second time there is nothing to do, and nothing is told.
        let entries = double.wiki.state().log.len();
        assert_eq!(change(&double, "Admin", &bot), MembershipDone::default());
        assert_eq!(double.wiki.state().log.len(), entries);
        let both = MembershipRequest {
            add: vec![("bot", Expiry::Never), ("sysop", Expiry::Never)],
            remove: vec!["suppress", "bot"],
            ..MembershipRequest::default()
        };
        assert_eq!(change(&double, "Admin", &both), MembershipDone { added: vec![0, 1], removed: vec![1] });
        assert_eq!(groups(&double), ["bot", "sysop"]);
    }

    #[test]
    fn another_end_is_a_change() {
        let double = double();
        let until = |end| MembershipRequest { add: vec![("bot", end)], ..MembershipRequest::default() };
        let later = Expiry::At(double.wiki.now().plus(100));
        assert_eq!(change(&double, "Admin", &until(Expiry::Never)).added, [0]);
        assert_eq!(change(&double, "Admin", &until(later)).added, [0]);
        assert!(change(&double, "Admin", &until(later)).added.is_empty());
        let without = MembershipRequest { remove: vec!["bot"], ..MembershipRequest::default() };
        assert_eq!(change(&double, "Admin", &without).removed, [0]);
        let state = double.wiki.state();
        assert_eq!(&*state.users.get(UserId(4)).unwrap().former_groups, ["bot".into()]);
    }
}
