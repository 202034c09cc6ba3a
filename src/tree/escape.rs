//! How XML and HTML write what means something to them, as PHP and MediaWiki spell it.

/// What is written instead of a byte; nothing for most.
pub(super) type Escapes = [&'static str; 256];

/// PHP's `htmlspecialchars` without quotes.
pub(super) static IN_TEXT: Escapes = escapes(&[(b'&', "&amp;"), (b'<', "&lt;"), (b'>', "&gt;")]);

/// MediaWiki's `Sanitizer::encodeAttribute`.
pub(super) static IN_ATTRIBUTE: Escapes = escapes(&[
    (b'&', "&amp;"),
    (b'<', "&lt;"),
    (b'>', "&gt;"),
    (b'"', "&quot;"),
    (b'\'', "&#039;"),
    (b'\n', "&#10;"),
    (b'\r', "&#13;"),
    (b'\t', "&#9;"),
]);

/// PHP's `htmlspecialchars`.
pub(super) static IN_ADDRESS: Escapes =
    escapes(&[(b'&', "&amp;"), (b'<', "&lt;"), (b'>', "&gt;"), (b'"', "&quot;"), (b'\'', "&#039;")]);

/// MediaWiki's `Html::element`, for text of a page.
pub(super) static IN_PAGE: Escapes = escapes(&[(b'&', "&amp;"), (b'<', "&lt;")]);

const fn escapes(pairs: &[(u8, &'static str)]) -> Escapes {
    let mut table = [""; 256];
    let mut place = 0;
    while place < pairs.len() {
        table[pairs[place].0 as usize] = pairs[place].1;
        place += 1;
    }
    table
}

/// Appends a text with those bytes replaced.
pub(super) fn put_escaped(text: &str, escapes: &Escapes, out: &mut Vec<u8>) {
    let mut rest = text.as_bytes();
    while let Some(place) = rest.iter().position(|byte| !escapes[usize::from(*byte)].is_empty()) {
        out.extend_from_slice(&rest[..place]);
        out.extend_from_slice(escapes[usize::from(rest[place])].as_bytes());
        rest = &rest[place + 1..];
    }
    out.extend_from_slice(rest);
}
