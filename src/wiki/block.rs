//! Blocks: who may not edit, and where.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use serde::{Deserialize, Serialize};

use super::{
    ActorId, BlockId, Namespace, PageId, UserId,
    address::{Address, AddressRange},
    expiry::Expiry,
    table::{Sorted, Table},
};
use crate::base::Timestamp;

/// Whom a block is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum BlockTarget {
    /// An account.
    User {
        /// Its number.
        id: UserId,
        /// Its name.
        name: Arc<str>,
    },
    /// An address, or a range as `address/prefix`.
    Address(Arc<str>),
    /// An address that a blocked account used. Nobody is told which.
    Auto {
        /// The address.
        address: Arc<str>,
        /// The block of the account.
        parent: BlockId,
    },
}

impl BlockTarget {
    /// The name it goes by; `None` for autoblocks.
    pub fn name(&self) -> Option<&Arc<str>> {
        match self {
            Self::User { name, .. } | Self::Address(name) => Some(name),
            Self::Auto { .. } => None,
        }
    }

    /// The addresses it is about.
    pub fn range(&self) -> Option<AddressRange> {
        match self {
            Self::User { .. } => None,
            Self::Address(text) => AddressRange::parse(text),
            Self::Auto { address, .. } => AddressRange::parse(address),
        }
    }
}

/// What else a block does, besides forbidding to edit.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlockFlags {
    /// Only those without an account are meant.
    pub anon_only: bool,
    /// No accounts can be made.
    pub no_create: bool,
    /// Addresses the account uses are blocked, too.
    pub autoblock: bool,
    /// No mail can be sent.
    pub no_email: bool,
    /// The own talk page can still be edited.
    pub allow_user_talk: bool,
    /// The name is hidden.
    pub hide_name: bool,
}

/// One block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Its number.
    pub id: BlockId,
    /// Whom it is about.
    pub target: BlockTarget,
    /// Who made it.
    pub by: ActorId,
    /// Why.
    pub reason: Arc<str>,
    /// When.
    pub time: Timestamp,
    /// Until when.
    pub expiry: Expiry,
    /// What else it does.
    pub flags: BlockFlags,
    /// What a partial block is about; `None` if it holds everywhere.
    pub partial: Option<Partial>,
}

/// What a partial block is about.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Partial {
    /// Pages that cannot be edited.
    pub pages: Vec<PageId>,
    /// Namespaces in which nothing can be edited.
    pub namespaces: Vec<Namespace>,
    /// Actions that cannot be done: `upload`, `move`, `create`.
    pub actions: Vec<Arc<str>>,
}

/// All blocks. Those that are over stay until they are replaced; readers pass the time.
#[derive(Debug, Clone, Default)]
pub struct Blocks {
    rows: Table<BlockId, Block>,
    by_user: HashMap<UserId, BlockId>,
    /// Ranges by their first address; those of accounts are not here.
    by_range: BTreeMap<AddressRange, BTreeSet<BlockId>>,
    /// The widest range of all, so that a search knows where to stop: prefix lengths in use.
    prefixes: BTreeMap<(bool, u8), usize>,
    by_time: Sorted<(Timestamp, BlockId)>,
    /// By the name of whom they are about; automatic ones tell of nobody.
    by_name: BTreeMap<Arc<str>, BTreeSet<BlockId>>,
    autoblocks: BTreeSet<(BlockId, BlockId)>,
}

impl Blocks {
    pub(super) fn put(&mut self, block: Block) {
        self.remove(block.id);
        if let BlockTarget::User { id, .. } = block.target {
            self.by_user.insert(id, block.id);
        }
        if let BlockTarget::Auto { parent, .. } = block.target {
            self.autoblocks.insert((parent, block.id));
        }
        if let Some(range) = block.target.range() {
            self.by_range.entry(range).or_default().insert(block.id);
            *self.prefixes.entry(prefix(&range)).or_default() += 1;
        }
        if let Some(name) = block.target.name() {
            self.by_name.entry(Arc::clone(name)).or_default().insert(block.id);
        }
        self.by_time.insert((block.time, block.id));
        self.rows.insert(block.id, block);
    }

    pub(super) fn remove(&mut self, id: BlockId) -> Option<Block> {
        let block = self.rows.remove(id)?;
        match &block.target {
            BlockTarget::User { id: user, .. } => {
                if self.by_user.get(user) == Some(&id) {
                    self.by_user.remove(user);
                }
            }
            BlockTarget::Auto { parent, .. } => {
                self.autoblocks.remove(&(*parent, id));
            }
            BlockTarget::Address(_) => {}
        }
        if let Some(range) = block.target.range() {
            if let Some(ids) = self.by_range.get_mut(&range) {
                ids.remove(&id);
                if ids.is_empty() {
                    self.by_range.remove(&range);
                }
            }
            if let Some(count) = self.prefixes.get_mut(&prefix(&range)) {
                *count -= 1;
                if *count == 0 {
                    self.prefixes.remove(&prefix(&range));
                }
            }
        }
        if let Some(name) = block.target.name()
            && let Some(ids) = self.by_name.get_mut(name)
        {
            ids.remove(&id);
            if ids.is_empty() {
                self.by_name.remove(name);
            }
        }
        self.by_time.remove(&(block.time, id));
        Some(block)
    }

    pub(super) fn skip_to(&mut self, id: BlockId) {
        self.rows.skip_to(id);
    }

    /// How many there are, over or not.
    pub const fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The number of the next one.
    pub fn next_id(&self) -> BlockId {
        self.rows.next_id()
    }

    /// One of them, if it still holds.
    pub fn get(&self, id: BlockId, now: Timestamp) -> Option<&Block> {
        self.rows.get(id).filter(|block| !block.expiry.is_over(now))
    }

    /// All of them by number, over or not.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Block> {
        self.rows.iter()
    }

    /// All of them by time, over or not, from one place to another, both included.
    pub fn by_time(
        &self,
        from: (Timestamp, BlockId),
        to: (Timestamp, BlockId),
    ) -> impl DoubleEndedIterator<Item = &Block> {
        self.by_time.range(from..=to).filter_map(|(_, id)| self.rows.get(*id))
    }

    /// Those about a name, over or not.
    pub fn named(&self, name: &str) -> impl Iterator<Item = &Block> {
        self.by_name.get(name).into_iter().flatten().filter_map(|id| self.rows.get(*id))
    }

    /// The block of an account.
    pub fn of_user(&self, user: UserId, now: Timestamp) -> Option<&Block> {
        self.get(*self.by_user.get(&user)?, now)
    }

    /// The block, not an autoblock, of exactly this address or range.
    pub fn of_range(&self, range: AddressRange, now: Timestamp) -> Option<&Block> {
        self.at(range, now).find(|block| matches!(block.target, BlockTarget::Address(_)))
    }

    /// All blocks an address falls under, the narrowest first, autoblocks last.
    pub fn of_address(&self, address: Address, now: Timestamp) -> Vec<&Block> {
        let family = address.bits() == 32;
        let mut found: Vec<&Block> = self
            .prefixes
            .range((family, 0)..=(family, 128))
            .rev()
            .filter_map(|((_, prefix), _)| AddressRange::block(address, *prefix))
            .flat_map(|range| self.at(range, now))
            .collect();
        found.sort_by_key(|block| matches!(block.target, BlockTarget::Auto { .. }));
        found
    }

    /// Autoblocks that come from a block.
    pub fn autoblocks_of(&self, parent: BlockId) -> impl Iterator<Item = &Block> {
        self.autoblocks
            .range((parent, BlockId(0))..=(parent, BlockId(u32::MAX)))
            .filter_map(|(_, id)| self.rows.get(*id))
    }

    fn at(&self, range: AddressRange, now: Timestamp) -> impl Iterator<Item = &Block> {
        self.by_range.get(&range).into_iter().flatten().filter_map(move |id| self.get(*id, now))
    }
}

/// Kind of address and how many first bits a range shares.
fn prefix(range: &AddressRange) -> (bool, u8) {
    (range.first.bits() == 32, range.prefix())
}
