//! Wikitext of messages as HTML: the part of MediaWiki's parser that messages and their arguments call for,
//! which is tags, quotes, links, paragraphs and lists. Pages have headings as well. Not here: tables, images, magic
//! words and templates.

mod blocks;
mod headings;
mod links;
mod quotes;
mod tags;
mod tidy;

use super::{markup, speak::Speaker, words::Site};
pub use headings::Heading;

/// The text with what HTML reads as markup written as references (`htmlspecialchars` with both quotes).
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#039;"),
            // A combining slash would turn a `>` before it into another character.
            '\u{338}' => out.push_str("&#x338;"),
            other => out.push(other),
        }
    }
    out
}

/// The wikitext as HTML, without the paragraph around it if it is a single one.
pub(super) fn render(speaker: &Speaker<'_>, text: &str) -> String {
    let mut page = Page { site: speaker.site, finished: Vec::new() };
    let text = page.tags(text);
    let text = page.internal_links(&text);
    let text = quotes::quotes(&text);
    let text = page.external_links(&text);
    let text = tidy::tidy(&page.unpacked(&blocks::blocks(&text)));
    without_outer_paragraph(&references(&text)).to_owned()
}

/// The wikitext of a page as HTML, and its headings. Templates are put in already.
pub fn page(speaker: &Speaker<'_>, text: &str) -> (String, Vec<Heading>) {
    let mut page = Page { site: speaker.site, finished: Vec::new() };
    let text = page.tags(text);
    let (text, found) = headings::headings(&text, |words| {
        let words = page.internal_links(words);
        let words = page.external_links(&quotes::quotes(&words));
        references(&page.unpacked(&words))
    });
    let text = page.internal_links(&text);
    let text = quotes::quotes(&text);
    let text = page.external_links(&text);
    let html = tidy::tidy(&page.unpacked(&blocks::blocks(&text)));
    (references(&html), found)
}

/// Marks the place of a piece that is finished; its number stands between two of them.
const PACKED: char = '\x7f';

/// A text being rendered, with the pieces that are finished and kept out of later steps.
struct Page<'s> {
    site: &'s dyn Site,
    finished: Vec<String>,
}

impl Page<'_> {
    /// Keeps a piece until the end and gives what stands for it.
    fn packed(&mut self, piece: String) -> String {
        self.finished.push(piece);
        format!("{PACKED}{}{PACKED}", self.finished.len() - 1)
    }

    /// The text with its finished pieces put back.
    fn unpacked(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len() * 2);
        for (at, part) in text.split(PACKED).enumerate() {
            match part
                .parse::<usize>()
                .ok()
                .filter(|_| at % 2 == 1)
                .and_then(|place| self.finished.get(place))
            {
                Some(piece) => out.push_str(&self.unpacked(piece)),
                None => out.push_str(part),
            }
        }
        out
    }
}

/// Character references in one spelling, and `&amp;` for an `&` that begins none.
fn references(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let (spelled, length) = markup::reference(rest).unwrap_or_else(|| ("&amp;".to_owned(), 1));
        out.push_str(&spelled);
        rest = &rest[length..];
    }
    out.push_str(rest);
    out
}

fn without_outer_paragraph(html: &str) -> &str {
    let trimmed = html.strip_suffix('\n').unwrap_or(html);
    let inside = trimmed.strip_prefix("<p>").and_then(|rest| rest.strip_suffix("</p>"));
    match inside.map(|inside| inside.strip_suffix('\n').unwrap_or(inside)) {
        Some(inside) if !inside.contains("</p>") => inside,
        _ => html,
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        message::{Destination, ErrorFormat, Language, Reach, Site, Speaker},
        release::V1_39,
    };

    struct Wiki;

    impl Site for Wiki {
        fn name(&self) -> &'static str {
            "Wiki"
        }
        fn project(&self) -> &'static str {
            "Wiki"
        }
        fn reach(&self, target: &str) -> Option<Destination> {
            let reach = if target == "Gone" { Reach::Missing } else { Reach::Page };
            let url = match reach {
                Reach::Missing => format!("/index.php?title={target}&action=edit&redlink=1"),
                _ => format!("/index.php/{target}"),
            };
            (!target.contains('<')).then(|| Destination { title: target.to_owned(), url, reach })
        }
    }

    fn html(text: &str) -> String {
        let speaker =
            Speaker { release: V1_39, format: ErrorFormat::Html, language: Language::English, site: &Wiki };
        super::render(&speaker, text)
    }

    #[test]
    fn markup_that_is_allowed_stays_and_the_rest_is_text() {
        assert_eq!(
            html("<var>a</var> <script>x</script> 1 < 2 > 0"),
            "<var>a</var> &lt;script&gt;x&lt;/script&gt; 1 &lt; 2 &gt; 0"
        );
        assert_eq!(
            html("<nowiki>''~~~''</nowiki> a&b &lt; &nbsp; &#039; &nonesuch;"),
            "''~~~'' a&amp;b &lt; &#160; &#39; &amp;nonesuch;"
        );
        assert_eq!(html("<strong>open"), "<strong>open\n</strong>");
        assert_eq!(html("a</i> <code><var>b</code> c"), "a <code><var>b</var></code> c");
    }

    #[test]
    fn quotation_marks_are_italic_and_bold() {
        assert_eq!(html("''i'' '''b''' '''''both'''''"), "<i>i</i> <b>b</b> <i><b>both</b></i>");
        assert_eq!(html("L'''amour'' x"), "L'<i>amour</i> x");
    }

    #[test]
    fn links_lead_somewhere() {
        assert_eq!(html("[[Sandbox]]es"), "<a href=\"/index.php/Sandbox\" title=\"Sandbox\">Sandboxes</a>");
        assert_eq!(
            html("[[:Gone|''gone'']]"),
            "<a href=\"/index.php?title=Gone&amp;action=edit&amp;redlink=1\" class=\"new\" \
             title=\"Gone (page does not exist)\"><i>gone</i></a>"
        );
        assert_eq!(html("[[a<b]] [[]]"), "[[a&lt;b]] [[]]");
        assert_eq!(
            html("See https://a.example/?b&c, or [//x.example here]."),
            "See <a rel=\"nofollow\" class=\"external free\" href=\"https://a.example/?b&amp;c\">\
             https://a.example/?b&amp;c</a>, or <a rel=\"nofollow\" class=\"external text\" \
             href=\"//x.example\">here</a>."
        );
    }

    #[test]
    fn lines_become_paragraphs_and_lists() {
        assert_eq!(html("a\nb"), "a\nb");
        assert_eq!(
            html("a\n\nb\n* c\n* d\n\ne"),
            "<p>a\n</p><p>b\n</p>\n<ul><li>c</li>\n<li>d</li></ul>\n<p>e\n</p>"
        );
        assert_eq!(html("a\n\n:b"), "<p>a\n</p>\n<dl><dd>b</dd></dl>");
    }
}
