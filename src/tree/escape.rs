//! How formats write what means something to them. Most text needs no change, so it is looked over in blocks that
//! the compiler compares at once, and copied in runs.

#![expect(
    clippy::needless_bitwise_bool,
    reason = "a branch for each byte would keep blocks from being vectors"
)]

/// What a format does not copy as it is.
pub(super) trait Escape: Copy {
    /// Whether a byte has to be looked at. Without branches, so that a block is asked at once.
    fn is_special(self, byte: u8) -> bool;
    /// Appends the spelling of the first character of `rest`, whose first byte is special.
    fn put(self, first: char, out: &mut Vec<u8>);
}

/// Appends a text with what is special to the format spelled out.
#[inline]
pub(super) fn put_escaped<E: Escape>(text: &str, escape: E, out: &mut Vec<u8>) {
    if is_plain(text.as_bytes(), escape) {
        out.extend_from_slice(text.as_bytes());
    } else {
        put_in_runs(text, escape, out);
    }
}

/// Whether nothing in a text is special. The last block of a text overlaps the one before it, so that a name or a
/// title takes two looks, not one for each byte.
#[inline]
fn is_plain<E: Escape>(bytes: &[u8], escape: E) -> bool {
    if let Some(last) = bytes.last_chunk::<16>() {
        let (blocks, _) = bytes.as_chunks::<16>();
        !blocks.iter().any(|block| any_special(block, escape)) && !any_special(last, escape)
    } else if let (Some(first), Some(last)) = (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        !(any_special(first, escape) | any_special(last, escape))
    } else {
        !bytes.iter().any(|byte| escape.is_special(*byte))
    }
}

#[inline]
fn any_special<const N: usize, E: Escape>(block: &[u8; N], escape: E) -> bool {
    block.iter().fold(false, |any, byte| any | escape.is_special(*byte))
}

fn put_in_runs<E: Escape>(text: &str, escape: E, out: &mut Vec<u8>) {
    let mut rest = text;
    loop {
        let place = first_special(rest.as_bytes(), escape);
        out.extend_from_slice(&rest.as_bytes()[..place]);
        let mut characters = rest[place..].chars();
        let Some(first) = characters.next() else { return };
        escape.put(first, out);
        rest = characters.as_str();
    }
}

fn first_special<E: Escape>(bytes: &[u8], escape: E) -> usize {
    let (blocks, rest) = bytes.as_chunks::<16>();
    let plain = blocks.iter().take_while(|block| !any_special(block, escape)).count();
    let unsure = blocks.get(plain).map_or(rest, |block| block);
    plain * 16 + unsure.iter().position(|byte| escape.is_special(*byte)).unwrap_or(unsure.len())
}

/// PHP's `htmlspecialchars` without quotes: the text of an XML element.
#[derive(Clone, Copy)]
pub(super) struct InText;

/// PHP's `htmlspecialchars` with double quotes: the text of an XML element up to 1.31.
#[derive(Clone, Copy)]
pub(super) struct InQuotedText;

/// MediaWiki's `Sanitizer::encodeAttribute`.
#[derive(Clone, Copy)]
pub(super) struct InAttribute;

/// PHP's `htmlspecialchars`: an address in an instruction.
#[derive(Clone, Copy)]
pub(super) struct InAddress;

/// MediaWiki's `Html::element`: the text of a page.
#[derive(Clone, Copy)]
pub(super) struct InPage;

impl Escape for InText {
    fn is_special(self, byte: u8) -> bool {
        (byte == b'&') | (byte & 0xfd == b'<')
    }

    fn put(self, first: char, out: &mut Vec<u8>) {
        InAttribute.put(first, out);
    }
}

impl Escape for InQuotedText {
    fn is_special(self, byte: u8) -> bool {
        (byte == b'&') | (byte == b'"') | (byte & 0xfd == b'<')
    }

    fn put(self, first: char, out: &mut Vec<u8>) {
        InAttribute.put(first, out);
    }
}

impl Escape for InAttribute {
    fn is_special(self, byte: u8) -> bool {
        // The two masks take `&` with `'` and `<` with `>`.
        (byte < 0x20) | (byte == b'"') | (byte & 0xfe == b'&') | (byte & 0xfd == b'<')
    }

    fn put(self, first: char, out: &mut Vec<u8>) {
        out.extend_from_slice(match first {
            '&' => b"&amp;",
            '<' => b"&lt;",
            '>' => b"&gt;",
            '"' => b"&quot;",
            '\'' => b"&#039;",
            '\n' => b"&#10;",
            '\r' => b"&#13;",
            '\t' => b"&#9;",
            other => return out.extend_from_slice(other.encode_utf8(&mut [0; 4]).as_bytes()),
        });
    }
}

impl Escape for InAddress {
    fn is_special(self, byte: u8) -> bool {
        InAttribute.is_special(byte)
    }

    fn put(self, first: char, out: &mut Vec<u8>) {
        InAttribute.put(first, out);
    }
}

impl Escape for InPage {
    fn is_special(self, byte: u8) -> bool {
        (byte == b'&') | (byte == b'<')
    }

    fn put(self, first: char, out: &mut Vec<u8>) {
        InAttribute.put(first, out);
    }
}
