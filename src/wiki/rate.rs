//! How often someone may do something: `$wgRateLimits`, as `User::pingLimiter` and later `RateLimiter` hold it.

use std::{
    fmt,
    net::IpAddr,
    sync::{Mutex, PoisonError},
};

use super::{
    Caller, Right, Wiki,
    address::Address,
    site::{Limited, RateLimit, Site},
};
use crate::base::Timestamp;

/// Whether something counts as done, or is only looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counting {
    /// It is done now.
    Done,
    /// It may be done later.
    Later,
}

impl Wiki {
    /// Whether the caller did that too often. If not, it counts as done once more.
    pub fn is_too_often(&self, caller: &Caller, action: &str, counting: Counting) -> bool {
        let now = self.now();
        let limits = limits_on(self.site(), caller, action, now);
        if limits.iter().any(|(key, limit)| self.throttle.is_full(key, limit.count, now)) {
            return true;
        }
        if counting == Counting::Done {
            for (key, limit) in limits {
                self.throttle.add(key, limit.seconds, now);
            }
        }
        false
    }
}

/// Counts what one request does: each thing once, however often it is asked about (`UserAuthority::limit`).
pub struct Meter<'a> {
    wiki: &'a Wiki,
    caller: &'a Caller,
    once: bool,
    asked: Mutex<Vec<(&'static str, bool)>>,
}

impl<'a> Meter<'a> {
    /// For a request of that caller.
    pub const fn new(wiki: &'a Wiki, caller: &'a Caller) -> Self {
        Self { wiki, caller, once: true, asked: Mutex::new(Vec::new()) }
    }

    /// For a request that does several things of a kind, each of which counted before 1.41 (`User::pingLimiter`).
    pub fn of_several(wiki: &'a Wiki, caller: &'a Caller) -> Self {
        Self { once: wiki.state().policy.rules.limits_with_rights, ..Self::new(wiki, caller) }
    }

    /// Whether the caller did that too often, this request counted.
    pub fn is_full(&self, action: &'static str) -> bool {
        self.known(action).unwrap_or_else(|| self.is_full_again(action))
    }

    /// The same, and the request counts once more even if it was counted.
    pub fn is_full_again(&self, action: &'static str) -> bool {
        let full = self.wiki.is_too_often(self.caller, action, Counting::Done);
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).push((action, full));
        full
    }

    /// Whether the caller did that too often; this request does not count.
    pub fn would_be_full(&self, action: &'static str) -> bool {
        self.known(action).unwrap_or_else(|| self.wiki.is_too_often(self.caller, action, Counting::Later))
    }

    fn known(&self, action: &str) -> Option<bool> {
        let asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let known = asked.iter().find(|(known, _)| self.once && *known == action);
        known.map(|(_, full)| *full)
    }
}

impl fmt::Debug for Meter<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Meter")
    }
}

/// The limits that hold for a caller, each with what is counted.
fn limits_on<'s>(
    site: &'s Site,
    caller: &Caller,
    action: &str,
    now: Timestamp,
) -> Vec<(String, &'s RateLimit)> {
    let all: Vec<&RateLimit> = site.rate_limits.iter().filter(|limit| limit.action == action).collect();
    if all.is_empty() || caller.has(Right::NoRateLimit) {
        return Vec::new();
    }
    let named = |who: &Limited| all.iter().find(|limit| limit.who == *who).copied();
    let newbie = !caller.has(Right::AutoConfirmed);
    let peer = caller.peer.to_canonical();
    let mut found: Vec<(String, &RateLimit)> = Vec::new();
    let mut hold = |what: String, limit: Option<&'s RateLimit>| {
        found.extend(limit.map(|limit| (format!("{action} {what}"), limit)));
    };
    if !caller.is_registered() {
        hold("anon".to_owned(), named(&Limited::Anonymous));
    }
    if newbie {
        hold(format!("ip {}", Address(peer)), named(&Limited::Address));
        hold(format!("subnet {}", subnet(peer)), named(&Limited::Subnet));
    }
    let own = own_limit(site, caller, newbie, &all, now);
    hold(format!("user {}", caller.id()), own);
    // Who is trusted with more than a whole address is not held by its limit.
    let any = named(&Limited::AnyAddress)
        .filter(|any| newbie || own.is_none_or(|own| any.is_more_generous_than(own)));
    hold(format!("ip-all {}", Address(peer)), any);
    found
}

/// The limit of an account: the one of the newly made, or the most generous of its own and its groups'.
fn own_limit<'s>(
    site: &Site,
    caller: &Caller,
    newbie: bool,
    all: &[&'s RateLimit],
    now: Timestamp,
) -> Option<&'s RateLimit> {
    let user = caller.account.as_ref()?;
    let named = |who: &Limited| all.iter().find(|limit| limit.who == *who).copied();
    if let Some(limit) = named(&Limited::Newbie).filter(|_| newbie) {
        return Some(limit);
    }
    let of_groups = user.all_groups(site, now).filter_map(|group| named(&Limited::Group(group.to_owned())));
    of_groups.fold(named(&Limited::User), |best, limit| match best {
        Some(best) if !limit.is_more_generous_than(best) => Some(best),
        _ => Some(limit),
    })
}

impl RateLimit {
    fn is_more_generous_than(&self, other: &Self) -> bool {
        u64::from(self.count) * u64::from(other.seconds) > u64::from(other.count) * u64::from(self.seconds)
    }
}

/// An address without what differs among neighbors: /24, or /64 (`IPUtils::getSubnet`).
fn subnet(peer: IpAddr) -> String {
    match peer {
        IpAddr::V4(address) => {
            let [one, two, three, _] = address.octets();
            format!("{one}.{two}.{three}")
        }
        IpAddr::V6(address) => {
            address.segments()[..4].iter().map(|part| format!("{part:X}")).collect::<Vec<_>>().join(":")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        release::V1_39,
        wiki::{
            double::{Double, Jar, double_of},
            fixture::Fixture,
        },
    };

    fn double(limits: &str) -> Double {
        let text = format!(
            "[site]\npassword_hash = 'cheap'\nrate_limits = {limits}\n\
             [[user]]\nname = 'Admin'\npassword = 'AdminPass12345'\ngroups = ['sysop']\n\
             [[user]]\nname = 'Alice'\npassword = 'AlicePass12345'\n\
             [[user]]\nname = 'Robot'\npassword = 'RobotPass12345'\ngroups = ['bot']\n"
        );
        double_of(&Fixture::parse("t", &text).unwrap(), V1_39)
    }

    /// How often someone may do something until it is too often; at most ten times.
    fn times(double: &Double, jar: &mut Jar, action: &str) -> usize {
        let caller = double.look(jar);
        (0..10).take_while(|_| !double.wiki.is_too_often(&caller, action, Counting::Done)).count()
    }

    #[test]
    fn each_is_counted_as_the_settings_say() {
        let double = double(
            "[{action='edit',who='ip',count=2,seconds=60},{action='edit',who='user',count=3,seconds=60},\
             {action='edit',who='bot',count=5,seconds=60}]",
        );
        assert_eq!(times(&double, &mut Jar::default(), "edit"), 2);
        let (mut alice, mut robot) = (double.login("Alice", false), double.login("Robot", false));
        assert_eq!((times(&double, &mut alice, "edit"), times(&double, &mut robot, "edit")), (3, 5));
        assert_eq!(times(&double, &mut alice, "move"), 10, "nothing is said of moves");
        let mut admin = double.login("Admin", false);
        assert_eq!(times(&double, &mut admin, "edit"), 10, "noratelimit");
    }

    #[test]
    fn a_minute_later_all_is_as_before() {
        let double = double("[{action='edit',who='subnet',count=1,seconds=60}]");
        let mut jar = Jar::default();
        assert_eq!((times(&double, &mut jar, "edit"), times(&double, &mut jar, "edit")), (1, 0));
        double.clock.advance(std::time::Duration::from_secs(60));
        assert_eq!(times(&double, &mut jar, "edit"), 1);
    }

    #[test]
    fn one_request_counts_once() {
        let double = double("[{action='edit',who='anon',count=1,seconds=60}]");
        let caller = double.look(&mut Jar::default());
        let meter = Meter::new(&double.wiki, &caller);
        assert_eq!(
            (meter.would_be_full("edit"), meter.is_full("edit"), meter.is_full("edit")),
            (false, false, false)
        );
        assert!(!meter.would_be_full("edit") && Meter::new(&double.wiki, &caller).is_full("edit"));
    }
}
