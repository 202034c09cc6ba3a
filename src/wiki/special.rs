//! Special pages: their names, as titles and site information have them (`SpecialPageFactory`, English).

use super::{Namespace, Title};
use crate::release::Release;

/// One special page.
#[derive(Debug, Clone, Copy)]
pub struct SpecialPage {
    /// What MediaWiki itself calls it.
    pub name: &'static str,
    /// What it is called in titles, with underscores; the first is the one it is told by.
    pub aliases: &'static [&'static str],
    /// The release that brought it.
    pub since: Release,
}

impl Title {
    /// Whether there is something at this title without a page: a special page of that name (`Title::isKnown`).
    pub fn is_known(&self, release: Release) -> bool {
        self.namespace() == Namespace::SPECIAL && SpecialPage::of_key(self.key(), release).is_some()
    }
}

impl SpecialPage {
    /// Those of a release, in the order of its site information.
    pub fn all(release: Release) -> impl Iterator<Item = Self> {
        TABLE
            .iter()
            .map(|(name, aliases, since)| Self { name, aliases, since: Release(*since) })
            .filter(move |page| page.since <= release)
    }

    /// The special page that a key names, and what stands behind the slash (`resolveAlias`).
    pub fn of_key(key: &str, release: Release) -> Option<(Self, Option<&str>)> {
        let (name, rest) = key.split_once('/').map_or((key, None), |(name, rest)| (name, Some(rest)));
        let found = |page: &Self| {
            page.name.eq_ignore_ascii_case(name)
                || page.aliases.iter().any(|alias| alias.eq_ignore_ascii_case(name))
        };
        Self::all(release).find(found).map(|page| (page, rest))
    }

    /// The title it has, with what stands behind the slash.
    pub fn title(&self, rest: Option<&str>) -> Title {
        let name = self.aliases.first().copied().unwrap_or(self.name);
        match rest {
            Some(rest) => Title::of_key(Namespace::SPECIAL, format!("{name}/{rest}")),
            None => Title::of_key(Namespace::SPECIAL, name),
        }
    }
}

/// Name, aliases, the release that brought it.
#[rustfmt::skip]
const TABLE: &[(&str, &[&str], u8)] = &[
    ("BrokenRedirects", &["BrokenRedirects"], 20),
    ("Deadendpages", &["DeadendPages"], 20),
    ("DoubleRedirects", &["DoubleRedirects"], 20),
    ("Longpages", &["LongPages"], 20),
    ("Ancientpages", &["AncientPages"], 20),
    ("Lonelypages", &["LonelyPages", "OrphanedPages"], 20),
    ("Fewestrevisions", &["FewestRevisions"], 20),
    ("Withoutinterwiki", &["WithoutInterwiki"], 20),
    ("Protectedpages", &["ProtectedPages"], 20),
    ("Protectedtitles", &["ProtectedTitles"], 20),
    ("Shortpages", &["ShortPages"], 20),
    ("Uncategorizedcategories", &["UncategorizedCategories"], 20),
    ("Uncategorizedimages", &["UncategorizedFiles", "UncategorizedImages"], 20),
    ("Uncategorizedpages", &["UncategorizedPages"], 20),
    ("Uncategorizedtemplates", &["UncategorizedTemplates"], 20),
    ("Unusedcategories", &["UnusedCategories"], 20),
    ("Unusedimages", &["UnusedFiles", "UnusedImages"], 20),
    ("Unusedtemplates", &["UnusedTemplates"], 20),
    ("Unwatchedpages", &["UnwatchedPages"], 20),
    ("Wantedcategories", &["WantedCategories"], 20),
    ("Wantedfiles", &["WantedFiles"], 20),
    ("Wantedpages", &["WantedPages", "BrokenLinks"], 20),
    ("Wantedtemplates", &["WantedTemplates"], 20),
    ("Allpages", &["AllPages"], 20),
    ("Prefixindex", &["PrefixIndex"], 20),
    ("Categories", &["Categories"], 20),
    ("Listredirects", &["ListRedirects"], 20),
    ("PagesWithProp", &["PagesWithProp", "Pageswithprop", "PagesByProp", "Pagesbyprop"], 20),
    ("TrackingCategories", &["TrackingCategories"], 20),
    ("Userlogin", &["UserLogin", "Login"], 20),
    ("Userlogout", &["UserLogout", "Logout"], 20),
    ("CreateAccount", &["CreateAccount"], 20),
    ("LinkAccounts", &["LinkAccounts"], 20),
    ("UnlinkAccounts", &["UnlinkAccounts"], 20),
    ("ChangeCredentials", &["ChangeCredentials"], 20),
    ("RemoveCredentials", &["RemoveCredentials"], 20),
    ("AuthenticationPopupSuccess", &["AuthenticationPopupSuccess"], 43),
    ("Activeusers", &["ActiveUsers"], 20),
    ("Block", &["Block", "BlockIP", "BlockUser"], 20),
    ("Unblock", &["Unblock"], 20),
    ("BlockList", &["BlockList", "ListBlocks", "IPBlockList"], 20),
    ("AutoblockList", &["AutoblockList", "ListAutoblocks"], 20),
    ("ChangePassword", &["ChangePassword", "ResetPass", "ResetPassword"], 20),
    ("BotPasswords", &["BotPasswords"], 20),
    ("PasswordReset", &["PasswordReset"], 20),
    ("DeletedContributions", &["DeletedContributions"], 20),
    ("Preferences", &["Preferences"], 20),
    ("ResetTokens", &["ResetTokens"], 20),
    ("Contributions", &["Contributions", "Contribs"], 20),
    ("Listgrouprights", &["ListGroupRights", "UserGroupRights"], 20),
    ("Listgrants", &["ListGrants"], 20),
    ("Listusers", &["ListUsers", "UserList", "Users"], 20),
    ("Listadmins", &["ListAdmins"], 20),
    ("Listbots", &["ListBots"], 20),
    ("Userrights", &["UserRights", "MakeSysop", "MakeBot"], 20),
    ("EditWatchlist", &["EditWatchlist"], 20),
    ("PasswordPolicies", &["PasswordPolicies"], 20),
    ("Newimages", &["NewFiles", "NewImages"], 20),
    ("Log", &["Log", "Logs"], 20),
    ("Watchlist", &["Watchlist"], 20),
    ("Newpages", &["NewPages"], 20),
    ("Recentchanges", &["RecentChanges"], 20),
    ("Recentchangeslinked", &["RecentChangesLinked", "RelatedChanges"], 20),
    ("Tags", &["Tags"], 20),
    ("Listfiles", &["ListFiles", "FileList", "ImageList"], 20),
    ("Filepath", &["FilePath"], 20),
    ("MediaStatistics", &["MediaStatistics"], 20),
    ("MIMEsearch", &["MIMESearch"], 20),
    ("FileDuplicateSearch", &["FileDuplicateSearch"], 20),
    ("Upload", &["Upload"], 20),
    ("UploadStash", &["UploadStash"], 20),
    ("ListDuplicatedFiles", &["ListDuplicatedFiles", "ListFileDuplicates"], 20),
    ("ApiSandbox", &["ApiSandbox"], 20),
    ("Statistics", &["Statistics", "Stats"], 20),
    ("Allmessages", &["AllMessages"], 20),
    ("Version", &["Version"], 20),
    ("Lockdb", &["LockDB"], 20),
    ("Unlockdb", &["UnlockDB"], 20),
    ("NamespaceInfo", &["NamespaceInfo"], 43),
    ("LinkSearch", &["LinkSearch"], 20),
    ("Randompage", &["Random", "RandomPage"], 20),
    ("RandomInCategory", &["RandomInCategory"], 20),
    ("Randomredirect", &["RandomRedirect"], 20),
    ("Randomrootpage", &["RandomRootpage"], 20),
    ("GoToInterwiki", &["GoToInterwiki"], 20),
    ("Mostlinkedcategories", &["MostLinkedCategories", "MostUsedCategories"], 20),
    ("Mostimages", &["MostLinkedFiles", "MostFiles", "MostImages"], 20),
    ("Mostinterwikis", &["MostInterwikis"], 20),
    ("Mostlinked", &["MostLinkedPages", "MostLinked"], 20),
    ("Mostlinkedtemplates", &["MostTranscludedPages", "MostLinkedTemplates", "MostUsedTemplates"], 20),
    ("Mostcategories", &["MostCategories"], 20),
    ("Mostrevisions", &["MostRevisions"], 20),
    ("ComparePages", &["ComparePages"], 20),
    ("Export", &["Export"], 20),
    ("Import", &["Import"], 20),
    ("Undelete", &["Undelete"], 20),
    ("Whatlinkshere", &["WhatLinksHere"], 20),
    ("MergeHistory", &["MergeHistory"], 20),
    ("ExpandTemplates", &["ExpandTemplates"], 20),
    ("ChangeContentModel", &["ChangeContentModel"], 20),
    ("Booksources", &["BookSources"], 20),
    ("ApiHelp", &["ApiHelp"], 20),
    ("Blankpage", &["BlankPage"], 20),
    ("DeletePage", &["DeletePage", "Delete"], 38),
    ("Diff", &["Diff"], 20),
    ("EditPage", &["EditPage", "Edit"], 20),
    ("EditTags", &["EditTags"], 20),
    ("Emailuser", &["EmailUser", "Email"], 20),
    ("Movepage", &["MovePage"], 20),
    ("Mycontributions", &["MyContributions", "MyContribs"], 20),
    ("MyLanguage", &["MyLanguage"], 20),
    ("Mylog", &["MyLog"], 43),
    ("Mypage", &["MyPage"], 20),
    ("Mytalk", &["MyTalk"], 20),
    ("PageHistory", &["PageHistory", "History"], 20),
    ("PageInfo", &["PageInfo", "Info"], 20),
    ("ProtectPage", &["ProtectPage", "Protect"], 38),
    ("Purge", &["Purge"], 20),
    ("Myuploads", &["MyUploads", "MyFiles"], 20),
    ("AllMyUploads", &["AllMyUploads", "AllMyFiles"], 20),
    ("NewSection", &["NewSection", "Newsection"], 20),
    ("PermanentLink", &["PermanentLink", "PermaLink"], 20),
    ("Redirect", &["Redirect"], 20),
    ("Renameuser", &["RenameUser"], 40),
    ("Revisiondelete", &["RevisionDelete"], 20),
    ("RunJobs", &["RunJobs"], 20),
    ("Specialpages", &["SpecialPages"], 20),
    ("PageData", &["PageData"], 20),
    ("Contribute", &["Contribute"], 40),
    ("TalkPage", &["TalkPage"], 43),
    ("Search", &["Search"], 20),
    ("Confirmemail", &["ConfirmEmail"], 20),
    ("Invalidateemail", &["InvalidateEmail"], 20),
    ("ChangeEmail", &["ChangeEmail"], 20),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::release::{V1_35, V1_43};

    #[test]
    fn a_special_page_is_found_by_any_of_its_names() {
        let (page, rest) = SpecialPage::of_key("userlogin/x", V1_35).unwrap();
        assert_eq!(page.title(rest).key(), "UserLogin/x");
        assert!(SpecialPage::of_key("Nonesuch", V1_43).is_none());
        assert!(SpecialPage::of_key("TalkPage", V1_35).is_none());
    }
}
