//! Who asks: an account or an address, what it may do, and the session that says so.

use std::{net::IpAddr, sync::Arc};

use super::{
    Wiki,
    id::UserId,
    right::{Right, RightSet},
    token,
};

/// The one who made a request.
#[derive(Debug, Clone)]
pub struct Caller {
    /// Which account, or from which address.
    pub identity: Identity,
    /// What it may do: the rights of its groups, as far as the session's grants leave them.
    pub rights: RightSet,
}

/// An account or an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Identity {
    /// Nobody known.
    Anonymous(IpAddr, Arc<str>),
    /// An account.
    User(UserId, Arc<str>),
}

impl Caller {
    /// Nobody known, from that address.
    pub fn anonymous(wiki: &Wiki, peer: IpAddr) -> Self {
        let name = peer.to_string().into();
        Self { identity: Identity::Anonymous(peer, name), rights: wiki.site().groups.set(["*"]) }
    }

    /// Whether it is an account.
    pub fn is_registered(&self) -> bool {
        matches!(self.identity, Identity::User(..))
    }

    /// The account's name, or the address in words.
    pub fn name(&self) -> &Arc<str> {
        match &self.identity {
            Identity::Anonymous(_, name) | Identity::User(_, name) => name,
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
        false
    }

    /// Whether a token of that type is right for it.
    pub fn accepts_token(&self, _wiki: &Wiki, _kind: token::Kind, given: &str) -> bool {
        given == "+\\" && !self.is_registered()
    }
}

impl Wiki {
    /// Finds out who asks.
    pub fn identify(&self, peer: IpAddr) -> Caller {
        Caller::anonymous(self, peer)
    }
}
