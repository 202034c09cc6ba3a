//! The table of sessions.

use std::{
    collections::HashMap,
    sync::{
        Mutex, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard,
        atomic::{AtomicI64, Ordering},
    },
};

use serde::{Deserialize, Serialize};

use super::{Flags, Handle, Opening, Rare, SessionChange, SessionId, secret};
use crate::{
    base::{Chance, Timestamp, digest::Midstate},
    wiki::UserId,
};

/// How many parts the table has. Each has its own lock, and is swept on its own.
pub const SHARDS: usize = 64;

/// All sessions. The maps hash with the standard library's keyed hash: strangers choose what is looked up.
#[derive(Debug)]
pub struct Sessions {
    shards: Box<[RwLock<Shard>]>,
    /// Seconds that an idle session lasts.
    lifetime: u32,
    /// How many there can be in one shard.
    shard_limit: usize,
    /// The second in which a shard was last swept.
    swept: AtomicI64,
    /// What other nodes have to be told, if there can be any.
    outbox: Option<Mutex<Vec<SessionChange>>>,
}

#[derive(Debug, Default)]
struct Shard {
    entries: HashMap<SessionId, Entry>,
    rare: HashMap<SessionId, Box<Rare>>,
}

/// A session as the table keeps it. Times are in seconds since 1970, and fit until 2106.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Entry {
    secret: Midstate,
    user: UserId,
    stamp: u32,
    expires: u32,
    proven: u32,
    flags: Flags,
}

impl Entry {
    fn handle(&self, id: SessionId) -> Handle {
        Handle {
            id,
            secret: self.secret,
            user: (self.user.0 != 0).then_some(self.user),
            flags: self.flags,
            proven: Timestamp::from_unix(self.proven.into()),
            expires: Timestamp::from_unix(self.expires.into()),
            stamp: self.stamp,
        }
    }

    fn is_over(&self, now: Timestamp) -> bool {
        i64::from(self.expires) <= now.unix()
    }
}

impl Sessions {
    /// An empty table: how long an idle session lasts, how many there can be, and whether other nodes are to be told.
    pub fn new(lifetime: u32, at_most: usize, told: bool) -> Self {
        Self {
            shards: (0..SHARDS).map(|_| RwLock::default()).collect(),
            lifetime,
            shard_limit: at_most.div_ceil(SHARDS).max(1),
            swept: AtomicI64::new(0),
            outbox: told.then(Mutex::default),
        }
    }

    /// A session, if it is there and not over.
    pub fn get(&self, id: SessionId, now: Timestamp) -> Option<Handle> {
        let shard = self.read(id);
        shard.entries.get(&id).filter(|entry| !entry.is_over(now)).map(|entry| entry.handle(id))
    }

    /// What is rare about a session.
    pub fn rare(&self, id: SessionId) -> Option<Rare> {
        self.read(id).rare.get(&id).map(|rare| (**rare).clone())
    }

    /// Begins a session.
    pub fn open(&self, opening: Opening<'_>, now: Timestamp, chance: &dyn Chance) -> Handle {
        let mut flags = Flags::empty();
        flags.set(Flags::REMEMBERED, opening.remembered);
        flags.set(Flags::BOT, opening.bot.is_some());
        flags.set(Flags::RARE, opening.bot.is_some());
        let entry = Entry {
            secret: secret(chance),
            user: opening.user.map_or(UserId(0), |user| user.id),
            stamp: opening.user.map_or(0, |user| user.secret.stamp()),
            expires: self.end(now),
            proven: opening.proven.unix().clamp(0, u32::MAX.into()) as u32,
            flags,
        };
        let rare = opening
            .bot
            .map(|bot| Box::new(Rare { bot: Some((bot.app.clone(), bot.secret.stamp())), pending: None }));
        let id = SessionId::random(chance);
        self.put(id, entry, rare, now);
        entry.handle(id)
    }

    /// Ends a session.
    pub fn close(&self, id: SessionId) {
        if self.remove(id) {
            self.tell(|| SessionChange::Gone(id));
        }
    }

    /// Lets a session that is used last longer, once half of its time is over (`SessionBackend::renew`). Tells
    /// whether it did.
    pub fn renew(&self, handle: &mut Handle, now: Timestamp) -> bool {
        if now.unix() + i64::from(self.lifetime / 2) <= handle.expires.unix() {
            return false;
        }
        let expires = self.end(now);
        handle.expires = Timestamp::from_unix(expires.into());
        self.change(handle.id, |entry, _| entry.expires = expires);
        true
    }

    /// Notes something about a session.
    pub fn mark(&self, handle: &mut Handle, flags: Flags) {
        if !handle.flags.contains(flags) {
            handle.flags |= flags;
            self.change(handle.id, |entry, _| entry.flags |= flags);
        }
    }

    /// Changes what is rare about a session.
    pub fn set_rare(&self, handle: &mut Handle, change: impl FnOnce(&mut Rare)) {
        handle.flags |= Flags::RARE;
        self.change(handle.id, |entry, rare| {
            entry.flags |= Flags::RARE;
            change(rare);
        });
    }

    /// How many there are, those included that are over and not swept yet.
    pub fn len(&self) -> usize {
        self.shards.iter().map(|shard| locked(shard.read()).entries.len()).sum()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Ends all of them.
    pub fn clear(&self) {
        for shard in &self.shards {
            *locked(shard.write()) = Shard::default();
        }
    }

    /// Sweeps one shard, at most once a second, so that no request ever waits for a walk over all sessions.
    pub fn sweep(&self, now: Timestamp) {
        let swept = self.swept.load(Ordering::Relaxed);
        if swept == now.unix() {
            return;
        }
        let mine =
            self.swept.compare_exchange(swept, now.unix(), Ordering::Relaxed, Ordering::Relaxed).is_ok();
        if mine {
            locked(self.shards[now.unix().rem_euclid(SHARDS as i64) as usize].write()).sweep(now);
        }
    }

    /// Takes in what another node did.
    pub(in crate::wiki) fn apply(&self, change: SessionChange) {
        match change {
            SessionChange::Gone(id) => drop(self.remove(id)),
            SessionChange::Put(id, entry, rare) => self.write(id).insert(id, entry, rare),
        }
    }

    /// What other nodes have not been told yet.
    pub(in crate::wiki) fn untold(&self) -> Vec<SessionChange> {
        self.outbox.as_ref().map(|outbox| std::mem::take(&mut *locked(outbox.lock()))).unwrap_or_default()
    }

    /// Changes that make these sessions out of none.
    pub(in crate::wiki) fn changes(&self) -> Vec<SessionChange> {
        let shards = self.shards.iter().map(|shard| locked(shard.read()));
        let of = |shard: RwLockReadGuard<'_, Shard>| {
            let put = |(id, entry): (&SessionId, &Entry)| {
                SessionChange::Put(*id, *entry, shard.rare.get(id).cloned())
            };
            shard.entries.iter().map(put).collect::<Vec<_>>()
        };
        shards.flat_map(of).collect()
    }

    fn end(&self, now: Timestamp) -> u32 {
        (now.unix() + i64::from(self.lifetime)).clamp(0, u32::MAX.into()) as u32
    }

    fn put(&self, id: SessionId, entry: Entry, rare: Option<Box<Rare>>, now: Timestamp) {
        self.tell(|| SessionChange::Put(id, entry, rare.clone()));
        let mut shard = self.write(id);
        if shard.entries.len() >= self.shard_limit {
            shard.make_room(now);
        }
        shard.insert(id, entry, rare);
    }

    fn change(&self, id: SessionId, change: impl FnOnce(&mut Entry, &mut Rare)) {
        let mut shard = self.write(id);
        let Some(mut entry) = shard.entries.get(&id).copied() else { return };
        let mut rare = shard.rare.remove(&id).unwrap_or_default();
        change(&mut entry, &mut rare);
        let rare = entry.flags.contains(Flags::RARE).then_some(rare);
        self.tell(|| SessionChange::Put(id, entry, rare.clone()));
        shard.insert(id, entry, rare);
    }

    fn remove(&self, id: SessionId) -> bool {
        let mut shard = self.write(id);
        shard.rare.remove(&id);
        shard.entries.remove(&id).is_some()
    }

    fn tell(&self, change: impl FnOnce() -> SessionChange) {
        if let Some(outbox) = &self.outbox {
            locked(outbox.lock()).push(change());
        }
    }

    fn read(&self, id: SessionId) -> RwLockReadGuard<'_, Shard> {
        locked(self.shards[id.spread() % SHARDS].read())
    }

    fn write(&self, id: SessionId) -> RwLockWriteGuard<'_, Shard> {
        locked(self.shards[id.spread() % SHARDS].write())
    }
}

impl Shard {
    fn insert(&mut self, id: SessionId, entry: Entry, rare: Option<Box<Rare>>) {
        self.entries.insert(id, entry);
        if let Some(rare) = rare {
            self.rare.insert(id, rare);
        }
    }

    fn sweep(&mut self, now: Timestamp) {
        self.retain(|entry| !entry.is_over(now));
    }

    fn retain(&mut self, mut stays: impl FnMut(&Entry) -> bool) {
        let Self { entries, rare } = self;
        entries.retain(|id, entry| {
            let stays = stays(entry);
            if !stays && entry.flags.contains(Flags::RARE) {
                rare.remove(id);
            }
            stays
        });
    }

    /// Makes room for an eighth more: what is over goes, then the oldest anonymous sessions, then the oldest of users.
    /// One walk for many insertions.
    fn make_room(&mut self, now: Timestamp) {
        let wanted = self.entries.len() - self.entries.len() / 8 - 1;
        self.sweep(now);
        for of_users in [false, true] {
            let surplus = self.entries.len().saturating_sub(wanted);
            let kind = |entry: &Entry| (entry.user.0 != 0) == of_users;
            let mut ends: Vec<u32> =
                self.entries.values().filter(|entry| kind(entry)).map(|entry| entry.expires).collect();
            if surplus == 0 || ends.is_empty() {
                continue;
            }
            let last = surplus.min(ends.len()) - 1;
            let end = *ends.select_nth_unstable(last).1;
            let mut left = surplus;
            self.retain(|entry| {
                let goes = left > 0 && kind(entry) && entry.expires <= end;
                left -= usize::from(goes);
                !goes
            });
        }
    }
}

/// A lock is never held over anything that can panic halfway, so what a panic left is whole.
fn locked<G>(result: Result<G, PoisonError<G>>) -> G {
    result.unwrap_or_else(PoisonError::into_inner)
}
