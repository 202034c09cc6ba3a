//! `format=json`, as PHP's `json_encode` and MediaWiki's `FormatJson::encode` spell it.

use super::{
    Node,
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
    /// Whether it is one line or laid out for people.
    pub layout: Layout,
}

/// How characters beyond ASCII are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Charset {
    /// As `\u00e9`: version 1 without `utf8`, version 2 with `ascii`.
    #[default]
    Ascii,
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
        out.extend_from_slice(b"/**/");
        out.extend(callback.bytes().filter(|byte| byte.is_ascii_alphanumeric() || b"][.'\"_".contains(byte)));
        out.push(b'(');
    }
    let special = match style.charset {
        Charset::Ascii => &SPECIAL_ASCII,
        Charset::Utf8 => &SPECIAL_UTF8,
    };
    let mut json = Json { out, special, layout: style.layout, depth: 0 };
    walk(tree, style.version, &mut json);
    if style.callback.is_some() {
        out.push(b')');
    }
}

struct Json<'o> {
    out: &'o mut Vec<u8>,
    special: &'static [bool; 256],
    layout: Layout,
    depth: usize,
}

impl Plain for Json<'_> {
    const OBJECTS: bool = true;
    const COUNTED: bool = false;

    fn null(&mut self) {
        self.out.extend_from_slice(b"null");
    }

    fn flag(&mut self, on: bool) {
        self.out.extend_from_slice(if on { b"true" } else { b"false" });
    }

    fn int(&mut self, number: i64) {
        put_int(number, self.out);
    }

    fn float(&mut self, number: f64) {
        put_float(number, Digits::Exact, b'e', self.out);
    }

    fn text(&mut self, text: &str) {
        self.out.push(b'"');
        put_escaped(text, self.special, self.out);
        self.out.push(b'"');
    }

    fn open(&mut self, kind: Kind, _: usize) {
        self.out.push(if kind == Kind::List { b'[' } else { b'{' });
        self.depth += 1;
    }

    fn item(&mut self, place: usize) {
        if place > 0 {
            self.out.push(b',');
        }
        self.break_line();
    }

    fn entry(&mut self, place: usize, key: KeyRef<'_>) {
        self.item(place);
        self.out.push(b'"');
        match key {
            KeyRef::Index(index) => put_int(index, self.out),
            KeyRef::Name(name) => put_escaped(name, self.special, self.out),
        }
        self.out.extend_from_slice(if self.layout == Layout::Compact { b"\":" } else { b"\": " });
    }

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

impl Json<'_> {
    fn break_line(&mut self) {
        if self.layout == Layout::Indented {
            self.out.push(b'\n');
            self.out.resize(self.out.len() + 4 * self.depth, b' ');
        }
    }
}

const SPECIAL_ASCII: [bool; 256] = special(Charset::Ascii);
const SPECIAL_UTF8: [bool; 256] = special(Charset::Utf8);

/// The bytes that cannot be copied without a look.
const fn special(charset: Charset) -> [bool; 256] {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = byte < 0x20
            || byte == b'"' as usize
            || byte == b'\\' as usize
            || match charset {
                Charset::Ascii => byte >= 0x80,
                // The first byte of U+2028 and U+2029, which end a line in JavaScript.
                Charset::Utf8 => byte == 0xe2,
            };
        byte += 1;
    }
    table
}

fn put_escaped(text: &str, special: &[bool; 256], out: &mut Vec<u8>) {
    let mut rest = text;
    while let Some(place) = rest.bytes().position(|byte| special[usize::from(byte)]) {
        let (plain, from_special) = rest.split_at(place);
        out.extend_from_slice(plain.as_bytes());
        let mut chars = from_special.chars();
        let character = chars.next().expect("there is a special byte here");
        put_character(character, special, out);
        rest = chars.as_str();
    }
    out.extend_from_slice(rest.as_bytes());
}

fn put_character(character: char, special: &[bool; 256], out: &mut Vec<u8>) {
    let short = match character {
        '"' => b'"',
        '\\' => b'\\',
        '\n' => b'n',
        '\r' => b'r',
        '\t' => b't',
        '\x08' => b'b',
        '\x0c' => b'f',
        _ => {
            let in_ascii = special[0x80];
            if character >= '\u{80}' && !in_ascii && !matches!(character, '\u{2028}' | '\u{2029}') {
                out.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
                return;
            }
            for unit in character.encode_utf16(&mut [0; 2]) {
                let mut digits = *b"\\u0000";
                crate::base::digest::hex_into(&unit.to_be_bytes(), &mut digits[2..]);
                out.extend_from_slice(&digits);
            }
            return;
        }
    };
    out.extend_from_slice(&[b'\\', short]);
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
