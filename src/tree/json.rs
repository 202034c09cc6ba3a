//! `format=json`, as PHP's `json_encode` and MediaWiki's `FormatJson::encode` spell it.

#![expect(
    clippy::needless_bitwise_bool,
    reason = "a branch for each byte would keep blocks from being vectors"
)]

use crate::base::digest::hex_into;

use super::{
    Node,
    escape::{Escape, put_escaped},
    number::{Digits, put_float, put_int},
    walk::{KeyRef, Kind, Plain, Version, walk},
};

/// How JSON is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct JsonStyle<'r> {
    /// The rules of which `formatversion`.
    pub version: Version,
    /// How characters beyond ASCII are written.
    pub charset: Charset,
    /// The function around the answer (JSONP), as the request named it.
    pub callback: Option<&'r str>,
    /// Whether the call goes without a comment before it, as before the security releases of 2014.
    pub unguarded: bool,
    /// Whether it is one line or laid out for people.
    pub layout: Layout,
}

/// How characters beyond ASCII are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Charset {
    /// As `\u00e9`: version 1 without `utf8`, version 2 with `ascii`.
    #[default]
    Ascii,
    /// As `\u00e9`, and every `/` as `\/`: before 1.22.
    AsciiSlashed,
    /// As they are: version 1 with `utf8`, version 2 without `ascii`.
    Utf8,
}

/// Whether an answer is for machines or for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Layout {
    /// No white space.
    #[default]
    Compact,
    /// A line for each entry, indented.
    Indented,
}

/// Appends a tree as JSON.
pub fn json(tree: &Node, style: &JsonStyle<'_>, out: &mut Vec<u8>) {
    if let Some(callback) = style.callback {
        // The comment keeps readers that guess at types from taking this for something else.
        if !style.unguarded {
            out.extend_from_slice(b"/**/");
        }
        out.extend(callback.bytes().filter(|byte| byte.is_ascii_alphanumeric() || b"][.'\"_".contains(byte)));
        out.push(b'(');
    }
    match style.charset {
        Charset::Ascii => {
            walk(tree, style.version, &mut Json { out, escape: ToAscii, layout: style.layout, depth: 0 });
        }
        Charset::AsciiSlashed => {
            walk(tree, style.version, &mut Json { out, escape: ToSlashed, layout: style.layout, depth: 0 });
        }
        Charset::Utf8 => {
            walk(tree, style.version, &mut Json { out, escape: ToUtf8, layout: style.layout, depth: 0 });
        }
    }
    if style.callback.is_some() {
        out.push(b')');
    }
}

struct Json<'o, E> {
    out: &'o mut Vec<u8>,
    escape: E,
    layout: Layout,
    depth: usize,
}

impl<E: Escape> Plain for Json<'_, E> {
    const OBJECTS: bool = true;
    const COUNTED: bool = false;

    fn null(&mut self) {
        self.out.extend_from_slice(b"null");
    }

    fn flag(&mut self, on: bool) {
        self.out.extend_from_slice(if on { b"true" } else { b"false" });
    }

    #[inline]
    fn int(&mut self, number: i64) {
        put_int(number, self.out);
    }

    fn float(&mut self, number: f64) {
        put_float(number, Digits::Exact, b'e', self.out);
    }

    #[inline]
    fn text(&mut self, text: &str) {
        self.out.push(b'"');
        put_escaped(text, self.escape, self.out);
        self.out.push(b'"');
    }

    #[inline]
    fn open(&mut self, kind: Kind, _: usize) {
        self.out.push(if kind == Kind::List { b'[' } else { b'{' });
        self.depth += 1;
    }

    #[inline]
    fn item(&mut self, place: usize) {
        if place > 0 {
            self.out.push(b',');
        }
        self.break_line();
    }

    #[inline]
    fn entry(&mut self, place: usize, key: KeyRef<'_>) {
        self.item(place);
        self.out.push(b'"');
        match key {
            KeyRef::Index(index) => put_int(index, self.out),
            KeyRef::Name(name) => put_escaped(name, self.escape, self.out),
            KeyRef::Word(word) => {
                debug_assert!(
                    word.bytes().all(|byte| !ToAscii.is_special(byte)),
                    "{word:?} is no plain word"
                );
                self.out.extend_from_slice(word.as_bytes());
            }
        }
        self.out.extend_from_slice(if self.layout == Layout::Compact { b"\":" } else { b"\": " });
    }

    #[inline]
    fn close(&mut self, kind: Kind) {
        self.depth -= 1;
        let (opening, closing) = if kind == Kind::List { (b'[', b']') } else { (b'{', b'}') };
        // No value ends with an opening bracket, so an empty list or map is still open.
        if self.out.last() != Some(&opening) {
            self.break_line();
        }
        self.out.push(closing);
    }
}

impl<E> Json<'_, E> {
    #[inline]
    fn break_line(&mut self) {
        if self.layout == Layout::Indented {
            self.out.push(b'\n');
            self.out.resize(self.out.len() + 4 * self.depth, b' ');
        }
    }
}

/// Escapes all that is not ASCII.
#[derive(Clone, Copy)]
struct ToAscii;

/// Escapes slashes as well, as PHP's `json_encode` does by itself.
#[derive(Clone, Copy)]
struct ToSlashed;

impl Escape for ToSlashed {
    fn is_special(self, byte: u8) -> bool {
        ToAscii.is_special(byte) | (byte == b'/')
    }

    fn put(self, first: char, out: &mut Vec<u8>) {
        if first == '/' {
            out.extend_from_slice(b"\\/");
        } else {
            ToAscii.put(first, out);
        }
    }
}

/// Escapes only what JSON and JavaScript ask for.
#[derive(Clone, Copy)]
struct ToUtf8;

impl Escape for ToAscii {
    fn is_special(self, byte: u8) -> bool {
        // As signed numbers all beyond ASCII are below zero.
        (byte.cast_signed() < 0x20) | (byte == b'"') | (byte == b'\\')
    }

    fn put(self, first: char, out: &mut Vec<u8>) {
        let short = match first {
            '"' => b'"',
            '\\' => b'\\',
            '\n' => b'n',
            '\r' => b'r',
            '\t' => b't',
            '\x08' => b'b',
            '\x0c' => b'f',
            _ => {
                for unit in first.encode_utf16(&mut [0; 2]) {
                    let mut digits = *b"\\u0000";
                    hex_into(&unit.to_be_bytes(), &mut digits[2..]);
                    out.extend_from_slice(&digits);
                }
                return;
            }
        };
        out.extend_from_slice(&[b'\\', short]);
    }
}

impl Escape for ToUtf8 {
    fn is_special(self, byte: u8) -> bool {
        // The last is the first byte of U+2028 and U+2029, which end a line in JavaScript.
        (byte < 0x20) | (byte == b'"') | (byte == b'\\') | (byte == 0xe2)
    }

    fn put(self, first: char, out: &mut Vec<u8>) {
        if first >= '\u{80}' && !matches!(first, '\u{2028}' | '\u{2029}') {
            return out.extend_from_slice(first.encode_utf8(&mut [0; 4]).as_bytes());
        }
        ToAscii.put(first, out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(tree: &Node, version: Version, charset: Charset) -> String {
        let mut out = Vec::new();
        json(tree, &JsonStyle { version, charset, ..JsonStyle::default() }, &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn characters_are_escaped_as_php_escapes_them() {
        let mut tree = Node::map();
        tree.set("t", "a/b <é> \u{1f4a1} \"\\\u{8}\u{c}\n\r\t\u{1}\u{7f}\u{2028}‘");
        assert_eq!(
            written(&tree, Version::V2, Charset::Ascii),
            "{\"t\":\"a/b <\\u00e9> \\ud83d\\udca1 \\\"\\\\\\b\\f\\n\\r\\t\\u0001\u{7f}\\u2028\\u2018\"}"
        );
        assert_eq!(
            written(&tree, Version::V2, Charset::Utf8),
            "{\"t\":\"a/b <é> \u{1f4a1} \\\"\\\\\\b\\f\\n\\r\\t\\u0001\u{7f}\\u2028‘\"}"
        );
    }

    #[test]
    fn a_callback_keeps_only_what_may_be_in_one() {
        let style = JsonStyle { callback: Some("a.b[0](alert)é;"), ..JsonStyle::default() };
        let mut out = Vec::new();
        json(&Node::map(), &style, &mut out);
        assert_eq!(out, b"/**/a.b[0]alert({})");
    }

    #[test]
    fn people_get_a_line_for_each_entry() {
        let mut tree = Node::map();
        tree.set("empty", Node::map()).set("none", Node::list("x")).set("list", Node::texts("x", ["a", "b"]));
        let mut out = Vec::new();
        json(&tree, &JsonStyle { layout: Layout::Indented, ..JsonStyle::default() }, &mut out);
        let expected = "{\n    \"empty\": {},\n    \"none\": [],\n    \"list\": [\n        \"a\",\n        \"b\"\n    ]\n}";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }
}
