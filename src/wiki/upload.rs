//! Uploading files and what happens to them with their pages (`UploadBase`, `LocalFile`).

mod name;
pub mod stash;
mod verify;
mod warning;

use std::sync::Arc;

use bytes::Bytes;

use super::{
    Actor, ArchivedFileId, Change, Namespace, PageId, Refusal, RevisionId, Right, State, Title,
    content::Model,
    draft::{Decision, Draft, NewEntry, Shown},
    file::{DeletedFile, FileVersion},
    log::{LogAction, LogParams},
    page::Page,
    permission::{self, PageAction},
    recent::Patrolled,
    revision::Hidden,
    save::{Save, prepared},
    tag,
    watch::Wish,
};
use crate::base::{Timestamp, digest};

pub use name::Naming;
pub use verify::{verify, verify_part};
pub use warning::{ExistsWarning, Warnings, exists_warning, warnings};

/// What a client wants to upload.
#[derive(Debug, Clone)]
pub struct UploadRequest<'a> {
    /// The name it shall have.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: Bytes,
    /// How many bytes there are said to be.
    pub size: u64,
    /// Why.
    pub comment: &'a str,
    /// The text of its page, if that is new; the comment if nothing is given.
    pub text: Option<&'a str>,
    /// Whether to upload in spite of warnings.
    pub ignore_warnings: bool,
    /// What waits in the stash under this key is used up.
    pub stash_key: Option<&'a str>,
    /// Tags to put on the log entry.
    pub tags: Vec<Arc<str>>,
    /// Whether the page comes on the watchlist.
    pub watch: Wish,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Uploaded {
    /// The file's page.
    pub title: Title,
    /// The version that is the newest now.
    pub version: FileVersion,
    /// What there would have been to warn of.
    pub warnings: Warnings,
}

/// Whether somebody may upload to a title (`UploadBase::verifyTitlePermissions`).
pub fn check_title(state: &State, actor: &Actor, now: Timestamp, title: &Title) -> Result<(), Refusal> {
    let denied = |action| permission::check(state, actor, action, title, now).err();
    let asked = [PageAction::EDIT, PageAction::Of(Right::Upload)];
    Refusal::all(asked.into_iter().filter_map(denied).collect())?;
    let Some(known) = state.files.current(title.key()) else { return Ok(()) };
    let own = state.actors.get(known.actor).name == actor.name;
    if actor.may(Right::Reupload) || (own && actor.may(Right::ReuploadOwn)) {
        return Ok(());
    }
    Err(Refusal::FileExistsForbidden(title.key().to_owned()))
}

/// Decides whether a file is uploaded.
pub fn decide(
    state: &State,
    actor: &Actor,
    now: Timestamp,
    request: &UploadRequest<'_>,
) -> Decision<Uploaded> {
    let (title, facts) = verify(state, request.name, &request.bytes, request.size)?;
    check_title(state, actor, now, &title)?;
    tag::check_apply(state, actor, &request.tags, now)?;
    let sha1: Arc<str> = digest::sha1_base36(&request.bytes).into();
    let warnings = warnings(state, request.name, &title, &sha1, request.size);
    if !warnings.is_empty() && !request.ignore_warnings {
        return Err(Refusal::FileWarnings(Box::new(warnings)));
    }
    let mut draft = Draft::new(state, now);
    let version = FileVersion {
        key: title.shared_key(),
        time: draft.version_time(title.key()),
        actor: draft.actor(actor),
        comment: Draft::comment(request.comment),
        sha1,
        bytes: request.bytes.clone(),
        facts,
        hidden: Hidden::empty(),
        archive_name: None,
    };
    draft.record_upload(
        actor,
        &title,
        &version,
        LogAction::Upload,
        request.comment,
        request.text,
        &request.tags,
    );
    if let Some(key) = request.stash_key {
        draft.push(Change::Stashed(key.into(), None));
    }
    draft.wish(actor, &title, request.watch);
    Ok((draft.finish(), Uploaded { title, version, warnings }))
}

/// The version of that name, if somebody may change the file at all (`ApiFileRevert::validateParameters`).
pub fn version_to_revert<'s>(
    state: &'s State,
    actor: &Actor,
    now: Timestamp,
    title: &Title,
    archive_name: &str,
) -> Result<&'s FileVersion, Refusal> {
    let mut old = state.files.old(title.key()).iter();
    let old = old.find(|version| version.archive_name.as_deref() == Some(archive_name));
    let old = old.ok_or_else(|| Refusal::FileVersionMissing(archive_name.to_owned()))?;
    let denied = |action| permission::check(state, actor, action, title, now).err();
    let asked = [PageAction::EDIT, PageAction::Of(Right::Upload)];
    Refusal::all(asked.into_iter().filter_map(denied).collect())?;
    Ok(old)
}

/// Decides whether an older version of a file becomes the newest again. The log calls it an upload.
pub fn revert(
    state: &State,
    actor: &Actor,
    now: Timestamp,
    title: &Title,
    archive_name: &str,
    comment: &str,
) -> Decision<FileVersion> {
    let old = version_to_revert(state, actor, now, title, archive_name)?;
    let mut draft = Draft::new(state, now);
    let version = FileVersion {
        time: draft.version_time(title.key()),
        actor: draft.actor(actor),
        comment: Draft::comment(comment),
        hidden: Hidden::empty(),
        archive_name: None,
        ..old.clone()
    };
    draft.record_upload(actor, title, &version, LogAction::Upload, comment, None, &[]);
    Ok((draft.finish(), version))
}

impl Draft<'_> {
    /// When a new version of a file comes: after the newest one, as lists of versions go by time alone
    /// (`LocalFile::recordUpload3`).
    fn version_time(&self, key: &str) -> Timestamp {
        let newest = self.state.files.current(key).map(|version| version.time.plus(1));
        newest.map_or(self.now, |after| after.max(self.now))
    }

    #[expect(clippy::too_many_arguments, reason = "a file and what is told of it")]
    fn record_upload(
        &mut self,
        actor: &Actor,
        title: &Title,
        version: &FileVersion,
        action: LogAction,
        comment: &str,
        text: Option<&str>,
        tags: &[Arc<str>],
    ) {
        let state = self.state;
        let again = state.files.current(title.key()).is_some();
        if again {
            // Names are told apart by their times, as versions are.
            let time = self.now.max(version.time.plus(-1));
            let name = format!("{}!{}", time.mw14(), title.key()).into();
            self.push(Change::FileAway(title.shared_key(), name));
        }
        self.push(Change::File(version.clone()));
        let action = if again && action == LogAction::Upload { LogAction::OverwriteFile } else { action };
        let params = Some(LogParams::Upload {
            sha1: Arc::clone(&version.sha1),
            time: version.time,
            revision: self.peek_revision_id(),
        });
        let page = state.pages.titled(title);
        let id = page.map_or_else(|| self.peek_page_id(), |page| page.id);
        let entry = NewEntry { action, title, page: id, comment, params, tags };
        let log = self.log(actor, entry);
        let revision = match page {
            Some(page) => self.tell_of_version(actor, page, again),
            None => self.describe_file(actor, title, text.unwrap_or(comment), comment),
        };
        self.show(actor, log, title.clone(), id, Shown { revision, patrollable: true });
        for page in state.links.using_file(&title.shared_key()).collect::<Vec<_>>() {
            self.push(Change::Touched(page, self.now));
        }
    }

    /// A revision of a file's page that tells of its new version.
    fn tell_of_version(&mut self, actor: &Actor, page: &Page, again: bool) -> RevisionId {
        let full = page.title.prefixed(&self.state.site.namespaces);
        let what = if again { "uploaded a new version of" } else { "uploaded" };
        let revision =
            self.null_revision_as(page, actor, &format!("{} {what} [[{full}]]", actor.name), false);
        self.push(Change::Page(Page { latest: revision, touched: self.now, is_new: false, ..page.clone() }));
        revision
    }

    /// The page of a new file. The log of new pages tells of it, recent changes show the upload instead.
    fn describe_file(&mut self, actor: &Actor, title: &Title, text: &str, comment: &str) -> RevisionId {
        let content = prepared(self.state, actor, title, text, Model::Wikitext, self.now)
            .expect("wikitext can always be saved");
        let saved = self.save_first(Save {
            title,
            actor,
            content,
            model: Model::Wikitext,
            summary: comment,
            minor: false,
            bot: false,
            patrolled: Patrolled::Auto,
            tags: Vec::new(),
            revert: None,
            quiet: true,
            sent: None,
        });
        let entry = NewEntry {
            action: LogAction::Create,
            title,
            page: saved.page,
            comment,
            params: Some(LogParams::Create { revision: saved.revision }),
            tags: &[],
        };
        self.log(actor, entry);
        saved.revision
    }

    /// Deletes a file's versions: all, or one old one.
    pub(super) fn delete_file(
        &mut self,
        actor: &Actor,
        key: &Arc<str>,
        only: Option<&str>,
        reason: &str,
    ) -> u32 {
        let state = self.state;
        let by = self.actor(actor);
        let current = state.files.current(key).filter(|_| only.is_none());
        let old = state
            .files
            .old(key)
            .iter()
            .filter(|version| only.is_none() || version.archive_name.as_deref() == only);
        // The newest gets the lowest number.
        let versions: Vec<&FileVersion> = current.into_iter().chain(old).collect();
        let first = state.files.next_deleted();
        for (at, version) in versions.iter().enumerate() {
            let file = DeletedFile {
                id: ArchivedFileId(first.0 + at as u32),
                time: self.now,
                by,
                reason: Self::comment(reason),
                version: (*version).clone(),
            };
            self.push(Change::FileDeleted(Box::new(file)));
        }
        versions.len() as u32
    }

    /// Brings back deleted versions of a file: those of these numbers, or all; how many.
    pub(super) fn restore_files(&mut self, _actor: &Actor, title: &Title, only: &[ArchivedFileId]) -> u32 {
        if title.namespace() != Namespace::FILE {
            return 0;
        }
        let state = self.state;
        let chosen = |file: &&DeletedFile| only.is_empty() || only.contains(&file.id);
        let mut files: Vec<&DeletedFile> =
            state.files.deleted_of(&title.shared_key()).filter(chosen).collect();
        files.sort_by_key(|file| file.version.time);
        let newest_is_there = state.files.current(title.key()).is_some();
        let last = files.len().saturating_sub(1);
        for (at, file) in files.iter().enumerate() {
            let becomes_newest = at == last && !newest_is_there;
            let name = || {
                let known = file.version.archive_name.clone();
                known.unwrap_or_else(|| format!("{}!{}", file.version.time.mw14(), title.key()).into())
            };
            self.push(Change::FileRestored(file.id, (!becomes_newest).then(name)));
        }
        files.len() as u32
    }

    /// A file goes with its page to another title.
    pub(super) fn rename_file(&mut self, from: &Arc<str>, to: &Arc<str>) {
        if self.state.files.current(from).is_some() {
            self.push(Change::FileRenamed(Arc::clone(from), Arc::clone(to)));
        }
    }
}

/// Deletes one old version of a file (`ApiDelete` with `oldimage`).
pub fn delete_version(
    state: &State,
    actor: &Actor,
    now: Timestamp,
    title: &Title,
    archive_name: &str,
    reason: &str,
    tags: &[Arc<str>],
) -> Decision<super::LogId> {
    permission::check(state, actor, PageAction::Of(Right::Delete), title, now)?;
    tag::check_apply(state, actor, tags, now)?;
    let mut draft = Draft::new(state, now);
    if draft.delete_file(actor, &title.shared_key(), Some(archive_name), reason) == 0 {
        return Err(Refusal::FileVersionMissing(archive_name.to_owned()));
    }
    let page = state.pages.id_of(title).unwrap_or(PageId(0));
    let colon = if reason.trim().is_empty() { "" } else { ": " };
    let comment =
        format!("Deleted old revision {archive_name}{colon}{}", if colon.is_empty() { "" } else { reason });
    let entry = NewEntry { action: LogAction::Delete, title, page, comment: &comment, params: None, tags };
    let log = draft.log_shown(actor, entry, Shown::default());
    Ok((draft.finish(), log))
}
