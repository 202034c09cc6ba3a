//! Text out of the bytes of a field: valid, without control characters, in normal form C.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::Origin;

/// The bytes as text, which they are as a rule.
pub(super) fn text(bytes: Cow<'_, [u8]>) -> Cow<'_, str> {
    match bytes {
        Cow::Borrowed(bytes) => String::from_utf8_lossy(bytes),
        Cow::Owned(bytes) => Cow::Owned(
            String::from_utf8(bytes)
                .unwrap_or_else(|bad| String::from_utf8_lossy(bad.as_bytes()).into_owned()),
        ),
    }
}

/// Makes valid, normalized text of a value, and keeps the bytes if they were not that already.
pub(super) fn mend(bytes: Cow<'_, [u8]>, origin: Origin, lists: bool) -> (Cow<'_, str>, Option<Vec<u8>>) {
    if bytes.iter().all(|byte| matches!(byte, b' '..=0x7f | b'\t' | b'\n' | b'\r')) {
        return (text(bytes), None);
    }
    let valid = match (std::str::from_utf8(&bytes), origin) {
        (Ok(_), _) => text(bytes.clone()),
        // Language::checkTitleEncoding (1.39): a query string that is not UTF-8 is taken for windows-1252.
        (Err(_), Origin::Query) => Cow::Owned(bytes.iter().filter_map(|byte| windows_1252(*byte)).collect()),
        (Err(_), Origin::Body) => Cow::Owned(replaced(&bytes)),
    };
    // U+001F at the start joins a list: its parts are cleaned, the separators stay.
    let clean = match valid.strip_prefix('\x1f').filter(|_| lists) {
        Some(rest) => {
            let parts: Vec<_> = rest.split('\x1f').map(clean).collect();
            format!("\x1f{}", parts.join("\x1f"))
        }
        None => clean(&valid).into_owned(),
    };
    if clean.as_bytes() == &*bytes {
        return (text(bytes), None);
    }
    (Cow::Owned(clean), Some(bytes.into_owned()))
}

/// `UtfNormal\Validator::cleanUp`: control characters and non-characters become U+FFFD, the rest is NFC.
fn clean(text: &str) -> Cow<'_, str> {
    let bad =
        |c: char| matches!(c, '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f' | '\u{fffe}' | '\u{ffff}');
    let visible: Cow<'_, str> = if text.contains(bad) {
        Cow::Owned(text.chars().map(|c| if bad(c) { '\u{fffd}' } else { c }).collect())
    } else {
        Cow::Borrowed(text)
    };
    if is_nfc_quick(visible.chars()) == IsNormalized::Yes {
        visible
    } else {
        Cow::Owned(visible.nfc().collect())
    }
}

/// What is no UTF-8 becomes one U+FFFD for each sequence, however long it would have been: so surrogates and what is
/// longer than it need be, too.
fn replaced(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some(head) = rest.first() {
        let tail = match head {
            0xc0..=0xdf => 1,
            0xe0..=0xef => 2,
            0xf0..=0xf7 => 3,
            0xf8..=0xfb => 4,
            0xfc..=0xfd => 5,
            _ => 0,
        };
        let tail = rest[1..].iter().take(tail).take_while(|byte| matches!(byte, 0x80..=0xbf)).count();
        let (sequence, after) = rest.split_at(1 + tail);
        out.push_str(std::str::from_utf8(sequence).unwrap_or("\u{fffd}"));
        rest = after;
    }
    out
}

/// The character of a byte; five bytes have none.
fn windows_1252(byte: u8) -> Option<char> {
    const HIGH: [char; 32] = [
        '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', '\0', '‘', '’',
        '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => Some(HIGH[usize::from(byte - 0x80)]).filter(|character| *character != '\0'),
        byte => Some(char::from(byte)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sequence_that_is_no_utf8_becomes_one_replacement() {
        for (bytes, text) in [
            (&b"\xed\xa0\x80"[..], "\u{fffd}"),
            (b"\xc0\x80", "\u{fffd}"),
            (b"\xf4\x90\x80\x80", "\u{fffd}"),
            (b"\xe9t\xe9", "\u{fffd}t\u{fffd}"),
            (b"\x80\x80", "\u{fffd}\u{fffd}"),
            (b"\xe2\x82\xac\xff", "€\u{fffd}"),
        ] {
            assert_eq!(replaced(bytes), text, "{bytes:?}");
        }
    }

    #[test]
    fn a_byte_without_a_character_is_left_out() {
        let (value, _) = mend(Cow::Borrowed(b"\xf4\x90\x80"), Origin::Query, true);
        assert_eq!(value, "ô€");
    }
}
