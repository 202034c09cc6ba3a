//! May somebody do something to a page? Reasons come in MediaWiki's order (`PermissionManager`, 1.39).

use std::{fmt, sync::Arc};

use super::{
    Actor, BlockId, Namespace, Refusal, Right, State, Title,
    block::{Block, BlockTarget},
    content::Model,
};
use crate::{base::Timestamp, release::Profile};

/// What is to be done: mostly what a right is named after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageAction {
    /// Making a page.
    Create,
    /// Giving a page this title.
    MoveTarget,
    /// What a right is named after.
    Of(Right),
}

impl PageAction {
    /// Changing a page.
    pub const EDIT: Self = Self::Of(Right::Edit);
    /// Giving a page another title.
    pub const MOVE: Self = Self::Of(Right::Move);

    /// Its name in messages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::MoveTarget => "move-target",
            Self::Of(right) => right.wire(),
        }
    }
}

impl fmt::Display for PageAction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Why somebody may not do something. The API names each by MediaWiki's message, which is given here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Denial {
    /// The right is missing: `badaccess-groups` or `badaccess-group0`.
    Right(Right),
    /// `nocreate-loggedin`
    CreateLoggedIn,
    /// `nocreatetext`
    CreateAnonymous,
    /// `cant-move-user-page`
    MoveUserPage,
    /// `movenotallowedfile`
    MoveFile,
    /// `cant-move-category-page`
    MoveCategory,
    /// `movenologintext`
    MoveLoggedOut,
    /// `movenotallowed`
    Move,
    /// `cant-move-to-user-page`
    MoveToUserPage,
    /// `cant-move-to-category-page`
    MoveToCategory,
    /// `ns-specialprotected`
    SpecialPage,
    /// `protectedinterface`
    Interface(PageAction),
    /// `sitecssprotected`, `sitejsonprotected`, `sitejsprotected`
    SiteCode(Model, PageAction),
    /// `siterawhtmlprotected`
    SiteRawHtml(PageAction),
    /// `mycustomcssprotected` and its like.
    OwnCode(Model, PageAction),
    /// `mycustomjsredirectprotected`
    OwnRedirect(PageAction),
    /// `customcssprotected` and its like.
    OthersCode(Model, PageAction),
    /// `protectedpagetext`: the right that would be needed.
    Protected(Arc<str>, PageAction),
    /// `cascadeprotected`: the pages it comes from.
    Cascade(Vec<Title>, PageAction),
    /// `protect-cantedit`
    ProtectCannotEdit,
    /// `titleprotected`
    TitleProtected {
        /// By whom.
        by: Arc<str>,
        /// Why.
        reason: Arc<str>,
    },
    /// `immobile-source-namespace`
    ImmobileSource(Namespace),
    /// `immobile-target-namespace`
    ImmobileTarget(Namespace),
    /// `deleteprotected`
    DeleteProtected,
    /// `delete-toobig`: above how many revisions.
    TooManyRevisions(u32),
    /// `undelete-cantedit`
    UndeleteCannotEdit,
    /// `undelete-cantcreate`
    UndeleteCannotCreate,
    /// Blocked, perhaps by several blocks at once: `blockedtext`, `autoblockedtext`, `blockedtext-partial`, ….
    Blocked(Vec<Block>),
}

/// System messages whose text is taken for HTML (`$wgRawHtmlMessages`).
const RAW_HTML: [&str; 3] = ["copyright", "history_copyright", "googlesearch"];

/// How hard somebody looks for what speaks against an action (`PermissionManager::RIGOR_*`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Care {
    /// Only at what costs little: neither at blocks nor at other pages.
    Quick,
    /// At everything.
    Full,
}

/// Refuses with everything that speaks against it.
pub fn check(
    state: &State,
    actor: &Actor,
    action: PageAction,
    title: &Title,
    now: Timestamp,
) -> Result<(), Refusal> {
    let denials = denials(state, actor, action, title, now);
    if denials.is_empty() { Ok(()) } else { Err(Refusal::Denied(denials)) }
}

/// Everything that speaks against it, each thing once.
pub fn denials(
    state: &State,
    actor: &Actor,
    action: PageAction,
    title: &Title,
    now: Timestamp,
) -> Vec<Denial> {
    denials_found(Care::Full, state, actor, action, title, now)
}

/// What speaks against it at that care, each thing once.
pub fn denials_found(
    care: Care,
    state: &State,
    actor: &Actor,
    action: PageAction,
    title: &Title,
    now: Timestamp,
) -> Vec<Denial> {
    let asked = Asked { care, state, actor, action, title, now };
    let mut found = Vec::new();
    asked.rights(&mut found);
    if action != PageAction::Create {
        asked.namespace(&mut found);
        asked.site_code(&mut found);
        if !asked.leaves_user_code() {
            asked.user_code(&mut found);
        }
    }
    asked.restrictions(action, &mut found);
    asked.cascade(action, &mut found);
    asked.by_action(&mut found);
    asked.blocks(&mut found);
    let mut unique: Vec<Denial> = Vec::with_capacity(found.len());
    for denial in found {
        if !unique.contains(&denial) {
            unique.push(denial);
        }
    }
    unique
}

struct Asked<'a> {
    care: Care,
    state: &'a State,
    actor: &'a Actor,
    action: PageAction,
    title: &'a Title,
    now: Timestamp,
}

impl Asked<'_> {
    fn rights(&self, found: &mut Vec<Denial>) {
        let (namespace, may) = (self.title.namespace(), |right| self.actor.may(right));
        let root_user_page =
            namespace == Namespace::USER && !self.title.is_subpage(&self.state.site.namespaces);
        match self.action {
            PageAction::Create => {
                let right = if namespace.is_talk() { Right::CreateTalk } else { Right::CreatePage };
                if !may(right) {
                    let registered = self.actor.is_registered();
                    found.push(if registered { Denial::CreateLoggedIn } else { Denial::CreateAnonymous });
                }
            }
            PageAction::MOVE => {
                if root_user_page && !may(Right::MoveRootUserPages) {
                    found.push(Denial::MoveUserPage);
                }
                if namespace == Namespace::FILE && !may(Right::MoveFile) {
                    found.push(Denial::MoveFile);
                }
                if namespace == Namespace::CATEGORY && self.lacks(Right::MoveCategoryPages) {
                    found.push(Denial::MoveCategory);
                }
                if !may(Right::Move) {
                    let groups = &self.state.site.groups;
                    let others = groups.set(["user"]).has(Right::Move)
                        || groups.set(["autoconfirmed"]).has(Right::Move);
                    let logged_out = !self.actor.is_registered() && others;
                    found.push(if logged_out { Denial::MoveLoggedOut } else { Denial::Move });
                }
            }
            PageAction::MoveTarget => {
                if !may(Right::Move) {
                    found.push(Denial::Move);
                } else if root_user_page && !may(Right::MoveRootUserPages) {
                    found.push(Denial::MoveToUserPage);
                } else if namespace == Namespace::CATEGORY && self.lacks(Right::MoveCategoryPages) {
                    found.push(Denial::MoveToCategory);
                }
            }
            PageAction::Of(right) => {
                if !may(right) {
                    found.push(Denial::Right(right));
                }
            }
        }
    }

    fn namespace(&self, found: &mut Vec<Denial>) {
        let namespace = self.title.namespace();
        if namespace == Namespace::SPECIAL && self.action != PageAction::Of(Right::CreateAccount) {
            found.push(Denial::SpecialPage);
        }
        if namespace == Namespace::MEDIAWIKI && !self.actor.may(Right::EditInterface) {
            found.push(Denial::Interface(self.action));
        }
    }

    /// What the page's text is taken for, or would be.
    fn model(&self) -> Model {
        self.state.model_of(self.title)
    }

    fn site_code(&self, found: &mut Vec<Denial>) {
        let reads = [Right::Patrol, Right::DeletedHistory, Right::DeletedText, Right::ViewSuppressed];
        let harmless = matches!(self.action, PageAction::Of(right) if reads.contains(&right));
        if harmless || self.title.namespace() != Namespace::MEDIAWIKI {
            return;
        }
        let (model, key) = (self.model(), self.title.key());
        // A page of another model that is named like code counts as code, too (Title::isSiteCssConfigPage).
        let is = |code: Model, ending: &str| model == code || key.ends_with(ending);
        if is(Model::Css, ".css") && self.lacks(Right::EditSiteCss) {
            found.push(Denial::SiteCode(Model::Css, self.action));
        } else if is(Model::Json, ".json") && self.lacks(Right::EditSiteJson) {
            found.push(Denial::SiteCode(Model::Json, self.action));
        } else if is(Model::Javascript, ".js") && self.lacks(Right::EditSiteJs) {
            found.push(Denial::SiteCode(Model::Javascript, self.action));
        }
        let message = key.split('/').next().unwrap_or_default().to_lowercase();
        if RAW_HTML.contains(&message.as_str()) && self.lacks(Right::EditSiteJs) {
            found.push(Denial::SiteRawHtml(self.action));
        }
    }

    /// Whether the action cannot change what is in a user's code pages.
    fn leaves_user_code(&self) -> bool {
        use Right::{
            Delete, DeleteRevision, DeletedHistory, DeletedText, Patrol, SuppressRevision, ViewSuppressed,
        };
        let harmless =
            [Patrol, Delete, DeleteRevision, SuppressRevision, DeletedHistory, DeletedText, ViewSuppressed];
        matches!(self.action, PageAction::Of(right) if harmless.contains(&right))
    }

    fn user_code(&self, found: &mut Vec<Denial>) {
        let Some(model) = self.state.user_code(self.title) else { return };
        let (own, others) = match model {
            Model::Css => (Right::EditMyUserCss, Right::EditUserCss),
            Model::Json => (Right::EditMyUserJson, Right::EditUserJson),
            _ => (Right::EditMyUserJs, Right::EditUserJs),
        };
        if !self.is_below_own(self.title) {
            if self.lacks(others) {
                found.push(Denial::OthersCode(model, self.action));
            }
            return;
        }
        if self.lacks(own) && !self.actor.may(others) {
            found.push(Denial::OwnCode(model, self.action));
        } else if model == Model::Javascript
            && !self.actor.may(others)
            && self.lacks(Right::EditMyUserJsRedirect)
        {
            let leads_away = self.state.pages.titled(self.title).and_then(|page| page.redirect.as_deref());
            if leads_away.is_some_and(|target| {
                target.title.namespace() != Namespace::USER || !self.is_below_own(&target.title)
            }) {
                found.push(Denial::OwnRedirect(self.action));
            }
        }
    }

    fn is_below_own(&self, title: &Title) -> bool {
        title.text().strip_prefix(&*self.actor.name).is_some_and(|rest| rest.starts_with('/'))
    }

    fn restrictions(&self, action: PageAction, found: &mut Vec<Denial>) {
        let Some(page) = self.state.pages.id_of(self.title) else {
            // What protects a title counts as a restriction of making its page (RestrictionStore).
            let protection = self.state.restrictions.title(self.title, self.now);
            if let Some(protection) = protection.filter(|_| action == PageAction::Create) {
                let right = right_of_level(self.state.policy.rules, &protection.level);
                if !right.is_empty() && !self.may_named(right) {
                    found.push(Denial::Protected(right.into(), action));
                }
            }
            return;
        };
        let Some(restriction) = self.state.restrictions.level(page, action.name(), self.now) else { return };
        let right = right_of_level(self.state.policy.rules, &restriction.level);
        if right.is_empty() {
            return;
        }
        let cascading = self.state.restrictions.of(page, self.now).any(|restriction| restriction.cascade);
        if !self.may_named(right) {
            found.push(Denial::Protected(right.into(), action));
        } else if cascading && !self.actor.may(Right::Protect) {
            found.push(Denial::Protected("protect".into(), action));
        }
    }

    fn cascade(&self, action: PageAction, found: &mut Vec<Denial>) {
        if self.care == Care::Quick || self.state.user_code(self.title).is_some() {
            return;
        }
        let (sources, levels) = self.state.cascade_onto(self.title, action.name(), self.now);
        for level in levels {
            let right = right_of_level(self.state.policy.rules, &level);
            if !right.is_empty() && !(self.may_named(right) && self.actor.may(Right::Protect)) {
                found.push(Denial::Cascade(sources.clone(), action));
            }
        }
    }

    /// Whether a right is missing that the release knows: what it does not know, it does not ask for.
    fn lacks(&self, right: Right) -> bool {
        right.is_in(self.state.policy.release) && !self.actor.may(right)
    }

    fn may_named(&self, right: &str) -> bool {
        Right::named(right).is_some_and(|right| self.actor.may(right))
    }

    fn denials(&self, action: PageAction) -> Vec<Denial> {
        denials_found(self.care, self.state, self.actor, action, self.title, self.now)
    }

    fn is_denied(&self, action: PageAction) -> bool {
        !self.denials(action).is_empty()
    }

    fn by_action(&self, found: &mut Vec<Denial>) {
        let exists = self.state.pages.id_of(self.title).is_some();
        match self.action {
            PageAction::Of(Right::Protect) if self.is_denied(PageAction::EDIT) => {
                found.push(Denial::ProtectCannotEdit);
            }
            PageAction::Create => self.title_protection(found),
            PageAction::MOVE if !self.title.namespace().holds_pages() => {
                found.push(Denial::ImmobileSource(self.title.namespace()));
            }
            PageAction::MoveTarget if !self.title.namespace().holds_pages() => {
                found.push(Denial::ImmobileTarget(self.title.namespace()));
            }
            PageAction::Of(Right::Delete | Right::DeleteRedirect) => self.deletion(found),
            PageAction::Of(Right::Undelete) => {
                if self.is_denied(PageAction::EDIT) {
                    found.push(Denial::UndeleteCannotEdit);
                }
                if !exists && self.is_denied(PageAction::Create) {
                    found.push(Denial::UndeleteCannotCreate);
                }
            }
            PageAction::EDIT if !exists => {
                // Only the first reason is told.
                found.extend(self.denials(PageAction::Create).into_iter().take(1));
            }
            _ => {}
        }
    }

    fn title_protection(&self, found: &mut Vec<Denial>) {
        if self.state.pages.id_of(self.title).is_some() {
            return;
        }
        if let Some(protection) = self.state.restrictions.title(self.title, self.now) {
            let right = right_of_level(self.state.policy.rules, &protection.level);
            if !self.may_named(right) {
                let by = Arc::clone(&self.state.actors.get(protection.actor).name);
                found.push(Denial::TitleProtected { by, reason: Arc::clone(&protection.reason) });
            }
        }
    }

    fn deletion(&self, found: &mut Vec<Denial>) {
        let mut protected = Vec::new();
        self.restrictions(PageAction::EDIT, &mut protected);
        if protected.is_empty() {
            self.cascade(PageAction::EDIT, &mut protected);
        }
        if !protected.is_empty() {
            found.push(Denial::DeleteProtected);
        }
        let limit = self.state.policy.delete_revisions_limit;
        if self.care == Care::Full
            && self.action == PageAction::Of(Right::Delete)
            && limit > 0
            && !self.actor.may(Right::BigDelete)
        {
            let many = self
                .state
                .pages
                .id_of(self.title)
                .is_some_and(|page| self.state.revisions.history(page).nth(limit as usize).is_some());
            if many {
                found.push(Denial::TooManyRevisions(limit));
            }
        }
    }

    fn blocks(&self, found: &mut Vec<Denial>) {
        if self.care == Care::Quick || matches!(self.action, PageAction::Of(Right::Read | Right::UnblockSelf))
        {
            return;
        }
        let blocks: Vec<Block> = self
            .state
            .blocks_on(self.actor, self.now)
            .into_iter()
            .filter(|block| self.state.block_forbids(block, self.actor, self.action, self.title))
            .cloned()
            .collect();
        if !blocks.is_empty() {
            found.push(Denial::Blocked(blocks));
        }
    }
}

/// The right that a level of protection asks for.
pub fn right_of_level<'l>(rules: &Profile, level: &'l str) -> &'l str {
    match (level, rules.levels_have_rights) {
        ("sysop", true) => "editprotected",
        ("sysop", false) => "protect",
        ("autoconfirmed", true) => "editsemiprotected",
        (right, _) => right,
    }
}

impl State {
    /// What the text of a page is taken for, or would be if there was one.
    pub fn model_of(&self, title: &Title) -> Model {
        match self.pages.titled(title) {
            Some(page) => page.model,
            None => self.default_model(title),
        }
    }

    /// What the text of a new page is taken for.
    pub fn default_model(&self, title: &Title) -> Model {
        let of_namespace = self.site.namespaces.get(title.namespace()).and_then(|info| info.model);
        Model::default_for(title, of_namespace, self.site.release)
    }

    /// What a page runs as in its user's browser, if it does.
    pub fn user_code(&self, title: &Title) -> Option<Model> {
        let code = [Model::Css, Model::Json, Model::Javascript, Model::Vue];
        let is_user = title.namespace() == Namespace::USER && title.key().contains('/');
        Some(self.model_of(title)).filter(|model| is_user && code.contains(model))
    }

    /// The blocks that somebody falls under, their own first. A block and the autoblocks that come from it are one
    /// (`BlockManager::getUniqueBlocks`).
    pub fn blocks_on(&self, actor: &Actor, now: Timestamp) -> Vec<&Block> {
        let mut blocks: Vec<&Block> =
            actor.user.and_then(|user| self.blocks.of_user(user, now)).into_iter().collect();
        if let Some(address) = actor.address
            && !actor.may(Right::IpBlockExempt)
        {
            for block in self.blocks.of_address(address, now) {
                let is_meant = !(actor.is_registered() && block.flags.anon_only);
                if is_meant && !blocks.iter().any(|known| known.origin() == block.origin()) {
                    blocks.push(block);
                }
            }
        }
        blocks
    }

    /// Whether a block forbids somebody who falls under it to do something to a page.
    pub fn block_forbids(&self, block: &Block, actor: &Actor, action: PageAction, title: &Title) -> bool {
        match action {
            PageAction::Of(Right::CreateAccount) => return block.flags.no_create,
            PageAction::Of(Right::SendEmail) => return block.flags.no_email,
            PageAction::Of(Right::Read | Right::Purge) => return false,
            _ => {}
        }
        let own_talk = title.namespace() == Namespace::USER_TALK && *title.text() == *actor.name;
        let Some(partial) = &block.partial else {
            return !(own_talk && block.flags.allow_user_talk && self.policy.blocked_edit_own_talk);
        };
        if partial.actions.iter().any(|forbidden| **forbidden == *action.name()) {
            return true;
        }
        if self.pages.id_of(title).is_some_and(|page| partial.pages.contains(&page)) {
            return true;
        }
        partial.namespaces.contains(&title.namespace())
            && !(own_talk && block.flags.allow_user_talk && self.policy.blocked_edit_own_talk)
    }

    /// The block somebody is told of when several hold: the widest of them.
    pub fn is_blocked_sitewide(&self, actor: &Actor, now: Timestamp) -> bool {
        self.blocks_on(actor, now).iter().any(|block| block.partial.is_none())
    }
}

impl Block {
    /// The block that it comes from: itself, but for autoblocks.
    pub const fn origin(&self) -> BlockId {
        match self.target {
            BlockTarget::Auto { parent, .. } => parent,
            _ => self.id,
        }
    }

    /// Whether it came by itself, from the block of an account.
    pub const fn is_auto(&self) -> bool {
        matches!(self.target, BlockTarget::Auto { .. })
    }
}
