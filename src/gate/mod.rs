//! What must hold before a module runs, each rule in a room of its own. [`enter`] asks them in MediaWiki's order
//! (`ApiMain::executeAction`, 1.39).

mod assert;
mod cached;
pub(crate) mod extension;
mod max_lag;
mod method;
pub(crate) mod origin;
mod permission;
mod read_only;
mod token;

use crate::api::{Call, Failure, Module};

/// What the gates say of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Passage {
    /// The module may run.
    Free,
    /// The client has the answer already: 304.
    NotModified,
}

/// Asks all gates. What is wrong with a module's own parameters is told before what the later gates say of the caller.
pub(crate) fn enter(call: &mut Call<'_>, module: &'static Module) -> Result<Passage, Failure> {
    if call.profile().asserts_first {
        assert::check(call)?;
    }
    if module.token(call.profile().release).is_some() {
        call.check_params(module)?;
        token::check(call, module)?;
    }
    let passage = later_gates(call, module);
    if passage.is_err() {
        call.check_params(module)?;
    }
    passage
}

fn later_gates(call: &mut Call<'_>, module: &'static Module) -> Result<Passage, Failure> {
    permission::check(call, module)?;
    read_only::check(call, module)?;
    max_lag::check(call, module)?;
    if cached::is_fresh(call, module) {
        return Ok(Passage::NotModified);
    }
    method::check(call, module)?;
    if !call.profile().asserts_first {
        call.check_params(module)?;
        assert::check(call)?;
    }
    Ok(Passage::Free)
}
