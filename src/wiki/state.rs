//! The whole wiki as it is now.

use super::{Interwikis, Namespaces, Naming, Refusal, Title, change::Change, title::Target, user::Users};

/// All tables and their indices. Read through [`Wiki::state`](super::Wiki::state), changed through
/// [`Wiki::commit`](super::Wiki::commit).
#[derive(Debug, Clone, Default)]
pub struct State {
    /// Accounts.
    pub users: Users,
    /// Namespaces and their names.
    pub namespaces: Namespaces,
    /// Other wikis.
    pub interwikis: Interwikis,
}

impl State {
    /// What the meaning of a title depends on.
    pub const fn naming(&self) -> Naming<'_> {
        Naming { namespaces: &self.namespaces, interwikis: &self.interwikis }
    }

    /// Reads what a client calls a title.
    pub fn title(&self, text: &str) -> Result<Target, Refusal> {
        let refused = |fault| Refusal::Title { text: text.to_owned(), fault };
        Title::parse(text, &self.naming()).map_err(refused)
    }

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
