//! `action=acquiretempusername` (`includes/api/ApiAcquireTempUserName.php`).

use crate::{
    api::{Call, Failure, Module, Needs, Run, Running},
    message::Message,
    release::V1_41,
    wiki::Right,
};

pub(super) static MODULE: Module = Module::action(
    "acquiretempusername",
    "ApiAcquireTempUserName",
    Needs::READ.posted().writing(),
    &[],
    Run::Later(run),
)
.since(V1_41)
.help("Reserves the name of a temporary account for the caller's session. Refused where the wiki has no such accounts.")
.examples(&[("action=acquiretempusername", "Ask for a name.")]);

fn run<'c>(call: &'c mut Call<'_>) -> Running<'c> {
    Box::pin(acquire(call))
}

async fn acquire(call: &mut Call<'_>) -> Result<(), Failure> {
    if call.wiki().site().temporaries.is_none() {
        return Err(Message::new("apierror-tempuserdisabled").coded("tempuserdisabled").into());
    }
    if call.caller.is_registered() {
        return Err(Message::new("apierror-alreadyregistered").coded("alreadyregistered").into());
    }
    call.require_right(&[Right::CreateAccount])?;
    let wiki = call.wiki();
    wiki.keep_session(&mut call.caller);
    let name = wiki.temporary_name(&mut call.caller).await.map_err(|refusal| call.refused(refusal))?;
    let none = || Message::new("apierror-tempuseracquirefailed").coded("tempuseracquirefailed");
    call.result.set("acquiretempusername", name.ok_or_else(none)?);
    Ok(())
}
