//! Rights that an action asks for before it looks at any page (`ApiBase::checkUserRightsAny`).

use super::{Call, Failure};
use crate::{
    message::{Message, catalog},
    wiki::Right,
};

impl Call<'_> {
    /// Refuses callers who have none of these rights. The first is the one that is named.
    pub fn require_right(&self, rights: &[Right]) -> Result<(), Failure> {
        if rights.iter().any(|right| !self.lacks(*right)) { Ok(()) } else { Err(lacks(rights[0]).into()) }
    }

    /// Refuses callers who are blocked everywhere.
    pub fn refuse_blocked(&self) -> Result<(), Failure> {
        let blocks: Vec<_> = {
            let state = self.wiki().state();
            let actor = self.caller.actor();
            state
                .blocks_on(&actor, self.now)
                .into_iter()
                .filter(|block| block.partial.is_none())
                .cloned()
                .collect()
        };
        if blocks.is_empty() { Ok(()) } else { Err(self.blocked(&blocks)) }
    }
}

/// What is said to somebody who lacks a right.
pub fn lacks(right: Right) -> Message {
    let denied = Message::new("apierror-permissiondenied");
    let action = format!("action-{}", right.wire());
    match catalog::key(&action) {
        Some(key) => denied.with(Message::new(key)),
        None => denied.arg(action),
    }
}
