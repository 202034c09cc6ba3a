//! Addresses: percent signs as PHP and MediaWiki write them, and the protocols that are known.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, PercentEncode, utf8_percent_encode};

/// What addresses begin with that MediaWiki knows, `$wgUrlProtocols`; the relative `//` aside.
pub const PROTOCOLS: &[&str] = &[
    "bitcoin:",
    "ftp://",
    "ftps://",
    "geo:",
    "git://",
    "gopher://",
    "http://",
    "https://",
    "irc://",
    "ircs://",
    "magnet:",
    "mailto:",
    "matrix:",
    "mms://",
    "news:",
    "nntp://",
    "redis://",
    "sftp://",
    "sip:",
    "sips:",
    "sms:",
    "ssh://",
    "svn://",
    "tel:",
    "telnet://",
    "urn:",
    "worldwind://",
    "xmpp:",
];

/// What `rawurlencode` leaves as it is: RFC 3986's unreserved characters.
const RAW: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// What `wfUrlencode` leaves as it is, so that titles in addresses stay readable.
const TITLE: &AsciiSet = &RAW
    .remove(b';')
    .remove(b'@')
    .remove(b'$')
    .remove(b'!')
    .remove(b'*')
    .remove(b'(')
    .remove(b')')
    .remove(b',')
    .remove(b'/')
    .remove(b':');

/// `rawurlencode`.
pub fn encode(text: &str) -> PercentEncode<'_> {
    utf8_percent_encode(text, RAW)
}

/// `rawurlencode` of bytes that need not be UTF-8.
pub fn encode_bytes(bytes: &[u8]) -> PercentEncode<'_> {
    percent_encoding::percent_encode(bytes, RAW)
}

/// A title's key as addresses have it (`wfUrlencode`).
pub fn encode_title(key: &str) -> PercentEncode<'_> {
    utf8_percent_encode(key, TITLE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_stay_readable_in_addresses() {
        assert_eq!(encode_title("User_talk:A/b(c)&?+é").to_string(), "User_talk:A/b(c)%26%3F%2B%C3%A9");
        assert_eq!(encode("a b/~").to_string(), "a%20b%2F~");
        assert_eq!(encode_bytes(b"\xe9").to_string(), "%E9");
    }
}
