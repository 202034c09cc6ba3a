//! What can be done to a wiki, and how it is done.

use std::sync::Arc;

use bytes::Bytes;
use proptest::prelude::*;

use crate::base::digest;
use crate::wiki::{
    Actor, Change, Expiry, Namespace, Refusal, RevisionId, Title,
    block::BlockFlags,
    blocking::{self, BlockRequest},
    combine::{self, MergeRequest},
    content::Model,
    delete::{self, DeleteRequest, UndeleteRequest},
    draft::Draft,
    edit::{EditRequest, Edited},
    import::{self, Contributor, DumpPage, DumpRevision, ImportRequest, ImportedPage, Placing},
    patrol,
    protect::{self, ProtectRequest},
    relocate::{self, MoveRequest},
    revision::Hidden,
    rig::{Rig, admin, alice, bob, stranger},
    rollback::{self, RollbackRequest},
    tagging::{self, Taggable},
    upload::{self, UploadRequest},
    visibility::{self, HideKind, HideRequest},
    watch::Wish,
};

const TITLES: [&str; 9] = [
    "A",
    "B",
    "Talk:A",
    "User talk:Bob",
    "Template:T",
    "Category:C",
    "File:F.txt",
    "User:Alice/x.js",
    "File:G.txt",
];
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
pub(super) enum Step {
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
    RevertFile { title: usize },
    DeleteVersion { title: usize },
    Merge { from: usize, to: usize },
    Import { title: usize, text: usize, hours: i64 },
    Model { title: usize, json: bool },
    Hide { title: usize, back: usize, bits: u8 },
    HideEntry { entry: u8, bits: u8 },
    Tag { title: usize, back: usize, add: bool },
    Read { who: usize, title: usize },
    Wait { hours: i64 },
}

/// What a step did: how many edits are somebody's more, and how many pages there are more.
#[derive(Debug, Clone, Copy)]
pub(super) struct Done {
    pub(super) who: usize,
    pub(super) edits: u32,
    pub(super) pages: i64,
}

impl Done {
    const fn of(who: usize, edits: u32, pages: i64) -> Self {
        Self { who, edits, pages }
    }

    /// Nothing that is counted.
    const NOTHING: Self = Self::of(0, 0, 0);

    fn edited(who: usize, edited: &Edited) -> Self {
        Self::of(who, u32::from(!edited.saved.unchanged), i64::from(edited.saved.new))
    }
}

pub(super) fn step() -> impl Strategy<Value = Step> {
    let (who, title, text) = (0..4_usize, 0..TITLES.len(), 0..TEXTS.len());
    prop_oneof![
        6 => (who.clone(), title.clone(), text.clone(), any::<u8>(), any::<bool>(), 0..6_u8)
            .prop_map(|(who, title, text, base, watch, section)| Step::Edit { who, title, text, base, watch, section }),
        3 => (who.clone(), title.clone(), 0..4_usize).prop_map(|(who, title, back)| Step::Undo { who, title, back }),
        3 => (who.clone(), title.clone(), title.clone(), any::<bool>())
            .prop_map(|(who, from, to, redirect)| Step::Move { who, from, to, redirect }),
        2 => title.clone().prop_map(|title| Step::Delete { title }),
        2 => (title.clone(), any::<bool>()).prop_map(|(title, some)| Step::Undelete { title, some }),
        2 => title.clone().prop_map(|title| Step::Rollback { title }),
        2 => (title.clone(), 0..3_usize, any::<bool>())
            .prop_map(|(title, level, cascade)| Step::Protect { title, level, cascade }),
        1 => (who.clone(), title.clone(), any::<bool>()).prop_map(|(who, title, on)| Step::Watch { who, title, on }),
        1 => (who.clone(), any::<bool>()).prop_map(|(who, on)| Step::Block { who, on }),
        1 => any::<u8>().prop_map(|line| Step::Patrol { line }),
        2 => (file(), any::<u8>()).prop_map(|(title, bytes)| Step::Upload { title, bytes }),
        1 => file().prop_map(|title| Step::RevertFile { title }),
        1 => file().prop_map(|title| Step::DeleteVersion { title }),
        1 => (title.clone(), title.clone()).prop_map(|(from, to)| Step::Merge { from, to }),
        1 => (title.clone(), text.clone(), 2..400_i64)
            .prop_map(|(title, text, hours)| Step::Import { title, text, hours }),
        1 => (title.clone(), any::<bool>()).prop_map(|(title, json)| Step::Model { title, json }),
        1 => (title.clone(), 0..4_usize, 0..16_u8).prop_map(|(title, back, bits)| Step::Hide { title, back, bits }),
        1 => (any::<u8>(), 0..16_u8).prop_map(|(entry, bits)| Step::HideEntry { entry, bits }),
        1 => (title.clone(), 0..4_usize, any::<bool>()).prop_map(|(title, back, add)| Step::Tag { title, back, add }),
        1 => (who.clone(), title).prop_map(|(who, title)| Step::Read { who, title }),
        1 => (0..48_i64).prop_map(|hours| Step::Wait { hours }),
    ]
}

/// Titles of files, and of one thing that is none.
fn file() -> impl Strategy<Value = usize> {
    prop_oneof![4 => Just(6_usize), 3 => Just(8_usize), 1 => Just(0_usize)]
}

fn who(at: usize) -> Actor {
    match at {
        0 => admin(),
        1 => alice(),
        2 => bob(),
        _ => stranger("10.9.8.7"),
    }
}

/// Does a step; nothing if it was refused, which is fine.
pub(super) fn take(rig: &mut Rig, step: &Step) -> Option<Done> {
    match step {
        Step::Edit { .. } | Step::Undo { .. } => edit(rig, step),
        Step::Move { who: at, from, to, redirect } => {
            let (from, to) = (rig.title(TITLES[*from]), rig.title(TITLES[*to]));
            let request = MoveRequest { from, to, reason: "why", redirect: *redirect, tags: Vec::new() };
            let moved = rig.decide(|state, now| relocate::decide(state, &who(*at), now, &request)).ok()?;
            let pages = i64::from(moved.redirect) - i64::from(moved.over_redirect);
            Some(Done::of(*at, 1 + u32::from(moved.redirect), pages))
        }
        Step::Rollback { title } => roll_back(rig, TITLES[*title]),
        Step::Protect { title, level, cascade } => protect(rig, TITLES[*title], *level, *cascade),
        Step::Watch { who: at, title, on } => on_list(rig, *at, TITLES[*title], |draft, actor, page| {
            // Some end soon, so that much is over while it is still there.
            let minutes = *title as i64 % 4 * 3;
            let until = (minutes > 0).then(|| Expiry::At(draft.now.plus(minutes * 60)));
            draft.wish(actor, page, if *on { Wish::Watch(until) } else { Wish::Unwatch });
        }),
        Step::Read { who: at, title } => on_list(rig, *at, TITLES[*title], |draft, actor, title| {
            actor.user.map(|user| draft.set_unseen(user, title, None));
        }),
        Step::Block { who: at, on } => block(rig, &who(*at).name, *on),
        Step::Patrol { line } => {
            let newest = i64::from(rig.state.recent.next_id().0) - 1;
            let which = patrol::Which::Line(newest - i64::from(*line % 8));
            rig.decide(|state, now| patrol::decide(state, &admin(), now, which, &[])).ok()?;
            Some(Done::NOTHING)
        }
        Step::Wait { hours } => {
            rig.now = rig.now.plus(hours * 3600);
            Some(Done::NOTHING)
        }
        Step::Delete { .. } | Step::Undelete { .. } | Step::Merge { .. } | Step::Import { .. } => {
            history(rig, step)
        }
        Step::Upload { .. } | Step::RevertFile { .. } | Step::DeleteVersion { .. } => upload(rig, step),
        Step::Model { .. } | Step::Hide { .. } | Step::HideEntry { .. } | Step::Tag { .. } => mark(rig, step),
    }
}

/// The revisions of a title, the newest first.
fn revisions(rig: &Rig, title: &Title) -> Vec<RevisionId> {
    let page = rig.state.pages.id_of(title).into_iter();
    page.flat_map(|page| rig.state.revisions.history(page).rev().map(|row| row.id)).collect()
}

fn edit(rig: &mut Rig, step: &Step) -> Option<Done> {
    match step {
        Step::Edit { who: at, title, text, base, watch, section } => {
            let title = rig.title(TITLES[*title]);
            let mut request = EditRequest::text(title.clone(), TEXTS[*text], "");
            let history = revisions(rig, &title);
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
            rig.edit(&who(*at), &request).ok().map(|edited| Done::edited(*at, &edited))
        }
        Step::Undo { who: at, title, back } => {
            let title = rig.title(TITLES[*title]);
            let revision = revisions(rig, &title).get(*back)?.number();
            let request = EditRequest { undo: Some(revision), ..EditRequest::of(title) };
            rig.edit(&who(*at), &request).ok().map(|edited| Done::edited(*at, &edited))
        }
        _ => unreachable!("no edit"),
    }
}

fn roll_back(rig: &mut Rig, title: &str) -> Option<Done> {
    let title = rig.title(title);
    let latest = rig.state.latest(rig.state.pages.id_of(&title)?)?;
    let user = Arc::clone(&rig.state.actors.get(latest.actor).name);
    let request = RollbackRequest {
        title,
        user,
        summary: "",
        bot: true,
        tags: Vec::new(),
        watch: Wish::NoChange,
        meter: None,
    };
    let done = rig.decide(|state, now| rollback::decide(state, &admin(), now, &request)).ok()?;
    Some(Done::of(0, u32::from(done.revision != done.before), 0))
}

fn protect(rig: &mut Rig, title: &str, level: usize, cascade: bool) -> Option<Done> {
    let title = rig.title(title);
    let kind = if rig.state.pages.id_of(&title).is_some() { "edit" } else { "create" };
    let level = ["all", "autoconfirmed", "sysop"][level];
    let until = Expiry::At(rig.now.plus(40 * 3600));
    let request = ProtectRequest {
        title,
        protections: vec![(kind.into(), level.into(), until)],
        cascade,
        reason: "r",
        tags: Vec::new(),
        watch: Wish::NoChange,
    };
    rig.decide(|state, now| protect::decide(state, &admin(), now, &request)).ok()?;
    Some(Done::NOTHING)
}

fn on_list(
    rig: &mut Rig,
    at: usize,
    title: &str,
    change: impl FnOnce(&mut Draft<'_>, &Actor, &Title),
) -> Option<Done> {
    let (title, actor) = (rig.title(title), who(at));
    let decided = rig.decide(|state, now| -> Result<(Vec<Change>, ()), Refusal> {
        let mut draft = Draft::new(state, now);
        change(&mut draft, &actor, &title);
        Ok((draft.finish(), ()))
    });
    decided.ok().map(|()| Done::NOTHING)
}

fn block(rig: &mut Rig, target: &str, on: bool) -> Option<Done> {
    if on {
        let request = BlockRequest {
            target,
            expiry: Some(Expiry::Never),
            duration: "never",
            reason: "r",
            flags: BlockFlags { autoblock: true, ..BlockFlags::default() },
            partial: None,
            again: true,
            tags: Vec::new(),
        };
        rig.decide(|state, now| blocking::block(state, &admin(), now, &request)).ok()?;
    } else {
        rig.decide(|state, now| blocking::unblock(state, &admin(), now, target, "", &[])).ok()?;
    }
    Some(Done::NOTHING)
}

/// What moves whole histories.
fn history(rig: &mut Rig, step: &Step) -> Option<Done> {
    match step {
        Step::Delete { title } => {
            let title = rig.title(TITLES[*title]);
            let pages = |rig: &Rig| rig.state.pages.len() as i64;
            let before = pages(rig);
            let request = DeleteRequest {
                title: title.clone(),
                reason: None,
                talk: true,
                tags: Vec::new(),
                watch: Wish::NoChange,
            };
            rig.decide(|state, now| delete::delete(state, &admin(), now, &request)).ok()?;
            let gone = [Some(title.clone()), title.talk()].into_iter().flatten();
            assert!(
                gone.into_iter().all(|title| rig.state.pages.id_of(&title).is_none()),
                "what is deleted is gone"
            );
            Some(Done::of(0, 0, pages(rig) - before))
        }
        Step::Undelete { title, some } => {
            let title = rig.title(TITLES[*title]);
            let wanted = usize::from(*some);
            let times = rig.state.archive.history(&title).take(wanted).map(|row| row.revision.time).collect();
            let new = i64::from(rig.state.pages.id_of(&title).is_none());
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
            let restored = rig.decide(|state, now| delete::undelete(state, &admin(), now, &request)).ok()?;
            Some(Done::of(0, 0, if restored.revisions > 0 { new } else { 0 }))
        }
        Step::Merge { from, to } => {
            let (from, to) = (rig.title(TITLES[*from]), rig.title(TITLES[*to]));
            let request = MergeRequest { from, to, upto: None, reason: "one" };
            rig.decide(|state, now| combine::decide(state, &admin(), now, &request)).ok()?;
            Some(Done::NOTHING)
        }
        Step::Import { title: title_at, text, hours } => {
            let title = rig.title(TITLES[*title_at]);
            let new = i64::from(rig.state.pages.id_of(&title).is_none());
            let one = |author: &str, later: i64| DumpRevision {
                time: Some(rig.now.plus((later - hours) * 3600).mw14()),
                contributor: Contributor::Named(author.into()),
                text: Some(TEXTS[*text].into()),
                sha1: Some(digest::sha1_base36(TEXTS[*text].as_bytes())),
                ..DumpRevision::default()
            };
            let page = DumpPage {
                title: TITLES[*title_at].into(),
                namespace: title.namespace().0,
                counts: true,
                revisions: vec![one("Alice", 0), one("Away", 1)],
            };
            let request = ImportRequest {
                placing: Placing::Same,
                prefix: "far",
                assign_known: true,
                reason: "why",
                tags: Vec::new(),
                takes_bad_times: true,
            };
            let import = |state: &_, now| import::page(state, &admin(), now, &request, None, &page);
            let count = match rig.decide(import).ok()? {
                ImportedPage::Done(_, count) => count,
                ImportedPage::Skipped | ImportedPage::Stopped(_) => return None,
            };
            Some(Done::of(0, 0, if count > 0 { new } else { 0 }))
        }
        _ => unreachable!("no history moves"),
    }
}

fn upload(rig: &mut Rig, step: &Step) -> Option<Done> {
    match step {
        Step::Upload { title, bytes } => {
            let request = UploadRequest {
                name: TITLES[*title].rsplit(':').next().unwrap(),
                bytes: Bytes::from(vec![b'a', *bytes % 3 + b'0']),
                size: 2,
                comment: "up",
                text: None,
                ignore_warnings: true,
                stash_key: None,
                tags: Vec::new(),
                watch: Wish::NoChange,
            };
            // A name without an ending is given one.
            let names = ["File:F.txt", "File:G.txt", "File:A.txt"].map(|name| rig.title(name));
            let known: Vec<_> = names.iter().filter(|title| rig.state.pages.id_of(title).is_some()).collect();
            let done = rig.decide(|state, now| upload::decide(state, &admin(), now, &request)).ok()?;
            let new = !known.contains(&&done.title);
            Some(Done::of(0, u32::from(new), i64::from(new)))
        }
        Step::RevertFile { title } => {
            let title = rig.title(TITLES[*title]);
            let name = rig.state.files.old(title.key()).first()?.archive_name.clone()?;
            let new = rig.state.pages.id_of(&title).is_none();
            rig.decide(|state, now| upload::revert(state, &admin(), now, &title, &name, "back")).ok()?;
            Some(Done::of(0, u32::from(new), i64::from(new)))
        }
        Step::DeleteVersion { title } => {
            let title = rig.title(TITLES[*title]);
            let name = rig.state.files.old(title.key()).first()?.archive_name.clone()?;
            let delete =
                |state: &_, now| upload::delete_version(state, &admin(), now, &title, &name, "old", &[]);
            rig.decide(delete).ok()?;
            Some(Done::NOTHING)
        }
        _ => unreachable!("no file changes"),
    }
}

/// What changes what is said of revisions and entries.
fn mark(rig: &mut Rig, step: &Step) -> Option<Done> {
    match step {
        Step::Model { title, json } => {
            let title = rig.title(TITLES[*title]);
            let model = if *json { Model::Text } else { Model::Wikitext };
            let change = |state: &_, now| {
                combine::change_model(state, &admin(), now, &title, model, Some("model"), false, &[])
            };
            rig.decide(change).ok()?;
            Some(Done::of(0, 1, 0))
        }
        Step::Hide { title, back, bits } => {
            let title = rig.title(TITLES[*title]);
            match revisions(rig, &title).get(*back) {
                Some(id) => hide(rig, HideKind::Revision, title, &id.to_string(), *bits),
                None => {
                    let time = rig.state.archive.history(&title).next()?.revision.time.mw14();
                    hide(rig, HideKind::Archive, title, &time, *bits)
                }
            }
        }
        Step::HideEntry { entry, bits } => {
            let last = rig.state.log.len() as u32;
            let id = (u32::from(*entry) % (last + 1) + 1).to_string();
            hide(rig, HideKind::Logging, Title::of_key(Namespace::SPECIAL, "Log"), &id, *bits)
        }
        Step::Tag { title, back, add } => {
            let title = rig.title(TITLES[*title]);
            let id = *revisions(rig, &title).get(*back)?;
            let tag: Vec<Arc<str>> = vec!["ours".into()];
            rig.state.apply(Change::TagDefined("ours".into(), Some(true)));
            let (on, off) = if *add { (&tag[..], &[][..]) } else { (&[][..], &tag[..]) };
            let update = |state: &_, now| {
                tagging::update(state, &admin(), now, Taggable::Revision(id), on, off, "tag", &[])
            };
            rig.decide(update).ok()?;
            Some(Done::NOTHING)
        }
        _ => unreachable!("nothing is marked"),
    }
}

fn hide(rig: &mut Rig, kind: HideKind, target: Title, id: &str, bits: u8) -> Option<Done> {
    let hide = Hidden::from_bits_truncate(bits);
    let request =
        HideRequest { kind, target, ids: &[id], hide, show: !hide, reason: "hush", tags: Vec::new() };
    rig.decide(|state, now| visibility::decide(state, &admin(), now, &request)).ok()?;
    Some(Done::NOTHING)
}
