//! Until when something holds.

use serde::{Deserialize, Serialize};

use crate::base::Timestamp;

/// Until when something holds. Orders by time, what never ends last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Expiry {
    /// Until then.
    At(Timestamp),
    /// Until somebody ends it.
    Never,
}

impl Expiry {
    /// Whether it is over.
    pub fn is_over(self, now: Timestamp) -> bool {
        matches!(self, Self::At(end) if end <= now)
    }

    /// When it ends, if ever.
    pub const fn time(self) -> Option<Timestamp> {
        match self {
            Self::At(end) => Some(end),
            Self::Never => None,
        }
    }
}
