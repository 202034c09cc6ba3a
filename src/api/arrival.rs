//! A request as it came in, free of any HTTP library: what the door hands to the house.

use std::net::IpAddr;

use crate::param::Body;

/// The HTTP method, as far as the wiki tells them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// GET
    Get,
    /// HEAD: answered as GET, without the body.
    Head,
    /// POST
    Post,
    /// OPTIONS
    Options,
    /// Any other, which `api.php` refuses with 405.
    Other,
}

/// The request headers that anything in the house reads. Absent ones are `None`; bytes that are no UTF-8 are absent too.
#[derive(Debug, Clone, Copy, Default)]
#[expect(missing_docs, reason = "each is the header of that name")]
pub struct Headers<'r> {
    pub host: Option<&'r str>,
    pub cookie: Option<&'r str>,
    pub origin: Option<&'r str>,
    pub authorization: Option<&'r str>,
    pub user_agent: Option<&'r str>,
    pub content_type: Option<&'r str>,
    pub if_none_match: Option<&'r str>,
    pub if_modified_since: Option<&'r str>,
    pub accept_language: Option<&'r str>,
    pub treat_as_untrusted: Option<&'r str>,
    pub promise_non_write: Option<&'r str>,
    pub access_control_request_method: Option<&'r str>,
    pub access_control_request_headers: Option<&'r str>,
    pub x_request_id: Option<&'r str>,
    pub x_forwarded_for: Option<&'r str>,
}

/// A request at the door.
#[derive(Debug)]
pub struct Arrival<'r> {
    /// The method.
    pub method: Method,
    /// The path as sent, without the query string.
    pub path: &'r str,
    /// The query string, still encoded; `None` if there was no `?`.
    pub query: Option<&'r str>,
    /// The headers.
    pub headers: Headers<'r>,
    /// The body.
    pub body: &'r Body,
    /// Who sent it.
    pub peer: IpAddr,
}
