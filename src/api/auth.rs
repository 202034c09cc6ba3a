//! Logging in, creating accounts and changing passwords in steps: what is asked of a caller, what came along, and what
//! came of it (`ApiAuthManagerHelper`).

mod answer;
mod ask;
mod submit;

pub use answer::{Outcome, Wording};
pub use ask::{Asked, Purpose, Request};
pub use submit::Submission;

use super::{Call, Failure};
use crate::{
    base::url::PROTOCOLS,
    message::{Arg, Message},
    param::{Choice, choices},
    wiki::{Right, auth::Security},
};

/// The values of `messageformat=`.
pub const MESSAGE_FORMATS: &[Choice] = choices!["html", "wikitext", "raw", "none"];

impl Call<'_> {
    /// Refuses a request that neither begins, for which it says where a browser returns to, nor goes on.
    pub fn check_return(&self, returnurl: Option<&str>, goes_on: bool) -> Result<(), Failure> {
        self.at_least_one(&[("continue", goes_on), ("returnurl", returnurl.is_some())])?;
        let Some(url) = returnurl.filter(|url| !is_address(url)) else { return Ok(()) };
        let name = self.param_name("returnurl");
        let code = format!("badurl_{name}");
        let message = Message::new("apierror-badurl").coded(code).arg(name);
        Err(message.with(Arg::Escaped(url.to_owned().into())).into())
    }

    /// Refuses callers who did not log in of late.
    pub fn check_security(&self) -> Result<(), Failure> {
        match self.wiki().security(&self.caller) {
            Security::Ok => Ok(()),
            Security::Reauthenticate => Err(Failure::of("apierror-reauthenticate")),
        }
    }

    /// Refuses callers without an account, and in some releases those whose session may not touch what is private.
    pub fn check_own_account(&self, key: &'static str) -> Result<(), Failure> {
        if !self.is_named() {
            return Err(Message::new(key).coded("notloggedin").into());
        }
        if self.profile().credentials_are_private && !self.may(Right::EditMyPrivateInfo) {
            let what = Message::new("action-editmyprivateinfo");
            return Err(Message::new("apierror-permissiondenied").with(what).into());
        }
        Ok(())
    }

    /// Whether the caller's session can become another's (`AuthManager::canAuthenticateNow`).
    pub fn can_log_in_now(&self) -> bool {
        !self.caller.session.is_some_and(|session| session.is_bot())
    }
}

/// Whether a text is an address of a protocol that MediaWiki knows (`wfParseUrl`).
fn is_address(text: &str) -> bool {
    let known = PROTOCOLS.iter().find(|protocol| {
        text.get(..protocol.len()).is_some_and(|start| start.eq_ignore_ascii_case(protocol))
    });
    let Some(protocol) = known else { return false };
    let rest = &text[protocol.len()..];
    if !protocol.ends_with('/') {
        return true;
    }
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !port.contains(']') => (name, port),
        _ => (host, ""),
    };
    !name.is_empty() && port.parse::<u16>().is_ok() | port.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_have_a_known_protocol_and_a_host() {
        for good in ["http://example.org/", "HTTPS://a:81", "mailto:x@y", "http://u:p@[::1]/x?y#z"] {
            assert!(is_address(good), "{good}");
        }
        for bad in
            ["", "nonsense", "//x.y/z", "foo://x.y/z", "http://", "http:///x", "http://a:b", "file:///x"]
        {
            assert!(!is_address(bad), "{bad}");
        }
    }
}
