//! `action=query` and its submodules, one file each.

mod archive;
mod change;
mod export;
mod list;
mod meta;
mod prop;
mod query;
mod revision;

use crate::api::Module;

/// `action=query` and every submodule.
pub(crate) fn modules() -> impl Iterator<Item = &'static Module> {
    let submodules = prop::MODULES.iter().chain(list::MODULES).chain(meta::MODULES);
    std::iter::once(&query::MODULE).chain(submodules.copied())
}
