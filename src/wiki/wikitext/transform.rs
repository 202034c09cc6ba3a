//! What saving does to wikitext: signatures, pipe tricks, line ends (`Parser::preSaveTransform`).

use std::{borrow::Cow, ops::Range};

use super::{protected, section::is_space};

/// Who signs, and when.
#[derive(Debug, Clone)]
pub struct Signing<'a> {
    /// What three tildes become.
    pub signature: Cow<'a, str>,
    /// What five tildes become: `12:34, 5 June 2027 (UTC)`.
    pub date: Cow<'a, str>,
    /// The title of the page without its namespace, for links that begin with a pipe.
    pub title: Cow<'a, str>,
}

/// The text as it is kept: line ends and trailing space normal, and in wikitext signatures and links completed.
pub fn transform(text: &str, signing: impl FnOnce() -> Signing<'static>) -> String {
    let text = text.trim_end_matches(is_space);
    let mut out = if text.contains(['\0', '\r']) {
        text.replace('\0', "").trim_end_matches(is_space).replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text.to_owned()
    };
    if out.contains("~~~") || out.contains("|]]") || out.contains("[[|") {
        let signing = signing();
        let stretches = protected(&out);
        let mut done = String::with_capacity(out.len() + 64);
        let mut at = 0;
        for stretch in stretches.into_iter().chain([Range { start: out.len(), end: out.len() }]) {
            done.push_str(&complete(&out[at..stretch.start], &signing));
            done.push_str(&out[stretch.clone()]);
            at = stretch.end;
        }
        out = done;
        out.truncate(out.trim_end_matches(is_space).len());
    }
    out
}

/// The text as it is kept where it is not wikitext.
pub fn tidy(text: &str) -> String {
    text.trim_end_matches(is_space).replace("\r\n", "\n").replace('\r', "\n")
}

fn complete(text: &str, signing: &Signing<'_>) -> String {
    let signed = sign(text, signing);
    let piped = if signed.contains("|]]") { Cow::Owned(pipe(&signed)) } else { signed };
    if piped.contains("[[|") { reverse_pipe(&piped, &signing.title) } else { piped.into_owned() }
}

fn sign<'t>(text: &'t str, signing: &Signing<'_>) -> Cow<'t, str> {
    if !text.contains("~~~") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 64);
    let mut rest = text;
    while let Some(at) = rest.find("~~~") {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(after) = rest.strip_prefix("~~~~~") {
            out.push_str(&signing.date);
            rest = after;
        } else if let Some(after) = rest.strip_prefix("~~~~") {
            out.push_str(&signing.signature);
            out.push(' ');
            out.push_str(&signing.date);
            rest = after;
        } else {
            out.push_str(&signing.signature);
            rest = &rest[3..];
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Whether a character can stand in a title (`$wgLegalTitleChars`).
fn is_legal(c: char) -> bool {
    !matches!(c, '\0'..='\x1f' | '\x7f' | '#' | '<' | '>' | '[' | ']' | '{' | '|' | '}')
}

/// `[[A (b)|]]` becomes `[[A (b)|A]]`.
fn pipe(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(end) = rest.find("|]]") {
        let before = &rest[..end];
        let inner_start = before.rfind(|c| !is_legal(c)).map_or(0, |at| at + 1);
        let inner = &before[inner_start..];
        out.push_str(before);
        out.push('|');
        if before[..inner_start].ends_with("[[")
            && let Some(label) = label(inner)
        {
            out.push_str(label);
        }
        out.push_str("]]");
        rest = &rest[end + 3..];
    }
    out.push_str(rest);
    out
}

/// What a link shows if nothing is said: no namespace, no parentheses, nothing after a comma.
fn label(inner: &str) -> Option<&str> {
    let name = &inner[prefix_length(inner)..];
    let name = if name.is_empty() { inner } else { name };
    let parenthesized = |open: &str, close: &str| {
        name.char_indices().skip(1).map(|(at, _)| at).find(|at| {
            let rest = &name[*at..];
            let rest = rest.strip_prefix(' ').unwrap_or(rest);
            rest.strip_prefix(open)
                .and_then(|rest| rest.strip_suffix(close))
                .is_some_and(|within| !within.is_empty())
        })
    };
    let end = parenthesized("(", ")").or_else(|| parenthesized("（", "）")).or_else(|| {
        let places = name.char_indices().skip(1).map(|(at, _)| at).chain([name.len()]);
        places.into_iter().find(|at| is_comma_part(&name[*at..]) || is_parenthesis_and_comma(&name[*at..]))
    })?;
    (!name.is_empty() && end > 0).then(|| &name[..end])
}

/// How much of a link is its namespace, its colon and a colon before it included.
fn prefix_length(inner: &str) -> usize {
    let (colon, rest) = inner.strip_prefix(':').map_or((0, inner), |rest| (1, rest));
    let is_name = |c: char| c == ' ' || c == '_' || c == '-' || c.is_ascii_alphanumeric() || !c.is_ascii();
    match rest.find(|c| !is_name(c)) {
        Some(at) if at > 0 && rest[at..].starts_with(':') => colon + at + 1,
        _ => colon,
    }
}

/// Nothing, or a comma and something.
fn is_comma_part(rest: &str) -> bool {
    rest.is_empty()
        || [", ", "，", "، "]
            .iter()
            .any(|comma| rest.strip_prefix(comma).is_some_and(|after| !after.is_empty()))
}

fn is_parenthesis_and_comma(rest: &str) -> bool {
    let rest = rest.strip_prefix(' ').unwrap_or(rest);
    let Some(within) = rest.strip_prefix('(') else { return false };
    within.match_indices(')').any(|(at, _)| at > 0 && is_comma_part(&within[at + 1..]))
}

/// `[[|b]]` on the page "A (c)" becomes `[[b (c)|b]]`.
fn reverse_pipe(text: &str, title: &str) -> String {
    let name = &title[prefix_length(title).min(title.len())..];
    let prefix = &title[..title.len() - name.len()];
    let parenthesis = name.char_indices().skip(1).map(|(at, _)| at).find(|at| {
        name[*at..].strip_prefix(" (").and_then(|rest| rest.strip_suffix(')')).is_some_and(|w| !w.is_empty())
    });
    let comma = name
        .char_indices()
        .skip(1)
        .map(|(at, _)| at)
        .find(|at| name[*at..].strip_prefix(", ").is_some_and(|rest| !rest.is_empty()));
    let suffix = parenthesis.or(comma).map_or("", |at| &name[at..]);
    let context = !(prefix.is_empty() && suffix.is_empty());
    let mut out = String::with_capacity(text.len() + 32);
    let mut rest = text;
    while let Some(start) = rest.find("[[|") {
        out.push_str(&rest[..start]);
        rest = &rest[start + 3..];
        let end = rest.find(|c| !is_legal(c)).unwrap_or(rest.len());
        if end > 0 && rest[end..].starts_with("]]") {
            let word = &rest[..end];
            if context {
                out.extend(["[[", prefix, word, suffix, "|", word, "]]"]);
            } else {
                out.extend(["[[", word, "]]"]);
            }
            rest = &rest[end + 2..];
        } else {
            out.push_str("[[|");
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn saved(text: &str, title: &'static str) -> String {
        transform(text, || Signing {
            signature: "[[User:A|A]]".into(),
            date: "now".into(),
            title: title.into(),
        })
    }

    #[test]
    fn tildes_sign_but_not_where_wikitext_does_not_reach() {
        assert_eq!(saved("x ~~~ ~~~~ ~~~~~ ~~~~~~ ~~", ""), "x [[User:A|A]] [[User:A|A]] now now now~ ~~");
        assert_eq!(
            saved("<nowiki>~~~~</nowiki><!-- ~~~ --><pre>~~~</pre>", ""),
            "<nowiki>~~~~</nowiki><!-- ~~~ --><pre>~~~</pre>"
        );
        assert_eq!(saved("a\r\nb\rc \n\n", ""), "a\nb\nc");
    }

    #[test]
    fn a_pipe_at_the_end_hides_the_context() {
        for (text, full) in [
            ("[[A (b)|]]", "[[A (b)|A]]"),
            ("[[Help:A, B (C)|]]", "[[Help:A, B (C)|A, B]]"),
            ("[[A, B|]]", "[[A, B|A]]"),
            ("[[Help:Foo|]]", "[[Help:Foo|Foo]]"),
            ("[[:File:X|]]", "[[:File:X|X]]"),
            ("[[A (x), y|]]", "[[A (x), y|A]]"),
            ("[[a<b|]]", "[[a<b|]]"),
            ("[[A（b）|]]", "[[A（b）|A]]"),
        ] {
            assert_eq!(saved(text, "T"), full);
        }
    }

    #[test]
    fn a_pipe_at_the_start_adds_the_context_of_the_page() {
        assert_eq!(saved("[[|b]]", "A (c)"), "[[b (c)|b]]");
        assert_eq!(saved("[[|b]]", "A, c"), "[[b, c|b]]");
        assert_eq!(saved("[[|b]]", "A"), "[[b]]");
    }
}
