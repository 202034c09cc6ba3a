//! What can happen to a wiki: rows that come, change and go.
//!
//! A change fully determines what becomes of the state, ids and times included, so that a log of changes
//! replayed anywhere gives the same wiki. Changes are decided in one place and applied in another; applying
//! never fails and never looks at the clock.

use serde::{Deserialize, Serialize};

use super::user::UserChange;

/// One row that comes, changes or goes.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Change {
    /// Something about an account.
    User(UserChange),
}
