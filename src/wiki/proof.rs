//! What is true of every wiki, whatever was done to it: checked after each of many arbitrary steps.

mod step;
mod truth;

use std::sync::Arc;

use proptest::prelude::*;

use super::{
    State, UserId,
    rig::{Rig, alice, bob},
    Actor, Expiry, LogId, RevisionId, State,
    block::{BlockFlags, BlockTarget},
    blocking::{self, BlockRequest},
    delete::{self, DeleteRequest, UndeleteRequest},
    edit::EditRequest,
    patrol,
    protect::{self, ProtectRequest},
    recent::RecentKind,
    relocate::{self, MoveRequest},
    revision::moment,
    rig::{Rig, admin, alice, bob, stranger},
    rollback::{self, RollbackRequest},
    save::BROKEN_FILES,
    tag::Tagged,
    upload::{self, UploadRequest},
    watch::Wish,
    wikitext,
};
use step::{Step, step, take};
use truth::check;

/// The edits that are counted for the accounts.
fn counted(state: &State) -> [u32; 3] {
    [1, 2, 3].map(|id| state.users.get(UserId(id)).unwrap().edits)
const TITLES: [&str; 8] =
    ["A", "B", "Talk:A", "User talk:Bob", "Template:T", "Category:C", "File:F.txt", "User:Alice/x.js"];
const TEXTS: [&str; 8] = [
    "",
    "one\n\ntwo\n\nthree",
    "one\n\nTWO\n\nthree",
    "#REDIRECT [[A]]",
    "#REDIRECT [[B]]",
    "see [[A]], [[B|b]] {{T}} [[Category:C]] [[File:F.txt]]",
    "== H ==\ntext ~~~~",
    "a long text that goes on and on and on, so that a short one after it replaces nearly all of it, as if it had \
     never been there at all; for that it must be more than ten times as long as what comes after it",
];

#[derive(Debug, Clone)]
enum Step {
    Edit { who: usize, title: usize, text: usize, base: u8, watch: bool, section: u8 },
    Undo { who: usize, title: usize, back: usize },
    Move { who: usize, from: usize, to: usize, redirect: bool },
    Delete { title: usize },
    Undelete { title: usize, some: bool },
    Rollback { title: usize },
    Protect { title: usize, level: usize, cascade: bool },
    Watch { who: usize, title: usize, on: bool },
    Block { who: usize, on: bool },
    Patrol { line: u8 },
    Upload { title: usize, bytes: u8 },
    Wait { hours: i64 },
}

fn step() -> impl Strategy<Value = Step> {
    let (who, title, text) = (0..4_usize, 0..TITLES.len(), 0..TEXTS.len());
    prop_oneof![
        6 => (who.clone(), title.clone(), text, any::<u8>(), any::<bool>(), 0..6_u8)
            .prop_map(|(who, title, text, base, watch, section)| Step::Edit { who, title, text, base, watch, section }),
        1 => (who.clone(), title.clone(), 0..4_usize).prop_map(|(who, title, back)| Step::Undo { who, title, back }),
        3 => (who.clone(), title.clone(), title.clone(), any::<bool>())
            .prop_map(|(who, from, to, redirect)| Step::Move { who, from, to, redirect }),
        2 => title.clone().prop_map(|title| Step::Delete { title }),
        2 => (title.clone(), any::<bool>()).prop_map(|(title, some)| Step::Undelete { title, some }),
        1 => title.clone().prop_map(|title| Step::Rollback { title }),
        2 => (title.clone(), 0..3_usize, any::<bool>())
            .prop_map(|(title, level, cascade)| Step::Protect { title, level, cascade }),
        1 => (who.clone(), title.clone(), any::<bool>()).prop_map(|(who, title, on)| Step::Watch { who, title, on }),
        1 => (who, any::<bool>()).prop_map(|(who, on)| Step::Block { who, on }),
        1 => any::<u8>().prop_map(|line| Step::Patrol { line }),
        1 => (title, any::<u8>()).prop_map(|(title, bytes)| Step::Upload { title, bytes }),
        1 => (0..48_i64).prop_map(|hours| Step::Wait { hours }),
    ]
}

fn who(at: usize) -> Actor {
    match at {
        0 => admin(),
        1 => alice(),
        2 => bob(),
        _ => stranger("10.9.8.7"),
    }
}

/// Does a step. That it is refused is fine, too.
fn take(rig: &mut Rig, step: &Step) {
    match step {
        Step::Edit { who: at, title, text, base, watch, section } => {
            let title = rig.title(TITLES[*title]);
            let page = rig.state.pages.id_of(&title);
            let mut request = EditRequest::text(title, TEXTS[*text], "");
            let history: Vec<RevisionId> = page
                .into_iter()
                .flat_map(|page| rig.state.revisions.history(page).map(|row| row.id))
                .collect();
            if *base > 128 && !history.is_empty() {
                request.base_revision = Some(history[usize::from(*base) % history.len()]);
            }
            request.watch = if *watch { Wish::Watch(None) } else { Wish::NoChange };
            let number = section.to_string();
            match section {
                0 => {}
                1 => request.section = Some("new"),
                2 => (request.text, request.append) = (None, Some("more")),
                _ if *base < 64 => request.section = Some(&number),
                _ => {}
            }
            let _ = rig.edit(&who(*at), &request);
        }
        Step::Undo { who: at, title, back } => {
            let title = rig.title(TITLES[*title]);
            let Some(page) = rig.state.pages.id_of(&title) else { return };
            let revision = rig.state.revisions.history(page).rev().nth(*back).map(|row| row.id.number());
            let request = EditRequest { undo: revision, ..EditRequest::of(title) };
            let _ = rig.edit(&who(*at), &request);
        }
        Step::Move { who: at, from, to, redirect } => {
            let (from, to) = (rig.title(TITLES[*from]), rig.title(TITLES[*to]));
            let request = MoveRequest { from, to, reason: "why", redirect: *redirect, tags: Vec::new() };
            let _ = rig.decide(|state, now| relocate::decide(state, &who(*at), now, &request));
        }
        Step::Delete { title } => {
            let title = rig.title(TITLES[*title]);
            let request =
                DeleteRequest { title, reason: None, talk: true, tags: Vec::new(), watch: Wish::NoChange };
            let _ = rig.decide(|state, now| delete::delete(state, &admin(), now, &request));
        }
        Step::Undelete { title, some } => {
            let title = rig.title(TITLES[*title]);
            let wanted = usize::from(*some);
            let times = rig.state.archive.history(&title).take(wanted).map(|row| row.revision.time).collect();
            let request = UndeleteRequest {
                title,
                reason: "back",
                times,
                files: Vec::new(),
                talk: false,
                unsuppress: false,
                tags: Vec::new(),
                watch: Wish::NoChange,
            };
            let _ = rig.decide(|state, now| delete::undelete(state, &admin(), now, &request));
        }
        Step::Rollback { title } => {
            let title = rig.title(TITLES[*title]);
            let Some(latest) = rig.state.pages.id_of(&title).and_then(|page| rig.state.latest(page)) else {
                return;
            };
            let user = Arc::clone(&rig.state.actors.get(latest.actor).name);
            let request = RollbackRequest {
                title,
                user,
                summary: "",
                bot: true,
                tags: Vec::new(),
                watch: Wish::NoChange,
            };
            let _ = rig.decide(|state, now| rollback::decide(state, &admin(), now, &request));
        }
        Step::Protect { title, level, cascade } => {
            let title = rig.title(TITLES[*title]);
            let kind = if rig.state.pages.id_of(&title).is_some() { "edit" } else { "create" };
            let level = ["all", "autoconfirmed", "sysop"][*level];
            let until = Expiry::At(rig.now.plus(40 * 3600));
            let request = ProtectRequest {
                title,
                protections: vec![(kind.into(), level.into(), until)],
                cascade: *cascade,
                reason: "r",
                tags: Vec::new(),
                watch: Wish::NoChange,
            };
            let _ = rig.decide(|state, now| protect::decide(state, &admin(), now, &request));
        }
        Step::Watch { who: at, title, on } => {
            let (title, actor) = (rig.title(TITLES[*title]), who(*at));
            let wish = if *on { Wish::Watch(None) } else { Wish::Unwatch };
            let _ = rig.decide(|state, now| {
                let mut draft = super::draft::Draft::new(state, now);
                draft.wish(&actor, &title, wish);
                Ok((draft.finish(), ()))
            });
        }
        Step::Block { who: at, on } => {
            let target = who(*at).name;
            if *on {
                let request = BlockRequest {
                    target: &target,
                    expiry: Some(Expiry::Never),
                    duration: "never",
                    reason: "r",
                    flags: BlockFlags { autoblock: true, ..BlockFlags::default() },
                    partial: None,
                    again: true,
                    tags: Vec::new(),
                    watch: None,
                };
                let _ = rig.decide(|state, now| blocking::block(state, &admin(), now, &request));
            } else {
                let _ = rig.decide(|state, now| blocking::unblock(state, &admin(), now, &target, "", &[]));
            }
        }
        Step::Patrol { line } => {
            let which = patrol::Which::Line(i64::from(*line % 32));
            let _ = rig.decide(|state, now| patrol::decide(state, &admin(), now, which, &[]));
        }
        Step::Upload { title, bytes } => {
            let request = UploadRequest {
                name: TITLES[*title].rsplit(':').next().unwrap(),
                bytes: Bytes::from(vec![b'a', *bytes % 3 + b'0']),
                comment: "up",
                text: None,
                ignore_warnings: true,
                stash_key: None,
                tags: Vec::new(),
                watch: Wish::NoChange,
            };
            let _ = rig.decide(|state, now| upload::decide(state, &admin(), now, &request));
        }
        Step::Wait { hours } => rig.now = rig.now.plus(hours * 3600),
    }
}

fn check(state: &State) {
    pages(state);
    histories(state);
    logs_and_lines(state);
    links(state);
    lists(state);
    rebuilt(state);
}

fn pages(state: &State) {
    let mut articles = 0;
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
        assert_eq!(state.pages.id_of(&page.title), Some(page.id), "a title leads to its page");
        let target =
            page.model.is_wikitext().then(|| wikitext::redirect_target(&latest.content, &state.naming()));
        assert_eq!(page.redirect.as_deref().cloned(), target.flatten(), "a page's row tells where it leads");
        articles += u64::from(page.countable);
    }
    assert_eq!(state.pages.articles(), articles, "articles are counted");
    assert_eq!(state.pages.by_title(..).count(), state.pages.len(), "every page has one title");
    let redirects = state.pages.iter().filter(|page| page.redirect.is_some()).count();
    assert_eq!(state.pages.redirects(..).count(), redirects, "redirects are listed");
    assert_eq!(state.pages.redirects_by_target().len(), redirects, "redirects are found by their targets");
}

fn histories(state: &State) {
    for revision in state.revisions.iter() {
        assert!(state.pages.get(revision.page).is_some(), "a living revision is a living page's");
        assert!(state.archive.get(revision.id).is_none(), "no revision is both alive and in the archive");
        let parent = revision.parent.known();
        assert!(parent.is_none_or(|parent| state.any_revision(parent).is_some()), "parents are not lost");
        assert!(revision.id < state.revisions.next_id(), "ids are given once");
    }
    let of_actors: usize = state
        .actors
        .iter()
        .filter_map(|actor| state.revisions.by_actor(actor.id))
        .map(super::table::Sorted::len)
        .sum();
    assert_eq!(of_actors, state.revisions.len(), "every revision is somebody's contribution");
    assert_eq!(state.revisions.by_time().len(), state.revisions.len(), "every revision has its time");
    let of_pages: usize = state.pages.iter().map(|page| state.revisions.history(page.id).count()).sum();
    assert_eq!(of_pages, state.revisions.len(), "every revision is in one history");
    for actor in state.actors.iter() {
        for (time, id) in state.revisions.by_actor(actor.id).into_iter().flat_map(|keys| keys.iter()) {
            let row = state.revisions.get(*id).unwrap();
            assert_eq!((row.actor, moment(row.time)), (actor.id, *time), "contributions are the actor's own");
        }
    }
    let of_titles: usize = state.archive.titles(..).map(|(_, keys)| keys.len()).sum();
    assert_eq!(of_titles, state.archive.len(), "every deleted revision is found by its title");
    assert_eq!(state.archive.by_time().len(), state.archive.len(), "every deleted revision has its time");
    assert!(
        state.edits >= (state.revisions.iter().filter(|row| row.parent.0 == 0).count() as u64),
        "edits count"
    );
}

fn logs_and_lines(state: &State) {
    assert_eq!(state.log.next_id(), LogId(state.log.len() as u32 + 1), "the log has no gaps");
    assert_eq!(state.log.by_time().len(), state.log.len(), "every entry has its time");
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for entry in state.log.iter() {
        *kinds.entry(entry.action.kind()).or_default() += 1;
        assert!(
            state.log.by_title(&entry.title).any(|found| found.id == entry.id),
            "entries are found by title"
        );
    }
    for (kind, count) in kinds {
        assert_eq!(state.log.by_kind(kind).unwrap().len(), count, "entries are found by type");
    }
    assert_eq!(state.recent.by_time().len(), state.recent.len(), "every line has its time");
    for line in state.recent.iter() {
        if line.kind == RecentKind::Log {
            assert!(state.log.get(line.log).is_some(), "a line of the log has its entry");
            assert_eq!(
                state.recent.of_log(line.log).map(|found| found.id),
                Some(line.id),
                "an entry has one line"
            );
        } else {
            let row = state.revisions.get(line.revision).expect("a line of an edit has a living revision");
            assert_eq!((row.page, row.actor), (line.page, line.actor), "a line tells of its revision");
            assert_eq!(state.recent.of_revision(line.revision).map(|found| found.id), Some(line.id));
        }
        assert!(
            state.recent.by_title(&line.title).any(|found| found.id == line.id),
            "lines are found by title"
        );
    }
}

fn links(state: &State) {
    let (mut pages, mut templates, mut files, mut members) = (0, 0, 0, 0);
    for page in state.pages.iter() {
        let Some(kept) = state.links.of(page.id) else { continue };
        pages += kept.links.pages.len();
        templates += kept.links.templates.len();
        files += kept.links.files.len();
        members += kept.memberships.len();
        for place in &kept.memberships {
            let category = state.links.category(&place.category).unwrap();
            let key = (place.kind, Arc::clone(&place.sort_key), page.id);
            assert!(category.members.contains(&key), "a page is where it says it is");
        }
        let latest = state.latest(page.id).unwrap();
        let read = wikitext::link::links(&latest.content, &page.title, &state.naming());
        let mut told = kept.links.clone();
        // Files may have come since.
        told.categories.retain(|(category, _)| **category != *BROKEN_FILES);
        assert_eq!(told, read, "links are those of the newest text");
    }
    assert_eq!(state.links.pages().len(), pages, "links are known from both ends");
    assert_eq!(state.links.templates().len(), templates);
    assert_eq!(state.links.files().len(), files);
    let listed: usize = state.links.categories("").map(|(_, category)| category.members.len()).sum();
    assert_eq!(listed, members, "categories list their members");
}

fn lists(state: &State) {
    for (user, title, watched) in state.watchlists.all() {
        let other = state.watchlists.get(user, &title.associated().unwrap(), super::rig::START);
        assert_eq!(
            other.map(|other| other.expiry),
            Some(watched.expiry),
            "a page and its talk are watched together"
        );
    }
    for page in state.restrictions.pages() {
        assert!(state.pages.get(page).is_some(), "only living pages are protected");
        assert!(!state.restrictions.kept(page).is_empty());
    }
    for (title, _) in state.restrictions.titles() {
        assert!(state.pages.id_of(title).is_none(), "only titles without a page are protected as titles");
    }
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
    for revision in state.revisions.iter() {
        for tag in state.tags.of(Tagged::Revision(revision.id)) {
            assert!(
                state.tags.carriers(tag).unwrap().contains(&Tagged::Revision(revision.id)),
                "tags are found"
            );
        }
    }
    for file in state.files.by_key(..) {
        assert!(
            state.files.with_sha1(&file.sha1).any(|key| *key == file.key),
            "files are found by their bytes"
        );
    }
}

/// A wiki made anew from what it writes down is the same wiki.
fn rebuilt(state: &State) {
    let mut again = State::default();
    again.settle(&state.site);
    state.changes().into_iter().for_each(|change| again.apply(change));
    let lines = |state: &State| {
        let mut lines: Vec<String> =
            state.changes().iter().map(|change| serde_json::to_string(change).unwrap()).collect();
        lines.sort();
        lines
    };
    assert_eq!(lines(state), lines(&again), "a wiki can be written down and read again");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_done_the_tables_agree(steps in prop::collection::vec(step(), 1..40)) {
        let mut rig = with_uploads();
        for step in &steps {
            let (mut expected, pages) = (counted(&rig.state), rig.state.pages.len());
            let done = take(&mut rig, step);
            if let Some(done) = done.filter(|done| done.who < 3) {
                expected[done.who] += done.edits;
            }
            prop_assert_eq!(counted(&rig.state), expected, "edits are counted for whoever made them");
            let grown = rig.state.pages.len() as i64 - pages as i64;
            prop_assert_eq!(grown, done.map_or(0, |done| done.pages), "pages come and go as was told");
            check(&rig.state, rig.now);
        }
    }
}

fn with_uploads() -> Rig {
    let mut rig = Rig::new();
    let mut site = (*rig.state.site).clone();
    site.uploads = true;
    site.file_extensions = vec!["txt".into()];
    rig.state.settle(&Arc::new(site));
    rig
}

#[test]
fn a_long_life_leaves_a_sound_wiki() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut rig = with_uploads();
    let steps = prop::collection::vec(step(), 1500..1501);
    let steps = proptest::strategy::ValueTree::current(&steps.new_tree(&mut runner).unwrap());
    for step in &steps {
        take(&mut rig, step);
    }
    check(&rig.state, rig.now);
    let kinds = [
        "create",
        "move",
        "delete",
        "protect",
        "block",
        "patrol",
        "upload",
        "merge",
        "contentmodel",
        "import",
    ];
    for kind in kinds {
        assert!(rig.state.log.by_kind(kind).is_some_and(|keys| keys.len() > 1), "{kind}");
    }
    for tag in ["mw-undo", "mw-rollback", "mw-manual-revert", "mw-reverted", "mw-new-redirect"] {
        assert!(rig.state.tags.count(tag) > 0, "{tag}");
    }
    let hidden = |row: &&super::revision::Revision| !row.hidden.is_empty();
    assert!(rig.state.revisions.iter().any(|row| hidden(&row)), "something is hidden");
    assert!(counted(&rig.state).iter().all(|edits| *edits > 0) && alice().user != bob().user);
}

#[test]
fn a_restored_page_is_not_protected_from_being_made() {
    let mut rig = with_uploads();
    rig.save(&alice(), "Template:T", "text");
    for step in [
        Step::Delete { title: 4 },
        Step::Protect { title: 4, level: 1, cascade: false },
        Step::Undelete { title: 4, some: false },
    ] {
        assert!(take(&mut rig, &step).is_some());
    }
    assert_eq!(rig.state.restrictions.titles().count(), 0);
    check(&rig.state, rig.now);
}
