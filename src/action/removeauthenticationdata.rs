//! `action=removeauthenticationdata`: takes away a way to log in (`includes/api/ApiRemoveAuthenticationData.php`). The one
//! way that can be taken away is a password that was sent by mail.

use crate::{
    api::{
        Call, Failure, Module, Needs, Run, Running,
        auth::{Purpose, Request},
    },
    message::Message,
    params,
    release::V1_27,
    tree::Node,
    wiki::token::Kind,
};

params! {
    /// What `action=removeauthenticationdata` accepts.
    pub(super) struct Params<'r> {
        /// Which request, by its id from `meta=authmanagerinfo`.
        request as "request": &'r str = text().required(),
    }
}

pub(super) static MODULE: Module = Module::action(
    "removeauthenticationdata",
    "ApiRemoveAuthenticationData",
    Needs::write(Kind::Csrf),
    Params::SPECS,
    Run::Later(run),
)
.since(V1_27)
.help("Takes away a way to log in to the account of the caller.")
.manual("API:Manage_authentication_data")
.examples(&[(
    "action=removeauthenticationdata&request=MediaWiki%5CAuth%5CTemporaryPasswordAuthenticationRequest&token=123ABC",
    "Take away a password that was sent by mail.",
)]);

fn run<'c>(call: &'c mut Call<'_>) -> Running<'c> {
    Box::pin(remove(call, Purpose::Remove))
}

/// Takes away what the request names, if it is one of that purpose.
pub(super) async fn remove(call: &mut Call<'_>, purpose: Purpose) -> Result<(), Failure> {
    call.check_own_account("apierror-mustbeloggedin-removeauth")?;
    let params: Params<'_> = call.read()?;
    call.check_security()?;
    let known = call.auth_requests(purpose).iter().any(|request| request.id == params.request);
    let Some(user) = call.caller.account.clone().filter(|_| known) else {
        return Err(Message::new("apierror-changeauth-norequest").coded("badrequest").into());
    };
    debug_assert_eq!(params.request, Request::TEMPORARY, "nothing else can be taken away");
    call.wiki().invalidate_bot_passwords(&user).await?;
    let mut answer = Node::map();
    answer.set("status", "success");
    let name = call.module.name;
    call.result.set(name, answer);
    Ok(())
}
