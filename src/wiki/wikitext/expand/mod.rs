//! Templates put into a text, with their parameters, and the plainest of the magic words and functions (`PPFrame`). What
//! is not known here stays as it was written.

mod nodes;
mod words;

use std::collections::HashMap;

use crate::{
    base::Timestamp,
    release,
    wiki::{Namespace, State, Target, Title},
};
use nodes::{Node, read};

/// How deep templates may stand in each other (`$wgMaxTemplateDepth`).
const DEEPEST: usize = 100;

/// A text with what was put into it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Expanded {
    /// The text.
    pub text: String,
    /// Pages that it shows, or would if they were there, in the order in which they are met.
    pub templates: Vec<Title>,
}

/// How a text is expanded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Way {
    /// Comments stay.
    pub keeps_comments: bool,
    /// Words that set something, such as the title that is shown, stay for who reads them later.
    pub keeps_settings: bool,
}

/// Expands a text as one of the page of that title.
pub fn expand(state: &State, title: &Title, now: Timestamp, text: &str, way: Way) -> Expanded {
    let mut work = Work { state, title, now, way, templates: Vec::new(), path: Vec::new() };
    let text = work.expand(&read(&own_part(text)), None);
    Expanded { text, templates: work.templates }
}

/// The parameters that a template was given.
type Given = HashMap<String, String>;

pub(super) struct Work<'s> {
    state: &'s State,
    title: &'s Title,
    now: Timestamp,
    way: Way,
    templates: Vec<Title>,
    /// The templates within which one is.
    path: Vec<Title>,
}

impl Work<'_> {
    fn expand(&mut self, nodes: &[Node], given: Option<&Given>) -> String {
        let mut out = String::new();
        for node in nodes {
            match node {
                Node::Text(text) => out.push_str(text),
                Node::Comment(text) if self.way.keeps_comments => out.push_str(text),
                Node::Comment(_) => {}
                Node::Argument(parts) => out.push_str(&self.argument(parts, given)),
                Node::Call(parts) => {
                    let text = self.call(parts, given);
                    // What makes a list or a table has to begin a line.
                    let begins = text.starts_with(['*', '#', ':', ';']) || text.starts_with("{|");
                    if begins && !out.is_empty() && !out.ends_with('\n') {
                        out.push('\n');
                    }
                    out.push_str(&text);
                }
            }
        }
        out
    }

    fn argument(&mut self, parts: &[Vec<Node>], given: Option<&Given>) -> String {
        let name = self.expand(&parts[0], given);
        if let Some(value) = given.and_then(|given| given.get(name.trim())) {
            return value.clone();
        }
        match parts.get(1) {
            Some(otherwise) => self.expand(otherwise, given),
            None => format!("{{{{{{{name}}}}}}}"),
        }
    }

    fn call(&mut self, parts: &[Vec<Node>], given: Option<&Given>) -> String {
        let written = self.expand(&parts[0], given);
        let name = written.trim();
        let begins =
            |word: &str| name.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
        // Only saving substitutes; what may be substituted safely is put in as ever.
        let substitutes = begins("subst:");
        let name = if begins("safesubst:") { name["safesubst:".len()..].trim() } else { name };
        if parts.len() == 1
            && let Some(value) = self.variable(name)
        {
            return value;
        }
        if let Some((function, first)) = name.split_once(':') {
            let rest: Vec<String> = parts[1..].iter().map(|part| self.expand(part, given)).collect();
            if let Some(value) = self.function(function.trim(), first.trim(), &rest) {
                return value;
            }
        }
        let as_written = |work: &mut Self| {
            let parts: Vec<String> = parts.iter().map(|part| work.expand(part, given)).collect();
            format!("{{{{{}}}}}", parts.join("|"))
        };
        let naming = self.state.naming();
        let target = Title::parse_in(name, Namespace::TEMPLATE, &naming).ok().and_then(Target::local);
        match target.filter(|target| !substitutes && target.can_exist()) {
            Some(title) => self.template(title, &parts[1..], given),
            None => as_written(self),
        }
    }

    fn template(&mut self, title: Title, parts: &[Vec<Node>], given: Option<&Given>) -> String {
        let name = title.prefixed(&self.state.site.namespaces);
        self.note(&title);
        if self.path.contains(&title) || title == *self.title {
            let profile = release::profile(self.state.site.release);
            let colon = if profile.is_some_and(|profile| profile.colons_looped_templates) { ":" } else { "" };
            return format!("<span class=\"error\">Template loop detected: [[{colon}{name}]]</span>");
        }
        if self.path.len() >= DEEPEST {
            return format!(
                "<span class=\"error\">Template recursion depth limit exceeded ({DEEPEST})</span>"
            );
        }
        let mut page = self.state.pages.titled(&title);
        if let Some(target) =
            page.and_then(|page| page.redirect.as_deref()).filter(|to| to.interwiki.is_none())
        {
            page = self.state.pages.titled(&target.title);
            self.note(&target.title);
        }
        let Some(text) =
            page.and_then(|page| self.state.latest(page.id)).map(|latest| latest.content.clone())
        else {
            return format!("[[:{name}]]");
        };
        let given = self.parameters(parts, given);
        self.path.push(title);
        let out = self.expand(&read(&shown_part(&text)), Some(&given));
        self.path.pop();
        out
    }

    fn note(&mut self, title: &Title) {
        if !self.templates.contains(title) {
            self.templates.push(title.clone());
        }
    }

    fn parameters(&mut self, parts: &[Vec<Node>], outer: Option<&Given>) -> Given {
        let mut given = Given::new();
        let mut place = 0;
        for part in parts {
            let equals = part.iter().position(|node| matches!(node, Node::Text(text) if text.contains('=')));
            let Some(at) = equals else {
                place += 1;
                given.insert(place.to_string(), self.expand(part, outer));
                continue;
            };
            let Node::Text(text) = &part[at] else { unreachable!("that is what was looked for") };
            let (name, value) = text.split_once('=').expect("that is what was looked for");
            let name = self.expand(&part[..at], outer) + name;
            let value = value.to_owned() + &self.expand(&part[at + 1..], outer);
            given.insert(name.trim().to_owned(), value.trim().to_owned());
        }
        given
    }
}

/// What of a page is its own: what is only for others is left out.
fn own_part(text: &str) -> String {
    without_tags(&without_elements(text, "includeonly"), &["noinclude", "onlyinclude"])
}

/// What others show of a page.
fn shown_part(text: &str) -> String {
    let mut only = String::new();
    let mut rest = text;
    while let Some(start) = rest.find("<onlyinclude>") {
        let inside = &rest[start + "<onlyinclude>".len()..];
        let end = inside.find("</onlyinclude>").unwrap_or(inside.len());
        only.push_str(&inside[..end]);
        rest = &inside[end..];
    }
    let text = if text.contains("<onlyinclude>") { &only } else { text };
    without_tags(&without_elements(text, "noinclude"), &["includeonly"])
}

fn without_elements(text: &str, tag: &str) -> String {
    let (open, close) = (format!("<{tag}>"), format!("</{tag}>"));
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(&open) {
        out.push_str(&rest[..start]);
        let inside = &rest[start..];
        rest = inside.find(&close).map_or("", |end| &inside[end + close.len()..]);
    }
    out + rest
}

fn without_tags(text: &str, tags: &[&str]) -> String {
    let mut out = text.to_owned();
    for tag in tags {
        out = out.replace(&format!("<{tag}>"), "").replace(&format!("</{tag}>"), "");
    }
    out
}
