//! Edits that did not go through, in words.

use super::super::Call;
use crate::{message::Message, tree::Node, wiki::Refusal};

impl Call<'_> {
    /// What is said of edits that did not go through.
    pub(super) fn edit_message(&self, refusal: &Refusal) -> Option<Message> {
        let of = Message::new;
        Some(match refusal {
            Refusal::PageExists => of("apierror-articleexists"),
            Refusal::PageMissing => of("apierror-missingtitle"),
            Refusal::TooOften if self.profile().limits_with_rights => of("apierror-ratelimited"),
            Refusal::TooOften => of("actionthrottledtext"),
            Refusal::RedirectAppendOnly => of("apierror-redirect-appendonly"),
            Refusal::InvalidRedirect { from, to } => {
                let from = self.title_text(from);
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
                of("apierror-no-direct-editing").arg(model.name()).arg(self.title_key(title))
            }
            Refusal::BadFormat(format, model, title) => {
                of("apierror-badformat").arg(format.clone()).arg(model.name()).arg(self.title_key(title))
            }
            Refusal::AppendNotSupported(model) => of("apierror-appendnotsupported").arg(model.name()),
            Refusal::SectionsNotSupported(model) => of("apierror-sectionsnotsupported").arg(model.name()),
            Refusal::SectionEditNotSupported => of("sectioneditnotsupported-text"),
            Refusal::InvalidSection => of("apierror-invalidsection"),
            Refusal::NoSuchSection(section) => of("apierror-nosuchsection").arg(section.clone()),
            Refusal::NoSuchRevision(number) => of("apierror-nosuchrevid").int(*number),
            Refusal::RevisionOfOtherPage(revision, title) => {
                of("apierror-revwrongpage").int(revision.number()).arg(self.title_text(title))
            }
            Refusal::UndoFailed => of("undo-failure"),
            Refusal::BadMd5 => of("apierror-badmd5"),
            Refusal::ModelMismatch { asked, is } => {
                of("apierror-contentmodel-mismatch").arg(asked.name()).arg(is.name())
            }
            Refusal::CannotChangeModel => of("apierror-cantchangecontentmodel"),
            Refusal::InvalidJson => of("invalid-json-data").with(of("json-error-syntax")),
            Refusal::InvalidContent => of("invalid-content-data"),
            Refusal::TooBig(kibibytes) => of("apierror-contenttoobig").int((*kibibytes).into()),
            Refusal::PageDeleted => of("apierror-pagedeleted"),
            Refusal::EditConflict => of(self.profile().edit_conflict),
            Refusal::BlankPage => of("blankpage"),
            Refusal::EmptyNewSection => of("apierror-emptynewsection"),
            _ => return None,
        })
    }
}
