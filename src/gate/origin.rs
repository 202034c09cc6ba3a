//! Requests from other sites: `origin`, `callback`, `crossorigin` and the preflight (`ApiMain::handleCORS`).

use crate::{
    api::{Arrival, Header, Method},
    base::Text,
    param::Fields,
    release::Profile,
};

/// What cross-site rules make of a request.
#[derive(Debug, Default)]
pub(crate) struct Crossing {
    /// Headers that go with the answer.
    pub headers: Vec<Header>,
    /// Whether `Vary` names `Origin`.
    pub varies: bool,
    /// An answer at once: its status and text.
    pub refusal: Option<(u16, &'static str)>,
}

const EXPOSED: &str = "MediaWiki-API-Error, Retry-After, X-Database-Lag";
const EXPOSED_WITH_LOGIN: &str =
    "MediaWiki-API-Error, Retry-After, X-Database-Lag, MediaWiki-Login-Suppressed";
impl Crossing {
    fn refused(mut self, text: &'static str) -> Self {
        self.refusal = Some((403, text));
        self.headers.push(Header { name: "cache-control", value: "no-cache".into() });
        self
    }
}

/// `ApiMain::lacksSameOriginSecurity`: such a request has no user, whatever its cookies say.
pub(crate) fn is_untrusted(fields: &Fields<'_>, arrival: &Arrival<'_>, profile: &Profile) -> bool {
    fields.peek("callback").is_some_and(|field| !field.is_list())
        || (profile.takes_any_origin && fields.value("origin") == Some("*"))
        || (profile.heeds_distrust && arrival.headers.treat_as_untrusted.is_some())
        || asks_crossorigin(fields, profile)
}

fn asks_crossorigin(fields: &Fields<'_>, profile: &Profile) -> bool {
    profile.takes_crossorigin && fields.peek("crossorigin").is_some_and(|field| !field.is_list())
}

/// What to answer to a request that names an origin. Every session that there is here lives in cookies, which a browser
/// sends along whoever asks it to; with such a session `crossorigin` is refused.
pub(crate) fn cross(
    fields: &Fields<'_>,
    arrival: &Arrival<'_>,
    profile: &Profile,
    site: &CrossSite<'_>,
    has_bot_session: impl FnOnce() -> bool,
) -> Crossing {
    let mut crossing = Crossing::default();
    let crossorigin = asks_crossorigin(fields, profile);
    let asks_first =
        arrival.method == Method::Options && arrival.headers.access_control_request_method.is_some();
    if crossorigin && fields.value("origin").is_some() {
        return crossing.refused("'origin' and 'crossorigin' parameters cannot be used together\n");
    }
    if crossorigin && !asks_first {
        return crossing.refused(if has_bot_session() {
            "'crossorigin' cannot be used with MediaWiki\\Session\\BotPasswordSessionProvider sessions\n"
        } else {
            "'crossorigin' cannot be used with cookie-based sessions\n"
        });
    }
    let Some(origin) = fields.value("origin").or(crossorigin.then_some("*")) else { return crossing };
    let header = arrival.headers.origin.map(str::trim);
    let (allow, credentials, matched) = if origin == "*" && profile.takes_any_origin {
        (Text::Static("*"), "false", true)
    } else {
        crossing.varies = true;
        let Some(header) = header.filter(|header| header.split_ascii_whitespace().any(|one| one == origin))
        else {
            return crossing.refused("'origin' parameter does not match Origin header\n");
        };
        (Text::Owned(header.to_owned()), "true", header.split_ascii_whitespace().all(|one| site.allows(one)))
    };
    let mut add = |name, value: Text| crossing.headers.push(Header { name, value });
    if !matched {
        add("mediawiki-cors-rejection", "Origin mismatch".into());
        return crossing;
    }
    if asks_first {
        if let Some(asked) = arrival.headers.access_control_request_headers {
            if !asked.trim().is_empty() && !asked.split(',').all(|one| site.allows_header(one.trim())) {
                add("mediawiki-cors-rejection", "Unsupported header requested in preflight".into());
                return crossing;
            }
            add("access-control-allow-headers", asked.to_owned().into());
        }
        let methods = if profile.crosses_by_head { "POST, GET, HEAD" } else { "POST, GET" };
        add("access-control-allow-methods", methods.into());
    }
    let timing = (origin != "*").then(|| allow.clone());
    add("access-control-allow-origin", allow);
    add("access-control-allow-credentials", credentials.into());
    if let Some(timing) = timing {
        add("timing-allow-origin", timing);
    }
    if !asks_first {
        let exposed = if profile.tells_suppressed_logins { EXPOSED_WITH_LOGIN } else { EXPOSED };
        add("access-control-expose-headers", exposed.into());
    }
    crossing
}

/// Which foreign sites and headers the wiki's settings allow (`$wgCrossSiteAJAXdomains`, `$wgAllowedCorsHeaders`).
#[derive(Debug, Clone, Copy)]
pub(crate) struct CrossSite<'a> {
    /// Host names, `*` and `?` being wildcards.
    pub domains: &'a [String],
}

impl CrossSite<'_> {
    fn allows(&self, origin: &str) -> bool {
        let host = origin.split_once("://").map_or(origin, |(_, host)| host);
        self.domains.iter().any(|pattern| matches_wildcard(pattern.as_bytes(), host.as_bytes()))
    }

    fn allows_header(&self, name: &str) -> bool {
        const SIMPLE: [&str; 11] = [
            "accept",
            "accept-language",
            "content-language",
            "content-type",
            "accept-encoding",
            "dnt",
            "origin",
            "user-agent",
            "api-user-agent",
            "access-control-max-age",
            "authorization",
        ];
        SIMPLE.iter().any(|simple| name.eq_ignore_ascii_case(simple))
    }
}

fn matches_wildcard(pattern: &[u8], text: &[u8]) -> bool {
    match (pattern.first(), text.first()) {
        (None, None) => true,
        (Some(b'*'), _) => {
            matches_wildcard(&pattern[1..], text)
                || (!text.is_empty() && matches_wildcard(pattern, &text[1..]))
        }
        (Some(b'?'), Some(_)) => matches_wildcard(&pattern[1..], &text[1..]),
        (Some(a), Some(b)) if a.eq_ignore_ascii_case(b) => matches_wildcard(&pattern[1..], &text[1..]),
        _ => false,
    }
}
