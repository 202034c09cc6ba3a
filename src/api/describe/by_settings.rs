//! Parameters as `paraminfo` told them before the types had definitions of their own (`ApiParamInfo`, up to 1.34).

use super::{Describer, modules, template, untagged};
use crate::{
    api::Module,
    param::{Choice, Group, Kind, List, Marks, Multi, Param, Preset, Range, Surroundings},
    tree::{Node, Value},
};

impl Describer<'_, '_> {
    /// One parameter.
    pub(super) fn param_by_settings(
        &self,
        module: &'static Module,
        param: &'static Param,
        index: usize,
    ) -> Node {
        let now = param.in_release(self.release);
        let mut about = Node::map();
        if self.call.profile().numbers_params {
            about.append("index", index);
        }
        about.append("name", param.name);
        if let Some((name, other)) = template(param) {
            let mut values = Node::map().tagged("var");
            values.append(name, other);
            about.append("templatevars", values);
        }
        let key = format!("apihelp-{}-param-{}", module.path, param.name);
        self.text(
            &mut about,
            "description",
            module,
            param.help,
            key,
            &[param.name, module.name, module.path],
        );
        about.append("required", now.marks.contains(Marks::REQUIRED));
        about.flag("deprecated", now.marks.contains(Marks::DEPRECATED));
        if let Some(kind) = module.token(self.release).filter(|_| param.marks.contains(Marks::TOKEN)) {
            about.append("tokentype", kind.name());
        }
        match now.preset {
            Preset::None if matches!(now.kind, Kind::Flag) => _ = about.append("default", false),
            Preset::None => {}
            Preset::Text(text) => _ = about.append("default", text),
            Preset::Number(number) => _ = about.append("default", number),
        }
        about.append("multi", now.multi.is_some());
        if let Some(multi) = now.multi {
            self.limits(&mut about, multi);
            about.flag("allowsduplicates", multi.duplicates);
        }
        self.kind_by_settings(&mut about, now);
        if let Some(only) = now.only {
            let mut list = Node::list("i");
            list.push(self.only(module, only));
            about.append("info", list);
        }
        about
    }

    fn limits(&self, about: &mut Node, multi: Multi) {
        let high = multi.high_limit.max(multi.limit);
        let limit = if self.call.high_limits() { high } else { multi.limit };
        if self.call.profile().tells_limit_first {
            about.append("limit", limit);
        }
        about.append("lowlimit", multi.limit);
        about.append("highlimit", high);
        if !self.call.profile().tells_limit_first {
            about.append("limit", limit);
        }
    }

    fn kind_by_settings(&self, about: &mut Node, now: &'static Param) {
        let word = match now.kind {
            // These were text, which modules looked at themselves.
            Kind::Title { .. } | Kind::Expiry => "string".into(),
            Kind::Raw => "text".into(),
            Kind::Choice(choices) => {
                let known = choices.iter().filter(|choice| choice.is_in(self.release));
                Value::Node(Node::texts("t", known.map(|choice| choice.name)))
            }
            Kind::Listed(List::QueryModules | List::Formats) | Kind::Submodules(_) => self.kind(now.kind),
            Kind::Listed(list) => Value::Node(Node::texts("t", self.call.list(list))),
            kind => self.kind(kind),
        };
        let is_list = matches!(&word, Value::Node(_)) || matches!(now.kind, Kind::Namespace(_));
        about.append("type", word);
        if let Kind::Submodules(group) = now.kind {
            self.submodules_by_settings(about, group);
        }
        let (is_namespace, has_words) =
            (matches!(now.kind, Kind::Namespace(_)), self.call.profile().has_word_for_all);
        if let Some(all) =
            now.multi.and_then(|multi| multi.all).filter(|_| is_list && (has_words || !is_namespace))
        {
            about.append("allspecifier", all);
        }
        if let Kind::Namespace(extra) = now.kind
            && !extra.is_empty()
            && has_words
        {
            let mut list = Node::list("ns");
            extra.iter().for_each(|number| _ = list.push(*number));
            about.append("extranamespaces", list);
        }
        if let Some(range) = Range::of(now.kind) {
            tell_range(about, range, matches!(now.kind, Kind::Limit { .. }));
        }
        about.flag("enforcerange", now.marks.contains(Marks::ENFORCE_RANGE));
        if let Kind::Choice(choices) = now.kind {
            self.deprecated_words(about, choices);
        }
    }

    fn submodules_by_settings(&self, about: &mut Node, group: Group) {
        let modules = modules(self.call, group);
        let mut by_name: Vec<&Module> = modules.clone();
        by_name.sort_by_key(|module| module.name);
        let mut paths = Node::map();
        for module in &by_name {
            paths.append(module.name, module.path);
        }
        about.append("submodules", paths);
        if group == Group::Generator {
            about.append("submoduleparamprefix", "g");
        }
        let deprecated = by_name.iter().filter(|module| module.is_deprecated(self.release));
        let deprecated: Vec<_> = deprecated.map(|module| module.name).collect();
        if !deprecated.is_empty() && self.call.profile().tells_deprecated_values {
            about.append("deprecatedvalues", untagged(deprecated));
        }
    }

    fn deprecated_words(&self, about: &mut Node, choices: &'static [Choice]) {
        let deprecated =
            choices.iter().filter(|word| word.is_in(self.release) && word.is_deprecated(self.release));
        let deprecated: Vec<_> = deprecated.map(|word| word.name).collect();
        if !deprecated.is_empty() && self.call.profile().tells_deprecated_values {
            about.append("deprecatedvalues", Node::texts("v", deprecated));
        }
    }
}

fn tell_range(about: &mut Node, range: Range, is_limit: bool) {
    if let Some(max) = range.max {
        about.append("max", max);
    }
    if let Some(high) = range.high_max.filter(|_| is_limit || range.high_max != range.max) {
        about.append("highmax", high);
    }
    if let Some(min) = range.min {
        about.append("min", min);
    }
}
