//! `meta=userinfo`: who the caller is (`includes/api/ApiQueryUserInfo.php`).

use crate::{
    release::{V1_27, V1_35},
    api::{Call, Failure, Module, Run, add_blocks_info, add_central_ids, as_texts, legacy_token, memberships},
    choices,
    param::{Choice, Chosen},
    params,
    tree::{Marks, Node, Value},
    wiki::{
        Right, Title,
        group::Changeable,
        option,
        site::{Limited, RateLimit},
    },
};

/// From so many on, unread pages are not counted further (`ApiQueryUserInfo::WL_UNREAD_LIMIT`).
const UNREAD_LIMIT: usize = 1000;

const PROPS: &[Choice] = choices![
    "blockinfo", "hasmsg", "groups", "groupmemberships" since V1_29, "implicitgroups", "rights", "changeablegroups", "options",
    "editcount", "ratelimits", "theoreticalratelimits" since V1_36, "email", "realname", "acceptlang",
    "registrationdate", "unreadcount" since V1_24, "centralids" since V1_27, "preferencestoken" until V1_37 deprecated V1_24 => "action=query&meta=tokens",
    "latestcontrib" since V1_33, "cancreateaccount" since V1_40,
];

params! {
    /// What `meta=userinfo` accepts.
    pub(super) struct Params<'r> {
        /// What to tell besides name and id.
        prop as "prop": Chosen = choice(PROPS).multi().later(V1_35, &choice(PROPS).multi().all()),
        /// With `centralids`, the wiki whose account is asked about.
        attachedwiki as "attachedwiki": Option<&'r str> = text().since(V1_27),
    }
}

pub(super) static MODULE: Module =
    Module::meta("query+userinfo", "ui", "ApiQueryUserInfo", Params::SPECS, Run::Now(run))
        .help("Tells who the caller is and what it may do.")
        .manual("API:Userinfo")
        .examples(&[
            ("action=query&meta=userinfo", "Name and id of the caller."),
            ("action=query&meta=userinfo&uiprop=blockinfo|groups|rights|hasmsg", "Blocks, groups, rights, and whether there are messages."),
        ]);

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    let mut info = Node::map();
    info.set("id", call.caller.id()).set("name", call.caller.name());
    info.flag("anon", !call.caller.is_registered());
    info.flag("temp", call.marks_temporary(call.caller.name()));
    add_standing(call, &params.prop, &mut info);
    add_groups(call, &params.prop, &mut info);
    if params.prop.has("preferencestoken")
        && let Some(token) = legacy_token(call, "options")
    {
        info.set("preferencestoken", token);
    }
    add_preferences(call, &params.prop, &mut info);
    add_account(call, &params.prop, &mut info);
    if params.prop.has("centralids") {
        add_central_ids(&mut info, call.caller.account.as_deref(), params.attachedwiki, call.wiki().site());
    }
    add_last(call, &params.prop, &mut info);
    call.query().set("userinfo", info);
    Ok(())
}

/// What stands between the caller and the wiki: blocks, messages.
fn add_standing(call: &Call<'_>, prop: &Chosen, info: &mut Node) {
    let state = call.wiki().state();
    if prop.has("blockinfo") {
        let actor = call.caller.actor();
        let blocks = state.blocks_on(&actor, call.now);
        if !blocks.is_empty() {
            add_blocks_info(info, &blocks, &state, call.profile(), call.now);
            if call.profile().tells_ids_as_texts {
                as_texts(info, &["blockid"]);
            }
        }
    }
    if prop.has("hasmsg") {
        info.set("messages", state.new_messages.since(call.caller.name()).is_some());
    }
}

fn add_groups(call: &Call<'_>, prop: &Chosen, info: &mut Node) {
    let (site, caller, now) = (call.wiki().site(), &call.caller, call.now);
    if prop.has("groups") {
        info.set("groups", names(caller.groups(site, now).into_iter().map(str::to_owned)));
    }
    if prop.has("groupmemberships") {
        info.set("groupmemberships", memberships(caller.account.as_deref(), now));
    }
    if prop.has("implicitgroups") {
        let implicit = caller.account.as_ref().map_or(&["*"][..], |user| user.implicit_groups(site, now));
        info.set("implicitgroups", Node::texts("g", implicit.iter().copied()));
    }
    if prop.has("rights") {
        let rights = caller.rights_in_order(site, now);
        info.set("rights", Node::texts("r", rights.into_iter().map(Right::wire)));
    }
    if prop.has("changeablegroups") {
        let changeable = site.groups.changeable_by(caller.groups(site, now), caller.rights);
        info.set("changeablegroups", changeable_groups(&changeable));
    }
}

fn names(names: impl Iterator<Item = String>) -> Node {
    Node::texts("g", names)
}

/// What someone may do to groups, as `userinfo` and `usergroups` tell it.
fn changeable_groups(changeable: &Changeable<'_>) -> Node {
    let mut node = Node::map();
    for (key, groups) in [
        ("add", &changeable.add),
        ("remove", &changeable.remove),
        ("add-self", &changeable.add_self),
        ("remove-self", &changeable.remove_self),
    ] {
        node.set(key, names(groups.iter().map(|group| (*group).to_owned())));
    }
    node
}

fn add_preferences(call: &Call<'_>, prop: &Chosen, info: &mut Node) {
    if prop.has("options") {
        let mut options = Node::map();
        for (name, value) in option::all(call.caller.account.as_deref(), call.wiki().site()) {
            let value = match value {
                option::Value::Flag(on) => Value::Bool(on),
                option::Value::Int(number) => Value::Int(number),
                option::Value::Text(text) => text.into_owned().into(),
            };
            options.set_marked(name.into_owned(), Marks::REAL_BOOL, value);
        }
        info.set("options", options);
    }
    if prop.has("editcount") {
        info.set("editcount", call.caller.account.as_ref().map_or(0, |user| user.edits));
    }
    if prop.has("ratelimits") {
        info.set("ratelimits", rate_limits(call, call.may(Right::NoRateLimit)));
    }
    if prop.has("theoreticalratelimits") {
        info.set("theoreticalratelimits", rate_limits(call, false));
    }
}

/// `ApiQueryUserInfo::getRateLimits`.
fn rate_limits(call: &Call<'_>, exempt: bool) -> Node {
    let mut limits = Node::map();
    if exempt {
        return limits;
    }
    let (site, caller) = (call.wiki().site(), &call.caller);
    let registered = caller.is_registered();
    let newbie = caller.account.as_ref().is_none_or(|user| !user.is_autoconfirmed(site, call.now));
    let mut who: Vec<(&str, Limited)> =
        vec![if registered { ("user", Limited::User) } else { ("anon", Limited::Anonymous) }];
    if newbie {
        who.extend([("ip", Limited::Address), ("subnet", Limited::Subnet)]);
        if registered {
            who.push(("newbie", Limited::Newbie));
        }
    }
    let memberships = caller.account.iter().flat_map(|user| user.memberships(call.now));
    who.extend(memberships.map(|one| (&*one.group, Limited::Group(one.group.to_string()))));
    let mut actions: Vec<&str> = Vec::new();
    for limit in &site.rate_limits {
        if !actions.contains(&&*limit.action) {
            actions.push(&limit.action);
        }
    }
    for action in actions {
        for (name, kind) in &who {
            let fits = |limit: &&RateLimit| limit.action == action && limit.who == *kind;
            if let Some(limit) = site.rate_limits.iter().find(fits) {
                let mut one = Node::map();
                one.set("hits", limit.count).set("seconds", limit.seconds);
                limits.node_mut(action.to_owned()).set((*name).to_owned(), one);
            }
        }
    }
    limits
}

fn add_account(call: &Call<'_>, prop: &Chosen, info: &mut Node) {
    let account = call.caller.account.as_deref();
    if prop.has("realname") {
        info.set("realname", account.map_or_else(|| "".into(), |user| Value::from(&user.real_name)));
    }
    if prop.has("email") && !call.lacks(Right::ViewMyPrivateInfo) {
        info.set("email", account.map_or_else(|| "".into(), |user| Value::from(&user.email)));
        if let Some(confirmed) = account.and_then(|user| user.email_confirmed) {
            info.set("emailauthenticated", confirmed);
        }
    }
    if let Some(user) = account
        && prop.has("registrationdate")
    {
        info.set("registrationdate", user.registered);
    }
    if prop.has("acceptlang") {
        info.set("acceptlang", accepted_languages(call.arrival.headers.accept_language));
    }
    if prop.has("unreadcount") {
        info.set("unreadcount", unread(call));
    }
}

/// `WebRequest::getAcceptLang`: languages with their weights, the heaviest first.
fn accepted_languages(header: Option<&str>) -> Node {
    let mut languages: Vec<(String, f64)> = Vec::new();
    for one in header.unwrap_or_default().split(',') {
        let (code, weight) = one.split_once(';').unwrap_or((one, ""));
        let code = code.trim().to_ascii_lowercase();
        let known = !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'*'));
        let weight = weight.trim().strip_prefix("q=").map_or(Some(1.0), |weight| weight.trim().parse().ok());
        if let (true, Some(weight)) = (known, weight.filter(|weight| *weight > 0.0)) {
            languages.push((code, weight));
        }
    }
    languages.sort_by(|(_, one), (_, other)| other.total_cmp(one));
    let mut list = Node::list("lang");
    for (code, weight) in languages {
        let mut one = Node::map();
        let whole = weight.fract() == 0.0;
        one.set("q", if whole { Value::Int(weight as i64) } else { Value::Float(weight) }).content("code", code);
        list.push(one);
    }
    list
}

fn unread(call: &Call<'_>) -> Value {
    let Some(user) = &call.caller.account else { return Value::Int(0) };
    let state = call.wiki().state();
    let first = Title::of_key(crate::wiki::Namespace(i32::MIN), "");
    let watched = state.watchlists.of(user.id, &first, call.now);
    let unread = watched.filter(|(_, watched)| watched.unseen.is_some()).take(UNREAD_LIMIT).count();
    if unread == UNREAD_LIMIT { format!("{UNREAD_LIMIT}+").into() } else { unread.into() }
}

fn add_last(call: &Call<'_>, prop: &Chosen, info: &mut Node) {
    if prop.has("latestcontrib") {
        let state = call.wiki().state();
        let actor = state.actors.by_name(call.caller.name());
        let latest = actor.and_then(|actor| state.revisions.by_actor(actor).last());
        if let Some(latest) = latest {
            info.set("latestcontrib", latest.time);
        }
    }
    if prop.has("cancreateaccount") {
        info.set("cancreateaccount", call.may(Right::CreateAccount));
    }
}
