//! The stash: files that wait for their names, whole or chunk by chunk (`UploadStash`, `UploadFromChunks`).

use std::sync::Arc;

use bytes::{Bytes, BytesMut};

use super::{Naming, verify, verify_part};
use crate::{
    base::{Timestamp, digest},
    wiki::{
        Actor, Change, Refusal, State, UserId,
        file::{Chunks, FileFacts, Progress, Stashed},
    },
};

/// How long a file waits at most (`$wgUploadStashMaxAge`), in seconds.
pub const WAITS: i64 = 6 * 3600;
/// No chunk but the last may have fewer bytes (`$wgMinUploadChunkSize`).
pub const SMALLEST_CHUNK: u64 = 1024;

/// How keys of the stash look (`UploadStash::KEY_FORMAT_REGEX`).
pub fn is_key(key: &str) -> bool {
    let word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    key.rsplit_once('.').is_some_and(|(stem, ending)| {
        !stem.is_empty()
            && ending.chars().all(word)
            && stem.chars().all(|c| word(c) || matches!(c, '-' | '.'))
    })
}

/// What waits under a key, if it is the actor's.
pub fn find<'s>(state: &'s State, actor: &Actor, key: &str) -> Result<&'s Stashed, Refusal> {
    if !is_key(key) {
        return Err(Refusal::StashBadKey(key.to_owned()));
    }
    let Some(user) = actor.user else { return Err(Refusal::StashNotLoggedIn) };
    let stashed = state.files.stashed(key).ok_or_else(|| Refusal::StashFileMissing(key.to_owned()))?;
    if stashed.user == user { Ok(stashed) } else { Err(Refusal::StashWrongOwner(key.to_owned())) }
}

/// Where something waits: under which key, and how it is called meanwhile.
#[derive(Debug, Clone, Copy)]
pub struct Slot<'a> {
    /// The key.
    pub key: &'a str,
    /// The name.
    pub name: &'a str,
}

/// Keeps bytes for later.
pub fn keep(
    state: &State,
    actor: &Actor,
    now: Timestamp,
    slot: Slot<'_>,
    bytes: &Bytes,
) -> Result<Vec<Change>, Refusal> {
    let Some(user) = actor.user else { return Err(Refusal::StashNotLoggedIn) };
    let mut changes = room(state, user, now, bytes.len())?;
    changes.push(Change::Stashed(slot.key.into(), Some(fresh(state, user, now, slot, bytes))));
    Ok(changes)
}

fn fresh(state: &State, user: UserId, now: Timestamp, slot: Slot<'_>, bytes: &Bytes) -> Stashed {
    Stashed {
        id: state.files.next_stashed(),
        name: slot.name.into(),
        user,
        time: now,
        bytes: bytes.clone(),
        chunks: None,
        facts: FileFacts::of(bytes, state.policy.sizing()),
        sha1: digest::sha1_base36(bytes).into(),
    }
}

/// Takes away what has waited too long; refuses if there is no room even so.
fn room(state: &State, user: UserId, now: Timestamp, bytes: usize) -> Result<Vec<Change>, Refusal> {
    let policy = &state.policy;
    let (mut own, mut all) = ((1, bytes as u64), (1, bytes as u64));
    let mut changes = Vec::new();
    for (key, stashed) in state.files.stash() {
        if stashed.time.plus(WAITS) < now {
            changes.push(Change::Stashed(Arc::clone(key), None));
            continue;
        }
        let size = stashed.size();
        all = (all.0 + 1, all.1 + size);
        if stashed.user == user {
            own = (own.0 + 1, own.1 + size);
        }
    }
    let fits = |(files, bytes): (usize, u64), (most_files, most_bytes): (usize, u64)| {
        files <= most_files && bytes <= most_bytes
    };
    if fits(own, policy.stash_of_user) && fits(all, policy.stash_of_all) {
        Ok(changes)
    } else {
        Err(Refusal::StashFull)
    }
}

/// One chunk of a file.
#[derive(Debug, Clone)]
pub struct Chunk<'a> {
    /// The name that the file is to have.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: Bytes,
    /// At which byte it begins.
    pub offset: u64,
    /// How many bytes all chunks are to have.
    pub whole: u64,
}

/// What became of a chunk.
#[derive(Debug, Clone)]
pub enum Chunked {
    /// More are to come, from this byte.
    Continue(u64),
    /// That was the last; the whole waits under a key of its own.
    Whole(Stashed),
    /// That was the last, and the whole is not fit to be uploaded. The key of the message that says so.
    Unfit(&'static str),
    /// It does not begin where the one before ended, but should at this byte.
    WrongOffset(u64),
}

/// Whether a chunk can be taken, as far as the sizes tell.
pub fn check_size(chunk: &Chunk<'_>) -> Result<(), Refusal> {
    let end = chunk.offset + chunk.bytes.len() as u64;
    if end > chunk.whole {
        return Err(Refusal::ChunkTooLarge);
    }
    if end != chunk.whole && (chunk.bytes.len() as u64) < SMALLEST_CHUNK {
        return Err(Refusal::ChunkTooSmall(SMALLEST_CHUNK));
    }
    Ok(())
}

/// Takes the first chunk; if it is the last as well, the whole waits in the second slot.
pub fn begin(
    state: &State,
    actor: &Actor,
    now: Timestamp,
    chunk: &Chunk<'_>,
    (slot, next): (Slot<'_>, Slot<'_>),
) -> Result<(Vec<Change>, Chunked), Refusal> {
    verify_part(state, &Naming::of(state, "", &chunk.bytes), &chunk.bytes)?;
    let Some(user) = actor.user else { return Err(Refusal::StashNotLoggedIn) };
    let changes = room(state, user, now, chunk.bytes.len())?;
    let mut stashed = fresh(state, user, now, slot, &chunk.bytes);
    stashed.chunks = Some(Chunks { later: Bytes::new(), progress: None });
    Ok(added(state, now, chunk, stashed, changes, (slot, next)))
}

/// Takes a later chunk of what waits in the first slot.
pub fn go_on(
    state: &State,
    actor: &Actor,
    now: Timestamp,
    chunk: &Chunk<'_>,
    (slot, next): (Slot<'_>, Slot<'_>),
) -> Result<(Vec<Change>, Chunked), Refusal> {
    let mut stashed = find(state, actor, slot.key)?.clone();
    let size = stashed.size();
    let Some(chunks) = &mut stashed.chunks else { return Err(Refusal::ChunksUnknown) };
    match chunks.progress {
        None => return Err(Refusal::ChunksUnknown),
        Some(Progress::Continue(_)) => {}
        Some(Progress::Failed(_)) => return Err(Refusal::ChunksComplete),
    }
    if size + chunk.bytes.len() as u64 > state.policy.max_upload_bytes {
        return Err(Refusal::FileTooLarge(state.policy.max_upload_bytes));
    }
    if size != chunk.offset {
        return Ok((Vec::new(), Chunked::WrongOffset(size)));
    }
    verify_part(state, &Naming::of(state, "", &chunk.bytes), &chunk.bytes)?;
    let changes = room(state, stashed.user, now, chunk.bytes.len())?;
    let mut later = BytesMut::from(&chunks.later[..]);
    later.extend_from_slice(&chunk.bytes);
    chunks.later = later.freeze();
    Ok(added(state, now, chunk, stashed, changes, (slot, next)))
}

fn added(
    state: &State,
    now: Timestamp,
    chunk: &Chunk<'_>,
    mut stashed: Stashed,
    mut changes: Vec<Change>,
    (slot, next): (Slot<'_>, Slot<'_>),
) -> (Vec<Change>, Chunked) {
    let end = chunk.offset + chunk.bytes.len() as u64;
    let (progress, outcome) = if end == chunk.whole {
        let whole = stashed.whole();
        match verify(state, chunk.name, &whole, whole.len() as u64) {
            Ok(_) => {
                let mut done = fresh(state, stashed.user, now, next, &whole);
                done.id = state.files.next_stashed().max(stashed.id + 1);
                changes.push(Change::Stashed(slot.key.into(), None));
                changes.push(Change::Stashed(next.key.into(), Some(done.clone())));
                return (changes, Chunked::Whole(done));
            }
            Err(refusal) => {
                let word = refusal.verification_word();
                (Progress::Failed(word.into()), Chunked::Unfit(word))
            }
        }
    } else {
        (Progress::Continue(end), Chunked::Continue(end))
    };
    if let Some(chunks) = &mut stashed.chunks {
        chunks.progress = Some(progress);
    }
    changes.push(Change::Stashed(slot.key.into(), Some(stashed)));
    (changes, outcome)
}

impl Refusal {
    /// What is wrong with a file in one word (`UploadBase::getVerificationErrorCode`), which is a message as well.
    fn verification_word(&self) -> &'static str {
        match self {
            Self::FileEmpty => "empty-file",
            Self::FileTooLarge(_) => "file-too-large",
            Self::FileTypeMissing => "filetype-missing",
            Self::FileTypeBanned(..) => "filetype-banned",
            Self::FileNameTooShort => "filename-tooshort",
            Self::FileIllegalName(_) => "illegal-filename",
            Self::FileNameTooLong => "filename-toolong",
            _ => "verification-error",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wiki::rig::Rig;

    fn user(id: u32) -> Actor {
        Actor { user: Some(UserId(id)), ..crate::wiki::rig::admin() }
    }

    #[test]
    fn keys_look_like_names_of_files() {
        assert!(
            is_key("1d3q6.x-y_z.1.png")
                && is_key("a.")
                && !is_key("a b.png")
                && !is_key("a")
                && !is_key(".png")
        );
    }

    #[test]
    fn the_stash_has_room_for_so_many_files_and_bytes() {
        let mut rig = Rig::new();
        rig.state.policy.stash_of_user = (2, 10);
        rig.state.policy.stash_of_all = (3, 100);
        let put = |rig: &mut Rig, id: u32, key: &str, bytes: &'static [u8]| {
            let bytes = Bytes::from_static(bytes);
            rig.decide(|state, now| {
                keep(state, &user(id), now, Slot { key, name: key }, &bytes).map(|changes| (changes, ()))
            })
        };
        assert!(put(&mut rig, 1, "a.txt", b"12345678901").is_err(), "more bytes than one may have");
        assert!(put(&mut rig, 1, "a.txt", b"12345").is_ok());
        assert!(put(&mut rig, 1, "b.txt", b"1234567").is_err(), "together more than one may have");
        assert!(put(&mut rig, 1, "b.txt", b"12345").is_ok());
        assert!(put(&mut rig, 1, "c.txt", b"").is_err(), "a third file");
        assert!(put(&mut rig, 2, "d.txt", b"1").is_ok());
        assert!(matches!(put(&mut rig, 2, "e.txt", b"1"), Err(Refusal::StashFull)), "a fourth of all");
        rig.now = rig.now.plus(WAITS + 1);
        assert!(put(&mut rig, 2, "e.txt", b"1").is_ok(), "the others have waited too long");
        assert_eq!(rig.state.files.stash().count(), 1);
    }

    #[test]
    fn chunks_are_put_together() {
        let mut rig = Rig::new();
        rig.state.policy.file_extensions.push("txt".into());
        let bytes = Bytes::from(vec![b'a'; 1024]);
        let chunk = |offset, whole| Chunk { name: "A.txt", bytes: bytes.clone(), offset, whole };
        let keys = (Slot { key: "k.txt", name: "k" }, Slot { key: "l.txt", name: "l" });
        let first = rig.decide(|state, now| begin(state, &user(1), now, &chunk(0, 2048), keys));
        assert!(matches!(first, Ok(Chunked::Continue(1024))));
        let wrong = rig.decide(|state, now| go_on(state, &user(1), now, &chunk(1000, 2048), keys));
        assert!(matches!(wrong, Ok(Chunked::WrongOffset(1024))));
        let other = rig.decide(|state, now| go_on(state, &user(2), now, &chunk(1024, 2048), keys));
        assert!(matches!(other, Err(Refusal::StashWrongOwner(_))));
        let last = rig.decide(|state, now| go_on(state, &user(1), now, &chunk(1024, 2048), keys));
        assert!(matches!(last, Ok(Chunked::Whole(whole)) if whole.bytes.len() == 2048));
        assert!(rig.state.files.stashed("k.txt").is_none() && rig.state.files.stashed("l.txt").is_some());
        assert!(matches!(check_size(&chunk(1, 1024)), Err(Refusal::ChunkTooLarge)));
        let small = Chunk { bytes: Bytes::from_static(b"x"), ..chunk(0, 9) };
        assert!(matches!(check_size(&small), Err(Refusal::ChunkTooSmall(1024))));
    }
}
