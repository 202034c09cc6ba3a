//! Rights: what one may do. A right is a name on the wire and a bit in the house.

use std::fmt;

use crate::release::Release;

macro_rules! rights {
    ($($right:ident = $wire:literal $(since $since:literal)? $(until $until:literal)?),* $(,)?) => {
        /// What someone may do, in the alphabetical order of the names on the wire.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum Right {
            $(#[doc = concat!("`", $wire, "`")] $right,)*
        }

        impl Right {
            /// Every right that a release knew.
            pub const ALL: &'static [Held] =
                &[$(Held::always(Right::$right)$(.since($since))?$(.until($until))?),*];

            /// Whether a release knows it.
            pub fn is_in(self, release: Release) -> bool {
                Self::ALL[self as usize].is_in(release)
            }

            /// Its name on the wire.
            pub const fn wire(self) -> &'static str {
                match self { $(Self::$right => $wire,)* }
            }
        }
    };
}

// MediaWiki's core rights, 1.20 to 1.45 (`User::$mCoreRights`, then `PermissionManager`).
rights! {
    ApiHighLimits = "apihighlimits",
    ApplyChangeTags = "applychangetags" since 25,
    AutoConfirmed = "autoconfirmed",
    AutoCreateAccount = "autocreateaccount" since 27,
    AutoPatrol = "autopatrol",
    BigDelete = "bigdelete",
    Block = "block",
    BlockEmail = "blockemail",
    Bot = "bot",
    BrowseArchive = "browsearchive",
    ChangeTags = "changetags" since 25,
    CreateAccount = "createaccount",
    CreatePage = "createpage",
    CreateTalk = "createtalk",
    Delete = "delete",
    DeleteRedirect = "delete-redirect" since 36,
    DeleteChangeTags = "deletechangetags" since 28,
    DeletedHistory = "deletedhistory",
    DeletedText = "deletedtext",
    DeleteLogEntry = "deletelogentry",
    DeleteRevision = "deleterevision",
    Edit = "edit",
    EditContentModel = "editcontentmodel" since 22,
    EditInterface = "editinterface",
    EditMyOptions = "editmyoptions" since 22,
    EditMyPrivateInfo = "editmyprivateinfo" since 22,
    EditMyUserCss = "editmyusercss" since 22,
    EditMyUserJs = "editmyuserjs" since 22,
    EditMyUserJson = "editmyuserjson" since 31,
    EditMyUserJsRedirect = "editmyuserjsredirect" since 34,
    EditMyWatchlist = "editmywatchlist" since 22,
    EditProtected = "editprotected",
    EditSemiProtected = "editsemiprotected" since 22,
    EditSiteCss = "editsitecss" since 32,
    EditSiteJs = "editsitejs" since 32,
    EditSiteJson = "editsitejson" since 32,
    EditUserCss = "editusercss",
    EditUserCssJs = "editusercssjs" until 29,
    EditUserJs = "edituserjs",
    EditUserJson = "edituserjson" since 31,
    HideUser = "hideuser",
    Import = "import",
    ImportUpload = "importupload",
    Interwiki = "interwiki" since 44,
    IpBlockExempt = "ipblock-exempt",
    LogEntryImport = "logentryimport" since 43 until 44,
    ManageChangeTags = "managechangetags" since 25,
    MarkBotEdits = "markbotedits",
    MergeHistory = "mergehistory",
    MinorEdit = "minoredit",
    Move = "move",
    MoveCategoryPages = "move-categorypages" since 24,
    MoveRootUserPages = "move-rootuserpages",
    MoveSubpages = "move-subpages",
    MoveFile = "movefile",
    NoMinorNewTalk = "nominornewtalk",
    NoRateLimit = "noratelimit",
    OverrideExportDepth = "override-export-depth",
    PageLang = "pagelang" since 24,
    PasswordReset = "passwordreset" until 29,
    Patrol = "patrol",
    PatrolMarks = "patrolmarks",
    Protect = "protect",
    ProxyUnbannable = "proxyunbannable" until 27,
    Purge = "purge" until 41,
    Read = "read",
    RenameUser = "renameuser" since 40,
    RenameUserGlobal = "renameuser-global" since 44,
    Reupload = "reupload",
    ReuploadOwn = "reupload-own",
    ReuploadShared = "reupload-shared",
    Rollback = "rollback",
    SendEmail = "sendemail",
    SiteAdmin = "siteadmin",
    SuppressionLog = "suppressionlog",
    SuppressRedirect = "suppressredirect",
    SuppressRevision = "suppressrevision",
    UnblockSelf = "unblockself",
    Undelete = "undelete",
    UnwatchedPages = "unwatchedpages",
    Upload = "upload",
    UploadByUrl = "upload_by_url",
    UserRights = "userrights",
    UserRightsInterwiki = "userrights-interwiki",
    ViewMyPrivateInfo = "viewmyprivateinfo" since 22,
    ViewMyWatchlist = "viewmywatchlist" since 22,
    ViewSuppressed = "viewsuppressed" since 24,
    WriteApi = "writeapi" until 43,
}

/// What everybody may do unless a group is told otherwise: these are no rights that a group has, and yet they go by that
/// name (`PermissionManager::getImplicitRights`, from 1.41 on).
pub const IMPLICIT: &[&str] = &[
    "renderfile",
    "renderfile-nonstandard",
    "stashedit",
    "stashbasehtml",
    "mailpassword",
    "changeemail",
    "confirmemail",
    "linkpurge",
    "purge",
];

impl Right {
    /// The right of that name.
    pub fn named(wire: &str) -> Option<Self> {
        Self::ALL.iter().map(|held| held.right).find(|right| right.wire() == wire)
    }

    /// The rights that a release knows, in alphabetical order.
    pub fn of(release: Release) -> impl Iterator<Item = Self> {
        Self::ALL.iter().filter(move |held| held.is_in(release)).map(|held| held.right)
    }
}

impl fmt::Display for Right {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.wire())
    }
}

/// A right and the releases in which it is there: what groups and grants are made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// The right.
    pub right: Right,
    /// The first release with it.
    pub since: Release,
    /// The first release without it.
    pub until: Release,
}

impl Held {
    /// In every release.
    pub const fn always(right: Right) -> Self {
        Self { right, since: Release::FIRST, until: Release::OPEN }
    }

    /// From that release on, by its minor number.
    pub const fn since(self, minor: u8) -> Self {
        Self { since: Release(minor), ..self }
    }

    /// No more from that release on, by its minor number.
    pub const fn until(self, minor: u8) -> Self {
        Self { until: Release(minor), ..self }
    }

    /// Whether it is there in a release.
    pub fn is_in(self, release: Release) -> bool {
        self.since <= release && release < self.until
    }
}

/// Rights with the releases that have them: `held![Move, Purge until 41, EditContentModel since 28 until 45]`.
macro_rules! held {
    ($($right:ident $(since $since:literal)? $(until $until:literal)?),* $(,)?) => {
        &[$(
            $crate::wiki::right::Held::always($crate::wiki::right::Right::$right)
                $(.since($since))?$(.until($until))?
        ),*]
    };
}

pub(super) use held;

/// Some rights, without an order.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct RightSet(u128);

impl RightSet {
    /// No right at all.
    pub const NONE: Self = Self(0);
    /// Every right there is.
    pub const ALL: Self = Self((1 << Right::ALL.len()) - 1);

    /// Whether the right is among them.
    pub const fn has(self, right: Right) -> bool {
        self.0 >> right as u8 & 1 == 1
    }

    /// Whether one of these rights is among them.
    pub fn has_any(self, rights: impl IntoIterator<Item = Right>) -> bool {
        rights.into_iter().any(|right| self.has(right))
    }

    /// These and one more.
    pub const fn with(self, right: Right) -> Self {
        Self(self.0 | 1 << right as u8)
    }

    /// These but one.
    pub const fn without(self, right: Right) -> Self {
        Self(self.0 & !(1 << right as u8))
    }

    /// These and those.
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Those that are in both.
    pub const fn within(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// How many there are.
    pub const fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Whether there is none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Each of them, in alphabetical order. MediaWiki's own order is that of groups: see
    /// [`Groups::rights`](super::group::Groups::rights).
    pub fn iter(self) -> impl Iterator<Item = Right> {
        Right::ALL.iter().map(|held| held.right).filter(move |right| self.has(*right))
    }
}

impl FromIterator<Right> for RightSet {
    fn from_iter<I: IntoIterator<Item = Right>>(rights: I) -> Self {
        rights.into_iter().fold(Self::NONE, Self::with)
    }
}

impl fmt::Debug for RightSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter().map(Right::wire)).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::release::*;

    #[test]
    fn every_right_has_its_bit_and_its_name() {
        for held in Right::ALL {
            assert_eq!(Right::named(held.right.wire()), Some(held.right));
            let one = RightSet::NONE.with(held.right);
            assert!(one.has(held.right) && one.len() == 1 && one.without(held.right).is_empty());
        }
        assert_eq!(RightSet::ALL.iter().count(), Right::ALL.len());
        assert_eq!(Right::named("fly"), None);
    }

    #[test]
    fn rights_come_and_go_with_releases() {
        assert!(Right::of(V1_42).any(|right| right == Right::WriteApi));
        assert!(!Right::of(V1_43).any(|right| right == Right::WriteApi));
        assert_eq!(Right::of(V1_20).count(), 60);
        assert_eq!(Right::of(V1_39).count(), 81);
        assert_eq!(Right::of(V1_45).count(), 82);
    }
}
