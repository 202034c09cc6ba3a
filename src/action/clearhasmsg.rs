//! `action=clearhasmsg` (`includes/api/ApiClearHasMsg.php`).

use std::sync::Arc;

use crate::{
    api::{Call, Failure, Module, Needs, Run, Running},
    release::{V1_24, V1_29},
    wiki::{Refusal, draft::Draft},
};

pub(super) static MODULE: Module =
    Module::action("clearhasmsg", "ApiClearHasMsg", Needs::READ.posted().writing(), &[], Run::Later(run))
        .since(V1_24)
        .guarded_since(V1_29)
        .help("Says that the caller has read the messages on the own talk page.")
        .manual("API:ClearHasMsg")
        .examples(&[("action=clearhasmsg", "The messages are read.")]);

fn run<'c>(call: &'c mut Call<'_>) -> Running<'c> {
    Box::pin(clear(call))
}

async fn clear(call: &mut Call<'_>) -> Result<(), Failure> {
    let (name, now) = (Arc::clone(call.caller.name()), call.now);
    let decided = call.wiki().commit(|state| -> Result<_, Refusal> {
        let mut draft = Draft::new(state, now);
        draft.read_messages(&name);
        Ok((draft.finish(), ()))
    });
    decided.await.map_err(|refusal| call.refused(refusal))?;
    call.result.set("clearhasmsg", "success");
    Ok(())
}
