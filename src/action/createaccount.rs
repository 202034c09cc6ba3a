//! `action=createaccount`: makes an account (`includes/api/ApiAMCreateAccount.php`).

use crate::{
    release::V1_27,
    api::{
        Call, Failure, Module, Needs, Run, Running,
        auth::{MESSAGE_FORMATS, Outcome, Purpose, Request, Wording},
    },
    base::Text,
    message::Message,
    params,
    wiki::{auth::NewAccount, token::Kind},
};

params! {
    /// What `action=createaccount` accepts.
    struct Params<'r> {
        /// Take only these requests, by their ids from `meta=authmanagerinfo`.
        requests as "requests": Option<Vec<&'r str>> = text().multi(),
        /// How messages are written.
        messageformat as "messageformat": &'r str = choice(MESSAGE_FORMATS).preset("wikitext"),
        /// Merge the fields of all requests.
        merge as "mergerequestfields": bool = flag(),
        /// Go on with what an earlier login left, if it left something.
        _preserve as "preservestate": bool = flag(),
        /// Where a browser would return to from a foreign service. Either this or `continue` must be given.
        returnurl as "returnurl": Option<&'r str> = text(),
        /// Go on with an account that more was asked for.
        resume as "continue": bool = flag(),
    }
}

pub(super) static MODULE: Module = Module::action(
    "createaccount",
    "ApiAMCreateAccount",
    Needs::write(Kind::CreateAccount).open(),
    Params::SPECS,
    Run::Later(run),
)
.prefixed("create")
.since(V1_27)
.help("Makes an account.")
.manual("API:Account_creation")
.dynamic("The fields that `meta=authmanagerinfo` names for `create`.")
.examples(&[(
    "action=createaccount&username=Example&password=ExamplePassword&retype=ExamplePassword&createreturnurl=http://example.org/&createtoken=123ABC",
    "Make an account with a password.",
)]);

fn run<'c>(call: &'c mut Call<'_>) -> Running<'c> {
    Box::pin(create(call))
}

async fn create(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    call.check_return(params.returnurl, params.resume)?;
    let outcome = if params.resume {
        Outcome::Fail(Message::new("authmanager-create-not-in-progress"))
    } else {
        make(call, params.requests.as_deref()).await?
    };
    let answer = call.outcome(outcome, Wording::named(params.messageformat), params.merge);
    call.result.set("createaccount", answer);
    Ok(())
}

async fn make(call: &mut Call<'_>, wanted: Option<&[&str]>) -> Result<Outcome, Failure> {
    let given = call.submitted(Purpose::Create, wanted)?;
    let by_name = given.value(Request::USER_NAME, "username");
    let account = NewAccount {
        name: by_name.or(given.value(Request::PASSWORD, "username")),
        password: given.value(Request::PASSWORD, "password"),
        retype: given.value(Request::PASSWORD, "retype"),
        by_mail: given.has(Request::TEMPORARY),
        email: given.value(Request::USER_DATA, "email").unwrap_or_default(),
        real_name: given.value(Request::USER_DATA, "realname").unwrap_or_default(),
        reason: given.value(Request::REASON, "reason").unwrap_or_default(),
    };
    let made = call.service.wiki.create_account(&mut call.caller, account).await?;
    Ok(match made {
        Ok(user) => Outcome::Pass(Text::Shared(user.name.clone())),
        Err(refusal) => Outcome::Fail(call.create_message(refusal)),
    })
}
