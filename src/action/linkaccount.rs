//! `action=linkaccount`: ties an account to one of another service (`includes/api/ApiLinkAccount.php`). This wiki has no
//! such service.

use crate::{
    api::{
        Call, Failure, Module, Needs, Run,
        auth::{MESSAGE_FORMATS, Outcome, Wording},
    },
    message::Message,
    params,
    release::V1_27,
    wiki::token::Kind,
};

params! {
    /// What `action=linkaccount` accepts.
    struct Params<'r> {
        /// Take only these requests, by their ids from `meta=authmanagerinfo`.
        _requests as "requests": Option<Vec<&'r str>> = text().multi(),
        /// How messages are written.
        messageformat as "messageformat": &'r str = choice(MESSAGE_FORMATS).preset("wikitext"),
        /// Merge the fields of all requests.
        merge as "mergerequestfields": bool = flag(),
        /// Where a browser would return to from a foreign service. Either this or `continue` must be given.
        returnurl as "returnurl": Option<&'r str> = text(),
        /// Go on with a link that more was asked for.
        resume as "continue": bool = flag(),
    }
}

pub(super) static MODULE: Module = Module::action(
    "linkaccount",
    "ApiLinkAccount",
    Needs::write(Kind::Csrf).open(),
    Params::SPECS,
    Run::Now(run),
)
.prefixed("link")
.since(V1_27)
.help("Ties the account to one of another service, of which this wiki has none.")
.manual("API:Linkaccount")
.dynamic("The fields that `meta=authmanagerinfo` names for `link`.")
.examples(&[(
    "action=linkaccount&provider=Example&linkreturnurl=http://example.org/&linktoken=123ABC",
    "Begin to tie the account to one of another service.",
)]);

/// MediaWiki has no words for this key, and answers the key itself.
const CANNOT: &str = "userlogin-cannot-link";

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    call.check_own_account("apierror-mustbeloggedin-linkaccounts")?;
    let params: Params<'_> = call.read()?;
    call.check_return(params.returnurl, params.resume)?;
    call.check_security()?;
    let outcome = Outcome::Fail(Message::new(CANNOT));
    let answer = call.outcome(outcome, Wording::named(params.messageformat), params.merge);
    call.result.set("linkaccount", answer);
    Ok(())
}
