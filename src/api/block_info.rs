//! What a block is, as answers tell it wherever somebody is blocked (`includes/api/ApiBlockInfoTrait.php`).

use crate::{
    base::Timestamp,
    release::BlockInfo,
    tree::Node,
    wiki::{Expiry, State, block::Block},
};

/// Adds the details of a block to a node.
pub fn add_block_info(node: &mut Node, block: &Block, state: &State, style: BlockInfo) {
    let by = state.actors.get(block.by);
    node.set("blockid", block.id.0)
        .set("blockedby", &by.name)
        .set("blockedbyid", by.user.map_or(0, |user| user.0))
        .set("blockreason", &block.reason)
        .set("blockedtimestamp", block.time)
        .set("blockexpiry", expiry(block.expiry, "infinite"))
        .set("blockpartial", block.partial.is_some());
    if style == BlockInfo::Short {
        return;
    }
    node.set("blocknocreate", block.flags.no_create).set("blockanononly", block.flags.anon_only);
    if style == BlockInfo::Flagged {
        return;
    }
    if style == BlockInfo::Whole {
        node.set("blockemail", block.flags.no_email).set("blockowntalk", !block.flags.allow_user_talk);
    }
    node.set("blockedtimestampformatted", block.time.user_facing());
    if let Expiry::At(end) = block.expiry {
        // Language::getHumanTimestamp: times ahead are told in full.
        node.set("blockexpiryformatted", end.user_facing()).set("blockexpiryrelative", end.user_facing());
    }
}

/// A time, or the word for none (`ApiResult::formatExpiry`).
pub fn expiry(expiry: Expiry, never: &'static str) -> crate::tree::Value {
    expiry.time().map_or(never.into(), Timestamp::into)
}
