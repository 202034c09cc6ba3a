//! Addresses that Internet Explorer 6 took for names of files (`IEUrlExtension`, until 1.34): a query whose end looks like
//! the extension of a file was sent on to one that does not.

use crate::api::{Arrival, Method, Reply};

/// What is answered where the query ends like the name of a file; `server` is the scheme and host that were asked.
pub(crate) fn refuse(arrival: &Arrival<'_>, server: &str) -> Option<Reply> {
    let query = arrival.query?;
    if !is_bad(query) {
        return None;
    }
    let page =
        |reply: Reply, text: &'static str| reply.header("x-content-type-options", "nosniff").body(text);
    let fixed = format!("{server}{}?{}&*", arrival.path, query.replace('?', "%3E"));
    if matches!(arrival.method, Method::Post) || is_bad(&fixed) {
        let reply = Reply::new(403).header("content-type", "text/html; charset=utf-8");
        return Some(page(
            reply,
            "<!DOCTYPE html>\n<title>Forbidden</title>\n<p>The address ends like a file's name.\n",
        ));
    }
    let reply = Reply::new(302).header("location", fixed).header("content-type", "text/html; charset=UTF-8");
    Some(page(reply, "<!DOCTYPE html>\n<title>Elsewhere</title>\n<p>The address ended like a file's name.\n"))
}

/// `IEUrlExtension::isUrlExtensionBad`.
fn is_bad(part: &str) -> bool {
    extension(part).is_some_and(|extension| {
        !extension.is_empty()
            && !matches!(extension, "php" | "php5")
            && extension.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
    })
}

/// `IEUrlExtension::findIE6Extension`: what follows the last dot, or a dot before a question mark.
fn extension(part: &str) -> Option<&str> {
    let part = part.split('#').next().unwrap_or_default();
    let mut rest = part;
    loop {
        rest = &rest[rest.find('.')? + 1..];
        let Some(end) = rest.find(['<', '>', '\\', '"', '/', ':', '|', '?', '*', '.']) else {
            return Some(rest);
        };
        let candidate = &rest[..end];
        let is_program = ["exe", "dll", "cgi"].iter().any(|name| candidate.eq_ignore_ascii_case(name));
        if rest.as_bytes()[end] == b'?' && !is_program {
            return Some(candidate);
        }
        rest = &rest[end..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_bad_if_it_ends_in_an_extension() {
        for (query, bad) in [
            ("action=query&titles=Foo.png", true),
            ("action=query&titles=Foo.png&format=json", false),
            ("action=query&titles=Foo.php", false),
            ("a.png?b", true),
            ("a.exe?b", false),
            ("a.exe?b.xsl", true),
            ("a=1.5", true),
            ("a=b.", false),
            ("a=x.png#y", true),
            ("a=b", false),
            ("a=x.png/y", false),
        ] {
            assert_eq!(is_bad(query), bad, "{query}");
        }
    }
}
