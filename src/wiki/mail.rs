//! Mail that the wiki would send. Nobody gets any: it stays where tests can read it.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
};

use super::{Caller, Right, Site, Wiki, option, user::User};
use crate::base::Timestamp;

/// How many letters are kept. When there are more, the oldest go.
const MOST: usize = 1000;

/// A letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// When it was sent.
    pub time: Timestamp,
    /// Who wrote it; `None` is the wiki itself.
    pub from: Option<Correspondent>,
    /// Whom it is for.
    pub to: Correspondent,
    /// What it is about.
    pub subject: String,
    /// What it says.
    pub text: String,
}

/// Someone who writes or gets mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correspondent {
    /// The name of the account.
    pub name: Arc<str>,
    /// The mail address.
    pub address: Arc<str>,
}

/// The letters that were sent, the oldest first.
#[derive(Debug, Default)]
pub struct Outbox(Mutex<VecDeque<Mail>>);

impl Outbox {
    /// Sends a letter.
    pub fn send(&self, mail: Mail) {
        let mut letters = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if letters.len() == MOST {
            letters.pop_front();
        }
        letters.push_back(mail);
    }

    /// The letters that were sent.
    pub fn letters(&self) -> Vec<Mail> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }

    /// Forgets them.
    pub fn clear(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

impl Wiki {
    /// The mail that was sent.
    pub const fn outbox(&self) -> &Arc<Outbox> {
        &self.outbox
    }
}

/// Why somebody cannot be written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreachable {
    /// They have no mail address that is confirmed.
    NoAddress,
    /// They do not want mail from others, or not from this one.
    Unwilling,
}

/// Whether someone can be written to by a caller (`EmailUser::validateTarget`).
pub fn check_reachable(target: &User, caller: &Caller, site: &Site) -> Result<(), Unreachable> {
    let is_on = |name| option::get(target, name, site).is_some_and(|value| value.is_on());
    if !target.has_confirmed_email() {
        return Err(Unreachable::NoAddress);
    }
    let has_choice = option::default("email-allow-new-users", site).is_some();
    let from_new = !has_choice || is_on("email-allow-new-users") || caller.has(Right::AutoConfirmed);
    if is_on("disablemail") || !from_new { Err(Unreachable::Unwilling) } else { Ok(()) }
}

/// A letter from one user to another.
#[derive(Debug, Clone, Copy)]
pub struct Letter<'a> {
    /// Who writes.
    pub from: &'a User,
    /// To whom.
    pub to: &'a User,
    /// What about.
    pub subject: &'a str,
    /// What.
    pub text: &'a str,
    /// Whether who writes gets a copy.
    pub copy: bool,
}

impl Wiki {
    /// Sends a letter from one user to another, with a copy to who wrote it if they want one.
    pub fn send_letter(&self, letter: &Letter<'_>) {
        let (time, site) = (self.now(), self.site());
        let [from, to] = [letter.from, letter.to]
            .map(|user| Correspondent { name: Arc::clone(&user.name), address: Arc::clone(&user.email) });
        let body = letter.text.trim_end_matches([' ', '\t', '\n', '\r', '\0', '\x0b']);
        let text = format!("{body}\n\n-- \nSent by {} to {} through {}.", from.name, to.name, site.name);
        let copies = letter.copy && from.address != to.address;
        let copy = copies.then(|| Mail {
            time,
            from: Some(from.clone()),
            to: from.clone(),
            subject: format!("Copy of your message to {}: {}", to.name, letter.subject),
            text: text.clone(),
        });
        self.outbox().send(Mail { time, from: Some(from), to, subject: letter.subject.to_owned(), text });
        if let Some(copy) = copy {
            self.outbox().send(copy);
        }
    }
}

/// Whether a text could be a mail address (`Sanitizer::validateEmail`): something without spaces, `@`, and a domain.
pub fn is_address(text: &str) -> bool {
    let atoms = |text: &str| {
        text.split('.').all(|atom| {
            !atom.is_empty()
                && atom
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+/=?^_`{|}~-".contains(&byte))
        })
    };
    let labels = |domain: &str| {
        domain.split('.').all(|label| {
            !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        })
    };
    text.split_once('@').is_some_and(|(local, domain)| atoms(local.trim_matches('.')) && labels(domain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mail_addresses_are_known_by_their_look() {
        for good in ["a@b", "a.b@c.example", "a+b@c-d.e"] {
            assert!(is_address(good), "{good}");
        }
        for bad in ["", "a", "@b", "a@", "a b@c", "a@b c", "a@b..c"] {
            assert!(!is_address(bad), "{bad}");
        }
    }

    #[test]
    fn the_oldest_letters_go_when_there_are_too_many() {
        let outbox = Outbox::default();
        let to = Correspondent { name: "Alice".into(), address: "alice@example.org".into() };
        for number in 0..=MOST {
            let subject = number.to_string();
            let text = String::new();
            outbox.send(Mail { time: Timestamp::from_unix(0), from: None, to: to.clone(), subject, text });
        }
        let letters = outbox.letters();
        assert_eq!((letters.len(), letters[0].subject.as_str()), (MOST, "1"));
        outbox.clear();
        assert!(outbox.letters().is_empty());
    }
}
