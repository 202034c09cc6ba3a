//! `list=blocks`: who is blocked (`includes/api/ApiQueryBlocks.php`).

use crate::{
    api::{CacheMode, Call, Failure, Module, Run, Timeline, add_title, expiry, parsed_comment},
    base::{Text, Timestamp},
    choices,
    message::Message,
    param::{Choice, Chosen, Limit, UserForm, UserName},
    params,
    tree::Node,
    wiki::{
        BlockId, Expiry, Right, State, UserId,
        address::AddressRange,
        block::{Block, BlockTarget, Blocks, Partial},
        revision::moment,
    },
    release::V1_23,
};

const DIRECTIONS: &[Choice] = choices!["newer", "older"];
const PROPS: &[Choice] = choices![
    "id", "user", "userid", "by", "byid", "timestamp", "expiry", "reason", "parsedreason" since V1_44,
    "range", "flags", "restrictions" since V1_33,
];
const SHOW: &[Choice] = choices!["account", "!account", "temp", "!temp", "ip", "!ip", "range", "!range"];
const FORMS: &[UserForm] = &[UserForm::Name, UserForm::Ip, UserForm::Temp, UserForm::Cidr];

params! {
    /// What `list=blocks` accepts.
    struct Params<'r> {
        /// The time to begin with.
        start as "start": Option<Timestamp> = timestamp(),
        /// The time to end with.
        end as "end": Option<Timestamp> = timestamp(),
        /// In which order.
        dir as "dir": &'r str = choice(DIRECTIONS).preset("older"),
        /// Only blocks of these numbers.
        ids as "ids": Option<Vec<i64>> = integer().multi(),
        /// Only blocks of these users, addresses or ranges.
        users as "users": Option<Vec<UserName>> = user(FORMS).multi(),
        /// Only blocks of this address or range, and of ranges around it.
        ip as "ip": Option<&'r str> = text(),
        /// How many.
        limit as "limit": Limit = limit(),
        /// What to tell of each block.
        prop as "prop": Chosen = choice(PROPS).multi().preset("id|user|by|timestamp|expiry|reason|flags"),
        /// Only blocks of this kind.
        show as "show": Option<Chosen> = choice(SHOW).multi(),
        /// Where to go on.
        resume as "continue": Option<&'r str> = text().since(V1_23),
    }
}

pub(super) static MODULE: Module =
    Module::list("query+blocks", "bk", "ApiQueryBlocks", Params::SPECS, Run::Now(run))
        .help("Lists users and addresses that are blocked.")
        .manual("API:Blocks")
        .examples(&[
            ("action=query&list=blocks", "The newest blocks."),
            ("action=query&list=blocks&bkusers=Alice|Bob", "Blocks of two users."),
        ]);

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    call.at_most_one(&[("users", params.users.is_some()), ("ip", params.ip.is_some())])?;
    call.cache(CacheMode::Private);
    let timeline = Timeline::new(params.dir, params.start, params.end).resumed(params.resume, call.now)?;
    let around = params.ip.map(|text| range(call, text)).transpose()?;
    if let Some(show) = &params.show {
        let against = |word: &str| show.has(word) && show.has(&format!("!{word}"));
        if ["account", "ip", "range", "temp"].into_iter().any(against) {
            return Err(Failure::of("apierror-show"));
        }
    }
    let state = call.wiki().state();
    let sees_hidden = call.may(Right::HideUser);
    let fits = |block: &&Block| {
        timeline.holds((moment(block.time), block.id.0))
            && !block.expiry.is_over(call.now)
            && (sees_hidden || !block.flags.hide_name)
            && is_asked_for(&params, around, block)
            && params.show.as_ref().is_none_or(|show| is_of_kind(show, block))
    };
    let most = params.limit.0 + 1;
    let found: Vec<&Block> = match candidates(&params, around, &state.blocks, call.now) {
        Some(blocks) => timeline.order(blocks.into_iter()).filter(fits).take(most).collect(),
        None if timeline.is_empty() => Vec::new(),
        None => {
            let (low, high) = timeline.bounds();
            let place = |(time, id): (u32, BlockId)| (Timestamp::from_unix(time.into()), id);
            timeline.order(state.blocks.by_time(place(low), place(high))).filter(fits).take(most).collect()
        }
    };
    call.list("block");
    for (count, block) in found.into_iter().enumerate() {
        let row = tell(call, &params, &state, block);
        if count == params.limit.0 || !call.add_row("block", row) {
            call.resume("continue", format!("{}|{}", block.time.mw14(), block.id.0));
            break;
        }
    }
    Ok(())
}

/// The blocks that can be meant by numbers, names or an address, by time; `None` if all can.
fn candidates<'s>(
    params: &Params<'_>,
    around: Option<AddressRange>,
    blocks: &'s Blocks,
    now: Timestamp,
) -> Option<Vec<&'s Block>> {
    let mut found: Vec<&Block> = match (&params.ids, &params.users, around) {
        (Some(ids), ..) if !ids.is_empty() => {
            ids.iter().filter_map(|id| blocks.get(BlockId::of(*id)?, now)).collect()
        }
        (_, Some(users), _) if !users.is_empty() => users.iter().flat_map(|user| blocks.named(&user.0)).collect(),
        (.., Some(range)) => blocks.of_address(range.first, now),
        _ => return None,
    };
    found.sort_unstable_by_key(|block| (block.time, block.id));
    found.dedup_by_key(|block| block.id);
    Some(found)
}

/// An address or a range that is not wider than one that can be blocked.
fn range(call: &Call<'_>, text: &str) -> Result<AddressRange, Failure> {
    let range = AddressRange::parse(text).ok_or_else(|| Failure::new(Message::new("apierror-badip").coded("param_ip")))?;
    let (widest_4, widest_6) = call.wiki().state().policy.widest_blocks;
    let (family, widest) = if range.first.bits() == 32 { ("IPv4", widest_4) } else { ("IPv6", widest_6) };
    if range.prefix() < widest {
        return Err(Message::new("apierror-cidrtoobroad").arg(family).int(widest.into()).into());
    }
    Ok(range)
}

fn is_asked_for(params: &Params<'_>, around: Option<AddressRange>, block: &Block) -> bool {
    let named = |users: &Vec<UserName>| {
        users.is_empty() || block.target.name().is_some_and(|name| users.iter().any(|user| *user.0 == **name))
    };
    let is_automatic = matches!(block.target, BlockTarget::Auto { .. });
    params.ids.as_ref().is_none_or(|ids| ids.is_empty() || ids.contains(&block.id.0.into()))
        && params.users.as_ref().is_none_or(named)
        && around.is_none_or(|asked| {
            let covers = |held: AddressRange| held.contains(asked.first) && held.contains(asked.last);
            !is_automatic && block.target.range().is_some_and(covers)
        })
}

fn is_of_kind(show: &Chosen, block: &Block) -> bool {
    let account = matches!(block.target, BlockTarget::User { .. });
    let wide = block.target.range().is_some_and(|range| range.first != range.last);
    let ends = block.expiry != Expiry::Never;
    [("account", account), ("ip", !account && !wide), ("range", wide), ("temp", ends)]
        .into_iter()
        .all(|(word, is)| (!show.has(word) || is) && (!show.has(&format!("!{word}")) || !is))
}

fn tell(call: &Call<'_>, params: &Params<'_>, state: &State, block: &Block) -> Node {
    let has = |word| params.prop.has(word);
    let mut row = Node::map().with_capacity(16);
    if has("id") {
        row.append("id", block.id.0);
    }
    // Nobody is told which address an autoblock is about.
    if let Some(name) = block.target.name() {
        if has("user") {
            row.append("user", name);
        }
        if has("userid") {
            let id = if let BlockTarget::User { id, .. } = block.target { id.0 } else { 0 };
            row.append("userid", id);
        }
    }
    let by = state.actors.get(block.by);
    if has("by") {
        row.append("by", &by.name);
    }
    if has("byid") {
        row.append("byid", by.user.map_or(0, UserId::number));
    }
    if has("timestamp") {
        row.append("timestamp", block.time);
    }
    if has("expiry") {
        row.append("expiry", expiry(block.expiry, "infinity"));
        if call.profile().blocks_tell_length {
            row.append("duration-l10n", length(call, block));
        }
    }
    if has("reason") {
        row.append("reason", &block.reason);
    }
    if has("parsedreason") {
        row.append("parsedreason", parsed_comment(state, &block.reason, None));
    }
    if has("range") && block.target.name().is_some() {
        // From 1.42 on only what is wider than one address has a range.
        let told = |range: &AddressRange| call.profile().accounts_have_ranges || range.first != range.last;
        let range = block.target.range().filter(told);
        // An account has no range, which reads as address 0.
        let nowhere = call.profile().accounts_have_ranges.then(|| "0.0.0.0".to_owned());
        for (name, end) in [("rangestart", range.map(|range| range.first)), ("rangeend", range.map(|range| range.last))] {
            if let Some(end) = end.map(|end| end.to_string()).or_else(|| nowhere.clone()) {
                row.append(name, end);
            }
        }
    }
    if has("flags") {
        row.set("automatic", matches!(block.target, BlockTarget::Auto { .. }))
            .set("anononly", block.flags.anon_only)
            .set("nocreate", block.flags.no_create)
            .set("autoblock", block.flags.autoblock)
            .set("noemail", block.flags.no_email)
            .set("hidden", block.flags.hide_name)
            .set("allowusertalk", block.flags.allow_user_talk && call.profile().blocked_users_can_talk)
            .set("partial", block.partial.is_some());
    }
    if has("restrictions") {
        row.append("restrictions", restrictions(call, state, block.partial.as_ref()));
    }
    row
}

/// How long a block lasts, in words.
fn length(call: &Call<'_>, block: &Block) -> Text {
    match block.expiry {
        Expiry::Never => call.speaker.text(&Message::new("infiniteblock")),
        Expiry::At(end) => call.speaker.length_between(block.time, end).into(),
    }
}

fn restrictions(call: &Call<'_>, state: &State, partial: Option<&Partial>) -> Node {
    let mut node = Node::auto();
    let Some(partial) = partial else { return node };
    if !partial.pages.is_empty() {
        let mut pages = Node::list("page");
        for id in &partial.pages {
            let mut page = Node::map();
            page.set("id", id.0);
            if let Some(row) = state.pages.get(*id) {
                add_title(&mut page, &row.title, &call.wiki().site().namespaces);
            }
            pages.push(page);
        }
        node.set("pages", pages);
    }
    if !partial.namespaces.is_empty() {
        let mut namespaces = Node::list("ns");
        for namespace in &partial.namespaces {
            namespaces.push(namespace.0);
        }
        node.set("namespaces", namespaces);
    }
    if !partial.actions.is_empty() {
        node.set("actions", Node::texts("action", partial.actions.iter()));
    }
    node
}
