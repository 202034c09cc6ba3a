//! The comparable form of an answer.

use crate::{
    case::{Case, Compare, Step},
    conversation::Answer,
    cookies,
    json::{Json, Members},
    normalize::{Names, scrub},
};

/// The headers that are compared, in the order in which they are shown.
const KEPT_HEADERS: [&str; 21] = [
    "Content-Type",
    "MediaWiki-API-Error",
    "MediaWiki-Login-Suppressed",
    "Retry-After",
    "X-Database-Lag",
    "Cache-Control",
    "Vary",
    "Content-Disposition",
    "X-Frame-Options",
    "X-Content-Type-Options",
    "Treat-as-Untrusted",
    "P3P",
    "Allow",
    "Location",
    "Access-Control-Allow-Origin",
    "Access-Control-Allow-Credentials",
    "Access-Control-Allow-Headers",
    "Access-Control-Allow-Methods",
    "Access-Control-Expose-Headers",
    "Access-Control-Max-Age",
    "Timing-Allow-Origin",
];

/// What of an answer is compared, in the form in which answers are recorded.
pub(crate) fn observed(names: &mut Names, case: &Case, step: &Step, answer: &Answer) -> Json {
    let headers = headers(names, answer);
    let content_type =
        headers.iter().find(|(name, _)| *name == "Content-Type").map_or("", |(_, value)| value);
    let php = content_type.contains("application/vnd.php");
    let mut mode = step.compare.or(case.compare).unwrap_or(Compare::Exact);
    if content_type.starts_with("text/html") && mode == Compare::Exact && step.compare != Some(Compare::Exact)
    {
        mode = Compare::Headers; // A page for people.
    }
    let mut out = vec![("status".to_owned(), Json::Number(answer.status.into()))];
    let shown = KEPT_HEADERS.iter().filter_map(|kept| headers.iter().find(|(name, _)| name == kept));
    let shown = shown.map(|(name, value)| ((*name).to_owned(), Json::text(value)));
    out.push(("headers".to_owned(), Json::Object(shown.collect())));
    let cookies = cookies::described(answer.set_cookies.iter().map(String::as_str), answer.now);
    if !cookies.is_empty() {
        out.push(("cookies".to_owned(), Json::List(cookies.into_iter().map(Json::Text).collect())));
    }
    out.extend(match mode {
        Compare::Exact => {
            let body = names.normalize(&answer.text, answer.now, php);
            Some(("body".to_owned(), Json::Text(scrubbed(case, step, body))))
        }
        Compare::Pick => Some(("picked".to_owned(), picked(names, case, step, answer))),
        Compare::Keys => Some(("keys".to_owned(), keys(step, answer))),
        Compare::Headers if !step.contains.is_empty() => {
            let body = names.normalize(&answer.text, answer.now, false);
            let held = step.contains.iter().map(|piece| (piece.clone(), Json::Bool(body.contains(piece))));
            Some(("contains".to_owned(), Json::Object(held.collect())))
        }
        Compare::Headers | Compare::None => None,
    });
    Json::Object(out)
}

/// Whether an answer is the expected one. A body that none was recorded of does not count.
pub(crate) fn matches(expected: &Json, got: &Json) -> bool {
    let mut got = got.as_object().cloned().unwrap_or_default();
    got.retain(|(name, _)| name != "body" || expected.get(name).is_some());
    *expected == Json::Object(got)
}

/// The kept headers in the order of the answer: their ids are numbered in it.
fn headers(names: &mut Names, answer: &Answer) -> Vec<(&'static str, String)> {
    let mut out: Vec<(&str, String)> = Vec::new();
    for (name, value) in &answer.headers {
        let Some(kept) = KEPT_HEADERS.into_iter().find(|kept| kept.eq_ignore_ascii_case(name)) else {
            continue;
        };
        let mut value = names.normalize(value, answer.now, false);
        if kept == "Content-Type" {
            value = value.split(';').map(str::trim).collect::<Vec<_>>().join("; ");
        }
        match out.iter_mut().find(|(name, _)| *name == kept) {
            Some((_, all)) => all.extend([", ", &value]),
            None => out.push((kept, value)),
        }
    }
    out
}

fn picked(names: &mut Names, case: &Case, step: &Step, answer: &Answer) -> Json {
    let doc = Json::parse(&answer.text).unwrap_or(Json::Null);
    let mut members = Members::new();
    for pointer in &step.pick {
        let value = doc.at(pointer).map(|value| {
            let text = scrubbed(case, step, names.normalize(&value.to_string(), answer.now, false));
            Json::parse(&text).unwrap_or(Json::Text(text))
        });
        members.push((pointer.clone(), value.unwrap_or_else(|| Json::text("<ABSENT>"))));
    }
    Json::Object(members)
}

/// The names of the members at each pointer, in order.
fn keys(step: &Step, answer: &Answer) -> Json {
    let doc = Json::parse(&answer.text).unwrap_or(Json::Null);
    let keys_at = |pointer: &String| match doc.at(pointer) {
        None => Json::text("<ABSENT>"),
        Some(Json::Object(members)) => Json::List(members.iter().map(|(name, _)| Json::text(name)).collect()),
        Some(value) => Json::text(value.type_name()),
    };
    Json::Object(step.pick.iter().map(|pointer| (pointer.clone(), keys_at(pointer))).collect())
}

fn scrubbed(case: &Case, step: &Step, text: String) -> String {
    let patterns = case.scrub.iter().chain(&step.scrub);
    patterns.fold(text, |text, (pattern, replacement)| scrub(&text, pattern, replacement))
}
