//! Tokens: what proves that a request was made on purpose.
//!
//! A token is the HMAC-MD5 of the time and a salt, keyed with the session's secret, and then the time
//! (`MediaWiki\Session\Token`). MediaWiki has a secret for each of several keys; here the key is a part of the message,
//! which nobody can tell apart.

use smallvec::SmallVec;

use super::session::Flags;
use crate::{
    base::{
        Timestamp,
        digest::{Midstate, Short, equal, hex_into},
    },
    release::{Release, V1_25, V1_27},
};

/// The types of tokens that actions ask for (`ApiQueryTokens::getTokenTypeSalts`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// For creating an account.
    CreateAccount,
    /// For nearly every write.
    Csrf,
    /// For logging in.
    Login,
    /// For marking as patrolled.
    Patrol,
    /// For rolling back.
    Rollback,
    /// For changing groups.
    UserRights,
    /// For watching.
    Watch,
}

impl Kind {
    /// Every type, in the order of the wire.
    pub const ALL: [Self; 7] = [
        Self::CreateAccount,
        Self::Csrf,
        Self::Login,
        Self::Patrol,
        Self::Rollback,
        Self::UserRights,
        Self::Watch,
    ];

    /// The name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::CreateAccount => "createaccount",
            Self::Csrf => "csrf",
            Self::Login => "login",
            Self::Patrol => "patrol",
            Self::Rollback => "rollback",
            Self::UserRights => "userrights",
            Self::Watch => "watch",
        }
    }

    /// The type of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Whether callers that nobody knows get a real one too, and with it a session.
    pub const fn is_for_anyone(self) -> bool {
        matches!(self, Self::CreateAccount | Self::Login)
    }

    /// What is mixed into the token. Of types with a secret of their own it begins with a byte no salt of text has.
    const fn salt(self) -> &'static [u8] {
        match self {
            Self::Csrf => b"",
            Self::Watch => b"watch",
            Self::Patrol => b"patrol",
            Self::Rollback => b"rollback",
            Self::UserRights => b"userrights",
            Self::Login => b"\0login",
            Self::CreateAccount => b"\0createaccount",
        }
    }

    /// What a session notes when it gives one.
    pub const fn mark(self) -> Flags {
        match self {
            Self::Login => Flags::HAS_LOGIN,
            Self::CreateAccount => Flags::HAS_CREATE_ACCOUNT,
            _ => Flags::HAS_DEFAULT,
        }
    }
}

/// What every token ends with, and what an anonymous caller's is.
pub const SUFFIX: &str = "+\\";

/// How tokens are made in a release.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// The same as long as the session lasts.
    Constant,
    /// With the time in them; those for logging in without.
    Timed,
    /// With the time in all of them.
    AllTimed,
}

impl Scheme {
    /// That of a release.
    pub fn of(release: Release) -> Self {
        match release {
            release if release >= V1_27 => Self::AllTimed,
            release if release >= V1_25 => Self::Timed,
            _ => Self::Constant,
        }
    }

    fn is_timed(self, kind: Kind) -> bool {
        match self {
            Self::AllTimed => true,
            Self::Timed => !kind.is_for_anyone(),
            Self::Constant => false,
        }
    }

    fn suffix(self, kind: Kind) -> &'static str {
        // Before 1.27 the token for logging in was bare digits.
        if self != Self::AllTimed && kind.is_for_anyone() { "" } else { SUFFIX }
    }
}

/// The time as the message of a token has it.
fn push_number(message: &mut Short, number: i64) {
    let mut digits = [0; 20];
    let mut at = digits.len();
    let mut rest = number.unsigned_abs();
    loop {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if number < 0 {
        at -= 1;
        digits[at] = b'-';
    }
    message.push(&digits[at..]);
}

/// Tokens of these types, made at the same time.
pub fn several(secret: &Midstate, kinds: &[Kind], scheme: Scheme, now: Timestamp) -> Vec<String> {
    let mut timed = Short::empty();
    push_number(&mut timed, now.unix());
    let message = |kind: &Kind| {
        let mut message = if scheme.is_timed(*kind) { timed.clone() } else { Short::empty() };
        message.push(kind.salt());
        message
    };
    let messages: SmallVec<[Short; 8]> = kinds.iter().map(message).collect();
    let digests = secret.hmacs(&messages);
    let time = |kind| scheme.is_timed(kind).then(|| now.unix());
    kinds
        .iter()
        .zip(&digests)
        .map(|(kind, digest)| write(digest, time(*kind), scheme.suffix(*kind)))
        .collect()
}

fn write(digest: &[u8; 16], time: Option<i64>, suffix: &str) -> String {
    let mut token = Vec::with_capacity(32 + 16 + SUFFIX.len());
    token.resize(32, 0);
    hex_into(digest, &mut token);
    if let Some(time) = time {
        let mut digits = [0; 16];
        hex_into(&time.to_be_bytes(), &mut digits);
        let zeros = (time | 1).leading_zeros() as usize / 4;
        token.extend_from_slice(&digits[zeros..]);
    }
    token.extend_from_slice(suffix.as_bytes());
    String::from_utf8(token).expect("hexadecimal digits are ASCII")
}

/// When a well-formed token was made, whoever made it (`Token::getTimestamp`).
pub fn made_at(token: &str) -> Option<Timestamp> {
    let digits = token.strip_suffix(SUFFIX)?;
    let plain = digits.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    let time = digits.get(32..).filter(|time| plain && !time.is_empty())?;
    i64::from_str_radix(time, 16).ok().map(Timestamp::from_unix)
}

/// Whether the token is one of that type and secret, however old.
pub fn fits(secret: &Midstate, kind: Kind, scheme: Scheme, token: &str) -> bool {
    fits_salt(secret, kind.salt(), scheme.is_timed(kind), scheme.suffix(kind), token)
}

/// Whether the token is one with a salt of the web interface, which older token sources gave: a page and its last
/// author for rolling back, a user for changing groups.
pub fn fits_words(secret: &Midstate, words: &[&str], scheme: Scheme, token: &str) -> bool {
    let salt = words.join("|");
    fits_salt(secret, salt.as_bytes(), scheme != Scheme::Constant, SUFFIX, token)
}

/// A token with such a salt.
pub fn with_words(secret: &Midstate, words: &[&str], scheme: Scheme, now: Timestamp) -> String {
    let time = (scheme != Scheme::Constant).then(|| now.unix());
    write(&digest(secret, time, words.join("|").as_bytes()), time, SUFFIX)
}

fn fits_salt(secret: &Midstate, salt: &[u8], timed: bool, suffix: &str, token: &str) -> bool {
    let time = if timed {
        match made_at(token) {
            Some(made) => Some(made.unix()),
            None => return false,
        }
    } else {
        None
    };
    equal(write(&digest(secret, time, salt), time, suffix).as_bytes(), token.as_bytes())
}

fn digest(secret: &Midstate, time: Option<i64>, salt: &[u8]) -> [u8; 16] {
    let mut message = time.map(|time| time.to_string()).unwrap_or_default().into_bytes();
    message.extend_from_slice(salt);
    secret.hmac(&message)
}

/// Whether a token that fits is still young enough.
pub fn is_within(token: &str, max_age: i64, now: Timestamp) -> bool {
    made_at(token).is_none_or(|made| made.unix() >= now.unix() - max_age)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_unix(1_700_000_000);

    fn secret() -> Midstate {
        Midstate::of(b"0123456789abcdef0123456789abcdef")
    }

    fn one(secret: &Midstate, kind: Kind, scheme: Scheme, now: Timestamp) -> String {
        several(secret, &[kind], scheme, now).remove(0)
    }

    #[test]
    fn a_token_is_a_digest_a_time_and_a_suffix() {
        let token = one(&secret(), Kind::Csrf, Scheme::AllTimed, NOW);
        // As PHP's hash_hmac( 'md5', '1700000000', … ) begins it.
        assert_eq!(token, "094caa084be50ea1dbabc4fdbec8daaa6553f100+\\");
        assert_eq!(made_at(&token), Some(NOW));
        assert!(fits(&secret(), Kind::Csrf, Scheme::AllTimed, &token));
    }

    #[test]
    fn each_type_has_its_own() {
        let tokens = several(&secret(), &Kind::ALL, Scheme::AllTimed, NOW);
        for (kind, token) in Kind::ALL.into_iter().zip(&tokens) {
            assert_eq!(*token, one(&secret(), kind, Scheme::AllTimed, NOW));
            for other in Kind::ALL {
                assert_eq!(fits(&secret(), other, Scheme::AllTimed, token), other == kind);
            }
        }
        for count in 1..=7 {
            assert_eq!(several(&secret(), &Kind::ALL[..count], Scheme::AllTimed, NOW), tokens[..count]);
        }
    }

    #[test]
    fn a_token_of_another_secret_or_time_does_not_fit() {
        let token = one(&secret(), Kind::Watch, Scheme::AllTimed, NOW);
        assert!(!fits(&Midstate::of(b"another"), Kind::Watch, Scheme::AllTimed, &token));
        assert!(!fits(&secret(), Kind::Watch, Scheme::AllTimed, &token.replace("6553f100", "6553f101")));
        for bad in
            ["", "+\\", "bad", "\u{e9}+\\", &token[..41], &token.to_uppercase(), &format!("{token}+\\")]
        {
            assert!(!fits(&secret(), Kind::Watch, Scheme::AllTimed, bad), "{bad}");
        }
        assert!(!fits(
            &secret(),
            Kind::Watch,
            Scheme::AllTimed,
            &format!("{}ffffffffffffffffffff+\\", &token[..32])
        ));
    }

    #[test]
    fn older_releases_have_plainer_tokens() {
        let csrf = one(&secret(), Kind::Csrf, Scheme::of(Release(24)), NOW);
        assert!(csrf.len() == 34 && csrf.ends_with("+\\"));
        assert!(fits(&secret(), Kind::Csrf, Scheme::Constant, &csrf));
        let login = one(&secret(), Kind::Login, Scheme::of(Release(26)), NOW);
        assert!(login.len() == 32 && fits(&secret(), Kind::Login, Scheme::Timed, &login));
        assert_eq!(one(&secret(), Kind::Csrf, Scheme::of(Release(26)), NOW).len(), 42);
    }

    #[test]
    fn age_counts_only_where_asked() {
        let token = one(&secret(), Kind::Csrf, Scheme::AllTimed, NOW);
        assert!(is_within(&token, 10, NOW.plus(10)) && !is_within(&token, 10, NOW.plus(11)));
        assert_eq!(made_at("0123456789abcdef0123456789abcdef6553f100+\\"), Some(NOW));
        assert_eq!(made_at("0123456789abcdef0123456789abcdef+\\"), None);
    }

    #[test]
    fn a_token_for_a_page_and_its_author_fits_them_alone() {
        let token = with_words(&secret(), &["Sandbox", "Bob"], Scheme::AllTimed, NOW);
        assert!(fits_words(&secret(), &["Sandbox", "Bob"], Scheme::AllTimed, &token));
        assert!(!fits_words(&secret(), &["Sandbox", "Alice"], Scheme::AllTimed, &token));
        let long = "x".repeat(300);
        let token = with_words(&secret(), &[&long], Scheme::AllTimed, NOW);
        assert!(fits_words(&secret(), &[&long], Scheme::AllTimed, &token));
    }
}
