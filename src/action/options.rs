//! `action=options` (`includes/api/ApiOptions.php`).

use crate::{
    api::{Call, Failure, Module, Needs, Run, Running},
    choices,
    message::{Arg, Message},
    param::{Choice, Chosen},
    params,
    release::V1_43,
    wiki::{
        Right,
        option::{
            change::{self, Reset},
            kind::{self, Fault, Kind},
        },
        token,
    },
};

const KINDS: &[Choice] = choices![
    "registered", "registered-multiselect", "registered-checkmatrix", "userjs", "special", "unused", "all",
];

const GLOBAL: &[Choice] = choices!["ignore", "override", "update", "create" since V1_45];

params! {
    /// What `action=options` accepts.
    struct Params<'r> {
        /// Set preferences back to what they are by default before others are set.
        reset as "reset": bool = flag(),
        /// Which kinds of preferences `reset` is about.
        kinds as "resetkinds": Chosen = choice(KINDS).multi().preset("all"),
        /// Preferences to set, as `name=value`; a name alone becomes the default.
        change as "change": Option<Vec<&'r str>> = text().multi(),
        /// One more preference to set. Its value may have pipes in it.
        name as "optionname": Option<&'r str> = text(),
        /// The value of `optionname`; without it the preference becomes the default.
        value as "optionvalue": Option<&'r str> = text(),
        /// What becomes of preferences that hold in all wikis. Here none do.
        _global as "global": Option<&'r str> = choice(GLOBAL).preset("ignore").since(V1_43),
    }
}

pub(super) static MODULE: Module = Module::action(
    "options",
    "ApiOptions",
    Needs::write(token::Kind::Csrf),
    Params::SPECS,
    Run::Later(run),
)
.help(
    "Changes preferences of the caller: those that there are, and others whose names have `userjs-` in front.",
)
.manual("API:Options")
.examples(&[
    ("action=options&reset=&token=123ABC", "Set everything back."),
    ("action=options&change=skin=vector|hideminor=1&token=123ABC", "Change two preferences."),
    (
        "action=options&reset=&change=skin=monobook&optionname=nickname&optionvalue=[[User:Example|Ex]]&token=123ABC",
        "Set everything back, then change two preferences.",
    ),
]);

fn run<'c>(call: &'c mut Call<'_>) -> Running<'c> {
    Box::pin(change_options(call))
}

async fn change_options(call: &mut Call<'_>) -> Result<(), Failure> {
    let Some(user) = call.caller.account.as_ref().filter(|_| call.is_named()).map(|account| account.id) else {
        let message = Message::new("apierror-mustbeloggedin").coded("notloggedin");
        return Err(message.with(Message::new("action-editmyoptions")).into());
    };
    call.require_right(&[Right::EditMyOptions])?;
    let params: Params<'_> = call.read()?;
    if params.value.is_some() && params.name.is_none() {
        return Err(Message::new("apierror-missingparam").arg("optionname").into());
    }
    let wishes = wishes(&params);
    let kinds: Vec<&'static str> = params.kinds.iter().collect();
    let reset = match &kinds[..] {
        _ if !params.reset => Reset::Nothing,
        [] => Reset::Nothing,
        kinds if kinds.contains(&"all") => Reset::All,
        kinds => Reset::Kinds(kinds),
    };
    if wishes.is_empty() && matches!(reset, Reset::Nothing) {
        return Err(Failure::of("apierror-nochanges"));
    }
    let mut values = Vec::with_capacity(wishes.len());
    for (name, value) in wishes {
        match check(call, name, value) {
            Ok(()) => values.push((name.to_owned(), value.map(str::to_owned))),
            Err(fault) => {
                call.warn(Message::new("apiwarn-validationfailed").escaped(name.to_owned()).with(fault));
            }
        }
    }
    let rights = call.caller.rights;
    let decided = call.wiki().commit(|state| change::decide(state, user, rights, reset, &values));
    decided.await.map_err(|refusal| call.refused(refusal))?;
    call.result.set("options", "success");
    Ok(())
}

/// What is to be set, each once: what is said last, where it was said first.
fn wishes<'r>(params: &Params<'r>) -> Vec<(&'r str, Option<&'r str>)> {
    let split = |entry: &&'r str| match entry.split_once('=') {
        Some((name, value)) => (name, Some(value)),
        None => (*entry, None),
    };
    let changes = params.change.iter().flatten().map(split);
    let mut wishes: Vec<(&str, Option<&str>)> = Vec::new();
    for (name, value) in changes.chain(params.name.map(|name| (name, params.value))) {
        match wishes.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => *known = value,
            None => wishes.push((name, value)),
        }
    }
    wishes
}

/// Whether a preference can be set to a value; what is said if not.
fn check(call: &Call<'_>, name: &str, value: Option<&str>) -> Result<(), Arg> {
    let failed = |key: &'static str| Err(Message::new(key).into());
    match kind::of(name, call.caller.rights, call.wiki().site()) {
        Kind::Registered(rule) => {
            let checked = value.map_or(Ok(()), |value| rule.check(value, call.wiki().site()));
            checked.map_err(|fault| fault_words(call, fault))?;
        }
        Kind::UserScript if name.len() > kind::LONGEST_NAME => {
            let message = Message::new("apiwarn-validationfailed-keytoolong");
            return Err(message.number(kind::LONGEST_NAME as i64).into());
        }
        Kind::UserScript => {
            if !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')) {
                return failed("apiwarn-validationfailed-badchars");
            }
        }
        Kind::Special => return failed("apiwarn-validationfailed-cannotset"),
        Kind::Unknown => return failed("apiwarn-validationfailed-badpref"),
    }
    if call.profile().limits_preferences && value.is_some_and(|value| value.len() > kind::LONGEST) {
        let message = Message::new("apiwarn-validationfailed-valuetoolong");
        return Err(message.number(kind::LONGEST as i64).into());
    }
    Ok(())
}

/// What a form would say of a value.
fn fault_words(call: &Call<'_>, fault: Fault) -> Arg {
    let bound = |key: &'static str, bound: f64| {
        let message = Message::new(key);
        // PHP writes no more than 14 digits.
        let digits = format!("{bound:.15}");
        if bound.fract() == 0.0 {
            message.int(bound as i64)
        } else {
            message.arg(digits.trim_end_matches('0').to_owned())
        }
    };
    match fault {
        Fault::BadOption => Message::new("htmlform-select-badoption").into(),
        Fault::NotInt => Message::new("htmlform-int-invalid").into(),
        Fault::NotFloat => Message::new("htmlform-float-invalid").into(),
        Fault::TooLow(low) => bound("htmlform-int-toolow", low).into(),
        Fault::TooHigh(high) => bound("htmlform-int-toohigh", high).into(),
        // This one is text already (`DefaultPreferencesFactory::validateSignature`).
        Fault::TooLong(longest) => {
            let message = Message::new("badsiglength").number(longest as i64);
            call.speaker.text(&message).into()
        }
        Fault::BadOffset => Message::new("timezone-invalid").into(),
    }
}
