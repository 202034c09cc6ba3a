//! What a request wants to upload, wherever it comes from (`selectUploadModule`).

use std::sync::Arc;

use bytes::Bytes;

use super::{Params, stashing::Origin};
use crate::{
    api::{Call, Failure},
    base::digest,
    message::Message,
    wiki::{
        Refusal, Title,
        upload::{self, Naming, Warnings, stash},
    },
};

/// A file on its way in.
pub(super) struct Incoming<'r> {
    /// The name that it shall have.
    pub(super) name: &'r str,
    /// Its bytes. Of a file in chunks those of the first, which is what MediaWiki looks at until all have come.
    pub(super) bytes: Bytes,
    /// How many bytes have come, as the stash counts them.
    pub(super) size: u64,
    /// The SHA-1 of the bytes in base 36.
    sha1: Arc<str>,
    /// The chunk that this request brings.
    pub(super) chunk: Option<Bytes>,
    /// What waits in the stash under this key is meant.
    pub(super) key: Option<&'r str>,
}

impl<'r> Incoming<'r> {
    pub(super) fn chosen(call: &Call<'_>, params: &Params<'r>, key: Option<&'r str>) -> Result<Self, Failure> {
        let Some(name) = params.filename else {
            return Err(Message::new("apierror-missingparam").arg("filename").into());
        };
        let chunk = params.chunk.map(|part| part.bytes.clone());
        let begins = params.offset == Some(0);
        match (&chunk, key) {
            (Some(_), Some(_)) if begins => {
                return Err(Message::new("apierror-upload-filekeynotallowed").coded("filekeynotallowed").into());
            }
            (Some(_), None) if !begins => {
                return Err(Message::new("apierror-upload-filekeyneeded").coded("filekeyneeded").into());
            }
            (None, Some(key)) if !stash::is_key(key) => return Err(Failure::of("apierror-invalid-file-key")),
            _ => {}
        }
        if let Some(key) = key {
            let state = call.wiki().state();
            let stashed = stash::find(&state, &call.caller.actor(), key).map_err(|refusal| call.refused(refusal))?;
            let (bytes, sha1) = (stashed.bytes.clone(), Arc::clone(&stashed.sha1));
            return Ok(Self { name, bytes, size: stashed.size(), sha1, chunk, key: Some(key) });
        }
        let file = chunk.clone().or_else(|| params.file.map(|part| part.bytes.clone()));
        let bytes = file.ok_or_else(|| Failure::of("copyuploaddisabled"))?;
        let sha1 = digest::sha1_base36(&bytes).into();
        Ok(Self { name, size: bytes.len() as u64, bytes, sha1, chunk, key: None })
    }

    /// Its page, if it can be uploaded at all. Of chunks only the name is looked at (`verifyUpload`).
    pub(super) fn verified(&self, call: &Call<'_>, params: &Params<'_>) -> Result<Title, Refusal> {
        let state = call.wiki().state();
        if self.chunk.is_none() {
            return upload::verify(&state, self.name, &self.bytes, self.size).map(|(title, _)| title);
        }
        let most = state.policy.max_upload_bytes;
        if params.file_size.is_some_and(|size| size.unsigned_abs() > most) {
            return Err(Refusal::FileTooLarge(most));
        }
        // Whatever is wrong with the name, it is called illegal.
        Naming::of(&state, self.name, &self.bytes).title.map_err(|_| Refusal::ChunkIllegalName)
    }

    /// Where its bytes come from.
    pub(super) const fn origin(&self) -> Origin {
        if self.key.is_some() { Origin::Stash } else { Origin::Request }
    }

    /// What there is to think of first.
    pub(super) fn warnings(&self, call: &Call<'_>, title: &Title) -> Warnings {
        upload::warnings(&call.wiki().state(), self.name, title, &self.sha1, self.size)
    }
}
