//! Accounts.

pub mod name;

use serde::{Deserialize, Serialize};

/// All accounts of the wiki.
#[derive(Debug, Clone, Default)]
pub struct Users {}

/// What can happen to an account.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum UserChange {}

impl Users {
    /// Makes a change that was decided.
    pub fn apply(&mut self, change: UserChange) {
        match change {}
    }

    /// Changes that make these accounts out of none.
    pub fn changes(&self) -> Vec<UserChange> {
        Vec::new()
    }
}
