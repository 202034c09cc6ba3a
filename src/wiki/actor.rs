//! Who did something: an account or an address, under one small number.

use std::{
    collections::{BTreeMap, HashMap},
    net::IpAddr,
    sync::Arc,
};

use serde::{Deserialize, Serialize};

use super::{ActorId, Caller, Identity, Right, RightSet, UserId, address::Address};

/// Who asks for a change: a user or an address, and what they may do.
#[derive(Debug, Clone)]
pub struct Actor {
    /// The account; `None` for an address.
    pub user: Option<UserId>,
    /// The account's name, or the address as text.
    pub name: Arc<str>,
    /// Where the request comes from.
    pub address: Option<Address>,
    /// What they may do, all groups, grants and restrictions counted.
    pub rights: RightSet,
}

impl Actor {
    /// Who makes a request that comes from an address.
    pub fn of(caller: &Caller, peer: IpAddr) -> Self {
        let user = match &caller.identity {
            Identity::Anonymous(..) => None,
            Identity::User(id, _) => Some(*id),
        };
        // An address has one spelling.
        let name = Arc::clone(caller.name());
        Self { user, name, address: Some(Address(peer)), rights: caller.rights }
    }

    /// Whether they may.
    pub const fn may(&self, right: Right) -> bool {
        self.rights.has(right)
    }

    /// Whether it is an account.
    pub const fn is_registered(&self) -> bool {
        self.user.is_some()
    }
}

/// A row of the actor table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActorRow {
    /// Its number.
    pub id: ActorId,
    /// The account; `None` for addresses and for names from other wikis.
    pub user: Option<UserId>,
    /// The account's name, or the address.
    pub name: Arc<str>,
}

/// Everybody who ever did something here.
#[derive(Debug, Clone, Default)]
pub struct Actors {
    rows: Vec<ActorRow>,
    by_name: BTreeMap<Arc<str>, ActorId>,
    by_user: HashMap<UserId, ActorId>,
    by_address: BTreeMap<Address, ActorId>,
}

impl Actors {
    pub(super) fn put(&mut self, row: ActorRow) {
        if let Some(user) = row.user {
            self.by_user.insert(user, row.id);
        } else if let Some(address) = Address::parse(&row.name) {
            self.by_address.insert(address, row.id);
        }
        let at = row.id.0 as usize - 1;
        if let Some(known) = self.rows.get_mut(at) {
            // A renamed account.
            if known.name != row.name {
                self.by_name.remove(&known.name);
            }
            self.by_name.insert(Arc::clone(&row.name), row.id);
            *known = row;
        } else {
            self.by_name.insert(Arc::clone(&row.name), row.id);
            self.rows.push(row);
        }
    }

    /// The next number to give.
    pub fn next_id(&self) -> ActorId {
        ActorId(self.rows.len() as u32 + 1)
    }

    /// Who that is. Every id that a row holds has one.
    pub fn get(&self, id: ActorId) -> &ActorRow {
        &self.rows[id.0 as usize - 1]
    }

    /// The one of that name.
    pub fn by_name(&self, name: &str) -> Option<ActorId> {
        self.by_name.get(name).copied()
    }

    /// The one of that account.
    pub fn by_user(&self, user: UserId) -> Option<ActorId> {
        self.by_user.get(&user).copied()
    }

    /// All whose names begin so, in order of names, from one to another if they are given.
    pub fn with_prefix<'a>(
        &'a self,
        prefix: &str,
        from: Option<&str>,
        to: Option<&str>,
    ) -> impl DoubleEndedIterator<Item = &'a ActorRow> + use<'a> {
        use std::ops::Bound::Included;
        // Nothing that begins so comes after the prefix with the last of all characters.
        let last = format!("{prefix}\u{10ffff}");
        let (low, high) = (from.unwrap_or(prefix).max(prefix), to.unwrap_or(&last).min(&last));
        let names = (low <= high).then(|| self.by_name.range::<str, _>((Included(low), Included(high))));
        names.into_iter().flatten().map(|(_, id)| self.get(*id))
    }

    /// All addresses from one to another that ever did something.
    pub fn addresses(&self, from: Address, to: Address) -> impl DoubleEndedIterator<Item = &ActorRow> {
        self.by_address.range(from..=to).map(|(_, id)| self.get(*id))
    }

    /// Everybody, by number.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &ActorRow> {
        self.rows.iter()
    }
}
