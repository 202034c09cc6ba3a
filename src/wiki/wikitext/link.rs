//! Links: what a page points at, shows and belongs to.
//!
//! This reads what stands in the text itself. Templates are noted, not expanded.

use std::{collections::BTreeSet, ops::Range, sync::Arc};

use serde::{Deserialize, Serialize};

use super::{protected, redirect::percent_decoded, redirect_target, stretch_at};
use crate::wiki::{Namespace, Naming, Target, Title};

/// All links of one page, each kind in order and without doubles.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageLinks {
    /// Pages it points at.
    pub pages: BTreeSet<Title>,
    /// Pages it shows.
    pub templates: BTreeSet<Title>,
    /// Keys of files it uses.
    pub files: BTreeSet<Arc<str>>,
    /// Keys of categories it is in, each with the sort key prefix that was given.
    pub categories: Vec<(Arc<str>, Arc<str>)>,
    /// Addresses it points at.
    pub external: BTreeSet<Arc<str>>,
    /// Pages of other wikis it points at: prefix and title.
    pub interwiki: BTreeSet<(Arc<str>, Arc<str>)>,
    /// Properties that magic words set: name and value.
    pub properties: Vec<(Arc<str>, Arc<str>)>,
}

impl PageLinks {
    /// Whether there are none at all.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Magic words between two underscores on each side that are kept as properties.
const SWITCHES: [&str; 14] = [
    "notoc",
    "nogallery",
    "forcetoc",
    "toc",
    "noeditsection",
    "newsectionlink",
    "nonewsectionlink",
    "hiddencat",
    "expectunusedcategory",
    "index",
    "noindex",
    "staticredirect",
    "notitleconvert",
    "nocontentconvert",
];

/// How addresses begin (`$wgUrlProtocols`).
const PROTOCOLS: [&str; 12] = [
    "http://", "https://", "ftp://", "ftps://", "ssh://", "sftp://", "irc://", "ircs://", "git://",
    "mailto:", "tel:", "news:",
];

/// What stands between braces without being a template (`MagicWordFactory`).
const VARIABLES: [&str; 44] = [
    "!",
    "=",
    "BASEPAGENAME",
    "BASEPAGENAMEE",
    "CONTENTLANGUAGE",
    "CURRENTDAY",
    "CURRENTDAY2",
    "CURRENTDAYNAME",
    "CURRENTDOW",
    "CURRENTHOUR",
    "CURRENTMONTH",
    "CURRENTMONTHNAME",
    "CURRENTTIME",
    "CURRENTTIMESTAMP",
    "CURRENTVERSION",
    "CURRENTWEEK",
    "CURRENTYEAR",
    "FULLPAGENAME",
    "FULLPAGENAMEE",
    "LOCALDAY",
    "LOCALMONTH",
    "LOCALTIME",
    "LOCALYEAR",
    "NAMESPACE",
    "NAMESPACENUMBER",
    "NUMBEROFARTICLES",
    "NUMBEROFEDITS",
    "NUMBEROFFILES",
    "NUMBEROFPAGES",
    "NUMBEROFUSERS",
    "PAGEID",
    "PAGENAME",
    "PAGENAMEE",
    "REVISIONID",
    "REVISIONTIMESTAMP",
    "REVISIONUSER",
    "ROOTPAGENAME",
    "SERVER",
    "SERVERNAME",
    "SITENAME",
    "SUBJECTPAGENAME",
    "SUBPAGENAME",
    "TALKPAGENAME",
    "TALKSPACE",
];

/// What stands before a colon between braces and makes it a function.
const FUNCTIONS: [&str; 24] = [
    "anchorencode",
    "canonicalurl",
    "canonicalurle",
    "displaytitle",
    "filepath",
    "formatnum",
    "fullurl",
    "fullurle",
    "gender",
    "grammar",
    "int",
    "lc",
    "lcfirst",
    "localurl",
    "ns",
    "nse",
    "padleft",
    "padright",
    "pagesincategory",
    "plural",
    "protectionlevel",
    "uc",
    "ucfirst",
    "urlencode",
];

/// Reads the links of a page out of its text.
pub fn links(text: &str, title: &Title, within: &Naming<'_>) -> PageLinks {
    let mut found = PageLinks::default();
    // Nearly every sentence of prose has none of these.
    if memchr::memchr3(b'[', b'{', b'_', text.as_bytes()).is_none() && !text.contains(':') {
        return found;
    }
    let hidden = protected(text);
    let reader = Reader { text, title, within, hidden: &hidden };
    if let Some(target) = redirect_target(text, within).and_then(Target::local)
        && target.can_exist()
    {
        found.pages.insert(target);
    }
    reader.internal(&mut found);
    reader.braces(&mut found);
    reader.external(&mut found);
    reader.switches(&mut found);
    found
}

struct Reader<'a> {
    text: &'a str,
    title: &'a Title,
    within: &'a Naming<'a>,
    hidden: &'a [Range<usize>],
}

impl Reader<'_> {
    /// The places where something stands that is not hidden.
    fn places<'r>(&'r self, what: &'r str) -> impl Iterator<Item = usize> + 'r {
        memchr::memmem::find_iter(self.text.as_bytes(), what.as_bytes())
            .filter(|at| stretch_at(self.hidden, *at).is_none())
    }

    fn internal(&self, found: &mut PageLinks) {
        for at in self.places("[[") {
            let rest = &self.text[at + 2..];
            let end = rest.find(['[', ']', '{', '}', '<', '>', '|', '\n']).unwrap_or(rest.len());
            let (name, after) = rest.split_at(end);
            let label = match after.strip_prefix('|') {
                Some(label) => label.find("]]").map(|end| &label[..end]),
                None => after.starts_with("]]").then_some(""),
            };
            if let Some(label) = label {
                self.internal_link(name, label, found);
            }
        }
    }

    fn internal_link(&self, name: &str, label: &str, found: &mut PageLinks) {
        let name = percent_decoded(name.trim());
        let (escaped, name) =
            name.strip_prefix(':').map_or((false, &*name), |rest| (true, rest.trim_start()));
        let relative = (!escaped).then(|| self.relative(name)).flatten();
        let Ok(target) = Title::parse(relative.as_deref().unwrap_or(name), self.within) else { return };
        if let Some(prefix) = target.interwiki {
            let full = target.title.prefixed_key(self.within.namespaces);
            found.interwiki.insert((prefix, full.into()));
            return;
        }
        let key = target.title.shared_key();
        match target.title.namespace() {
            Namespace::MEDIA | Namespace::FILE
                if !escaped || target.title.namespace() == Namespace::MEDIA =>
            {
                found.files.insert(Arc::clone(key));
            }
            Namespace::CATEGORY if !escaped => {
                let sort = label.split('\n').next().unwrap_or_default().trim();
                found.categories.retain(|(known, _)| known != key);
                found.categories.push((Arc::clone(key), sort.into()));
            }
            namespace if !namespace.holds_pages() || key.is_empty() => {}
            _ if target.title == *self.title && target.fragment.is_empty() => {}
            _ => {
                found.pages.insert(target.title);
            }
        }
    }

    /// What `/sub` and `../` mean on this page.
    fn relative(&self, name: &str) -> Option<String> {
        if !self.within.namespaces.has_subpages(self.title.namespace()) {
            return None;
        }
        let full = self.title.prefixed(self.within.namespaces);
        if let Some(sub) = name.strip_prefix('/') {
            return Some(format!("{full}/{}", sub.trim_end_matches('/')));
        }
        let mut rest = name;
        let mut base = full.as_str();
        while let Some(after) = rest.strip_prefix("../") {
            base = base.rsplit_once('/')?.0;
            rest = after;
        }
        let rest = rest.trim_end_matches('/');
        (rest.len() < name.len())
            .then(|| if rest.is_empty() { base.to_owned() } else { format!("{base}/{rest}") })
    }

    fn braces(&self, found: &mut PageLinks) {
        for at in self.places("{{") {
            let rest = &self.text[at + 2..];
            if rest.starts_with('{') || self.text[..at].ends_with('{') && !rest.starts_with('{') {
                // An argument, or the tail of its braces.
                continue;
            }
            let end = rest.find(['|', '{', '}', '[', ']', '<', '>']).unwrap_or(rest.len());
            if !rest[end..].starts_with('|') && !rest[end..].starts_with("}}") {
                continue;
            }
            self.template(rest[..end].trim(), found);
        }
    }

    fn template(&self, name: &str, found: &mut PageLinks) {
        if let Some((word, value)) = name.split_once(':') {
            let word = word.trim();
            if ["defaultsort", "defaultsortkey", "defaultcategorysort"]
                .contains(&word.to_lowercase().as_str())
            {
                set(&mut found.properties, "defaultsort", value.trim());
                return;
            }
            if word.eq_ignore_ascii_case("displaytitle") {
                set(&mut found.properties, "displaytitle", value.trim());
                return;
            }
            if word.starts_with('#')
                || FUNCTIONS.contains(&word.to_lowercase().as_str())
                || VARIABLES.contains(&word)
            {
                return;
            }
        }
        if VARIABLES.contains(&name) || name.is_empty() {
            return;
        }
        let Ok(target) = Title::parse_in(name, Namespace::TEMPLATE, self.within) else { return };
        if target.interwiki.is_none() && target.title.can_exist() {
            found.templates.insert(target.title);
        }
    }

    fn external(&self, found: &mut PageLinks) {
        for protocol in PROTOCOLS {
            for at in self.places(protocol) {
                let before = self.text[..at].chars().next_back();
                if before.is_some_and(char::is_alphanumeric) {
                    continue;
                }
                let rest = &self.text[at..];
                let end = rest.find(|c: char| {
                    c <= ' ' || matches!(c, '[' | ']' | '<' | '>' | '"' | '\x7f' | '\u{a0}' | '\u{3000}')
                });
                let mut address = &rest[..end.unwrap_or(rest.len())];
                if let Some(end) =
                    address.find("''").or_else(|| address.find("}}")).or_else(|| address.find('|'))
                {
                    address = &address[..end];
                }
                if before != Some('[') {
                    let closing: &[char] = if address.contains('(') {
                        &[',', ';', '.', ':', '!', '?']
                    } else {
                        &[',', ';', '.', ':', '!', '?', ')']
                    };
                    address = address.trim_end_matches(closing);
                }
                if address.len() > protocol.len() {
                    found.external.insert(address.into());
                }
            }
        }
        for at in self.places("[//") {
            let rest = &self.text[at + 1..];
            let end = rest
                .find(|c: char| c <= ' ' || matches!(c, '[' | ']' | '<' | '>' | '"'))
                .unwrap_or(rest.len());
            if end > 2 {
                found.external.insert(rest[..end].into());
            }
        }
    }

    fn switches(&self, found: &mut PageLinks) {
        for at in self.places("__") {
            let rest = &self.text[at + 2..];
            let Some(end) = rest.find("__").filter(|end| *end <= 20) else { continue };
            let word = rest[..end].to_lowercase();
            // Only these two mind their case.
            if SWITCHES.contains(&word.as_str()) {
                set(&mut found.properties, &word, "");
            }
        }
    }
}

fn set(properties: &mut Vec<(Arc<str>, Arc<str>)>, name: &str, value: &str) {
    properties.retain(|(known, _)| **known != *name);
    let place = properties.partition_point(|(known, _)| **known < *name);
    properties.insert(place, (name.into(), value.into()));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wiki::{Interwikis, Namespaces};

    fn read(text: &str) -> PageLinks {
        let (namespaces, interwikis) = (Namespaces::of_site("W"), Interwikis::default());
        let within = Naming { namespaces: &namespaces, interwikis: &interwikis };
        links(text, &Title::of_key(Namespace::USER, "Me/Sub"), &within)
    }

    fn words<'a>(all: impl IntoIterator<Item = &'a Arc<str>>) -> Vec<&'a str> {
        all.into_iter().map(|word| &**word).collect()
    }

    #[test]
    fn every_kind_of_link_is_found() {
        let found = read(
            "[[foo|bar]] [[:Category:C1]] [[Category:C2|key]] [[File:A.png|thumb|see [[talk:x]]]] [[wikipedia:Z z]] \
             <nowiki>[[no]]</nowiki> {{tpl|a={{other}}}} {{{arg}}} {{PAGENAME}} {{#if:x}} {{:main}} {{DEFAULTSORT:k}} \
             https://a.example/x). [http://b.example c] [[/deep]] [[../]] [[Special:Foo]] __NOTOC__ [[User:Me/Sub]] [[#x]]",
        );
        let titles: Vec<String> = found.pages.iter().map(ToString::to_string).collect();
        assert_eq!(titles, ["0:Foo", "1:X", "2:Me", "2:Me/Sub/deep", "14:C1"]);
        let titles: Vec<String> = found.templates.iter().map(ToString::to_string).collect();
        assert_eq!(titles, ["0:Main", "10:Other", "10:Tpl"]);
        assert_eq!(words(&found.files), ["A.png"]);
        assert_eq!(found.categories, [("C2".into(), "key".into())]);
        assert_eq!(words(&found.external), ["http://b.example", "https://a.example/x"]);
        assert_eq!(found.interwiki.iter().next(), Some(&("wikipedia".into(), "Z_z".into())));
        assert_eq!(found.properties, [("defaultsort".into(), "k".into()), ("notoc".into(), "".into())]);
        assert!(read("Just a sentence.").is_empty());
    }
}
