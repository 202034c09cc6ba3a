//! Redirects: `#REDIRECT [[Target]]` (`WikitextContentHandler::extractRedirectTargetAndText`).

use std::borrow::Cow;

use super::super::{Namespace, Naming, Target, Title};

/// Special pages that redirects may not lead to (`$wgInvalidRedirectTargets`).
const FORBIDDEN: [&str; 5] = ["Filepath", "Mypage", "Mytalk", "Redirect", "Mylog"];

/// Where a text leads, if it is a redirect.
pub fn redirect_target(text: &str, within: &Naming<'_>) -> Option<Target> {
    let text = text.trim_start_matches(super::section::is_space);
    let word = text.get(..9)?;
    if !word.eq_ignore_ascii_case("#redirect") {
        return None;
    }
    let rest = text[9..].trim_start();
    let rest = rest.strip_prefix(':').unwrap_or(rest).trim_start();
    let link = rest.strip_prefix("[[")?;
    let link = link.lines().next()?;
    let link = &link[..link.find("]]")?];
    let name = link.split('|').next()?;
    let name =
        if name.contains('%') { percent_decoded(name.trim_start_matches(':')) } else { Cow::Borrowed(name) };
    let target = Title::parse(&name, within).ok()?;
    let special = target.interwiki.is_none() && target.title.namespace() == Namespace::SPECIAL;
    let page = target.title.key().split('/').next().unwrap_or_default();
    if special && FORBIDDEN.iter().any(|name| name.eq_ignore_ascii_case(page)) {
        return None;
    }
    Some(target)
}

/// The text of a redirect to a page of this wiki.
pub fn redirect_text(target: &Title, within: &Naming<'_>) -> String {
    let colon = if target.namespace() == Namespace::CATEGORY { ":" } else { "" };
    format!("#REDIRECT [[{colon}{}]]", target.prefixed(within.namespaces))
}

/// Decodes percent codes as PHP's `rawurldecode` does; what is no UTF-8 then becomes U+FFFD.
pub(super) fn percent_decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let digit = |byte: Option<&u8>| byte.and_then(|byte| (*byte as char).to_digit(16));
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        match (bytes[at], digit(bytes.get(at + 1)), digit(bytes.get(at + 2))) {
            (b'%', Some(high), Some(low)) => {
                out.push((high * 16 + low) as u8);
                at += 3;
            }
            (byte, ..) => {
                out.push(byte);
                at += 1;
            }
        }
    }
    Cow::Owned(String::from_utf8_lossy(&out).into_owned())
}

#[cfg(test)]
mod tests {
    use super::{
        super::super::{Interwikis, Namespaces},
        *,
    };

    #[test]
    fn a_redirect_leads_where_its_first_link_points() {
        let (namespaces, interwikis) = (Namespaces::of_site("W"), Interwikis::default());
        let within = Naming { namespaces: &namespaces, interwikis: &interwikis };
        let leads = |text: &str| redirect_target(text, &within).map(|target| target.full(&namespaces));
        for (text, target) in [
            ("#REDIRECT [[foo]]", Some("Foo")),
            (" \n#redirect: [[:Category:x|y]] more", Some("Category:X")),
            ("#REDIRECT[[A%20b#c]]", Some("A b#c")),
            ("#REDIRECT\n[[a]]", Some("A")),
            ("#REDIRECT [[wikipedia:a]]", Some("wikipedia:a")),
            ("#REDIRECT x [[a]]", None),
            ("#REDIRECT [[a", None),
            ("#REDIRECT [[Special:Mypage/x]]", None),
            ("#REDIRECT [[a<b]]", None),
            ("x #REDIRECT [[a]]", None),
        ] {
            assert_eq!(leads(text).as_deref(), target, "{text}");
        }
        assert_eq!(
            redirect_text(&Title::of_key(Namespace::CATEGORY, "A_b"), &within),
            "#REDIRECT [[:Category:A b]]"
        );
    }
}
