//! `action=clientlogin`: logs a person in, in steps (`includes/api/ApiClientLogin.php`).

use crate::{
    api::{
        Call, Failure, Module, Needs, Run, Running,
        auth::{MESSAGE_FORMATS, Outcome, Purpose, Request, Wording},
        weak_password,
    },
    base::Text,
    message::Message,
    params,
    release::{V1_27, V1_38},
    wiki::{
        auth::{Authentication, PasswordRefusal},
        token::Kind,
    },
};

params! {
    /// What `action=clientlogin` accepts.
    struct Params<'r> {
        /// Take only these requests, by their ids from `meta=authmanagerinfo`.
        requests as "requests": Option<Vec<&'r str>> = text().multi(),
        /// How messages are written.
        messageformat as "messageformat": &'r str = choice(MESSAGE_FORMATS).preset("wikitext"),
        /// Merge the fields of all requests.
        merge as "mergerequestfields": bool = flag(),
        /// Go on with what an earlier login left, if it left something.
        _preserve as "preservestate": bool = flag(),
        /// Where a browser would return to from a foreign login. Either this or `continue` must be given.
        returnurl as "returnurl": Option<&'r str> = text(),
        /// Go on with a login that asked for more.
        resume as "continue": bool = flag(),
    }
}

pub(super) static MODULE: Module = Module::action(
    "clientlogin",
    "ApiClientLogin",
    Needs::write(Kind::Login).open(),
    Params::SPECS,
    Run::Later(run),
)
.prefixed("login")
.since(V1_27)
.writing_since(V1_38)
.help("Logs in, perhaps in several steps.")
.manual("API:Login")
.dynamic("The fields that `meta=authmanagerinfo` names for `login` and `login-continue`.")
.examples(&[
    (
        "action=clientlogin&username=Example&password=ExamplePassword&loginreturnurl=http://example.org/&logintoken=123ABC",
        "Begin to log in.",
    ),
    ("action=clientlogin&logincontinue=1&skipReset=1&logintoken=123ABC", "Keep a password that is too weak."),
]);

fn run<'c>(call: &'c mut Call<'_>) -> Running<'c> {
    Box::pin(log_in(call))
}

async fn log_in(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    call.check_return(params.returnurl, params.resume)?;
    let outcome = if call.can_log_in_now() {
        let wanted = params.requests.as_deref();
        let done = if params.resume { go_on(call, wanted).await? } else { begin(call, wanted).await? };
        told(call, done)
    } else {
        const CANNOT: &str = "userlogin-cannot-login";
        Outcome::Fail(Message::new(CANNOT))
    };
    let answer = call.outcome(outcome, Wording::named(params.messageformat), params.merge);
    call.result.set("clientlogin", answer);
    Ok(())
}

async fn begin(call: &mut Call<'_>, wanted: Option<&[&str]>) -> Result<Authentication, Failure> {
    let given = call.submitted(Purpose::Login, wanted)?;
    let name = given.value(Request::PASSWORD, "username");
    let password = given.value(Request::PASSWORD, "password");
    let remember = given.value(Request::REMEMBER, "rememberMe").is_some();
    Ok(call.service.wiki.authenticate(&mut call.caller, name, password, remember).await?)
}

async fn go_on(call: &mut Call<'_>, wanted: Option<&[&str]>) -> Result<Authentication, Failure> {
    let given = call.submitted(Purpose::LoginContinue, wanted)?;
    let password = given.value(Request::PASSWORD, "password");
    let new = password.zip(given.value(Request::PASSWORD, "retype"));
    let not_now = given.has(Request::SKIP);
    Ok(call.service.wiki.authenticate_further(&mut call.caller, new, not_now).await?)
}

fn told(call: &Call<'_>, done: Authentication) -> Outcome {
    let message = match done {
        Authentication::Pass(user) => return Outcome::Pass(Text::Shared(user.name.clone())),
        Authentication::Fail(refusal) => return Outcome::Fail(refusal.into()),
        Authentication::Replace(weaknesses) => {
            Message::new("resetpass-validity-soft").with(weak_password(&weaknesses))
        }
        Authentication::ReplaceTemporary => Message::new("resetpass-temp-emailed"),
        Authentication::NotReplaced(PasswordRefusal::BadRetype) => Message::new("badretype"),
        Authentication::NotReplaced(PasswordRefusal::Weak(weaknesses)) => weak_password(&weaknesses),
    };
    Outcome::Ask(call.auth_requests(Purpose::LoginContinue), message)
}
