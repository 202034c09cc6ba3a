//! What the API refuses, second half (`apierror-m…` to `apierror-z…`).

use super::{Line, always, since};
use crate::release::{Release, V1_32, V1_33, V1_36};

const FIRST: Release = Release::FIRST;

/// The lines of this area, by key.
pub(super) const LINES: &[Line] = &[
    always("apierror-maxbytes", "Parameter <var>$1</var> cannot be longer than $2 {{PLURAL:$2|byte|bytes}}"),
    always(
        "apierror-maxchars",
        "Parameter <var>$1</var> cannot be longer than $2 {{PLURAL:$2|character|characters}}",
    ),
    always("apierror-maxlag", "Waiting for $2: $1 {{PLURAL:$1|second|seconds}} lagged."),
    always(
        "apierror-maxlag-generic",
        "Waiting for a database server: $1 {{PLURAL:$1|second|seconds}} lagged.",
    ),
    always("apierror-mimesearchdisabled", "MIME search is disabled in Miser Mode."),
    always("apierror-missingcontent-pageid", "Missing content for page ID $1."),
    always("apierror-missingcontent-revid", "Missing content for revision ID $1."),
    always("apierror-missingcontent-revid-role", "Missing content for revision ID $1 for role $2."),
    always("apierror-missingparam", "The <var>$1</var> parameter must be set."),
    always(
        "apierror-missingparam-at-least-one-of",
        "{{PLURAL:$2|The parameter|At least one of the parameters}} $1 is required.",
    ),
    always(
        "apierror-missingparam-one-of",
        "{{PLURAL:$2|The parameter|One of the parameters}} $1 is required.",
    ),
    always("apierror-missingrev-pageid", "No current revision of page ID $1."),
    always("apierror-missingrev-title", "No current revision of title $1."),
    always("apierror-missingtitle", "The page you specified doesn't exist."),
    always("apierror-missingtitle-byname", "The page $1 doesn't exist."),
    always(
        "apierror-missingtitle-createonly",
        "Missing titles can only be protected with <kbd>create</kbd>.",
    ),
    always("apierror-moduledisabled", "The <kbd>$1</kbd> module has been disabled."),
    always(
        "apierror-multival-only-one-of",
        "{{PLURAL:$3|Only|Only one of}} $2 is allowed for parameter <var>$1</var>.",
    ),
    always("apierror-multpages", "<var>$1</var> may only be used with a single page."),
    always("apierror-mustbeloggedin", "You must be logged in to $1."),
    always("apierror-mustbeloggedin-changeauth", "You must be logged in to change authentication data."),
    always("apierror-mustbeloggedin-generic", "You must be logged in."),
    always("apierror-mustbeloggedin-linkaccounts", "You must be logged in to link accounts."),
    always("apierror-mustbeloggedin-removeauth", "You must be logged in to remove authentication data."),
    always("apierror-mustbeloggedin-uploadstash", "The upload stash is only available to logged-in users."),
    always("apierror-mustbeposted", "The <kbd>$1</kbd> module requires a POST request."),
    always(
        "apierror-mustpostparams",
        "The following {{PLURAL:$2|parameter was|parameters were}} found in the query string, but must \
        be in the POST body: $1.",
    ),
    always(
        "apierror-no-direct-editing",
        "Direct editing via API is not supported for content model $1 used by $2.",
    ),
    since(
        "apierror-noapiwrite",
        &[
            (
                FIRST,
                "Editing of this wiki through the API is disabled. Make sure the \
            <code>$wgEnableWriteAPI=true;</code> statement is included in the wiki's \
            <code>LocalSettings.php</code> file.",
            ),
            (V1_36, "Editing of this wiki through the API is disabled."),
        ],
    ),
    always("apierror-nochanges", "No changes were requested."),
    always("apierror-nodeleteablefile", "No such old version of the file."),
    always("apierror-noedit", "You don't have permission to edit pages."),
    always("apierror-noedit-anon", "Anonymous users can't edit pages."),
    always("apierror-noimageredirect", "You don't have permission to create image redirects."),
    always("apierror-noimageredirect-anon", "Anonymous users can't create image redirects."),
    always("apierror-nosuchblockid", "There is no block with ID $1."),
    always("apierror-nosuchlogid", "There is no log entry with ID $1."),
    always("apierror-nosuchpageid", "There is no page with ID $1."),
    always("apierror-nosuchrcid", "There is no recent change with ID $1."),
    always("apierror-nosuchrevid", "There is no revision with ID $1."),
    always("apierror-nosuchsection", "There is no section $1."),
    always("apierror-nosuchsection-what", "There is no section $1 in $2."),
    always("apierror-nosuchuserid", "There is no user with ID $1."),
    always("apierror-notarget", "You have not specified a valid target for this action."),
    always("apierror-notpatrollable", "The revision r$1 can't be patrolled as it's too old."),
    always("apierror-nouploadmodule", "No upload module set."),
    always("apierror-opensearch-json-warnings", "Warnings cannot be represented in OpenSearch JSON format."),
    always("apierror-pagecannotexist", "Namespace doesn't allow actual pages."),
    always("apierror-pagedeleted", "The page has been deleted since you fetched its timestamp."),
    always("apierror-pagelang-disabled", "Changing the language of a page is not allowed on this wiki."),
    always("apierror-paramempty", "The parameter <var>$1</var> may not be empty."),
    always(
        "apierror-parsetree-notwikitext",
        "<kbd>prop=parsetree</kbd> is only supported for wikitext content.",
    ),
    always(
        "apierror-parsetree-notwikitext-title",
        "<kbd>prop=parsetree</kbd> is only supported for wikitext content. $1 uses content model $2.",
    ),
    always("apierror-pastexpiry", "Expiry time \"$1\" is in the past."),
    always("apierror-permissiondenied", "You don't have permission to $1."),
    always("apierror-permissiondenied-generic", "Permission denied."),
    always(
        "apierror-permissiondenied-patrolflag",
        "You need the <code>patrol</code> or <code>patrolmarks</code> right to request the patrolled \
        flag.",
    ),
    always("apierror-permissiondenied-unblock", "You don't have permission to unblock users."),
    always(
        "apierror-permissiondenied-userrights-interwiki",
        "You don't have permission to change user rights on other wikis.",
    ),
    always("apierror-prefixsearchdisabled", "Prefix search is disabled in Miser Mode."),
    always(
        "apierror-promised-nonwrite-api",
        "The <code>Promise-Non-Write-API-Action</code> HTTP header cannot be sent to write-mode API \
        modules.",
    ),
    always("apierror-protect-invalidaction", "Invalid protection type \"$1\"."),
    always("apierror-protect-invalidlevel", "Invalid protection level \"$1\"."),
    always("apierror-ratelimited", "You've exceeded your rate limit. Please wait some time and try again."),
    always("apierror-readapidenied", "You need read permission to use this module."),
    always("apierror-readonly", "The wiki is currently in read-only mode."),
    always(
        "apierror-reauthenticate",
        "You have not authenticated recently in this session, please reauthenticate.",
    ),
    since(
        "apierror-redirect-appendonly",
        &[
            (
                FIRST,
                "You have attempted to edit using the redirect-following mode, which must be used in \
                conjuction with <kbd>section=new</kbd>, <var>prependtext</var>, or \
                <var>appendtext</var>.",
            ),
            (
                V1_33,
                "You have attempted to edit using the redirect-following mode, which must be used in conjunction \
        with <kbd>section=new</kbd>, <var>prependtext</var>, or <var>appendtext</var>.",
            ),
        ],
    ),
    always(
        "apierror-revdel-mutuallyexclusive",
        "The same field cannot be used in both <var>hide</var> and <var>show</var>.",
    ),
    always("apierror-revdel-needtarget", "A target title is required for this RevDel type."),
    always(
        "apierror-revdel-paramneeded",
        "At least one value is required for <var>hide</var> and/or <var>show</var>.",
    ),
    always("apierror-revisions-badid", "No revision was found for parameter <var>$1</var>."),
    // 1.29 to 1.33 name a message that there is not; its key is shown.
    always("apierror-revisions-nolist", "⧼apierror-revisions-nolist⧽"),
    always(
        "apierror-revisions-norevids",
        "The <var>revids</var> parameter may not be used with the list options (<var>$1limit</var>, \
        <var>$1startid</var>, <var>$1endid</var>, <kbd>$1dir=newer</kbd>, <var>$1user</var>, \
        <var>$1excludeuser</var>, <var>$1start</var>, and <var>$1end</var>).",
    ),
    always(
        "apierror-revisions-singlepage",
        "<var>titles</var>, <var>pageids</var> or a generator was used to supply multiple pages, but the \
        <var>$1limit</var>, <var>$1startid</var>, <var>$1endid</var>, <kbd>$1dir=newer</kbd>, \
        <var>$1user</var>, <var>$1excludeuser</var>, <var>$1start</var>, and <var>$1end</var> \
        parameters may only be used on a single page.",
    ),
    always("apierror-revwrongpage", "r$1 is not a revision of $2."),
    always("apierror-searchdisabled", "<var>$1</var> search is disabled."),
    always("apierror-sectionreplacefailed", "Could not merge updated section."),
    always("apierror-sectionsnotsupported", "Sections are not supported for content model $1."),
    always("apierror-sectionsnotsupported-what", "Sections are not supported by $1."),
    always("apierror-show", "Incorrect parameter - mutually exclusive values may not be supplied."),
    since(
        "apierror-siteinfo-includealldenied",
        &[
            (FIRST, "Cannot view all servers' info unless <var>$wgShowHostNames</var> is true."),
            (V1_32, "Cannot view all servers' info unless <var>$wgShowHostnames</var> is true."),
        ],
    ),
    always("apierror-sizediffdisabled", "Size difference is disabled in Miser Mode."),
    always(
        "apierror-spamdetected",
        "Your edit was refused because it contained a spam fragment: <code>$1</code>.",
    ),
    always(
        "apierror-specialpage-cantexecute",
        "You don't have permission to view the results of this special page.",
    ),
    always("apierror-stashedfilenotfound", "Could not find the file in the stash: $1."),
    always("apierror-stashedit-missingtext", "No stashed text found with the given hash."),
    always("apierror-stashexception", "$1"),
    always("apierror-stashfailed-complete", "Chunked upload is already completed, check status for details."),
    always("apierror-stashfailed-nosession", "No chunked upload session with this key."),
    always("apierror-stashfilestorage", "Could not store upload in the stash: $1"),
    always("apierror-stashinvalidfile", "Invalid stashed file."),
    always("apierror-stashnosuchfilekey", "No such filekey: $1."),
    always("apierror-stashpathinvalid", "File key of improper format or otherwise invalid: $1."),
    always("apierror-stashwrongowner", "Wrong owner: $1"),
    always("apierror-stashzerolength", "File is of zero length, and could not be stored in the stash: $1."),
    always("apierror-systemblocked", "You have been blocked automatically by MediaWiki."),
    always(
        "apierror-templateexpansion-notwikitext",
        "Template expansion is only supported for wikitext content. $1 uses content model $2.",
    ),
    always("apierror-tempuseracquirefailed", "Unable to acquire a temporary account username."),
    always("apierror-tempuserdisabled", "Temporary user account creation is disabled."),
    always(
        "apierror-toofewexpiries",
        "$1 expiry {{PLURAL:$1|timestamp was|timestamps were}} provided where $2 {{PLURAL:$2|was|were}} \
        needed.",
    ),
    always(
        "apierror-toomanyvalues",
        "Too many values supplied for parameter <var>$1</var>. The limit is $2.",
    ),
    always("apierror-unknownaction", "The action specified, <kbd>$1</kbd>, is not recognized."),
    always("apierror-unknownerror", "Unknown error: \"$1\"."),
    always("apierror-unknownerror-editpage", "Unknown EditPage error: $1."),
    always("apierror-unknownerror-nocode", "Unknown error."),
    always("apierror-unknownformat", "Unrecognized format \"$1\"."),
    always("apierror-unrecognizedvalue", "Unrecognized value for parameter <var>$1</var>: $2."),
    always("apierror-unsupportedrepo", "Local file repository does not support querying all images."),
    always(
        "apierror-upload-filekeyneeded",
        "Must supply a <var>filekey</var> when <var>offset</var> is non-zero.",
    ),
    always(
        "apierror-upload-filekeynotallowed",
        "Cannot supply a <var>filekey</var> when <var>offset</var> is 0.",
    ),
    always("apierror-upload-inprogress", "Upload from stash already in progress."),
    always("apierror-upload-missingresult", "No result in status data."),
    always("apierror-urlparamnormal", "Could not normalize image parameters for $1."),
    always("apierror-writeapidenied", "You're not allowed to edit this wiki through the API."),
];
