//! What is told of an upload: of the file, of what to think of first, of what is wrong.

use crate::{
    api::{Call, Failure, FileInfo, FileTold},
    message::{Arg, Message},
    tree::{Node, Value},
    wiki::{
        Namespace, Refusal, Title,
        upload::{ExistsWarning, Uploaded, Warnings},
    },
};

/// Warnings as the API has them (`ApiUpload::transformWarnings`).
pub(super) fn warnings(warnings: &Warnings) -> Node {
    let mut node = Node::auto().tagged("warning");
    if let Some(name) = &warnings.bad_name {
        node.set("badfilename", name.clone());
    }
    if let Some((most, size)) = warnings.large {
        let mut sizes = Node::auto();
        for bytes in [most, size] {
            let mut param = Node::map();
            param.set("size", bytes);
            sizes.push(param);
        }
        node.set("large-file", sizes);
    }
    node.flag("empty-file", warnings.empty);
    if let Some(title) = &warnings.was_deleted {
        node.set("was-deleted", title.key().to_owned());
    }
    if !warnings.duplicates.is_empty() {
        let names = warnings.duplicates.iter().map(|title| title.key().to_owned());
        node.set("duplicate", Node::texts("duplicate", names));
    }
    if let Some(name) = &warnings.deleted_duplicate {
        node.set("duplicate-archive", name);
    }
    if let Some((warning, title)) = &warnings.exists {
        let (word, title) = match warning {
            ExistsWarning::Exists => ("exists", title),
            ExistsWarning::PageExists => ("page-exists", title),
            ExistsWarning::Normalized(other) => ("exists-normalized", other),
            ExistsWarning::Thumb(_) => ("thumb", title),
            ExistsWarning::ThumbName(_) => ("thumb-name", title),
            ExistsWarning::BadPrefix(_) => ("bad-prefix", title),
        };
        node.set(word, title.key().to_owned());
    }
    let since = |time| {
        let mut row = Node::map();
        row.set("timestamp", Value::from(time));
        row
    };
    if let Some(time) = warnings.no_change {
        node.set("nochange", since(time));
    }
    if !warnings.same_versions.is_empty() {
        let mut list = Node::list("ver");
        for time in &warnings.same_versions {
            list.push(since(*time));
        }
        node.set("duplicateversions", list);
    }
    node
}

/// The new version of the file, with all there is to tell (`UploadBase::getImageInfo`).
pub(super) fn file(call: &Call<'_>, done: &Uploaded, page_was_there: bool, file_was_there: bool) -> Node {
    let state = call.wiki().state();
    let info = FileInfo { forgets: page_was_there && !file_was_there, ..all(&|_| true) };
    let mut node = info.tell(call, &state, &done.title, FileTold::Version(&done.version));
    if !page_was_there {
        // MediaWiki looked for the page before it was made.
        node.remove("descriptionshorturl");
    }
    node
}

/// The file that waits in the stash.
pub(super) fn stashed(call: &Call<'_>, key: &str) -> Node {
    let state = call.wiki().state();
    let Some(stashed) = state.files.stashed(key) else { return Node::map() };
    let title = Title::of_key(Namespace::FILE, stashed.name.clone());
    let unasked = ["user", "userid", "comment", "parsedcomment", "mediatype", "archivename", "uploadwarning"];
    all(&|word| !unasked.contains(&word)).tell(call, &state, &title, FileTold::Stashed(key, stashed))
}

fn all(has: &dyn Fn(&str) -> bool) -> FileInfo<'_> {
    FileInfo { has, thumb: false, first_version: false, for_viewer: false, forgets: false, filter: &[] }
}

/// Why the stash does not take something (`performStash`).
pub(super) fn stash_message(call: &Call<'_>, refusal: Refusal) -> Message {
    match refusal {
        Refusal::StashNotLoggedIn => Message::new("uploadstash-exception")
            .arg("UploadStashNotLoggedInException")
            .with(Message::new("uploadstash-not-logged-in")),
        refusal => call.refusal_messages(refusal).swap_remove(0),
    }
}

/// What is wrong with the file (`ApiUpload::checkVerification`).
pub(super) fn refusal(call: &Call<'_>, refusal: Refusal) -> Failure {
    match refusal {
        Refusal::FileMimeMismatch(ending, mime) => {
            unfit("filetype-mime-mismatch", &[&ending, &mime])
        }
        Refusal::FileScripted => unfit("uploadscripted", &[]),
        Refusal::FileBadMime(mime) => unfit("filetype-badmime", &[&mime]),
        Refusal::FileBadBrowserMime(mime) => unfit("filetype-bad-ie-mime", &[&mime]),
        Refusal::FileTypeBanned(ending, prohibited) => {
            let allowed = call.wiki().state().policy.file_extensions.clone();
            let message = Message::new("filetype-banned-type").coded("filetype-banned");
            let message = if prohibited.is_empty() {
                message.arg(ending.clone())
            } else {
                message.with(Arg::commas(prohibited.iter().cloned()))
            };
            let message = message
                .with(Arg::commas(allowed.iter().map(ToString::to_string)))
                .int(allowed.len() as i64)
                .int(prohibited.len().max(1) as i64)
                .detail("filetype", ending)
                .detail("allowed", Node::texts("ext", &allowed));
            if prohibited.is_empty() {
                return message.into();
            }
            message.detail("blacklisted", Node::texts("ext", prohibited)).into()
        }
        refusal => call.refused(refusal),
    }
}

/// The bytes are not what they should be: the message's key and arguments are told as well.
fn unfit(key: &'static str, args: &[&str]) -> Failure {
    let mut details = Node::auto().tagged("detail");
    details.push(key);
    let mut message = Message::new(key).coded("verification-error");
    for arg in args {
        details.push((*arg).to_owned());
        message = message.arg((*arg).to_owned());
    }
    message.detail("details", details).into()
}
