//! The old sources of tokens, which ask for rights first: `action=tokens`, `intoken` and their like
//! (`ApiTokens`, `ApiQueryInfo::get…Token`, `ApiQueryRecentChanges::getPatrolToken`, 1.35).

use super::Call;
use crate::{
    base::Text,
    choices,
    param::Choice,
    param::{Chosen, Faults, Name},
    wiki::{Right, token::Kind},
};

/// The types of `meta=tokens`, by name, as every release that has them lists them.
pub const TOKEN_TYPES: &[Choice] = choices![
    "createaccount" since V1_27, "csrf", "login" since V1_27, "patrol", "rollback", "userrights", "watch",
];

/// A token of an old type, or nothing where the caller may not do what it is for.
pub fn legacy_token(call: &mut Call<'_>, kind: &str) -> Option<Text> {
    is_allowed(call, kind).then(|| {
        let modern = Kind::named(kind).unwrap_or(Kind::Csrf);
        call.service.wiki.token(&mut call.caller, modern).into()
    })
}

/// Without the same-origin policy there are no types of tokens at all: what a parameter asks for is unrecognized.
pub fn forget_tokens(call: &mut Call<'_>, param: &'static str, asked: &mut Option<Chosen>) {
    let Some(types) = asked.take_if(|_| call.untrusted) else { return };
    let name = call.param_name(param);
    let field = call.fields.take(&Name::plain(&name));
    let whole = field.and_then(|field| field.value()).unwrap_or_default();
    let types: Vec<&str> = types.iter().collect();
    warn_of_types(call, &name, whole, &types);
    *asked = Some(Chosen::default());
}

/// Warns that none of these types is recognized.
pub fn warn_of_types(call: &mut Call<'_>, name: &str, whole: &str, types: &[&str]) {
    let types: Vec<(usize, &str)> = types.iter().copied().enumerate().collect();
    let message = Faults(call.profile()).unrecognized_values(&Name::plain(name), whole, &types);
    call.warn(message);
}

/// Types that `meta=tokens` has too are given to everyone there, but to watch and to patrol was asked for here.
fn is_allowed(call: &Call<'_>, kind: &str) -> bool {
    match kind {
        "edit" => call.may(Right::Edit),
        "delete" => call.may(Right::Delete),
        "protect" => call.may(Right::Protect),
        "move" => call.may(Right::Move),
        "block" | "unblock" => call.may(Right::Block),
        "import" => call.may(Right::Import) || call.may(Right::ImportUpload),
        "email" => can_send_email(call),
        "options" | "watch" => call.caller.is_registered(),
        "patrol" => call.wiki().site().patrol && (call.may(Right::Patrol) || call.may(Right::PatrolMarks)),
        _ => true,
    }
}

/// `User::canSendEmail`, `User::isBlockedFromEmailuser`.
fn can_send_email(call: &Call<'_>) -> bool {
    let Some(account) = &call.caller.account else { return false };
    let state = call.wiki().state();
    let blocked = state.blocks.of_user(account.id, call.now).is_some_and(|block| block.flags.no_email);
    call.wiki().site().mail && call.may(Right::SendEmail) && account.has_confirmed_email() && !blocked
}
