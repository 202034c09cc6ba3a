//! Tokens: what proves that a request was made on purpose.

/// The types of tokens that actions ask for (`ApiQueryTokens::getTokenTypeSalts`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// For creating an account.
    CreateAccount,
    /// For nearly every write.
    Csrf,
    /// For logging in.
    Login,
    /// For marking as patrolled.
    Patrol,
    /// For rolling back.
    Rollback,
    /// For changing groups.
    UserRights,
    /// For watching.
    Watch,
}

impl Kind {
    /// Every type, in the order of the wire.
    pub const ALL: [Self; 7] = [
        Self::CreateAccount,
        Self::Csrf,
        Self::Login,
        Self::Patrol,
        Self::Rollback,
        Self::UserRights,
        Self::Watch,
    ];

    /// The name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::CreateAccount => "createaccount",
            Self::Csrf => "csrf",
            Self::Login => "login",
            Self::Patrol => "patrol",
            Self::Rollback => "rollback",
            Self::UserRights => "userrights",
            Self::Watch => "watch",
        }
    }
}
