//! The parameters of every request: the main module (`includes/api/ApiMain.php`).

use super::Module;
use crate::{
    choices,
    param::{Choice, UserForm, UserName},
    params,
    release::{V1_23, V1_24, V1_25, V1_28, V1_29, V1_38, V1_41, V1_44},
};

const ASSERTS: &[Choice] = choices!["anon" since V1_35, "user", "bot"];
const ERROR_FORMATS: &[Choice] = choices!["plaintext", "wikitext", "html", "raw", "none", "bc"];
const BY_NAME: &[UserForm] = &[UserForm::Name, UserForm::Temp];

params! {
    /// What every request may say.
    #[derive(Debug, Default)]
    pub struct Main<'r> {
        /// What to do.
        action as "action": &'r str = submodules(Group::Action).preset("help"),
        /// How the answer is written.
        format as "format": &'r str = submodules(Group::Format).preset("xmlfm").later(V1_25, &submodules(Group::Format).preset("jsonfm")),
        /// Refuse to work while replicas lag by more seconds than this.
        maxlag as "maxlag": Option<i64> = integer(),
        /// How many seconds shared caches may keep the answer.
        smaxage as "smaxage": i64 = integer().preset_number(0).later(V1_41, &integer().preset_number(0).min(0)),
        /// How many seconds the client may keep the answer.
        maxage as "maxage": i64 = integer().preset_number(0).later(V1_41, &integer().preset_number(0).min(0)),
        /// Fail unless the caller is that.
        assert as "assert": Option<&'r str> = choice(ASSERTS).since(V1_23),
        /// Fail unless the caller is that user.
        assertuser as "assertuser": Option<UserName> = user(BY_NAME).since(V1_28),
        /// A value to be told again in the answer.
        requestid as "requestid": Option<&'r str> = text(),
        /// Tell which server answered.
        servedby as "servedby": bool = flag(),
        /// Tell the time.
        curtimestamp as "curtimestamp": bool = flag().since(V1_24),
        /// Tell which languages were used.
        responselanginfo as "responselanginfo": bool = flag().since(V1_29),
        /// The origin of a cross-site request, or `*`.
        origin as "origin": Option<&'r str> = text(),
        /// Allow a cross-site request with credentials other than cookies.
        crossorigin as "crossorigin": bool = flag().since(V1_44),
        /// The language of messages.
        uselang as "uselang": &'r str = text().preset("user").since(V1_25),
        /// The variant of the language.
        variant as "variant": Option<&'r str> = text().since(V1_38),
        /// How warnings and errors are written.
        errorformat as "errorformat": &'r str = choice(ERROR_FORMATS).preset("bc").since(V1_29),
        /// The language of warnings and errors.
        errorlang as "errorlang": &'r str = text().preset("uselang").since(V1_29),
        /// Use the wiki's own texts for errors.
        errorsuselocal as "errorsuselocal": bool = flag().since(V1_29),
    }
}

/// The main module itself, as `paraminfo` and `help` describe it.
pub static MAIN: Module = Module::main("ApiMain", Main::SPECS)
    .help("Takes every request: says what is done and how the answer is written.")
    .examples(&[
        ("action=help", "Help for the main module."),
        ("action=help&recursivesubmodules=1", "All help in one page."),
    ]);
