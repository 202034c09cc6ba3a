//! The whole wiki as it is now.

use super::{change::Change, user::Users};

/// All tables and their indices. Read through [`Wiki::state`](super::Wiki::state), changed through
/// [`Wiki::commit`](super::Wiki::commit).
#[derive(Debug, Clone, Default)]
pub struct State {
    /// Accounts.
    pub users: Users,
}

impl State {
    /// Makes a change that was decided. Never fails: what cannot be is refused when it is decided.
    pub fn apply(&mut self, change: Change) {
        match change {
            Change::User(change) => self.users.apply(change),
        }
    }

    /// Changes that make this state out of an empty one.
    pub fn changes(&self) -> Vec<Change> {
        self.users.changes().into_iter().map(Change::User).collect()
    }
}
