//! `Special:RunJobs`: a wiki asks itself to do what it has put off (`SpecialRunJobs`). Nothing is ever put off here.

use std::fmt::Write as _;

use sha1::{Digest as _, Sha1};

use super::{House, page};
use crate::{
    api::{Arrival, Method, Reply},
    base::digest,
    param::Fields,
};

/// What must be said, and what may be.
const REQUIRED: [&str; 4] = ["title", "tasks", "signature", "sigexpiry"];
const OPTIONAL: [&str; 5] = ["maxjobs", "maxtime", "type", "async", "stats"];

pub(super) fn answer(house: &House, arrival: &Arrival<'_>, fields: &Fields<'_>) -> Reply {
    let wiki = &house.service.wiki;
    if wiki.site().read_only.is_some() {
        return refused(423, "Locked", "Wiki is in read-only mode.");
    }
    if arrival.method != Method::Post {
        return refused(400, "Bad Request", "Request must be POSTed.");
    }
    let missing: Vec<&str> = REQUIRED.into_iter().filter(|name| fields.value(name).is_none()).collect();
    if !missing.is_empty() {
        return refused(400, "Bad Request", &format!("Missing parameters: {}", missing.join(", ")));
    }
    let expiry: i64 = fields.value("sigexpiry").and_then(|text| text.parse().ok()).unwrap_or(0);
    let given = fields.value("signature").unwrap_or_default();
    let key = wiki.site().secret_key.as_deref();
    let right = key.is_some_and(|key| digest::equal(signature(key, fields).as_bytes(), given.as_bytes()));
    if !right || expiry < wiki.now().unix() {
        return refused(400, "Bad Request", "Invalid or stale signature provided.");
    }
    let is_off = |name| matches!(fields.value(name), Some("" | "0"));
    if !is_off("async") {
        return Reply::new(202).header("content-type", "text/html; charset=UTF-8");
    }
    match fields.value("stats") {
        Some(_) if !is_off("stats") => Reply::new(200)
            .header("content-type", "application/json")
            .body("{\"jobs\":[],\"reached\":\"none-ready\",\"backoffs\":[],\"elapsed\":0}"),
        _ => Reply::new(200).header("content-type", "text/html; charset=UTF-8").body("Done\n"),
    }
}

fn refused(status: u16, label: &str, words: &str) -> Reply {
    page(status, label, words).header("cache-control", "private, must-revalidate, max-age=0")
}

/// What the parameters are signed with (`getQuerySignature`).
fn signature(key: &str, fields: &Fields<'_>) -> String {
    let mut names: Vec<&str> =
        REQUIRED.into_iter().chain(OPTIONAL).filter(|name| *name != "signature").collect();
    names.sort_unstable();
    let mut query = String::new();
    for name in names {
        let Some(value) = fields.value(name) else { continue };
        let joint = if query.is_empty() { "" } else { "&" };
        let _ = write!(query, "{joint}{name}=");
        encode(&mut query, value);
    }
    hmac_sha1(key.as_bytes(), query.as_bytes())
}

/// PHP's `urlencode()`.
fn encode(out: &mut String, text: &str) {
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => out.push(char::from(byte)),
            b' ' => out.push('+'),
            _ => _ = write!(out, "%{byte:02X}"),
        }
    }
}

/// RFC 2104 with SHA-1, in hexadecimal digits.
fn hmac_sha1(key: &[u8], message: &[u8]) -> String {
    const BLOCK: usize = 64;
    let mut block = [0; BLOCK];
    if key.len() > BLOCK {
        block[..20].copy_from_slice(&Sha1::digest(key));
    } else {
        block[..key.len()].copy_from_slice(key);
    }
    let mixed = |byte: u8| block.map(|one| one ^ byte);
    let inner = Sha1::new().chain_update(mixed(0x36)).chain_update(message).finalize();
    let outer = Sha1::new().chain_update(mixed(0x5c)).chain_update(inner).finalize();
    digest::hex(&outer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_is_that_of_rfc_2202() {
        let digest = hmac_sha1(b"Jefe", b"what do ya want for nothing?");
        assert_eq!(digest, "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
        assert_eq!(
            hmac_sha1(&[0xaa; 80], b"Test Using Larger Than Block-Size Key - Hash Key First"),
            "aa4ae5e15272d00e95705637ce8a3b55ed402112"
        );
    }
}
