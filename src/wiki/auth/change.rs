//! Other passwords for accounts (`AuthManager::changeAuthenticationData`).

use std::sync::Arc;

use crate::wiki::{
    Caller, Change, Refusal, Wiki,
    credential::Credential,
    password::{self, Weakness},
    user::{BotPassword, User, UserChange},
};

/// How many seconds a login counts as fresh, `$wgReauthenticateTime`.
const FRESH: i64 = 3600;

/// Why a password was not replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PasswordRefusal {
    /// The two differ.
    BadRetype,
    /// It is not good enough.
    Weak(Vec<Weakness>),
}

/// Whether somebody is known well enough for what is delicate (`AuthManager::securitySensitiveOperationStatus`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Security {
    /// They are.
    Ok,
    /// They must log in again.
    Reauthenticate,
}

impl Wiki {
    /// Whether the caller logged in of late. Those whose session cannot be another's need not.
    pub fn security(&self, caller: &Caller) -> Security {
        let Some(session) = caller.session.filter(|session| session.user.is_some()) else {
            return Security::Reauthenticate;
        };
        let is_fresh = self.now().unix() - session.proven.unix() <= FRESH;
        if session.is_bot() || is_fresh { Security::Ok } else { Security::Reauthenticate }
    }

    /// Gives a user another password. Sessions go on, but bot passwords are worth nothing any more.
    pub async fn replace_password(
        &self,
        user: &User,
        password: &str,
        retype: &str,
    ) -> Result<Result<(), PasswordRefusal>, Refusal> {
        if password != retype {
            return Ok(Err(PasswordRefusal::BadRetype));
        }
        let weaknesses = password::weaknesses_of(user, password, self.site(), self.now());
        if !weaknesses.is_empty() {
            return Ok(Err(PasswordRefusal::Weak(weaknesses)));
        }
        let credential = self.pool.derive(password, self.site().login.hashing, self.salt()).await;
        // What was sent by mail is worth nothing from now on.
        let changes = [UserChange::Password(user.id, credential), UserChange::Temporary(user.id, None)];
        self.commit(|_| Ok((changes.iter().cloned().map(Change::User).collect(), ()))).await?;
        self.invalidate_bot_passwords(user).await.map(Ok)
    }

    /// Makes bot passwords worth nothing (`BotPassword::invalidateAllPasswordsForUser`).
    pub async fn invalidate_bot_passwords(&self, user: &User) -> Result<(), Refusal> {
        self.commit(|state| {
            let current = state.users.get(user.id).map(Arc::clone);
            let bots = current.iter().flat_map(|user| &user.bot_passwords);
            let invalid = bots.map(|bot| {
                let bot = BotPassword { password: Credential::Unset, ..bot.clone() };
                Change::User(UserChange::BotPassword(user.id, bot))
            });
            Ok((invalid.collect(), ()))
        })
        .await
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::wiki::double::{double, now};

    #[test]
    fn a_new_password_ends_bot_passwords() {
        let double = double();
        let robot = double.wiki.state().users.by_name("Robot").cloned().unwrap();
        let replaced = now(double.wiki.replace_password(&robot, "a new secret", "a new secret")).unwrap();
        assert_eq!(replaced, Ok(()));
        let state = double.wiki.state();
        let bot = state.users.by_name("Robot").unwrap().bot_password("edit").unwrap().clone();
        assert!(matches!(bot.password, Credential::Unset));
    }

    #[test]
    fn a_login_is_fresh_for_an_hour() {
        let double = double();
        let mut jar = double.login("Alice", true);
        assert_eq!(double.wiki.security(&double.look(&mut jar)), Security::Ok);
        double.clock.advance(Duration::from_secs(3601));
        assert_eq!(double.wiki.security(&double.look(&mut jar)), Security::Reauthenticate);
    }
}
