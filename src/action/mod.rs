//! The actions, one file each. The list below is the whole registration, in the order in which `ApiMain` has them:
//! `errorformat=raw` shows it to who asks for an action that does not exist.

use crate::api::Module;

/// Declares the actions' rooms and lists their modules.
macro_rules! modules {
    ($($first:ident,)* -> query; $($room:ident),* $(,)?) => {
        $(mod $first;)*
        $(mod $room;)*
        /// Every action.
        pub(crate) static MODULES: &[&Module] = &[$(&$first::MODULE,)* &crate::query::MODULE, $(&$room::MODULE),*];
    };
}

modules! {
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
    -> query;
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
