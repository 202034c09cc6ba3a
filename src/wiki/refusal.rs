//! What the wiki would not do. No text: words are made where an answer is made.

use std::sync::Arc;

use super::{
    Namespace, RevisionId, Target, Title, TitleFault, content::Model, permission::Denial, upload::Warnings,
};
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
    /// Sections of that page cannot be edited: `sectioneditnotsupported-text`.
    SectionEditNotSupported,
    /// That is no name of a section: `invalidsection`.
    InvalidSection,
    /// A new page is not to be empty: `blankpage`.
    BlankPage,
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
    /// The same before 1.39, which does not say what is wrong: `invalid-content-data`.
    InvalidContent,
    /// The text has more than so many KiB: `contenttoobig`.
    TooBig(u32),
    /// The page was deleted since the edit was begun: `pagedeleted`.
    PageDeleted,
    /// They did it too often: `ratelimited`.
    TooOften,
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
    /// All these things at once.
    Several(Vec<Self>),
    /// There is nothing to delete: `cannotdelete`.
    CannotDelete(Title),
    /// There is nothing to restore: `cantundelete`.
    CannotUndelete,
    /// The newest of what would be restored is hidden: `undeleterevdel`.
    UndeleteHidden,
    /// From and to are the same: `selfmove`.
    SelfMove,
    /// Another page has that title: `articleexists`.
    MoveTargetExists(Title),
    /// A redirect has that title and leads elsewhere: `redirectexists`.
    RedirectExists(Title),
    /// There is nothing to move: `movepage-source-doesnt-exist`.
    MoveSourceMissing(Title),
    /// Nothing can be moved from there: `immobile-source-namespace`.
    ImmobileSource(Namespace),
    /// Nothing can be moved to there: `immobile-target-namespace`.
    ImmobileTarget(Namespace),
    /// Only some may make that title: `cantmove-titleprotected`.
    MoveTargetProtected,
    /// Files stay files: `imagenocrossnamespace`.
    FileCrossNamespace,
    /// No file can be called that: `imageinvalidfilename`.
    FileNameInvalid,
    /// The name of a file can have 240 bytes: `filename-toolong`.
    FileNameTooLong,
    /// Nothing stands before the dot: `filename-tooshort`.
    FileNameTooShort,
    /// The ending does not fit the file: `imagetypemismatch`.
    FileTypeMismatch,
    /// Other pages do not become files: `nonfile-cannot-move-to-file`.
    NonFileToFile,
    /// There are no subpages there: `namespace-nosubpages`.
    NoSubpages(Namespace),
    /// So many pages are moved at once and no more: `movepage-max-pages`.
    TooManyMoves(usize),
    /// They may not move subpages: `cant-move-subpages`.
    CannotMoveSubpages,
    /// Making a page that is there cannot be restricted: `create-titleexists`.
    CreateTitleExists,
    /// Nothing but making a page that is not there can be restricted: `missingtitle-createonly`.
    MissingTitleCreateOnly,
    /// That cannot be restricted: `protect-invalidaction`.
    ProtectAction(String),
    /// There is no such level: `protect-invalidlevel`.
    ProtectLevel(String),
    /// Somebody else has edited since: `alreadyrolled`.
    AlreadyRolledBack {
        /// The page.
        title: Title,
        /// Whose edits were to be taken back.
        asked: Arc<str>,
        /// Who edited last; `None` if that is hidden.
        last: Option<Arc<str>>,
    },
    /// Nobody else ever edited the page: `cantrollback`, code `onlyauthor`.
    OnlyAuthor,
    /// The revision to go back to is hidden: `notvisiblerev`.
    NotVisible,
    /// There is no such line of recent changes: `nosuchrcid`.
    NoSuchRecent(i64),
    /// Recent changes do not know the revision any more: `notpatrollable`.
    NotPatrollable(RevisionId),
    /// Nothing is patrolled here: `rcpatroldisabled`.
    PatrolDisabled,
    /// Nobody patrols oneself: `markedaspatrollederror-noautopatrol`.
    PatrolOwn,
    /// That is neither a user nor an address: `badipaddress`.
    BadAddress,
    /// There is no such user: `nosuchusershort`.
    NoSuchUser(Arc<str>),
    /// Ranges that wide cannot be blocked: `ip_range_toolarge`.
    RangeTooWide(u8),
    /// There is no such range: `ip_range_invalid`.
    RangeInvalid,
    /// That is no time: `ipb_expiry_invalid`.
    ExpiryInvalid,
    /// That time is past: `ipb_expiry_old`.
    ExpiryPast,
    /// Hiding a name lasts forever: `ipb_expiry_temp`.
    HideTemporarily,
    /// Hiding a name holds everywhere: `ipb_hide_partial`.
    HidePartially,
    /// The block would do nothing: `ipb-empty-block`.
    EmptyBlock,
    /// A partial block leaves the talk page: `ipb-prevent-user-talk-edit`.
    PartialKeepsUserTalk,
    /// Only a page that is there can be part of a block: `cant-block-nonexistent-page`.
    BlockMissingPage(Arc<str>),
    /// They are blocked already: `ipb_already_blocked`.
    AlreadyBlocked(Arc<str>),
    /// They are not blocked: `ipb_cant_unblock`.
    NotBlocked(Arc<str>),
    /// The address is blocked as part of a range: `ipb_blocked_as_range`.
    BlockedAsRange(Arc<str>, Arc<str>),
    /// Who is blocked cannot block: `ipbblocked`.
    BlockedCannotBlock,
    /// Nobody ends one's own block: `ipbnounblockself`.
    CannotUnblockSelf,
    /// Hidden users are not theirs to block: `unblock-hideuser` or `cant-see-hidden-user`.
    CannotSeeHidden,
    /// They may not forbid mail: `cantblock-email`.
    CannotBlockEmail,
    /// It is not said of what: `revdel-needtarget`, code `needtarget`.
    HideNeedsTarget,
    /// That is no time of a deleted revision: a PHP exception.
    HideBadTime(String),
    /// The page to merge from is not there: `mergehistory-fail-invalid-source`.
    MergeSourceMissing,
    /// The page to merge into is not there: `mergehistory-fail-invalid-dest`.
    MergeTargetMissing,
    /// A page is not merged into itself: `mergehistory-fail-self-merge`.
    MergeSelf,
    /// No revision is of that time: `mergehistory-fail-bad-timestamp`.
    MergeBadTimestamp,
    /// The histories overlap: `mergehistory-fail-timestamps-overlap`.
    MergeOverlap,
    /// So many revisions are merged at once and no more: `mergehistory-fail-toobig`.
    MergeTooBig(usize),
    /// They may not merge: `mergehistory-fail-permission`.
    MergeNotAllowed,
    /// There was nothing to merge: `mergehistory-fail-no-change`.
    MergeNothing,
    /// The page is taken for that already: `apierror-nochanges`.
    ModelUnchanged,
    /// The page is in that language already: `pagelang-unchanged-language`; `None` for the wiki's own.
    LanguageUnchanged(Title, Option<Arc<str>>),
    /// They may not change tags, or not that often: `tags-update-no-permission`.
    TagsUpdateNoPermission,
    /// They are blocked, so they change no tags: `tags-update-blocked`.
    TagsUpdateBlocked,
    /// These tags cannot be added by users: `tags-update-add-not-allowed-one` and `-multi`.
    TagsAddNotAllowed(Vec<Arc<str>>),
    /// These tags cannot be removed by users: `tags-update-remove-not-allowed-one` and `-multi`.
    TagsRemoveNotAllowed(Vec<Arc<str>>),
    /// They are blocked, so they make no tags: `tags-manage-blocked`.
    TagsManageBlocked,
    /// A tag needs a name: `tags-create-no-name`.
    TagNameMissing,
    /// No tag has a comma, pipe or slash: `tags-create-invalid-chars`.
    TagNameCharacters,
    /// The tag could not be described: `tags-create-invalid-title-chars`.
    TagNameNoTitle,
    /// There is such a tag: `tags-create-already-exists`.
    TagExists(Arc<str>),
    /// There is no such tag: `tags-delete-not-found`.
    TagMissing(Arc<str>),
    /// The tag is used more than so often: `tags-delete-too-many-uses`.
    TagTooUsed(Arc<str>, usize),
    /// The tag is the software's: `tags-delete-not-allowed`.
    TagOfSoftware,
    /// The tag is active already: `tags-activate-not-allowed`.
    TagActivateNotAllowed(Arc<str>),
    /// There is no such tag: `tags-activate-not-found`.
    TagActivateMissing(Arc<str>),
    /// The tag is not users': `tags-deactivate-not-allowed`.
    TagDeactivateNotAllowed(Arc<str>),
    /// Nothing can be uploaded here: `uploaddisabled`.
    UploadsDisabled,
    /// No file can be called that, even mended so: `illegal-filename`.
    FileIllegalName(String),
    /// The name has no ending and none can be guessed: `filetype-missing`.
    FileTypeMissing,
    /// Files that end so are not wanted, and which endings no name may have at all: `filetype-banned`.
    FileTypeBanned(String, Vec<String>),
    /// Files of that kind are not wanted: `filetype-badmime`.
    FileBadMime(Arc<str>),
    /// A browser could take it for that kind: `filetype-bad-ie-mime`.
    FileBadBrowserMime(Arc<str>),
    /// It could hold a script: `uploadscripted`.
    FileScripted,
    /// The ending does not fit the bytes: `filetype-mime-mismatch`.
    FileMimeMismatch(String, Arc<str>),
    /// There are no bytes: `empty-file`.
    FileEmpty,
    /// There are more bytes than this: `file-too-large`.
    FileTooLarge(u64),
    /// They may not replace the file of that name: `fileexists-forbidden`.
    FileExistsForbidden(String),
    /// There is something to think of first.
    FileWarnings(Box<Warnings>),
    /// No key of the stash looks like that: `stashpathinvalid`.
    StashBadKey(String),
    /// The stash is for those with accounts: `stashnotloggedin`.
    StashNotLoggedIn,
    /// Nothing waits under that key: `stashedfilenotfound`.
    StashFileMissing(String),
    /// What waits under that key is somebody else's: `stashwrongowner`.
    StashWrongOwner(String),
    /// So many files, or so many bytes, wait already: `stashfilestorage`.
    StashFull,
    /// The chunk goes beyond the whole: `invalid-chunk`.
    ChunkTooLarge,
    /// No file can be called what the chunks are to be called: `illegal-filename`.
    ChunkIllegalName,
    /// A chunk has at least so many bytes: `chunk-too-small`.
    ChunkTooSmall(u64),
    /// No chunks are awaited under that key: `stashfailed`.
    ChunksUnknown,
    /// All chunks came already: `stashfailed`.
    ChunksComplete,
    /// The file has no such version: `filerevert-badversion` or `nosuchdeletedfile`, after what was asked.
    FileVersionMissing(String),
}

impl Refusal {
    /// All of these, if there are any; nothing twice.
    pub fn all(refusals: Vec<Self>) -> Result<(), Self> {
        let mut flat: Vec<Self> = Vec::with_capacity(refusals.len());
        let mut denials: Vec<Denial> = Vec::new();
        for refusal in refusals {
            match refusal {
                Self::Denied(more) => {
                    let new: Vec<Denial> =
                        more.into_iter().filter(|denial| !denials.contains(denial)).collect();
                    denials.extend(new.iter().cloned());
                    if !new.is_empty() {
                        flat.push(Self::Denied(new));
                    }
                }
                other => flat.push(other),
            }
        }
        match flat.len() {
            0 => Ok(()),
            1 => Err(flat.remove(0)),
            _ => Err(Self::Several(flat)),
        }
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}
