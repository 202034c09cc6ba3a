//! `action=unblock` (`includes/api/ApiUnblock.php`).

use std::sync::Arc;

use crate::{
    api::{Call, Failure, Module, Needs, Run, Running},
    message::Message,
    param::{UserForm, UserName},
    params,
    release::{V1_27, V1_29, V1_35, V1_41},
    tree::Node,
    wiki::{Expiry, Namespace, Right, Title, UserId, block::BlockTarget, blocking, token::Kind},
};

const USER: &[UserForm] = &[UserForm::Name, UserForm::Ip, UserForm::Temp, UserForm::Cidr, UserForm::Id];

params! {
    /// What `action=unblock` accepts.
    struct Params<'r> {
        /// The block by its id. This, `user` or `userid` must be given.
        id as "id": Option<i64> = integer(),
        /// The user, address or range.
        user as "user": Option<UserName> = text().later(V1_35, &user(USER)),
        /// The user by its id.
        userid as "userid": Option<i64> = integer().since(V1_29).later(V1_35, &integer().deprecated()),
        /// Why.
        reason as "reason": &'r str = text().preset(""),
        /// Tags to put on the log entry.
        tags as "tags": Vec<&'r str> = tags().since(V1_27),
        /// Watch the user's page and talk page.
        watchuser as "watchuser": bool = flag().since(V1_41),
        /// Until when they are watched.
        watch_expiry as "watchlistexpiry": Option<Expiry> = watch_expiry().since(V1_41),
    }
}

pub(super) static MODULE: Module =
    Module::action("unblock", "ApiUnblock", Needs::write(Kind::Csrf), Params::SPECS, Run::Later(run))
        .help("Ends a block.")
        .manual("API:Block")
        .examples(&[
            ("action=unblock&id=105&token=123ABC", "End a block by its id."),
            ("action=unblock&user=Bob&reason=Sorry%20Bob&token=123ABC", "End the block of a user."),
        ]);

fn run<'c>(call: &'c mut Call<'_>) -> Running<'c> {
    Box::pin(unblock(call))
}

async fn unblock(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    call.exactly_one(&[
        ("id", params.id.is_some()),
        ("user", params.user.is_some()),
        ("userid", params.userid.is_some()),
    ])?;
    if !call.may(Right::Block) {
        return Err(Message::new("apierror-permissiondenied-unblock").coded("permissiondenied").into());
    }
    if let Some(id) = params.id.filter(|_| call.profile().blocks_have_ids) {
        call.block_of(id)?;
    }
    let whom = whom(call, &params)?;
    let tags: Vec<Arc<str>> = params.tags.iter().map(|tag| Arc::from(*tag)).collect();
    let (actor, now) = (call.caller.actor(), call.now);
    let decided = call
        .wiki()
        .commit(|state| blocking::unblock(state, &actor, now, &whom, params.reason, &tags))
        .await;
    let block = decided.map_err(|refusal| call.refused_while_blocked(refusal))?;
    let (name, id) = match &block.target {
        BlockTarget::User { id, name } => (name.to_string(), id.0),
        BlockTarget::Address(text) => (text.to_string(), 0),
        BlockTarget::Auto { .. } => (String::new(), 0),
    };
    let mut answer = Node::map();
    answer.set("id", block.id.0).set("user", name.clone()).set("userid", id);
    answer.set("reason", params.reason.to_owned());
    if call.profile().watches_changed_users {
        let watched = params.watchuser && !block.is_auto() && !name.contains('/');
        answer.set("watchuser", watched);
        if watched {
            let page = Title::of_key(Namespace::USER, name.replace(' ', "_"));
            call.watch_user(&page, params.watch_expiry, &mut answer).await?;
        }
    }
    call.result.set("unblock", answer);
    Ok(())
}

fn whom(call: &Call<'_>, params: &Params<'_>) -> Result<String, Failure> {
    if let Some(number) = params.id {
        return Ok(format!("#{number}"));
    }
    let Some(number) = params.userid.filter(|_| params.user.is_none()) else {
        return Ok(params.user.as_ref().map(|user| user.0.clone()).unwrap_or_default());
    };
    let state = call.wiki().state();
    let user = u32::try_from(number).ok().and_then(|id| state.users.get(UserId(id)));
    user.map(|user| user.name.to_string())
        .ok_or_else(|| Message::new("apierror-nosuchuserid").int(number).coded("nosuchuserid").into())
}
