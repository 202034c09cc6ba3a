//! From cookies to a caller, as MediaWiki's session providers do it (`CookieSessionProvider`,
//! `BotPasswordSessionProvider`, `SessionManager::loadSessionInfoFromStore`), and sessions as they come and go.

use std::sync::Arc;

use super::{
    UserId, Wiki,
    caller::{Caller, Cookie, Proofs},
    grant,
    session::{self, Flags, Handle, Opening, SessionId, jwt::Standing},
    token::{self, Kind, Scheme},
    user::{BotPassword, User},
};
use crate::base::Timestamp;

/// What is said of a token for logging in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenCheck {
    /// It is the session's.
    Right,
    /// The session never gave one: the one that did is over.
    SessionLost,
    /// It is another.
    Wrong,
}

/// Who the cookies claim to be.
struct Claim {
    user: Arc<User>,
    /// Whether the secret of the account came along.
    verified: bool,
}

impl Wiki {
    /// Finds out who asks.
    pub fn identify(&self, proofs: &Proofs<'_>) -> Caller {
        let now = self.now();
        self.sessions().sweep(now);
        let mut caller = Caller::of(proofs, self.site());
        if !self.has_session_manager() {
            self.identify_by_php(proofs, now, &mut caller);
            return caller;
        }
        if proofs.bot_session.is_some() && self.site().login.bot_passwords {
            if self.identify_bot(proofs, now, &mut caller).is_some() {
                return caller;
            }
            caller.delete_cookie(Cookie::BotSession);
        }
        if proofs.session.is_none() && proofs.user_id.is_none() && proofs.token.is_none() {
            caller.delete_cookie(Cookie::Jwt);
            return caller;
        }
        if self.identify_by_cookies(proofs, now, &mut caller).is_none() {
            forget(&mut caller);
        }
        caller
    }

    fn identify_bot(&self, proofs: &Proofs<'_>, now: Timestamp, caller: &mut Caller) -> Option<()> {
        let id = SessionId::parse(proofs.bot_session.as_deref()?)?;
        let handle = self.sessions().get(id, now).filter(Handle::is_bot)?;
        let (app, stamp) = self.sessions().rare(id)?.bot?;
        let user = Arc::clone(self.state().users.get(handle.user?)?);
        let bot = user.bot_password(&app).filter(|bot| bot.secret.stamp() == stamp && handle.is_of(&user))?;
        caller.granted = Some(self.granted(bot));
        caller.become_user(Arc::clone(&user), self.site(), now);
        caller.session = Some(handle);
        self.renew(caller, now);
        Some(())
    }

    fn granted(&self, bot: &BotPassword) -> super::RightSet {
        grant::rights(bot.grants.iter().map(AsRef::as_ref), self.site().release)
    }

    fn identify_by_cookies(&self, proofs: &Proofs<'_>, now: Timestamp, caller: &mut Caller) -> Option<()> {
        let id = proofs.session.as_deref().and_then(SessionId::parse);
        let has_id = id.is_some() || proofs.session.as_deref().is_some_and(session::is_possible);
        let claim = if let Some(user_id) = kept(proofs.user_id.as_deref()) {
            Some(self.claim(user_id, proofs, has_id)?)
        } else {
            has_id.then_some(())?;
            None
        };
        let standing = self.site().login.jwt.as_ref().map(|jwt| match proofs.jwt.as_deref() {
            Some(token) => jwt.check(token, claim.as_ref().map(|claim| claim.user.id), now),
            None => Standing::Aging,
        });
        if standing == Some(Standing::Wrong) {
            return None;
        }
        let handle = id.and_then(|id| self.sessions().get(id, now));
        match handle {
            Some(handle) => self.resume(handle, claim, now, caller)?,
            None => return self.begin_again(claim, now, caller),
        }
        if standing == Some(Standing::Aging) {
            self.keep(caller);
        }
        Some(())
    }

    /// The account that the cookies name, unless they contradict each other or the account.
    fn claim(&self, user_id: &str, proofs: &Proofs<'_>, has_session: bool) -> Option<Claim> {
        let user = Arc::clone(self.state().users.get(UserId::of(whole_number(user_id))?)?);
        if kept(proofs.user_name.as_deref()).is_some_and(|name| *name != *user.name) {
            return None;
        }
        let verified = match kept(proofs.token.as_deref()) {
            Some(token) => user.secret.is_wire(token).then_some(true)?,
            None => has_session.then_some(false)?,
        };
        Some(Claim { user, verified })
    }

    /// Goes on with a session that is there, if it is the one of whom the cookies name.
    fn resume(
        &self,
        handle: Handle,
        claim: Option<Claim>,
        now: Timestamp,
        caller: &mut Caller,
    ) -> Option<()> {
        if handle.is_bot() {
            return None;
        }
        match (&claim, handle.user) {
            (None, None) => {}
            (Some(claim), Some(_)) if handle.is_of(&claim.user) => {}
            _ => return None,
        }
        let mut handle = handle;
        if let Some(claim) = claim {
            if claim.verified {
                handle.flags |= Flags::REMEMBERED;
            }
            caller.become_user(claim.user, self.site(), now);
        }
        caller.session = Some(handle);
        self.renew(caller, now);
        Some(())
    }

    /// Begins a session for those whose session is gone: for whom is remembered, or for nobody.
    fn begin_again(&self, claim: Option<Claim>, now: Timestamp, caller: &mut Caller) -> Option<()> {
        match claim {
            // Nothing but an id that is over says who that is.
            Some(claim) if !claim.verified => return None,
            Some(claim) => {
                let opening = Opening { user: Some(&claim.user), remembered: true, ..Opening::ANONYMOUS };
                caller.session = Some(self.sessions().open(opening, now, &**self.chance()));
                caller.become_user(claim.user, self.site(), now);
            }
            None => caller.session = Some(self.open_anonymous(now)),
        }
        self.keep(caller);
        Some(())
    }

    fn open_anonymous(&self, now: Timestamp) -> Handle {
        self.sessions().open(Opening::ANONYMOUS, now, &**self.chance())
    }

    /// Lets a session last longer; its cookies then too.
    fn renew(&self, caller: &mut Caller, now: Timestamp) {
        if let Some(handle) = &mut caller.session
            && self.sessions().renew(handle, now)
        {
            self.keep(caller);
        }
    }

    /// Sets the cookies of the caller's session (`persistSession`).
    fn keep(&self, caller: &mut Caller) {
        let Some(handle) = caller.session else { return };
        if handle.is_bot() {
            return caller.set_cookie(Cookie::BotSession, handle.id.wire(), None);
        }
        caller.set_cookie(Cookie::Session, handle.id.wire(), None);
        let user = handle.user.and(caller.account.clone());
        let Some(user) = user else {
            for cookie in [Cookie::UserId, Cookie::Token, Cookie::Jwt] {
                caller.delete_cookie(cookie);
            }
            return;
        };
        let settings = &self.site().login;
        let remembered = handle.flags.contains(Flags::REMEMBERED);
        let seconds = if remembered { settings.remembered_seconds } else { settings.cookie_seconds };
        let seconds = (seconds > 0).then_some(seconds);
        caller.set_cookie(Cookie::UserId, user.id.to_string(), seconds);
        caller.set_cookie(Cookie::UserName, user.name.to_string(), seconds);
        if remembered {
            caller.set_cookie(Cookie::Token, user.secret.wire(), seconds);
        } else {
            caller.delete_cookie(Cookie::Token);
        }
        if let Some(jwt) = &settings.jwt {
            let token = jwt.write(user.id, self.now(), &**self.chance());
            caller.set_cookie(Cookie::Jwt, token, Some(jwt.seconds));
        }
    }

    /// Gives the caller a session that a cookie keeps, if there is none yet.
    pub fn keep_session(&self, caller: &mut Caller) {
        if caller.session.is_some() {
            return;
        }
        if !self.has_session_manager() {
            return self.start_php_session(caller, self.now());
        }
        caller.session = Some(self.open_anonymous(self.now()));
        self.keep(caller);
    }

    /// Makes someone who proved to be that user the caller, in a session of a new id and with new tokens
    /// (`AuthManager::setSessionDataForUser`).
    pub fn log_in(&self, caller: &mut Caller, user: &Arc<User>, remember: bool) {
        let now = self.now();
        if !self.has_session_manager() {
            return self.log_in_php(caller, user, now);
        }
        let opening = Opening { user: Some(user), bot: None, remembered: remember, proven: now };
        self.replace_session(caller, opening, now);
        caller.granted = None;
        caller.become_user(Arc::clone(user), self.site(), now);
        self.keep(caller);
    }

    /// The same for a bot password, which has a session of its own beside the one of the browser.
    pub fn log_in_bot(&self, caller: &mut Caller, user: &Arc<User>, bot: &BotPassword) {
        let now = self.now();
        let opening = Opening { user: Some(user), bot: Some(bot), ..Opening::ANONYMOUS };
        caller.session = Some(self.sessions().open(opening, now, &**self.chance()));
        caller.granted = Some(self.granted(bot));
        caller.become_user(Arc::clone(user), self.site(), now);
        self.keep(caller);
    }

    /// Ends the caller's session, and with it its tokens.
    pub fn log_out(&self, caller: &mut Caller) {
        if !self.has_session_manager() {
            return self.log_out_php(caller, self.now());
        }
        let Some(handle) = caller.session.take() else { return };
        self.sessions().close(handle.id);
        if handle.is_bot() {
            caller.delete_cookie(Cookie::BotSession);
        } else {
            forget(caller);
        }
        caller.granted = None;
        caller.become_anonymous(self.site());
    }

    fn replace_session(&self, caller: &mut Caller, opening: Opening<'_>, now: Timestamp) {
        if let Some(before) = caller.session {
            self.sessions().close(before.id);
        }
        caller.session = Some(self.sessions().open(opening, now, &**self.chance()));
    }

    /// A token of one type for the caller. Some types begin a session.
    pub fn token(&self, caller: &mut Caller, kind: Kind) -> String {
        self.tokens(caller, &[kind]).pop().expect("one type gives one token")
    }

    /// Tokens of several types for the caller, all made in the same second.
    pub fn tokens(&self, caller: &mut Caller, kinds: &[Kind]) -> Vec<String> {
        let anonymous = !caller.is_registered();
        if anonymous && kinds.iter().all(|kind| !kind.is_for_anyone()) {
            return vec![token::SUFFIX.to_owned(); kinds.len()];
        }
        self.keep_session(caller);
        let Some(handle) = &mut caller.session else { return Vec::new() };
        self.sessions().mark(handle, kinds.iter().map(|kind| kind.mark()).collect());
        let mut tokens = token::several(&handle.secret, kinds, self.scheme(), self.now());
        if anonymous {
            for (kind, token) in kinds.iter().zip(&mut tokens) {
                if !kind.is_for_anyone() {
                    token::SUFFIX.clone_into(token);
                }
            }
        }
        tokens
    }

    /// Whether a token of that type is right for the caller (`ApiBase::validateToken`). Asking for one of those types
    /// that begin a session begins one.
    pub fn accepts_token(&self, caller: &mut Caller, kind: Kind, given: &str) -> bool {
        if kind.is_for_anyone() {
            self.keep_session(caller);
        } else if !caller.is_registered() {
            return given == token::SUFFIX;
        }
        let Some(handle) = &mut caller.session else { return false };
        let known = handle.flags.contains(kind.mark());
        self.sessions().mark(handle, kind.mark());
        // Before 1.27 a session that gave no token makes its secret now.
        (known || !self.has_session_manager()) && token::fits(&handle.secret, kind, self.scheme(), given)
    }

    /// Whether a token with a salt of the web interface is right for the caller (`ApiBase::getWebUITokenSalt`): a page
    /// and its last author for rolling back, a user for changing groups, `logoutToken` for logging out.
    pub fn accepts_token_for(&self, caller: &Caller, words: &[&str], given: &str) -> bool {
        if !caller.is_registered() {
            return given == token::SUFFIX;
        }
        caller.session.is_some_and(|handle| token::fits_words(&handle.secret, words, self.scheme(), given))
    }

    /// A token with a salt of the web interface, which older token sources gave.
    pub fn token_for(&self, caller: &mut Caller, words: &[&str]) -> String {
        let scheme = self.scheme();
        let now = self.now();
        match &mut caller.session {
            Some(handle) if handle.user.is_some() => {
                self.sessions().mark(handle, Flags::HAS_DEFAULT);
                token::with_words(&handle.secret, words, scheme, now)
            }
            _ => token::SUFFIX.to_owned(),
        }
    }

    /// Checks the token that comes with a login, and begins a session if there is none (`ApiLogin`, from 1.27 on).
    pub fn check_login_token(&self, caller: &mut Caller, given: &str) -> TokenCheck {
        self.keep_session(caller);
        let Some(handle) = &mut caller.session else { return TokenCheck::SessionLost };
        let known = handle.flags.contains(Flags::HAS_LOGIN);
        self.sessions().mark(handle, Flags::HAS_LOGIN);
        match known {
            false => TokenCheck::SessionLost,
            true if token::fits(&handle.secret, Kind::Login, self.scheme(), given) => TokenCheck::Right,
            true => TokenCheck::Wrong,
        }
    }

    fn scheme(&self) -> Scheme {
        Scheme::of(self.site().release)
    }
}

/// Deletes the cookies of a session that is none (`unpersistSession`). The name stays, to suggest it.
fn forget(caller: &mut Caller) {
    caller.session = None;
    for cookie in [Cookie::Session, Cookie::UserId, Cookie::Token, Cookie::Jwt] {
        caller.delete_cookie(cookie);
    }
}

/// A cookie's value, unless it is the one that PHP writes when it deletes a cookie, and that some clients keep.
fn kept(value: Option<&str>) -> Option<&str> {
    value.filter(|value| *value != "deleted")
}

/// A text as PHP's `intval()` reads it.
pub(super) fn whole_number(text: &str) -> i64 {
    let text = text.trim_start();
    let end = text.bytes().position(|byte| !byte.is_ascii_digit()).unwrap_or(text.len());
    text[..end].parse().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::{
        base::SeededChance,
        wiki::{
            Right,
            double::{Jar, double, told},
        },
    };

    #[test]
    fn nobody_gets_no_cookie() {
        let double = double();
        let caller = double.look(&mut Jar::default());
        assert_eq!(
            (&**caller.name(), told(&caller).as_str(), caller.has_session()),
            ("127.0.0.1", "", false)
        );
        assert_eq!(double.wiki.sessions().len(), 0);
    }

    #[test]
    fn a_token_for_logging_in_begins_a_session_and_others_do_not() {
        let double = double();
        let mut jar = Jar::default();
        let caller = double.ask(&mut jar, |wiki, caller| {
            assert_eq!(wiki.tokens(caller, &[Kind::Csrf, Kind::Watch]), ["+\\", "+\\"]);
        });
        assert_eq!(told(&caller), "");
        let caller = double.ask(&mut jar, |wiki, caller| {
            let tokens = wiki.tokens(caller, &[Kind::Csrf, Kind::Login]);
            assert!(tokens[0] == "+\\" && tokens[1].len() == 42);
        });
        assert_eq!(told(&caller), "_session");
        assert_eq!(told(&double.look(&mut jar)), "");
    }

    #[test]
    fn a_login_changes_the_session_and_its_tokens() {
        let double = double();
        let mut jar = Jar::default();
        let mut token = String::new();
        double.ask(&mut jar, |wiki, caller| token = wiki.token(caller, Kind::Login));
        let mut old = jar.clone();
        double.ask(&mut jar, |wiki, caller| {
            assert_eq!(wiki.check_login_token(caller, "bad"), TokenCheck::Wrong);
            assert_eq!(wiki.check_login_token(caller, &token), TokenCheck::Right);
        });
        let caller = double.ask(&mut jar, |wiki, caller| wiki.log_in(caller, &double.user("Alice"), true));
        assert_eq!(told(&caller), "Token UserID UserName _session");
        assert!(
            caller
                .cookies
                .iter()
                .all(|change| change.seconds.is_none() == (change.cookie == Cookie::Session))
        );
        assert_eq!(&**double.look(&mut jar).name(), "Alice");
        double.ask(&mut jar, |wiki, caller| {
            assert_eq!(wiki.check_login_token(caller, &token), TokenCheck::SessionLost);
        });
        // The old session is over, and whoever has its id gets a new one.
        let caller = double.look(&mut old);
        assert_eq!((&**caller.name(), told(&caller).as_str()), ("127.0.0.1", "_session"));
    }

    #[test]
    fn a_login_that_is_not_remembered_has_shorter_cookies_and_no_token() {
        let double = double();
        let mut jar = double.login("Alice", true);
        let caller = double.ask(&mut jar, |wiki, caller| wiki.log_in(caller, &double.user("Bob"), false));
        assert_eq!(told(&caller), "(Token) UserID UserName _session");
        assert!(caller.cookies.iter().any(|change| change.seconds == Some(2_592_000)));
    }

    #[test]
    fn rubbish_is_deleted_and_what_is_unknown_replaced() {
        let double = double();
        let caller = double.look(&mut Jar::default().with(Cookie::Session, "../../x y"));
        assert_eq!(told(&caller), "(_session)");
        let mut jar = Jar::default().with(Cookie::Session, "abcdefghijklmnopqrstuvwxyz012345");
        assert_eq!(told(&double.look(&mut jar)), "_session");
        let caller = double.ask(&mut jar, |wiki, caller| drop(wiki.token(caller, Kind::Login)));
        assert_eq!(told(&caller), "");
        assert_eq!(told(&double.look(&mut Jar::default().with(Cookie::UserId, "3"))), "(UserID)");
    }

    #[test]
    fn contradictions_make_anonymous() {
        let double = double();
        let jar = double.login("Alice", true);
        for jar in [
            jar.clone().with(Cookie::UserId, "1"),
            jar.clone().with(Cookie::UserName, "Bob"),
            jar.clone().with(Cookie::Token, &"0".repeat(32)),
        ] {
            let mut jar = jar;
            let caller = double.look(&mut jar);
            assert_eq!((caller.id(), told(&caller).as_str()), (0, "(Token) (UserID) (_session)"));
            assert_eq!(told(&double.look(&mut jar)), "");
        }
        let caller = double.look(&mut jar.without(Cookie::UserId));
        assert_eq!((caller.id(), told(&caller).as_str()), (0, "(Token) (_session)"));
    }

    #[test]
    fn the_token_cookie_outlives_the_session() {
        let double = double();
        let mut jar = double.login("Alice", true);
        let mut token = String::new();
        double.ask(&mut jar, |wiki, caller| token = wiki.token(caller, Kind::Csrf));
        let mut jar = jar.without(Cookie::Session);
        let caller = double.look(&mut jar);
        assert_eq!((&**caller.name(), told(&caller).as_str()), ("Alice", "Token UserID UserName _session"));
        let caller =
            double.ask(&mut jar, |wiki, caller| assert!(!wiki.accepts_token(caller, Kind::Csrf, &token)));
        assert_eq!(told(&caller), "");
        let mut jar = double.login("Alice", false).without(Cookie::Session);
        assert_eq!(double.look(&mut jar).id(), 0);
    }

    #[test]
    fn a_logout_leaves_the_name() {
        let double = double();
        let mut jar = double.login("Alice", true);
        let caller = double.ask(&mut jar, Wiki::log_out);
        assert_eq!((caller.id(), told(&caller).as_str()), (0, "(Token) (UserID) (_session)"));
        assert_eq!(jar.0.into_keys().collect::<Vec<_>>(), ["UserName"]);
        assert_eq!(double.wiki.sessions().len(), 0);
    }

    #[test]
    fn a_bot_password_has_a_cookie_of_its_own_and_fewer_rights() {
        let double = double();
        let robot = double.user("Robot");
        let bot = robot.bot_password("edit").unwrap();
        let mut jar = Jar::default();
        double.ask(&mut jar, |wiki, caller| drop(wiki.token(caller, Kind::Login)));
        let caller = double.ask(&mut jar, |wiki, caller| wiki.log_in_bot(caller, &robot, bot));
        assert_eq!(told(&caller), "_BPsession");
        let caller = double.look(&mut jar);
        assert_eq!((&**caller.name(), told(&caller).as_str()), ("Robot", ""));
        assert!(caller.has(Right::Bot) && !caller.has(Right::Upload));
        let names: Vec<_> = caller
            .rights_in_order(double.wiki.site(), double.wiki.now())
            .iter()
            .map(|right| right.wire())
            .collect();
        assert_eq!(names[..3], ["bot", "autoconfirmed", "editsemiprotected"]);
        assert_eq!(names.len(), 21);
        // The id of one kind of session is worth nothing as the other.
        let mut swapped = Jar::default().with(Cookie::Session, &jar.0["_BPsession"]);
        assert_eq!((double.look(&mut swapped).id(), swapped.0.len()), (0, 0));
        let caller = double.ask(&mut jar, Wiki::log_out);
        assert_eq!((caller.id(), told(&caller).as_str()), (0, "(_BPsession)"));
    }

    #[test]
    fn a_session_ends_when_it_is_idle_and_lasts_when_it_is_used() {
        let double = double();
        let mut jar = double.login("Alice", false);
        double.clock.advance(Duration::from_secs(1800));
        assert_eq!(told(&double.look(&mut jar)), "");
        double.clock.advance(Duration::from_secs(1));
        // Past half of its time it is renewed, and its cookies with it.
        assert_eq!(told(&double.look(&mut jar)), "UserID UserName _session");
        double.clock.advance(Duration::from_secs(3599));
        assert_eq!(double.look(&mut jar).id(), 3);
        double.clock.advance(Duration::from_secs(3600));
        assert_eq!(told(&double.look(&mut jar)), "(UserID) (_session)");
    }

    #[test]
    fn a_new_secret_logs_out_everywhere() {
        let double = double();
        let (mut one, mut other) = (double.login("Alice", true), double.login("Alice", true));
        assert_eq!((double.look(&mut one).id(), double.look(&mut other).id()), (3, 3));
        let secret = crate::wiki::user::Token::random(&SeededChance::new(9));
        let change = crate::wiki::Change::User(crate::wiki::user::UserChange::Secret(UserId(3), secret));
        let commit = double.wiki.commit(|_| Ok((vec![change.clone()], ())));
        tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(commit).unwrap();
        assert_eq!((double.look(&mut one).id(), double.look(&mut other).id()), (0, 0));
    }

    #[test]
    fn tokens_are_each_sessions_own() {
        let double = double();
        let (mut one, mut other) = (double.login("Alice", true), double.login("Alice", true));
        let mut token = String::new();
        double.ask(&mut one, |wiki, caller| token = wiki.token(caller, Kind::Csrf));
        double.ask(&mut other, |wiki, caller| drop(wiki.token(caller, Kind::Csrf)));
        double.ask(&mut one, |wiki, caller| {
            assert!(wiki.accepts_token(caller, Kind::Csrf, &token));
            assert!(!wiki.accepts_token(caller, Kind::Patrol, &token));
        });
        double.ask(&mut other, |wiki, caller| assert!(!wiki.accepts_token(caller, Kind::Csrf, &token)));
        double.ask(&mut Jar::default(), |wiki, caller| {
            assert!(
                wiki.accepts_token(caller, Kind::Csrf, "+\\")
                    && !wiki.accepts_token(caller, Kind::Csrf, &token)
            );
        });
    }
}
