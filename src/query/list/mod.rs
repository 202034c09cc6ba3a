//! The `list=` submodules of `action=query`. The list below is the whole registration.

mod leading_here;
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
    allcategories,
    alldeletedrevisions,
    allfileusages,
    allimages,
    alllinks,
    allpages,
    allredirects,
    allrevisions,
    alltransclusions,
    allusers,
    backlinks,
    blocks,
    categorymembers,
    deletedrevs,
    embeddedin,
    exturlusage,
    imageusage,
    iwbacklinks,
    langbacklinks,
    pagepropnames,
    pageswithprop,
    filearchive,
    logevents,
    mystashedfiles,
    prefixsearch,
    protectedtitles,
    querypage,
    random,
    recentchanges,
    search,
    tags,
    trackingcategories,
    usercontribs,
    users,
    watchlist,
    watchlistraw,
}
