//! The fields of a request as PHP and MediaWiki's `WebRequest` read them: the last of a name wins and keeps the place of
//! the first, `a[]` is a list, `.` and space in names become `_`, bad UTF-8 is mended, text is NFC.

use std::{
    borrow::Cow,
    sync::atomic::{AtomicBool, Ordering},
};

use percent_encoding::percent_decode;

use super::{
    Body, Param, Part,
    mend::{mend, text},
    spec::{kind_after, name_kind},
};

/// How many fields one request may bring, query and body together. PHP's `max_input_vars` is as large and drops the rest
/// without a word; a test double says so instead.
pub const MOST_FIELDS: usize = 1000;

/// A request has more than [`MOST_FIELDS`] fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooManyFields;

/// Where a field stood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// In the query string.
    Query,
    /// In the body of a POST.
    Body,
}

/// One field.
#[derive(Debug)]
pub struct Field<'r> {
    name: Cow<'r, str>,
    value: Cow<'r, str>,
    raw: Option<Vec<u8>>,
    /// In the body; a field of the query string that the body overrides is gone.
    origin: Origin,
    /// Whether the query string named it too, body or not.
    in_query: bool,
    is_list: bool,
    used: AtomicBool,
}

impl Field<'_> {
    /// Its name as PHP has it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its value, mended and normalized. A list has none.
    pub fn value(&self) -> Option<&str> {
        (!self.is_list).then_some(&*self.value)
    }

    /// The bytes as they were sent, if the value is not exactly them.
    pub fn raw(&self) -> Option<&[u8]> {
        self.raw.as_deref()
    }

    /// Where it stood; the body wins.
    pub fn origin(&self) -> Origin {
        self.origin
    }

    /// Whether it was sent as `name[]`.
    pub fn is_list(&self) -> bool {
        self.is_list
    }
}

/// All fields of a request, borrowed from it where nothing had to be decoded.
#[derive(Debug, Default)]
pub struct Fields<'r> {
    // Not inline: a `SmallVec` would tie the borrow of the fields to their own lifetime.
    list: Vec<Field<'r>>,
    uploads: &'r [Part],
    /// A bit for each kind of name ([`name_kind`]): most parameters a module declares are absent, and this says so at once.
    seen: u64,
    /// Whether U+001F at the beginning of a value makes a list of it.
    lists: bool,
}

impl<'r> Fields<'r> {
    /// Reads query string and body. The body's fields come first, as in PHP's `$_POST + $_GET`.
    pub fn parse(query: Option<&'r str>, body: &'r Body) -> Result<Self, TooManyFields> {
        Self::parse_as(query, body, true)
    }

    /// The same; whether U+001F at the beginning of a value makes a list of it. It is mended elsewhere.
    pub fn parse_as(query: Option<&'r str>, body: &'r Body, lists: bool) -> Result<Self, TooManyFields> {
        let mut fields = Self { list: Vec::with_capacity(8), lists, ..Self::default() };
        match body {
            Body::Form(bytes) => match std::str::from_utf8(bytes) {
                Ok(text) => fields.add_pairs(text, Origin::Body)?,
                Err(_) => fields.add_raw_pairs(bytes, Origin::Body)?,
            },
            Body::Multipart(parts) => {
                fields.uploads = parts;
                for part in parts.iter().filter(|part| part.filename.is_none()) {
                    fields.add(
                        Cow::Borrowed(part.name.as_bytes()),
                        Cow::Borrowed(&part.bytes),
                        Origin::Body,
                    )?;
                }
            }
            Body::Empty | Body::Other(_) => {}
        }
        if let Some(query) = query {
            fields.add_pairs(query, Origin::Query)?;
        }
        Ok(fields)
    }

    fn add_pairs(&mut self, text: &'r str, origin: Origin) -> Result<(), TooManyFields> {
        let mut rest = text;
        while !rest.is_empty() {
            let pair = Pair::first_of(rest.as_bytes());
            let (name, value) = (&rest[..pair.split], rest.get(pair.split + 1..pair.end).unwrap_or_default());
            rest = rest.get(pair.end + 1..).unwrap_or_default();
            if pair.plain {
                self.put(Cow::Borrowed(name), false, Cow::Borrowed(value), None, origin)?;
            } else {
                self.add(unescape(name.as_bytes()), unescape(value.as_bytes()), origin)?;
            }
        }
        Ok(())
    }

    /// The same for bytes that are no text: nothing can be borrowed from them.
    fn add_raw_pairs(&mut self, bytes: &'r [u8], origin: Origin) -> Result<(), TooManyFields> {
        for pair in bytes.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty()) {
            let split = Pair::first_of(pair).split;
            let (name, value) = (&pair[..split], &pair[(split + 1).min(pair.len())..]);
            self.add(unescape(name), unescape(value), origin)?;
        }
        Ok(())
    }

    fn add(
        &mut self,
        name: Cow<'r, [u8]>,
        value: Cow<'r, [u8]>,
        origin: Origin,
    ) -> Result<(), TooManyFields> {
        let Some((name, is_list)) = php_name(name) else { return Ok(()) };
        let (value, raw) = mend(value, origin, self.lists);
        self.put(name, is_list, value, raw, origin)
    }

    fn put(
        &mut self,
        name: Cow<'r, str>,
        is_list: bool,
        value: Cow<'r, str>,
        raw: Option<Vec<u8>>,
        origin: Origin,
    ) -> Result<(), TooManyFields> {
        let known = self.position(&name);
        if let Some(at) = known {
            let field = &mut self.list[at];
            if origin == Origin::Query && field.origin == Origin::Body {
                field.in_query = true;
                return Ok(());
            }
            (field.value, field.raw, field.is_list) = (value, raw, is_list);
            return Ok(());
        }
        if self.list.len() == MOST_FIELDS {
            return Err(TooManyFields);
        }
        self.seen |= 1 << name_kind(&name);
        let in_query = origin == Origin::Query;
        self.list.push(Field { name, value, raw, origin, in_query, is_list, used: AtomicBool::new(false) });
        Ok(())
    }

    fn position(&self, name: &str) -> Option<usize> {
        if self.seen >> name_kind(name) & 1 == 0 {
            return None;
        }
        self.list.iter().position(|field| field.name == name)
    }

    /// The field of that name, whose reading is remembered: what nobody reads is told as unrecognized.
    #[inline]
    pub fn take(&self, name: &Name<'_>) -> Option<&Field<'r>> {
        if self.seen >> name.kind() & 1 == 0 {
            return None;
        }
        let field = self.list.iter().find(|field| name.is(&field.name))?;
        field.used.store(true, Ordering::Relaxed);
        Some(field)
    }

    /// A bit for each kind of name that is left here when so many letters are taken from the front of each.
    #[inline]
    pub(super) fn seen_after(&self, letters: usize) -> u64 {
        self.seen.rotate_right(kind_after(letters, 0).into())
    }

    /// The field of that name, without remembering that it was looked at.
    pub fn peek(&self, name: &str) -> Option<&Field<'r>> {
        self.position(name).map(|at| &self.list[at])
    }

    /// The value of a field that is no list, without remembering that it was looked at.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.peek(name).and_then(Field::value)
    }

    /// The value of the field that is this parameter of a module without a prefix, if it is no list. It is not remembered
    /// that it was looked at.
    pub fn given(&self, param: &Param) -> Option<&str> {
        if self.seen >> param.kind_of_name & 1 == 0 { None } else { self.value(param.wire()) }
    }

    /// The file of that name.
    pub fn upload(&self, name: &Name<'_>) -> Option<&'r Part> {
        self.uploads.iter().find(|part| part.filename.is_some() && name.is(&part.name))
    }

    /// Whether the query string has that field, whether or not the body has it too.
    pub fn in_query(&self, name: &str) -> bool {
        self.peek(name).is_some_and(|field| field.in_query)
    }

    /// All fields, in PHP's order.
    pub fn iter(&self) -> impl Iterator<Item = &Field<'r>> {
        self.list.iter()
    }

    /// The names that nobody read, in order, each with its place among all.
    pub fn unused(&self) -> impl Iterator<Item = (usize, &str)> {
        let unused = |(_, field): &(usize, &Field<'_>)| !field.used.load(Ordering::Relaxed);
        self.list.iter().enumerate().filter(unused).map(|(place, field)| (place, field.name()))
    }
}

/// A parameter's whole name, kept in pieces so that nobody has to join them: `g` for a generator, the module's prefix, the name.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_field_names, reason = "a name's last piece is what the wire calls its name")]
pub struct Name<'a> {
    pub(super) generator: bool,
    pub(super) prefix: &'a str,
    pub(super) name: &'a str,
}

impl<'a> Name<'a> {
    /// A name without a prefix.
    pub const fn plain(name: &'a str) -> Self {
        Self { generator: false, prefix: "", name }
    }

    /// A name with a module's prefix.
    pub const fn of(prefix: &'a str, name: &'a str) -> Self {
        Self { generator: false, prefix, name }
    }

    /// The same, beginning with `g` if it is of a generator.
    pub const fn of_generator(self, generator: bool) -> Self {
        Self { generator, ..self }
    }

    #[inline]
    fn kind(&self) -> u8 {
        kind_after(self.before(), name_kind(self.name))
    }

    /// How many letters stand before the parameter's own name.
    #[inline]
    fn before(&self) -> usize {
        usize::from(self.generator) + self.prefix.len()
    }

    #[inline]
    fn is(&self, whole: &str) -> bool {
        whole.len() == self.before() + self.name.len()
            && whole.ends_with(self.name)
            && whole
                .strip_prefix(if self.generator { "g" } else { "" })
                .is_some_and(|rest| rest.starts_with(self.prefix))
    }
}

impl std::fmt::Display for Name<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.generator {
            f.write_str("g")?;
        }
        f.write_str(self.prefix)?;
        f.write_str(self.name)
    }
}

/// The pieces of `name=value&…`.
struct Pair {
    /// Where the name ends: at the first equals sign, or at the end.
    split: usize,
    /// Whether both stand for themselves: nothing to decode, mangle, mend or normalize. Most pairs are so.
    plain: bool,
    /// Where the pair ends.
    end: usize,
}

impl Pair {
    /// The first pair of a query string, in one walk over it.
    #[inline]
    fn first_of(bytes: &[u8]) -> Self {
        let mut equals = None;
        let mut plain = true;
        let mut end = bytes.len();
        for (at, byte) in bytes.iter().enumerate() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'-' => {}
                b'&' => {
                    end = at;
                    break;
                }
                b'=' if equals.is_none() => equals = Some(at),
                // In a name these would be mangled.
                b' ' | b'.' | b'[' | b']' if equals.is_none() => plain = false,
                b'%' | b'+' => plain = false,
                b' '..=0x7e => {}
                _ => plain = false,
            }
        }
        let split = equals.unwrap_or(end);
        Self { split, plain: plain && split > 0, end }
    }
}

fn unescape(bytes: &[u8]) -> Cow<'_, [u8]> {
    let Some(first) = memchr::memchr2(b'%', b'+', bytes) else { return Cow::Borrowed(bytes) };
    let spaced: Cow<'_, [u8]> = if bytes[first..].contains(&b'+') {
        Cow::Owned(bytes.iter().map(|byte| if *byte == b'+' { b' ' } else { *byte }).collect())
    } else {
        Cow::Borrowed(bytes)
    };
    match spaced {
        Cow::Borrowed(bytes) => percent_decode(bytes).into(),
        Cow::Owned(bytes) => Cow::Owned(percent_decode(&bytes).collect()),
    }
}

/// The name as `php_register_variable_ex` makes it, and whether it names a list. `None`: PHP ignores the field.
fn php_name(name: Cow<'_, [u8]>) -> Option<(Cow<'_, str>, bool)> {
    if name.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')) && !name.is_empty()
    {
        return Some((text(name), false));
    }
    let trimmed = name.trim_ascii_start();
    let start = trimmed.iter().position(|byte| *byte == b'[');
    // `a[b]` is a list called `a`; a bracket that is never closed becomes `_`.
    if start == Some(0) {
        return None;
    }
    let list = start.filter(|at| trimmed[*at..].contains(&b']'));
    let kept = &trimmed[..list.unwrap_or(trimmed.len())];
    let mangled: Vec<u8> = kept
        .iter()
        .enumerate()
        .map(|(at, byte)| match byte {
            b' ' | b'.' => b'_',
            b'[' if Some(at) == start => b'_',
            byte => *byte,
        })
        .collect();
    (!mangled.is_empty()).then(|| (text(Cow::Owned(mangled)), list.is_some()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(query: &'static str) -> Vec<(String, String)> {
        let fields = Fields::parse(Some(query), &Body::Empty).unwrap();
        fields
            .iter()
            .map(|field| (field.name().to_owned(), field.value().unwrap_or("<list>").to_owned()))
            .collect()
    }

    fn pair(name: &str, value: &str) -> (String, String) {
        (name.to_owned(), value.to_owned())
    }

    #[test]
    fn the_last_of_a_name_wins_in_the_place_of_the_first() {
        assert_eq!(parse("a=1&b=2&a=3"), [pair("a", "3"), pair("b", "2")]);
    }

    #[test]
    fn names_are_mangled_as_php_does() {
        assert_eq!(
            parse("a.b=1&+c d=2&e[]=3&=4&f[g=5&&h&[]=6&[i=7"),
            [pair("a_b", "1"), pair("c_d", "2"), pair("e", "<list>"), pair("f_g", "5"), pair("h", ""),]
        );
    }

    #[test]
    fn plus_and_percent_are_decoded() {
        assert_eq!(parse("a=%2B%5C+b&c=%zz%4"), [pair("a", "+\\ b"), pair("c", "%zz%4")]);
    }

    #[test]
    fn bad_utf8_is_windows_1252_in_a_query_and_replaced_in_a_body() {
        assert_eq!(parse("a=caf%E9"), [pair("a", "café")]);
        let body = Body::Form(bytes::Bytes::from_static(b"a=caf%E9"));
        assert_eq!(Fields::parse(None, &body).unwrap().value("a"), Some("caf\u{fffd}"));
    }

    #[test]
    fn text_is_composed_and_the_bytes_as_sent_are_kept() {
        let fields = Fields::parse(Some("a=e%CC%81&b=%C3%A9&c=%01&d=%1Fx%1Fe%CC%81"), &Body::Empty).unwrap();
        assert_eq!(fields.value("a"), Some("é"));
        assert_eq!(fields.peek("a").unwrap().raw(), Some("e\u{301}".as_bytes()));
        assert_eq!(fields.peek("b").unwrap().raw(), None);
        assert_eq!(fields.value("c"), Some("\u{fffd}"));
        assert_eq!(fields.value("d"), Some("\x1fx\x1fé"));
        let before = Fields::parse_as(Some("d=%1Fx%1Fe%CC%81"), &Body::Empty, false).unwrap();
        assert_eq!(before.value("d"), Some("\u{fffd}x\u{fffd}é"));
    }

    #[test]
    fn the_body_wins_over_the_query_and_stands_first() {
        let body = Body::Form(bytes::Bytes::from_static(b"b=2"));
        let fields = Fields::parse(Some("a=1&b=1"), &body).unwrap();
        assert_eq!(fields.iter().map(Field::name).collect::<Vec<_>>(), ["b", "a"]);
        assert_eq!(fields.value("b"), Some("2"));
        assert!(fields.in_query("b"));
    }

    #[test]
    fn what_nobody_read_is_told() {
        let fields = Fields::parse(Some("gaplimit=1&x=2"), &Body::Empty).unwrap();
        let name = Name { generator: true, prefix: "ap", name: "limit" };
        assert_eq!(fields.take(&name).and_then(Field::value), Some("1"));
        assert_eq!(fields.unused().map(|(_, name)| name).collect::<Vec<_>>(), ["x"]);
    }

    #[test]
    fn a_thousand_and_one_fields_are_too_many() {
        let query: String = (0..=MOST_FIELDS).map(|n| format!("f{n}=1&")).collect();
        assert_eq!(Fields::parse(Some(&query), &Body::Empty).unwrap_err(), TooManyFields);
    }
}
