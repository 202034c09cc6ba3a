//! The `list=` submodules of `action=query`. The list below is the whole registration.

use crate::api::Module;

/// Declares the submodules' rooms and lists their modules.
macro_rules! modules {
    ($($room:ident),* $(,)?) => {
        $(mod $room;)*
        /// Every `list=` submodule.
        pub(super) static MODULES: &[&Module] = &[$(&$room::MODULE),*];
    };
}

modules! {
    alldeletedrevisions,
    allpages,
    allrevisions,
    allusers,
    categorymembers,
    deletedrevs,
    logevents,
    protectedtitles,
    random,
    recentchanges,
    tags,
    usercontribs,
    users,
    watchlist,
    watchlistraw,
}
