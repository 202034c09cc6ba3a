//! `action=checktoken`: whether a token is still right (`includes/api/ApiCheckToken.php`).

use crate::{
    api::{Call, Failure, Module, Needs, Run, TOKEN_TYPES},
    message::Message,
    params,
    release::{V1_25, V1_42},
    tree::Node,
    wiki::token::{self, Kind},
};

params! {
    /// What `action=checktoken` accepts.
    pub(super) struct Params<'r> {
        /// Of which type the token is said to be.
        kind as "type": &'r str = choice(TOKEN_TYPES).required(),
        /// The token.
        token as "token": &'r str = text().required().sensitive(),
        /// How old the token may be at most, in seconds.
        max_age as "maxtokenage": Option<i64> = integer(),
    }
}

pub(super) static MODULE: Module =
    Module::action("checktoken", "ApiCheckToken", Needs::READ, Params::SPECS, Run::Now(run))
        .since(V1_25)
        .help("Tells whether a token from `action=query&meta=tokens` is still right.")
        .manual_later(V1_42, "API:Checktoken")
        .examples(&[("action=checktoken&type=csrf&token=123ABC", "Whether a csrf token is right.")]);

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    let kind = Kind::named(params.kind).expect("the choices are the types");
    let wiki = call.wiki();
    let accepted = wiki.accepts_token(&mut call.caller, kind, params.token);
    let made = token::made_at(params.token);
    // LoggedOutEditToken::match: the token of callers without a session has no age.
    let too_old = params.max_age.zip(made).is_some_and(|(most, made)| made < call.now.plus(-most));
    let result = match (accepted, too_old) {
        (true, false) => "valid",
        (true, true) => "expired",
        (false, _) => "invalid",
    };
    if call.profile().warns_of_token_encoding && !accepted && params.token.ends_with(" \\") {
        call.warn(Message::new("apiwarn-checktoken-percentencoding"));
    }
    let mut answer = Node::map();
    answer.set("result", result);
    if let Some(made) = made {
        answer.set("generated", made);
    }
    call.result.set("checktoken", answer);
    Ok(())
}
