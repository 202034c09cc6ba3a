//! The rules that turn a node into plain lists and maps, applied on the way: `ApiResult::applyTransformations`
//! of MediaWiki, for every format that knows nothing but lists, maps and scalars.

use std::{borrow::Cow, cmp::Ordering};

use crate::base::Text;

use super::{Entry, Key, Marks, Merge, Node, Shape, Value};

/// The `formatversion` of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Version {
    /// What was there before there were versions, up to 1.24: as version 1, but every node is a list or a map as its
    /// keys say, and text content stays at its place.
    Bare,
    /// Flags are empty strings, text content is called `*`.
    #[default]
    V1,
    /// Flags are booleans, text content has a name.
    V2,
}

/// What a format has to say about lists, maps and scalars.
pub(super) trait Plain {
    /// Whether a map stays a map when its keys are those of a list, as an object of JSON does.
    const OBJECTS: bool;
    /// Whether a list or map is told how long it is before its entries.
    const COUNTED: bool;

    fn null(&mut self);
    fn flag(&mut self, on: bool);
    fn int(&mut self, number: i64);
    fn float(&mut self, number: f64);
    fn text(&mut self, text: &str);
    fn open(&mut self, kind: Kind, count: usize);
    /// What stands before the value of a list or map: its place among the others and, in a map, its key.
    fn item(&mut self, place: usize);
    fn entry(&mut self, place: usize, key: KeyRef<'_>);
    fn close(&mut self, kind: Kind);
}

/// A list or a map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    List,
    Map,
}

/// A key as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum KeyRef<'k> {
    Index(i64),
    Name(&'k str),
    /// A word of ours, in which no format finds anything to escape.
    Word(&'static str),
}

/// How a node is written once its shape, its keys and the version have been asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    List,
    Map,
    /// A list of maps, each holding a key under this name and its value.
    Pairs(&'static str, Merge),
}

/// Writes a whole tree.
pub(super) fn walk(tree: &Node, version: Version, plain: &mut impl Plain) {
    Walk { version, plain }.node(tree);
}

struct Walk<'p, P> {
    version: Version,
    plain: &'p mut P,
}

impl<P: Plain> Walk<'_, P> {
    fn node(&mut self, node: &Node) {
        match form(node, self.version) {
            Form::List => self.list(node),
            Form::Map => {
                self.plain.open(Kind::Map, self.count(node));
                self.entries(node);
                self.plain.close(Kind::Map);
            }
            Form::Pairs(name, merge) => self.pairs(node, name, merge),
        }
    }

    fn list(&mut self, node: &Node) {
        self.plain.open(Kind::List, self.count(node));
        let version = self.version;
        let entries = in_order(node.entries());
        for (place, entry) in entries.iter().filter(|entry| !version.drops(entry)).enumerate() {
            self.plain.item(place);
            self.value(entry);
        }
        self.plain.close(Kind::List);
    }

    /// The entries of a map; gives how many there were.
    fn entries(&mut self, node: &Node) -> usize {
        let mut place = 0;
        let mut content = None;
        for entry in node.entries() {
            if self.version != Version::V2 {
                if self.version.drops(entry) {
                    continue;
                }
                if self.version == Version::Bare && entry.marks.contains(Marks::CONTENT) {
                    self.plain.entry(place, KeyRef::Word("*"));
                    self.value(entry);
                    place += 1;
                    continue;
                }
                if entry.marks.contains(Marks::CONTENT) && !entry.key.is("*") {
                    content = Some(entry);
                    continue;
                }
            }
            self.plain.entry(place, entry.key.as_ref());
            self.value(entry);
            place += 1;
        }
        // Before version 2 content is renamed, and what is renamed goes to the end.
        if let Some(entry) = content {
            self.plain.entry(place, KeyRef::Word("*"));
            self.value(entry);
            place += 1;
        }
        place
    }

    fn pairs(&mut self, node: &Node, name: &'static str, merge: Merge) {
        self.plain.open(Kind::List, self.count(node));
        for (place, entry) in self.kept(node).enumerate() {
            self.plain.item(place);
            match &entry.value {
                Value::Node(map) if merge == Merge::Yes && self.is_map(map) => {
                    let named =
                        map.entries().iter().any(|entry| entry.key.is(name) && self.keeps_name(entry));
                    self.plain.open(Kind::Map, self.count(map) + usize::from(!named));
                    let place = self.entries(map);
                    if !named {
                        self.plain.entry(place, KeyRef::Word(name));
                        self.key(&entry.key);
                    }
                }
                _ => {
                    self.plain.open(Kind::Map, 2);
                    self.plain.entry(0, KeyRef::Word(name));
                    self.key(&entry.key);
                    self.plain.entry(1, KeyRef::Word("*"));
                    self.value(entry);
                }
            }
            self.plain.close(Kind::Map);
        }
        self.plain.close(Kind::List);
    }

    /// A key that became a value.
    fn key(&mut self, key: &Key) {
        match key {
            Key::Index(number) => self.plain.int(*number),
            Key::Name(name) => self.plain.text(name),
        }
    }

    fn value(&mut self, entry: &Entry) {
        let wrapped = self.version != Version::V2
            && entry.marks.contains(Marks::BC_SUBELEMENT)
            && entry.value != Value::Null;
        if !wrapped {
            return self.bare(&entry.value, entry.marks.contains(Marks::REAL_BOOL));
        }
        let dropped = entry.value == Value::Bool(false);
        self.plain.open(Kind::Map, usize::from(!dropped));
        if !dropped {
            self.plain.entry(0, KeyRef::Word("*"));
            self.bare(&entry.value, false);
        }
        self.plain.close(Kind::Map);
    }

    fn bare(&mut self, value: &Value, real_bool: bool) {
        match value {
            Value::Null => self.plain.null(),
            Value::Bool(_) if self.version != Version::V2 && !real_bool => self.plain.text(""),
            Value::Bool(on) => self.plain.flag(*on),
            Value::Int(number) => self.plain.int(*number),
            Value::Float(number) => self.plain.float(*number),
            Value::Text(text) => self.plain.text(text),
            Value::Node(node) => self.node(node),
        }
    }

    fn count(&self, node: &Node) -> usize {
        if P::COUNTED { self.kept(node).count() } else { 0 }
    }

    fn keeps_name(&self, entry: &Entry) -> bool {
        self.version == Version::V2 || !(self.version.drops(entry) || entry.marks.contains(Marks::CONTENT))
    }

    /// Whether a pair's value is a map that its key can be added to.
    fn is_map(&self, node: &Node) -> bool {
        let places = 0..self.kept(node).count() as i64;
        let is_place = |entry: &Entry| matches!(entry.key, Key::Index(index) if places.contains(&index));
        form(node, self.version) == Form::Map && (P::OBJECTS || !self.kept(node).all(is_place))
    }

    fn kept<'n>(&self, node: &'n Node) -> impl Iterator<Item = &'n Entry> + use<'n, P> {
        let version = self.version;
        node.entries().iter().filter(move |entry| !version.drops(entry))
    }
}

impl Version {
    /// Before version 2 a flag that is false is not written.
    fn drops(self, entry: &Entry) -> bool {
        self != Self::V2
            && matches!(entry.value, Value::Bool(false))
            && !entry.marks.intersects(Marks::REAL_BOOL | Marks::BC_SUBELEMENT)
    }
}

fn form(node: &Node, version: Version) -> Form {
    match (node.shape(), version) {
        (Shape::BcKvp(name, merge), Version::Bare) => Form::Pairs(name, merge),
        (_, Version::Bare) => by_places(node),
        (Shape::Array, _) | (Shape::BcArray, Version::V2) => Form::List,
        (Shape::Assoc | Shape::Kvp(..), _) | (Shape::BcAssoc | Shape::BcKvp(..), Version::V2) => Form::Map,
        (Shape::Auto, _) | (Shape::BcArray | Shape::BcAssoc, Version::V1) => by_keys(node, version),
        (Shape::BcKvp(name, merge), Version::V1) => Form::Pairs(name, merge),
    }
}

/// A list if no key is a word and the highest is one less than their number: so a page -1 beside a page 1
/// makes a list, as it does in MediaWiki.
pub(super) fn by_keys(node: &Node, version: Version) -> Form {
    let (mut count, mut highest) = (0, -1);
    for entry in node.entries() {
        if version.drops(entry) {
            continue;
        }
        match entry.key {
            Key::Index(index) => highest = highest.max(index),
            Key::Name(_) => return Form::Map,
        }
        count += 1;
    }
    if highest == count - 1 { Form::List } else { Form::Map }
}

/// A list if the keys are 0, 1, 2 … in this order (PHP's `json_encode`).
fn by_places(node: &Node) -> Form {
    let kept = node.entries().iter().filter(|entry| !Version::Bare.drops(entry));
    let in_place = kept.enumerate().all(|(place, entry)| entry.key == Key::Index(place as i64));
    if in_place { Form::List } else { Form::Map }
}

/// The entries of a list by their keys. They nearly always are in order already.
pub(super) fn in_order(entries: &[Entry]) -> InOrder<'_> {
    if entries.is_sorted_by(|one, next| compare(&one.key, &next.key).is_le()) {
        return InOrder::Already(entries);
    }
    let mut sorted: Vec<&Entry> = entries.iter().collect();
    sorted.sort_by(|one, next| compare(&one.key, &next.key));
    InOrder::Sorted(sorted)
}

/// Entries in the order of their keys.
pub(super) enum InOrder<'e> {
    Already(&'e [Entry]),
    Sorted(Vec<&'e Entry>),
}

impl<'e> InOrder<'e> {
    pub(super) fn iter(&self) -> impl Iterator<Item = &'e Entry> + '_ {
        let (already, sorted): (&'e [Entry], &[&'e Entry]) = match self {
            Self::Already(entries) => (entries, &[]),
            Self::Sorted(entries) => (&[], entries),
        };
        already.iter().chain(sorted.iter().copied())
    }
}

/// PHP's order of array keys, with numbers and words compared as words.
fn compare(one: &Key, other: &Key) -> Ordering {
    if let (Key::Index(one), Key::Index(other)) = (one, other) {
        return one.cmp(other);
    }
    spelled(one).cmp(&spelled(other))
}

fn spelled(key: &Key) -> Cow<'_, str> {
    match key {
        Key::Index(index) => Cow::Owned(index.to_string()),
        Key::Name(name) => Cow::Borrowed(name),
    }
}

impl Key {
    pub(super) fn as_ref(&self) -> KeyRef<'_> {
        match self {
            Self::Index(index) => KeyRef::Index(*index),
            Self::Name(Text::Static(word)) => KeyRef::Word(word),
            Self::Name(name) => KeyRef::Name(name),
        }
    }
}
