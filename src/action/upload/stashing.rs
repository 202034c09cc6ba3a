//! What goes into the stash, and errors that leave a file there for another try.

use super::{Incoming, told};
use crate::{
    api::{Call, Failure},
    message::Message,
    tree::Node,
    wiki::{Refusal, file::guessed_ending, upload::stash::{self, Slot}},
};

/// Keeps the file; the key under which it waits.
pub(super) async fn keep(call: &Call<'_>, incoming: &Incoming<'_>) -> Result<String, Refusal> {
    let ending = guessed_ending(&incoming.bytes);
    let (key, name) = (new_key(call, &ending), new_name(call, incoming.origin(), &ending));
    let (actor, now) = (call.caller.actor(), call.now);
    let kept = call.wiki().commit(|state| {
        let changes = stash::keep(state, &actor, now, Slot { key: &key, name: &name }, &incoming.bytes)?;
        Ok((changes, ()))
    });
    kept.await.map(|()| key)
}

/// Keeps the file for another try, and tells its key, or why it could not be kept.
pub(super) async fn add(call: &Call<'_>, incoming: &Incoming<'_>, node: &mut Node) {
    match keep(call, incoming).await {
        Ok(key) => {
            node.set("filekey", key.clone()).set("sessionkey", key);
        }
        Err(refusal) => {
            let message = told::stash_message(call, refusal);
            node.set("stasherrors", call.speaker.messages("error", [&message]));
        }
    }
}

/// The failure of a request that was about the stash alone.
pub(super) fn critical(call: &Call<'_>, refusal: Refusal) -> Failure {
    told::stash_message(call, refusal).into()
}

/// What is wrong with a name can be mended, so the file waits in the stash (`checkVerification`).
pub(super) async fn refuse(call: &Call<'_>, refusal: Refusal, incoming: &Incoming<'_>) -> Failure {
    let about_name = matches!(
        refusal,
        Refusal::FileNameTooShort
            | Refusal::FileNameTooLong
            | Refusal::FileIllegalName(_)
            | Refusal::FileTypeMissing
    );
    if about_name { recoverable(call, refusal, incoming).await } else { told::refusal(call, refusal) }
}

/// `dieRecoverableError`.
pub(super) async fn recoverable(call: &Call<'_>, refusal: Refusal, incoming: &Incoming<'_>) -> Failure {
    let mut waits = Node::map();
    add(call, incoming, &mut waits).await;
    waits.set("invalidparameter", "filename");
    if matches!(refusal, Refusal::TooOften) {
        // Another message takes the place of the one that had the data (`ApiBase::dieStatus`).
        return call.refused(refusal);
    }
    let messages = call.refusal_messages(refusal).into_iter().map(|mut message: Message| {
        let data = message.data.get_or_insert_with(Node::map);
        data.entries_mut().extend(waits.entries().iter().cloned());
        message
    });
    Failure::several(messages)
}

/// A key as `UploadStash` makes them: the time, some chance, the user and the ending.
pub(super) fn new_key(call: &Call<'_>, ending: &str) -> String {
    let chance = call.wiki().chance();
    let time = call.now.unix().unsigned_abs() * 100_000_000 + chance.below(100_000_000);
    format!("{}.{}.{}.{ending}", base36(time), base36(chance.below(1 << 31)), call.caller.id())
}

/// Where something in the stash came from. Its name begins as that of the temporary file that it was in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// A request brought it.
    Request,
    /// It was in the stash before.
    Stash,
    /// It was put together.
    Chunks,
}

/// A name as files in the stash have it: the time and that of the temporary file.
pub(super) fn new_name(call: &Call<'_>, origin: Origin, ending: &str) -> String {
    const LETTERS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    let chance = call.wiki().chance();
    let file = match origin {
        Origin::Request => {
            let letters = (0..6).map(|_| char::from(LETTERS[chance.below(62) as usize]));
            format!("php{}", letters.collect::<String>())
        }
        Origin::Stash => format!("localcopy_{:012x}", chance.below(1 << 48)),
        Origin::Chunks => format!("chunkedupload_{:012x}", chance.below(1 << 48)),
    };
    format!("{}!{file}.{ending}", call.now.mw14())
}

fn base36(mut number: u64) -> String {
    let mut digits = Vec::new();
    while number > 0 || digits.is_empty() {
        digits.push(char::from(b"0123456789abcdefghijklmnopqrstuvwxyz"[(number % 36) as usize]));
        number /= 36;
    }
    digits.iter().rev().collect()
}
