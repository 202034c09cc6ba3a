//! An XML document node by node, as PHP's `XMLReader` walks through it: what a broken document gives before it
//! breaks is taken all the same.

use std::borrow::Cow;

use quick_xml::{
    Reader,
    errors::{Error, IllFormedError, SyntaxError},
    events::{BytesStart, Event},
};

/// So many bytes libxml takes at a time: what is wrong in the first of them is seen before anything is read.
const CHUNK: u64 = 512;

/// What kind of node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Nothing was read yet, or nothing more could be.
    None,
    /// The beginning of an element.
    Element,
    /// The end of one.
    End,
    /// Text, also in a `CDATA` section.
    Text,
    /// A comment or an instruction.
    Other,
}

/// What is wrong with a document, in libxml's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// In which line.
    pub line: usize,
    /// What.
    pub words: String,
    /// Whether the document just ends too early.
    cut: bool,
    at: u64,
}

impl Broken {
    /// Whether it is seen before the first node is read.
    pub(super) fn is_seen_at_once(&self, inside: bool) -> bool {
        if self.cut { !inside } else { self.at < CHUNK }
    }
}

/// The document, at one of its nodes.
pub(super) struct Nodes<'x> {
    source: &'x str,
    reader: Reader<&'x [u8]>,
    /// Elements that are open.
    open: Vec<(String, usize)>,
    begun: bool,
    closed: bool,
    /// Whether somebody read on after the end was reached within a field: PHP 8 throws an error.
    pub(super) leapt: bool,
    /// What was wrong, once it was come to.
    pub(super) broken: Option<Broken>,
    pub(super) kind: Kind,
    /// The node's name without a prefix; `#text`, `#comment` and so on for others.
    pub(super) name: String,
    text: String,
    empty: bool,
    key: String,
}

impl<'x> Nodes<'x> {
    pub(super) fn new(source: &'x str) -> Self {
        let mut reader = Reader::from_str(source.trim_start_matches('\u{feff}'));
        reader.config_mut().check_end_names = false;
        reader.config_mut().allow_unmatched_ends = true;
        Self {
            source,
            reader,
            open: Vec::new(),
            begun: false,
            closed: false,
            leapt: false,
            broken: None,
            kind: Kind::None,
            name: String::new(),
            text: String::new(),
            empty: false,
            key: String::new(),
        }
    }

    /// Goes to the next node; whether there is one.
    pub(super) fn read(&mut self) -> bool {
        if self.closed {
            self.leapt = true;
            return false;
        }
        let at = self.reader.buffer_position();
        match self.step() {
            Ok(found) => found,
            Err(words) => self.breaks(&words, at),
        }
    }

    /// Goes to the next node that is not within this one (`XMLReader::next`).
    pub(super) fn next(&mut self) -> bool {
        if self.kind != Kind::Element || self.empty {
            return self.read();
        }
        let depth = self.open.len();
        while self.read() {
            if self.kind == Kind::End && self.open.len() < depth {
                return self.read();
            }
        }
        false
    }

    /// What stands in this element, up to the end of any.
    pub(super) fn contents(&mut self) -> String {
        let mut buffer = String::new();
        if self.kind == Kind::Element && self.empty {
            return buffer;
        }
        while self.read() {
            match self.kind {
                Kind::Text => buffer.push_str(&self.text),
                Kind::End => return buffer,
                _ => {}
            }
        }
        self.closed = true;
        String::new()
    }

    /// The attribute `key` of this element.
    pub(super) fn key(&self) -> &str {
        &self.key
    }

    /// Whether this is the end of an element of that name.
    pub(super) fn is_end(&self, name: &str) -> bool {
        self.kind == Kind::End && self.name == name
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.empty
    }

    fn step(&mut self) -> Result<bool, String> {
        loop {
            let event = self.reader.read_event().map_err(|error| self.words(&error))?;
            (self.empty, self.kind) = (false, Kind::Other);
            match event {
                Event::Start(start) => {
                    let line = self.line(self.reader.buffer_position());
                    self.enter(&start)?;
                    self.open.push((start.name().as_ref().to_owned(), line));
                    return Ok(true);
                }
                Event::Empty(start) => {
                    self.enter(&start)?;
                    self.empty = true;
                    return Ok(true);
                }
                Event::End(end) => {
                    let name = end.name().as_ref().to_owned();
                    match self.open.pop() {
                        Some((open, _)) if open == name => {}
                        Some((open, line)) => {
                            return Err(format!(
                                "Opening and ending tag mismatch: {open} line {line} and {name}"
                            ));
                        }
                        None if self.begun => {
                            return Err("Extra content at the end of the document".to_owned());
                        }
                        None => return Err("Document is empty".to_owned()),
                    }
                    end.local_name().as_ref().clone_into(&mut self.name);
                    self.kind = Kind::End;
                    return Ok(true);
                }
                Event::Text(text) => {
                    let text = text.xml10_content();
                    if self.open.is_empty() {
                        self.check_outside(&text)?;
                        continue;
                    }
                    self.put_text(&text);
                    return Ok(true);
                }
                Event::CData(text) => {
                    self.put_text(&text.xml10_content());
                    "#cdata-section".clone_into(&mut self.name);
                    return Ok(true);
                }
                Event::GeneralRef(reference) => {
                    let text = match reference.resolve_char_ref() {
                        Ok(Some(character)) => Cow::Owned(character.to_string()),
                        Ok(None) => {
                            let name = reference.xml10_content();
                            let known = quick_xml::escape::resolve_xml_entity(&name);
                            Cow::Borrowed(known.ok_or_else(|| format!("Entity '{name}' not defined"))?)
                        }
                        Err(_) => return Err("xmlParseCharRef: invalid xmlChar value 0".to_owned()),
                    };
                    self.put_text(&text);
                    return Ok(true);
                }
                Event::Comment(_) => {
                    "#comment".clone_into(&mut self.name);
                    return Ok(true);
                }
                Event::PI(instruction) => {
                    instruction.target().clone_into(&mut self.name);
                    return Ok(true);
                }
                Event::Decl(_) | Event::DocType(_) => {}
                Event::Eof if self.open.is_empty() && self.begun => {
                    self.kind = Kind::None;
                    return Ok(false);
                }
                // The end is reached within an element, or there was none: the words are libxml's.
                Event::Eof => {
                    let at = self.source.len() as u64;
                    let line = self.line(at);
                    let words = "Extra content at the end of the document".to_owned();
                    self.broken.get_or_insert(Broken { line, words, cut: true, at });
                    self.kind = Kind::None;
                    return Ok(false);
                }
            }
        }
    }

    fn enter(&mut self, start: &BytesStart<'_>) -> Result<(), String> {
        if self.open.is_empty() && self.begun {
            return Err("Extra content at the end of the document".to_owned());
        }
        self.begun = true;
        self.kind = Kind::Element;
        start.local_name().as_ref().clone_into(&mut self.name);
        let key = start.try_get_attribute("key").ok().flatten();
        self.key = key.map(|key| key.value.to_string()).unwrap_or_default();
        Ok(())
    }

    fn put_text(&mut self, text: &str) {
        text.clone_into(&mut self.text);
        "#text".clone_into(&mut self.name);
        self.kind = Kind::Text;
    }

    /// Outside of the one element there is only white space.
    fn check_outside(&self, text: &str) -> Result<(), String> {
        if text.trim_ascii().is_empty() {
            return Ok(());
        }
        Err(if self.begun { "Extra content at the end of the document" } else { "Document is empty" }
            .to_owned())
    }

    fn breaks(&mut self, words: &str, at: u64) -> bool {
        // A tag that does not end is not wrong before the document ends.
        let unclosed = words.starts_with("Couldn't find end") && self.begun;
        let cut = unclosed && !self.open.is_empty() || words.starts_with("xmlParseEntityRef");
        let words =
            if unclosed { "Extra content at the end of the document".to_owned() } else { words.to_owned() };
        let line = self.line(at);
        self.broken.get_or_insert(Broken { line, words, cut, at });
        self.kind = Kind::None;
        self.name.clear();
        // Every later attempt ends here, too.
        self.reader = Reader::from_str("");
        self.open.clear();
        self.begun = true;
        false
    }

    fn words(&self, error: &Error) -> String {
        match error {
            Error::IllFormed(IllFormedError::UnclosedReference) => "xmlParseEntityRef: no name".to_owned(),
            Error::Syntax(SyntaxError::UnclosedTag) => {
                let rest = &self.source[self.source.rfind('<').map_or(0, |place| place + 1)..];
                let name =
                    rest.split(|c: char| c.is_ascii_whitespace() || c == '>').next().unwrap_or_default();
                format!("Couldn't find end of Start Tag {name}")
            }
            Error::Syntax(SyntaxError::UnclosedComment) => "Comment not terminated".to_owned(),
            Error::Syntax(SyntaxError::UnclosedCData) => "CData section not finished".to_owned(),
            _ => "StartTag: invalid element name".to_owned(),
        }
    }

    fn line(&self, at: u64) -> usize {
        let end = (at as usize).min(self.source.len());
        1 + self.source[..end].matches('\n').count()
    }
}

/// What is wrong with a document, if anything is.
pub(super) fn check(source: &str) -> Option<Broken> {
    let mut nodes = Nodes::new(source);
    while nodes.read() {}
    nodes.broken
}
