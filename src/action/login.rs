//! `action=login`: logs a program in, with a bot password or, deprecated, with the account's own
//! (`includes/api/ApiLogin.php`).

use crate::{
    api::{Call, Failure, Module, Needs, Run, Running, add_block_info},
    message::{ErrorFormat, Message},
    params,
    release::{PostedLogins, V1_26, V1_38},
    tree::{Node, Value},
    wiki::{
        auth::{Attempt, FormLogin, Login},
        user::User,
    },
};

params! {
    /// What `action=login` accepts.
    struct Params<'r> {
        /// The name of the account, for a bot password followed by `@` and the name of that.
        name as "name": Option<&'r str> = text(),
        /// The password.
        password as "password": Option<&'r str> = text().sensitive().later(V1_26, &password()),
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
    let by_form = call.profile().logs_in_by_form;
    check_posted(call)?;
    let params: Params<'_> = call.read()?;
    let attempt = Attempt {
        name: params.name.unwrap_or_default(),
        password: params.password.unwrap_or_default(),
        token: params.token.filter(|token| *token != "0"),
    };
    if by_form {
        let login = call.service.wiki.log_in_by_form(&mut call.caller, attempt).await?;
        let answer = form_answer(call, login);
        call.result.set("login", answer);
        return Ok(());
    }
    let login = call.service.wiki.log_in_program(&mut call.caller, attempt).await?;
    let answer = answer(call, login);
    call.result.set("login", answer);
    Ok(())
}

/// Passwords and tokens in the query string are written to logs.
fn check_posted(call: &mut Call<'_>) -> Result<(), Failure> {
    let posted = call.require_posted(["lgpassword", "lgtoken"]);
    match (posted, call.profile().posted_logins) {
        (Err(failure), PostedLogins::Required) => return Err(failure),
        (Err(failure), PostedLogins::Warned) => {
            failure.messages().iter().for_each(|message| call.warn(message.clone()));
        }
        (Err(_), PostedLogins::Unchecked) | (Ok(()), _) => {}
    }
    Ok(())
}

/// `ApiLogin` before 1.27.
fn form_answer(call: &Call<'_>, login: FormLogin) -> Node {
    let mut answer = Node::map();
    let mut tell = |result: &'static str| _ = answer.set("result", result);
    match login {
        FormLogin::Success(user, secret) => {
            tell("Success");
            let (id, name) = user.map_or((0, call.caller.name().clone()), |user| (user.id.0, user.name.clone()));
            answer.set("lguserid", id).set("lgusername", &name).set("lgtoken", secret.wire());
            add_session(call, &mut answer);
        }
        FormLogin::NeedToken(token) => {
            tell("NeedToken");
            answer.set("token", token);
            add_session(call, &mut answer);
        }
        FormLogin::WrongToken => tell("WrongToken"),
        FormLogin::NoName => tell("NoName"),
        FormLogin::Illegal => tell("Illegal"),
        FormLogin::NotExists => tell("NotExists"),
        FormLogin::EmptyPass => tell("EmptyPass"),
        FormLogin::WrongPass => tell("WrongPass"),
        FormLogin::Throttled(seconds) => {
            tell("Throttled");
            answer.set("wait", seconds);
        }
        FormLogin::CreateBlocked(block) => {
            tell("CreateBlocked");
            answer.set("details", "Your IP address is blocked from account creation");
            let state = call.wiki().state();
            if call.profile().refused_logins_tell_blocks
                && let Some(block) = state.blocks.get(block, call.now)
            {
                add_block_info(&mut answer, block, &state, call.profile().block_info);
            }
        }
    }
    answer
}

/// What a client without cookies of its own needs to go on.
fn add_session(call: &Call<'_>, answer: &mut Node) {
    let wiki = call.wiki();
    answer.set("cookieprefix", wiki.site().cookie_prefix.clone()).set("sessionid", wiki.session_name(&call.caller));
}

fn answer(call: &mut Call<'_>, login: Login) -> Node {
    let bot_passwords = call.wiki().site().login.bot_passwords;
    let mut answer = Node::map();
    match login {
        Login::NeedToken(token) => {
            call.deprecate(Message::new("apiwarn-deprecation-login-token"), "action=login&!lgtoken");
            answer.set("result", "NeedToken").set("token", token);
            if call.profile().logins_tell_session {
                add_session(call, &mut answer);
            }
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
            add_success(call, &mut answer, &user);
        }
        Login::BotSuccess(user) => add_success(call, &mut answer, &user),
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

fn add_success(call: &Call<'_>, answer: &mut Node, user: &User) {
    answer.set("result", "Success").set("lguserid", user.id.0).set("lgusername", &user.name);
    if call.profile().logins_tell_session {
        answer.set("lgtoken", user.secret.wire());
        add_session(call, answer);
    }
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
