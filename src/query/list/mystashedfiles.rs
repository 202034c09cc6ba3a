//! `list=mystashedfiles`: the caller's files in the stash (`includes/api/ApiQueryMyStashedFiles.php`).

use crate::{
    api::{Call, Failure, Module, Run, bad_continue},
    choices,
    message::Message,
    param::{Choice, Chosen, Limit},
    params,
    release::V1_27,
    tree::Node,
    wiki::file::Stashed,
};

const PROPS: &[Choice] = choices!["size", "type"];

params! {
    /// What `list=mystashedfiles` accepts.
    struct Params<'r> {
        /// What to tell of each file.
        prop as "prop": Chosen = choice(PROPS).multi().preset(""),
        /// How many.
        limit as "limit": Limit = limit(),
        /// Where to go on.
        resume as "continue": Option<&'r str> = text(),
    }
}

pub(super) static MODULE: Module =
    Module::list("query+mystashedfiles", "msf", "ApiQueryMyStashedFiles", Params::SPECS, Run::Now(run))
        .since(V1_27)
        .help("Lists the caller's files in the stash.")
        .manual("API:mystashedfiles")
        .examples(&[("action=query&list=mystashedfiles&msfprop=size", "The files and their sizes.")]);

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let Some(own) = call.caller.account.as_ref().map(|account| account.id) else {
        return Err(Message::new("apierror-mustbeloggedin-uploadstash").coded("stashnotloggedin").into());
    };
    let params: Params<'_> = call.read()?;
    let from = match params.resume {
        Some(value) => value.parse::<u32>().ok().filter(|id| id.to_string() == value).ok_or_else(bad_continue)?,
        None => 0,
    };
    let state = call.wiki().state();
    let mut found: Vec<_> =
        state.files.stash().filter(|(_, stashed)| stashed.user == own && stashed.id >= from).collect();
    found.sort_by_key(|(_, stashed)| stashed.id);
    call.list("file");
    for (count, (key, stashed)) in found.into_iter().enumerate() {
        if count == params.limit.0 || !call.add_row("file", row(&params, key, stashed)) {
            call.resume("continue", stashed.id);
            break;
        }
    }
    Ok(())
}

fn row(params: &Params<'_>, key: &str, stashed: &Stashed) -> Node {
    let mut row = Node::map();
    let status = if stashed.chunks.is_some() { "chunks" } else { "finished" };
    row.append("filekey", key.to_owned()).append("status", status);
    let facts = &stashed.facts;
    if params.prop.has("size") {
        row.append("size", stashed.size()).append("width", facts.width);
        row.append("height", facts.height).append("bits", facts.bits);
    }
    if params.prop.has("type") {
        row.append("mimetype", &facts.mime).append("mediatype", facts.media.name());
    }
    row
}
