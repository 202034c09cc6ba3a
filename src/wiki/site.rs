//! The site's settings: what `LocalSettings.php` says in a real wiki. They never change while a wiki runs.

use std::{borrow::Cow, sync::Arc};

use super::{
    credential::Hashing,
    group::Groups,
    interwiki::Interwikis,
    namespace::Namespaces,
    session::jwt::Jwt,
    temporary::Temporaries,
    title::{Naming, Title},
};
use crate::{
    base::{digest, url},
    release::{self, Release, V1_27, V1_29, V1_40, V1_42, V1_45},
};

/// The settings of one wiki.
#[derive(Debug, Clone)]
pub struct Site {
    /// The release whose defaults these are.
    pub release: Release,
    /// The wiki's name, `$wgSitename`.
    pub name: String,
    /// What it is called among wikis, `$wgDBname`.
    pub wiki_id: String,
    /// What the names of its cookies begin with, `$wgCookiePrefix`.
    pub cookie_prefix: String,
    /// Its address up to the path, `$wgServer`; `None` is the address that a client asks for.
    pub server: Option<String>,
    /// The directory of `api.php`, `$wgScriptPath`.
    pub script_path: String,
    /// Where a page is, its title at `$1`, `$wgArticlePath`.
    pub article_path: String,
    /// Its language, `$wgLanguageCode`.
    pub language: String,
    /// The title of its front page.
    pub main_page: String,
    /// Why nothing may be changed, `$wgReadOnly`.
    pub read_only: Option<String>,
    /// Whether files can be uploaded, `$wgEnableUploads`.
    pub uploads: bool,
    /// What names of files may end in, `$wgFileExtensions`.
    pub file_extensions: Vec<String>,
    /// How many bytes a file can have (`$wgMaxUploadSize`).
    pub max_upload_size: u64,
    /// Above how many bytes a file is warned of (`$wgUploadSizeWarning`).
    pub upload_size_warning: Option<u64>,
    /// Whether edits are patrolled, `$wgUseRCPatrol` and `$wgUseNPPatrol`.
    pub patrol: bool,
    /// Whether users can write mail to each other, `$wgEnableEmail`.
    pub mail: bool,
    /// Whether the language of a page can be set, `$wgPageLanguageUseDB`.
    pub page_languages: bool,
    /// Whether entries of watchlists can end, `$wgWatchlistExpiry`.
    pub watchlist_expiry: bool,
    /// How long they last at most, as `strtotime` reads it, `$wgWatchlistExpiryMaxDuration`; what it does not read is no limit.
    pub watchlist_expiry_max: String,
    /// What requests of the wiki to itself are signed with, `$wgSecretKey`; `None` if no signature is right.
    pub secret_key: Option<String>,
    /// The namespaces.
    pub namespaces: Namespaces,
    /// The other wikis it knows.
    pub interwikis: Interwikis,
    /// The groups and what they may do.
    pub groups: Groups,
    /// How those are called who edit without an account, if they are given one (`$wgAutoCreateTempUser`).
    pub temporaries: Option<Temporaries>,
    /// When an account is `autoconfirmed`.
    pub autoconfirmed: AutoConfirmed,
    /// How often someone may do something, `$wgRateLimits`.
    pub rate_limits: Vec<RateLimit>,
    /// How sessions and logins work.
    pub login: LoginSettings,
}

/// Settings of sessions, logins and passwords.
#[derive(Debug, Clone)]
pub struct LoginSettings {
    /// Whether there are bot passwords, `$wgEnableBotPasswords`.
    pub bot_passwords: bool,
    /// How often a password may be tried, `$wgPasswordAttemptThrottle`.
    pub attempts: Vec<Throttling>,
    /// How many accounts one address may make, `$wgAccountCreationThrottle`.
    pub creations: Vec<Throttling>,
    /// How many temporary accounts one address may be given, `$wgTempAccountCreationThrottle`.
    pub temporary_creations: Vec<Throttling>,
    /// How passwords are kept, `$wgPasswordDefault`.
    pub hashing: Hashing,
    /// Seconds that an idle session lasts, `$wgObjectCacheSessionExpiry`.
    pub session_seconds: u32,
    /// Seconds that the cookies of a login last, `$wgCookieExpiration`.
    pub cookie_seconds: u32,
    /// Seconds that they last for those who want to be remembered, `$wgExtendedLoginCookieExpiration`.
    pub remembered_seconds: u32,
    /// How sessions tell of themselves in a cookie, if they do (`$wgUseSessionCookieJwt`).
    pub jwt: Option<Arc<Jwt>>,
    /// How many sessions there can be at once. When there are more, the oldest anonymous ones end.
    pub sessions_at_most: usize,
}

/// `$wgAutoConfirmAge` and `$wgAutoConfirmCount`. By default every account is confirmed at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AutoConfirmed {
    /// Seconds since the registration.
    pub age: i64,
    /// Edits.
    pub edits: u32,
}

/// So many times in so many seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Throttling {
    /// How often.
    pub count: u32,
    /// In how many seconds.
    pub seconds: u32,
    /// Whether attempts from all addresses count together.
    pub all_addresses: bool,
}

/// One limit of `$wgRateLimits`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RateLimit {
    /// What is limited: `edit`, `move`, ….
    pub action: Cow<'static, str>,
    /// Whose doings count.
    pub who: Limited,
    /// How often.
    pub count: u32,
    /// In how many seconds.
    pub seconds: u32,
}

/// Whose doings a rate limit counts (`User::pingLimiter`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Limited {
    /// `anon`: all anonymous callers together.
    Anonymous,
    /// `ip`: each address of anonymous callers and newbies.
    Address,
    /// `subnet`: their /24 or /64 together.
    Subnet,
    /// `ip-all`: each address, whoever is there.
    AnyAddress,
    /// `newbie`: each account without `autoconfirmed`.
    Newbie,
    /// `user`: each account.
    User,
    /// Each account in that group; of several the most generous holds.
    Group(String),
}

impl Limited {
    /// By its name in the settings.
    pub fn named(name: &str) -> Self {
        match name {
            "anon" => Self::Anonymous,
            "ip" => Self::Address,
            "subnet" => Self::Subnet,
            "ip-all" => Self::AnyAddress,
            "newbie" => Self::Newbie,
            "user" => Self::User,
            group => Self::Group(group.to_owned()),
        }
    }
}

/// What, whose, how often, in how many seconds, since which release: MediaWiki's own rate limits. Before 1.27 it had none.
const RATE_LIMITS: &[(&str, Limited, u32, u32, u8)] = &[
    ("edit", Limited::Address, 8, 60, 27),
    ("edit", Limited::Newbie, 8, 60, 27),
    ("edit", Limited::User, 90, 60, 31),
    ("move", Limited::Newbie, 2, 120, 27),
    ("move", Limited::User, 8, 60, 27),
    ("upload", Limited::Address, 8, 60, 27),
    ("upload", Limited::Newbie, 8, 60, 27),
    ("rollback", Limited::User, 10, 60, 27),
    ("rollback", Limited::Newbie, 5, 120, 27),
    ("mailpassword", Limited::Address, 5, 3600, 27),
    ("emailuser", Limited::Address, 5, 86400, 27),
    ("emailuser", Limited::Newbie, 5, 86400, 27),
    ("emailuser", Limited::User, 20, 86400, 27),
    ("changeemail", Limited::AnyAddress, 10, 3600, 32),
    ("changeemail", Limited::User, 4, 86400, 32),
    ("confirmemail", Limited::AnyAddress, 10, 3600, 34),
    ("confirmemail", Limited::User, 4, 86400, 34),
    ("purge", Limited::Address, 30, 60, 27),
    ("purge", Limited::User, 30, 60, 27),
    ("linkpurge", Limited::Address, 30, 60, 27),
    ("linkpurge", Limited::User, 30, 60, 27),
    ("renderfile", Limited::Address, 700, 30, 27),
    ("renderfile", Limited::User, 700, 30, 27),
    ("renderfile-nonstandard", Limited::Address, 70, 30, 27),
    ("renderfile-nonstandard", Limited::User, 70, 30, 27),
    ("stashedit", Limited::Address, 30, 60, 27),
    ("stashedit", Limited::Newbie, 30, 60, 27),
    ("stashbasehtml", Limited::Address, 5, 60, 39),
    ("stashbasehtml", Limited::Newbie, 5, 60, 39),
    ("changetag", Limited::Address, 8, 60, 27),
    ("changetag", Limited::Newbie, 8, 60, 27),
    ("editcontentmodel", Limited::Newbie, 2, 120, 28),
    ("editcontentmodel", Limited::User, 8, 60, 28),
];

const DAY: u32 = 86_400;

impl Site {
    /// The settings of a fresh wiki of that name and release.
    pub fn fresh(name: &str, release: Release) -> Self {
        let id: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
        let id = id.to_ascii_lowercase();
        Self {
            release,
            name: name.to_owned(),
            cookie_prefix: id.clone(),
            wiki_id: id,
            server: None,
            script_path: String::new(),
            article_path: "/index.php/$1".to_owned(),
            language: "en".to_owned(),
            main_page: "Main Page".to_owned(),
            read_only: None,
            uploads: false,
            file_extensions: ["png", "gif", "jpg", "jpeg", "webp"].map(str::to_owned).into(),
            max_upload_size: 100 << 20,
            upload_size_warning: None,
            patrol: true,
            mail: true,
            page_languages: false,
            watchlist_expiry: false,
            watchlist_expiry_max: release::profile(release)
                .map_or("", |rules| rules.longest_watch)
                .to_owned(),
            secret_key: None,
            namespaces: Namespaces::of_site(name).as_in(release),
            interwikis: Interwikis::of(release),
            groups: Groups::of(release),
            temporaries: None,
            autoconfirmed: AutoConfirmed::default(),
            rate_limits: RateLimit::of(release),
            login: LoginSettings::of(release),
        }
    }

    /// The path of a page's address (`Title::getLocalURL`).
    pub fn path_of(&self, title: &Title) -> String {
        let key = title.prefixed_key(&self.namespaces);
        self.article_path.replace("$1", &url::encode_title(&key).to_string())
    }

    /// The path of a file's bytes, or of those of an older version (`$wgUploadPath`).
    pub fn file_path(&self, title: &Title, archive_name: Option<&str>) -> String {
        let hash = digest::md5_hex(title.key().as_bytes());
        let folder = if archive_name.is_some() { "archive/" } else { "" };
        let name = url::encode(archive_name.unwrap_or(title.key()));
        format!("{}/images/{folder}{}/{}/{name}", self.script_path, &hash[..1], &hash[..2])
    }

    /// The path of an address that asks for something about a page: `action=edit`.
    pub fn path_with(&self, title: &Title, query: &str) -> String {
        let key = title.prefixed_key(&self.namespaces);
        format!("{}/index.php?title={}&{query}", self.script_path, url::encode_title(&key))
    }

    /// What the meaning of titles depends on.
    pub fn naming(&self) -> Naming<'_> {
        Naming { namespaces: &self.namespaces, interwikis: &self.interwikis }
    }
}

impl Default for Site {
    /// A fresh wiki of the release that most is known of.
    fn default() -> Self {
        Self::fresh("MediaWiki", crate::release::V1_39)
    }
}

impl LoginSettings {
    /// MediaWiki's own in that release.
    fn of(release: Release) -> Self {
        let throttling = |count, seconds| Throttling { count, seconds, all_addresses: false };
        Self {
            bot_passwords: release >= V1_27,
            attempts: if release >= V1_27 {
                vec![throttling(5, 300), throttling(150, 2 * DAY)]
            } else {
                vec![throttling(5, 300)]
            },
            creations: Vec::new(),
            // Before 1.42 they are limited with all others.
            temporary_creations: match release {
                release if release >= V1_45 => vec![throttling(1, 600), throttling(6, DAY)],
                release if release >= V1_42 => vec![throttling(6, DAY)],
                _ => Vec::new(),
            },
            hashing: Hashing::default(),
            session_seconds: 3600,
            // 1.29 made a difference between those who want to be remembered and others.
            cookie_seconds: if release >= V1_29 { 30 * DAY } else { 180 * DAY },
            remembered_seconds: 180 * DAY,
            jwt: None,
            sessions_at_most: 1 << 21,
        }
    }
}

impl RateLimit {
    /// MediaWiki's own in that release.
    pub fn of(release: Release) -> Vec<Self> {
        // From 1.40 on these two go by the names of their rights.
        let renamed = |action| match action {
            "emailuser" if release >= V1_40 => "sendemail",
            "changetag" if release >= V1_40 => "changetags",
            action => action,
        };
        let present = RATE_LIMITS.iter().filter(|limit| Release(limit.4) <= release);
        let limit = |(action, who, count, seconds, _): &(&'static str, Limited, u32, u32, u8)| Self {
            action: renamed(*action).into(),
            who: who.clone(),
            count: *count,
            seconds: *seconds,
        };
        present.map(limit).collect()
    }
}
