//! The actions, one file each. The list below is the whole registration, in the order in which `ApiMain` has them:
//! `errorformat=raw` shows it to who asks for an action that does not exist.

use crate::api::Module;

/// Declares the actions' rooms and lists their modules.
macro_rules! modules {
    (before query: $($first:ident),* $(,)?; after it: $($room:ident),* $(,)?) => {
        $(mod $first;)*
        $(mod $room;)*
        /// The actions up to `query`, which has a floor of its own.
        pub(crate) static BEFORE_QUERY: &[&Module] = &[$(&$first::MODULE),*];
        /// The actions that follow it.
        pub(crate) static AFTER_QUERY: &[&Module] = &[$(&$room::MODULE),*];
    };
}

modules! {
    before query:
    login,
    clientlogin,
    logout,
    createaccount,
    createaccount_form,
    linkaccount,
    unlinkaccount,
    changeauthenticationdata,
    removeauthenticationdata,
    resetpassword,
    ;
    after it:
    expandtemplates,
    parse,
    stashedit,
    opensearch,
    feedcontributions,
    feedrecentchanges,
    feedwatchlist,
    help,
    paraminfo,
    rsd,
    compare,
    tokens,
    checktoken,
    cspreport,
    validatepassword,
    purge,
    setnotificationtimestamp,
    rollback,
    delete,
    undelete,
    protect,
    block,
    unblock,
    move_page,
    edit,
    upload,
    filerevert,
    emailuser,
    watch,
    patrol,
    import,
    clearhasmsg,
    userrights,
    options,
    imagerotate,
    revisiondelete,
    managetags,
    tag,
    mergehistory,
    setpagelanguage,
    changecontentmodel,
    acquiretempusername,
}
