//! `action=compare`: what changed from one text to another (`includes/api/ApiComparePages.php`).

mod side;

use crate::{
    api::{CONTENT_FORMATS, CONTENT_MODELS, CacheMode, Call, Failure, Module, Needs, Run, add_title, parsed_comment},
    choices,
    message::Message,
    param::{Choice, Chosen},
    params,
    release::{V1_30, V1_31, V1_32, V1_41},
    tree::{Node, Shape},
    wiki::{Right, State, UserId, diff, revision::{Hidden, Revision}},
};
use side::{Found, Given, Version};

const SLOTS: &[Choice] = choices!["main"];
const RELATIVE: &[Choice] = choices!["prev", "next", "cur"];
const PROPS: &[Choice] = choices![
    "diff", "diffsize", "rel", "ids", "title", "user", "comment", "parsedcomment", "size", "timestamp" since V1_35,
];
const KINDS: &[Choice] = choices!["table", "unified"];

params! {
    /// What `action=compare` accepts.
    pub(super) struct Params<'r> {
        /// The first page, by its title.
        from_title as "fromtitle": Option<&'r str> = text(),
        /// The first page, by its id.
        from_id as "fromid": Option<i64> = integer(),
        /// The first revision.
        from_rev as "fromrev": Option<i64> = integer(),
        /// Slots whose text is given, not that of the revision.
        from_slots as "fromslots": Option<Chosen> = choice(SLOTS).multi().since(V1_32),
        /// The text of a slot.
        from_slot_text as "fromtext-{slot}": Option<&'r str> = long_text().for_each("fromslots", "fromtext-main").since(V1_32),
        /// The section of the revision that the text of a slot stands for.
        from_slot_section as "fromsection-{slot}": Option<&'r str> = text().for_each("fromslots", "fromsection-main").since(V1_32),
        /// The format of the text of a slot.
        _from_slot_format as "fromcontentformat-{slot}": Option<&'r str> = choice(CONTENT_FORMATS).for_each("fromslots", "fromcontentformat-main").since(V1_32),
        /// What the text of a slot is taken for.
        from_slot_model as "fromcontentmodel-{slot}": Option<&'r str> = choice(CONTENT_MODELS).for_each("fromslots", "fromcontentmodel-main").since(V1_32),
        /// Transform the text first, as saving would.
        from_pst as "frompst": bool = flag().since(V1_30),
        /// The text, instead of a revision's.
        from_text as "fromtext": Option<&'r str> = long_text().since(V1_30).later(V1_32, &long_text().deprecated()),
        /// The format of the text.
        _from_format as "fromcontentformat": Option<&'r str> = choice(CONTENT_FORMATS).since(V1_30).later(V1_32, &choice(CONTENT_FORMATS).deprecated()),
        /// What the text is taken for.
        from_model as "fromcontentmodel": Option<&'r str> = choice(CONTENT_MODELS).since(V1_30).later(V1_32, &choice(CONTENT_MODELS).deprecated()),
        /// Only this section.
        from_section as "fromsection": Option<&'r str> = text().since(V1_31).later(V1_32, &text().deprecated()),
        /// The second page, by its title.
        to_title as "totitle": Option<&'r str> = text(),
        /// The second page, by its id.
        to_id as "toid": Option<i64> = integer(),
        /// The second revision.
        to_rev as "torev": Option<i64> = integer(),
        /// The second revision, seen from the first one.
        relative as "torelative": Option<&'r str> = choice(RELATIVE).since(V1_30),
        /// Slots whose text is given, not that of the revision.
        to_slots as "toslots": Option<Chosen> = choice(SLOTS).multi().since(V1_32),
        /// The text of a slot.
        to_slot_text as "totext-{slot}": Option<&'r str> = long_text().for_each("toslots", "totext-main").since(V1_32),
        /// The section of the revision that the text of a slot stands for.
        to_slot_section as "tosection-{slot}": Option<&'r str> = text().for_each("toslots", "tosection-main").since(V1_32),
        /// The format of the text of a slot.
        _to_slot_format as "tocontentformat-{slot}": Option<&'r str> = choice(CONTENT_FORMATS).for_each("toslots", "tocontentformat-main").since(V1_32),
        /// What the text of a slot is taken for.
        to_slot_model as "tocontentmodel-{slot}": Option<&'r str> = choice(CONTENT_MODELS).for_each("toslots", "tocontentmodel-main").since(V1_32),
        /// Transform the text first, as saving would.
        to_pst as "topst": bool = flag().since(V1_30),
        /// The text, instead of a revision's.
        to_text as "totext": Option<&'r str> = long_text().since(V1_30).later(V1_32, &long_text().deprecated()),
        /// The format of the text.
        _to_format as "tocontentformat": Option<&'r str> = choice(CONTENT_FORMATS).since(V1_30).later(V1_32, &choice(CONTENT_FORMATS).deprecated()),
        /// What the text is taken for.
        to_model as "tocontentmodel": Option<&'r str> = choice(CONTENT_MODELS).since(V1_30).later(V1_32, &choice(CONTENT_MODELS).deprecated()),
        /// Only this section.
        to_section as "tosection": Option<&'r str> = text().since(V1_31).later(V1_32, &text().deprecated()),
        /// What to tell.
        prop as "prop": Chosen = choice(PROPS).multi().preset("diff|ids|title").since(V1_30),
        /// Tell the changes of these slots apart.
        slots as "slots": Option<Chosen> = choice(SLOTS).multi().all().since(V1_32),
        /// How changes are shown.
        kind as "difftype": &'r str = choice(KINDS).preset("table").since(V1_41),
    }
}

pub(super) static MODULE: Module =
    Module::action("compare", "ApiComparePages", Needs::READ, Params::SPECS, Run::Now(run))
        .help("Shows what changed from one revision or text to another.")
        .manual("API:Compare")
        .examples(&[("action=compare&fromrev=1&torev=2", "From the first revision to the second.")]);

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    let (from, to) = (params.from(), params.to());
    call.at_least_one(&from.named("from"))?;
    let mut named = to.named("to").to_vec();
    named.insert(4, ("torelative", params.relative.is_some()));
    call.at_least_one(&named)?;
    call.cache(CacheMode::Public);
    let state = call.wiki().state();
    let sides = Sides::find(call, &state, &params, &from, &to)?;
    for version in [&sides.from, &sides.to] {
        if let Some(found) = version.hidden_from(call) {
            let message = Message::new("apierror-missingcontent-revid").coded("missingcontent");
            return Err(message.int(found.revision.id.number()).into());
        }
    }
    let changes = sides.changes(call, params.kind);
    let mut answer = Node::map().with_capacity(12);
    tell(call, &state, &params.prop, "from", sides.from_told.as_ref(), &mut answer);
    tell(call, &state, &params.prop, "to", sides.to_told.as_ref(), &mut answer);
    if params.prop.has("rel") {
        if let Some(before) = sides.from.revision.as_ref().and_then(|found| found.before(&state)) {
            answer.set("prev", before.id.number());
        }
        if let Some(after) = sides.to.revision.as_ref().and_then(|found| found.after(&state)) {
            answer.set("next", after.id.number());
        }
    }
    if params.prop.has("diffsize") {
        let counts = params.slots.as_ref().is_none_or(|slots| slots.has("main"));
        answer.set("diffsize", if counts { changes.len() } else { 0 } as i64);
    }
    if params.prop.has("diff") {
        add_changes(&mut answer, params.slots.as_ref(), changes);
    }
    call.result.set("compare", answer);
    Ok(())
}

fn add_changes(answer: &mut Node, slots: Option<&Chosen>, changes: String) {
    let Some(slots) = slots else {
        answer.content("body", changes);
        return;
    };
    let mut bodies = Node::of(Shape::Kvp("diff", crate::tree::Merge::No));
    if slots.has("main") {
        if changes.is_empty() {
            bodies.set("main", false);
        } else {
            bodies.set("main", changes);
        }
    }
    answer.set("bodies", bodies);
}

/// The two texts, and the revisions that are told of.
struct Sides {
    from: Version,
    to: Version,
    from_told: Option<Found>,
    to_told: Option<Found>,
}

impl Sides {
    fn find(
        call: &mut Call<'_>,
        state: &State,
        params: &Params<'_>,
        from: &Given<'_>,
        to: &Given<'_>,
    ) -> Result<Self, Failure> {
        let both = [from, to];
        let (from_version, from_seen, from_told) = side::find(call, state, "from", from, both)?;
        let Some(relative) = params.relative else {
            let (to, _, to_told) = side::find(call, state, "to", to, both)?;
            return Ok(Self { from: from_version, to, from_told, to_told });
        };
        let Some(seen) = from_seen else { return Err(Failure::of("apierror-compare-relative-to-nothing")) };
        if relative != "cur" && seen.archived {
            return Err(Message::new("apierror-compare-relative-to-deleted").arg(relative.to_owned()).into());
        }
        match relative {
            "prev" => {
                let before = seen.before(state).map(|revision| seen.sister(revision));
                let from = before.as_ref().map_or_else(
                    || {
                        warn_of_end(call, "apiwarn-compare-no-prev", &seen);
                        Version::made("".into())
                    },
                    Version::of,
                );
                Ok(Self { from, to: from_version, from_told: before, to_told: from_told })
            }
            "next" => {
                let after = seen.after(state).map(|revision| seen.sister(revision));
                let to = after.as_ref().map_or_else(
                    || {
                        warn_of_end(call, "apiwarn-compare-no-next", &seen);
                        Version::made(seen.revision.content.clone())
                    },
                    Version::of,
                );
                Ok(Self { from: from_version, to, from_told, to_told: after })
            }
            _ => {
                let page = state.pages.titled(&seen.title);
                let latest = page.and_then(|page| state.latest(page.id)).ok_or_else(|| {
                    let message = Message::new("apierror-missingrev-title").coded("nosuchrevid");
                    Failure::new(message.escaped(call.full_name(&seen.title)))
                })?;
                let latest = Found { revision: latest.clone(), title: seen.title.clone(), archived: false };
                Ok(Self { from: from_version, to: Version::of(&latest), from_told, to_told: Some(latest) })
            }
        }
    }

    fn changes(&self, call: &Call<'_>, kind: &str) -> String {
        let id = |version: &Version| version.revision.as_ref().map(|found| found.revision.id);
        if id(&self.from).is_some() && id(&self.from) == id(&self.to) {
            return String::new();
        }
        match kind {
            "unified" => diff::unified(&self.from.text, &self.to.text),
            _ => diff::table(&self.from.text, &self.to.text, call.profile().diff_rows),
        }
    }
}

fn warn_of_end(call: &mut Call<'_>, key: &'static str, seen: &Found) {
    let name = call.full_name(&seen.title);
    call.warn(Message::new(key).escaped(name).int(seen.revision.id.number()));
}

/// What is told of a revision (`setVals`).
fn tell(call: &mut Call<'_>, state: &State, props: &Chosen, side: &str, found: Option<&Found>, answer: &mut Node) {
    let Some(Found { revision, title, archived }) = found else { return };
    let name = |key: &str| format!("{side}{key}");
    if props.has("ids") {
        answer.set(name("id"), state.pages.id_of(title).map_or(0, crate::wiki::PageId::number));
        answer.set(name("revid"), revision.id.number());
    }
    if props.has("title") {
        let mut words = Node::map();
        add_title(&mut words, title, &state.site.namespaces);
        for key in ["ns", "title"] {
            answer.set(name(key), words.get(key).expect("it is in there").clone());
        }
    }
    if props.has("size") {
        answer.set(name("size"), i64::from(revision.size()));
    }
    if props.has("timestamp") {
        answer.set(name("timestamp"), revision.time);
    }
    if revision.hidden.contains(Hidden::CONTENT) {
        answer.set(name("texthidden"), true);
    }
    tell_user(call, state, props, side, revision, answer);
    if revision.hidden.contains(Hidden::COMMENT) {
        answer.set(name("commenthidden"), true);
    }
    if (props.has("comment") || props.has("parsedcomment")) && sees(call, revision, Hidden::COMMENT) {
        if props.has("comment") {
            answer.set(name("comment"), &revision.comment);
        }
        answer.set(name("parsedcomment"), parsed_comment(state, &revision.comment, Some(title)));
    }
    if revision.hidden.intersects(Hidden::CONTENT | Hidden::USER | Hidden::COMMENT) {
        call.cache(CacheMode::Private);
        if revision.hidden.contains(Hidden::RESTRICTED) {
            answer.set(name("suppressed"), true);
        }
    }
    if *archived {
        call.cache(CacheMode::Private);
        answer.set(name("archive"), true);
    }
}

fn tell_user(call: &Call<'_>, state: &State, props: &Chosen, side: &str, revision: &Revision, answer: &mut Node) {
    if revision.hidden.contains(Hidden::USER) {
        answer.set(format!("{side}userhidden"), true);
    }
    if props.has("user") && sees(call, revision, Hidden::USER) {
        let actor = state.actors.get(revision.actor);
        answer.set(format!("{side}user"), &actor.name);
        answer.set(format!("{side}userid"), actor.user.map_or(0, UserId::number));
    }
}

/// Whether the caller sees a part of a revision.
fn sees(call: &Call<'_>, revision: &Revision, part: Hidden) -> bool {
    if !revision.hidden.contains(part) {
        return true;
    }
    if revision.hidden.contains(Hidden::RESTRICTED) {
        return call.may(Right::SuppressRevision) || call.may(Right::ViewSuppressed);
    }
    call.may(if part == Hidden::CONTENT { Right::DeletedText } else { Right::DeletedHistory })
}
