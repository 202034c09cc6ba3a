//! Links: what a page points at, shows and belongs to.
//!
//! This reads what stands in the text itself. Templates are noted, not expanded.

use std::{collections::BTreeSet, ops::Range, sync::Arc};

use serde::{Deserialize, Serialize};

use super::{
    outside::normalized, protected, redirect::percent_decoded, redirect_target, section::matched_braces,
    stretch_at,
};
use crate::{
    base::{entity, url::PROTOCOLS},
    wiki::{Namespace, Naming, Target, Title},
};

/// All links of one page, without doubles.
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
    /// Addresses it points at, in the order in which they are found.
    pub external: Vec<Arc<str>>,
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

/// Magic words between two underscores on each side that are kept as properties, and whether they mind their case.
const SWITCHES: [(&str, bool); 14] = [
    ("notoc", false),
    ("nogallery", false),
    ("forcetoc", false),
    ("toc", false),
    ("noeditsection", false),
    ("newsectionlink", true),
    ("nonewsectionlink", true),
    ("hiddencat", true),
    ("expectunusedcategory", true),
    ("index", true),
    ("noindex", true),
    ("staticredirect", true),
    ("notitleconvert", false),
    ("nocontentconvert", false),
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
    reader.tracked(&mut found);
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
                found.files.insert(key);
            }
            Namespace::CATEGORY if !escaped => {
                let sort = label.split('\n').next().unwrap_or_default().trim();
                found.categories.retain(|(known, _)| *known != key);
                found.categories.push((key, sort.into()));
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
            // A display title may have tags in it.
            let is_display = rest.get(..13).is_some_and(|word| word.eq_ignore_ascii_case("displaytitle:"));
            let ends: &[char] =
                if is_display { &['|', '{', '}'] } else { &['|', '{', '}', '[', ']', '<', '>'] };
            let end = rest.find(ends).unwrap_or(rest.len());
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
            if word.eq_ignore_ascii_case("displaytitle") && !self.may_be_shown_as(value.trim()) {
                track(found, "Pages_with_ignored_display_titles");
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

    /// Addresses: those in brackets first, then those that stand in the text (`handleExternalLinks`, `handleMagicLinks`).
    fn external(&self, found: &mut PageLinks) {
        let mut bracketed: Vec<Range<usize>> = Vec::new();
        for at in self.places("[") {
            let rest = &self.text[at + 1..];
            let is_address = rest.starts_with("//") || protocol_length(rest).is_some();
            let line = &rest[..rest.find('\n').unwrap_or(rest.len())];
            let Some(close) = line.find(']').filter(|_| is_address) else { continue };
            let address = &rest[..address_length(rest)];
            if address.len() > protocol_length(rest).unwrap_or(2) {
                add_address(found, address);
                bracketed.push(at..at + 1 + close);
            }
        }
        let braces = matched_braces(self.text, self.hidden);
        for colon in self.places(":") {
            let Some(at) = protocol_start(self.text, colon) else { continue };
            if stretch_at(&bracketed, at).is_some() {
                continue;
            }
            let rest = &self.text[at..];
            let mut address = &rest[..address_length(rest)];
            if stretch_at(&braces, at).is_some() {
                // What ends a parameter ends the address, too.
                let end = address.find("}}").unwrap_or(address.len());
                address = &address[..address[..end].find('|').unwrap_or(end)];
            }
            address = &address[..address.find("''").unwrap_or(address.len())];
            let closing: &[char] = if address.contains('(') {
                &[',', ';', '.', ':', '!', '?']
            } else {
                &[',', ';', '.', ':', '!', '?', ')']
            };
            address = address.trim_end_matches(closing);
            if protocol_length(rest).is_some_and(|protocol| address.len() > protocol) {
                add_address(found, address);
            }
        }
    }

    fn switches(&self, found: &mut PageLinks) {
        for at in self.places("__") {
            let rest = &self.text[at + 2..];
            let Some(end) = rest.find("__").filter(|end| *end <= 20) else { continue };
            let word = match &rest[..end] {
                "NOTC" => "notitleconvert",
                "NOCC" => "nocontentconvert",
                word => word,
            };
            let known = SWITCHES.iter().find(|(switch, _)| switch.eq_ignore_ascii_case(word));
            let Some((switch, minds_case)) = known else { continue };
            if !minds_case || word.bytes().all(|byte| byte.is_ascii_uppercase()) {
                set(&mut found.properties, switch, "");
            }
        }
    }

    /// The categories that magic words put a page in (`Parser::handleDoubleUnderscore`).
    fn tracked(&self, found: &mut PageLinks) {
        let has = |found: &PageLinks, name: &str| found.properties.iter().any(|(known, _)| &**known == name);
        let namespace = self.title.namespace();
        let is_content = self.within.namespaces.is_content(namespace);
        let categories = [
            ("hiddencat", "Hidden_categories", namespace == Namespace::CATEGORY),
            ("noindex", "Noindexed_pages", !is_content),
            ("index", "Indexed_pages", !is_content),
        ];
        for (switch, category, counts) in categories {
            if counts && has(found, switch) {
                track(found, category);
            }
        }
    }

    /// A display title counts if it is another way to write the title (`$wgRestrictDisplayTitle`).
    fn may_be_shown_as(&self, words: &str) -> bool {
        let words = strip_tags(&words.replace("'''", "").replace("''", ""));
        let target = Title::parse(&entity::decode(&words), self.within).ok();
        target.is_some_and(|target| {
            target.interwiki.is_none() && target.fragment.is_empty() && target.title == *self.title
        })
    }
}

/// The text without the magic words between underscores.
pub fn without_switches(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("__") {
        let (before, after) = rest.split_at(start);
        out.push_str(before);
        let end = after[2..].find("__").filter(|end| *end <= 20);
        let known = |word: &str| {
            matches!(word, "NOTC" | "NOCC")
                || SWITCHES.iter().any(|(switch, _)| switch.eq_ignore_ascii_case(word))
        };
        match end.filter(|end| known(&after[2..2 + end])) {
            Some(end) => rest = &after[end + 4..],
            None => {
                out.push_str("__");
                rest = &after[2..];
            }
        }
    }
    out + rest
}

/// Puts a page in a category that its text does not name (`TrackingCategories::addTrackingCategory`).
pub fn track(found: &mut PageLinks, category: &str) {
    if found.categories.iter().all(|(known, _)| **known != *category) {
        found.categories.push((category.into(), "".into()));
    }
}

/// The words without the tags around them.
fn strip_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('<') {
        let Some(close) = rest[open..].find('>') else { break };
        out.push_str(&rest[..open]);
        rest = &rest[open + close + 1..];
    }
    out + rest
}

/// Notes an address that is not noted yet.
fn add_address(found: &mut PageLinks, address: &str) {
    let address = normalized(address);
    if found.external.iter().all(|known| **known != *address) {
        found.external.push(address.into());
    }
}

/// How long the protocol is that a text begins with.
fn protocol_length(text: &str) -> Option<usize> {
    let begins = |protocol: &str| {
        let start = text.as_bytes().get(..protocol.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(protocol.as_bytes()))
    };
    PROTOCOLS.iter().find(|protocol| begins(protocol)).map(|protocol| protocol.len())
}

/// Where the protocol begins that a colon belongs to.
fn protocol_start(text: &str, colon: usize) -> Option<usize> {
    let scheme = text[..colon].bytes().rev().take_while(u8::is_ascii_alphanumeric).count();
    let start = colon - scheme;
    let before = text[..start].chars().next_back();
    let within_word = before.is_some_and(|before| before == '_' || before.is_alphanumeric());
    (!within_word && protocol_length(&text[start..]).is_some()).then_some(start)
}

/// How far what may stand in an address goes (`Parser::EXT_LINK_URL_CLASS`).
fn address_length(text: &str) -> usize {
    let ends = |c: char| {
        c <= ' '
            || matches!(c, '[' | ']' | '<' | '>' | '"' | '\x7f' | '\u{a0}' | '\u{1680}' | '\u{202f}')
            || matches!(c, '\u{205f}' | '\u{2000}'..='\u{200a}' | '\u{3000}' | '\u{fffd}')
    };
    text.find(ends).unwrap_or(text.len())
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
