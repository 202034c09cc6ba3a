//! A message's words: its line of the catalog with its arguments put in (`includes/language/Message.php`).

use std::fmt::Write as _;

use super::{
    Arg, Joined, List, Message, braces, catalog,
    escape::escape,
    figure,
    html::{self, escaped},
    speak::{Language, Speaker},
};
use crate::{
    base::{Text, Timestamp},
    release::V1_36,
};

/// What a message may say of the wiki it is spoken on.
pub trait Site: Sync {
    /// The site's name.
    fn name(&self) -> &str;
    /// The name of the project namespace.
    fn project(&self) -> &str;
    /// Where a wikilink leads; `None` for what is no title. The target is as written, without a leading
    /// colon.
    fn reach(&self, target: &str) -> Option<Destination>;
}

/// Where a wikilink leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Destination {
    /// The title in its normal form, which is the link's tooltip.
    pub title: String,
    /// The address, a red link's included.
    pub url: String,
    /// What is there.
    pub reach: Reach,
}

/// What is at the end of a wikilink.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// A page, or a special page that exists.
    Page,
    /// A redirect.
    Redirect,
    /// Nothing yet.
    Missing,
    /// A page of another wiki.
    Interwiki,
}

/// A site without links, for words alone.
#[derive(Debug, Clone, Copy)]
pub struct Nowhere;

impl Site for Nowhere {
    fn name(&self) -> &'static str {
        "Wiki"
    }
    fn project(&self) -> &'static str {
        "Project"
    }
    fn reach(&self, _target: &str) -> Option<Destination> {
        None
    }
}

/// What the words are made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// `Message::text`: braces are worked out, markup stays.
    Text,
    /// `Message::plain`: only the arguments are put in.
    Plain,
    /// `Message::parse`.
    Html,
}

/// When an argument is put in: before braces and markup are read, or after.
enum Put {
    Before(String),
    After(String),
}

/// Stands for an argument that is put in after the parse. Its quotation marks keep it from working inside an
/// attribute, as MediaWiki's own marker does.
const MARKER: &str = "$'\"";

/// The words of a message.
pub(super) fn words(speaker: &Speaker<'_>, message: &Message, way: Way) -> Text {
    let Some(line) = line(speaker, message) else {
        return Text::Owned(format!("⧼{}⧽", escaped(message.key)));
    };
    filled(speaker, line, &message.args, way)
}

/// A line with its arguments put in.
pub(super) fn filled(speaker: &Speaker<'_>, line: Text, args: &[Arg], way: Way) -> Text {
    if args.is_empty() && (way == Way::Plain || way == Way::Text && !line.contains("{{")) {
        return line;
    }
    let mentioned = mentioned(&line);
    // What no place asks for need not be worked out: lists of all that is allowed are seldom shown.
    let puts: Vec<Put> = (0..args.len())
        .map(|at| match at {
            64.. => put(speaker, &args[at], way),
            _ if mentioned >> at & 1 == 1 => put(speaker, &args[at], way),
            _ => Put::Before(String::new()),
        })
        .collect();
    let text = fill(&line, "$", &|number| match puts.get(number) {
        Some(Put::Before(text)) => Some(text.clone()),
        Some(Put::After(_)) => Some(format!("{MARKER}{}", number + 1)),
        None => None,
    });
    let text = match way {
        Way::Plain => text,
        Way::Text => braces::expand(speaker, &text),
        Way::Html => html::render(speaker, &braces::expand(speaker, &text)),
    };
    if !text.contains(MARKER) {
        return Text::Owned(text);
    }
    Text::Owned(fill(&text, MARKER, &|number| match puts.get(number) {
        Some(Put::After(text)) => Some(text.clone()),
        _ => None,
    }))
}

/// Which of the first 64 arguments a line may ask for, counted from 0.
fn mentioned(line: &str) -> u64 {
    line.match_indices('$').fold(0, |mask, (at, _)| {
        let digits = line[at + 1..].bytes().take(2).take_while(u8::is_ascii_digit);
        let mut number = 0;
        digits.fold(mask, |mask, digit| {
            number = number * 10 + u32::from(digit - b'0');
            mask | number.checked_sub(1).and_then(|at| 1_u64.checked_shl(at)).unwrap_or(0)
        })
    })
}

/// The message's line, in `qqx` a line that shows its key and arguments.
fn line(speaker: &Speaker<'_>, message: &Message) -> Option<Text> {
    if speaker.language == Language::English {
        return catalog::words(message.key, speaker.release).map(Text::Static);
    }
    let mut line = format!("({}", message.key);
    for number in 1..=message.args.len() {
        let _ = write!(line, "{}${number}", if number == 1 { ": " } else { ", " });
    }
    line.push(')');
    Some(Text::Owned(line))
}

/// Replaces `sign` and a number by what stands for that number, counted from 0; the longest known number
/// wins.
fn fill(text: &str, sign: &str, value: &dyn Fn(usize) -> Option<String>) -> String {
    let mut out = String::with_capacity(text.len() + 32);
    let mut rest = text;
    while let Some(at) = rest.find(sign) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let digits = &rest[sign.len()..];
        let count = digits.bytes().take(2).take_while(u8::is_ascii_digit).count();
        let found = (1..=count).rev().find_map(|count| {
            let number: usize = digits[..count].parse().ok()?;
            Some((value(number.checked_sub(1)?)?, count))
        });
        if let Some((value, count)) = found {
            out.push_str(&value);
            rest = &rest[sign.len() + count..];
        } else {
            out.push_str(&rest[..sign.len()]);
            rest = &rest[sign.len()..];
        }
    }
    out.push_str(rest);
    out
}

fn put(speaker: &Speaker<'_>, arg: &Arg, way: Way) -> Put {
    match arg {
        Arg::Text(text) => Put::Before(text.to_string()),
        Arg::Escaped(text) => Put::Before(escape(text, speaker.release).into_owned()),
        Arg::Int(number) => Put::Before(number.to_string()),
        Arg::Number(number) => Put::Before(number_words(speaker, *number)),
        Arg::Plain(text) if way == Way::Html => Put::After(escaped(text)),
        Arg::Plain(text) => Put::After(text.to_string()),
        Arg::PlainInt(number) => Put::After(number.to_string()),
        Arg::Message(message) => Put::After(words(speaker, message, way).to_string()),
        Arg::Duration(seconds) => Put::Before(duration(speaker, *seconds)),
        Arg::Size(bytes) => Put::Before(size(speaker, *bytes)),
        Arg::List(list) => list_put(speaker, list, way),
    }
}

/// A list is put in as its items are; if these differ, after, with the rest worked out on its own.
fn list_put(speaker: &Speaker<'_>, list: &List, way: Way) -> Put {
    let puts: Vec<Put> = list.items.iter().map(|item| put(speaker, item, way)).collect();
    let late = puts.iter().filter(|put| matches!(put, Put::After(_))).count();
    let mixed = late > 0 && late < puts.len();
    let texts: Vec<String> = puts
        .into_iter()
        .map(|put| match put {
            Put::Before(text) if mixed && way == Way::Html => html::render(speaker, &text),
            Put::Before(text) | Put::After(text) => text,
        })
        .collect();
    let text = joined(speaker, list.joined, &texts);
    if late > 0 { Put::After(text) } else { Put::Before(text) }
}

/// Items joined (`Language::commaList`, `listToText`).
pub(super) fn joined(speaker: &Speaker<'_>, by: Joined, items: &[String]) -> String {
    let word = |key| words(speaker, &Message::new(key), Way::Text);
    match (by, items) {
        (_, []) => String::new(),
        (_, [only]) => only.clone(),
        (Joined::Commas, items) => items.join(&word("comma-separator")),
        (Joined::Words, [first @ .., last]) => {
            let first = first.join(&word("comma-separator"));
            format!("{first}{}{}{last}", word("and"), word("word-separator"))
        }
    }
}

fn number_words(speaker: &Speaker<'_>, number: i64) -> String {
    let words = figure::grouped(number);
    // 1.36: `formatNum` writes the typographic minus.
    if number < 0 && speaker.release >= V1_36 { words.replacen('-', "\u{2212}", 1) } else { words }
}

fn duration(speaker: &Speaker<'_>, seconds: i64) -> String {
    let parts: Vec<String> = figure::duration(seconds)
        .into_iter()
        .map(|(unit, count)| words(speaker, &Message::new(unit).number(count), Way::Text).to_string())
        .collect();
    joined(speaker, Joined::Words, &parts)
}

impl Speaker<'_> {
    /// A length of time as the calendar counts it (`Language::formatDurationBetweenTimestamps`, 1.44).
    pub fn length_between(&self, from: Timestamp, to: Timestamp) -> String {
        let counts = from.min(to).calendar_until(from.max(to));
        let parts: Vec<String> = figure::calendar(counts)
            .into_iter()
            .map(|(unit, count)| words(self, &Message::new(unit).number(count), Way::Text).to_string())
            .collect();
        joined(self, Joined::Words, &parts)
    }
}

fn size(speaker: &Speaker<'_>, bytes: i64) -> String {
    let (unit, amount) = figure::size(bytes);
    // The number is put in last, so that it chooses no plural: one byte is “1 bytes”
    // (`formatComputingNumbers`).
    words(speaker, &Message::new(unit), Way::Text).replace("$1", &amount)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        message::ErrorFormat,
        release::{V1_35, V1_39},
    };

    fn speaker(language: Language) -> Speaker<'static> {
        Speaker { release: V1_39, format: ErrorFormat::Plaintext, language, site: &Nowhere }
    }

    fn text(message: &Message) -> String {
        speaker(Language::English).text(message).to_string()
    }

    #[test]
    fn a_message_without_arguments_is_not_copied() {
        let message = Message::new("apierror-readapidenied");
        assert!(matches!(speaker(Language::English).text(&message), Text::Static(_)));
    }

    #[test]
    fn arguments_are_put_in() {
        let message = Message::new("paramvalidator-outofrange-minmax").plain("aplimit").plain("9999");
        let message = message.number(1).number(5000);
        assert_eq!(
            text(&message),
            "The value \"9999\" for parameter \"aplimit\" must be between 1 and 5,000."
        );
    }

    #[test]
    fn an_argument_is_not_read_again() {
        let message = Message::new("nosuchusershort").plain("$1 {{SITENAME}}");
        assert_eq!(text(&message), "There is no user by the name \"$1 {{SITENAME}}\".\nCheck your spelling.");
    }

    #[test]
    fn lists_are_joined() {
        let speaker = speaker(Language::English);
        let list = |count| ["a", "b", "c"].iter().take(count).map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(joined(&speaker, Joined::Words, &list(1)), "a");
        assert_eq!(joined(&speaker, Joined::Words, &list(2)), "a and b");
        assert_eq!(joined(&speaker, Joined::Words, &list(3)), "a, b and c");
        assert_eq!(joined(&speaker, Joined::Commas, &list(3)), "a, b, c");
    }

    #[test]
    fn qqx_shows_keys_and_arguments() {
        let message = Message::new("paramvalidator-badvalue-enumnotmulti").plain("type").plain("x");
        let message = message.with(Arg::plain_words(["a", "b", "c"])).number(3);
        assert_eq!(
            speaker(Language::Qqx).text(&message),
            "(paramvalidator-badvalue-enumnotmulti: type, x, a(comma-separator)b(and)(word-separator)c, 3)"
        );
        assert_eq!(speaker(Language::Qqx).text(&Message::new("edit-conflict")), "(edit-conflict)");
    }

    #[test]
    fn times_and_sizes_are_words() {
        let message = Message::new("login-throttled").with(Arg::Duration(301));
        let english = speaker(Language::English);
        assert!(english.plain(&message).contains("wait 5 minutes and 1 second before"));
        assert_eq!(size(&english, 104_857_600), "100 MB");
        assert_eq!(number_words(&Speaker { release: V1_35, ..english }, -1000), "-1,000");
        assert_eq!(number_words(&english, -1000), "\u{2212}1,000");
    }

    #[test]
    fn an_unknown_key_is_shown() {
        assert_eq!(text(&Message::new("nonesuch<")), "⧼nonesuch&lt;⧽");
    }
}
