//! The declaration of one parameter: a constant, built word by word, that feeds reading, warnings, `paraminfo`, `help`
//! and the masking of secrets.

use bitflags::bitflags;

use crate::release::Release;

/// One parameter of one module.
#[derive(Debug, Clone, Copy)]
pub struct Param {
    /// Its name without the module's prefix.
    pub name: &'static str,
    /// What it is for, in our own words.
    pub help: &'static str,
    /// What values it takes.
    pub kind: Kind,
    /// What it is when it is not given.
    pub preset: Preset,
    /// How many values it takes, if more than one.
    pub multi: Option<Multi>,
    /// Whether it is required, deprecated, secret ….
    pub marks: Marks,
    /// The release that brought it.
    pub since: Release,
    /// The first release that no longer has it.
    pub until: Release,
    /// From a release on, another declaration of the same name stands in its place.
    pub later: Option<(Release, &'static Param)>,
    /// When it may be given at all, if not always.
    pub only: Option<Only>,
    /// The setting without which the site does not have it.
    pub setting: Option<Setting>,
    /// How its name is made, if it has a place in braces.
    pub template: Option<Template>,
    /// From a release on it stands right after the parameter of that name.
    pub after: Option<(Release, &'static str)>,
    /// What kind of name it has ([`name_kind`]).
    pub(super) kind_of_name: u8,
}

/// One of 64 kinds of names, by length and last letter. Requests name few parameters, so that most kinds are missing
/// from one, and every parameter of those kinds is known to be absent.
pub(super) const fn name_kind(name: &str) -> u8 {
    let last = match name.as_bytes().last() {
        Some(last) => *last,
        None => 0,
    };
    kind_after(name.len(), last)
}

/// The kind of a name of kind `kind` with so many letters before it.
pub(super) const fn kind_after(letters: usize, kind: u8) -> u8 {
    (letters * 39 + kind as usize) as u8 % 64
}

/// A setting of the site that brings parameters along.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// Entries of watchlists can end (`$wgWatchlistExpiry`).
    WatchlistExpiry,
}

/// When a parameter may be given (`ApiBase::PARAM_HELP_MSG_INFO`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Only {
    /// The word for it in `paraminfo`.
    pub name: &'static str,
    /// The numbers of the module's modes in which it may be given.
    pub modes: &'static [i64],
}

/// How a name with braces is made: `fromtext-{slot}` is there for each slot of `fromslots`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Template {
    /// The parameter whose values fill the braces.
    pub other: &'static str,
    /// The name with the only value that there is.
    pub known: &'static str,
}

/// The type of a parameter's values (`includes/libs/ParamValidator/TypeDef`).
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// A line of text.
    Text,
    /// Text of several lines.
    LongText,
    /// Text that is taken byte by byte, without Unicode normalization.
    Raw,
    /// A whole number; out of range it warns and is clamped unless [`Marks::ENFORCE_RANGE`].
    Integer {
        /// Smallest value.
        min: Option<i64>,
        /// Largest value.
        max: Option<i64>,
        /// Largest value for callers with `apihighlimits`.
        high_max: Option<i64>,
    },
    /// How many rows: a number or `max`.
    Limit {
        /// Smallest value.
        min: i64,
        /// Largest value.
        max: i64,
        /// Largest value for callers with `apihighlimits`.
        high_max: i64,
    },
    /// True if present, whatever its value.
    Flag,
    /// One of a list of words.
    Choice(&'static [Choice]),
    /// The names of modules of that group.
    Submodules(Group),
    /// One of a list of words that depends on the wiki.
    Listed(List),
    /// A page title.
    Title {
        /// Whether the page must exist.
        must_exist: bool,
    },
    /// A time.
    Timestamp,
    /// A time ahead, relative or absolute, or `infinite`; later than an entry of a watchlist may end it warns and is cut.
    Expiry,
    /// A namespace number; with extra numbers that are no namespaces.
    Namespace(&'static [i32]),
    /// A user, by one of these forms.
    User(&'static [UserForm]),
    /// A secret.
    Password,
    /// A file.
    Upload,
    /// Change tags that a caller may set.
    Tags,
}

/// One allowed word of a [`Kind::Choice`].
#[derive(Debug, Clone, Copy)]
pub struct Choice {
    /// The word.
    pub name: &'static str,
    /// The release that brought it.
    pub since: Release,
    /// The first release that no longer has it.
    pub until: Release,
    /// From when on it warns.
    pub deprecated: Option<Release>,
    /// What the warning tells to use instead, if anything.
    pub instead: Option<&'static str>,
}

/// A list of words that depends on the wiki.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    /// The groups that users can be put in.
    Groups,
    /// Every right there is.
    Rights,
    /// The rights that groups can have.
    GroupRights,
    /// The change tags that users have defined.
    Tags,
    /// The change tags that users or the software have defined.
    AllTags,
    /// The submodules of `action=query`.
    QueryModules,
    /// The formats.
    Formats,
    /// Where pages can be imported from: nowhere, unless a wiki says so.
    ImportSources,
    /// The languages that a page can be in.
    PageLanguages,
}

/// The group a module belongs to, as `paraminfo` and `action=query` know them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each is the parameter of that name")]
pub enum Group {
    Main,
    Action,
    Format,
    Prop,
    List,
    Meta,
    /// Query modules that can be generators.
    Generator,
}

/// How a user may be named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the words of `subtypes` in paraminfo")]
pub enum UserForm {
    Name,
    Ip,
    Temp,
    Cidr,
    Interwiki,
    Id,
}

/// What a parameter is when it is not given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Preset {
    /// Nothing.
    None,
    /// A text, for several values joined by `|`.
    Text(&'static str),
    /// A number.
    Number(i64),
}

/// How a parameter takes several values.
#[derive(Debug, Clone, Copy)]
pub struct Multi {
    /// How many.
    pub limit: u32,
    /// How many for callers with `apihighlimits`.
    pub high_limit: u32,
    /// The word for all of them.
    pub all: Option<&'static str>,
    /// Whether a value given twice counts twice.
    pub duplicates: bool,
}

bitflags! {
    /// Properties of a parameter.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub struct Marks: u8 {
        /// Must be given.
        const REQUIRED = 1;
        /// Warns when given.
        const DEPRECATED = 1 << 1;
        /// Never logged nor shown.
        const SENSITIVE = 1 << 2;
        /// Out of range is an error, not a warning.
        const ENFORCE_RANGE = 1 << 3;
        /// An unknown value among several is an error, not a warning.
        const STRICT = 1 << 4;
        /// Stands in `paraminfo` as the module's token.
        const TOKEN = 1 << 5;
        /// An obliging double has it in later releases, too.
        const LASTING = 1 << 6;
        /// The words of a choice only stand in `paraminfo`: the module checks the value itself.
        const UNCHECKED = 1 << 7;
    }
}

impl Param {
    const fn of(kind: Kind) -> Self {
        Self {
            name: "",
            help: "",
            kind,
            preset: Preset::None,
            multi: None,
            marks: Marks::empty(),
            since: Release::FIRST,
            until: Release::OPEN,
            later: None,
            only: None,
            setting: None,
            template: None,
            after: None,
            kind_of_name: 0,
        }
    }

    /// Gives it its name and its help.
    pub const fn named(mut self, name: &'static str, help: &'static str) -> Self {
        self.name = name;
        self.help = help;
        self.kind_of_name = name_kind(self.wire());
        self
    }

    /// Takes several values: 50, or 500 with `apihighlimits`.
    pub const fn multi(self) -> Self {
        self.multi_up_to(50, 500)
    }

    /// Takes so many values, or so many with `apihighlimits`.
    pub const fn multi_up_to(mut self, limit: u32, high_limit: u32) -> Self {
        let all = match self.kind {
            Kind::Namespace(_) => Some("*"),
            _ => None,
        };
        self.multi = Some(Multi { limit, high_limit, all, duplicates: false });
        self
    }

    /// `*` stands for all values.
    pub const fn all(self) -> Self {
        self.all_by("*")
    }

    /// That word stands for all values.
    pub const fn all_by(mut self, word: &'static str) -> Self {
        if let Some(multi) = &mut self.multi {
            multi.all = Some(word);
        }
        self
    }

    /// A value given twice counts twice.
    pub const fn duplicates(mut self) -> Self {
        if let Some(multi) = &mut self.multi {
            multi.duplicates = true;
        }
        self
    }

    /// What it is when it is not given.
    pub const fn preset(mut self, text: &'static str) -> Self {
        self.preset = Preset::Text(text);
        self
    }

    /// What number it is when it is not given.
    pub const fn preset_number(mut self, number: i64) -> Self {
        self.preset = Preset::Number(number);
        self
    }

    /// Is nothing when it is not given.
    pub const fn without_preset(mut self) -> Self {
        self.preset = Preset::None;
        self
    }

    /// These numbers are no namespaces, and yet allowed.
    pub const fn extra(mut self, numbers: &'static [i32]) -> Self {
        match &mut self.kind {
            Kind::Namespace(extra) => *extra = numbers,
            _ => panic!("only namespaces have extra numbers"),
        }
        self
    }

    /// May be given only then, by the word in `paraminfo`: `singlepageonly`.
    pub const fn only(mut self, name: &'static str) -> Self {
        self.only = Some(Only { name, modes: &[] });
        self
    }

    /// May be given only in these of the module's modes.
    pub const fn in_modes(mut self, modes: &'static [i64]) -> Self {
        self.only = Some(Only { name: "modes", modes });
        self
    }

    /// Only sites with that setting have it.
    pub const fn with_setting(mut self, setting: Setting) -> Self {
        self.setting = Some(setting);
        self
    }

    /// There is one for each value of that other parameter; its name has the place of the value in braces, and `known`
    /// is the name with the one value that there is: `main`, the only slot.
    pub const fn for_each(mut self, other: &'static str, known: &'static str) -> Self {
        self.template = Some(Template { other, known });
        self
    }

    /// From that release on it stands right after the parameter of that name, wherever it is declared.
    pub const fn after(mut self, release: Release, name: &'static str) -> Self {
        self.after = Some((release, name));
        self
    }

    /// Its name in a request, without the module's prefix.
    pub const fn wire(&self) -> &'static str {
        match self.template {
            Some(Template { known, .. }) => known,
            None => self.name,
        }
    }

    /// The smallest value.
    pub const fn min(mut self, smallest: i64) -> Self {
        match &mut self.kind {
            Kind::Integer { min, .. } => *min = Some(smallest),
            Kind::Limit { min, .. } => *min = smallest,
            _ => panic!("only numbers have a range"),
        }
        self
    }

    /// The largest value, and the largest for callers with `apihighlimits`.
    pub const fn max(mut self, largest: i64, high: i64) -> Self {
        match &mut self.kind {
            Kind::Integer { max, high_max, .. } => (*max, *high_max) = (Some(largest), Some(high)),
            Kind::Limit { max, high_max, .. } => (*max, *high_max) = (largest, high),
            _ => panic!("only numbers have a range"),
        }
        self
    }

    const fn mark(mut self, mark: Marks) -> Self {
        self.marks = self.marks.union(mark);
        self
    }

    /// Must be given.
    pub const fn required(self) -> Self {
        self.mark(Marks::REQUIRED)
    }

    /// Warns when given.
    pub const fn deprecated(self) -> Self {
        self.mark(Marks::DEPRECATED)
    }

    /// Never logged nor shown.
    pub const fn sensitive(self) -> Self {
        self.mark(Marks::SENSITIVE)
    }

    /// Out of range is an error.
    pub const fn enforce_range(self) -> Self {
        self.mark(Marks::ENFORCE_RANGE)
    }

    /// An unknown value among several is an error.
    pub const fn strict(self) -> Self {
        self.mark(Marks::STRICT)
    }

    /// An obliging double has it in later releases, too.
    pub const fn lasting(self) -> Self {
        self.mark(Marks::LASTING)
    }

    /// The module checks the value itself, and says in its own way what is wrong with it.
    pub const fn unchecked(self) -> Self {
        self.mark(Marks::UNCHECKED)
    }

    /// A title that must exist.
    pub const fn existing(mut self) -> Self {
        self.kind = Kind::Title { must_exist: true };
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

    /// From that release on, `param` stands in its place (its name and help stay).
    pub const fn later(mut self, release: Release, param: &'static Param) -> Self {
        self.later = Some((release, param));
        self
    }

    /// Whether that release has it.
    pub const fn is_in(&self, release: Release) -> bool {
        self.since.0 <= release.0 && release.0 < self.until.0
    }

    /// Whether that release has it on a site with these settings.
    pub fn is_had(&self, release: Release, has: impl FnOnce(Setting) -> bool) -> bool {
        self.is_in(release) && self.setting.is_none_or(has)
    }

    /// The declaration as that release has it; its name stays the one of `self`.
    pub fn in_release(&'static self, release: Release) -> &'static Param {
        match self.later {
            Some((from, param)) if release >= from => param.in_release(release),
            _ => self,
        }
    }
}

impl Choice {
    /// The release that brought the word.
    pub const fn since(mut self, release: Release) -> Self {
        self.since = release;
        self
    }

    /// The first release that no longer has the word.
    pub const fn until(mut self, release: Release) -> Self {
        self.until = release;
        self
    }

    /// What the warning tells to use instead.
    pub const fn instead(mut self, what: &'static str) -> Self {
        self.instead = Some(what);
        self
    }

    /// From that release on the word warns.
    pub const fn deprecated(mut self, release: Release) -> Self {
        self.deprecated = Some(release);
        self
    }

    /// Whether the word warns in that release.
    pub fn is_deprecated(&self, release: Release) -> bool {
        self.deprecated.is_some_and(|from| release >= from)
    }

    /// Whether that release has the word.
    pub const fn is_in(&self, release: Release) -> bool {
        self.since.0 <= release.0 && release.0 < self.until.0
    }
}

impl Only {
    /// When the parameter may be given, in our own words.
    pub fn text(&self) -> String {
        match self.name {
            "singlepageonly" => "May only be given with a single page.".to_owned(),
            "useronly" => "May only be given with a user.".to_owned(),
            "nonuseronly" => "May not be given with a user.".to_owned(),
            "modes" => {
                let modes: Vec<String> = self.modes.iter().map(i64::to_string).collect();
                format!("Only in {} {}.", if modes.len() == 1 { "mode" } else { "modes" }, modes.join(", "))
            }
            other => format!("Only: {other}."),
        }
    }
}

impl Group {
    /// The word in `paraminfo`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Main => "main",
            Self::Action => "action",
            Self::Format => "format",
            Self::Prop => "prop",
            Self::List => "list",
            Self::Meta => "meta",
            Self::Generator => "generator",
        }
    }
}

impl UserForm {
    /// Whether that release tells this form from others.
    pub fn is_in(self, release: Release) -> bool {
        self != Self::Temp || release >= crate::release::V1_42
    }

    /// The word in `paraminfo`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Ip => "ip",
            Self::Temp => "temp",
            Self::Cidr => "cidr",
            Self::Interwiki => "interwiki",
            Self::Id => "id",
        }
    }
}

/// A word of a choice.
pub const fn value(name: &'static str) -> Choice {
    Choice { name, since: Release::FIRST, until: Release::OPEN, deprecated: None, instead: None }
}

/// A line of text.
pub const fn text() -> Param {
    Param::of(Kind::Text)
}

/// Text of several lines.
pub const fn long_text() -> Param {
    Param::of(Kind::LongText)
}

/// Text without Unicode normalization.
pub const fn raw() -> Param {
    Param::of(Kind::Raw)
}

/// A whole number.
pub const fn integer() -> Param {
    Param::of(Kind::Integer { min: None, max: None, high_max: None })
}

/// How many rows: 1 to 500, or 5000 with `apihighlimits`, and 10 when not given.
pub const fn limit() -> Param {
    Param::of(Kind::Limit { min: 1, max: 500, high_max: 5000 }).preset_number(10)
}

/// True if present.
pub const fn flag() -> Param {
    Param::of(Kind::Flag)
}

/// One of these words.
pub const fn choice(choices: &'static [Choice]) -> Param {
    Param::of(Kind::Choice(choices))
}

/// Names of modules.
pub const fn submodules(group: Group) -> Param {
    Param::of(Kind::Submodules(group))
}

/// One of a list of words that depends on the wiki.
pub const fn listed(list: List) -> Param {
    Param::of(Kind::Listed(list))
}

/// A page title.
pub const fn title() -> Param {
    Param::of(Kind::Title { must_exist: false })
}

/// A time.
pub const fn timestamp() -> Param {
    Param::of(Kind::Timestamp)
}

/// A time ahead.
pub const fn expiry() -> Param {
    Param::of(Kind::Expiry)
}

/// When an entry of a watchlist ends, for sites where it can.
pub const fn watch_expiry() -> Param {
    expiry().with_setting(Setting::WatchlistExpiry)
}

/// A namespace number.
pub const fn namespace() -> Param {
    Param::of(Kind::Namespace(&[]))
}

/// A user.
pub const fn user(forms: &'static [UserForm]) -> Param {
    Param::of(Kind::User(forms))
}

/// A secret.
pub const fn password() -> Param {
    Param::of(Kind::Password).mark(Marks::SENSITIVE)
}

/// A file.
pub const fn upload() -> Param {
    Param::of(Kind::Upload)
}

/// Change tags.
pub const fn tags() -> Param {
    let mut param = Param::of(Kind::Tags).multi();
    param.marks = Marks::STRICT;
    param
}
