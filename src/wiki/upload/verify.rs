//! Whether bytes may be uploaded at all (`UploadBase::verifyUpload`).

use std::sync::Arc;

use super::Naming;
use crate::{
    base::entity,
    wiki::{
        Refusal, State, Title,
        file::{FileFacts, PROHIBITED_KINDS},
    },
};

/// Looks at the bytes, then at the name. `size` is how many bytes there are said to be.
pub fn verify(state: &State, name: &str, bytes: &[u8], size: u64) -> Result<(Title, FileFacts), Refusal> {
    if size == 0 {
        return Err(Refusal::FileEmpty);
    }
    if size > state.policy.max_upload_bytes {
        return Err(Refusal::FileTooLarge(state.policy.max_upload_bytes));
    }
    let naming = Naming::of(state, name, bytes);
    let facts = FileFacts::named(bytes, &naming.ending, state.policy.sizing());
    verify_part(state, &naming, bytes)?;
    if !naming.ending.is_empty() && !facts.fits(&naming.ending) {
        return Err(Refusal::FileMimeMismatch(naming.ending, facts.mime));
    }
    if &*facts.mime == "image/svg+xml" && is_hostile_drawing(bytes) {
        return Err(Refusal::FileScripted);
    }
    Ok((naming.title?, facts))
}

/// The part of it that holds of a part of a file as well (`UploadBase::verifyPartialFile`).
pub fn verify_part(state: &State, naming: &Naming, bytes: &[u8]) -> Result<(), Refusal> {
    let facts = FileFacts::of(bytes, state.policy.sizing());
    if PROHIBITED_KINDS.contains(&&*facts.mime) {
        return Err(Refusal::FileBadMime(facts.mime));
    }
    if state.policy.rules.verifies_as_browsers
        && let Some(kind) = seen_by_old_browsers(bytes, &naming.ending)
    {
        return Err(Refusal::FileBadBrowserMime(kind));
    }
    if has_script(bytes, &facts.mime) { Err(Refusal::FileScripted) } else { Ok(()) }
}

/// What the Internet Explorer takes a file for by its first 255 bytes, if that is nothing good (`IEContentAnalyzer`).
fn seen_by_old_browsers(bytes: &[u8], ending: &str) -> Option<Arc<str>> {
    if bytes.starts_with(b"MZ") {
        return Some("application/x-msdownload".into());
    }
    let head = &bytes[..bytes.len().min(255)];
    let known = match &*ending.to_lowercase() {
        "gif" => head.starts_with(b"GIF8"),
        "jpg" | "jpeg" | "jpe" => head.starts_with(b"\xff\xd8"),
        _ => false,
    };
    if known {
        return None;
    }
    let head = String::from_utf8_lossy(head).to_lowercase();
    let tags =
        ["<html", "<head", "<title", "<body", "<script", "<a href", "<pre", "<img", "<plaintext", "<table"];
    tags.iter().any(|tag| head.contains(tag)).then(|| "text/html".into())
}

/// Whether bytes look as if they held a script (`UploadBase::detectScript`): texts all of them, others the beginning.
fn has_script(bytes: &[u8], mime: &str) -> bool {
    let part = if mime.starts_with("text/") { bytes } else { &bytes[..bytes.len().min(1024)] };
    let text = String::from_utf8_lossy(part).to_lowercase();
    if let Some(at) = text.find("<!doctype") {
        let rest = text[at + 9..].trim_start_matches(' ');
        if rest.strip_prefix('x').unwrap_or(rest).starts_with("html") {
            return true;
        }
    }
    if ["<body", "<head", "<html", "<script"].iter().any(|tag| text.contains(tag)) {
        return true;
    }
    let text = entity::decode(&text);
    assigns(&text, &["type"], |value| {
        let word = value.split_once('/').map_or(value, |(word, rest)| {
            if word.chars().all(|c| c.is_alphanumeric() || c == '_') { rest } else { value }
        });
        word.starts_with("ecma") || word.starts_with("java")
    }) || assigns(&text, &["href", "src", "data"], is_script_address)
        || text.match_indices("url").any(|(at, _)| {
            let rest = text[at + 3..].trim_start();
            rest.strip_prefix('(').is_some_and(|rest| is_script_address(unquoted(rest)))
        })
}

fn is_script_address(value: &str) -> bool {
    value.starts_with("javascript:") || value.starts_with("ecmascript:")
}

/// Whether one of these is set to a value such as this: `href = "…"`.
fn assigns(text: &str, names: &[&str], fits: impl Fn(&str) -> bool) -> bool {
    names.iter().any(|name| {
        text.match_indices(name).any(|(at, _)| {
            let rest = text[at + name.len()..].trim_start();
            rest.strip_prefix('=').is_some_and(|rest| fits(unquoted(rest)))
        })
    })
}

fn unquoted(text: &str) -> &str {
    let text = text.trim_start();
    text.strip_prefix(['"', '\'']).unwrap_or(text).trim_start()
}

/// Drawings may hold no handlers of events (`UploadBase::detectScriptInSvg`).
fn is_hostile_drawing(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes).to_lowercase();
    let handler = |at: usize| {
        let before = text[..at].chars().next_back().is_some_and(char::is_whitespace);
        let name = text[at..].split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        before && name.len() > 2 && text[at + name.len()..].trim_start().starts_with('=')
    };
    text.contains("<handler") || text.match_indices("on").any(|(at, _)| handler(at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wiki::rig::Rig;

    #[test]
    fn scripts_are_found() {
        assert!(has_script(b"x <SCRIPT>", "text/plain"));
        assert!(has_script(b"<a href = 'javascript:x'>", "text/plain"));
        assert!(has_script(b"type=\"text/javascript\"", "text/plain"));
        assert!(has_script(b"<!DOCTYPE  html>", "text/plain"));
        assert!(!has_script(b"a script of java, url(x)", "text/plain"));
    }

    #[test]
    fn bytes_are_judged_before_names() {
        let mut rig = Rig::new();
        rig.state.policy.file_extensions.push("txt".into());
        let verified = |name: &str, bytes: &[u8]| verify(&rig.state, name, bytes, bytes.len() as u64);
        assert!(matches!(verified("a.exe", b""), Err(Refusal::FileEmpty)));
        assert!(matches!(verified("a.txt", b"<?php x"), Err(Refusal::FileBadMime(_))));
        assert!(
            matches!(verified("a.png", b"hello"), Err(Refusal::FileMimeMismatch(ending, _)) if ending == "png")
        );
        assert!(matches!(
            verified("[", b"hello"),
            Err(Refusal::FileTypeMissing | Refusal::FileTypeBanned(..)) | Ok(_)
        ));
        assert!(verified("a.txt", b"hello").is_ok());
        let large = verify(&rig.state, "a.txt", b"x", rig.state.policy.max_upload_bytes + 1);
        assert!(matches!(large, Err(Refusal::FileTooLarge(_))));
    }
}
