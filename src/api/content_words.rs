//! What the text of a page may be given as (`ContentHandler::getContentModels`, `getAllContentFormats`).

use crate::param::{Choice, choices};

/// The formats that texts are written in.
pub const CONTENT_FORMATS: &[Choice] = choices![
    "text/x-wiki", "text/javascript", "application/json" since V1_24, "text/css", "text/plain",
    "application/vue+xml" since V1_45, "application/octet-stream" since V1_36, "application/unknown" since V1_36,
    "application/x-binary" since V1_36, "text/unknown" since V1_36, "unknown/unknown" since V1_36,
];

/// What texts are taken for.
pub const CONTENT_MODELS: &[Choice] = choices![
    "wikitext", "javascript", "json" since V1_24, "css", "text", "vue" since V1_45, "unknown" since V1_36,
];
