//! What the wiki would not do. No text: words are made where an answer is made.

use super::TitleFault;
use crate::store::StoreError;

/// Why the wiki refused.
#[derive(Debug, Clone)]
pub enum Refusal {
    /// The store could not keep the change, so it was not made.
    Store(StoreError),
    /// This text is no title.
    Title {
        /// What was given.
        text: String,
        /// What is wrong with it.
        fault: TitleFault,
    },
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}
