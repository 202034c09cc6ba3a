//! Character references of HTML, `&eacute;` and `&#233;`, as MediaWiki decodes them in titles and wikitext.

use std::borrow::Cow;

/// The names of HTML 5 in order of bytes, one a line, each with its code points.
const NAMES: &str = include_str!("entities.txt");

/// Decodes all character references; text without any is handed back as it is.
///
/// Unknown names stay, code points that HTML forbids become U+FFFD (`Sanitizer::decodeCharReferences`).
pub fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut changed = false;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        if let Some(length) = reference(rest, &mut out) {
            rest = &rest[length..];
            changed = true;
        } else {
            out.push('&');
        }
    }
    out.push_str(rest);
    if changed { Cow::Owned(out) } else { Cow::Borrowed(text) }
}

/// Writes what the reference at the start of `rest` (its `&` is taken already) stands for; how long it is.
fn reference(rest: &str, out: &mut String) -> Option<usize> {
    let end = rest.find(';')?;
    let name = &rest[..end];
    if let Some(digits) = name.strip_prefix('#') {
        let number = match digits.strip_prefix(['x', 'X']) {
            Some(hex) if !hex.is_empty() && hex.bytes().all(|b| b.is_ascii_hexdigit()) => {
                u32::from_str_radix(hex, 16).unwrap_or(u32::MAX)
            }
            None if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) => {
                digits.parse().unwrap_or(u32::MAX)
            }
            _ => return None,
        };
        out.push(character(number));
    } else {
        named(name, out)?;
    }
    Some(end + 1)
}

fn character(number: u32) -> char {
    match number {
        0x09 | 0x0a | 0x20..=0x7e | 0xa0..=0xfffd | 0x10000.. => {
            char::from_u32(number).unwrap_or(char::REPLACEMENT_CHARACTER)
        }
        _ => char::REPLACEMENT_CHARACTER,
    }
}

fn named(name: &str, out: &mut String) -> Option<()> {
    let name = match name {
        // MediaWiki's own names for the right-to-left mark.
        "רלמ" | "رلم" => "rlm",
        _ => name,
    };
    let line = find(name)?;
    for code in line.split(' ') {
        out.push(char::from_u32(u32::from_str_radix(code, 16).ok()?)?);
    }
    Some(())
}

/// Binary search over lines: what stands after `name` and a space.
fn find(name: &str) -> Option<&'static str> {
    let bytes = NAMES.as_bytes();
    let (mut low, mut high) = (0, bytes.len());
    while low < high {
        let middle = usize::midpoint(low, high);
        let start = bytes[..middle].iter().rposition(|b| *b == b'\n').map_or(0, |at| at + 1).max(low);
        let end = start + NAMES[start..].find('\n')?;
        let (key, codes) = NAMES[start..end].split_once(' ')?;
        match key.cmp(name) {
            std::cmp::Ordering::Equal => return Some(codes),
            std::cmp::Ordering::Less => low = end + 1,
            std::cmp::Ordering::Greater => high = start,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_numbers_become_characters() {
        assert_eq!(decode("&Aacute;&zwnj;&eacute;&#257;&#x3017;&AMP;"), "Á\u{200c}éā〗&");
        assert_eq!(decode("a & b &nonesuch; &#; &#x; &eacute"), "a & b &nonesuch; &#; &#x; &eacute");
        assert_eq!(decode("&#0;&#128;&#99999999999;"), "\u{fffd}\u{fffd}\u{fffd}");
        assert_eq!(decode("&רלמ;&amp;lt;"), "\u{200f}&lt;");
    }

    #[test]
    fn every_name_is_found() {
        for line in NAMES.lines() {
            let (name, codes) = line.split_once(' ').unwrap();
            assert_eq!(find(name), Some(codes), "{name}");
        }
    }
}
