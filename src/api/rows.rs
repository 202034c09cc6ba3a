//! How modules of `action=query` put rows into the answer, which may not grow beyond a limit.

use std::sync::Arc;

use smallvec::SmallVec;

use super::{Call, Failure, PageSet};
use crate::{
    base::Text,
    message::{Arg, Message},
    param::Param,
    tree::{Key, Marks, Node, Shape, Value},
    wiki::{Namespace, Namespaces, Title},
};

/// How many bytes rows may take together, `$wgAPIMaxResultSize`.
const MOST: usize = 8_388_608;

/// How full an answer is.
#[derive(Debug, Clone, Copy, Default)]
pub struct Room {
    /// What the rows take so far.
    bytes: usize,
    /// Where the page stands that was looked for last.
    page_at: usize,
}

/// Puts a title into a row (`ApiQueryBase::addTitleInfo`).
pub fn add_title(row: &mut Node, title: &Title, namespaces: &Namespaces) {
    row.set("ns", title.namespace().number());
    row.set("title", title.prefixed(namespaces));
}

/// Two lists of declarations as one: a module's own and those it shares.
pub const fn joined_params<const N: usize>(own: &[Param], shared: &[Param]) -> [Param; N] {
    assert!(own.len() + shared.len() == N, "the joined list holds both");
    let mut all = [own[0]; N];
    let mut at = 0;
    while at < N {
        all[at] = if at < own.len() { own[at] } else { shared[at - own.len()] };
        at += 1;
    }
    all
}

impl Call<'_> {
    /// The pages that are asked about.
    pub fn pages(&self) -> Arc<PageSet> {
        self.pages.clone().unwrap_or_default()
    }

    /// The list of the module at work, made empty if there is none. Its elements are called `tag` in XML.
    pub fn list(&mut self, tag: &'static str) -> &mut Node {
        let name = self.module.name;
        self.query().node_mut_or(name, || Node::list(tag))
    }

    /// Adds a row to the list of the module at work. If it returns false, the answer is full: the module goes on there.
    #[must_use]
    pub fn add_row(&mut self, tag: &'static str, row: Node) -> bool {
        if !self.fits(size_of(&row)) {
            return false;
        }
        self.list(tag).push(row);
        true
    }

    /// The same for a list that stands elsewhere in the answer.
    #[must_use]
    pub fn add_row_at(&mut self, path: &[&'static str], row: Node) -> bool {
        let fits = self.fits(size_of(&row));
        if fits {
            self.result.at(path).push(row);
        }
        fits
    }

    /// The node of a page, by its id or its fake one.
    pub fn page_node(&mut self, id: i64) -> &mut Node {
        let hint = self.room.page_at;
        let pages = self.query().node_mut_or("pages", || Node::of(Shape::BcArray).tagged("page"));
        let entries = pages.entries_mut();
        // Modules walk through the pages in the order in which these stand.
        let is_it = |at: &usize| matches!(entries.get(*at), Some(entry) if entry.key == Key::Index(id));
        let known = [hint, hint + 1]
            .into_iter()
            .find(|at| is_it(at))
            .or_else(|| entries.iter().position(|entry| entry.key == Key::Index(id)));
        let at = known.unwrap_or_else(|| {
            let entry =
                crate::tree::Entry { key: Key::Index(id), marks: Marks::empty(), value: Node::map().into() };
            entries.push(entry);
            entries.len() - 1
        });
        self.room.page_at = at;
        let pages = self.query().node_mut("pages");
        match &mut pages.entries_mut()[at].value {
            Value::Node(node) => node,
            _ => unreachable!("pages are nodes"),
        }
    }

    /// Adds an item to what the module at work tells of a page (`addPageSubItem`). If it returns false, the answer is
    /// full.
    #[must_use]
    pub fn add_to_page(&mut self, id: i64, tag: &'static str, item: impl Into<Value>) -> bool {
        let item = item.into();
        if !self.fits(size_of_value(&item)) {
            return false;
        }
        let name = self.module.name;
        self.page_node(id).node_mut_or(name, || Node::list(tag)).push(item);
        true
    }

    /// Sets all that the module at work tells of a page (`addPageSubItems`). If it returns false, the answer is full.
    #[must_use]
    pub fn set_in_page(&mut self, id: i64, items: Node) -> bool {
        if !self.fits(size_of(&items)) {
            return false;
        }
        let name = self.module.name;
        self.page_node(id).set(name, items);
        true
    }

    /// Whether so many bytes more fit into the answer; they are counted if they do (`ApiResult::addValue`).
    #[must_use]
    pub fn fits(&mut self, bytes: usize) -> bool {
        if self.room.bytes + bytes > MOST {
            self.warn_as("result", Message::new("apiwarn-truncatedresult").number(MOST as i64));
            return false;
        }
        self.room.bytes += bytes;
        true
    }

    /// The full name of a title in this wiki.
    pub fn full_name(&self, title: &Title) -> Text {
        title.prefixed(&self.wiki().site().namespaces).into()
    }

    /// The beginning of a key: what a title of that namespace begins with (`ApiQueryBase::titlePartToKey`).
    pub fn title_part(&self, text: &str, namespace: Namespace) -> Result<String, Failure> {
        let bad = || Message::new("apierror-invalidtitle").with(Arg::Escaped(text.to_owned().into())).into();
        let site = self.wiki().site();
        let info = site.namespaces.get(namespace).ok_or_else(bad)?;
        let colon = if info.name.is_empty() { "" } else { ":" };
        let whole = format!("{}{colon}{text}x", info.name);
        let target = Title::parse(&whole, &site.naming()).map_err(|_| bad())?;
        if !target.fragment.is_empty() || target.interwiki.is_some() || target.title.namespace() != namespace
        {
            return Err(bad());
        }
        let key = target.title.key();
        Ok(key[..key.len() - 1].to_owned())
    }
}

impl Call<'_> {
    /// The beginning of a title, its namespace included (`ApiQueryBase::parsePrefixedTitlePart`).
    pub fn prefixed_title_part(&self, text: &str) -> Result<Title, Failure> {
        let bad = || Message::new("apierror-invalidtitle").escaped(text.to_owned()).into();
        let target = Title::parse(&format!("{text}X"), &self.wiki().site().naming()).map_err(|_| bad())?;
        if !target.fragment.is_empty() || target.interwiki.is_some() {
            return Err(bad());
        }
        let key = target.title.key();
        Ok(Title::of_key(target.title.namespace(), &key[..key.len() - 1]))
    }
}

/// The parts of a `continue` parameter; it is bad if there are not so many (`ApiBase::dieContinueUsageIf`).
pub fn continue_parts<'a, const N: usize>(value: &'a str) -> Result<[&'a str; N], Failure> {
    let parts: SmallVec<[&'a str; 6]> = value.split('|').collect();
    parts.as_slice().try_into().map_err(|_| bad_continue())
}

/// That is no value of `continue`.
pub fn bad_continue() -> Failure {
    Failure::of("apierror-badcontinue")
}

/// How many bytes a node counts (`ApiResult::size`): its scalars, not its keys.
pub fn size_of(node: &Node) -> usize {
    node.entries().iter().map(|entry| size_of_value(&entry.value)).sum()
}

fn size_of_value(value: &Value) -> usize {
    match value {
        Value::Null => 0,
        Value::Bool(on) => usize::from(*on),
        Value::Int(number) => number.to_string().len(),
        Value::Float(_) => 8,
        Value::Text(text) => text.len(),
        Value::Node(node) => size_of(node),
    }
}
