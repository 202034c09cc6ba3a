//! What is told of an account wherever accounts are told of: `meta=userinfo`, `list=users`, `list=allusers`.

use super::Call;
use crate::{
    base::Timestamp,
    tree::{Node, Shape, Value},
    wiki::{Right, Site, State, block::Block, user::User},
};

/// The groups that an account was put in, and until when.
pub fn memberships(user: Option<&User>, now: Timestamp) -> Node {
    let mut list = Node::list("groupmembership");
    for membership in user.iter().flat_map(|user| user.memberships(now)) {
        let mut one = Node::map();
        one.set("group", &membership.group);
        one.set("expiry", membership.expires.map_or("infinity".into(), Value::from));
        list.push(one);
    }
    list
}

/// Adds the ids of an account among wikis (`ApiQueryUserInfo::getCentralUserInfo`). One wiki without shared accounts
/// knows only its own (`LocalIdLookup`).
pub fn add_central_ids(node: &mut Node, user: Option<&User>, attached: Option<&str>, site: &Site) {
    let local = |value: Value| {
        let mut node = Node::of(Shape::Assoc);
        node.set("local", value);
        node
    };
    node.set("centralids", local(user.map_or(0, |user| user.id.0).into()));
    node.set("attachedlocal", local(user.is_some().into()));
    if let Some(wiki) = attached.filter(|wiki| !wiki.is_empty() && *wiki != "0") {
        let same = user.is_some() && wiki == site.wiki_id;
        node.set("attachedwiki", local(same.into()));
    }
}

/// The block of an account if it hides the name. Who may not see hidden names is not told of the account.
pub fn hiding_block<'s>(user: &User, state: &'s State, now: Timestamp) -> Option<&'s Block> {
    state.blocks.of_user(user.id, now).filter(|block| block.flags.hide_name)
}

impl Call<'_> {
    /// What an account may do, in the order in which answers have it. A caller whose session may do less than its account
    /// hears that of everybody (`PermissionManager::getUserPermissions`).
    pub fn rights_of(&self, user: &User) -> Vec<Right> {
        let mut rights = user.rights_in_order(self.wiki().site(), self.now);
        if let Some(granted) = self.caller.granted {
            rights.retain(|right| granted.has(*right));
        }
        rights
    }
}
