//! Titles: how a name that somebody typed becomes a page's one name (`MediaWikiTitleCodec`, 1.39).

use std::{borrow::Cow, fmt, sync::Arc};

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::{Interwikis, Namespace, Namespaces, address};
use crate::base::entity;

/// The one name of a page of this wiki: a namespace and a key with underscores. Orders as lists of pages do.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Title {
    namespace: Namespace,
    /// Most are short enough to stand here, so that a row that has a title is read without looking anywhere else.
    key: SmolStr,
}

/// What a text between `[[` and `]]` points at: here or elsewhere, perhaps a part of a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// The page. In another wiki, its namespace is not known and stays what was given; the key may be empty.
    pub title: Title,
    /// What stands behind `#`, with spaces; empty if nothing does.
    pub fragment: String,
    /// The prefix of the other wiki, in small letters.
    pub interwiki: Option<Arc<str>>,
}

/// Why a text is no title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TitleFault {
    /// U+FFFD in it: it was not UTF-8 or had forbidden characters.
    InvalidUtf8,
    /// Nothing is left of it.
    Empty,
    /// `Talk:` before another namespace or wiki.
    TalkNamespace,
    /// This character or reference cannot stand in a title.
    Characters(String),
    /// A part of it is `.` or `..`.
    Relative,
    /// Three tildes.
    MagicTilde,
    /// More bytes than this.
    TooLong(u32),
    /// A colon too many at the start.
    LeadingColon,
}

/// How many bytes a key can have.
const LONGEST: usize = 255;
/// The same for special pages, which are never stored.
const LONGEST_SPECIAL: usize = 512;

impl Title {
    /// A title of parts that are known to be good: a key with underscores, first letter raised.
    pub fn of_key(namespace: Namespace, key: impl Into<SmolStr>) -> Self {
        Self { namespace, key: key.into() }
    }

    /// Reads a title as a link would: an interwiki prefix is found, a fragment is split off.
    pub fn parse(text: &str, within: &Naming<'_>) -> Result<Target, TitleFault> {
        Self::parse_in(text, Namespace::MAIN, within)
    }

    /// As [`Title::parse`], in a namespace unless the text names another.
    pub fn parse_in(text: &str, default: Namespace, within: &Naming<'_>) -> Result<Target, TitleFault> {
        let decoded = entity::decode(text);
        // Only what was decoded can be denormalized: all input comes normalized (Sanitizer 1.39).
        let text = if matches!(decoded, Cow::Owned(_)) { Cow::Owned(normalize(&decoded)) } else { decoded };
        split(&text, default, within)
    }

    /// The title of a name in a namespace, whatever prefix the name seems to have; `None` if it is no title.
    pub fn in_namespace(namespace: Namespace, name: &str, within: &Naming<'_>) -> Option<Self> {
        let info = within.namespaces.get(namespace)?;
        let full = if info.canonical.is_empty() {
            Cow::Borrowed(name)
        } else {
            format!("{}:{name}", info.canonical).into()
        };
        let target = split(&full, Namespace::MAIN, within).ok()?;
        target.interwiki.is_none().then_some(target.title)
    }

    /// Its namespace.
    pub const fn namespace(&self) -> Namespace {
        self.namespace
    }

    /// Its name without the namespace, with underscores.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The same, to be kept by others.
    pub fn shared_key(&self) -> Arc<str> {
        self.key.as_str().into()
    }

    /// Its name without the namespace, with spaces.
    pub fn text(&self) -> Cow<'_, str> {
        spaced(&self.key)
    }

    /// Its full name as people read it: `User talk:Some one`.
    pub fn prefixed(&self, namespaces: &Namespaces) -> String {
        let mut full = String::with_capacity(self.key.len() + 16);
        if self.namespace != Namespace::MAIN {
            match namespaces.name(self.namespace) {
                Some(name) => full.push_str(name),
                // MediaWikiTitleCodec::formatTitle
                None => full.push_str(&format!("Special:Badtitle/NS{}", self.namespace)),
            }
            full.push(':');
        }
        full.extend(self.key.chars().map(|c| if c == '_' { ' ' } else { c }));
        full
    }

    /// Its full name as addresses and the database have it: `User_talk:Some_one`.
    pub fn prefixed_key(&self, namespaces: &Namespaces) -> String {
        self.prefixed(namespaces).replace(' ', "_")
    }

    /// The same name in the talk namespace; `None` where there is no talk.
    pub fn talk(&self) -> Option<Self> {
        self.can_exist().then(|| Self { namespace: self.namespace.talk(), key: self.key.clone() })
    }

    /// The same name in the subject namespace.
    pub fn subject(&self) -> Self {
        Self { namespace: self.namespace.subject(), key: self.key.clone() }
    }

    /// The other page of the pair that is watched together.
    pub fn associated(&self) -> Option<Self> {
        self.can_exist().then(|| Self { namespace: self.namespace.associated(), key: self.key.clone() })
    }

    /// Whether a page of that title can be stored.
    pub fn can_exist(&self) -> bool {
        self.namespace.holds_pages() && !self.key.is_empty()
    }

    /// What stands before the last slash, where slashes make subpages; else the whole.
    pub fn base(&self, namespaces: &Namespaces) -> &str {
        match self.key.rsplit_once('/') {
            Some((base, _)) if namespaces.has_subpages(self.namespace) && !base.is_empty() => base,
            _ => &self.key,
        }
    }

    /// What stands before the first slash, where slashes make subpages; else the whole.
    pub fn root(&self, namespaces: &Namespaces) -> &str {
        match self.key.split_once('/') {
            Some((root, _)) if namespaces.has_subpages(self.namespace) && !root.is_empty() => root,
            _ => &self.key,
        }
    }

    /// Whether it is a subpage, where slashes make subpages.
    pub fn is_subpage(&self, namespaces: &Namespaces) -> bool {
        namespaces.has_subpages(self.namespace) && self.key.contains('/')
    }
}

/// What the meaning of a title depends on.
#[derive(Debug, Clone, Copy)]
pub struct Naming<'w> {
    /// The wiki's namespaces.
    pub namespaces: &'w Namespaces,
    /// The other wikis it knows.
    pub interwikis: &'w Interwikis,
}

impl Target {
    /// The page, if it is one of this wiki.
    pub fn local(self) -> Option<Title> {
        self.interwiki.is_none().then_some(self.title)
    }

    /// Its full name with prefix and fragment, as people read it.
    pub fn full(&self, namespaces: &Namespaces) -> String {
        let mut full = String::new();
        if let Some(prefix) = &self.interwiki {
            full.push_str(prefix);
            full.push(':');
        }
        full.push_str(&self.title.prefixed(namespaces));
        if !self.fragment.is_empty() {
            full.push('#');
            full.push_str(&self.fragment);
        }
        full
    }
}

impl fmt::Display for Title {
    /// For test output only: the wire wants [`Title::prefixed`].
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.namespace, self.key)
    }
}

/// Puts text into the form MediaWiki keeps all text in.
pub fn normalize(text: &str) -> String {
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => text.to_owned(),
        _ => text.nfc().collect(),
    }
}

fn spaced(key: &str) -> Cow<'_, str> {
    if key.contains('_') { Cow::Owned(key.replace('_', " ")) } else { Cow::Borrowed(key) }
}

fn split(text: &str, default: Namespace, within: &Naming<'_>) -> Result<Target, TitleFault> {
    let cleaned = clean(text);
    if cleaned.contains(char::REPLACEMENT_CHARACTER) {
        return Err(TitleFault::InvalidUtf8);
    }
    let mut key: &str = &cleaned;
    let mut namespace = default;
    let mut interwiki = None;
    if let Some(rest) = key.strip_prefix(':') {
        namespace = Namespace::MAIN;
        key = rest.trim_matches('_');
    }
    if key.is_empty() {
        return Err(TitleFault::Empty);
    }
    if let Some((prefix, rest)) = prefix(key) {
        if let Some(named) = within.namespaces.by_name(prefix) {
            if named == Namespace::TALK {
                forbid_talk_of_talk(rest, within)?;
            }
            namespace = named;
            key = rest;
        } else if let Some((known, _)) = within.interwikis.get(prefix) {
            interwiki = Some(Arc::clone(known));
            key = rest;
            if let Some(rest) = key.strip_prefix(':') {
                namespace = Namespace::MAIN;
                key = rest.trim_matches('_');
            }
        }
    }
    let mut fragment = String::new();
    if let Some(at) = memchr::memchr(b'#', key.as_bytes()) {
        fragment = key[at + 1..].replace('_', " ");
        key = key[..at].trim_end_matches('_');
    }
    check(key, namespace)?;
    finish(key, namespace, fragment, interwiki, within)
}

fn finish(
    key: &str,
    namespace: Namespace,
    fragment: String,
    interwiki: Option<Arc<str>>,
    within: &Naming<'_>,
) -> Result<Target, TitleFault> {
    let mut key = if interwiki.is_none() && within.namespaces.capitalizes(namespace) {
        raise_first(key)
    } else {
        Cow::Borrowed(key)
    };
    if key.is_empty() && interwiki.is_none() && namespace != Namespace::MAIN {
        return Err(TitleFault::Empty);
    }
    if namespace == Namespace::USER || namespace == Namespace::USER_TALK {
        // Every spelling of an address leads to the same page.
        if let Some(address) = address::canonical(&key) {
            key = Cow::Owned(address);
        }
    }
    if key.starts_with(':') {
        return Err(TitleFault::LeadingColon);
    }
    Ok(Target { title: Title::of_key(namespace, key.as_ref()), fragment, interwiki })
}

/// Underscores for any run of white space, none at the ends, no marks of writing direction.
fn clean(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let plain = !bytes.iter().any(|b| *b == b' ' || *b == b'_' || *b >= 0xc2);
    if plain {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' => {}
            ' '
            | '_'
            | '\u{a0}'
            | '\u{1680}'
            | '\u{180e}'
            | '\u{2000}'..='\u{200a}'
            | '\u{2028}'
            | '\u{2029}'
            | '\u{202f}'
            | '\u{205f}'
            | '\u{3000}' => {
                if !out.is_empty() && !out.ends_with('_') {
                    out.push('_');
                }
            }
            c => out.push(c),
        }
    }
    out.truncate(out.trim_end_matches('_').len());
    Cow::Owned(out)
}

/// What stands before the first colon that is not the very first character, and after it; both without the
/// underscores next to the colon.
fn prefix(key: &str) -> Option<(&str, &str)> {
    // PHP's `$` matches before a last line feed, its `.` matches no line feed.
    let line = key.strip_suffix('\n').unwrap_or(key);
    if line.contains('\n') {
        return None;
    }
    let first = line.chars().next()?.len_utf8();
    let colon = first + memchr::memchr(b':', &line.as_bytes()[first..])?;
    let prefix = line[..colon].trim_end_matches('_');
    Some((if prefix.is_empty() { &line[..first] } else { prefix }, line[colon + 1..].trim_start_matches('_')))
}

fn forbid_talk_of_talk(rest: &str, within: &Naming<'_>) -> Result<(), TitleFault> {
    let Some((prefix, _)) = prefix(rest) else { return Ok(()) };
    let namespace = within.namespaces.by_name(prefix).is_some_and(|found| found != Namespace::MAIN);
    if namespace || within.interwikis.get(prefix).is_some() {
        return Err(TitleFault::TalkNamespace);
    }
    Ok(())
}

fn check(key: &str, namespace: Namespace) -> Result<(), TitleFault> {
    if let Some(found) = forbidden(key) {
        return Err(TitleFault::Characters(found.to_owned()));
    }
    if key.contains('.') && key.split('/').any(|part| part == "." || part == "..") {
        return Err(TitleFault::Relative);
    }
    if key.contains("~~~") {
        return Err(TitleFault::MagicTilde);
    }
    let longest = if namespace == Namespace::SPECIAL { LONGEST_SPECIAL } else { LONGEST };
    if key.len() > longest { Err(TitleFault::TooLong(longest as u32)) } else { Ok(()) }
}

/// The first character, percent code or character reference that no title can hold.
fn forbidden(key: &str) -> Option<&str> {
    let bytes = key.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            0..=0x1f | 0x7f | b'#' | b'<' | b'>' | b'[' | b']' | b'{' | b'|' | b'}' => {
                return Some(&key[at..=at]);
            }
            b'%' if bytes.get(at + 1..at + 3).is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit)) => {
                return Some(&key[at..at + 3]);
            }
            b'&' => {
                let name =
                    bytes[at + 1..].iter().take_while(|b| b.is_ascii_alphanumeric() || **b >= 0x80).count();
                if name > 0 && bytes.get(at + 1 + name) == Some(&b';') {
                    return Some(&key[at..at + name + 2]);
                }
            }
            _ => {}
        }
    }
    None
}

/// Raises the first letter, as `Language::ucfirst` does.
pub fn raise_first(text: &str) -> Cow<'_, str> {
    match text.chars().next() {
        Some(first) if first.is_ascii_lowercase() => {
            let mut raised = text.to_owned();
            raised[..1].make_ascii_uppercase();
            Cow::Owned(raised)
        }
        Some(first) if !first.is_ascii() && !first.to_uppercase().eq([first]) => {
            Cow::Owned(first.to_uppercase().chain(text.chars().skip(1)).collect())
        }
        _ => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Result<Target, TitleFault> {
        let (namespaces, interwikis) = (Namespaces::of_site("OracleWiki"), Interwikis::default());
        Title::parse(text, &Naming { namespaces: &namespaces, interwikis: &interwikis })
    }

    /// What MediaWiki 1.39 answered: a text, and its full title and key or what is wrong with it.
    const ANSWERS: &str = include_str!("testdata/titles.json");

    #[test]
    fn titles_are_read_as_mediawiki_reads_them() {
        let namespaces = Namespaces::of_site("OracleWiki");
        let answers: Vec<Vec<String>> = serde_json::from_str(ANSWERS).unwrap();
        assert!(answers.len() > 100);
        for answer in answers {
            let got = match read(&answer[0]) {
                Ok(target) => vec![target.full(&namespaces), target.title.key().to_owned()],
                Err(TitleFault::InvalidUtf8) => vec!["!utf8".to_owned()],
                Err(TitleFault::Empty) => vec!["!empty".to_owned()],
                Err(TitleFault::TalkNamespace) => vec!["!talk-namespace".to_owned()],
                Err(TitleFault::Characters(found)) => vec!["!characters".to_owned(), found],
                Err(TitleFault::Relative) => vec!["!relative".to_owned()],
                Err(TitleFault::MagicTilde) => vec!["!magic-tilde".to_owned()],
                Err(TitleFault::TooLong(_)) => vec!["!too-long".to_owned()],
                Err(TitleFault::LeadingColon) => vec!["!leading-colon".to_owned()],
            };
            assert_eq!(got, answer[1..], "{:?}", answer[0]);
        }
    }

    proptest! {
        #[test]
        fn reading_a_title_twice_gives_the_same(text in "(Talk:|:|user talk :|File:|wikipedia:)?[a-zA-Z é\u{a0}_:./#~%&;0-9\u{200e}ß]{0,30}") {
            if let Ok(target) = read(&text)
                && target.interwiki.is_none() && !target.title.key().is_empty() {
                    let namespaces = Namespaces::of_site("OracleWiki");
                    let mut again = target.title.prefixed(&namespaces);
                    if target.title.namespace() == Namespace::MAIN {
                        again.insert(0, ':');
                    }
                    prop_assert_eq!(read(&again).map(|t| t.title), Ok(target.title));
                }
        }

        #[test]
        fn no_text_makes_the_reader_panic(text in any::<String>()) {
            let _ = read(&text);
        }
    }
}
