//! What is true of every wiki: each truth by its name, with the function that looks whether it holds.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use crate::{
    base::{Timestamp, digest},
    wiki::{
        Expiry, LogId, Namespace, RecentId, RevisionId, State, Title, block::BlockTarget, content::Model,
        log::LogParams, recent::RecentKind, revision::moment, save::BROKEN_FILES, table::InTime, tag::Tagged,
        wikitext,
    },
};

type Truth = (&'static str, fn(&State, Timestamp));

const TRUTHS: &[Truth] = &[
    ("every page has its newest revision, the last of its history", newest_revisions),
    ("every page has one title, every title one page", titles),
    ("pages and articles are as many as the lists show", page_counts),
    ("redirects are listed by title and by target", redirects),
    ("every revision is in one history, or in the archive, never in both", histories),
    ("a parent came before its child and is not lost", parents),
    ("every revision is its author's contribution and has its time", contributions),
    ("deleted revisions are found by title, author and time", archive),
    ("edits are counted for the wiki at least as often as for its users", edit_counts),
    ("the log has no gaps and is found by type, title and author", log),
    ("entries tell of what there is", log_params),
    ("recent changes tell of revisions and of the log", lines),
    ("recent changes are found by kind, author, title, page and revision", line_indices),
    ("links are those of the newest text, known from both ends", links),
    ("categories have the members that say they belong there", categories),
    (
        "a page and its talk page are watched together, and marks of the unseen are no later than now",
        watchlists,
    ),
    ("only what there is is protected", restrictions),
    ("nobody is blocked twice, and no automatic block is left without its own", blocks),
    ("tags are found by what carries them and the other way round", tags),
    ("files are found by their bytes, which have the size and the digest they say", files),
    ("ids are given once", ids),
    ("a wiki can be written down and read again", rebuilt),
];

/// Looks whether all of it holds.
pub(super) fn check(state: &State, now: Timestamp) {
    for (name, holds) in TRUTHS {
        let sound = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| holds(state, now)));
        assert!(sound.is_ok(), "not true: {name}");
    }
}

fn newest_revisions(state: &State, _: Timestamp) {
    for page in state.pages.iter() {
        let latest = state.latest(page.id).expect("the newest revision of a page lives");
        let last = state.revisions.history(page.id).next_back().unwrap();
        assert_eq!(latest.id, last.id, "the newest revision is the last of the history");
        assert_eq!(latest.page, page.id, "the newest revision is the page's own");
        assert_eq!(
            (page.length, page.model),
            (latest.size(), latest.model),
            "a page's row tells of its text"
        );
    }
}

fn titles(state: &State, _: Timestamp) {
    for page in state.pages.iter() {
        assert_eq!(state.pages.id_of(&page.title), Some(page.id), "a title leads to its page");
        let full = page.title.prefixed(&state.site.namespaces);
        assert_eq!(
            state.title(&full).unwrap().local().as_ref(),
            Some(&page.title),
            "a title can be read back"
        );
    }
    let listed: Vec<&Title> = state.pages.by_title(..).map(|page| &page.title).collect();
    assert!(
        listed.is_sorted() && listed.windows(2).all(|pair| pair[0] != pair[1]),
        "titles are in order, each once"
    );
}

fn page_counts(state: &State, _: Timestamp) {
    let articles = state.pages.iter().filter(|page| page.countable).count();
    assert_eq!(state.pages.articles(), articles as u64, "articles are counted");
    assert_eq!(state.pages.iter().count(), state.pages.len(), "pages are counted");
    assert_eq!(state.pages.by_title(..).count(), state.pages.len(), "every page is in the list");
    let mut namespaces: Vec<Namespace> = state.pages.iter().map(|page| page.title.namespace()).collect();
    namespaces.sort_unstable();
    namespaces.dedup();
    let listed: usize =
        namespaces.into_iter().map(|namespace| state.pages.with_prefix(namespace, "").count()).sum();
    assert_eq!(listed, state.pages.len(), "every page is in the list of its namespace");
}

fn redirects(state: &State, _: Timestamp) {
    let mut count = 0;
    for page in state.pages.iter() {
        let latest = state.latest(page.id).unwrap();
        let target =
            page.model.is_wikitext().then(|| wikitext::redirect_target(&latest.content, &state.naming()));
        assert_eq!(page.redirect.as_deref().cloned(), target.flatten(), "a page's row tells where it leads");
        let Some(target) = page.redirect.as_deref() else { continue };
        count += 1;
        assert!(state.pages.redirects(page.title.clone()..).next().is_some_and(|found| found.id == page.id));
        assert!(state.pages.redirects_to(&target.title).any(|found| found.id == page.id));
    }
    assert_eq!(state.pages.redirects(..).count(), count, "redirects are listed");
    assert_eq!(state.pages.redirects_by_target().len(), count, "redirects are found by their targets");
}

fn histories(state: &State, _: Timestamp) {
    for revision in state.revisions.iter() {
        assert!(state.pages.get(revision.page).is_some(), "a living revision is a living page's");
        assert!(state.archive.get(revision.id).is_none(), "no revision is both alive and in the archive");
    }
    let of_pages: usize = state.pages.iter().map(|page| state.revisions.history(page.id).count()).sum();
    assert_eq!(of_pages, state.revisions.len(), "every revision is in one history");
    for page in state.pages.iter() {
        let keys: Vec<_> = state.revisions.history(page.id).map(|row| (moment(row.time), row.id)).collect();
        assert!(keys.is_sorted(), "a history is in the order of time");
    }
}

fn parents(state: &State, _: Timestamp) {
    let all = state.revisions.iter().chain(state.archive.iter().map(|row| &row.revision));
    for revision in all {
        let Some(parent) = revision.parent.known() else { continue };
        let parent = state.any_revision(parent).expect("parents are not lost");
        assert!(parent.id != revision.id && parent.time <= revision.time, "a parent came before");
    }
}

fn contributions(state: &State, _: Timestamp) {
    let mut count = 0;
    for actor in state.actors.iter() {
        let own = state.revisions.by_actor(actor.id);
        assert!(
            own.iter().is_sorted_by_key(|row| (moment(row.time), row.id)),
            "contributions are in order of time"
        );
        for row in own.iter() {
            assert_eq!(row.actor, actor.id, "contributions are the actor's own");
            count += 1;
        }
    }
    assert_eq!(count, state.revisions.len(), "every revision is somebody's contribution");
    assert_eq!(state.revisions.by_time().len(), state.revisions.len(), "every revision has its time");
}

fn archive(state: &State, _: Timestamp) {
    let of_titles: usize = state.archive.titles(..).map(|(_, keys)| keys.len()).sum();
    let of_actors: usize = state.actors.iter().map(|actor| state.archive.by_actor(actor.id).len()).sum();
    let count = state.archive.len();
    assert_eq!((of_titles, of_actors, state.archive.by_time().len()), (count, count, count));
    for row in state.archive.iter() {
        assert!(state.archive.history(&row.title).any(|found| found.revision.id == row.revision.id));
    }
}

fn edit_counts(state: &State, _: Timestamp) {
    let of_users: u64 = state.users.iter().map(|user| u64::from(user.edits)).sum();
    assert!(state.edits >= of_users);
    for user in state.users.iter().filter(|user| user.edits > 0) {
        let actor = state.actors.by_user(user.id).expect("who edits is an actor");
        let live = state.revisions.by_actor(actor).len();
        let gone = state.archive.by_actor(actor).len();
        assert!(user.edits as usize <= live + gone, "every edit of a user is a revision of theirs");
    }
}

fn log(state: &State, _: Timestamp) {
    assert_eq!(state.log.next_id(), LogId(state.log.len() as u32 + 1), "the log has no gaps");
    assert_eq!(state.log.by_time().len(), state.log.len(), "every entry has its time");
    let (mut kinds, mut actors) = (BTreeMap::<&str, usize>::new(), BTreeMap::new());
    for entry in state.log.iter() {
        *kinds.entry(entry.action.kind()).or_default() += 1;
        *actors.entry(entry.actor).or_default() += 1;
        assert!(
            state.log.by_title(&entry.title).any(|found| found.id == entry.id),
            "entries are found by title"
        );
    }
    for (kind, count) in kinds {
        let found: usize = state.log.by_kind(kind, None).map(InTime::len).sum();
        assert_eq!(found, count, "entries are found by type");
    }
    for (actor, count) in actors {
        let count: usize = count;
        assert_eq!(state.log.by_actor(actor).len(), count, "entries are found by author");
    }
}

fn log_params(state: &State, now: Timestamp) {
    for entry in state.log.iter() {
        assert!(entry.time <= now && state.actors.get(entry.actor).id == entry.actor);
        assert!(
            entry.page.known().is_none_or(|page| page < state.pages.next_id()),
            "pages of entries were there"
        );
        if let Some(revision) = entry.revision() {
            assert!(state.any_revision(revision).is_some(), "the revision of an entry is not lost");
        }
        if let Some(LogParams::Restore { revisions, files }) = entry.params.as_deref() {
            assert!(revisions + files > 0, "something was restored");
        }
    }
}

fn lines(state: &State, _: Timestamp) {
    for line in state.recent.iter() {
        if line.kind == RecentKind::Log {
            assert!(state.log.get(line.log).is_some(), "a line of the log has its entry");
            let found = state.recent.of_log(line.log).map(|found| found.id);
            assert_eq!(found, Some(line.id), "an entry has one line");
        } else {
            // Where a history was merged into another page, a line does not go with the page that has it now.
            let row = state.any_revision(line.revision).expect("a line of an edit has its revision");
            assert_eq!(row.actor, line.actor, "a line tells of its revision");
            assert_eq!(state.recent.of_revision(line.revision).map(|found| found.id), Some(line.id));
        }
    }
}

fn line_indices(state: &State, _: Timestamp) {
    let count = state.recent.len();
    let kinds = [RecentKind::Edit, RecentKind::New, RecentKind::Log, RecentKind::Categorize];
    let of_kinds: usize = kinds.into_iter().map(|kind| state.recent.by_kind(kind).len()).sum();
    let of_actors: usize = state.actors.iter().map(|actor| state.recent.by_actor(actor.id).len()).sum();
    assert_eq!((state.recent.by_time().len(), of_kinds, of_actors), (count, count, count));
    for line in state.recent.iter() {
        let found = |mut lines: Box<dyn Iterator<Item = &_> + '_>| {
            lines.any(|found: &crate::wiki::recent::RecentChange| found.id == line.id)
        };
        assert!(found(Box::new(state.recent.by_title(&line.title))), "lines are found by title");
        assert!(line.page.known().is_none() || found(Box::new(state.recent.of_page(line.page))));
        let of_revision = || found(Box::new(state.recent.with_revision(line.revision)));
        assert!(line.revision.known().is_none() || of_revision(), "lines are found by revision");
        assert!(line.id < state.recent.next_id() && line.id > RecentId(0));
    }
}

fn links(state: &State, _: Timestamp) {
    let (mut pages, mut templates, mut files, mut others) = (0, 0, 0, 0);
    for page in state.pages.iter() {
        let latest = state.latest(page.id).unwrap();
        // The links of code count, too ($wgTextModelsToParse).
        let has_links = matches!(page.model, Model::Wikitext | Model::Css | Model::Javascript);
        let read = has_links.then(|| wikitext::link::links(&latest.content, &page.title, &state.naming()));
        let kept = state.links.of(page.id);
        let mut told = kept.map(|kept| kept.links.clone()).unwrap_or_default();
        // Files may have come since.
        told.categories.retain(|(category, _)| **category != *BROKEN_FILES);
        assert_eq!(told, read.unwrap_or_default());
        let Some(kept) = kept else { continue };
        pages += kept.links.pages.len();
        templates += kept.links.templates.len();
        files += kept.links.files.len();
        others += kept.links.external.len() + kept.links.interwiki.len() + kept.links.properties.len();
        for title in &kept.links.pages {
            assert!(state.links.to_page(title).any(|found| found == page.id), "a link is known at its end");
        }
    }
    let indices = &state.links;
    assert_eq!(
        (indices.pages().len(), indices.templates().len(), indices.files().len()),
        (pages, templates, files)
    );
    assert_eq!(indices.external().len() + indices.interwiki().len() + indices.properties().len(), others);
}

fn categories(state: &State, now: Timestamp) {
    let mut members = 0;
    for page in state.pages.iter() {
        for place in state.links.of(page.id).into_iter().flat_map(|kept| &kept.memberships) {
            let category = state.links.category(&place.category).unwrap();
            let key = (place.kind, Arc::clone(&place.sort_key), page.id);
            assert!(category.members.contains(&key), "a page is where it says it is");
            assert!(category.by_time.contains(&(moment(place.time), page.id)) && place.time <= now);
            members += 1;
        }
    }
    let listed: usize = state.links.categories("").map(|(_, category)| category.members.len()).sum();
    assert_eq!(listed, members, "categories list their members");
    for (_, category) in state.links.categories("") {
        assert_eq!(category.by_time.len(), category.members.len());
        assert!(category.subcategories + category.files <= category.members.len());
    }
}

fn watchlists(state: &State, now: Timestamp) {
    let ends = state.watchlists.all().filter(|(_, _, watched)| watched.expiry != Expiry::Never);
    assert_eq!(ends.count(), state.watchlists.ending(), "what ends is known by its time");
    assert!(
        state.watchlists.ended(now).all(|(user, title)| state.watchlists.get(user, title, now).is_none())
    );
    for (user, title, watched) in state.watchlists.all() {
        let other = state.watchlists.get(user, &title.associated().unwrap(), super::super::rig::START);
        assert_eq!(other.map(|other| other.expiry), Some(watched.expiry));
        assert!(state.watchlists.watchers(title, super::super::rig::START).any(|found| found == user));
        let Some(unseen) = watched.unseen else { continue };
        assert!(unseen <= now, "what is unseen has happened");
    }
}

fn restrictions(state: &State, _: Timestamp) {
    for page in state.restrictions.pages() {
        assert!(state.pages.get(page).is_some(), "only living pages are protected");
        assert!(!state.restrictions.kept(page).is_empty());
    }
    for page in state.restrictions.cascading() {
        assert!(state.restrictions.kept(page).iter().any(|restriction| restriction.cascade));
    }
    for (title, _) in state.restrictions.titles() {
        assert!(state.pages.id_of(title).is_none(), "only titles without a page are protected as titles");
    }
}

fn blocks(state: &State, _: Timestamp) {
    let mut blocked: Vec<_> = Vec::new();
    for block in state.blocks.iter() {
        match &block.target {
            BlockTarget::Auto { parent, .. } => assert!(state.blocks.iter().any(|other| other.id == *parent)),
            target => blocked.push(target.name().cloned()),
        }
    }
    let count = blocked.len();
    blocked.sort();
    blocked.dedup();
    assert_eq!(blocked.len(), count, "nobody is blocked twice");
}

fn tags(state: &State, _: Timestamp) {
    let mut carried = 0;
    let revisions = state.revisions.iter().chain(state.archive.iter().map(|row| &row.revision));
    let all =
        revisions.map(|row| Tagged::Revision(row.id)).chain(state.log.iter().map(|row| Tagged::Log(row.id)));
    for on in all {
        for tag in state.tags.of(on) {
            assert!(state.tags.carriers(tag).unwrap().contains(&on), "tags are found");
            carried += 1;
        }
    }
    assert_eq!(state.tags.used().map(|(_, count)| count).sum::<usize>(), carried, "uses of tags are counted");
}

fn files(state: &State, _: Timestamp) {
    let current: Vec<_> = state.files.by_key(..).collect();
    assert_eq!((state.files.len(), state.files.by_time().len()), (current.len(), current.len()));
    for file in state.files.all() {
        assert_eq!(*file.sha1, *digest::sha1_base36(&file.bytes), "a file has the digest it says");
        assert_eq!(file.facts.size as usize, file.bytes.len(), "a file has the size it says");
        assert!(state.files.current(&file.key).is_some(), "old versions have a newest one");
    }
    for file in current {
        assert!(
            state.files.with_sha1(&file.sha1).any(|key| *key == file.key),
            "files are found by their bytes"
        );
        assert!(
            file.archive_name.is_none()
                && state.files.by_time().contains(&(moment(file.time), file.key.clone()))
        );
        let names: BTreeSet<_> =
            state.files.old(&file.key).iter().map(|old| old.archive_name.clone()).collect();
        assert!(
            names.len() == state.files.old(&file.key).len() && !names.contains(&None),
            "old versions have names"
        );
        let page = state.pages.id_of(&Title::of_key(Namespace::FILE, Arc::clone(&file.key)));
        assert!(page.is_some(), "a file has its page");
    }
}

fn ids(state: &State, _: Timestamp) {
    assert!(state.pages.iter().all(|page| page.id < state.pages.next_id()));
    let archived = state.archive.iter().map(|row| &row.revision);
    assert!(state.revisions.iter().chain(archived).all(|row| row.id < state.revisions.next_id()));
    assert!(state.revisions.iter().all(|row| row.id > RevisionId(0)));
    assert!(state.blocks.iter().all(|block| block.id < state.blocks.next_id()));
}

fn rebuilt(state: &State, _: Timestamp) {
    let mut again = State::default();
    again.settle(&state.site);
    state.changes().into_iter().for_each(|change| again.apply(change));
    let lines = |state: &State| {
        let mut lines: Vec<String> =
            state.changes().iter().map(|change| serde_json::to_string(change).unwrap()).collect();
        lines.sort();
        lines
    };
    assert_eq!(lines(state), lines(&again));
}
