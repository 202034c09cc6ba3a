//! `meta=tokens`: tokens for what changes the wiki (`includes/api/ApiQueryTokens.php`).

use smallvec::SmallVec;

use crate::{
    api::{CacheMode, Call, Failure, Manners, Module, Needs, Run, TOKEN_TYPES},
    base::Text,
    message::Message,
    param::Chosen,
    params,
    release::{V1_24, V1_38, V1_26},
    tree::Node,
    wiki::{Right, token::Kind},
};

params! {
    /// What `meta=tokens` accepts.
    pub(super) struct Params {
        /// Which types of tokens to give.
        kinds as "type": Chosen = choice(TOKEN_TYPES).multi().preset("csrf").later(V1_38, &choice(TOKEN_TYPES).multi().all().preset("csrf")),
    }
}

pub(super) static MODULE: Module =
    Module::meta("query+tokens", "", "ApiQueryTokens", Params::SPECS, Run::Now(run))
        .needs(Needs::NOTHING)
        .since(V1_24)
        .help("Gives tokens, which everything that changes the wiki asks for.")
        .manual_later(V1_26, "API:Tokens")
        .examples(&[
            ("action=query&meta=tokens", "A csrf token, which is the default."),
            ("action=query&meta=tokens&type=watch|patrol", "A token for watching and one for patrolling."),
        ]);

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params = call.read()?;
    call.cache(CacheMode::Private);
    if call.untrusted {
        call.warn(Message::new("apiwarn-tokens-origin"));
        return Ok(());
    }
    let kinds: SmallVec<[Kind; 8]> = params.kinds.iter().filter_map(Kind::named).collect();
    refuse_strangers(call, &kinds)?;
    let wiki = call.wiki();
    let mut tokens = Node::map().with_capacity(kinds.len());
    for (kind, token) in kinds.iter().zip(wiki.tokens(&mut call.caller, &kinds)) {
        tokens.append(field(*kind), Text::Owned(token));
    }
    call.query().append("tokens", tokens);
    Ok(())
}

/// Where the double obliges: on a private wiki, a caller who shows no session at all is told so, as the legacy module
/// tells it, instead of being handed a token that nothing accepts. MediaWiki itself gives `+\`.
fn refuse_strangers(call: &Call<'_>, kinds: &[Kind]) -> Result<(), Failure> {
    let stranger = call.service.manners == Manners::Obliging
        && !call.caller.is_registered()
        && !call.caller.has_session()
        && !call.may(Right::Read);
    if stranger && kinds.iter().any(|kind| !kind.is_for_anyone()) {
        return Err(Failure::of("apierror-readapidenied"));
    }
    Ok(())
}

/// What a type is called in the answer.
const fn field(kind: Kind) -> &'static str {
    match kind {
        Kind::CreateAccount => "createaccounttoken",
        Kind::Csrf => "csrftoken",
        Kind::Login => "logintoken",
        Kind::Patrol => "patroltoken",
        Kind::Rollback => "rollbacktoken",
        Kind::UserRights => "userrightstoken",
        Kind::Watch => "watchtoken",
    }
}
