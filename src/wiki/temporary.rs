//! Temporary accounts: who edits without an account is given one (`$wgAutoCreateTempUser`, `includes/user/TempUser`).

use std::sync::Arc;

use super::{
    Actor, Caller, Change, Expiry, PageId, Refusal, Right, Site, Title, Wiki,
    auth::CreateRefusal,
    draft::{Draft, NewEntry, Shown},
    log::{LogAction, LogParams},
    namespace::Namespace,
    site::Throttling,
    throttle::Counted,
    user::{User, UserChange},
    watch::Watched,
};
use crate::{
    base::Timestamp,
    release::{Release, V1_39, V1_41, V1_42, V1_43, V1_44, V1_45},
};

/// What temporary accounts are like in a release, where the wiki has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Temporaries {
    /// What names that are given begin with.
    pub prefix: &'static str,
    /// Every name that begins so is the name of one.
    pub mark: &'static str,
    /// Whether the year stands in the names, and each year counts from 1.
    pub yearly: bool,
    /// Whether long numbers have hyphens in them.
    grouped: bool,
    /// The groups that their owners are in.
    pub groups: &'static [&'static str],
    /// The groups that all others are in who have an account.
    named_groups: &'static [&'static str],
    /// Whether they watch their own pages, as all new accounts do.
    watched: bool,
    /// Whether the log tells of them.
    logged: bool,
    /// How many names one address is given.
    names: Throttling,
    /// Whether who may only have an account made for them gets one.
    for_autocreated: bool,
}

/// `$wgTempAccountNameAcquisitionThrottle`.
const NAMES: Throttling = Throttling { count: 60, seconds: 86_400, all_addresses: false };

impl Temporaries {
    /// As that release has them; none before 1.39.
    pub fn of(release: Release) -> Option<Self> {
        let yearly = release >= V1_42;
        (release >= V1_39).then(|| Self {
            prefix: if yearly { "~" } else { "*Unregistered " },
            mark: if yearly { "~" } else { "*" },
            yearly,
            grouped: release >= V1_44,
            groups: if release >= V1_41 { &["*", "temp"] } else { &["*", "user"] },
            named_groups: if release >= V1_43 {
                &super::group::IMPLICIT
            } else {
                &["*", "user", "named", "autoconfirmed"]
            },
            watched: release < V1_41,
            logged: release >= V1_43,
            names: Throttling { count: if release >= V1_43 { NAMES.count } else { 0 }, ..NAMES },
            for_autocreated: release >= V1_45,
        })
    }

    /// The groups of somebody with an account who was not put there.
    pub fn groups_of(&self, name: &str, confirmed: bool) -> &'static [&'static str] {
        match (name.starts_with(self.mark), confirmed) {
            (true, _) => self.groups,
            (false, true) => self.named_groups,
            (false, false) => &self.named_groups[..self.named_groups.len() - 1],
        }
    }

    /// Who edits before there is a name for them (`TempUserConfig::getPlaceholderName`).
    pub fn placeholder(&self) -> Arc<str> {
        format!("{}*", self.prefix).into()
    }

    /// The name of the account of that number (`SerialMapping`, `Pattern`).
    fn name(&self, year: u16, number: u32) -> String {
        let mut digits = number.to_string();
        if self.grouped {
            // Five digits, a hyphen, and so on.
            (1..=(digits.len() - 1) / 5).rev().for_each(|part| digits.insert(part * 5, '-'));
        }
        let year = if self.yearly { format!("{year}-") } else { String::new() };
        format!("{}{year}{digits}", self.prefix)
    }
}

fn year_of(time: Timestamp) -> u16 {
    let [years, ..] = Timestamp::from_unix(0).calendar_until(time);
    1970 + u16::try_from(years).unwrap_or_default()
}

impl Site {
    /// Whether that is the name of a temporary account (`UserNameUtils::isTemp`).
    pub fn is_temporary(&self, name: &str) -> bool {
        self.temporaries.is_some_and(|temporaries| name.starts_with(temporaries.mark))
    }

    /// Whether somebody with that name is no more than a stranger to what is for those with accounts
    /// (`User::isNamed`, which modules ask from 1.41 on).
    pub fn is_stranger(&self, name: &str) -> bool {
        self.release >= V1_41 && self.is_temporary(name)
    }

    /// Whether nobody can make an account of that name, as a temporary one could be called so.
    pub fn is_kept_for_temporary(&self, name: &str) -> bool {
        self.is_temporary(name) || self.release >= V1_42 && name.starts_with('~')
    }
}

impl Caller {
    /// Whether it is an account, and not a temporary one where that makes a difference.
    pub fn is_named(&self, site: &Site) -> bool {
        self.is_registered() && !site.is_stranger(self.name())
    }
}

impl Wiki {
    /// Whether the caller is given an account with the next edit (`TempUserConfig::shouldAutoCreate`).
    pub fn would_get_account(&self, caller: &Caller) -> bool {
        self.site().temporaries.is_some_and(|temporaries| {
            !caller.is_registered()
                && (caller.has(Right::CreateAccount)
                    || temporaries.for_autocreated && caller.has(Right::AutoCreateAccount))
        })
    }

    /// The name of the account that the caller will be given: its session keeps it, if there is one that its cookies keep.
    /// Nothing if there is no name (`TempUserCreator::acquireAndStashName`).
    pub async fn temporary_name(&self, caller: &mut Caller) -> Result<Option<Arc<str>>, Refusal> {
        let kept = caller.session.and_then(|handle| self.sessions().rare(handle.id)?.temporary_name);
        let Some(temporaries) = self.site().temporaries.filter(|_| kept.is_none()) else { return Ok(kept) };
        let now = self.now();
        if self.throttle.count(Counted::TemporaryName, &[temporaries.names], None, caller.peer, now).is_err()
        {
            return Ok(None);
        }
        let year = if temporaries.yearly { year_of(now) } else { 0 };
        let number = |state: &super::State| {
            let number = state.serials.get(&year).copied().unwrap_or_default() + 1;
            Ok((vec![Change::Serial(year, number)], number))
        };
        let name: Arc<str> = temporaries.name(year, self.commit(number).await?).into();
        if temporaries.yearly && self.state().users.by_name(&name).is_some() {
            return Ok(None);
        }
        if let Some(handle) = &mut caller.session {
            self.sessions().set_rare(handle, |rare| rare.temporary_name = Some(Arc::clone(&name)));
        }
        Ok(Some(name))
    }

    /// Makes the account of that name and logs the caller in to it (`TempUserCreator::create`).
    pub async fn give_account(
        &self,
        caller: &mut Caller,
        name: &Arc<str>,
    ) -> Result<Result<(), CreateRefusal>, Refusal> {
        let limits = &self.site().login.temporary_creations;
        let now = self.now();
        if let Err(throttled) = self.throttle.count(Counted::TemporaryAccount, limits, None, caller.peer, now)
        {
            return Ok(Err(CreateRefusal::Throttled(throttled)));
        }
        if let Some(block) = self.block_of_creation(caller, now) {
            return Ok(Err(CreateRefusal::Blocked(block)));
        }
        let actor = caller.actor();
        let is = |what: fn(&Temporaries) -> bool| self.site().temporaries.as_ref().is_some_and(what);
        let (logged, watched) = (is(|temporaries| temporaries.logged), is(|temporaries| temporaries.watched));
        let page = Title::of_key(Namespace::USER, name.replace(' ', "_"));
        let made = self.commit(|state| {
            if state.users.by_name(name).is_some() {
                return Ok((Vec::new(), None));
            }
            let user = User::fresh(state.users.next_id(), Arc::clone(name), now, &**self.chance());
            let mut draft = Draft::new(state, now);
            draft.push(Change::User(UserChange::Row(Box::new(user.clone()))));
            draft.actor_named(Some(user.id), name);
            for title in [Some(page.clone()), page.talk()].into_iter().flatten().filter(|_| watched) {
                draft.push(Change::Watched(user.id, title, Some(Watched::until(Expiry::Never))));
            }
            if logged {
                let own = Actor { user: Some(user.id), name: Arc::clone(name), ..actor.clone() };
                let entry = NewEntry {
                    action: LogAction::AutoCreateUser,
                    title: &page,
                    page: PageId(0),
                    comment: "",
                    params: Some(LogParams::NewUser { user: user.id }),
                    tags: &[],
                };
                draft.log_shown(&own, entry, Shown::default());
            }
            Ok((draft.finish(), Some(Arc::new(user))))
        });
        let Some(user) = made.await? else { return Ok(Err(CreateRefusal::NoTemporaryName)) };
        self.log_in(caller, &user, true);
        Ok(Ok(()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wiki::{
        double::{Jar, double_of, now},
        fixture::Fixture,
    };

    #[test]
    fn names_are_made_as_each_release_makes_them() {
        let name =
            |release, number| Temporaries::of(release).map(|temporaries| temporaries.name(2026, number));
        assert_eq!(name(crate::release::V1_38, 1), None);
        assert_eq!(name(V1_39, 12).as_deref(), Some("*Unregistered 12"));
        assert_eq!(name(V1_42, 123_456).as_deref(), Some("~2026-123456"));
        assert_eq!(name(V1_44, 12_345).as_deref(), Some("~2026-12345"));
        assert_eq!(name(V1_44, 1_234_567).as_deref(), Some("~2026-12345-67"));
        assert_eq!(name(V1_44, 1_234_567_890).as_deref(), Some("~2026-12345-67890"));
    }

    #[test]
    fn an_account_is_given_once_and_so_often_from_one_address() {
        let text = "[site]\npassword_hash = 'cheap'\ntemporary_accounts = true";
        let double = double_of(&Fixture::parse("t", text).unwrap(), V1_43);
        let mut names = Vec::new();
        for _ in 0..7 {
            let mut jar = Jar::default();
            double.ask(&mut jar, |wiki, caller| {
                assert!(wiki.would_get_account(caller));
                let name = now(wiki.temporary_name(caller)).unwrap().unwrap();
                let given = now(wiki.give_account(caller, &name)).unwrap();
                names.push((caller.name().to_string(), given.is_ok()));
            });
            let caller = double.look(&mut jar);
            assert!(!caller.is_named(double.wiki.site()));
            assert_eq!(caller.is_registered(), !double.wiki.would_get_account(&caller));
        }
        let prefix = format!("~{}-", year_of(double.wiki.now()));
        assert_eq!(names[5], (format!("{prefix}6"), true));
        assert_eq!(names[6], ("127.0.0.1".to_owned(), false));
    }

    #[test]
    fn a_session_keeps_the_name() {
        let text = "[site]\npassword_hash = 'cheap'\ntemporary_accounts = true";
        let double = double_of(&Fixture::parse("t", text).unwrap(), V1_41);
        let (mut first, mut second) = (None, None);
        let mut jar = Jar::default();
        double.ask(&mut jar, |wiki, caller| {
            wiki.keep_session(caller);
            first = now(wiki.temporary_name(caller)).unwrap();
        });
        double.ask(&mut jar, |wiki, caller| second = now(wiki.temporary_name(caller)).unwrap());
        assert_eq!((first.as_deref(), first == second), (Some("*Unregistered 1"), true));
    }
}
