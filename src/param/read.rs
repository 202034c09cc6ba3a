//! From fields to typed values, by the declaration: `ParamValidator` and its type definitions
//! (`includes/libs/ParamValidator`, 1.35 and later), and what they took the place of
//! (`ApiBase::getParameterFromSettings`).

mod types;

use smallvec::SmallVec;

use super::{
    Choice, Field, Fields, Group, Kind, List, Marks, Param, Part, Preset, Setting, UserForm,
    fault::{Faults, Range},
    fields::Name,
    number,
};
use crate::{
    base::{Text, Timestamp},
    message::Message,
    release::{Crowds, Profile, Release, Validation},
    wiki::Expiry,
};

/// A struct of parameters, as `params!` makes it.
pub trait FromFields<'r>: Sized {
    /// The declarations.
    const SPECS: &'static [Param];
    /// Reads all of them in order; the first error ends it.
    fn read(reader: &mut Reader<'_, 'r>) -> Result<Self, Message>;
}

/// A type that a parameter can be read into.
pub trait Read<'r>: Sized {
    /// Reads one parameter. `param` is the declaration, whatever the release.
    fn read(reader: &mut Reader<'_, 'r>, param: &'static Param) -> Result<Self, Message>;

    /// The value of a parameter that no field can be: `now` is the declaration as the release has it. `None` leaves it
    /// to [`Read::read`]. Most of what a module declares is absent from a request, so this is the common way.
    #[inline]
    fn absent(now: &'static Param) -> Option<Self> {
        let _ = now;
        None
    }
}

/// Whose parameters are read.
#[derive(Debug, Clone, Copy)]
pub struct Scope<'a> {
    /// Whether the module works as a generator: its parameters begin with `g`.
    pub generator: bool,
    /// The module's prefix.
    pub prefix: &'a str,
}

/// What reading needs to know of the world.
pub trait Surroundings {
    /// How the release imitated behaves.
    fn profile(&self) -> &'static Profile;
    /// The time now.
    fn now(&self) -> Timestamp;
    /// Whether the caller has `apihighlimits`.
    fn high_limits(&self) -> bool;
    /// Whether that number is a namespace of this wiki.
    fn has_namespace(&self, number: i32) -> bool;
    /// The namespaces from 0 up, in order.
    fn namespaces(&self) -> Vec<i32>;
    /// Whether there is a module of that name in that group.
    fn has_module(&self, group: Group, name: &str) -> Option<&'static str>;
    /// The user's name in its normal form, if the text names a user in one of these forms (`UserDef`).
    fn user(&self, text: &str, forms: &[UserForm]) -> Option<String>;
    /// Whether the text is a page title, and if it is, whether the page exists.
    fn title(&self, text: &str) -> Option<bool>;
    /// The names of a group's modules.
    fn modules(&self, group: Group) -> Vec<&'static str>;
    /// The words of a list of the wiki.
    fn list(&self, list: List) -> Vec<Text>;
    /// Whether the site has that setting.
    fn has_setting(&self, setting: Setting) -> bool;
    /// How long an entry of a watchlist lasts at most, in words, if there is a limit.
    fn longest_watch(&self) -> Option<&str>;
    /// Whether doors stay open that the release does not have.
    fn obliges(&self) -> bool {
        false
    }
}

/// Something to tell the caller besides the answer.
#[derive(Debug)]
pub enum Notice {
    /// A warning.
    Warning(Message),
    /// A warning that the main module gives, whosever parameter it is about.
    OfMain(Message),
    /// A deprecation, with the `name` or `name=value` it is about.
    Deprecation(Message, String),
    /// A deprecation of a feature that is no parameter.
    Feature(Message, &'static str),
    /// A deprecation of too many values, with the parameter's name.
    OfCrowd(Message, String),
}

/// Reads one module's parameters.
pub struct Reader<'a, 'r> {
    fields: &'r Fields<'r>,
    scope: Scope<'a>,
    surroundings: &'a dyn Surroundings,
    release: Release,
    /// Which kinds of names the fields have, what stands before a parameter's own name aside.
    seen: u64,
    /// What came up, in order.
    pub notices: Vec<Notice>,
    /// What `limit=max` meant, if a limit was read and was `max`.
    pub parsed_limit: Option<i64>,
}

/// A number of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Limit(pub usize);

/// A number of rows where the module itself knows how many there can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LimitWish {
    /// As many as can be.
    Max,
    /// So many.
    Rows(i64),
}

/// A user's name or address in its normal form.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UserName(pub String);

/// Several words of a choice, each once, in the order given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chosen(SmallVec<[&'static str; 4]>);

impl Chosen {
    /// Whether the word is among them.
    pub fn has(&self, word: &str) -> bool {
        self.0.contains(&word)
    }

    /// The words in order.
    pub fn iter(&self) -> impl Iterator<Item = &'static str> {
        self.0.iter().copied()
    }

    /// The same with one more word.
    pub fn with(mut self, word: &'static str) -> Self {
        self.0.push(word);
        self
    }

    /// The same without some words.
    pub fn without(mut self, words: &[&str]) -> Self {
        self.0.retain(|word| !words.contains(word));
        self
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'a, 'r> Reader<'a, 'r> {
    /// A reader of one module's parameters.
    pub fn new(fields: &'r Fields<'r>, scope: Scope<'a>, surroundings: &'a dyn Surroundings) -> Self {
        let release = surroundings.profile().release;
        let seen = fields.seen_after(usize::from(scope.generator) + scope.prefix.len());
        Self { fields, scope, surroundings, release, seen, notices: Vec::new(), parsed_limit: None }
    }

    /// Reads the next declared parameter. One that the release does not have reads as absent, and its field stays unread.
    #[inline]
    pub fn next<T: Read<'r>>(&mut self, specs: &mut std::slice::Iter<'static, Param>) -> Result<T, Message> {
        let param = specs.next().expect("params! declares a parameter for each field");
        if let Some(now) = self.left_out(param)
            && let Some(absent) = T::absent(now)
        {
            return Ok(absent);
        }
        self.read_present(param, specs)
    }

    #[inline(never)]
    fn read_present<T: Read<'r>>(
        &mut self,
        param: &'static Param,
        specs: &mut std::slice::Iter<'static, Param>,
    ) -> Result<T, Message> {
        let before = self.notices.len();
        let read = T::read(self, param);
        self.settle(before, read.is_err());
        if read.is_err() && self.surroundings.profile().reads_past_faults {
            // What is wrong with the others is not told, but what they warn of is.
            specs.for_each(|param| drop(self.check_one(param)));
        }
        read
    }

    /// The declaration that holds, of a parameter that no field can be by the kinds of their names, and need not be.
    #[inline]
    fn left_out(&self, param: &'static Param) -> Option<&'static Param> {
        if self.seen >> param.kind_of_name & 1 == 1 {
            return None;
        }
        Some(param.in_release(self.release)).filter(|now| !now.marks.contains(Marks::REQUIRED))
    }

    /// Checks the values of all these parameters without keeping them.
    pub fn check_all(&mut self, params: &'static [Param]) -> Result<(), Message> {
        let mut params = params.iter();
        let checked = params.try_for_each(|param| self.check_one(param));
        if checked.is_err() && self.surroundings.profile().reads_past_faults {
            params.for_each(|param| drop(self.check_one(param)));
        }
        checked
    }

    fn check_one(&mut self, param: &'static Param) -> Result<(), Message> {
        if self.left_out(param).is_some_and(|now| matches!(now.preset, Preset::None | Preset::Number(_))) {
            return Ok(());
        }
        let before = self.notices.len();
        let checked = self.check_kind(param);
        self.settle(before, checked.is_err());
        checked
    }

    /// `ApiBase::getParameterFromSettings` told last that a parameter or its values are deprecated, and not at all where
    /// something was wrong.
    fn settle(&mut self, before: usize, is_wrong: bool) {
        if self.notices.len() == before || self.validates() {
            return;
        }
        let (mut told, last): (Vec<_>, Vec<_>) =
            self.notices.drain(before..).partition(|notice| !matches!(notice, Notice::Deprecation(..)));
        if !is_wrong {
            told.extend(last);
        }
        self.notices.extend(told);
    }

    fn check_kind(&mut self, param: &'static Param) -> Result<(), Message> {
        if param.multi.is_some() {
            return match param.in_release(self.release).kind {
                Kind::Choice(_) | Kind::Submodules(_) => Option::<Chosen>::read(self, param).map(drop),
                Kind::Integer { .. } => Option::<Vec<i64>>::read(self, param).map(drop),
                Kind::Namespace(_) => Option::<Vec<i32>>::read(self, param).map(drop),
                Kind::Timestamp => Option::<Vec<Timestamp>>::read(self, param).map(drop),
                _ => Option::<Vec<&'r str>>::read(self, param).map(drop),
            };
        }
        match param.in_release(self.release).kind {
            Kind::Flag => bool::read(self, param).map(drop),
            Kind::Integer { .. } => Option::<i64>::read(self, param).map(drop),
            Kind::Limit { .. } => Option::<Limit>::read(self, param).map(drop),
            Kind::Namespace(_) => Option::<i32>::read(self, param).map(drop),
            Kind::Timestamp => Option::<Timestamp>::read(self, param).map(drop),
            Kind::Expiry => Option::<Expiry>::read(self, param).map(drop),
            Kind::Upload => Option::<&'r Part>::read(self, param).map(drop),
            _ => Option::<&'r str>::read(self, param).map(drop),
        }
    }

    fn name(&self, param: &'static Param) -> Name<'a> {
        Name { generator: self.scope.generator, prefix: self.scope.prefix, name: param.wire() }
    }

    fn field(&mut self, param: &'static Param) -> Option<&'r Field<'r>> {
        let lasts = param.marks.contains(Marks::LASTING) && self.release >= param.since;
        if !param.is_in(self.release) && !(lasts && self.surroundings.obliges()) {
            return None;
        }
        if param.setting.is_some_and(|setting| !self.surroundings.has_setting(setting)) {
            return None;
        }
        let field = self.fields.take(&self.name(param))?;
        if field.is_list() {
            // ApiMain::getVal
            if self.surroundings.profile().warns_of_arrays {
                let message = Message::new("apiwarn-unsupportedarray").arg(field.name().to_owned());
                self.notices.push(Notice::OfMain(message));
            }
            return None;
        }
        Some(field)
    }

    fn warn(&mut self, message: Message) {
        self.notices.push(Notice::Warning(message));
    }

    /// What can be wrong, in the words of the release.
    fn faults(&self) -> Faults {
        Faults(self.surroundings.profile())
    }

    /// Whether values are read by `ParamValidator`, not by `ApiBase::getParameterFromSettings`.
    fn validates(&self) -> bool {
        self.surroundings.profile().validation == Validation::ByType
    }

    /// The value as given or preset; whether it was given. Warns of what is deprecated, fails for what is missing.
    fn given(&mut self, param: &'static Param) -> Result<Option<(&'r str, bool)>, Message> {
        if let Some(field) = self.field(param) {
            let value = field.value().expect("lists are gone");
            let tells = self.surroundings.profile().tells_mended_text;
            if tells && field.raw().is_some() && !matches!(param.kind, Kind::Raw) {
                self.warn(Message::new("apiwarn-badutf8").arg(field.name().to_owned()));
            }
            self.check_deprecated(param, value);
            return Ok(Some((value, true)));
        }
        match param.in_release(self.release).preset {
            Preset::Text(text) => Ok(Some((text, false))),
            _ if param.in_release(self.release).marks.contains(Marks::REQUIRED)
                && param.is_in(self.release) =>
            {
                Err(self.faults().missing(&self.name(param)))
            }
            _ => Ok(None),
        }
    }

    fn check_deprecated(&mut self, param: &'static Param, value: &str) {
        if param.in_release(self.release).marks.contains(Marks::DEPRECATED) {
            let name = self.name(param).to_string();
            let message = self.faults().deprecated(&name, value);
            self.notices.push(Notice::Deprecation(message, name));
        }
    }

    /// One value of text, checked by the declaration's type.
    fn text(&mut self, param: &'static Param) -> Result<Option<&'r str>, Message> {
        let Some((value, given)) = self.given(param)? else { return Ok(None) };
        if given {
            self.check_single(param, value)?;
        }
        Ok(Some(value))
    }

    /// Checks the one value of a parameter; gives the word of a closed list that it is.
    fn check_single(
        &mut self,
        param: &'static Param,
        value: &'r str,
    ) -> Result<Option<&'static str>, Message> {
        if value.starts_with('\x1f') && param.multi.is_none() && !matches!(param.kind, Kind::Flag) {
            return Err(self.faults().not_multi(&self.name(param), value));
        }
        self.check(param, value, false)
    }

    /// Checks one value against the type; `multi` if it is one of several. Gives the word of a closed list that it is.
    fn check(
        &mut self,
        param: &'static Param,
        value: &'r str,
        multi: bool,
    ) -> Result<Option<&'static str>, Message> {
        let now = param.in_release(self.release);
        match now.kind {
            Kind::Choice(_) if now.marks.contains(Marks::UNCHECKED) => Ok(self.word(now, value)),
            Kind::Choice(choices) => self.check_choice(param, choices, value, multi).map(Some),
            Kind::Submodules(group) => match self.word(now, value) {
                None if group != Group::Generator => {
                    let names = self.surroundings.modules(group);
                    Err(self.unrecognized(param, value, multi, names.into_iter().map(Text::Static).collect()))
                }
                // ApiPageSet says itself what is wrong with a generator.
                word => Ok(word),
            },
            _ => self.check_open(param, value, multi).map(|()| None),
        }
    }

    /// The word of a closed list that a value is.
    fn word(&self, now: &'static Param, value: &str) -> Option<&'static str> {
        match now.kind {
            Kind::Choice(choices) => choices.iter().map(|choice| choice.name).find(|name| *name == value),
            Kind::Submodules(group) => self.surroundings.has_module(group, value),
            _ => None,
        }
    }

    /// Checks a value of a type that is no closed list.
    fn check_open(&self, param: &'static Param, value: &str, multi: bool) -> Result<(), Message> {
        let now = param.in_release(self.release);
        match now.kind {
            Kind::Listed(list) => {
                let words = self.surroundings.list(list);
                if words.iter().any(|word| word.as_str() == value) {
                    return Ok(());
                }
                Err(self.unrecognized(param, value, multi, words))
            }
            Kind::User(forms) if self.user(forms, value).is_none() => {
                Err(self.faults().bad_user(&self.name(param), value))
            }
            // Before there was a type for titles they were text, and modules looked at them.
            Kind::Title { must_exist } if self.validates() => match self.surroundings.title(value) {
                None => Err(self.faults().bad_title(&self.name(param), value)),
                Some(false) if must_exist => Err(self.faults().missing_title(&self.name(param), value)),
                Some(_) => Ok(()),
            },
            Kind::Text | Kind::LongText | Kind::Raw | Kind::Password
                if value.is_empty() && now.marks.contains(Marks::REQUIRED) && !multi =>
            {
                Err(self.faults().empty(&self.name(param)))
            }
            _ => Ok(()),
        }
    }

    fn check_choice(
        &mut self,
        param: &'static Param,
        choices: &'static [Choice],
        value: &str,
        multi: bool,
    ) -> Result<&'static str, Message> {
        let release = self.release;
        let Some(choice) = choices.iter().find(|choice| choice.name == value && choice.is_in(release)) else {
            let names = choices
                .iter()
                .filter(|choice| choice.is_in(release))
                .map(|choice| Text::Static(choice.name))
                .collect();
            return Err(self.unrecognized(param, value, multi, names));
        };
        if choice.deprecated.is_some_and(|from| release >= from) {
            let feature = format!("{}={value}", self.name(param));
            let message = match choice.instead {
                Some(instead) => {
                    Message::new("apiwarn-deprecation-withreplacement").arg(feature.clone()).arg(instead)
                }
                None => self.faults().deprecated_value(&self.name(param), value),
            };
            self.notices.push(Notice::Deprecation(message, feature));
        }
        Ok(choice.name)
    }

    fn unrecognized(&self, param: &'static Param, value: &str, multi: bool, names: Vec<Text>) -> Message {
        self.faults().unrecognized(&self.name(param), value, multi, names)
    }

    /// `TagsDef`: users may put only tags that users have defined; all that are not are named together.
    fn check_tags(&self, tags: &[&str]) -> Result<(), Message> {
        let defined = self.surroundings.list(List::Tags);
        let unknown: Vec<&str> =
            tags.iter().filter(|tag| !defined.iter().any(|word| word.as_str() == **tag)).copied().collect();
        if unknown.is_empty() {
            return Ok(());
        }
        Err(self.faults().undefined_tags(&unknown))
    }

    /// Several values, split and checked one by one with `each`; unknown ones leave a warning.
    fn values<T>(
        &mut self,
        param: &'static Param,
        each: impl FnMut(&mut Self, &'r str) -> Result<T, Message>,
    ) -> Result<Option<Vec<T>>, Message> {
        Ok(self.few_values(param, each)?.map(SmallVec::into_vec))
    }

    /// As [`Reader::values`], without a heap for a handful of them.
    fn few_values<T>(
        &mut self,
        param: &'static Param,
        mut each: impl FnMut(&mut Self, &'r str) -> Result<T, Message>,
    ) -> Result<Option<SmallVec<[T; 4]>>, Message> {
        let Some((whole, _)) = self.given(param)? else { return Ok(None) };
        let multi = param.in_release(self.release).multi.expect("declared with multi()");
        let mut values: SmallVec<[&'r str; 8]> = split(whole).take(multi.high_limit as usize + 1).collect();
        let most = if multi.high_limit > multi.limit
            && values.len() > multi.limit as usize
            && self.surroundings.high_limits()
        {
            multi.high_limit
        } else {
            multi.limit
        };
        if values.len() > most as usize {
            if self.surroundings.profile().crowds != Crowds::Cut {
                return Err(self.faults().crowded(&self.name(param), most, multi));
            }
            values.truncate(most as usize);
            let name = self.name(param).to_string();
            let message = self.faults().cut(&name, most);
            self.notices.push(Notice::OfCrowd(message, name));
        }
        let mut read = SmallVec::with_capacity(values.len());
        let mut unknown: Vec<(usize, &'r str)> = Vec::new();
        for (at, value) in values.iter().copied().enumerate() {
            match each(self, value) {
                // A value that stood before was read before.
                Ok(_) if !multi.duplicates && values[..at].contains(&value) => {}
                Ok(item) => read.push(item),
                Err(failure) if !Faults::is_unrecognized(&failure) || self.is_strict(param) => {
                    return Err(failure);
                }
                Err(_) => unknown.push((at, value)),
            }
        }
        if !unknown.is_empty() {
            let message = self.faults().unrecognized_values(&self.name(param), whole, &unknown);
            self.warn(message);
        }
        Ok(Some(read))
    }

    /// Whether a value that is not recognized is an error, not a warning.
    fn is_strict(&self, param: &'static Param) -> bool {
        let listed = matches!(param.kind, Kind::Tags) && self.surroundings.profile().lists_tags_to_put;
        param.marks.contains(Marks::STRICT) && !listed
    }

    /// `PARAM_ALL`: whether the one value given is the word for all.
    fn is_all(&self, param: &'static Param) -> bool {
        let multi = param.in_release(self.release).multi;
        let word = multi.and_then(|multi| multi.all).filter(|_| self.surroundings.profile().has_word_for_all);
        let Some(word) = word else { return false };
        let given = param.is_in(self.release).then(|| self.fields.take(&self.name(param))).flatten();
        given.and_then(Field::value).or(match param.preset {
            Preset::Text(text) => Some(text),
            _ => None,
        }) == Some(word)
    }

    fn integer(&mut self, param: &'static Param, value: &str) -> Result<i64, Message> {
        if !self.validates() {
            return Ok(number::cast(value));
        }
        let digits = value.strip_prefix(['+', '-']).unwrap_or(value);
        let whole = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        let parsed = whole.then(|| value.parse::<i64>().ok()).flatten();
        parsed.ok_or_else(|| self.faults().bad_integer(&self.name(param), value))
    }

    /// `NumericDef::checkRange`, `ApiBase::validateLimit`.
    fn clamp(&mut self, param: &'static Param, value: i64, as_given: &str) -> Result<i64, Message> {
        let now = param.in_release(self.release);
        let Some(range) = Range::of(now.kind) else { return Ok(value) };
        let most = if range.high_max > range.max && self.surroundings.high_limits() {
            range.high_max
        } else {
            range.max
        };
        let clamped = match (range.min, most) {
            (Some(min), _) if value < min => min,
            (_, Some(most)) if value > most => most,
            _ => return Ok(value),
        };
        let message = self.faults().out_of_range(&self.name(param), (value, as_given), range, most);
        if now.marks.contains(Marks::ENFORCE_RANGE) {
            return Err(message);
        }
        self.warn(message);
        Ok(clamped)
    }

    fn time(&mut self, param: &'static Param, value: &str) -> Result<Timestamp, Message> {
        let now = self.surroundings.now();
        let knows_now = self.surroundings.profile().knows_now;
        if !knows_now && value == "now" {
            return Err(self.faults().bad_time(&self.name(param), value));
        }
        if value.is_empty() || value == "0" {
            if !knows_now {
                return Ok(now);
            }
            let message = self.faults().unclear_now(&self.name(param), value);
            if self.validates() {
                self.warn(message);
            } else {
                self.notices.push(Notice::Feature(message, "unclear-\"now\"-timestamp"));
            }
            return Ok(now);
        }
        let zoned = value.split_once('T').is_some_and(|(_, clock)| clock.contains(['+', '-']));
        let known =
            (!zoned || self.surroundings.profile().times_have_zones).then(|| Timestamp::parse(value, now));
        known.flatten().ok_or_else(|| self.faults().bad_time(&self.name(param), value))
    }

    /// `ExpiryDef::validate`. Nothing is too far in the future: what is too late is cut to the latest there is.
    fn expiry(&mut self, param: &'static Param, value: &str) -> Result<Expiry, Message> {
        let now = self.surroundings.now();
        let bounded = self.surroundings.profile().bounds_expiries;
        // A year of five digits comes before this one where times are compared as texts.
        if !bounded && Timestamp::is_spoken_beyond(value, now) {
            return Err(self.faults().past_expiry(&self.name(param), value));
        }
        let end = Expiry::spoken(value, now);
        let end = end.ok_or_else(|| self.faults().bad_expiry(&self.name(param), value))?;
        if end.is_past(now) {
            return Err(self.faults().past_expiry(&self.name(param), value));
        }
        let longest = self.surroundings.longest_watch();
        let latest = longest.and_then(|longest| Some((longest, Expiry::spoken(longest, now)?)));
        match (end, latest) {
            (Expiry::At(_), Some((longest, latest))) if end > latest => {
                let message = self.faults().late_expiry(&self.name(param), value, longest);
                self.warn(message);
                Ok(latest)
            }
            _ => Ok(end),
        }
    }

    /// The user's name in its normal form. Before the declarations told them apart, every form was taken but an id.
    fn user(&self, forms: &[UserForm], value: &str) -> Option<String> {
        if self.validates() {
            return self.surroundings.user(value, forms);
        }
        let range = self.surroundings.user(value, &[UserForm::Cidr]).map(|_| value.to_owned());
        range.or_else(|| {
            self.surroundings
                .user(value, &[UserForm::Name, UserForm::Ip, UserForm::Temp, UserForm::Interwiki])
        })
    }

    fn user_name(&self, param: &'static Param, value: &str) -> UserName {
        // Some parameters were plain text before they were users.
        let Kind::User(forms) = param.in_release(self.release).kind else {
            return UserName(value.to_owned());
        };
        UserName(self.user(forms, value).unwrap_or_else(|| value.to_owned()))
    }

    /// What `max` stands for, which the answer tells (`LimitDef`).
    fn note_most(&mut self, param: &'static Param) -> i64 {
        let Kind::Limit { max, high_max, .. } = param.in_release(self.release).kind else {
            unreachable!("declared as a limit")
        };
        let most = if self.surroundings.high_limits() { high_max } else { max };
        self.parsed_limit = Some(most);
        most
    }

    fn namespace(&mut self, param: &'static Param, value: &str) -> Result<i32, Message> {
        let Kind::Namespace(extra) = param.in_release(self.release).kind else {
            unreachable!("declared as a namespace")
        };
        let number = number::whole(value).and_then(|number| i32::try_from(number).ok());
        // Before there was a type for namespaces their numbers were words of a list.
        let number = number.filter(|number| self.validates() || number.to_string() == value);
        let extra = if self.surroundings.profile().has_word_for_all { extra } else { &[] };
        if let Some(number) = number.filter(|n| extra.contains(n) || self.surroundings.has_namespace(*n)) {
            return Ok(number);
        }
        let mut all = self.surroundings.namespaces();
        all.extend(extra);
        Err(self.faults().unknown_namespace(&self.name(param), value, param.multi.is_some(), all))
    }
}

/// `ParamValidator::explodeMultiValue`: an empty string is no value at all.
fn split(whole: &str) -> impl Iterator<Item = &str> {
    let (rest, separator) = match whole.strip_prefix('\x1f') {
        Some(rest) => (rest, '\x1f'),
        None => (whole, '|'),
    };
    let empty = rest.is_empty();
    rest.split(separator).filter(move |_| !empty)
}
