//! An answer as it goes out, free of any HTTP library.

use bytes::Bytes;
use smallvec::SmallVec;

use crate::base::Text;

/// A response header: lower-case name and value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// The name, in lower case.
    pub name: &'static str,
    /// The value. It never holds a line break: the door sends such a value empty.
    pub value: Text,
}

/// A cookie to set or delete.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetCookie {
    /// Its whole name, prefix included.
    pub name: String,
    /// Its value; empty in a deletion.
    pub value: String,
    /// How long it lives in seconds; `None` for the session, 0 or less deletes it.
    pub max_age: Option<i64>,
    /// Whether scripts in a browser may read it.
    pub for_scripts: bool,
}

/// A finished answer.
#[derive(Debug, Clone, Default)]
pub struct Reply {
    /// The HTTP status; 200 unless said otherwise.
    pub status: u16,
    /// The headers in order, `content-type` among them, cookies and the length aside.
    pub headers: SmallVec<[Header; 8]>,
    /// The cookies to set.
    pub cookies: Vec<SetCookie>,
    /// The body. The door leaves it out for HEAD and compresses it where the client allows.
    pub body: Bytes,
}

impl Reply {
    /// An answer with that status and nothing else.
    pub fn new(status: u16) -> Self {
        Self { status, ..Self::default() }
    }

    /// Adds a header.
    pub fn header(mut self, name: &'static str, value: impl Into<Text>) -> Self {
        self.headers.push(Header { name, value: value.into() });
        self
    }

    /// Sets the body.
    pub fn body(mut self, body: impl Into<Bytes>) -> Self {
        self.body = body.into();
        self
    }
}
