//! The `meta=` submodules of `action=query`. The list below is the whole registration.

use crate::api::Module;

/// Declares the submodules' rooms and lists their modules.
macro_rules! modules {
    ($($room:ident),* $(,)?) => {
        $(mod $room;)*
        /// Every `meta=` submodule.
        pub(super) static MODULES: &[&Module] = &[$(&$room::MODULE),*];
    };
}

modules! {
    allmessages,
    filerepoinfo,
    languageinfo,
    authmanagerinfo,
    siteinfo,
    tokens,
    userinfo,
}
