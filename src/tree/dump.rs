//! The formats that went away with 1.26 and 1.27: what PHP itself prints of an array (`txt`, `dbg`, `dump`) and WDDX
//! (`ApiFormatTxt`, `ApiFormatDbg`, `ApiFormatDump`, `ApiFormatWddx`).

use std::io::Write;

use super::{
    Node,
    escape::{InAttribute, InQuotedText, put_escaped},
    number::{Digits, put_float, put_int},
    walk::{KeyRef, Kind, Plain, Version, walk},
};

/// One of these formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DumpStyle {
    /// `print_r()`: `txt`.
    Readable,
    /// `var_export()`: `dbg`.
    Source,
    /// `var_dump()`: `dump`.
    Typed,
    /// WDDX, as MediaWiki writes it where PHP cannot.
    Packet,
}

/// Appends a tree in one of these formats.
pub fn dump(tree: &Node, style: DumpStyle, version: Version, out: &mut Vec<u8>) {
    match style {
        DumpStyle::Readable => walk(tree, version, &mut Readable { out, depth: 0 }),
        DumpStyle::Source => walk(tree, version, &mut Source { out, depth: 0 }),
        DumpStyle::Typed => walk(tree, version, &mut Typed { out, depth: 0 }),
        DumpStyle::Packet => {
            out.extend_from_slice(b"<?xml version=\"1.0\"?><wddxPacket version=\"1.0\"> <header/> <data>");
            walk(tree, version, &mut Packet { out, named: Vec::new() });
            out.extend_from_slice(b" </data></wddxPacket>");
        }
    }
}

fn indent(count: usize, out: &mut Vec<u8>) {
    out.resize(out.len() + count, b' ');
}

struct Readable<'o> {
    out: &'o mut Vec<u8>,
    depth: usize,
}

impl Plain for Readable<'_> {
    const OBJECTS: bool = false;
    const COUNTED: bool = false;

    fn null(&mut self) {}

    fn flag(&mut self, on: bool) {
        self.out.extend_from_slice(if on { b"1" } else { b"" });
    }

    fn int(&mut self, number: i64) {
        put_int(number, self.out);
    }

    fn float(&mut self, number: f64) {
        put_float(number, Digits::Fourteen, b'E', self.out);
    }

    fn text(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    fn open(&mut self, _: Kind, _: usize) {
        self.out.extend_from_slice(b"Array\n");
        indent(8 * self.depth, self.out);
        self.out.extend_from_slice(b"(\n");
        self.depth += 1;
    }

    fn item(&mut self, place: usize) {
        self.entry(place, KeyRef::Index(place as i64));
    }

    fn entry(&mut self, place: usize, key: KeyRef<'_>) {
        if place > 0 {
            self.out.push(b'\n');
        }
        indent(8 * self.depth - 4, self.out);
        match key {
            KeyRef::Index(index) => write!(self.out, "[{index}] => "),
            KeyRef::Name(name) | KeyRef::Word(name) => write!(self.out, "[{name}] => "),
        }
        .expect("a vector takes all");
    }

    fn close(&mut self, _: Kind) {
        self.depth -= 1;
        // Every value ends its line, the last one too.
        if !self.out.ends_with(b"(\n") {
            self.out.push(b'\n');
        }
        indent(8 * self.depth, self.out);
        self.out.extend_from_slice(b")\n");
    }
}

struct Source<'o> {
    out: &'o mut Vec<u8>,
    depth: usize,
}

impl Source<'_> {
    fn quoted(&mut self, text: &str) {
        self.out.push(b'\'');
        for byte in text.bytes() {
            if matches!(byte, b'\\' | b'\'') {
                self.out.push(b'\\');
            }
            self.out.push(byte);
        }
        self.out.push(b'\'');
    }
}

impl Plain for Source<'_> {
    const OBJECTS: bool = false;
    const COUNTED: bool = false;

    fn null(&mut self) {
        self.out.extend_from_slice(b"NULL");
    }

    fn flag(&mut self, on: bool) {
        self.out.extend_from_slice(if on { b"true" } else { b"false" });
    }

    fn int(&mut self, number: i64) {
        put_int(number, self.out);
    }

    fn float(&mut self, number: f64) {
        put_float(number, Digits::Exact, b'E', self.out);
    }

    fn text(&mut self, text: &str) {
        self.quoted(text);
    }

    fn open(&mut self, _: Kind, _: usize) {
        if self.depth > 0 {
            self.out.push(b'\n');
            indent(2 * self.depth, self.out);
        }
        self.out.extend_from_slice(b"array (\n");
        self.depth += 1;
    }

    fn item(&mut self, place: usize) {
        self.entry(place, KeyRef::Index(place as i64));
    }

    fn entry(&mut self, place: usize, key: KeyRef<'_>) {
        if place > 0 {
            self.out.extend_from_slice(b",\n");
        }
        indent(2 * self.depth, self.out);
        match key {
            KeyRef::Index(index) => put_int(index, self.out),
            KeyRef::Name(name) | KeyRef::Word(name) => self.quoted(name),
        }
        self.out.extend_from_slice(b" => ");
    }

    fn close(&mut self, _: Kind) {
        self.depth -= 1;
        if !self.out.ends_with(b"array (\n") {
            self.out.extend_from_slice(b",\n");
        }
        indent(2 * self.depth, self.out);
        self.out.push(b')');
    }
}

struct Typed<'o> {
    out: &'o mut Vec<u8>,
    depth: usize,
}

impl Typed<'_> {
    fn line(&mut self, line: std::fmt::Arguments<'_>) {
        indent(2 * self.depth, self.out);
        self.out.write_fmt(line).expect("a vector takes all");
        self.out.push(b'\n');
    }
}

impl Plain for Typed<'_> {
    const OBJECTS: bool = false;
    const COUNTED: bool = true;

    fn null(&mut self) {
        self.line(format_args!("NULL"));
    }

    fn flag(&mut self, on: bool) {
        self.line(format_args!("bool({on})"));
    }

    fn int(&mut self, number: i64) {
        self.line(format_args!("int({number})"));
    }

    fn float(&mut self, number: f64) {
        indent(2 * self.depth, self.out);
        self.out.extend_from_slice(b"float(");
        put_float(number, Digits::Exact, b'E', self.out);
        self.out.extend_from_slice(b")\n");
    }

    fn text(&mut self, text: &str) {
        self.line(format_args!("string({}) \"{text}\"", text.len()));
    }

    fn open(&mut self, _: Kind, count: usize) {
        self.line(format_args!("array({count}) {{"));
        self.depth += 1;
    }

    fn item(&mut self, place: usize) {
        self.line(format_args!("[{place}]=>"));
    }

    fn entry(&mut self, _: usize, key: KeyRef<'_>) {
        match key {
            KeyRef::Index(index) => self.line(format_args!("[{index}]=>")),
            KeyRef::Name(name) | KeyRef::Word(name) => self.line(format_args!("[\"{name}\"]=>")),
        }
    }

    fn close(&mut self, _: Kind) {
        self.depth -= 1;
        self.line(format_args!("}}"));
    }
}

struct Packet<'o> {
    out: &'o mut Vec<u8>,
    /// For each list or map that is open, whether a value in it has a name to be closed.
    named: Vec<bool>,
}

impl Packet<'_> {
    fn close_name(&mut self) {
        if self.named.last_mut().is_some_and(std::mem::take) {
            self.out.extend_from_slice(b"</var>");
        }
    }
}

impl Plain for Packet<'_> {
    const OBJECTS: bool = false;
    const COUNTED: bool = true;

    fn null(&mut self) {
        self.out.extend_from_slice(b"<null/>");
    }

    fn flag(&mut self, on: bool) {
        write!(self.out, "<boolean value=\"{on}\" />").expect("a vector takes all");
    }

    fn int(&mut self, number: i64) {
        write!(self.out, "<number>{number}</number>").expect("a vector takes all");
    }

    fn float(&mut self, number: f64) {
        self.out.extend_from_slice(b"<number>");
        put_float(number, Digits::Fourteen, b'E', self.out);
        self.out.extend_from_slice(b"</number>");
    }

    fn text(&mut self, text: &str) {
        if text.is_empty() {
            return self.out.extend_from_slice(b"<string />");
        }
        self.out.extend_from_slice(b"<string>");
        put_escaped(text, InQuotedText, self.out);
        self.out.extend_from_slice(b"</string>");
    }

    fn open(&mut self, kind: Kind, count: usize) {
        if kind == Kind::List || count == 0 {
            write!(self.out, "<array length=\"{count}\">").expect("a vector takes all");
        } else {
            self.out.extend_from_slice(b"<struct>");
        }
        self.named.push(false);
    }

    fn item(&mut self, _: usize) {}

    fn entry(&mut self, _: usize, key: KeyRef<'_>) {
        self.close_name();
        self.out.extend_from_slice(b"<var name=\"");
        match key {
            KeyRef::Index(index) => put_int(index, self.out),
            KeyRef::Name(name) | KeyRef::Word(name) => put_escaped(name, InAttribute, self.out),
        }
        self.out.extend_from_slice(b"\">");
        if let Some(named) = self.named.last_mut() {
            *named = true;
        }
    }

    fn close(&mut self, kind: Kind) {
        let structured = self.named.last().copied().unwrap_or_default();
        self.close_name();
        self.named.pop();
        let end: &[u8] = if kind == Kind::List || !structured { b"</array>" } else { b"</struct>" };
        self.out.extend_from_slice(end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree() -> Node {
        let mut user = Node::map();
        user.set("id", 3).set("name", "O'Neil \"<\"").set("groups", Node::texts("g", ["*", "user"]));
        let mut tree = Node::map();
        tree.set("query", user);
        tree
    }

    fn written(style: DumpStyle) -> String {
        let mut out = Vec::new();
        dump(&tree(), style, Version::V1, &mut out);
        String::from_utf8(out).unwrap()
    }

    // As PHP 7.4 prints array( 'query' => array( 'id' => 3, … ) ).
    #[test]
    fn txt_is_what_print_r_prints() {
        assert_eq!(
            written(DumpStyle::Readable),
            "Array\n(\n    [query] => Array\n        (\n            [id] => 3\n            [name] => O'Neil \"<\"\n\
            \u{20}           [groups] => Array\n                (\n                    [0] => *\n\
            \u{20}                   [1] => user\n                )\n\n        )\n\n)\n"
        );
    }

    #[test]
    fn dbg_is_what_var_export_prints() {
        assert_eq!(
            written(DumpStyle::Source),
            "array (\n  'query' => \n  array (\n    'id' => 3,\n    'name' => 'O\\'Neil \"<\"',\n    'groups' => \n\
            \u{20}   array (\n      0 => '*',\n      1 => 'user',\n    ),\n  ),\n)"
        );
    }

    #[test]
    fn dump_is_what_var_dump_prints() {
        assert_eq!(
            written(DumpStyle::Typed),
            "array(1) {\n  [\"query\"]=>\n  array(3) {\n    [\"id\"]=>\n    int(3)\n    [\"name\"]=>\n\
            \u{20}   string(10) \"O'Neil \"<\"\"\n    [\"groups\"]=>\n    array(2) {\n      [0]=>\n\
            \u{20}     string(1) \"*\"\n      [1]=>\n      string(4) \"user\"\n    }\n  }\n}\n"
        );
    }

    #[test]
    fn wddx_has_structs_and_arrays() {
        assert_eq!(
            written(DumpStyle::Packet),
            "<?xml version=\"1.0\"?><wddxPacket version=\"1.0\"> <header/> <data><struct><var name=\"query\">\
            <struct><var name=\"id\"><number>3</number></var><var name=\"name\"><string>O'Neil \
            &quot;&lt;&quot;</string></var><var name=\"groups\"><array length=\"2\"><string>*</string>\
            <string>user</string></array></var></struct></var></struct> </data></wddxPacket>"
        );
    }
}
