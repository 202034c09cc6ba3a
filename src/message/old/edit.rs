//! What `action=edit` refused.

use super::{Line, so, unknown};
use crate::release::V1_24;

/// The lines of this area, by key.
pub(super) const LINES: &[Line] = &[
    so("apierror-badformat", "The requested format $1 is not supported for content model  $2 used by $3")
        .of("edit"),
    so("apierror-badformat", "The requested format $1 is not supported for content model $2 used by $3"),
    so("apierror-contenttoobig", "The content you supplied exceeds the article size limit of $1 kilobytes"),
    so("apierror-emptynewsection", "Creating empty new sections is not possible."),
    so("apierror-invalidsection", "The section parameter must be a valid section id or 'new'").since(V1_24),
    so("apierror-invalidsection", "The section parameter must be set to an integer or 'new'"),
    so("apierror-nosuchsection", "There is no section $1."),
    so(
        "apierror-redirect-appendonly",
        "You have attempted to edit using the \"redirect\"-following mode, which must be used in \
        conjuction with section=new, prependtext, or appendtext.",
    ),
    so("apierror-revwrongpage", "r$1 is not a revision of \"$2\""),
    so("apierror-sectionsnotsupported", "Sections are not supported for this content model: $1."),
    so("apierror-spamdetected", "Your edit was refused because it contained a spam fragment: \"$1\""),
    so("blankpage", "Creating new, empty pages is not allowed"),
    so("content-not-allowed-here", "Content model \"$1\" is not allowed at title \"$2\""),
    so("edit-conflict", "Edit conflict detected"),
    so("editconflict", "Edit conflict detected"),
    unknown("invalid-content-data"),
    unknown("invalid-json-data"),
    so("undo-failure", "Undo failed due to conflicting intermediate edits"),
];
