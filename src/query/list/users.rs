//! `list=users`: about accounts by their names or ids (`includes/api/ApiQueryUsers.php`).

use std::sync::Arc;

use crate::{
    api::{
        CacheMode, Call, Failure, Module, Run, add_listed_block, add_central_ids, forget_tokens, hiding_block, memberships,
    },
    base::Text,
    choices,
    message::Message,
    param::{Choice, Chosen, UserForm},
    params,
    release::{V1_27, V1_28, V1_29, V1_37},
    tree::{Node, Value},
    wiki::{
        Right, State,
        credential::Credential,
        option,
        user::{
            User,
            name::{self, Rigor},
        },
    },
};

const PROPS: &[Choice] = choices![
    "blockinfo", "groups", "groupmemberships" since V1_29, "implicitgroups", "rights", "editcount", "registration", "emailable",
    "gender", "centralids" since V1_27, "cancreate" since V1_27,
];
const USERS: &[UserForm] = &[UserForm::Name, UserForm::Ip, UserForm::Temp, UserForm::Interwiki];
const TOKENS: &[Choice] = choices!["userrights"];

params! {
    /// What `list=users` accepts.
    struct Params<'r> {
        /// What to tell besides name and id.
        prop as "prop": Option<Chosen> = choice(PROPS).multi(),
        /// With `centralids`, the wiki whose account is asked about.
        attachedwiki as "attachedwiki": Option<&'r str> = text().since(V1_27),
        /// The accounts by their names.
        users as "users": Option<Vec<&'r str>> =
            text().multi().later(V1_27, &user(USERS).multi().later(V1_28, &text().multi())),
        /// The accounts by their ids.
        userids as "userids": Option<Vec<i64>> = integer().multi().since(V1_29),
        /// Tokens to give with each account.
        token as "token": Option<Chosen> = choice(TOKENS).multi().deprecated().until(V1_37),
    }
}

pub(super) static MODULE: Module =
    Module::list("query+users", "us", "ApiQueryUsers", Params::SPECS, Run::Now(run))
        .help("Tells about accounts.")
        .manual("API:Users")
        .examples(&[(
            "action=query&list=users&ususers=Example&usprop=groups|editcount|gender",
            "Groups, number of edits and gender of an account.",
        )]);

/// An account that is asked for.
enum Asked {
    Name(String),
    Id(i64),
}

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let params = read(call)?;
    call.at_most_one(&[("userids", params.userids.is_some()), ("users", params.users.is_some())])?;
    set_cache(call, &params);
    call.list("user");
    let mut asked = match &params.userids {
        Some(ids) if params.users.is_none() => ids.iter().copied().map(Asked::Id).collect(),
        _ => Vec::new(),
    };
    let mut done: Vec<String> = Vec::new();
    for given in params.users.iter().flatten() {
        if let Some(name) = name::canonical(given, Rigor::Valid, call.wiki().site()) {
            asked.push(Asked::Name(name));
            continue;
        }
        let mut row = Node::map();
        row.set("name", (*given).to_owned()).set("invalid", true);
        if !call.add_row("user", row) {
            resume(call, &params, &done);
            return Ok(());
        }
        done.push((*given).to_owned());
    }
    let state = call.wiki().state();
    for asked in asked {
        let user = match &asked {
            Asked::Name(name) => state.users.by_name(name),
            Asked::Id(id) => u32::try_from(*id).ok().and_then(|id| state.users.get(crate::wiki::UserId(id))),
        };
        let may_see_hidden = call.may(Right::HideUser);
        let user = user.filter(|user| may_see_hidden || hiding_block(user, &state, call.now).is_none());
        let row = match user {
            Some(user) => found(call, &params, user, &state),
            None => missing(call, &params, &asked, &state),
        };
        if !call.add_row("user", row) {
            resume(call, &params, &done);
            break;
        }
        done.push(match asked {
            Asked::Name(name) => name,
            Asked::Id(id) => id.to_string(),
        });
    }
    Ok(())
}

fn read<'r>(call: &mut Call<'r>) -> Result<Params<'r>, Failure> {
    let mut params: Params<'r> = call.read()?;
    forget_tokens(call, "token", &mut params.token);
    Ok(params)
}

fn set_cache(call: &mut Call<'_>, params: &Params<'_>) {
    call.cache(match &params.prop {
        _ if params.token.is_some() => CacheMode::Private,
        _ if !call.profile().publishes_users => CacheMode::AnonPublicUserPrivate,
        Some(prop) if prop.has("blockinfo") => CacheMode::AnonPublicUserPrivate,
        _ => CacheMode::Public,
    });
}

/// Goes on with those that are not done yet.
fn resume(call: &mut Call<'_>, params: &Params<'_>, done: &[String]) {
    let is_left = |given: &String| !done.contains(given);
    let names = params.users.iter().flatten().map(|name| (*name).to_owned());
    if params.users.is_some() {
        call.resume("users", names.filter(is_left).collect::<Vec<_>>().join("|"));
    } else {
        let ids = params.userids.iter().flatten().map(i64::to_string);
        call.resume("userids", ids.filter(is_left).collect::<Vec<_>>().join("|"));
    }
}

fn found(call: &mut Call<'_>, params: &Params<'_>, user: &Arc<User>, state: &State) -> Node {
    let (site, now) = (call.wiki().site(), call.now);
    let prop = params.prop.clone().unwrap_or_default();
    let mut row = Node::map();
    row.set("userid", user.id.0).set("name", &user.name);
    row.flag("systemuser", call.profile().tells_system_users && is_system_user(user) && !site.is_temporary(&user.name));
    if prop.has("editcount") {
        row.set("editcount", user.edits);
    }
    if prop.has("registration") {
        row.set("registration", user.registered);
    }
    if prop.has("groups") {
        row.set("groups", Node::texts("g", user.all_groups(site, now).map(str::to_owned)));
    }
    if prop.has("groupmemberships") {
        row.set("groupmemberships", memberships(Some(user), now));
    }
    if prop.has("implicitgroups") {
        row.set("implicitgroups", Node::texts("g", user.implicit_groups(site, now).iter().copied()));
    }
    if prop.has("rights") {
        row.set("rights", Node::texts("r", call.rights_of(user).into_iter().map(Right::wire)));
    }
    row.flag("hidden", hiding_block(user, state, now).is_some());
    if let Some(block) = state.blocks.of_user(user.id, now).filter(|_| prop.has("blockinfo")) {
        add_listed_block(&mut row, block, state, call.profile());
    }
    let preference = |name| option::get(user, name, site);
    if prop.has("emailable") {
        let wants = !preference("disablemail").is_some_and(|value| value.is_on());
        row.set("emailable", user.has_confirmed_email() && wants);
    }
    if prop.has("gender") {
        let gender = preference("gender").map(|value| value.wire().into_owned());
        row.set("gender", gender.filter(|gender| !gender.is_empty()).unwrap_or_else(|| "unknown".to_owned()));
    }
    if prop.has("centralids") {
        add_central_ids(&mut row, Some(user), params.attachedwiki, site);
    }
    for kind in params.token.iter().flat_map(Chosen::iter) {
        // ApiQueryUsers::getUserrightsToken, 1.36: asks for no right, and has the name of the account in it.
        let token = call.service.wiki.token_for(&mut call.caller, &[&user.name]);
        row.set(format!("{kind}token"), token);
    }
    row
}

/// Nobody can log in with it (`User::isSystemUser`).
fn is_system_user(user: &User) -> bool {
    user.email.is_empty() && matches!(user.password, Credential::Unset)
}

fn missing(call: &Call<'_>, params: &Params<'_>, asked: &Asked, state: &State) -> Node {
    let mut row = Node::map();
    let name = match asked {
        Asked::Id(id) => {
            row.set("userid", *id).set("missing", true);
            return row;
        }
        Asked::Name(name) => name,
    };
    row.set("name", Text::Owned(name.clone())).set("missing", true);
    if params.prop.as_ref().is_some_and(|prop| prop.has("cancreate")) {
        let error = if state.users.by_name(name).is_some() {
            Some(Message::new("userexists"))
        } else {
            let creatable = name::is(name, Rigor::Creatable, call.wiki().site());
            (!creatable).then(|| Message::new("noname"))
        };
        row.set("cancreate", Value::Bool(error.is_none()));
        if let Some(error) = error {
            row.set("cancreateerror", call.speaker.messages("error", [&error]));
        }
    }
    row
}
