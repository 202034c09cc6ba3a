//! What the wiki says to a caller: a key and its arguments now, words later, when the `errorformat` is known.

mod braces;
pub mod catalog;
mod code;
mod escape;
mod figure;
mod html;
mod markup;
mod old;
mod raw;
mod speak;
mod words;

use smallvec::SmallVec;

use crate::{base::Text, tree::Node};

pub use escape::escape as escape_wikitext;
pub use figure::grouped;
pub use html::{Heading, page as page_html};
pub use markup::strip_markup;
pub use old::Teller;
pub use speak::{ErrorFormat, Language, Speaker};
pub use words::{Destination, Nowhere, Reach, Site};

/// The arguments of a message. Most have none or one.
pub type Args = SmallVec<[Arg; 2]>;

/// One argument, which knows how it is written in words and in `errorformat=raw`.
#[derive(Debug, Clone, PartialEq)]
pub enum Arg {
    /// Wikitext, put in as it is.
    Text(Text),
    /// Text from outside, escaped wherever markup would be read (`Message::plaintextParam`).
    Plain(Text),
    /// A number where others are text from outside.
    PlainInt(i64),
    /// Text from outside as wikitext that shows it, written with references everywhere (`wfEscapeWikiText`).
    Escaped(Text),
    /// A number, written with group separators in words (`Message::numParam`).
    Number(i64),
    /// A number put in as it is, such as a count that only chooses a plural.
    Int(i64),
    /// Several arguments joined (`Message::listParam`).
    List(Box<List>),
    /// Another message.
    Message(Box<Message>),
    /// A length of time in seconds (`Message::durationParam`).
    Duration(i64),
    /// A count of bytes (`Message::sizeParam`).
    Size(i64),
}

/// Several arguments that are joined in words.
#[derive(Debug, Clone, PartialEq)]
pub struct List {
    /// What they are joined by.
    pub joined: Joined,
    /// The arguments.
    pub items: Vec<Arg>,
    /// The numbers they stand under in `errorformat=raw` before 1.43, if these are not 0, 1, 2 …: PHP keeps
    /// the places of what is left after a difference of two arrays.
    pub places: Vec<i64>,
}

/// What a list is joined by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joined {
    /// `a, b, c`: type `comma`.
    Commas,
    /// `a, b and c`: type `text`.
    Words,
}

impl Arg {
    /// A list of wikitexts, joined by commas.
    pub fn commas<T: Into<Self>>(items: impl IntoIterator<Item = T>) -> Self {
        Self::list(Joined::Commas, items)
    }

    /// A list of wikitexts, joined by commas and “and”.
    pub fn words<T: Into<Self>>(items: impl IntoIterator<Item = T>) -> Self {
        Self::list(Joined::Words, items)
    }

    /// A list of texts from outside, joined by commas.
    pub fn plain_commas<T: Into<Text>>(items: impl IntoIterator<Item = T>) -> Self {
        Self::list(Joined::Commas, items.into_iter().map(|item| Self::Plain(item.into())))
    }

    /// A list of texts from outside, joined by commas and “and”.
    pub fn plain_words<T: Into<Text>>(items: impl IntoIterator<Item = T>) -> Self {
        Self::list(Joined::Words, items.into_iter().map(|item| Self::Plain(item.into())))
    }

    /// A list of numbers, joined by commas and “and”.
    pub fn plain_numbers(items: impl IntoIterator<Item = i32>) -> Self {
        Self::list(Joined::Words, items.into_iter().map(|item| Self::PlainInt(item.into())))
    }

    /// A list of any arguments.
    pub fn list<T: Into<Self>>(joined: Joined, items: impl IntoIterator<Item = T>) -> Self {
        let items = items.into_iter().map(Into::into).collect();
        Self::List(Box::new(List { joined, items, places: Vec::new() }))
    }

    /// A list of arguments joined by commas, which stand under those numbers in `errorformat=raw`.
    pub fn placed_commas<T: Into<Self>>(items: impl IntoIterator<Item = (i64, T)>) -> Self {
        let (places, items) = items.into_iter().map(|(place, item)| (place, item.into())).unzip();
        Self::List(Box::new(List { joined: Joined::Commas, items, places }))
    }

    /// The text of a simple argument, as it was given.
    pub fn as_given(&self) -> &str {
        match self {
            Self::Text(text) | Self::Plain(text) | Self::Escaped(text) => text,
            _ => "",
        }
    }
}

impl<T: Into<Text>> From<T> for Arg {
    fn from(text: T) -> Self {
        Self::Text(text.into())
    }
}

impl From<Message> for Arg {
    fn from(message: Message) -> Self {
        Self::Message(Box::new(message))
    }
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
    pub fn arg(self, text: impl Into<Text>) -> Self {
        self.with(Arg::Text(text.into()))
    }

    /// Adds an argument of text from outside.
    pub fn plain(self, text: impl Into<Text>) -> Self {
        self.with(Arg::Plain(text.into()))
    }

    /// Adds text from outside, escaped as wikitext before all else.
    pub fn escaped(self, text: impl Into<Text>) -> Self {
        self.with(Arg::Escaped(text.into()))
    }

    /// Adds a number as it is: one that only chooses a plural, or an id.
    pub fn int(self, number: i64) -> Self {
        self.with(Arg::Int(number))
    }

    /// Adds a number, grouped by commas in words.
    pub fn number(self, number: i64) -> Self {
        self.with(Arg::Number(number))
    }

    /// Adds any argument.
    pub fn with(mut self, arg: impl Into<Arg>) -> Self {
        self.args.push(arg.into());
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
