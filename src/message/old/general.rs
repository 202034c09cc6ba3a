//! What the main module, sets of pages and every module may say.

use super::{Line, so};
use crate::release::{V1_22, V1_25, V1_28};

/// The lines of this area, by key.
pub(super) const LINES: &[Line] = &[
    so("apierror-assertbotfailed", "Assertion that the user has the bot right failed"),
    so("apierror-assertnameduserfailed", "Assertion that the user is \"$1\" failed"),
    so("apierror-assertuserfailed", "Assertion that the user is logged in failed"),
    so(
        "apierror-autoblocked",
        "Your IP address has been blocked automatically, because it was used by a blocked user",
    ),
    so("apierror-badgenerator-notgenerator", "Module $1 cannot be used as a generator"),
    so("apierror-badgenerator-unknown", "Unknown generator=$1"),
    so("apierror-badmodule-badsubmodule", "The module \"$1\" does not have a submodule \"$2\""),
    so("apierror-badmodule-nosubmodules", "The module \"$1\" has no submodules"),
    so("apierror-badtoken", "Invalid token").by_main(),
    so("apierror-blocked", "You have been blocked from editing"),
    so("apierror-exceptioncaught", "[$1] Exception Caught: $2").since(V1_25),
    so("apierror-exceptioncaught", "Exception Caught: $2"),
    so("apierror-invalidparammix", "The id and user parameters can't be used together")
        .of("unblock")
        .coded("idanduser"),
    so("apierror-invalidparammix", "The parameters $1 can not be used together").since(V1_22),
    so("apierror-invalidparammix", "The parameters $1 can not be used together").coded("$pinvalidparammix"),
    so("apierror-invalidparammix-cannotusewith", "Cannot use '$1' at the same time as '$2'")
        .where_coded("multisource"),
    so("apierror-invalidparammix-cannotusewith", "The parameter $1 can not be used with $2").of("watch"),
    so("apierror-invalidparammix-cannotusewith", "The '$1' parameter cannot be used with '$2'")
        .of("query+alldeletedrevisions")
        .coded("badparams"),
    so("apierror-invalidparammix-cannotusewith", "Cannot use $1 with $2").coded("params"),
    so("apierror-invalidparammix-mustusewith", "The '$1' parameter may only be used with '$2'")
        .of("query+alldeletedrevisions")
        .coded("badparams"),
    so("apierror-invalidparammix-mustusewith", "prlevel may not be used without prtype")
        .of("query+allpages")
        .coded("params"),
    so("apierror-invalidparammix-mustusewith", "The prefix parameter must be set")
        .of("query+iwlinks")
        .coded("noprefix"),
    so("apierror-invalidparammix-mustusewith", "The lang parameter must be set")
        .of("query+langlinks")
        .coded("nolang"),
    so("apierror-maxlag", "Waiting for $2: $1 seconds lagged").bare().by_main(),
    so("apierror-maxlag-generic", "Waiting for a database server: $1 seconds lagged").bare().by_main(),
    so("apierror-missingparam", "The $-1 parameter must be set").coded("no$1"),
    so(
        "apierror-missingparam-at-least-one-of",
        "One of the text, appendtext, prependtext and undo parameters must be set",
    )
    .of("edit")
    .coded("notext"),
    so("apierror-missingparam-at-least-one-of", "At least one of the parameters $1 is required")
        .coded("$pmissingparam"),
    so("apierror-missingparam-one-of", "The user parameter must be set").of("block").coded("nouser"),
    so("apierror-missingparam-one-of", "Either the id or the user parameter must be set")
        .of("unblock")
        .coded("notarget"),
    so("apierror-missingparam-one-of", "One of the parameters $1 is required"),
    so("apierror-moduledisabled", "The $1 module has been disabled."),
    so("apierror-mustbeposted", "The $1 module requires a POST request").by_main(),
    so(
        "apierror-mustpostparams",
        "The following parameters were found in the query string, but must be in the POST body: $1",
    )
    .since(V1_28),
    so(
        "apierror-mustpostparams",
        "The '$1' parameter was found in the query string, but must be in the POST body",
    )
    .coded("mustposttoken")
    .by_main(),
    so(
        "apierror-promised-nonwrite-api",
        "Promise-Non-Write-API-Action HTTP header cannot be sent to write API modules",
    )
    .by_main(),
    so("apierror-readapidenied", "You need read permission to use this module").by_main(),
    so("apierror-readonly", "The wiki is currently in read-only mode").by_main(),
    so("apierror-unrecognizedparams", "Unrecognized {{PLURAL:$2|parameter|parameters}}: '$1'"),
    so("apierror-writeapidenied", "You're not allowed to edit this wiki through the API").by_main(),
    so("apiwarn-deprecation-httpsexpected", "HTTP used when HTTPS was expected"),
    so("apiwarn-deprecation-withreplacement", "$1 has been deprecated. Please use $2 instead."),
    so("apiwarn-errorprinterfailed", "Error printer failed (will retry without params): $1"),
    so("apiwarn-invalidxmlstylesheetext", "Stylesheet should have .xsl extension."),
    so("apiwarn-invalidxmlstylesheetns", "Stylesheet should be in the MediaWiki namespace."),
    so(
        "apiwarn-redirectsandrevids",
        "Redirect resolution cannot be used together with the revids= parameter. Any redirects the revids= \
        point to have not been resolved.",
    ),
    so("apiwarn-tokennotallowed", "Action '$1' is not allowed for the current user"),
    so("apiwarn-tokens-origin", "Tokens may not be obtained when the same-origin policy is not applied")
        .since(V1_25),
    so("apiwarn-tokens-origin", "Tokens may not be obtained when using a callback"),
    so("apiwarn-unsupportedarray", "Parameter '$1' uses unsupported PHP array syntax"),
    so("apiwarn-wgdebugapi", "SECURITY WARNING: $wgDebugAPI is enabled"),
    so("invalidtitle", "Bad title \"$1\""),
];
