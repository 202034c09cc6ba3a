//! The one tree behind JSON, XML and PHP. What MediaWiki hides in `_element`, `_type` and `_content` keys
//! (`includes/api/ApiResult.php`) are properties of a node and marks of its entries here.

use bitflags::bitflags;

use crate::base::{Text, Timestamp};

/// What stands at an entry.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing: `null`, and no attribute in XML.
    Null,
    /// A flag. Before formatversion 2 a true flag is an empty string and a false one is not written,
    /// unless the entry is marked [`Marks::REAL_BOOL`].
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A fraction.
    Float(f64),
    /// A string.
    Text(Text),
    /// A tree below.
    Node(Node),
}

/// The name of an entry among its siblings. As in PHP, a word that spells a number is that number.
#[derive(Debug, Clone, PartialEq)]
pub enum Key {
    /// A number: a place in a list, or a page id in a map.
    Index(i64),
    /// A word.
    Name(Text),
}

bitflags! {
    /// How an entry is written where formats differ.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub struct Marks: u8 {
        /// The text of the element in XML; key `*` in formatversion 1, the entry's own key in 2.
        const CONTENT = 1;
        /// In XML a child element, never an attribute.
        const SUBELEMENT = 1 << 1;
        /// In formatversion 1 wrapped as `{"*": value}`; a child element in XML. A null is not wrapped.
        const BC_SUBELEMENT = 1 << 2;
        /// A flag that is `true`/`false` in every format version.
        const REAL_BOOL = 1 << 3;
        /// In XML its name is written as it is, though XML's rules or an underscore ask for a change.
        const KEEP_NAME = 1 << 4;
    }
}

/// One entry of a node.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its name.
    pub key: Key,
    /// How it is written.
    pub marks: Marks,
    /// What it holds.
    pub value: Value,
}

/// Whether a node is a list or a map, and how that changed with format versions. PHP has one type for both;
/// *as its keys say* is: a list if no key is a word and the highest is one less than their number, else a map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shape {
    /// As its keys say, so an empty one is a list.
    #[default]
    Auto,
    /// A list in the order of its keys, whatever they are.
    Array,
    /// A map whatever its keys; XML gives indexed children `_idx`.
    Assoc,
    /// A list in formatversion 2; in version 1 and in XML as its keys say. This is what `pages` is.
    BcArray,
    /// A map in formatversion 2 and in XML; in version 1 as its keys say.
    BcAssoc,
    /// A map that XML writes as a list of elements with the key in an attribute of this name.
    Kvp(&'static str, Merge),
    /// As [`Shape::Kvp`], and in formatversion 1 a list of `{name: key, "*": value}`.
    BcKvp(&'static str, Merge),
}

/// How the value of a key-value pair is written beside its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Merge {
    /// Under a key of its own.
    #[default]
    No,
    /// A value that is a map has the key added to it.
    Yes,
}

/// An ordered tree node with its own rules for every format.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Node {
    shape: Shape,
    tag: Option<&'static str>,
    entries: Vec<Entry>,
}

impl Node {
    /// An empty node that is a map: `{}` even when empty.
    pub fn map() -> Self {
        Self { shape: Shape::Assoc, ..Self::default() }
    }

    /// An empty list whose elements are called `tag` in XML.
    pub fn list(tag: &'static str) -> Self {
        Self { shape: Shape::Array, tag: Some(tag), entries: Vec::new() }
    }

    /// An empty node whose shape follows its keys.
    pub fn auto() -> Self {
        Self::default()
    }

    /// An empty node of that shape.
    pub fn of(shape: Shape) -> Self {
        Self { shape, ..Self::default() }
    }

    /// The same node with room for so many entries.
    pub fn with_capacity(mut self, entries: usize) -> Self {
        self.entries.reserve_exact(entries);
        self
    }

    /// The same node with its indexed children called `tag` in XML.
    pub fn tagged(mut self, tag: &'static str) -> Self {
        self.tag = Some(tag);
        self
    }

    /// A list of texts.
    pub fn texts<T: Into<Text>>(tag: &'static str, items: impl IntoIterator<Item = T>) -> Self {
        let mut list = Self::list(tag);
        for item in items {
            list.push(item.into());
        }
        list
    }

    /// Its shape.
    pub fn shape(&self) -> Shape {
        self.shape
    }

    /// Changes its shape.
    pub fn set_shape(&mut self, shape: Shape) {
        self.shape = shape;
    }

    /// What its indexed children are called in XML.
    pub fn tag(&self) -> Option<&'static str> {
        self.tag
    }

    /// Names its indexed children.
    pub fn set_tag(&mut self, tag: &'static str) {
        self.tag = Some(tag);
    }

    /// Its entries in order.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Its entries, to reorder or filter.
    pub fn entries_mut(&mut self) -> &mut Vec<Entry> {
        &mut self.entries
    }

    /// How many entries it has.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether it has no entry.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Sets a named entry; an entry of that name keeps its place and gets the new value.
    pub fn set(&mut self, key: impl Into<Text>, value: impl Into<Value>) -> &mut Self {
        self.put(Key::from(key.into()), Marks::empty(), value.into())
    }

    /// Sets a named entry with marks.
    pub fn set_marked(&mut self, key: impl Into<Text>, marks: Marks, value: impl Into<Value>) -> &mut Self {
        self.put(Key::from(key.into()), marks, value.into())
    }

    /// Sets the entry that is the element's text in XML and `*` in formatversion 1.
    pub fn content(&mut self, key: impl Into<Text>, value: impl Into<Value>) -> &mut Self {
        self.put(Key::from(key.into()), Marks::CONTENT, value.into())
    }

    /// Sets a flag if it is true; an entry that would be false is left out in every format.
    pub fn flag(&mut self, key: impl Into<Text>, on: bool) -> &mut Self {
        if on {
            self.set(key, true);
        }
        self
    }

    /// Adds a value at the end of a list.
    pub fn push(&mut self, value: impl Into<Value>) -> &mut Self {
        let key = Key::Index(self.entries.len() as i64);
        self.entries.push(Entry { key, marks: Marks::empty(), value: value.into() });
        self
    }

    /// Sets an entry under a number, such as a page under its id.
    pub fn set_index(&mut self, index: i64, value: impl Into<Value>) -> &mut Self {
        self.put(Key::Index(index), Marks::empty(), value.into())
    }

    /// Puts a whole entry, replacing one of the same key.
    pub fn put(&mut self, key: Key, marks: Marks, value: Value) -> &mut Self {
        match self.entries.iter_mut().find(|entry| entry.key == key) {
            Some(entry) => (entry.marks, entry.value) = (marks, value),
            None => self.entries.push(Entry { key, marks, value }),
        }
        self
    }

    /// Appends an entry that is known to be new, without looking for one of its name.
    pub fn append(&mut self, key: impl Into<Text>, value: impl Into<Value>) -> &mut Self {
        self.entries.push(Entry { key: Key::from(key.into()), marks: Marks::empty(), value: value.into() });
        self
    }

    /// Appends a value under a number that is known to be new, such as a page under its id.
    pub fn append_index(&mut self, index: i64, value: impl Into<Value>) -> &mut Self {
        self.entries.push(Entry { key: Key::Index(index), marks: Marks::empty(), value: value.into() });
        self
    }

    /// The value under a name.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.entries.iter().find(|entry| entry.key.is(key)).map(|entry| &entry.value)
    }

    /// The node under a name.
    pub fn node(&self, key: &str) -> Option<&Node> {
        match self.get(key) {
            Some(Value::Node(node)) => Some(node),
            _ => None,
        }
    }

    /// The node under a name, made as an empty map if there is none.
    pub fn node_mut(&mut self, key: impl Into<Text>) -> &mut Node {
        self.node_mut_or(key, Node::map)
    }

    /// The node under a name, made by `make` if there is none.
    pub fn node_mut_or(&mut self, key: impl Into<Text>, make: impl FnOnce() -> Node) -> &mut Node {
        self.node_under(Key::from(key.into()), make)
    }

    /// The node under a number, such as a page's, made as an empty map if there is none.
    pub fn node_at(&mut self, index: i64) -> &mut Node {
        self.node_under(Key::Index(index), Node::map)
    }

    fn node_under(&mut self, key: Key, make: impl FnOnce() -> Node) -> &mut Node {
        let place = self.entries.iter().position(|entry| entry.key == key).unwrap_or_else(|| {
            self.entries.push(Entry { key, marks: Marks::empty(), value: Value::Null });
            self.entries.len() - 1
        });
        let value = &mut self.entries[place].value;
        if !matches!(value, Value::Node(_)) {
            *value = Value::Node(make());
        }
        match value {
            Value::Node(node) => node,
            _ => unreachable!("made a node just now"),
        }
    }

    /// The node at the end of a path, its parents made as maps where missing.
    pub fn at(&mut self, path: &[&'static str]) -> &mut Node {
        path.iter().fold(self, |node, step| node.node_mut(*step))
    }

    /// Takes an entry out.
    pub fn remove(&mut self, key: &str) -> Option<Value> {
        let place = self.entries.iter().position(|entry| entry.key.is(key))?;
        Some(self.entries.remove(place).value)
    }
}

impl Key {
    /// Whether the key is this word.
    pub fn is(&self, word: &str) -> bool {
        match self {
            Self::Name(name) => name.as_str() == word,
            Self::Index(index) => number_of(word) == Some(*index),
        }
    }
}

impl From<Text> for Key {
    #[inline]
    fn from(word: Text) -> Self {
        // Most keys are words, and most words show it by their first letter.
        match word.as_bytes() {
            [b'0'..=b'9' | b'-', ..] => number_of(&word).map_or(Self::Name(word), Self::Index),
            _ => Self::Name(word),
        }
    }
}

/// The number that PHP takes a key for: one spelled as PHP would spell it.
fn number_of(word: &str) -> Option<i64> {
    let digits = word.strip_prefix('-').unwrap_or(word).as_bytes();
    let spelled = match digits {
        [b'0'] => word.len() == 1,
        [b'1'..=b'9', rest @ ..] => rest.iter().all(u8::is_ascii_digit),
        _ => false,
    };
    // What is too long for PHP's integers stays a word.
    spelled.then(|| word.parse().ok()).flatten()
}

impl From<bool> for Value {
    fn from(b: bool) -> Self {
        Self::Bool(b)
    }
}

impl From<i64> for Value {
    fn from(n: i64) -> Self {
        Self::Int(n)
    }
}

impl From<i32> for Value {
    fn from(n: i32) -> Self {
        Self::Int(n.into())
    }
}

impl From<u32> for Value {
    fn from(n: u32) -> Self {
        Self::Int(n.into())
    }
}

impl From<u64> for Value {
    fn from(n: u64) -> Self {
        Self::Int(n as i64)
    }
}

impl From<usize> for Value {
    fn from(n: usize) -> Self {
        Self::Int(n as i64)
    }
}

impl From<f64> for Value {
    fn from(n: f64) -> Self {
        Self::Float(n)
    }
}

impl From<Text> for Value {
    fn from(text: Text) -> Self {
        Self::Text(text)
    }
}

impl From<&'static str> for Value {
    fn from(text: &'static str) -> Self {
        Self::Text(Text::Static(text))
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(Text::Owned(text))
    }
}

impl From<std::sync::Arc<str>> for Value {
    fn from(text: std::sync::Arc<str>) -> Self {
        Self::Text(Text::Shared(text))
    }
}

impl From<&std::sync::Arc<str>> for Value {
    fn from(text: &std::sync::Arc<str>) -> Self {
        Self::Text(text.into())
    }
}

impl From<Timestamp> for Value {
    fn from(time: Timestamp) -> Self {
        Self::Text(Text::Owned(time.to_string()))
    }
}

impl From<Node> for Value {
    fn from(node: Node) -> Self {
        Self::Node(node)
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_spells_a_number_is_that_number() {
        let key = |word| Key::from(Text::Static(word));
        for (word, number) in [("0", 0), ("7", 7), ("-12", -12), ("9223372036854775807", i64::MAX)] {
            assert_eq!(key(word), Key::Index(number));
            assert!(key(word).is(word));
        }
        for word in ["", "-", "-0", "007", "+1", "1.0", " 1", "1 ", "9223372036854775808", "page"] {
            assert_eq!(key(word), Key::Name(Text::Static(word)));
        }
    }

    #[test]
    fn setting_again_keeps_the_place() {
        let mut node = Node::map();
        node.set("a", 1).set("b", 2).set("a", 3).set_index(5, 4);
        assert_eq!(node.len(), 3);
        assert_eq!(node.entries()[0].value, Value::Int(3));
        assert_eq!(node.get("5"), Some(&Value::Int(4)));
        node.node_at(5).set("x", true);
        node.at(&["c", "d"]).flag("e", true).flag("f", false);
        assert_eq!(node.node("c").unwrap().node("d").unwrap().len(), 1);
        assert_eq!(node.remove("a"), Some(Value::Int(3)));
    }
}
