//! What a declaration says of a parameter, in words.

use crate::{
    api::{Call, Module, describe, prose::escaped},
    param::{Group, Kind, Marks, Multi, Param, Preset, Surroundings, Template},
};

/// Facts about a parameter, each as HTML.
pub(super) fn facts(call: &Call<'_>, module: &Module, param: &'static Param) -> Vec<String> {
    let release = call.profile().release;
    let now = param.in_release(release);
    let mut facts = Vec::new();
    if now.marks.contains(Marks::DEPRECATED) {
        facts.push("<strong>Deprecated.</strong>".to_owned());
    }
    if now.marks.contains(Marks::REQUIRED) {
        facts.push("Must be given.".to_owned());
    }
    if let Some(kind) = module.token(release).filter(|_| param.marks.contains(Marks::TOKEN)) {
        facts.push(format!("Takes a token of the type <code>{}</code>.", kind.name()));
    }
    if let Some(only) = now.only {
        facts.push(escaped(&only.text()));
    }
    if let Some(Template { other, .. }) = param.template {
        facts.push(format!("There is one for each value of <code>{}{other}</code>.", module.prefix));
    }
    facts.push(kind(call, now));
    if let Some(multi) = now.multi {
        facts.push(several(multi));
    }
    match now.preset {
        Preset::None | Preset::Text("") => {}
        Preset::Text(text) => facts.push(format!("Default: <code>{}</code>", escaped(text))),
        Preset::Number(number) => facts.push(format!("Default: <code>{number}</code>")),
    }
    facts
}

fn kind(call: &Call<'_>, param: &'static Param) -> String {
    let what = match param.kind {
        Kind::Choice(choices) => {
            let release = call.profile().release;
            let words = describe::words(choices, release).into_iter().map(|word| {
                let note = if word.is_deprecated(release) { " (deprecated)" } else { "" };
                format!("<code>{}</code>{note}", escaped(word.name))
            });
            return listed("Values", words.collect());
        }
        Kind::Submodules(group) => {
            let modules = describe::modules(call, group).into_iter();
            let words = modules.map(|module| super::page::link(call, module, module.name));
            return listed("Values", words.collect());
        }
        Kind::Listed(list) => return listed("Values", codes(call.list(list))),
        Kind::Tags => return listed("Tags", codes(call.list(crate::param::List::Tags))),
        Kind::Text => "a line of text",
        Kind::LongText => "text",
        Kind::Raw => "text, taken byte by byte",
        Kind::Integer { min, max, high_max } => return range(min, max, high_max),
        Kind::Limit { min, max, high_max } => {
            let range = range(Some(min), Some(max), Some(high_max));
            return format!("{range} <code>max</code> for as many as possible.");
        }
        Kind::Flag => "a flag: given at all, it is on",
        Kind::Title { must_exist: true } => "the title of a page that exists",
        Kind::Title { must_exist: false } => "a title",
        Kind::Timestamp => "a time, such as <code>2001-01-15T14:56:00Z</code> or <code>now</code>",
        Kind::Expiry => "a time ahead, such as <code>1 week</code>, or <code>never</code>",
        Kind::Namespace(_) => "the number of a namespace",
        Kind::User(forms) => {
            let release = call.profile().release;
            let forms = forms.iter().filter(|form| form.is_in(release)).map(|form| form.word());
            return format!("Type: a user, by {}.", forms.collect::<Vec<_>>().join(", "));
        }
        Kind::Password => "a secret",
        Kind::Upload => "a file, sent as <code>multipart/form-data</code>",
    };
    format!("Type: {what}.")
}

fn codes<T: AsRef<str>>(words: Vec<T>) -> Vec<String> {
    words.iter().map(|word| format!("<code>{}</code>", escaped(word.as_ref()))).collect()
}

fn listed(what: &str, words: Vec<String>) -> String {
    if words.is_empty() {
        return format!("{what}: there are none.");
    }
    format!("{what}: {}", words.join(", "))
}

fn range(min: Option<i64>, max: Option<i64>, high_max: Option<i64>) -> String {
    let high = match (max, high_max) {
        (Some(max), Some(high)) if high > max => format!(" ({high} with <code>apihighlimits</code>)"),
        _ => String::new(),
    };
    match (min, max) {
        (Some(min), Some(max)) => format!("Type: a number from {min} to {max}{high}."),
        (Some(min), None) => format!("Type: a number from {min} on."),
        (None, Some(max)) => format!("Type: a number up to {max}{high}."),
        (None, None) => "Type: a number.".to_owned(),
    }
}

fn several(multi: Multi) -> String {
    let high = if multi.high_limit > multi.limit {
        format!(" ({} with <code>apihighlimits</code>)", multi.high_limit)
    } else {
        String::new()
    };
    let all = multi.all.map(|word| format!(" <code>{word}</code> stands for all."));
    format!("Up to {}{high}, with <code>|</code> between them.{}", multi.limit, all.unwrap_or_default())
}

/// How a module is asked for: `action=edit`, `prop=info`, `format=json`.
pub(super) fn call_sign(module: &Module) -> String {
    match module.group {
        Group::Main => "Main module".to_owned(),
        group => format!("{}={}", group.word(), module.name),
    }
}
