//! `action=acquiretempusername` (`includes/api/ApiAcquireTempUserName.php`). Nobody gets a temporary account here, as
//! in any wiki that does not turn that on.

use crate::{
    api::{Call, Failure, Module, Needs, Run},
    message::Message,
    release::V1_41,
};

pub(super) static MODULE: Module = Module::action(
    "acquiretempusername",
    "ApiAcquireTempUserName",
    Needs::READ.posted().writing(),
    &[],
    Run::Now(run),
)
.since(V1_41)
.help("Reserves the name of a temporary account. This wiki has no temporary accounts, so it is always refused.")
.examples(&[("action=acquiretempusername", "Ask for a name.")]);

fn run(_: &mut Call<'_>) -> Result<(), Failure> {
    Err(Message::new("apierror-tempuserdisabled").coded("tempuserdisabled").into())
}
