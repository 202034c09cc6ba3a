//! What pictures tell of themselves, as MediaWiki's handlers read it (`includes/media`).

mod gif;
mod jpeg;
mod png;

/// What a handler reads out of a picture.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Picture {
    pub(super) width: u32,
    pub(super) height: u32,
    /// Bits of a point's color; 0 if unknown.
    pub(super) bits: u32,
    pub(super) metadata: Group,
}

/// Facts by name, in order.
pub type Group = Vec<(String, Told)>;

/// One fact.
#[derive(Debug, Clone, PartialEq)]
pub enum Told {
    /// A number.
    Number(i64),
    /// A fraction; MediaWiki counts seconds so.
    Seconds(f64),
    /// A text.
    Text(String),
    /// A yes or no.
    Flag(bool),
    /// Several without names.
    List(Vec<Told>),
    /// Several with names.
    Group(Group),
}

impl Told {
    fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }
}

/// Reads a picture of that kind; `None` if nothing is known of the kind.
pub(super) fn read(mime: &str, bytes: &[u8]) -> Option<Picture> {
    match mime {
        "image/png" => Some(png::read(bytes).unwrap_or_else(broken)),
        "image/gif" => Some(gif::read(bytes).unwrap_or_else(broken)),
        "image/jpeg" => Some(jpeg::read(bytes)),
        "image/webp" => Some(webp(bytes)),
        "image/svg+xml" => Some(svg(bytes)),
        "image/x-bmp" => Some(bmp(bytes)),
        _ => None,
    }
}

/// What `getimagesize` of PHP sees: width, height and bits of a point's color.
pub(super) fn size(mime: &str, bytes: &[u8]) -> Option<(u32, u32, u32)> {
    match mime {
        "image/png" => Some((big(bytes, 16, 4)?, big(bytes, 20, 4)?, big(bytes, 24, 1)?)),
        "image/gif" => Some((little(bytes, 6, 2)?, little(bytes, 8, 2)?, (big(bytes, 10, 1)? & 7) + 1)),
        _ => None,
    }
}

/// A picture that the handler cannot read.
fn broken() -> Picture {
    Picture { metadata: vec![("_error".to_owned(), Told::text("0"))], ..Picture::default() }
}

/// A number of several bytes, the highest first.
fn big(bytes: &[u8], at: usize, count: usize) -> Option<u32> {
    Some(bytes.get(at..at + count)?.iter().fold(0, |number, byte| number << 8 | u32::from(*byte)))
}

/// A number of several bytes, the lowest first.
fn little(bytes: &[u8], at: usize, count: usize) -> Option<u32> {
    Some(bytes.get(at..at + count)?.iter().rev().fold(0, |number, byte| number << 8 | u32::from(*byte)))
}

/// Latin letters of one byte, as files of old have them.
fn latin(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| char::from(*byte)).collect()
}

/// `WebPHandler::extractMetadata`: the three kinds of chunk that a file begins with.
fn webp(bytes: &[u8]) -> Picture {
    let kind = bytes.get(12..16).unwrap_or_default();
    let (width, height, compression, animated, alpha) = match kind {
        b"VP8 " => {
            let side = |at| little(bytes, at, 2).map_or(0, |side| side & 0x3fff);
            (side(26), side(28), "lossy", false, false)
        }
        b"VP8L" => {
            let sides = little(bytes, 21, 4).unwrap_or(0);
            ((sides & 0x3fff) + 1, (sides >> 14 & 0x3fff) + 1, "lossless", false, sides >> 28 & 1 == 1)
        }
        b"VP8X" => {
            let side = |at| little(bytes, at, 3).map_or(0, |side| side + 1);
            let flags = bytes.get(20).copied().unwrap_or(0);
            (side(24), side(27), "unknown", flags & 2 != 0, flags & 16 != 0)
        }
        _ => return broken(),
    };
    let version = ("_MW_WEBP_VERSION".to_owned(), Told::Number(1));
    let metadata = vec![
        ("compression".to_owned(), Told::text(compression)),
        ("animated".to_owned(), Told::Flag(animated)),
        ("transparency".to_owned(), Told::Flag(alpha)),
        ("width".to_owned(), Told::Number(width.into())),
        ("height".to_owned(), Told::Number(height.into())),
        ("metadata".to_owned(), Told::Group(vec![version])),
    ];
    Picture { width, height, bits: 0, metadata }
}

/// The head of a bitmap of Windows.
fn bmp(bytes: &[u8]) -> Picture {
    let side = |at| little(bytes, at, 4).unwrap_or(0);
    let bits = little(bytes, 28, 2).unwrap_or(0);
    Picture { width: side(18), height: side(22), bits, metadata: Group::new() }
}

/// `SVGReader`: the size that the outermost element names, or else its view box, or else 512 points.
fn svg(bytes: &[u8]) -> Picture {
    let text = String::from_utf8_lossy(bytes);
    let element = text.find("<svg").map_or("", |at| text[at..].split('>').next().unwrap_or_default());
    let own = ["width", "height"].map(|name| attribute(element, name).and_then(length));
    let view: Vec<f64> = attribute(element, "viewBox")
        .map(|view| view.split([' ', ',']).filter_map(|part| part.parse().ok()).collect())
        .unwrap_or_default();
    let aspect = match view[..] {
        [_, _, width, height] if width > 0.0 && height > 0.0 => width / height,
        _ => 1.0,
    };
    let (width, height) = match own {
        [Some(width), Some(height)] => (width, height),
        [Some(width), None] => (width, width / aspect),
        [None, Some(height)] => (height * aspect, height),
        [None, None] => (512.0, 512.0 / aspect),
    };
    let (width, height) = (width.trunc() as u32, height.trunc() as u32);
    let metadata = vec![
        ("version".to_owned(), Told::Number(2)),
        ("width".to_owned(), Told::Number(width.into())),
        ("height".to_owned(), Told::Number(height.into())),
    ];
    Picture { width, height, bits: 0, metadata }
}

fn attribute<'t>(element: &'t str, name: &str) -> Option<&'t str> {
    let at = element.match_indices(name).find(|(at, _)| {
        let before = element[..*at].chars().next_back();
        before.is_some_and(char::is_whitespace) && element[at + name.len()..].trim_start().starts_with('=')
    })?;
    let value = element[at.0 + name.len()..].trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value[1..].split(quote).next()
}

/// `SVGReader::scaleSVGUnit`: units in points at 90 to the inch.
fn length(text: &str) -> Option<f64> {
    let text = text.trim();
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let number: f64 = text[..end].parse().ok()?;
    let scale = match text[end..].trim() {
        "" | "px" => 1.0,
        "pt" => 1.25,
        "pc" => 15.0,
        "mm" => 3.543_307,
        "cm" => 35.433_07,
        "in" => 90.0,
        "em" => 16.0,
        "ex" => 12.0,
        _ => return None,
    };
    Some(number * scale).filter(|number| *number > 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drawings_have_the_size_that_they_name() {
        let size = |text: &str| {
            let picture = svg(text.as_bytes());
            (picture.width, picture.height)
        };
        assert_eq!(size("<svg width='20' height=\"10px\"/>"), (20, 10));
        assert_eq!(size("<svg viewBox='0 0 200 100'>"), (512, 256));
        assert_eq!(size("<svg stroke-width='3' width='1in'>"), (90, 90));
    }

    #[test]
    fn new_pictures_have_the_size_of_their_first_chunk() {
        let lossy = b"RIFF\x1a\0\0\0WEBPVP8 \x0e\0\0\0\x30\x01\0\x9d\x01\x2a\x07\0\x05\0";
        assert_eq!((webp(lossy).width, webp(lossy).height), (7, 5));
    }
}
