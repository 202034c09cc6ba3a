//! `action=login`: logs a program in, with a bot password or, deprecated, with the account's own
//! (`includes/api/ApiLogin.php`).

use crate::{
    api::{Call, Failure, Module, Needs, Run, Running},
    message::{ErrorFormat, Message},
    params,
    release::V1_38,
    tree::{Node, Value},
    wiki::auth::{Attempt, Login},
};

params! {
    /// What `action=login` accepts.
    struct Params<'r> {
        /// The name of the account, for a bot password followed by `@` and the name of that.
        name as "name": Option<&'r str> = text(),
        /// The password.
        password as "password": Option<&'r str> = password(),
        /// Not used.
        _domain as "domain": Option<&'r str> = text(),
        /// A token for logging in, from `action=query&meta=tokens&type=login`.
        token as "token": Option<&'r str> = text().sensitive(),
    }
}

pub(super) static MODULE: Module =
    Module::action("login", "ApiLogin", Needs::NOTHING.posted().writing(), Params::SPECS, Run::Later(run))
        .prefixed("lg")
        .writing_since(V1_38)
        .help("Logs in, best with a bot password, and sets the cookies of the session.")
        .manual("API:Login")
        .examples(&[("action=login&lgname=user&lgpassword=password&lgtoken=123ABC", "Log in.")]);

fn run<'c>(call: &'c mut Call<'_>) -> Running<'c> {
    Box::pin(log_in(call))
}

async fn log_in(call: &mut Call<'_>) -> Result<(), Failure> {
    if call.untrusted {
        // Who may not log in has asked all the same: nothing of it is unrecognized.
        call.read::<Params<'_>>()?;
        let answer = refused(call, "Aborted", &Message::new("api-login-fail-sameorigin"));
        call.result.set("login", answer);
        return Ok(());
    }
    call.require_posted(["lgpassword", "lgtoken"])?;
    let params: Params<'_> = call.read()?;
    let attempt = Attempt {
        name: params.name.unwrap_or_default(),
        password: params.password.unwrap_or_default(),
        token: params.token.filter(|token| *token != "0"),
    };
    let login = call.service.wiki.log_in_program(&mut call.caller, attempt).await?;
    let answer = answer(call, login);
    call.result.set("login", answer);
    Ok(())
}

fn answer(call: &mut Call<'_>, login: Login) -> Node {
    let bot_passwords = call.wiki().site().login.bot_passwords;
    let mut answer = Node::map();
    match login {
        Login::NeedToken(token) => {
            call.deprecate(Message::new("apiwarn-deprecation-login-token"), "action=login&!lgtoken");
            answer.set("result", "NeedToken").set("token", token);
        }
        Login::WrongToken => _ = answer.set("result", "WrongToken"),
        Login::SessionLost => {
            let lost = Message::new("authpage-cannot-login-continue").coded("sessionlost");
            return refused(call, "Failed", &lost);
        }
        Login::Success(user) => {
            let key = if bot_passwords {
                "apiwarn-deprecation-login-botpw"
            } else {
                "apiwarn-deprecation-login-nobotpw"
            };
            call.deprecate(Message::new(key), "main-account-login");
            answer.set("result", "Success").set("lguserid", user.id.0).set("lgusername", &user.name);
        }
        Login::BotSuccess(user) => {
            answer.set("result", "Success").set("lguserid", user.id.0).set("lgusername", &user.name);
        }
        Login::Failed(refusal) => return refused(call, "Failed", &Message::from(refusal)),
        Login::BotSession => {
            // There is no wording of its own for such sessions, so PHP's name of the class stands in it.
            let message = Message::new("api-login-fail-badsessionprovider")
                .arg("MediaWiki\\Session\\BotPasswordSessionProvider sessions");
            return refused(call, "Aborted", &message);
        }
        Login::Interrupted => {
            let key =
                if bot_passwords { "api-login-fail-aborted" } else { "api-login-fail-aborted-nobotpw" };
            return refused(call, "Aborted", &Message::new(key));
        }
    }
    answer
}

fn refused(call: &Call<'_>, result: &'static str, message: &Message) -> Node {
    let reason = match call.speaker.format {
        ErrorFormat::Bc => Value::Text(call.speaker.plain(message)),
        _ => Value::Node(call.speaker.message(message)),
    };
    let mut answer = Node::map();
    answer.set("result", result).set("reason", reason);
    answer
}
