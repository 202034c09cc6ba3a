//! Text from outside made harmless as wikitext (`wfEscapeWikiText`).

use std::borrow::Cow;

use crate::release::{Release, V1_42};

/// What is replaced wherever it stands; of those that begin alike the longer one wins.
const ANYWHERE: &[(&str, &str)] = &[
    ("\"", "&#34;"),
    ("&", "&#38;"),
    ("'", "&#39;"),
    ("<", "&#60;"),
    ("=", "&#61;"),
    (">", "&#62;"),
    ("[", "&#91;"),
    ("]", "&#93;"),
    ("{", "&#123;"),
    ("|", "&#124;"),
    ("}", "&#125;"),
    (";", "&#59;"),
    ("__", "_&#95;"),
    ("://", "&#58;//"),
];

/// The same, since 1.42.
const LATER: &[(&str, &str)] = &[("!!", "&#33;!"), ("~~~", "~~&#126;")];

/// What is replaced at the start of a line.
const LINE_START: &[(&str, &str)] = &[
    ("----", "&#45;---"),
    ("#", "&#35;"),
    ("*", "&#42;"),
    (":", "&#58;"),
    (" ", "&#32;"),
    ("\n", "&#10;"),
    ("\r", "&#13;"),
    ("\t", "&#9;"),
];

/// Protocols without slashes: their colon is escaped.
const PROTOCOLS: &[&str] =
    &["bitcoin", "geo", "magnet", "mailto", "news", "sip", "sips", "sms", "tel", "urn", "xmpp", "matrix"];

/// The text with all that wikitext would read as markup written as references.
pub fn escape(text: &str, release: Release) -> Cow<'_, str> {
    let special = |byte: u8| {
        !(byte.is_ascii_alphanumeric() || byte > 0x7f || matches!(byte, b' ' | b',' | b'.' | b'/'))
    };
    if text.is_empty() || (!text.starts_with(' ') && !text.bytes().any(special)) {
        return Cow::Borrowed(text);
    }
    let mut out = replaced(text, release);
    if release >= V1_42 {
        out = edges(&out);
    }
    Cow::Owned(protocols(&out))
}

fn replaced(text: &str, release: Release) -> String {
    let later = if release >= V1_42 { LATER } else { &[] };
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    let mut line_start = true;
    while let Some(character) = rest.chars().next() {
        let starts = |(from, _): &&(&str, &str)| rest.starts_with(from);
        let found = LINE_START.iter().filter(|_| line_start).find(starts);
        let table = ("!", "&#33;");
        let found = found.or_else(|| Some(&table).filter(|_| line_start && release >= V1_42).filter(starts));
        let found = found.or_else(|| ANYWHERE.iter().chain(later).find(starts));
        if let Some((from, to)) = found {
            // The replaced start of a line ends its line's start; so does all else but a line's end.
            line_start = false;
            out.push_str(to);
            rest = &rest[from.len()..];
            continue;
        }
        if rest.starts_with("\r\n") {
            out.push_str("&#13;\n");
            rest = &rest[2..];
            line_start = false;
            continue;
        }
        line_start = matches!(character, '\n' | '\r');
        out.push(character);
        rest = &rest[character.len_utf8()..];
    }
    out
}

/// Since 1.42 the first and the last character are harmless whatever stands beside them.
fn edges(text: &str) -> String {
    let mut out = text.to_owned();
    let last = match text.chars().last() {
        Some('_') => Some("&#95;"),
        Some('~') => Some("&#126;"),
        Some('\n') => Some("&#10;"),
        Some('\r') => Some("&#13;"),
        Some('\t') => Some("&#9;"),
        _ => None,
    };
    let first = match text.chars().next() {
        Some('+') => Some("&#43;"),
        Some('-') => Some("&#45;"),
        Some('_') => Some("&#95;"),
        Some('~') => Some("&#126;"),
        _ => None,
    };
    if let Some(last) = last.filter(|_| text.len() > 1 || first.is_none()) {
        out.replace_range(out.len() - 1.., last);
    }
    if let Some(first) = first {
        out.replace_range(..1, first);
    }
    out
}

fn protocols(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(':') {
        let word =
            rest[..at].rfind(|character: char| !(character.is_ascii_alphanumeric() || character == '_'));
        let word = &rest
            [word.map_or(0, |before| before + rest[before..].chars().next().map_or(1, char::len_utf8))..at];
        out.push_str(&rest[..at]);
        let escaped = PROTOCOLS.iter().any(|protocol| protocol.eq_ignore_ascii_case(word));
        out.push_str(if escaped { "&#58;" } else { ":" });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::release::{V1_39, V1_43};

    #[test]
    fn plain_words_stay() {
        assert!(matches!(escape("Main Page", V1_39), Cow::Borrowed(_)));
        assert_eq!(escape("A-b_c: d", V1_39), "A-b_c: d");
    }

    #[test]
    fn markup_becomes_references() {
        assert_eq!(escape("A<b>''x''", V1_39), "A&#60;b&#62;&#39;&#39;x&#39;&#39;");
        assert_eq!(
            escape("# http://x mailto:a __TOC__", V1_39),
            "&#35; http&#58;//x mailto&#58;a _&#95;TOC_&#95;"
        );
        assert_eq!(escape(" a\n b\n\nc\r\nd", V1_39), "&#32;a\n&#32;b\n&#10;c&#13;\nd");
    }

    #[test]
    fn edges_are_escaped_since_1_42() {
        assert_eq!(escape("-a_", V1_39), "-a_");
        assert_eq!(escape("-a_", V1_43), "&#45;a&#95;");
        assert_eq!(escape("_", V1_43), "&#95;");
        assert_eq!(escape("~~~~", V1_43), "&#126;~&#126;&#126;");
    }
}
