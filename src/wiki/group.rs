//! Groups: which rights the members of a group have, who is in one without being put there, and who may put others in.

use std::borrow::Cow;

use super::right::{Held, Right, RightSet, held};
use crate::release::Release;

macro_rules! groups {
    ($($name:literal $(since $since:literal)? = [$($held:tt)*]),* $(,)?) => {
        &[$(($name, Release(0 $(+ $since)?), held![$($held)*])),*]
    };
}

/// A group by default: its name, the release it came with, its rights.
type DefaultGroup = (&'static str, Release, &'static [Held]);

/// `$wgGroupPermissions` of MediaWiki 1.20 to 1.45. Groups and rights are in the order in which answers have them.
const DEFAULT_GROUPS: &[DefaultGroup] = groups! {
    "*" = [
        CreateAccount, Read, Edit, CreatePage, CreateTalk, WriteApi until 43,
        EditMyUserCss since 22 until 31, EditMyUserJs since 22 until 31, ViewMyWatchlist since 22 until 41,
        EditMyWatchlist since 22 until 41, ViewMyPrivateInfo since 22, EditMyPrivateInfo since 22,
        EditMyOptions since 22,
    ],
    "user" = [
        Move, MoveSubpages, MoveRootUserPages, MoveCategoryPages since 24, MoveFile, Read, Edit, CreatePage,
        CreateTalk, WriteApi until 43, Upload, Reupload, ReuploadShared, MinorEdit, EditMyUserCss since 31,
        EditMyUserJson since 31, EditMyUserJs since 31, EditMyUserJsRedirect since 34, Purge until 41,
        SendEmail, ApplyChangeTags since 25, ChangeTags since 25, EditContentModel since 28 until 45,
        ViewMyWatchlist since 41, EditMyWatchlist since 41,
    ],
    "autoconfirmed" = [
        AutoConfirmed, EditSemiProtected since 22,
    ],
    "bot" = [
        Bot, AutoConfirmed, EditSemiProtected since 22, NoMinorNewTalk, AutoPatrol, SuppressRedirect,
        ApiHighLimits, WriteApi until 43,
    ],
    "sysop" = [
        Block, CreateAccount, Delete, BigDelete, DeletedHistory, DeletedText, Undelete,
        EditContentModel since 45, EditInterface, EditUserCss until 32, EditSiteJson since 32,
        EditUserJson since 31, EditUserJs until 32, EditContentModel since 27 until 28, Import,
        ImportUpload, Move, MoveSubpages, MoveRootUserPages, MoveCategoryPages since 24, Patrol, AutoPatrol,
        Protect, EditProtected since 22, ProxyUnbannable until 27, Rollback, Upload, Reupload,
        ReuploadShared, UnwatchedPages, AutoConfirmed, EditSemiProtected since 22, IpBlockExempt,
        BlockEmail, MarkBotEdits, ApiHighLimits, BrowseArchive, NoRateLimit, MoveFile, UnblockSelf,
        SuppressRedirect, MergeHistory since 24, ManageChangeTags since 25, DeleteChangeTags since 28,
    ],
    "interface-admin" since 32 = [
        EditInterface, EditSiteCss, EditSiteJson, EditSiteJs, EditUserCss, EditUserJson, EditUserJs,
    ],
    "bureaucrat" = [
        UserRights, NoRateLimit, RenameUser since 40,
    ],
    "suppress" since 34 = [
        HideUser, SuppressRevision, ViewSuppressed, SuppressionLog, DeleteRevision, DeleteLogEntry,
    ],
};

/// The groups that one is in without being put there, in the order in which answers have them.
pub const IMPLICIT: [&str; 3] = ["*", "user", "autoconfirmed"];

/// A group.
#[derive(Debug, Clone)]
pub struct Group {
    /// Its name.
    pub name: Cow<'static, str>,
    /// The rights of its members, in the order in which they were given.
    rights: Vec<Right>,
    set: RightSet,
    /// Which groups its members may put others in and take others and themselves out of.
    pub reach: Reach,
}

impl Group {
    fn new(name: impl Into<Cow<'static, str>>) -> Self {
        Self { name: name.into(), rights: Vec::new(), set: RightSet::NONE, reach: Reach::default() }
    }

    /// The rights of its members, in MediaWiki's order.
    pub fn rights(&self) -> &[Right] {
        &self.rights
    }

    /// The rights of its members.
    pub fn set(&self) -> RightSet {
        self.set
    }

    /// Whether one is in it without being put there.
    pub fn is_implicit(&self) -> bool {
        IMPLICIT.contains(&self.name.as_ref())
    }

    /// Gives its members a right. It comes last if it is new, as it would in `LocalSettings.php`.
    pub fn give(&mut self, right: Right) {
        if !self.set.has(right) {
            self.rights.push(right);
            self.set = self.set.with(right);
        }
    }

    /// Takes a right from its members.
    pub fn take(&mut self, right: Right) {
        self.rights.retain(|given| *given != right);
        self.set = self.set.without(right);
    }
}

/// `$wgAddGroups`, `$wgRemoveGroups`, `$wgGroupsAddToSelf`, `$wgGroupsRemoveFromSelf` of one group.
#[derive(Debug, Clone, Default)]
pub struct Reach {
    /// Groups that members may put others in.
    pub add: Which,
    /// Groups that members may take others out of.
    pub remove: Which,
    /// Groups that members may put themselves in.
    pub add_self: Which,
    /// Groups that members may take themselves out of.
    pub remove_self: Which,
}

/// A choice of groups.
#[derive(Debug, Clone, Default)]
pub enum Which {
    /// No group.
    #[default]
    None,
    /// Every group but the implicit ones.
    All,
    /// These.
    These(Vec<String>),
}

/// What someone may do to the groups of others and their own. Each list is in the order answers have.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changeable<'g> {
    /// Groups to put others in.
    pub add: Vec<&'g str>,
    /// Groups to take others out of.
    pub remove: Vec<&'g str>,
    /// Groups to put oneself in.
    pub add_self: Vec<&'g str>,
    /// Groups to take oneself out of.
    pub remove_self: Vec<&'g str>,
}

/// All groups of a wiki, in the order in which answers have them.
#[derive(Debug, Clone)]
pub struct Groups {
    list: Vec<Group>,
}

impl Groups {
    /// The groups of a fresh wiki of that release.
    pub fn of(release: Release) -> Self {
        let present = DEFAULT_GROUPS.iter().filter(|(_, since, _)| *since <= release);
        let list = present.map(|(name, _, rights)| {
            let mut group = Group::new(*name);
            rights.iter().filter(|held| held.is_in(release)).for_each(|held| group.give(held.right));
            group
        });
        Self { list: list.collect() }
    }

    /// Each group.
    pub fn iter(&self) -> impl Iterator<Item = &Group> {
        self.list.iter()
    }

    /// The group of that name.
    pub fn get(&self, name: &str) -> Option<&Group> {
        self.list.iter().find(|group| group.name == name)
    }

    /// The group of that name, made if there is none yet.
    pub fn entry(&mut self, name: &str) -> &mut Group {
        let place = self.list.iter().position(|group| group.name == name).unwrap_or_else(|| {
            self.list.push(Group::new(name.to_owned()));
            self.list.len() - 1
        });
        &mut self.list[place]
    }

    /// The groups that one can be put in (`listAllGroups`).
    pub fn explicit(&self) -> impl Iterator<Item = &str> {
        self.list.iter().filter(|group| !group.is_implicit()).map(|group| group.name.as_ref())
    }

    /// What members of these groups may do.
    pub fn set<'n>(&self, names: impl IntoIterator<Item = &'n str>) -> RightSet {
        let groups = names.into_iter().filter_map(|name| self.get(name));
        groups.fold(RightSet::NONE, |rights, group| rights.and(group.set))
    }

    /// What members of these groups may do, in MediaWiki's order: group after group, each right where it comes first.
    pub fn rights<'n>(&self, names: impl IntoIterator<Item = &'n str>) -> Vec<Right> {
        let mut rights = Vec::new();
        let mut seen = RightSet::NONE;
        for group in names.into_iter().filter_map(|name| self.get(name)) {
            rights.extend(group.rights.iter().filter(|right| !seen.has(**right)));
            seen = seen.and(group.set);
        }
        rights
    }

    /// The rights of implicit groups, and those that explicit ones add, with the places that PHP's `array_unique` leaves
    /// them: it takes out what comes again, and only the next group closes the gaps.
    pub fn rights_in_places(&self, implicit: &[&str], explicit: &[&str]) -> Vec<(usize, Right)> {
        let (before, last) = match explicit.split_last() {
            None => (Vec::new(), implicit),
            Some((last, others)) => {
                (self.rights(implicit.iter().chain(others).copied()), std::slice::from_ref(last))
            }
        };
        let added =
            last.iter().filter_map(|name| self.get(name)).flat_map(|group| group.rights.iter().copied());
        let mut seen = RightSet::NONE;
        let mut rights = Vec::new();
        for (place, right) in before.into_iter().chain(added).enumerate() {
            if !seen.has(right) {
                seen = seen.with(right);
                rights.push((place, right));
            }
        }
        rights
    }

    /// The groups whose members have a right, in order.
    pub fn with(&self, right: Right) -> impl Iterator<Item = &str> {
        self.list.iter().filter(move |group| group.set.has(right)).map(|group| group.name.as_ref())
    }

    /// What someone with those rights, in those groups, may do to groups (`UserGroupManager::getGroupsChangeableBy`).
    pub fn changeable_by<'n>(
        &self,
        names: impl IntoIterator<Item = &'n str>,
        rights: RightSet,
    ) -> Changeable<'_> {
        if rights.has(Right::UserRights) {
            let all: Vec<&str> = self.explicit().collect();
            return Changeable { add: all.clone(), remove: all, ..Changeable::default() };
        }
        let mut changeable = Changeable::default();
        for group in names.into_iter().filter_map(|name| self.get(name)) {
            self.join(&mut changeable.add, &group.reach.add);
            self.join(&mut changeable.remove, &group.reach.remove);
            self.join(&mut changeable.add_self, &group.reach.add_self);
            self.join(&mut changeable.remove_self, &group.reach.remove_self);
        }
        changeable
    }

    fn join<'g>(&'g self, list: &mut Vec<&'g str>, which: &'g Which) {
        let names: Vec<&str> = match which {
            Which::None => return,
            Which::All => self.explicit().collect(),
            Which::These(names) => names.iter().map(String::as_str).collect(),
        };
        for name in names {
            if !list.contains(&name) {
                list.push(name);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::release::*;

    fn wire(rights: &[Right]) -> String {
        rights.iter().map(|right| right.wire()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn rights_come_group_after_group_each_where_it_is_first() {
        let groups = Groups::of(V1_39);
        assert_eq!(
            wire(&groups.rights(["bot", "*", "user", "autoconfirmed"])),
            "bot autoconfirmed editsemiprotected nominornewtalk autopatrol suppressredirect apihighlimits writeapi \
             createaccount read edit createpage createtalk viewmywatchlist editmywatchlist viewmyprivateinfo \
             editmyprivateinfo editmyoptions move move-subpages move-rootuserpages move-categorypages movefile upload \
             reupload reupload-shared minoredit editmyusercss editmyuserjson editmyuserjs editmyuserjsredirect purge \
             sendemail applychangetags changetags editcontentmodel"
        );
        assert_eq!(groups.set(["*", "user", "autoconfirmed"]).len(), 31);
    }

    #[test]
    fn groups_and_rights_differ_by_release() {
        assert_eq!(
            wire(Groups::of(V1_43).get("*").unwrap().rights()),
            "createaccount read edit createpage createtalk viewmyprivateinfo editmyprivateinfo editmyoptions"
        );
        assert_eq!(
            wire(Groups::of(V1_20).get("user").unwrap().rights()),
            "move move-subpages move-rootuserpages movefile read edit createpage createtalk writeapi upload reupload \
             reupload-shared minoredit purge sendemail"
        );
        assert_eq!(
            wire(Groups::of(V1_40).get("bureaucrat").unwrap().rights()),
            "userrights noratelimit renameuser"
        );
        assert!(Groups::of(V1_31).get("interface-admin").is_none());
        assert_eq!(
            Groups::of(V1_35).explicit().collect::<Vec<_>>(),
            ["bot", "sysop", "interface-admin", "bureaucrat", "suppress"]
        );
    }

    #[test]
    fn a_bureaucrat_changes_every_group_and_others_what_their_groups_reach() {
        let mut groups = Groups::of(V1_39);
        let all = groups.changeable_by(["bureaucrat", "*"], groups.set(["bureaucrat", "*"]));
        assert_eq!(all.add, ["bot", "sysop", "interface-admin", "bureaucrat", "suppress"]);
        assert!(all.add == all.remove && all.add_self.is_empty());
        assert_eq!(groups.changeable_by(["sysop"], groups.set(["sysop"])), Changeable::default());
        groups.entry("sysop").reach.add = Which::These(vec!["bot".to_owned()]);
        groups.entry("user").reach.remove_self = Which::All;
        let some = groups.changeable_by(["sysop", "*", "user"], groups.set(["sysop", "user"]));
        assert_eq!((some.add, some.remove), (vec!["bot"], vec![]));
        assert_eq!(some.remove_self.len(), 5);
    }

    #[test]
    fn a_private_wiki_takes_rights_from_everyone() {
        let mut groups = Groups::of(V1_39);
        groups.entry("*").take(Right::Read);
        groups.entry("sysop").give(Right::WriteApi);
        assert!(!groups.set(["*"]).has(Right::Read) && groups.set(["*", "user"]).has(Right::Read));
        assert_eq!(groups.get("sysop").unwrap().rights().last(), Some(&Right::WriteApi));
    }
}
