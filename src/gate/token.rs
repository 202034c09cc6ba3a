//! Tokens: given, not in the query string, and right (`ApiMain::setupModule`).

use std::borrow::Cow;

use crate::{
    api::{Call, Failure, Module},
    param::{Faults, Name},
};

/// The module's parameters are known to be right by now.
pub(super) fn check(call: &mut Call<'_>, module: &'static Module) -> Result<(), Failure> {
    let Some(kind) = module.token(call.profile().release) else { return Ok(()) };
    let name: Cow<'_, str> = match module.prefix {
        "" => "token".into(),
        prefix => format!("{prefix}token").into(),
    };
    let field = call.fields.take(&Name::plain(&name));
    // Up to 1.23 a few modules declared theirs themselves, and not as required.
    let lax = !call.profile().tokens_are_posted
        && matches!(module.path, "block" | "unblock" | "setnotificationtimestamp");
    let is_one = |given: &&str| !given.is_empty() || lax;
    let Some(given) = field.and_then(|field| field.value()).filter(is_one) else {
        let missing = Faults(call.profile()).missing(&Name::of(module.prefix, "token"));
        return Err(Failure::new(missing).in_module(module.path));
    };
    if call.profile().tokens_are_posted {
        call.require_posted([&*name]).map_err(|failure| failure.in_module(module.path))?;
    }
    if call.service.wiki.accepts_token(&mut call.caller, kind, given) {
        return Ok(());
    }
    if let Some(salt) = module.web_salt {
        let words = salt(call).map_err(|failure| failure.in_module(module.path))?;
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        if call.service.wiki.accepts_token_for(&call.caller, &words, given) {
            return Ok(());
        }
    }
    Err(Failure::of("apierror-badtoken").in_module(module.path))
}
