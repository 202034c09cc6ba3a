//! Multipart bodies whose lines end as in Unix, without a carriage return. PHP takes them (`rfc1867.c`), and clients
//! that leave the body to Python's `email` send them.

use bytes::Bytes;
use memchr::memmem;

use super::PARTS;
use crate::param::Part;

/// The parts of such a body; `None` if it is none.
pub(super) fn parts(body: &Bytes, boundary: &str) -> Option<Vec<Part>> {
    let dashed = format!("--{boundary}");
    let first = memmem::find(body, dashed.as_bytes())? + dashed.len();
    if body.get(first) != Some(&b'\n') {
        return None;
    }
    let end = format!("\n{dashed}");
    let end = memmem::Finder::new(end.as_bytes());
    let mut parts = Vec::new();
    let mut at = first;
    // What follows a boundary is a line break, or two dashes after the last.
    while parts.len() < PARTS && body.get(at) == Some(&b'\n') {
        // Without any headers the empty line comes at once.
        let Some(length) = memmem::find(&body[at..], b"\n\n") else { break };
        let head = String::from_utf8_lossy(&body[at..at + length]).replace("\n ", " ").replace("\n\t", " ");
        let from = at + length + 2;
        // An empty part has its boundary right after its headers.
        let Some(length) = end.find(&body[from - 1..]) else { break };
        let mut to = (from - 1 + length).max(from);
        // One carriage return before the boundary's line is a part of the line's end all the same: pywikibot adds one.
        if body[from..to].ends_with(b"\r") {
            to -= 1;
        }
        parts.extend(part(&head, body.slice(from..to)));
        at = from - 1 + length + end.needle().len();
    }
    Some(parts)
}

fn part(head: &str, bytes: Bytes) -> Option<Part> {
    let header = |wanted: &str| {
        head.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.trim().eq_ignore_ascii_case(wanted).then(|| value.trim())
        })
    };
    let disposition = header("content-disposition")?;
    Some(Part {
        name: param(disposition, "name")?,
        filename: param(disposition, "filename"),
        content_type: header("content-type").map(str::to_owned),
        bytes,
    })
}

/// The value of `name="value"` after a semicolon.
fn param(header: &str, wanted: &str) -> Option<String> {
    let mut rest = header.split_once(';')?.1;
    loop {
        let (name, after) = rest.split_once('=')?;
        let after = after.trim_start();
        let (value, next) = match after.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
            None => after.split_at(after.find(';').unwrap_or(after.len())),
        };
        if name.trim_matches([';', ' ', '\t']).eq_ignore_ascii_case(wanted) {
            return Some(value.trim().to_owned());
        }
        rest = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_may_end_as_in_unix() {
        let body = "\n--==b==\nContent-Type: text/plain; charset=\"us-ascii\"\nMIME-Version: 1.0\nContent-disposition: form-data;\n \
                    name=\"a\"\n\none\n\ntwo\n--==b==\nContent-Disposition: form-data; filename=\"f.png\"; name=\"c\"\n\n\n--==b==\n\
                    Content-Disposition: form-data; name=d\n\nx\r\n--==b==--\n";
        let parts = parts(&Bytes::from_static(body.as_bytes()), "==b==").unwrap();
        let told: Vec<_> =
            parts.iter().map(|part| (&*part.name, part.filename.as_deref(), &*part.bytes)).collect();
        assert_eq!(told, [("a", None, &b"one\n\ntwo"[..]), ("c", Some("f.png"), b""), ("d", None, b"x")]);
        assert_eq!(parts[0].content_type.as_deref(), Some("text/plain; charset=\"us-ascii\""));
        assert!(super::parts(&Bytes::from_static(b"--b\r\n\r\n--b--"), "b").is_none());
        assert!(super::parts(&Bytes::from_static(b"--b\n"), "b").unwrap().is_empty());
    }
}
