//! What the API warns of (`apiwarn-*`).

use super::{Line, always, since};
use crate::release::{Release, V1_36, V1_39};

const FIRST: Release = Release::FIRST;

/// The lines of this area, by key.
pub(super) const LINES: &[Line] = &[
    always("apierror-unrecognizedparams", "Unrecognized {{PLURAL:$2|parameter|parameters}}: $1."),
    always(
        "apiwarn-alldeletedrevisions-performance",
        "For better performance when generating titles, set <kbd>$1dir=newer</kbd>.",
    ),
    always(
        "apiwarn-badurlparam",
        "Could not parse <var>$1urlparam</var> for $2. Using only width and height.",
    ),
    always(
        "apiwarn-badutf8",
        "The value passed for <var>$1</var> contains invalid or non-normalized data. Textual data should \
        be valid, NFC-normalized Unicode without C0 control characters other than HT (\\t), LF (\\n), \
        and CR (\\r).",
    ),
    always(
        "apiwarn-checktoken-percentencoding",
        "Check that symbols such as \"+\" in the token are properly percent-encoded in the URL.",
    ),
    always(
        "apiwarn-compare-no-next",
        "Revision $2 is the latest revision of $1, there is no revision for <kbd>torelative=next</kbd> \
        to compare to.",
    ),
    always(
        "apiwarn-compare-no-prev",
        "Revision $2 is the earliest revision of $1, there is no revision for <kbd>torelative=prev</kbd> \
        to compare to.",
    ),
    always("apiwarn-compare-nocontentmodel", "No content model could be determined, assuming $1."),
    always(
        "apiwarn-deprecation-deletedrevs",
        "<kbd>list=deletedrevs</kbd> has been deprecated. Please use <kbd>prop=deletedrevisions</kbd> or \
        <kbd>list=alldeletedrevisions</kbd> instead.",
    ),
    always(
        "apiwarn-deprecation-expandtemplates-prop",
        "Because no values have been specified for the <var>prop</var> parameter, a legacy format has been used for \
        the output. This format is deprecated, and in the future, a default value will be set for the <var>prop</var> \
        parameter, causing the new format to always be used.",
    ),
    always("apiwarn-deprecation-httpsexpected", "HTTP used when HTTPS was expected."),
    always(
        "apiwarn-deprecation-login-botpw",
        "Main-account login via <kbd>action=login</kbd> is deprecated and may stop working without \
        warning. To continue login with <kbd>action=login</kbd>, see [[Special:BotPasswords]]. To \
        safely continue using main-account login, see <kbd>action=clientlogin</kbd>.",
    ),
    always(
        "apiwarn-deprecation-login-nobotpw",
        "Main-account login via <kbd>action=login</kbd> is deprecated and may stop working without \
        warning. To safely log in, see <kbd>action=clientlogin</kbd>.",
    ),
    always(
        "apiwarn-deprecation-login-token",
        "Fetching a token via <kbd>action=login</kbd> is deprecated. Use \
        <kbd>action=query&meta=tokens&type=login</kbd> instead.",
    ),
    always(
        "apiwarn-deprecation-missingparam",
        "Because <var>$1</var> was not specified, a legacy format has been used for the output. This \
        format is deprecated, and in the future the new format will always be used.",
    ),
    always("apiwarn-deprecation-parameter", "The parameter <var>$1</var> has been deprecated."),
    always(
        "apiwarn-deprecation-parse-headitems",
        "<kbd>prop=headitems</kbd> is deprecated since MediaWiki 1.28. Use <kbd>prop=headhtml</kbd> when \
        creating new HTML documents, or <kbd>prop=modules|jsconfigvars</kbd> when updating a document \
        client-side.",
    ),
    always(
        "apiwarn-deprecation-post-without-content-type",
        "A POST request was made without a <code>Content-Type</code> header. This does not work \
        reliably.",
    ),
    always(
        "apiwarn-deprecation-purge-get",
        "Use of <kbd>action=purge</kbd> via GET is deprecated. Use POST instead.",
    ),
    always(
        "apiwarn-deprecation-withreplacement",
        "<kbd>$1</kbd> has been deprecated. Please use <kbd>$2</kbd> instead.",
    ),
    always("apiwarn-difftohidden", "Couldn't diff to r$1: content is hidden."),
    always("apiwarn-errorprinterfailed", "Error printer failed. Will retry without params."),
    always(
        "apiwarn-global-option-ignored",
        "Option <var>$1</var> is globally overridden. You can use <kbd>global=update</kbd> to change the \
        option globally, or <kbd>global=override</kbd> to set a local override.",
    ),
    always(
        "apiwarn-ignoring-invalid-templated-value",
        "Ignoring value <kbd>$2</kbd> in <var>$1</var> when processing templated parameters.",
    ),
    always("apiwarn-invalidcategory", "\"$1\" is not a category."),
    always("apiwarn-invalidtitle", "\"$1\" is not a valid title."),
    always("apiwarn-invalidxmlstylesheet", "Invalid or non-existent stylesheet specified."),
    always("apiwarn-invalidxmlstylesheetext", "Stylesheet should have <code>.xsl</code> extension."),
    always("apiwarn-invalidxmlstylesheetns", "Stylesheet should be in the {{ns:MediaWiki}} namespace."),
    always(
        "apiwarn-moduleswithoutvars",
        "Property <kbd>modules</kbd> was set but not <kbd>jsconfigvars</kbd> or \
        <kbd>encodedjsconfigvars</kbd>. Configuration variables are necessary for proper module usage.",
    ),
    always("apiwarn-notfile", "\"$1\" is not a file."),
    always(
        "apiwarn-nothumb-noimagehandler",
        "Could not create thumbnail because $1 does not have an associated image handler.",
    ),
    always(
        "apiwarn-parse-nocontentmodel",
        "No <var>title</var> or <var>contentmodel</var> was given, assuming $1.",
    ),
    always(
        "apiwarn-parse-revidwithouttext",
        "<var>revid</var> used without <var>text</var>, and parsed page properties were requested. Did \
        you mean to use <var>oldid</var> instead of <var>revid</var>?",
    ),
    always(
        "apiwarn-parse-titlewithouttext",
        "<var>title</var> used without <var>text</var>, and parsed page properties were requested. Did \
        you mean to use <var>page</var> instead of <var>title</var>?",
    ),
    always(
        "apiwarn-redirectsandrevids",
        "Redirect resolution cannot be used together with the <var>revids</var> parameter. Any redirects \
        the <var>revids</var> point to have not been resolved.",
    ),
    always("apiwarn-tokennotallowed", "Action \"$1\" is not allowed for the current user."),
    always("apiwarn-tokens-origin", "Tokens may not be obtained when the same-origin policy is not applied."),
    always("apiwarn-toomanyvalues", "Too many values supplied for parameter <var>$1</var>. The limit is $2."),
    always(
        "apiwarn-truncatedresult",
        "This result was truncated because it would otherwise be larger than the limit of $1 bytes.",
    ),
    always(
        "apiwarn-unclearnowtimestamp",
        "Passing \"$2\" for timestamp parameter <var>$1</var> has been deprecated. If for some reason \
        you need to explicitly specify the current time without calculating it client-side, use \
        <kbd>now</kbd>.",
    ),
    always(
        "apiwarn-unrecognizedvalues",
        "Unrecognized {{PLURAL:$3|value|values}} for parameter <var>$1</var>: $2.",
    ),
    always("apiwarn-unsupportedarray", "Parameter <var>$1</var> uses unsupported PHP array syntax."),
    always(
        "apiwarn-urlparamwidth",
        "Ignoring width value set in <var>$1urlparam</var> ($2) in favor of width value derived from \
        <var>$1urlwidth</var>/<var>$1urlheight</var> ($3).",
    ),
    always("apiwarn-validationfailed", "Validation error for <kbd>$1</kbd>: $2"),
    always(
        "apiwarn-validationfailed-badchars",
        "invalid characters in key (only <code>a-z</code>, <code>A-Z</code>, <code>0-9</code>, \
        <code>_</code>, and <code>-</code> are allowed).",
    ),
    always("apiwarn-validationfailed-badpref", "not a valid preference."),
    always("apiwarn-validationfailed-cannotset", "cannot be set by this module."),
    since(
        "apiwarn-validationfailed-keytoolong",
        &[
            (FIRST, "key too long (no more than $1 bytes allowed)."),
            (V1_39, "key too long (no more than $1 {{PLURAL:$1|byte|bytes}} allowed)."),
        ],
    ),
    always(
        "apiwarn-validationfailed-valuetoolong",
        "value too long (no more than $1 {{PLURAL:$1|byte|bytes}} allowed).",
    ),
    since(
        "apiwarn-wgdebugapi",
        &[
            (FIRST, "<strong>Security Warning</strong>: <var>$wgDebugAPI</var> is enabled."),
            (V1_36, "<strong>Security Warning:</strong> <var>$wgDebugAPI</var> is enabled."),
        ],
    ),
    always("apiwarn-xslt-disabled", "The xslt option is disabled on this wiki."),
];
