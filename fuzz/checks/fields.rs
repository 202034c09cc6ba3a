//! What must hold of any fields. The fuzz target and `tests/arbitrary.rs` share this file.

use unicode_normalization::is_nfc;
use wikidouble::param::{Body, Fields, Part};

/// Fields of any query, form or part: reading never panics, and every value is text in normal form C.
pub(crate) fn check(bytes: &[u8]) {
    let part = Part {
        name: String::from_utf8_lossy(&bytes[..bytes.len() / 2]).into_owned(),
        filename: None,
        content_type: None,
        bytes: bytes.to_vec().into(),
    };
    let query = std::str::from_utf8(bytes).ok();
    for body in [Body::Empty, Body::Form(bytes.to_vec().into()), Body::Multipart(vec![part])] {
        let Ok(fields) = Fields::parse(query, &body) else { continue };
        for field in fields.iter() {
            assert!(!field.name().is_empty());
            let value = field.value().unwrap_or_default();
            assert!(value.split('\x1f').all(is_nfc), "{value:?} is not in normal form C");
            assert!(field.value().is_none() || fields.value(field.name()) == Some(value));
        }
        assert_eq!(fields.unused().count(), fields.iter().count());
    }
}
