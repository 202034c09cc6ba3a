//! Preferences: their defaults, and what they can be.

pub mod change;
pub mod kind;
mod offset;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{site::Site, user::User};
use crate::release::*;

/// The value of a preference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Value {
    /// A number. Defaults are numbers where they are; what a user sets is text, but for `0` (MediaWiki's own quirk).
    Int(i64),
    /// A boolean, which some defaults are.
    Flag(bool),
    /// Text.
    Text(Cow<'static, str>),
}

impl Value {
    /// A value that a user sets.
    pub fn set(text: &str) -> Self {
        if text == "0" { Self::Int(0) } else { Self::Text(text.to_owned().into()) }
    }

    /// Whether PHP takes it for true.
    pub fn is_on(&self) -> bool {
        match self {
            Self::Int(number) => *number != 0,
            Self::Flag(flag) => *flag,
            Self::Text(text) => !text.is_empty() && text != "0",
        }
    }

    /// The number that PHP takes it for.
    pub fn number(&self) -> i64 {
        match self {
            Self::Int(number) => *number,
            Self::Flag(flag) => i64::from(*flag),
            Self::Text(text) => {
                let digits = text.bytes().position(|byte| !byte.is_ascii_digit()).unwrap_or(text.len());
                text[..digits].parse().unwrap_or(0)
            }
        }
    }

    /// As text.
    pub fn wire(&self) -> Cow<'_, str> {
        match self {
            Self::Int(number) => number.to_string().into(),
            Self::Flag(flag) => if *flag { "1" } else { "" }.into(),
            Self::Text(text) => (**text).into(),
        }
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<&'static str> for Value {
    fn from(text: &'static str) -> Self {
        Self::Text(text.into())
    }
}

/// A default, and the releases that have it.
struct Row {
    name: &'static str,
    value: fn() -> Value,
    since: Release,
    until: Release,
}

macro_rules! defaults {
    ($($name:literal = $value:literal $(since $since:literal)? $(until $until:literal)?),* $(,)?) => {
        &[$(Row {
            name: $name,
            value: || Value::from($value),
            since: Release(0 $(+ $since)?),
            until: first_of(&[$($until,)? u8::MAX]),
        }),*]
    };
}

const fn first_of(minors: &[u8]) -> Release {
    Release(minors[0])
}

/// `$wgDefaultUserOptions` of MediaWiki 1.20 to 1.40, in its order.
const EARLY: &[Row] = defaults! {
    "ccmeonemails" = 0, "cols" = 80 until 35, "date" = "default", "diffonly" = 0, "disablemail" = 0,
    "disablesuggest" = 0 until 24, "editfont" = "default" until 30, "editfont" = "monospace" since 30,
    "editondblclick" = 0, "editsection" = 1 until 24, "editsectiononrightclick" = 0,
    "email-allow-new-users" = 1 since 31, "enotifminoredits" = 0, "enotifrevealaddr" = 0,
    "enotifusertalkpages" = 1, "enotifwatchlistpages" = 0 until 23, "enotifwatchlistpages" = 1 since 23,
    "extendwatchlist" = 0 until 25, "extendwatchlist" = 1 since 25, "externaldiff" = 0 until 22,
    "externaleditor" = 0 until 22, "fancysig" = 0, "forceeditsummary" = 0, "gender" = "unknown",
    "hideminor" = 0, "hidepatrolled" = 0, "hidecategorization" = 1 since 27, "imagesize" = 2,
    "justify" = 0 until 24, "math" = 1 until 31, "minordefault" = 0, "newpageshidepatrolled" = 0,
    "nocache" = 0 until 24, "noconvertlink" = 0 until 24, "nickname" = "" since 24, "pst-cssjs" = 1 since 36,
    "norollbackdiff" = 0, "numberheadings" = 0 until 38, "previewonfirst" = 0, "previewontop" = 1,
    "quickbar" = 5 until 22, "rcdays" = 7, "rcenhancedfilters" = 0 since 29 until 34,
    "rcenhancedfilters-disable" = 0 since 30, "rclimit" = 50, "rememberpassword" = 0 until 24,
    "rows" = 25 until 35, "search-match-redirect" = true since 35, "search-special-page" = "Search" since 38,
    "searchlimit" = 20 until 24, "searchlimit" = 20 since 38,
    "search-thumbnail-extra-namespaces" = true since 40, "showhiddencats" = 0, "showjumplinks" = 1 until 22,
    "shownumberswatching" = 1, "showtoc" = 1 until 24, "showtoolbar" = 1 until 32,
    "showrollbackconfirmation" = 0 since 33, "skin" = "SKIN", "stubthreshold" = 0 until 37,
    "thumbsize" = 2 until 24, "thumbsize" = 5 since 24, "underline" = 2, "uselivepreview" = 0,
    "usenewrc" = 0 until 25, "usenewrc" = 1 since 25, "vector-simplesearch" = 1 since 22 until 24,
    "watchcreations" = 0 until 23, "watchcreations" = 1 since 23, "watchdefault" = 0 until 23,
    "watchdefault" = 1 since 23, "watchdeletion" = 0, "watchuploads" = 1 since 27,
    "watchlistdays" = 3 until 32, "watchlistdays" = 7 since 32, "watchlisthideanons" = 0,
    "watchlisthidebots" = 0, "watchlisthideliu" = 0, "watchlisthideminor" = 0, "watchlisthideown" = 0,
    "watchlisthidepatrolled" = 0, "watchlisthidecategorization" = 1 since 27,
    "watchlistreloadautomatically" = 0 since 27, "watchlistunwatchlinks" = 0 since 30, "watchmoves" = 0,
    "watchrollback" = 0 since 24, "wlenhancedfilters-disable" = 0 since 32, "wllimit" = 250,
    "useeditwarning" = 1 since 22, "prefershttps" = 1 since 22, "requireemail" = 0 since 34,
    "skin-responsive" = 1 since 37,
};

/// `$wgDefaultUserOptions` from 1.41 on, where it was put in another order.
const LATE: &[Row] = defaults! {
    "ccmeonemails" = 0, "date" = "default", "diffonly" = 0, "diff-type" = "table", "disablemail" = 0,
    "editfont" = "monospace", "editondblclick" = 0, "editrecovery" = 0 since 42,
    "editsectiononrightclick" = 0, "email-allow-new-users" = 1, "enotifminoredits" = 0,
    "enotifrevealaddr" = 0, "enotifusertalkpages" = 1, "enotifwatchlistpages" = 1, "extendwatchlist" = 1,
    "fancysig" = 0, "forceeditsummary" = 0, "forcesafemode" = 0, "gender" = "unknown",
    "hidecategorization" = 1, "hideminor" = 0, "hidepatrolled" = 0, "imagesize" = 2, "minordefault" = 0,
    "newpageshidepatrolled" = 0, "nickname" = "", "norollbackdiff" = 0, "prefershttps" = 1,
    "previewonfirst" = 0, "previewontop" = 1, "pst-cssjs" = 1, "rcdays" = 7, "rcenhancedfilters-disable" = 0,
    "rclimit" = 50, "requireemail" = 0, "search-match-redirect" = true, "search-special-page" = "Search",
    "search-thumbnail-extra-namespaces" = true, "searchlimit" = 20, "showhiddencats" = 0,
    "shownumberswatching" = 1, "showrollbackconfirmation" = 0, "skin" = "SKIN", "skin-responsive" = 1,
    "thumbsize" = 5, "underline" = 2, "useeditwarning" = 1, "uselivepreview" = 0, "usenewrc" = 1,
    "watchcreations" = 1, "watchcreations-expiry" = "infinite" since 45, "watchdefault" = 1,
    "watchdefault-expiry" = "infinite" since 45, "watchdeletion" = 0, "watchlistdays" = 7,
    "watchlisthideanons" = 0, "watchlisthidebots" = 0, "watchlisthidecategorization" = 1,
    "watchlisthideliu" = 0, "watchlisthideminor" = 0, "watchlisthideown" = 0, "watchlisthidepatrolled" = 0,
    "watchlistreloadautomatically" = 0, "watchlistunwatchlinks" = 0, "watchmoves" = 0, "watchrollback" = 0,
    "watchuploads" = 1, "watchrollback-expiry" = "infinite" since 45,
    "watchstar-expiry" = "infinite" since 45, "wlenhancedfilters-disable" = 0, "wllimit" = 250,
};

/// What the skins that come with MediaWiki add in front.
const SKINS: &[Row] = defaults! {
    "monobook-responsive" = true since 35 until 36, "minerva-theme" = "day" since 43,
    "vector-limited-width" = 1 since 43, "vector-page-tools-pinned" = 1 since 43,
    "vector-main-menu-pinned" = 1 since 43, "vector-toc-pinned" = 1 since 43,
    "vector-appearance-pinned" = 1 since 43, "vector-font-size" = 0 since 43, "vector-theme" = "day" since 43,
};

/// The languages that are written in several ways (`LanguageConverter::$languagesWithVariants`), by the first release
/// with that list.
const VARIANTS: &[(Release, &str)] = &[
    (V1_44, "ban crh en gan iu ku mni sh shi sr tg tly uz wuu zgh zh"),
    (V1_43, "ban en crh gan iu ku mni sh shi sr tg tly uz wuu zgh zh"),
    (V1_42, "ban en crh gan iu ku sh shi sr tg tly uz wuu zh"),
    (V1_41, "ban en crh gan iu kk ku sh shi sr tg tly uz wuu zh"),
    (V1_40, "ban en crh gan iu kk ku sh shi sr tg tly uz zh"),
    (V1_36, "ban en crh gan iu kk ku shi sr tg uz zh"),
    (V1_31, "en crh gan iu kk ku shi sr tg uz zh"),
    (V1_30, "en gan iu kk ku shi sr tg uz zh"),
    (Release(0), "gan iu kk ku shi sr tg uz zh"),
];

impl Row {
    fn value_in(&self, release: Release) -> Value {
        match self.name {
            "skin" if release >= V1_41 => "vector-2022".into(),
            "skin" => "vector".into(),
            _ => (self.value)(),
        }
    }
}

/// The defaults of a release whose names no setting of the site makes.
fn rows(release: Release) -> impl Iterator<Item = &'static Row> {
    let core = if release >= V1_41 { LATE } else { EARLY };
    SKINS.iter().chain(core).filter(move |row| row.since <= release && release < row.until)
}

/// The default preferences of a site, in the order in which answers have them (`DefaultOptionsLookup`).
pub fn defaults(site: &Site) -> Vec<(Cow<'static, str>, Value)> {
    let mut all: Vec<(Cow<'static, str>, Value)> =
        rows(site.release).map(|row| (row.name.into(), row.value_in(site.release))).collect();
    if site.release >= V1_35 {
        all.push(("timecorrection".into(), "System|0".into()));
    }
    add_languages(&mut all, site);
    add_searched(&mut all, site);
    all
}

fn add_languages(all: &mut Vec<(Cow<'static, str>, Value)>, site: &Site) {
    let own = Value::Text(site.language.clone().into());
    all.push(("language".into(), own.clone()));
    let variants = VARIANTS.iter().find(|(since, _)| *since <= site.release).map_or("", |(_, list)| list);
    // Once the content language stood among the variants as `variant` alone; now that is always there.
    let always = site.release >= V1_36;
    if always {
        all.push(("variant".into(), own.clone()));
    }
    for language in variants.split(' ') {
        if language == site.language && !always {
            all.push(("variant".into(), own.clone()));
            continue;
        }
        // Serbo-Croatian is named with its script.
        let value = if language == "sh" { "sh-latn" } else { language };
        all.push((format!("variant-{language}").into(), value.into()));
    }
}

fn add_searched(all: &mut Vec<(Cow<'static, str>, Value)>, site: &Site) {
    if site.release < V1_39 {
        all.push(("searchNs0".into(), true.into()));
        return;
    }
    for info in site.namespaces.with_pages() {
        let number = info.namespace.number();
        all.push((format!("searchNs{number}").into(), i64::from(number == 0).into()));
    }
}

/// All preferences of a user, or of an anonymous caller: what the user set, and the defaults of all else.
pub fn all(user: Option<&User>, site: &Site) -> Vec<(Cow<'static, str>, Value)> {
    let mut all = defaults(site);
    let Some(user) = user else { return all };
    let own = user.options.iter().map(|(name, value)| (name.to_string().into(), told(name, value, site)));
    if saving(site) == Saving::Whole {
        for (name, value) in own {
            match all.iter_mut().find(|(known, _)| *known == name) {
                Some((_, kept)) => *kept = value,
                None => all.push((name, value)),
            }
        }
        return all;
    }
    all.retain(|(name, _)| !user.options.contains_key(&**name));
    own.chain(all).collect()
}

/// A preference as it is read: offsets of time are worked out anew (`UserOptionsManager::loadOriginalOptions`, 1.37).
fn told(name: &str, value: &Value, site: &Site) -> Value {
    match value {
        Value::Text(text) if name == "timecorrection" && site.release >= V1_37 => {
            Value::Text(offset::read(text).0.into())
        }
        value => value.clone(),
    }
}

/// One preference of a user.
pub fn get(user: &User, name: &str, site: &Site) -> Option<Value> {
    user.options.get(name).map(|value| told(name, value, site)).or_else(|| default(name, site))
}

/// The default of a preference.
pub fn default(name: &str, site: &Site) -> Option<Value> {
    // Most are asked for one by one and are in the table; none is made for that.
    let row = rows(site.release).find(|row| row.name == name);
    let made = || defaults(site).into_iter().find(|(known, _)| *known == *name).map(|(_, value)| value);
    row.map(|row| row.value_in(site.release)).or_else(made)
}

/// How preferences are saved.
fn saving(site: &Site) -> Saving {
    profile(site.release).expect("every release has a profile").saving
}

/// What is kept of a preference that a user sets: nothing if it is the default.
pub fn kept(name: &str, value: Option<&str>, site: &Site) -> Option<Value> {
    let value = value?;
    let is_default = match (default(name, site), saving(site)) {
        (None, Saving::Modified) => value.is_empty(),
        (None, _) => false,
        (Some(default), Saving::Whole) => is_loosely(value, &default),
        (Some(Value::Flag(default)), _) => value == if default { "1" } else { "0" },
        (Some(default), _) => default.wire() == value,
    };
    (!is_default).then(|| Value::set(value))
}

/// PHP's `==` of a text and a default, as PHP 7 compares.
fn is_loosely(text: &str, default: &Value) -> bool {
    match default {
        Value::Flag(flag) => Value::set(text).is_on() == *flag,
        Value::Int(number) => number_before_all_else(text).total_cmp(&(*number as f64)).is_eq(),
        Value::Text(default) => match (whole_number(text), whole_number(default)) {
            (Some(one), Some(other)) => one.total_cmp(&other).is_eq(),
            _ => text == default,
        },
    }
}

/// The number that a text is, if it is nothing else.
fn whole_number(text: &str) -> Option<f64> {
    let text = text.trim_start_matches([' ', '\t', '\n', '\r']);
    let is_plain = text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.'));
    text.parse().ok().filter(|_| is_plain)
}

/// The number that a text begins with, 0 for none.
fn number_before_all_else(text: &str) -> f64 {
    (0..=text.len()).rev().find_map(|end| whole_number(text.get(..end)?)).unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{base::*, wiki::UserId};

    fn named(all: &[(Cow<'static, str>, Value)], name: &str) -> Option<Value> {
        all.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
    }

    #[test]
    fn defaults_differ_by_release() {
        let at = |release| defaults(&Site::fresh("X", release));
        // What the wikis of those releases answer to `uiprop=options`.
        assert_eq!([at(V1_35).len(), at(V1_39).len(), at(V1_43).len()], [76, 94, 110]);
        assert_eq!(named(&at(V1_39), "skin"), Some("vector".into()));
        assert_eq!(named(&at(V1_43), "skin"), Some("vector-2022".into()));
        assert_eq!(named(&at(V1_22), "watchdefault"), Some(0.into()));
        assert_eq!(named(&at(V1_23), "watchdefault"), Some(1.into()));
        assert_eq!(named(&at(V1_43), "variant-sh"), Some("sh-latn".into()));
        assert_eq!(at(V1_39)[0].0, "ccmeonemails");
        assert_eq!(at(V1_39).last().unwrap().0, "searchNs15");
        assert_eq!(at(V1_45).iter().filter(|(name, _)| name.ends_with("-expiry")).count(), 4);
    }

    #[test]
    fn what_a_user_sets_stands_first_and_once_stood_where_the_default_did() {
        let mut user = User::fresh(UserId(1), "A", Timestamp::default(), &SeededChance::new(1));
        user.options.insert("userjs-x".into(), Value::set("a|b"));
        user.options.insert("date".into(), Value::set("ymd"));
        let earlier = all(Some(&user), &Site::fresh("X", V1_35));
        assert_eq!(earlier[2], ("date".into(), "ymd".into()));
        assert_eq!(earlier.last().unwrap(), &("userjs-x".into(), "a|b".into()));
        let site = Site::fresh("X", V1_39);
        let later = all(Some(&user), &site);
        assert_eq!(&later[..2], [("date".into(), "ymd".into()), ("userjs-x".into(), "a|b".into())]);
        assert_eq!(later.iter().filter(|(name, _)| name == "date").count(), 1);
        assert_eq!(get(&user, "rclimit", &site), Some(50.into()));
    }

    #[test]
    fn offsets_are_told_as_they_are_understood() {
        let mut user = User::fresh(UserId(1), "A", Timestamp::default(), &SeededChance::new(1));
        user.options.insert("timecorrection".into(), Value::set("99:99"));
        let at =
            |release| get(&user, "timecorrection", &Site::fresh("X", release)).unwrap().wire().into_owned();
        assert_eq!([at(V1_36), at(V1_39)], ["99:99", "Offset|840"]);
    }

    #[test]
    fn a_default_is_not_kept() {
        let site = Site::fresh("X", V1_39);
        for (name, value) in
            [("gender", "unknown"), ("rclimit", "50"), ("search-match-redirect", "1"), ("userjs-x", "")]
        {
            assert_eq!(kept(name, Some(value), &site), None, "{name}");
        }
        assert_eq!(kept("rclimit", Some("51"), &site), Some("51".into()));
        assert_eq!(kept("watchdefault", Some("0"), &site), Some(0.into()));
        assert_eq!(kept("rclimit", None, &site), None);
        assert_eq!(kept("rclimit", Some("50.0"), &site), Some("50.0".into()));
        assert_eq!(kept("userjs-x", Some(""), &Site::fresh("X", V1_43)), Some("".into()));
        let early = Site::fresh("X", V1_35);
        for (name, value) in [("rclimit", "50.0"), ("hideminor", "x"), ("search-match-redirect", "x")] {
            assert_eq!(kept(name, Some(value), &early), None, "{name}");
        }
        assert_eq!(kept("watchdefault", Some(""), &early), Some("".into()));
        assert_eq!(kept("userjs-x", Some(""), &early), Some("".into()));
    }
}
