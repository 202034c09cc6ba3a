//! The body of a request, as PHP would take it apart.

use bytes::Bytes;

/// One part of a `multipart/form-data` body.
#[derive(Debug, Clone)]
pub struct Part {
    /// The field's name.
    pub name: String,
    /// The file's name, if this part is a file.
    pub filename: Option<String>,
    /// The part's own content type.
    pub content_type: Option<String>,
    /// What it holds.
    pub bytes: Bytes,
}

/// The body of a request, read whole within the door's limit.
#[derive(Debug, Clone, Default)]
pub enum Body {
    /// None.
    #[default]
    Empty,
    /// `application/x-www-form-urlencoded`, still encoded.
    Form(Bytes),
    /// `multipart/form-data`, taken apart.
    Multipart(Vec<Part>),
    /// Of a type PHP makes no fields of.
    Other(Bytes),
}
