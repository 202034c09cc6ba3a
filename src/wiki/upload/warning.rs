//! What there is to think of before a file is uploaded (`UploadBase::checkWarnings`).

use std::{ops::Bound, sync::Arc};

use super::Naming;
use crate::{
    base::Timestamp,
    wiki::{
        Namespace, State, Title,
        file::{FileVersion, extension},
        revision::Hidden,
        title::raise_first,
    },
};

/// What cameras call their pictures (`MediaWiki:Filename-prefix-blacklist`).
const CAMERA_PREFIXES: &[&str] = &["CIMG", "DSC_", "DSCF", "DSCN", "DUW", "IMG", "JD", "MGP", "PICT"];

/// Why a name is not free (`UploadBase::getExistsWarning`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExistsWarning {
    /// There is such a file: `exists`.
    Exists,
    /// There is a page of that name, and no file: `page-exists`.
    PageExists,
    /// There is a file whose name differs in its ending alone: `exists-normalized`.
    Normalized(Title),
    /// The name is that of a smaller picture of this file: `thumb`.
    Thumb(Title),
    /// The name is that of a smaller picture, which begins so, of a file that there is not: `thumb-name`.
    ThumbName(String),
    /// Cameras give such names, which begin so: `bad-prefix`.
    BadPrefix(String),
}

/// Why a client might think again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Warnings {
    /// The name would be this instead: `badfilename`.
    pub bad_name: Option<String>,
    /// It has more bytes than are recommended: `large-file`, with both.
    pub large: Option<(u64, u64)>,
    /// It is empty: `empty-file`.
    pub empty: bool,
    /// The name is not free, and the title it is about.
    pub exists: Option<(ExistsWarning, Title)>,
    /// The very same file is there under that name: `nochange`, since when.
    pub no_change: Option<Timestamp>,
    /// Older versions of it were the same: `duplicateversions`, from when.
    pub same_versions: Vec<Timestamp>,
    /// A file of that name was deleted: `was-deleted`.
    pub was_deleted: Option<Title>,
    /// Other files are the same: `duplicate`.
    pub duplicates: Vec<Title>,
    /// A deleted file was the same: `duplicate-archive`, its name, or nothing if that is hidden.
    pub deleted_duplicate: Option<Arc<str>>,
}

impl Warnings {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What is to be thought of.
pub fn warnings(state: &State, name: &str, title: &Title, sha1: &Arc<str>, size: u64) -> Warnings {
    let exists = exists_warning(state, title);
    let is_there = exists == Some(ExistsWarning::Exists);
    let current = state.files.current(title.key());
    let old = state.files.old(title.key()).iter().rev().filter(|version| version.sha1 == *sha1);
    let others = state.files.with_sha1(sha1).filter(|key| !is_there || ***key != *title.key());
    let desired = name.replace(' ', "_");
    let bad_name = name != title.key() && raise_first(&desired) != title.key();
    let recommended = state.policy.large_upload_bytes;
    let deleted = state.files.deleted_with_sha1(sha1).max_by_key(|file| (file.version.time, file.id));
    let known = |version: &FileVersion| version.sha1 == *sha1;
    Warnings {
        bad_name: bad_name.then(|| title.key().to_owned()),
        large: recommended.filter(|most| size > *most).map(|most| (most, size)),
        empty: size == 0,
        no_change: current.filter(|version| known(version)).map(|version| version.time),
        same_versions: if exists.is_some() { old.map(|version| version.time).collect() } else { Vec::new() },
        was_deleted: (current.is_none() && state.archive.count(title) > 0).then(|| title.clone()),
        duplicates: others.map(|key| Title::of_key(Namespace::FILE, Arc::clone(key))).collect(),
        deleted_duplicate: deleted.map(|file| {
            if file.version.hidden.contains(Hidden::CONTENT) {
                "".into()
            } else {
                Arc::clone(&file.version.key)
            }
        }),
        exists: exists.map(|warning| (warning, title.clone())),
    }
}

/// Why a name is not free, if it is not.
pub fn exists_warning(state: &State, title: &Title) -> Option<ExistsWarning> {
    let key = title.key();
    if state.files.current(key).is_some() {
        return Some(ExistsWarning::Exists);
    }
    if state.pages.id_of(title).is_some() {
        return Some(ExistsWarning::PageExists);
    }
    let (stem, ending) = key.rsplit_once('.').unwrap_or((key, ""));
    let file = |key: &str| state.files.current(key).map(|version| Arc::clone(&version.key));
    let normal = extension(key);
    let similar = if normal == ending { None } else { file(&format!("{stem}.{normal}")) };
    if let Some(key) = similar.or_else(|| first_with_prefix(state, &format!("{stem}."))) {
        return Some(ExistsWarning::Normalized(Title::of_key(Namespace::FILE, key)));
    }
    if let Some(at) = smaller(stem) {
        let whole = format!("{}.{ending}", &stem[at..]);
        let whole = Title::in_namespace(Namespace::FILE, &whole, &state.naming());
        let whole = whole.filter(|whole| state.files.current(whole.key()).is_some());
        return Some(
            whole.map_or_else(|| ExistsWarning::ThumbName(stem[..at].to_owned()), ExistsWarning::Thumb),
        );
    }
    let prefix = CAMERA_PREFIXES.iter().find(|prefix| stem.starts_with(**prefix));
    prefix.map(|prefix| ExistsWarning::BadPrefix((*prefix).to_owned()))
}

fn first_with_prefix(state: &State, prefix: &str) -> Option<Arc<str>> {
    let from = (Bound::Included(prefix), Bound::Unbounded);
    let first = state.files.by_key(from).next()?;
    first.key.starts_with(prefix).then(|| Arc::clone(&first.key))
}

/// Where the name of the whole picture begins, if this is the name of a smaller one: `120px-Name`.
fn smaller(stem: &str) -> Option<usize> {
    let bytes = stem.as_bytes();
    let digits = bytes.get(..2)?.iter().all(u8::is_ascii_digit);
    let mark = bytes.get(2..5) == Some(b"px-") || bytes.get(3..6) == Some(b"px-");
    (digits && mark).then(|| stem.find('-').map(|at| at + 1)).flatten()
}

impl Naming {
    /// What is to be thought of, if the name is one.
    pub fn warnings(&self, state: &State, name: &str, sha1: &Arc<str>, size: u64) -> Warnings {
        self.title
            .as_ref()
            .map_or_else(|_| Warnings::default(), |title| warnings(state, name, title, sha1, size))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_smaller_pictures_are_known() {
        assert_eq!(
            (smaller("50px-A"), smaller("120px-A_b"), smaller("5px-A"), smaller("Apx-")),
            (Some(5), Some(6), None, None)
        );
    }
}
