//! The `meta=` submodules of `action=query`.
