//! What only releases before 1.29 said, in English and in PHP: such words have no keys of MediaWiki's, so their keys
//! are our own.

use super::{Line, always, since};
use crate::release::{Release, V1_25, V1_26};

/// The lines of this area, by key.
pub(super) const LINES: &[Line] = &[
    since(
        "earlier-continuation",
        &[
            (
                Release::FIRST,
                "Formatting of continuation data will be changing soon. To continue using the current formatting, \
            use the 'rawcontinue' parameter. To begin using the new format, pass an empty string for 'continue' \
            in the initial query.",
            ),
            (
                V1_26,
                "Formatting of continuation data has changed. To receive raw query-continue data, use the \
            'rawcontinue' parameter. To silence this warning, pass an empty string for 'continue' in the \
            initial query.",
            ),
        ],
    ),
    always("earlier-contributions-empty", "User parameter may not be empty"),
    always("earlier-contributions-name", "User name $1 is not valid"),
    always("earlier-create-denied", "You do not have the right to create a new account"),
    since(
        "earlier-create-untrusted",
        &[
            (Release::FIRST, "Cannot create account when using a callback"),
            (V1_25, "Cannot create account when the same-origin policy is not applied"),
        ],
    ),
    always("earlier-help", ""),
];
