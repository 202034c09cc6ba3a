//! `meta=authmanagerinfo`: what is asked of who logs in, creates an account or changes a password
//! (`includes/api/ApiQueryAuthManagerInfo.php`).

use crate::{
    api::{
        Call, Failure, Module, Needs, Run,
        auth::{MESSAGE_FORMATS, Purpose, Wording},
    },
    choices,
    param::Choice,
    params,
    release::V1_27,
    tree::Node,
    wiki::auth::Security,
};

const PURPOSES: &[Choice] = choices![
    "login", "login-continue", "create", "create-continue", "link", "link-continue", "change", "remove", "unlink",
];

params! {
    /// What `meta=authmanagerinfo` accepts.
    struct Params<'r> {
        /// Tell whether the caller is known well enough for that.
        security as "securitysensitiveoperation": Option<&'r str> = text(),
        /// Tell what is asked for that.
        purpose as "requestsfor": Option<&'r str> = choice(PURPOSES),
        /// Merge the fields of all requests.
        merge as "mergerequestfields": bool = flag(),
        /// How messages are written.
        messageformat as "messageformat": &'r str = choice(MESSAGE_FORMATS).preset("wikitext"),
    }
}

pub(super) static MODULE: Module =
    Module::meta("query+authmanagerinfo", "ami", "ApiQueryAuthManagerInfo", Params::SPECS, Run::Now(run))
        .needs(Needs::NOTHING)
        .since(V1_27)
        .help("Tells how one logs in to this wiki, and what is asked for that.")
        .manual("API:Authmanagerinfo")
        .examples(&[
            ("action=query&meta=authmanagerinfo&amirequestsfor=login", "What is asked of who logs in."),
            (
                "action=query&meta=authmanagerinfo&amirequestsfor=login&amimergerequestfields=1",
                "The same, the fields in one list.",
            ),
            (
                "action=query&meta=authmanagerinfo&amisecuritysensitiveoperation=foo",
                "Whether the caller logged in of late.",
            ),
        ]);

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    let mut info = Node::map();
    info.set("canauthenticatenow", call.can_log_in_now()).set("cancreateaccounts", true).set("canlinkaccounts", false);
    if params.security.is_some() {
        let status = match call.wiki().security(&call.caller) {
            Security::Ok => "ok",
            Security::Reauthenticate => "reauth",
        };
        info.set("securitysensitiveoperationstatus", status);
    }
    if let Some(purpose) = params.purpose {
        info.set("haspreservedstate", false).set("hasprimarypreservedstate", false).set("preservedusername", "");
        let requests = call.auth_requests(match purpose {
            "login" => Purpose::Login,
            "login-continue" => Purpose::LoginContinue,
            "create" => Purpose::Create,
            "change" => Purpose::Change,
            "remove" => Purpose::Remove,
            _ => Purpose::Nothing,
        });
        call.add_requests(&mut info, &requests, Wording::named(params.messageformat), params.merge);
    }
    call.query().set("authmanagerinfo", info);
    Ok(())
}
