//! What is told of an upload: of the file, of what to think of first, of what is wrong.

use crate::{
    api::{Call, Failure, parsed_comment},
    base::{digest, url},
    message::{Arg, Message},
    tree::{Node, Value},
    wiki::{
        Refusal,
        file::{FileFacts, Media},
        upload::{Uploaded, Warnings},
    },
};

/// Warnings as the API has them (`ApiUpload::transformWarnings`).
pub(super) fn warnings(warnings: &Warnings) -> Node {
    let mut node = Node::auto().tagged("warning");
    if let Some(name) = &warnings.bad_name {
        node.set("badfilename", name.clone());
    }
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
    if let Some(title) = &warnings.exists {
        node.set("exists", title.key().to_owned());
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

/// The new version of the file (`ApiQueryImageInfo::getInfo`).
pub(super) fn file(call: &Call<'_>, done: &Uploaded) -> Node {
    let (version, facts, site) = (&done.version, &done.version.facts, call.wiki().site());
    let state = call.wiki().state();
    let author = state.actors.get(version.actor);
    let hash = digest::md5_hex(done.title.key().as_bytes());
    let name = url::encode_title(done.title.key());
    let (server, path) = (call.server(), &site.script_path);
    let full = call.title_text(&done.title);
    let mut node = Node::map();
    node.set("timestamp", version.time)
        .set("user", &author.name)
        .set("userid", author.user.map_or(0, |user| user.0))
        .set("size", facts.size)
        .set("width", facts.width)
        .set("height", facts.height)
        .set("parsedcomment", parsed_comment(&state, &version.comment, Some(&done.title)))
        .set("comment", &version.comment)
        .set("canonicaltitle", full)
        .set("url", format!("{server}{path}/images/{}/{}/{name}", &hash[..1], &hash[..2]))
        .set("descriptionurl", format!("{server}{}", site.path_of(&done.title)))
        .set("sha1", digest::sha1_hex(&version.bytes))
        .set("metadata", metadata(facts))
        .set("commonmetadata", Node::list("metadata"))
        .set("extmetadata", described(version.time, &done.title.text()))
        .set("mime", &facts.mime)
        .set("mediatype", facts.media.name())
        .set("bitdepth", facts.bits);
    node
}

/// What a PNG tells of itself; other files tell nothing here.
fn metadata(facts: &FileFacts) -> Value {
    if facts.media != Media::Bitmap || &*facts.mime != "image/png" {
        return Value::Null;
    }
    let pair = |name: &'static str, value: Value| {
        let mut row = Node::map();
        row.set("name", name).set("value", value);
        row
    };
    let mut version = Node::list("metadata");
    version.push(pair("_MW_PNG_VERSION", 1.into()));
    let mut list = Node::list("metadata");
    list.push(pair("frameCount", 0.into()))
        .push(pair("loopCount", 1.into()))
        .push(pair("duration", 0.into()))
        .push(pair("bitDepth", facts.bits.into()))
        .push(pair("colorType", "truecolour".into()))
        .push(pair("metadata", version.into()));
    list.into()
}

fn described(time: crate::base::Timestamp, name: &str) -> Node {
    let row = |value: Value| {
        let mut row = Node::map();
        row.set("value", value).set("source", "mediawiki-metadata").set("hidden", "");
        row
    };
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned();
    let mut node = Node::map();
    node.set("DateTime", row(time.into())).set("ObjectName", row(stem.into()));
    node
}

/// What is wrong with the file (`ApiUpload::checkVerification`).
pub(super) fn refusal(call: &Call<'_>, refusal: Refusal) -> Failure {
    match refusal {
        Refusal::FileTooLarge(_) => Failure::of("file-too-large"),
        Refusal::FileMimeMismatch(ending, mime) => {
            let mut details = Node::auto().tagged("detail");
            details.push("filetype-mime-mismatch").push(ending.clone()).push(&mime);
            Message::new("filetype-mime-mismatch")
                .coded("verification-error")
                .arg(ending)
                .arg(mime.to_string())
                .detail("details", details)
                .into()
        }
        Refusal::FileTypeBanned(ending) => {
            let allowed = call.wiki().state().policy.file_extensions.clone();
            Message::new("filetype-banned-type")
                .coded("filetype-banned")
                .arg(ending.clone())
                .with(Arg::commas(allowed.iter().map(ToString::to_string)))
                .int(allowed.len() as i64)
                .int(1)
                .detail("filetype", ending)
                .detail("allowed", Node::texts("ext", &allowed))
                .into()
        }
        refusal => call.refused(refusal),
    }
}
