//! `action=tokens`: the legacy way to tokens, from 1.20 to 1.36 (`includes/api/ApiTokens.php`, 1.35). Where the double
//! obliges it stays open in every release.

use crate::{
    api::{Call, Failure, Module, Needs, Run, Status, legacy_token, warn_of_types},
    base::Text,
    choices,
    message::Message,
    param::{Choice, Chosen, Name},
    params,
    release::{V1_24, V1_37},
    tree::Node,
};

const TYPES: &[Choice] = choices![
    "block", "createaccount" since V1_27, "csrf" since V1_27, "delete", "edit", "email", "import", "login" since V1_27,
    "move", "options", "patrol", "protect", "rollback" since V1_27, "unblock", "userrights" since V1_27, "watch",
];

params! {
    /// What `action=tokens` accepts.
    pub(super) struct Params {
        /// What the tokens are for.
        kinds as "type": Chosen = choice(TYPES).multi().preset("edit"),
    }
}

pub(super) static MODULE: Module =
    Module::action("tokens", "ApiTokens", Needs::READ, Params::SPECS, Run::Now(run))
        .until(V1_37)
        .lasting()
        .status(Status::Deprecated(V1_24))
        .help("Gives tokens for actions that change the wiki, if the caller may do them. `action=query&meta=tokens` took its place.")
        .examples(&[
            ("action=tokens", "A token for editing, which is the default."),
            ("action=tokens&type=email|move", "A token for writing mail and one for moving."),
        ]);

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let kinds = read_kinds(call)?;
    if call.profile().deprecates_old_tokens {
        let message = Message::new("apiwarn-deprecation-withreplacement")
            .arg("action=tokens")
            .arg("action=query&meta=tokens");
        call.deprecate(message, "action=tokens");
    }
    let mut tokens = Node::map();
    for kind in kinds.iter() {
        match legacy_token(call, kind) {
            Some(token) => _ = tokens.set(Text::Owned(format!("{kind}token")), token),
            None => call.warn(Message::new("apiwarn-tokennotallowed").arg(kind)),
        }
    }
    call.result.set("tokens", tokens);
    Ok(())
}

/// Without the same-origin policy there are no types at all, so that even the preset is unrecognized.
fn read_kinds(call: &mut Call<'_>) -> Result<Chosen, Failure> {
    if !call.untrusted {
        return Ok(call.read::<Params>()?.kinds);
    }
    let field = call.fields.take(&Name::plain("type"));
    let asked = field.and_then(|field| field.value()).unwrap_or("edit");
    let values: Vec<&str> = asked.split('|').filter(|value| !value.is_empty()).collect();
    if !values.is_empty() {
        warn_of_types(call, "type", asked, &values);
    }
    Ok(Chosen::default())
}
