//! `action=logout` (`includes/api/ApiLogout.php`).

use crate::{
    release::{V1_32, V1_41},
    api::{Call, Failure, Module, Needs, Run},
    message::Message,
    wiki::token::Kind,
};

pub(super) static MODULE: Module =
    Module::action("logout", "ApiLogout", Needs::token(Kind::Csrf).open().writing(), &[], Run::Now(run))
        .writing_since(V1_41)
        .guarded_since(V1_32)
        .web_salt(|_| Ok(vec!["logoutToken".to_owned()]))
        .help("Logs out: ends the session and deletes its cookies.")
        .manual("API:Logout")
        .examples(&[("action=logout&token=123ABC", "Log out.")]);

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let is_bot = call.caller.session.is_some_and(|session| session.is_bot());
    if call.profile().warns_of_idle_logout && !call.caller.is_registered() && !is_bot {
        call.warn(Message::new("apierror-mustbeloggedin-generic").coded("notloggedin"));
        return Ok(());
    }
    call.service.wiki.log_out(&mut call.caller);
    Ok(())
}
