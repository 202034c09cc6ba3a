//! `GIFMetadataExtractor`: block by block.

use super::{Picture, Told, latin, little};

/// `None` if the file breaks off, or is none.
pub(super) fn read(bytes: &[u8]) -> Option<Picture> {
    if !bytes.starts_with(b"GIF87a") && !bytes.starts_with(b"GIF89a") {
        return None;
    }
    let (width, height) = (little(bytes, 6, 2)?, little(bytes, 8, 2)?);
    let mut at = Blocks { bytes, at: 10 };
    let mut found = Found { bits: at.colors(2)?, ..Found::default() };
    loop {
        match at.byte()? {
            b',' => {
                found.frames += 1;
                at.at += 8;
                found.bits = at.colors(0)?;
                at.at += 1;
                at.skip()?;
            }
            b'!' => found.extension(&mut at)?,
            b';' => break,
            _ => return None,
        }
    }
    let mut texts = Vec::new();
    if !found.comments.is_empty() {
        let comments = found.comments.into_iter().map(Told::Text).collect();
        texts.push(("GIFFileComment".to_owned(), Told::List(comments)));
    }
    texts.push(("_MW_GIF_VERSION".to_owned(), Told::Number(1)));
    let metadata = vec![
        ("frameCount".to_owned(), Told::Number(found.frames)),
        ("looped".to_owned(), Told::Flag(found.looped)),
        ("duration".to_owned(), Told::Seconds(found.seconds)),
        ("metadata".to_owned(), Told::Group(texts)),
    ];
    Some(Picture { width, height, bits: found.bits, metadata })
}

#[derive(Default)]
struct Found {
    frames: i64,
    bits: u32,
    looped: bool,
    seconds: f64,
    comments: Vec<String>,
}

impl Found {
    fn extension(&mut self, at: &mut Blocks<'_>) -> Option<()> {
        match at.byte()? {
            0xf9 => {
                self.seconds += f64::from(little(at.bytes, at.at + 2, 2)?) * 0.01;
                at.at += 5;
                (at.byte()? == 0).then_some(())
            }
            0xfe => {
                let data = at.read()?;
                let text = String::from_utf8(data).unwrap_or_else(|bad| latin(bad.as_bytes()));
                if text.is_empty() {
                    return None;
                }
                // Some programs say the same in each frame.
                if self.comments.last() != Some(&text) {
                    self.comments.push(text);
                }
                Some(())
            }
            0xff if at.bytes.get(at.at..at.at + 12) == Some(b"\x0bNETSCAPE2.0") => {
                at.at += 12;
                if at.bytes.get(at.at..at.at + 2)? != b"\x03\x01" {
                    return None;
                }
                self.looped |= little(at.bytes, at.at + 2, 2)? != 1;
                at.at += 5;
                Some(())
            }
            _ => at.skip(),
        }
    }
}

/// A place in a file.
struct Blocks<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl Blocks<'_> {
    fn byte(&mut self) -> Option<u8> {
        self.at += 1;
        self.bytes.get(self.at - 1).copied()
    }

    /// Bits of a color; the table of colors is skipped, and so many bytes before it.
    fn colors(&mut self, before: usize) -> Option<u32> {
        let flags = self.byte()?;
        let bits = u32::from(flags & 7) + 1;
        self.at += before;
        if flags & 0x80 != 0 {
            self.at += 3 << bits;
        }
        Some(bits)
    }

    fn skip(&mut self) -> Option<()> {
        loop {
            match self.byte()? {
                0 => return Some(()),
                length => self.at += usize::from(length),
            }
        }
    }

    fn read(&mut self) -> Option<Vec<u8>> {
        let mut data = Vec::new();
        loop {
            match self.byte()? {
                0 => return Some(data),
                length => {
                    let end = self.at + usize::from(length);
                    data.extend_from_slice(self.bytes.get(self.at..end)?);
                    self.at = end;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_loops_and_comments_are_read() {
        let frame = b"!\xf9\x04\0\x0a\0\0\0,\0\0\0\0\x05\0\x07\0\0\x02\x02D\x01\0";
        let file = [
            &b"GIF89a\x05\0\x07\0\0\0\0"[..],
            b"!\xff\x0bNETSCAPE2.0\x03\x01\0\0\0",
            b"!\xfe\x02hi\0",
            frame,
            frame,
            b";",
        ]
        .concat();
        let picture = read(&file).expect("it is whole");
        assert_eq!((picture.width, picture.height, picture.bits), (5, 7, 1));
        assert_eq!(picture.metadata[0].1, Told::Number(2));
        assert_eq!(picture.metadata[1].1, Told::Flag(true));
        assert!(format!("{:?}", picture.metadata).contains("Text(\"hi\")"));
        assert!(read(&file[..file.len() - 1]).is_none());
    }
}
