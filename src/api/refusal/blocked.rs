//! What is said to somebody who is blocked (`ApiBase::addBlockInfoToStatus`, `BlockErrorFormatter`).

use super::super::{Call, Failure, add_blocks_info};
use crate::{
    base::Timestamp,
    message::Message,
    release::Blocked,
    tree::Node,
    wiki::{
        Expiry, Refusal, State,
        block::{Block, BlockTarget},
    },
};

/// Modules that tell what the wiki says of a move or a merge as it is (`ApiBase::dieStatus`, until 1.32).
const PASSING_ON: &[&str] = &["mergehistory", "move"];

impl Call<'_> {
    /// The failure that tells of a block (`ApiBase::dieBlocked`).
    pub fn blocked(&self, blocks: &[Block]) -> Failure {
        let apart = matches!(self.profile().blocked, Blocked::Brief | Blocked::BriefUnlessPassedOn);
        if !apart && blocks.len() > 1 {
            return self.blocked_together(blocks).into();
        }
        Failure::several(self.blocked_messages(blocks))
    }

    /// The same without the details of the blocks beside the words.
    pub fn blocked_in_words(&self, blocks: &[Block]) -> Failure {
        let messages = self.blocked_messages(blocks).into_iter();
        Failure::several(messages.map(|message| Message { data: None, ..message }))
    }

    /// What is said of these blocks: by the API one thing for all of them, in the words of the web interface each alone.
    pub(super) fn blocked_messages(&self, blocks: &[Block]) -> Vec<Message> {
        let state = self.wiki().state();
        let [first, ..] = blocks else { return vec![Message::new("apierror-blocked").coded("blocked")] };
        let details = self.block_details(blocks, &state);
        let style = self.profile().blocked;
        if self.is_told_as_temporary() && !self.profile().marks_temporary {
            // The API does not know these words yet.
            let message = self.block_in_full(first, &state);
            let key = message.key;
            return vec![message.coded(key)];
        }
        if style == Blocked::BriefUnlessPassedOn && PASSING_ON.contains(&self.module.name) {
            return vec![self.block_in_full(first, &state)];
        }
        match style {
            Blocked::Brief | Blocked::BriefUnlessPassedOn => {
                let sitewide = blocks.iter().any(|block| block.partial.is_none());
                let (key, code) = match blocks {
                    [block] if block.is_auto() => ("apierror-autoblocked", "autoblocked"),
                    [_] if !sitewide => ("apierror-blocked-partial", "blocked"),
                    _ => ("apierror-blocked", "blocked"),
                };
                let message = Message::new(key).coded(code);
                vec![if self.profile().refusals_tell_blocks {
                    message.detail("blockinfo", details)
                } else {
                    message
                }]
            }
            Blocked::InFullTogether if blocks.len() > 1 => vec![self.blocked_together(blocks)],
            Blocked::EachInFull => {
                let told = |block: &Block| {
                    let code = if block.is_auto() { "autoblocked" } else { "blocked" };
                    let details = self.block_details(std::slice::from_ref(block), &state);
                    self.block_in_full(block, &state).coded(code).detail("blockinfo", details)
                };
                blocks.iter().map(told).collect()
            }
            Blocked::InFull | Blocked::InFullTogether => {
                let code = if blocks.len() == 1 && first.is_auto() { "autoblocked" } else { "blocked" };
                let mut told: Vec<Message> = Vec::with_capacity(blocks.len());
                for block in blocks {
                    let message =
                        self.block_in_full(block, &state).coded(code).detail("blockinfo", details.clone());
                    // Of blocks that are told of in the same words only the last is (`ApiBase::addBlockInfoToStatus`).
                    match told.iter_mut().find(|before| before.key == message.key) {
                        Some(before) => *before = message,
                        None => told.push(message),
                    }
                }
                told
            }
        }
    }

    fn is_told_as_temporary(&self) -> bool {
        self.profile().tells_temporary_of_blocks && self.wiki().site().is_temporary(self.caller.name())
    }

    /// Why a blocked administrator may not end a block, and the block that they are under (`ApiUnblock`).
    pub fn refused_while_blocked(&self, refusal: Refusal) -> Failure {
        let own = matches!(refusal, Refusal::BlockedCannotBlock | Refusal::CannotUnblockSelf);
        if !own || !self.profile().refusals_tell_blocks {
            return self.refused(refusal);
        }
        let messages = self.refusal_messages(refusal);
        let state = self.wiki().state();
        let blocks: Vec<Block> =
            state.blocks_on(&self.caller.actor(), self.now).into_iter().cloned().collect();
        let details = self.block_details(&blocks, &state);
        Failure::several(messages.into_iter().map(|message| message.detail("blockinfo", details.clone())))
    }

    /// The details of a block, or of several that hold together.
    fn block_details(&self, blocks: &[Block], state: &State) -> Node {
        let mut node = Node::auto();
        let blocks: Vec<&Block> = blocks.iter().collect();
        add_blocks_info(&mut node, &blocks, state, self.profile(), self.now);
        node
    }

    /// What is said of several blocks as of one (`BlockErrorFormatter::getMessage` of a `CompositeBlock`).
    fn blocked_together(&self, blocks: &[Block]) -> Message {
        let state = self.wiki().state();
        let ids: Vec<String> = blocks.iter().map(|block| format!("#{}", block.id)).collect();
        let ids = Message::new("blockedtext-composite-ids").arg(ids.join(", "));
        let time = blocks.iter().map(|block| block.time).min().unwrap_or(self.now);
        let expiry = blocks.iter().map(|block| block.expiry).max().and_then(Expiry::time);
        Message::new("blockedtext-composite")
            .coded("blocked")
            .detail("blockinfo", self.block_details(blocks, &state))
            .arg("")
            .arg(self.speaker.text(&Message::new("blockedtext-composite-reason")))
            .arg(self.caller.peer.to_canonical().to_string())
            .arg("")
            .arg(self.speaker.text(&ids))
            .arg(expiry.map_or_else(|| "infinite".to_owned(), Timestamp::user_facing))
            .arg(embedded(target_name(&blocks[0])))
            .arg(time.user_facing())
    }

    /// `BlockErrorFormatter::getMessage`.
    pub(super) fn block_in_full(&self, block: &Block, state: &State) -> Message {
        let temporary = self.is_told_as_temporary();
        let key = match (block.is_auto(), &block.partial) {
            (true, _) if temporary => "autoblockedtext-tempuser",
            (false, None) if temporary => "blockedtext-tempuser",
            (true, _) => "autoblockedtext",
            (false, Some(_)) => "blockedtext-partial",
            (false, None) => "blockedtext",
        };
        let embedded = |name: &str| {
            if self.profile().isolates_names { embedded(name) } else { name.to_owned() }
        };
        let by = state.actors.get(block.by);
        let target = target_name(block);
        let blocker = match by.user {
            Some(_) => format!("[[User:{}|{}]]", by.name, embedded(&by.name)),
            None => embedded(&by.name),
        };
        let reason = match &*block.reason {
            "" => self.speaker.text(&Message::new("blockednoreason")).to_string(),
            reason => reason.to_owned(),
        };
        let expiry = match block.expiry {
            Expiry::Never => "infinite".to_owned(),
            Expiry::At(end) => end.user_facing(),
        };
        Message::new(key)
            .arg(blocker)
            .arg(reason)
            .arg(self.caller.peer.to_canonical().to_string())
            .arg(embedded(&by.name))
            .int(block.id.number())
            .arg(expiry)
            .arg(embedded(target))
            .arg(Timestamp::user_facing(block.time))
    }
}

/// Whom a block is about, as those who are under it hear.
fn target_name(block: &Block) -> &str {
    match &block.target {
        BlockTarget::User { name, .. } | BlockTarget::Address(name) => name,
        BlockTarget::Auto { address, .. } => address,
    }
}

/// A name that cannot change the direction of the text around it (`Language::embedBidi`). What has no letters needs
/// nothing.
fn embedded(name: &str) -> String {
    match name.chars().find(|c| c.is_alphabetic()) {
        Some(first) if is_right_to_left(first) => format!("\u{202B}{name}\u{202C}"),
        Some(_) => format!("\u{202A}{name}\u{202C}"),
        None => name.to_owned(),
    }
}

fn is_right_to_left(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}' | '\u{10800}'..='\u{10FFF}')
}
