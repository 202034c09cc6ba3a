//! What a preference can be set to (`DefaultPreferencesFactory`, 1.39).

use crate::wiki::{
    right::{Right, RightSet},
    site::Site,
};

/// What a name means among preferences (`UserOptionsManager::getOptionKinds`).
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Kind {
    /// One of the preferences that there are.
    Registered(Rule),
    /// `userjs-…`: any value, for scripts of users.
    UserScript,
    /// What is kept elsewhere: the real name, the mail address.
    Special,
    /// Nothing.
    Unknown,
}

/// What a preference can be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Rule {
    /// Anything.
    Free,
    /// One of these.
    Choice(&'static [&'static str]),
    /// A whole number from one to another.
    Int(i64, i64),
    /// A number from one to another.
    Float(f64, f64),
    /// Text of so many characters.
    Text(usize),
    /// A code of a language.
    Language,
}

/// Why a value cannot be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Fault {
    /// It is none of those that can be chosen.
    BadOption,
    /// It is no whole number.
    NotInt,
    /// It is no number.
    NotFloat,
    /// It is below this.
    TooLow(f64),
    /// It is above this.
    TooHigh(f64),
    /// It is longer than this.
    TooLong(usize),
}

/// How many bytes a value can have (`UserOptionsManager::MAX_BYTES_OPTION_VALUE`).
pub const LONGEST: usize = 65_530;

/// A 24th of a day, below which recent changes and watchlists do not go.
const HOUR: f64 = 1.0 / 24.0;

/// Preferences that are not of the kind that is on or off.
const RULES: &[(&str, Rule)] = &[
    ("language", Rule::Language),
    ("gender", Rule::Choice(&["unknown", "female", "male"])),
    ("nickname", Rule::Text(255)),
    ("skin", Rule::Choice(&["vector", "vector-2022", "minerva", "monobook", "timeless"])),
    ("date", Rule::Choice(&["default", "mdy", "dmy", "ymd", "ISO 8601"])),
    ("imagesize", Rule::Choice(&["0", "1", "2", "3", "4", "5"])),
    ("thumbsize", Rule::Choice(&["0", "1", "2", "3", "4", "5"])),
    ("underline", Rule::Choice(&["0", "1", "2"])),
    ("editfont", Rule::Choice(&["monospace", "sans-serif", "serif"])),
    ("rcdays", Rule::Float(HOUR, 90.0)),
    ("rclimit", Rule::Int(1, 1000)),
    ("watchlistdays", Rule::Float(HOUR, 90.0)),
    ("wllimit", Rule::Int(1, 1000)),
    ("searchlimit", Rule::Int(1, 500)),
];

/// Preferences that have no default.
const WITHOUT_DEFAULT: &[&str] = &[
    "timecorrection",
    "rcfilters-rc-collapsed",
    "rcfilters-wl-collapsed",
    "rcfilters-saved-queries",
    "rcfilters-wl-saved-queries",
    "rcfilters-limit",
    "rcfilters-saved-queries-versionbackup",
    "rcfilters-wl-saved-queries-versionbackup",
    "watchlisttoken",
    "VectorSidebarVisible",
];

/// Preferences of those who have a right, and what the site must allow.
const FOR_SOME: &[(&str, Right)] = &[
    ("hidepatrolled", Right::Patrol),
    ("newpageshidepatrolled", Right::Patrol),
    ("watchlisthidepatrolled", Right::Patrol),
    ("watchrollback", Right::Rollback),
    ("watchdeletion", Right::Delete),
    ("showrollbackconfirmation", Right::Rollback),
    ("minordefault", Right::MinorEdit),
];

/// Defaults that are no preferences of their own where mail about changes is off, or where a switch is.
const NOT_OFFERED: &[&str] = &[
    "variant",
    "hidecategorization",
    "watchlisthidecategorization",
    "watchlistreloadautomatically",
    "shownumberswatching",
    "prefershttps",
    "requireemail",
];

/// What a name means among the preferences of someone with those rights.
pub fn of(name: &str, rights: RightSet, site: &Site) -> Kind {
    if matches!(name, "realname" | "emailaddress") {
        return Kind::Special;
    }
    let withheld = FOR_SOME.iter().any(|(known, right)| *known == name && !rights.has(*right))
        || NOT_OFFERED.contains(&name)
        || (name.strip_prefix("variant-") == Some(site.language.as_str()));
    let known = !withheld
        && (WITHOUT_DEFAULT.contains(&name) || super::defaults(site).iter().any(|(known, _)| known == name));
    if known {
        let rule = RULES.iter().find(|(ruled, _)| *ruled == name).map_or(Rule::Free, |(_, rule)| *rule);
        Kind::Registered(rule)
    } else if name.starts_with("userjs-") {
        Kind::UserScript
    } else {
        Kind::Unknown
    }
}

impl Rule {
    /// Whether a value can be.
    pub fn check(self, value: &str) -> Result<(), Fault> {
        match self {
            Self::Free => Ok(()),
            Self::Choice(choices) if choices.contains(&value) => Ok(()),
            Self::Choice(_) => Err(Fault::BadOption),
            Self::Language => {
                let plain = value
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
                let code = (2..=20).contains(&value.len()) && plain;
                code.then_some(()).ok_or(Fault::BadOption)
            }
            Self::Text(longest) if value.chars().count() > longest => Err(Fault::TooLong(longest)),
            Self::Text(_) => Ok(()),
            Self::Int(low, high) => {
                let number: i64 = value.trim().parse().map_err(|_| Fault::NotInt)?;
                within(number as f64, low as f64, high as f64)
            }
            Self::Float(low, high) => {
                let number: f64 = value
                    .trim()
                    .parse()
                    .ok()
                    .filter(|number: &f64| number.is_finite())
                    .ok_or(Fault::NotFloat)?;
                within(number, low, high)
            }
        }
    }
}

fn within(number: f64, low: f64, high: f64) -> Result<(), Fault> {
    if number < low {
        Err(Fault::TooLow(low))
    } else if number > high {
        Err(Fault::TooHigh(high))
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::release::V1_39;

    #[test]
    fn a_name_is_a_preference_a_users_own_kept_elsewhere_or_nothing() {
        let site = Site::fresh("X", V1_39);
        let kind = |name| of(name, RightSet::NONE, &site);
        assert_eq!(kind("rclimit"), Kind::Registered(Rule::Int(1, 1000)));
        assert_eq!(kind("watchdefault"), Kind::Registered(Rule::Free));
        assert_eq!(kind("userjs-x"), Kind::UserScript);
        assert_eq!(kind("realname"), Kind::Special);
        assert_eq!(kind("nonesuch"), Kind::Unknown);
        assert_eq!(kind("hidepatrolled"), Kind::Unknown);
        assert_ne!(of("hidepatrolled", RightSet::ALL, &site), Kind::Unknown);
    }

    #[test]
    fn values_are_checked() {
        assert_eq!(Rule::Int(1, 1000).check("1001"), Err(Fault::TooHigh(1000.0)));
        assert_eq!(Rule::Int(1, 1000).check("x"), Err(Fault::NotInt));
        assert_eq!(Rule::Float(HOUR, 90.0).check("0.5"), Ok(()));
        assert_eq!(Rule::Float(HOUR, 90.0).check("0"), Err(Fault::TooLow(HOUR)));
        assert_eq!(Rule::Choice(&["a"]).check("b"), Err(Fault::BadOption));
        assert_eq!(Rule::Language.check("de-at"), Ok(()));
    }
}
