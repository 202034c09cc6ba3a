//! What actions refused, messages of the web interface among it.

use super::{Line, by_wiki, so, unknown};
use crate::release::{Release, V1_21, V1_25, V1_27, V1_28};

/// The modules whose refusals were told in the words of the web interface (`dieStatus`), and since when.
pub(super) const BY_WIKI: &[(&str, Release)] =
    &[("managetags", V1_25), ("mergehistory", V1_27), ("move", V1_25)];

/// The lines of this area, by key.
pub(super) const LINES: &[Line] = &[
    so("actionthrottledtext", "You've exceeded your rate limit. Please wait some time and try again"),
    so("alreadyrolled", "The page you tried to rollback was already rolled back"),
    so("apierror-articleexists", "The article you tried to create has been created already"),
    so("apierror-changeauth-norequest", "Failed to create change request").coded("badrequest"),
    so("apierror-create-titleexists", "Existing titles can't be protected with 'create'"),
    so("apierror-filedoesnotexist", "File does not exist"),
    so("apierror-import-unknownerror", "Unknown error on import: \"$1\""),
    so("apierror-invalidoldimage", "The oldimage parameter has invalid format"),
    so("apierror-missingtitle", "The article you tried to edit doesn't exist").of("edit"),
    so("apierror-missingtitle", "The page you specified doesn't exist").of("parse"),
    so("apierror-missingtitle", "The page you requested doesn't exist"),
    so("apierror-missingtitle-createonly", "Missing titles can only be protected with 'create'"),
    so("apierror-mustbeloggedin", "You must be logged in to upload.").of("upload"),
    so("apierror-mustbeloggedin", "Anonymous users cannot change preferences").of("options"),
    so("apierror-mustbeloggedin-changeauth", "Must be logged in to change authentication data"),
    so("apierror-mustbeloggedin-linkaccounts", "Must be logged in to link accounts"),
    so("apierror-mustbeloggedin-removeauth", "Must be logged in to remove authentication data"),
    so("apierror-nosuchlogid", "There is no log entry with ID \"$1\""),
    so("apierror-nosuchrcid", "There is no change with rcid \"$1\""),
    so("apierror-nosuchuserid", "The user parameter must be set").of("block").coded("nouser"),
    so("apierror-notpatrollable", "The revision $1 can't be patrolled as it's too old"),
    so("apierror-opensearch-json-warnings", "Warnings cannot be represented in OpenSearch JSON format")
        .coded("warnings"),
    so("apierror-pagelang-disabled", "Changing the language of a page is not allowed on this wiki"),
    so("apierror-paramempty", "At least one value is required for 'ids'")
        .of("revisiondelete")
        .coded("badparams"),
    so("apierror-permissiondenied", "You don't have permission to block users")
        .of("block")
        .coded("cantblock"),
    so("apierror-permissiondenied", "You don't have permission to edit your options").of("options"),
    so("apierror-permissiondenied", "You don't have permission to edit your watchlist")
        .of("setnotificationtimestamp"),
    so(
        "apierror-permissiondenied",
        "You don't have permission to add or remove change tags from individual edits",
    )
    .of("tag"),
    so("apierror-permissiondenied", "You don't have permission to edit your watchlist").of("watch"),
    so("apierror-permissiondenied", "You don't have permission to view deleted revision information")
        .of("query+alldeletedrevisions"),
    so("apierror-permissiondenied", "You don't have permission to view deleted revision information")
        .of("query+deletedrevisions"),
    so("apierror-permissiondenied", "You don't have permission to view deleted revision information")
        .of("query+deletedrevs"),
    so("apierror-permissiondenied", "You don't have permission to view deleted file information")
        .of("query+filearchive"),
    so("apierror-permissiondenied", "Permission denied").of("revisiondelete"),
    so("apierror-permissiondenied", "You don't have permission to $1"),
    so("apierror-ratelimited", "You've exceeded your rate limit. Please wait some time and try again"),
    so(
        "apierror-reauthenticate",
        "You have not authenticated recently in this session, please reauthenticate.",
    ),
    so("apierror-revdel-mutuallyexclusive", "Mutually exclusive values for 'hide' and 'show'"),
    so("apierror-revdel-paramneeded", "At least one value is required for 'hide' or 'show'"),
    so("apierror-toofewexpiries", "$1 expiry timestamps were provided where $2 were needed"),
    so(
        "apiwarn-deprecation-login-botpw",
        "Main-account login via action=login is deprecated and may stop working without warning. To \
        continue login with action=login, see [[Special:BotPasswords]]. To safely continue using \
        main-account login, see action=clientlogin.",
    ),
    so(
        "apiwarn-deprecation-login-nobotpw",
        "Main-account login via action=login is deprecated and may stop working without warning. To safely \
        log in, see action=clientlogin.",
    ),
    so(
        "apiwarn-deprecation-login-token",
        "Fetching a token via action=login is deprecated. Use action=query&meta=tokens&type=login instead.",
    ),
    so(
        "apiwarn-moduleswithoutvars",
        "Property 'modules' was set but not 'jsconfigvars' or 'encodedjsconfigvars'. Configuration \
        variables are necessary for proper module usage.",
    ),
    so("apiwarn-validationfailed", "Validation error for '$1': $2"),
    so("apiwarn-validationfailed-badchars", "invalid key (only a-z, A-Z, 0-9, _, - allowed)"),
    so("apiwarn-validationfailed-badpref", "not a valid preference"),
    so("apiwarn-validationfailed-cannotset", "cannot be set by this module"),
    so("apiwarn-validationfailed-keytoolong", "key too long (no more than $1 bytes allowed)"),
    so("articleexists", "The destination article already exists and is not a redirect to the source article"),
    so(
        "autoblockedtext",
        "Your IP address has been blocked automatically, because it was used by a blocked user",
    )
    .bare(),
    so("badaccess-group0", "Permission denied"),
    so("badaccess-groups", "Permission denied"),
    so("badipaddress", "Invalid IP address specified"),
    so("blockedtext", "You have been blocked from editing").bare(),
    by_wiki("cannotdelete").of("delete"),
    so("cannotdelete", "Couldn't delete \"$1\". Maybe it was deleted already by someone else"),
    unknown("cant-move-subpages"),
    unknown("cant-see-hidden-user"),
    so("cantmove-titleprotected", "The destination article has been protected from creation"),
    so("cantrollback", "The page you tried to rollback only has one author")
        .since(V1_28)
        .coded("cantrollback"),
    so("cantrollback", "The page you tried to rollback only has one author"),
    so(
        "cascadeprotected",
        "The page you're trying to edit is protected because it's included in a cascade-protected page",
    ),
    so(
        "copyuploaddisabled",
        "Uploads by URL is not enabled. Make sure $wgAllowCopyUploads is set to true in LocalSettings.php.",
    )
    .since(V1_21),
    so(
        "copyuploaddisabled",
        "Uploads by URL is not enabled.  Make sure $wgAllowCopyUploads is set to true in LocalSettings.php.",
    ),
    so("customcssprotected", "You're not allowed to edit custom CSS pages"),
    so("customjsprotected", "You're not allowed to edit custom JavaScript pages"),
    so("delete-toobig", "You can't delete this page because it has more than $1 revisions"),
    so("deleteprotected", "You can't delete this page because it has been protected"),
    so("empty-file", "The file you submitted was empty"),
    so("file-too-large", "The file you submitted was too large"),
    so("fileexists-forbidden", "A file with name \"$1\" already exists, and cannot be overwritten."),
    so(
        "fileexists-shared-forbidden",
        "A file with name \"$1\" already exists in the shared file repository, and cannot be overwritten.",
    ),
    so("filename-toolong", "The filename is too long"),
    so("filename-tooshort", "The filename is too short"),
    so(
        "filerevert-badversion",
        "There is no previous local version of this file with the provided timestamp.",
    ),
    so("filetype-missing", "The file is missing an extension"),
    so("illegal-filename", "The filename is not allowed"),
    so("imagenocrossnamespace", "Can't move a file to a non-file namespace"),
    so("imagetypemismatch", "The new file extension doesn't match its type"),
    unknown("immobile-source-namespace"),
    unknown("immobile-target-namespace"),
    so("ip_range_invalid", "Invalid IP range"),
    unknown("ip_range_toolarge"),
    unknown("ipb-prevent-user-talk-edit"),
    so("ipb_already_blocked", "The user you tried to block was already blocked"),
    so(
        "ipb_blocked_as_range",
        "IP address \"$1\" was blocked as part of range \"$2\". You can't unblock the IP individually, but \
        you can unblock the range as a whole.",
    ),
    so("ipb_cant_unblock", "The block you specified was not found. It may have been unblocked already"),
    so("ipb_expiry_invalid", "Invalid expiry time"),
    unknown("ipb_expiry_old"),
    unknown("ipb_expiry_temp"),
    so("ipbblocked", "You cannot block or unblock users while you are yourself blocked"),
    so("ipbnounblockself", "You are not allowed to unblock yourself"),
    so("markedaspatrollederror-noautopatrol", "You don't have permission to patrol your own changes"),
    so("movenologintext", "Anonymous users can't move pages"),
    so("movenotallowed", "You don't have permission to move pages"),
    so("movenotallowedfile", "You don't have permission to move files"),
    unknown("movepage-max-pages"),
    unknown("mycustomcssprotected"),
    unknown("mycustomjsprotected"),
    unknown("namespace-nosubpages"),
    so("nocreate-loggedin", "You don't have permission to create new pages"),
    so("nocreatetext", "Anonymous users can't create new pages"),
    so(
        "noemail",
        "The user has not specified a valid email address, or has chosen not to receive email from other \
        users",
    )
    .since(V1_21),
    so(
        "noemail",
        "The user has not specified a valid e-mail address, or has chosen not to receive e-mail from other \
        users",
    ),
    by_wiki("noname").of("userrights"),
    so("noname", "Invalid username \"$1\""),
    so("nosuchusershort", "Specified user does not exist").where_coded("bad_wlowner"),
    so("nosuchusershort", "User \"$1\" doesn't exist").of("block"),
    by_wiki("nosuchusershort").of("userrights"),
    so("nosuchusershort", "The user you specified doesn't exist"),
    so("notloggedin", "Anonymous users cannot change preferences").of("options"),
    so("ns-specialprotected", "Pages in the Special namespace can't be edited"),
    so("permdenied-undelete", "You don't have permission to restore deleted revisions")
        .coded("permissiondenied"),
    so("protect-cantedit", "You can't protect this page because you can't edit it"),
    so("protectedinterface", "You're not allowed to edit interface messages"),
    so("protectedpagetext", "The \"$1\" right is required to edit this page"),
    so("range_block_disabled", "Blocking IP ranges has been disabled"),
    so("rcpatroldisabled", "Patrolling is disabled on this wiki"),
    so("readonlytext", "The wiki is currently in read-only mode"),
    so("selfmove", "Can't move a page to itself"),
    so("tags-delete-no-permission", "You don't have permission to delete change tags").of("managetags"),
    so("tags-manage-no-permission", "You don't have permission to manage change tags").of("managetags"),
    so("titleprotected", "This title has been protected from creation"),
    unknown("unblock-hideuser"),
    unknown("undelete-cantcreate"),
    unknown("undelete-cantedit"),
    so(
        "uploaddisabled",
        "Uploads are not enabled. Make sure $wgEnableUploads is set to true in LocalSettings.php and the \
        PHP ini setting file_uploads is true",
    ),
    by_wiki("userrights-no-interwiki").of("userrights"),
    so("userrights-no-interwiki", "You don't have permission to change user rights on other wikis"),
    by_wiki("userrights-nodatabase").of("userrights"),
    so("userrights-nodatabase", "Database \"$1\" does not exist or is not local"),
    so("watchlistanontext", "You must be logged-in to have a watchlist"),
];
