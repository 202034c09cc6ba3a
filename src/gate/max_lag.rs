//! `maxlag`: a client would rather wait than load a lagging database.

use crate::{
    api::{Call, Failure, Module},
    base::Text,
    message::{Arg, Message},
};

/// `ApiMain::checkMaxLag`.
pub(super) fn check(call: &Call<'_>, module: &'static Module) -> Result<(), Failure> {
    let lag = &call.conditions.lag;
    let Some(most) = call.main.maxlag.filter(|most| lag.seconds > *most) else { return Ok(()) };
    // ApiHelp::shouldCheckMaxlag: help loads no database.
    if module.name == "help" {
        return Ok(());
    }
    // $wgShowHostnames is off, so the words name no host.
    let message = Message::new("apierror-maxlag-generic").with(Arg::Int(lag.seconds));
    let failure = Failure::new(
        message
            .coded("maxlag")
            .detail("host", lag.host.clone())
            .detail("lag", lag.seconds)
            .detail("type", "db"),
    );
    Err(failure
        .header("retry-after", Text::Owned(most.max(5).to_string()))
        .header("x-database-lag", Text::Owned(lag.seconds.to_string())))
}
