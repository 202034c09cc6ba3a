//! Groups and users: what they may do, how many there are, what they begin with.

use crate::{
    api::Call,
    tree::{Marks, Node, Shape},
    wiki::{
        Site,
        group::Which,
        option::{self, Value},
    },
};

/// `siprop=statistics`
pub(super) fn statistics(call: &Call<'_>) -> Node {
    let state = call.wiki().state();
    let mut about = Node::auto();
    about.append("pages", state.pages.len());
    about.append("articles", state.pages.articles());
    if call.profile().counts_views {
        about.append("views", 0);
    }
    about.append("edits", state.edits);
    about.append("images", state.files.len());
    about.append("users", state.users.len());
    // MediaWiki counts these only when a maintenance script says so.
    about.append("activeusers", 0);
    about.append("admins", state.users.in_group("sysop", call.now));
    about.append("jobs", 0);
    about
}

/// `siprop=usergroups`
pub(super) fn groups(call: &Call<'_>, with_numbers: bool) -> Node {
    let groups = &call.wiki().site().groups;
    let explicit: Vec<&str> = groups.explicit().collect();
    let mut list = Node::list("group");
    for group in groups.iter() {
        let mut about = Node::map();
        about.append("name", group.name.clone().into_owned());
        let rights = group.rights().iter().map(|right| right.wire());
        about.append("rights", Node::texts("permission", rights));
        if with_numbers {
            let users = &call.wiki().state().users;
            match &*group.name {
                "user" => drop(about.append("number", users.len())),
                // Everyone is in these, and nobody is counted.
                "*" | "autoconfirmed" => {}
                name => drop(about.append("number", users.in_group(name, call.now))),
            }
        }
        let reach = &group.reach;
        for (key, which) in [
            ("add", &reach.add),
            ("remove", &reach.remove),
            ("add-self", &reach.add_self),
            ("remove-self", &reach.remove_self),
        ] {
            let names: Vec<String> = match which {
                Which::None => continue,
                Which::All => explicit.iter().map(|name| (*name).to_owned()).collect(),
                Which::These(names) => {
                    names.iter().filter(|name| explicit.contains(&name.as_str())).cloned().collect()
                }
            };
            if !names.is_empty() {
                let mut names = Node::texts("group", names);
                names.set_shape(Shape::BcArray);
                about.append(key, names);
            }
        }
        list.push(about);
    }
    list
}

/// `siprop=autocreatetempuser`: what `$wgAutoCreateTempUser` says.
pub(super) fn temporary_accounts(call: &Call<'_>) -> Node {
    let site = call.wiki().site();
    let mut about = Node::auto();
    about.append("enabled", site.temporaries.is_some());
    let how = call.profile().tells_how_names_are_made;
    if let Some(temporaries) = site.temporaries {
        let pattern = format!("{}$1", temporaries.mark);
        let list = |text: String| {
            let mut list = Node::auto();
            list.push(text);
            list
        };
        let typed = |kind: &'static str| {
            let mut node = Node::auto();
            node.append("type", kind);
            node
        };
        if how {
            let mut provider = typed("local");
            if temporaries.yearly {
                provider.append("useYear", true);
            }
            about.append("actions", list("edit".to_owned())).append("genPattern", format!("{}$1", temporaries.prefix));
            about.append("matchPattern", pattern).append("serialProvider", provider);
            about.append("serialMapping", typed("plain-numeric"));
        } else {
            about.append("matchPatterns", list(pattern));
        }
    }
    if how && site.is_kept_for_temporary("~") {
        about.append("reservedPattern", "~$1");
    }
    about
}

/// `siprop=defaultoptions`
pub(super) fn default_options(site: &Site) -> Node {
    let mut about = Node::auto();
    for (name, value) in option::defaults(site) {
        let name = name.into_owned();
        let marks = Marks::REAL_BOOL;
        match value {
            Value::Flag(flag) => about.set_marked(name, marks, flag),
            Value::Int(number) => about.set_marked(name, marks, number),
            Value::Text(text) => about.set_marked(name, marks, text.into_owned()),
        };
    }
    about
}

/// `siprop=autopromote`: the conditions of `autoconfirmed` (`$wgAutopromote`).
pub(super) fn promotions(site: &Site) -> Node {
    let condition = |name: &'static str, least: i64| {
        let mut params = Node::auto();
        params.push(least);
        let mut condition = Node::auto().tagged("params");
        condition.append("condname", name).append("params", params);
        condition
    };
    let mut conditions = Node::auto();
    conditions.append("operand", "&");
    conditions.append_index(0, condition("APCOND_EDITCOUNT", site.autoconfirmed.edits.into()));
    conditions.append_index(1, condition("APCOND_AGE", site.autoconfirmed.age));
    let mut about = Node::auto();
    about.append("autoconfirmed", conditions);
    about
}

/// `siprop=autopromoteonce`: nothing is (`$wgAutopromoteOnce`).
pub(super) fn promotions_once() -> Node {
    let mut about = Node::auto();
    about.append("onEdit", Node::auto());
    about
}
