//! Files: what was uploaded, its older versions, what was deleted of it, and what waits in the stash.

mod bad;
mod facts;
mod kind;
mod picture;

use std::{
    collections::BTreeMap,
    ops::{Bound, RangeBounds},
    sync::Arc,
};

use bytes::Bytes;
use serde::{Deserialize, Serialize};

use super::{
    ActorId, ArchivedFileId, UserId,
    revision::{Hidden, moment},
    table::{Sorted, Table},
};
use crate::base::Timestamp;

pub use bad::is_bad;
pub use facts::{FileFacts, Media, Sizing, extension, guessed_ending, guessed_ending_of};
pub use kind::{PROHIBITED_ENDINGS, PROHIBITED_KINDS};
pub use picture::{Group, Told};

/// One version of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileVersion {
    /// The key of the file's page.
    pub key: Arc<str>,
    /// When it was uploaded.
    pub time: Timestamp,
    /// By whom.
    pub actor: ActorId,
    /// Why.
    pub comment: Arc<str>,
    /// Its bytes.
    #[serde(with = "as_text")]
    pub bytes: Bytes,
    /// What its bytes tell.
    pub facts: FileFacts,
    /// Their SHA-1 in base 36.
    pub sha1: Arc<str>,
    /// What of it is hidden.
    pub hidden: Hidden,
    /// What it is called if it is not the newest: `20260131235959!Name.png`.
    pub archive_name: Option<Arc<str>>,
}

/// A version that was deleted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeletedFile {
    /// Its number.
    pub id: ArchivedFileId,
    /// When it was deleted.
    pub time: Timestamp,
    /// By whom.
    pub by: ActorId,
    /// Why.
    pub reason: Arc<str>,
    /// What was deleted.
    pub version: FileVersion,
}

/// Where a deleted version stands: its name, the moment of its upload, its number.
pub type DeletedPlace = (Arc<str>, u32, ArchivedFileId);

impl DeletedFile {
    /// Where it stands among all.
    pub fn place(&self) -> DeletedPlace {
        (Arc::clone(&self.version.key), moment(self.version.time), self.id)
    }
}

/// A file that waits for its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stashed {
    /// Its place among all that ever waited.
    pub id: u32,
    /// The name that it has meanwhile: `20260131235959!phpaB3dE9.png`.
    pub name: Arc<str>,
    /// Whose it is.
    pub user: UserId,
    /// When it came.
    pub time: Timestamp,
    /// Its bytes; those of the first chunk, while chunks come.
    #[serde(with = "as_text")]
    pub bytes: Bytes,
    /// The rest of the chunks, if it comes in chunks.
    pub chunks: Option<Chunks>,
    /// What its bytes tell.
    pub facts: FileFacts,
    /// Their SHA-1 in base 36.
    pub sha1: Arc<str>,
}

impl Stashed {
    /// How many bytes have come.
    pub fn size(&self) -> u64 {
        let later = self.chunks.as_ref().map_or(0, |chunks| chunks.later.len());
        (self.bytes.len() + later) as u64
    }

    /// All that has come.
    pub fn whole(&self) -> Bytes {
        match &self.chunks {
            Some(chunks) => [&self.bytes[..], &chunks.later[..]].concat().into(),
            None => self.bytes.clone(),
        }
    }
}

/// A file that comes in chunks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chunks {
    /// What came after the first.
    #[serde(with = "as_text")]
    pub later: Bytes,
    /// How far it is, as a client can ask.
    pub progress: Option<Progress>,
}

/// How far a file in chunks is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Progress {
    /// More is to come, from this byte.
    Continue(u64),
    /// All came, and it is not fit. The key of the message that says so.
    Failed(Arc<str>),
}

/// All files.
#[derive(Debug, Clone, Default)]
pub struct Files {
    current: BTreeMap<Arc<str>, FileVersion>,
    old: BTreeMap<Arc<str>, Vec<FileVersion>>,
    deleted: Table<ArchivedFileId, DeletedFile>,
    /// By name, by when they were uploaded, and by number.
    deleted_by_key: Sorted<DeletedPlace>,
    deleted_by_sha1: Sorted<(Arc<str>, ArchivedFileId)>,
    by_sha1: Sorted<(Arc<str>, Arc<str>)>,
    by_time: Sorted<(u32, Arc<str>)>,
    stash: BTreeMap<Arc<str>, Stashed>,
}

impl Files {
    /// Makes a version the newest. The one before must have been put away.
    pub(super) fn put(&mut self, version: FileVersion) {
        if version.archive_name.is_some() {
            let versions = self.old.entry(Arc::clone(&version.key)).or_default();
            versions.retain(|known| known.archive_name != version.archive_name);
            let place = versions.partition_point(|known| known.time <= version.time);
            versions.insert(place, version);
            return;
        }
        self.take(&Arc::clone(&version.key));
        self.by_sha1.insert((Arc::clone(&version.sha1), Arc::clone(&version.key)));
        self.by_time.insert((moment(version.time), Arc::clone(&version.key)));
        self.current.insert(Arc::clone(&version.key), version);
    }

    /// Puts the newest version away under a name.
    pub(super) fn put_away(&mut self, key: &Arc<str>, archive_name: Arc<str>) {
        if let Some(version) = self.take(key) {
            self.put(FileVersion { archive_name: Some(archive_name), ..version });
        }
    }

    /// Takes a version away: the newest, or an old one.
    pub(super) fn remove(&mut self, key: &Arc<str>, archive_name: Option<&Arc<str>>) -> Option<FileVersion> {
        let Some(name) = archive_name else { return self.take(key) };
        let versions = self.old.get_mut(key)?;
        let place = versions.iter().position(|known| known.archive_name.as_ref() == Some(name))?;
        let version = versions.remove(place);
        if versions.is_empty() {
            self.old.remove(key);
        }
        Some(version)
    }

    pub(super) fn put_deleted(&mut self, file: DeletedFile) {
        self.deleted_by_key.insert(file.place());
        self.deleted_by_sha1.insert((Arc::clone(&file.version.sha1), file.id));
        self.deleted.insert(file.id, file);
    }

    pub(super) fn remove_deleted(&mut self, id: ArchivedFileId) -> Option<DeletedFile> {
        let file = self.deleted.remove(id)?;
        self.deleted_by_key.remove(&file.place());
        self.deleted_by_sha1.remove(&(Arc::clone(&file.version.sha1), id));
        Some(file)
    }

    pub(super) fn hide_deleted(&mut self, id: ArchivedFileId, hidden: Hidden) {
        if let Some(file) = self.deleted.get_mut(id) {
            file.version.hidden = hidden;
        }
    }

    pub(super) fn rename(&mut self, from: &Arc<str>, to: &Arc<str>) {
        if let Some(version) = self.take(from) {
            self.put(FileVersion { key: Arc::clone(to), ..version });
        }
        for version in self.old.remove(from).unwrap_or_default() {
            let stamp =
                version.archive_name.as_deref().and_then(|name| name.split('!').next()).unwrap_or_default();
            let archive_name = Some(format!("{stamp}!{to}").into());
            self.put(FileVersion { key: Arc::clone(to), archive_name, ..version });
        }
    }

    pub(super) fn set_stash(&mut self, key: Arc<str>, stashed: Option<Stashed>) {
        match stashed {
            Some(stashed) => self.stash.insert(key, stashed),
            None => self.stash.remove(&key),
        };
    }

    fn take(&mut self, key: &Arc<str>) -> Option<FileVersion> {
        let version = self.current.remove(key)?;
        self.by_sha1.remove(&(Arc::clone(&version.sha1), Arc::clone(key)));
        self.by_time.remove(&(moment(version.time), Arc::clone(key)));
        Some(version)
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.current.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.current.is_empty()
    }

    /// The newest version of a file.
    pub fn current(&self, key: &str) -> Option<&FileVersion> {
        self.current.get(key)
    }

    /// Older versions, the oldest first.
    pub fn old(&self, key: &str) -> &[FileVersion] {
        self.old.get(key).map_or(&[], Vec::as_slice)
    }

    /// Files in order of keys.
    pub fn by_key(&self, keys: impl RangeBounds<str>) -> impl DoubleEndedIterator<Item = &FileVersion> {
        self.current.range::<str, _>((keys.start_bound(), keys.end_bound())).map(|(_, version)| version)
    }

    /// Files in order of time: keys are a moment and the file's key.
    pub const fn by_time(&self) -> &Sorted<(u32, Arc<str>)> {
        &self.by_time
    }

    /// Keys of the files that have these bytes.
    pub fn with_sha1(&self, sha1: &Arc<str>) -> impl Iterator<Item = &Arc<str>> {
        self.by_sha1
            .range((Arc::clone(sha1), Arc::from(""))..)
            .take_while(move |(known, _)| known == sha1)
            .map(|(_, key)| key)
    }

    /// A version that was deleted.
    pub fn deleted(&self, id: ArchivedFileId) -> Option<&DeletedFile> {
        self.deleted.get(id)
    }

    /// The number of the next version to be deleted.
    pub fn next_deleted(&self) -> ArchivedFileId {
        self.deleted.next_id()
    }

    /// All deleted versions in order of keys, times and numbers.
    pub fn all_deleted(&self) -> impl DoubleEndedIterator<Item = &DeletedFile> {
        self.deleted_by_key.iter().filter_map(|(_, _, id)| self.deleted.get(*id))
    }

    /// Those between two places, in that order.
    pub fn deleted_between(
        &self,
        low: Option<DeletedPlace>,
        high: Option<DeletedPlace>,
    ) -> impl DoubleEndedIterator<Item = &DeletedFile> {
        // No range goes backward.
        let high = match (&low, high) {
            (Some(low), Some(high)) if *low > high => Bound::Excluded(low.clone()),
            (_, Some(high)) => Bound::Included(high),
            (_, None) => Bound::Unbounded,
        };
        let low = low.map_or(Bound::Unbounded, Bound::Included);
        self.deleted_by_key.range((low, high)).filter_map(|(_, _, id)| self.deleted.get(*id))
    }

    /// The deleted versions that had these bytes, by number.
    pub fn deleted_with_sha1(&self, sha1: &Arc<str>) -> impl Iterator<Item = &DeletedFile> {
        let range = (Arc::clone(sha1), ArchivedFileId(0))..=(Arc::clone(sha1), ArchivedFileId(u32::MAX));
        self.deleted_by_sha1.range(range).filter_map(|(_, id)| self.deleted.get(*id))
    }

    /// The deleted versions of a file, by time.
    pub fn deleted_of(&self, key: &Arc<str>) -> impl DoubleEndedIterator<Item = &DeletedFile> {
        let first = (Arc::clone(key), 0, ArchivedFileId(0));
        self.deleted_between(Some(first), Some((Arc::clone(key), u32::MAX, ArchivedFileId(u32::MAX))))
    }

    /// The place of the next file that waits.
    pub fn next_stashed(&self) -> u32 {
        self.stash.values().map(|stashed| stashed.id).max().unwrap_or(0) + 1
    }

    /// What waits in the stash under a key.
    pub fn stashed(&self, key: &str) -> Option<&Stashed> {
        self.stash.get(key)
    }

    /// All that waits in the stash.
    pub fn stash(&self) -> impl Iterator<Item = (&Arc<str>, &Stashed)> {
        self.stash.iter()
    }

    /// All versions, newest and old.
    pub(super) fn all(&self) -> impl Iterator<Item = &FileVersion> {
        self.current.values().chain(self.old.values().flatten())
    }
}

/// Bytes as a string of characters up to U+00FF, the shortest that JSON can hold without effort.
mod as_text {
    use bytes::Bytes;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<S: Serializer>(bytes: &Bytes, serializer: S) -> Result<S::Ok, S::Error> {
        bytes.iter().map(|byte| char::from(*byte)).collect::<String>().serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Bytes, D::Error> {
        let text = String::deserialize(deserializer)?;
        Ok(text.chars().map(|c| c as u8).collect())
    }
}
