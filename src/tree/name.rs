//! Names of elements and attributes: MediaWiki's way around what XML forbids (`ApiFormatXml::mangleName`).

use std::io::Write;

/// Appends a name as XML may have it: `_` before what does not begin like a name, `.20.` for a space.
pub(super) fn put_name(name: &str, out: &mut Vec<u8>) {
    if is_valid(name) {
        return out.extend_from_slice(name.as_bytes());
    }
    out.push(b'_');
    for character in name.chars() {
        if character != '.' && continues(character) {
            out.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
        } else {
            write!(out, ".{:X}.", u32::from(character)).expect("a vector takes all");
        }
    }
}

/// Whether XML can have a name as it is.
pub(super) fn is_valid(name: &str) -> bool {
    let mut bytes = name.bytes();
    if bytes.next().is_some_and(|first| first.is_ascii_alphabetic())
        && bytes.all(|byte| CONTINUES[usize::from(byte)])
    {
        return true;
    }
    let mut characters = name.chars();
    characters.next().is_some_and(starts) && characters.all(continues)
}

/// The bytes of ASCII that may stand inside a name. A colon may not: it is for name spaces.
const CONTINUES: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = (byte as u8).is_ascii_alphanumeric() || matches!(byte as u8, b'_' | b'-' | b'.');
        byte += 1;
    }
    table
};

/// Whether a name may begin so. An underscore may not: it is for names that were changed.
fn starts(character: char) -> bool {
    matches!(character,
        'A'..='Z' | 'a'..='z' | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}'
        | '\u{370}'..='\u{37D}' | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}' | '\u{2070}'..='\u{218F}'
        | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}'
        | '\u{10000}'..='\u{EFFFF}')
}

fn continues(character: char) -> bool {
    starts(character)
        || matches!(character, '_' | '-' | '.' | '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mangled(name: &str) -> String {
        let mut out = Vec::new();
        put_name(name, &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_name_that_xml_forbids_is_spelled_in_code_points() {
        for (name, spelling) in [
            ("page", "page"),
            ("a-b.c_1", "a-b.c_1"),
            ("é", "é"),
            ("", "_"),
            ("*", "_.2A."),
            ("_idx", "__idx"),
            ("1st", "_1st"),
            ("two words", "_two.20.words"),
            ("a.b c", "_a.2E.b.20.c"),
            ("xml:space", "_xml.3A.space"),
            ("💡", "💡"),
            ("a\u{00d7}", "_a.D7."),
        ] {
            assert_eq!(mangled(name), spelling, "{name}");
        }
    }
}
