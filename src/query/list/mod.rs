//! The `list=` submodules of `action=query`.
