//! What the wiki would not do. No text: words are made where an answer is made.

use std::sync::Arc;

use super::{RevisionId, Target, Title, TitleFault, content::Model, permission::Denial};
use crate::store::StoreError;

/// Why the wiki refused.
#[derive(Debug, Clone)]
pub enum Refusal {
    /// The store could not keep the change, so it was not made.
    Store(StoreError),
    /// This text is no title.
    Title {
        /// What was given.
        text: String,
        /// What is wrong with it.
        fault: TitleFault,
    },
    /// They may not, for these reasons.
    Denied(Vec<Denial>),
    /// The page is there already: `articleexists`.
    PageExists,
    /// There is no such page: `missingtitle`.
    PageMissing,
    /// Following a redirect goes only with adding text: `redirect-appendonly`.
    RedirectAppendOnly,
    /// The redirect leads to where nothing can be saved: `edit-invalidredirect`.
    InvalidRedirect {
        /// The redirect.
        from: Title,
        /// Where it leads.
        to: Target,
    },
    /// Pages of that model cannot be edited this way: `no-direct-editing`.
    NoDirectEditing(Model, Title),
    /// The model does not have that format: `badformat`.
    BadFormat(String, Model, Title),
    /// Nothing can be added to pages of that model: `appendnotsupported`.
    AppendNotSupported(Model),
    /// Pages of that model have no sections: `sectionsnotsupported`.
    SectionsNotSupported(Model),
    /// That is no name of a section: `invalidsection`.
    InvalidSection,
    /// The page has no such section: `nosuchsection`.
    NoSuchSection(String),
    /// There is no such revision, or its text is hidden: `nosuchrevid`.
    NoSuchRevision(i64),
    /// The revision is one of another page: `revwrongpage`.
    RevisionOfOtherPage(RevisionId, Title),
    /// What came later stands in the way: `undofailure`.
    UndoFailed,
    /// The text arrived damaged: `badmd5`.
    BadMd5,
    /// The page is taken for something else than the edit was made for: `contentmodel-mismatch`.
    ModelMismatch {
        /// What the edit is made for.
        asked: Model,
        /// What the page is.
        is: Model,
    },
    /// They may not say what a page is taken for: `cantchangecontentmodel`.
    CannotChangeModel,
    /// The text is no JSON: `invalid-json-data`.
    InvalidJson,
    /// The text has more than so many KiB: `contenttoobig`.
    TooBig(u32),
    /// The page was deleted since the edit was begun: `pagedeleted`.
    PageDeleted,
    /// Somebody else was faster: `editconflict`.
    EditConflict,
    /// A new section has no text: `emptynewsection`.
    EmptyNewSection,
    /// These tags cannot be put on anything by users: `tags-apply-not-allowed-one` and `-multi`.
    TagsNotAllowed(Vec<Arc<str>>),
    /// They may not put tags on what they do: `tags-apply-no-permission`.
    TagsNoPermission,
    /// They are blocked, so they may not put tags on anything: `tags-apply-blocked`.
    TagsBlocked,
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}
