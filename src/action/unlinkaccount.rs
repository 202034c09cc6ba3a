//! `action=unlinkaccount`: unties an account from one of another service (`includes/api/ApiRemoveAuthenticationData.php`).
//! This wiki has no such service.

use super::removeauthenticationdata::{Params, remove};
use crate::{
    api::{Call, Module, Needs, Run, Running, auth::Purpose},
    release::V1_27,
    wiki::token::Kind,
};

pub(super) static MODULE: Module = Module::action(
    "unlinkaccount",
    "ApiRemoveAuthenticationData",
    Needs::write(Kind::Csrf),
    Params::SPECS,
    Run::Later(run),
)
.since(V1_27)
.help("Unties the account from one of another service, of which this wiki has none.")
.manual("API:Manage_authentication_data")
.examples(&[("action=unlinkaccount&request=FooAuthenticationRequest&token=123ABC", "Untie the account.")]);

fn run<'c>(call: &'c mut Call<'_>) -> Running<'c> {
    Box::pin(remove(call, Purpose::Nothing))
}
