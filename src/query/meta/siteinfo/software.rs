//! What the software brings: libraries, skins, hooks, tags, variables.

use super::data::lines;
use crate::{
    base::url::PROTOCOLS,
    release::{Release, V1_36},
    tree::{Node, Shape},
    wiki::Site,
};

const LIBRARIES: &str = include_str!("data/libraries.txt");
const CLIENT_LIBRARIES: &str = include_str!("data/client_libraries.txt");
const EXTENSIONS: &str = include_str!("data/extensions.txt");
const SKINS: &str = include_str!("data/skins.txt");
const HOOKS: &str = include_str!("data/hooks.txt");
const VARIABLES: &str = include_str!("data/variables.txt");
const FUNCTION_HOOKS: &str = include_str!("data/function_hooks.txt");

/// Tags of wikitext, and since when.
const TAGS: &[(&str, Release)] = &[
    ("<pre>", Release::FIRST),
    ("<nowiki>", Release::FIRST),
    ("<gallery>", Release::FIRST),
    ("<indicator>", Release::FIRST),
    ("<langconvert>", V1_36),
];

/// `siprop=libraries`
pub(super) fn libraries(release: Release) -> Node {
    versions(LIBRARIES, release)
}

/// `siprop=clientlibraries`
pub(super) fn client_libraries(release: Release) -> Node {
    versions(CLIENT_LIBRARIES, release)
}

fn versions(file: &'static str, release: Release) -> Node {
    let mut list = Node::list("library");
    for mut line in lines(file, release) {
        let mut library = Node::map();
        library.append("name", line.field());
        library.append("version", line.field());
        list.push(library);
    }
    list
}

/// `siprop=extensions`
pub(super) fn extensions(site: &Site) -> Node {
    let mut list = Node::list("ext");
    for line in lines(EXTENSIONS, site.release) {
        let mut extension = Node::map();
        let mut name = "";
        for (key, value) in line.rest().filter_map(|field| field.split_once('=')) {
            if key == "name" {
                name = value;
            }
            extension.append(key, value);
        }
        let page = format!("Special:Version/License/{name}");
        extension.append("license", site.article_path.replace("$1", &page));
        list.push(extension);
    }
    list
}

/// `siprop=skins`
pub(super) fn skins(release: Release) -> Node {
    let mut list = Node::list("skin");
    for mut line in lines(SKINS, release) {
        let mut skin = Node::map();
        skin.append("code", line.field());
        skin.content("name", line.field());
        for mark in line.rest() {
            skin.append(mark, true);
        }
        list.push(skin);
    }
    list
}

/// `siprop=extensiontags`
pub(super) fn tags(release: Release) -> Node {
    words("t", TAGS.iter().filter(|(_, since)| *since <= release).map(|(tag, _)| *tag))
}

/// `siprop=functionhooks`
pub(super) fn function_hooks(release: Release) -> Node {
    words("h", lines(FUNCTION_HOOKS, release).map(|mut line| line.field()))
}

/// `siprop=variables`
pub(super) fn variables(release: Release) -> Node {
    words("v", lines(VARIABLES, release).map(|mut line| line.field()))
}

/// `siprop=protocols`
pub(super) fn protocols() -> Node {
    words("p", PROTOCOLS.iter().copied().chain(["//"]))
}

fn words(tag: &'static str, words: impl Iterator<Item = &'static str>) -> Node {
    let mut list = Node::texts(tag, words);
    list.set_shape(Shape::BcArray);
    list
}

/// `siprop=showhooks`
pub(super) fn hooks(release: Release) -> Node {
    let mut list = Node::list("hook");
    for mut line in lines(HOOKS, release) {
        let mut hook = Node::map();
        hook.append("name", line.field());
        hook.append("subscribers", Node::texts("s", line.rest()));
        list.push(hook);
    }
    list
}
