//! What `index.php` answers to programs: the text of pages (`RawAction`), and the runner of jobs. Pages for people are
//! not made here.

mod run_jobs;

use percent_encoding::percent_decode_str;

use super::House;
use crate::{
    api::{Arrival, Reply},
    base::Timestamp,
    param::Fields,
    wiki::{
        Caller, Namespace, PageId, RevisionId, Right, State, Title,
        content::Model,
        revision::{Hidden, Revision},
        user::name::{self, Rigor},
        wikitext,
    },
};

/// The answer; `None` for what people look at, and for other paths.
pub(super) fn answer(house: &House, arrival: &Arrival<'_>) -> Option<Reply> {
    let in_path = title_in_path(house, arrival)?;
    let fields = Fields::parse(arrival.query, arrival.body).ok()?;
    let state = house.service.wiki.state();
    let title = asked_title(&state, &fields, in_path.as_deref())?;
    if title.namespace() == Namespace::SPECIAL {
        let is_runner = title.key().eq_ignore_ascii_case("RunJobs");
        return is_runner.then(|| run_jobs::answer(house, arrival, &fields));
    }
    let is_raw = fields.value("action").is_some_and(|action| action.eq_ignore_ascii_case("raw"));
    if !is_raw {
        return None;
    }
    let caller = house.caller(arrival);
    if !caller.has(Right::Read) {
        let mut reply = page(200, "Login required", "Please log in to view other pages.")
            .header("x-frame-options", "DENY")
            .header("cache-control", "no-cache, no-store, max-age=0, must-revalidate");
        if let Some(kind) = reply.headers.iter_mut().find(|header| header.name == "content-type") {
            kind.value = "text/html; charset=UTF-8".into();
        }
        return Some(reply);
    }
    Some(Raw { house, state: &state, fields: &fields, caller: &caller, title: &title }.answer(arrival))
}

/// The title that a path names; `Some(None)` for `index.php` alone, and nothing for paths that are no page's.
fn title_in_path(house: &House, arrival: &Arrival<'_>) -> Option<Option<String>> {
    let site = house.service.wiki.site();
    let path = percent_decode_str(arrival.path).decode_utf8().ok()?;
    let script = path.strip_prefix(site.script_path.as_str()).unwrap_or(&path);
    let script = script.strip_prefix("/w").filter(|rest| rest.starts_with("/index.php")).unwrap_or(script);
    if script == "/index.php" {
        return Some(None);
    }
    let before = site.article_path.split("$1").next().unwrap_or_default();
    let prefixes = ["/index.php/", "/wiki/"];
    let named = prefixes.iter().find_map(|prefix| script.strip_prefix(prefix));
    let named = named.or_else(|| path.strip_prefix(before)).filter(|title| !title.is_empty())?;
    Some(Some(named.to_owned()))
}

/// Which page is meant (`MediaWiki::parseTitle`).
fn asked_title(state: &State, fields: &Fields<'_>, in_path: Option<&str>) -> Option<Title> {
    let by_page = PageId::of(number(fields, "curid")).and_then(|id| state.pages.get(id));
    let named = || fields.value("title").or(in_path).filter(|title| !title.is_empty());
    let title = match by_page {
        Some(page) => page.title.clone(),
        None => state.title(named().unwrap_or(&state.site.main_page)).ok()?.local()?,
    };
    if title.namespace() == Namespace::SPECIAL {
        return Some(title);
    }
    // A revision says by itself of which page it is.
    let revision = RevisionId::of(number(fields, "oldid")).or_else(|| RevisionId::of(number(fields, "diff")));
    let of_revision = revision.and_then(|id| state.pages.get(state.revisions.get(id)?.page));
    Some(of_revision.map_or(title, |page| page.title.clone()))
}

/// A number as PHP reads it: what stands at the beginning, 0 if there is none.
fn number(fields: &Fields<'_>, name: &str) -> i64 {
    let text = fields.value(name).unwrap_or_default().trim_start();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    text[..digits].parse().unwrap_or(0)
}

/// The text of a page is asked for.
struct Raw<'a> {
    house: &'a House,
    state: &'a State,
    fields: &'a Fields<'a>,
    caller: &'a Caller,
    title: &'a Title,
}

impl Raw<'_> {
    fn answer(&self, arrival: &Arrival<'_>) -> Reply {
        let known = self.state.pages.titled(self.title);
        let since = arrival.headers.if_modified_since;
        let since = since.and_then(|since| Timestamp::parse(since, self.house.service.wiki.now()));
        if let (Some(page), Some(since)) = (known, since)
            && page.touched <= since
        {
            return Reply::new(304)
                .header("vary", "Accept-Encoding, Cookie")
                .header("cache-control", "private, must-revalidate, max-age=0")
                .header("last-modified", page.touched.http_date());
        }
        let kind = self.content_type();
        if let Some(words) = self.refusal(kind) {
            let html = format!(
                "<!DOCTYPE html>\n<html><head><title>Forbidden</title></head>\n<body><h1>Forbidden</h1><p>{words}</p>\
                </body></html>\n"
            );
            let reply = Reply::new(403).header("content-type", "text/html; charset=utf-8").body(html);
            return self.with_cache(reply, kind);
        }
        let revision = self.revision();
        if let Some(row) = revision
            && row.model == Model::Unknown
        {
            let words = "The requested page uses the content model `unknown` which is not supported via this interface.";
            return page(415, "Unsupported Media Type", words);
        }
        let text = revision.and_then(|row| self.text(row));
        // Scripts and style sheets that are not there are empty, since nobody keeps it that a page is missing.
        let status = if text.is_none() && kind == "text/x-wiki" { 404 } else { 200 };
        let mut reply = Reply::new(status).header("content-type", format!("{kind}; charset=UTF-8"));
        if let Some(row) = revision {
            reply = reply.header("last-modified", row.time.http_date());
        }
        self.with_cache(reply.body(text.unwrap_or_default()), kind)
    }

    fn content_type(&self) -> &'static str {
        const KINDS: [&str; 5] =
            ["text/x-wiki", "text/javascript", "text/css", "application/x-zope-edit", "application/json"];
        let asked = self.fields.value("ctype").filter(|asked| !asked.is_empty());
        match (asked, self.fields.value("gen")) {
            (Some(asked), _) => KINDS.into_iter().find(|kind| *kind == asked).unwrap_or(KINDS[0]),
            (None, Some("js")) => "text/javascript",
            (None, Some("css")) => "text/css",
            _ => "text/x-wiki",
        }
    }

    fn with_cache(&self, reply: Reply, kind: &str) -> Reply {
        let asked = |name| self.fields.value(name).is_some_and(|text| text.parse::<f64>().is_ok());
        let is_code = matches!(kind, "text/css" | "application/json" | "text/javascript");
        let shared = match asked("smaxage") {
            true => number(self.fields, "smaxage"),
            false if is_code => 300,
            false => 0,
        };
        let own = if self.fields.value("maxage").is_some() { number(self.fields, "maxage") } else { 18_000 };
        let open = self.state.site.groups.set(["*"]).has(Right::Read);
        let is_private = !open && (shared == 0 || self.caller.has_session()) || self.caller.is_registered();
        let mode = if is_private { "private" } else { "public" };
        reply
            .header("vary", "Accept-Encoding, Cookie")
            .header("cache-control", format!("{mode}, s-maxage={shared}, max-age={own}"))
            .header("x-content-type-options", "nosniff")
    }

    /// Why the page is not given out as what it is asked for.
    fn refusal(&self, kind: &str) -> Option<&'static str> {
        let own_code = self.state.user_code(self.title);
        if own_code.is_some() && kind != "text/x-wiki" {
            let name = self.title.text();
            let name = name.split('/').next().unwrap_or_default();
            let known = name::canonical(name, Rigor::Usable, &self.state.site)
                .is_some_and(|name| self.state.users.by_name(&name).is_some());
            if !known {
                return Some(
                    "For security reasons JavaScript, CSS and JSON user subpages cannot be loaded for unregistered users.",
                );
            }
        }
        let now = self.house.service.wiki.now();
        let is_protected = || {
            let page = self.state.pages.id_of(self.title);
            let mut held = page.into_iter().flat_map(|page| self.state.restrictions.of(page, now));
            held.any(|one| &*one.action == "edit" && matches!(&*one.level, "sysop" | "editprotected"))
        };
        let is_trusted =
            own_code == Some(Model::Javascript) || self.title.namespace() == Namespace::MEDIAWIKI;
        (kind == "text/javascript" && !is_trusted && !is_protected()).then_some(
            "For security reasons JavaScript cannot be loaded from unprotected pages. Please only create javascript \
            in the MediaWiki: namespace or as a User subpage",
        )
    }

    /// Which revision of the page (`RawAction::getOldId`).
    fn revision(&self) -> Option<&Revision> {
        let state = self.state;
        let page = state.pages.titled(self.title)?;
        let asked = number(self.fields, "oldid");
        let of = |number: i64| RevisionId::of(number).and_then(|id| state.revisions.get(id));
        let found = match (self.fields.value("direction"), asked) {
            (Some("next"), _) => state.revisions.after(of(asked)?)?,
            (Some("prev"), 0) => state.revisions.before(state.latest(page.id)?)?,
            (Some("prev"), _) => state.revisions.before(of(asked)?)?,
            (Some("cur"), _) | (_, 0) => state.latest(page.id)?,
            _ => of(asked)?,
        };
        (found.page == page.id).then_some(found)
    }

    /// What of it is asked for, if everybody may see it.
    fn text(&self, row: &Revision) -> Option<String> {
        let other_slot = self.fields.value("slot").is_some_and(|slot| !matches!(slot, "" | "main"));
        let other_slot = other_slot && self.house.service.profile.raw_texts_have_slots;
        if other_slot || row.hidden.contains(Hidden::CONTENT) {
            return None;
        }
        match self.fields.value("section").filter(|section| section.trim().parse::<i64>().is_ok()) {
            None => Some(row.content.to_string()),
            Some(section) if row.model.has_sections() => {
                wikitext::section_text(&row.content, section.trim()).map(str::to_owned)
            }
            Some(_) => None,
        }
    }
}

/// A small page that says what is wrong (`wfHttpError`).
fn page(status: u16, label: &str, words: &str) -> Reply {
    let html = format!(
        "<!DOCTYPE html><html><head><title>{label}</title></head><body><h1>{label}</h1><p>{words}</p></body></html>\n"
    );
    Reply::new(status)
        .header("content-type", "text/html; charset=utf-8")
        .header("vary", "Accept-Encoding, Cookie")
        .header("x-content-type-options", "nosniff")
        .body(html)
}
