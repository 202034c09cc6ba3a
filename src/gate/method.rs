//! The HTTP method (`ApiMain::setupExternalResponse`).

use crate::{
    api::{Call, Failure, MAIN, Method, Module},
    message::Message,
};

/// Refuses unknown methods with 405, and modules that must be posted and are not.
pub(super) fn check(call: &mut Call<'_>, module: &'static Module) -> Result<(), Failure> {
    let method = call.arrival.method;
    if method == Method::Other && call.profile().knows_methods {
        return Err(Failure::of("apierror-invalidmethod").status(405));
    }
    if module.posted(call.profile().release) && method != Method::Post {
        return Err(Message::new("apierror-mustbeposted").arg(module.name).into());
    }
    if method == Method::Post
        && call.profile().wants_content_type
        && call.arrival.headers.content_type.is_none_or(|kind| kind.is_empty() || kind == "0")
    {
        let message = Message::new("apiwarn-deprecation-post-without-content-type");
        call.deprecate_as(MAIN.path, message, "post-without-content-type");
    }
    Ok(())
}
