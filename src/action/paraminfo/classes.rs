//! `action=paraminfo` before 1.25, when it told of classes with their names beside them, and no module had a path
//! (`ApiParamInfo`, 1.24).

use super::PAGE_SET;
use crate::{
    api::{
        Call, Failure, MAIN, Module,
        describe::{Describer, HelpFormat},
    },
    param::{Chosen, Group},
    params,
    tree::Node,
};

params! {
    /// What `action=paraminfo` accepted.
    struct Params<'r> {
        /// Actions to tell about.
        modules as "modules": Option<Chosen> = submodules(Group::Action).multi(),
        /// Submodules of `action=query` to tell about.
        query_modules as "querymodules": Option<Vec<&'r str>> = listed(List::QueryModules).multi(),
        /// Tell about the main module as well.
        main_module as "mainmodule": bool = flag(),
        /// Tell about the page set as well.
        page_set_module as "pagesetmodule": bool = flag(),
        /// Formats to tell about.
        format_modules as "formatmodules": Option<Chosen> = submodules(Group::Format).multi(),
    }
}

pub(super) fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    let describer = Describer::new(call, HelpFormat::None);
    let registry = &call.service.registry;
    let mut about = Node::map();
    let class = |module: &'static Module| {
        let mut class = self::class(&describer, module);
        class.append("name", module.name);
        class
    };
    if let Some(names) = &params.modules {
        about.set("modules", listed(names.iter().filter_map(|name| registry.find(Group::Action, name)).map(class)));
    }
    if let Some(names) = &params.query_modules {
        let groups = [Group::Prop, Group::List, Group::Meta];
        let found = names.iter().filter_map(|name| groups.iter().find_map(|group| registry.find(*group, name)));
        let told = found.map(|module| {
            let mut class = class(module);
            class.append("querytype", module.group.word());
            class
        });
        about.set("querymodules", listed(told));
    }
    if params.main_module {
        about.set("mainmodule", self::class(&describer, &MAIN));
    }
    if params.page_set_module
        && let Some(query) = registry.find(Group::Action, "query")
    {
        about.set("pagesetmodule", describer.page_set(query, PAGE_SET));
    }
    if let Some(names) = &params.format_modules {
        let found = names.iter().filter_map(|name| registry.find(Group::Format, name));
        about.set("formatmodules", listed(found.map(class)));
    }
    call.result.set("paraminfo", about);
    Ok(())
}

fn listed(nodes: impl Iterator<Item = Node>) -> Node {
    let mut list = Node::list("module");
    nodes.for_each(|node| _ = list.push(node));
    list
}

/// A class, made of what later releases tell of the module.
fn class(describer: &Describer<'_, '_>, module: &'static Module) -> Node {
    let mut told = describer.module(module);
    let mut examples = Vec::new();
    let mut all = Node::list("example");
    for (query, text) in module.examples {
        let query = format!("api.php?{query}");
        examples.push(format!("{text} {query}"));
        let mut example = Node::map();
        example.append("description", *text);
        example.content("*", query);
        all.push(example);
    }
    let mut class = Node::map();
    class.append("classname", module.class);
    class.append("description", module.help);
    class.append("examples", examples.join(" "));
    class.append("version", "");
    for key in ["prefix", "readrights", "writerights", "mustbeposted", "generator", "helpurls"] {
        if let Some(value) = told.remove(key) {
            class.append(key, value);
        }
    }
    class.append("allexamples", all);
    if let Some(params) = told.remove("parameters") {
        class.append("parameters", params);
    }
    class
}
