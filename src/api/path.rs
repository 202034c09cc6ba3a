//! Modules by their paths: `edit`, `query+info`, `main` (`ApiBase::getModuleFromPath`).

use super::{Call, MAIN, Module};
use crate::{message::Message, param::Group};

/// The module at a path. A plus sign that was typed into an address arrives as a space, and is taken as well.
pub fn find(call: &Call<'_>, path: &str) -> Result<&'static Module, Message> {
    if path == MAIN.path {
        return Ok(&MAIN);
    }
    let separator = if path.contains('+') { '+' } else { ' ' };
    let mut module: &'static Module = &MAIN;
    for (before, part) in path.split(separator).enumerate() {
        let groups = below(module);
        if groups.is_empty() {
            return Err(no_submodules(&joined(path, before, separator)));
        }
        let found = groups.iter().find_map(|group| call.service.registry.find(*group, part));
        let Some(found) = found else {
            let parent = if before == 0 { MAIN.name.to_owned() } else { joined(path, before, separator) };
            return Err(Message::new("apierror-badmodule-badsubmodule")
                .coded("badmodule")
                .arg(parent)
                .escaped(part.to_owned()));
        };
        module = found;
    }
    Ok(module)
}

/// What is said of a module that has no submodules.
pub fn no_submodules(path: &str) -> Message {
    Message::new("apierror-badmodule-nosubmodules").coded("badmodule").arg(path.to_owned())
}

/// The submodules of a module by name.
pub fn submodules(call: &Call<'_>, module: &Module) -> Vec<&'static Module> {
    let groups = below(module);
    let mut modules: Vec<_> =
        call.service.registry.all().filter(|module| groups.contains(&module.group)).collect();
    modules.sort_by_key(|module| module.name);
    modules
}

/// The groups of a module's submodules.
fn below(module: &Module) -> &'static [Group] {
    match (module.group, module.name) {
        (Group::Main, _) => &[Group::Action, Group::Format],
        (Group::Action, "query") => &[Group::Prop, Group::List, Group::Meta],
        _ => &[],
    }
}

/// The first parts of a path.
fn joined(path: &str, parts: usize, separator: char) -> String {
    path.split(separator).take(parts).collect::<Vec<_>>().join("+")
}
