//! What forms say of values that cannot be.

use super::{Line, always, since};
use crate::release::{Release, V1_23};

const FIRST: Release = Release::FIRST;

/// The lines of this area, by key.
pub(super) const LINES: &[Line] = &[
    always(
        "badsiglength",
        "Your signature is too long.\nIt must not be more than $1 {{PLURAL:$1|character|characters}} long.",
    ),
    always("htmlform-float-invalid", "The value you specified is not a number."),
    always("htmlform-int-invalid", "The value you specified is not an integer."),
    since(
        "htmlform-int-toohigh",
        &[
            (FIRST, "The value you specified is above the maximum of $1"),
            (V1_23, "The value you specified is above the maximum of $1."),
        ],
    ),
    since(
        "htmlform-int-toolow",
        &[
            (FIRST, "The value you specified is below the minimum of $1"),
            (V1_23, "The value you specified is below the minimum of $1."),
        ],
    ),
    always("htmlform-select-badoption", "The value you specified is not a valid option."),
    always("timezone-invalid", "Invalid time zone or time offset."),
];
