//! Setting preferences and setting them back to what they were by default (`UserOptionsManager`).

use std::{collections::BTreeMap, sync::Arc};

use super::{Saving, default, kept, kind, saving};
use crate::wiki::{
    Change, Refusal, RightSet, State, UserId,
    draft::Decision,
    user::{User, UserChange},
};

/// Which preferences become what they are by default.
#[derive(Debug, Clone, Copy)]
pub enum Reset<'a> {
    /// None.
    Nothing,
    /// All of them.
    All,
    /// Those of these kinds, by their names.
    Kinds(&'a [&'static str]),
}

/// Decides what becomes of a user's preferences: first they are reset, then set. `None` is the default.
pub fn decide(
    state: &State,
    user: UserId,
    rights: RightSet,
    reset: Reset<'_>,
    values: &[(String, Option<String>)],
) -> Decision<()> {
    let Some(user) = state.users.get(user) else { return Err(Refusal::NoSuchUser("".into())) };
    let site = &state.site;
    let mut after: BTreeMap<Arc<str>, _> = BTreeMap::new();
    for name in user.options.keys().filter(|name| is_reset(state, user, name, rights, reset)) {
        after.insert(Arc::clone(name), None);
    }
    for (name, value) in values {
        // What was not set is as good as empty.
        let is_unset = !user.options.contains_key(name.as_str());
        if saving(site) == Saving::Modified && is_unset && value.as_deref() == Some("") {
            continue;
        }
        after.insert(name.as_str().into(), kept(name, value.as_deref(), site));
    }
    let changed = after.into_iter().filter(|(name, value)| user.options.get(name) != value.as_ref());
    let change = |(name, value)| Change::User(UserChange::Option(user.id, name, value));
    Ok((changed.map(change).collect(), ()))
}

fn is_reset(state: &State, user: &User, name: &str, rights: RightSet, reset: Reset<'_>) -> bool {
    let site = &state.site;
    match reset {
        Reset::Nothing => false,
        Reset::All => true,
        Reset::Kinds(kinds) => {
            let is_meant = kinds.contains(&kind::of(name, rights, site).word());
            // What a reset by kinds left out was taken for not modified.
            let is_kept = saving(site) == Saving::Modified && default(name, site).is_none();
            is_meant && !is_kept && user.options.contains_key(name)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        release::{V1_39, V1_43},
        wiki::{Site, option::Value, rig::Rig},
    };

    fn set(rig: &mut Rig, reset: Reset<'_>, values: &[(&str, Option<&str>)]) -> Vec<String> {
        let owned = |(name, value): &(&str, Option<&str>)| (str::to_owned(name), value.map(str::to_owned));
        let values: Vec<_> = values.iter().map(owned).collect();
        rig.decide(|state, _| decide(state, UserId(2), RightSet::NONE, reset, &values)).unwrap();
        let user = rig.state.users.get(UserId(2)).unwrap();
        user.options.iter().map(|(name, value)| format!("{name}={}", value.wire())).collect()
    }

    #[test]
    fn preferences_are_set_and_reset_by_their_kinds() {
        let mut rig = Rig::new();
        rig.state.settle(&Arc::new(Site::fresh("X", V1_43)));
        let values = [("rclimit", Some("11")), ("userjs-a", Some("0")), ("gender", Some("unknown"))];
        assert_eq!(set(&mut rig, Reset::Nothing, &values), ["rclimit=11", "userjs-a=0"]);
        assert_eq!(rig.state.users.get(UserId(2)).unwrap().options["userjs-a"], Value::Int(0));
        let again = [("userjs-b", Some("x")), ("rclimit", None)];
        assert_eq!(set(&mut rig, Reset::Kinds(&["registered"]), &again), ["userjs-a=0", "userjs-b=x"]);
        assert_eq!(set(&mut rig, Reset::Kinds(&["userjs"]), &[("wllimit", Some("9"))]), ["wllimit=9"]);
        assert!(set(&mut rig, Reset::All, &[]).is_empty());
    }

    #[test]
    fn what_had_no_default_once_stayed_when_its_kind_was_reset() {
        let mut rig = Rig::new();
        rig.state.settle(&Arc::new(Site::fresh("X", V1_39)));
        set(&mut rig, Reset::Nothing, &[("rclimit", Some("11")), ("userjs-a", Some("1"))]);
        let reset = Reset::Kinds(&["registered", "userjs"]);
        assert_eq!(set(&mut rig, reset, &[]), ["userjs-a=1"]);
        assert!(set(&mut rig, Reset::All, &[]).is_empty());
    }
}
