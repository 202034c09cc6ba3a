//! The cookies of a request, read as PHP reads them.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;
use smallvec::SmallVec;

/// The pairs of one `Cookie` header, taken apart once and decoded only when asked for.
#[derive(Debug, Default)]
pub struct Cookies<'r>(SmallVec<[(&'r str, &'r str); 8]>);

impl<'r> Cookies<'r> {
    /// Takes the header apart. PHP trims the white space before a name and nothing else.
    pub fn parse(header: Option<&'r str>) -> Self {
        let header = header.unwrap_or_default();
        let mut pairs = SmallVec::new();
        let (mut start, mut equals) = (0, None);
        let ends = header.bytes().chain([b';']).enumerate();
        for (at, byte) in ends {
            match byte {
                b'=' if equals.is_none() => equals = Some(at),
                b';' => {
                    let name = header[start..equals.unwrap_or(at)].trim_ascii_start();
                    if !name.is_empty() {
                        pairs.push((name, equals.map_or("", |equals| &header[equals + 1..at])));
                    }
                    (start, equals) = (at + 1, None);
                }
                _ => (),
            }
        }
        Self(pairs)
    }

    /// The value of the cookie of that name. The first of several wins; `+` stays a plus sign in cookies.
    pub fn get(&self, name: &str) -> Option<Cow<'r, str>> {
        let (_, value) = self.0.iter().find(|(sent, _)| php_reads(sent, name))?;
        if memchr::memchr(b'%', value.as_bytes()).is_none() {
            return Some(Cow::Borrowed(value));
        }
        Some(percent_decode_str(value).decode_utf8_lossy())
    }

    /// Whether no cookie was sent at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Whether PHP calls a cookie sent as `sent` by `name`: dots and spaces become `_`, percent signs stay.
fn php_reads(sent: &str, name: &str) -> bool {
    sent == name
        || (sent.len() == name.len()
            && sent.bytes().zip(name.bytes()).all(|(a, b)| a == b || (b == b'_' && matches!(a, b'.' | b' '))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_two_cookies_wins() {
        let cookies = Cookies::parse(Some("a=1; a=2; b=3"));
        assert_eq!(cookies.get("a").as_deref(), Some("1"));
        assert_eq!(cookies.get("b").as_deref(), Some("3"));
        assert_eq!(cookies.get("c"), None);
    }

    #[test]
    fn values_are_decoded_and_a_plus_stays() {
        let cookies = Cookies::parse(Some("n=Bot%20Owner+x; q=\"q\"; e=a=b; z= 1 "));
        assert_eq!(cookies.get("n").as_deref(), Some("Bot Owner+x"));
        assert_eq!(cookies.get("q").as_deref(), Some("\"q\""));
        assert_eq!(cookies.get("e").as_deref(), Some("a=b"));
        assert_eq!(cookies.get("z").as_deref(), Some(" 1 "));
    }

    #[test]
    fn dots_and_spaces_in_names_are_underscores() {
        let cookies = Cookies::parse(Some("b.c=1; d e=2;   f=3; =v; g; c%2Ed=4"));
        assert_eq!(cookies.get("b_c").as_deref(), Some("1"));
        assert_eq!(cookies.get("d_e").as_deref(), Some("2"));
        assert_eq!(cookies.get("f").as_deref(), Some("3"));
        assert_eq!(cookies.get("g").as_deref(), Some(""));
        assert_eq!(cookies.get("").as_deref(), None);
        assert_eq!(cookies.get("c%2Ed").as_deref(), Some("4"));
    }

    #[test]
    fn a_broken_header_has_no_cookies() {
        assert!(Cookies::parse(None).is_empty());
        assert!(Cookies::parse(Some(";;; ;=;")).is_empty());
        assert_eq!(Cookies::parse(Some("a=%zz%4")).get("a").as_deref(), Some("%zz%4"));
    }
}
