//! Who asks: an account or an address, what it may do, and the session that says so.

use std::{
    borrow::Cow,
    net::IpAddr,
    sync::{Arc, OnceLock},
};

use super::{
    Actor, Wiki,
    address::Address,
    group,
    id::UserId,
    right::{Right, RightSet},
    session::Handle,
    site::Site,
    user::User,
};
use crate::{
    base::Timestamp,
    release::{Release, V1_22},
};

/// What a request brings to say who makes it: its cookies, decoded, and where it comes from.
#[derive(Debug, Clone)]
pub struct Proofs<'r> {
    /// The id of a session.
    pub session: Option<Cow<'r, str>>,
    /// The id of an account.
    pub user_id: Option<Cow<'r, str>>,
    /// Its name.
    pub user_name: Option<Cow<'r, str>>,
    /// Its secret: who has it is remembered without a session.
    pub token: Option<Cow<'r, str>>,
    /// The id of a bot password's session.
    pub bot_session: Option<Cow<'r, str>>,
    /// What the session says of itself, where it does.
    pub jwt: Option<Cow<'r, str>>,
    /// The address.
    pub peer: IpAddr,
}

impl<'r> Proofs<'r> {
    /// Nothing but an address.
    pub const fn none(peer: IpAddr) -> Self {
        Self {
            session: None,
            user_id: None,
            user_name: None,
            token: None,
            bot_session: None,
            jwt: None,
            peer,
        }
    }

    /// Those of a request whose cookies `get` finds by their whole names.
    pub fn gather(wiki: &Wiki, peer: IpAddr, mut get: impl FnMut(&str) -> Option<Cow<'r, str>>) -> Self {
        let mut named = |cookie: Cookie| get(wiki.cookie_name(cookie));
        Self {
            session: named(Cookie::Session),
            user_id: named(Cookie::UserId),
            user_name: named(Cookie::UserName),
            token: named(Cookie::Token),
            bot_session: named(Cookie::BotSession),
            jwt: wiki.site().login.jwt.is_some().then(|| named(Cookie::Jwt)).flatten(),
            peer,
        }
    }

    /// A bit for each cookie that was sent at all, so that it can be deleted.
    fn sent(&self) -> u16 {
        [
            (Cookie::Session, &self.session),
            (Cookie::UserId, &self.user_id),
            (Cookie::UserName, &self.user_name),
            (Cookie::Token, &self.token),
            (Cookie::BotSession, &self.bot_session),
            (Cookie::Jwt, &self.jwt),
        ]
        .into_iter()
        .fold(0, |bits, (cookie, value)| bits | u16::from(value.is_some()) << cookie as u8)
    }
}

/// A cookie of the wiki.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cookie {
    /// `…_session`
    Session,
    /// `…UserID`
    UserId,
    /// `…UserName`
    UserName,
    /// `…Token`
    Token,
    /// `…_BPsession`
    BotSession,
    /// `sessionJwt`, which has no prefix
    Jwt,
    /// `…LoggedOut`, before 1.27
    LoggedOut,
    /// `forceHTTPS`, before 1.27
    ForceHttps,
    /// `…BlockID`
    BlockId,
}

impl Cookie {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Session,
        Self::UserId,
        Self::UserName,
        Self::Token,
        Self::BotSession,
        Self::Jwt,
        Self::LoggedOut,
        Self::ForceHttps,
        Self::BlockId,
    ];

    /// What stands after the prefix.
    pub const fn suffix(self) -> &'static str {
        match self {
            Self::Session => "_session",
            Self::UserId => "UserID",
            Self::UserName => "UserName",
            Self::Token => "Token",
            Self::BotSession => "_BPsession",
            Self::Jwt => "sessionJwt",
            Self::LoggedOut => "LoggedOut",
            Self::ForceHttps => "forceHTTPS",
            Self::BlockId => "BlockID",
        }
    }

    /// Its whole name in a release.
    pub fn name(self, prefix: &str, release: Release) -> String {
        let bare = self == Self::Jwt || self == Self::ForceHttps && release >= V1_22;
        format!("{}{}", if bare { "" } else { prefix }, self.suffix())
    }
}

/// A cookie to set or to delete.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CookieChange {
    /// Which.
    pub cookie: Cookie,
    /// Its value; `None` deletes it.
    pub value: Option<String>,
    /// How many seconds it lives; `None` for as long as the client runs.
    pub seconds: Option<u32>,
}

/// The one who made a request.
#[derive(Debug, Clone)]
pub struct Caller {
    /// Which account, or from which address.
    pub identity: Identity,
    /// The account's row as it was when the request came in.
    pub account: Option<Arc<User>>,
    /// What it may do: the rights of its groups, as far as the session's grants leave them.
    pub rights: RightSet,
    /// The rights that the grants of a bot password leave; `None` for all.
    pub granted: Option<RightSet>,
    /// The session, if there is one that a cookie keeps.
    pub session: Option<Handle>,
    /// The session's id in the client's own words, if the wiki never gave such a one (before 1.27).
    pub(super) session_name: Option<Box<str>>,
    /// Where the request comes from.
    pub peer: IpAddr,
    /// Cookies to set and delete with the answer.
    pub cookies: Vec<CookieChange>,
    /// The cookies that were sent, as bits.
    sent: u16,
}

/// An account or an address.
#[derive(Debug, Clone)]
pub enum Identity {
    /// Nobody known, and the address in words, as soon as somebody asks for it.
    Anonymous(IpAddr, OnceLock<Arc<str>>),
    /// An account.
    User(UserId, Arc<str>),
}

impl Caller {
    /// Nobody known, from that address.
    pub fn anonymous(wiki: &Wiki, peer: IpAddr) -> Self {
        Self::of(&Proofs::none(peer), wiki.site())
    }

    /// Nobody known, whatever the cookies say.
    pub(super) fn of(proofs: &Proofs<'_>, site: &Site) -> Self {
        Self {
            identity: Identity::at(proofs.peer),
            account: None,
            rights: site.groups.set(["*"]),
            granted: None,
            session: None,
            session_name: None,
            peer: proofs.peer,
            cookies: Vec::new(),
            sent: proofs.sent(),
        }
    }

    /// Makes an account the caller, with the rights it has now.
    pub(super) fn become_user(&mut self, user: Arc<User>, site: &Site, now: Timestamp) {
        self.identity = Identity::User(user.id, Arc::clone(&user.name));
        let rights = user.rights(site, now);
        self.rights = self.granted.map_or(rights, |granted| rights.within(granted));
        self.account = Some(user);
    }

    /// Lets a stranger act as the owner of a temporary account that is not there yet (`UserFactory::newUnsavedTempUser`).
    pub fn act_as(&mut self, name: Arc<str>, site: &Site) {
        let groups = site.temporaries.map_or(&["*"][..], |temporaries| temporaries.groups);
        let rights = site.groups.set(groups.iter().copied());
        self.rights = self.granted.map_or(rights, |granted| rights.within(granted));
        self.identity = Identity::Anonymous(canonical(self.peer), name.into());
    }

    /// Makes nobody the caller. The session stays as it is: so MediaWiki treats requests that a foreign site may have
    /// made.
    pub fn become_anonymous(&mut self, site: &Site) {
        self.identity = Identity::at(self.peer);
        self.account = None;
        let rights = site.groups.set(["*"]);
        self.rights = self.granted.map_or(rights, |granted| rights.within(granted));
    }

    /// Whether it is an account.
    pub fn is_registered(&self) -> bool {
        matches!(self.identity, Identity::User(..))
    }

    /// The account's name, or the address in words.
    pub fn name(&self) -> &Arc<str> {
        match &self.identity {
            Identity::Anonymous(peer, name) => name.get_or_init(|| Address(*peer).to_string().into()),
            Identity::User(_, name) => name,
        }
    }

    /// The account's id; 0 if there is none.
    pub fn id(&self) -> u32 {
        match &self.identity {
            Identity::Anonymous(..) => 0,
            Identity::User(id, _) => id.0,
        }
    }

    /// Whether it may do that.
    pub fn has(&self, right: Right) -> bool {
        self.rights.has(right)
    }

    /// Whether a session stands behind it that its cookies keep.
    pub fn has_session(&self) -> bool {
        self.session.is_some()
    }

    /// The groups it is in, in MediaWiki's order.
    pub fn groups<'c>(&'c self, site: &Site, now: Timestamp) -> Vec<&'c str> {
        match &self.account {
            Some(user) => user.all_groups(site, now).collect(),
            None => group::IMPLICIT[..1].to_vec(),
        }
    }

    /// What it may do, in the order in which answers have it.
    pub fn rights_in_order(&self, site: &Site, now: Timestamp) -> Vec<Right> {
        let mut rights = site.groups.rights(self.groups(site, now));
        rights.retain(|right| self.rights.has(*right));
        rights
    }

    /// The same for the rules of pages.
    pub fn actor(&self) -> Actor {
        Actor {
            user: self.account.as_ref().map(|user| user.id),
            name: Arc::clone(self.name()),
            address: Some(Address(canonical(self.peer))),
            rights: self.rights,
        }
    }

    /// Sets a cookie with the answer. What deleted it before goes before, as PHP sends both.
    pub(super) fn set_cookie(&mut self, cookie: Cookie, value: String, seconds: Option<u32>) {
        self.cookies.retain(|kept| kept.cookie != cookie || kept.value.is_none());
        self.cookies.push(CookieChange { cookie, value: Some(value), seconds });
    }

    /// Deletes a cookie with the answer, if the client has it (`WebResponse::setCookie`).
    pub(super) fn delete_cookie(&mut self, cookie: Cookie) {
        self.cookies.retain(|change| change.cookie != cookie);
        if self.sent >> cookie as u8 & 1 == 1 {
            self.cookies.push(CookieChange { cookie, value: None, seconds: None });
        }
    }

    /// Deletes a cookie with the answer, whether the client has it or not: so before 1.27.
    pub(super) fn drop_cookie(&mut self, cookie: Cookie) {
        self.cookies.retain(|kept| kept.cookie != cookie);
        self.cookies.push(CookieChange { cookie, value: None, seconds: None });
    }
}

impl Identity {
    fn at(peer: IpAddr) -> Self {
        Self::Anonymous(canonical(peer), OnceLock::new())
    }
}

/// An IPv4 address that comes in IPv6's clothes is one all the same (`IPUtils::canonicalize`).
fn canonical(peer: IpAddr) -> IpAddr {
    peer.to_canonical()
}
