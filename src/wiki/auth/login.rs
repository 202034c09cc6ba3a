//! `action=login`: one step, for programs.

use std::sync::Arc;

use super::{Authentication, LoginRefusal};
use crate::{
    release::{V1_28, V1_32, V1_35},
    wiki::{
        Caller, Refusal, Wiki,
        credential::Credential,
        identify::TokenCheck,
        throttle::Counted,
        token::Kind,
        user::{
            User,
            name::{self, Rigor},
        },
    },
};

/// What a program logs in with.
#[derive(Debug, Clone, Copy)]
pub struct Attempt<'a> {
    /// A name, or `name@app`.
    pub name: &'a str,
    /// A password, or `app@password`.
    pub password: &'a str,
    /// The token for logging in; `None` or empty to be given one.
    pub token: Option<&'a str>,
}

/// What became of it.
#[derive(Debug, Clone)]
pub enum Login {
    /// This token must come along.
    NeedToken(String),
    /// The token is of a session that is over.
    SessionLost,
    /// The token is another.
    WrongToken,
    /// Logged in with the account's own password.
    Success(Arc<User>),
    /// Logged in with a bot password.
    BotSuccess(Arc<User>),
    /// Not logged in.
    Failed(LoginRefusal),
    /// The session is of a bot password, which cannot become another's.
    BotSession,
    /// More would be asked, and a program cannot answer.
    Interrupted,
}

/// What an attempt with a bot password came to.
enum BotLogin {
    /// It is none, or it does not fit: perhaps it is the account's own.
    NotOne,
    Done(Login),
}

/// How long the passwords of bots are at least.
const SHORTEST: usize = 32;

impl Wiki {
    /// Logs a program in (`ApiLogin`, from 1.27 on).
    pub async fn log_in_program(&self, caller: &mut Caller, attempt: Attempt<'_>) -> Result<Login, Refusal> {
        self.keep_session(caller);
        if caller.session.is_some_and(|session| session.is_bot()) {
            return Ok(Login::BotSession);
        }
        let Some(token) = attempt.token.filter(|token| !token.is_empty()) else {
            return Ok(Login::NeedToken(self.token(caller, Kind::Login)));
        };
        match self.check_login_token(caller, token) {
            TokenCheck::Right => {}
            // Before 1.35 a session that is over was told by asking for another token.
            TokenCheck::SessionLost if self.site().release < V1_35 => {
                return Ok(Login::NeedToken(self.token(caller, Kind::Login)));
            }
            TokenCheck::SessionLost => return Ok(Login::SessionLost),
            TokenCheck::Wrong => return Ok(Login::WrongToken),
        }
        if self.site().login.bot_passwords
            && let BotLogin::Done(login) = self.try_bot_password(caller, attempt).await?
        {
            return Ok(login);
        }
        let tried = self.authenticate(caller, Some(attempt.name), Some(attempt.password), true).await?;
        Ok(match tried {
            Authentication::Pass(user) => Login::Success(user),
            Authentication::Fail(refusal) => Login::Failed(refusal),
            Authentication::Replace(_)
            | Authentication::ReplaceTemporary
            | Authentication::NotReplaced(_) => Login::Interrupted,
        })
    }

    /// `BotPassword::login`.
    async fn try_bot_password(&self, caller: &mut Caller, attempt: Attempt<'_>) -> Result<BotLogin, Refusal> {
        let release = self.site().release;
        let Some((login, password)) = split(attempt, release >= V1_28) else { return Ok(BotLogin::NotOne) };
        // 1.27 tells what was wrong wherever the name has an app in it.
        let telling = release < V1_28;
        let otherwise =
            |refusal| if telling { BotLogin::Done(Login::Failed(refusal)) } else { BotLogin::NotOne };
        let (name, app) = login.split_once('@').unwrap_or((&login, ""));
        let canonical = name::canonical(name, Rigor::Valid, self.site());
        let user = canonical.and_then(|name| self.state().users.by_name(&name).cloned());
        let Some(user) = user else { return Ok(otherwise(LoginRefusal::NoSuchUser(name.into()))) };
        let attempts = &self.site().login.attempts;
        let rules = self.state().policy.rules;
        if rules.throttles_bot_passwords
            && let Err(throttled) =
                self.throttle.count(Counted::BotPassword, attempts, Some(&user.name), caller.peer, self.now())
        {
            let failed = Login::Failed(LoginRefusal::Throttled(throttled));
            // Up to 1.31 the older form with the app in the password is tried as the account's own all the same.
            let own = release < V1_32 && !attempt.name.contains('@');
            return Ok(if own { BotLogin::NotOne } else { BotLogin::Done(failed) });
        }
        let Some(bot) = user.bot_password(app) else {
            return Ok(otherwise(LoginRefusal::NoBotPassword(name.into(), app.into())));
        };
        if matches!(bot.password, Credential::Unset) && rules.bot_passwords_need_reset {
            let invalid = LoginRefusal::BotPasswordInvalid(Arc::clone(&user.name), Arc::clone(&bot.app));
            return Ok(BotLogin::Done(Login::Failed(invalid)));
        }
        if !self.prove_bot(&user, bot, password).await? {
            return Ok(otherwise(LoginRefusal::WrongPassword));
        }
        self.throttle.clear(Counted::BotPassword, attempts, Some(&user.name), caller.peer);
        // The secret of the bot password may be in a newer row than the one that was read.
        self.log_in_bot(caller, &user, bot);
        Ok(BotLogin::Done(Login::BotSuccess(user)))
    }
}

/// `name@app` and the password, if that can be a bot's (`BotPassword::canonicalizeLoginData`).
fn split(attempt: Attempt<'_>, both_forms: bool) -> Option<(String, &str)> {
    let Attempt { name, password, .. } = attempt;
    let fits = |password: &str| {
        password.len() >= SHORTEST && password.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'w'))
    };
    if !both_forms {
        return name.contains('@').then(|| (name.to_owned(), password));
    }
    if password.len() >= SHORTEST && name.contains('@') {
        return fits(password).then(|| (name.to_owned(), password));
    }
    let (app, password) = password.rsplit_once('@').filter(|_| password.len() > SHORTEST)?;
    fits(password).then(|| (format!("{name}@{app}"), password))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::{
        release::{Release, V1_27, V1_31, V1_34, V1_39},
        wiki::{
            double::{Double, Jar, double, double_of, now, told},
            fixture::Fixture,
            throttle::Throttled,
        },
    };

    const BOT: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    fn try_with(double: &Double, jar: &mut Jar, name: &str, password: &str) -> (Login, Caller) {
        let mut token = String::new();
        double.ask(jar, |wiki, caller| token = wiki.token(caller, Kind::Login));
        let attempt = Attempt { name, password, token: Some(&token) };
        let mut login = None;
        let caller =
            double.ask(jar, |wiki, caller| login = Some(now(wiki.log_in_program(caller, attempt)).unwrap()));
        (login.unwrap(), caller)
    }

    fn login(double: &Double, name: &str, password: &str) -> Login {
        try_with(double, &mut Jar::default(), name, password).0
    }

    #[test]
    fn the_right_password_logs_in_whatever_the_spelling_of_the_name() {
        let double = double();
        for name in ["Alice", "alice", "_Alice_ "] {
            let mut jar = Jar::default();
            let (login, caller) = try_with(&double, &mut jar, name, "AlicePass12345");
            assert!(matches!(login, Login::Success(user) if &*user.name == "Alice"));
            assert_eq!(told(&caller), "Token UserID UserName _session");
            assert_eq!(double.look(&mut jar).id(), 3);
        }
    }

    #[test]
    fn what_is_wrong_is_not_told_apart() {
        let double = double();
        for (name, password) in
            [("Alice", "nope"), ("Nobody Such", "x"), ("Robot@edit", "x"), ("MediaWiki default", "")]
        {
            let failed = login(&double, name, password);
            let expected =
                if password.is_empty() { LoginRefusal::NothingToTry } else { LoginRefusal::WrongPassword };
            assert!(matches!(failed, Login::Failed(refusal) if refusal == expected), "{name}");
        }
        for (name, password) in [("", "x"), ("Alice", ""), ("a[b", "x"), ("1.2.3.4", "x"), ("Al#ice", "x")] {
            let failed = login(&double, name, password);
            assert!(matches!(failed, Login::Failed(LoginRefusal::NothingToTry)), "{name}");
        }
    }

    #[test]
    fn a_bot_password_logs_in_in_both_forms_and_once() {
        let double = double();
        for (name, password) in [("Robot@edit", BOT.to_owned()), ("Robot", format!("edit@{BOT}"))] {
            let mut jar = Jar::default();
            let (login, caller) = try_with(&double, &mut jar, name, &password);
            assert!(matches!(login, Login::BotSuccess(user) if &*user.name == "Robot"));
            assert_eq!(told(&caller), "_BPsession");
            let (login, caller) = try_with(&double, &mut jar, "Alice", "AlicePass12345");
            assert!(matches!(login, Login::BotSession));
            assert_eq!((caller.id(), told(&caller).as_str()), (5, ""));
        }
        assert!(matches!(login(&double, "Robot@other", BOT), Login::Failed(LoginRefusal::WrongPassword)));
        assert!(matches!(
            login(&double, "Robot@edit", &"b".repeat(32)),
            Login::Failed(LoginRefusal::WrongPassword)
        ));
    }

    #[test]
    fn releases_differ_in_what_a_lost_session_and_a_wrong_app_say() {
        let at = |release: Release| double_of(&Fixture::oracle(), release);
        let lost = |double: &Double| {
            let token = Some("0123456789abcdef0123456789abcdef01234567+\\");
            let attempt = Attempt { name: "Alice", password: "AlicePass12345", token };
            let mut login = None;
            double.ask(&mut Jar::default(), |wiki, caller| {
                login = Some(now(wiki.log_in_program(caller, attempt)).unwrap());
            });
            login.unwrap()
        };
        assert!(matches!(lost(&at(V1_39)), Login::SessionLost));
        assert!(matches!(lost(&at(V1_34)), Login::NeedToken(_)));
        let unknown = login(&at(V1_27), "Robot@other", BOT);
        assert!(matches!(unknown, Login::Failed(LoginRefusal::NoBotPassword(..))));
        assert!(matches!(login(&at(V1_31), "Robot@other", BOT), Login::Failed(LoginRefusal::WrongPassword)));
    }

    #[test]
    fn the_sixth_wrong_password_is_not_tried_and_a_right_one_begins_anew() {
        let double = double_of(
            &Fixture::parse(
                "t",
                "[[user]]\nname='Alice'\npassword='AlicePass12345'\n\
            [site]\npassword_hash='cheap'",
            )
            .unwrap(),
            V1_39,
        );
        let wrong = || login(&double, "alice", "nope");
        for _ in 0..4 {
            assert!(matches!(wrong(), Login::Failed(LoginRefusal::WrongPassword)));
        }
        assert!(matches!(login(&double, "Alice", "AlicePass12345"), Login::Success(_)));
        for _ in 0..5 {
            assert!(matches!(wrong(), Login::Failed(LoginRefusal::WrongPassword)));
        }
        let throttled = Throttled { count: 5, seconds: 300 };
        let refused = login(&double, "Alice", "AlicePass12345");
        assert!(matches!(refused, Login::Failed(LoginRefusal::Throttled(found)) if found == throttled));
        double.clock.advance(Duration::from_secs(300));
        assert!(matches!(login(&double, "Alice", "AlicePass12345"), Login::Success(_)));
    }

    #[test]
    fn a_weak_password_interrupts_a_program_and_lets_others_put_off() {
        let fixture = "[[user]]\nname='Alice'\npassword='alice'\n[site]\npassword_hash='cheap'";
        let double = double_of(&Fixture::parse("t", fixture).unwrap(), V1_39);
        assert!(matches!(login(&double, "Alice", "alice"), Login::Interrupted));
        let mut jar = Jar::default();
        let caller = double.ask(&mut jar, |wiki, caller| {
            let first = now(wiki.authenticate(caller, Some("Alice"), Some("alice"), false)).unwrap();
            assert!(matches!(first, Authentication::Replace(_)));
        });
        assert_eq!(caller.id(), 0);
        let caller = double.ask(&mut jar, |wiki, caller| {
            let bad = now(wiki.authenticate_further(caller, Some(("a", "b")), false)).unwrap();
            assert!(matches!(bad, Authentication::NotReplaced(_)));
            let new = Some(("a better one", "a better one"));
            let done = now(wiki.authenticate_further(caller, new, false)).unwrap();
            assert!(matches!(done, Authentication::Pass(_)));
            let again = now(wiki.authenticate_further(caller, None, true)).unwrap();
            assert!(matches!(again, Authentication::Fail(LoginRefusal::NotInProgress)));
        });
        assert_eq!(caller.id(), 1);
        assert!(matches!(login(&double, "Alice", "a better one"), Login::Success(_)));
    }
}
