//! Signatures with RSA and SHA-256 (RS256: PKCS #1 version 1.5), for tokens that a client may look into.

use std::{fmt, sync::Arc};

use base64::{Engine, prelude::BASE64_STANDARD};
use ring::{
    rand::SystemRandom,
    signature::{KeyPair as _, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256, RsaKeyPair, UnparsedPublicKey},
};

/// A private key.
#[derive(Clone)]
pub struct RsaKey(Arc<RsaKeyPair>);

impl RsaKey {
    /// Reads a key in PEM, as `openssl genrsa` writes it; `None` if it is none, or has not 2048 to 4096 bits.
    pub fn from_pem(pem: &str) -> Option<Self> {
        let body: String = pem.lines().filter(|line| !line.starts_with("-----")).map(str::trim).collect();
        let der = BASE64_STANDARD.decode(body).ok()?;
        // PKCS #8, or what PKCS #1 had before.
        let pair = RsaKeyPair::from_pkcs8(&der).or_else(|_| RsaKeyPair::from_der(&der)).ok()?;
        Some(Self(Arc::new(pair)))
    }

    /// Signs a message.
    pub fn sign(&self, message: &[u8]) -> Vec<u8> {
        let mut signature = vec![0; self.0.public().modulus_len()];
        self.0
            .sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message, &mut signature)
            .expect("the room is as long as the key, and the system gives random bytes");
        signature
    }

    /// Whether that is the signature of a message.
    pub fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        let public = UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, self.0.public_key());
        public.verify(message, signature).is_ok()
    }
}

impl fmt::Debug for RsaKey {
    /// Keeps the key out of logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RsaKey")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = include_str!("rsa/known.pem");

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
        let other_form = RsaKey::from_pem(include_str!("rsa/known-pkcs1.pem")).unwrap();
        assert_eq!(other_form.sign(b"hello"), signature);
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
            assert!(RsaKey::from_pem(text).is_none(), "{text}");
        }
    }
}
