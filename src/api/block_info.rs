//! What a block is, as answers tell it wherever somebody is blocked (`includes/api/ApiBlockInfoTrait.php`).

use crate::{
    base::Timestamp,
    release::{BlockInfo, Profile, SeveralBlocks},
    tree::{Node, Shape, Value},
    wiki::{
        Expiry, State,
        block::{Block, BlockFlags},
    },
};

/// Adds the details of all blocks that somebody is under to a node, as of one (`CompositeBlock`).
pub fn add_blocks_info(node: &mut Node, blocks: &[&Block], state: &State, profile: &Profile, now: Timestamp) {
    let (first, style) = (blocks[0], profile.block_info);
    if blocks.len() == 1 || profile.several_blocks == SeveralBlocks::FirstAlone {
        return add_block_info(node, first, state, style);
    }
    let any = |has: fn(&BlockFlags) -> bool| blocks.iter().any(|block| has(&block.flags));
    let flags = BlockFlags {
        anon_only: !any(|flags| !flags.anon_only),
        no_create: any(|flags| flags.no_create),
        no_email: any(|flags| flags.no_email),
        allow_user_talk: !any(|flags| !flags.allow_user_talk),
        ..BlockFlags::default()
    };
    let componental = profile.several_blocks == SeveralBlocks::Components;
    let earliest = blocks.iter().map(|block| block.time).min().filter(|_| componental);
    node.set("blockid", Value::Null)
        .set("blockedby", "")
        .set("blockedbyid", 0)
        .set("blockreason", "There are multiple blocks against your account and/or IP address");
    let expiry = blocks.iter().map(|block| block.expiry).max().unwrap_or(Expiry::Never);
    let partial = blocks.iter().all(|block| block.partial.is_some());
    add_terms(node, (earliest.unwrap_or(now), expiry), partial, &flags, style);
    if componental {
        let mut components = Node::of(Shape::Auto);
        for block in blocks {
            let mut one = Node::auto();
            add_block_info(&mut one, block, state, style);
            components.push(one);
        }
        node.set("blockcomponents", components);
    }
}

/// Adds the details of a block to a node.
pub fn add_block_info(node: &mut Node, block: &Block, state: &State, style: BlockInfo) {
    let by = state.actors.get(block.by);
    node.set("blockid", block.id.0)
        .set("blockedby", &by.name)
        .set("blockedbyid", by.user.map_or(0, |user| user.0))
        .set("blockreason", &block.reason);
    add_terms(node, (block.time, block.expiry), block.partial.is_some(), &block.flags, style);
}

/// Adds the details of a block to a user of a list, where the oldest releases tell them in another order.
pub fn add_listed_block(node: &mut Node, block: &Block, state: &State, profile: &Profile) {
    if !profile.lists_raw_blocks {
        return add_block_info(node, block, state, profile.block_info);
    }
    let by = state.actors.get(block.by);
    let end: Value = match block.expiry {
        Expiry::Never => "infinity".into(),
        Expiry::At(end) => end.mw14().into(),
    };
    node.set("blockid", block.id.0)
        .set("blockedby", &by.name)
        .set("blockedbyid", by.user.map_or(0, |user| user.0));
    if profile.block_info != BlockInfo::Timeless {
        node.set("blockedtimestamp", block.time);
    }
    node.set("blockreason", &block.reason).set("blockexpiry", end);
    if profile.tells_ids_as_texts {
        as_texts(node, &["blockid", "blockedbyid"]);
    }
}

/// Makes texts of numbers, as they came from the database before 1.26.
pub fn as_texts(node: &mut Node, keys: &[&'static str]) {
    for key in keys {
        if let Some(Value::Int(number)) = node.get(key) {
            node.set(*key, number.to_string());
        }
    }
}

/// From when and until when, and what it forbids.
fn add_terms(
    node: &mut Node,
    (time, end): (Timestamp, Expiry),
    partial: bool,
    flags: &BlockFlags,
    style: BlockInfo,
) {
    if style == BlockInfo::Timeless {
        return;
    }
    node.set("blockedtimestamp", time).set("blockexpiry", expiry(end, "infinite"));
    if style == BlockInfo::Bare {
        return;
    }
    node.set("blockpartial", partial);
    if style == BlockInfo::Short {
        return;
    }
    node.set("blocknocreate", flags.no_create).set("blockanononly", flags.anon_only);
    if style == BlockInfo::Flagged {
        return;
    }
    if style == BlockInfo::Whole {
        node.set("blockemail", flags.no_email).set("blockowntalk", !flags.allow_user_talk);
    }
    node.set("blockedtimestampformatted", time.user_facing());
    if let Expiry::At(end) = end {
        // Language::getHumanTimestamp: times ahead are told in full.
        node.set("blockexpiryformatted", end.user_facing()).set("blockexpiryrelative", end.user_facing());
    }
}

/// A time, or the word for none (`ApiResult::formatExpiry`).
pub fn expiry(expiry: Expiry, never: &'static str) -> crate::tree::Value {
    expiry.time().map_or(never.into(), Timestamp::into)
}
