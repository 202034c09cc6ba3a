//! `action=changeauthenticationdata`: another password (`includes/api/ApiChangeAuthenticationData.php`).

use crate::{
    api::{
        Call, Failure, Module, Needs, Run, Running,
        auth::{Purpose, Request},
    },
    message::Message,
    params,
    release::V1_27,
    tree::Node,
    wiki::{auth::PasswordRefusal, token::Kind},
};

params! {
    /// What `action=changeauthenticationdata` accepts.
    struct Params<'r> {
        /// Which request, by its id from `meta=authmanagerinfo`.
        request as "request": &'r str = text().required(),
    }
}

pub(super) static MODULE: Module = Module::action(
    "changeauthenticationdata",
    "ApiChangeAuthenticationData",
    Needs::write(Kind::Csrf),
    Params::SPECS,
    Run::Later(run),
)
.prefixed("changeauth")
.since(V1_27)
.help("Changes the password of the caller.")
.manual("API:Manage_authentication_data")
.dynamic("The fields that `meta=authmanagerinfo` names for `change`.")
.examples(&[(
    "action=changeauthenticationdata&changeauthrequest=MediaWiki%5CAuth%5CPasswordAuthenticationRequest&password=ExamplePassword&retype=ExamplePassword&changeauthtoken=123ABC",
    "Set another password.",
)]);

fn run<'c>(call: &'c mut Call<'_>) -> Running<'c> {
    Box::pin(change(call))
}

async fn change(call: &mut Call<'_>) -> Result<(), Failure> {
    const STRANGER: &str = "apierror-mustbeloggedin-changeauthenticationdata";
    call.check_own_account(STRANGER)?;
    call.check_security()?;
    let params: Params<'_> = call.read()?;
    let given = call.submitted(Purpose::Change, Some(&[params.request]))?;
    let password = given.value(Request::PASSWORD, "password");
    let new = password.zip(given.value(Request::PASSWORD, "retype"));
    let (Some((password, retype)), Some(user)) = (new, call.caller.account.clone()) else {
        return Err(Message::new("apierror-changeauth-norequest").coded("badrequest").into());
    };
    match call.wiki().replace_password(&user, password, retype).await? {
        Ok(()) => {}
        Err(PasswordRefusal::BadRetype) => return Err(Failure::of("badretype")),
        Err(PasswordRefusal::Weak(weaknesses)) => {
            return Err(Failure::several(weaknesses.into_iter().map(Message::from)));
        }
    }
    let mut answer = Node::map();
    answer.set("status", "success");
    call.result.set("changeauthenticationdata", answer);
    Ok(())
}
