//! Editing, moving, deleting, undeleting, rolling back, importing, and titles.

use super::{Line, always, since};
use crate::release::{Release, V1_36, V1_41, V1_43};

const FIRST: Release = Release::FIRST;

/// The lines of this area, by key.
pub(super) const LINES: &[Line] = &[
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
    always(
        "articleexists",
        "A page already exists at [[:$1]], or the page name you have chosen is not valid.\nPlease choose \
        another name.",
    ),
    always("badarticleerror", "This action cannot be performed on this page."),
    always("badrevision", "The text of this revision is missing or corrupted."),
    always("badtitle", "Bad title"),
    always(
        "blankarticle",
        "<strong>Warning:</strong> The page you are creating is blank.\nIf you click \"$1\" again, the \
        page will be created without any content.",
    ),
    always("blankpage", "Blank page"),
    always(
        "cannotdelete",
        "The page or file \"$1\" could not be deleted.\nIt may have already been deleted by someone else.",
    ),
    always("cannotundelete", "Some or all of the undeletion failed:\n$1"),
    always(
        "cantmove-titleprotected",
        "You cannot move a page to this location because the new title has been protected from creation.",
    ),
    since(
        "cantrollback",
        &[
            (FIRST, "Cannot revert edit;\nlast contributor is only author of this page."),
            (V1_36, "Cannot revert the edit.\nThe last contributor is the only author of this page."),
        ],
    ),
    always(
        "changecontentmodel-cannot-convert",
        "The content on [[:$1]] cannot be converted to a type of $2.",
    ),
    always("changecontentmodel-emptymodels-text", "The content on [[:$1]] cannot be converted to any type."),
    always("content-failed-to-parse", "Failed to parse $2 content for $1 model: $3"),
    always("content-not-allowed-here", "\"$1\" content is not allowed on page [[:$2]] in slot \"$3\""),
    always(
        "contentmodelediterror",
        "You cannot edit this revision because its content model is <code>$1</code>, which differs from \
        the current content model of the page <code>$2</code>.",
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
    always("edit-already-exists", "Could not create a new page.\nIt already exists."),
    always("edit-conflict", "Edit conflict."),
    always("edit-gone-missing", "Could not update the page.\nIt appears to have been deleted."),
    always("edit-hook-aborted", "Edit aborted by hook.\nIt gave no explanation."),
    always("edit-no-change", "Your edit was ignored because no change was made to the text."),
    always("edit-slots-cannot-add", "The following {{PLURAL:$1|slot is|slots are}} not supported here: $2."),
    always(
        "edit-slots-cannot-remove",
        "The following {{PLURAL:$1|slot is|slots are}} required and cannot be removed: $2.",
    ),
    always("edit-slots-missing", "The following {{PLURAL:$1|slot is|slots are}} missing: $2."),
    always("editconflict", "Edit conflict: $1"),
    always("editpage-invalidcontentmodel-text", "The content model \"$1\" is not supported."),
    always(
        "editpage-notsupportedcontentformat-text",
        "The content format $1 is not supported by the content model $2.",
    ),
    always("fix-double-redirects", "Update any redirects that point to the original title"),
    always("hookaborted", "The modification you tried to make was aborted by an extension."),
    always("imageinvalidfilename", "The target filename is invalid."),
    always("imagenocrossnamespace", "Cannot move file to non-file namespace."),
    always("imagetypemismatch", "The new file extension does not match its type."),
    always("immobile-source-namespace", "Cannot move pages in namespace \"$1\"."),
    always("immobile-source-namespace-iw", "Pages on other wikis cannot be moved from this wiki."),
    always("immobile-source-page", "This page is not movable."),
    always("immobile-target-namespace", "Cannot move pages into namespace \"$1\"."),
    always("immobile-target-namespace-iw", "Interwiki link is not a valid target for page move."),
    always("immobile-target-page", "Cannot move to that destination title."),
    always(
        "import-error-bad-location",
        "Revision $2 using content model $3 cannot be stored on \"$1\" on this wiki, since that model is \
        not supported on that page.",
    ),
    always("import-error-create", "Page \"$1\" was not imported because you are not allowed to create it."),
    always("import-error-edit", "Page \"$1\" was not imported because you are not allowed to edit it."),
    always(
        "import-error-interwiki",
        "Page \"$1\" was not imported because its name is reserved for external linking (interwiki).",
    ),
    always(
        "import-error-invalid",
        "Page \"$1\" was not imported because the name to which it would be imported is invalid on this \
        wiki.",
    ),
    always(
        "import-error-special",
        "Page \"$1\" was not imported because it belongs to a special namespace that does not allow \
        pages.",
    ),
    always(
        "import-error-unserialize",
        "Revision $2 of page \"$1\" could not be unserialized. The revision was reported to use content \
        model $3 serialized as $4.",
    ),
    always("import-invalid-interwiki", "Cannot import from the specified wiki."),
    always("import-noarticle", "No page to import!"),
    always(
        "import-nonewrevisions",
        "No revisions imported (all were either already present, or skipped due to errors).",
    ),
    since(
        "import-options-wrong",
        &[
            (FIRST, "Wrong {{PLURAL:$2|option|options}}: <nowiki>$1</nowiki>"),
            (V1_41, "Wrong {{PLURAL:$2|option|options}}:\n$1"),
        ],
    ),
    always("import-parse-failure", "XML import parse failure"),
    always("import-rootpage-invalid", "Given root page is an invalid title."),
    always("import-rootpage-nosubpage", "Namespace \"$1\" of the root page does not allow subpages."),
    always("import-upload", "Upload XML data"),
    always("importbadinterwiki", "Bad interwiki link"),
    always("importcantopen", "Could not open import file"),
    always("importnofile", "No import file was uploaded."),
    always("importnopages", "No pages to import."),
    always(
        "importnosources",
        "No wikis from which to import have been defined and direct history uploads are disabled.",
    ),
    always("importunknownsource", "Unknown import source type"),
    always(
        "importuploaderrorpartial",
        "Upload of import file failed.\nThe file was only partially uploaded.",
    ),
    always(
        "importuploaderrorsize",
        "Upload of import file failed.\nThe file is bigger than the allowed upload size.",
    ),
    always("importuploaderrortemp", "Upload of import file failed.\nA temporary folder is missing."),
    always("interlanguage-link-title", "$1 – $2"),
    always("invalid-json-data", "Invalid JSON: $1"),
    always("invalidtitle", "Invalid title"),
    since(
        "longpageerror",
        &[
            (
                FIRST,
                "<strong>Error: The text you have submitted is {{PLURAL:$1|one kilobyte|$1 kilobytes}} long, \
            which is longer than the maximum of {{PLURAL:$2|one kilobyte|$2 kilobytes}}.</strong>\nIt \
            cannot be saved.",
            ),
            (
                V1_36,
                "<strong>Error: The text you have submitted is {{PLURAL:$1|one kilobyte|$1 kilobytes}} long, \
            which is longer than the maximum of {{PLURAL:$2|one kilobyte|$2 kilobytes}}.</strong>\nIt \
            cannot be published.",
            ),
        ],
    ),
    always("mergehistory-fail-bad-timestamp", "Timestamp is invalid."),
    always("mergehistory-fail-invalid-dest", "Destination page is invalid."),
    always("mergehistory-fail-invalid-source", "Source page is invalid."),
    always(
        "mergehistory-fail-no-change",
        "History merge did not merge any revisions. Please recheck the page and time parameters.",
    ),
    always("mergehistory-fail-permission", "Insufficient permissions to merge history."),
    always("mergehistory-fail-self-merge", "Source and destination pages are the same."),
    always(
        "mergehistory-fail-timestamps-overlap",
        "Source revisions overlap or come after destination revisions.",
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
    always("missingcommenttext", "Please enter a comment."),
    always("modeleditnotsupported-text", "Editing is not supported for content model $1."),
    always(
        "move-over-sharedrepo",
        "[[:$1]] exists on a shared repository. Moving a file to this title will override the shared \
        file.",
    ),
    always(
        "movepage-delete-first",
        "The target page has too many revisions to delete as part of a page move. Please first delete \
        the page manually, then try again.",
    ),
    always("movepage-edit-reasonlist", "Edit move reasons"),
    always(
        "movepage-max-pages",
        "The maximum of $1 {{PLURAL:$1|page|pages}} has been moved and no more will be moved \
        automatically.",
    ),
    always("movepage-moved", "<strong>\"$1\" has been moved to \"$2\"</strong>"),
    always("movepage-moved-noredirect", "The creation of a redirect has been suppressed."),
    always("movepage-moved-redirect", "A redirect has been created."),
    always("movepage-page-exists", "The page $1 already exists and cannot be automatically overwritten."),
    always("movepage-page-moved", "The page $1 has been moved to $2."),
    always("movepage-page-unmoved", "The page $1 could not be moved to $2."),
    always("movepage-source-doesnt-exist", "The page $1 doesn't exist and cannot be moved."),
    always("namespace-nosubpages", "Namespace \"$1\" does not allow subpages."),
    always("no-null-revision", "Could not create new null revision for page \"$1\""),
    always("nonfile-cannot-move-to-file", "Cannot move non-file to file namespace."),
    always(
        "nonmain-slot-differences-therefore-readonly",
        "You cannot edit the wikitext on this revision of the page, as there have been changes to the \
        data on the page since this revision that are not wikitext-based. [$1 To restore this revision \
        click here.]",
    ),
    always("nopagetext", "The target page you have specified does not exist."),
    always(
        "nosuchsectiontext",
        "You tried to edit a section that does not exist.\nIt may have been moved or deleted while you \
        were viewing the page.",
    ),
    always("nosuchsectiontitle", "Cannot find section"),
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
    always("protect-badnamespace-text", "Pages in this namespace cannot be protected."),
    always(
        "protect-norestrictiontypes-text",
        "This page cannot be protected as there are no restriction types available.",
    ),
    always("protect_change", "change"),
    always("protect_expiry_invalid", "Expiration time is invalid."),
    always("protect_expiry_old", "Expiration time is in the past."),
    always(
        "redirectexists",
        "A redirect already exists at [[:$1]], and it cannot be deleted automatically.\nPlease choose \
        another name.",
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
    always(
        "revdelete-no-change",
        "<strong>Warning:</strong> The item dated $2, $1 already had the requested visibility settings.",
    ),
    always(
        "revdelete-nooldid-text",
        "You have either not specified any target revision on which to perform this function, or the \
        specified revision does not exist, or you are attempting to hide the current revision.",
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
        "sectioneditnotsupported-text",
        &[
            (FIRST, "Section editing is not supported in this page."),
            (V1_36, "Section editing is not supported in this page or is disabled for this view."),
        ],
    ),
    always("selfmove", "The title is the same;\ncannot move a page over itself."),
    always(
        "selfredirect",
        "<strong>Warning:</strong> You are redirecting this page to itself.\nYou may have specified the \
        wrong target for the redirect, or you may be editing the wrong page.\nIf you click \"$1\" \
        again, the redirect will be created anyway.",
    ),
    always("spamprotectionmatch", "The following text is what triggered our spam filter: $1"),
    since(
        "spamprotectiontext",
        &[
            (
                FIRST,
                "The text you wanted to save was blocked by the spam filter.\nThis is probably caused by a \
            link to a blacklisted external site.",
            ),
            (
                V1_36,
                "The text you wanted to publish was blocked by the spam filter.\nThis is probably caused by \
            a link to a forbidden external site.",
            ),
        ],
    ),
    always("spamprotectiontitle", "Spam protection filter"),
    always("title-invalid", "The requested page title is invalid"),
    always("title-invalid-characters", "The requested page title contains invalid characters: \"$1\"."),
    since(
        "title-invalid-empty",
        &[
            (FIRST, "The requested page title is empty or contains only the name of a namespace."),
            (V1_43, "The requested page title is empty or contains only a namespace prefix."),
        ],
    ),
    always(
        "title-invalid-interwiki",
        "The requested page title contains an interwiki link which cannot be used in titles.",
    ),
    always(
        "title-invalid-leading-colon",
        "The requested page title contains an invalid colon at the beginning.",
    ),
    always(
        "title-invalid-magic-tilde",
        "The requested page title contains invalid magic tilde sequence (<nowiki>~~~</nowiki>).",
    ),
    always(
        "title-invalid-relative",
        "Title has relative path. Relative page titles (./, ../) are invalid, because they will often be \
        unreachable when handled by user's browser.",
    ),
    always(
        "title-invalid-talk-namespace",
        "The requested page title refers to a talk page that cannot exist.",
    ),
    always(
        "title-invalid-too-long",
        "The requested page title is too long. It must be no longer than $1 {{PLURAL:$1|byte|bytes}} in \
        UTF-8 encoding.",
    ),
    always("title-invalid-utf8", "The requested page title contains an invalid UTF-8 sequence."),
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
                "Unable to restore file archive ID $1 because it is not in the database.\nIt may have \
            already been undeleted.",
            ),
            (
                V1_36,
                "Unable to undelete file archive ID $1 because it is not in the database.\nIt may have \
            already been undeleted.",
            ),
        ],
    ),
    always("undelete-no-results", "No matching pages found in the deletion archive."),
    since(
        "undeleterevision-duplicate-revid",
        &[
            (
                FIRST,
                "{{PLURAL:$1|One revision|$1 revisions}} could not be restored, because \
            {{PLURAL:$1|its|their}} <code>rev_id</code> was already in use.",
            ),
            (
                V1_36,
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
                "Invalid or missing revision.\nYou may have a bad link, or the revision may have been \
            restored or removed from the archive.",
            ),
            (
                V1_36,
                "Invalid or missing revision.\nYou may have a bad link, or the revision may have been \
            undeleted or removed from the archive.",
            ),
        ],
    ),
    always("undo-failure", "The edit could not be undone due to conflicting intermediate edits."),
    always("undo-nochange", "The edit appears to have already been undone."),
    always("undo-norev", "The edit could not be undone because it does not exist or was deleted."),
    since(
        "undo-success",
        &[
            (
                FIRST,
                "The edit can be undone.\nPlease check the comparison below to verify that this is what you \
            want to do, and then save the changes below to finish undoing the edit.",
            ),
            (
                V1_36,
                "The edit can be undone.\nPlease check the comparison below to verify that this is what you \
            want to do, and then publish the changes below to finish undoing the edit.",
            ),
        ],
    ),
];
