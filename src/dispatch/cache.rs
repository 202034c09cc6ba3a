//! Who may keep an answer, and for how long (`ApiMain::sendCacheHeaders`).

use crate::{
    api::{CacheMode, Call, Header},
    base::Text,
    param::Group,
    wiki::Right,
};

/// The headers `cache-control` and, where caches may look at it, `vary`.
pub(super) fn headers(
    call: &Call<'_>,
    is_error: bool,
    varies_by_origin: bool,
    for_people: bool,
    push: &mut impl FnMut(Header),
) {
    let mode = mode(call, is_error);
    let chosen = call.module.group != Group::Main;
    let max_age = match call.notes.max_age {
        Some(seconds) => seconds,
        None if (chosen && !call.module.writes(call.profile().release)) || mode != CacheMode::Private => {
            call.main.maxage
        }
        None => 0,
    };
    let private = || match max_age {
        _ if !call.profile().private_has_age => Text::Static("private"),
        0 => Text::Static("private, must-revalidate, max-age=0"),
        seconds => Text::Owned(format!("private, must-revalidate, max-age={seconds}")),
    };
    let mut control = |value| push(Header { name: "cache-control", value });
    if mode == CacheMode::Private {
        control(private());
        if for_people && call.profile().pages_are_whole || call.notes.is_feed {
            // `OutputPage::output` tells of what it knows; the API itself adds nothing to what is private.
            push(Header { name: "vary", value: vary(varies_by_origin, false, true) });
        }
        return;
    }
    let shared_age = call.notes.max_age.unwrap_or(call.main.smaxage);
    let has_session = mode == CacheMode::AnonPublicUserPrivate && call.caller.has_session();
    if has_session || (shared_age == 0 && max_age == 0) {
        control(private());
    } else {
        control(match call.notes.max_age {
            // What a module sets itself it sets in this order.
            Some(_) => format!("max-age={max_age}, s-maxage={shared_age}, public").into(),
            None => format!("s-maxage={shared_age}, max-age={max_age}, public").into(),
        });
        let keep = shared_age.min(max_age);
        let expires = if keep == 0 { crate::base::Timestamp::from_unix(1) } else { call.now.plus(keep) };
        push(Header { name: "expires", value: expires.http_date().into() });
    }
    let always = call.profile().heeds_distrust;
    let value = if call.notes.is_feed && always {
        // `ChannelFeed::httpHeaders` speaks of cookies first.
        Text::Static("Accept-Encoding, Cookie, Treat-as-Untrusted")
    } else {
        vary(varies_by_origin, always, always || mode == CacheMode::AnonPublicUserPrivate)
    };
    push(Header { name: "vary", value });
}

/// What an answer depends on (`OutputPage::getVaryHeader`).
fn vary(by_origin: bool, by_distrust: bool, by_cookie: bool) -> Text {
    match (by_origin, by_distrust, by_cookie) {
        (false, false, false) => "Accept-Encoding",
        (false, false, true) => "Accept-Encoding, Cookie",
        (false, true, false) => "Accept-Encoding, Treat-as-Untrusted",
        (false, true, true) => "Accept-Encoding, Treat-as-Untrusted, Cookie",
        (true, false, false) => "Accept-Encoding, Origin",
        (true, false, true) => "Accept-Encoding, Origin, Cookie",
        (true, true, false) => "Accept-Encoding, Origin, Treat-as-Untrusted",
        (true, true, true) => "Accept-Encoding, Origin, Treat-as-Untrusted, Cookie",
    }
    .into()
}

/// Whether nobody but the caller may keep the answer.
pub(super) fn is_private(call: &Call<'_>, is_error: bool) -> bool {
    match mode(call, is_error) {
        CacheMode::Private => true,
        CacheMode::AnonPublicUserPrivate => call.caller.has_session(),
        CacheMode::Public => false,
    }
}

/// `ApiMain::setCacheMode`: errors are private, and so is all of a private wiki.
fn mode(call: &Call<'_>, is_error: bool) -> CacheMode {
    if is_error || !call.service.wiki.site().groups.set(["*"]).has(Right::Read) {
        return CacheMode::Private;
    }
    match call.notes.cache {
        CacheMode::Public if call.profile().speaks_to_callers && call.main.uselang == "user" => {
            CacheMode::AnonPublicUserPrivate
        }
        mode => mode,
    }
}
