//! How messages were told before 1.29: in sentences of the API's own (`ApiBase::$messageMap`, `dieUsage`, `setWarning`),
//! or in the words of the web interface with only the arguments put in (`dieStatus`). Each line names a message of today.
//!
//! The words are put out as they stand: arguments are not read, and no markup is taken out. A list is joined by commas;
//! one that stands in single quotation marks has each of its items in them.

mod action;
mod edit;
mod general;
mod param;
mod query;

use std::borrow::Cow;

use super::{
    Arg, Message, Speaker, catalog, markup,
    words::{Way, filled, words},
};
use crate::{
    base::Text,
    release::{Release, V1_29},
};

/// Who tells a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Teller<'a> {
    /// The path of the module: `query+info`.
    pub module: &'a str,
    /// What stands before the names of its parameters.
    pub prefix: &'a str,
}

/// How a message was told.
#[derive(Debug, Clone, Copy)]
struct Line {
    key: &'static str,
    /// The path of the only module that tells it so; empty for all.
    module: &'static str,
    since: Release,
    /// The only code of today that it is about; empty for all.
    today: &'static str,
    /// The code it had; empty where it is the one of today.
    code: &'static str,
    told: Told,
    /// Whether no details stand beside it.
    bare: bool,
    /// Whether the main module tells it, whatever module it is about.
    by_main: bool,
}

#[derive(Debug, Clone, Copy)]
enum Told {
    /// In these words.
    So(&'static str),
    /// In the words of the web interface.
    ByWiki,
    /// As something that the API has no words for (`ApiBase::parseMsg`).
    Unknown,
}

const fn so(key: &'static str, words: &'static str) -> Line {
    let told = Told::So(words);
    let since = Release::FIRST;
    Line { key, module: "", since, today: "", code: "", told, bare: false, by_main: false }
}

const fn by_wiki(key: &'static str) -> Line {
    Line { told: Told::ByWiki, ..so(key, "") }
}

const fn unknown(key: &'static str) -> Line {
    Line { told: Told::Unknown, code: "unknownerror", ..so(key, "") }
}

impl Line {
    const fn of(self, module: &'static str) -> Self {
        Self { module, ..self }
    }

    const fn since(self, since: Release) -> Self {
        Self { since, ..self }
    }

    /// `$1` is the first argument without the prefix of the module's parameters, `$p` that prefix.
    const fn coded(self, code: &'static str) -> Self {
        Self { code, ..self }
    }

    /// Only where it has this code today.
    const fn where_coded(self, today: &'static str) -> Self {
        Self { today, ..self }
    }

    const fn bare(self) -> Self {
        Self { bare: true, ..self }
    }

    const fn by_main(self) -> Self {
        Self { by_main: true, ..self }
    }
}

/// Every area, each sorted by key; of lines with one key, the first that fits counts.
const AREAS: &[&[Line]] = &[action::LINES, edit::LINES, general::LINES, param::LINES, query::LINES];

/// Modules that told the refusals of the wiki in its own words, and since when (`dieStatus`).
const BY_WIKI: &[(&str, Release)] = action::BY_WIKI;

/// A message as a release before 1.29 told it; as it is in later ones. An error's code begins with the prefix of the
/// module's parameters (`ApiBase::dieUsage`).
pub(super) fn told<'m>(speaker: &Speaker<'_>, teller: Teller<'_>, message: &'m Message) -> Cow<'m, Message> {
    if speaker.release >= V1_29 || message.key == RAW {
        return Cow::Borrowed(message);
    }
    let line = find(message, teller.module, speaker.release);
    let told = line.map_or_else(|| unlisted(message.key), |line| line.told);
    let code = match line.map_or("", |line| line.code) {
        "" => message.code(),
        code => {
            let first = message.args.first().map(|arg| plain(speaker, arg, "")).unwrap_or_default();
            let bare = first.strip_prefix(teller.prefix).unwrap_or(&first);
            Text::Owned(code.replace("$1", bare).replace("$p", teller.prefix))
        }
    };
    let told_words = match told {
        Told::So(sentence_of) => sentence(speaker, sentence_of, message, teller),
        Told::ByWiki => words(speaker, message, Way::Plain),
        Told::Unknown => Text::Owned(format!("Unknown error: \"{}\"", message.key)),
    };
    let by_main = line.is_some_and(|line| line.by_main);
    let code = if by_main || teller.prefix.is_empty() {
        code
    } else {
        Text::Owned(format!("{}{code}", teller.prefix))
    };
    let data = message.data.clone().filter(|_| line.is_none_or(|line| !line.bare));
    Cow::Owned(Message {
        key: RAW,
        args: [Arg::Plain(told_words)].into_iter().collect(),
        code: Some(code),
        data,
    })
}

/// The key of a message whose words are its argument.
pub(super) const RAW: &str = "$1";

fn find(message: &Message, module: &str, release: Release) -> Option<&'static Line> {
    let key = message.key;
    // What such a module says itself is listed for it.
    let by_wiki = BY_WIKI.iter().any(|(name, since)| *name == module && *since <= release) && !is_of_api(key);
    AREAS.iter().find_map(|lines| {
        let start = lines.partition_point(|line| line.key < key);
        lines[start..].iter().take_while(|line| line.key == key).find(|line| {
            (line.module.is_empty() && !by_wiki || line.module == module)
                && line.since <= release
                && (line.today.is_empty() || message.code() == line.today)
        })
    })
}

fn is_of_api(key: &str) -> bool {
    ["apierror-", "apiwarn-", "paramvalidator-"].iter().any(|prefix| key.starts_with(prefix))
}

/// What is not listed: the API's messages stand in the words of 1.29, without markup and full stop; those of the web
/// interface in their own.
fn unlisted(key: &str) -> Told {
    if is_of_api(key) { Told::So("") } else { Told::ByWiki }
}

fn sentence(speaker: &Speaker<'_>, words: &'static str, message: &Message, teller: Teller<'_>) -> Text {
    let words = match words {
        "" => {
            let today = catalog::words(message.key, V1_29).unwrap_or(message.key);
            let bare = without_tags(today);
            Text::Owned(bare.strip_suffix('.').unwrap_or(&bare).to_owned())
        }
        words => Text::Static(words),
    };
    let (words, bare) = without_prefix(words);
    // What stands in an argument is not read: all of them are put in last.
    let args: Vec<Arg> = message
        .args
        .iter()
        .enumerate()
        .map(|(place, arg)| match arg {
            Arg::Int(_) | Arg::PlainInt(_) | Arg::Number(_) => arg.clone(),
            _ if bare == Some(place) => {
                let whole = plain(speaker, arg, "");
                Arg::Plain(whole.strip_prefix(teller.prefix).unwrap_or(&whole).to_owned().into())
            }
            arg => {
                let quoted = words.contains(&format!("'${}'", place + 1));
                Arg::Plain(plain(speaker, arg, if quoted { "'" } else { "" }).into())
            }
        })
        .collect();
    filled(speaker, words, &args, Way::Text)
}

/// `$-1` stands for an argument without the prefix of the module's parameters: the words with `$1`, and which one it is.
fn without_prefix(words: Text) -> (Text, Option<usize>) {
    let Some(at) = words.find("$-") else { return (words, None) };
    let place = words.as_bytes()[at + 2].wrapping_sub(b'1');
    (Text::Owned(words.replace("$-", "$")), Some(place.into()))
}

/// An argument as text, with these quotation marks between the items of a list.
fn plain(speaker: &Speaker<'_>, arg: &Arg, quote: &str) -> String {
    match arg {
        Arg::Text(text) | Arg::Plain(text) | Arg::Escaped(text) => text.to_string(),
        Arg::Int(number) | Arg::PlainInt(number) | Arg::Number(number) => number.to_string(),
        Arg::List(list) => {
            let items =
                list.items.iter().map(|item| markup::decoded(&without_tags(&plain(speaker, item, ""))));
            items.collect::<Vec<_>>().join(&format!("{quote}, {quote}"))
        }
        Arg::Message(message) if is_of_api(message.key) => {
            let told = told(speaker, Teller::default(), message);
            words(speaker, &told, Way::Text).to_string()
        }
        Arg::Message(message) => words(speaker, message, Way::Plain).to_string(),
        arg => filled(speaker, Text::Static("$1"), std::slice::from_ref(arg), Way::Text).to_string(),
    }
}

fn without_tags(text: &str) -> String {
    let mut out = text.to_owned();
    for tag in ["var", "kbd", "code", "samp"] {
        out = out.replace(&format!("<{tag}>"), "").replace(&format!("</{tag}>"), "");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        message::{ErrorFormat, Language, Nowhere},
        release::{V1_27, V1_28, V1_35},
    };

    fn speaker(release: Release) -> Speaker<'static> {
        Speaker { release, format: ErrorFormat::Bc, language: Language::English, site: &Nowhere }
    }

    fn heard(module: &str, prefix: &str, message: &Message) -> (String, String) {
        let speaker = speaker(V1_28);
        let told = told(&speaker, Teller { module, prefix }, message);
        (told.code().to_string(), speaker.plain(&told).to_string())
    }

    fn pair(code: &str, words: &str) -> (String, String) {
        (code.to_owned(), words.to_owned())
    }

    #[test]
    fn areas_are_sorted() {
        for area in AREAS {
            assert!(area.is_sorted_by(|a, b| a.key <= b.key));
        }
    }

    #[test]
    fn lines_are_about_messages_that_there_are() {
        for line in AREAS.iter().flat_map(|area| area.iter()) {
            assert!(catalog::key(line.key).is_some(), "{}", line.key);
            assert!(line.since < V1_29, "{}", line.key);
        }
    }

    #[test]
    fn of_one_key_no_line_hides_another() {
        for area in AREAS {
            for (place, line) in area.iter().enumerate() {
                let before = area[..place].iter().filter(|other| other.key == line.key);
                for other in before {
                    assert!(
                        !other.module.is_empty() || !other.today.is_empty() || other.since > line.since,
                        "{}",
                        line.key
                    );
                }
            }
        }
    }

    #[test]
    fn later_releases_tell_messages_as_they_are() {
        let message = Message::new("apierror-missingtitle");
        let told = told(&speaker(V1_35), Teller::default(), &message);
        assert_eq!(*told, message);
    }

    #[test]
    fn words_depend_on_the_module() {
        let message = Message::new("apierror-missingtitle");
        assert_eq!(
            heard("delete", "", &message),
            pair("missingtitle", "The page you requested doesn't exist")
        );
        assert_eq!(
            heard("edit", "", &message),
            pair("missingtitle", "The article you tried to edit doesn't exist")
        );
    }

    #[test]
    fn codes_begin_with_the_prefix() {
        let message =
            Message::new("paramvalidator-baduser").coded("baduser_ucuser").plain("ucuser").plain("a[b");
        assert_eq!(
            heard("query+usercontribs", "uc", &message),
            pair("ucbaduser_ucuser", "Invalid value 'a[b' for user parameter ucuser")
        );
        let message = Message::new("apierror-missingparam-at-least-one-of").coded("missingparam");
        let message =
            message.with(Arg::words(["<var>logincontinue</var>", "<var>loginreturnurl</var>"])).int(2);
        assert_eq!(
            heard("clientlogin", "login", &message),
            pair(
                "loginloginmissingparam",
                "At least one of the parameters logincontinue, loginreturnurl is required"
            )
        );
    }

    #[test]
    fn lists_in_quotation_marks_have_them_around_each_item() {
        let names = Arg::commas(["bogus", "{{bogus}}"]);
        let message = Message::new("apierror-unrecognizedparams").with(names).int(2);
        assert_eq!(heard("main", "", &message).1, "Unrecognized parameters: 'bogus', '{{bogus}}'");
    }

    #[test]
    fn what_is_not_listed_has_the_words_of_later_without_markup() {
        let message = Message::new("apierror-stashwrongowner").arg("x");
        assert_eq!(heard("upload", "", &message), pair("stashwrongowner", "Wrong owner: x"));
        assert_eq!(
            heard("protect", "", &Message::new("tags-apply-no-permission")).1,
            speaker(V1_27).raw_words(&Message::new("tags-apply-no-permission"))
        );
    }
}
