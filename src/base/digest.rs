//! Digests: MD5 and its HMAC as tokens need them, SHA-1 as revisions need it, and comparing secrets.

mod rounds;

use std::{fmt, num::Wrapping};

use md5::{Digest, Md5};
use serde::{Deserialize, Serialize};
use sha1::Sha1;
use smallvec::SmallVec;
use subtle::ConstantTimeEq;
use wide::{u32x4, u32x8};

use rounds::{INITIAL, Word, compress};

/// The MD5 of some bytes.
pub fn md5(bytes: &[u8]) -> [u8; 16] {
    Md5::digest(bytes).into()
}

/// The MD5 of some bytes in lower-case hexadecimal.
pub fn md5_hex(bytes: &[u8]) -> String {
    hex(&md5(bytes))
}

/// The SHA-1 of some bytes in lower-case hexadecimal.
pub fn sha1_hex(bytes: &[u8]) -> String {
    hex(&Sha1::digest(bytes))
}

/// The SHA-1 of some bytes in base 36, 31 places, as MediaWiki's database keeps it
/// (`Wikimedia\base_convert( sha1, 16, 36, 31 )`).
pub fn sha1_base36(bytes: &[u8]) -> String {
    in_base36(Sha1::digest(bytes).into())
}

/// A SHA-1 in hexadecimal, as the database keeps it; `None` if it is none.
pub fn base36_of_hex(sha1: &str) -> Option<String> {
    if sha1.len() != 40 {
        return None;
    }
    let mut number = [0; 20];
    for (byte, digits) in number.iter_mut().zip(sha1.as_bytes().chunks(2)) {
        let digits = std::str::from_utf8(digits).ok()?;
        *byte = u8::from_str_radix(digits, 16).ok().filter(|_| !digits.starts_with('+'))?;
    }
    Some(in_base36(number))
}

/// A SHA-1 as the database keeps it, in hexadecimal again.
pub fn hex_of_base36(sha1: &str) -> String {
    let mut number = [0_u8; 20];
    for digit in sha1.chars().filter_map(|c| c.to_digit(36)) {
        let mut rest = digit;
        for byte in number.iter_mut().rev() {
            let value = u32::from(*byte) * 36 + rest;
            (*byte, rest) = ((value & 0xff) as u8, value >> 8);
        }
    }
    hex(&number)
}

fn in_base36(mut number: [u8; 20]) -> String {
    let mut out = [b'0'; 31];
    for place in out.iter_mut().rev() {
        let mut rest = 0;
        for byte in &mut number {
            let value = rest * 256 + u32::from(*byte);
            (*byte, rest) = ((value / 36) as u8, value % 36);
        }
        *place = b"0123456789abcdefghijklmnopqrstuvwxyz"[rest as usize];
    }
    ascii(&out)
}

/// Bytes in lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    let mut out = vec![0; bytes.len() * 2];
    hex_into(bytes, &mut out);
    ascii(&out)
}

/// Writes bytes in lower-case hexadecimal into a buffer twice as long.
pub fn hex_into(bytes: &[u8], out: &mut [u8]) {
    /// The digits of each byte.
    const PAIRS: [[u8; 2]; 256] = {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let mut pairs = [[0; 2]; 256];
        let mut byte = 0;
        while byte < pairs.len() {
            pairs[byte] = [DIGITS[byte >> 4], DIGITS[byte & 15]];
            byte += 1;
        }
        pairs
    };
    debug_assert_eq!(out.len(), bytes.len() * 2);
    for (pair, byte) in out.as_chunks_mut().0.iter_mut().zip(bytes) {
        *pair = PAIRS[usize::from(*byte)];
    }
}

/// Whether two secrets are the same, in a time that tells nothing but their lengths.
pub fn equal(one: &[u8], other: &[u8]) -> bool {
    one.ct_eq(other).into()
}

/// What HMAC-MD5 knows of a key: the inner and the outer state after the padded key. With it the HMAC of a short
/// message is two MD5 blocks instead of four.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Midstate {
    inner: [u32; 4],
    outer: [u32; 4],
}

/// A message so short that it fills one block with what closes it.
#[derive(Clone)]
pub struct Short {
    /// The message and the mark of its end.
    block: [u8; 64],
    length: usize,
}

impl Short {
    /// How long it can be.
    pub const ROOM: usize = 55;

    /// The message of no bytes.
    pub const fn empty() -> Self {
        let mut block = [0; 64];
        block[0] = END;
        Self { block, length: 0 }
    }

    /// Adds to it.
    pub fn push(&mut self, bytes: &[u8]) {
        let end = self.length + bytes.len();
        assert!(end <= Self::ROOM, "no short message");
        self.block[self.length..end].copy_from_slice(bytes);
        self.block[end] = END;
        self.length = end;
    }

    #[inline]
    fn word(&self, place: usize) -> u32 {
        u32::from_le_bytes(self.block.as_chunks().0[place])
    }
}

impl Midstate {
    /// The states of a key.
    pub fn of(key: &[u8]) -> Self {
        let mut block = [0; 64];
        if key.len() > block.len() {
            block[..16].copy_from_slice(&md5(key));
        } else {
            block[..key.len()].copy_from_slice(key);
        }
        let padded = |pad: u8| {
            let mut state = INITIAL;
            compress_one(&mut state, &block.map(|byte| byte ^ pad));
            state
        };
        Self { inner: padded(0x36), outer: padded(0x5c) }
    }

    /// The HMAC of a message of any length.
    pub fn hmac(&self, message: &[u8]) -> [u8; 16] {
        let mut state = self.inner;
        let (blocks, rest) = message.as_chunks::<64>();
        for block in blocks {
            compress_one(&mut state, block);
        }
        let mut block = [0; 64];
        block[..rest.len()].copy_from_slice(rest);
        block[rest.len()] = END;
        if rest.len() > Short::ROOM {
            compress_one(&mut state, &block);
            block = [0; 64];
        }
        block[56..].copy_from_slice(&bits_after_key(message.len()).to_le_bytes());
        compress_one(&mut state, &block);
        digest(&self.finish(state.map(Wrapping)), 0)
    }

    /// The HMACs of short messages, computed side by side.
    pub fn hmacs(&self, messages: &[Short]) -> SmallVec<[[u8; 16]; 8]> {
        let mut digests = SmallVec::with_capacity(messages.len());
        for some in messages.chunks(8) {
            match some.len() {
                1 => self.side_by_side::<Wrapping<u32>>(some, &mut digests),
                2..=4 => self.side_by_side::<u32x4>(some, &mut digests),
                _ => self.side_by_side::<u32x8>(some, &mut digests),
            }
        }
        digests
    }

    /// As many messages as a word has lanes, or fewer.
    fn side_by_side<W: Word>(&self, messages: &[Short], digests: &mut SmallVec<[[u8; 16]; 8]>) {
        let message = |lane: usize| messages.get(lane).unwrap_or(&messages[0]);
        let mut words = std::array::from_fn(|place| W::of(|lane| message(lane).word(place)));
        words[14] = W::of(|lane| bits_after_key(message(lane).length) as u32);
        let mut state = self.inner.map(W::all);
        compress(&mut state, &words);
        let state = self.finish(state);
        digests.extend((0..messages.len()).map(|lane| digest(&state, lane)));
    }

    /// The outer digest over inner ones.
    fn finish<W: Word>(&self, inner: [W; 4]) -> [W; 4] {
        let mut words = [W::all(0); 16];
        words[..4].copy_from_slice(&inner);
        words[4] = W::all(END.into());
        words[14] = W::all(bits_after_key(16) as u32);
        let mut state = self.outer.map(W::all);
        compress(&mut state, &words);
        state
    }
}

/// The digest that a lane came to.
#[inline]
fn digest<W: Word>(state: &[W; 4], lane: usize) -> [u8; 16] {
    let mut digest = [0; 16];
    for (bytes, word) in digest.as_chunks_mut().0.iter_mut().zip(state) {
        *bytes = word.lane(lane).to_le_bytes();
    }
    digest
}

fn compress_one(state: &mut [u32; 4], block: &[u8; 64]) {
    let words = std::array::from_fn(|place| Wrapping(u32::from_le_bytes(block.as_chunks().0[place])));
    let mut lanes = state.map(Wrapping);
    compress(&mut lanes, &words);
    *state = lanes.map(|word| word.0);
}

impl fmt::Debug for Midstate {
    /// Keeps the secret out of logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Midstate")
    }
}

/// What follows the last byte of a message.
const END: u8 = 0x80;

/// The length that closes a digest begun with a padded key.
fn bits_after_key(message: usize) -> u64 {
    (64 + message as u64) * 8
}

fn ascii(bytes: &[u8]) -> String {
    std::str::from_utf8(bytes).expect("digits are ASCII").to_owned()
}

#[cfg(test)]
mod tests {
    use hmac::{Hmac, KeyInit, Mac};
    use proptest::prelude::*;

    use super::*;

    fn reference(key: &[u8], message: &[u8]) -> [u8; 16] {
        let mut mac = Hmac::<Md5>::new_from_slice(key).expect("a key may have any length");
        mac.update(message);
        mac.finalize().into_bytes().into()
    }

    #[test]
    fn digests_are_spelled_as_mediawiki_spells_them() {
        assert_eq!(md5_hex(b""), "d41d8cd98f00b204e9800998ecf8427e");
        assert_eq!(sha1_hex(b""), "da39a3ee5e6b4b0d3255bfef95601890afd80709");
        assert_eq!(sha1_base36(b""), "phoiac9h4m842xq45sp7s6u21eteeq1");
        assert_eq!(sha1_base36(b"Seed page."), "qjsh4wisqui8m66op8dq3sod9ghrvqm");
        assert_eq!(hex_of_base36(&sha1_base36(b"Seed page.")), sha1_hex(b"Seed page."));
        assert_eq!(base36_of_hex(&sha1_hex(b"Seed page.")), Some(sha1_base36(b"Seed page.")));
        assert_eq!(
            (base36_of_hex("abc"), base36_of_hex(&"g".repeat(40)), base36_of_hex(&"+1".repeat(20))),
            (None, None, None)
        );
        assert_eq!(hex(&[0, 0x9f, 0xff]), "009fff");
    }

    #[test]
    fn secrets_are_equal_only_as_a_whole() {
        assert!(equal(b"secret", b"secret"));
        assert!(!equal(b"secret", b"secres"));
        assert!(!equal(b"secret", b"secre"));
        assert_eq!(format!("{:?}", Midstate::of(b"secret")), "Midstate");
    }

    proptest! {
        #[test]
        fn a_midstate_gives_the_hmac_of_any_message(
            key in prop::collection::vec(any::<u8>(), 0..200),
            message in prop::collection::vec(any::<u8>(), 0..300),
        ) {
            prop_assert_eq!(Midstate::of(&key).hmac(&message), reference(&key, &message));
        }

        #[test]
        fn lanes_do_not_disturb_each_other(
            key in prop::collection::vec(any::<u8>(), 0..80),
            messages in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..=Short::ROOM), 0..20),
        ) {
            let expected: Vec<_> = messages.iter().map(|message| reference(&key, message)).collect();
            let short = |message: &Vec<u8>| {
                let (one, other) = message.split_at(message.len() / 2);
                let mut short = Short::empty();
                short.push(one);
                short.push(other);
                short
            };
            let messages: Vec<_> = messages.iter().map(short).collect();
            prop_assert_eq!(&*Midstate::of(&key).hmacs(&messages), expected);
        }

        #[test]
        fn base_36_is_the_number_that_hexadecimal_is(bytes in prop::collection::vec(any::<u8>(), 0..50)) {
            let digest: [u8; 20] = Sha1::digest(&bytes).into();
            let low = u128::from_be_bytes(digest[4..].try_into().expect("16 of 20 bytes"));
            let mut sum = 0u128;
            for digit in sha1_base36(&bytes).chars() {
                sum = sum.wrapping_mul(36).wrapping_add(digit.to_digit(36).expect("a digit").into());
            }
            prop_assert_eq!(sum, low);
        }
    }
}
