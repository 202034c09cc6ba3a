//! Request bodies, read whole within the door's limits.

mod unix;

use bytes::Bytes;
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::body::{Body as _, Incoming};
use multer::Multipart;

use super::Limits;
use crate::api::{Body, Method, Part};

/// PHP stops at this many parts: `max_input_vars` (1000) and `max_file_uploads` (20).
const PARTS: usize = 1020;

/// How much of a refused body is read, in bytes.
const PASSED: usize = 64 << 20;

/// Why a body could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unread {
    /// It is larger than so many bytes.
    TooLarge(usize),
    /// The client broke off.
    BrokenOff,
}

/// The kinds of body that PHP tells apart by their content type.
#[derive(Debug, PartialEq, Eq)]
enum Kind<'r> {
    Form,
    Multipart(&'r str),
    Other,
}

impl<'r> Kind<'r> {
    /// PHP reads fields of a POST only, and takes the type up to the first `;`, `,` or space, in any case.
    fn of(method: Method, content_type: Option<&'r str>) -> Self {
        let Some(content_type) = content_type.filter(|_| method == Method::Post) else { return Self::Other };
        let essence = content_type.split([';', ',', ' ']).next().unwrap_or_default();
        if essence.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
            Self::Form
        } else if essence.eq_ignore_ascii_case("multipart/form-data") {
            boundary(content_type).map_or(Self::Other, Self::Multipart)
        } else {
            Self::Other
        }
    }
}

/// The boundary parameter of a multipart content type, out of its quotes.
fn boundary(content_type: &str) -> Option<&str> {
    let at = content_type.to_ascii_lowercase().find("boundary")? + "boundary".len();
    let rest = content_type[at..].trim_start().strip_prefix('=')?;
    let boundary = match rest.strip_prefix('"') {
        Some(quoted) => quoted.split_once('"')?.0,
        None => rest.split([',', ';']).next()?.trim_end(),
    };
    (!boundary.is_empty()).then_some(boundary)
}

/// Reads the body of a request that has one.
pub(super) async fn read(
    incoming: &mut Incoming,
    method: Method,
    content_type: Option<&str>,
    limits: &Limits,
) -> Result<Body, Unread> {
    let kind = Kind::of(method, content_type);
    let limit = if matches!(kind, Kind::Multipart(_)) { limits.upload } else { limits.form };
    if incoming.size_hint().lower() > limit as u64 {
        return Err(Unread::TooLarge(limit));
    }
    match kind {
        Kind::Form => Ok(Body::Form(whole(incoming, limit).await?)),
        Kind::Other => Ok(Body::Other(whole(incoming, limit).await?)),
        Kind::Multipart(boundary) => parts(incoming, boundary, limit).await.map(Body::Multipart),
    }
}

/// Lets the rest of a refused body pass, as far as that makes sense: a client that is still sending does not listen,
/// and would see a reset connection where the reason should be.
pub(super) async fn discard(incoming: &mut Incoming) {
    let mut passed = 0;
    while let Some(Ok(frame)) = incoming.frame().await {
        passed += frame.data_ref().map_or(0, Bytes::len);
        if passed > PASSED {
            break;
        }
    }
}

async fn whole(incoming: &mut Incoming, limit: usize) -> Result<Bytes, Unread> {
    match Limited::new(incoming, limit).collect().await {
        Ok(collected) => Ok(collected.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => Err(Unread::TooLarge(limit)),
        Err(_) => Err(Unread::BrokenOff),
    }
}

/// The parts of a multipart body. Like PHP it keeps what came before a place that makes no sense.
async fn parts(incoming: &mut Incoming, boundary: &str, limit: usize) -> Result<Vec<Part>, Unread> {
    let body = whole(incoming, limit).await?;
    if let Some(parts) = unix::parts(&body, boundary) {
        return Ok(parts);
    }
    let mut multipart = Multipart::new(Full::new(body).into_data_stream(), boundary);
    let mut parts = Vec::new();
    while parts.len() < PARTS {
        match next_part(&mut multipart).await {
            Ok(Some(part)) => parts.extend(part),
            Ok(None) | Err(_) => break,
        }
    }
    Ok(parts)
}

/// The next part: `None` at the end, `Some(None)` if it has no name.
async fn next_part(multipart: &mut Multipart<'_>) -> multer::Result<Option<Option<Part>>> {
    let Some(field) = multipart.next_field().await? else { return Ok(None) };
    let name = field.name().map(str::to_owned);
    let filename = field.file_name().map(str::to_owned);
    let content_type = field.content_type().map(ToString::to_string);
    let bytes = field.bytes().await?;
    Ok(Some(name.map(|name| Part { name, filename, content_type, bytes })))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_posts_have_fields() {
        let form = Some("Application/X-WWW-Form-Urlencoded; charset=utf-8");
        assert_eq!(Kind::of(Method::Post, form), Kind::Form);
        assert_eq!(Kind::of(Method::Other, form), Kind::Other);
        assert_eq!(Kind::of(Method::Post, None), Kind::Other);
        assert_eq!(Kind::of(Method::Post, Some("text/plain")), Kind::Other);
    }

    #[test]
    fn a_boundary_may_be_quoted() {
        let kind = |content_type| Kind::of(Method::Post, Some(content_type));
        assert_eq!(kind("multipart/form-data; boundary=a-b"), Kind::Multipart("a-b"));
        assert_eq!(kind("multipart/form-data; Boundary=\"a b\"; x=y"), Kind::Multipart("a b"));
        assert_eq!(kind("multipart/form-data; boundary=a; x=y"), Kind::Multipart("a"));
        assert_eq!(kind("multipart/form-data"), Kind::Other);
        assert_eq!(kind("multipart/form-data; boundary="), Kind::Other);
    }
}
