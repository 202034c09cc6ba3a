//! What was wrong with a parameter.

use super::{Line, so};

/// The lines of this area, by key.
pub(super) const LINES: &[Line] = &[
    so("apierror-badtimestamp", "Invalid value '$2' for timestamp parameter $1"),
    so(
        "apierror-badupload",
        "File upload param $1 is not a file upload; be sure to use multipart/form-data for your POST and \
        include a filename in the Content-Disposition header.",
    ),
    so("apierror-badurl", "Invalid value '$2' for url parameter $1"),
    so("apierror-baduser", "Invalid value '$2' for user parameter $1"),
    so(
        "apierror-badvalue-notmultivalue",
        "U+001F multi-value separation may only be used for multi-valued parameters.",
    ),
    so("apierror-multival-only-one-of", "{{PLURAL:$3|Only|Only one of}} '$2' is allowed for parameter '$1'"),
    so("apierror-unrecognizedvalue", "Unrecognized value for parameter '$1': $2"),
    so(
        "apiwarn-badutf8",
        "The value passed for '$1' contains invalid or non-normalized data. Textual data should be valid, \
        NFC-normalized Unicode without C0 control characters other than HT (\\t), LF (\\n), and CR (\\r).",
    ),
    so("apiwarn-deprecation-parameter", "The $1 parameter has been deprecated."),
    so("apiwarn-toomanyvalues", "Too many values supplied for parameter '$1': the limit is $2"),
    so(
        "apiwarn-unclearnowtimestamp",
        "Passing '$2' for timestamp parameter $1 has been deprecated. If for some reason you need to \
        explicitly specify the current time without calculating it client-side, use \"now\".",
    ),
    so("apiwarn-unrecognizedvalues", "Unrecognized {{PLURAL:$3|value|values}} for parameter '$1': $2"),
    so("paramvalidator-badtimestamp", "Invalid value '$2' for timestamp parameter $1"),
    so(
        "paramvalidator-badupload-notupload",
        "File upload param $1 is not a file upload; be sure to use multipart/form-data for your POST and \
        include a filename in the Content-Disposition header.",
    )
    .bare(),
    so("paramvalidator-baduser", "Invalid value '$2' for user parameter $1"),
    so("paramvalidator-missingparam", "The $-1 parameter must be set").coded("no$1"),
    so("paramvalidator-param-deprecated", "The $1 parameter has been deprecated."),
];
