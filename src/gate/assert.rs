//! `assert` and `assertuser`: the caller says who it believes to be.

use crate::{
    api::{Call, Failure},
    message::Message,
    param::UserName,
    wiki::Right,
};

/// `ApiMain::checkAsserts`.
pub(super) fn check(call: &Call<'_>) -> Result<(), Failure> {
    let failed = match call.main.assert {
        Some("anon") if call.caller.is_registered() => Some("apierror-assertanonfailed"),
        Some("user") if !call.caller.is_registered() => Some("apierror-assertuserfailed"),
        Some("bot") if !call.may(Right::Bot) => Some("apierror-assertbotfailed"),
        _ => None,
    };
    if let Some(key) = failed {
        return Err(Failure::of(key));
    }
    match &call.main.assertuser {
        Some(UserName(name)) if *name != **call.caller.name() => {
            Err(Message::new("apierror-assertnameduserfailed").escaped(name.clone()).into())
        }
        _ => Ok(()),
    }
}
