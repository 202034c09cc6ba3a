//! The rights to read and to write through the API (`ApiMain::checkExecutePermissions`).

use crate::{
    api::{Call, Failure, Module, Read},
    param::{Group, Kind},
    wiki::Right,
};

/// Refuses callers who may not read what reads, or not write what writes.
pub(super) fn check(call: &Call<'_>, module: &'static Module) -> Result<(), Failure> {
    let reads = || match module.needs.read {
        Read::Yes => true,
        Read::No => false,
        Read::AskChildren => !asks_only_open_children(call),
    };
    if !call.may(Right::Read) && reads() {
        return Err(Failure::of("apierror-readapidenied"));
    }
    if module.writes(call.profile().release) {
        // 1.43 took the right away.
        if call.profile().write_right && !call.may(Right::WriteApi) {
            return Err(Failure::of("apierror-writeapidenied"));
        }
        if call.arrival.headers.promise_non_write.is_some_and(|promise| !promise.is_empty() && promise != "0")
        {
            return Err(Failure::of("apierror-promised-nonwrite-api"));
        }
    }
    Ok(())
}

/// `ApiQuery::isReadMode` (1.39): a query may be open if it asks for `meta` modules alone, all of them open, and gives
/// nothing else to the query itself but `rawcontinue` and `indexpageids`. Even an empty `continue=` or `titles=` closes it
/// since 1.34.
fn asks_only_open_children(call: &Call<'_>) -> bool {
    if !call.profile().opens_meta {
        return false;
    }
    let registry = &call.service.registry;
    let Some(query) = registry.find(Group::Action, "query") else { return false };
    for param in query.params {
        let Some(given) = call.fields.given(param) else { continue };
        let needs_value = call.profile().queries_open_by_values && !matches!(param.kind, Kind::Flag);
        let counts = !(needs_value && matches!(given, "" | "0" | "\x1f"));
        if counts && !matches!(param.name, "meta" | "rawcontinue" | "indexpageids") {
            return false;
        }
    }
    let Some(asked) = call.fields.value("meta") else { return false };
    asked
        .trim_start_matches('\x1f')
        .split(['|', '\x1f'])
        .filter_map(|name| registry.find(Group::Meta, name))
        .all(|module| module.needs.read == Read::No)
}
