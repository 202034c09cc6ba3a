//! The `prop=` submodules of `action=query`.
