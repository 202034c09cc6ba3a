//! `meta=filerepoinfo`: where files are kept, which is the wiki itself (`ApiQueryFileRepoInfo`).

use crate::{
    api::{CacheMode, Call, Failure, Module, Run},
    choices,
    param::{Choice, Chosen},
    params,
    release::{V1_22, V1_31, V1_32},
    tree::Node,
};

const PROPS: &[Choice] = choices![
    "name",
    "displayname",
    "rootUrl",
    "local",
    "url",
    "thumbUrl",
    "initialCapital",
    "scriptDirUrl",
    "scriptExtension" until V1_31,
    "favicon",
    "canUpload" since V1_26,
];
const WITH_EXTENSION: &str =
    "name|displayname|rootUrl|local|url|thumbUrl|initialCapital|scriptDirUrl|scriptExtension|favicon|canUpload";
const AS_TOLD: &str = "name|displayname|rootUrl|local|url|thumbUrl|initialCapital|scriptDirUrl|favicon|canUpload";
const SORTED: &str = "canUpload|displayname|favicon|initialCapital|local|name|rootUrl|scriptDirUrl|thumbUrl|url";

params! {
    /// What `meta=filerepoinfo` accepts.
    pub(super) struct Params {
        /// What to tell of each repository.
        prop as "prop": Chosen = choice(PROPS).multi().preset(WITH_EXTENSION)
            .later(V1_31, &choice(PROPS).multi().preset(AS_TOLD).later(V1_32, &choice(PROPS).multi().preset(SORTED))),
    }
}

pub(super) static MODULE: Module =
    Module::meta("query+filerepoinfo", "fri", "ApiQueryFileRepoInfo", Params::SPECS, Run::Now(run))
        .since(V1_22)
        .help("Tells where files are kept.")
        .manual("API:Filerepoinfo")
        .examples(&[(
            "action=query&meta=filerepoinfo&friprop=canUpload|name|displayname",
            "The repositories, and whether files can be uploaded there.",
        )]);

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params = call.read()?;
    call.cache(CacheMode::Public);
    let site = call.wiki().site();
    let path = &site.script_path;
    let mut local = Node::map();
    local.append("name", "local");
    local.append("displayname", site.name.clone());
    local.append("rootUrl", format!("{path}/images"));
    local.append("local", true);
    local.append("url", format!("{path}/images"));
    local.append("thumbUrl", format!("{path}/images/thumb"));
    local.append("initialCapital", true);
    local.append("scriptDirUrl", path.clone());
    local.append("scriptExtension", ".php");
    local.append("favicon", format!("{}/favicon.ico", call.server()));
    local.append("canUpload", site.uploads);
    let asked = |name: &str| PROPS.iter().any(|prop| prop.name == name && params.prop.has(name));
    local.entries_mut().retain(|entry| matches!(&entry.key, crate::tree::Key::Name(name) if asked(name)));
    let mut repositories = Node::list("repo");
    repositories.push(local);
    call.query().set("repos", repositories);
    Ok(())
}
