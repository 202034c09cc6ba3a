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
    changeauthenticationdata,
    checktoken,
    delete,
    edit,
    help,
    clientlogin,
    createaccount,
    edit,
    help,
    linkaccount,
    login,
    logout,
    managetags,
    move_page,
    paraminfo,
    patrol,
    protect,
    purge,
    rollback,
    rsd,
    tag,
    tokens,
    undelete,
    watch,
    removeauthenticationdata,
    resetpassword,
    rsd,
    tokens,
    unlinkaccount,
    validatepassword,
}
