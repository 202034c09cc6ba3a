//! What the API says beside its refusals: logins that fail, traces, feeds, internal errors.

use super::{Line, always, since};
use crate::release::{Release, V1_25, V1_30};

const FIRST: Release = Release::FIRST;

/// The lines of this area, by key.
pub(super) const LINES: &[Line] = &[
    // Words that were made before.
    always("$1", "$1"),
    always("api-exception-trace", "$1 at $2($3)\n$4"),
    always("api-feed-error-title", "Error ($1)"),
    always(
        "api-login-fail-aborted",
        "Authentication requires user interaction, which is not supported by <kbd>action=login</kbd>. To \
        be able to login with <kbd>action=login</kbd>, see [[Special:BotPasswords]]. To continue using \
        main-account login, see <kbd>[[Special:ApiHelp/clientlogin|action=clientlogin]]</kbd>.",
    ),
    always(
        "api-login-fail-aborted-nobotpw",
        "Authentication requires user interaction, which is not supported by <kbd>action=login</kbd>. To \
        log in, see <kbd>[[Special:ApiHelp/clientlogin|action=clientlogin]]</kbd>.",
    ),
    since(
        "api-login-fail-badsessionprovider",
        &[(FIRST, "Cannot log in when using $1"), (V1_30, "Cannot log in when using $1.")],
    ),
    since(
        "api-login-fail-sameorigin",
        &[
            (FIRST, "Cannot log in when using a callback"),
            (V1_25, "Cannot log in when the same-origin policy is not applied"),
            (V1_30, "Cannot log in when the same-origin policy is not applied."),
        ],
    ),
    always("feed-invalid", "Invalid subscription feed type."),
    always("feed-unavailable", "Syndication feeds are not available"),
    always("internalerror", "Internal error"),
    always("internalerror-fatal-exception", "Fatal exception of type \"$1\""),
    always("internalerror_info", "Internal error: $1"),
    always("invalid-content-data", "Invalid content data"),
    always("unknown-error", "An unknown error occurred."),
];
