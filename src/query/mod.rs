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

pub(crate) use query::MODULE;

/// Every submodule of `action=query`.
pub(crate) fn submodules() -> impl Iterator<Item = &'static Module> {
    prop::MODULES.iter().chain(list::MODULES).chain(meta::MODULES).copied()
}
