//! `action=upload` (`includes/api/ApiUpload.php`). Files come whole or out of the stash.

mod told;

use std::sync::Arc;

use bytes::Bytes;

use crate::{
    api::{Call, Failure, Module, Needs, Run, Running},
    choices,
    message::Message,
    param::{Choice, Part},
    params,
    tree::Node,
    wiki::{
        Refusal, Right, Title,
        file::FileFacts,
        token::Kind,
        upload::{self, UploadRequest, Warnings},
        watch::Wish,
    },
    release::{V1_21, V1_27},
};

const WATCHLIST: &[Choice] = choices!["nochange", "preferences", "watch"];

params! {
    /// What `action=upload` accepts.
    pub(super) struct Params<'r> {
        /// The name that the file gets.
        filename as "filename": Option<&'r str> = text(),
        /// Why. It is the text of the file's page as well, if none is given and the page is new.
        comment as "comment": &'r str = text().preset(""),
        /// Tags to put on the log entry and the revision of the file's page.
        tags as "tags": Vec<&'r str> = tags().since(V1_27),
        /// The text of the file's page, if that is new.
        text as "text": Option<&'r str> = long_text(),
        /// Put the file's page on the caller's watchlist.
        watch as "watch": bool = flag().deprecated(),
        /// Whether the file's page comes on the caller's watchlist, follows the preferences or stays as it is.
        watchlist as "watchlist": &'r str = choice(WATCHLIST).preset("preferences"),
        /// Go on in spite of warnings.
        ignore_warnings as "ignorewarnings": bool = flag(),
        /// The file.
        file as "file": Option<&'r Part> = upload(),
        /// An address to get the file from.
        url as "url": Option<&'r str> = text(),
        /// The key of a file that an earlier request has left in the stash.
        file_key as "filekey": Option<&'r str> = text(),
        /// The key of an upload that the wiki does by and by.
        status_key as "statuskey": Option<&'r str> = text().until(V1_27),
        /// The same.
        session_key as "sessionkey": Option<&'r str> = text().deprecated(),
        /// Leave the file in the stash instead of publishing it.
        stash as "stash": bool = flag(),
        /// How many bytes all chunks have.
        _file_size as "filesize": Option<i64> = integer().min(0).max(104_857_600, 104_857_600),
        /// At which byte the chunk begins.
        _offset as "offset": Option<i64> = integer().min(0),
        /// A part of a file.
        chunk as "chunk": Option<&'r Part> = upload(),
        /// Work on large files after the answer, where that is possible.
        _later as "async": bool = flag().since(V1_21),
        /// Only tell how far the file with the key has come.
        check_status as "checkstatus": bool = flag().since(V1_21),
    }
}

pub(super) static MODULE: Module =
    Module::action("upload", "ApiUpload", Needs::write(Kind::Csrf), Params::SPECS, Run::Later(run))
        .help("Uploads a file, or publishes one from the stash. A file comes as a part of `multipart/form-data`.")
        .manual("API:Upload")
        .examples(&[(
            "action=upload&filename=Wiki.png&filekey=filekey&ignorewarnings=1&token=123ABC",
            "Publish a file from the stash in spite of warnings.",
        )]);

fn run<'c>(call: &'c mut Call<'_>) -> Running<'c> {
    Box::pin(upload(call))
}

async fn upload(call: &mut Call<'_>) -> Result<(), Failure> {
    if !call.wiki().state().policy.uploads {
        return Err(Failure::of("uploaddisabled"));
    }
    let params: Params<'_> = call.read()?;
    let key = params.file_key.filter(|key| !key.is_empty()).or(params.session_key);
    let (name, bytes) = chosen(call, &params, key)?;
    check_rights(call)?;
    let mut request = UploadRequest {
        name,
        bytes,
        comment: params.comment,
        text: params.text,
        ignore_warnings: params.ignore_warnings,
        stash_key: key,
        tags: params.tags.iter().map(|tag| Arc::from(*tag)).collect(),
        watch: Wish::NoChange,
    };
    let (actor, now) = (call.caller.actor(), call.now);
    let checked = upload::check(&call.wiki().state(), &actor, now, &request);
    let (title, _, warnings) = match checked {
        Ok(checked) => checked,
        Err(refusal) => return Err(refuse(call, refusal, &request, params.stash).await),
    };
    let mut node = Node::auto();
    if !warnings.is_empty() && !params.ignore_warnings {
        node.set("result", "Warning").set("warnings", told::warnings(&warnings));
        add_stash(call, &request, &mut node).await?;
    } else if params.stash {
        node.set("result", "Success");
        add_warnings(&mut node, &warnings);
        add_stash(call, &request, &mut node).await?;
    } else {
        request.watch = call.watch_wish(wants_to_watch(call, &params, &title));
        match call.wiki().commit(|state| upload::decide(state, &actor, now, &request)).await {
            Ok(done) => {
                node.set("result", "Success").set("filename", done.title.key().to_owned());
                add_warnings(&mut node, &warnings);
                node.set("imageinfo", told::file(call, &done));
            }
            // Somebody else was faster: there is something to warn of now.
            Err(Refusal::FileWarnings(warnings)) => {
                node.set("result", "Warning").set("warnings", told::warnings(&warnings));
                add_stash(call, &request, &mut node).await?;
            }
            Err(refusal) => return Err(call.refused(refusal)),
        }
    }
    call.result.set("upload", node);
    Ok(())
}

/// The name and the bytes, wherever they come from (`selectUploadModule`).
fn chosen<'r>(
    call: &Call<'_>,
    params: &Params<'r>,
    key: Option<&'r str>,
) -> Result<(&'r str, Bytes), Failure> {
    if params.chunk.is_none() {
        let ways = [
            ("filekey", key.is_some()),
            ("file", params.file.is_some()),
            ("url", params.url.is_some()),
            ("statuskey", params.status_key.is_some()),
        ];
        let known = if call.profile().uploads_by_and_by { 4 } else { 3 };
        call.exactly_one(&ways[..known])?;
    }
    if key.is_some() && params.check_status {
        return Err(Message::new("apierror-upload-missingresult").coded("missingresult").into());
    }
    let Some(name) = params.filename else {
        return Err(Message::new("apierror-missingparam").arg("filename").into());
    };
    if let Some(part) = params.chunk.or(params.file) {
        return Ok((name, part.bytes.clone()));
    }
    let Some(key) = key else { return Err(Failure::of("copyuploaddisabled")) };
    let state = call.wiki().state();
    let own = call.caller.account.as_ref().map(|account| account.id);
    let stashed = state.files.stashed(key).filter(|stashed| stashed.user == own);
    let missing = || Failure::from(Message::new("uploadstash-file-not-found").arg(key.to_owned()));
    stashed.map(|stashed| (name, stashed.bytes.clone())).ok_or_else(missing)
}

fn check_rights(call: &Call<'_>) -> Result<(), Failure> {
    for right in [Right::Upload, Right::Edit] {
        if call.may(right) {
            continue;
        }
        if !call.caller.is_registered() {
            let action = Message::new("action-upload");
            return Err(Message::new("apierror-mustbeloggedin").with(action).into());
        }
        return Err(call.missing_right(right).into());
    }
    call.refuse_blocked()
}

/// Preferences for files that are new, for pages that are new, and for changes each ask for watching.
fn wants_to_watch(call: &Call<'_>, params: &Params<'_>, title: &Title) -> bool {
    let is_new = call.wiki().state().files.current(title.key()).is_none();
    let preferred = || {
        ["watchuploads", "watchcreations"]
            .into_iter()
            .any(|preference| call.wants_to_watch("preferences", title, Some(preference)))
    };
    params.watch
        || call.wants_to_watch(params.watchlist, title, Some("watchdefault"))
        || params.watchlist == "preferences" && is_new && preferred()
}

fn add_warnings(node: &mut Node, warnings: &Warnings) {
    if !warnings.is_empty() {
        node.set("warnings", told::warnings(warnings));
    }
}

/// Keeps the file for another try, and tells its key.
async fn add_stash(call: &Call<'_>, request: &UploadRequest<'_>, node: &mut Node) -> Result<(), Failure> {
    let key = match request.stash_key {
        Some(key) => key.to_owned(),
        None => new_key(call, request),
    };
    let actor = call.caller.actor();
    let now = call.now;
    let decided = call
        .wiki()
        .commit(|_| -> Result<_, Refusal> { Ok((upload::stash(&actor, now, &key, &request.bytes), ())) });
    decided.await.map_err(|refusal| call.refused(refusal))?;
    node.set("filekey", key.clone()).set("sessionkey", key);
    Ok(())
}

/// A key as `UploadStash` makes them: the time, some chance, the user and the ending.
fn new_key(call: &Call<'_>, request: &UploadRequest<'_>) -> String {
    let chance = call.wiki().chance();
    let time = call.now.unix().unsigned_abs() * 100_000_000 + chance.below(100_000_000);
    let ending = match request.name.rsplit_once('.') {
        Some((_, ending)) => ending.to_lowercase(),
        None => fitting_ending(call, &request.bytes),
    };
    format!("{}.{}.{}.{ending}", base36(time), base36(chance.below(1 << 31)), call.caller.id())
}

/// An ending that bytes could have here.
fn fitting_ending(call: &Call<'_>, bytes: &[u8]) -> String {
    let facts = FileFacts::of(bytes);
    let state = call.wiki().state();
    let found = state.policy.file_extensions.iter().find(|ending| facts.fits(ending));
    found.map_or_else(String::new, ToString::to_string)
}

fn base36(mut number: u64) -> String {
    let mut digits = Vec::new();
    while number > 0 || digits.is_empty() {
        digits.push(char::from(b"0123456789abcdefghijklmnopqrstuvwxyz"[(number % 36) as usize]));
        number /= 36;
    }
    digits.iter().rev().collect()
}

/// What is wrong with a name can be mended, so the file waits in the stash (`dieRecoverableError`).
async fn refuse(call: &Call<'_>, refusal: Refusal, request: &UploadRequest<'_>, stashing: bool) -> Failure {
    let recoverable = matches!(
        refusal,
        Refusal::FileNameTooShort
            | Refusal::FileNameTooLong
            | Refusal::FileIllegalName
            | Refusal::FileTypeMissing
            | Refusal::FileExistsForbidden
            | Refusal::Denied(_)
    );
    if !recoverable || stashing && matches!(refusal, Refusal::Denied(_) | Refusal::FileExistsForbidden) {
        return told::refusal(call, refusal);
    }
    let mut waits = Node::map();
    if let Err(failure) = add_stash(call, request, &mut waits).await {
        return failure;
    }
    waits.set("invalidparameter", "filename");
    let messages = call.refusal_messages(refusal).into_iter().map(|mut message| {
        let data = message.data.get_or_insert_with(Node::map);
        data.entries_mut().extend(waits.entries().iter().cloned());
        message
    });
    Failure::several(messages)
}
