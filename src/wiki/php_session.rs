//! Sessions as PHP kept them, before 1.27 brought `SessionManager` (`User::loadFromSession`, `setCookies`, `doLogout`,
//! `wfSetupSession`, 1.20 to 1.26). Their id stays the same when somebody logs in, and PHP takes up any id that a
//! client names; bot passwords there are none.

use std::sync::Arc;

use super::{
    UserId, Wiki,
    caller::{Caller, Cookie, Proofs},
    identify::whole_number,
    session::{Flags, Handle, Opening, SessionId},
    user::User,
};
use crate::{
    base::Timestamp,
    release::{V1_21, V1_22, V1_23, V1_26, V1_27},
};

/// How long the cookie lasts that tells of a logout.
const LOGGED_OUT_SECONDS: u32 = 86_400;

impl Wiki {
    /// Whether sessions are those of `SessionManager`.
    pub(super) fn has_session_manager(&self) -> bool {
        self.site().release >= V1_27
    }

    /// `User::loadFromSession`, with the session that `Setup.php` starts.
    pub(super) fn identify_by_php(&self, proofs: &Proofs<'_>, now: Timestamp, caller: &mut Caller) {
        if proofs.session.is_none() && proofs.token.is_none() {
            return;
        }
        match proofs.session.as_deref().and_then(|name| Some((name, SessionId::taken_up(name)?))) {
            Some((name, id)) => {
                let known = self.sessions().get(id, now);
                let opened = || self.sessions().open_as(id, Opening::ANONYMOUS, now, &**self.chance());
                let mut handle = known.unwrap_or_else(opened);
                self.sessions().renew(&mut handle, now);
                caller.session = Some(handle);
                caller.session_name = id.bare_wire().is_none().then(|| name.into());
            }
            None => self.start_php_session(caller, now),
        }
        let Some(mut handle) = caller.session else { return };
        if let Some(user) = self.remembered(proofs, &handle) {
            if handle.user.is_none() {
                self.sessions().give(&mut handle, Some(&user));
                caller.session = Some(handle);
            }
            caller.become_user(user, self.site(), now);
        }
    }

    /// Whom the session and the cookies agree upon.
    fn remembered(&self, proofs: &Proofs<'_>, handle: &Handle) -> Option<Arc<User>> {
        let left = handle.flags.contains(Flags::LOGGED_OUT).then_some(0);
        let of_session = handle.user.map(|user| i64::from(user.0)).or(left);
        let of_cookie = proofs.user_id.as_deref().map(whole_number);
        let id = match (of_cookie, of_session) {
            (Some(cookie), Some(session)) if cookie != session => return None,
            (Some(id), _) | (None, Some(id)) => id,
            (None, None) => return None,
        };
        let user = Arc::clone(self.state().users.get(UserId::of(id)?)?);
        if handle.user.is_some() {
            return handle.is_of(&user).then_some(user);
        }
        let named = proofs.user_name.as_deref() == Some(&*user.name);
        (named && user.secret.is_wire(proofs.token.as_deref()?)).then_some(user)
    }

    /// Begins a session of a new id (`wfSetupSession`).
    pub(super) fn start_php_session(&self, caller: &mut Caller, now: Timestamp) {
        let id = SessionId::bare(&**self.chance());
        let handle = self.sessions().open_as(id, Opening::ANONYMOUS, now, &**self.chance());
        caller.session = Some(handle);
        caller.session_name = None;
        caller.set_cookie(Cookie::Session, self.session_name(caller), None);
    }

    /// The id of the caller's session, as `action=login` tells it.
    pub fn session_name(&self, caller: &Caller) -> String {
        let by_php = !self.has_session_manager();
        let wire = |handle: Handle| if by_php { handle.id.bare_wire() } else { Some(handle.id.wire()) };
        let own = caller.session.and_then(wire);
        own.or_else(|| caller.session_name.as_deref().map(str::to_owned)).unwrap_or_default()
    }

    /// Makes someone who proved to be that user the caller (`User::setCookies`).
    pub(super) fn log_in_php(&self, caller: &mut Caller, user: &Arc<User>, now: Timestamp) {
        self.keep_session(caller);
        if let Some(handle) = &mut caller.session {
            self.sessions().give(handle, Some(user));
        }
        caller.become_user(Arc::clone(user), self.site(), now);
        let seconds = Some(self.site().login.remembered_seconds).filter(|seconds| *seconds > 0);
        caller.set_cookie(Cookie::UserId, user.id.to_string(), seconds);
        caller.set_cookie(Cookie::UserName, user.name.to_string(), seconds);
        // 1.23 had given up the option to remember, and did not pass the flag that took its place yet.
        if self.site().release == V1_23 {
            caller.drop_cookie(Cookie::Token);
        } else {
            caller.set_cookie(Cookie::Token, user.secret.wire(), seconds);
        }
    }

    /// Logs out, whoever asks (`User::doLogout`): the session stays, and with it what its tokens are made with. Only
    /// 1.26 begins another.
    pub(super) fn log_out_php(&self, caller: &mut Caller, now: Timestamp) {
        let release = self.site().release;
        if release >= V1_26 {
            if let Some(handle) = caller.session.take() {
                self.sessions().close(handle.id);
            }
            self.start_php_session(caller, now);
        }
        if let Some(handle) = &mut caller.session {
            self.sessions().give(handle, None);
        }
        caller.drop_cookie(Cookie::UserId);
        caller.drop_cookie(Cookie::Token);
        if release >= V1_21 {
            caller.drop_cookie(Cookie::ForceHttps);
        }
        let time = if release >= V1_22 { now.unix().to_string() } else { now.mw14() };
        caller.set_cookie(Cookie::LoggedOut, time, Some(LOGGED_OUT_SECONDS));
        caller.become_anonymous(self.site());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        release::{Release, V1_24},
        wiki::{
            double::{Double, Jar, double_of, told},
            fixture::Fixture,
            token::Kind,
        },
    };

    fn double(release: Release) -> Double {
        double_of(&Fixture::oracle(), release)
    }

    #[test]
    fn a_login_keeps_the_session_and_a_logout_does_too() {
        let double = double(V1_24);
        let mut jar = double.login("Alice", true);
        let session = jar.0["_session"].clone();
        assert_eq!(session.len(), 32);
        let token = double.wiki.token(&mut double.look(&mut jar), Kind::Csrf);
        assert_eq!(token.len(), 34);
        let caller = double.ask(&mut jar, |wiki, caller| wiki.log_out(caller));
        assert_eq!(told(&caller), "(Token) (UserID) (forceHTTPS) LoggedOut");
        assert_eq!(jar.0["_session"], session);
        let alice = double.user("Alice");
        double.ask(&mut jar, |wiki, caller| wiki.log_in(caller, &alice, true));
        assert_eq!(double.wiki.token(&mut double.look(&mut jar), Kind::Csrf), token);
    }

    #[test]
    fn a_logout_of_1_26_begins_another_session() {
        let double = double(V1_26);
        let mut jar = double.login("Alice", true);
        let session = jar.0["_session"].clone();
        let caller = double.ask(&mut jar, |wiki, caller| wiki.log_out(caller));
        assert_eq!(told(&caller), "(Token) (UserID) (forceHTTPS) LoggedOut _session");
        assert_ne!(jar.0["_session"], session);
        assert!(!double.look(&mut jar).is_registered());
    }

    #[test]
    fn who_logged_out_is_not_remembered_by_cookies_that_the_client_kept() {
        let double = double(V1_24);
        let mut jar = double.login("Alice", true);
        let mut kept = jar.clone();
        double.ask(&mut jar, |wiki, caller| wiki.log_out(caller));
        assert!(!double.look(&mut kept).is_registered());
        // Without the session they are as good as before.
        let mut kept = kept.without(Cookie::Session);
        let caller = double.look(&mut kept);
        assert!(caller.is_registered() && told(&caller) == "_session");
    }

    #[test]
    fn cookies_that_contradict_the_session_make_nobody_and_delete_nothing() {
        let double = double(V1_26);
        let mut jar = double.login("Alice", true).with(Cookie::UserId, "1");
        let caller = double.look(&mut jar);
        assert!(!caller.is_registered() && told(&caller).is_empty());
        let mut jar = double.login("Alice", true).without(Cookie::UserId).without(Cookie::UserName);
        assert!(double.look(&mut jar.clone().without(Cookie::Token)).is_registered());
        assert_eq!(told(&double.look(&mut jar)), "");
    }

    #[test]
    fn an_id_that_a_client_names_is_taken_up_and_rubbish_is_replaced() {
        let double = double(V1_26);
        let mut named = Jar::default().with(Cookie::Session, "mine-alone");
        let caller = double.look(&mut named);
        assert_eq!((told(&caller).as_str(), double.wiki.session_name(&caller).as_str()), ("", "mine-alone"));
        assert_eq!(told(&double.look(&mut Jar::default().with(Cookie::Session, "../../x y"))), "_session");
    }

    #[test]
    fn only_1_23_forgets_to_remember() {
        assert!(double(V1_23).login("Alice", true).0.contains_key("UserID"));
        assert!(!double(V1_23).login("Alice", true).0.contains_key("Token"));
        assert!(double(V1_22).login("Alice", true).0.contains_key("Token"));
    }
}
