//! `format=php`: PHP's `serialize`, with lengths in bytes.

use super::{
    Node,
    number::{Digits, put_float, put_int},
    walk::{KeyRef, Kind, Plain, Version, walk},
};

/// Appends a tree as PHP's `serialize` writes it.
pub fn php(tree: &Node, version: Version, out: &mut Vec<u8>) {
    walk(tree, version, &mut Php(out));
}

struct Php<'o>(&'o mut Vec<u8>);

impl Php<'_> {
    #[inline]
    fn tagged(&mut self, tag: u8, number: i64, end: u8) {
        self.0.extend_from_slice(&[tag, b':']);
        put_int(number, self.0);
        self.0.push(end);
    }
}

impl Plain for Php<'_> {
    const OBJECTS: bool = false;
    const COUNTED: bool = true;

    fn null(&mut self) {
        self.0.extend_from_slice(b"N;");
    }

    fn flag(&mut self, on: bool) {
        self.0.extend_from_slice(if on { b"b:1;" } else { b"b:0;" });
    }

    fn int(&mut self, number: i64) {
        self.tagged(b'i', number, b';');
    }

    fn float(&mut self, number: f64) {
        self.0.extend_from_slice(b"d:");
        put_float(number, Digits::Exact, b'E', self.0);
        self.0.push(b';');
    }

    #[inline]
    fn text(&mut self, text: &str) {
        self.tagged(b's', text.len() as i64, b':');
        self.0.push(b'"');
        self.0.extend_from_slice(text.as_bytes());
        self.0.extend_from_slice(b"\";");
    }

    fn open(&mut self, _: Kind, count: usize) {
        self.tagged(b'a', count as i64, b':');
        self.0.push(b'{');
    }

    fn item(&mut self, place: usize) {
        self.int(place as i64);
    }

    fn entry(&mut self, _: usize, key: KeyRef<'_>) {
        match key {
            KeyRef::Index(index) => self.int(index),
            KeyRef::Name(name) | KeyRef::Word(name) => self.text(name),
        }
    }

    fn close(&mut self, _: Kind) {
        self.0.push(b'}');
    }
}
