//! What an answer says of its pages before any module adds to it.

use bitflags::bitflags;

use super::{Merging, PageSet};
use crate::{
    api::{Call, add_title},
    base::{Text, url},
    message::{ErrorFormat, Message, catalog},
    release::Profile,
    tree::{Node, Shape, Value},
    wiki::{Namespace, Namespaces, Target, Title},
};

bitflags! {
    /// What is told of titles, ids and revisions that are no pages (`getInvalidTitlesAndRevisions`).
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub struct Checks: u8 {
        /// Texts that are no titles.
        const INVALID_TITLES = 1;
        /// Special pages.
        const SPECIAL = 1 << 1;
        /// Ids without a page.
        const MISSING_IDS = 1 << 2;
        /// Ids without a revision.
        const MISSING_REVISIONS = 1 << 3;
        /// Titles without a page.
        const MISSING_TITLES = 1 << 4;
        /// Titles in other wikis.
        const INTERWIKI = 1 << 5;
    }
}

impl PageSet {
    /// `normalized`; empty if nothing was.
    pub fn normalized_node(&self, profile: &Profile) -> Node {
        let mut list = Node::list("n");
        for one in &self.normalized {
            let valid = std::str::from_utf8(&one.from).ok();
            let plain =
                valid.filter(|from| crate::wiki::title::normalize(from) == *from && !has_controls(from));
            let mut node = Node::map().with_capacity(3);
            if profile.tells_mended_text {
                node.append("fromencoded", plain.is_none());
            }
            let from = plain.map_or_else(|| url::encode_bytes(&one.from).to_string(), str::to_owned);
            node.append("from", from);
            node.append("to", one.to.clone());
            list.push(node);
        }
        list
    }

    /// `interwiki`; with addresses if asked for.
    pub fn interwiki_node(&self, call: &Call<'_>, with_url: bool) -> Node {
        let site = call.wiki().site();
        let mut list = Node::list("i");
        for (target, prefix) in &self.interwiki {
            let mut node = Node::map().with_capacity(3);
            node.append("title", target.full(&site.namespaces));
            node.append("iw", prefix);
            if with_url {
                node.append("url", interwiki_url(call, target));
            }
            list.push(node);
        }
        list
    }

    /// `redirects`: those that were followed, with what a generator told of them.
    pub fn redirects_node(&self, namespaces: &Namespaces) -> Node {
        let mut list = Node::list("r");
        for redirect in &self.redirects {
            let mut node = self.data_of(&redirect.from).cloned().unwrap_or_else(Node::map);
            node.set("from", redirect.from.prefixed(namespaces));
            let to = Target { fragment: String::new(), ..redirect.to.clone() };
            node.set("to", to.full(namespaces));
            if !redirect.to.fragment.is_empty() {
                node.set("tofragment", redirect.to.fragment.clone());
            }
            if let Some(prefix) = &redirect.to.interwiki {
                node.set("tointerwiki", prefix);
            }
            list.push(node);
        }
        list
    }

    /// `badrevids`: revisions that there are not.
    pub fn missing_revisions_node(&self, profile: &Profile) -> Node {
        let mut map = Node::auto().tagged("rev");
        for id in &self.missing_revisions {
            let mut node = Node::map();
            node.append("revid", *id);
            if profile.marks_bad_revisions {
                node.append("missing", true);
            }
            map.set_index(*id, node);
        }
        map
    }

    /// `pages`: all that is known without asking any module.
    pub fn pages_node(&self, call: &Call<'_>) -> Node {
        let namespaces = &call.wiki().site().namespaces;
        let count = self.missing.len() + self.invalid.len() + self.good.len();
        let mut pages = Node::of(Shape::BcArray).tagged("page").with_capacity(count);
        for (id, title) in &self.missing {
            let mut node = title_node(title, namespaces);
            node.append("missing", true);
            if is_known(call, title) {
                node.append("known", true);
            }
            pages.append_index(*id, node);
        }
        for (id, text, message) in &self.invalid {
            pages.append_index(*id, invalid_node(call, text, message));
        }
        for id in &self.missing_ids {
            let mut node = Node::map();
            node.append("pageid", *id).append("missing", true);
            pages.set_index(*id, node);
        }
        for (id, title) in &self.specials {
            let mut node = title_node(title, namespaces);
            node.append("special", true);
            if !is_known(call, title) {
                node.append("missing", true);
            }
            pages.append_index(*id, node);
        }
        for (id, title) in &self.good {
            let mut node = Node::map().with_capacity(8);
            node.append("pageid", id.number());
            add_title(&mut node, title, namespaces);
            pages.append_index(id.number(), node);
        }
        self.add_data(&mut pages);
        pages
    }

    fn data_of(&self, title: &Title) -> Option<&Node> {
        self.data.iter().rev().find(|(known, _)| known == title).map(|(_, data)| data)
    }

    /// Adds what a generator told of its pages (`populateGeneratorData`).
    pub fn add_data(&self, pages: &mut Node) {
        for (title, data) in &self.data {
            let Some(id) = self.all.get(title) else { continue };
            if let Some(node) = page_of(pages, *id) {
                merge(node, data);
            }
        }
        if self.merging == Merging::LowestIndex {
            self.merge_lowest(pages);
        }
    }

    fn merge_lowest(&self, pages: &mut Node) {
        for redirect in &self.redirects {
            let Some(Value::Int(index)) = self.data_of(&redirect.from).and_then(|data| data.get("index"))
            else {
                continue;
            };
            let Some(id) = self.destination(&redirect.to).and_then(|title| self.all.get(title)) else {
                continue;
            };
            let Some(node) = page_of(pages, *id) else { continue };
            match node.get("index") {
                Some(Value::Int(own)) if own <= index => {}
                _ => _ = node.set("index", *index),
            }
        }
    }

    /// The page at the end of a chain of redirects.
    fn destination<'a>(&'a self, mut target: &'a Target) -> Option<&'a Title> {
        for _ in 0..=self.redirects.len() {
            if target.interwiki.is_some() {
                return None;
            }
            match self.redirects.iter().find(|redirect| redirect.from == target.title) {
                Some(next) => target = &next.to,
                None => return Some(&target.title),
            }
        }
        None
    }

    /// What other actions tell of what is no page, each in a row of its own (`getInvalidTitlesAndRevisions`).
    pub fn no_pages(&self, call: &Call<'_>, checks: Checks) -> Vec<Node> {
        let mut rows = Vec::new();
        if checks.contains(Checks::INVALID_TITLES) {
            rows.extend(self.invalid.iter().map(|(_, text, message)| invalid_node(call, text, message)));
        }
        if checks.contains(Checks::SPECIAL) {
            add_unknown_first(&mut rows, call, &self.specials, [&["special", "missing"], &["special"]]);
        }
        let mut add_missing = |key: &'static str, ids: &[i64]| {
            for id in ids {
                let mut node = Node::map();
                node.append(key, *id);
                if key != "revid" || call.profile().marks_bad_revisions {
                    node.append("missing", true);
                }
                rows.push(node);
            }
        };
        if checks.contains(Checks::MISSING_IDS) {
            add_missing("pageid", &self.missing_ids);
        }
        if checks.contains(Checks::MISSING_REVISIONS) {
            add_missing("revid", &self.missing_revisions);
        }
        if checks.contains(Checks::MISSING_TITLES) {
            add_unknown_first(&mut rows, call, &self.missing, [&["missing"], &["missing", "known"]]);
        }
        if checks.contains(Checks::INTERWIKI) {
            for entry in std::mem::take(self.interwiki_node(call, false).entries_mut()) {
                if let Value::Node(node) = entry.value {
                    rows.push(node);
                }
            }
        }
        rows
    }
}

/// Rows of titles, those first that nothing is known of, with the flags of each kind.
fn add_unknown_first(
    rows: &mut Vec<Node>,
    call: &Call<'_>,
    titles: &[(i64, Title)],
    flags: [&[&'static str]; 2],
) {
    let namespaces = &call.wiki().site().namespaces;
    for (known, flags) in [false, true].into_iter().zip(flags) {
        for (_, title) in titles.iter().filter(|(_, title)| is_known(call, title) == known) {
            let mut node = title_node(title, namespaces);
            for flag in flags {
                node.append(*flag, true);
            }
            rows.push(node);
        }
    }
}

/// Whether there is something at a title without a page: a file, a message or a special page (`Title::isAlwaysKnown`).
fn is_known(call: &Call<'_>, title: &Title) -> bool {
    match title.namespace() {
        Namespace::FILE | Namespace::MEDIA => call.wiki().state().files.current(title.key()).is_some(),
        Namespace::MEDIAWIKI => catalog::key(&lower_first(title.key())).is_some(),
        _ => title.is_known(call.profile().release),
    }
}

/// Messages begin with a small letter, their pages with a capital.
fn lower_first(key: &str) -> String {
    let mut letters = key.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

fn title_node(title: &Title, namespaces: &Namespaces) -> Node {
    let mut node = Node::map().with_capacity(8);
    add_title(&mut node, title, namespaces);
    node
}

fn invalid_node(call: &Call<'_>, text: &Text, message: &Message) -> Node {
    let mut node = Node::map().with_capacity(3);
    node.append("title", text.clone());
    if !call.profile().tells_why_invalid {
        node.append("invalid", true);
        return node;
    }
    let reason = if call.speaker.format == ErrorFormat::Bc {
        Value::Text(call.speaker.text(message))
    } else {
        call.speaker.message(message).into()
    };
    node.append("invalidreason", reason);
    node.append("invalid", true);
    node
}

fn page_of(pages: &mut Node, id: i64) -> Option<&mut Node> {
    let entry = pages.entries_mut().iter_mut().find(|entry| entry.key == crate::tree::Key::Index(id))?;
    match &mut entry.value {
        Value::Node(node) => Some(node),
        _ => None,
    }
}

fn merge(node: &mut Node, data: &Node) {
    for entry in data.entries() {
        node.put(entry.key.clone(), entry.marks, entry.value.clone());
    }
}

/// Characters that a text loses on its way in.
fn has_controls(text: &str) -> bool {
    text.chars().any(|c| c < ' ' && !matches!(c, '\t' | '\n' | '\r') || matches!(c, '\u{fffe}' | '\u{ffff}'))
}

/// Where a title of another wiki is (`Title::getFullURL`).
fn interwiki_url(call: &Call<'_>, target: &Target) -> String {
    let site = call.wiki().site();
    let prefix = target.interwiki.as_deref().unwrap_or_default();
    let Some((_, interwiki)) = site.interwikis.get(prefix) else { return String::new() };
    let key = target.title.prefixed_key(&site.namespaces);
    let address = interwiki.url.replace("$1", &url::encode_title(&key).to_string());
    match address.strip_prefix("//") {
        Some(rest) => format!("http://{rest}"),
        None => address,
    }
}
