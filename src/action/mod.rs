//! The actions, one file each. The list below is the whole registration.

use crate::api::Module;

/// Declares the actions' rooms and lists their modules.
macro_rules! modules {
    ($($room:ident),* $(,)?) => {
        $(mod $room;)*
        /// Every action.
        pub(crate) static MODULES: &[&Module] = &[$(&$room::MODULE),*];
    };
}

modules! {
    acquiretempusername,
    block,
    changeauthenticationdata,
    changecontentmodel,
    checktoken,
    clearhasmsg,
    clientlogin,
    compare,
    createaccount,
    createaccount_form,
    cspreport,
    delete,
    edit,
    expandtemplates,
    emailuser,
    filerevert,
    feedcontributions,
    feedrecentchanges,
    feedwatchlist,
    help,
    imagerotate,
    import,
    linkaccount,
    login,
    logout,
    managetags,
    mergehistory,
    move_page,
    opensearch,
    options,
    paraminfo,
    parse,
    patrol,
    protect,
    purge,
    removeauthenticationdata,
    resetpassword,
    revisiondelete,
    rollback,
    rsd,
    setnotificationtimestamp,
    setpagelanguage,
    stashedit,
    tag,
    tokens,
    unblock,
    undelete,
    unlinkaccount,
    upload,
    userrights,
    validatepassword,
    watch,
}
