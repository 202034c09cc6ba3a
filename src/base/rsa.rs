//! Signatures with RSA and SHA-256 (RS256: PKCS #1 version 1.5), for tokens that a client may look into.
//!
//! A double signs with a key that everybody may know, so nothing here hides how long it takes.

use std::fmt;

use base64::{Engine, prelude::BASE64_STANDARD};
use sha2::{Digest, Sha256};

/// What stands before the digest in what is signed: that it is one of SHA-256.
const DIGEST_INFO: [u8; 19] = [
    0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00,
    0x04, 0x20,
];

/// A private key.
#[derive(Clone, PartialEq, Eq)]
pub struct RsaKey {
    modulus: Vec<u64>,
    public: Vec<u64>,
    private: Vec<u64>,
    /// What the lowest limb of the modulus is multiplied with to become -1.
    inverse: u64,
    bytes: usize,
}

impl RsaKey {
    /// Reads a key in PEM, as `openssl genrsa` writes it; `None` if it is none, or has less than 1024 bits.
    pub fn from_pem(pem: &str) -> Option<Self> {
        let body: String = pem.lines().filter(|line| !line.starts_with("-----")).map(str::trim).collect();
        let der = BASE64_STANDARD.decode(body).ok()?;
        let (outer, _) = element(&der, 0x30)?;
        let (_, rest) = element(outer, 0x02)?;
        // PKCS #8 names the algorithm first, and has the key of PKCS #1 within.
        let numbers = match element(rest, 0x30) {
            Some((_, rest)) => {
                let (inner, _) = element(rest, 0x04)?;
                let (inner, _) = element(inner, 0x30)?;
                element(inner, 0x02)?.1
            }
            None => rest,
        };
        let (modulus, rest) = element(numbers, 0x02)?;
        let (public, rest) = element(rest, 0x02)?;
        let (private, _) = element(rest, 0x02)?;
        let [modulus, public, private] = [modulus, public, private].map(limbs);
        if modulus.len() < 16 || modulus[0] & 1 == 0 {
            return None;
        }
        let bytes = modulus.len() * 8 - modulus.last()?.leading_zeros() as usize / 8;
        // Newton: each step doubles how many of the low bits are right.
        let inverse = (0..6).fold(1u64, |inverse, _| {
            inverse.wrapping_mul(2u64.wrapping_sub(modulus[0].wrapping_mul(inverse)))
        });
        Some(Self { inverse: inverse.wrapping_neg(), modulus, public, private, bytes })
    }

    /// Signs a message.
    pub fn sign(&self, message: &[u8]) -> Vec<u8> {
        self.bytes_of(&self.power(&limbs(&self.padded(message)), &self.private))
    }

    /// Whether that is the signature of a message.
    pub fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        let number = limbs(signature);
        if signature.len() != self.bytes || !is_less(&number, &self.modulus) {
            return false;
        }
        super::digest::equal(&self.bytes_of(&self.power(&number, &self.public)), &self.padded(message))
    }

    fn padded(&self, message: &[u8]) -> Vec<u8> {
        let digest = Sha256::digest(message);
        let filling = self.bytes - 3 - DIGEST_INFO.len() - digest.len();
        let mut padded = vec![0, 1];
        padded.resize(2 + filling, 0xff);
        padded.push(0);
        padded.extend(DIGEST_INFO);
        padded.extend(digest);
        padded
    }

    fn bytes_of(&self, number: &[u64]) -> Vec<u8> {
        let all: Vec<u8> = number.iter().rev().flat_map(|limb| limb.to_be_bytes()).collect();
        all[all.len() - self.bytes..].to_vec()
    }

    /// A number to the power of another, modulo the key's (Montgomery's way: nothing is divided).
    fn power(&self, base: &[u64], exponent: &[u64]) -> Vec<u64> {
        let size = self.modulus.len();
        let mut base = base.to_vec();
        base.resize(size, 0);
        let mut one = vec![0; size];
        one[0] = 1;
        // 2^(128 · size) modulo the modulus, by doubling 1.
        let mut square = one.clone();
        for _ in 0..128 * size {
            self.double(&mut square);
        }
        let base = self.multiply(&base, &square);
        let mut result = self.multiply(&one, &square);
        for bit in (0..exponent.len() * 64).rev() {
            result = self.multiply(&result, &result);
            if exponent[bit / 64] >> (bit % 64) & 1 == 1 {
                result = self.multiply(&result, &base);
            }
        }
        self.multiply(&result, &one)
    }

    fn double(&self, number: &mut [u64]) {
        let mut carry = 0;
        for limb in number.iter_mut() {
            (*limb, carry) = (*limb << 1 | carry, *limb >> 63);
        }
        self.reduce(number, carry);
    }

    /// One times the other, divided by 2^(64 · limbs), modulo the modulus.
    fn multiply(&self, one: &[u64], other: &[u64]) -> Vec<u64> {
        let size = self.modulus.len();
        let mut sum = vec![0u64; size + 2];
        for limb in one {
            add_product(&mut sum, other, *limb);
            let factor = sum[0].wrapping_mul(self.inverse);
            add_product(&mut sum, &self.modulus, factor);
            // The lowest limb is 0 now.
            sum.copy_within(1.., 0);
            sum[size + 1] = 0;
        }
        let carry = sum[size];
        sum.truncate(size);
        self.reduce(&mut sum, carry);
        sum
    }

    /// Takes the modulus away once, if the number and what it carries are not less.
    fn reduce(&self, number: &mut [u64], carry: u64) {
        if carry == 0 && is_less(number, &self.modulus) {
            return;
        }
        let mut borrow = false;
        for (limb, less) in number.iter_mut().zip(&self.modulus) {
            let (difference, first) = limb.overflowing_sub(*less);
            let (difference, second) = difference.overflowing_sub(borrow.into());
            (*limb, borrow) = (difference, first || second);
        }
    }
}

impl fmt::Debug for RsaKey {
    /// Keeps the key out of logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RsaKey")
    }
}

/// Adds a number times a limb.
fn add_product(sum: &mut [u64], number: &[u64], limb: u64) {
    let mut carry = 0u128;
    let mut places = sum.iter_mut();
    for (place, other) in places.by_ref().zip(number.iter().chain([&0, &0])) {
        let total = u128::from(*other) * u128::from(limb) + u128::from(*place) + carry;
        *place = total as u64;
        carry = total >> 64;
    }
}

/// Whether a number is less than another.
fn is_less(one: &[u64], other: &[u64]) -> bool {
    let size = one.len().max(other.len());
    let at = |number: &[u64], place: usize| number.get(place).copied().unwrap_or_default();
    (0..size).rev().map(|place| at(one, place).cmp(&at(other, place))).find(|order| order.is_ne())
        == Some(std::cmp::Ordering::Less)
}

/// Bytes, the highest first, as limbs, the lowest first.
fn limbs(bytes: &[u8]) -> Vec<u64> {
    let start = bytes.iter().position(|byte| *byte != 0).unwrap_or(bytes.len());
    bytes[start..]
        .rchunks(8)
        .map(|chunk| chunk.iter().fold(0, |limb, byte| limb << 8 | u64::from(*byte)))
        .collect()
}

/// What an element of DER holds, and what comes after it.
fn element(der: &[u8], tag: u8) -> Option<(&[u8], &[u8])> {
    let (first, rest) = der.split_first()?;
    let (length, rest) = rest.split_first()?;
    let (length, rest) = match length {
        0..=0x7f => (usize::from(*length), rest),
        0x81..=0x83 => {
            let (bytes, rest) = rest.split_at_checked(usize::from(length & 0x7f))?;
            (bytes.iter().fold(0, |length, byte| length << 8 | usize::from(*byte)), rest)
        }
        _ => return None,
    };
    (*first == tag).then(|| rest.split_at_checked(length)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = include_str!("testdata/rsa.pem");

    /// `printf hello | openssl dgst -sha256 -sign rsa.pem | base64 -w0`
    const SIGNED: &str = concat!(
        "fyq7fIXH/2vLrvyVQqwzMc7LKJmPQ4nbArYKv5PAyxjrANsPR3nPL6wQENplcPf4HUoX8HaIL1+jTjXpP9da50IGhx",
        "j0Jc58XWyW5VD3ZAzB8JgBJqSAPVXOZSi1Sn/L2K5oDwwLvZStJFVHt6Nk3f7eeROUadR68i+ThtwKAEwx+aWML48o",
        "J6Eo7Y+4xmmCU381HVEKIPWKelenwf8wwjl07Mtx/U389DG+EJpX/I1N7h3+YDDAkuitNfSRifUA8hzCkUOPsScjdM",
        "hOnc5QyeD/3/Kph67jOcxLe0rMgHY+i39Vy4JLtCHmRhNpkJwt2RMI2faosJnAkGTXwWJ/uQ==",
    );

    #[test]
    fn a_signature_is_the_one_of_openssl() {
        let key = RsaKey::from_pem(KEY).unwrap();
        let signature = key.sign(b"hello");
        assert_eq!(BASE64_STANDARD.encode(&signature), SIGNED);
        assert!(key.verifies(b"hello", &signature) && !key.verifies(b"hallo", &signature));
        assert_eq!(RsaKey::from_pem(include_str!("testdata/rsa-pkcs1.pem")), Some(key));
    }

    #[test]
    fn what_is_no_signature_is_none() {
        let key = RsaKey::from_pem(KEY).unwrap();
        let mut signature = key.sign(b"hello");
        assert!(!key.verifies(b"hello", &signature[1..]) && !key.verifies(b"hello", &[0xff; 256]));
        signature[9] ^= 1;
        assert!(!key.verifies(b"hello", &signature));
    }

    #[test]
    fn what_is_no_key_is_none() {
        for text in ["", "x", "-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----"] {
            assert_eq!(RsaKey::from_pem(text), None, "{text}");
        }
    }
}
