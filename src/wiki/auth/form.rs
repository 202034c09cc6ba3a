//! `action=login` before 1.27: the form of `Special:Userlogin`, filled in by a program
//! (`LoginForm::authenticateUserData`, 1.20 to 1.26).

use std::sync::Arc;

use super::{Attempt, LoginRefusal};
use crate::{
    base::digest::equal,
    wiki::{
        BlockId, Caller, Refusal, Wiki,
        throttle::Counted,
        token::Kind,
        user::{
            Token, User,
            name::{self, Rigor},
        },
    },
};

/// What became of it.
#[derive(Debug, Clone)]
pub enum FormLogin {
    /// Logged in; the account is missing for an address that gave itself as its name.
    Success(Option<Arc<User>>, Token),
    /// This token must come along.
    NeedToken(String),
    /// The token is another.
    WrongToken,
    /// No name was given.
    NoName,
    /// Nobody can have that name.
    Illegal,
    /// Nobody has that name.
    NotExists,
    /// Nobody has it, and a block keeps the caller from making the account.
    CreateBlocked(BlockId),
    /// No password was given.
    EmptyPass,
    /// The password is another.
    WrongPass,
    /// Too often; so many seconds to wait.
    Throttled(u32),
}

impl Wiki {
    /// Logs a program in as before 1.27, in MediaWiki's order of checks.
    pub async fn log_in_by_form(
        &self,
        caller: &mut Caller,
        attempt: Attempt<'_>,
    ) -> Result<FormLogin, Refusal> {
        self.keep_session(caller);
        if attempt.name.is_empty() {
            return Ok(FormLogin::NoName);
        }
        let (token, is_new) = self.form_token(caller);
        let Some(given) = attempt.token.filter(|given| !is_new && !given.is_empty()) else {
            return Ok(FormLogin::NeedToken(token));
        };
        let site = self.site();
        // Wrong tokens count, missing ones do not.
        let usable = name::canonical(attempt.name, Rigor::Usable, site);
        let counted = Some(usable.as_deref().unwrap_or(attempt.name));
        let attempts = &site.login.attempts;
        match self.throttle.count(Counted::Password, attempts, counted, caller.peer, self.now()) {
            Err(throttled) => return Ok(FormLogin::Throttled(throttled.seconds)),
            Ok(()) if !equal(given.as_bytes(), token.as_bytes()) => return Ok(FormLogin::WrongToken),
            Ok(()) => {}
        }
        if **caller.name() == *attempt.name {
            return Ok(self.log_in_again(caller));
        }
        let Some(name) = &usable else { return Ok(FormLogin::Illegal) };
        if self.state().users.by_name(name).is_none() {
            let block = self.block_of_creation(caller, self.now());
            return Ok(block.map_or(FormLogin::NotExists, FormLogin::CreateBlocked));
        }
        let user = match self.prove(name, attempt.password).await? {
            Ok(user) => user,
            Err(LoginRefusal::WrongPassword | LoginRefusal::Weak(_)) if attempt.password.is_empty() => {
                return Ok(FormLogin::EmptyPass);
            }
            Err(_) => return Ok(FormLogin::WrongPass),
        };
        self.throttle.clear(Counted::Password, attempts, counted, caller.peer);
        self.log_in(caller, &user, true);
        Ok(FormLogin::Success(Some(Arc::clone(&user)), user.secret))
    }

    /// The session's token for logging in, and whether it is given for the first time.
    fn form_token(&self, caller: &mut Caller) -> (String, bool) {
        let known = caller.session.is_some_and(|handle| handle.flags.contains(Kind::Login.mark()));
        (self.token(caller, Kind::Login), !known)
    }

    /// The session's token for making an account, where another or none came with the request.
    pub fn form_create_token(&self, caller: &mut Caller, given: Option<&str>) -> Option<String> {
        self.keep_session(caller);
        let known = caller.session.is_some_and(|handle| handle.flags.contains(Kind::CreateAccount.mark()));
        let token = self.token(caller, Kind::CreateAccount);
        let right = known && given.is_some_and(|given| equal(given.as_bytes(), token.as_bytes()));
        (!right).then_some(token)
    }

    /// Who gives the name that they have already needs no password.
    fn log_in_again(&self, caller: &mut Caller) -> FormLogin {
        let Some(user) = caller.account.clone() else {
            return FormLogin::Success(None, Token::random(&**self.chance()));
        };
        self.log_in(caller, &user, true);
        FormLogin::Success(Some(Arc::clone(&user)), user.secret)
    }
}
