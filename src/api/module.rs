//! A module is data and one function.

use std::{future::Future, pin::Pin};

use super::{Call, Failure, Manners};
use crate::{
    param::{Group, Marks, Param, text},
    release::Release,
    wiki::token,
};

/// A module: an action, a query submodule or a format.
#[derive(Debug)]
pub struct Module {
    /// Its path, as errors and `paraminfo` name it: `edit`, `query+tokens`, `json`.
    pub path: &'static str,
    /// Its name on the wire: the last word of the path.
    pub name: &'static str,
    /// Where it belongs.
    pub group: Group,
    /// What its parameters begin with.
    pub prefix: &'static str,
    /// MediaWiki's class, as `paraminfo` tells it (without its PHP namespace).
    pub class: &'static str,
    /// Its class up to a release.
    pub class_before: Option<(Release, &'static str)>,
    /// The release that brought it.
    pub since: Release,
    /// The first release that no longer has it.
    pub until: Release,
    /// Whether a double that obliges keeps it after its last release.
    pub lasting: bool,
    /// What must hold before it runs.
    pub needs: Needs,
    /// The release since which it counts as changing the wiki, if [`Needs::write`] says that it does.
    pub writes_since: Release,
    /// The release since which it takes a POST and a token, if [`Needs`] say that it does.
    pub guarded_since: Release,
    /// What a token of the web interface for the same has in it, if there is one.
    pub web_salt: Option<WebSalt>,
    /// What it accepts, in the order of `paraminfo`. The token of [`Needs::token`] is added to it.
    pub params: &'static [Param],
    /// What it is for, in our own words.
    pub help: &'static str,
    /// The pages of MediaWiki's manual about it, with a space between two: `API:Edit`.
    pub manual: &'static str,
    /// From a release on, other pages of the manual.
    pub manual_later: Option<(Release, &'static str)>,
    /// What it accepts beyond the declared parameters, in our own words; empty for nothing.
    pub dynamic: &'static str,
    /// Requests that show its use: the query string, and what it does.
    pub examples: &'static [(&'static str, &'static str)],
    /// Whether it is internal or deprecated.
    pub status: Status,
    /// How it can serve as a generator, if it can.
    pub generate: Option<Run>,
    /// How it runs.
    pub run: Run,
}

/// Whether a module is meant to be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It is.
    Open,
    /// Only by MediaWiki itself.
    Internal,
    /// No longer, from that release on.
    Deprecated(Release),
}

/// What must hold before a module runs (`isReadMode`, `isWriteMode`, `mustBePosted`, `needsToken`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Needs {
    /// Whether the caller must have the right to read.
    pub read: Read,
    /// Whether it changes the wiki.
    pub write: bool,
    /// Whether it must be posted.
    pub post: bool,
    /// Which type of token it spends.
    pub token: Option<token::Kind>,
}

/// Whether a module needs the right to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Read {
    /// It does.
    Yes,
    /// It does not.
    No,
    /// It depends on what is asked of it: `action=query` reads unless only open submodules are asked for.
    AskChildren,
}

impl Needs {
    /// Reads.
    pub const READ: Self = Self { read: Read::Yes, write: false, post: false, token: None };
    /// Open to everyone.
    pub const NOTHING: Self = Self { read: Read::No, write: false, post: false, token: None };

    /// Writes, and spends a token of that type.
    pub const fn write(kind: token::Kind) -> Self {
        Self { read: Read::Yes, write: true, post: true, token: Some(kind) }
    }

    /// Spends a token of that type, but changes nothing of the wiki.
    pub const fn token(kind: token::Kind) -> Self {
        Self { write: false, ..Self::write(kind) }
    }

    /// The same, open to callers who may not read.
    pub const fn open(mut self) -> Self {
        self.read = Read::No;
        self
    }

    /// The same, posted.
    pub const fn posted(mut self) -> Self {
        self.post = true;
        self
    }

    /// The same, changing the wiki.
    pub const fn writing(mut self) -> Self {
        self.write = true;
        self
    }
}

/// The declaration of the token that a module spends; it stands last among its parameters.
pub const TOKEN: Param = {
    let mut param = text().required().sensitive();
    param.marks = param.marks.union(Marks::TOKEN);
    param.named("token", "A token of the type that the module needs, from `action=query&meta=tokens`.")
};

/// The words in a token of the web interface (`ApiBase::getWebUITokenSalt`).
type WebSalt = for<'c, 'r> fn(&'c mut Call<'r>) -> Result<Vec<String>, Failure>;

/// A module at work.
pub type Running<'c> = Pin<Box<dyn Future<Output = Result<(), Failure>> + Send + 'c>>;

/// The function of a module. What only reads runs at once and costs no future.
#[derive(Clone, Copy)]
pub enum Run {
    /// Done when it returns.
    Now(for<'c, 'r> fn(&'c mut Call<'r>) -> Result<(), Failure>),
    /// Waits for something: a commit, a password hash.
    Later(for<'c, 'r> fn(&'c mut Call<'r>) -> Running<'c>),
    /// Waits only if something that it runs does: `action=query` and its submodules.
    Perhaps(for<'c, 'r> fn(&'c mut Call<'r>) -> Progress<'c>),
}

/// How far a module came that need not wait.
pub enum Progress<'c> {
    /// It is done.
    Done(Result<(), Failure>),
    /// The rest of it has to wait.
    Waits(Running<'c>),
}

impl Run {
    /// Runs, and waits where that is needed.
    pub async fn run(self, call: &mut Call<'_>) -> Result<(), Failure> {
        match self {
            Self::Now(run) => run(call),
            Self::Later(run) => run(call).await,
            Self::Perhaps(run) => match run(call) {
                Progress::Done(result) => result,
                Progress::Waits(rest) => rest.await,
            },
        }
    }
}

impl std::fmt::Debug for Run {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Now(_) => "Now",
            Self::Later(_) => "Later",
            Self::Perhaps(_) => "Perhaps",
        })
    }
}

impl Module {
    /// An action that runs with `run`; the rest is filled in with struct update or the words below.
    pub const fn action(
        name: &'static str,
        class: &'static str,
        needs: Needs,
        params: &'static [Param],
        run: Run,
    ) -> Self {
        Self::new(Group::Action, name, "", class, needs, params, run)
    }

    /// The main module.
    pub const fn main(class: &'static str, params: &'static [Param]) -> Self {
        Self::new(Group::Main, "main", "", class, Needs::NOTHING, params, Run::Now(|_| Ok(())))
    }

    /// A format: nothing to run, it is asked to print.
    pub const fn format(name: &'static str, class: &'static str, params: &'static [Param]) -> Self {
        Self::new(Group::Format, name, "", class, Needs::READ, params, Run::Now(|_| Ok(())))
    }

    /// A `prop=` submodule of `action=query`, by its path: `query+info`.
    pub const fn prop(
        path: &'static str,
        prefix: &'static str,
        class: &'static str,
        params: &'static [Param],
        run: Run,
    ) -> Self {
        Self::new(Group::Prop, path, prefix, class, Needs::READ, params, run)
    }

    /// A `list=` submodule of `action=query`, by its path.
    pub const fn list(
        path: &'static str,
        prefix: &'static str,
        class: &'static str,
        params: &'static [Param],
        run: Run,
    ) -> Self {
        Self::new(Group::List, path, prefix, class, Needs::READ, params, run)
    }

    /// A `meta=` submodule of `action=query`, by its path.
    pub const fn meta(
        path: &'static str,
        prefix: &'static str,
        class: &'static str,
        params: &'static [Param],
        run: Run,
    ) -> Self {
        Self::new(Group::Meta, path, prefix, class, Needs::READ, params, run)
    }

    const fn new(
        group: Group,
        path: &'static str,
        prefix: &'static str,
        class: &'static str,
        needs: Needs,
        params: &'static [Param],
        run: Run,
    ) -> Self {
        let name = match group {
            Group::Prop | Group::List | Group::Meta => path.split_at("query+".len()).1,
            _ => path,
        };
        Self {
            path,
            name,
            group,
            prefix,
            class,
            since: Release::FIRST,
            until: Release::OPEN,
            lasting: false,
            needs,
            writes_since: Release::FIRST,
            guarded_since: Release::FIRST,
            class_before: None,
            web_salt: None,
            params,
            help: "",
            manual: "",
            manual_later: None,
            dynamic: "",
            examples: &[],
            status: Status::Open,
            generate: None,
            run,
        }
    }

    /// What it is for.
    pub const fn help(mut self, help: &'static str) -> Self {
        self.help = help;
        self
    }

    /// The pages of MediaWiki's manual about it, with a space between two.
    pub const fn manual(mut self, pages: &'static str) -> Self {
        self.manual = pages;
        self
    }

    /// From that release on, these are the pages of the manual about it.
    pub const fn manual_later(mut self, release: Release, pages: &'static str) -> Self {
        self.manual_later = Some((release, pages));
        self
    }

    /// The pages of the manual that a release names.
    pub fn manual_in(&self, release: Release) -> impl Iterator<Item = &'static str> {
        let pages = match self.manual_later {
            Some((from, pages)) if release >= from => pages,
            _ => self.manual,
        };
        pages.split_whitespace()
    }

    /// It accepts more than the declared parameters, which depends on other modules: what, in our own words.
    pub const fn dynamic(mut self, help: &'static str) -> Self {
        self.dynamic = help;
        self
    }

    /// Requests that show its use.
    pub const fn examples(mut self, examples: &'static [(&'static str, &'static str)]) -> Self {
        self.examples = examples;
        self
    }

    /// What its parameters begin with.
    pub const fn prefixed(mut self, prefix: &'static str) -> Self {
        self.prefix = prefix;
        self
    }

    /// The release that brought it.
    pub const fn since(mut self, release: Release) -> Self {
        self.since = release;
        self
    }

    /// The first release that no longer has it.
    pub const fn until(mut self, release: Release) -> Self {
        self.until = release;
        self
    }

    /// A double that obliges keeps it after its last release.
    pub const fn lasting(mut self) -> Self {
        self.lasting = true;
        self
    }

    /// What must hold before it runs.
    pub const fn needs(mut self, needs: Needs) -> Self {
        self.needs = needs;
        self
    }

    /// It takes tokens of the web interface as well, which have these words in them.
    pub const fn web_salt(mut self, salt: WebSalt) -> Self {
        self.web_salt = Some(salt);
        self
    }

    /// It counts as changing the wiki from that release on.
    pub const fn writing_since(mut self, release: Release) -> Self {
        self.writes_since = release;
        self
    }

    /// Its class had that name before that release.
    pub const fn class_before(mut self, release: Release, class: &'static str) -> Self {
        self.class_before = Some((release, class));
        self
    }

    /// The name of its class in that release.
    pub fn class_in(&self, release: Release) -> &'static str {
        match self.class_before {
            Some((until, class)) if release < until => class,
            _ => self.class,
        }
    }

    /// It takes a POST and a token from that release on, and neither before.
    pub const fn guarded_since(mut self, release: Release) -> Self {
        self.guarded_since = release;
        self
    }

    /// The token that it takes in that release.
    pub fn token(&self, release: Release) -> Option<token::Kind> {
        self.needs.token.filter(|_| release >= self.guarded_since)
    }

    /// Whether it takes nothing but a POST in that release.
    pub fn posted(&self, release: Release) -> bool {
        self.needs.post && release >= self.guarded_since
    }

    /// Whether it counts as changing the wiki in that release.
    pub fn writes(&self, release: Release) -> bool {
        self.needs.write && release >= self.writes_since
    }

    /// Whether it is meant to be used.
    pub const fn status(mut self, status: Status) -> Self {
        self.status = status;
        self
    }

    /// How it serves as a generator.
    pub const fn generator(mut self, run: Run) -> Self {
        self.generate = Some(run);
        self
    }

    /// Whether it is deprecated in that release.
    pub fn is_deprecated(&self, release: Release) -> bool {
        matches!(self.status, Status::Deprecated(from) if release >= from)
    }

    /// Whether a double of that release has it.
    pub fn is_in(&self, release: Release, manners: Manners) -> bool {
        let lasts = self.lasting && manners == Manners::Obliging;
        self.since <= release && (release < self.until || lasts)
    }
}
