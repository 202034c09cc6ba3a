//! What can be wrong with a parameter, in the words of the release: those of `ParamValidator` and its type definitions
//! since 1.35, those of `ApiBase::getParameterFromSettings` before.

use super::{Kind, Multi, Name, number};
use crate::{
    base::Text,
    message::{Arg, Message, escape_wikitext},
    release::{Profile, Validation},
    tree::Node,
};

/// Makes the messages about parameters.
#[derive(Debug, Clone, Copy)]
pub struct Faults(pub &'static Profile);

/// Which numbers are right.
#[derive(Debug, Clone, Copy)]
pub struct Range {
    /// The smallest.
    pub min: Option<i64>,
    /// The largest.
    pub max: Option<i64>,
    /// The largest for callers with `apihighlimits`.
    pub high_max: Option<i64>,
}

impl Range {
    /// The range of a type of numbers.
    pub fn of(kind: Kind) -> Option<Self> {
        match kind {
            Kind::Integer { min, max, high_max } => Some(Self { min, max, high_max: high_max.or(max) }),
            Kind::Limit { min, max, high_max } => {
                Some(Self { min: Some(min), max: Some(max), high_max: Some(high_max) })
            }
            _ => None,
        }
    }
}

impl Faults {
    fn by_type(self) -> bool {
        self.0.validation == Validation::ByType
    }

    /// `TypeDef::failure`: the name and the value come first among the arguments.
    fn typed(key: &'static str, code: &'static str, name: &Name<'_>, value: &str) -> Message {
        Message::new(key).coded(code).plain(name.to_string()).plain(value.to_owned())
    }

    /// A parameter that must be there is not.
    pub fn missing(self, name: &Name<'_>) -> Message {
        if self.by_type() {
            return Message::new("paramvalidator-missingparam").coded("missingparam").plain(name.to_string());
        }
        let named = if self.0.missing_have_prefix { name.to_string() } else { name.name.to_owned() };
        Message::new("apierror-missingparam").arg(named)
    }

    /// A parameter that must say something says nothing (`StringDef::validate`).
    pub(super) fn empty(self, name: &Name<'_>) -> Message {
        let missing = self.missing(name);
        if self.by_type() { missing.plain("") } else { missing }
    }

    pub(super) fn not_multi(self, name: &Name<'_>, value: &str) -> Message {
        if self.by_type() {
            return Self::typed("paramvalidator-notmulti", "badvalue", name, value);
        }
        Message::new("apierror-badvalue-notmultivalue").coded("badvalue_notmultivalue")
    }

    pub(super) fn bad_user(self, name: &Name<'_>, value: &str) -> Message {
        if self.by_type() {
            return Self::typed("paramvalidator-baduser", "baduser", name, value);
        }
        Self::by_settings("apierror-baduser", "baduser", name, value)
    }

    /// A code ends in the parameter's name.
    fn by_settings(key: &'static str, code: &'static str, name: &Name<'_>, value: &str) -> Message {
        Message::new(key).coded(format!("{code}_{name}")).arg(name.to_string()).escaped(value.to_owned())
    }

    pub(super) fn bad_title(self, name: &Name<'_>, value: &str) -> Message {
        Self::typed("paramvalidator-badtitle", "badtitle", name, value)
    }

    pub(super) fn missing_title(self, name: &Name<'_>, value: &str) -> Message {
        Self::typed("paramvalidator-missingtitle", "missingtitle", name, value)
    }

    pub(super) fn bad_integer(self, name: &Name<'_>, value: &str) -> Message {
        Self::typed("paramvalidator-badinteger", "badinteger", name, value)
    }

    pub(super) fn bad_time(self, name: &Name<'_>, value: &str) -> Message {
        if self.by_type() {
            return Self::typed("paramvalidator-badtimestamp", "badtimestamp", name, value);
        }
        Self::by_settings("apierror-badtimestamp", "badtimestamp", name, value)
    }

    pub(super) fn bad_expiry(self, name: &Name<'_>, value: &str) -> Message {
        Self::typed("paramvalidator-badexpiry", "badexpiry", name, value)
    }

    pub(super) fn past_expiry(self, name: &Name<'_>, value: &str) -> Message {
        Self::typed("paramvalidator-badexpiry-past", "badexpiry-past", name, value)
    }

    /// The warning that a time is later than it may be, and that it is that much instead.
    pub(super) fn late_expiry(self, name: &Name<'_>, value: &str, longest: &str) -> Message {
        let message = Message::new("paramvalidator-badexpiry-duration-max").plain(name.to_string());
        message.plain(value.to_owned()).arg(longest.to_owned())
    }

    pub(super) fn unclear_now(self, name: &Name<'_>, value: &str) -> Message {
        if self.by_type() {
            let (key, code) = ("paramvalidator-unclearnowtimestamp", "unclearnowtimestamp");
            return Self::typed(key, code, name, value);
        }
        Message::new("apiwarn-unclearnowtimestamp").arg(name.to_string()).escaped(value.to_owned())
    }

    pub(super) fn deprecated(self, name: &str, value: &str) -> Message {
        if self.by_type() {
            let message = Message::new("paramvalidator-param-deprecated");
            return message.plain(name.to_owned()).plain(value.to_owned());
        }
        Message::new("apiwarn-deprecation-parameter").arg(name.to_owned())
    }

    pub(super) fn deprecated_value(self, name: &Name<'_>, value: &str) -> Message {
        if self.by_type() {
            return Self::typed("paramvalidator-deprecated-value", "deprecation", name, value);
        }
        Message::new("apiwarn-deprecation-parameter").arg(format!("{name}={value}"))
    }

    /// One value, maybe of several, that is not among these.
    pub(super) fn unrecognized(
        self,
        name: &Name<'_>,
        value: &str,
        multi: bool,
        allowed: Vec<Text>,
    ) -> Message {
        let count = allowed.len() as i64;
        if self.by_type() {
            return Self::not_among(name, value, multi, Arg::plain_words(allowed), count);
        }
        if !multi && value.contains('|') {
            let allowed =
                allowed.iter().map(|word| format!("<kbd>{}</kbd>", escape_wikitext(word, self.0.release)));
            return Message::new("apierror-multival-only-one-of")
                .coded(format!("multival_{name}"))
                .arg(name.to_string())
                .with(Arg::words(allowed))
                .int(count);
        }
        Self::by_settings(ONE, "unknown", name, value)
    }

    /// `EnumDef::validate`.
    fn not_among(name: &Name<'_>, value: &str, multi: bool, allowed: Arg, count: i64) -> Message {
        let key = if multi { MULTI } else { "paramvalidator-badvalue-enumnotmulti" };
        Self::typed(key, "badvalue", name, value).with(allowed).number(count)
    }

    /// A number, maybe of several, that is none of these namespaces.
    pub(super) fn unknown_namespace(
        self,
        name: &Name<'_>,
        value: &str,
        multi: bool,
        mut allowed: Vec<i32>,
    ) -> Message {
        if !self.by_type() {
            let words = allowed.into_iter().map(|number| number.to_string().into()).collect();
            return self.unrecognized(name, value, multi, words);
        }
        allowed.sort_unstable();
        let count = allowed.len() as i64;
        // What looks like a number is one, as far as PHP's numbers go.
        let value = number::whole(value).map_or_else(|| value.to_owned(), |number| number.to_string());
        Self::not_among(name, &value, multi, Arg::plain_numbers(allowed), count)
    }

    /// Whether a message is that a value is not among those that are allowed.
    pub(super) fn is_unrecognized(message: &Message) -> bool {
        matches!(message.key, MULTI | ONE)
    }

    /// The warning that some of several values are not known, each with its place among them.
    pub fn unrecognized_values(self, name: &Name<'_>, whole: &str, unknown: &[(usize, &str)]) -> Message {
        let values = || unknown.iter().map(|(_, value)| (*value).to_owned());
        let count = unknown.len() as i64;
        if !self.by_type() {
            let places = unknown.iter().map(|(place, _)| *place as i64);
            let list = places.zip(values().map(|value| Arg::Escaped(value.into())));
            return Message::new("apiwarn-unrecognizedvalues")
                .arg(name.to_string())
                .with(Arg::placed_commas(list))
                .int(count);
        }
        let mut list = Node::auto();
        values().for_each(|value| _ = list.push(value));
        Message::new("paramvalidator-unrecognizedvalues")
            .coded("unrecognizedvalues")
            .plain(name.to_string())
            .plain(whole.to_owned())
            .with(Arg::plain_commas(values()))
            .number(count)
            .detail("values", list)
    }

    /// `TagsDef`, `ChangeTags::canAddTagsAccompanyingChange`.
    pub(super) fn undefined_tags(self, tags: &[&str]) -> Message {
        let key = if tags.len() > 1 { "tags-apply-not-allowed-multi" } else { "tags-apply-not-allowed-one" };
        let message = Message::new(key).arg(tags.join(", ")).int(tags.len() as i64);
        if !self.by_type() {
            return message;
        }
        let mut list = Node::auto();
        tags.iter().for_each(|tag| _ = list.push((*tag).to_owned()));
        message.coded("badtags").detail("disallowedtags", list)
    }

    /// More values than may be.
    pub(super) fn crowded(self, name: &Name<'_>, most: u32, multi: Multi) -> Message {
        if !self.by_type() {
            return Message::new("apierror-toomanyvalues")
                .coded(format!("too-many-{name}"))
                .arg(name.to_string())
                .int(most.into());
        }
        let mut message = Message::new("paramvalidator-toomanyvalues")
            .coded("toomanyvalues")
            .plain(name.to_string())
            .number(most.into());
        if self.0.names_crowded_parameter {
            message = message.detail("parameter", name.to_string());
        }
        message.detail("limit", most).detail("lowlimit", multi.limit).detail("highlimit", multi.high_limit)
    }

    /// More values than may be, of which the first are taken.
    pub(super) fn cut(self, name: &str, most: u32) -> Message {
        Message::new("apiwarn-toomanyvalues").arg(name.to_owned()).int(most.into())
    }

    /// A number, as read and as given, that is out of its range; `most` is the largest for the caller.
    pub fn out_of_range(
        self,
        name: &Name<'_>,
        (value, as_given): (i64, &str),
        range: Range,
        most: Option<i64>,
    ) -> Message {
        if !self.by_type() {
            return Self::out_of_range_by_settings(name, value, range, most);
        }
        let key = match (range.min, range.max) {
            (Some(_), Some(_)) => "paramvalidator-outofrange-minmax",
            (Some(_), None) => "paramvalidator-outofrange-min",
            _ => "paramvalidator-outofrange-max",
        };
        let bound = |bound: Option<i64>| bound.map_or(Arg::Text(Text::EMPTY), Arg::Number);
        Self::typed(key, "outofrange", name, as_given)
            .with(bound(range.min))
            .with(bound(most))
            .detail("min", range.min)
            .detail("curmax", most)
            .detail("max", range.max)
            .detail("highmax", range.high_max)
    }

    /// `ApiBase::validateLimit`.
    fn out_of_range_by_settings(name: &Name<'_>, value: i64, range: Range, most: Option<i64>) -> Message {
        let is_high = most == range.high_max && range.high_max != range.max;
        let (key, bound) = match range.min.filter(|min| value < *min) {
            Some(min) => ("apierror-integeroutofrange-belowminimum", min),
            None if is_high => ("apierror-integeroutofrange-abovebotmax", most.unwrap_or_default()),
            None => ("apierror-integeroutofrange-abovemax", most.unwrap_or_default()),
        };
        Message::new(key)
            .coded("integeroutofrange")
            .arg(name.to_string())
            .int(bound)
            .int(value)
            .detail("min", range.min)
            .detail("max", range.max)
            .detail("botMax", range.high_max)
    }

    /// A field where a file should be.
    pub(super) fn no_upload(self, name: &Name<'_>) -> Message {
        if !self.by_type() {
            let message = Message::new("apierror-badupload").arg(name.to_string());
            return message.coded(format!("badupload_{name}"));
        }
        Self::typed("paramvalidator-badupload-notupload", "badupload", name, "").detail("code", "notupload")
    }
}

const MULTI: &str = "paramvalidator-badvalue-enummulti";
const ONE: &str = "apierror-unrecognizedvalue";
