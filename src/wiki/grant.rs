//! Grants: what a bot password may be used for. Each names some rights; a session has those of its grants that the
//! account has as well.

use super::right::{Held, RightSet, held};
use crate::release::Release;

macro_rules! grants {
    ($($name:literal $(since $since:literal)? = [$($held:tt)*]),* $(,)?) => {
        &[$(Grant { name: $name, since: Release(27 $(- 27 + $since)?), rights: held![$($held)*] }),*]
    };
}

/// A grant.
#[derive(Debug)]
pub struct Grant {
    /// Its name.
    pub name: &'static str,
    /// The first release with it. Bot passwords came with 1.27.
    pub since: Release,
    rights: &'static [Held],
}

/// `$wgGrantPermissions` of MediaWiki 1.27 to 1.45, in its order. 1.35 gained `editcontentmodel` in a patch release.
const GRANTS: &[Grant] = grants! {
    "basic" = [
        AutoCreateAccount since 34, AutoConfirmed, AutoPatrol, EditSemiProtected, IpBlockExempt,
        NoMinorNewTalk, PatrolMarks, Purge until 41, Read, WriteApi until 43,
        UnwatchedPages since 38,
    ],
    "highvolume" = [
        Bot, ApiHighLimits, NoRateLimit, MarkBotEdits,
    ],
    "import" since 36 = [
        Import, ImportUpload,
    ],
    "editpage" = [
        Edit, MinorEdit, ApplyChangeTags, ChangeTags, EditContentModel since 35, PageLang since 43,
    ],
    "editprotected" = [
        Edit, MinorEdit, ApplyChangeTags, ChangeTags, EditContentModel since 35, EditProtected,
    ],
    "editmycssjs" = [
        Edit, MinorEdit, ApplyChangeTags, ChangeTags, EditContentModel since 35, EditMyUserCss,
        EditMyUserJson since 31, EditMyUserJs,
    ],
    "editmyoptions" = [
        EditMyOptions, EditMyUserJson since 33,
    ],
    "editinterface" = [
        Edit, MinorEdit, ApplyChangeTags, ChangeTags, EditContentModel since 35, EditInterface,
        EditUserCss until 32, EditUserJson since 31, EditUserJs until 32, EditSiteJson since 32,
    ],
    "editsiteconfig" since 32 = [
        Edit, MinorEdit, ApplyChangeTags, ChangeTags, EditContentModel since 35, EditInterface,
        EditUserJson, EditSiteJson, EditUserCss, EditUserJs, EditSiteCss, EditSiteJs,
    ],
    "createeditmovepage" = [
        Edit, MinorEdit, ApplyChangeTags, ChangeTags, EditContentModel since 35, CreatePage, CreateTalk,
        DeleteRedirect since 36, Move, MoveRootUserPages, MoveSubpages, MoveCategoryPages,
        SuppressRedirect since 34,
    ],
    "uploadfile" = [
        Upload, ReuploadOwn,
    ],
    "uploadeditmovefile" = [
        Upload, ReuploadOwn, Reupload, ReuploadShared, UploadByUrl, MoveFile, SuppressRedirect,
    ],
    "patrol" = [
        Patrol,
    ],
    "rollback" = [
        Rollback,
    ],
    "blockusers" = [
        Block, BlockEmail,
    ],
    "viewdeleted" = [
        BrowseArchive, DeletedHistory, DeletedText,
    ],
    "viewrestrictedlogs" since 29 = [
        SuppressionLog,
    ],
    "delete" = [
        Edit, MinorEdit, ApplyChangeTags, ChangeTags, EditContentModel since 35, BrowseArchive,
        DeletedHistory, DeletedText, Delete, BigDelete, DeleteLogEntry, DeleteRevision, Undelete,
    ],
    "oversight" since 33 = [
        SuppressRevision, ViewSuppressed since 36,
    ],
    "protect" = [
        Edit, MinorEdit, ApplyChangeTags, ChangeTags, EditContentModel since 35, EditProtected, Protect,
    ],
    "viewmywatchlist" = [
        ViewMyWatchlist,
    ],
    "editmywatchlist" = [
        EditMyWatchlist,
    ],
    "sendemail" = [
        SendEmail,
    ],
    "createaccount" = [
        CreateAccount,
    ],
    "privateinfo" since 28 = [
        ViewMyPrivateInfo,
    ],
    "mergehistory" since 35 = [
        MergeHistory,
    ],
};

impl Grant {
    /// The grants of a release.
    pub fn of(release: Release) -> impl Iterator<Item = &'static Self> {
        GRANTS.iter().filter(move |grant| grant.since <= release)
    }

    /// The grant of that name in a release.
    pub fn named(name: &str, release: Release) -> Option<&'static Self> {
        Self::of(release).find(|grant| grant.name == name)
    }

    /// The rights it stands for in a release.
    pub fn rights(&self, release: Release) -> RightSet {
        self.rights.iter().filter(|held| held.is_in(release)).map(|held| held.right).collect()
    }
}

/// The rights that these grants stand for. `basic` is one of any grants: MediaWiki hides it and always gives it.
/// Grants that the release does not know give nothing.
pub fn rights<'n>(names: impl IntoIterator<Item = &'n str>, release: Release) -> RightSet {
    let grants = names.into_iter().chain(["basic"]).filter_map(|name| Grant::named(name, release));
    grants.fold(RightSet::NONE, |rights, grant| rights.and(grant.rights(release)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        release::*,
        wiki::{Right, group::Groups},
    };

    #[test]
    fn a_bot_password_has_what_both_its_grants_and_its_account_have() {
        let groups = Groups::of(V1_39);
        let account = ["bot", "*", "user", "autoconfirmed"];
        let granted = rights(["editpage", "createeditmovepage", "highvolume"], V1_39);
        let names: Vec<_> =
            groups.rights(account).into_iter().filter(|right| granted.has(*right)).map(Right::wire).collect();
        assert_eq!(
            names.join(" "),
            "bot autoconfirmed editsemiprotected nominornewtalk autopatrol suppressredirect apihighlimits writeapi read \
             edit createpage createtalk move move-subpages move-rootuserpages move-categorypages minoredit purge \
             applychangetags changetags editcontentmodel"
        );
        assert!(!granted.within(groups.set(account)).has(Right::Upload));
    }

    #[test]
    fn grants_came_with_releases() {
        assert_eq!(Grant::of(V1_26).count(), 0);
        assert_eq!(Grant::of(V1_27).count(), 20);
        assert_eq!(Grant::of(V1_45).count(), 26);
        assert!(Grant::named("import", V1_35).is_none());
        assert_eq!(rights(["import"], V1_35), rights([], V1_35));
        assert!(!rights(["editpage"], V1_34).has(Right::EditContentModel));
        assert!(rights(["editpage"], V1_35).has(Right::EditContentModel));
    }
}
