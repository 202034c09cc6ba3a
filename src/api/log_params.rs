//! What a log entry tells besides its title, as answers hold it (`LogFormatter::formatParametersForApi` and what its
//! children in `includes/logging` make of it).

use std::sync::Arc;

use super::expiry;
use crate::{
    base::Text,
    tree::{Node, Shape, Value},
    wiki::{
        Expiry, LogId, Namespaces, RevisionId, Site, Title,
        log::{AskedTags, BlockParams, LogAction, LogEntry, LogParams},
        protect,
        restriction::Restriction,
        revision::Hidden,
    },
};

/// The parameters of an entry.
pub fn log_params(entry: &LogEntry, site: &Site) -> Node {
    let names = &site.namespaces;
    let mut node = Node::map().tagged("param");
    match entry.params.as_deref() {
        None | Some(LogParams::Create { .. } | LogParams::Delete) => {}
        Some(LogParams::Move { target, no_redirect, .. }) => {
            add_title(&mut node, "target", target, names);
            node.append("suppressredirect", *no_redirect);
        }
        Some(LogParams::Protect { details, cascade, .. }) => {
            if entry.action != LogAction::Unprotect {
                add_protection(&mut node, details, *cascade);
            }
        }
        Some(LogParams::MoveProtection { from }) => add_title(&mut node, "oldtitle", from, names),
        Some(LogParams::Block(block)) => {
            if !matches!(entry.action, LogAction::Unblock) {
                add_block(&mut node, block, names);
            }
        }
        Some(LogParams::Patrol { revision, before, auto }) => {
            node.append("curid", revision.number()).append("previd", before.number()).append("auto", *auto);
        }
        Some(LogParams::Restore { revisions, files }) => {
            let mut count = Node::map().with_capacity(2);
            count.append("revisions", *revisions).append("files", *files);
            node.append("count", count);
        }
        Some(LogParams::Revisions { kind, ids, before, after }) => {
            let mut list = Node::list("id");
            for id in ids {
                // Numbers of the tables of files and times are kept as text.
                match id.parse::<i64>() {
                    Ok(number) if matches!(&**kind, "revision" | "logging") => list.push(number),
                    _ => list.push(id),
                };
            }
            node.append("type", kind).append("ids", list);
            node.append("old", visibility(*before)).append("new", visibility(*after));
        }
        Some(LogParams::Rights { before, after }) => {
            let groups = |list: &[(_, _)]| Node::texts("g", list.iter().map(|(group, _)| group));
            node.append("oldgroups", groups(before)).append("newgroups", groups(after));
            node.append("oldmetadata", metadata(before)).append("newmetadata", metadata(after));
        }
        Some(LogParams::NewUser { user }) => drop(node.append("userid", user.number())),
        Some(LogParams::Upload { sha1, time, .. }) => {
            node.append("img_sha1", sha1).append("img_timestamp", *time);
        }
        Some(LogParams::ContentModel { before, after }) => {
            let before = before.map_or(Value::Bool(false), |model| model.name().into());
            node.append("oldmodel", before).append("newmodel", after.name());
        }
        Some(LogParams::Language { before, after }) => {
            node.append("oldlanguage", before).append("newlanguage", after);
        }
        Some(LogParams::Import { count, from }) => {
            node.append("count", *count);
            if !from.is_empty() {
                // In another wiki only the main namespace is known.
                node.append("interwiki_ns", 0).append("interwiki_title", from);
            }
        }
        Some(LogParams::Merge { target, upto }) => {
            add_title(&mut node, "dest", target, names);
            node.append("mergepoint", *upto);
        }
        Some(LogParams::Tags { asked, revision, log, added, removed, before }) => {
            add_tagged(&mut node, *asked, *revision, *log);
            node.append("tagsAdded", words(added)).append("tagsAddedCount", added.len());
            node.append("tagsRemoved", words(removed)).append("tagsRemovedCount", removed.len());
            node.append("initialTags", words(before));
        }
        Some(LogParams::ManageTag { tag, count }) => {
            node.append("tag", tag);
            if let Some(count) = count {
                node.append("count", *count);
            }
        }
    }
    node
}

/// The parameters of an entry as they stood among the rest of what is told of it, up to 1.24.
pub fn old_log_params(row: &mut Node, entry: &LogEntry, site: &Site) {
    let mut node = Node::map().with_capacity(3);
    let name = match entry.params.as_deref() {
        None | Some(LogParams::Create { .. } | LogParams::Delete) => return,
        Some(LogParams::Move { target, no_redirect, .. }) => {
            node.append("new_ns", target.namespace().number());
            node.append("new_title", target.prefixed(&site.namespaces));
            node.flag("suppressedredirect", *no_redirect);
            "move"
        }
        Some(LogParams::Patrol { revision, before, auto }) => {
            node.append("cur", revision.number()).append("prev", before.number());
            node.append("auto", i64::from(*auto));
            "patrol"
        }
        Some(LogParams::Rights { before, after }) => {
            let names = |list: &[(_, _)]| {
                list.iter().map(|(group, _): &(Arc<str>, Expiry)| &**group).collect::<Vec<&str>>().join(", ")
            };
            node.append("new", names(after)).append("old", names(before));
            "rights"
        }
        Some(LogParams::Block(block)) => {
            if matches!(entry.action, LogAction::Unblock) {
                return;
            }
            let duration = if block.expiry == Expiry::Never { "infinity" } else { &*block.duration };
            node.append("duration", duration.to_owned()).append("flags", block.flags.join(","));
            if let Expiry::At(end) = block.expiry {
                node.append("expiry", end);
            }
            "block"
        }
        Some(LogParams::Protect { details, cascade, .. }) => {
            let cascade = if *cascade { "cascade" } else { "" };
            row.append("0", protect::description(details)).append("1", cascade);
            return;
        }
        Some(_) => {
            row.entries_mut().extend(log_params(entry, site).entries().iter().cloned());
            return;
        }
    };
    row.append(name, node);
}

fn add_title(node: &mut Node, name: &'static str, title: &Title, names: &Namespaces) {
    node.append(format!("{name}_ns"), title.namespace().number());
    node.append(format!("{name}_title"), title.prefixed(names));
}

/// `ProtectLogFormatter`.
fn add_protection(node: &mut Node, details: &[Restriction], cascade: bool) {
    let mut list = Node::of(Shape::Array);
    for restriction in details {
        let mut one = Node::map().with_capacity(4);
        one.append("type", &restriction.action).append("level", &restriction.level);
        one.append("expiry", expiry(restriction.expiry, "infinite"));
        // A title without a page can show nothing.
        if &*restriction.action != "create" {
            one.append("cascade", restriction.cascade);
        }
        list.push(one);
    }
    node.append("description", protect::description(details));
    node.append("cascade", cascade).append("details", list);
}

/// `BlockLogFormatter`.
fn add_block(node: &mut Node, block: &BlockParams, names: &Namespaces) {
    let forever = block.expiry == Expiry::Never;
    node.append("duration", if forever { Text::Static("infinity") } else { (&block.duration).into() });
    node.append("flags", Node::texts("f", &block.flags));
    let mut restrictions = Node::auto();
    if !block.pages.is_empty() {
        let mut pages = Node::list("p");
        for title in &block.pages {
            let mut page = Node::map().with_capacity(2);
            add_title(&mut page, "page", title, names);
            pages.push(page);
        }
        restrictions.append("pages", pages);
    }
    if !block.namespaces.is_empty() {
        let mut namespaces = Node::list("ns");
        for namespace in &block.namespaces {
            namespaces.push(namespace.number());
        }
        restrictions.append("namespaces", namespaces);
    }
    if !block.actions.is_empty() {
        restrictions.append("actions", words(&block.actions));
    }
    if !restrictions.is_empty() {
        node.append("restrictions", restrictions);
    }
    node.append("sitewide", block.sitewide);
    if let Expiry::At(end) = block.expiry {
        node.append("expiry", end);
    }
}

/// What is hidden, as number and in words (`DeleteLogFormatter`).
fn visibility(hidden: Hidden) -> Node {
    let mut node = Node::map().with_capacity(5);
    node.append("bitmask", i64::from(hidden.bits()));
    let parts = [
        ("content", Hidden::CONTENT),
        ("comment", Hidden::COMMENT),
        ("user", Hidden::USER),
        ("restricted", Hidden::RESTRICTED),
    ];
    for (name, part) in parts {
        node.append(name, hidden.contains(part));
    }
    node
}

/// `RightsLogFormatter`.
fn metadata(groups: &[(std::sync::Arc<str>, Expiry)]) -> Node {
    let mut list = Node::list("g");
    for (group, until) in groups {
        let mut one = Node::map().with_capacity(2);
        one.append("group", group).append("expiry", expiry(*until, "infinity"));
        list.push(one);
    }
    list
}

/// What was tagged. What was found out beside what was asked for comes as text from the database, and as false if there
/// is none (`ChangeTags::updateTags`).
fn add_tagged(node: &mut Node, asked: AskedTags, revision: RevisionId, log: LogId) {
    // A number that was given stays one; what the database found is text, or false.
    let part = |id: i64, given| match id {
        0 => Value::Bool(false),
        id if given => id.into(),
        id => id.to_string().into(),
    };
    node.append("revid", part(revision.number(), asked == AskedTags::Revision));
    node.append("logid", part(log.number(), asked == AskedTags::Log));
}

fn words(list: &[std::sync::Arc<str>]) -> Node {
    let mut node = Node::of(Shape::Array);
    for word in list {
        node.push(word);
    }
    node
}
