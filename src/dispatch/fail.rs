//! An answer that is an error (`ApiMain::substituteResultWithError`).

use super::requested;
use crate::{
    api::{Call, Failure, MAIN},
    base::Text,
    message::{Message, Teller},
    param::Group,
    release::Errors,
    tree::{Node, Value},
};

/// What an error leaves behind for the reply.
pub(super) struct Failed {
    /// The HTTP status.
    pub status: u16,
    /// What the header `MediaWiki-API-Error` says.
    pub codes: Text,
}

/// Replaces the result by the error; warnings stay.
pub(super) fn fail(call: &mut Call<'_>, failure: Failure) -> Failed {
    let warnings = call.result.remove("warnings");
    let codes = match call.profile().errors {
        Errors::One => tell_one(call, &failure, warnings),
        Errors::All => tell_all(call, &failure, warnings),
    };
    call.notes.headers.extend(failure.headers().iter().cloned());
    Failed { status: failure.http_status().unwrap_or(200), codes }
}

/// The first error, with the id of the request before it.
fn tell_one(call: &mut Call<'_>, failure: &Failure, warnings: Option<Value>) -> Text {
    call.result = Node::map();
    requested::add_id(call);
    if let Some(warnings) = warnings.filter(|_| call.profile().errors_keep_warnings) {
        call.result.set("warnings", warnings);
    }
    let unknown = Message::new("apierror-unknownerror-nocode");
    let message = failure.messages().first().unwrap_or(&unknown);
    let module = failure.module().unwrap_or(MAIN.path);
    let prefix = prefix(call, failure, module);
    let told = call.speaker.told(Teller { module, prefix: &prefix }, message).into_owned();
    let mut error = call.speaker.message(&told);
    if !call.profile().errors_tell_where_help_is {
        add_all_help(call, failure, &mut error);
    } else if !failure.is_exception() {
        call.speaker.add_docref_to(&mut error, &call.api_url());
    }
    call.result.set("error", error);
    told.code()
}

/// What stands before the parameters' names of the module that fails.
fn prefix(call: &Call<'_>, failure: &Failure, module: &str) -> String {
    let known = call.service.registry.all().find(|known| known.path == module);
    let prefix = known.map_or("", |module| module.prefix);
    if failure.is_in_generator() { format!("g{prefix}") } else { prefix.to_owned() }
}

/// Before 1.25 people got all help with every error, and whoever asked for it (`ApiFormatBase::getWantsHelp`).
///
/// With exceptions their trace stood there, which wikis do not show.
fn add_all_help(call: &Call<'_>, failure: &Failure, error: &mut Node) {
    if failure.is_exception() {
        error.content("*", "");
        return;
    }
    let format = call.fields.value("format").unwrap_or("xmlfm");
    let for_people = format.ends_with("fm") && !matches!(format, "jsonfm" | "yamlfm" | "rawfm");
    if !for_people && call.module.path != "help" {
        return;
    }
    let mut text = "\n*** Everything that the API does ***\n\n".to_owned();
    for module in call.service.registry.group(Group::Action) {
        text.push_str(&format!("* action={} *\n  {}\n", module.name, module.help));
    }
    error.content("*", text);
}

/// All errors, then what the client wants to be told besides.
fn tell_all(call: &mut Call<'_>, failure: &Failure, warnings: Option<Value>) -> Text {
    let errors = call.result.remove("errors");
    call.result = Node::map();
    if let Some(warnings) = warnings {
        call.result.set("warnings", warnings);
    }
    if let Some(errors) = errors {
        call.result.set("errors", errors);
    }
    let module = failure.module().unwrap_or(MAIN.path);
    let mut codes: Vec<Text> = Vec::new();
    for message in failure.messages() {
        let code = message.code();
        if !codes.contains(&code) {
            codes.push(code);
        }
        let module = Some(module).filter(|_| !failure.is_exception());
        call.speaker.add_error(&mut call.result, module, message);
    }
    if !failure.is_exception() {
        let api = call.api_url();
        call.speaker.add_docref(&mut call.result, &api);
    }
    requested::add(call);
    if call.profile().sorts_error_codes {
        codes.sort_by(|one, other| one.as_str().cmp(other.as_str()));
    }
    match codes.len() {
        1 => codes.remove(0),
        _ => codes.iter().map(Text::as_str).collect::<Vec<_>>().join(", ").into(),
    }
}
