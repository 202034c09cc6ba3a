//! Tokens: given, not in the query string, and right (`ApiMain::setupModule`).

use crate::{
    api::{Call, Failure, Module},
    message::Message,
    param::Name,
};

/// The module's parameters are known to be right by now.
pub(super) fn check(call: &mut Call<'_>, module: &'static Module) -> Result<(), Failure> {
    let Some(kind) = module.needs.token else { return Ok(()) };
    let field = call.fields.take(&Name::plain("token"));
    let Some(given) = field.and_then(|field| field.value()).filter(|given| !given.is_empty()) else {
        let missing = Message::new("paramvalidator-missingparam").coded("missingparam").plain("token");
        return Err(Failure::new(missing).in_module(module.path));
    };
    if call.fields.in_query("token") {
        return Err(in_query_string(&["token"]).in_module(module.path));
    }
    if call.service.wiki.accepts_token(&mut call.caller, kind, given) {
        return Ok(());
    }
    Err(Failure::of("apierror-badtoken").in_module(module.path))
}

/// `ApiBase::requirePostedParameters`.
fn in_query_string(names: &[&'static str]) -> Failure {
    Message::new("apierror-mustpostparams").arg(names.join(", ")).int(names.len() as i64).into()
}
