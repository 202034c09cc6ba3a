//! Categories and how many members they have: what `prop=categoryinfo` and `list=allcategories` have in common.

use std::collections::BTreeSet;

use crate::{
    param::Chosen,
    tree::Node,
    wiki::{Namespace, State, Title},
};

/// How many members a category has.
pub(super) struct Count {
    /// All of them.
    pub(super) size: usize,
    subcategories: usize,
    files: usize,
    /// Whether its page asks for it to be hidden.
    pub(super) is_hidden: bool,
}

impl Count {
    /// That of a category. There is one as long as it has members or a page of its own (`Category::refreshCounts`).
    pub(super) fn of(state: &State, key: &str) -> Option<Self> {
        let category = state.links.category(key);
        let page = state.pages.id_of(&Title::of_key(Namespace::CATEGORY, key));
        if category.is_none() && page.is_none() {
            return None;
        }
        let is_hidden = page
            .and_then(|page| state.links.of(page))
            .is_some_and(|kept| kept.links.properties.iter().any(|(name, _)| &**name == "hiddencat"));
        let (size, subcategories, files) = category
            .map_or((0, 0, 0), |category| (category.members.len(), category.subcategories, category.files));
        Some(Self { size, subcategories, files, is_hidden })
    }

    /// Writes it down.
    pub(super) fn write(&self, row: &mut Node) {
        row.set("size", self.size as i64);
        row.set("pages", (self.size - self.subcategories - self.files) as i64);
        row.set("files", self.files as i64);
        row.set("subcats", self.subcategories as i64);
    }
}

/// A category as a list tells it.
pub(super) fn row(key: &str, count: &Count, prop: &Chosen) -> Node {
    let mut row = Node::map().with_capacity(7);
    row.content("category", key.replace('_', " "));
    if prop.has("size") {
        count.write(&mut row);
    }
    if prop.has("hidden") {
        row.set("hidden", count.is_hidden);
    }
    row
}

/// The keys of all categories, in order.
pub(super) fn keys(state: &State) -> BTreeSet<String> {
    let with_members = state.links.categories("").map(|(key, _)| key.to_string());
    let with_pages = state.pages.with_prefix(Namespace::CATEGORY, "").map(|page| page.title.key().to_owned());
    with_members.chain(with_pages).collect()
}
