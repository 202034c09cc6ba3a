//! `JpegMetadataExtractor`: segment by segment. What cameras write (Exif, IPTC, XMP) is not read.

use super::{Picture, Told, big, latin};

pub(super) fn read(bytes: &[u8]) -> Picture {
    let mut picture = Picture::default();
    let mut comments = Vec::new();
    let mut at = 2;
    // Nothing is read after the picture itself begins.
    while let Some([0xff, marker]) = bytes.get(at..at + 2) {
        let Some(length) = big(bytes, at + 2, 2).filter(|length| *length >= 2) else { break };
        let end = at + 2 + length as usize;
        match marker {
            0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf if picture.bits == 0 => {
                let number = |from, count| big(bytes, at + from, count).unwrap_or(0);
                (picture.bits, picture.height, picture.width) = (number(4, 1), number(5, 2), number(7, 2));
            }
            0xfe => {
                let text = bytes.get(at + 4..end).unwrap_or_default();
                let text = String::from_utf8(text.to_vec()).unwrap_or_else(|_| latin(text));
                comments.push(Told::text(text.trim()));
            }
            0xd9 | 0xda => break,
            _ => {}
        }
        at = end;
    }
    if !comments.is_empty() {
        picture.metadata.push(("JPEGFileComment".to_owned(), Told::List(comments)));
    }
    picture.metadata.push(("MEDIAWIKI_EXIF_VERSION".to_owned(), Told::Number(2)));
    picture
}
