//! `action=logout` (`includes/api/ApiLogout.php`).

use crate::{
    api::{Call, Failure, Module, Needs, Run},
    wiki::token::Kind,
};

pub(super) static MODULE: Module =
    Module::action("logout", "ApiLogout", Needs::token(Kind::Csrf).open(), &[], Run::Now(run))
        .help("Logs out: ends the session and deletes its cookies.")
        .manual("API:Logout")
        .examples(&[("action=logout&token=123ABC", "Log out.")]);

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    call.service.wiki.log_out(&mut call.caller);
    Ok(())
}
