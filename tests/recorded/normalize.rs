//! Making two answers comparable: what differs from one run to the next becomes a name in angle brackets.

use std::{collections::HashMap, fmt::Write, sync::LazyLock};

use fancy_regex::Regex;

use crate::moment::{self, MONTHS};

type Captures<'t> = fancy_regex::Captures<'t, str>;

/// The names given in one conversation: ids are numbered in order of first appearance.
pub(crate) struct Names {
    base: String,
    ids: HashMap<(&'static str, String), usize>,
}

/// Parameters and keys whose numbers are ids, by what they are ids of.
const ID_KINDS: [(&str, &[&str]); 5] = [
    (
        "page",
        &["pageid", "talkid", "subjectid", "logpage", "curid", "frompageid", "talkpageid", "fromid", "toid"],
    ),
    (
        "rev",
        &[
            "revid",
            "oldrevid",
            "newrevid",
            "parentid",
            "lastrevid",
            "old_revid",
            "last_revid",
            "new_revid",
            "fromrevid",
            "torevid",
            "baserevid",
        ],
    ),
    ("log", &["logid", "actionlogid"]),
    ("rc", &["rcid"]),
    ("block", &["blockid"]),
];

impl Names {
    /// For a conversation with the server at `base`, a URL without a slash at its end.
    pub(crate) fn new(base: &str) -> Self {
        Self { base: base.to_owned(), ids: HashMap::new() }
    }

    /// Normalizes a header's value or a body; `php` is the body of `format=php`, whose strings tell their length.
    pub(crate) fn normalize(&mut self, text: &str, now: f64, php: bool) -> String {
        let text = self.without_base(&without_help(text));
        let text = replace(&TOKEN, &text, |_| "<TOKEN>".into());
        let text = replace(&OLD_LOGIN_TOKEN, &text, |found| format!("{}<TOKEN>", &found[1]));
        let text = replace(&OLD_SESSION, &text, |found| format!("{}<SESSION>", &found[1]));
        let text = replace(&ISO_TIME, &text, |found| or_itself(found, iso_time(found, now)));
        let text = replace(&TIME_IN_WORDS, &text, |found| or_itself(found, time_in_words(found, now)));
        let text = replace(&ANY_ID, &text, |found| self.named_id(found));
        let text = replace(&TIME_14, &text, |found| or_itself(found, time_14(found, now)));
        let text = replace(&CONTINUE_ID, &text, |found| format!("{}<ID>", &found[1]));
        let text = replace(&VERSION, &text, |_| "MediaWiki <VERSION>".into());
        let text = replace(&REQUEST_ID, &text, |_| "[<REQID>]".into());
        let text = replace(&SERVED_BY, &text, |found| format!("{}<SERVER>\"", &found[1]));
        if !php {
            return text;
        }
        replace(&PHP_LENGTH, &text, |found| format!("s:<LEN>:\"{}", &found[1]))
    }

    fn without_base(&self, text: &str) -> String {
        let (_, no_protocol) = self.base.split_once(':').expect("a base is a URL");
        let host = no_protocol.trim_start_matches('/').split('/').next().unwrap_or_default();
        text.replace(&self.base, "<BASE>")
            .replace(&self.base.replace('/', "\\/"), "<BASE>")
            .replace(no_protocol, "<BASE-NOPROTO>")
            .replace(host, "<HOST>")
    }

    // One pattern for all, so that numbering follows the order in the text.
    fn named_id(&mut self, found: &Captures<'_>) -> String {
        let group = |name| found.name(name).map(|group| group.as_str());
        if let (Some(key), Some(value)) = (group("page_key"), group("page_value")) {
            if key != value {
                return found[0].to_owned();
            }
            let name = self.name("page", key);
            return format!("\"{name}\":{{\"pageid\":{name}");
        }
        if let (Some(before), Some(value)) = (group("index"), group("index_value")) {
            return format!("{before}{}\"", self.name("page", value));
        }
        if let (Some(before), Some(values), Some(after)) =
            (group("list"), group("list_values"), group("list_end"))
        {
            let values = replace(&LISTED_ID, values, |found| self.name("page", &found[0]));
            return format!("{before}{values}{after}");
        }
        let key = group("json_key").or_else(|| group("xml_key")).or_else(|| group("php_key"));
        let key = key.expect("the pattern has no other branch");
        let (kind, _) =
            ID_KINDS.iter().find(|(_, keys)| keys.contains(&key)).expect("the pattern is made of these keys");
        format!("{}{}", &found["before"], self.name(kind, &found["value"]))
    }

    /// The name of an id. 0 means none, and numbers from 100000 were made up by the case.
    fn name(&mut self, kind: &'static str, value: &str) -> String {
        if !value.parse().is_ok_and(|id: u64| (1..100_000).contains(&id)) {
            return value.to_owned();
        }
        let next = self.ids.keys().filter(|(other, _)| *other == kind).count() + 1;
        let number = self.ids.entry((kind, value.to_owned())).or_insert(next);
        format!("<{kind}{number}>")
    }
}

/// Without the help sentence of errors and the mailing-list sentence of deprecations: servers may word them freely.
fn without_help(text: &str) -> String {
    let text = replace(&JSON_DOCREF, text, |found| format!("{}<DOCREF>\"", &found[1]));
    let text = replace(&JSON_HELP, &text, |found| format!("{}<DOCREF>\"", &found[1]));
    let text = replace(&XML_DOCREF, &text, |found| format!("{}<DOCREF>{}", &found[1], &found[2]));
    let text = replace(&XML_HELP, &text, |found| format!("{}<DOCREF>", &found[1]));
    let text = replace(&PHP_HELP, &text, |_| "s:<LEN>:\"<DOCREF>\"".into());
    replace(&SUBSCRIBE, &text, |_| "<DOCREF>".into())
}

/// Replaces what a case's own pattern finds; `\1` to `\9` in the replacement are the groups.
pub(crate) fn scrub(text: &str, pattern: &str, replacement: &str) -> String {
    let pattern = Regex::new(pattern).expect("a pattern of a case is valid");
    replace(&pattern, text, |found| {
        let mut out = String::new();
        let mut letters = replacement.chars();
        while let Some(letter) = letters.next() {
            match (letter, if letter == '\\' { letters.next() } else { None }) {
                ('\\', Some(escaped)) => match escaped.to_digit(10) {
                    Some(group) => {
                        out.push_str(found.get(group as usize).map_or("", |group| group.as_str()));
                    }
                    None => out.push(escaped),
                },
                (letter, _) => out.push(letter),
            }
        }
        out
    })
}

/// Replaces every match by what `with` makes of it.
pub(crate) fn replace(pattern: &Regex, text: &str, mut with: impl FnMut(&Captures<'_>) -> String) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = 0;
    for found in pattern.captures_iter(text) {
        let found = found.expect("the patterns do not run away");
        let whole = found.get(0).expect("group 0 is the match");
        write!(out, "{}{}", &text[rest..whole.start()], with(&found)).expect("a string takes all");
        rest = whole.end();
    }
    out.push_str(&text[rest..]);
    out
}

fn or_itself(found: &Captures<'_>, name: Option<String>) -> String {
    name.unwrap_or_else(|| found[0].to_owned())
}

fn numbers<const N: usize>(found: &Captures<'_>, groups: [usize; N]) -> [i64; N] {
    groups.map(|group| found[group].parse().unwrap_or_default())
}

fn iso_time(found: &Captures<'_>, now: f64) -> Option<String> {
    moment::name(moment::of(numbers(found, [1, 2, 3]), numbers(found, [4, 5, 6]))?, now, "TS")
}

fn time_14(found: &Captures<'_>, now: f64) -> Option<String> {
    let date @ [_, _, day] = numbers(found, [1, 2, 3]);
    if !(1..=31).contains(&day) {
        return None;
    }
    moment::name(moment::of(date, numbers(found, [4, 5, 6]))?, now, "TS14")
}

fn time_in_words(found: &Captures<'_>, now: f64) -> Option<String> {
    let month = MONTHS.iter().position(|month| *month == &found[4])? as i64 + 1;
    let [hour, minute, day, year] = numbers(found, [1, 2, 3, 5]);
    moment::name(moment::of([year, month, day], [hour, minute, 0])?, now, "TSTEXT")
}

macro_rules! patterns {
    ($($name:ident = $pattern:expr;)*) => {
        $(static $name: LazyLock<Regex> =
            LazyLock::new(|| Regex::new(AsRef::<str>::as_ref(&$pattern)).expect("a valid pattern"));)*
    };
}

patterns! {
    TOKEN = r"(?i)[0-9a-f]{32,}(?=\+(?:\\|%5C))";
    // What action=login answered before 1.27.
    OLD_LOGIN_TOKEN = r#"((?:"(?:lg)?token":|\b(?:lg)?token=|"(?:lg)?token";s:32:)")[0-9a-f]{32}(?=")"#;
    OLD_SESSION = r#"((?:"sessionid":|\bsessionid=|"sessionid";s:\d+:)")\w+(?=")"#;

    ISO_TIME = r"\b(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)Z";
    TIME_14 = r"(?<!\d)((?:19|20)\d\d)([01]\d)([0-3]\d)([0-2]\d)([0-5]\d)([0-5]\d)(?!\d)";
    TIME_IN_WORDS = format!(r"\b(\d\d):(\d\d), (\d{{1,2}}) ({}) (\d{{4}})\b", MONTHS.join("|"));
    // A value of `continue`: time and id.
    CONTINUE_ID = r"(<TS14>\|)\d+";

    VERSION = r"MediaWiki 1\.\d+\.\d+[\w.-]*";
    REQUEST_ID = r"\[[0-9a-f]{20,32}\]";
    SERVED_BY = r#"("servedby":"| servedby=")[^"]*""#;
    PHP_LENGTH = r#"s:\d+:"((?:(?!";)[^<])*<[A-Z])"#;

    // In JSON (also within a callback), in XML, in PHP.
    JSON_DOCREF = r#"("docref":")(?:[^"\\]|\\.)*""#;
    JSON_HELP = r#"("(?:\*|docref)":")See (?:[^"\\]|\\.)*? for API usage(?:[^"\\]|\\.)*""#;
    XML_DOCREF = r"(<docref[^>]*>)[^<]*(</docref>)";
    XML_HELP = r"(<error [^>]*>)See [^<]* for API usage[^<]*";
    PHP_HELP = r#"s:\d+:"See [^"]*? for API usage[^"]*""#;
    // Up to the end of its line or value.
    SUBSCRIBE = r#"Subscribe to (?:[^"\\<\n]|\\[^n]|<(?!/)|</a>)*"#;

    LISTED_ID = r"(?<![\d-])\d+";
    ANY_ID = any_id();
}

/// A page as a key of JSON, as an index of XML, a list of page ids, and every key of [`ID_KINDS`] in each format.
fn any_id() -> String {
    let mut keys: Vec<_> = ID_KINDS.iter().flat_map(|(_, keys)| *keys).copied().collect();
    keys.sort_by_key(|key| std::cmp::Reverse(key.len()));
    let keys = keys.join("|");
    [
        r#""(?P<page_key>\d+)":\{"pageid":(?P<page_value>\d+)(?!\d)"#,
        r#"(?P<index><page _idx=")(?P<index_value>\d+)""#,
        r#"(?P<list>"pageids":\[|<pageids>)(?P<list_values>[^\]]*?)(?P<list_end>\]|</pageids>)"#,
        &format!(
            r#"(?P<before>"(?P<json_key>{keys})":"?|\s(?P<xml_key>{keys})="|s:\d+:"(?P<php_key>{keys})";(?:i:|s:\d+:"))(?P<value>\d+)(?!\d)"#
        ),
    ]
    .join("|")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn normalized(text: &str) -> String {
        let now = moment::of([2026, 1, 31], [12, 0, 0]).unwrap();
        Names::new("http://127.0.0.1:8080").normalize(text, now, false)
    }

    #[test]
    fn ids_are_numbered_by_first_appearance_and_by_kind() {
        assert_eq!(
            normalized(r#"{"9":{"pageid":9},"pageids":[4,9],"revid":9,"pageid":4,"rcid":0,"logid":100000}"#),
            r#"{"<page1>":{"pageid":<page1>},"pageids":[<page2>,<page1>],"revid":<rev1>,"pageid":<page2>,"rcid":0,"logid":100000}"#
        );
    }

    #[test]
    fn times_near_now_lose_their_spelling_and_others_keep_it() {
        assert_eq!(
            normalized("2026-01-31T00:00:01Z 20260131235959 2020-01-01T00:00:00Z 2026-02-02T12:00:00Z"),
            "<TS> <TS14> 2020-01-01T00:00:00Z <TS+48h>"
        );
        assert_eq!(normalized("11:58, 31 January 2026"), "<TSTEXT>");
    }

    #[test]
    fn tokens_keep_their_suffix_and_the_server_its_place() {
        assert_eq!(
            normalized(
                r#"{"token":"0123456789abcdef0123456789abcdef697deb00+\\","u":"http:\/\/127.0.0.1:8080\/x"}"#
            ),
            r#"{"token":"<TOKEN>+\\","u":"<BASE>\/x"}"#
        );
        assert_eq!(normalized("//127.0.0.1:8080/x 127.0.0.1:8080"), "<BASE-NOPROTO>/x <HOST>");
    }

    #[test]
    fn help_sentences_may_be_worded_freely() {
        assert_eq!(
            normalized(r#"{"*":"See http://x/api.php for API usage. Subscribe to y"}"#),
            r#"{"*":"<DOCREF>"}"#
        );
        assert_eq!(normalized("<error>Subscribe to <a>b</a> c</error>"), "<error><DOCREF></error>");
    }

    #[test]
    fn a_scrub_may_use_its_groups() {
        assert_eq!(scrub("id 7, id 8", r"(id) \d+", r"\1 N"), "id N, id N");
    }
}
