//! The choices with names that profiles are made of.

/// In whose words mail to another user is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailRefusals {
    /// In those of the API (`SpecialEmailUser::getTarget`).
    OfTheApi,
    /// In those of the mailer (`EmailUser`).
    OfTheMailer,
}

/// How preferences are saved (`UserOptionsManager`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saving {
    /// All of them, whenever one changes. What PHP takes for equal to the default is not kept, and a number cannot be
    /// empty.
    Whole,
    /// Those that were modified. An empty text is as good as no default, and what has no default cannot be reset by its
    /// kind.
    Modified,
    /// Those that were modified, and an empty text is a value as any other.
    ByName,
}

/// What is told of somebody who is under several blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SeveralBlocks {
    /// The first of them.
    FirstAlone,
    /// That there are several, as if they were one (`CompositeBlock`).
    Together,
    /// And each of them.
    Components,
}

/// How the header `Content-Disposition` names a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileNames {
    /// There is no such header.
    Untold,
    /// In quotation marks.
    Quoted,
    /// As it is.
    Plain,
}

/// How a refusal tells that somebody is blocked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Blocked {
    /// In words of the API's own, but in those of the web interface and without details where a module passes on what
    /// moving or merging says (until 1.32).
    BriefUnlessPassedOn,
    /// In words of the API's own.
    Brief,
    /// In the words that the web interface shows, several blocks as if they were one (1.41).
    InFullTogether,
    /// In these words, each of several blocks alone, with the details of all (1.42).
    InFull,
    /// In these words, each of several blocks alone, with its own details (1.44).
    EachInFull,
}

/// How much answers tell of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockInfo {
    /// Who and why (until 1.23).
    Timeless,
    /// Who, why and until when, and not whether it is partial (until 1.32).
    Bare,
    /// Who, why and until when.
    Short,
    /// And what it forbids (1.36).
    Flagged,
    /// And times in words (1.38).
    Worded,
    /// And whether mail and the own talk page are forbidden (1.41).
    Whole,
}

/// How messages without a key (`RawMessage`) are told where keys are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RawMessages {
    /// Their text is the key.
    ByTheirText,
    /// Their text is the argument of `rawmessage` (in 1.43).
    AsArgument,
}

/// Whose rights `list=allusers` tells, and in which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListedRights {
    /// Those of the groups, the implicit ones first (up to 1.39 at least).
    OfGroups,
    /// Those of the accounts, as `list=users` tells them (in 1.43).
    OfUsers,
}

/// What `list=watchlist` tells of who has no account (`ApiQueryWatchlist`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WatchedStrangers {
    /// That they have none (1.35).
    Marked,
    /// Of everybody, whether they have one (1.39).
    Told,
    /// And whether it is a temporary one (1.43).
    TemporaryTold,
}

/// How a query tells where to go on where nothing says which way is wanted (`ApiQuery`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Continuing {
    /// Under `query-continue`; there is no other way (1.20).
    AlwaysRaw,
    /// Under `query-continue`, unless `continue` is given (1.21).
    RawByDefault,
    /// The same, with a warning where neither `continue` nor `rawcontinue` is given (1.25).
    RawWarned,
    /// Under `continue`, with a warning where neither is given (1.26).
    Warned,
    /// Under `continue` (1.27).
    Plain,
}

/// Who reads parameters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Validation {
    /// `ApiBase::getParameterFromSettings`: codes end in the parameter's name, and any text is a number.
    BySettings,
    /// `ParamValidator`, with a definition for each type (1.35).
    ByType,
}

/// What becomes of more values than a parameter takes (`ApiBase::parseMultiValue`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Crowds {
    /// The first are taken, with a warning.
    Cut,
    /// They are refused (1.32).
    Refused,
}

/// How errors are told (`ApiMain::substituteResultWithError`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Errors {
    /// The first one alone (`UsageException`).
    One,
    /// All of them, if the client asks for that; with what else was asked for beside them (1.29).
    All,
}

/// Whether `action=login` takes passwords and tokens from the query string.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PostedLogins {
    /// It does.
    Unchecked,
    /// It warns (1.28).
    Warned,
    /// It does not (1.29).
    Required,
}

/// How much of a dump is looked at before it is imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dumps {
    /// Nothing; and nobody tells what is wrong with it (1.35).
    Unchecked,
    /// Its beginning (1.39).
    CheckedAtBegin,
    /// All of it (1.43).
    CheckedBefore,
}

/// How the rows of a comparison are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DiffRows {
    /// By hand, in single quotes (in 1.35).
    Bare,
    /// Each cell tells its side; empty ones are as XML has them (in 1.39).
    Sided,
    /// Each cell tells its side; quotes in texts stay as they are (in 1.43).
    Plain,
}

/// How an export writes the element of a text (`XmlDumpWriter`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportText {
    /// That spaces count, then how many bytes; neither where the text is hidden (until 1.33).
    SpacesFirst,
    /// The same, and of hidden texts as well (1.34).
    SpacesFirstAlways,
    /// How many bytes, and last that spaces count (1.35).
    BytesFirst,
}

/// What rows of `list=logevents` look like (`ApiQueryLogEvents`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogRows {
    /// The page's id comes first, and what else there is to tell of an action stands among the rest (1.20).
    PageFirst,
    /// The same, but the action comes first (1.22).
    ActionFirst,
    /// The same, but the page comes first, and the action after all that is about it (1.23).
    ActionLast,
    /// What there is to tell of an action stands under `params` (1.25).
    Nested,
}

/// How lists of what happened (recent changes, watchlists, logs, contributions) say where to go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinesGoOn {
    /// By the time to begin with, `start` (1.20).
    ByTime,
    /// The same, but recent changes by a time and an id (1.21).
    ByTimeOrMoment,
    /// By a time of 14 digits and an id, `continue` (1.23).
    ByPlace,
}

/// What becomes of a content model that is changed without a summary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoSummary {
    /// Nothing is quoted.
    IsEmpty,
    /// The comment ends with the colon that it would stand behind.
    LeavesColon,
    /// An exception.
    Fails,
}
