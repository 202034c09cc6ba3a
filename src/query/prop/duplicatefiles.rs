//! `prop=duplicatefiles`: files of the same bytes (`includes/api/ApiQueryDuplicateFiles.php`).

use std::sync::Arc;

use crate::{
    api::{CacheMode, Call, Failure, Module, Run, continue_parts},
    choices,
    param::{Choice, Limit},
    params,
    query::file::file_of,
    release::V1_21,
    tree::Node,
    wiki::{Namespace, State, Title, file::FileVersion, revision::Hidden},
};

const DIRECTIONS: &[Choice] = choices!["ascending", "descending"];

params! {
    /// What `prop=duplicatefiles` accepts.
    struct Params<'r> {
        /// How many.
        limit as "limit": Limit = limit(),
        /// Where to go on.
        resume as "continue": Option<&'r str> = text(),
        /// In which order.
        dir as "dir": &'r str = choice(DIRECTIONS).preset("ascending"),
        /// No files of other wikis.
        _localonly as "localonly": bool = flag().since(V1_21),
    }
}

pub(super) static MODULE: Module =
    Module::prop("query+duplicatefiles", "df", "ApiQueryDuplicateFiles", Params::SPECS, Run::Now(run))
        .generator(Run::Now(generate))
        .help("Tells which other files have the same bytes.")
        .manual("API:Duplicatefiles")
        .examples(&[
            ("action=query&titles=File:Example.jpg&prop=duplicatefiles", "Copies of a file."),
            ("action=query&generator=allimages&prop=duplicatefiles", "Copies of all files."),
        ]);

/// A copy of a file.
struct Copy<'s> {
    page: i64,
    key: String,
    version: &'s FileVersion,
}

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    call.cache(CacheMode::Public);
    let state = call.wiki().state();
    for (count, copy) in copies(call, &params, &state)?.into_iter().enumerate() {
        let row = row(call, &state, copy.version);
        if count == params.limit.0 || !call.add_to_page(copy.page, "df", row) {
            call.resume("continue", format!("{}|{}", copy.key, copy.version.key));
            break;
        }
    }
    Ok(())
}

fn generate(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    call.cache(CacheMode::Public);
    let state = call.wiki().state();
    for (count, copy) in copies(call, &params, &state)?.into_iter().enumerate() {
        if count == params.limit.0 {
            call.resume("continue", format!("{}|{}", copy.key, copy.version.key));
            break;
        }
        call.found.titles.push(Title::of_key(Namespace::FILE, Arc::clone(&copy.version.key)));
    }
    Ok(())
}

fn copies<'s>(call: &Call<'_>, params: &Params<'_>, state: &'s State) -> Result<Vec<Copy<'s>>, Failure> {
    let pages = call.pages();
    let files = pages.good_and_missing().filter(|(_, title)| title.namespace() == Namespace::FILE);
    let mut files: Vec<(i64, String)> = files.map(|(page, title)| (page, title.key().to_owned())).collect();
    if files.is_empty() {
        return Ok(Vec::new());
    }
    let descending = params.dir == "descending";
    if descending {
        files.reverse();
    }
    let mut from = None;
    if let Some(value) = params.resume {
        let [key, copy] = continue_parts::<2>(value)?;
        let first = files.iter().position(|(_, known)| known.as_str() >= key).unwrap_or(files.len());
        files.drain(..first);
        from = Some(copy.to_owned());
    }
    let mut copies = Vec::new();
    for (page, key) in files {
        // A redirect to a file counts under the name of that file.
        let Some(version) = file_of(state, &key).filter(|version| *version.key == *key) else { continue };
        let mut same: Vec<&FileVersion> =
            state.files.with_sha1(&version.sha1).filter_map(|other| state.files.current(other)).collect();
        if descending {
            same.reverse();
        }
        for version in same {
            if *version.key == *key || from.as_deref().is_some_and(|from| &*version.key < from) {
                continue;
            }
            from = None;
            copies.push(Copy { page, key: key.clone(), version });
            if copies.len() > params.limit.0 {
                return Ok(copies);
            }
        }
    }
    Ok(copies)
}

fn row(call: &Call<'_>, state: &State, version: &FileVersion) -> Node {
    let mut row = Node::map();
    let hidden = version.hidden.contains(Hidden::USER);
    let user = (!hidden).then(|| state.actors.get(version.actor).name.clone());
    let first = call.profile().names_copies_by_user;
    row.append("name", version.key.to_string());
    if let (true, Some(user)) = (first, &user) {
        row.append("user", user);
    }
    row.append("timestamp", version.time).append("shared", false);
    if let (false, Some(user)) = (first, &user) {
        row.append("user", user);
    }
    row
}
