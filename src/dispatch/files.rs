//! Files over HTTP: the addresses that `prop=imageinfo` tells, and the special pages that lead to them.
//!
//! On a wiki that not everybody may read they are given to those who may, as `img_auth.php` does it.

use bytes::Bytes;
use percent_encoding::percent_decode_str;

use super::House;
use crate::{
    api::{Arrival, Method, Reply},
    base::{Timestamp, digest},
    wiki::{
        Namespace, Right, State, Title, file::FileVersion, revision::Hidden, special::SpecialPage,
        upload::stash,
    },
};

/// What somebody asks for.
#[derive(Debug, PartialEq, Eq)]
enum Asked {
    /// The bytes at a path below the folder of files.
    Bytes(String),
    /// A special page and what stands after its name.
    Special(&'static str, String),
}

/// The answer to a request for a file; `None` if it asks for something else.
pub(super) fn answer(house: &House, arrival: &Arrival<'_>) -> Option<Reply> {
    if !matches!(arrival.method, Method::Get | Method::Head) {
        return None;
    }
    let asked = asked(house, arrival)?;
    let wiki = &house.service.wiki;
    let caller = house.caller(arrival);
    if !caller.has(Right::Read) {
        return Some(page(403, "Access denied", "Who is not logged in may not read here."));
    }
    let state = wiki.state();
    let reply = match asked {
        Asked::Bytes(path) => match version_at(&state, &path) {
            Some(version) => file(&version.bytes, &version.facts.mime, version.time, arrival),
            None => page(404, "Not Found", "There is no such file."),
        },
        Asked::Special(name, rest) => special_page(house, &state, arrival, name, &rest, |key| {
            stash::find(&state, &caller.actor(), key)
                .ok()
                .map(|stashed| file(&stashed.bytes, &stashed.facts.mime, stashed.time, arrival))
        })?,
    };
    let everybody_reads = wiki.site().groups.rights(["*"]).contains(&Right::Read);
    let private = || reply.clone().header("cache-control", "private").header("vary", "Cookie");
    Some(if everybody_reads || reply.status != 200 { reply } else { private() })
}

fn asked(house: &House, arrival: &Arrival<'_>) -> Option<Asked> {
    let site = house.service.wiki.site();
    let path = percent_decode_str(arrival.path).decode_utf8().ok()?;
    let script = path.strip_prefix(site.script_path.as_str())?;
    if let Some(path) = script.strip_prefix("/images/").or_else(|| script.strip_prefix("/img_auth.php/")) {
        return Some(Asked::Bytes(path.to_owned()));
    }
    let before = site.article_path.split("$1").next().unwrap_or_default();
    let title = match path.strip_prefix(before).filter(|title| !title.is_empty()) {
        Some(title) => title.to_owned(),
        None if script == "/index.php" => {
            let query = arrival.query.unwrap_or_default();
            let pairs: Vec<(String, String)> = serde_urlencoded::from_str(query).ok()?;
            pairs.into_iter().rev().find(|(name, _)| name == "title").map(|(_, title)| title)?
        }
        None => return None,
    };
    let target = Title::parse(&title, &site.naming()).ok()?.title;
    if target.namespace() != Namespace::SPECIAL {
        return None;
    }
    let (page, rest) = SpecialPage::of_key(target.key(), site.release)?;
    Some(Asked::Special(page.name, rest.unwrap_or_default().to_owned()))
}

/// The version at `a/ab/Name.png`, `archive/a/ab/20260131235959!Name.png`, or below `thumb/`: nothing makes pictures
/// smaller here, so the whole one stands for all.
fn version_at<'s>(state: &'s State, path: &str) -> Option<&'s FileVersion> {
    let (path, thumb) = match path.strip_prefix("thumb/") {
        Some(path) => (path.rsplit_once('/')?.0, true),
        None => (path, false),
    };
    let (path, archived) = match path.strip_prefix("archive/") {
        Some(path) => (path, true),
        None => (path, false),
    };
    let mut parts = path.splitn(3, '/');
    let (first, second, name) = (parts.next()?, parts.next()?, parts.next()?);
    let key = if archived { name.split_once('!')?.1 } else { name };
    let hash = digest::md5_hex(key.as_bytes());
    if first != &hash[..1] || second != &hash[..2] {
        return None;
    }
    let version = if archived {
        state.files.old(key).iter().find(|version| version.archive_name.as_deref() == Some(name))?
    } else {
        state.files.current(key)?
    };
    let shown = !thumb || version.facts.is_shown();
    (shown && !version.hidden.contains(Hidden::CONTENT)).then_some(version)
}

fn special_page(
    house: &House,
    state: &State,
    arrival: &Arrival<'_>,
    name: &str,
    rest: &str,
    stashed: impl Fn(&str) -> Option<Reply>,
) -> Option<Reply> {
    let site = house.service.wiki.site();
    let server = match (&site.server, arrival.headers.host) {
        (Some(server), _) => server.clone(),
        (None, host) => format!("http://{}", host.unwrap_or("localhost")),
    };
    let missing = || page(404, "Not Found", "There is no such file.");
    let named = |name: &str| Title::in_namespace(Namespace::FILE, name, &site.naming());
    Some(match name {
        // SpecialFilepath leads to Special:Redirect.
        "Filepath" => {
            let Some(title) = named(rest) else { return Some(missing()) };
            let redirect = format!("Redirect/file/{}", title.key());
            let page = Title::of_key(Namespace::SPECIAL, redirect.as_str());
            to(302, &format!("{server}{}", site.path_of(&page)))
        }
        "Redirect" => {
            let title = named(rest.strip_prefix("file/")?);
            match title.filter(|title| state.files.current(title.key()).is_some()) {
                Some(title) => to(301, &format!("{server}{}", site.file_path(&title, None))),
                None => missing(),
            }
        }
        "UploadStash" => stashed(rest.strip_prefix("file/")?).unwrap_or_else(missing),
        _ => return None,
    })
}

fn file(bytes: &Bytes, mime: &str, time: Timestamp, arrival: &Arrival<'_>) -> Reply {
    let known = arrival.headers.if_modified_since.and_then(|since| Timestamp::parse(since, time));
    if known.is_some_and(|known| known >= time) {
        return Reply::new(304).header("last-modified", time.http_date());
    }
    let kind =
        if mime == "unknown/unknown" { "application/octet-stream".to_owned() } else { mime.to_owned() };
    Reply::new(200)
        .header("content-type", kind)
        .header("last-modified", time.http_date())
        .header("x-content-type-options", "nosniff")
        .body(bytes.clone())
}

fn to(status: u16, address: &str) -> Reply {
    Reply::new(status)
        .header("content-type", "text/html; charset=UTF-8")
        .header("cache-control", "private, must-revalidate, max-age=0")
        .header("location", address.to_owned())
}

fn page(status: u16, title: &str, text: &str) -> Reply {
    let body = format!("<!DOCTYPE html><html><body><h1>{title}</h1><p>{text}</p></body></html>\n");
    Reply::new(status)
        .header("content-type", "text/html; charset=utf-8")
        .header("cache-control", "no-cache")
        .body(body)
}
