//! Conditional requests: `If-None-Match: *` (`ApiMain::checkConditionalRequestHeaders`).

use crate::api::{Call, Method, Module};

/// Whether the client's copy will do. No module here knows a tag or a date of its answers, so only `*` matches.
pub(super) fn is_fresh(call: &Call<'_>, _module: &'static Module) -> bool {
    matches!(call.arrival.method, Method::Get | Method::Head)
        && call.arrival.headers.if_none_match.is_some_and(|tags| tags.trim() == "*")
}
