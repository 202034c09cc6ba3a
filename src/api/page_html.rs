//! Texts of pages as HTML, wherever an answer shows one.

use super::Call;
use crate::{
    message::{Heading, page_html},
    wiki::{Namespace, Naming, Title, content::Model, wikitext::link},
};

impl Call<'_> {
    /// A page's text as HTML, and its headings. Templates are put in already.
    pub fn page_html(&self, model: Model, text: &str) -> (String, Vec<Heading>) {
        if model.is_wikitext() {
            return page_html(&self.speaker, &shown(text, &self.wiki().site().naming()));
        }
        let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        (format!("<pre>\n{escaped}\n</pre>"), Vec::new())
    }
}

/// What of a text is shown: no categories, and no words that only set something.
fn shown(text: &str, naming: &Naming<'_>) -> String {
    let text = without_settings(text);
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(start) = rest.find("[[") {
        let (before, link) = rest.split_at(start);
        out.push_str(before);
        let end = link.find("]]").filter(|end| !link[2..*end].contains("[["));
        let name = end.map(|end| link[2..end].split('|').next().unwrap_or_default());
        let is_category = name.and_then(|name| Title::parse(name, naming).ok()).is_some_and(|target| {
            target.interwiki.is_none() && target.title.namespace() == Namespace::CATEGORY
        });
        match end {
            Some(end) if is_category && !link.starts_with("[[:") => {
                out.truncate(out.trim_end_matches([' ', '\n']).len());
                if out.lines().last().is_some_and(|line| line.starts_with('=') && line.ends_with('=')) {
                    // A heading stays a line of its own.
                    out.push('\n');
                }
                rest = link[end + 2..].trim_start_matches(' ');
                let more_follows = !rest.is_empty() && !rest.starts_with('\n');
                if more_follows && !out.is_empty() && !out.ends_with('\n') {
                    out.push(' ');
                }
            }
            _ => {
                out.push_str("[[");
                rest = &link[2..];
            }
        }
    }
    out.push_str(rest);
    out
}

fn without_settings(text: &str) -> String {
    let mut out = link::without_switches(text);
    for word in ["{{DISPLAYTITLE:", "{{DEFAULTSORT:", "{{DEFAULTSORTKEY:", "{{DEFAULTCATEGORYSORT:"] {
        while let Some(start) = out.find(word) {
            let end = out[start..].find("}}").map_or(out.len(), |end| start + end + 2);
            out.replace_range(start..end, "");
        }
    }
    out
}
