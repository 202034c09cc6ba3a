//! Numbers that name things. Each kind has a type of its own, so that a page id is never taken for a revision id.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::table::Id;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
        )]
        #[serde(transparent)]
        pub struct $name(pub u32);

        impl $name {
            /// The number as answers hold it.
            pub const fn number(self) -> i64 {
                self.0 as i64
            }

            /// The id that a number from a client could mean.
            pub fn of(number: i64) -> Option<Self> {
                u32::try_from(number).ok().filter(|number| *number > 0).map(Self)
            }

            /// This id, unless it is the 0 that stands for none.
            pub const fn known(self) -> Option<Self> {
                if self.0 == 0 { None } else { Some(self) }
            }

            /// The id after this one.
            pub const fn next(self) -> Self {
                Self(self.0 + 1)
            }
        }

        impl Id for $name {
            fn to_u32(self) -> u32 {
                self.0
            }

            fn from_u32(number: u32) -> Self {
                Self(number)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

ids! {
    /// A page, `page_id`.
    PageId;
    /// A revision, live or deleted, `rev_id`.
    RevisionId;
    /// An account, `user_id`.
    UserId;
    /// Who did something: an account or an address, `actor_id`. Not on the wire.
    ActorId;
    /// A log entry, `log_id`.
    LogId;
    /// A line of recent changes, `rc_id`.
    RecentId;
    /// A block, `ipb_id`.
    BlockId;
    /// A deleted file version, `fa_id`.
    ArchivedFileId;
}
