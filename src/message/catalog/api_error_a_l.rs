//! What the API refuses, first half (`apierror-a…` to `apierror-l…`).

use super::{Line, always, since};
use crate::release::{Release, V1_35, V1_37, V1_39, V1_42};

const FIRST: Release = Release::FIRST;

/// The lines of this area, by key.
pub(super) const LINES: &[Line] = &[
    always(
        "apierror-allimages-redirect",
        "Use <kbd>gaifilterredir=nonredirects</kbd> instead of <var>redirects</var> when using \
        <kbd>allimages</kbd> as a generator.",
    ),
    always(
        "apierror-allpages-generator-redirects",
        "Use <kbd>gapfilterredir=nonredirects</kbd> instead of <var>redirects</var> when using \
        <kbd>allpages</kbd> as a generator.",
    ),
    always("apierror-alreadyregistered", "You already have a user account."),
    always("apierror-appendnotsupported", "Can't append to pages using content model $1."),
    since(
        "apierror-articleexists",
        &[
            (FIRST, "The article you tried to create has been created already."),
            (V1_42, "The page you tried to create has been created already."),
        ],
    ),
    always(
        "apierror-assertanonfailed",
        "You are no longer logged out, so the action could not be completed.",
    ),
    since(
        "apierror-assertbotfailed",
        &[
            (FIRST, "Assertion that the user has the <code>bot</code> right failed."),
            (V1_35, "You do not have the <code>bot</code> right, so the action could not be completed."),
        ],
    ),
    since(
        "apierror-assertnameduserfailed",
        &[
            (FIRST, "Assertion that the user is \"$1\" failed."),
            (V1_35, "You are no longer logged in as \"$1\", so the action could not be completed."),
        ],
    ),
    since(
        "apierror-assertuserfailed",
        &[
            (FIRST, "Assertion that the user is logged in failed."),
            (V1_35, "You are no longer logged in, so the action could not be completed."),
        ],
    ),
    always(
        "apierror-autoblocked",
        "Your IP address has been blocked automatically, because it was used by a blocked user.",
    ),
    always(
        "apierror-bad-badfilecontexttitle",
        "Invalid title in <var>$1badfilecontexttitle</var> parameter.",
    ),
    always(
        "apierror-bad-watchlist-token",
        "Incorrect watchlist token provided. Please set a correct token in [[Special:Preferences]].",
    ),
    always(
        "apierror-badconfig-resulttoosmall",
        "The value of <code>$wgAPIMaxResultSize</code> on this wiki is too small to hold basic result \
        information.",
    ),
    always(
        "apierror-badcontinue",
        "Invalid continue param. You should pass the original value returned by the previous query.",
    ),
    always(
        "apierror-baddiff",
        "The diff cannot be retrieved. One or both revisions do not exist or you do not have permission \
        to view them.",
    ),
    always(
        "apierror-baddiffto",
        "<var>$1diffto</var> must be set to a non-negative number, <kbd>prev</kbd>, <kbd>next</kbd> or \
        <kbd>cur</kbd>.",
    ),
    always("apierror-badformat", "The requested format $1 is not supported for content model $2 used by $3."),
    always("apierror-badformat-generic", "The requested format $1 is not supported for content model $2."),
    always("apierror-badgenerator-notgenerator", "Module <kbd>$1</kbd> cannot be used as a generator."),
    always("apierror-badgenerator-unknown", "Unknown <kbd>generator=$1</kbd>."),
    always("apierror-badip", "IP parameter is not valid."),
    always("apierror-badmd5", "The supplied MD5 hash was incorrect."),
    always("apierror-badmodule-badsubmodule", "The module <kbd>$1</kbd> does not have a submodule \"$2\"."),
    always("apierror-badmodule-nosubmodules", "The module <kbd>$1</kbd> has no submodules."),
    always("apierror-badparameter", "Invalid value for parameter <var>$1</var>."),
    always("apierror-badquery", "Invalid query."),
    always("apierror-badtimestamp", "Invalid value \"$2\" for timestamp parameter <var>$1</var>."),
    always("apierror-badtoken", "Invalid CSRF token."),
    always(
        "apierror-badupload",
        "File upload parameter <var>$1</var> is not a file upload; be sure to use \
        <code>multipart/form-data</code> for your POST and include a filename in the \
        <code>Content-Disposition</code> header.",
    ),
    always("apierror-badurl", "Invalid value \"$2\" for URL parameter <var>$1</var>."),
    always("apierror-baduser", "Invalid value \"$2\" for user parameter <var>$1</var>."),
    always(
        "apierror-badvalue-notmultivalue",
        "U+001F multi-value separation may only be used for multi-valued parameters.",
    ),
    always("apierror-blocked", "You have been blocked from editing."),
    always("apierror-blocked-partial", "You have been blocked from editing this page."),
    always("apierror-blockedfrommail", "You have been blocked from sending email."),
    always("apierror-botsnotsupported", "This interface is not supported for bots."),
    always(
        "apierror-cannot-async-upload-file",
        "The parameters <var>async</var> and <var>file</var> cannot be combined. If you want \
        asynchronous processing of your uploaded file, first upload it to stash (using the \
        <var>stash</var> parameter) and then publish the stashed file asynchronously (using \
        <var>filekey</var> and <var>async</var>).",
    ),
    always(
        "apierror-cannotreauthenticate",
        "This action is not available as your identity cannot be verified.",
    ),
    always("apierror-cannotviewtitle", "You are not allowed to view $1."),
    always("apierror-cantblock", "You don't have permission to block users."),
    always(
        "apierror-cantblock-email",
        "You don't have permission to block users from sending email through the wiki.",
    ),
    always(
        "apierror-cantchangecontentmodel",
        "You don't have permission to change the content model of a page.",
    ),
    since(
        "apierror-canthide",
        &[
            (FIRST, "You don't have permission to hide user names from the block log."),
            (V1_39, "You don't have permission to hide usernames from the block log."),
        ],
    ),
    always("apierror-cantimport", "You don't have permission to import pages."),
    always("apierror-cantimport-upload", "You don't have permission to import uploaded pages."),
    always(
        "apierror-cantoverwrite-sharedfile",
        "The target file exists on a shared repository and you do not have permission to override it.",
    ),
    always(
        "apierror-cantsend",
        "You are not logged in, you do not have a confirmed email address, or you are not allowed to \
        send email to other users, so you cannot send email.",
    ),
    always(
        "apierror-cantundelete",
        "Couldn't undelete: the requested revisions may not exist, or may have been undeleted already.",
    ),
    always("apierror-cantview-deleted-comment", "You don't have permission to view deleted comments."),
    always(
        "apierror-cantview-deleted-description",
        "You don't have permission to view descriptions of deleted files.",
    ),
    always(
        "apierror-cantview-deleted-metadata",
        "You don't have permission to view metadata of deleted files.",
    ),
    always(
        "apierror-cantview-deleted-revision-content",
        "You don't have permission to view content of deleted revisions.",
    ),
    always("apierror-changeauth-norequest", "Failed to create change request."),
    since(
        "apierror-changecontentmodel-cannot-convert",
        &[
            (FIRST, "Could not convert $1 to content model <code>$2</code>"),
            (V1_42, "Could not convert $1 to $2 content model"),
        ],
    ),
    since(
        "apierror-changecontentmodel-cannotbeused",
        &[
            (FIRST, "Content model <code>$1</code> cannot be used on $2"),
            (V1_42, "$1 content model cannot be used on $2"),
        ],
    ),
    always(
        "apierror-changecontentmodel-missingtitle",
        "The page you specified doesn't exist. To create a new page with a custom content model, use the \
        <kbd>action=edit</kbd> module.",
    ),
    since(
        "apierror-changecontentmodel-nodirectediting",
        &[
            (FIRST, "Content model <code>$1</code> does not support direct editing"),
            (V1_42, "$1 content model does not support direct editing"),
        ],
    ),
    always(
        "apierror-chunk-too-small",
        "Minimum chunk size is $1 {{PLURAL:$1|byte|bytes}} for non-final chunks.",
    ),
    always("apierror-cidrtoobroad", "$1 CIDR ranges broader than /$2 are not accepted."),
    always(
        "apierror-compare-maintextrequired",
        "Parameter <var>$1text-main</var> is required when <var>$1slots</var> contains <kbd>main</kbd> \
        (cannot delete the main slot).",
    ),
    always(
        "apierror-compare-no-title",
        "Cannot pre-save transform without a title. Try specifying <var>fromtitle</var> or \
        <var>totitle</var>.",
    ),
    always(
        "apierror-compare-nofromrevision",
        "No 'from' revision. Specify <var>fromrev</var>, <var>fromtitle</var>, or <var>fromid</var>.",
    ),
    always("apierror-compare-nosuchfromsection", "There is no section $1 in the 'from' content."),
    always("apierror-compare-nosuchtosection", "There is no section $1 in the 'to' content."),
    always("apierror-compare-notext", "Parameter <var>$1</var> cannot be used without <var>$2</var>."),
    always(
        "apierror-compare-notorevision",
        "No 'to' revision. Specify <var>torev</var>, <var>totitle</var>, or <var>toid</var>.",
    ),
    always(
        "apierror-compare-relative-to-deleted",
        "Cannot use <kbd>torelative=$1</kbd> relative to a deleted revision.",
    ),
    always(
        "apierror-compare-relative-to-nothing",
        "No 'from' revision for <var>torelative</var> to be relative to.",
    ),
    always(
        "apierror-concurrency-limit",
        "A concurrency limit has been exceeded. Please wait for each request to return before submitting \
        the next.",
    ),
    always(
        "apierror-contentmodel-mismatch",
        "The content you supplied has <kbd>$1</kbd> content model, which differs from the current \
        content model of the page <kbd>$2</kbd>.",
    ),
    always("apierror-contentserializationexception", "Content serialization failed: $1"),
    since(
        "apierror-contenttoobig",
        &[
            (
                FIRST,
                "The content you supplied exceeds the article size limit of $1 \
            {{PLURAL:$1|kilobyte|kilobytes}}.",
            ),
            (
                V1_37,
                "The content you supplied exceeds the article size limit of $1 \
            {{PLURAL:$1|kibibyte|kibibytes}}.",
            ),
            (
                V1_42,
                "The content you supplied exceeds the page size limit of $1 {{PLURAL:$1|kibibyte|kibibytes}}.",
            ),
        ],
    ),
    always("apierror-copyuploadbaddomain", "Uploads by URL are not allowed from this domain."),
    always("apierror-copyuploadbadurl", "Upload not allowed from this URL."),
    always("apierror-create-titleexists", "Existing titles can't be protected with <kbd>create</kbd>."),
    always("apierror-csp-report", "Error processing CSP report: $1."),
    always(
        "apierror-deletedrevs-param-not-1-2",
        "The <var>$1</var> parameter cannot be used in modes 1 or 2.",
    ),
    always("apierror-deletedrevs-param-not-3", "The <var>$1</var> parameter cannot be used in mode 3."),
    always(
        "apierror-edit-invalidredirect",
        "Cannot edit <kbd>$1</kbd> while following redirects, as target <kbd>$2</kbd> is not valid.",
    ),
    always("apierror-emptynewsection", "Creating empty new sections is not possible."),
    always("apierror-emptypage", "Creating new, empty pages is not allowed."),
    always("apierror-exceptioncaught", "[$1] Exception caught: $2"),
    always("apierror-exceptioncaughttype", "[$1] Caught exception of type $2"),
    always("apierror-filedoesnotexist", "File does not exist."),
    always(
        "apierror-fileexists-sharedrepo-perm",
        "The target file exists on a shared repository. Use the <var>ignorewarnings</var> parameter to \
        override it.",
    ),
    always("apierror-filenopath", "Cannot get local file path."),
    always("apierror-filetypecannotberotated", "File type cannot be rotated."),
    always(
        "apierror-formatphp",
        "This response cannot be represented using <kbd>format=php</kbd>. See \
        https://phabricator.wikimedia.org/T68776.",
    ),
    always("apierror-http-contenttoolarge", "HTTP Request Content too large. Maximum length: $1."),
    always("apierror-imageusage-badtitle", "The title for <kbd>$1</kbd> must be a file."),
    always("apierror-import-unknownerror", "Unknown error on import: $1."),
    always(
        "apierror-info-singlepagerevision",
        "Multiple pages or revisions were supplied, but <var>$1prop=preloadcontent</var> and \
        <var>$1prop=editintro</var> may only be used with a single page and revision.",
    ),
    always(
        "apierror-integeroutofrange-abovebotmax",
        "<var>$1</var> may not be over $2 (set to $3) for bots or sysops.",
    ),
    always("apierror-integeroutofrange-abovemax", "<var>$1</var> may not be over $2 (set to $3) for users."),
    always("apierror-integeroutofrange-belowminimum", "<var>$1</var> may not be less than $2 (set to $3)."),
    always("apierror-invalid-chunk", "Offset plus current chunk is greater than claimed file size."),
    always("apierror-invalid-file-key", "Not a valid file key."),
    always("apierror-invalidcategory", "The category name you entered is not valid."),
    always("apierror-invalidexpiry", "Invalid expiry time \"$1\"."),
    always("apierror-invalidiprange", "Invalid CIDR range \"$1\"."),
    always("apierror-invalidlang", "Invalid language code for parameter <var>$1</var>."),
    always("apierror-invalidmethod", "Invalid HTTP method. Consider using GET or POST."),
    always("apierror-invalidoldimage", "The <var>oldimage</var> parameter has an invalid format."),
    always("apierror-invalidparammix", "The {{PLURAL:$2|parameters}} $1 can not be used together."),
    always(
        "apierror-invalidparammix-cannotusewith",
        "The <kbd>$1</kbd> parameter cannot be used with <kbd>$2</kbd>.",
    ),
    always(
        "apierror-invalidparammix-mustusewith",
        "The <kbd>$1</kbd> parameter may only be used with <kbd>$2</kbd>.",
    ),
    always(
        "apierror-invalidparammix-parse-new-section",
        "<kbd>section=new</kbd> cannot be combined with the <var>oldid</var>, <var>pageid</var> or \
        <var>page</var> parameters. Please use <var>title</var> and <var>text</var>.",
    ),
    always(
        "apierror-invalidsection",
        "The <var>section</var> parameter must be a valid section ID or <kbd>new</kbd>.",
    ),
    always("apierror-invalidsha1base36hash", "The SHA1Base36 hash provided is not valid."),
    always("apierror-invalidsha1hash", "The SHA1 hash provided is not valid."),
    always("apierror-invalidtitle", "Bad title \"$1\"."),
    always("apierror-invalidurlparam", "Invalid value for <var>$1urlparam</var> (<kbd>$2=$3</kbd>)."),
    always("apierror-invaliduser", "Invalid username \"$1\"."),
    always("apierror-invaliduserid", "User ID <var>$1</var> is not valid."),
    always(
        "apierror-ipoutofrange",
        "The requested CIDR range \"$1\" cannot be broader than the CIDR limit of /$2.",
    ),
];
