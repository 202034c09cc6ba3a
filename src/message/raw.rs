//! Key and arguments instead of words: `errorformat=raw` (`ApiErrorFormatter::formatRawMessage`).

use super::{Arg, Joined, List, Message, escape::escape};
use crate::{
    base::Text,
    release::{Release, V1_43},
    tree::{Node, Value},
};

/// Adds the key and the arguments.
pub(super) fn write(node: &mut Node, message: &Message, release: Release) {
    node.append("key", message.key);
    node.append("params", params(message, release));
}

/// The arguments as a list.
pub(super) fn params(message: &Message, release: Release) -> Node {
    let mut params = Node::auto().tagged("param").with_capacity(message.args.len());
    for arg in &message.args {
        params.push(param(arg, release));
    }
    params
}

fn param(arg: &Arg, release: Release) -> Value {
    let wrapped = |key: &'static str, value: Value| {
        let mut node = Node::auto().with_capacity(2);
        node.append(key, value);
        Value::Node(node)
    };
    match arg {
        Arg::Text(text) => Value::Text(text.clone()),
        Arg::Escaped(text) => Value::Text(Text::Owned(escape(text, release).into_owned())),
        Arg::Int(number) => Value::Int(*number),
        Arg::Plain(text) => wrapped("plaintext", Value::Text(shown(text))),
        Arg::PlainInt(number) => wrapped("plaintext", Value::Int(*number)),
        Arg::Number(number) => wrapped("num", Value::Int(*number)),
        Arg::Duration(seconds) => wrapped("duration", Value::Int(*seconds)),
        Arg::Size(bytes) => wrapped("size", Value::Int(*bytes)),
        Arg::Message(message) => {
            let mut inner = Node::auto();
            write(&mut inner, message, release);
            wrapped("message", Value::Node(inner))
        }
        Arg::List(list) => Value::Node(listed(list, release)),
    }
}

/// The separator of values stays in what is read, but not in what is told (`ApiResult::validateValue`).
fn shown(text: &Text) -> Text {
    if text.contains('\x1f') { Text::Owned(text.replace('\x1f', "\u{fffd}")) } else { text.clone() }
}

fn listed(list: &List, release: Release) -> Node {
    let mut items = Node::auto().with_capacity(list.items.len());
    for (at, item) in list.items.iter().enumerate() {
        // 1.43: lists of arguments are counted anew.
        let place = list.places.get(at).filter(|_| release < V1_43);
        items.set_index(place.copied().unwrap_or(at as i64), param(item, release));
    }
    let mut node = Node::auto().with_capacity(2);
    node.append("list", items);
    node.append("type", if list.joined == Joined::Commas { "comma" } else { "text" });
    node
}
