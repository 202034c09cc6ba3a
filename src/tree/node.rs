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

/// The name of an entry among its siblings.
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
        /// In formatversion 1 wrapped as `{"*": value}`; a child element in XML.
        const BC_SUBELEMENT = 1 << 2;
        /// A flag that is `true`/`false` in every format version.
        const REAL_BOOL = 1 << 3;
        /// In XML an element named after its key even inside a list.
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

/// Whether a node is a list or a map, and how that changed with format versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shape {
    /// A list if its keys are 0, 1, 2 …, else a map; an empty one is a list.
    #[default]
    Auto,
    /// A list whatever its keys.
    Array,
    /// A map whatever its keys.
    Assoc,
    /// A list in formatversion 2, as its keys say in 1.
    BcArray,
    /// A map in formatversion 2, as its keys say in 1.
    BcAssoc,
    /// A map that XML (and formatversion 2) writes as a list of `{name: key, "*": value}`;
    /// the words are the key's name there and whether values that are maps merge with it.
    Kvp(&'static str, Merge),
    /// As [`Shape::Kvp`], but a plain map in formatversion 1 JSON.
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
        self.put(Key::Name(key.into()), Marks::empty(), value.into())
    }

    /// Sets a named entry with marks.
    pub fn set_marked(&mut self, key: impl Into<Text>, marks: Marks, value: impl Into<Value>) -> &mut Self {
        self.put(Key::Name(key.into()), marks, value.into())
    }

    /// Sets the entry that is the element's text in XML and `*` in formatversion 1.
    pub fn content(&mut self, key: impl Into<Text>, value: impl Into<Value>) -> &mut Self {
        self.put(Key::Name(key.into()), Marks::CONTENT, value.into())
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
        self.entries.push(Entry { key: Key::Name(key.into()), marks: Marks::empty(), value: value.into() });
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
        let key = key.into();
        let place = self.entries.iter().position(|entry| entry.key.is(&key)).unwrap_or_else(|| {
            self.entries.push(Entry { key: Key::Name(key), marks: Marks::empty(), value: Value::Null });
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
        matches!(self, Self::Name(name) if name.as_str() == word)
    }
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
