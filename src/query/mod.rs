//! `action=query` and its submodules, one file each.

mod archive;
mod category;
mod change;
mod export;
mod file;
mod list;
mod meta;
mod outside;
mod prop;
mod property;
mod query;
mod revision;
mod start;

use crate::api::Module;

/// `action=query` and every submodule.
pub(crate) fn modules() -> impl Iterator<Item = &'static Module> {
    let submodules = prop::MODULES.iter().chain(list::MODULES).chain(meta::MODULES);
    std::iter::once(&query::MODULE).chain(submodules.copied())
}
