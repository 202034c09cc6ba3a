//! The ids of sessions: 20 random bytes, on the wire as 32 of `0-9a-v`.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base::{
    Chance,
    digest::{hex, md5},
};

/// How many of its bytes an id from before 1.27 has.
const BARE: usize = 16;

const DIGITS: &[u8; 32] = b"0123456789abcdefghijklmnopqrstuv";

/// The id of a session.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct SessionId([u8; 20]);

/// Whether a text could be the id of a session at all (`SessionManager::validateSessionId`).
pub fn is_possible(wire: &str) -> bool {
    wire.len() >= 32 && wire.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-')
}

/// The bytes of an id as [`SessionId::bare`] makes them.
fn own_digits(wire: &str) -> Option<[u8; BARE]> {
    let mut bytes = [0; BARE];
    let digits = wire.as_bytes().as_chunks::<2>().0;
    if wire.len() != 2 * BARE || wire.bytes().any(|digit| digit.is_ascii_uppercase()) {
        return None;
    }
    for (byte, digits) in bytes.iter_mut().zip(digits) {
        *byte = u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?;
    }
    Some(bytes)
}

impl SessionId {
    /// A new one as PHP made them before 1.27.
    pub fn bare(chance: &dyn Chance) -> Self {
        let mut bytes = [0; 20];
        chance.fill(&mut bytes[..BARE]);
        Self(bytes)
    }

    /// Reads one as PHP does: it takes up any id that a client names, and `None` is for what can be none at all.
    pub fn taken_up(wire: &str) -> Option<Self> {
        let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b',' | b'-');
        if wire.is_empty() || wire.len() > 256 || !wire.bytes().all(fits) {
            return None;
        }
        let mut bytes = [0; 20];
        if let Some(own) = own_digits(wire) {
            bytes[..BARE].copy_from_slice(&own);
        } else {
            bytes[..BARE].copy_from_slice(&md5(wire.as_bytes()));
            bytes[BARE] = 1;
        }
        Some(Self(bytes))
    }

    /// As a cookie has it before 1.27: 32 digits of `0-9a-f`; `None` if it was a client that named it.
    pub fn bare_wire(self) -> Option<String> {
        (self.0[BARE] == 0).then(|| hex(&self.0[..BARE]))
    }

    /// A new one.
    pub fn random(chance: &dyn Chance) -> Self {
        let mut bytes = [0; 20];
        chance.fill(&mut bytes);
        Self(bytes)
    }

    /// Reads one; `None` for what this wiki never gave.
    pub fn parse(wire: &str) -> Option<Self> {
        let digits = wire.as_bytes().as_chunks::<8>().0;
        if wire.len() != 32 {
            return None;
        }
        let mut bytes = [0; 20];
        for (out, digits) in bytes.as_chunks_mut::<5>().0.iter_mut().zip(digits) {
            let mut number = 0;
            for digit in digits {
                let value = match digit {
                    b'0'..=b'9' => digit - b'0',
                    b'a'..=b'v' => digit - b'a' + 10,
                    _ => return None,
                };
                number = number << 5 | u64::from(value);
            }
            out.copy_from_slice(&number.to_be_bytes()[3..]);
        }
        Some(Self(bytes))
    }

    /// As a cookie has it.
    pub fn wire(self) -> String {
        let mut out = String::with_capacity(32);
        for bytes in self.0.as_chunks::<5>().0 {
            let number = bytes.iter().fold(0, |number, byte| number << 8 | u64::from(*byte));
            out.extend((0..8).rev().map(|place| char::from(DIGITS[(number >> (5 * place) & 31) as usize])));
        }
        out
    }

    /// A number to spread ids by. Ids are random, so any part of one will do.
    pub(super) const fn spread(self) -> usize {
        self.0[0] as usize
    }
}

impl fmt::Debug for SessionId {
    /// Keeps the id out of logs: whoever has it has the session.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SessionId")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::SeededChance;

    #[test]
    fn an_id_is_32_digits_and_back() {
        let id = SessionId::random(&SeededChance::new(3));
        let wire = id.wire();
        assert!(wire.len() == 32 && wire.bytes().all(|byte| DIGITS.contains(&byte)));
        assert!(SessionId::parse(&wire) == Some(id));
        assert!(SessionId::parse("abcdefghijklmnopqrstuvwxyz012345").is_none());
        assert!(SessionId::parse(&wire[1..]).is_none());
        assert!(is_possible("abcdefghijklmnopqrstuvwxyz01234_-"));
        assert!(!is_possible("../../x y") && !is_possible("abc"));
    }

    #[test]
    fn before_1_27_an_id_is_32_hex_digits_or_what_a_client_names() {
        let id = SessionId::bare(&SeededChance::new(3));
        let wire = id.bare_wire().unwrap();
        assert!(wire.len() == 32 && SessionId::taken_up(&wire) == Some(id));
        let named = SessionId::taken_up("my-own,ID").unwrap();
        assert!(named.bare_wire().is_none() && SessionId::taken_up("my-own,ID") == Some(named));
        assert!(SessionId::taken_up("../../x y").is_none() && SessionId::taken_up("").is_none());
    }
}
