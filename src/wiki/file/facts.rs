//! What the bytes of a file tell: its kind and, of pictures, its size.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// What sort of thing a file is (`MEDIATYPE_…`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Media {
    /// A picture of points.
    Bitmap,
    /// A picture of lines.
    Drawing,
    /// Text.
    Text,
    /// A document.
    Office,
    /// Sound.
    Audio,
    /// Anything else.
    Unknown,
}

impl Media {
    /// Its name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Bitmap => "BITMAP",
            Self::Drawing => "DRAWING",
            Self::Text => "TEXT",
            Self::Office => "OFFICE",
            Self::Audio => "AUDIO",
            Self::Unknown => "UNKNOWN",
        }
    }
}

/// What the bytes of a file tell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileFacts {
    /// How many bytes.
    pub size: u64,
    /// What they are: `image/png`.
    pub mime: Arc<str>,
    /// What sort of thing that is.
    pub media: Media,
    /// Points across; 0 if it is no picture.
    pub width: u32,
    /// Points down.
    pub height: u32,
    /// Bits of a point's color; 0 if unknown.
    pub bits: u32,
}

impl FileFacts {
    /// Reads them out of the bytes.
    pub fn of(bytes: &[u8]) -> Self {
        let (mime, media, (width, height, bits)) = if let Some(size) = png(bytes) {
            ("image/png", Media::Bitmap, size)
        } else if let Some(size) = gif(bytes) {
            ("image/gif", Media::Bitmap, size)
        } else if let Some(size) = jpeg(bytes) {
            ("image/jpeg", Media::Bitmap, size)
        } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
            ("image/webp", Media::Bitmap, (0, 0, 0))
        } else if bytes.starts_with(b"%PDF-") {
            ("application/pdf", Media::Office, (0, 0, 0))
        } else if bytes.starts_with(b"OggS") {
            ("application/ogg", Media::Audio, (0, 0, 0))
        } else if let Ok(text) = std::str::from_utf8(bytes) {
            if text.contains("<svg") {
                ("image/svg+xml", Media::Drawing, (0, 0, 0))
            } else if text.contains('\0') {
                ("application/octet-stream", Media::Unknown, (0, 0, 0))
            } else {
                ("text/plain", Media::Text, (0, 0, 0))
            }
        } else {
            ("application/octet-stream", Media::Unknown, (0, 0, 0))
        };
        Self { size: bytes.len() as u64, mime: mime.into(), media, width, height, bits }
    }

    /// Whether an ending is right for it.
    pub fn fits(&self, extension: &str) -> bool {
        match &*self.mime {
            "image/png" => matches!(extension, "png" | "apng"),
            "image/gif" => extension == "gif",
            "image/jpeg" => matches!(extension, "jpg" | "jpeg" | "jpe" | "jps"),
            "image/webp" => extension == "webp",
            "image/svg+xml" => extension == "svg",
            "application/pdf" => extension == "pdf",
            "application/ogg" => matches!(extension, "ogg" | "oga" | "ogv" | "opus"),
            _ => !["png", "apng", "gif", "jpg", "jpeg", "jpe", "webp", "svg", "pdf", "ogg"]
                .contains(&extension),
        }
    }
}

/// The ending of a file's name, as MediaWiki compares it: `jpg` for `A.JPEG`.
pub fn extension(name: &str) -> String {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
    match &*ending {
        "htm" => "html".to_owned(),
        "jpeg" => "jpg".to_owned(),
        "mpeg" => "mpg".to_owned(),
        "tiff" => "tif".to_owned(),
        "ogv" => "ogg".to_owned(),
        _ if ending.bytes().all(|byte| byte.is_ascii_alphanumeric()) => ending,
        _ => String::new(),
    }
}

fn big(bytes: &[u8], at: usize, count: usize) -> Option<u32> {
    Some(bytes.get(at..at + count)?.iter().fold(0, |number, byte| number << 8 | u32::from(*byte)))
}

fn png(bytes: &[u8]) -> Option<(u32, u32, u32)> {
    bytes.strip_prefix(b"\x89PNG\r\n\x1a\n")?;
    Some((big(bytes, 16, 4)?, big(bytes, 20, 4)?, u32::from(*bytes.get(24)?)))
}

fn gif(bytes: &[u8]) -> Option<(u32, u32, u32)> {
    if !bytes.starts_with(b"GIF87a") && !bytes.starts_with(b"GIF89a") {
        return None;
    }
    let little = |at: usize| Some(u32::from(*bytes.get(at)?) | u32::from(*bytes.get(at + 1)?) << 8);
    Some((little(6)?, little(8)?, u32::from(*bytes.get(10)? & 7) + 1))
}

fn jpeg(bytes: &[u8]) -> Option<(u32, u32, u32)> {
    bytes.strip_prefix(b"\xff\xd8\xff")?;
    let mut at = 2;
    while let Some([0xff, marker]) = bytes.get(at..at + 2) {
        if matches!(marker, 0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf) {
            return Some((big(bytes, at + 7, 2)?, big(bytes, at + 5, 2)?, u32::from(*bytes.get(at + 4)?)));
        }
        at += 2 + big(bytes, at + 2, 2)? as usize;
    }
    // A picture without a frame is still one, only its size is unknown.
    Some((0, 0, 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_tell_their_size() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x03\0\0\0\x02\x08\x02\0\0\0";
        let facts = FileFacts::of(png);
        assert_eq!((&*facts.mime, facts.width, facts.height, facts.bits), ("image/png", 3, 2, 8));
        let facts = FileFacts::of(b"GIF89a\x05\x00\x07\x00\xf7\x00\x00");
        assert_eq!((&*facts.mime, facts.width, facts.height, facts.bits), ("image/gif", 5, 7, 8));
        let jpeg = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x0b\x08\x00\x10\x00\x20\x03";
        let facts = FileFacts::of(jpeg);
        assert_eq!((&*facts.mime, facts.width, facts.height, facts.bits), ("image/jpeg", 32, 16, 8));
        assert_eq!(&*FileFacts::of(b"hello").mime, "text/plain");
        assert!(FileFacts::of(jpeg).fits("jpeg") && !FileFacts::of(jpeg).fits("png"));
        assert_eq!(extension("A.b.JPEG"), "jpg");
    }
}
