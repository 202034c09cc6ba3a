//! What the wiki says to a caller: a key and its arguments now, words later, when the `errorformat` is known.

use smallvec::SmallVec;

use crate::{base::Text, tree::Node};

/// The arguments of a message. Most have none or one.
pub type Args = SmallVec<[Arg; 2]>;

/// One argument, which knows how it is written in words and in `errorformat=raw`.
#[derive(Debug, Clone, PartialEq)]
pub enum Arg {
    /// Wikitext, put in as it is.
    Text(Text),
    /// Text from outside, escaped wherever markup would be read (`Message::plaintextParam`).
    Plain(Text),
    /// A number, written with group separators in words (`Message::numParam`).
    Number(i64),
    /// A list joined by commas (`Message::listParam`).
    Commas(Vec<Text>),
    /// A list joined by commas and “and” (`Message::listParam`, type `text`).
    Words(Vec<Text>),
    /// Another message.
    Message(Box<Message>),
    /// A length of time in seconds (`Message::durationParam`).
    Duration(i64),
}

/// A message: MediaWiki's key for it, its arguments, and what clients read beside the words.
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    /// MediaWiki's name of the message, such as `apierror-badtoken`.
    pub key: &'static str,
    /// What is put into its words.
    pub args: Args,
    /// The code clients match on, where it is not the key's own (see [`Message::code`]).
    pub code: Option<Text>,
    /// Machine-readable details, which stand beside the code.
    pub data: Option<Node>,
}

impl Message {
    /// A message without arguments.
    pub const fn new(key: &'static str) -> Self {
        Self { key, args: SmallVec::new_const(), code: None, data: None }
    }

    /// Adds a wikitext argument.
    pub fn arg(mut self, text: impl Into<Text>) -> Self {
        self.args.push(Arg::Text(text.into()));
        self
    }

    /// Adds an argument of text from outside.
    pub fn plain(mut self, text: impl Into<Text>) -> Self {
        self.args.push(Arg::Plain(text.into()));
        self
    }

    /// Adds a number.
    pub fn number(mut self, number: i64) -> Self {
        self.args.push(Arg::Number(number));
        self
    }

    /// Adds any argument.
    pub fn with(mut self, arg: Arg) -> Self {
        self.args.push(arg);
        self
    }

    /// Sets the code that clients match on.
    pub fn coded(mut self, code: impl Into<Text>) -> Self {
        self.code = Some(code.into());
        self
    }

    /// Adds a detail to the message's data.
    pub fn detail(mut self, key: &'static str, value: impl Into<crate::tree::Value>) -> Self {
        self.data.get_or_insert_with(Node::map).set(key, value);
        self
    }
}
