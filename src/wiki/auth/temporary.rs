//! Passwords that are sent by mail and must be replaced as soon as they have let somebody in
//! (`TemporaryPasswordPrimaryAuthenticationProvider`, `PasswordReset`).

use std::sync::Arc;

use crate::wiki::{
    Change, Refusal, Wiki,
    mail::{Correspondent, Mail},
    option,
    user::{Temporary, User, UserChange},
};

/// How many seconds such a password is good (`$wgNewPasswordExpiry`).
const GOOD: i64 = 7 * 86_400;

/// How many seconds pass before another is sent (`$wgPasswordReminderResendTime`).
const PAUSE: i64 = 86_400;

impl Wiki {
    /// Sends a password to who has an account, by its name or by their mail address, unless one was sent of late. Nobody
    /// else learns whether there are any.
    pub async fn send_passwords(&self, name: Option<&str>, email: Option<&str>) -> Result<(), Refusal> {
        let wants_address = |user: &User| {
            option::get(user, "requireemail", self.site()).is_some_and(|preference| preference.is_on())
        };
        let is_meant = |user: &&Arc<User>| match name {
            Some(name) => *user.name == *name && (email == Some(&user.email) || !wants_address(user)),
            None => email == Some(&user.email) && !wants_address(user),
        };
        let waits = |user: &User| {
            user.temporary.as_ref().is_some_and(|temporary| self.now() < temporary.sent.plus(PAUSE))
        };
        let meant: Vec<Arc<User>> = {
            let state = self.state();
            let found = state.users.iter().filter(is_meant).filter(|user| !user.email.is_empty());
            found.filter(|user| !waits(user)).cloned().collect()
        };
        for user in meant {
            let password = self.random_password();
            let temporary = self.temporary(&password).await;
            let change = Change::User(UserChange::Temporary(user.id, Some(temporary)));
            self.commit(|_| Ok((vec![change.clone()], ()))).await?;
            self.mail_password(&user, &password);
        }
        Ok(())
    }

    /// A password as it is kept, as of now.
    pub(super) async fn temporary(&self, password: &str) -> Temporary {
        let password = self.pool.derive(password, self.site().login.hashing, self.salt()).await;
        Temporary { password, sent: self.now() }
    }

    /// Sends somebody a password.
    pub(super) fn mail_password(&self, user: &User, password: &str) {
        let (name, site) = (&user.name, &self.site().name);
        self.outbox().send(Mail {
            time: self.now(),
            from: None,
            to: Correspondent { name: Arc::clone(name), address: Arc::clone(&user.email) },
            subject: format!("Account details on {site}"),
            text: format!("Username:\n{name}\n\nTemporary password:\n{password}\n\nIt is good for 7 days.\n"),
        });
    }

    /// The user of that canonical name, if the password is one that was sent to them and is still good.
    pub(super) async fn prove_by_mail(&self, name: &str, password: &str) -> Option<Arc<User>> {
        let user = self.state().users.by_name(name).cloned()?;
        let temporary = user.temporary.clone().filter(|temporary| self.now() < temporary.sent.plus(GOOD))?;
        let hashing = self.site().login.hashing;
        let tried = self.pool.try_password(temporary.password, password, hashing, self.salt()).await;
        tried.fits.then_some(user)
    }
}
