//! Digests: MD5 and its HMAC as tokens need them, SHA-1 as revisions need it, and comparing secrets.

use std::fmt;

use md5::{Digest, Md5};
use serde::{Deserialize, Serialize};
use sha1::Sha1;
use subtle::ConstantTimeEq;

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
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    debug_assert_eq!(out.len(), bytes.len() * 2);
    for (pair, byte) in out.chunks_exact_mut(2).zip(bytes) {
        pair[0] = DIGITS[usize::from(byte >> 4)];
        pair[1] = DIGITS[usize::from(byte & 15)];
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

/// The longest message that [`Midstate::hmac_lanes`] takes: with its length it fills one block.
pub const SHORT: usize = 55;

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
        block[rest.len()] = 0x80;
        if rest.len() > SHORT {
            compress_one(&mut state, &block);
            block = [0; 64];
        }
        block[56..].copy_from_slice(&bits_after_key(message.len()).to_le_bytes());
        compress_one(&mut state, &block);
        let [digest] = self.finish(state.map(|word| [word]));
        digest
    }

    /// The HMACs of several messages of at most [`SHORT`] bytes, computed side by side.
    #[inline]
    pub fn hmac_lanes<const N: usize>(&self, messages: [&[u8]; N]) -> [[u8; 16]; N] {
        let mut words = [[0; N]; 16];
        for (lane, message) in messages.iter().enumerate() {
            let mut block = [0; 64];
            block[..message.len()].copy_from_slice(message);
            block[message.len()] = 0x80;
            block[56..].copy_from_slice(&bits_after_key(message.len()).to_le_bytes());
            for (word, bytes) in words.iter_mut().zip(block.as_chunks::<4>().0) {
                word[lane] = u32::from_le_bytes(*bytes);
            }
        }
        let mut state = self.inner.map(|word| [word; N]);
        compress(&mut state, &words);
        self.finish(state)
    }

    /// The outer digest over inner ones.
    #[inline]
    fn finish<const N: usize>(&self, inner: [[u32; N]; 4]) -> [[u8; 16]; N] {
        let mut words = [[0; N]; 16];
        words[..4].copy_from_slice(&inner);
        words[4] = [0x80; N];
        words[14] = [bits_after_key(16) as u32; N];
        let mut state = self.outer.map(|word| [word; N]);
        compress(&mut state, &words);
        std::array::from_fn(|lane| {
            let mut digest = [0; 16];
            for (bytes, word) in digest.as_chunks_mut::<4>().0.iter_mut().zip(&state) {
                *bytes = word[lane].to_le_bytes();
            }
            digest
        })
    }
}

impl fmt::Debug for Midstate {
    /// Keeps the secret out of logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Midstate")
    }
}

/// The length that closes a digest begun with a padded key.
fn bits_after_key(message: usize) -> u64 {
    (64 + message as u64) * 8
}

fn ascii(bytes: &[u8]) -> String {
    std::str::from_utf8(bytes).expect("digits are ASCII").to_owned()
}

/// MD5's state before the first block (RFC 1321, as all that follows).
const INITIAL: [u32; 4] = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476];

/// How far each round turns, by step modulo 4.
const TURNS: [[u32; 4]; 4] = [[7, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21]];

/// The sines of 1 to 64, as fractions of 2^32.
#[rustfmt::skip]
const SINES: [u32; 64] = [
    0xd76a_a478, 0xe8c7_b756, 0x2420_70db, 0xc1bd_ceee, 0xf57c_0faf, 0x4787_c62a, 0xa830_4613, 0xfd46_9501,
    0x6980_98d8, 0x8b44_f7af, 0xffff_5bb1, 0x895c_d7be, 0x6b90_1122, 0xfd98_7193, 0xa679_438e, 0x49b4_0821,
    0xf61e_2562, 0xc040_b340, 0x265e_5a51, 0xe9b6_c7aa, 0xd62f_105d, 0x0244_1453, 0xd8a1_e681, 0xe7d3_fbc8,
    0x21e1_cde6, 0xc337_07d6, 0xf4d5_0d87, 0x455a_14ed, 0xa9e3_e905, 0xfcef_a3f8, 0x676f_02d9, 0x8d2a_4c8a,
    0xfffa_3942, 0x8771_f681, 0x6d9d_6122, 0xfde5_380c, 0xa4be_ea44, 0x4bde_cfa9, 0xf6bb_4b60, 0xbebf_bc70,
    0x289b_7ec6, 0xeaa1_27fa, 0xd4ef_3085, 0x0488_1d05, 0xd9d4_d039, 0xe6db_99e5, 0x1fa2_7cf8, 0xc4ac_5665,
    0xf429_2244, 0x432a_ff97, 0xab94_23a7, 0xfc93_a039, 0x655b_59c3, 0x8f0c_cc92, 0xffef_f47d, 0x8584_5dd1,
    0x6fa8_7e4f, 0xfe2c_e6e0, 0xa301_4314, 0x4e08_11a1, 0xf753_7e82, 0xbd3a_f235, 0x2ad7_d2bb, 0xeb86_d391,
];

fn compress_one(state: &mut [u32; 4], block: &[u8; 64]) {
    let mut words = [[0]; 16];
    for (word, bytes) in words.iter_mut().zip(block.as_chunks::<4>().0) {
        *word = [u32::from_le_bytes(*bytes)];
    }
    let mut lanes = state.map(|word| [word]);
    compress(&mut lanes, &words);
    *state = lanes.map(|[word]| word);
}

/// One block of MD5 in N lanes. Plain arrays, so that the compiler makes vectors of them.
#[inline]
fn compress<const N: usize>(state: &mut [[u32; N]; 4], words: &[[u32; N]; 16]) {
    let before = *state;
    round::<0, N>(state, words, |step| step, |x, y, z| z ^ (x & (y ^ z)));
    round::<1, N>(state, words, |step| step * 5 + 1, |x, y, z| y ^ (z & (x ^ y)));
    round::<2, N>(state, words, |step| step * 3 + 5, |x, y, z| x ^ y ^ z);
    round::<3, N>(state, words, |step| step * 7, |x, y, z| y ^ (x | !z));
    for (after, before) in state.as_flattened_mut().iter_mut().zip(before.as_flattened()) {
        *after = after.wrapping_add(*before);
    }
}

#[inline(always)]
#[expect(clippy::inline_always, reason = "a call per round would keep its constants from being folded in")]
fn round<const ROUND: usize, const N: usize>(
    state: &mut [[u32; N]; 4],
    words: &[[u32; N]; 16],
    place: impl Fn(usize) -> usize,
    mix: impl Fn(u32, u32, u32) -> u32,
) {
    let [mut a, mut b, mut c, mut d] = *state;
    let step = |step: usize, a: &mut [u32; N], b: &[u32; N], c: &[u32; N], d: &[u32; N]| {
        for lane in 0..N {
            let sum = a[lane]
                .wrapping_add(mix(b[lane], c[lane], d[lane]))
                .wrapping_add(words[place(step) % 16][lane])
                .wrapping_add(SINES[ROUND * 16 + step]);
            a[lane] = b[lane].wrapping_add(sum.rotate_left(TURNS[ROUND][step % 4]));
        }
    };
    let mut quad = |first: usize| {
        step(first, &mut a, &b, &c, &d);
        step(first + 1, &mut d, &a, &b, &c);
        step(first + 2, &mut c, &d, &a, &b);
        step(first + 3, &mut b, &c, &d, &a);
    };
    // Measured: one lane is twice as fast written out, and eight lanes become vectors only in a loop.
    if N == 1 {
        quad(0);
        quad(4);
        quad(8);
        quad(12);
    } else {
        (0..16).step_by(4).for_each(quad);
    }
    *state = [a, b, c, d];
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
            messages in prop::array::uniform8(prop::collection::vec(any::<u8>(), 0..=SHORT)),
        ) {
            let midstate = Midstate::of(&key);
            let expected = messages.each_ref().map(|message| reference(&key, message));
            prop_assert_eq!(midstate.hmac_lanes(messages.each_ref().map(|message| &message[..])), expected);
            prop_assert_eq!(midstate.hmac_lanes([&messages[0][..]]), [expected[0]]);
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
