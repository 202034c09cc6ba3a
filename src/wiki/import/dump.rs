//! A dump of pages: what stands in it (`WikiImporter`).

use std::collections::BTreeMap;

use super::nodes::{self, Broken, Nodes};

/// When a broken document is found to be so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Checking {
    /// When it is read: what stood before counts, and nobody says what was wrong (1.35).
    Never,
    /// The same, but what is wrong at its beginning is told, and reading on after its end is an error (1.39).
    AtBegin,
    /// Before anything is read (1.43).
    Before,
}

/// Why a dump is not read, or not any further.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DumpFault {
    /// It is no XML.
    Broken(Broken),
    /// It is about something else: the name of its first node.
    NoDump(String),
    /// PHP threw an error that nobody catches: nothing of the dump counts.
    Error,
}

/// A page of a dump.
#[derive(Debug, Default)]
pub struct DumpPage {
    /// Its title in the other wiki.
    pub title: String,
    /// The number of its namespace there.
    pub namespace: i32,
    /// Whether there was anything in it to be imported.
    pub counts: bool,
    /// Its revisions in the order of the dump.
    pub revisions: Vec<DumpRevision>,
}

/// A revision of a dump. What is not said is `None`.
#[derive(Debug, Default)]
pub struct DumpRevision {
    /// Its number there.
    pub id: Option<String>,
    /// When it was saved.
    pub time: Option<String>,
    /// Who saved it.
    pub contributor: Contributor,
    /// Why.
    pub comment: Option<String>,
    /// Whether it was minor.
    pub minor: bool,
    /// What its text is taken for.
    pub model: Option<String>,
    /// Its text.
    pub text: Option<String>,
    /// The digest of its text.
    pub sha1: Option<String>,
}

/// Somebody in another wiki.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub enum Contributor {
    /// It is not said who.
    #[default]
    Unknown,
    /// An account.
    Named(String),
    /// An address.
    Address(String),
}

/// An entry of a log in a dump.
#[derive(Debug, Default)]
pub struct DumpEntry {
    /// What it tells: a type.
    pub kind: String,
    /// And an action.
    pub action: String,
    /// When it happened.
    pub time: Option<String>,
    /// Who did it.
    pub contributor: Contributor,
    /// Why.
    pub comment: String,
    /// To what.
    pub title: Option<String>,
}

/// What a dump is made of.
#[derive(Debug)]
pub enum DumpItem {
    /// A page.
    Page(DumpPage),
    /// A log entry.
    Entry(DumpEntry),
}

/// A dump with all that could be read of it.
#[derive(Debug)]
pub struct Dump {
    /// The names of the namespaces of the other wiki by their numbers, as it writes them; `None` if it does not tell.
    pub namespaces: Option<BTreeMap<String, String>>,
    /// What stands in it, in order.
    pub items: Vec<DumpItem>,
}

impl Dump {
    /// Reads a dump.
    pub fn read(source: &str, checking: Checking) -> Result<Self, DumpFault> {
        let broken = if checking == Checking::Never { None } else { nodes::check(source) };
        let mut nodes = Nodes::new(source);
        let began = nodes.read();
        if let Some(broken) = broken {
            let at_once = checking == Checking::Before || broken.is_seen_at_once(began);
            if at_once && (nodes.name == "mediawiki" || !began || checking == Checking::Before) {
                return Err(DumpFault::Broken(broken));
            }
        } else if checking == Checking::Never && !began_well(source, began) {
            return Err(DumpFault::NoDump(String::new()));
        }
        if nodes.name != "mediawiki" {
            return Err(DumpFault::NoDump(nodes.name));
        }
        let mut dump = Self { namespaces: None, items: Vec::new() };
        let mut goes_on = nodes.read();
        while goes_on {
            if nodes.is_end("mediawiki") {
                break;
            }
            let mut skip = false;
            match &*nodes.name {
                "siteinfo" => dump.site_info(&mut nodes),
                "page" => {
                    let page = page(&mut nodes);
                    dump.items.push(DumpItem::Page(page));
                }
                "logitem" => {
                    let entry = entry(&mut nodes);
                    dump.items.push(DumpItem::Entry(entry));
                }
                "#text" => {}
                _ => skip = true,
            }
            if nodes.leapt && checking != Checking::Never {
                return Err(DumpFault::Error);
            }
            goes_on = if skip { nodes.next() } else { nodes.read() };
        }
        if nodes.leapt && checking != Checking::Never {
            return Err(DumpFault::Error);
        }
        Ok(dump)
    }

    fn site_info(&mut self, nodes: &mut Nodes<'_>) {
        while nodes.read() && !nodes.is_end("siteinfo") {
            match &*nodes.name {
                "namespace" => {
                    let key = nodes.key().to_owned();
                    let name = nodes.contents();
                    self.namespaces.get_or_insert_default().insert(key, name);
                }
                "sitename" | "base" | "generator" | "case" => _ = nodes.contents(),
                _ => {}
            }
        }
    }
}

/// What is wrong near the beginning keeps the reader from beginning, even where nobody says so.
fn began_well(source: &str, began: bool) -> bool {
    began && !nodes::check(source).is_some_and(|broken| broken.is_seen_at_once(began))
}

fn page(nodes: &mut Nodes<'_>) -> DumpPage {
    let mut page = DumpPage::default();
    let mut skip = false;
    while if skip { nodes.next() } else { nodes.read() } {
        if nodes.is_end("page") {
            break;
        }
        skip = false;
        match &*nodes.name {
            // A page is called what it was called when its first revision came.
            "title" if !page.counts => page.title = nodes.contents(),
            "ns" if !page.counts => {
                let number = nodes.contents();
                page.namespace = number.trim().parse().unwrap_or(0);
            }
            "title" | "ns" | "id" | "restrictions" => _ = nodes.contents(),
            "revision" => {
                page.counts = true;
                let revision = revision(nodes);
                page.revisions.push(revision);
            }
            "upload" => {
                page.counts = true;
                upload(nodes);
            }
            "redirect" | "#text" => {}
            _ => skip = true,
        }
    }
    page
}

fn revision(nodes: &mut Nodes<'_>) -> DumpRevision {
    let mut revision = DumpRevision::default();
    let mut skip = false;
    while if skip { nodes.next() } else { nodes.read() } {
        if nodes.is_end("revision") {
            break;
        }
        skip = false;
        match &*nodes.name {
            "id" => revision.id = Some(nodes.contents()),
            "timestamp" => revision.time = Some(nodes.contents()),
            "comment" => revision.comment = Some(nodes.contents()),
            "minor" => {
                nodes.contents();
                revision.minor = true;
            }
            "model" => revision.model = Some(nodes.contents()),
            "text" => revision.text = Some(nodes.contents()),
            "sha1" => revision.sha1 = Some(nodes.contents()),
            "parentid" | "origin" | "format" => _ = nodes.contents(),
            "contributor" => revision.contributor = contributor(nodes),
            "#text" => {}
            _ => skip = true,
        }
    }
    revision
}

/// A version of a file: dumps that come by the API give none away.
fn upload(nodes: &mut Nodes<'_>) {
    const FIELDS: [&str; 10] = [
        "timestamp",
        "comment",
        "filename",
        "text",
        "src",
        "size",
        "sha1base36",
        "archivename",
        "rel",
        "contents",
    ];
    let mut skip = false;
    while if skip { nodes.next() } else { nodes.read() } {
        if nodes.is_end("upload") {
            break;
        }
        skip = false;
        match &*nodes.name {
            "contributor" => _ = contributor(nodes),
            "#text" => {}
            name if FIELDS.contains(&name) => _ = nodes.contents(),
            _ => skip = true,
        }
    }
}

fn contributor(nodes: &mut Nodes<'_>) -> Contributor {
    let (mut name, mut address) = (None, None);
    if nodes.is_empty() {
        return Contributor::Unknown;
    }
    while nodes.read() && !nodes.is_end("contributor") {
        match &*nodes.name {
            "username" => name = Some(nodes.contents()),
            "ip" => address = Some(nodes.contents()),
            "id" => _ = nodes.contents(),
            _ => {}
        }
    }
    match (name, address) {
        (Some(name), _) => Contributor::Named(name),
        (None, Some(address)) => Contributor::Address(address),
        (None, None) => Contributor::Unknown,
    }
}

fn entry(nodes: &mut Nodes<'_>) -> DumpEntry {
    let mut entry = DumpEntry::default();
    while nodes.read() && !nodes.is_end("logitem") {
        match &*nodes.name {
            "type" => entry.kind = nodes.contents(),
            "action" => entry.action = nodes.contents(),
            "timestamp" => entry.time = Some(nodes.contents()),
            "comment" => entry.comment = nodes.contents(),
            "logtitle" => entry.title = Some(nodes.contents()),
            "id" | "params" => _ = nodes.contents(),
            "contributor" => entry.contributor = contributor(nodes),
            _ => {}
        }
    }
    entry
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page_of(source: &str, checking: Checking) -> DumpPage {
        match Dump::read(source, checking).unwrap().items.remove(0) {
            DumpItem::Page(page) => page,
            DumpItem::Entry(_) => panic!("an entry"),
        }
    }

    #[test]
    fn a_page_is_read_with_its_revisions() {
        let source = "<mediawiki><siteinfo><namespaces><namespace key=\"4\">Proj</namespace></namespaces></siteinfo>\
            <page><title>A &amp; b</title><ns>0</ns><revision><id>7</id><minor /><contributor><ip>1.2.3.4</ip>\
            </contributor><text xml:space=\"preserve\">x &lt;&#65;&gt;\r\n</text></revision></page></mediawiki>";
        let page = page_of(source, Checking::Before);
        assert_eq!((&*page.title, page.namespace, page.revisions.len()), ("A & b", 0, 1));
        let revision = &page.revisions[0];
        assert_eq!((revision.text.as_deref(), revision.minor), (Some("x <A>\n"), true));
        assert_eq!(revision.contributor, Contributor::Address("1.2.3.4".into()));
        let dump = Dump::read(source, Checking::Never).unwrap();
        assert_eq!(dump.namespaces.unwrap()["4"], "Proj");
    }

    #[test]
    fn what_is_wrong_is_told_in_the_words_of_libxml() {
        let words = |source: &str| match Dump::read(source, Checking::AtBegin) {
            Err(DumpFault::Broken(broken)) => broken.words,
            other => panic!("{other:?}"),
        };
        assert_eq!(words(""), "Extra content at the end of the document");
        assert_eq!(words("nope"), "Document is empty");
        assert_eq!(words("<mediawiki"), "Couldn't find end of Start Tag mediawiki");
        assert_eq!(words("<mediawiki></mediawiki><foo"), "Extra content at the end of the document");
        assert_eq!(words("<mediawiki>&nope;</mediawiki>"), "Entity 'nope' not defined");
        assert_eq!(
            words("<mediawiki><a></x></mediawiki>"),
            "Opening and ending tag mismatch: a line 1 and x"
        );
        let other = Dump::read("<html/>", Checking::AtBegin).err();
        assert_eq!(other, Some(DumpFault::NoDump("html".into())));
        assert!(Dump::read("<mediawiki>", Checking::AtBegin).unwrap().items.is_empty());
        assert!(matches!(Dump::read("<mediawiki>", Checking::Before), Err(DumpFault::Broken(_))));
    }

    #[test]
    fn a_field_that_does_not_end_is_an_error_of_php() {
        let source = "<mediawiki><page><title>A</title><revision><text>abc</te";
        assert_eq!(Dump::read(source, Checking::AtBegin).err(), Some(DumpFault::Error));
        assert_eq!(page_of(source, Checking::Never).revisions[0].text.as_deref(), Some(""));
    }
}
