//! Logging in (`ApiLogin`, `AuthManager`, `BotPassword`): which passwords are tried, in which order, and what comes of it.

mod change;
mod create;
mod form;
mod login;
mod temporary;

use std::sync::Arc;

use super::{
    Caller, Change, Refusal, UserId, Wiki,
    credential::Credential,
    password::{self, Weakness},
    session::Pending,
    throttle::{Counted, Throttled},
    user::{
        BotPassword, User, UserChange,
        name::{self, Rigor},
    },
};

pub use change::{PasswordRefusal, Security};
pub use create::{CreateRefusal, NewAccount};
pub use form::FormLogin;
pub use login::{Attempt, Login};

/// Why nobody was logged in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LoginRefusal {
    /// There was no password, or a name that nobody can have: nothing was tried.
    NothingToTry,
    /// The name or the password is wrong.
    WrongPassword,
    /// It was tried too often.
    Throttled(Throttled),
    /// No password may be so long.
    Weak(Weakness),
    /// Nobody has that name (1.27 tells of bot passwords).
    NoSuchUser(Arc<str>),
    /// There is no bot password of that name (1.27 tells).
    NoBotPassword(Arc<str>, Arc<str>),
    /// The bot password is not valid any more, as the account has another password.
    BotPasswordInvalid(Arc<str>, Arc<str>),
    /// No login waits for more.
    NotInProgress,
}

/// What became of a login in steps (`AuthenticationResponse`).
#[derive(Debug, Clone)]
pub enum Authentication {
    /// Logged in.
    Pass(Arc<User>),
    /// Not logged in.
    Fail(LoginRefusal),
    /// The password was right and should be replaced, for what is wrong with it; that can be put off.
    Replace(Vec<Weakness>),
    /// The password was one that was sent by mail, and another must take its place.
    ReplaceTemporary,
    /// The one that was to replace it cannot.
    NotReplaced(PasswordRefusal),
}

impl Wiki {
    /// Logs in with a name and a password, in the first of possibly several steps (`AuthManager::beginAuthentication`).
    pub async fn authenticate(
        &self,
        caller: &mut Caller,
        name: Option<&str>,
        password: Option<&str>,
        remember: bool,
    ) -> Result<Authentication, Refusal> {
        self.keep_session(caller);
        // Fields that were left empty count as not sent, and then there is nothing to try.
        let given = name.zip(password).filter(|(name, password)| !name.is_empty() && !password.is_empty());
        let site = self.site();
        let canonical = given.and_then(|(name, _)| name::canonical(name, Rigor::Valid, site));
        // Names that nobody can have are not counted; where no name was sent the address alone is.
        if given.is_none() || canonical.is_some() {
            let counted = self.throttle.count(
                Counted::Password,
                &site.login.attempts,
                canonical.as_deref(),
                caller.peer,
                self.now(),
            );
            if let Err(throttled) = counted {
                return Ok(Authentication::Fail(LoginRefusal::Throttled(throttled)));
            }
        }
        let usable = canonical.filter(|name| name::is(name, Rigor::Usable, site));
        let known = |name: &String| {
            let state = self.state();
            !state.policy.rules.unknown_names_untried || state.users.by_name(name).is_some()
        };
        let Some((name, (_, password))) = usable.filter(known).zip(given) else {
            return Ok(Authentication::Fail(LoginRefusal::NothingToTry));
        };
        let user = match self.prove(&name, password).await? {
            Ok(user) => user,
            Err(LoginRefusal::WrongPassword) => {
                let Some(user) = self.prove_by_mail(&name, password).await else {
                    return Ok(Authentication::Fail(LoginRefusal::WrongPassword));
                };
                self.throttle.clear(Counted::Password, &site.login.attempts, Some(&name), caller.peer);
                let pending = Pending { user: user.id, remember, weaknesses: Vec::new(), temporary: true };
                self.set_pending(caller, Some(pending));
                return Ok(Authentication::ReplaceTemporary);
            }
            Err(refusal) => return Ok(Authentication::Fail(refusal)),
        };
        self.throttle.clear(Counted::Password, &site.login.attempts, Some(&name), caller.peer);
        let weaknesses = password::weaknesses_of(&user, password, site, self.now());
        if !weaknesses.is_empty() && password::asks_to_replace(site) {
            let pending =
                Pending { user: user.id, remember, weaknesses: weaknesses.clone(), temporary: false };
            self.set_pending(caller, Some(pending));
            return Ok(Authentication::Replace(weaknesses));
        }
        self.log_in(caller, &user, remember);
        Ok(Authentication::Pass(user))
    }

    /// Goes on with a login whose password should be replaced: by that one and its repetition, or not now.
    pub async fn authenticate_further(
        &self,
        caller: &mut Caller,
        new: Option<(&str, &str)>,
        not_now: bool,
    ) -> Result<Authentication, Refusal> {
        let Some((pending, user)) = self.pending_login(caller) else {
            return Ok(Authentication::Fail(LoginRefusal::NotInProgress));
        };
        if !not_now || pending.temporary {
            let Some((password, retype)) = new else {
                return Ok(if pending.temporary {
                    Authentication::ReplaceTemporary
                } else {
                    Authentication::Replace(pending.weaknesses)
                });
            };
            if let Err(refusal) = self.replace_password(&user, password, retype).await? {
                return Ok(Authentication::NotReplaced(refusal));
            }
        }
        self.set_pending(caller, None);
        self.log_in(caller, &user, pending.remember);
        Ok(Authentication::Pass(user))
    }

    /// The user of that canonical name, if the password is theirs.
    async fn prove(&self, name: &str, password: &str) -> Result<Result<Arc<User>, LoginRefusal>, Refusal> {
        let user = self.state().users.by_name(name).cloned();
        if user.is_some() && password.len() > password::LONGEST {
            return Ok(Err(LoginRefusal::Weak(Weakness::TooLong(password::LONGEST))));
        }
        let credential = user.as_ref().map(|user| user.password.clone()).unwrap_or_default();
        let hashing = self.site().login.hashing;
        let tried = self.pool.try_password(credential, password, hashing, self.salt()).await;
        if let Some((user, derived)) = user.as_ref().zip(tried.derived) {
            self.put_password(user.id, derived).await?;
        }
        Ok(user.filter(|_| tried.fits).ok_or(LoginRefusal::WrongPassword))
    }

    /// The same for a bot password.
    async fn prove_bot(&self, user: &User, bot: &BotPassword, password: &str) -> Result<bool, Refusal> {
        let hashing = self.site().login.hashing;
        let tried = self.pool.try_password(bot.password.clone(), password, hashing, self.salt()).await;
        if let Some(derived) = tried.derived {
            let bot = BotPassword { password: derived, ..bot.clone() };
            let change = Change::User(UserChange::BotPassword(user.id, bot));
            self.commit(|_| Ok((vec![change.clone()], ()))).await?;
        }
        Ok(tried.fits)
    }

    async fn put_password(&self, user: UserId, password: Credential) -> Result<(), Refusal> {
        let change = Change::User(UserChange::Password(user, password));
        self.commit(|_| Ok((vec![change.clone()], ()))).await
    }

    fn salt(&self) -> [u8; 16] {
        let mut salt = [0; 16];
        self.chance().fill(&mut salt);
        salt
    }

    /// The login that waits for more, and whose it is.
    pub fn pending_login(&self, caller: &Caller) -> Option<(Pending, Arc<User>)> {
        let pending = self.sessions().rare(caller.session?.id)?.pending?;
        let user = self.state().users.get(pending.user).cloned()?;
        Some((pending, user))
    }

    fn set_pending(&self, caller: &mut Caller, pending: Option<Pending>) {
        if let Some(handle) = &mut caller.session {
            self.sessions().set_rare(handle, |rare| rare.pending = pending);
        }
    }
}
