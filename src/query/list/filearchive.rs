//! `list=filearchive`: versions of files that were deleted (`includes/api/ApiQueryFilearchive.php`).

use std::sync::Arc;

use crate::{
    api::{
        Call, Failure, Module, Run, add_title, bad_continue, continue_parts, metadata, parsed_comment,
    },
    base::{Timestamp, digest},
    choices,
    message::Message,
    param::{Choice, Chosen, Limit},
    params,
    query::{
        file::sha1,
        revision::{Sight, sees_suppressed, sight},
    },
    tree::{Node, Value},
    wiki::{
        ArchivedFileId, Namespace, Right, State, Title,
        file::{DeletedFile, FileVersion},
        revision::{Hidden, moment},
    },
};

const DIRECTIONS: &[Choice] = choices!["ascending", "descending"];
const PROPS: &[Choice] = choices![
    "sha1", "timestamp", "user", "size", "dimensions", "description", "parseddescription", "mime", "mediatype",
    "metadata", "bitdepth", "archivename",
];

params! {
    /// What `list=filearchive` accepts.
    struct Params<'r> {
        /// The name to begin with.
        from as "from": Option<&'r str> = text(),
        /// The name to end with.
        to as "to": Option<&'r str> = text(),
        /// What names begin with.
        prefix as "prefix": Option<&'r str> = text(),
        /// In which order.
        dir as "dir": &'r str = choice(DIRECTIONS).preset("ascending"),
        /// Only versions with this SHA-1. It goes before `sha1base36`.
        sha1 as "sha1": Option<&'r str> = text(),
        /// The same in base 36.
        sha1base36 as "sha1base36": Option<&'r str> = text(),
        /// What to tell of each version.
        prop as "prop": Chosen = choice(PROPS).multi().preset("timestamp"),
        /// How many.
        limit as "limit": Limit = limit(),
        /// Where to go on.
        resume as "continue": Option<&'r str> = text(),
    }
}

pub(super) static MODULE: Module =
    Module::list("query+filearchive", "fa", "ApiQueryFilearchive", Params::SPECS, Run::Now(run))
        .help("Lists versions of files that were deleted.")
        .manual("API:Filearchive")
        .examples(&[("action=query&list=filearchive", "All deleted versions.")]);

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    check_rights(call, &params)?;
    let state = call.wiki().state();
    let found = find(call, &params, &state)?;
    call.list("fa");
    for (count, file) in found.into_iter().enumerate() {
        let row = row(call, &params, &state, file);
        if count == params.limit.0 || !call.add_row("fa", row) {
            let version = &file.version;
            call.resume("continue", format!("{}|{}|{}", version.key, version.time.mw14(), file.id));
            break;
        }
    }
    Ok(())
}

fn check_rights(call: &Call<'_>, params: &Params<'_>) -> Result<(), Failure> {
    let prop = &params.prop;
    let denied = |key: &'static str| Err(Message::new(key).coded("permissiondenied").into());
    if (prop.has("description") || prop.has("parseddescription")) && !call.may(Right::DeletedHistory) {
        return denied("apierror-cantview-deleted-description");
    }
    if prop.has("metadata") && !call.may(Right::DeletedText) && !call.may(Right::Undelete) {
        return denied("apierror-cantview-deleted-metadata");
    }
    Ok(())
}

fn find<'s>(call: &Call<'_>, params: &Params<'_>, state: &'s State) -> Result<Vec<&'s DeletedFile>, Failure> {
    let descending = params.dir == "descending";
    let start = match params.resume {
        Some(value) => {
            let [name, time, id] = continue_parts::<3>(value)?;
            let time = Timestamp::parse(time, call.now).ok_or_else(bad_continue)?;
            let number: u32 = id.parse().map_err(|_| bad_continue())?;
            if number.to_string() != id {
                return Err(bad_continue());
            }
            Some((Arc::from(name), moment(time), ArchivedFileId(number)))
        }
        None => None,
    };
    let part = |text: Option<&str>| text.map(|text| call.title_part(text, Namespace::FILE)).transpose();
    let (first, last) = (part(params.from)?, part(params.to)?);
    let (low, high) = if descending { (last, first) } else { (first, last) };
    let prefix = part(params.prefix)?;
    let sha1 = sha1(params.sha1, params.sha1base36)?;
    // Nobody shall find out by searching what is hidden from them (T19342).
    let unseen = if !call.may(Right::DeletedText) {
        Hidden::CONTENT
    } else if sees_suppressed(call) {
        Hidden::empty()
    } else {
        Hidden::CONTENT | Hidden::RESTRICTED
    };
    let end = |key: String, high: bool| {
        let most = if high { u32::MAX } else { 0 };
        (Arc::from(key), most, ArchivedFileId(most))
    };
    let (mut low, mut high) = (low.map(|key| end(key, false)), high.map(|key| end(key, true)));
    if let Some(prefix) = &prefix {
        low = low.max(Some(end(prefix.clone(), false)));
        let last = end(format!("{prefix}\u{10ffff}"), true);
        high = Some(high.map_or(last.clone(), |high| high.min(last)));
    }
    match start {
        Some(start) if descending => high = Some(high.map_or(start.clone(), |high| high.min(start))),
        Some(start) => low = low.max(Some(start)),
        None => {}
    }
    let fits = move |file: &&DeletedFile| {
        let FileVersion { key, hidden, sha1: own, .. } = &file.version;
        prefix.as_deref().is_none_or(|prefix| key.starts_with(prefix))
            && sha1.as_deref().is_none_or(|sha1| {
                *sha1 == **own && (unseen.is_empty() || !hidden.contains(unseen))
            })
    };
    let found = state.files.deleted_between(low, high);
    let most = params.limit.0.saturating_add(1);
    Ok(if descending { found.rev().filter(fits).take(most).collect() } else { found.filter(fits).take(most).collect() })
}

fn row(call: &Call<'_>, params: &Params<'_>, state: &State, file: &DeletedFile) -> Node {
    let has = |word: &str| params.prop.has(word);
    let version = &file.version;
    let hidden = version.hidden;
    let title = Title::of_key(Namespace::FILE, Arc::clone(&version.key));
    let shows = |part| sight(call, hidden, part) != Sight::Unseen;
    let mut row = Node::map();
    row.append("id", file.id.number()).append("name", version.key.to_string());
    add_title(&mut row, &title, &call.wiki().site().namespaces);
    if (has("description") || has("parseddescription")) && shows(Hidden::COMMENT) {
        let last = call.profile().tells_parsed_descriptions_last;
        let parsed = has("parseddescription").then(|| parsed_comment(state, &version.comment, Some(&title)));
        if let (false, Some(parsed)) = (last, &parsed) {
            row.append("parseddescription", parsed.clone());
        }
        row.append("description", &version.comment);
        if let (true, Some(parsed)) = (last, parsed) {
            row.append("parseddescription", parsed);
        }
    }
    if has("user") && shows(Hidden::USER) {
        let author = state.actors.get(version.actor);
        row.append("userid", author.user.map_or(0, |user| user.0)).append("user", &author.name);
    }
    let visible = shows(Hidden::CONTENT);
    if has("sha1") && visible {
        row.append("sha1", digest::hex_of_base36(&version.sha1));
    }
    if has("timestamp") {
        row.append("timestamp", version.time);
    }
    if visible {
        add_facts(&mut row, params, version);
    }
    if let (true, Some(name)) = (has("archivename"), &version.archive_name) {
        row.append("archivename", name);
    }
    row.flag("filehidden", hidden.contains(Hidden::CONTENT));
    row.flag("commenthidden", hidden.contains(Hidden::COMMENT));
    row.flag("userhidden", hidden.contains(Hidden::USER));
    row.flag("suppressed", hidden.contains(Hidden::RESTRICTED));
    row
}

/// What the bytes tell. Numbers come as the database gives them: as texts.
fn add_facts(row: &mut Node, params: &Params<'_>, version: &FileVersion) {
    let has = |word: &str| params.prop.has(word);
    let facts = &version.facts;
    if has("size") || has("dimensions") {
        row.append("size", facts.size.to_string());
        row.append("height", facts.height.to_string()).append("width", facts.width.to_string());
    }
    if has("mediatype") {
        row.append("mediatype", facts.media.name());
    }
    if has("metadata") {
        let group = facts.metadata(&version.bytes);
        row.append("metadata", group.map_or(Value::Null, |group| metadata(&group).into()));
    }
    if has("bitdepth") {
        row.append("bitdepth", facts.bits.to_string());
    }
    if has("mime") {
        row.append("mime", &facts.mime);
    }
}
