//! What is wrong with a parameter (`ParamValidator`, 1.35 on).

use super::{Line, always, since};
use crate::release::{Release, V1_36};

const FIRST: Release = Release::FIRST;

/// The lines of this area, by key.
pub(super) const LINES: &[Line] = &[
    always(
        "paramvalidator-badbool",
        "Invalid value \"$2\" for boolean parameter \"$1\". Pass $3 for true, or $5 for false.",
    ),
    always(
        "paramvalidator-badbool-type",
        "Invalid value \"$2\" for boolean parameter \"$1\". Got a $3 value instead.",
    ),
    always("paramvalidator-badexpiry", "Invalid value \"$2\" for expiry parameter \"$1\"."),
    always(
        "paramvalidator-badexpiry-duration",
        "Given value \"$2\" for parameter <var>$1</var> exceeds the maximum of \"$3\".",
    ),
    always(
        "paramvalidator-badexpiry-duration-max",
        "Given value \"$2\" for parameter <var>$1</var> exceeds the maximum of \"$3\". Using maximum \
        instead.",
    ),
    always("paramvalidator-badexpiry-past", "Value \"$2\" for expiry parameter \"$1\" is in the past."),
    always("paramvalidator-badfloat", "Invalid value \"$2\" for float parameter \"$1\"."),
    always(
        "paramvalidator-badfloat-notfinite",
        "Value \"$2\" for float parameter \"$1\" is too large or is not a number.",
    ),
    always(
        "paramvalidator-badfloat-type",
        "Invalid value \"$2\" for float parameter \"$1\". Got a $3 value instead.",
    ),
    always("paramvalidator-badinteger", "Invalid value \"$2\" for integer parameter \"$1\"."),
    always(
        "paramvalidator-badinteger-fraction",
        "Invalid value \"$2\" for integer parameter \"$1\". Got a float with a fractional part instead.",
    ),
    always(
        "paramvalidator-badinteger-type",
        "Invalid value \"$2\" for integer parameter \"$1\". Got a $3 value instead.",
    ),
    always("paramvalidator-badtimestamp", "Invalid value \"$2\" for timestamp parameter \"$1\"."),
    always(
        "paramvalidator-badtitle",
        "Invalid value \"$2\" for title parameter <var>$1</var>: not a valid title string.",
    ),
    always(
        "paramvalidator-badupload-cantwrite",
        "The file for \"$1\" could not be stored for processing due to a server misconfiguration (write \
        failed).",
    ),
    always(
        "paramvalidator-badupload-formsize",
        "The uploaded file for \"$1\" exceeds the client-specified maximum.",
    ),
    always(
        "paramvalidator-badupload-inisize",
        "The uploaded file for \"$1\" exceeds the server's maximum of $3.",
    ),
    always("paramvalidator-badupload-nofile", "No file was provided for upload parameter \"$1\"."),
    always(
        "paramvalidator-badupload-notmpdir",
        "The file for \"$1\" could not be stored for processing due to a server misconfiguration (no \
        temporary directory).",
    ),
    always(
        "paramvalidator-badupload-notupload",
        "File upload parameter \"$1\" is not a file upload; be sure to use multipart/form-data for your \
        POST and include a filename in the Content-Disposition header.",
    ),
    always("paramvalidator-badupload-partial", "The file for \"$1\" was only partially uploaded."),
    always("paramvalidator-badupload-phpext", "A PHP extension prevented the upload of the file for \"$1\"."),
    always("paramvalidator-baduser", "Invalid value \"$2\" for user parameter <var>$1</var>."),
    always(
        "paramvalidator-badvalue-enummulti",
        "Invalid value \"$2\" for parameter \"$1\". {{PLURAL:$4|Only \"$3\" is allowed.|Allowed values \
        are $3.}}",
    ),
    always("paramvalidator-badvalue-enumnotmulti", "Unrecognized value for parameter \"$1\": $2."),
    always("paramvalidator-deprecated-value", "The value \"$2\" to parameter \"$1\" has been deprecated."),
    always("paramvalidator-emptystring", "the empty string"),
    always(
        "paramvalidator-maxbytes",
        "The value for parameter \"$1\" cannot be longer than $3 {{PLURAL:$3|byte|bytes}} (was $4).",
    ),
    always(
        "paramvalidator-maxchars",
        "The value for parameter \"$1\" cannot be longer than $3 {{PLURAL:$3|character|characters}} (was \
        $4).",
    ),
    always("paramvalidator-missingparam", "The \"$1\" parameter must be set."),
    always(
        "paramvalidator-missingtitle",
        "Invalid value \"$2\" for title parameter <var>$1</var>: the page does not exist.",
    ),
    always(
        "paramvalidator-multivalue-must-be-array",
        "Multi-value parameter \"$1\" must be given as an array.",
    ),
    always("paramvalidator-needstring", "Parameter \"$1\" accepts only a string value, but got $2"),
    always("paramvalidator-notarray", "Invalid value for parameter <var>$1</var>: array expected."),
    since(
        "paramvalidator-notmulti",
        &[
            (
                FIRST,
                "Parameter \"$1\" accepts only a single value. U+001F multi-value separation may only be \
            used for multi-valued parameters. ",
            ),
            (
                V1_36,
                "Parameter \"$1\" accepts only a single value. U+001F multi-value separation may only be \
            used for multi-valued parameters.",
            ),
        ],
    ),
    always(
        "paramvalidator-outofrange-max",
        "The value \"$2\" for parameter \"$1\" must be no greater than $4.",
    ),
    always("paramvalidator-outofrange-min", "The value \"$2\" for parameter \"$1\" must be no less than $3."),
    always(
        "paramvalidator-outofrange-minmax",
        "The value \"$2\" for parameter \"$1\" must be between $3 and $4.",
    ),
    always("paramvalidator-param-deprecated", "The parameter \"$1\" has been deprecated."),
    always("paramvalidator-param-sensitive", ""),
    always("paramvalidator-schema-validation-failed", "Invalid value for provided schema"),
    always("paramvalidator-toomanyvalues", "Too many values supplied for parameter \"$1\". The limit is $2."),
    always(
        "paramvalidator-unclearnowtimestamp",
        "Passing \"$2\" for timestamp parameter \"$1\" has been deprecated. If for some reason you need \
        to explicitly specify the current time without calculating it client-side, use \"now\".",
    ),
    always(
        "paramvalidator-unrecognizedvalues",
        "Unrecognized {{PLURAL:$4|value|values}} for parameter \"$1\": $3",
    ),
];
