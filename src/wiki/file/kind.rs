//! Which kind of file some bytes are (`includes/libs/mime/MimeAnalyzer.php`), and how names of such files end.

use super::Media;

/// Endings that no file may have (`$wgProhibitedFileExtensions`).
pub const PROHIBITED_ENDINGS: &[&str] = &[
    "html", "htm", "js", "jsb", "mhtml", "mht", "xhtml", "xht", "php", "phtml", "php3", "php4", "php5",
    "phps", "phar", "shtml", "jhtml", "pl", "py", "cgi", "exe", "scr", "dll", "msi", "vbs", "bat", "com",
    "pif", "cmd", "vxd", "cpl", "xml",
];

/// Kinds that no file may be (`$wgMimeTypeExclusions`).
pub const PROHIBITED_KINDS: &[&str] = &[
    "text/html",
    "application/javascript",
    "text/javascript",
    "text/x-javascript",
    "application/x-shellscript",
    "application/x-php",
    "text/x-php",
    "text/x-python",
    "text/x-perl",
    "text/x-bash",
    "text/x-sh",
    "text/x-csh",
    "text/scriptlet",
    "application/x-msdownload",
    "application/x-msmetafile",
    "application/java",
    "application/xml",
    "text/xml",
];

/// The kind of what is of no known kind.
pub(super) const UNKNOWN: &str = "unknown/unknown";

/// How files of a kind begin.
const BEGINNINGS: &[(&[u8], &str)] = &[
    (b"MThd", "audio/midi"),
    (b"OggS", "application/ogg"),
    (b"ID3", "audio/mpeg"),
    (b"\xff\xfb", "audio/mpeg"),
    (b"\xff\xf3", "audio/mpeg"),
    (b"\xff\xe3", "audio/mpeg"),
    (b"\x01\x00\x09\x00", "application/x-msmetafile"),
    (b"\xd7\xcd\xc6\x9a", "application/x-msmetafile"),
    (b"%PDF", "application/pdf"),
    (b"gimp xcf", "image/x-xcf"),
    (b"MZ", UNKNOWN),
    (b"\xca\xfe\xba\xbe", UNKNOWN),
    (b"\x7fELF", UNKNOWN),
];

/// Endings of names by kind, the usual one first (`MimeMap`).
const ENDINGS: &[(&str, &[&str])] = &[
    ("application/javascript", &["js"]),
    ("application/json", &["json"]),
    ("application/ogg", &["ogx", "ogg", "ogm", "ogv", "oga", "spx", "opus"]),
    ("application/pdf", &["pdf"]),
    ("application/sla", &["stl"]),
    ("application/x-gzip", &["gz"]),
    ("application/x-php", &["php"]),
    ("application/xhtml+xml", &["xhtml", "xht"]),
    ("application/xml", &["xml", "xsl", "xsd", "kml"]),
    (
        "application/zip",
        &["zip", "jar", "xpi", "sxc", "stc", "sxd", "std", "sxi", "sti", "sxm", "stm", "sxw", "stw"],
    ),
    ("audio/flac", &["flac"]),
    ("audio/midi", &["mid", "midi", "kar"]),
    ("audio/mpeg", &["mpga", "mpa", "mp2", "mp3"]),
    ("audio/wav", &["wav"]),
    ("audio/webm", &["webm"]),
    ("image/gif", &["gif"]),
    ("image/jpeg", &["jpeg", "jpg", "jpe", "jps"]),
    ("image/png", &["png", "apng"]),
    ("image/svg+xml", &["svg"]),
    ("image/tiff", &["tiff", "tif"]),
    ("image/vnd.djvu", &["djvu", "djv"]),
    ("image/vnd.wap.wbmp", &["wbmp"]),
    ("image/webp", &["webp"]),
    ("image/x-bmp", &["bmp"]),
    ("image/x-xcf", &["xcf"]),
    ("text/css", &["css"]),
    ("text/csv", &["csv"]),
    ("text/html", &["html", "htm"]),
    ("text/plain", &["txt"]),
    ("text/rtf", &["rtf"]),
    ("text/tab-separated-values", &["tsv"]),
    ("video/mp4", &["mp4", "m4a", "m4p", "m4b", "m4r", "m4v"]),
    ("video/ogg", &["ogv", "ogm", "ogg"]),
    ("video/webm", &["webm"]),
];

/// Endings that the bytes have to bear out (`MimeAnalyzer::isRecognizableExtension`).
const RECOGNIZED: &[&str] = &[
    "gif", "jpeg", "jpg", "png", "swf", "psd", "bmp", "tiff", "tif", "jpc", "jp2", "jpx", "jb2", "swc",
    "iff", "wbmp", "xbm", "djvu", "webp", "xcf",
];

/// How names of files of a kind may end.
pub(super) fn endings(mime: &str) -> &'static [&'static str] {
    ENDINGS.iter().find(|(known, _)| *known == mime).map_or(&[], |(_, endings)| endings)
}

/// Whether a name may end so (`UploadBase::verifyExtension`).
pub(super) fn fits(mime: &str, ending: &str) -> bool {
    let ending = ending.to_lowercase();
    if mime == UNKNOWN {
        return !RECOGNIZED.contains(&&*ending);
    }
    match endings(mime) {
        [] => !ENDINGS.iter().any(|(_, endings)| endings.contains(&&*ending)),
        endings => endings.contains(&&*ending),
    }
}

/// Texts are what the ending of their name says, if it says a kind of text; and what is not known is what its name says
/// (`MimeAnalyzer::improveTypeFromExtension`).
pub(super) fn improved(mime: &'static str, ending: &str) -> &'static str {
    let ending = ending.to_lowercase();
    let said = ENDINGS.iter().find(|(_, endings)| endings.contains(&&*ending)).map(|(mime, _)| *mime);
    let fits = |said: &&str| match mime {
        "text/plain" => media(said, b"") == Media::Text,
        UNKNOWN => !RECOGNIZED.contains(&&*ending),
        _ => false,
    };
    said.filter(fits).unwrap_or(mime)
}

/// What sort of thing a kind is (`MimeAnalyzer::getMediaType`).
pub(super) fn media(mime: &str, bytes: &[u8]) -> Media {
    match mime {
        "image/svg+xml" => Media::Drawing,
        "application/pdf" | "image/vnd.djvu" | "text/rtf" => Media::Office,
        "application/ogg" => ogg(bytes),
        "application/javascript" | "text/javascript" | "application/x-php" => Media::Executable,
        "application/zip" | "application/x-gzip" => Media::Archive,
        "application/json" | "application/xml" => Media::Text,
        _ => match mime.split_once('/') {
            Some(("image", _)) => Media::Bitmap,
            Some(("audio", _)) => Media::Audio,
            Some(("video", _)) => Media::Video,
            Some(("text", _)) => Media::Text,
            _ => Media::Unknown,
        },
    }
}

/// The first page names what the stream holds.
fn ogg(bytes: &[u8]) -> Media {
    let head = String::from_utf8_lossy(bytes.get(..256.min(bytes.len())).unwrap_or_default()).to_lowercase();
    if head.contains("theora") {
        Media::Video
    } else if ["vorbis", "flac", "speex", "opus"].iter().any(|name| head.contains(name)) {
        Media::Audio
    } else {
        Media::Multimedia
    }
}

/// The kind of some bytes (`MimeAnalyzer::guessMimeType`).
pub(super) fn of(bytes: &[u8]) -> &'static str {
    if let Some((_, mime)) = BEGINNINGS.iter().find(|(beginning, _)| bytes.starts_with(beginning)) {
        return mime;
    }
    if bytes.starts_with(b"\x1a\x45\xdf\xa3") {
        return film(bytes);
    }
    if bytes.starts_with(b"RIFF") {
        match bytes.get(8..15).unwrap_or_default() {
            b"WEBPVP8" => return "image/webp",
            kind if kind.starts_with(b"WAVE") => return "audio/wav",
            _ => {}
        }
    }
    let head = &bytes[..bytes.len().min(1024)];
    if holds(head, b"<?php") {
        return "application/x-php";
    }
    xml(bytes).or_else(|| script(head)).or_else(|| picture(bytes)).unwrap_or_else(|| other(bytes))
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    memchr::memmem::find(bytes, part).is_some()
}

fn film(bytes: &[u8]) -> &'static str {
    let head = &bytes[..bytes.len().min(16_384)];
    match (holds(head, b"matroska"), holds(head, b"webm")) {
        (true, _) => "video/x-matroska",
        (_, true) if holds(head, b"V_VP") || holds(head, b"V_AV1") => "video/webm",
        (_, true) => "audio/webm",
        _ => UNKNOWN,
    }
}

/// XML that is whole, by its outermost element.
fn xml(bytes: &[u8]) -> Option<&'static str> {
    let text = std::str::from_utf8(bytes).ok()?.trim_start_matches('\u{feff}').trim();
    if !text.starts_with('<') {
        return None;
    }
    let mut rest = text;
    let name = loop {
        rest = rest.trim_start();
        let end = if rest.starts_with("<!--") {
            rest.find("-->")? + 3
        } else if rest.starts_with("<?") {
            rest.find("?>")? + 2
        } else if rest.starts_with("<!") {
            let subset = rest.find('[').filter(|at| rest.find('>').is_some_and(|end| *at < end));
            let from = subset.map_or(Some(0), |at| rest[at..].find(']').map(|end| at + end))?;
            from + rest[from..].find('>')? + 1
        } else {
            let inner = rest.strip_prefix('<')?;
            break inner.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next()?;
        };
        rest = &rest[end..];
    };
    let whole = text.strip_suffix('>').is_some_and(|text| {
        let text = text.trim_end();
        text.ends_with(&format!("</{name}")) || (text.ends_with('/') && rest.matches('<').count() == 1)
    });
    if !whole || !name.starts_with(|c: char| c.is_alphabetic() || c == '_') {
        return None;
    }
    Some(match name.rsplit(':').next()? {
        "svg" if rest.contains("http://www.w3.org/2000/svg") || !rest.contains("xmlns") => "image/svg+xml",
        "html" => "text/html",
        _ => "application/xml",
    })
}

/// A script, by the line that says what runs it.
fn script(head: &[u8]) -> Option<&'static str> {
    let line = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).strip_prefix(b"#!")?;
    let line = line.split(|byte| *byte == b'\n').next()?;
    let name = line.split(|byte| *byte == b'/').next_back()?;
    let known = [
        (&b"php"[..], "application/x-php"),
        (b"python", "application/x-python"),
        (b"perl", "application/x-perl"),
        (b"bash", "application/x-bash"),
        (b"env", "application/x-env"),
    ];
    let found = known.iter().find(|(word, _)| name.starts_with(word));
    Some(found.map_or("application/x-sh", |(_, mime)| mime))
}

/// What PHP's `getimagesize` knows.
fn picture(bytes: &[u8]) -> Option<&'static str> {
    let known: &[(&[u8], &str)] = &[
        (b"GIF", "image/gif"),
        (b"\xff\xd8\xff", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"II*\0", "image/tiff"),
        (b"MM\0*", "image/tiff"),
        (b"AT&TFORM", "image/vnd.djvu"),
    ];
    let bitmap = || (bytes.starts_with(b"BM") && bytes.len() > 26).then_some("image/x-bmp");
    let found = known.iter().find(|(beginning, _)| bytes.starts_with(beginning)).map(|(_, mime)| *mime);
    found.or_else(bitmap).or_else(|| is_wbmp(bytes).then_some("image/vnd.wap.wbmp"))
}

/// A bitmap for telephones: type 0, then width and height in groups of seven bits.
fn is_wbmp(bytes: &[u8]) -> bool {
    let Some((0, rest)) = bytes.split_first().map(|(first, rest)| (*first, rest)) else { return false };
    let mut rest = rest.iter();
    let mut number = || {
        let mut number = 0_u32;
        loop {
            let byte = rest.next()?;
            number = number << 7 | u32::from(byte & 0x7f);
            if number > 2048 {
                return None;
            }
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
    };
    // The first number is that of the head.
    let sides = [number(), number(), number()];
    matches!(sides, [Some(_), Some(width), Some(height)] if width > 0 && height > 0)
}

/// What the library that PHP asks last says of the commonest other files.
fn other(bytes: &[u8]) -> &'static str {
    if bytes.is_empty() {
        return UNKNOWN;
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return "application/zip";
    }
    if bytes.starts_with(b"\x1f\x8b") {
        return "application/x-gzip";
    }
    if bytes.starts_with(b"fLaC") {
        return "audio/flac";
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return "video/mp4";
    }
    // Control characters are no text, but for those that texts use.
    if bytes.iter().any(|byte| matches!(byte, 0..=6 | 14..=26 | 28..=31 | 127)) {
        return UNKNOWN;
    }
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_lowercase();
    let start = head.trim_start();
    if start.starts_with("<?xml") {
        return "application/xml";
    }
    let tags = ["<head", "<title", "<html", "<script", "<style", "<table"];
    let tagged =
        |tag: &&str| head.match_indices(*tag).any(|(at, tag)| head[at + tag.len()..].starts_with(['>', ' ']));
    if head.contains("<!doctype html") || head.contains("<a href=") || tags.iter().any(tagged) {
        return "text/html";
    }
    if start.starts_with("{\\rtf") {
        return "text/rtf";
    }
    if start.starts_with(['{', '[']) && serde_json::from_slice::<serde::de::IgnoredAny>(bytes).is_ok() {
        return "application/json";
    }
    "text/plain"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_what_their_bytes_say() {
        assert_eq!(of(b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>"), "image/svg+xml");
        assert_eq!(of(b"<!-- x --><!DOCTYPE a [<!ENTITY b 'c'>]><a>b</a>"), "application/xml");
        assert_eq!(of(b"<html><body>"), "text/html");
        assert_eq!(of(b"a <b"), "text/plain");
        assert_eq!(of(b"x\n<?php echo 1;"), "application/x-php");
        assert_eq!(of(b"#!/bin/sh\necho"), "application/x-sh");
        assert_eq!((of(b"\x01\x02\x03"), of(b"\0\x01\x02\x03")), (UNKNOWN, "image/vnd.wap.wbmp"));
        assert_eq!(of(b"see <a href=\"x\">"), "text/html");
        assert_eq!(of(b"{\"a\": 1}"), "application/json");
        assert!(fits("text/plain", "TXT") && !fits("text/plain", "png") && fits("x/y", "abc"));
        assert_eq!(media("text/css", b""), Media::Text);
        assert_eq!(improved("text/plain", "png"), "text/plain");
    }
}
