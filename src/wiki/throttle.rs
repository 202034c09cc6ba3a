//! How often a password may be tried and an account be made from one place (`MediaWiki\Auth\Throttler`), and the counters
//! of all else that is limited.

use std::net::IpAddr;

use dashmap::DashMap;

use super::site::Throttling;
use crate::base::Timestamp;

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Counted {
    /// Passwords of accounts.
    Password,
    /// Bot passwords.
    BotPassword,
    /// New accounts.
    Creation,
    /// Temporary accounts.
    TemporaryAccount,
    /// Names of temporary accounts.
    TemporaryName,
    /// What rate limits count.
    Doing,
}

/// It was too often.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Throttled {
    /// How often it may be.
    pub count: u32,
    /// How many seconds to wait.
    pub seconds: u32,
}

/// How many counters there are at most. When there are more, those that end first are forgotten.
const MOST: usize = 1 << 16;

/// The counters. Each ends so many seconds after it began.
#[derive(Debug, Default)]
pub struct Throttle {
    counters: DashMap<Key, Counter>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Key {
    counted: Counted,
    /// Which of the conditions it belongs to.
    condition: usize,
    name: Option<Box<str>>,
    peer: Option<IpAddr>,
}

#[derive(Debug, Clone, Copy)]
struct Counter {
    count: u32,
    ends: Timestamp,
}

impl Throttle {
    /// Counts one more, unless it was too often already. To be asked before a password is looked at.
    pub fn count(
        &self,
        counted: Counted,
        conditions: &[Throttling],
        name: Option<&str>,
        peer: IpAddr,
        now: Timestamp,
    ) -> Result<(), Throttled> {
        for (condition, limit) in conditions.iter().enumerate().filter(|(_, limit)| limit.count > 0) {
            let Some(key) = Key::of(counted, condition, limit, name, peer) else { continue };
            let ends = now.plus(limit.seconds.into());
            let mut counter = self.counters.entry(key).or_insert(Counter { count: 0, ends });
            if counter.ends <= now {
                *counter = Counter { count: 0, ends };
            }
            if counter.count >= limit.count {
                return Err(Throttled { count: limit.count, seconds: limit.seconds });
            }
            counter.count += 1;
        }
        if self.counters.len() > MOST {
            self.make_room(now);
        }
        Ok(())
    }

    /// Whether something was counted that often.
    pub(super) fn is_full(&self, what: &str, most: u32, now: Timestamp) -> bool {
        let counter = self.counters.get(&Key::of_doing(what.into()));
        counter.is_some_and(|counter| counter.ends > now && counter.count >= most)
    }

    /// Counts something once more. What was not counted for so many seconds begins anew.
    pub(super) fn add(&self, what: String, seconds: u32, now: Timestamp) {
        let ends = now.plus(seconds.into());
        let mut counter =
            self.counters.entry(Key::of_doing(what.into())).or_insert(Counter { count: 0, ends });
        if counter.ends <= now {
            *counter = Counter { count: 0, ends };
        }
        counter.count += 1;
        drop(counter);
        if self.counters.len() > MOST {
            self.make_room(now);
        }
    }

    /// Forgets the counters of someone who proved to be the one.
    pub fn clear(&self, counted: Counted, conditions: &[Throttling], name: Option<&str>, peer: IpAddr) {
        for (condition, limit) in conditions.iter().enumerate() {
            if let Some(key) = Key::of(counted, condition, limit, name, peer) {
                self.counters.remove(&key);
            }
        }
    }

    fn make_room(&self, now: Timestamp) {
        self.counters.retain(|_, counter| counter.ends > now);
        if self.counters.len() > MOST {
            let mut ends: Vec<Timestamp> = self.counters.iter().map(|counter| counter.ends).collect();
            let place = (MOST / 2).min(ends.len() - 1);
            let middle = *ends.select_nth_unstable(place).1;
            let mut left = MOST / 2;
            self.counters.retain(|_, counter| {
                let goes = counter.ends <= middle && left > 0;
                left -= usize::from(goes);
                !goes
            });
        }
    }
}

impl Key {
    const fn of_doing(what: Box<str>) -> Self {
        Self { counted: Counted::Doing, condition: 0, name: Some(what), peer: None }
    }

    /// `None` if the whole world would be counted together.
    fn of(
        counted: Counted,
        condition: usize,
        limit: &Throttling,
        name: Option<&str>,
        peer: IpAddr,
    ) -> Option<Self> {
        let peer = (!limit.all_addresses).then_some(peer);
        let some = peer.is_some() || name.is_some();
        some.then(|| Self { counted, condition, name: name.map(Into::into), peer })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PEER: IpAddr = IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);
    const OTHER: IpAddr = IpAddr::V6(std::net::Ipv6Addr::LOCALHOST);
    const NOW: Timestamp = Timestamp::from_unix(1000);

    fn five() -> [Throttling; 2] {
        let limit = |count, seconds| Throttling { count, seconds, all_addresses: false };
        [limit(5, 300), limit(7, 172_800)]
    }

    #[test]
    fn the_sixth_attempt_waits_until_the_first_is_old() {
        let throttle = Throttle::default();
        let attempt = |now| throttle.count(Counted::Password, &five(), Some("Alice"), PEER, now);
        for _ in 0..5 {
            assert_eq!(attempt(NOW), Ok(()));
        }
        assert_eq!(attempt(NOW.plus(299)), Err(Throttled { count: 5, seconds: 300 }));
        assert_eq!(throttle.count(Counted::Password, &five(), Some("Alice"), OTHER, NOW), Ok(()));
        assert_eq!(throttle.count(Counted::Password, &five(), Some("Bob"), PEER, NOW), Ok(()));
        assert_eq!(attempt(NOW.plus(300)), Ok(()));
        assert_eq!(attempt(NOW.plus(300)), Ok(()));
        // A refused attempt of the first kind does not count for the second.
        assert_eq!(attempt(NOW.plus(300)), Err(Throttled { count: 7, seconds: 172_800 }));
    }

    #[test]
    fn who_proves_to_be_the_one_begins_anew() {
        let throttle = Throttle::default();
        for _ in 0..5 {
            throttle.count(Counted::Password, &five(), Some("Alice"), PEER, NOW).unwrap();
        }
        throttle.clear(Counted::Password, &five(), Some("Alice"), PEER);
        assert_eq!(throttle.count(Counted::Password, &five(), Some("Alice"), PEER, NOW), Ok(()));
    }

    #[test]
    fn attempts_from_everywhere_can_count_together() {
        let throttle = Throttle::default();
        let limit = [Throttling { count: 1, seconds: 10, all_addresses: true }];
        throttle.count(Counted::Password, &limit, Some("Alice"), PEER, NOW).unwrap();
        assert!(throttle.count(Counted::Password, &limit, Some("Alice"), OTHER, NOW).is_err());
        for _ in 0..3 {
            throttle.count(Counted::Creation, &limit, None, PEER, NOW).unwrap();
        }
    }

    #[test]
    fn counters_do_not_fill_the_memory() {
        let throttle = Throttle::default();
        let limit = [Throttling { count: 9, seconds: 10, all_addresses: false }];
        for number in 0..MOST as u32 + 10 {
            let peer = std::net::Ipv4Addr::from(number).into();
            throttle.count(Counted::Creation, &limit, None, peer, NOW).unwrap();
        }
        assert!(throttle.counters.len() <= MOST);
    }
}
