//! Moving, deleting, undeleting, rolling back, protecting and merging pages.

use super::{Line, always, since};
use crate::release::{
    Release, V1_21, V1_23, V1_25, V1_26, V1_27, V1_28, V1_31, V1_32, V1_33, V1_35, V1_36, V1_39, V1_45,
};

const FIRST: Release = Release::FIRST;

/// The lines of this area, by key.
pub(super) const LINES: &[Line] = &[
    since(
        "addedwatchtext",
        &[
            (
                FIRST,
                "The page \"$1\" has been added to your [[Special:Watchlist|watchlist]].\nFuture \
                changes to this page and its associated talk page will be listed there.",
            ),
            (
                V1_26,
                "\"$1\" and its discussion page have been added to your \
                [[Special:Watchlist|watchlist]].",
            ),
        ],
    ),
    since(
        "addedwatchtext-talk",
        &[
            (
                FIRST,
                "The page \"$1\" has been added to your [[Special:Watchlist|watchlist]].\nFuture \
                changes to this page and its associated talk page will be listed there.",
            ),
            (
                V1_26,
                "\"$1\" and its discussion page have been added to your \
                [[Special:Watchlist|watchlist]].",
            ),
            (
                V1_28,
                "\"$1\" and its associated page have been added to your \
                [[Special:Watchlist|watchlist]].",
            ),
        ],
    ),
    since(
        "alreadyrolled",
        &[
            (
                FIRST,
                "Cannot rollback last edit of [[:$1]] by [[User:$2|$2]] ([[User \
            talk:$2|talk]]{{int:pipe-separator}}[[Special:Contributions/$2|{{int:contribslink}}]]);\nsomeone \
            else has edited or rolled back the page already.\n\nThe last edit to the page was by \
            [[User:$3|$3]] ([[User \
            talk:$3|talk]]{{int:pipe-separator}}[[Special:Contributions/$3|{{int:contribslink}}]]).",
            ),
            (
                V1_36,
                "Cannot rollback the last edit of [[:$1]] by [[User:$2|$2]] ([[User \
            talk:$2|talk]]{{int:pipe-separator}}[[Special:Contributions/$2|{{int:contribslink}}]]).\nSomeone \
            else has edited or rolled back the page already.\n\nThe last edit to the page was by \
            [[User:$3|$3]] ([[User \
            talk:$3|talk]]{{int:pipe-separator}}[[Special:Contributions/$3|{{int:contribslink}}]]).",
            ),
        ],
    ),
    since(
        "articleexists",
        &[
            (
                FIRST,
                "A page of that name already exists, or the name you have chosen is not \
                valid.\nPlease choose another name.",
            ),
            (
                V1_35,
                "A page already exists at [[:$1]], or the page name you have chosen is not valid.\nPlease choose \
        another name.",
            ),
        ],
    ),
    always("badaccess", "Permission error"),
    always("badarticleerror", "This action cannot be performed on this page."),
    always("badrevision", "The text of this revision is missing or corrupted."),
    always("badtitle", "Bad title"),
    always(
        "cannotdelete",
        "The page or file \"$1\" could not be deleted.\nIt may have already been deleted by someone \
        else.",
    ),
    since(
        "cannotundelete",
        &[
            (FIRST, "Undelete failed;\nsomeone else may have undeleted the page first."),
            (V1_21, "Undelete failed:\n$1"),
            (V1_28, "Some or all of the undeletion failed:\n$1"),
        ],
    ),
    since(
        "cantmove-titleprotected",
        &[
            (
                FIRST,
                "You cannot move a page to this location because the new title has been \
                    protected from creation",
            ),
            (
                V1_25,
                "You cannot move a page to this location because the new title has been protected from \
            creation.",
            ),
        ],
    ),
    since(
        "cantrollback",
        &[
            (FIRST, "Cannot revert edit;\nlast contributor is only author of this page."),
            (V1_36, "Cannot revert the edit.\nThe last contributor is the only author of this page."),
        ],
    ),
    always("delete-error-associated-alreadytalk", "Cannot delete associated talk page of a talk page."),
    always("delete-error-associated-doesnotexist", "Cannot delete a non-existing associated talk page."),
    always("delete-hook-aborted", "Deletion aborted by hook.\nIt gave no explanation."),
    always("delete-scheduled", "The page \"$1\" is scheduled for deletion.\nPlease be patient."),
    always(
        "delete-toomanyrevisions",
        "You are trying to delete more than $1 {{PLURAL:$1|revision|revisions}} at a time.\nSuch an \
        operation has been restricted to prevent accidental disruption of {{SITENAME}}.",
    ),
    always("fix-double-redirects", "Update any redirects that point to the original title"),
    always("hookaborted", "The modification you tried to make was aborted by an extension."),
    since(
        "imageinvalidfilename",
        &[(FIRST, "The target filename is invalid"), (V1_25, "The target filename is invalid.")],
    ),
    since(
        "imagenocrossnamespace",
        &[
            (FIRST, "Cannot move file to non-file namespace"),
            (V1_25, "Cannot move file to non-file namespace."),
        ],
    ),
    since(
        "imagetypemismatch",
        &[
            (FIRST, "The new file extension does not match its type"),
            (V1_25, "The new file extension does not match its type."),
        ],
    ),
    since(
        "immobile-source-namespace",
        &[
            (FIRST, "Cannot move pages in namespace \"$1\""),
            (V1_25, "Cannot move pages in namespace \"$1\"."),
        ],
    ),
    always("immobile-source-namespace-iw", "Pages on other wikis cannot be moved from this wiki."),
    always("immobile-source-page", "This page is not movable."),
    since(
        "immobile-target-namespace",
        &[
            (FIRST, "Cannot move pages into namespace \"$1\""),
            (V1_25, "Cannot move pages into namespace \"$1\"."),
        ],
    ),
    always("immobile-target-namespace-iw", "Interwiki link is not a valid target for page move."),
    always("immobile-target-page", "Cannot move to that destination title."),
    since(
        "interfaceadmin-info",
        &[
            (
                FIRST,
                "$1\n\nPermissions for editing of sitewide CSS/JS/JSON files were recently separated from the \
            <code>editinterface</code> right. If you do not understand why you are getting this error, see \
            [[mw:MediaWiki_1.32/interface-admin]].",
            ),
            (
                V1_35,
                "$1\n\nPermissions for editing of sitewide CSS/JS/JSON files were recently separated from the \
            <code>editinterface</code> right. If you do not understand why you are getting this error, see \
            [[mw:Special:MyLanguage/MediaWiki_1.32/interface-admin]].",
            ),
        ],
    ),
    since("invalidtitle", &[(FIRST, "⧼invalidtitle⧽"), (V1_32, "Invalid title")]),
    always("mergehistory-fail-bad-timestamp", "Timestamp is invalid."),
    always("mergehistory-fail-invalid-dest", "Destination page is invalid."),
    always("mergehistory-fail-invalid-source", "Source page is invalid."),
    always(
        "mergehistory-fail-no-change",
        "History merge did not merge any revisions. Please recheck the page and time parameters.",
    ),
    always("mergehistory-fail-permission", "Insufficient permissions to merge history."),
    always("mergehistory-fail-self-merge", "Source and destination pages are the same."),
    since(
        "mergehistory-fail-timestamps-overlap",
        &[
            (FIRST, "Source revisions overlap or come after destination revisions."),
            (V1_45, "Specified time period overlaps preexisting revisions of the destination page."),
        ],
    ),
    always(
        "mergehistory-fail-toobig",
        "Unable to perform history merge as more than the limit of $1 {{PLURAL:$1|revision|revisions}} \
        would be moved.",
    ),
    always(
        "missing-revision-content",
        "The content of revision #$1 of the page named \"$2\" could not be loaded.",
    ),
    since(
        "move-over-sharedrepo",
        &[
            (
                FIRST,
                "== File exists ==\n[[:$1]] exists on a shared repository. Moving a file to this title will \
            override the shared file.",
            ),
            (
                V1_27,
                "[[:$1]] exists on a shared repository. Moving a file to this title will override the shared \
            file.",
            ),
        ],
    ),
    since(
        "movepage-delete-first",
        &[
            (
                FIRST,
                "The target page has too many revisions to delete as part of a page move.  Please first delete \
            the page manually, then try again.",
            ),
            (
                V1_35,
                "The target page has too many revisions to delete as part of a page move. Please first delete \
            the page manually, then try again.",
            ),
        ],
    ),
    always("movepage-edit-reasonlist", "Edit move reasons"),
    always("movepage-invalid-target-title", "The requested name is invalid."),
    always(
        "movepage-max-pages",
        "The maximum of $1 {{PLURAL:$1|page|pages}} has been moved and no more will be moved \
        automatically.",
    ),
    since(
        "movepage-moved",
        &[
            (FIRST, "'''\"$1\" has been moved to \"$2\"'''"),
            (V1_23, "<strong>\"$1\" has been moved to \"$2\"</strong>"),
        ],
    ),
    always("movepage-moved-noredirect", "The creation of a redirect has been suppressed."),
    always("movepage-moved-redirect", "A redirect has been created."),
    always("movepage-page-exists", "The page $1 already exists and cannot be automatically overwritten."),
    always("movepage-page-moved", "The page $1 has been moved to $2."),
    always("movepage-page-unmoved", "The page $1 could not be moved to $2."),
    always("movepage-source-doesnt-exist", "The page $1 doesn't exist and cannot be moved."),
    always("namespace-nosubpages", "Namespace \"$1\" does not allow subpages."),
    always("no-null-revision", "Could not create new null revision for page \"$1\""),
    since(
        "nonfile-cannot-move-to-file",
        &[
            (FIRST, "Cannot move non-file to file namespace"),
            (V1_25, "Cannot move non-file to file namespace."),
        ],
    ),
    always("nopagetext", "The target page you have specified does not exist."),
    always("nosuchspecialpage", "No such special page"),
    always("notanarticle", "Not a content page"),
    always("notvisiblerev", "The last revision by a different user has been deleted"),
    always("pagelang-db-failed", "The database failed to change the page language."),
    always("pagelang-nonexistent-page", "The page $1 does not exist."),
    always("pagelang-unchanged-language", "The page $1 is already set to language $2."),
    always(
        "pagelang-unchanged-language-default",
        "The page $1 is already set to the wiki's default content language.",
    ),
    // 1.35 to 1.37 name a message that there is not; its key is shown.
    always("permdenied-undelete", "⧼permdenied-undelete⧽"),
    always("protect-badnamespace-text", "Pages in this namespace cannot be protected."),
    always(
        "protect-norestrictiontypes-text",
        "This page cannot be protected as there are no restriction types available.",
    ),
    always("protect_change", "change"),
    since(
        "protect_expiry_invalid",
        &[(FIRST, "Expiry time is invalid."), (V1_27, "Expiration time is invalid.")],
    ),
    since(
        "protect_expiry_old",
        &[(FIRST, "Expiry time is in the past."), (V1_27, "Expiration time is in the past.")],
    ),
    always(
        "redirectexists",
        "A redirect already exists at [[:$1]], and it cannot be deleted automatically.\nPlease choose \
        another name.",
    ),
    since(
        "removedwatchtext",
        &[
            (FIRST, "The page \"$1\" has been removed from [[Special:Watchlist|your watchlist]]."),
            (
                V1_26,
                "\"$1\" and its discussion page have been removed from your \
                [[Special:Watchlist|watchlist]].",
            ),
        ],
    ),
    since(
        "removedwatchtext-talk",
        &[
            (FIRST, "The page \"$1\" has been removed from [[Special:Watchlist|your watchlist]]."),
            (
                V1_26,
                "\"$1\" and its discussion page have been removed from your \
                [[Special:Watchlist|watchlist]].",
            ),
            (
                V1_28,
                "\"$1\" and its associated page have been removed from your \
                [[Special:Watchlist|watchlist]].",
            ),
        ],
    ),
    always(
        "revdelete-concurrent-change",
        "Error modifying the item dated $2, $1: Its status appears to have been changed by someone else \
        while you attempted to modify it.\nPlease check the logs.",
    ),
    always(
        "revdelete-hide-current",
        "Error hiding the item dated $2, $1: This is the current revision.\nIt cannot be hidden.",
    ),
    always("revdelete-modify-missing", "Error modifying item ID $1: It is missing from the database!"),
    always(
        "revdelete-modify-no-access",
        "Error modifying the item dated $2, $1: This item has been marked \"restricted\".\nYou do not \
        have access to it.",
    ),
    since(
        "revdelete-no-change",
        &[
            (FIRST, "'''Warning:''' The item dated $2, $1 already had the requested visibility settings."),
            (
                V1_23,
                "<strong>Warning:</strong> The item dated $2, $1 already had the requested visibility \
                settings.",
            ),
        ],
    ),
    since(
        "revdelete-nooldid-text",
        &[
            (
                FIRST,
                "You have either not specified a target revision(s) to perform this\nfunction, the specified \
            revision does not exist, or you are attempting to hide the current revision.",
            ),
            (
                V1_26,
                "You have either not specified any target revision on which to perform this function, or the \
            specified revision does not exist, or you are attempting to hide the current revision.",
            ),
        ],
    ),
    always(
        "revdelete-only-restricted",
        "Error hiding the item dated $2, $1: You cannot suppress items from view by administrators \
        without also selecting one of the other visibility options.",
    ),
    always(
        "revdelete-show-no-access",
        "Error showing the item dated $2, $1: This item has been marked \"restricted\".\nYou do not have \
        access to it.",
    ),
    always("rollbackfailed", "Rollback failed"),
    since(
        "selfmove",
        &[
            (FIRST, "Source and destination titles are the same;\ncannot move a page over itself."),
            (V1_31, " The title is the same;\ncannot move a page over itself."),
            (V1_33, "The title is the same;\ncannot move a page over itself."),
        ],
    ),
    always(
        "undelete-bad-store-key",
        "Cannot undelete file revision with timestamp $1: File was missing before deletion.",
    ),
    always("undelete-cleanup-error", "Error deleting unused archive file \"$1\"."),
    always("undelete-error", "Error undeleting page"),
    always("undelete-error-associated-alreadytalk", "Cannot undelete associated talk page of a talk page."),
    always(
        "undelete-error-associated-notdeleted",
        "The associated talk page has no revisions that can be undeleted.",
    ),
    always("undelete-error-long", "Errors were encountered while undeleting the file:\n\n$1"),
    always("undelete-error-short", "Error undeleting file: $1"),
    always(
        "undelete-filename-mismatch",
        "Cannot undelete file revision with timestamp $1: Filename mismatch.",
    ),
    since(
        "undelete-missing-filearchive",
        &[
            (
                FIRST,
                "Unable to restore file archive ID $1 because it is not in the database.\nIt may have already \
            been undeleted.",
            ),
            (
                V1_39,
                "Unable to undelete file archive ID $1 because it is not in the database.\nIt may have already \
            been undeleted.",
            ),
        ],
    ),
    always("undelete-no-results", "No matching pages found in the deletion archive."),
    always(
        "undeleterevdel",
        "Undeletion will not be performed if it will result in the top page or file revision being \
        partially deleted.\nIn such cases, you must uncheck or unhide the newest deleted revision.",
    ),
    since(
        "undeleterevision-duplicate-revid",
        &[
            (
                FIRST,
                "{{PLURAL:$1|One revision|$1 revisions}} could not be restored, because {{PLURAL:$1|its|their}} \
            <code>rev_id</code> was already in use.",
            ),
            (
                V1_39,
                "{{PLURAL:$1|One revision|$1 revisions}} could not be undeleted, because \
            {{PLURAL:$1|its|their}} <code>rev_id</code> was already in use.",
            ),
        ],
    ),
    since(
        "undeleterevision-missing",
        &[
            (
                FIRST,
                "Invalid or missing revision.\nYou may have a bad link, or the revision may have been restored \
            or removed from the archive.",
            ),
            (
                V1_39,
                "Invalid or missing revision.\nYou may have a bad link, or the revision may have been undeleted \
            or removed from the archive.",
            ),
        ],
    ),
];
