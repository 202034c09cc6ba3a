//! New accounts (`AuthManager::beginAccountCreation`).

use std::sync::Arc;

use crate::wiki::{
    Actor, BlockId, Caller, Change, Expiry, PageId, Refusal, Right, State, Title, Wiki,
    address::Address,
    credential::Credential,
    draft::{Draft, NewEntry, Shown},
    log::{LogAction, LogParams},
    mail,
    namespace::Namespace,
    password::{self, Weakness},
    throttle::{Counted, Throttled},
    user::{
        Temporary, User, UserChange,
        name::{self, Rigor},
    },
    watch::Watched,
};
use crate::{
    base::{Timestamp, digest::hex},
    release::V1_33,
};

/// An account that someone wants.
#[derive(Debug, Clone, Copy, Default)]
pub struct NewAccount<'a> {
    /// Its name.
    pub name: Option<&'a str>,
    /// Its password.
    pub password: Option<&'a str>,
    /// The password again.
    pub retype: Option<&'a str>,
    /// Whether to send a password by mail.
    pub by_mail: bool,
    /// Its mail address.
    pub email: &'a str,
    /// The real name.
    pub real_name: &'a str,
    /// Why, for the log.
    pub reason: &'a str,
}

/// Why there is no new account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CreateRefusal {
    /// No name was given, or one that no new account can have.
    NoName,
    /// The caller may not make accounts.
    NotAllowed,
    /// Nor may anyone from there.
    Blocked(BlockId),
    /// There is one of that name.
    Exists,
    /// The mail address is none.
    BadEmail,
    /// There is no name for a temporary account.
    NoTemporaryName,
    /// Too many were made from there.
    Throttled(Throttled),
    /// The two passwords differ.
    BadRetype,
    /// The password is not good enough.
    Weak(Vec<Weakness>),
    /// No password was given.
    NoPassword,
    /// A password was to be sent by mail, but the wiki sends none.
    MailDisabled,
    /// A password was to be sent by mail, and there is no address.
    NoEmail,
}

impl Wiki {
    /// Makes an account. It is not logged in.
    pub async fn create_account(
        &self,
        caller: &mut Caller,
        wanted: NewAccount<'_>,
    ) -> Result<Result<Arc<User>, CreateRefusal>, Refusal> {
        self.keep_session(caller);
        let name = match self.may_create(caller, wanted) {
            Ok(name) => name,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let sent = wanted.by_mail.then(|| self.random_password());
        let keys = match &sent {
            Some(sent) => (Credential::Unset, Some(self.temporary(sent).await)),
            None => {
                let password = wanted.password.unwrap_or_default();
                (self.pool.derive(password, self.site().login.hashing, self.salt()).await, None)
            }
        };
        let made = self.commit(|state| Ok(self.decide_account(state, caller, &name, &keys, wanted))).await?;
        if let (Ok(user), Some(password)) = (&made, sent) {
            self.mail_password(user, &password);
        }
        Ok(made)
    }

    /// A password that nobody thought of (`PasswordFactory::generateRandomPasswordString`).
    pub(super) fn random_password(&self) -> String {
        let mut password = hex(&self.salt());
        password.truncate(10);
        password
    }

    /// Whether an account of that name can be made at all (`AuthManager::canCreateAccount`).
    pub fn can_create(&self, name: &str) -> Result<String, CreateRefusal> {
        let exists = |name: &str| self.state().users.by_name(name).is_some();
        if name::canonical(name, Rigor::Usable, self.site()).is_some_and(|name| exists(&name)) {
            return Err(CreateRefusal::Exists);
        }
        name::canonical(name, Rigor::Creatable, self.site()).ok_or(CreateRefusal::NoName)
    }

    fn may_create(&self, caller: &Caller, wanted: NewAccount<'_>) -> Result<String, CreateRefusal> {
        let name = wanted.name.filter(|name| !name.is_empty()).ok_or(CreateRefusal::NoName)?;
        if !caller.has(Right::CreateAccount) {
            return Err(CreateRefusal::NotAllowed);
        }
        let now = self.now();
        if let Some(block) = self.block_of_creation(caller, now) {
            return Err(CreateRefusal::Blocked(block));
        }
        let name = self.can_create(name)?;
        if !wanted.email.is_empty() && !mail::is_address(wanted.email) {
            return Err(CreateRefusal::BadEmail);
        }
        if !caller.has(Right::NoRateLimit) {
            let creations = &self.site().login.creations;
            let counted = self.throttle.count(Counted::Creation, creations, None, caller.peer, now);
            counted.map_err(CreateRefusal::Throttled)?;
        }
        if wanted.by_mail {
            return match (self.site().mail, wanted.email) {
                (false, _) => Err(CreateRefusal::MailDisabled),
                (true, "") => Err(CreateRefusal::NoEmail),
                _ => Ok(name),
            };
        }
        let password =
            wanted.password.filter(|password| !password.is_empty()).ok_or(CreateRefusal::NoPassword)?;
        if wanted.retype != Some(password) {
            return Err(CreateRefusal::BadRetype);
        }
        let weaknesses = password::weaknesses(&name, &["*", "user", "autoconfirmed"], password, self.site());
        if weaknesses.is_empty() { Ok(name) } else { Err(CreateRefusal::Weak(weaknesses)) }
    }

    /// The block that keeps the caller, or all at that address, from making accounts.
    pub(in crate::wiki) fn block_of_creation(&self, caller: &Caller, now: Timestamp) -> Option<BlockId> {
        let state = self.state();
        let own = caller.account.as_ref().and_then(|user| state.blocks.of_user(user.id, now));
        let address = Address(caller.peer.to_canonical());
        let exempt = caller.has(Right::IpBlockExempt);
        let of_address = if exempt { Vec::new() } else { state.blocks.of_address(address, now) };
        own.into_iter().chain(of_address).find(|block| block.flags.no_create).map(|block| block.id)
    }

    fn decide_account(
        &self,
        state: &State,
        caller: &Caller,
        name: &str,
        (password, temporary): &(Credential, Option<Temporary>),
        wanted: NewAccount<'_>,
    ) -> (Vec<Change>, Result<Arc<User>, CreateRefusal>) {
        if state.users.by_name(name).is_some() {
            return (Vec::new(), Err(CreateRefusal::Exists));
        }
        let now = self.now();
        let user = User {
            password: password.clone(),
            temporary: temporary.clone(),
            email: wanted.email.into(),
            real_name: wanted.real_name.into(),
            ..User::fresh(state.users.next_id(), name, now, &**self.chance())
        };
        let mut draft = Draft::new(state, now);
        draft.push(Change::User(UserChange::Row(Box::new(user.clone()))));
        // Every account has its actor from the beginning (`User::createActorId`).
        draft.actor_named(Some(user.id), &user.name);
        let page = Title::of_key(Namespace::USER, name.replace(' ', "_"));
        if self.site().release >= V1_33 {
            for title in [Some(page.clone()), page.talk()].into_iter().flatten() {
                draft.push(Change::Watched(user.id, title, Some(Watched::until(Expiry::Never))));
            }
        }
        let is_own = !caller.is_named(self.site());
        let mut actor = caller.actor();
        if is_own {
            // Who makes an account without having one acts as the new one.
            actor = Actor { user: Some(user.id), name: Arc::clone(&user.name), ..actor };
        }
        let entry = NewEntry {
            action: match (is_own, wanted.by_mail) {
                (_, true) => LogAction::MailUser,
                (true, _) => LogAction::CreateUser,
                (false, _) => LogAction::CreateOtherUser,
            },
            title: &page,
            page: PageId(0),
            comment: wanted.reason,
            params: Some(LogParams::NewUser { user: user.id }),
            tags: &[],
        };
        draft.log_shown(&actor, entry, Shown::default());
        (draft.finish(), Ok(Arc::new(user)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        release::V1_39,
        wiki::{
            LogId, UserId,
            double::{Double, Jar, double, double_of, now},
            fixture::Fixture,
        },
    };

    const GOOD: NewAccount<'static> = NewAccount {
        name: Some("carol"),
        password: Some("CarolPass12345"),
        retype: Some("CarolPass12345"),
        email: "",
        real_name: "",
        reason: "why not",
        by_mail: false,
    };

    fn create(double: &Double, jar: &mut Jar, wanted: NewAccount<'_>) -> Result<Arc<User>, CreateRefusal> {
        let mut created = None;
        double.ask(jar, |wiki, caller| created = Some(now(wiki.create_account(caller, wanted)).unwrap()));
        created.unwrap()
    }

    #[test]
    fn a_new_account_is_there_watched_and_told_of() {
        let double = double();
        let user = create(&double, &mut Jar::default(), GOOD).unwrap();
        assert_eq!((user.id, &*user.name), (UserId(6), "Carol"));
        let state = double.wiki.state();
        assert_eq!(state.watchlists.count(UserId(6), double.wiki.now()), 2);
        let entry = state.log.get(LogId(8)).unwrap();
        assert_eq!((entry.action, &*entry.comment), (LogAction::CreateUser, "why not"));
        assert_eq!(&*state.actors.get(entry.actor).name, "Carol");
        drop(state);
        // Someone else acts as such.
        let mut jar = double.login("Admin", true);
        let dave = NewAccount { name: Some("Dave"), ..GOOD };
        create(&double, &mut jar, dave).unwrap();
        let state = double.wiki.state();
        let entry = state.log.get(LogId(9)).unwrap();
        assert_eq!(
            (entry.action, &*state.actors.get(entry.actor).name),
            (LogAction::CreateOtherUser, "Admin")
        );
    }

    #[test]
    fn what_cannot_be_is_refused_in_order() {
        let double = double();
        let try_it = |wanted| create(&double, &mut Jar::default(), wanted).unwrap_err();
        assert_eq!(try_it(NewAccount { name: None, ..GOOD }), CreateRefusal::NoName);
        assert_eq!(try_it(NewAccount { name: Some("alice"), ..GOOD }), CreateRefusal::Exists);
        for name in ["a[b", "A@b", "1.2.3.4", "Delete page script"] {
            assert_eq!(try_it(NewAccount { name: Some(name), ..GOOD }), CreateRefusal::NoName, "{name}");
        }
        assert_eq!(try_it(NewAccount { email: "nonsense", ..GOOD }), CreateRefusal::BadEmail);
        assert_eq!(try_it(NewAccount { retype: Some("x"), ..GOOD }), CreateRefusal::BadRetype);
        assert_eq!(try_it(NewAccount { password: None, ..GOOD }), CreateRefusal::NoPassword);
        let weak = NewAccount { password: Some("carol"), retype: Some("carol"), ..GOOD };
        assert_eq!(try_it(weak), CreateRefusal::Weak(vec![Weakness::InName]));
    }

    #[test]
    fn a_password_can_be_sent_by_mail() {
        let double = double();
        let by_mail = NewAccount { by_mail: true, password: None, retype: None, ..GOOD };
        let mut jar = double.login("Admin", true);
        assert_eq!(create(&double, &mut jar, by_mail).unwrap_err(), CreateRefusal::NoEmail);
        create(&double, &mut jar, NewAccount { email: "c@example.org", ..by_mail }).unwrap();
        let letters = double.wiki.outbox().letters();
        assert_eq!((letters.len(), &*letters[0].to.address), (1, "c@example.org"));
        let entry = double.wiki.state().log.get(LogId(8)).unwrap().action;
        assert_eq!(entry, LogAction::MailUser);
    }

    #[test]
    fn a_site_limits_who_makes_how_many() {
        let text = "[site]\npassword_hash='cheap'\naccount_throttle=[{count=1,seconds=60}]";
        let double = double_of(&Fixture::parse("t", text).unwrap(), V1_39);
        create(&double, &mut Jar::default(), GOOD).unwrap();
        let again = create(&double, &mut Jar::default(), NewAccount { name: Some("Dave"), ..GOOD });
        assert_eq!(again.unwrap_err(), CreateRefusal::Throttled(Throttled { count: 1, seconds: 60 }));
        let mut fixture = Fixture::oracle();
        fixture.site.private = true;
        let double = double_of(&fixture, V1_39);
        assert_eq!(create(&double, &mut Jar::default(), GOOD).unwrap_err(), CreateRefusal::NotAllowed);
    }
}
