//! Where an answer goes on in another request (`ApiContinuationManager`).

use super::{Call, Failure, MAIN};
use crate::{
    base::Text,
    release::Continuing,
    tree::{Key, Marks, Node, Value},
};

/// What modules said of where they go on, in the order they said it.
#[derive(Debug, Default)]
pub struct Continuation {
    /// Of modules that list or describe.
    modules: Vec<Resume>,
    /// Of the generator.
    generator: Vec<Resume>,
    /// What a generator keeps while the modules that describe its pages go on.
    kept: Vec<Resume>,
}

/// One parameter of another request.
#[derive(Debug)]
struct Resume {
    module: &'static str,
    param: Text,
    value: Value,
}

/// What `continue` of a request asks for.
#[derive(Debug, Default)]
pub struct Continued<'r> {
    /// The generator is done: there are no pages to describe any more.
    pub generator_done: bool,
    /// Names of modules that are done.
    skip: &'r str,
    /// Names of parameters of the generator.
    generator_params: &'r str,
}

impl<'r> Continued<'r> {
    /// Reads the `continue` of a request.
    pub fn read(value: Option<&'r str>) -> Result<Self, Failure> {
        let Some(value) = value.filter(|value| !value.is_empty()) else { return Ok(Self::default()) };
        let (generator, skip) = value
            .split_once("||")
            .filter(|(_, skip)| !skip.contains("||"))
            .ok_or_else(|| Failure::of("apierror-badcontinue").in_module(MAIN.path))?;
        let generator_done = generator == "-";
        Ok(Self { generator_done, skip, generator_params: if generator_done { "" } else { generator } })
    }

    /// Whether a module need not run again.
    pub fn skips(&self, module: &str) -> bool {
        !self.skip.is_empty() && self.skip.split('|').any(|name| name == module)
    }
}

impl Continuation {
    /// Adds what a module goes on with.
    pub(super) fn add(&mut self, module: &'static str, generator: bool, param: Text, value: Value) {
        let list = if generator { &mut self.generator } else { &mut self.modules };
        put(list, module, param, value);
    }

    /// Adds what a generator keeps.
    pub(super) fn keep(&mut self, module: &'static str, param: Text, value: Value) {
        put(&mut self.kept, module, param, value);
    }

    /// Whether nothing goes on.
    const fn is_empty(&self) -> bool {
        self.modules.is_empty() && self.generator.is_empty()
    }

    /// Whether a module goes on.
    fn goes_on(&self, module: &str) -> bool {
        self.modules.iter().any(|resume| resume.module == module)
    }
}

/// A later value of the same parameter takes the place of the earlier one.
fn put(list: &mut Vec<Resume>, module: &'static str, param: Text, value: Value) {
    match list.iter_mut().find(|known| known.module == module && known.param == param) {
        Some(known) => known.value = value,
        None => list.push(Resume { module, param, value }),
    }
}

impl Call<'_> {
    /// Says where the module at work goes on: `param` is the parameter without its prefix.
    pub fn resume(&mut self, param: &'static str, value: impl Into<Value>) {
        let whole = self.param_name(param);
        self.continuation.add(self.module.name, self.generating, whole, value.into());
    }

    /// Says what the generator at work wants to hear again while the modules that describe its pages go on.
    pub fn resume_same(&mut self, param: &'static str, value: impl Into<Value>) {
        let whole = self.param_name(param);
        self.continuation.keep(self.module.name, whole, value.into());
    }

    /// A parameter's whole name, as the module at work is asked for it.
    pub fn param_name(&self, param: &'static str) -> Text {
        match (self.generating, self.module.prefix) {
            (false, "") => Text::Static(param),
            (generating, prefix) => format!("{}{prefix}{param}", if generating { "g" } else { "" }).into(),
        }
    }

    /// Writes `continue` and `batchcomplete`. `modules` are all that were asked for, `describe` says which of them
    /// describe pages (`ApiContinuationManager::getContinuation`).
    pub fn write_continuation(
        &mut self,
        continued: &Continued<'_>,
        modules: &[&'static str],
        describes: impl Fn(&str) -> bool,
    ) {
        let profile = self.profile();
        if self.continuation.is_empty() {
            if profile.tells_complete_batches {
                on_top(&mut self.result, "batchcomplete", true.into());
            }
            return;
        }
        let continuation = std::mem::take(&mut self.continuation);
        let mut data = Node::map();
        let own = continuation.modules.iter().filter(|resume| !describes(resume.module));
        add_all(&mut data, own);
        let unfinished = continuation.modules.iter().any(|resume| describes(resume.module));
        let generator_done = !unfinished && continuation.generator.is_empty();
        let mut generator = Node::map();
        if unfinished {
            add_all(&mut data, continuation.modules.iter().filter(|resume| describes(resume.module)));
            if profile.tells_what_does_not_go_on {
                add_all(&mut generator, continuation.kept.iter());
            }
            self.add_generator_params(&mut generator, continued);
        } else {
            add_all(&mut generator, continuation.generator.iter());
        }
        let of_generator: Vec<Key> = generator.entries().iter().map(|entry| entry.key.clone()).collect();
        let keys = if generator_done { "-".to_owned() } else { keys(&generator) };
        for entry in std::mem::take(generator.entries_mut()) {
            if !data.entries().iter().any(|known| known.key == entry.key) {
                data.entries_mut().push(entry);
            }
        }
        if !data.is_empty() || !generator_done {
            let restart = !unfinished && !generator_done;
            let finished = modules
                .iter()
                .filter(|module| !continuation.goes_on(module) && !(restart && describes(module)));
            let finished: Vec<&str> = finished.copied().collect();
            let word = format!("{keys}||{}", finished.join("|"));
            if profile.continues_on_top {
                data.set("continue", word);
                on_top(&mut self.result, "continue", data.into());
            } else {
                // Before 1.24 `ApiQuery` itself put it together: at the end, and the word after the generator's.
                let (mut whole, rest): (Vec<_>, Vec<_>) = std::mem::take(data.entries_mut())
                    .into_iter()
                    .partition(|entry| of_generator.contains(&entry.key));
                whole.push(crate::tree::Entry {
                    key: Key::Name(Text::Static("continue")),
                    marks: Marks::empty(),
                    value: word.into(),
                });
                whole.extend(rest);
                *data.entries_mut() = whole;
                self.result.set("continue", data);
            }
        }
        if !unfinished && profile.tells_complete_batches {
            on_top(&mut self.result, "batchcomplete", true.into());
        }
    }

    /// Parameters of the generator that the request itself went on with.
    fn add_generator_params(&self, generator: &mut Node, continued: &Continued<'_>) {
        for field in self.fields.iter() {
            let wanted = continued.generator_params.split('|').any(|name| name == field.name());
            let Some(value) = field.value().filter(|_| wanted) else { continue };
            if generator.get(field.name()).is_none() {
                generator.set(field.name().to_owned(), value.to_owned());
            }
        }
    }

    /// Writes `query-continue` and `query-noncontinue`, as clients before 1.26 want them.
    pub fn write_raw_continuation(&mut self) {
        let continuation = std::mem::take(&mut self.continuation);
        let by_module = |list: &mut dyn Iterator<Item = Resume>| {
            let mut data = Node::map();
            for resume in list {
                data.node_mut(resume.module).set(resume.param, resume.value);
            }
            data
        };
        let kept = by_module(&mut continuation.kept.into_iter());
        if !kept.is_empty() && self.profile().tells_what_does_not_go_on {
            on_top(&mut self.result, "query-noncontinue", kept.into());
        }
        let all = by_module(&mut continuation.modules.into_iter().chain(continuation.generator));
        if all.is_empty() {
        } else if self.profile().continuing == Continuing::AlwaysRaw {
            self.result.set("query-continue", all);
        } else {
            on_top(&mut self.result, "query-continue", all.into());
        }
    }
}

fn add_all<'a>(data: &mut Node, resumes: impl Iterator<Item = &'a Resume>) {
    for resume in resumes {
        if data.get(&resume.param).is_none() {
            data.set(resume.param.clone(), resume.value.clone());
        }
    }
}

fn keys(node: &Node) -> String {
    let keys: Vec<String> = node
        .entries()
        .iter()
        .map(|entry| match &entry.key {
            Key::Name(name) => name.to_string(),
            Key::Index(index) => index.to_string(),
        })
        .collect();
    keys.join("|")
}

/// `ApiResult::ADD_ON_TOP`.
fn on_top(result: &mut Node, key: &'static str, value: Value) {
    let entry = crate::tree::Entry { key: Key::Name(Text::Static(key)), marks: Marks::empty(), value };
    result.entries_mut().insert(0, entry);
}
