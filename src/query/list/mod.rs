//! The `list=` submodules of `action=query`. The list below is the whole registration.

mod links_to;

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
    allfileusages,
    alllinks,
    allpages,
    allredirects,
    allrevisions,
    alltransclusions,
    allusers,
    blocks,
    categorymembers,
    deletedrevs,
    logevents,
    prefixsearch,
    protectedtitles,
    random,
    recentchanges,
    search,
    tags,
    usercontribs,
    users,
    watchlist,
    watchlistraw,
}
