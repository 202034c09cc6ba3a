//! What things are called: namespaces, special pages, magic words, other wikis.

use super::{
    data::lines,
    language::{self, bcp47, replaced},
};
use crate::{
    api::Call,
    release::{Profile, Release},
    tree::{Node, Shape},
    wiki::{Namespace, Site},
};

const SPECIAL_PAGES: &str = include_str!("data/special_pages.txt");
const MAGIC_WORDS: &str = include_str!("data/magic_words.txt");

/// `siprop=namespaces`
pub(super) fn namespaces(site: &Site, profile: &Profile) -> Node {
    let mut all = Node::of(Shape::Assoc).tagged("ns");
    for info in site.namespaces.iter() {
        let mut about = Node::map().with_capacity(9);
        about.append("id", info.namespace.0);
        about.append("case", if info.capitalized { "first-letter" } else { "case-sensitive" });
        about.content("name", &info.name);
        about.append("subpages", info.subpages);
        if !info.canonical.is_empty() {
            about.append("canonical", &info.canonical);
        }
        about.append("content", info.content);
        about.append("nonincludable", false);
        if info.namespace == Namespace::MEDIAWIKI && profile.tells_interface_protection {
            about.append("namespaceprotection", "editinterface");
        }
        if let Some(model) = info.model {
            about.append("defaultcontentmodel", model.name());
        }
        all.append_index(info.namespace.0.into(), about);
    }
    all
}

/// `siprop=namespacealiases`
pub(super) fn namespace_aliases(site: &Site) -> Node {
    let infos = site.namespaces.iter();
    let mut aliases: Vec<_> =
        infos.flat_map(|info| info.aliases.iter().map(|alias| (info.namespace.0, alias))).collect();
    aliases.sort();
    let mut list = Node::list("ns");
    for (number, alias) in aliases {
        let mut one = Node::map();
        one.append("id", number);
        one.content("alias", alias);
        list.push(one);
    }
    list
}

/// `siprop=specialpagealiases`
pub(super) fn special_pages(release: Release) -> Node {
    let mut list = Node::list("specialpage");
    for mut line in lines(SPECIAL_PAGES, release) {
        let mut page = Node::map();
        page.append("realname", line.field());
        page.append("aliases", Node::texts("alias", line.rest()));
        list.push(page);
    }
    list
}

/// `siprop=magicwords`
pub(super) fn magic_words(release: Release) -> Node {
    let mut list = Node::list("magicword");
    for mut line in lines(MAGIC_WORDS, release) {
        let mut word = Node::map();
        word.append("name", line.field());
        let case_matters = line.field() == "1";
        word.append("aliases", Node::texts("alias", line.rest()));
        word.append("case-sensitive", case_matters);
        list.push(word);
    }
    list
}

/// `siprop=interwikimap`; `filter` is `local` or `!local`.
pub(super) fn interwikis(call: &Call<'_>, filter: Option<&str>) -> Node {
    let release = call.profile().release;
    let mut list = Node::list("iw");
    for (prefix, interwiki) in call.wiki().site().interwikis.iter() {
        if filter.is_some_and(|filter| (filter == "local") != interwiki.local) {
            continue;
        }
        let mut about = Node::map();
        about.append("prefix", prefix);
        about.flag("local", interwiki.local);
        if let Some(language) = language::find(prefix, release) {
            about.append("language", language.name);
            if call.profile().interwiki_codes {
                if let Some(better) = replaced(prefix) {
                    about.append("deprecated", better);
                }
                about.append("bcp47", bcp47(prefix, release));
            }
        }
        let relative = interwiki.url.starts_with("//");
        let url = if relative { format!("http:{}", interwiki.url).into() } else { interwiki.url.clone() };
        about.append("url", url);
        about.append("protorel", relative);
        if !interwiki.api.is_empty() {
            about.append("api", &interwiki.api);
        }
        list.push(about);
    }
    list
}
