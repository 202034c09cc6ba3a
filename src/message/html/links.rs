//! Links: to pages of the wiki and to other places (`Parser::handleInternalLinks`, `handleExternalLinks`).

use super::{Page, escaped, quotes::quotes};
use crate::message::{Destination, Reach, markup};

/// What an address begins with. Those without slashes are no addresses to messages.
const PROTOCOLS: &[&str] = &[
    "http://",
    "https://",
    "ftp://",
    "ftps://",
    "irc://",
    "ircs://",
    "git://",
    "svn://",
    "ssh://",
    "sftp://",
    "gopher://",
    "telnet://",
    "nntp://",
    "worldwind://",
    "mms://",
    "redis://",
    "mailto:",
    "news:",
    "tel:",
    "sms:",
    "sip:",
    "sips:",
    "urn:",
    "geo:",
    "magnet:",
    "xmpp:",
    "bitcoin:",
];

impl Page<'_> {
    /// Replaces links to pages; what is no title stays as it is.
    pub(super) fn internal_links(&mut self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut pieces = text.split("[[");
        out.push_str(pieces.next().unwrap_or_default());
        for piece in pieces {
            if let Some((link, trail)) = self.internal_link(piece) {
                out.push_str(&self.packed(link));
                out.push_str(trail);
            } else {
                out.push_str("[[");
                out.push_str(piece);
            }
        }
        out
    }

    /// The link whose inside the piece begins with, and what comes after.
    fn internal_link<'t>(&mut self, piece: &'t str) -> Option<(String, &'t str)> {
        let (inside, mut trail) = piece.split_once("]]")?;
        let (target, mut text) =
            inside.split_once('|').map_or((inside, None), |(target, text)| (target, Some(text)));
        let longer;
        if let Some(label) = text.filter(|label| label.contains('[') && trail.starts_with(']')) {
            // A link to another place inside the label ends with the first of three brackets.
            longer = format!("{label}]");
            (text, trail) = (Some(longer.as_str()), &trail[1..]);
        }
        if target.is_empty() || target.contains(['[', ']', '{', '}', '<', '>', '\n', super::PACKED]) {
            return None;
        }
        let target = target.trim_start_matches(' ');
        if PROTOCOLS.iter().any(|protocol| starts_with(target, protocol)) || target.starts_with("//") {
            return None;
        }
        let page = target.strip_prefix(':').unwrap_or(target);
        let destination = self.site.reach(&markup::decoded(page))?;
        let label = match text.filter(|text| !text.is_empty()) {
            Some(text) => quotes(text),
            None => page.to_owned(),
        };
        let letters = trail.bytes().take_while(u8::is_ascii_lowercase).count();
        let (more, trail) = trail.split_at(letters);
        Some((anchor(&destination, &format!("{label}{more}")), trail))
    }

    /// Replaces addresses in brackets and addresses that stand alone.
    pub(super) fn external_links(&mut self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut count = 0;
        let mut rest = text;
        while let Some(at) = next_address(rest) {
            out.push_str(&rest[..at]);
            rest = &rest[at..];
            if let Some(inside) = rest.strip_prefix('[') {
                if let Some((link, after)) = bracketed(inside, &mut count) {
                    out.push_str(&self.packed(link));
                    rest = after;
                } else {
                    out.push('[');
                    rest = inside;
                }
                continue;
            }
            let url = standing_alone(rest);
            if url.ends_with("//") || url.ends_with(':') {
                // Nothing but a protocol.
                out.push_str(url);
            } else {
                out.push_str(&self.packed(external(url, "free", url)));
            }
            rest = &rest[url.len()..];
        }
        out.push_str(rest);
        out
    }
}

fn starts_with(text: &str, protocol: &str) -> bool {
    text.get(..protocol.len()).is_some_and(|start| start.eq_ignore_ascii_case(protocol))
}

/// Where the next bracket before an address, or the next address at the start of a word, is.
fn next_address(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    (0..bytes.len()).find(|&at| match bytes[at] {
        b'[' => true,
        byte if byte.is_ascii_alphabetic() => {
            let inside_word = at > 0 && (bytes[at - 1].is_ascii_alphanumeric() || bytes[at - 1] == b'_');
            let begins = |protocol: &str| {
                bytes.len() - at > protocol.len()
                    && bytes[at..at + protocol.len()].eq_ignore_ascii_case(protocol.as_bytes())
                    && in_address(char::from(bytes[at + protocol.len()]))
            };
            !inside_word && PROTOCOLS.iter().any(|protocol| begins(protocol)) && !inside_tag(&text[..at])
        }
        _ => false,
    })
}

/// Whether the text ends inside a tag: addresses in attributes are no links.
fn inside_tag(before: &str) -> bool {
    before.rfind('<').is_some_and(|open| !before[open..].contains('>'))
}

fn in_address(character: char) -> bool {
    !matches!(character, '[' | ']' | '<' | '>' | '"' | '\0'..=' ' | '\x7f' | '\u{a0}' | '\u{3000}')
}

/// The address that the text begins with, without what only ends the sentence.
fn standing_alone(text: &str) -> &str {
    let mut url = &text[..text.find(|character| !in_address(character)).unwrap_or(text.len())];
    for reference in ["&lt;", "&gt;", "&#60;", "&#62;", "&#x3c;", "&#x3C;", "&#x3e;", "&#x3E;"] {
        url = url.split_once(reference).map_or(url, |(before, _)| before);
    }
    if let Some((before, _)) = url.split_once("''") {
        url = before;
    }
    let closing = if url.contains('(') {
        &[',', ';', '.', ':', '!', '?'][..]
    } else {
        &[',', ';', '.', ':', '!', '?', ')']
    };
    let shorter = url.trim_end_matches(closing);
    // The semicolon of a reference belongs to the address.
    let reference = shorter.rfind('&').filter(|at| {
        url[shorter.len()..].starts_with(';')
            && shorter[at + 1..].bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#')
            && shorter.len() > at + 1
    });
    if reference.is_some() { &url[..=shorter.len()] } else { shorter }
}

/// The link whose inside follows a single bracket, and what comes after.
fn bracketed<'t>(inside: &'t str, count: &mut usize) -> Option<(String, &'t str)> {
    if !inside.starts_with("//") && !PROTOCOLS.iter().any(|protocol| starts_with(inside, protocol)) {
        return None;
    }
    let end = inside.find(']')?;
    let length = inside[..end].find(|character| !in_address(character)).unwrap_or(end);
    let (url, label) = inside[..end].split_at(length);
    let (url, label) = match url.find("&lt;") {
        Some(at) => (&url[..at], &inside[at..end]),
        None => (url, label),
    };
    if label.contains('\n') {
        return None;
    }
    let label = label.trim_start_matches(' ');
    let after = &inside[end + 1..];
    if label.is_empty() {
        *count += 1;
        return Some((external(url, "autonumber", &format!("[{count}]")), after));
    }
    Some((external(url, "text", label), after))
}

/// A link to another place. MediaWiki's own site is trusted, all others are not followed.
fn external(url: &str, class: &str, label: &str) -> String {
    let host =
        url.split_once("//").map_or("", |(_, rest)| rest).split(['/', '?', '#', ':']).next().unwrap_or("");
    let trusted = host == "mediawiki.org" || host.ends_with(".mediawiki.org");
    let rel = if trusted { "" } else { "rel=\"nofollow\" " };
    format!(
        "<a {rel}class=\"external {class}\" href=\"{}\">{label}</a>",
        url.replace('"', "%22").replace('\'', "&#39;")
    )
}

/// A link to a page.
fn anchor(destination: &Destination, label: &str) -> String {
    let (class, title) = match destination.reach {
        Reach::Page => ("", escaped(&destination.title)),
        Reach::Redirect => (" class=\"mw-redirect\"", escaped(&destination.title)),
        Reach::Interwiki => (" class=\"extiw\"", escaped(&destination.title)),
        Reach::Missing => {
            (" class=\"new\"", format!("{} (page does not exist)", escaped(&destination.title)))
        }
    };
    format!("<a href=\"{}\"{class} title=\"{title}\">{label}</a>", escaped(&destination.url))
}
