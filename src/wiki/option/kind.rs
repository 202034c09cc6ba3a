//! What a preference can be set to (`DefaultPreferencesFactory`).

use super::offset;
use crate::{
    release::*,
    wiki::{
        language,
        right::{Right, RightSet},
        site::Site,
    },
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

impl Kind {
    /// Its name among the kinds that can be reset.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Registered(_) => "registered",
            Self::UserScript => "userjs",
            Self::Special => "special",
            Self::Unknown => "unused",
        }
    }
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
    /// A code of a language that the wiki can be read in.
    Language,
    /// How far the user's clock is from the wiki's.
    Offset,
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
    /// It is no offset of time.
    BadOffset,
}

/// How many bytes a value can have (`UserOptionsManager::MAX_BYTES_OPTION_VALUE`).
pub const LONGEST: usize = 65_530;

/// How many bytes the name of a script's preference can have.
pub const LONGEST_NAME: usize = 255;

/// A 24th of a day, below which recent changes and watchlists do not go.
const HOUR: f64 = 1.0 / 24.0;

/// What a preference can be, for those that are not just on or off.
fn rule(name: &str, release: Release) -> Rule {
    const THUMBS: &[&str] = &["0", "1", "2", "3", "4", "5"];
    match name {
        "language" => Rule::Language,
        "gender" => Rule::Choice(&["unknown", "female", "male"]),
        "nickname" => Rule::Text(255),
        "skin" => Rule::Choice(skins(release)),
        "date" => Rule::Choice(&["default", "mdy", "dmy", "ymd", "ISO 8601"]),
        // 1.36 added the largest size.
        "imagesize" if release < V1_36 => Rule::Choice(&THUMBS[..5]),
        "imagesize" | "thumbsize" => Rule::Choice(THUMBS),
        "underline" => Rule::Choice(&THUMBS[..3]),
        "editfont" => Rule::Choice(&["monospace", "sans-serif", "serif"]),
        // 1.32 raised what they are at least.
        "rcdays" if release < V1_32 => Rule::Float(1.0, 90.0),
        "watchlistdays" if release < V1_32 => Rule::Float(0.0, 90.0),
        "rclimit" | "wllimit" if release < V1_32 => Rule::Int(0, 1000),
        "rcdays" | "watchlistdays" => Rule::Float(HOUR, 90.0),
        "rclimit" | "wllimit" => Rule::Int(1, 1000),
        "searchlimit" => Rule::Int(1, 500),
        _ if name.ends_with(EXPIRY) => Rule::Choice(EXPIRIES),
        // Before HTMLTimezoneField anything could be written there.
        "timecorrection" if release >= V1_40 => Rule::Offset,
        _ => Rule::Free,
    }
}

/// What the names of preferences end in that say how long pages are watched.
const EXPIRY: &str = "-expiry";

/// What they offer (`watchlist-expiry-options`).
const EXPIRIES: &[&str] = &["infinite", "1 week", "1 month", "3 months", "6 months", "1 year"];

/// The skins that come with MediaWiki.
const fn skins(release: Release) -> &'static [&'static str] {
    match release.0 {
        ..=36 => &["vector", "monobook", "timeless"],
        37 => &["vector", "minerva", "monobook", "timeless"],
        _ => &["vector", "vector-2022", "minerva", "monobook", "timeless"],
    }
}

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
];

/// Preferences of those who have one of these rights.
const FOR_SOME: &[(&str, &[Right])] = &[
    ("hidepatrolled", &[Right::Patrol]),
    ("newpageshidepatrolled", &[Right::Patrol]),
    ("watchlisthidepatrolled", &[Right::Patrol]),
    ("watchdefault", &[Right::Edit]),
    ("watchmoves", &[Right::Move]),
    ("watchuploads", &[Right::Upload]),
    ("watchcreations", &[Right::CreatePage, Right::CreateTalk]),
    ("watchrollback", &[Right::Rollback]),
    ("watchdeletion", &[Right::Delete]),
    ("showrollbackconfirmation", &[Right::Rollback]),
    ("minordefault", &[Right::MinorEdit]),
    ("disablemail", &[Right::SendEmail]),
    ("email-allow-new-users", &[Right::SendEmail]),
    ("ccmeonemails", &[Right::SendEmail]),
];

/// Preferences about mail between users.
const MAIL: &[&str] = &["disablemail", "email-allow-new-users", "ccmeonemails", "requireemail"];

/// Defaults that are no preferences of their own where mail about changes is off, or where a switch is.
const NOT_OFFERED: &[&str] = &[
    "variant",
    "enotifwatchlistpages",
    "enotifusertalkpages",
    "enotifminoredits",
    "enotifrevealaddr",
    "hidecategorization",
    "watchlisthidecategorization",
    "watchlistreloadautomatically",
    "shownumberswatching",
    "prefershttps",
    "editrecovery",
];

/// What a name means among the preferences of someone with those rights.
pub fn of(name: &str, rights: RightSet, site: &Site) -> Kind {
    if matches!(name, "realname" | "emailaddress") {
        return Kind::Special;
    }
    if is_offered(name, rights, site) {
        Kind::Registered(rule(name, site.release))
    } else if name.starts_with("userjs-") {
        Kind::UserScript
    } else {
        Kind::Unknown
    }
}

fn is_offered(name: &str, rights: RightSet, site: &Site) -> bool {
    // How long pages are watched can be said by whoever can say that they are.
    let watched = name.strip_suffix(EXPIRY).unwrap_or(name);
    let lacks = |(known, needed): &(&str, &[Right])| {
        *known == watched && !needed.iter().any(|right| rights.has(*right))
    };
    let withheld = FOR_SOME.iter().any(lacks)
        || NOT_OFFERED.contains(&name)
        || MAIL.contains(&name) && !site.mail
        || name.ends_with(EXPIRY) && !site.watchlist_expiry
        || name == "watchuploads" && !site.uploads
        // $wgAllowRequiringEmailForResets is on by default since 1.40 at the earliest.
        || name == "requireemail" && site.release < V1_40
        || name.strip_prefix("variant-") == Some(site.language.as_str());
    if withheld {
        return false;
    }
    let searched = name.strip_prefix("searchNs").and_then(|number| number.parse::<i32>().ok());
    let is_namespace =
        |number| site.namespaces.with_pages().any(|info| info.namespace.number() == i64::from(number));
    WITHOUT_DEFAULT.contains(&name)
        || searched.is_some_and(is_namespace)
        || name == "VectorSkinVersion" && site.release == V1_35
        || super::default(name, site).is_some()
}

impl Rule {
    /// Whether a value can be.
    pub fn check(self, value: &str, site: &Site) -> Result<(), Fault> {
        match self {
            Self::Free => Ok(()),
            Self::Choice(choices) if choices.contains(&value) => Ok(()),
            Self::Choice(_) => Err(Fault::BadOption),
            Self::Language if language::is_supported(value, site.release) => Ok(()),
            Self::Language => Err(Fault::BadOption),
            Self::Offset if offset::read(value).1 => Ok(()),
            Self::Offset => Err(Fault::BadOffset),
            Self::Text(longest) if value.chars().count() > longest => Err(Fault::TooLong(longest)),
            Self::Text(_) => Ok(()),
            Self::Int(low, high) => {
                check_number(value, low as f64, high as f64, site)?;
                if value.contains(['.', 'e', 'E']) { Err(Fault::NotInt) } else { Ok(()) }
            }
            Self::Float(low, high) => check_number(value, low, high, site),
        }
    }
}

/// `HTMLFloatField::validate`
fn check_number(value: &str, low: f64, high: f64, site: &Site) -> Result<(), Fault> {
    let value = value.trim();
    if value.is_empty() {
        return if compares_empty(site) { within(0.0, low, high) } else { Ok(()) };
    }
    let plain = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.' | 'e' | 'E');
    let digits = value.strip_prefix(['+', '-']).unwrap_or(value);
    let whole =
        digits.starts_with(|c: char| c.is_ascii_digit()) && !value.contains(".e") && !value.ends_with('.');
    let number: Option<f64> = value.parse().ok().filter(|_| whole && value.chars().all(plain));
    within(number.ok_or(Fault::NotFloat)?, low, high)
}

/// Whether an empty text is compared with numbers as 0 is, which PHP 7 does.
fn compares_empty(site: &Site) -> bool {
    profile(site.release).expect("every release has a profile").php.starts_with('7')
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

    #[test]
    fn a_name_is_a_preference_a_users_own_kept_elsewhere_or_nothing() {
        let site = Site::fresh("X", V1_39);
        let kind = |name| of(name, RightSet::NONE, &site);
        assert_eq!(kind("rclimit"), Kind::Registered(Rule::Int(1, 1000)));
        assert_eq!(kind("hideminor"), Kind::Registered(Rule::Free));
        assert_eq!(kind("userjs-x"), Kind::UserScript);
        assert_eq!(kind("realname"), Kind::Special);
        assert_eq!(kind("nonesuch"), Kind::Unknown);
        assert_eq!(kind("hidepatrolled"), Kind::Unknown);
        assert_ne!(of("hidepatrolled", RightSet::ALL, &site), Kind::Unknown);
    }

    #[test]
    fn values_are_checked() {
        let site = Site::fresh("X", V1_39);
        for (rule, value, checked) in [
            (Rule::Int(1, 1000), "1001", Err(Fault::TooHigh(1000.0))),
            (Rule::Int(1, 1000), "x", Err(Fault::NotFloat)),
            (Rule::Int(1, 1000), "1.5", Err(Fault::NotInt)),
            (Rule::Int(1, 1000), " +7 ", Ok(())),
            (Rule::Int(1, 1000), "", Ok(())),
            (Rule::Float(HOUR, 90.0), "0.5", Ok(())),
            (Rule::Float(HOUR, 90.0), "1e1", Ok(())),
            (Rule::Float(HOUR, 90.0), ".5", Err(Fault::NotFloat)),
            (Rule::Float(HOUR, 90.0), "0", Err(Fault::TooLow(HOUR))),
            (Rule::Choice(&["a"]), "b", Err(Fault::BadOption)),
            (Rule::Language, "de-at", Ok(())),
            (Rule::Language, "nonesuch", Err(Fault::BadOption)),
            (Rule::Offset, "x", Err(Fault::BadOffset)),
            (Rule::Text(2), "äöü", Err(Fault::TooLong(2))),
        ] {
            assert_eq!(rule.check(value, &site), checked, "{value}");
        }
        let early = Site::fresh("X", V1_35);
        assert_eq!(Rule::Int(1, 1000).check("", &early), Err(Fault::TooLow(1.0)));
    }
}
