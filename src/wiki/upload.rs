//! Uploading files and what happens to them with their pages (`UploadBase`, `LocalFile`).

use std::sync::Arc;

use bytes::Bytes;

use super::{
    Actor, ArchivedFileId, Change, Namespace, PageId, Refusal, RevisionId, Right, State, Title,
    content::Model,
    draft::{Decision, Draft, NewEntry, Shown},
    file::{DeletedFile, FileFacts, FileVersion, Stashed, extension},
    log::{LogAction, LogParams},
    page::Page,
    permission::{self, PageAction},
    recent::Patrolled,
    revision::Hidden,
    save::{Save, prepared},
    tag,
    title::raise_first,
    watch::Wish,
};
use crate::base::{Timestamp, digest};

/// What a client wants to upload.
#[derive(Debug, Clone)]
pub struct UploadRequest<'a> {
    /// The name it shall have.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: Bytes,
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

/// Why a client might think again (`UploadBase::checkWarnings`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Warnings {
    /// The name would be this instead.
    pub bad_name: Option<String>,
    /// A file of that name is there: `exists`.
    pub exists: Option<Title>,
    /// The very same file is there under that name: `nochange`, since when.
    pub no_change: Option<Timestamp>,
    /// Older versions of it were the same: `duplicateversions`, from when.
    pub same_versions: Vec<Timestamp>,
    /// A file of that name was deleted: `was-deleted`.
    pub was_deleted: Option<Title>,
    /// Other files are the same: `duplicate`.
    pub duplicates: Vec<Title>,
    /// A deleted file was the same: `duplicate-archive`, its name or nothing.
    pub deleted_duplicate: Option<Arc<str>>,
    /// It is empty: `empty-file`.
    pub empty: bool,
}

impl Warnings {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
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

/// The page of a file of that name, as far as the name can be mended (`UploadBase::getTitle`).
pub fn title_of(state: &State, name: &str) -> Result<Title, Refusal> {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = name.chars().map(|c| if matches!(c, ':' | '/' | '\\') { '-' } else { c }).collect();
    let name: String = name
        .chars()
        .map(|c| if matches!(c, '#' | '<' | '>' | '[' | ']' | '{' | '}' | '|') { '-' } else { c })
        .collect();
    let title =
        Title::in_namespace(Namespace::FILE, &name, &state.naming()).ok_or(Refusal::FileIllegalName)?;
    let (stem, ending) = title.key().rsplit_once('.').unwrap_or((title.key(), ""));
    if stem.is_empty() || (ending.is_empty() && title.key().is_empty()) {
        return Err(Refusal::FileNameTooShort);
    }
    if title.key().len() > 240 {
        return Err(Refusal::FileNameTooLong);
    }
    Ok(title)
}

/// Whether somebody may upload these bytes under that name, and what there is to warn of.
pub fn check(
    state: &State,
    actor: &Actor,
    now: Timestamp,
    request: &UploadRequest<'_>,
) -> Result<(Title, FileFacts, Warnings), Refusal> {
    if !state.policy.uploads {
        return Err(Refusal::UploadsDisabled);
    }
    if !actor.may(Right::Upload) {
        return Err(Refusal::Denied(vec![permission::Denial::Right(Right::Upload)]));
    }
    if request.bytes.is_empty() {
        return Err(Refusal::FileEmpty);
    }
    if request.bytes.len() as u64 > state.policy.max_upload_bytes {
        return Err(Refusal::FileTooLarge(state.policy.max_upload_bytes));
    }
    let facts = FileFacts::of(&request.bytes);
    let mut title = title_of(state, request.name)?;
    let ending = title.key().rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
    if ending.is_empty() {
        // The ending is made up from what the bytes are.
        let guessed = state.policy.file_extensions.iter().find(|known| facts.fits(known));
        let guessed = guessed.ok_or(Refusal::FileTypeMissing)?;
        title = title_of(state, &format!("{}.{guessed}", title.key()))?;
    } else if !facts.fits(&ending) {
        return Err(Refusal::FileMimeMismatch(ending, Arc::clone(&facts.mime)));
    } else if !state.policy.file_extensions.iter().any(|known| **known == *ending) {
        return Err(Refusal::FileTypeBanned(ending));
    }
    let denied = |action| permission::check(state, actor, action, &title, now).err();
    let asked = [PageAction::EDIT, PageAction::Of(Right::Upload)];
    Refusal::all(asked.into_iter().filter_map(denied).collect())?;
    if let Some(known) = state.files.current(title.key()) {
        let own = state.actors.get(known.actor).name == actor.name;
        if !actor.may(Right::Reupload) && !(own && actor.may(Right::ReuploadOwn)) {
            return Err(Refusal::FileExistsForbidden);
        }
    }
    tag::check_apply(state, actor, &request.tags, now)?;
    let warnings = warnings(state, &title, request);
    Ok((title, facts, warnings))
}

fn warnings(state: &State, title: &Title, request: &UploadRequest<'_>) -> Warnings {
    let sha1: Arc<str> = digest::sha1_base36(&request.bytes).into();
    let named = request.name.replace(' ', "_");
    let named = raise_first(named.trim_matches('_'));
    let current = state.files.current(title.key());
    let same_old = state.files.old(title.key()).iter().filter(|version| version.sha1 == sha1);
    let others = state.files.with_sha1(&sha1).filter(|key| ***key != *title.key());
    let deleted = state.files.deleted_with_sha1(&sha1);
    Warnings {
        bad_name: (*named != *title.key()).then(|| title.key().to_owned()),
        exists: current.map(|_| title.clone()),
        no_change: current.filter(|known| known.sha1 == sha1).map(|known| known.time),
        same_versions: same_old.map(|version| version.time).collect(),
        was_deleted: (current.is_none() && state.files.deleted_of(title.shared_key()).next().is_some())
            .then(|| title.clone()),
        duplicates: others.map(|key| Title::of_key(Namespace::FILE, Arc::clone(key))).collect(),
        deleted_duplicate: deleted.map(|file| Arc::clone(&file.version.key)),
        empty: request.bytes.is_empty(),
    }
}

/// Decides whether a file is uploaded.
pub fn decide(
    state: &State,
    actor: &Actor,
    now: Timestamp,
    request: &UploadRequest<'_>,
) -> Decision<Uploaded> {
    let (title, facts, warnings) = check(state, actor, now, request)?;
    if !warnings.is_empty() && !request.ignore_warnings {
        return Err(Refusal::FileWarnings(Box::new(warnings)));
    }
    let mut draft = Draft::new(state, now);
    let version = FileVersion {
        key: Arc::clone(title.shared_key()),
        time: draft.now,
        actor: draft.actor(actor),
        comment: Draft::comment(request.comment),
        sha1: digest::sha1_base36(&request.bytes).into(),
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

/// Decides whether an older version of a file becomes the newest again.
pub fn revert(
    state: &State,
    actor: &Actor,
    now: Timestamp,
    title: &Title,
    archive_name: &str,
    comment: &str,
) -> Decision<FileVersion> {
    let old = state.files.old(title.key()).iter();
    let old = old.clone().find(|version| version.archive_name.as_deref() == Some(archive_name));
    let old = old.ok_or_else(|| Refusal::FileVersionMissing(archive_name.to_owned()))?;
    let denied = |action| permission::check(state, actor, action, title, now).err();
    let asked = [PageAction::EDIT, PageAction::Of(Right::Upload), PageAction::Of(Right::Reupload)];
    Refusal::all(asked.into_iter().filter_map(denied).collect())?;
    let mut draft = Draft::new(state, now);
    let version = FileVersion {
        time: draft.now,
        actor: draft.actor(actor),
        comment: Draft::comment(comment),
        archive_name: None,
        ..old.clone()
    };
    draft.record_upload(actor, title, &version, LogAction::RevertFile, comment, None, &[]);
    Ok((draft.finish(), version))
}

impl Draft<'_> {
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
            let name = format!("{}!{}", self.now.mw14(), title.key()).into();
            self.push(Change::FileAway(Arc::clone(title.shared_key()), name));
        }
        self.push(Change::File(version.clone()));
        let action = if again && action == LogAction::Upload { LogAction::OverwriteFile } else { action };
        let params = Some(LogParams::Upload { sha1: Arc::clone(&version.sha1), time: version.time });
        let page = state.pages.titled(title);
        let id = page.map_or_else(|| self.peek_page_id(), |page| page.id);
        let entry = NewEntry { action, title, page: id, comment, params, tags };
        let log = self.log(actor, entry);
        let revision = match page {
            Some(page) => self.tell_of_version(actor, page, again),
            None => self.describe_file(actor, title, text.unwrap_or(comment), comment),
        };
        self.show(actor, log, title.clone(), id, Shown { revision, patrollable: true });
        for page in state.links.using_file(title.shared_key()).collect::<Vec<_>>() {
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
        let versions: Vec<&FileVersion> = old.chain(current).collect();
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
            state.files.deleted_of(title.shared_key()).filter(chosen).collect();
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
    if draft.delete_file(actor, title.shared_key(), Some(archive_name), reason) == 0 {
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

/// Keeps bytes for later; they wait under `key` (`UploadStash::stashFile`).
pub fn stash(actor: &Actor, now: Timestamp, key: &str, bytes: &Bytes) -> Vec<Change> {
    let stashed = Stashed {
        user: actor.user,
        time: now,
        bytes: bytes.clone(),
        expected: None,
        facts: FileFacts::of(bytes),
        sha1: digest::sha1_base36(bytes).into(),
    };
    vec![Change::Stashed(key.into(), Some(stashed))]
}

/// Whether two names end alike.
pub fn same_kind(one: &str, other: &str) -> bool {
    extension(one) == extension(other)
}
