//! The `prop=` submodules of `action=query`. The list below is the whole registration.

mod backlinks;
mod items;
mod page_links;

use crate::api::Module;

/// Declares the submodules' rooms and lists their modules.
macro_rules! modules {
    ($($room:ident),* $(,)?) => {
        $(mod $room;)*
        /// Every `prop=` submodule.
        pub(super) static MODULES: &[&Module] = &[$(&$room::MODULE),*];
    };
}

modules! {
    categories,
    categoryinfo,
    contributors,
    deletedrevisions,
    duplicatefiles,
    extlinks,
    fileusage,
    imageinfo,
    images,
    info,
    iwlinks,
    langlinks,
    links,
    linkshere,
    pageprops,
    redirects,
    revisions,
    stashimageinfo,
    templates,
    transcludedin,
}
