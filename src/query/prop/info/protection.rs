//! Who may do what to a page: `inprop=protection`.

use crate::{
    api::{Call, expiry},
    tree::{Node, Value},
    wiki::{Expiry, Namespace, State, Title, page::Page},
};

/// Adds the restrictions of a page or a title, its own first and then those that come from pages which show it.
pub(super) fn add(call: &Call<'_>, state: &State, page: Option<&Page>, title: &Title, node: &mut Node) {
    let mut list = Node::auto().tagged("pr");
    if let Some(page) = page {
        let mut own: Vec<_> = state.restrictions.of(page.id, call.now).collect();
        own.sort_by(|one, other| one.action.cmp(&other.action));
        for restriction in own {
            let mut row = row((&restriction.action).into(), (&restriction.level).into(), restriction.expiry);
            if restriction.cascade {
                row.append("cascade", true);
            }
            list.push(row);
        }
    } else if let Some(protection) = state.restrictions.title(title, call.now) {
        list.push(row("create".into(), (&protection.level).into(), protection.expiry));
    }
    add_cascading(call, state, title, &mut list);
    node.append("protection", list);
    if !call.profile().tells_restriction_types {
        return;
    }
    let file = title.namespace() == Namespace::FILE;
    let uploads = file && (page.is_some() || call.profile().restricts_missing_files);
    let types: &[&str] = match (page.is_some(), uploads) {
        (true, false) => &["edit", "move"],
        (true, true) => &["edit", "move", "upload"],
        (false, false) => &["create"],
        (false, true) => &["create", "upload"],
    };
    node.append("restrictiontypes", Node::texts("rt", types.iter().copied()));
}

fn add_cascading(call: &Call<'_>, state: &State, title: &Title, list: &mut Node) {
    for id in state.restrictions.cascading() {
        let Some((source, kept)) = state.pages.get(id).zip(state.links.of(id)) else { continue };
        let shown = match title.namespace() {
            Namespace::FILE => kept.links.files.contains(title.key()),
            _ => kept.links.templates.contains(title),
        };
        for restriction in state.restrictions.of(id, call.now).filter(|one| shown && one.cascade) {
            let mut row = row((&restriction.action).into(), (&restriction.level).into(), restriction.expiry);
            row.append("source", source.title.prefixed(&state.site.namespaces));
            list.push(row);
        }
    }
}

fn row(action: Value, level: Value, until: Expiry) -> Node {
    let mut row = Node::map().with_capacity(4);
    row.append("type", action).append("level", level).append("expiry", expiry(until, "infinity"));
    row
}
