//! `action=userrights`: puts users in groups and takes them out (`includes/api/ApiUserrights.php`).

use std::sync::Arc;

use crate::{
    api::{Call, Failure, Module, Needs, Run, Running, hiding_block, read_expiry},
    message::Message,
    param::{UserForm, UserName},
    params,
    release::{Release, V1_23, V1_29, V1_35, V1_41},
    tree::Node,
    wiki::{
        Expiry, Namespace, Right, Title, UserId,
        membership::{self, MembershipRequest},
        token::Kind,
        user::{
            User,
            name::{self, Rigor},
        },
    },
};

const USER: &[UserForm] = &[UserForm::Name, UserForm::Id];

params! {
    /// What `action=userrights` accepts.
    pub(super) struct Params<'r> {
        /// The user. Either this or `userid` must be given.
        user as "user": Option<UserName> = user(USER),
        /// The user by its id.
        userid as "userid": Option<i64> = integer().later(V1_35, &integer().deprecated()).since(V1_23),
        /// Groups to put the user in, or whose end to change.
        add as "add": Option<Vec<&'r str>> = listed(List::Groups).multi(),
        /// Until when: one end for all groups, or one for each.
        expiry as "expiry": Vec<&'r str> = text().multi().duplicates().preset("infinite").since(V1_29),
        /// Groups to take the user out of.
        remove as "remove": Option<Vec<&'r str>> = listed(List::Groups).multi(),
        /// Why.
        reason as "reason": &'r str = text().preset(""),
        /// Tags to put on the log entry.
        tags as "tags": Vec<&'r str> = tags().after(Release::FIRST, "token").since(V1_29),
        /// Watch the user's page and talk page.
        watchuser as "watchuser": bool = flag().since(V1_41).after(Release::FIRST, "tags"),
        /// Until when they are watched.
        watch_expiry as "watchlistexpiry": Option<Expiry> = watch_expiry().since(V1_41).after(Release::FIRST, "watchuser"),
    }
}

pub(super) static MODULE: Module = Module::action(
    "userrights",
    "ApiUserrights",
    Needs::write(Kind::UserRights),
    Params::SPECS,
    Run::Later(run),
)
.web_salt(salt)
.help("Puts a user in groups and takes them out. What the caller may not do is left out without a word.")
.manual("API:User_group_membership")
.examples(&[
    ("action=userrights&user=FooBot&add=bot&remove=sysop|bureaucrat&token=123ABC", "Make a bot of an administrator."),
    ("action=userrights&userid=123&add=bot&remove=sysop|bureaucrat&token=123ABC", "The same by the user's id."),
    ("action=userrights&user=SometimeSysop&add=sysop&expiry=1%20month&token=123ABC", "Make an administrator for a month."),
]);

/// Tokens of the web interface have the user's name in them (`getWebUITokenSalt`).
fn salt(call: &mut Call<'_>) -> Result<Vec<String>, Failure> {
    let params: Params<'_> = call.read()?;
    Ok(vec![user(call, &params)?.name.to_string()])
}

fn run<'c>(call: &'c mut Call<'_>) -> Running<'c> {
    Box::pin(change(call))
}

async fn change(call: &mut Call<'_>) -> Result<(), Failure> {
    if !call.may(Right::UserRights) {
        call.refuse_blocked()?;
    }
    let params: Params<'_> = call.read()?;
    let add = ends(call, &params)?;
    let user = user(call, &params)?;
    let request = MembershipRequest {
        add,
        remove: params.remove.clone().unwrap_or_default(),
        reason: params.reason,
        tags: params.tags.iter().map(|tag| Arc::from(*tag)).collect(),
    };
    let (actor, now) = (call.caller.actor(), call.now);
    let decided = call.wiki().commit(|state| membership::decide(state, &actor, now, user.id, &request)).await;
    let done = decided.map_err(|refusal| call.refused(refusal))?;
    // PHP keeps the places of what is left over.
    let groups = |places: &[usize], name: &dyn Fn(usize) -> String| {
        let mut node = Node::auto().tagged("group");
        for place in places {
            node.append_index(*place as i64, name(*place));
        }
        node
    };
    let mut answer = Node::map();
    answer
        .set("user", &user.name)
        .set("userid", user.id.0)
        .set("added", groups(&done.added, &|place| request.add[place].0.to_owned()))
        .set("removed", groups(&done.removed, &|place| request.remove[place].to_owned()));
    if call.profile().watches_changed_users {
        answer.set("watchuser", params.watchuser);
        if params.watchuser {
            let page = Title::of_key(Namespace::USER, user.name.replace(' ', "_"));
            call.watch_user(&page, params.watch_expiry, &mut answer).await?;
        }
    }
    call.result.set("userrights", answer);
    Ok(())
}

/// The groups to put the user in, each with its end.
fn ends<'r>(call: &Call<'_>, params: &Params<'r>) -> Result<Vec<(&'r str, Expiry)>, Failure> {
    let groups = params.add.as_deref().unwrap_or_default();
    let (given, needed) = (params.expiry.len(), groups.len());
    if needed == 0 {
        return Ok(Vec::new());
    }
    if given != needed && given != 1 {
        return Err(Message::new("apierror-toofewexpiries").int(given as i64).int(needed as i64).into());
    }
    let end = |place: usize| params.expiry[if given == 1 { 0 } else { place }];
    groups
        .iter()
        .enumerate()
        .map(|(place, group)| Ok((*group, read_expiry(end(place), call.now)?)))
        .collect()
}

/// The user (`SpecialUserRights::fetchUser`).
fn user(call: &Call<'_>, params: &Params<'_>) -> Result<Arc<User>, Failure> {
    call.exactly_one(&[("user", params.user.is_some()), ("userid", params.userid.is_some())])?;
    let state = call.wiki().state();
    let found = match (&params.user, params.userid) {
        (Some(name), _) => {
            let local = local_name(call, &name.0)?;
            let missing = || Message::new("nosuchusershort").escaped(name.0.clone());
            let name = name::canonical(&local, Rigor::Valid, call.wiki().site()).ok_or_else(missing)?;
            if call.wiki().site().is_stranger(&name) {
                return Err(Failure::of("userrights-no-group"));
            }
            let user = state.users.by_name(&name).ok_or_else(missing)?;
            let is_seen = call.may(Right::HideUser) || hiding_block(user, &state, call.now).is_none();
            if !is_seen {
                return Err(missing().into());
            }
            user
        }
        (None, id) => {
            let id = id.and_then(|id| u32::try_from(id).ok());
            id.and_then(|id| state.users.get(UserId(id))).ok_or_else(|| Failure::of("noname"))?
        }
    };
    Ok(Arc::clone(found))
}

/// The name without the `@` and the wiki after it, which must be this one.
fn local_name(call: &Call<'_>, name: &str) -> Result<String, Failure> {
    let Some((local, wiki)) = name.split_once('@') else { return Ok(name.to_owned()) };
    let wiki = wiki.split('@').next().unwrap_or_default().trim();
    if wiki == call.wiki().site().wiki_id {
        return Ok(local.trim().to_owned());
    }
    if !call.may(Right::UserRightsInterwiki) {
        let early = call.profile().refuses_foreign_rights_early && !wiki.is_empty();
        return Err(if early {
            Message::new("apierror-permissiondenied-userrights-interwiki").coded("permissiondenied").into()
        } else {
            Failure::of("userrights-no-interwiki")
        });
    }
    Err(Message::new("userrights-nodatabase").escaped(wiki.to_owned()).into())
}
