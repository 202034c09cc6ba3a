//! Files that come in chunks (`getChunkResult`), and how far they are.

use bytes::Bytes;

use super::{Incoming, Params, add_warnings, stashing::{self, Origin}, told};
use crate::{
    api::{Call, Failure},
    message::{Message, catalog},
    tree::Node,
    wiki::{
        Refusal,
        file::{Progress, guessed_ending},
        upload::{
            self, Warnings,
            stash::{self, Chunk, Chunked, Slot},
        },
    },
};

/// How far the file with a key is (`checkstatus`).
pub(super) fn progress(call: &Call<'_>, key: &str) -> Result<Node, Failure> {
    let state = call.wiki().state();
    let own = call.caller.account.as_ref().map(|account| account.id);
    let stashed = state.files.stashed(key).filter(|stashed| own == Some(stashed.user));
    match stashed.and_then(|stashed| stashed.chunks.as_ref()?.progress.as_ref()) {
        None => Err(Message::new("apierror-upload-missingresult").coded("missingresult").into()),
        Some(Progress::Continue(offset)) => {
            let mut node = Node::auto();
            node.set("result", "Continue").set("stage", "uploading").set("offset", *offset);
            Ok(node)
        }
        Some(Progress::Failed(word)) => Err(failed(catalog::key(word).unwrap_or("verification-error")).into()),
    }
}

/// Takes a chunk.
pub(super) async fn take(
    call: &Call<'_>,
    params: &Params<'_>,
    incoming: &Incoming<'_>,
    bytes: Bytes,
    warnings: &Warnings,
) -> Result<Node, Failure> {
    let number = |number: Option<i64>| number.unwrap_or(0).unsigned_abs();
    let chunk = Chunk {
        name: incoming.name,
        bytes,
        offset: number(params.offset),
        whole: number(params.file_size),
    };
    stash::check_size(&chunk).map_err(|refusal| call.refused(refusal))?;
    let first_key = stashing::new_key(call, &guessed_ending(&chunk.bytes));
    let key = incoming.key.unwrap_or(&first_key);
    let ending = key.rsplit_once('.').map_or("", |(_, ending)| ending);
    let next_key = stashing::new_key(call, ending);
    let name = stashing::new_name(call, Origin::Request, ending);
    let next_name = stashing::new_name(call, Origin::Chunks, ending);
    let (actor, now) = (call.caller.actor(), call.now);
    let taken = call.wiki().commit(|state| {
        let slots = (Slot { key, name: &name }, Slot { key: &next_key, name: &next_name });
        if incoming.key.is_some() {
            stash::go_on(state, &actor, now, &chunk, slots)
        } else {
            stash::begin(state, &actor, now, &chunk, slots)
        }
    });
    let taken = taken.await.map_err(|refusal| told_of_chunk(call, incoming, refusal))?;
    let mut node = Node::auto();
    match taken {
        Chunked::Continue(offset) => {
            add_warnings(&mut node, warnings);
            node.set("result", "Continue").set("offset", offset).set("filekey", key.to_owned());
        }
        Chunked::Whole(whole) => {
            let title = upload::verify(&call.wiki().state(), incoming.name, &whole.bytes, whole.size());
            let now_known = title.map(|(title, _)| {
                upload::warnings(&call.wiki().state(), incoming.name, &title, &whole.sha1, whole.size())
            });
            let known = now_known.ok().filter(|known| !known.is_empty());
            add_warnings(&mut node, known.as_ref().unwrap_or(warnings));
            node.set("result", "Success").set("filekey", next_key.clone());
            node.set("imageinfo", told::stashed(call, &next_key));
        }
        Chunked::Unfit(word) => return Err(failed(word).into()),
        Chunked::WrongOffset(offset) => return Err(failed("invalid-chunk-offset").detail("offset", offset.to_string()).into()),
    }
    Ok(node)
}

fn failed(key: &'static str) -> Message {
    Message::new(key).coded("stashfailed")
}

/// Later chunks fail as parts of something, the first for what it is.
fn told_of_chunk(call: &Call<'_>, incoming: &Incoming<'_>, refusal: Refusal) -> Failure {
    let size = incoming.size;
    let unfit = matches!(
        refusal,
        Refusal::FileTooLarge(_) | Refusal::FileScripted | Refusal::FileBadMime(_) | Refusal::FileBadBrowserMime(_)
    );
    if !unfit {
        return told::stash_message(call, refusal).into();
    }
    let message = call.refusal_messages(refusal).swap_remove(0);
    match incoming.key {
        Some(_) => message.coded("stashfailed").detail("offset", size.to_string()).into(),
        None => message.into(),
    }
}
