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
    wiki::{UserId, user::User},
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
        self.open_as(SessionId::random(chance), opening, now, chance)
    }

    /// Begins a session with an id that is chosen already.
    pub fn open_as(
        &self,
        id: SessionId,
        opening: Opening<'_>,
        now: Timestamp,
        chance: &dyn Chance,
    ) -> Handle {
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
        let rare = opening.bot.map(|bot| {
            Box::new(Rare { bot: Some((bot.app.clone(), bot.secret.stamp())), ..Rare::default() })
        });
        self.put(id, entry, rare, now);
        entry.handle(id)
    }

    /// Makes a session a user's, or nobody's, and leaves its id and its tokens as they are: so before 1.27.
    pub fn give(&self, handle: &mut Handle, user: Option<&User>) {
        handle.user = user.map(|user| user.id);
        handle.stamp = user.map_or(0, |user| user.secret.stamp());
        handle.flags.set(Flags::LOGGED_OUT, user.is_none());
        let given = *handle;
        self.change(handle.id, |entry, _| {
            entry.user = given.user.unwrap_or(UserId(0));
            entry.stamp = given.stamp;
            entry.flags = given.flags;
        });
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        base::SeededChance,
        wiki::user::{BotPassword, Token, User},
    };

    const NOW: Timestamp = Timestamp::from_unix(1_800_000_000);

    fn table(at_most: usize) -> (Sessions, SeededChance) {
        (Sessions::new(3600, at_most, false), SeededChance::new(5))
    }

    fn user(chance: &SeededChance) -> User {
        User::fresh(UserId(7), "Alice", NOW, chance)
    }

    impl Sessions {
        /// The bytes of all buckets, filled or not: a map has an eighth of them spare, and a byte more for each.
        fn bytes(&self) -> usize {
            let bucket = size_of::<(SessionId, Entry)>() + 1;
            let of = |shard: &RwLock<Shard>| locked(shard.read()).entries.capacity() * 8 / 7 * bucket;
            self.shards.iter().map(of).sum()
        }
    }

    #[test]
    fn a_session_takes_little_room() {
        assert!(size_of::<Entry>() <= 64);
        let (sessions, chance) = table(1 << 20);
        // Just past the point where the maps grew: the most room for each that there can be.
        for _ in 0..60_000 {
            sessions.open(Opening::ANONYMOUS, NOW, &chance);
        }
        assert!(sessions.bytes() / sessions.len() <= 208, "{} bytes", sessions.bytes() / sessions.len());
    }

    #[test]
    fn what_is_over_is_not_found_and_swept_shard_by_shard() {
        let (sessions, chance) = table(1 << 20);
        let ids: Vec<SessionId> =
            (0..1000).map(|_| sessions.open(Opening::ANONYMOUS, NOW, &chance).id).collect();
        let late = sessions.open(Opening::ANONYMOUS, NOW.plus(10), &chance).id;
        assert!(sessions.get(ids[0], NOW.plus(3599)).is_some());
        assert!(sessions.get(ids[0], NOW.plus(3600)).is_none());
        let after = NOW.plus(3700);
        sessions.sweep(after);
        sessions.sweep(after);
        assert!((900..1001).contains(&sessions.len()), "one shard a second");
        (1..SHARDS as i64).for_each(|second| sessions.sweep(after.plus(second)));
        assert!(sessions.is_empty() && sessions.get(late, after).is_none());
    }

    #[test]
    fn when_there_are_too_many_the_oldest_anonymous_ones_end() {
        let (sessions, chance) = table(SHARDS * 16);
        let alice = user(&chance);
        let opening = Opening { user: Some(&alice), ..Opening::ANONYMOUS };
        let known: Vec<SessionId> = (0..SHARDS).map(|_| sessions.open(opening, NOW, &chance).id).collect();
        let first = sessions.open(Opening::ANONYMOUS, NOW, &chance).id;
        let mut last = first;
        for second in 1..20_000 {
            last = sessions.open(Opening::ANONYMOUS, NOW.plus(second / 20), &chance).id;
        }
        let now = NOW.plus(1000);
        assert!(sessions.len() <= SHARDS * 16);
        assert!(sessions.get(first, now).is_none() && sessions.get(last, now).is_some());
        assert!(known.iter().all(|id| sessions.get(*id, now).is_some()), "users stay");
        // Of users alone the oldest end.
        for second in 0..5_000 {
            sessions.open(opening, NOW.plus(second / 10), &chance);
        }
        assert!(sessions.len() <= SHARDS * 16);
        assert!(known.iter().any(|id| sessions.get(*id, now).is_none()));
    }

    #[test]
    fn what_is_rare_goes_with_its_session() {
        let (sessions, chance) = table(1 << 20);
        let alice = user(&chance);
        let bot = BotPassword {
            app: "app".into(),
            password: crate::wiki::credential::Credential::Unset,
            grants: Vec::new(),
            secret: Token::random(&chance),
        };
        let opening = Opening { user: Some(&alice), bot: Some(&bot), ..Opening::ANONYMOUS };
        let mut handle = sessions.open(opening, NOW, &chance);
        assert!(handle.is_bot() && handle.is_of(&alice));
        assert_eq!(&*sessions.rare(handle.id).unwrap().bot.unwrap().0, "app");
        sessions.mark(&mut handle, Flags::HAS_DEFAULT);
        assert!(sessions.rare(handle.id).is_some());
        assert!(sessions.get(handle.id, NOW).unwrap().flags.contains(Flags::HAS_DEFAULT));
        sessions.close(handle.id);
        assert!(sessions.rare(handle.id).is_none() && sessions.is_empty());
    }

    #[test]
    fn another_node_knows_what_it_is_told() {
        let chance = SeededChance::new(5);
        let (one, other) = (Sessions::new(3600, 100, true), Sessions::new(3600, 100, true));
        let mut handle = one.open(Opening::ANONYMOUS, NOW, &chance);
        one.mark(&mut handle, Flags::HAS_LOGIN);
        let written = serde_json::to_string(&one.untold()).unwrap();
        assert!(one.untold().is_empty());
        for change in serde_json::from_str::<Vec<SessionChange>>(&written).unwrap() {
            other.apply(change);
        }
        assert_eq!(other.get(handle.id, NOW), Some(handle));
        one.close(handle.id);
        one.untold().into_iter().for_each(|change| other.apply(change));
        assert_eq!(other.get(handle.id, NOW), None);
        assert!(other.untold().is_empty());
    }
}
