//! What the bytes of a file tell: its kind and, of pictures, its size.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{
    kind,
    picture::{self, Group, Told},
};

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
    /// A film.
    Video,
    /// Sound or film.
    Multimedia,
    /// A program.
    Executable,
    /// Other files, packed.
    Archive,
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
            Self::Video => "VIDEO",
            Self::Multimedia => "MULTIMEDIA",
            Self::Executable => "EXECUTABLE",
            Self::Archive => "ARCHIVE",
            Self::Unknown => "UNKNOWN",
        }
    }
}

/// Who says how large a picture is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sizing {
    /// PHP's `getimagesize`, by the head of the file (before 1.37).
    ByPhp,
    /// What reads the metadata; nobody, if the file is broken.
    ByHandler,
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
    /// Whether it is shown for some time.
    pub moves: bool,
}

impl FileFacts {
    /// Reads them out of the bytes.
    pub fn of(bytes: &[u8], sizing: Sizing) -> Self {
        Self::with_mime(bytes, kind::of(bytes).into(), sizing)
    }

    /// The same, of a file whose name ends so: texts are what their ending says
    /// (`MimeAnalyzer::improveTypeFromExtension`).
    pub fn named(bytes: &[u8], ending: &str, sizing: Sizing) -> Self {
        Self::with_mime(bytes, kind::improved(kind::of(bytes), ending).into(), sizing)
    }

    fn with_mime(bytes: &[u8], mime: Arc<str>, sizing: Sizing) -> Self {
        let mut picture = picture::read(&mime, bytes).unwrap_or_default();
        if let (Sizing::ByPhp, Some((width, height, bits))) = (sizing, picture::size(&mime, bytes)) {
            (picture.width, picture.height, picture.bits) = (width, height, bits);
        }
        Self {
            size: bytes.len() as u64,
            media: kind::media(&mime, bytes),
            mime,
            width: picture.width,
            height: picture.height,
            bits: picture.bits,
            moves: seconds(&picture.metadata).is_some(),
        }
    }

    /// For how many seconds it is shown, if it moves.
    pub fn seconds(&self, bytes: &[u8]) -> Option<f64> {
        if self.moves { seconds(&self.metadata(bytes)?) } else { None }
    }

    /// Whether an ending is right for it (`UploadBase::verifyExtension`).
    pub fn fits(&self, ending: &str) -> bool {
        kind::fits(&self.mime, ending)
    }

    /// Whether MediaWiki knows how to show it.
    pub fn is_shown(&self) -> bool {
        matches!(
            &*self.mime,
            "image/png" | "image/gif" | "image/jpeg" | "image/webp" | "image/svg+xml" | "image/x-bmp"
        )
    }

    /// What the file tells of itself beyond that; `None` of what MediaWiki does not know how to show.
    pub fn metadata(&self, bytes: &[u8]) -> Option<Group> {
        picture::read(&self.mime, bytes).map(|picture| picture.metadata)
    }
}

fn seconds(metadata: &Group) -> Option<f64> {
    metadata.iter().find_map(|(name, told)| match told {
        Told::Seconds(seconds) if name == "duration" && *seconds != 0.0 => Some(*seconds),
        _ => None,
    })
}

/// The ending of a file's name, as MediaWiki compares it: `jpg` for `A.JPEG` (`File::normalizeExtension`).
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

/// The ending that names of such files usually have.
pub fn guessed_ending_of(bytes: &[u8]) -> Option<&'static str> {
    kind::endings(kind::of(bytes)).first().copied()
}

/// The ending that a file of these bytes has in the stash (`UploadStash::getExtensionForPath`).
pub fn guessed_ending(bytes: &[u8]) -> String {
    let ending = guessed_ending_of(bytes).unwrap_or_default();
    if super::PROHIBITED_ENDINGS.contains(&ending) { String::new() } else { extension(&format!(".{ending}")) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_bytes_are_too_strange(
            head in prop::sample::select(vec![
                &b""[..], b"\x89PNG\r\n\x1a\n", b"GIF89a", b"\xff\xd8\xff", b"RIFF....WEBPVP8", b"RIFF....WEBPVP8L",
                b"RIFF....WEBPVP8X", b"BM", b"\0", b"<svg ", b"<?xml ", b"<!DOCTYPE ", b"<!--", b"#!", b"\x1a\x45\xdf\xa3", b"OggS",
            ]),
            rest in prop::collection::vec(any::<u8>(), 0..200),
            ending in "[a-z.]{0,4}",
        ) {
            let bytes = [head, &rest].concat();
            for sizing in [Sizing::ByPhp, Sizing::ByHandler] {
                let facts = FileFacts::named(&bytes, &ending, sizing);
                facts.metadata(&bytes);
                facts.fits(&ending);
            }
            guessed_ending(&bytes);
        }
    }

    #[test]
    fn pictures_tell_their_size() {
        let facts = FileFacts::of(b"\x89PNG\r\n\x1a\n", Sizing::ByHandler);
        assert_eq!((&*facts.mime, facts.width, facts.height, facts.bits), ("image/png", 0, 0, 0));
        let head = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x03\0\0\0\x02\x08\x02";
        let facts = FileFacts::of(head, Sizing::ByPhp);
        assert_eq!((facts.width, facts.height, facts.bits), (3, 2, 8));
        let facts = FileFacts::of(b"GIF89a\x05\x00\x07\x00\x07\x00\x00;", Sizing::ByHandler);
        assert_eq!((&*facts.mime, facts.width, facts.height, facts.bits), ("image/gif", 5, 7, 8));
        let jpeg = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x0b\x08\x00\x10\x00\x20\x03\0\0";
        let facts = FileFacts::of(jpeg, Sizing::ByHandler);
        assert_eq!((&*facts.mime, facts.width, facts.height, facts.bits), ("image/jpeg", 32, 16, 8));
        assert_eq!(&*FileFacts::of(b"hello", Sizing::ByHandler).mime, "text/plain");
        assert_eq!(&*FileFacts::named(b"a,b", "csv", Sizing::ByHandler).mime, "text/csv");
        assert!(
            FileFacts::of(jpeg, Sizing::ByHandler).fits("jpeg")
                && !FileFacts::of(jpeg, Sizing::ByHandler).fits("png")
        );
        assert_eq!((extension("A.b.JPEG"), guessed_ending(jpeg)), ("jpg".to_owned(), "jpg".to_owned()));
    }
}
