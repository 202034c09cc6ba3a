//! What stands in double braces in a message: plurals, genders, other messages, names of the wiki.

use super::{Message, catalog, speak::Speaker};

/// How deep braces are followed: messages that name each other end somewhere.
const DEPTH: usize = 12;

/// The text with its braces worked out. Braces that mean nothing here stay as they are.
pub(super) fn expand(speaker: &Speaker<'_>, text: &str) -> String {
    if text.contains("{{") { expand_within(speaker, text, DEPTH) } else { text.to_owned() }
}

fn expand_within(speaker: &Speaker<'_>, text: &str, depth: usize) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("{{") {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let worked_out = closing(rest, b"{{", b"}}").filter(|_| depth > 0).and_then(|end| {
            let value = value(speaker, &rest[2..end], depth - 1)?;
            Some((value, end + 2))
        });
        if let Some((value, end)) = worked_out {
            out.push_str(&value);
            rest = &rest[end..];
        } else {
            out.push_str("{{");
            rest = &rest[2..];
        }
    }
    out.push_str(rest);
    out
}

/// Where the pair that the text begins with is closed.
fn closing(text: &str, open: &[u8], close: &[u8]) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut depth = 0;
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at..].starts_with(open) {
            depth += 1;
            at += open.len();
        } else if bytes[at..].starts_with(close) {
            depth -= 1;
            if depth == 0 {
                return Some(at);
            }
            at += close.len();
        } else {
            at += 1;
        }
    }
    None
}

/// The parts between `|`, those inside links and inner braces left whole.
fn parts(text: &str) -> Vec<&str> {
    let bytes = text.as_bytes();
    let mut parts = Vec::new();
    let (mut start, mut at, mut depth) = (0, 0, 0_usize);
    while at < bytes.len() {
        match &bytes[at..] {
            [b'{', b'{', ..] | [b'[', b'[', ..] => (depth, at) = (depth + 1, at + 2),
            [b'}', b'}', ..] | [b']', b']', ..] => (depth, at) = (depth.saturating_sub(1), at + 2),
            [b'|', ..] if depth == 0 => {
                parts.push(&text[start..at]);
                (start, at) = (at + 1, at + 1);
            }
            _ => at += 1,
        }
    }
    parts.push(&text[start..]);
    parts
}

/// What the inside of a pair of braces stands for.
fn value(speaker: &Speaker<'_>, inside: &str, depth: usize) -> Option<String> {
    let parts = parts(inside);
    let (head, forms) = parts.split_first()?;
    let (name, first) = match head.split_once(':') {
        Some((name, first)) => (name.trim(), Some(expand_within(speaker, first.trim(), depth))),
        None => (head.trim(), None),
    };
    let forms = || forms.iter().map(|form| expand_within(speaker, form.trim(), depth)).collect::<Vec<_>>();
    match (name, first) {
        ("SITENAME", None) => Some(speaker.site.name().to_owned()),
        // The page that messages of the API are parsed for, which is no page at all.
        ("FULLPAGENAME", None) => Some("Special:Badtitle/ApiErrorFormatter::getDummyTitle".to_owned()),
        ("ns", Some(name)) => namespace(speaker, &name),
        ("#special", Some(name)) => Some(format!("Special:{name}")),
        ("int", Some(key)) => {
            let line = inner_words(speaker, &key, &forms());
            Some(expand_within(speaker, &line, depth))
        }
        ("MediaWiki", Some(key)) => Some(expand_within(speaker, &message_page(speaker, &key)?, depth)),
        (name, Some(count)) if name.eq_ignore_ascii_case("plural") => Some(plural(&count, forms())),
        (name, Some(_)) if name.eq_ignore_ascii_case("gender") => Some(gender(forms())),
        _ => None,
    }
}

/// The name of a namespace that messages speak of.
fn namespace(speaker: &Speaker<'_>, name: &str) -> Option<String> {
    let name = match name.to_ascii_lowercase().as_str() {
        "project" => speaker.site.project(),
        "user" => "User",
        "user_talk" => "User talk",
        "file" => "File",
        "mediawiki" => "MediaWiki",
        "special" => "Special",
        _ => return None,
    };
    Some(name.to_owned())
}

/// The words of a message named in braces, with its arguments as they stand.
fn inner_words(speaker: &Speaker<'_>, key: &str, args: &[String]) -> String {
    let Some(line) = catalog::line(key, speaker.release) else { return format!("⧼{key}⧽") };
    let mut message = Message::new(line.0);
    for arg in args {
        message = message.arg(arg.clone());
    }
    speaker.raw_words(&message)
}

/// The text of a page in the MediaWiki namespace: its message, whose key begins with a small letter.
fn message_page(speaker: &Speaker<'_>, name: &str) -> Option<String> {
    let mut letters = name.chars();
    let key = format!("{}{}", letters.next()?.to_lowercase(), letters.as_str());
    catalog::words(&key, speaker.release).map(str::to_owned)
}

/// The form for a count, English: `1=…` names a count, else the first is for one and the last for all others.
fn plural(count: &str, forms: Vec<String>) -> String {
    let count = count.replace(',', "");
    let mut plain = Vec::with_capacity(forms.len());
    for form in forms {
        match form.split_once('=') {
            Some((named, form)) if !named.is_empty() && named.bytes().all(|byte| byte.is_ascii_digit()) => {
                if named == count {
                    return form.trim().to_owned();
                }
            }
            _ => plain.push(form),
        }
    }
    // CLDR counts without the sign: minus one is one.
    let place = usize::from(count.parse().map(f64::abs) != Ok(1.0)).min(plain.len().saturating_sub(1));
    if plain.is_empty() { String::new() } else { plain.swap_remove(place) }
}

/// The form for somebody of whom nothing is known: the third, else the first.
fn gender(mut forms: Vec<String>) -> String {
    match forms.len() {
        0 => String::new(),
        1 | 2 => forms.swap_remove(0),
        _ => forms.swap_remove(2),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        message::{ErrorFormat, Language, Nowhere},
        release::V1_39,
    };

    fn expanded(text: &str) -> String {
        let speaker = Speaker {
            release: V1_39,
            format: ErrorFormat::Wikitext,
            language: Language::English,
            site: &Nowhere,
        };
        expand(&speaker, text)
    }

    #[test]
    fn plurals_follow_the_count() {
        assert_eq!(
            expanded("{{PLURAL:1|one|many}} {{PLURAL:0|one|many}} {{plural:1,000|one|many}}"),
            "one many many"
        );
        assert_eq!(
            expanded("{{PLURAL:2|only}} {{PLURAL:0|0=none|one|many}} {{PLURAL:7|0=none}}"),
            "only none "
        );
        assert_eq!(expanded("{{PLURAL:-1|one|many}}"), "one");
        assert_eq!(expanded("{{PLURAL:2|a| the $2 [[b|c]] }}."), "the $2 [[b|c]].");
    }

    #[test]
    fn gender_is_neutral() {
        assert_eq!(
            expanded("{{GENDER:X|he|she|they}} {{GENDER:X|user}} {{GENDER:X|he|she}}"),
            "they user he"
        );
    }

    #[test]
    fn other_messages_are_put_in() {
        assert_eq!(expanded("{{int:blockedtext-made-by|{{SITENAME}}}}"), "The block was made by Wiki.");
        assert_eq!(expanded("{{MediaWiki:Grouppage-sysop}}"), "Project:Administrators");
        assert_eq!(expanded("{{int:nonesuch}}"), "⧼nonesuch⧽");
    }

    #[test]
    fn braces_that_mean_nothing_stay() {
        assert_eq!(expanded("{{nonesuch|x}} {{ {{SITENAME}} }}"), "{{nonesuch|x}} {{ Wiki }}");
    }
}
