//! The pages for people: `jsonfm`, `xmlfm`, `phpfm`, `rawfm`, and `wrappedhtml` for programs that show them.
//! Plain HTML without styles or scripts of its own, so that no content security policy has anything to refuse.

use super::{
    Charset, JsonStyle, Node, Version,
    escape::{InAttribute, InPage, InQuotedText, put_escaped},
    json,
};

/// An answer to be shown.
#[derive(Debug, Clone, Copy)]
pub struct Page<'p> {
    /// The name of the format without `fm`, such as `json`.
    pub format: &'p str,
    /// Where the same answer is to be had in the format itself; the format `raw` has no such place.
    pub machine: Option<&'p str>,
    /// The status that the answer would have and its phrase; a page itself is always 200.
    pub status: (u16, &'p str),
    /// The answer as text, laid out in lines.
    pub body: &'p str,
}

/// Appends the page as HTML.
pub fn page(page: &Page<'_>, out: &mut Vec<u8>) {
    let format = page.format.to_uppercase();
    out.extend_from_slice(
        b"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"UTF-8\">\n\
        <title>MediaWiki API result</title>\n<meta name=\"robots\" content=\"noindex,nofollow\">\n</head>\n\
        <body class=\"mediawiki\">\n<h1>MediaWiki API result</h1>\n<p>This page shows the ",
    );
    put_escaped(&format, InPage, out);
    out.extend_from_slice(b" format to people. Programs should not read it.</p>\n");
    if let Some(address) = page.machine {
        out.extend_from_slice(b"<p>To get the answer itself, ask for <a rel=\"nofollow\" href=\"");
        put_escaped(address, InAttribute, out);
        out.extend_from_slice(b"\"><kbd>format=");
        put_escaped(page.format, InPage, out);
        out.extend_from_slice(b"</kbd></a>.</p>\n");
    }
    if page.status.0 != 200 {
        out.extend_from_slice(b"<p>It would come with the HTTP status ");
        put_escaped(&format!("{} {}", page.status.0, page.status.1), InPage, out);
        out.extend_from_slice(b".</p>\n");
    }
    put_body(page.body, out);
    out.extend_from_slice(b"\n</body>\n</html>\n");
}

/// Appends the page as HTML the way `ApiFormatBase` wrote it before 1.25: with nothing of the wiki's own look.
pub fn bare_page(page: &Page<'_>, out: &mut Vec<u8>) {
    out.extend_from_slice(
        b"<!DOCTYPE HTML>\n<html>\n<head>\n\t<title>MediaWiki API Result</title>\n</head>\n<body>\n<br />\n\
        <small>\nThis page shows the ",
    );
    put_escaped(&page.format.to_uppercase(), InPage, out);
    out.extend_from_slice(b" format to people. Programs should not read it.<br />\nSet format=");
    put_escaped(page.format, InPage, out);
    out.extend_from_slice(b" to get the answer itself.\n</small>\n<pre style='white-space: pre-wrap;'>\n");
    for part in page.body.split_inclusive(['<', '>']) {
        match (part.strip_suffix('<'), part.strip_suffix('>')) {
            (Some(text), _) => {
                put_escaped(text, InQuotedText, out);
                out.extend_from_slice(b"<span style=\"color:blue;\">&lt;");
            }
            (_, Some(text)) => {
                put_escaped(text, InQuotedText, out);
                out.extend_from_slice(b"&gt;</span>");
            }
            _ => put_escaped(part, InQuotedText, out),
        }
    }
    out.extend_from_slice(b"\n</pre>\n</body>\n</html>\n");
}

/// Appends the page as JSON for a program that shows it (`wrappedhtml`), with how to continue and how many
/// milliseconds the answer took.
pub fn wrapped(page: &Page<'_>, more: Option<&Node>, milliseconds: i64, out: &mut Vec<u8>) {
    let mut html = Vec::with_capacity(page.body.len() + 64);
    put_body(page.body, &mut html);
    let html = String::from_utf8_lossy(&html).into_owned();
    let mut tree = Node::map();
    tree.set("status", u32::from(page.status.0))
        .set("statustext", page.status.1.to_owned())
        .set("html", html)
        .set("modules", Node::texts("module", ["mediawiki.apipretty"]))
        .set("continue", more.cloned())
        .set("time", milliseconds);
    json(&tree, &JsonStyle { version: Version::V2, charset: Charset::Utf8, ..JsonStyle::default() }, out);
}

fn put_body(body: &str, out: &mut Vec<u8>) {
    out.extend_from_slice(b"<pre class=\"api-pretty-content\">");
    put_escaped(body, InPage, out);
    out.extend_from_slice(b"</pre>");
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: Page<'_> = Page {
        format: "json",
        machine: Some("/api.php?action=query&format=json"),
        status: (200, "OK"),
        body: "{\n    \"a\": \"<&>\"\n}",
    };

    #[test]
    fn a_page_shows_the_answer_and_the_way_to_it() {
        let mut out = Vec::new();
        page(&PAGE, &mut out);
        let html = String::from_utf8(out).unwrap();
        assert!(html.contains("<pre class=\"api-pretty-content\">{\n    \"a\": \"&lt;&amp;>\"\n}</pre>"));
        assert!(html.contains("href=\"/api.php?action=query&amp;format=json\"><kbd>format=json</kbd>"));
        assert!(!html.contains("HTTP status"));
        let mut out = Vec::new();
        page(&Page { machine: None, status: (405, "Method Not Allowed"), ..PAGE }, &mut out);
        let html = String::from_utf8(out).unwrap();
        assert!(html.contains("405 Method Not Allowed"));
        assert!(!html.contains("href"));
    }

    #[test]
    fn a_bare_page_spells_quotes_and_colors_tags() {
        let mut out = Vec::new();
        bare_page(&PAGE, &mut out);
        let html = String::from_utf8(out).unwrap();
        assert!(html.contains(
            "{\n    &quot;a&quot;: &quot;<span style=\"color:blue;\">&lt;&amp;&gt;</span>&quot;\n}\n</pre>"
        ));
    }

    #[test]
    fn a_wrapped_page_is_json_with_the_page_in_it() {
        let mut more = Node::map();
        more.set("continue", "-||");
        let mut out = Vec::new();
        wrapped(&PAGE, Some(&more), 25, &mut out);
        wrapped(&Page { body: "", ..PAGE }, None, 0, &mut out);
        let expected = concat!(
            r#"{"status":200,"statustext":"OK","html":"<pre class=\"api-pretty-content\">{\n    \"a\": "#,
            r#"\"&lt;&amp;>\"\n}</pre>","modules":["mediawiki.apipretty"],"continue":{"continue":"-||"},"time":25}"#,
            r#"{"status":200,"statustext":"OK","html":"<pre class=\"api-pretty-content\"></pre>","#,
            r#""modules":["mediawiki.apipretty"],"continue":null,"time":0}"#,
        );
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }
}
