//! Rights that are lacking and pages that are protected, and the actions by name.

use super::{Line, always, since};
use crate::release::{
    Release, V1_21, V1_23, V1_24, V1_26, V1_27, V1_28, V1_29, V1_31, V1_35, V1_37, V1_39, V1_40, V1_45,
};

const FIRST: Release = Release::FIRST;

/// The lines of this area, by key.
pub(super) const LINES: &[Line] = &[
    always("action-apihighlimits", "use higher limits in API queries"),
    always("action-applychangetags", "apply tags along with your changes"),
    always("action-autoconfirmed", "not be affected by IP-based rate limits"),
    always("action-autocreateaccount", "automatically create this external user account"),
    always("action-autopatrol", "have your edit marked as patrolled"),
    always("action-bigdelete", "delete pages with large histories"),
    since(
        "action-block",
        &[(FIRST, "block this user from editing"), (V1_40, "block or unblock this user from editing")],
    ),
    since(
        "action-blockemail",
        &[(FIRST, "block a user from sending email"), (V1_40, "block or unblock a user from sending email")],
    ),
    always("action-bot", "be treated as an automated process"),
    always("action-browsearchive", "search deleted pages"),
    always("action-changetags", "add and remove arbitrary tags on individual revisions and log entries"),
    always("action-createaccount", "create this user account"),
    since("action-createpage", &[(FIRST, "create pages"), (V1_28, "create this page")]),
    since("action-createtalk", &[(FIRST, "create discussion pages"), (V1_28, "create this discussion page")]),
    always("action-delete", "delete this page"),
    always("action-delete-redirect", "overwrite single revision redirects"),
    always("action-deletechangetags", "delete tags from the database"),
    since(
        "action-deletedhistory",
        &[
            (FIRST, "view this page's deleted history"),
            (V1_29, "view a page's deleted history"),
            (V1_40, "view metadata of deleted history entries"),
        ],
    ),
    since(
        "action-deletedtext",
        &[
            (FIRST, "view deleted revision text"),
            (V1_40, "view deleted text or changes between deleted revisions"),
        ],
    ),
    since(
        "action-deletelogentry",
        &[(FIRST, "delete log entries"), (V1_40, "delete or undelete specific log entries")],
    ),
    since(
        "action-deleterevision",
        &[
            (FIRST, "delete this revision"),
            (V1_29, "delete revisions"),
            (V1_40, "delete or undelete specific revisions of pages"),
        ],
    ),
    always("action-edit", "edit this page"),
    always("action-editcontentmodel", "edit the content model of a page"),
    always("action-editinterface", "edit the user interface"),
    always("action-editmyoptions", "edit your preferences"),
    always("action-editmyprivateinfo", "edit your private information"),
    always("action-editmyusercss", "edit your own user CSS files"),
    always("action-editmyuserjs", "edit your own user JavaScript files"),
    always("action-editmyuserjson", "edit your own user JSON files"),
    always("action-editmyuserjsredirect", "edit your own user JavaScript files that are redirects"),
    always("action-editmywatchlist", "edit your watchlist"),
    always("action-editprotected", "edit pages protected as \"{{int:protect-level-sysop}}\""),
    always("action-editsemiprotected", "edit pages protected as \"{{int:protect-level-autoconfirmed}}\""),
    always("action-editsitecss", "edit sitewide CSS"),
    always("action-editsitejs", "edit sitewide JavaScript"),
    always("action-editsitejson", "edit sitewide JSON"),
    always("action-editusercss", "edit other users' CSS files"),
    always("action-edituserjs", "edit other users' JavaScript files"),
    always("action-edituserjson", "edit other users' JSON files"),
    since(
        "action-hideuser",
        &[
            (FIRST, "block a username, hiding it from the public"),
            (V1_40, "block or unblock a username, hiding or unhiding it from the public"),
        ],
    ),
    always("action-history", "view the history of this page"),
    always("action-import", "import pages from another wiki"),
    always("action-importupload", "import pages from a file upload"),
    always("action-ipblock-exempt", "bypass IP blocks, auto-blocks and range blocks"),
    always("action-logentryimport", "import log entries"),
    since(
        "action-managechangetags",
        &[(FIRST, "create and delete tags from the database"), (V1_28, "create and (de)activate tags")],
    ),
    always("action-markbotedits", "mark rolled-back edits as bot edits"),
    always("action-mergehistory", "merge the history of this page"),
    always("action-minoredit", "mark this edit as minor"),
    always("action-move", "move this page"),
    always("action-move-categorypages", "move category pages"),
    always("action-move-rootuserpages", "move root user pages"),
    always("action-move-subpages", "move this page, and its subpages"),
    always("action-movefile", "move this file"),
    always(
        "action-nominornewtalk",
        "not have minor edits to discussion pages trigger the new messages prompt",
    ),
    always("action-noratelimit", "not be affected by rate limits"),
    always("action-override-export-depth", "export pages including linked pages up to a depth of 5"),
    always("action-pagelang", "change the page language"),
    always("action-patrol", "mark others' edits as patrolled"),
    always("action-patrolmarks", "view recent changes patrol marks"),
    since(
        "action-protect",
        &[
            (FIRST, "change protection levels for this page"),
            (V1_37, "change protection settings for this page"),
        ],
    ),
    always("action-purge", "purge this page"),
    always("action-read", "read this page"),
    always("action-renameuser", "rename users"),
    always("action-reupload", "overwrite this existing file"),
    always("action-reupload-own", "overwrite existing files uploaded by oneself"),
    always("action-reupload-shared", "override this file on a shared repository"),
    always("action-rollback", "quickly rollback the edits of the last user who edited a particular page"),
    always("action-sendemail", "send emails"),
    always("action-siteadmin", "lock or unlock the database"),
    always("action-suppressionlog", "view this private log"),
    always("action-suppressredirect", "not create redirects from source pages when moving pages"),
    since(
        "action-suppressrevision",
        &[
            (FIRST, "review and restore this hidden revision"),
            (V1_29, "review and restore hidden revisions"),
            (V1_39, "review and undelete hidden revisions"),
            (V1_40, "view, hide or unhide specific revisions of pages from any user"),
        ],
    ),
    always("action-unblockself", "unblock oneself"),
    since("action-undelete", &[(FIRST, "undelete this page"), (V1_29, "undelete pages")]),
    always("action-unwatchedpages", "view the list of unwatched pages"),
    always("action-upload", "upload this file"),
    always("action-upload_by_url", "upload this file from a URL"),
    always("action-userrights", "edit all user rights"),
    always("action-userrights-interwiki", "edit user rights of users on other wikis"),
    always("action-viewmyprivateinfo", "view your private information"),
    always("action-viewmywatchlist", "view your watchlist"),
    always("action-viewsuppressed", "view revisions hidden from any user"),
    always("action-writeapi", "use the write API"),
    always("actionthrottled", "Action throttled"),
    since(
        "actionthrottledtext",
        &[
            (
                FIRST,
                "As an anti-spam measure, you are limited from performing this action too many times in a short \
            space of time, and you have exceeded this limit.\nPlease try again in a few minutes.",
            ),
            (
                V1_27,
                "As an anti-abuse measure, you are limited from performing this action too many times in a \
            short space of time, and you have exceeded this limit.\nPlease try again in a few minutes.",
            ),
        ],
    ),
    always("badaccess-group0", "You are not allowed to execute the action you have requested."),
    always(
        "badaccess-groups",
        "The action you have requested is limited to users in {{PLURAL:$2|the group|one of the groups}}: \
        $1.",
    ),
    always(
        "badtitletext",
        "The requested page title was invalid, empty, or an incorrectly linked inter-language or \
        inter-wiki title.\nIt may contain one or more characters that cannot be used in titles.",
    ),
    always("cant-move-category-page", "You do not have permission to move category pages."),
    always("cant-move-subpages", "You do not have permission to move subpages."),
    always("cant-move-to-category-page", "You do not have permission to move a page to a category page."),
    always(
        "cant-move-to-user-page",
        "You do not have permission to move a page to a user page (except to a user subpage).",
    ),
    always("cant-move-user-page", "You do not have permission to move user pages (apart from subpages)."),
    since(
        "cascadeprotected",
        &[
            (
                FIRST,
                "This page has been protected from editing because it is included in the following \
            {{PLURAL:$1|page, which is|pages, which are}} protected with the \"cascading\" option turned \
            on:\n$2",
            ),
            (
                V1_26,
                "This page has been protected from editing because it is transcluded in the following \
            {{PLURAL:$1|page, which is|pages, which are}} protected with the \"cascading\" option turned \
            on:\n$2",
            ),
        ],
    ),
    always(
        "confirmedittext",
        "You must confirm your email address before editing pages.\nPlease set and validate your email \
        address through your [[Special:Preferences|user preferences]].",
    ),
    always(
        "customcssprotected",
        "You do not have permission to edit this CSS page because it contains another user's personal \
        settings.",
    ),
    always(
        "customjsonprotected",
        "You do not have permission to edit this JSON page because it contains another user's personal \
        settings.",
    ),
    always(
        "customjsprotected",
        "You do not have permission to edit this JavaScript page because it contains another user's \
        personal settings.",
    ),
    always(
        "delete-toobig",
        "This page has a large edit history, over $1 {{PLURAL:$1|revision|revisions}}.\nDeletion of such \
        pages has been restricted to prevent accidental disruption of {{SITENAME}}.",
    ),
    always("deleteprotected", "You cannot delete this page because it has been protected."),
    always("exception-nologin", "Not logged in"),
    since(
        "exception-nologin-text",
        &[
            (FIRST, "This page or action requires you to be logged in on this wiki."),
            (V1_21, "Please [[Special:Userlogin|log in]] to be able to access this page or action."),
            (V1_24, "Please log in to be able to access this page or action."),
        ],
    ),
    always("mailnologin", "No send address"),
    always(
        "markedaspatrollederror-noautopatrol",
        "You are not allowed to mark your own changes as patrolled.",
    ),
    always("markedaspatrollederrortext", "You need to specify a revision to mark as patrolled."),
    always(
        "movenologintext",
        "You must be a registered user and [[Special:UserLogin|logged in]] to move a page.",
    ),
    always("movenotallowed", "You do not have permission to move pages."),
    always("movenotallowedfile", "You do not have permission to move files."),
    always("mycustomcssprotected", "You do not have permission to edit this CSS page."),
    always("mycustomjsonprotected", "You do not have permission to edit this JSON page."),
    always("mycustomjsprotected", "You do not have permission to edit this JavaScript page."),
    always(
        "mycustomjsredirectprotected",
        "You do not have permission to edit this JavaScript page because it is a redirect and it does \
        not point inside your userspace.",
    ),
    since(
        "namespaceprotected",
        &[
            (FIRST, "You do not have permission to edit pages in the '''$1''' namespace."),
            (V1_23, "You do not have permission to edit pages in the <strong>$1</strong> namespace."),
        ],
    ),
    always("nocreate-loggedin", "You do not have permission to create new pages."),
    always(
        "nocreatetext",
        "{{SITENAME}} has restricted the ability to create new pages.\nYou can go back and edit an \
        existing page, or [[Special:UserLogin|log in or create an account]].",
    ),
    always("notloggedin", "Not logged in"),
    always("ns-specialprotected", "Special pages cannot be edited."),
    since(
        "protect-cantedit",
        &[
            (
                FIRST,
                "You cannot change the protection levels of this page because you do not have permission to \
            edit it.",
            ),
            (
                V1_37,
                "You cannot change the protection settings of this page because you do not have permission to \
            edit it.",
            ),
        ],
    ),
    since(
        "protectedinterface",
        &[
            (
                FIRST,
                "This page provides interface text for the software on this wiki, and is protected to prevent \
            abuse.\nTo add or change translations for all wikis, please use [//translatewiki.net/ \
            translatewiki.net], the MediaWiki localisation project.",
            ),
            (
                V1_28,
                "This page provides interface text for the software on this wiki, and is protected to prevent \
            abuse.\nTo add or change translations for all wikis, please use [https://translatewiki.net/ \
            translatewiki.net], the MediaWiki localisation project.",
            ),
        ],
    ),
    always("protectedpagetext", "This page has been protected to prevent editing or other actions."),
    always("rcpatroldisabled", "Recent changes patrol disabled"),
    always("readonly", "Database locked"),
    since(
        "readonly_lag",
        &[
            (
                FIRST,
                "The database has been automatically locked while the slave database servers catch up to the \
            master",
            ),
            (
                V1_35,
                "The database has been automatically locked while the replica database servers catch up to the \
            master",
            ),
            (
                V1_37,
                "The database has been automatically locked while the replica database servers catch up to the \
            primary",
            ),
        ],
    ),
    since(
        "readonlytext",
        &[
            (
                FIRST,
                "The database is currently locked to new entries and other modifications, probably for routine \
            database maintenance, after which it will be back to normal.\n\nThe administrator who locked it \
            offered this explanation: $1",
            ),
            (
                V1_27,
                "The database is currently locked to new entries and other modifications, probably for routine \
            database maintenance, after which it will be back to normal.\n\nThe system administrator who \
            locked it offered this explanation: $1",
            ),
        ],
    ),
    since(
        "sessionfailure",
        &[
            (
                FIRST,
                "There seems to be a problem with your login session;\nthis action has been canceled as a \
            precaution against session hijacking.\nGo back to the previous page, reload that page and then \
            try again.",
            ),
            (
                V1_31,
                "There seems to be a problem with your login session;\nthis action has been canceled as a \
            precaution against session hijacking.\nPlease resubmit the form.",
            ),
        ],
    ),
    always(
        "sitecssprotected",
        "You do not have permission to edit this CSS page because it may affect all visitors.",
    ),
    always(
        "sitejsonprotected",
        "You do not have permission to edit this JSON page because it may affect all visitors.",
    ),
    always(
        "sitejsprotected",
        "You do not have permission to edit this JavaScript page because it may affect all visitors.",
    ),
    always(
        "siterawhtmlprotected",
        "You do not have permission to edit this page because it contains raw HTML which can be modified \
        to affect all visitors.",
    ),
    since(
        "titleprotected",
        &[
            (
                FIRST,
                "This title has been protected from creation by [[User:$1|$1]].\nThe reason given is \
                \"''$2''\".",
            ),
            (
                V1_23,
                "This title has been protected from creation by [[User:$1|$1]].\nThe reason given is \
                \"<em>$2</em>\".",
            ),
            (
                V1_27,
                "This title has been protected from creation by [[User:$1|$1]].\nThe reason given is \
                <em>$2</em>.",
            ),
            (
                V1_45,
                "This title has been protected from creation by [[User:$1|$1]].\nThe reason given is: \
                <em>$2</em>",
            ),
        ],
    ),
    always(
        "undelete-cantcreate",
        "You cannot undelete this page as there is no existing page with this name and you are not \
        allowed to create this page.",
    ),
    always("undelete-cantedit", "You cannot undelete this page as you are not allowed to edit this page."),
    always("userrights-no-interwiki", "You do not have permission to edit user rights on other wikis."),
    always("userrights-nodatabase", "Database $1 does not exist or is not local."),
    since(
        "watchlistanontext",
        &[
            (FIRST, "Please $1 to view or edit items on your watchlist."),
            (V1_24, "Please log in to view or edit items on your watchlist."),
        ],
    ),
    always("watchlistnotwatchable", "Page is not watchable."),
];
