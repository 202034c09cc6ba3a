//! `action=createaccount` from 1.21 to 1.26: the form of `Special:Userlogin` for new accounts, filled in by a program
//! (`includes/api/ApiCreateAccount.php`, 1.26).

use crate::{
    api::{Call, Failure, Module, Needs, Run, Running},
    message::Message,
    params,
    release::{V1_21, V1_27},
    tree::Node,
    wiki::{Right, auth::NewAccount},
};

params! {
    /// What `action=createaccount` accepted.
    struct Params<'r> {
        /// The name of the account.
        name as "name": &'r str = text().required(),
        /// Its password.
        password as "password": Option<&'r str> = password(),
        /// Not used.
        _domain as "domain": Option<&'r str> = text(),
        /// The token that the first request was answered with.
        token as "token": Option<&'r str> = text().sensitive(),
        /// Its mail address.
        email as "email": Option<&'r str> = text(),
        /// The real name.
        realname as "realname": Option<&'r str> = text(),
        /// Send a password by mail.
        mailpassword as "mailpassword": bool = flag(),
        /// Why, for the log.
        reason as "reason": Option<&'r str> = text(),
        /// The language of the new user.
        _language as "language": Option<&'r str> = text(),
    }
}

pub(super) static MODULE: Module = Module::action(
    "createaccount",
    "ApiCreateAccount",
    Needs::NOTHING.posted().writing(),
    Params::SPECS,
    Run::Later(run),
)
.since(V1_21)
.until(V1_27)
.help("Makes an account, in two steps: the first is answered with the token for the second.")
.manual("API:Account_creation")
.examples(&[(
    "action=createaccount&name=testuser&password=test123&token=123ABC",
    "Make an account with a password.",
)]);

fn run<'c>(call: &'c mut Call<'_>) -> Running<'c> {
    Box::pin(create(call))
}

async fn create(call: &mut Call<'_>) -> Result<(), Failure> {
    if call.untrusted {
        return Err(Message::new("earlier-create-untrusted").coded("aborted").into());
    }
    let params: Params<'_> = call.read()?;
    if !call.may(Right::CreateAccount) {
        return Err(Message::new("earlier-create-denied").coded("permdenied-createaccount").into());
    }
    let mut answer = Node::map();
    let wiki = &call.service.wiki;
    if let Some(token) = wiki.form_create_token(&mut call.caller, params.token) {
        answer.set("token", token).set("result", "NeedToken");
        call.result.set("createaccount", answer);
        return Ok(());
    }
    let wanted = NewAccount {
        name: Some(params.name),
        password: params.password,
        retype: params.password,
        by_mail: params.mailpassword,
        email: params.email.unwrap_or_default(),
        real_name: params.realname.unwrap_or_default(),
        reason: params.reason.unwrap_or_default(),
    };
    match wiki.create_account(&mut call.caller, wanted).await? {
        Ok(user) => {
            answer.set("username", &user.name).set("userid", user.id.0).set("token", user.secret.wire());
            answer.set("result", "Success");
        }
        Err(refusal) => return Err(call.create_message(refusal).into()),
    }
    call.result.set("createaccount", answer);
    Ok(())
}
