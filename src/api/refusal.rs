//! What is said of a refusal: the one place where the domain gets words.

mod block;
mod blocked;
mod denial;
mod edit;
mod file;
mod login;
mod page;
mod tag;

pub use login::weak_password;

use super::{Call, Failure, title_fault};
use crate::{
    base::Text,
    message::{Arg, Message},
    wiki::{Refusal, Title},
};

impl From<Refusal> for Failure {
    /// For refusals that do not depend on the page or the caller: only the store's.
    fn from(refusal: Refusal) -> Self {
        let code = match refusal {
            Refusal::Store(_) => "internal_api_error_DBQueryError",
            _ => "internal_api_error",
        };
        Message::new("internalerror").coded(code).into()
    }
}

impl Call<'_> {
    /// The failure that tells of a refusal.
    pub fn refused(&self, refusal: Refusal) -> Failure {
        match refusal {
            Refusal::Store(_) => refusal.into(),
            refusal => Failure::several(self.refusal_messages(refusal)),
        }
    }

    /// What a refusal says, each thing as a message of its own.
    pub fn refusal_messages(&self, refusal: Refusal) -> Vec<Message> {
        match refusal {
            Refusal::Denied(denials) => {
                denials.iter().flat_map(|denial| self.denial_messages(denial)).collect()
            }
            Refusal::Several(refusals) => {
                let mut messages: Vec<Message> = Vec::with_capacity(refusals.len());
                // What is wrong with a title may be told by the move and by a permission: once is enough.
                for message in refusals.into_iter().flat_map(|refusal| self.refusal_messages(refusal)) {
                    if !messages.contains(&message) {
                        messages.push(message);
                    }
                }
                messages
            }
            refusal => vec![self.refusal_message(&refusal)],
        }
    }

    fn refusal_message(&self, refusal: &Refusal) -> Message {
        if let Refusal::Title { text, fault } = refusal {
            return title_fault(text, fault);
        }
        self.edit_message(refusal)
            .or_else(|| self.page_message(refusal))
            .or_else(|| self.tag_message(refusal))
            .or_else(|| file::message(refusal))
            .or_else(|| block::message(refusal))
            .unwrap_or_else(|| Message::new("internalerror").coded("internal_api_error"))
    }

    /// A title as it is read.
    pub fn title_text(&self, title: &Title) -> Text {
        title.prefixed(&self.wiki().site().namespaces).into()
    }

    /// A title as it is kept, with underscores.
    fn title_key(&self, title: &Title) -> Text {
        title.prefixed_key(&self.wiki().site().namespaces).into()
    }
}

/// Text as HTML shows it, as MediaWiki hands it to some messages.
fn html(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#039;")
}

/// Texts as one argument: a list in releases whose refusals hold lists, else joined before they are put in.
fn commas(items: Vec<String>, as_list: bool) -> Arg {
    if as_list { Arg::commas(items) } else { Arg::Text(items.join(", ").into()) }
}
