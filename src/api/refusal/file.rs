//! Files that were not uploaded, in words. `action=upload` tells some of them in its own way.

use crate::{message::Message, wiki::Refusal};

/// What is said of files.
pub(super) fn message(refusal: &Refusal) -> Option<Message> {
    let of = Message::new;
    Some(match refusal {
        Refusal::UploadsDisabled => of("uploaddisabled"),
        Refusal::FileIllegalName(name) => of("illegal-filename").detail("filename", name.clone()),
        Refusal::FileNameTooLong => of("filename-toolong"),
        Refusal::FileNameTooShort => of("filename-tooshort"),
        Refusal::FileTypeMissing => of("filetype-missing"),
        Refusal::FileEmpty => of("empty-file"),
        Refusal::FileExistsForbidden(name) => of("fileexists-forbidden").arg(name.clone()),
        Refusal::FileScripted => of("uploadscripted"),
        Refusal::FileBadMime(kind) => of("filetype-badmime").arg(kind.to_string()),
        Refusal::FileBadBrowserMime(kind) => of("filetype-bad-ie-mime").arg(kind.to_string()),
        Refusal::FileTooLarge(_) => of("file-too-large"),
        Refusal::FileVersionMissing(_) => of("filerevert-badversion"),
        Refusal::ChunkIllegalName => of("illegal-filename"),
        Refusal::ChunkTooLarge => of("apierror-invalid-chunk"),
        Refusal::ChunkTooSmall(least) => of("apierror-chunk-too-small").number(*least as i64),
        Refusal::ChunksUnknown => of("apierror-stashfailed-nosession").coded("stashfailed"),
        Refusal::ChunksComplete => of("apierror-stashfailed-complete").coded("stashfailed"),
        Refusal::StashBadKey(key) => of("uploadstash-bad-path-bad-format").arg(key.clone()),
        Refusal::StashFileMissing(key) => of("uploadstash-file-not-found").arg(key.clone()),
        Refusal::StashWrongOwner(key) => of("uploadstash-wrong-owner").arg(key.clone()),
        Refusal::StashNotLoggedIn => {
            of("apierror-mustbeloggedin").with(of("action-upload")).coded("stashnotloggedin")
        }
        // MediaWiki's stash is a folder, which has room.
        Refusal::StashFull => of("apierror-stashfilestorage").arg("the stash has no more room"),
        _ => return None,
    })
}
