//! The cookie that remembers a block, so that who is blocked stays so elsewhere (`BlockManager::trackBlockWithCookie`).
//! Here it is set and deleted as by MediaWiki; blocks hold by account and address alone.

use super::cache;
use crate::{
    api::{Call, SetCookie},
    base::digest::{Midstate, hex},
    wiki::{
        BlockId, Cookie, Expiry, State,
        block::{Block, BlockTarget},
    },
};

/// How many seconds it lives at most.
const DAY: i64 = 86_400;

/// Sets the cookie for who is blocked, and deletes one that no longer stands for a block. Answers that anybody may keep
/// bring none.
pub(super) fn track(call: &mut Call<'_>, is_error: bool) {
    if !call.profile().tracks_blocks || !cache::is_private(call, is_error) {
        return;
    }
    let name = call.wiki().cookie_name(Cookie::BlockId);
    let sent = call.cookies.get(name);
    let state = call.wiki().state();
    if sent.is_none() && state.blocks.is_empty() {
        return;
    }
    let registered = call.caller.is_registered();
    let named = sent.as_deref().and_then(|sent| block_of(call, &state, sent));
    if named.is_some_and(|block| is_tracked(block, registered)) {
        return;
    }
    let actor = call.caller.actor();
    let blocks = state.blocks_on(&actor, call.now);
    let cookie = match blocks.into_iter().find(|block| is_tracked(block, registered)) {
        Some(block) => SetCookie {
            name: name.to_owned(),
            value: value(call, block.id),
            max_age: Some(seconds(block, call)),
            for_scripts: true,
        },
        None if sent.is_some() => {
            SetCookie { name: name.to_owned(), value: String::new(), max_age: Some(0), for_scripts: true }
        }
        None => return,
    };
    drop(state);
    call.notes.cookies.push(cookie);
}

/// Whether a block is one that a cookie remembers: of an address for strangers, of an account if it spreads.
fn is_tracked(block: &Block, registered: bool) -> bool {
    match block.target {
        BlockTarget::Address(_) => !registered,
        BlockTarget::User { .. } => registered && block.flags.autoblock,
        BlockTarget::Auto { .. } => false,
    }
}

fn seconds(block: &Block, call: &Call<'_>) -> i64 {
    match block.expiry {
        Expiry::At(end) => (end.unix() - call.now.unix()).min(DAY),
        Expiry::Never => DAY,
    }
}

/// The number of the block, and a digest so that nobody else writes it. Who did all the same would gain nothing.
fn value(call: &Call<'_>, id: BlockId) -> String {
    let number = id.to_string();
    let digest = Midstate::of(call.wiki().site().wiki_id.as_bytes()).hmac(number.as_bytes());
    format!("{number}!{}", hex(&digest))
}

/// The block that a cookie stands for, if it still holds.
fn block_of<'s>(call: &Call<'_>, state: &'s State, sent: &str) -> Option<&'s Block> {
    let id = BlockId::of(sent.split('!').next()?.parse().ok()?)?;
    state.blocks.get(id, call.now).filter(|_| value(call, id) == sent)
}
