//! As much wikitext as saving needs: what is protected from it, sections, redirects, signatures, links.

pub mod expand;
pub mod link;
pub mod outside;
mod redirect;
mod section;
mod transform;

pub use redirect::{redirect_target, redirect_text};
pub use section::{Section, replace_section, section_text, sections};
pub use transform::{Signing, tidy, transform};

use std::ops::Range;

/// Tags whose content is not wikitext, in a wiki without extensions.
const RAW_TAGS: [&str; 4] = ["nowiki", "pre", "gallery", "indicator"];

/// What is not wikitext: comments, and tags like `nowiki` with what is in them.
pub(super) fn protected(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = memchr::memchr(b'<', &text.as_bytes()[at..]).map(|offset| at + offset) {
        let end =
            comment_end(text, open).or_else(|| RAW_TAGS.iter().find_map(|tag| element_end(text, open, tag)));
        if let Some(end) = end {
            found.push(open..end);
            at = end;
        } else {
            at = open + 1;
        }
    }
    found
}

/// Where the comment that begins here ends; one that is not closed goes to the end.
fn comment_end(text: &str, open: usize) -> Option<usize> {
    let body = text[open..].strip_prefix("<!--")?;
    Some(body.find("-->").map_or(text.len(), |at| open + 4 + at + 3))
}

/// Where the element that begins here ends, if it is one of that name and is closed.
pub(super) fn element_end(text: &str, open: usize, tag: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let name = bytes.get(open + 1..open + 1 + tag.len())?;
    if !name.eq_ignore_ascii_case(tag.as_bytes()) {
        return None;
    }
    let after = open + 1 + tag.len();
    if !matches!(bytes.get(after), Some(b' ' | b'\n' | b'\t' | b'/' | b'>')) {
        return None;
    }
    let close = after + memchr::memchr(b'>', &bytes[after..])?;
    if bytes[close - 1] == b'/' {
        return Some(close + 1);
    }
    let mut from = close + 1;
    while let Some(at) = memchr::memmem::find(&bytes[from..], b"</").map(|offset| from + offset) {
        let rest = &bytes[at + 2..];
        if rest.len() > tag.len()
            && rest[..tag.len()].eq_ignore_ascii_case(tag.as_bytes())
            && let Some(end) = rest[tag.len()..].iter().position(|b| *b == b'>')
            && rest[tag.len()..][..end].iter().all(u8::is_ascii_whitespace)
        {
            return Some(at + 2 + tag.len() + end + 1);
        }
        from = at + 2;
    }
    None
}

/// The protected stretch that `at` lies in.
pub(super) fn stretch_at(stretches: &[Range<usize>], at: usize) -> Option<&Range<usize>> {
    let after = stretches.partition_point(|stretch| stretch.start <= at);
    stretches[..after].last().filter(|stretch| stretch.contains(&at))
}
