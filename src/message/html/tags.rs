//! Tags: those that wikitext may use stay, all else becomes text (`Sanitizer::internalRemoveHtmlTags`).

use std::fmt::Write as _;

use super::{Page, escaped};

/// Elements that wikitext may use and messages do.
const ALLOWED: &[&str] = &[
    "abbr",
    "b",
    "bdi",
    "bdo",
    "big",
    "blockquote",
    "center",
    "cite",
    "code",
    "data",
    "del",
    "dfn",
    "div",
    "em",
    "font",
    "i",
    "ins",
    "kbd",
    "mark",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "time",
    "tt",
    "u",
    "var",
];

/// Elements without content.
const EMPTY: &[&str] = &["br", "hr", "wbr"];

/// Attributes that are kept.
const ATTRIBUTES: &[&str] = &["class", "dir", "id", "lang", "style", "title"];

impl Page<'_> {
    /// Keeps allowed tags, packs what `nowiki` protects, and makes the rest text.
    pub(super) fn tags(&mut self, text: &str) -> String {
        let mut out = String::with_capacity(text.len() + 16);
        let mut rest = text;
        while let Some(at) = rest.find(['<', '>', super::PACKED]) {
            out.push_str(&rest[..at]);
            rest = &rest[at..];
            match rest.as_bytes()[0] {
                b'>' => out.push_str("&gt;"),
                b'<' => {
                    if let Some(after) = self.tag(rest, &mut out) {
                        rest = after;
                        continue;
                    }
                    out.push_str("&lt;");
                }
                _ => {}
            }
            rest = &rest[1..];
        }
        out.push_str(rest);
        out
    }

    /// Takes the tag at the start; `None` if it is not one to keep.
    fn tag<'t>(&mut self, text: &'t str, out: &mut String) -> Option<&'t str> {
        if let Some(inside) = text.strip_prefix("<nowiki>") {
            let end = inside.find("</nowiki>")?;
            let protected = inside[..end].replace('<', "&lt;").replace('>', "&gt;");
            out.push_str(&self.packed(protected));
            return Some(&inside[end + "</nowiki>".len()..]);
        }
        let end = text.find('>')?;
        let inside = &text[1..end];
        let (inside, closes) = inside.strip_prefix('/').map_or((inside, false), |inside| (inside, true));
        let length = inside.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let name = inside[..length].to_ascii_lowercase();
        let attributes = inside[length..].trim_end_matches('/');
        if !attributes.is_empty() && !attributes.starts_with([' ', '\n', '\t']) {
            return None;
        }
        if EMPTY.contains(&name.as_str()) {
            let _ = write!(out, "<{name}{} />", kept(attributes));
        } else if !ALLOWED.contains(&name.as_str()) {
            return None;
        } else if closes {
            let _ = write!(out, "</{name}>");
        } else {
            let _ = write!(out, "<{name}{}>", kept(attributes));
        }
        Some(&text[end + 1..])
    }
}

/// The attributes that are allowed, each written as ` name="value"`.
fn kept(attributes: &str) -> String {
    let mut out = String::new();
    let mut rest = attributes.trim();
    while let Some((name, after)) = rest.split_once('=') {
        let after = after.trim_start();
        let (value, after) = match after.chars().next() {
            Some(quote @ ('"' | '\'')) => after[1..].split_once(quote).unwrap_or((&after[1..], "")),
            _ => after.split_once(' ').unwrap_or((after, "")),
        };
        let name = name.trim().to_ascii_lowercase();
        if ATTRIBUTES.contains(&name.as_str()) {
            let _ = write!(out, " {name}=\"{}\"", escaped(value));
        }
        rest = after.trim_start();
    }
    out
}
