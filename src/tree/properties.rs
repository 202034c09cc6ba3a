//! What is written in any format reads back to the same tree.

use proptest::prelude::*;

use super::{tests::written, *};

/// A map of texts, lists and maps, with names that XML can have.
fn any_tree() -> impl Strategy<Value = Node> {
    let text = prop_oneof![".*", "[ -~\n\t\r]{0,40}"];
    // What is no character of XML never reaches a tree.
    let text = text.prop_map(|text| text.replace(|c: char| c < ' ' && !"\n\t\r".contains(c), "\u{fffd}"));
    let text = text.prop_map(|text| text.replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}"));
    let value =
        prop_oneof![text.prop_map(Value::from), any::<i64>().prop_map(Value::from), Just(Value::from(true)),];
    let map = |value: BoxedStrategy<Value>| {
        let marks = prop_oneof![Just(Marks::empty()), Just(Marks::SUBELEMENT)];
        prop::collection::vec(("[a-z][a-z0-9.-]{0,8}", marks, value), 0..6).prop_map(|entries| {
            let mut node = Node::map();
            for (name, marks, value) in entries {
                node.set_marked(name, marks, value);
            }
            Value::Node(node)
        })
    };
    let list = |value: BoxedStrategy<Value>| {
        prop::collection::vec(value, 0..6).prop_map(|values| {
            let mut node = Node::list("li");
            for value in values {
                node.push(value);
            }
            Value::Node(node)
        })
    };
    let tree = value.boxed().prop_recursive(4, 40, 6, move |inner| {
        prop_oneof![map(inner.clone().boxed()), list(inner.boxed())].boxed()
    });
    map(tree.boxed()).prop_map(|value| match value {
        Value::Node(node) => node,
        _ => unreachable!("a map is a node"),
    })
}

fn as_json(node: &Node) -> serde_json::Value {
    let value = |value: &Value| match value {
        Value::Null => serde_json::Value::Null,
        Value::Bool(on) => (*on).into(),
        Value::Int(number) => (*number).into(),
        Value::Float(number) => (*number).into(),
        Value::Text(text) => text.as_str().into(),
        Value::Node(node) => as_json(node),
    };
    if node.shape() == Shape::Array {
        return node.entries().iter().map(|entry| value(&entry.value)).collect();
    }
    let name = |key: &Key| match key {
        Key::Name(name) => name.to_string(),
        Key::Index(index) => index.to_string(),
    };
    node.entries().iter().map(|entry| (name(&entry.key), value(&entry.value))).collect()
}

/// An element as XML's reader sees it: name, attributes, children, text.
#[derive(Debug, Default, PartialEq)]
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    children: Vec<Element>,
    text: String,
}

impl Element {
    /// What MediaWiki's rules make of a value of that name.
    fn of(name: &str, value: &Value, in_list: bool) -> Self {
        let mut element = Self { name: name.to_owned(), ..Self::default() };
        match value {
            Value::Node(node) => {
                for entry in node.entries() {
                    let (child, listed) = match &entry.key {
                        Key::Name(name) => (name.as_str(), false),
                        Key::Index(_) => (node.tag().unwrap(), true),
                    };
                    let scalar = !matches!(entry.value, Value::Node(_));
                    if scalar && !listed && !entry.marks.contains(Marks::SUBELEMENT) {
                        let text = if entry.value == Value::Bool(true) {
                            String::new()
                        } else {
                            spelled(&entry.value)
                        };
                        element.attributes.push((child.to_owned(), text));
                    } else {
                        element.children.push(Self::of(child, &entry.value, listed));
                    }
                }
            }
            scalar => {
                element.text = spelled(scalar);
                if !in_list {
                    element.attributes.push(("xml:space".to_owned(), "preserve".to_owned()));
                }
            }
        }
        element
    }

    fn read(xml: &str) -> Self {
        use quick_xml::events::Event;
        let mut reader = quick_xml::Reader::from_str(xml);
        let mut open = vec![Self::default()];
        loop {
            let event = reader.read_event().unwrap();
            match &event {
                Event::Start(tag) | Event::Empty(tag) => {
                    let mut element = Self { name: tag.name().as_ref().to_owned(), ..Self::default() };
                    for attribute in tag.attributes() {
                        let attribute = attribute.unwrap();
                        let name = attribute.key.as_ref().to_owned();
                        let raw: &str = &attribute.value;
                        element
                            .attributes
                            .push((name, quick_xml::escape::unescape(raw).unwrap().into_owned()));
                    }
                    open.push(element);
                    if matches!(event, Event::Empty(_)) {
                        Self::close(&mut open);
                    }
                }
                Event::End(_) => Self::close(&mut open),
                Event::Text(text) => {
                    open.last_mut().unwrap().text += AsRef::<str>::as_ref(text);
                }
                Event::GeneralRef(name) => {
                    let name: &str = name.as_ref();
                    let text = quick_xml::escape::unescape(&format!("&{name};")).unwrap().into_owned();
                    open.last_mut().unwrap().text += &text;
                }
                Event::Eof => break,
                _ => {}
            }
        }
        open.pop().unwrap().children.pop().unwrap()
    }

    fn close(open: &mut Vec<Self>) {
        let element = open.pop().unwrap();
        open.last_mut().unwrap().children.push(element);
    }
}

fn spelled(value: &Value) -> String {
    match value {
        Value::Text(text) => text.to_string(),
        Value::Int(number) => number.to_string(),
        Value::Bool(on) => on.to_string(),
        other => panic!("not in these trees: {other:?}"),
    }
}

/// PHP's `unserialize`, as far as answers need it.
fn unserialized(rest: &mut &[u8]) -> serde_json::Value {
    let tag = rest[0];
    let number_end = 2 + rest[2..].iter().position(|byte| b":;".contains(byte)).unwrap();
    let number = std::str::from_utf8(&rest[2..number_end]).unwrap().to_owned();
    *rest = &rest[number_end + 1..];
    match tag {
        b'b' => (number == "1").into(),
        b'i' => number.parse::<i64>().unwrap().into(),
        b's' => {
            let length: usize = number.parse().unwrap();
            let text = std::str::from_utf8(&rest[1..=length]).unwrap().to_owned();
            assert_eq!(&rest[length + 1..length + 3], b"\";");
            *rest = &rest[length + 3..];
            text.into()
        }
        b'a' => {
            *rest = &rest[1..];
            let count: usize = number.parse().unwrap();
            let pairs: Vec<_> = (0..count).map(|_| (unserialized(rest), unserialized(rest))).collect();
            assert_eq!(rest[0], b'}');
            *rest = &rest[1..];
            if pairs.iter().all(|(key, _)| key.is_i64()) {
                return pairs.into_iter().map(|(_, value)| value).collect();
            }
            pairs.into_iter().map(|(key, value)| (key.as_str().unwrap().to_owned(), value)).collect()
        }
        other => panic!("no type {other}"),
    }
}

/// PHP cannot tell an empty map from an empty list.
fn without_empty_maps(value: serde_json::Value) -> serde_json::Value {
    use serde_json::Value as Json;
    match value {
        Json::Object(map) if map.is_empty() => Json::Array(Vec::new()),
        Json::Object(map) => map.into_iter().map(|(key, value)| (key, without_empty_maps(value))).collect(),
        Json::Array(list) => list.into_iter().map(without_empty_maps).collect(),
        scalar => scalar,
    }
}

proptest! {
    #[test]
    fn json_reads_back_to_the_same_tree(tree in any_tree()) {
        for format in ["json 2", "json 2 ascii"] {
            let text = written(&tree, format);
            let read: serde_json::Value = serde_json::from_str(&text).unwrap();
            prop_assert_eq!(read, as_json(&tree));
            prop_assert!(format == "json 2" || text.is_ascii());
        }
    }

    #[test]
    fn xml_reads_back_to_the_same_tree(tree in any_tree()) {
        let expected = Element::of("api", &Value::Node(tree.clone()), false);
        let text = written(&tree, "xml");
        prop_assert_eq!(Element::read(&text), expected);
    }

    #[test]
    fn php_reads_back_to_the_same_tree(tree in any_tree()) {
        let text = written(&tree, "php 2");
        let mut rest = text.as_bytes();
        prop_assert_eq!(unserialized(&mut rest), without_empty_maps(as_json(&tree)));
        prop_assert!(rest.is_empty());
    }
}
