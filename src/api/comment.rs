//! Comments as HTML: links and the names of sections, nothing else of wikitext
//! (`includes/CommentFormatter/CommentParser.php`, 1.39).

use std::fmt::Write as _;

use crate::{
    base::{entity, url},
    release,
    wiki::{Namespace, State, Target, Title},
};

/// The comment as HTML. `page` is the page it is about: sections and subpages are its own.
pub fn parsed_comment(state: &State, comment: &str, page: Option<&Title>) -> String {
    let plain = comment.replace(['\n', '\x1b'], " ");
    let escaped = escape(&entity::decode(&plain));
    if !escaped.contains("/*") && !escaped.contains("[[") {
        return escaped;
    }
    let profile = release::profile(state.site.release);
    let isolates = profile.is_some_and(|profile| profile.isolates_sections);
    let arrow_alone = profile.is_some_and(|profile| profile.arrows_link_alone);
    let dashed = profile.is_some_and(|profile| profile.arrows_have_dashes);
    let formatter = Formatter { state, page, isolates, arrow_alone, dashed };
    let marked = formatter.sections(&escaped);
    formatter.links(&marked)
}

/// `htmlspecialchars` with both kinds of quotes.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#039;"),
            c => out.push(c),
        }
    }
    out
}

struct Formatter<'a> {
    state: &'a State,
    page: Option<&'a Title>,
    /// Whether names of sections are isolated.
    isolates: bool,
    /// Whether only the arrow before them is a link.
    arrow_alone: bool,
    /// Whether a dash parts it from what stands before.
    dashed: bool,
}

/// What a link in a comment is made of.
struct Link<'t> {
    target: &'t str,
    label: Option<&'t str>,
    /// What follows the link's brackets.
    rest: &'t str,
}

impl Formatter<'_> {
    /// `/* Section */` becomes a link to the section.
    fn sections(&self, text: &str) -> String {
        let (mut out, mut rest) = (String::with_capacity(text.len() * 2), text);
        let mut closing = String::new();
        while let Some((before, inside, after)) = next_section(rest) {
            out.push_str(before);
            let mut auto = inside.to_owned();
            let link = self.page.and_then(|page| self.section_link(page, inside));
            if self.dashed && !before.is_empty() {
                out.push_str("- ");
            }
            if self.arrow_alone {
                out.push_str(&link.unwrap_or_default());
                out.push('\u{200e}');
            } else if let Some(link) = link {
                auto = link;
            }
            if !after.is_empty() {
                auto.push_str(": ");
            }
            if !auto.is_empty() || self.arrow_alone {
                if !self.arrow_alone {
                    auto = auto.replace('[', "&#91;").replace(']', "&#93;");
                }
                if !self.isolates {
                    out.push_str("<span dir=\"auto\">");
                    closing.push_str("</span>");
                }
                let _ = write!(out, "<span class=\"autocomment\">{auto}</span>");
            }
            rest = after;
        }
        out.push_str(rest);
        out + &closing
    }

    fn section_link(&self, page: &Title, section: &str) -> Option<String> {
        let bare = section.replace("[[:", "").replace("[[", "").replace("]]", "");
        let fragment = entity::decode(&bare).split_whitespace().collect::<Vec<_>>().join(" ");
        if fragment.is_empty() {
            return None;
        }
        let target = Target { title: page.clone(), fragment, interwiki: None };
        let label = if self.arrow_alone {
            "→".to_owned()
        } else if self.isolates {
            format!("→<bdi dir=\"ltr\">{section}</bdi>")
        } else {
            format!("→\u{200e}{section}")
        };
        Some(self.anchor(&target, &label, true))
    }

    fn links(&self, text: &str) -> String {
        let (mut out, mut rest) = (String::with_capacity(text.len() * 2), text);
        while let Some(at) = rest.find("[[") {
            out.push_str(&rest[..at]);
            let inside = &rest[at + 2..];
            if let Some((html, after)) = next_link(inside).and_then(|link| self.link(&link)) {
                out.push_str(&html);
                rest = after;
            } else {
                out.push_str("[[");
                rest = inside;
            }
        }
        out.push_str(rest);
        out
    }

    fn link<'t>(&self, link: &Link<'t>) -> Option<(String, &'t str)> {
        let decoded;
        let target = if link.target.contains('%') {
            let bytes = percent_encoding::percent_decode_str(link.target);
            decoded = bytes.decode_utf8_lossy().replace('<', "&lt;").replace('>', "&gt;");
            &decoded
        } else {
            link.target
        };
        let label = link.label.filter(|label| !label.is_empty()).unwrap_or(target);
        if let Some(name) = strip_media(target) {
            return self.media(name, label).map(|html| (html, link.rest));
        }
        let letters = link.rest.bytes().take_while(u8::is_ascii_lowercase).count();
        let (trail, rest) = link.rest.split_at(letters);
        let target = target.strip_prefix(':').unwrap_or(target);
        let target = self.subpage(target).unwrap_or_else(|| target.to_owned());
        let site = &self.state.site;
        let target = Title::parse(&target, &site.naming()).ok().or_else(|| self.own_fragment(&target))?;
        let anchor = self.anchor(&target, &format!("{label}{trail}"), false);
        Some((anchor, rest))
    }

    /// `[[#section]]` is one of the page itself.
    fn own_fragment(&self, target: &str) -> Option<Target> {
        let fragment = target.trim().strip_prefix('#')?;
        let fragment = entity::decode(fragment).trim().replace('_', " ");
        Some(Target { title: self.page?.clone(), fragment, interwiki: None })
    }

    /// `Linker::normalizeSubpageLink`.
    fn subpage(&self, target: &str) -> Option<String> {
        let namespaces = &&self.state.site.namespaces;
        let page = self.page.filter(|page| namespaces.has_subpages(page.namespace()))?;
        let (target, fragment) = target.find('#').map_or((target, ""), |at| target.split_at(at));
        let target = target.trim();
        let full = page.prefixed(namespaces);
        if let Some(name) = target.strip_prefix('/') {
            return Some(format!("{full}/{}{fragment}", name.trim_end_matches('/').trim()));
        }
        let mut name = target;
        let mut parts: Vec<&str> = full.split('/').collect();
        while let Some(rest) = name.strip_prefix("../") {
            name = rest;
            parts.pop();
        }
        if name.len() == target.len() || parts.is_empty() {
            return None;
        }
        let name = name.trim_end_matches('/').trim();
        let slash = if name.is_empty() { "" } else { "/" };
        Some(format!("{}{slash}{name}{fragment}", parts.join("/")))
    }

    /// A file that is not there: a link to upload it.
    fn media(&self, name: &str, label: &str) -> Option<String> {
        let site = &self.state.site;
        let title = Title::in_namespace(Namespace::FILE, name, &site.naming())?;
        let query = format!("wpDestFile={}", url::encode_title(title.key()));
        let address = site.path_with(&Title::of_key(Namespace::SPECIAL, "Upload"), &query);
        let (address, title) = (escape(&address), escape(&title.text()));
        Some(format!("<a href=\"{address}\" class=\"new\" title=\"{title}\">{label}</a>"))
    }

    /// A link (`LinkRenderer`). Links to sections are taken for known.
    fn anchor(&self, target: &Target, label: &str, known: bool) -> String {
        let site = &self.state.site;
        let fragment = fragment(target);
        if let Some(prefix) = &target.interwiki {
            let key = url::encode_title(target.title.key()).to_string();
            let address =
                site.interwikis.get(prefix).map_or(String::new(), |(_, wiki)| wiki.url.replace("$1", &key));
            let title = Target { fragment: String::new(), ..target.clone() }.full(&site.namespaces);
            let address = escape(&(address + &fragment));
            return format!("<a href=\"{address}\" class=\"extiw\" title=\"{}\">{label}</a>", escape(&title));
        }
        let name = escape(&target.title.prefixed(&site.namespaces));
        let page = self.state.pages.titled(&target.title);
        let exists = page.is_some() || !target.title.namespace().holds_pages();
        if !exists && !known {
            let address = escape(&site.path_with(&target.title, "action=edit&redlink=1"));
            return format!(
                "<a href=\"{address}\" class=\"new\" title=\"{name} (page does not exist)\">{label}</a>"
            );
        }
        let redirects = !known && page.is_some_and(|page| page.redirect.is_some());
        let class = if redirects { " class=\"mw-redirect\"" } else { "" };
        let address = escape(&(site.path_of(&target.title) + &fragment));
        format!("<a href=\"{address}\"{class} title=\"{name}\">{label}</a>")
    }
}

/// What stands behind the address for a part of a page (`Sanitizer::escapeIdForLink`, HTML 5).
fn fragment(target: &Target) -> String {
    if target.fragment.is_empty() {
        return String::new();
    }
    format!("#{}", target.fragment.replace(['\t', '\n', '\x0c', '\r', ' '], "_"))
}

/// What stands before the next `/* … */`, what stands in it, and what comes after.
fn next_section(text: &str) -> Option<(&str, &str, &str)> {
    let start = text.find("/*")?;
    let length = text[start + 2..].find("*/")?;
    let inside = &text[start + 2..start + 2 + length];
    Some((&text[..start], inside.trim(), &text[start + length + 4..]))
}

/// The link whose inside the text begins with.
fn next_link(text: &str) -> Option<Link<'_>> {
    let text = text.trim_start();
    let text = text.strip_prefix(':').unwrap_or(text);
    let end = text.find(['[', ']', '|'])?;
    let (target, rest) = text.split_at(end);
    if target.is_empty() {
        return None;
    }
    if let Some(rest) = rest.strip_prefix("]]") {
        return Some(Link { target, label: None, rest });
    }
    let (label, rest) = rest.strip_prefix('|')?.split_once("]]")?;
    Some(Link { target, label: Some(label), rest })
}

fn strip_media(target: &str) -> Option<&str> {
    let (name, rest) = target.split_once(':')?;
    name.eq_ignore_ascii_case("media").then_some(rest)
}
