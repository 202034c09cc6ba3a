//! `format=xml`, as MediaWiki's `ApiFormatXml::recXmlPrint` and `Xml::element` write it.

use crate::base::Text;

use super::{
    Entry, Key, Layout, Marks, Merge, Node, Shape, Value,
    escape::{InAddress, InAttribute, InQuotedText, InText, put_escaped},
    name::{is_valid, put_name},
    number::{Digits, put_float, put_int},
    walk::{Form, Version, by_keys, in_order},
};

/// How XML is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct XmlStyle<'r> {
    /// The name of the outermost element.
    pub root: &'r str,
    /// Whether that element says which namespace it is in.
    pub namespace: bool,
    /// Whether it is written as before 1.25: no `_idx`, what is nothing as an empty attribute, and names with nothing
    /// changed but spaces.
    pub bare: bool,
    /// Whether double quotes are spelled out in text, too (up to 1.31).
    pub quoted: bool,
    /// The address of a style sheet.
    pub stylesheet: Option<&'r str>,
    /// Whether it is one line or laid out for people.
    pub layout: Layout,
}

impl Default for XmlStyle<'_> {
    fn default() -> Self {
        Self {
            root: "api",
            namespace: false,
            bare: false,
            quoted: false,
            stylesheet: None,
            layout: Layout::Compact,
        }
    }
}

/// The namespace of answers.
const NAMESPACE: &str = "http://www.mediawiki.org/xml/api/";

/// The tag of indexed children that have none.
const NO_TAG: Name<'static> = Name { text: "_v", kept: true };

/// Appends a tree as XML.
pub fn xml(tree: &Node, style: &XmlStyle<'_>, out: &mut Vec<u8>) {
    out.extend_from_slice(b"<?xml version=\"1.0\"?>");
    if let Some(address) = style.stylesheet {
        out.extend_from_slice(b"<?xml-stylesheet href=\"");
        put_escaped(address, InAddress, out);
        out.extend_from_slice(b"\" type=\"text/xsl\" ?>");
    }
    let extra = if style.namespace && tree.get("xmlns").is_none() { Extra::Namespace } else { Extra::None };
    Xml { out, layout: style.layout, bare: style.bare, quoted: style.quoted, depth: 0 }.node(
        Name::word(style.root),
        tree,
        extra,
    );
}

/// What an element is called.
#[derive(Clone, Copy)]
struct Name<'n> {
    text: &'n str,
    kept: bool,
}

impl<'n> Name<'n> {
    /// A word of ours, in which XML finds nothing to forbid.
    fn word(text: &'n str) -> Self {
        debug_assert!(is_valid(text), "{text:?} is no name in XML");
        Self { text, kept: true }
    }

    fn of(entry: &'n Entry) -> Self {
        match &entry.key {
            Key::Name(name) if entry.marks.contains(Marks::KEEP_NAME) => Self { text: name, kept: true },
            Key::Name(Text::Static(word)) if word.starts_with(|first: char| first.is_ascii_alphabetic()) => {
                Self::word(word)
            }
            Key::Name(name) => Self { text: name, kept: false },
            Key::Index(_) => unreachable!("what is indexed has its parent's tag"),
        }
    }
}

/// An attribute that is no entry of the node.
#[derive(Clone, Copy)]
enum Extra<'n> {
    None,
    /// `_idx`, before all others.
    Index(i64),
    /// The key of a pair, after all others.
    Key(&'n str, &'n Key),
    /// `xmlns`, after all others.
    Namespace,
}

/// What an entry of a map becomes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Attribute,
    Child,
    Indexed,
    Content,
}

/// Where the children of a node stand.
#[derive(Clone, Copy)]
enum Among<'n> {
    /// In the node's own element; content that has siblings becomes one of them.
    Element(Option<&'n Entry>),
    /// In an element that has no attributes for them, so that each becomes an element.
    Nameless,
}

impl Among<'_> {
    fn takes_all(self) -> bool {
        matches!(self, Self::Nameless)
    }
}

struct Xml<'o> {
    out: &'o mut Vec<u8>,
    layout: Layout,
    bare: bool,
    quoted: bool,
    depth: usize,
}

impl Xml<'_> {
    fn node(&mut self, name: Name<'_>, node: &Node, extra: Extra<'_>) {
        self.open(name);
        if let (Extra::Index(index), false) = (extra, self.bare) {
            self.out.extend_from_slice(b" _idx=\"");
            put_int(index, self.out);
            self.out.push(b'"');
        }
        let form = self.form_of(node);
        let content = if form == Form::Map { content(node) } else { None };
        let mut children = 0;
        for (place, entry) in node.entries().iter().enumerate() {
            match role(entry, form, Some(place) == content) {
                Role::Attribute => self.attribute(entry),
                Role::Content => {}
                Role::Child | Role::Indexed => children += 1,
            }
        }
        self.extra(node, extra);

        let content = content.map(|place| &node.entries()[place]);
        match content.filter(|entry| !matches!(entry.value, Value::Null)) {
            None if children == 0 => self.out.extend_from_slice(b" />"),
            Some(Entry { value: Value::Node(inner), .. }) if children == 0 => self.nameless(name, inner),
            Some(entry) if children == 0 => {
                self.out.extend_from_slice(b" xml:space=\"preserve\"");
                self.closed_text(name, &entry.value, entry.marks);
            }
            _ => {
                self.out.push(b'>');
                self.children(node, form, Among::Element(content));
                self.break_line();
                self.close(name);
            }
        }
    }

    /// The rest of an element that has the children of a node and nothing else of it.
    fn nameless(&mut self, name: Name<'_>, node: &Node) {
        self.out.push(b'>');
        self.children(node, self.form_of(node), Among::Nameless);
        self.break_line();
        self.close(name);
    }

    fn children(&mut self, node: &Node, form: Form, among: Among<'_>) {
        self.depth += 1;
        let tag = node.tag().map_or(NO_TAG, Name::word);
        match form {
            Form::Pairs(name, merge) => {
                for entry in node.entries() {
                    self.pair(tag, name, merge, entry);
                }
            }
            Form::List => {
                for entry in in_order(node.entries()).iter() {
                    self.indexed(tag, entry, Extra::None);
                }
            }
            Form::Map => self.children_of_map(node, tag, among),
        }
        self.depth -= 1;
    }

    /// The named children, then the content that found itself among them, then the indexed ones.
    fn children_of_map(&mut self, node: &Node, tag: Name<'_>, among: Among<'_>) {
        let content = match among {
            Among::Element(content) => content,
            Among::Nameless => None,
        };
        for entry in node.entries().iter().filter(|entry| matches!(entry.key, Key::Name(_))) {
            let is_content = content.is_some_and(|content| std::ptr::eq(content, entry));
            if among.takes_all() || role(entry, Form::Map, is_content) == Role::Child {
                self.child(entry);
            }
        }
        match content {
            Some(Entry { value: Value::Node(inner), .. }) => {
                let name = content.map_or(NO_TAG, Name::of);
                self.open(name);
                self.nameless(name, inner);
            }
            Some(Entry { value: Value::Null, .. }) | None => {}
            Some(entry) => self.child(entry),
        }
        for entry in node.entries() {
            if let Key::Index(index) = entry.key {
                self.indexed(tag, entry, Extra::Index(index));
            }
        }
    }

    /// An element named after its key.
    fn child(&mut self, entry: &Entry) {
        let name = Name::of(entry);
        match &entry.value {
            Value::Node(node) => self.node(name, node, Extra::None),
            Value::Null => {
                self.open(name);
                self.out.extend_from_slice(b" />");
            }
            scalar => {
                self.open(name);
                self.out.extend_from_slice(b" xml:space=\"preserve\"");
                self.closed_text(name, scalar, Marks::empty());
            }
        }
    }

    /// An element named by its parent's tag.
    fn indexed(&mut self, tag: Name<'_>, entry: &Entry, extra: Extra<'_>) {
        match &entry.value {
            Value::Node(node) => self.node(tag, node, extra),
            scalar => {
                self.open(tag);
                if let (Extra::Index(index), false) = (extra, self.bare) {
                    self.out.extend_from_slice(b" _idx=\"");
                    put_int(index, self.out);
                    self.out.push(b'"');
                }
                self.closed_text(tag, scalar, entry.marks);
            }
        }
    }

    /// A key beside its value.
    fn pair(&mut self, tag: Name<'_>, key_name: &str, merge: Merge, entry: &Entry) {
        if let (Value::Node(node), Merge::Yes) = (&entry.value, merge)
            && self.form_of(node) == Form::Map
        {
            return self.node(tag, node, Extra::Key(key_name, &entry.key));
        }
        self.open(tag);
        self.key_attribute(key_name, &entry.key);
        match &entry.value {
            Value::Null => self.out.extend_from_slice(b" />"),
            Value::Node(node) => self.nameless(tag, node),
            scalar => {
                self.out.extend_from_slice(b" xml:space=\"preserve\"");
                self.closed_text(tag, scalar, Marks::empty());
            }
        }
    }

    fn attribute(&mut self, entry: &Entry) {
        if entry.value == Value::Bool(false) || (entry.value == Value::Null && !self.bare) {
            return;
        }
        self.out.push(b' ');
        let name = Name::of(entry);
        self.name(name);
        self.out.extend_from_slice(b"=\"");
        match &entry.value {
            // A flag is there or not.
            Value::Bool(_) | Value::Null => {}
            Value::Text(text) => put_escaped(text, InAttribute, self.out),
            number => self.number(number),
        }
        self.out.push(b'"');
    }

    fn extra(&mut self, node: &Node, extra: Extra<'_>) {
        match extra {
            Extra::None | Extra::Index(_) => {}
            Extra::Key(name, key) if node.get(name).is_none() => self.key_attribute(name, key),
            Extra::Key(..) => {}
            Extra::Namespace => {
                self.out.extend_from_slice(b" xmlns=\"");
                self.out.extend_from_slice(NAMESPACE.as_bytes());
                self.out.push(b'"');
            }
        }
    }

    fn key_attribute(&mut self, name: &str, key: &Key) {
        self.out.push(b' ');
        self.out.extend_from_slice(name.as_bytes());
        self.out.extend_from_slice(b"=\"");
        match key {
            Key::Index(index) => put_int(*index, self.out),
            Key::Name(name) => put_escaped(name, InAttribute, self.out),
        }
        self.out.push(b'"');
    }

    /// The end of a tag with text and the closing tag, or ` />` if the text is empty.
    fn closed_text(&mut self, name: Name<'_>, value: &Value, marks: Marks) {
        if *value == Value::Null || matches!(value, Value::Text(text) if text.is_empty()) {
            return self.out.extend_from_slice(b" />");
        }
        self.out.push(b'>');
        match value {
            // PHP's own spelling of a boolean that stayed one.
            Value::Bool(on) if marks.contains(Marks::REAL_BOOL) => {
                self.out.extend_from_slice(if *on { b"1" } else { b"" });
            }
            Value::Bool(on) => self.out.extend_from_slice(if *on { b"true" } else { b"false" }),
            Value::Text(text) if self.quoted => put_escaped(text, InQuotedText, self.out),
            Value::Text(text) => put_escaped(text, InText, self.out),
            number => self.number(number),
        }
        self.close(name);
    }

    fn number(&mut self, value: &Value) {
        match value {
            Value::Int(number) => put_int(*number, self.out),
            Value::Float(number) => put_float(*number, Digits::Fourteen, b'E', self.out),
            _ => debug_assert!(false, "only numbers are left"),
        }
    }

    fn open(&mut self, name: Name<'_>) {
        self.break_line();
        self.out.push(b'<');
        self.name(name);
    }

    fn close(&mut self, name: Name<'_>) {
        self.out.extend_from_slice(b"</");
        self.name(name);
        self.out.push(b'>');
    }

    fn name(&mut self, name: Name<'_>) {
        if self.bare && !name.kept {
            self.out.extend(name.text.bytes().map(|byte| if byte == b' ' { b'_' } else { byte }));
        } else if name.kept {
            self.out.extend_from_slice(name.text.as_bytes());
        } else {
            put_name(name.text, self.out);
        }
    }

    fn form_of(&self, node: &Node) -> Form {
        match (self.bare, node.shape()) {
            (false, _) | (true, Shape::BcKvp(..)) => form_of(node),
            (true, _) => Form::Map,
        }
    }

    fn break_line(&mut self) {
        if self.layout == Layout::Indented {
            self.out.push(b'\n');
            self.out.resize(self.out.len() + 2 * self.depth, b' ');
        }
    }
}

fn form_of(node: &Node) -> Form {
    match node.shape() {
        Shape::Array => Form::List,
        Shape::Assoc | Shape::BcAssoc => Form::Map,
        Shape::Auto | Shape::BcArray => by_keys(node, Version::V2),
        Shape::Kvp(name, merge) | Shape::BcKvp(name, merge) => Form::Pairs(name, merge),
    }
}

/// Where the entry is that gives an element its text: the one marked so, else one called `*`.
fn content(node: &Node) -> Option<usize> {
    let marked = node.entries().iter().position(|entry| entry.marks.contains(Marks::CONTENT));
    marked.or_else(|| node.entries().iter().position(|entry| entry.key.is("*")))
}

fn role(entry: &Entry, form: Form, is_content: bool) -> Role {
    if form != Form::Map {
        return Role::Indexed;
    }
    match entry.key {
        Key::Name(_) if is_content => Role::Content,
        Key::Index(_) => Role::Indexed,
        Key::Name(_) if matches!(entry.value, Value::Node(_)) => Role::Child,
        Key::Name(_) if entry.marks.intersects(Marks::SUBELEMENT | Marks::BC_SUBELEMENT) => Role::Child,
        Key::Name(_) => Role::Attribute,
    }
}
