//! `action=query` and its submodules, one file each.

mod list;
mod meta;
mod prop;

use crate::api::Module;

/// Every submodule, `action=query` itself aside.
pub(crate) static MODULES: &[&Module] = &[];
