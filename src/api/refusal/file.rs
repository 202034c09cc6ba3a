//! Files that were not uploaded, in words. `action=upload` tells some of them in its own way.

use crate::{message::Message, wiki::Refusal};

/// What is said of files.
pub(super) fn message(refusal: &Refusal) -> Option<Message> {
    let of = Message::new;
    Some(match refusal {
        Refusal::UploadsDisabled => of("uploaddisabled"),
        Refusal::FileIllegalName => of("illegal-filename"),
        Refusal::FileNameTooLong => of("filename-toolong"),
        Refusal::FileNameTooShort => of("filename-tooshort"),
        Refusal::FileTypeMissing => of("filetype-missing"),
        Refusal::FileEmpty => of("empty-file"),
        Refusal::FileExistsForbidden => of("fileexists-forbidden"),
        _ => return None,
    })
}
