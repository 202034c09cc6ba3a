//! What is said of a refusal: the one place where the domain gets words.

mod blocked;
mod denial;
mod login;

use super::{Call, Failure, title_fault};
use crate::{
    base::Text,
    message::{Arg, Message},
    tree::Node,
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
            refusal => vec![self.refusal_message(refusal)],
        }
    }

    fn refusal_message(&self, refusal: Refusal) -> Message {
        match refusal {
            Refusal::Store(_) | Refusal::Denied(_) => unreachable!("told by the callers"),
            Refusal::Title { text, fault } => title_fault(&text, &fault),
            refusal => self.edit_message(refusal),
        }
    }

    /// Edits.
    fn edit_message(&self, refusal: Refusal) -> Message {
        let of = Message::new;
        match refusal {
            Refusal::PageExists => of("apierror-articleexists"),
            Refusal::PageMissing => of("apierror-missingtitle"),
            Refusal::RedirectAppendOnly => of("apierror-redirect-appendonly"),
            Refusal::InvalidRedirect { from, to } => {
                let from = self.title_text(&from);
                let to = to.full(&self.wiki().site().namespaces);
                let mut redirects = Node::auto();
                redirects.set("from", from.clone()).set("to", to.clone());
                of("apierror-edit-invalidredirect")
                    .coded("edit-invalidredirect")
                    .plain(from)
                    .plain(to)
                    .detail("redirects", redirects)
            }
            Refusal::NoDirectEditing(model, title) => {
                of("apierror-no-direct-editing").arg(model.name()).arg(self.title_key(&title))
            }
            Refusal::BadFormat(format, model, title) => {
                of("apierror-badformat").arg(format).arg(model.name()).arg(self.title_key(&title))
            }
            Refusal::AppendNotSupported(model) => of("apierror-appendnotsupported").arg(model.name()),
            Refusal::SectionsNotSupported(model) => of("apierror-sectionsnotsupported").arg(model.name()),
            Refusal::InvalidSection => of("apierror-invalidsection"),
            Refusal::NoSuchSection(section) => of("apierror-nosuchsection").arg(section),
            Refusal::NoSuchRevision(number) => of("apierror-nosuchrevid").int(number),
            Refusal::RevisionOfOtherPage(revision, title) => {
                of("apierror-revwrongpage").int(revision.number()).arg(self.title_text(&title))
            }
            Refusal::UndoFailed => of("undo-failure"),
            Refusal::BadMd5 => of("apierror-badmd5"),
            Refusal::ModelMismatch { asked, is } => {
                of("apierror-contentmodel-mismatch").arg(asked.name()).arg(is.name())
            }
            Refusal::CannotChangeModel => of("apierror-cantchangecontentmodel"),
            Refusal::InvalidJson => of("invalid-json-data").with(of("json-error-syntax")),
            Refusal::TooBig(kibibytes) => of("apierror-contenttoobig").int(kibibytes.into()),
            Refusal::PageDeleted => of("apierror-pagedeleted"),
            Refusal::EditConflict => of("edit-conflict"),
            Refusal::EmptyNewSection => of("apierror-emptynewsection"),
            Refusal::TagsNotAllowed(tags) => {
                let key = if tags.len() > 1 {
                    "tags-apply-not-allowed-multi"
                } else {
                    "tags-apply-not-allowed-one"
                };
                of(key).arg(tags.join(", ")).int(tags.len() as i64)
            }
            Refusal::TagsNoPermission => of("tags-apply-no-permission"),
            Refusal::TagsBlocked => of("tags-apply-blocked").arg(self.caller.name()),
            other => unreachable!("told elsewhere: {other:?}"),
        }
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

/// Texts as one argument: a list in releases whose refusals hold lists, else joined before they are put in.
fn commas(items: Vec<String>, as_list: bool) -> Arg {
    if as_list { Arg::commas(items) } else { Arg::Text(items.join(", ").into()) }
}
