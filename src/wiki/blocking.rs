//! Blocking and unblocking (`BlockUser`, `UnblockUser`, `DatabaseBlockStore`).

use std::sync::Arc;

use super::{
    Actor, BlockId, Change, Expiry, Namespace, PageId, Refusal, Right, State, Title,
    address::{self, AddressRange},
    block::{Block, BlockFlags, BlockTarget, Partial},
    draft::{Decision, Draft, NewEntry, Shown},
    log::{BlockParams, LogAction, LogParams},
    permission::Denial,
    tag,
};
use crate::base::Timestamp;

/// Whom a client wants to be blocked, and how.
#[derive(Debug, Clone)]
pub struct BlockRequest<'a> {
    /// A user's name, an address or a range.
    pub target: &'a str,
    /// Until when; `None` if that could not be understood.
    pub expiry: Option<Expiry>,
    /// The same as the client said it.
    pub duration: &'a str,
    /// Why.
    pub reason: &'a str,
    /// What the block does besides.
    pub flags: BlockFlags,
    /// What a partial block is about; `None` if it holds everywhere.
    pub partial: Option<PartialRequest>,
    /// Whether a block that is there may be changed.
    pub again: bool,
    /// Tags to put on the log entry.
    pub tags: Vec<Arc<str>>,
}

/// What a partial block shall be about.
#[derive(Debug, Clone, Default)]
pub struct PartialRequest {
    /// Titles of pages.
    pub pages: Vec<Arc<str>>,
    /// Namespaces.
    pub namespaces: Vec<Namespace>,
    /// Actions.
    pub actions: Vec<Arc<str>>,
}

/// Decides whether somebody is blocked; the block.
pub fn block(state: &State, actor: &Actor, now: Timestamp, request: &BlockRequest<'_>) -> Decision<Block> {
    if !actor.may(Right::Block) {
        return Err(Refusal::Denied(vec![Denial::Right(Right::Block)]));
    }
    if request.flags.no_email && !actor.may(Right::BlockEmail) {
        return Err(Refusal::CannotBlockEmail);
    }
    let target = target(state, request.target);
    let prior = target.as_ref().and_then(|target| manual_block(state, target, now));
    // Only accounts have a name that can be hidden.
    let is_account = matches!(target, Some(BlockTarget::User { .. }));
    let hides = request.flags.hide_name && is_account || prior.is_some_and(|prior| prior.flags.hide_name);
    if hides && !actor.may(Right::HideUser) {
        return Err(Refusal::CannotSeeHidden);
    }
    check_own_block(state, actor, target.as_ref(), now)?;
    tag::check_apply(state, actor, &request.tags, now)?;
    let partial = partial(state, request.partial.as_ref())?;
    let target = check_target(state, request, target)?;
    let expiry = check_terms(request, now)?;
    let mut flags = request.flags.clone();
    // Some flags make no sense for some targets (AbstractBlock, BlockUser).
    let is_user = matches!(target, BlockTarget::User { .. });
    flags.autoblock &= is_user;
    flags.hide_name &= is_user;
    flags.anon_only &= !is_user;
    let prior = prior.filter(|prior| !prior.is_auto());
    let mut draft = Draft::new(state, now);
    let block = Block {
        id: prior.map_or_else(|| draft.block_id(), |prior| prior.id),
        target,
        by: draft.actor(actor),
        reason: Draft::comment(request.reason),
        time: prior.map_or(now, |prior| prior.time),
        expiry,
        flags,
        partial,
    };
    if let Some(prior) = prior
        && (!request.again || same(&block, prior))
    {
        return Err(Refusal::AlreadyBlocked(name_of(&block)));
    }
    draft.place(actor, &block, prior.is_some(), request);
    Ok((draft.finish(), block))
}

/// The page of the user or of the address that is blocked.
pub fn page_of(block: &Block) -> Title {
    Title::of_key(Namespace::USER, name_of(block).replace(' ', "_"))
}

/// Whom a text means: an account, an address or a range (`BlockUtils::parseBlockTarget`).
pub fn target(state: &State, text: &str) -> Option<BlockTarget> {
    let text = text.trim();
    if let Some(canonical) = address::canonical(text) {
        let range = address::canonical_range(&canonical)?;
        return Some(BlockTarget::Address(range.into()));
    }
    let name = state.user_name(text)?;
    let id = state.users.by_name(&name).map(|user| user.id).unwrap_or_default();
    Some(BlockTarget::User { id, name: name.into() })
}

fn manual_block<'s>(state: &'s State, target: &BlockTarget, now: Timestamp) -> Option<&'s Block> {
    match target {
        BlockTarget::User { id, .. } => state.blocks.of_user(*id, now),
        BlockTarget::Address(text) => state.blocks.of_range(AddressRange::parse(text)?, now),
        BlockTarget::Auto { .. } => None,
    }
}

fn name_of(block: &Block) -> Arc<str> {
    block.target.name().cloned().unwrap_or_default()
}

fn same(one: &Block, other: &Block) -> bool {
    one.target == other.target
        && one.flags == other.flags
        && one.expiry == other.expiry
        && one.reason == other.reason
        && one.partial == other.partial
}

/// Who is blocked cannot do much about blocks (`BlockPermissionChecker`).
fn check_own_block(
    state: &State,
    actor: &Actor,
    target: Option<&BlockTarget>,
    now: Timestamp,
) -> Result<(), Refusal> {
    let blocks = state.blocks_on(actor, now);
    let Some(block) = blocks.iter().find(|block| block.partial.is_none()) else { return Ok(()) };
    let Some(BlockTarget::User { id, .. }) = target else { return Err(Refusal::BlockedCannotBlock) };
    let by = state.actors.get(block.by).user;
    if Some(*id) == actor.user {
        let own = by == actor.user;
        return if own || actor.may(Right::UnblockSelf) { Ok(()) } else { Err(Refusal::CannotUnblockSelf) };
    }
    // Blocked administrators can always block who blocked them.
    if by == Some(*id) { Ok(()) } else { Err(Refusal::BlockedCannotBlock) }
}

fn partial(state: &State, request: Option<&PartialRequest>) -> Result<Option<Partial>, Refusal> {
    let Some(request) = request else { return Ok(None) };
    let mut pages: Vec<PageId> = Vec::new();
    for text in &request.pages {
        let title = state.title(text)?.local();
        let page = title.and_then(|title| state.pages.id_of(&title));
        pages.push(page.ok_or_else(|| Refusal::BlockMissingPage(Arc::clone(text)))?);
    }
    Ok(Some(Partial { pages, namespaces: request.namespaces.clone(), actions: request.actions.clone() }))
}

fn check_target(
    state: &State,
    request: &BlockRequest<'_>,
    target: Option<BlockTarget>,
) -> Result<BlockTarget, Refusal> {
    let target = target.ok_or(Refusal::BadAddress)?;
    match &target {
        BlockTarget::User { id, name } if id.0 == 0 => return Err(Refusal::NoSuchUser(Arc::clone(name))),
        BlockTarget::Address(text) => {
            let range = AddressRange::parse(text).ok_or(Refusal::RangeInvalid)?;
            let (four, six) = state.policy.widest_blocks;
            let widest = if range.first.bits() == 32 { four } else { six };
            if range.prefix() < widest && state.policy.rules.checks_block_ranges {
                return Err(Refusal::RangeTooWide(widest));
            }
        }
        _ => {}
    }
    if let Some(partial) = &request.partial
        && !request.flags.allow_user_talk
        && !partial.namespaces.contains(&Namespace::USER_TALK)
    {
        return Err(Refusal::PartialKeepsUserTalk);
    }
    Ok(target)
}

fn check_terms(request: &BlockRequest<'_>, now: Timestamp) -> Result<Expiry, Refusal> {
    if request.duration.is_empty() || request.duration.len() > 50 {
        return Err(Refusal::ExpiryInvalid);
    }
    let expiry = request.expiry.ok_or(Refusal::ExpiryInvalid)?;
    if expiry.time().is_some_and(|end| end < now) {
        return Err(Refusal::ExpiryPast);
    }
    if request.flags.hide_name {
        if request.partial.is_some() {
            return Err(Refusal::HidePartially);
        }
        if expiry != Expiry::Never {
            return Err(Refusal::HideTemporarily);
        }
    }
    if let Some(partial) = &request.partial {
        let about_nothing =
            partial.pages.is_empty() && partial.namespaces.is_empty() && partial.actions.is_empty();
        let flags = &request.flags;
        if about_nothing && !flags.no_email && !flags.no_create && flags.allow_user_talk {
            return Err(Refusal::EmptyBlock);
        }
    }
    Ok(expiry)
}

impl Draft<'_> {
    fn place(&mut self, actor: &Actor, block: &Block, again: bool, request: &BlockRequest<'_>) {
        self.push(Change::Block(block.clone()));
        let known: Vec<Block> = self.state.blocks.autoblocks_of(block.id).cloned().collect();
        for auto in known {
            if block.flags.autoblock {
                self.push(Change::Block(self.autoblock_of(block, auto.id, auto.target, auto.time)));
            } else {
                self.push(Change::BlockGone(auto.id));
            }
        }
        let hides = block.flags.hide_name;
        let action = match (hides, again) {
            (false, false) => LogAction::Block,
            (false, true) => LogAction::Reblock,
            (true, false) => LogAction::SuppressBlock,
            (true, true) => LogAction::SuppressReblock,
        };
        self.autoblock_last_address(actor, block);
        let entry = NewEntry {
            action,
            title: &Title::of_key(Namespace::USER, name_of(block).replace(' ', "_")),
            page: PageId(0),
            comment: request.reason,
            params: Some(LogParams::Block(Box::new(self.params(block, request)))),
            tags: &request.tags,
        };
        let page = self.state.pages.id_of(entry.title).unwrap_or_default();
        self.log_shown(actor, NewEntry { page, ..entry }, Shown::default());
    }

    fn params(&self, block: &Block, request: &BlockRequest<'_>) -> BlockParams {
        let is_user = matches!(block.target, BlockTarget::User { .. });
        let talk = self.state.policy.blocked_edit_own_talk && !block.flags.allow_user_talk;
        let flags = [
            ("anononly", !is_user && block.flags.anon_only),
            ("nocreate", block.flags.no_create),
            ("noautoblock", is_user && !block.flags.autoblock),
            ("noemail", block.flags.no_email),
            ("nousertalk", talk),
            ("hiddenname", block.flags.hide_name),
        ];
        let partial = block.partial.clone().unwrap_or_default();
        let titles = partial.pages.iter().filter_map(|page| self.state.pages.get(*page));
        BlockParams {
            block: block.id,
            duration: if block.expiry == Expiry::Never { "infinity".into() } else { request.duration.into() },
            expiry: block.expiry,
            flags: flags.into_iter().filter(|(_, set)| *set).map(|(name, _)| name.into()).collect(),
            sitewide: block.partial.is_none(),
            pages: titles.map(|page| page.title.clone()).collect(),
            namespaces: partial.namespaces,
            actions: partial.actions,
        }
    }

    /// The address that a blocked account was last seen at is blocked, too.
    fn autoblock_last_address(&mut self, _actor: &Actor, block: &Block) {
        let BlockTarget::User { id, .. } = block.target else { return };
        let address = self.state.actors.by_user(id).and_then(|who| self.state.seen.get(&who)).copied();
        if let Some(address) = address {
            self.autoblock(block, address);
        }
    }

    /// Blocks an address because of a blocked account (`DatabaseBlock::doAutoblock`).
    fn autoblock(&mut self, block: &Block, address: address::Address) {
        if !block.flags.autoblock {
            return;
        }
        let holds = self.state.blocks.of_address(address, self.now);
        if let Some(known) = holds.first() {
            let renewed = Expiry::At(known.time.plus(self.state.policy.autoblock_seconds));
            if known.is_auto() && block.expiry > renewed {
                let expiry = Expiry::At(self.now.plus(self.state.policy.autoblock_seconds));
                let renewed = Block { time: self.now, expiry, ..(*known).clone() };
                self.push(Change::Block(renewed));
            }
            return;
        }
        let target = BlockTarget::Auto { address: address.to_string().into(), parent: block.id };
        let id = self.block_id();
        let auto = self.autoblock_of(block, id, target, self.now);
        self.push(Change::Block(auto));
    }

    /// What an autoblock is like because of its account's block.
    fn autoblock_of(&self, block: &Block, id: BlockId, target: BlockTarget, time: Timestamp) -> Block {
        let name = name_of(block);
        let end = Expiry::At(time.plus(self.state.policy.autoblock_seconds));
        let reason = format!(
            "Autoblocked because your IP address has been recently used by \"[[User:{name}|{name}]]\".\nThe reason \
             given for {name}'s block is \"{}\"",
            block.reason
        );
        Block {
            id,
            target,
            by: block.by,
            reason: Self::comment(&reason),
            time,
            expiry: end.min(block.expiry),
            flags: BlockFlags {
                no_create: block.flags.no_create,
                allow_user_talk: block.flags.allow_user_talk,
                hide_name: block.flags.hide_name,
                ..BlockFlags::default()
            },
            partial: block.partial.clone(),
        }
    }
}

/// What follows when somebody who is blocked tries to edit: the address is blocked, too (`User::spreadAnyEditBlock`).
/// To be committed after the refusal.
pub fn spread(state: &State, actor: &Actor, now: Timestamp) -> Vec<Change> {
    let block = actor.user.and_then(|user| state.blocks.of_user(user, now));
    let mut draft = Draft::new(state, now);
    if let (Some(block), Some(address)) = (block, actor.address) {
        draft.autoblock(block, address);
    }
    draft.finish()
}

/// Decides whether a block ends: that of a user, address or range, or `#` and its number; the block.
pub fn unblock(
    state: &State,
    actor: &Actor,
    now: Timestamp,
    whom: &str,
    reason: &str,
    tags: &[Arc<str>],
) -> Decision<Block> {
    if !actor.may(Right::Block) {
        return Err(Refusal::Denied(vec![Denial::Right(Right::Block)]));
    }
    let by_number =
        whom.strip_prefix('#').and_then(|number| number.trim().parse().ok()).and_then(BlockId::of);
    let wanted = if by_number.is_some() { None } else { target(state, whom) };
    let found = match (by_number, &wanted) {
        (Some(id), _) => state.blocks.get(id, now),
        (None, Some(BlockTarget::User { id, .. })) => state.blocks.of_user(*id, now),
        (None, Some(BlockTarget::Address(text))) => AddressRange::parse(text).and_then(|range| {
            let exact = state.blocks.of_range(range, now);
            let is_single = range.first == range.last;
            exact.or_else(|| state.blocks.of_address(range.first, now).into_iter().find(|_| is_single))
        }),
        _ => None,
    };
    let target = found.map(|block| &block.target).filter(|_| by_number.is_some()).or(wanted.as_ref());
    check_own_block(state, actor, target, now)?;
    if found.is_some_and(|block| block.flags.hide_name) && !actor.may(Right::HideUser) {
        return Err(Refusal::CannotSeeHidden);
    }
    tag::check_apply(state, actor, tags, now)?;
    let name = || wanted.as_ref().and_then(BlockTarget::name).map_or_else(|| whom.into(), Arc::clone);
    let block = found.ok_or_else(|| Refusal::NotBlocked(name()))?;
    if let (Some(BlockTarget::Address(single)), BlockTarget::Address(range)) = (&wanted, &block.target)
        && !single.contains('/')
        && range.contains('/')
    {
        return Err(Refusal::BlockedAsRange(Arc::clone(single), Arc::clone(range)));
    }
    let mut draft = Draft::new(state, now);
    for auto in state.blocks.autoblocks_of(block.id) {
        draft.push(Change::BlockGone(auto.id));
    }
    draft.push(Change::BlockGone(block.id));
    let key = if block.is_auto() { format!("#{}", block.id) } else { name_of(block).replace(' ', "_") };
    let title = Title::of_key(Namespace::USER, key);
    let page = state.pages.id_of(&title).unwrap_or_default();
    let entry =
        NewEntry { action: LogAction::Unblock, title: &title, page, comment: reason, params: None, tags };
    draft.log_shown(actor, entry, Shown::default());
    Ok((draft.finish(), block.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wiki::{
        edit::EditRequest,
        rig::{Rig, admin, alice, bob, stranger},
    };

    fn request(target: &str) -> BlockRequest<'_> {
        BlockRequest {
            target,
            expiry: Some(Expiry::Never),
            duration: "never",
            reason: "r",
            flags: BlockFlags::default(),
            partial: None,
            again: false,
            tags: Vec::new(),
        }
    }

    fn place(rig: &mut Rig, request: &BlockRequest<'_>) -> Result<Block, Refusal> {
        rig.decide(|state, now| block(state, &admin(), now, request))
    }

    #[test]
    fn who_is_blocked_cannot_edit_until_the_block_ends() {
        let mut rig = Rig::new();
        let until = rig.now.plus(600);
        place(
            &mut rig,
            &BlockRequest { expiry: Some(Expiry::At(until)), duration: "10 minutes", ..request("Bob") },
        )
        .unwrap();
        let edit = EditRequest::text(rig.title("A"), "x", "");
        let Err(Refusal::Denied(denials)) = rig.edit(&bob(), &edit) else { panic!("Bob is blocked") };
        assert!(matches!(&denials[..], [Denial::Blocked(blocks)] if blocks.len() == 1));
        rig.edit(&alice(), &edit).unwrap();
        assert!(matches!(place(&mut rig, &request("Bob")), Err(Refusal::AlreadyBlocked(_))));
        rig.now = until;
        rig.edit(&bob(), &EditRequest::text(rig.title("A"), "y", "")).unwrap();
        place(&mut rig, &request("Bob")).unwrap();
    }

    #[test]
    fn a_range_blocks_its_addresses_and_an_autoblock_the_account_s_address() {
        let mut rig = Rig::new();
        let edit = |rig: &mut Rig, who: &Actor| rig.edit(who, &EditRequest::text(rig.title("A"), "x", ""));
        place(
            &mut rig,
            &BlockRequest {
                flags: BlockFlags { anon_only: true, ..BlockFlags::default() },
                ..request("10.0.9.9/16")
            },
        )
        .unwrap();
        assert_eq!(rig.state.blocks.iter().next().unwrap().target.name().unwrap().as_ref(), "10.0.0.0/16");
        assert!(edit(&mut rig, &stranger("10.0.1.2")).is_err());
        edit(&mut rig, &alice()).unwrap();
        edit(&mut rig, &stranger("10.1.1.2")).unwrap();
        assert!(matches!(place(&mut rig, &request("10.0.0.0/8")), Err(Refusal::RangeTooWide(16))));

        let unblocked = rig.decide(|state, now| unblock(state, &admin(), now, "10.0.0.7", "", &[]));
        assert!(matches!(unblocked, Err(Refusal::BlockedAsRange(..))));
        rig.decide(|state, now| unblock(state, &admin(), now, "10.0.0.0/16", "", &[])).unwrap();
        place(
            &mut rig,
            &BlockRequest {
                flags: BlockFlags { autoblock: true, ..BlockFlags::default() },
                ..request("Alice")
            },
        )
        .unwrap();
        assert!(edit(&mut rig, &stranger("10.0.0.1")).is_err());
        let ended = rig.decide(|state, now| unblock(state, &admin(), now, "Alice", "", &[])).unwrap();
        assert_eq!((ended.id, rig.state.blocks.len()), (BlockId(2), 0));
    }

    #[test]
    fn a_partial_block_holds_where_it_says() {
        let mut rig = Rig::new();
        rig.save(&alice(), "A", "x");
        let flags = BlockFlags { allow_user_talk: true, ..BlockFlags::default() };
        let partial = PartialRequest {
            pages: vec!["A".into()],
            namespaces: vec![Namespace::TALK],
            actions: Vec::new(),
        };
        place(&mut rig, &BlockRequest { partial: Some(partial), flags, ..request("Bob") }).unwrap();
        for (page, works) in [("A", false), ("Talk:B", false), ("B", true), ("User talk:Bob", true)] {
            let edit = EditRequest::text(rig.title(page), "y", "");
            assert_eq!(rig.edit(&bob(), &edit).is_ok(), works, "{page}");
        }
    }
}
