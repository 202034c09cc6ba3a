//! Wikitext to something like plain text: tags away, character references read, white space joined
//! (`ApiErrorFormatter::stripMarkup`, `Sanitizer::stripAllTags`).

use std::borrow::Cow;

use crate::{
    base::Text,
    release::{Release, V1_30, V1_32, V1_36},
};

/// Tags that quote: they become a quotation mark.
const QUOTING: [&[u8]; 4] = [b"var", b"kbd", b"samp", b"code"];

/// Elements that stand in a block of their own: their tags become a space, so that words do not grow
/// together.
const BLOCKS: &str = "\
    address article aside blockquote br canvas dd div dl dt fieldset figcaption figure footer form h1 h2 \
    h3 h4 h5 h6 header hgroup hr li main nav noscript ol output p pre section table td tfoot th tr ul \
    video";

/// The names of the characters U+00A0 to U+00FF, which HTML knows without a semicolon as well.
const LATIN: &str = "\
    nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 \
    sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc \
    Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve \
    Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute \
    acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde \
    ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";

/// Other names that HTML knows without a semicolon.
const SHORT: &[(&str, char)] = &[
    ("amp", '&'),
    ("AMP", '&'),
    ("lt", '<'),
    ("LT", '<'),
    ("gt", '>'),
    ("GT", '>'),
    ("quot", '"'),
    ("QUOT", '"'),
    ("COPY", '©'),
    ("REG", '®'),
];

/// The more common of the names that need their semicolon.
const LONG: &[(&str, char)] = &[
    ("apos", '\''),
    ("bull", '•'),
    ("dagger", '†'),
    ("euro", '€'),
    ("hellip", '…'),
    ("infin", '∞'),
    ("larr", '←'),
    ("ldquo", '“'),
    ("lsquo", '‘'),
    ("mdash", '—'),
    ("minus", '−'),
    ("ndash", '–'),
    ("prime", '′'),
    ("rarr", '→'),
    ("rdquo", '”'),
    ("rsquo", '’'),
    ("thinsp", '\u{2009}'),
    ("trade", '™'),
    ("zwj", '\u{200d}'),
    ("zwnj", '\u{200c}'),
];

/// The text as the `bc` and `plaintext` formats say it. Text without any markup is handed back as it is.
pub fn strip_markup(text: Text, release: Release) -> Text {
    if is_plain(&text) {
        return text;
    }
    let quoted = quotation_marks(&text);
    if release < V1_30 {
        return Text::Owned(without_tags(&quoted));
    }
    if release < V1_32 {
        return Text::Owned(without_brackets(&quoted));
    }
    // 1.36: what stands in `<script>` and `<style>` is no text.
    let kept = Reader { out: String::with_capacity(quoted.len()), hides: release >= V1_36, hidden: false };
    Text::Owned(joined_spaces(&kept.read(&quoted)))
}

fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut after_space = true;
    for &byte in bytes {
        match byte {
            b'<' | b'&' | b'\n' | b'\r' | b'\t' | 0 => return false,
            b' ' if after_space => return false,
            _ => after_space = byte == b' ',
        }
    }
    bytes.is_empty() || !after_space
}

fn quotation_marks(text: &str) -> Cow<'_, str> {
    if !text.contains('<') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = quoting_tag(rest.as_bytes());
        if length == 0 {
            out.push('<');
            rest = &rest[1..];
        } else {
            out.push('"');
            rest = &rest[length..];
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The length of the quoting tag that the text begins with, or 0.
fn quoting_tag(text: &[u8]) -> usize {
    let slash = usize::from(text.get(1) == Some(&b'/'));
    let name = &text[1 + slash..];
    QUOTING
        .iter()
        .find(|tag| name.starts_with(tag) && name.get(tag.len()) == Some(&b'>'))
        .map_or(0, |tag| 1 + slash + tag.len() + 1)
}

/// Before 1.32: all between `<` and `>` goes, references want their semicolon, and each line's end becomes a
/// space.
fn without_brackets(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['<', '&', '\r', '\n', '\t']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let tag_end = if rest.starts_with('<') { rest.find('>') } else { None };
        let reference =
            numeric(rest).or_else(|| named(rest)).filter(|(_, length)| rest[..*length].ends_with(';'));
        let length = match (tag_end, reference) {
            (Some(end), _) => end + 1,
            (None, Some((character, length))) => {
                out.push(character);
                length
            }
            (None, None) => {
                let kept = &rest[..1];
                out.push_str(if kept == "<" || kept == "&" { kept } else { " " });
                1
            }
        };
        rest = &rest[length..];
    }
    out.push_str(rest);
    out
}

/// As 1.29 does it: spaces and the ends of lines stay (`strip_tags`, `html_entity_decode`).
fn without_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['<', '&']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let is_tag = rest.starts_with('<') && !rest[1..].starts_with(char::is_whitespace);
        let reference =
            numeric(rest).or_else(|| named(rest)).filter(|(_, length)| rest[..*length].ends_with(';'));
        let length = match (is_tag, reference) {
            (true, _) => rest.find('>').map_or(rest.len(), |end| end + 1),
            (false, Some((character, length))) => {
                out.push(character);
                length
            }
            (false, None) => {
                out.push_str(&rest[..1]);
                1
            }
        };
        rest = &rest[length..];
    }
    out.push_str(rest);
    out
}

/// Reads text as HTML and keeps the characters only.
struct Reader {
    out: String,
    /// Whether some elements hide what stands in them.
    hides: bool,
    /// Inside such an element just now.
    hidden: bool,
}

impl Reader {
    fn read(mut self, text: &str) -> String {
        let mut rest = text;
        while let Some(at) = rest.find(['<', '&', '\0']) {
            self.keep(&rest[..at]);
            rest = &rest[at..];
            rest = match rest.as_bytes()[0] {
                b'<' => self.tag(rest),
                b'&' if self.hidden => &rest[1..],
                b'&' => read_reference(rest, &mut self.out),
                _ => &rest[1..],
            };
        }
        self.keep(rest);
        self.out
    }

    fn keep(&mut self, text: &str) {
        if !self.hidden {
            self.out.push_str(text);
        }
    }

    /// Skips the tag or comment at the start; a `<` that begins neither is text.
    fn tag<'t>(&mut self, text: &'t str) -> &'t str {
        let bytes = text.as_bytes();
        match bytes.get(1) {
            Some(b'!') if text.starts_with("<!--") => {
                text[4..].find("-->").map_or("", |end| &text[4 + end + 3..])
            }
            Some(b'!' | b'?') => after_bracket(text),
            Some(b'/') if bytes.get(2).is_some_and(u8::is_ascii_alphabetic) => self.named_tag(text, 2),
            Some(b'/') if bytes.len() > 2 => after_bracket(text),
            Some(byte) if byte.is_ascii_alphabetic() => self.named_tag(text, 1),
            _ => {
                self.keep("<");
                &text[1..]
            }
        }
    }

    fn named_tag<'t>(&mut self, text: &'t str, name_at: usize) -> &'t str {
        let bytes = text.as_bytes();
        let ends_name = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>');
        let name_end = name_at + bytes[name_at..].iter().position(ends_name).unwrap_or(bytes.len() - name_at);
        let Some(end) = tag_end(bytes, name_end) else { return "" };
        let name = &text[name_at..name_end];
        if self.hides && ["script", "style"].iter().any(|hiding| hiding.eq_ignore_ascii_case(name)) {
            self.hidden = name_at == 1;
        }
        if BLOCKS.split(' ').any(|block| block.eq_ignore_ascii_case(name)) {
            self.out.push(' ');
        }
        &text[end + 1..]
    }
}

fn after_bracket(text: &str) -> &str {
    text.find('>').map_or("", |end| &text[end + 1..])
}

/// Where the bracket that ends a tag is, quoted values left out.
fn tag_end(bytes: &[u8], from: usize) -> Option<usize> {
    let mut quote = None;
    for at in from..bytes.len() {
        match (quote, bytes[at]) {
            (None, b'>') => return Some(at),
            // A quotation mark counts only where a value begins.
            (None, mark @ (b'"' | b'\'')) if bytes[..at].trim_ascii_end().ends_with(b"=") => {
                quote = Some(mark);
            }
            (Some(mark), byte) if mark == byte => quote = None,
            _ => {}
        }
    }
    None
}

/// Reads the character reference at the start; an `&` that begins none is text.
fn read_reference<'t>(text: &'t str, out: &mut String) -> &'t str {
    if let Some((character, length)) = numeric(text).or_else(|| named(text)) {
        out.push(character);
        &text[length..]
    } else {
        out.push('&');
        &text[1..]
    }
}

fn numeric(text: &str) -> Option<(char, usize)> {
    let digits = text.strip_prefix("&#")?;
    let (digits, radix, start) = match digits.strip_prefix(['x', 'X']) {
        Some(hex) => (hex, 16, 3),
        None => (digits, 10, 2),
    };
    let count = digits.bytes().take_while(|byte| char::from(*byte).is_digit(radix)).count();
    if count == 0 {
        return None;
    }
    let number = u32::from_str_radix(&digits[..count], radix).unwrap_or(u32::MAX);
    let semicolon = usize::from(digits[count..].starts_with(';'));
    let character = if number == 0 { None } else { char::from_u32(number) };
    Some((character.unwrap_or('\u{fffd}'), start + count + semicolon))
}

fn named(text: &str) -> Option<(char, usize)> {
    let letters = text.strip_prefix('&')?;
    let count = letters.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let name = &letters[..count];
    if letters[count..].starts_with(';')
        && let Some((_, character)) = LONG.iter().find(|(long, _)| *long == name)
    {
        return Some((*character, count + 2));
    }
    // The longest name that the letters begin with, with or without a semicolon: `&copy=` is ©=.
    let (character, length) = (2..=count).rev().find_map(|length| Some((short(&name[..length])?, length)))?;
    let semicolon = usize::from(letters[length..].starts_with(';'));
    Some((character, 1 + length + semicolon))
}

fn short(name: &str) -> Option<char> {
    if let Some((_, character)) = SHORT.iter().find(|(short, _)| *short == name) {
        return Some(*character);
    }
    let place = LATIN.split(' ').position(|latin| latin == name)?;
    char::from_u32(0xa0 + place as u32)
}

/// The reference at the start as the parser spells it, and its length; `None` for an `&` that begins none.
pub(super) fn reference(text: &str) -> Option<(String, usize)> {
    let end = text.find(';')?;
    let name = &text[1..end];
    if let Some(number) = name.strip_prefix('#') {
        let spelled = match number.strip_prefix(['x', 'X']) {
            Some(hex) => format!("&#x{:x};", valid(u32::from_str_radix(hex, 16))?),
            None => format!("&#{};", valid(number.parse())?),
        };
        return Some((spelled, end + 1));
    }
    let (character, _) = named(text).filter(|(_, length)| *length == end + 1)?;
    let spelled = match character {
        '&' => "&amp;".to_owned(),
        '<' => "&lt;".to_owned(),
        '>' => "&gt;".to_owned(),
        '"' => "&quot;".to_owned(),
        other => format!("&#{};", u32::from(other)),
    };
    Some((spelled, end + 1))
}

/// A code point that XML allows.
fn valid<E>(number: Result<u32, E>) -> Option<u32> {
    let number = number.ok()?;
    let character = char::from_u32(number)?;
    (!character.is_control() || matches!(character, '\t' | '\n' | '\r')).then_some(number)
}

/// The text with its references read.
pub(super) fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = read_reference(&rest[at..], &mut out);
    }
    out.push_str(rest);
    out
}

/// Runs of white space become one space; none is left at the ends.
fn joined_spaces(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split([' ', '\r', '\n', '\t']).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    // PHP's trim also takes these from the ends.
    out.trim_matches(['\0', '\x0b']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::release::{V1_29, V1_31, V1_35, V1_39};

    fn stripped(text: &'static str) -> String {
        strip_markup(Text::Static(text), V1_39).to_string()
    }

    #[test]
    fn text_without_markup_is_not_copied() {
        assert!(matches!(strip_markup(Text::Static("Edit conflict."), V1_39), Text::Static(_)));
    }

    #[test]
    fn quoting_tags_become_quotation_marks() {
        assert_eq!(
            stripped("The <var>token</var> parameter, <kbd>x</kbd>"),
            "The \"token\" parameter, \"x\""
        );
        assert_eq!(stripped("<code >x</code>"), "x\"");
    }

    #[test]
    fn other_tags_go_and_blocks_leave_a_space() {
        assert_eq!(stripped("<strong>a</strong>b<br>c<a href=\"x>y\">d</a>"), "ab cd");
        assert_eq!(stripped("1 < 2 <!-- no --> <3"), "1 < 2 <3");
        assert_eq!(stripped("cut <b off"), "cut");
    }

    #[test]
    fn scripts_are_hidden_since_1_36() {
        let text = || Text::Static("a <script>b&amp;</script> c");
        assert_eq!(strip_markup(text(), V1_39), "a c");
        assert_eq!(strip_markup(text(), V1_35), "a b& c");
    }

    #[test]
    fn before_1_32_spaces_are_not_joined() {
        let text = Text::Static("<strong>a.</strong>\n\n* b &amp; c < d &copy=1");
        assert_eq!(strip_markup(text, V1_31), "a.  * b & c < d &copy=1");
    }

    #[test]
    fn before_1_30_lines_stay() {
        let text = Text::Static("<strong>a.</strong>\n\n* b &amp; c < d &copy=1");
        assert_eq!(strip_markup(text, V1_29), "a.\n\n* b & c < d &copy=1");
    }

    #[test]
    fn references_are_read() {
        assert_eq!(stripped("a,&#32;b&#32;and&#32;c"), "a, b and c");
        assert_eq!(stripped("&lt;x&gt; &amp;amp; &nonesuch; &copy=1"), "<x> &amp; &nonesuch; ©=1");
        assert_eq!(stripped("AT&T &#x41; &#;"), "AT&T A &#;");
    }

    #[test]
    fn white_space_is_joined() {
        assert_eq!(stripped(" one\n\n* two  "), "one * two");
    }
}
