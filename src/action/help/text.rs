//! Help as before 1.25: texts in an answer of the format asked for (`ApiHelp`, `ApiMain::makeHelpMsg`, 1.24).

use std::fmt::Write;

use crate::{
    api::{Call, Failure, Module},
    message::Message,
    param::Group,
    params,
    release::V1_25,
    tree::Node,
};

params! {
    /// What `action=help` accepted.
    struct Params<'r> {
        /// Which modules to explain, by their paths: `edit`, `query+info`.
        modules as "modules": Option<Vec<&'r str>> = text().multi(),
        /// Submodules of `action=query` to explain.
        query_modules as "querymodules": Option<Vec<&'r str>> = text().multi().until(V1_25),
    }
}

pub(super) fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    if params.modules.is_none() && params.query_modules.is_none() {
        // All help there is comes as an error.
        return Err(Message::new("earlier-help").coded("help").into());
    }
    let paths = params.modules.unwrap_or_default().into_iter().map(|path| (path.to_owned(), path));
    let below = params.query_modules.unwrap_or_default().into_iter().map(|name| (format!("query+{name}"), name));
    let mut texts = Node::list("module");
    for (path, name) in paths.chain(below) {
        match find(call, &path) {
            Some(module) => _ = texts.push(text(call, module)),
            None => {
                let mut missing = Node::map();
                missing.set("name", name.to_owned()).flag("missing", true);
                texts.push(missing);
            }
        }
    }
    call.result.set("help", texts);
    Ok(())
}

/// A plus sign that was typed into an address arrives as a space.
fn find(call: &Call<'_>, path: &str) -> Option<&'static Module> {
    let path = path.replace(' ', "+");
    let mut modules = call.service.registry.all();
    modules.find(|module| module.path == path && module.group != Group::Format)
}

fn text(call: &Call<'_>, module: &Module) -> String {
    let mut text = format!("* {} ({}) *\n  {}\n", module.path.replace('+', "="), module.prefix, module.help);
    let params: Vec<_> = module.params.iter().filter(|param| call.has_param(param)).collect();
    if !params.is_empty() {
        text.push_str("Parameters:\n");
    }
    for param in params {
        writeln!(text, "  {:<19} - {}", format!("{}{}", module.prefix, param.name), param.help)
            .expect("a String takes all");
    }
    text
}
