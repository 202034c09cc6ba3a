//! `action=resetpassword`: mail with another password (`includes/api/ApiResetPassword.php`, `includes/user/PasswordReset.php`).
//! Whether anybody gets any is not told.

use crate::{
    api::{Call, Failure, Module, Needs, Run, Running},
    param::{UserForm, UserName},
    params,
    release::{V1_27, V1_29},
    tree::Node,
    wiki::{Refusal, Right, mail, rate::Counting, token::Kind},
};

const BY_NAME: &[UserForm] = &[UserForm::Name];

params! {
    /// What `action=resetpassword` accepts.
    struct Params<'r> {
        /// The account.
        user as "user": Option<UserName> = user(BY_NAME),
        /// The mail address of the account.
        email as "email": Option<&'r str> = text(),
        /// Tell the new password as well. Nobody may here.
        _capture as "capture": bool = flag().until(V1_29),
    }
}

pub(super) static MODULE: Module = Module::action(
    "resetpassword",
    "ApiResetPassword",
    Needs::write(Kind::Csrf),
    Params::SPECS,
    Run::Later(run),
)
.since(V1_27)
.help("Sends mail with another password to who has an account.")
.manual("API:Manage_authentication_data")
.examples(&[
    ("action=resetpassword&user=Example&token=123ABC", "To an account."),
    ("action=resetpassword&user=&email=user@example.com&token=123ABC", "To all with that address."),
]);

fn run<'c>(call: &'c mut Call<'_>) -> Running<'c> {
    Box::pin(reset(call))
}

async fn reset(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    let user = params.user.as_ref().map(|user| user.0.as_str());
    if call.profile().resets_by_one {
        call.exactly_one(&[("user", user.is_some()), ("email", params.email.is_some())])?;
    }
    if !call.wiki().site().mail {
        return Err(Failure::of("passwordreset-emaildisabled"));
    }
    if !call.may(Right::EditMyPrivateInfo) {
        return Err(Failure::of("badaccess"));
    }
    let email = params.email.filter(|email| !email.is_empty());
    if user.is_none() && email.is_none() {
        return Err(Failure::of("passwordreset-nodata"));
    }
    if call.profile().resets_check_email && email.is_some_and(|email| !mail::is_address(email)) {
        return Err(Failure::of("passwordreset-invalidemail"));
    }
    if !call.wiki().is_too_often(&call.caller, "mailpassword", Counting::Done) {
        call.wiki().send_passwords(user, email).await.map_err(|refusal| call.refused(refusal))?;
    } else if !call.profile().resets_hide_limits {
        return Err(call.refused(Refusal::TooOften));
    }
    let mut answer = Node::map();
    answer.set("status", "success");
    call.result.set("resetpassword", answer);
    Ok(())
}
