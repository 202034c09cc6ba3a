//! `action=block` (`includes/api/ApiBlock.php`).

use std::sync::Arc;

use crate::{
    release::{V1_27, V1_29, V1_35, V1_36, V1_37, V1_44, V1_45},
    api::{Call, Failure, Module, Needs, Run, Running, expiry, hiding_block, spoken_expiry},
    message::Message,
    choices,
    param::{Choice, Chosen, UserForm, UserName},
    params,
    tree::{Node, Value},
    wiki::{
        watch::Wish, Expiry, Namespace, Refusal, Right, UserId,
        block::{Block, BlockFlags, BlockTarget},
        blocking::{self, BlockRequest, PartialRequest},
        token::Kind,
    },
};

const ACTIONS: &[Choice] = choices!["upload", "move", "create"];
const USER: &[UserForm] = &[UserForm::Name, UserForm::Ip, UserForm::Temp, UserForm::Cidr, UserForm::Id];

params! {
    /// What `action=block` accepts.
    struct Params<'r> {
        /// The block to change, by its id.
        id as "id": Option<i64> = integer().since(V1_44),
        /// The user, address or range. Either this or `userid` must be given.
        user as "user": Option<UserName> = text().required().later(V1_27, &user(USER).required().later(V1_29, &user(USER))),
        /// The user by its id.
        userid as "userid": Option<i64> = integer().since(V1_29).later(V1_35, &integer().deprecated()),
        /// Until when.
        expiry as "expiry": &'r str = text().preset("never"),
        /// Why.
        reason as "reason": &'r str = text().preset(""),
        /// Only those without an account are meant.
        anononly as "anononly": bool = flag(),
        /// No accounts can be made.
        nocreate as "nocreate": bool = flag(),
        /// Addresses that the user uses are blocked as well.
        autoblock as "autoblock": bool = flag(),
        /// No mail can be sent.
        noemail as "noemail": bool = flag(),
        /// Hide the name from the log.
        hidename as "hidename": bool = flag(),
        /// The user may still edit the own talk page.
        allowusertalk as "allowusertalk": bool = flag(),
        /// Change a block that is there.
        reblock as "reblock": bool = flag(),
        /// Place another block beside those that are there. Wikis allow one block of each user unless they are told
        /// otherwise, and this double is not.
        newblock as "newblock": bool = flag().since(V1_44),
        /// Watch the user's page and talk page.
        watchuser as "watchuser": bool = flag(),
        /// Until when the user's page and talk page are watched.
        watch_expiry as "watchlistexpiry": Option<Expiry> = watch_expiry().since(V1_36),
        /// Tags to put on the log entry.
        tags as "tags": Vec<&'r str> = tags().since(V1_29),
        /// Block from some pages or namespaces, not from all.
        partial as "partial": bool = flag().since(V1_35),
        /// The pages of a partial block.
        pages as "pagerestrictions": Option<Vec<&'r str>> = text().multi_up_to(10, 10).since(V1_35)
            .later(V1_37, &title().existing().multi_up_to(10, 10)),
        /// The namespaces of a partial block.
        namespaces as "namespacerestrictions": Option<Vec<i32>> = namespace().multi().since(V1_35),
        /// The actions of a partial block.
        actions as "actionrestrictions": Option<Chosen> = choice(ACTIONS).multi().since(V1_45),
    }
}

pub(super) static MODULE: Module =
    Module::action("block", "ApiBlock", Needs::write(Kind::Csrf), Params::SPECS, Run::Later(run))
        .help("Blocks a user.")
        .manual("API:Block")
        .examples(&[
            ("action=block&user=192.0.2.5&expiry=3%20days&reason=First%20strike&token=123ABC", "Block an address for three days."),
            (
                "action=block&user=Vandal&expiry=never&reason=Vandalism&nocreate=&autoblock=&noemail=&token=123ABC",
                "Block a user for good, and all that goes with it.",
            ),
        ]);

fn run<'c>(call: &'c mut Call<'_>) -> Running<'c> {
    Box::pin(block(call))
}

async fn block(call: &mut Call<'_>) -> Result<(), Failure> {
    call.require_right(&[Right::Block])?;
    let params: Params<'_> = call.read()?;
    call.exactly_one(&[
        ("id", params.id.is_some()),
        ("user", params.user.is_some()),
        ("userid", params.userid.is_some()),
    ])?;
    check_ways(call, &params)?;
    let target = target(call, &params)?;
    if call.profile().blocks_known_first {
        check_known(call, &target, params.hidename)?;
    }
    let request = request(call, &params, &target);
    let (actor, now) = (call.caller.actor(), call.now);
    let decided = call.wiki().commit(|state| blocking::block(state, &actor, now, &request)).await;
    if matches!(decided, Err(Refusal::ExpiryPast)) && call.profile().blocks_into_the_past {
        let answer = past_answer(call, &params, &target);
        call.result.set("block", answer);
        return Ok(());
    }
    let block = decided.map_err(|refusal| match refusal {
        Refusal::CannotSeeHidden => Failure::of(if is_hidden(call, &target) {
            "cant-see-hidden-user"
        } else {
            "badaccess-group0"
        }),
        refusal if call.profile().block_tells_own_block => call.refused_while_blocked(refusal),
        refusal => call.refused(refusal),
    })?;
    let page = blocking::page_of(&block);
    let until = call.watch_until(params.watch_expiry, &page, "watchdefault-expiry");
    let is_range = block.target.range().is_some_and(|range| range.first != range.last);
    if params.watchuser && !is_range {
        call.watch_titles(&[(page.clone(), Wish::Watch(until))]).await?;
    }
    // It is told even of a page that is not watched.
    let told = until.map(|_| call.watched_until(&page).into());
    let answer = answer(call, &params, &block, told);
    call.result.set("block", answer);
    Ok(())
}

/// What cannot be asked for together.
fn check_ways(call: &Call<'_>, params: &Params<'_>) -> Result<(), Failure> {
    call.at_most_one(&[("newblock", params.newblock), ("reblock", params.reblock)])?;
    let other = [("newblock", params.newblock), ("reblock", params.reblock)];
    match other.into_iter().find(|(_, given)| params.id.is_some() && *given) {
        Some((other, _)) => Err(call.cannot_use_with("id", other)),
        None => Ok(()),
    }
}

fn target(call: &Call<'_>, params: &Params<'_>) -> Result<String, Failure> {
    if let Some(id) = params.id {
        return target_of(call, id);
    }
    let Some(number) = params.userid.filter(|_| params.user.is_none()) else {
        return Ok(params.user.as_ref().map(|user| user.0.clone()).unwrap_or_default());
    };
    let state = call.wiki().state();
    let user = u32::try_from(number).ok().and_then(|id| state.users.get(UserId(id)));
    user.map(|user| user.name.to_string())
        .ok_or_else(|| Message::new("apierror-nosuchuserid").int(number).coded("nosuchuserid").into())
}

/// Whom a block is about that is named by its id.
fn target_of(call: &Call<'_>, id: i64) -> Result<String, Failure> {
    let block = call.block_of(id)?;
    let name = block.target.name().filter(|_| !block.is_auto());
    name.map(ToString::to_string).ok_or_else(|| Failure::of("apierror-modify-autoblock"))
}

/// In some releases users that are not there, and names that cannot be hidden, come before all else.
fn check_known(call: &Call<'_>, target: &str, hides: bool) -> Result<(), Failure> {
    let state = call.wiki().state();
    if let Some(BlockTarget::User { id: UserId(0), .. }) = blocking::target(&state, target) {
        return Err(Message::new("nosuchusershort").arg(target.to_owned()).into());
    }
    if hides && !call.may(Right::HideUser) {
        return Err(Failure::of("apierror-canthide"));
    }
    Ok(())
}

fn is_hidden(call: &Call<'_>, target: &str) -> bool {
    let state = call.wiki().state();
    state.users.by_name(target).is_some_and(|user| hiding_block(user, &state, call.now).is_some())
}

fn request<'p>(call: &Call<'_>, params: &'p Params<'_>, target: &'p str) -> BlockRequest<'p> {
    let partial = params.partial.then(|| PartialRequest {
        pages: params.pages.iter().flatten().map(|page| Arc::from(*page)).collect(),
        namespaces: params.namespaces.iter().flatten().map(|number| Namespace(*number)).collect(),
        actions: params.actions.iter().flat_map(|actions| actions.iter()).map(Arc::from).collect(),
    });
    BlockRequest {
        target,
        expiry: spoken_expiry(params.expiry, call.now),
        duration: params.expiry,
        reason: params.reason,
        flags: BlockFlags {
            anon_only: params.anononly,
            no_create: params.nocreate,
            autoblock: params.autoblock,
            no_email: params.noemail,
            allow_user_talk: params.allowusertalk,
            hide_name: params.hidename,
        },
        partial,
        again: params.reblock || params.id.is_some(),
        tags: params.tags.iter().map(|tag| Arc::from(*tag)).collect(),
    }
}

/// What was told of a block that was over before it began.
fn past_answer(call: &Call<'_>, params: &Params<'_>, target: &str) -> Node {
    let id = call.wiki().state().users.by_name(target).map_or(0, |user| user.id.0);
    let mut node = Node::map();
    node.set("user", target.to_owned()).set("userID", id).set("expiry", "").set("id", "");
    node.set("reason", params.reason.to_owned());
    add_ways(params, &mut node);
    node
}

fn answer(call: &Call<'_>, params: &Params<'_>, block: &Block, watched_until: Option<Value>) -> Node {
    let (name, id) = match &block.target {
        BlockTarget::User { id, name } => (name.to_string(), id.0),
        BlockTarget::Address(_) if call.profile().blocks_tell_ranges_as_given && params.user.is_some() => {
            (params.user.as_ref().map(|user| user.0.clone()).unwrap_or_default(), 0)
        }
        BlockTarget::Address(text) => (text.to_string(), 0),
        BlockTarget::Auto { .. } => (String::new(), 0),
    };
    let mut node = Node::map();
    node.set("user", name)
        .set("userID", id)
        .set("expiry", expiry(block.expiry, "infinite"))
        .set("id", block.id.0)
        .set("reason", params.reason.to_owned());
    add_ways(params, &mut node);
    if let Some(until) = watched_until {
        node.set("watchlistexpiry", until);
    }
    add_parts(call, params, node)
}

fn add_ways(params: &Params<'_>, node: &mut Node) {
    for (key, on) in [
        ("anononly", params.anononly),
        ("nocreate", params.nocreate),
        ("autoblock", params.autoblock),
        ("noemail", params.noemail),
        ("hidename", params.hidename),
        ("allowusertalk", params.allowusertalk),
        ("watchuser", params.watchuser),
    ] {
        node.set(key, on);
    }
}

/// What a block of a part is about.
fn add_parts(call: &Call<'_>, params: &Params<'_>, mut node: Node) -> Node {
    if !call.profile().blocks_partly {
        return node;
    }
    node.set("partial", params.partial);
    let pages = params.pages.as_ref().map(|pages| {
        let mut list = Node::auto();
        pages.iter().for_each(|page| _ = list.push((*page).to_owned()));
        list
    });
    let namespaces = params.namespaces.as_ref().map(|namespaces| {
        let mut list = Node::auto();
        namespaces.iter().for_each(|number| _ = list.push(*number));
        list
    });
    node.set("pagerestrictions", pages).set("namespacerestrictions", namespaces);
    if call.profile().blocks_actions {
        let actions = params.actions.as_ref().map(|actions| Node::texts("action", actions.iter()));
        node.set("actionrestrictions", actions);
    }
    node
}
