//! How a module fails: what is told, and what HTTP says of it.

use smallvec::SmallVec;

use super::Header;
use crate::{base::Text, message::Message, tree::Value};

/// An error answer in the making. Its words are made when the `errorformat` is known.
#[derive(Debug, Clone, Default)]
pub struct Failure(Box<Inner>);

#[derive(Debug, Clone, Default)]
struct Inner {
    messages: SmallVec<[Message; 1]>,
    module: Option<&'static str>,
    generating: bool,
    status: Option<u16>,
    uncaught: bool,
    headers: Vec<Header>,
}

impl Failure {
    /// A failure that tells this.
    pub fn new(message: Message) -> Self {
        Self(Box::new(Inner { messages: SmallVec::from_buf([message]), ..Inner::default() }))
    }

    /// A failure by the key of its message, whose code is the key's own.
    pub fn of(key: &'static str) -> Self {
        Self::new(Message::new(key))
    }

    /// A failure that tells several things.
    pub fn several(messages: impl IntoIterator<Item = Message>) -> Self {
        Self(Box::new(Inner { messages: messages.into_iter().collect(), ..Inner::default() }))
    }

    /// What MediaWiki says of an exception that it does not expect, by PHP's class and the number of the request.
    pub fn exception(class: &'static str, request: String) -> Self {
        let message =
            Message::new("apierror-exceptioncaughttype").coded(format!("internal_api_error_{class}"));
        let mut failure = Self::new(message.arg(request).arg(class).detail("errorclass", class));
        failure.0.uncaught = true;
        failure
    }

    /// The same in releases that tell what the exception says (up to 1.28).
    pub fn exception_saying(class: &'static str, request: String, says: String) -> Self {
        let message = Message::new("apierror-exceptioncaught").coded(format!("internal_api_error_{class}"));
        let mut failure = Self::new(message.arg(request).arg(says));
        failure.0.uncaught = true;
        failure
    }

    /// Whether it is an exception that nobody expected: it is told without a module and without a hint where to read on.
    pub fn is_exception(&self) -> bool {
        self.0.uncaught
    }

    /// Sets the HTTP status.
    pub fn status(mut self, status: u16) -> Self {
        self.0.status = Some(status);
        self
    }

    /// Adds a header.
    pub fn header(mut self, name: &'static str, value: impl Into<Text>) -> Self {
        self.0.headers.push(Header { name, value: value.into() });
        self
    }

    /// Adds a detail beside the code of the first message.
    pub fn detail(mut self, key: &'static str, value: impl Into<Value>) -> Self {
        if let Some(message) = self.0.messages.first_mut() {
            message.data.get_or_insert_with(crate::tree::Node::map).set(key, value);
        }
        self
    }

    /// Names the module it comes from by its path, unless that is said already.
    pub fn in_module(mut self, module: &'static str) -> Self {
        self.0.module.get_or_insert(module);
        self
    }

    /// Says that the module was to find pages: the names of its parameters begin with `g`.
    pub fn in_generator(mut self, module: &'static str) -> Self {
        self.0.generating = true;
        self.in_module(module)
    }

    /// Whether the module it comes from was to find pages.
    pub fn is_in_generator(&self) -> bool {
        self.0.generating
    }

    /// What it tells.
    pub fn messages(&self) -> &[Message] {
        &self.0.messages
    }

    /// The path of the module it comes from.
    pub fn module(&self) -> Option<&'static str> {
        self.0.module
    }

    /// The HTTP status, if it is not 200.
    pub fn http_status(&self) -> Option<u16> {
        self.0.status
    }

    /// The headers that go with it.
    pub fn headers(&self) -> &[Header] {
        &self.0.headers
    }
}

impl From<Message> for Failure {
    fn from(message: Message) -> Self {
        Self::new(message)
    }
}
