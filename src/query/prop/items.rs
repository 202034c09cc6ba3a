//! Items that belong to pages, such as links: told under their pages, or found as pages themselves.

pub(super) use crate::query::start::{Start, part_number, whole_number};
use crate::{
    api::Call,
    base::Text,
    tree::Node,
    wiki::{PageId, Title},
};

/// One item of one page.
pub(super) struct Item {
    /// The page, by its id or its fake one.
    pub(super) page: i64,
    /// What `continue` says of it.
    pub(super) resume: Text,
    /// What is told of it.
    pub(super) row: Node,
}

/// Tells of so many items, in their order.
pub(super) fn tell(call: &mut Call<'_>, tag: &'static str, most: usize, items: impl Iterator<Item = Item>) {
    for (at, item) in items.enumerate() {
        if at == most || !call.add_to_page(item.page, tag, item.row) {
            call.resume("continue", item.resume);
            break;
        }
    }
}

/// Takes so many titles, in their order, for the pages that were looked for.
pub(super) fn find(call: &mut Call<'_>, most: usize, items: impl Iterator<Item = (Text, Title)>) {
    for (at, (resume, title)) in items.enumerate() {
        if at == most {
            call.resume("continue", resume);
            break;
        }
        call.found.titles.push(title);
    }
}

/// The ids of the pages that are asked about, in order.
pub(super) fn page_ids(call: &Call<'_>, descending: bool) -> Vec<PageId> {
    let mut ids: Vec<PageId> = call.pages().good().iter().map(|(id, _)| *id).collect();
    ids.sort_unstable();
    if descending {
        ids.reverse();
    }
    ids
}
