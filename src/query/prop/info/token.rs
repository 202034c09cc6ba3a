//! `intoken`: tokens beside each page, until 1.36 (`ApiQueryInfo::getTokenFunctions`, 1.35).

use crate::{
    api::{Call, legacy_token, warn_of_types},
    base::{Text, Timestamp},
    message::Message,
    param::Chosen,
    tree::Node,
};

/// The types that were asked for, each with the token, or nothing where the caller may not have it.
pub(super) fn read(call: &mut Call<'_>, asked: Option<&Chosen>) -> Option<Vec<(&'static str, Option<Text>)>> {
    let asked = asked?;
    if call.untrusted {
        // Without the same-origin policy there are no types, so none is recognized.
        let words: Vec<&str> = asked.iter().collect();
        if !words.is_empty() {
            let name = call.param_name("token");
            warn_of_types(call, &name, &words.join("|"), &words);
        }
        return Some(Vec::new());
    }
    Some(asked.iter().map(|kind| (kind, legacy_token(call, kind))).collect())
}

/// Adds them to what is told of a page.
pub(super) fn add(node: &mut Node, tokens: &[(&'static str, Option<Text>)], now: Timestamp) {
    let after = ["contentmodel", "pagelanguage", "pagelanguagehtmlcode", "pagelanguagedir", "touched", "lastrevid"]
        .into_iter()
        .chain(["counter", "length", "redirect", "new"]);
    let at = after.filter(|key| node.get(key).is_some()).count();
    let later = node.entries_mut().split_off(at);
    node.append("starttimestamp", now);
    for (kind, token) in tokens {
        if let Some(token) = token {
            node.append(format!("{kind}token"), token.clone());
        }
    }
    node.entries_mut().extend(later);
}

/// Tells of those that the caller may not have.
pub(super) fn warn(call: &mut Call<'_>, tokens: &[(&'static str, Option<Text>)]) {
    for (kind, _) in tokens.iter().filter(|(_, token)| token.is_none()) {
        call.warn(Message::new("apiwarn-tokennotallowed").arg(*kind));
    }
}
