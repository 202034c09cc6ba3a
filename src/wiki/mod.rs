//! The domain: pages, revisions, accounts, logs, and the rules by which they change. No HTTP, no formats, no words.
//!
//! All writes go one way: [`Wiki::commit`] hands the state to a *decide* function, which answers the changes to
//! make, or refuses. Nothing else changes the state, and nobody sees half of a commit.

pub mod actor;
pub mod address;
pub mod archive;
pub mod auth;
pub mod block;
pub mod blocking;
pub mod caller;
pub mod change;
pub mod combine;
pub mod content;
pub mod credential;
pub mod delete;
pub mod diff;
#[cfg(test)]
pub(crate) mod double;
pub mod draft;
pub mod edit;
pub mod expiry;
pub mod file;
pub mod fixture;
pub mod grant;
pub mod group;
pub mod id;
pub mod identify;
pub mod import;
pub mod interwiki;
pub mod json;
pub mod language;
pub mod links;
pub mod log;
pub mod mail;
pub mod membership;
pub mod merge;
pub mod namespace;
pub mod option;
pub mod page;
pub mod password;
pub mod patrol;
pub mod permission;
mod php_session;
pub mod policy;
pub mod protect;
pub mod rate;
pub mod recall;
pub mod recent;
pub mod refusal;
pub mod relocate;
pub mod report;
pub mod restriction;
pub mod revision;
pub mod right;
pub mod rollback;
pub mod save;
pub mod search;
pub mod session;
pub mod site;
pub mod special;
pub mod state;
pub mod summary;
pub mod table;
pub mod tag;
pub mod tagging;
pub mod temporary;
pub mod throttle;
pub mod title;
pub mod token;
pub mod upload;
pub mod user;
pub mod visibility;
pub mod waiting;
pub mod watch;
pub mod wikitext;

#[cfg(test)]
mod proof;
#[cfg(test)]
mod rig;

use std::{cell::Cell, ops::Deref, sync::Arc};

use parking_lot::{RwLock, RwLockReadGuard};

use crate::{
    base::{Chance, Clock, Timestamp},
    store::{Appended, Record, Seq, Snapshot, Store, StoreError},
};

pub use actor::Actor;
pub use caller::{Caller, Cookie, CookieChange, Identity, Proofs};
pub use change::Change;
pub use expiry::Expiry;
pub use id::{ActorId, ArchivedFileId, BlockId, LogId, PageId, RecentId, RevisionId, UserId};
pub use interwiki::{Interwiki, Interwikis};
pub use namespace::{Namespace, NamespaceInfo, Namespaces};
pub use refusal::Refusal;
pub use right::{Right, RightSet};
pub use session::Sessions;
pub use site::Site;
pub use state::State;
pub use title::{Naming, Target, Title, TitleFault};

/// A wiki: its state, and where its time, its chance and its log come from.
pub struct Wiki {
    site: Arc<Site>,
    state: RwLock<State>,
    clock: Arc<dyn Clock>,
    chance: Arc<dyn Chance>,
    store: Arc<dyn Store>,
    /// The last record of the log that the state includes. Held while a commit is being stored, so that
    /// commits of one node wait for each other here and not in the store.
    log_end: tokio::sync::Mutex<Seq>,
    sessions: Sessions,
    /// The whole names of the cookies, in the order of [`Cookie::ALL`].
    cookies: [Box<str>; Cookie::ALL.len()],
    pool: credential::Pool,
    throttle: throttle::Throttle,
    outbox: Arc<mail::Outbox>,
    recall: recall::Recall,
    waiting: waiting::WaitingTexts,
}

/// A look at the state. Must not be held across an `await`.
pub struct Reading<'w>(RwLockReadGuard<'w, State>);

thread_local! {
    /// How many readings this thread holds.
    static HELD: Cell<usize> = const { Cell::new(0) };
}

impl Drop for Reading<'_> {
    fn drop(&mut self) {
        HELD.set(HELD.get() - 1);
    }
}

impl Deref for Reading<'_> {
    type Target = State;
    fn deref(&self) -> &State {
        &self.0
    }
}

impl Wiki {
    /// What was said of files.
    pub const fn recall(&self) -> &recall::Recall {
        &self.recall
    }

    /// A wiki that begins with `state` and appends to `store`.
    pub fn new(
        site: Site,
        mut state: State,
        clock: Arc<dyn Clock>,
        chance: Arc<dyn Chance>,
        store: Arc<dyn Store>,
    ) -> Self {
        let site = Arc::new(site);
        state.settle(&site);
        let settings = &site.login;
        let sessions = Sessions::new(settings.session_seconds, settings.sessions_at_most, store.keeps());
        let cookies = Cookie::ALL.map(|cookie| cookie.name(&site.cookie_prefix, site.release).into());
        let (state, log_end) = (RwLock::new(state), tokio::sync::Mutex::default());
        let (pool, throttle) = (credential::Pool::default(), throttle::Throttle::default());
        let recall = recall::Recall::default();
        let (outbox, waiting) = (Arc::<mail::Outbox>::default(), waiting::WaitingTexts::default());
        Self {
            site,
            state,
            clock,
            chance,
            store,
            log_end,
            sessions,
            cookies,
            pool,
            throttle,
            outbox,
            recall,
            waiting,
        }
    }

    /// The wiki that a store holds; `None` if the store is empty, so that the caller makes one and seeds it.
    pub async fn load(
        site: Site,
        clock: Arc<dyn Clock>,
        chance: Arc<dyn Chance>,
        store: Arc<dyn Store>,
    ) -> Result<Option<Self>, StoreError> {
        let loaded = store.load().await?;
        if loaded.snapshot.is_none() && loaded.records.is_empty() {
            return Ok(None);
        }
        let wiki = Self::new(site, State::default(), clock, chance, store);
        {
            let mut end = wiki.log_end.lock().await;
            if let Some(snapshot) = loaded.snapshot {
                wiki.replay(&snapshot.bytes)?;
                *end = snapshot.upto;
            }
            wiki.follow(&mut end, &loaded.records)?;
        }
        Ok(Some(wiki))
    }

    /// The wiki's settings.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// The state as it is now. As long as a reading is held, further ones on the same thread show the same state.
    pub fn state(&self) -> Reading<'_> {
        // Who reads already must not wait behind a writer that waits for the first reading to end.
        let guard = if HELD.get() > 0 { self.state.read_recursive() } else { self.state.read() };
        HELD.set(HELD.get() + 1);
        Reading(guard)
    }

    /// The sessions.
    pub fn sessions(&self) -> &Sessions {
        &self.sessions
    }

    /// The whole name of a cookie.
    pub fn cookie_name(&self, cookie: Cookie) -> &str {
        &self.cookies[cookie as usize]
    }

    /// Whether the store outlives the wiki, so that writing to it may take a while.
    pub fn is_kept(&self) -> bool {
        self.store.keeps()
    }

    /// The time now.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Where the wiki's time comes from.
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.clock
    }

    /// Where the wiki's chance comes from.
    pub fn chance(&self) -> &Arc<dyn Chance> {
        &self.chance
    }

    /// Decides on the state as it is and makes the changes, as one step: two commits never decide on the same state.
    ///
    /// `decide` may be asked more than once, if another node on the same store was faster; it must not have
    /// effects of its own.
    pub async fn commit<T>(
        &self,
        decide: impl Fn(&State) -> Result<(Vec<Change>, T), Refusal>,
    ) -> Result<T, Refusal> {
        if self.store.keeps() { self.commit_kept(decide).await } else { self.commit_here(decide) }
    }

    /// With nothing to keep, one lock held once is all there is to a commit.
    fn commit_here<T>(
        &self,
        decide: impl Fn(&State) -> Result<(Vec<Change>, T), Refusal>,
    ) -> Result<T, Refusal> {
        let mut state = self.state.write();
        let (changes, outcome) = decide(&state)?;
        changes.into_iter().for_each(|change| state.apply(change));
        Ok(outcome)
    }

    async fn commit_kept<T>(
        &self,
        decide: impl Fn(&State) -> Result<(Vec<Change>, T), Refusal>,
    ) -> Result<T, Refusal> {
        let mut end = self.log_end.lock().await;
        loop {
            let (changes, outcome) = decide(&self.state())?;
            if changes.is_empty() {
                return Ok(outcome);
            }
            let record = serde_json::to_vec(&changes).map_err(|error| StoreError(error.to_string()))?;
            match self.store.append(*end, record.into()).await? {
                Appended::At(seq) => {
                    self.apply(changes);
                    *end = seq;
                    return Ok(outcome);
                }
                Appended::Behind => {
                    let records = self.store.since(*end).await?;
                    self.follow(&mut end, &records)?;
                }
            }
        }
    }

    /// Takes in what other nodes on the same store have written.
    pub async fn catch_up(&self) -> Result<(), StoreError> {
        if !self.store.keeps() {
            return Ok(());
        }
        let mut end = self.log_end.lock().await;
        let records = self.store.since(*end).await?;
        self.follow(&mut end, &records)
    }

    /// Writes the whole state as a snapshot, so that the log before it can go.
    pub async fn compact(&self) -> Result<(), StoreError> {
        let end = self.log_end.lock().await;
        let bytes = serde_json::to_vec(&self.all_changes()).map_err(|error| StoreError(error.to_string()))?;
        self.store.compact(Snapshot { upto: *end, bytes: bytes.into() }).await
    }

    /// Changes that make this wiki out of an empty one.
    fn all_changes(&self) -> Vec<Change> {
        let mut all = self.state().changes();
        all.extend(self.sessions.changes().into_iter().map(Change::Session));
        all
    }

    /// Writes down what happened to sessions, if anything is written down at all: other nodes on the same store shall
    /// know them.
    pub async fn tell_sessions(&self) -> Result<(), Refusal> {
        let untold = self.sessions.untold();
        if untold.is_empty() {
            return Ok(());
        }
        let changes: Vec<Change> = untold.into_iter().map(Change::Session).collect();
        self.commit(|_| Ok((changes.clone(), ()))).await
    }

    fn follow(&self, end: &mut Seq, records: &[Record]) -> Result<(), StoreError> {
        for record in records {
            self.replay(&record.bytes)?;
            *end = record.seq;
        }
        Ok(())
    }

    fn replay(&self, bytes: &[u8]) -> Result<(), StoreError> {
        let changes = serde_json::from_slice(bytes).map_err(|error| StoreError(error.to_string()))?;
        self.apply(changes);
        Ok(())
    }

    fn apply(&self, changes: Vec<Change>) {
        let mut state = self.state.write();
        for change in changes {
            match change {
                Change::Session(change) => self.sessions.apply(change),
                change => state.apply(change),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        base::{SeededChance, SetClock},
        store::MemoryStore,
    };

    #[test]
    fn a_refused_commit_changes_nothing_and_a_wiki_can_be_shared() {
        fn shared<T: Send + Sync>(_: &T) {}
        let wiki = Wiki::new(
            Site::fresh("Wiki", crate::release::V1_39),
            State::default(),
            Arc::new(SetClock::at(Timestamp::from_unix(0))),
            Arc::new(SeededChance::new(1)),
            Arc::new(MemoryStore),
        );
        shared(&wiki);
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        assert_eq!(runtime.block_on(wiki.commit(|_| Ok((Vec::new(), 7)))).unwrap(), 7);
    }
}
