//! `PNGMetadataExtractor`: chunk by chunk.

use std::io::Read as _;

use flate2::read::ZlibDecoder;

use super::{Group, Picture, Told, big, latin};

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
/// Larger chunks are not looked at (`MAX_CHUNK_SIZE`, 3 MiB).
const MOST: usize = 3_145_728;
/// So many bytes of packed texts of a file are unpacked.
const MOST_UNPACKED: u64 = 4 << 20;
/// Texts that are kept, and their names.
const TEXTS: &[(&str, &str)] = &[
    ("artist", "Artist"),
    ("model", "Model"),
    ("make", "Make"),
    ("author", "Artist"),
    ("comment", "PNGFileComment"),
    ("description", "ImageDescription"),
    ("title", "ObjectName"),
    ("copyright", "Copyright"),
    ("source", "Model"),
    ("software", "Software"),
    ("disclaimer", "Disclaimer"),
    ("warning", "ContentWarning"),
    ("url", "Identifier"),
    ("label", "Label"),
    ("creation time", "DateTimeDigitized"),
];

/// `None` if the file breaks off.
pub(super) fn read(bytes: &[u8]) -> Option<Picture> {
    let mut rest = bytes.strip_prefix(SIGNATURE)?;
    let mut found = Found { loops: 1, color: "unknown", ..Found::default() };
    while !rest.is_empty() {
        let size = big(rest, 0, 4)? as usize;
        if size > MOST {
            rest = rest.get(size.checked_add(8)?..).unwrap_or_default();
            continue;
        }
        let chunk = rest.get(4..8 + size)?;
        let sum = big(rest, 8 + size, 4)?;
        rest = &rest[12 + size..];
        if crc(chunk) != sum {
            continue;
        }
        let (kind, data) = chunk.split_at(4);
        if kind == b"IEND" {
            break;
        }
        found.take(kind, data);
    }
    Some(found.picture())
}

#[derive(Default)]
struct Found {
    width: u32,
    height: u32,
    bits: u32,
    color: &'static str,
    frames: u32,
    loops: u32,
    seconds: f64,
    texts: Group,
    /// How many bytes were unpacked.
    unpacked: u64,
}

impl Found {
    fn take(&mut self, kind: &[u8], data: &[u8]) {
        match kind {
            b"IHDR" => {
                self.width = big(data, 0, 4).unwrap_or(0);
                self.height = big(data, 4, 4).unwrap_or(0);
                self.bits = data.get(8).copied().unwrap_or(0).into();
                self.color = match data.get(9) {
                    Some(0) => "greyscale",
                    Some(2) => "truecolour",
                    Some(3) => "index-coloured",
                    Some(4) => "greyscale-alpha",
                    Some(6) => "truecolour-alpha",
                    _ => "unknown",
                };
            }
            b"acTL" => {
                self.frames = big(data, 0, 4).unwrap_or(0);
                self.loops = big(data, 4, 4).unwrap_or(0);
            }
            b"fcTL" => {
                let part = |at| big(data, at, 2).map_or(0.0, f64::from);
                let whole = if part(22) == 0.0 { 100.0 } else { part(22) };
                self.seconds += part(20) / whole;
            }
            b"tEXt" => {
                if let Some((name, text)) = cut(data) {
                    self.keep(name, "x-default", latin(text));
                }
            }
            b"zTXt" => {
                let packed = cut(data).and_then(|(name, text)| Some((name, text.strip_prefix(b"\0")?)));
                if let Some((name, text)) = packed.and_then(|(name, text)| Some((name, self.unpack(text)?))) {
                    self.keep(name, "x-default", latin(&text));
                }
            }
            b"iTXt" => self.keep_international(data),
            b"tIME" if data.len() == 7 => {
                let year = big(data, 0, 2).unwrap_or(0);
                let [month, day, hour, minute, second] = [2, 3, 4, 5, 6].map(|at| data[at]);
                let time = format!("{year:04}:{month:02}:{day:02} {hour:02}:{minute:02}:{second:02}");
                self.texts.push(("DateTime".to_owned(), Told::Text(time)));
            }
            b"pHYs" if data.len() == 9 && data[8] == 1 => {
                for (name, at) in [("XResolution", 0), ("YResolution", 4)] {
                    let dots = big(data, at, 4).unwrap_or(0);
                    self.texts.push((name.to_owned(), Told::Text(format!("{dots}/100"))));
                }
                self.texts.push(("ResolutionUnit".to_owned(), Told::Number(3)));
            }
            _ => {}
        }
    }

    fn keep_international(&mut self, data: &[u8]) {
        let Some((name, rest)) = cut(data) else { return };
        let ([packed @ (0 | 1), 0], Some((language, rest))) =
            (rest.get(..2).unwrap_or_default(), rest.get(2..).and_then(cut))
        else {
            return;
        };
        let Some((_, text)) = cut(rest) else { return };
        let text = if *packed == 1 { self.unpack(text) } else { Some(text.to_vec()) };
        let Some(text) = text else { return };
        let language = latin(language).to_lowercase();
        let language = if language.is_empty() { "x-default" } else { &language };
        self.keep(name, language, String::from_utf8_lossy(&text).into_owned());
    }

    fn keep(&mut self, name: &[u8], language: &str, text: String) {
        let name = latin(name).to_lowercase();
        let Some((_, name)) = TEXTS.iter().find(|(known, _)| *known == name) else { return };
        let kind = ("_type".to_owned(), Told::text("lang"));
        let said = (language.to_owned(), Told::Text(text));
        let known = self.texts.iter_mut().find(|(known, _)| known == name);
        match known {
            Some((_, Told::Group(group))) => match group.iter_mut().find(|(known, _)| known == language) {
                Some(known) => *known = said,
                None => group.push(said),
            },
            _ => self.texts.push(((*name).to_owned(), Told::Group(vec![said, kind]))),
        }
    }

    /// A packed text; nothing if it is broken, or if there were too many before it.
    fn unpack(&mut self, data: &[u8]) -> Option<Vec<u8>> {
        let mut text = Vec::new();
        let left = MOST_UNPACKED - self.unpacked;
        let read = ZlibDecoder::new(data).take(left).read_to_end(&mut text);
        self.unpacked += text.len() as u64;
        (read.is_ok() && self.unpacked < MOST_UNPACKED).then_some(text)
    }

    fn picture(self) -> Picture {
        let seconds = if self.loops > 1 { self.seconds * f64::from(self.loops) } else { self.seconds };
        let mut texts = self.texts;
        texts.push(("_MW_PNG_VERSION".to_owned(), Told::Number(1)));
        let metadata = vec![
            ("frameCount".to_owned(), Told::Number(self.frames.into())),
            ("loopCount".to_owned(), Told::Number(self.loops.into())),
            ("duration".to_owned(), Told::Seconds(seconds)),
            ("bitDepth".to_owned(), Told::Number(self.bits.into())),
            ("colorType".to_owned(), Told::text(self.color)),
            ("metadata".to_owned(), Told::Group(texts)),
        ];
        Picture { width: self.width, height: self.height, bits: self.bits, metadata }
    }
}

/// A name and what comes after the zero behind it.
fn cut(data: &[u8]) -> Option<(&[u8], &[u8])> {
    let at = data.iter().position(|byte| *byte == 0)?;
    Some((&data[..at], &data[at + 1..]))
}

fn crc(bytes: &[u8]) -> u32 {
    let mut sum = flate2::Crc::new();
    sum.update(bytes);
    sum.sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk(kind: &[u8], data: &[u8]) -> Vec<u8> {
        let inner = [kind, data].concat();
        [&(data.len() as u32).to_be_bytes()[..], &inner, &crc(&inner).to_be_bytes()].concat()
    }

    #[test]
    fn texts_and_dots_are_read() {
        let head = chunk(b"IHDR", b"\0\0\0\x03\0\0\0\x02\x08\x06\0\0\0");
        let dots = chunk(b"pHYs", b"\0\0\x0b\x13\0\0\x0b\x13\x01");
        let text = chunk(b"tEXt", b"Comment\0caf\xe9");
        let file = [SIGNATURE, &head, &dots, &text, &chunk(b"IEND", b"")].concat();
        let picture = read(&file).expect("it is whole");
        assert_eq!((picture.width, picture.height, picture.bits), (3, 2, 8));
        let metadata = format!("{:?}", picture.metadata);
        assert!(metadata.contains("truecolour-alpha") && metadata.contains("2835/100"), "{metadata}");
        assert!(metadata.contains("PNGFileComment") && metadata.contains("café"), "{metadata}");
        assert!(read(&file[..file.len() - 20]).is_none());
    }

    #[test]
    fn packed_texts_are_unpacked_up_to_a_limit() {
        let packed = |size: usize| {
            let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
            std::io::Write::write_all(&mut encoder, &vec![b'x'; size]).unwrap();
            chunk(b"zTXt", &[b"Author\0\0", &encoder.finish().unwrap()[..]].concat())
        };
        let shown = |chunks: &[Vec<u8>]| {
            let file = [SIGNATURE, &chunks.concat(), &chunk(b"IEND", b"")].concat();
            format!("{:?}", read(&file).unwrap().metadata).len()
        };
        let whole = MOST_UNPACKED as usize;
        assert!(shown(&[packed(whole - 1)]) > whole - 1);
        assert!(shown(&[packed(whole)]) < 1000, "one byte too many");
        assert!(shown(&[packed(whole - 9), packed(9), packed(1)]) > whole - 9, "what came before stays");
    }
}
