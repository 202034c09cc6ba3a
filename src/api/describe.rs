//! From declarations to `action=paraminfo`: what a module is and what it accepts, as MediaWiki tells it
//! (`ApiParamInfo::getModuleInfo` and `getParamInfo` of the type definitions, 1.35 to 1.43).

mod by_settings;

use std::cmp::Ordering;

use super::{Call, Module, Needs, Read, Status, TOKEN, prose};
use crate::{
    base::Text,
    param::{Choice, Group, Kind, List, Marks, Multi, Only, Param, Preset, Setting, Surroundings},
    release::{Profile, Release, Validation},
    tree::{self, Node, Value},
};

/// How help texts are given in a description (`helpformat`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HelpFormat {
    /// Not at all.
    None,
    /// As HTML.
    Html,
    /// As wikitext.
    Wikitext,
    /// As keys and arguments of messages.
    Raw,
}

impl HelpFormat {
    /// The format of that name.
    pub fn named(word: &str) -> Self {
        match word {
            "html" => Self::Html,
            "wikitext" => Self::Wikitext,
            "raw" => Self::Raw,
            _ => Self::None,
        }
    }
}

/// The parameters of a module in a release, on a site with these settings; its token last.
pub fn params(
    module: &'static Module,
    release: Release,
    has: impl Fn(Setting) -> bool,
) -> impl Iterator<Item = &'static Param> {
    static TOKEN_: Param = TOKEN;
    let token = module.token(release).map(|_| &TOKEN_);
    let declared = module.params.iter().chain(token).filter(|param| param.is_had(release, &has));
    let (moved, mut params): (Vec<&Param>, Vec<&Param>) =
        declared.partition(|param: &&Param| param.after.is_some_and(|(from, _)| release >= from));
    for param in moved {
        let other = param.after.map(|(_, other)| other);
        let place = params.iter().position(|one| Some(one.name) == other);
        params.insert(place.map_or(params.len(), |place| place + 1), param);
    }
    params.into_iter()
}

/// The words of a choice in a release, in the order of `paraminfo`: deprecated ones last (`EnumDef::sortEnumValues`).
pub fn words(choices: &'static [Choice], release: Release) -> Vec<&'static Choice> {
    let mut words: Vec<&Choice> = choices.iter().filter(|choice| choice.is_in(release)).collect();
    words.sort_by(|a, b| {
        let deprecated = |choice: &Choice| choice.is_deprecated(release);
        deprecated(a).cmp(&deprecated(b)).then_with(|| natural(a.name, b.name))
    });
    words
}

/// The modules of a group, in the order of `paraminfo`: deprecated and internal ones last.
pub fn modules(call: &Call<'_>, group: Group) -> Vec<&'static Module> {
    let release = call.profile().release;
    let mut modules: Vec<_> = call.service.registry.group(group).collect();
    modules.sort_by_key(|module| {
        let internal = call.profile().validation == Validation::ByType && module.status == Status::Internal;
        let deprecated = call.profile().tells_deprecated_values && module.is_deprecated(release);
        (internal, deprecated, module.name)
    });
    modules
}

/// PHP's `strnatcmp`: runs of digits count as numbers.
fn natural(a: &str, b: &str) -> Ordering {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let (mut left, mut right) = (a, b);
    loop {
        let (in_left, in_right) = (digits(left), digits(right));
        if in_left > 0 && in_right > 0 {
            let number = |text: &str| text.parse::<u64>().unwrap_or(u64::MAX);
            match number(&left[..in_left]).cmp(&number(&right[..in_right])) {
                Ordering::Equal => (left, right) = (&left[in_left..], &right[in_right..]),
                unequal => return unequal,
            }
            continue;
        }
        let (mut letters, mut others) = (left.chars(), right.chars());
        match (letters.next(), others.next()) {
            (None, None) => return Ordering::Equal,
            (one, other) if one == other => (left, right) = (letters.as_str(), others.as_str()),
            (one, other) => return one.cmp(&other),
        }
    }
}

/// Describes modules to one caller.
pub struct Describer<'a, 'r> {
    call: &'a Call<'r>,
    help: HelpFormat,
    release: Release,
}

impl<'a, 'r> Describer<'a, 'r> {
    /// Describes with help texts in that format.
    pub fn new(call: &'a Call<'r>, help: HelpFormat) -> Self {
        Self { call, help, release: call.profile().release }
    }

    /// All that is told about a module.
    pub fn module(&self, module: &'static Module) -> Node {
        let mut about = Node::map();
        about.append("name", module.name);
        about.append(
            "classname",
            format!("{}{}", self.call.profile().api_classes, module.class_in(self.release)),
        );
        about.append("path", module.path);
        if module.group != Group::Main {
            about.append("group", module.group.word());
        }
        about.append("prefix", module.prefix);
        self.source(&mut about);
        let key = format!("apihelp-{}-summary", module.path);
        self.text(&mut about, "description", module, module.help, key, &[module.name, module.path]);
        self.flags(&mut about, module);
        let manual =
            module.manual_in(self.release).map(|page| format!("{}{page}", manual(self.call.profile())));
        about.append("helpurls", Node::texts("helpurl", manual));
        self.examples(&mut about, module);
        self.params(&mut about, module);
        if !module.dynamic.is_empty() {
            if self.help == HelpFormat::None {
                about.append("dynamicparameters", true);
            } else {
                let key = format!("apihelp-{}-dynamicparameters", module.path);
                let names = [module.name, module.path];
                self.text(&mut about, "dynamicparameters", module, module.dynamic, key, &names);
            }
        }
        about
    }

    /// What is told about the page set, the part of `action=query` that other actions share.
    pub fn page_set(&self, query: &'static Module, own: &[&str]) -> Node {
        let mut about = Node::map();
        about.append("classname", format!("{}ApiPageSet", self.call.profile().api_classes));
        about.append("prefix", "");
        self.source(&mut about);
        about.append("readrights", true);
        about.append("helpurls", Node::list("helpurl"));
        let mut list = Node::list("param");
        let shared = self.declared(query).filter(|param| own.contains(&param.name));
        for (place, param) in shared.enumerate() {
            list.push(self.param(query, param, place + 1));
        }
        about.append("parameters", list);
        if self.call.profile().numbers_params {
            about.append("templatedparameters", Node::list("param"));
        }
        about
    }

    /// The parameters that the wiki has.
    pub fn declared(&self, module: &'static Module) -> impl Iterator<Item = &'static Param> {
        params(module, self.release, |setting| self.call.has_setting(setting))
    }

    fn source(&self, about: &mut Node) {
        if !self.call.profile().tells_sources {
            return;
        }
        let path = self.call.wiki().site().article_path.replace("$1", "Special:Version/License/MediaWiki");
        about.append("source", "MediaWiki");
        about.append("sourcename", "MediaWiki");
        about.append("licensetag", self.call.profile().license);
        about.append("licenselink", format!("{}{path}", self.call.server()));
    }

    fn flags(&self, about: &mut Node, module: &'static Module) {
        let (Needs { read, .. }, post) = (module.needs, module.posted(self.release));
        about.flag("deprecated", module.is_deprecated(self.release));
        about.flag("internal", module.status == Status::Internal);
        let is_query = matches!(module.group, Group::Prop | Group::List | Group::Meta);
        about.flag("readrights", read != Read::No || (is_query && !self.call.profile().opens_meta));
        about.flag("writerights", module.writes(self.release));
        about.flag("mustbeposted", post);
        about.flag("generator", module.generate.is_some());
    }

    fn examples(&self, about: &mut Node, module: &'static Module) {
        if self.help == HelpFormat::None {
            return;
        }
        let mut list = Node::list("example");
        for (place, (query, text)) in module.examples.iter().enumerate() {
            let mut example = Node::map();
            example.append("query", *query);
            let key = format!("apihelp-{}-example-{}", module.path, place + 1);
            self.text(&mut example, "description", module, text, key, &[module.name, module.path]);
            if let Some(entry) = example.entries_mut().get_mut(1) {
                entry.marks = tree::Marks::SUBELEMENT;
                if let Value::Node(messages) = &mut entry.value {
                    entry.value = messages.entries_mut().remove(0).value;
                }
            }
            list.push(example);
        }
        about.append("examples", list);
    }

    fn params(&self, about: &mut Node, module: &'static Module) {
        let (mut plain, mut templated) = (Node::list("param"), Node::list("param"));
        for (place, param) in self.declared(module).enumerate() {
            let list = if param.template.is_none() { &mut plain } else { &mut templated };
            list.push(self.param(module, param, place + 1));
        }
        about.append("parameters", plain);
        if self.call.profile().numbers_params {
            about.append("templatedparameters", templated);
        }
    }

    fn param(&self, module: &'static Module, param: &'static Param, index: usize) -> Node {
        if self.call.profile().validation == Validation::BySettings {
            return self.param_by_settings(module, param, index);
        }
        let now = param.in_release(self.release);
        let mut about = Node::map();
        about.append("index", index);
        about.append("name", param.name);
        if let Some((name, other)) = template(param) {
            let mut values = Node::map().tagged("var");
            values.append(name, other);
            about.append("templatevars", values);
        }
        let key = format!("apihelp-{}-param-{}", module.path, param.name);
        let names = [param.name, module.name, module.path];
        self.text(&mut about, "description", module, param.help, key, &names);
        about.append("type", self.kind(now.kind));
        about.append("required", now.marks.contains(Marks::REQUIRED));
        about.flag("deprecated", now.marks.contains(Marks::DEPRECATED));
        about.flag("sensitive", now.marks.contains(Marks::SENSITIVE));
        match now.preset {
            Preset::None => {}
            Preset::Text(text) => {
                about.append("default", text);
            }
            Preset::Number(number) => {
                about.append("default", number);
            }
        }
        about.append("multi", now.multi.is_some());
        if let Some(multi) = now.multi {
            self.multi(&mut about, multi);
        }
        self.particulars(&mut about, now.kind);
        if let Some(kind) = module.token(self.release).filter(|_| param.marks.contains(Marks::TOKEN)) {
            about.append("tokentype", kind.name());
        }
        if let Some(only) = now.only {
            let mut list = Node::list("i");
            list.push(self.only(module, only));
            about.append("info", list);
        }
        about
    }

    fn multi(&self, about: &mut Node, multi: Multi) {
        let high = multi.high_limit.max(multi.limit);
        about.append("lowlimit", multi.limit);
        about.append("highlimit", high);
        about.append("limit", if self.call.high_limits() { high } else { multi.limit });
        about.flag("allowsduplicates", multi.duplicates);
        if let Some(all) = multi.all {
            about.append("allspecifier", all);
        }
    }

    fn kind(&self, kind: Kind) -> Value {
        let listed = |words: Vec<Text>| Value::Node(Node::texts("t", words));
        let names = |words: Vec<&'static str>| Value::Node(Node::texts("t", words));
        let word = match kind {
            Kind::Choice(choices) => {
                return names(words(choices, self.release).into_iter().map(|word| word.name).collect());
            }
            Kind::Submodules(group) => {
                return names(modules(self.call, group).into_iter().map(|module| module.name).collect());
            }
            Kind::Listed(list) => return listed(self.list(list)),
            Kind::Tags => return listed(self.list(List::Tags)),
            Kind::Text => "string",
            Kind::LongText => "text",
            Kind::Raw => "raw",
            Kind::Integer { .. } => "integer",
            Kind::Limit { .. } => "limit",
            Kind::Flag => "boolean",
            Kind::Title { .. } => "title",
            Kind::Timestamp => "timestamp",
            Kind::Expiry => "expiry",
            Kind::Namespace(_) => "namespace",
            Kind::User(_) => "user",
            Kind::Password => "password",
            Kind::Upload => "upload",
        };
        word.into()
    }

    fn list(&self, list: List) -> Vec<Text> {
        let mut words = self.call.list(list);
        words.sort_by(|a, b| natural(a, b));
        words
    }

    /// What only parameters of that type tell.
    fn particulars(&self, about: &mut Node, kind: Kind) {
        match kind {
            Kind::Choice(choices) => {
                let words = words(choices, self.release);
                let deprecated = words.iter().filter(|word| word.is_deprecated(self.release));
                let deprecated: Vec<_> = deprecated.map(|word| word.name).collect();
                if !deprecated.is_empty() {
                    about.append("deprecatedvalues", untagged(deprecated));
                }
            }
            Kind::Submodules(group) => self.submodules(about, group),
            Kind::Integer { min, max, high_max } => range(about, min, max, high_max),
            Kind::Limit { min, max, high_max } => range(about, Some(min), Some(max), Some(high_max)),
            Kind::Title { must_exist } => {
                about.append("mustExist", must_exist);
            }
            Kind::Namespace(extra) if !extra.is_empty() => {
                let mut list = Node::list("ns");
                for number in extra {
                    list.push(*number);
                }
                about.append("extranamespaces", list);
            }
            Kind::User(forms) => {
                let forms = forms.iter().filter(|form| form.is_in(self.release)).map(|form| form.word());
                about.append("subtypes", untagged(forms.collect()));
            }
            _ => {}
        }
    }

    /// `SubmoduleDef::getParamInfo`.
    fn submodules(&self, about: &mut Node, group: Group) {
        let modules = modules(self.call, group);
        let mut paths = Node::map();
        for module in &modules {
            paths.append(module.name, module.path);
        }
        about.append("submodules", paths);
        if group == Group::Generator {
            about.append("submoduleparamprefix", "g");
        }
        let names = |wanted: &dyn Fn(&Module) -> bool| -> Vec<&'static str> {
            modules.iter().filter(|module| wanted(module)).map(|module| module.name).collect()
        };
        let internal = names(&|module| module.status == Status::Internal);
        if !internal.is_empty() {
            about.append("internalvalues", untagged(internal));
        }
        let deprecated = names(&|module| module.is_deprecated(self.release));
        if !deprecated.is_empty() {
            about.append("deprecatedvalues", untagged(deprecated));
        }
    }

    fn only(&self, module: &'static Module, only: Only) -> Node {
        let mut about = Node::map();
        about.append("name", only.name);
        if !only.modes.is_empty() {
            let mut list = Node::list("v");
            for mode in only.modes {
                list.push(*mode);
            }
            about.append("values", list);
        }
        let key = format!("apihelp-{}-paraminfo-{}", module.path, only.name);
        self.text(&mut about, "text", module, &only.text(), key, &[]);
        if let Some(entry) = about.entries_mut().iter_mut().find(|entry| entry.key.is("text")) {
            entry.marks = tree::Marks::SUBELEMENT;
        }
        about
    }

    /// Adds a help text. Raw, it is a message's key and the names that MediaWiki gives it: the prefix and others.
    fn text(
        &self,
        about: &mut Node,
        name: &'static str,
        module: &Module,
        text: &str,
        key: String,
        names: &[&'static str],
    ) {
        match self.help {
            HelpFormat::None => {}
            HelpFormat::Html => {
                about.append(name, prose::html(text));
            }
            HelpFormat::Wikitext => {
                about.append(name, prose::wikitext(text));
            }
            HelpFormat::Raw => {
                let mut message = Node::map();
                message.append("key", key);
                let names = std::iter::once(module.prefix).chain(names.iter().copied());
                message.append("params", Node::texts("param", names));
                let mut list = Node::list("msg");
                list.push(message);
                about.append(name, list);
            }
        }
    }
}

/// Where the pages of MediaWiki's manual are.
pub const fn manual(profile: &Profile) -> &'static str {
    if profile.manuals_in_language {
        "https://www.mediawiki.org/wiki/Special:MyLanguage/"
    } else {
        "https://www.mediawiki.org/wiki/"
    }
}

/// A list whose elements MediaWiki gives no name.
fn untagged(words: Vec<&'static str>) -> Node {
    let mut list = Node::auto();
    for word in words {
        list.push(word);
    }
    list
}

/// `NumericDef::getParamInfo`: a higher maximum is told only if it is one.
fn range(about: &mut Node, min: Option<i64>, max: Option<i64>, high_max: Option<i64>) {
    if let Some(min) = min {
        about.append("min", min);
    }
    if let Some(max) = max {
        about.append("max", max);
        if let Some(high) = high_max.filter(|high| *high > max) {
            about.append("highmax", high);
        }
    }
}

/// The name in the braces of a parameter's name, and the parameter whose values fill it.
fn template(param: &'static Param) -> Option<(&'static str, &'static str)> {
    let (_, name) = param.name.split_once('{')?;
    Some((name.split_once('}')?.0, param.template?.other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_words_count_as_numbers() {
        let mut words = vec!["b10", "b9", "a", "10", "9", "latest", "1", "0.11", "0.10", "B"];
        words.sort_by(|a, b| natural(a, b));
        assert_eq!(words, ["0.10", "0.11", "1", "9", "10", "B", "a", "b9", "b10", "latest"]);
    }
}
