//! What is told of a revision, and how it is asked for: common to all modules that list revisions
//! (`includes/api/ApiQueryRevisionsBase.php`).

mod content;
mod difference;

use std::cell::Cell;

use crate::{
    api::{CONTENT_FORMATS, CacheMode, Call, Failure, parsed_comment},
    base::digest,
    choices,
    message::{Arg, Message},
    param::{Choice, Chosen, Faults, LimitWish, Name, Range, UserName},
    params,
    release::{V1_26, V1_27, V1_30, V1_32, V1_41},
    tree::{Merge, Node, Shape, Value},
    wiki::{
        ActorId, Right, State, Title, UserId,
        revision::{Hidden, Revision},
        tag::Tagged,
    },
};

const PROPS: &[Choice] = choices![
    "ids", "flags", "timestamp", "user", "userid", "size", "slotsize" since V1_32, "sha1", "slotsha1" since V1_32,
    "contentmodel" since V1_21, "comment", "parsedcomment", "content", "tags", "roles" since V1_32,
    "parsetree" since V1_26 deprecated V1_32,
];
const SLOTS: &[Choice] = choices!["main"];
params! {
    /// What every module accepts that lists revisions.
    pub(super) struct Base<'r> {
        /// What to tell of each revision.
        prop as "prop": Chosen = choice(PROPS).multi().preset("ids|timestamp|flags|comment|user"),
        /// Which slots to tell of; without it the text stands in the older form.
        slots as "slots": Option<Chosen> = choice(SLOTS).multi().all().since(V1_32),
        /// The format of a slot's text.
        _slot_format as "contentformat-{slot}": Option<&'r str> = choice(CONTENT_FORMATS).for_each("slots", "contentformat-main").since(V1_41),
        /// How many.
        limit as "limit": Option<LimitWish> = limit().without_preset(),
        /// Expand templates. This wiki expands none.
        expandtemplates as "expandtemplates": bool = flag().later(V1_30, &flag().deprecated()),
        /// Add the parse tree.
        generatexml as "generatexml": bool = flag().later(V1_26, &flag().deprecated()),
        /// Give the text as HTML.
        parse as "parse": bool = flag().later(V1_30, &flag().deprecated()),
        /// Only this section of the text.
        section as "section": Option<&'r str> = text(),
        /// Compare each revision with that one.
        diffto as "diffto": Option<&'r str> = text().later(V1_30, &text().deprecated()),
        /// Compare each revision with that text.
        difftotext as "difftotext": Option<&'r str> = text().later(V1_30, &text().deprecated()),
        /// Transform that text first, as saving would.
        difftotextpst as "difftotextpst": bool = flag().since(V1_27).later(V1_30, &flag().deprecated()),
        /// The format of the text.
        contentformat as "contentformat": Option<&'r str> = choice(CONTENT_FORMATS).later(V1_32, &choice(CONTENT_FORMATS).deprecated()),
    }
}

impl Base<'_> {
    /// The place of the limit among the parameters.
    pub(super) const LIMIT: usize = {
        let mut place = 0;
        while !matches!(Base::SPECS[place].kind, crate::param::Kind::Limit { .. }) {
            place += 1;
        }
        place
    };
}

/// How the number of revisions is limited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Limiting {
    /// As the request says.
    AsAsked,
    /// As many as can be.
    Most,
}

/// What is to be told of each revision.
pub(super) struct Telling<'r> {
    base: Base<'r>,
    /// How many revisions at most.
    pub(super) limit: usize,
    /// Whether the text is looked at.
    pub(super) reads_content: bool,
    /// How many comparisons were made so far.
    compared: Cell<u32>,
}

/// What of a revision is hidden, and whether the caller may see it all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sight {
    /// Not hidden.
    Open,
    /// Hidden from others.
    Seen,
    /// Hidden from the caller.
    Unseen,
}

impl<'r> Telling<'r> {
    /// `ApiQueryRevisionsBase::parseParameters`.
    pub(super) fn new(call: &mut Call<'_>, base: Base<'r>, limiting: Limiting) -> Result<Self, Failure> {
        check_slots(call, &base)?;
        let diffs = base.diffto.is_some() || base.difftotext.is_some();
        if base.difftotext.is_none() {
            check_diffto(call, base.diffto)?;
        }
        let reads_content = base.prop.has("content") || base.prop.has("parsetree") || diffs;
        let (most, high) = match reads_content {
            true if base.parse => (1, 1),
            true => (50, 500),
            false => (500, 5000),
        };
        let most = if call.may(Right::ApiHighLimits) { high } else { most };
        let limit = match (limiting, base.limit) {
            (Limiting::Most, _) => most,
            (_, Some(LimitWish::Max)) => {
                let name = call.module.name;
                call.result.node_mut("limits").set(name, most);
                most
            }
            (_, Some(LimitWish::Rows(rows))) => clamp(call, rows, most, high, reads_content && base.parse),
            (_, None) if reads_content && base.parse => 1,
            (_, None) => 10,
        };
        let mut telling = Self { base, limit: limit as usize, reads_content, compared: Cell::new(0) };
        telling.base.slots = telling.base.slots.take().filter(|_| call.profile().has_slots);
        if telling.needs_slots() && telling.base.slots.is_none() && call.profile().has_slots {
            deprecate_old_form(call);
        }
        Ok(telling)
    }

    /// Whether that is asked for.
    pub(super) fn has(&self, prop: &str) -> bool {
        self.base.prop.has(prop)
    }

    fn needs_slots(&self) -> bool {
        self.reads_content || ["contentmodel", "slotsize", "slotsha1"].iter().any(|prop| self.has(prop))
    }

    /// What is told of a revision of a page of that title (`extractRevisionInfo`).
    pub(super) fn row(
        &self,
        call: &mut Call<'_>,
        state: &State,
        revision: &Revision,
        title: &Title,
    ) -> Result<Node, Failure> {
        let mut row = Node::auto().with_capacity(8);
        let mut any_hidden = false;
        if self.has("ids") {
            row.append("revid", revision.id.number()).append("parentid", revision.parent.number());
        }
        if self.has("flags") {
            row.append("minor", revision.minor);
        }
        any_hidden |= self.add_user(call, state, revision, &mut row);
        if self.has("timestamp") {
            row.append("timestamp", revision.time);
        }
        if self.has("size") {
            row.append("size", revision.size());
        }
        let sight = sight(call, revision.hidden, Hidden::CONTENT);
        if self.has("sha1") {
            any_hidden |= sight != Sight::Open;
            add_sha1(&mut row, revision, sight);
        }
        if self.has("roles") {
            let mut roles = Node::auto();
            roles.push("main");
            row.append("roles", roles);
        }
        let has_slots = call.profile().has_slots;
        if !has_slots && self.has("contentmodel") {
            row.append("contentmodel", revision.model.name());
        }
        if has_slots && self.needs_slots() {
            any_hidden |= (self.has("slotsha1") || self.reads_content) && sight != Sight::Open;
            self.add_slots(call, revision, title, sight, &mut row)?;
        }
        any_hidden |= self.add_comment(call, state, revision, title, &mut row);
        if self.has("tags") {
            row.set("tags", Node::texts("tag", state.tags.of(Tagged::Revision(revision.id))));
        }
        // Before there were slots, texts stood behind all else.
        if !has_slots && self.reads_content {
            any_hidden |= sight != Sight::Open;
            self.add_slots(call, revision, title, sight, &mut row)?;
        }
        if any_hidden && revision.hidden.contains(Hidden::RESTRICTED) {
            row.append("suppressed", true);
        }
        Ok(row)
    }

    /// Who saved it. Returns whether that is hidden.
    fn add_user(&self, call: &Call<'_>, state: &State, revision: &Revision, row: &mut Node) -> bool {
        if !self.has("user") && !self.has("userid") {
            return false;
        }
        let sight = sight(call, revision.hidden, Hidden::USER);
        if sight != Sight::Open {
            row.append("userhidden", true);
        }
        if sight != Sight::Unseen {
            let actor = state.actors.get(revision.actor);
            if self.has("user") {
                row.append("user", &actor.name);
            }
            row.flag("temp", call.marks_temporary(&actor.name));
            if actor.user.is_none() {
                row.append("anon", true);
            }
            if self.has("userid") {
                row.append("userid", actor.user.map_or(0, UserId::number));
            }
        }
        sight != Sight::Open
    }

    /// Why it was saved. Returns whether that is hidden.
    fn add_comment(
        &self,
        call: &Call<'_>,
        state: &State,
        revision: &Revision,
        title: &Title,
        row: &mut Node,
    ) -> bool {
        if !self.has("comment") && !self.has("parsedcomment") {
            return false;
        }
        let sight = sight(call, revision.hidden, Hidden::COMMENT);
        if sight != Sight::Open {
            row.append("commenthidden", true);
        }
        if sight != Sight::Unseen {
            if self.has("comment") {
                row.append("comment", &revision.comment);
            }
            if self.has("parsedcomment") {
                row.append("parsedcomment", parsed_comment(state, &revision.comment, Some(title)));
            }
        }
        sight != Sight::Open
    }

    /// `extractAllSlotInfo`.
    fn add_slots(
        &self,
        call: &mut Call<'_>,
        revision: &Revision,
        title: &Title,
        sight: Sight,
        row: &mut Node,
    ) -> Result<(), Failure> {
        let Some(slots) = &self.base.slots else {
            let text = self.add_slot(revision, sight, row);
            if row.get("nosuchsection").is_some() {
                return Err(no_such_section(self.base.section.unwrap_or_default(), revision));
            }
            if let Some(text) = text {
                self.add_old_content(call, revision, title, text, row)?;
            }
            return Ok(());
        };
        let mut node = Node::of(Shape::Kvp("role", Merge::Yes)).tagged("slot");
        if slots.has("main") {
            let mut slot = Node::map().with_capacity(4);
            if let Some(text) = self.add_slot(revision, sight, &mut slot) {
                slot.set("contentmodel", revision.model.name());
                slot.set("contentformat", revision.model.format());
                slot.content("content", text.to_owned());
            }
            node.set("main", slot);
        }
        row.append("slots", node);
        Ok(())
    }

    /// What is told of the one slot there is; its text, if that is asked for and may be seen (`extractSlotInfo`).
    fn add_slot<'t>(&self, revision: &'t Revision, sight: Sight, row: &mut Node) -> Option<&'t str> {
        if self.has("slotsize") {
            row.set("size", revision.size());
        }
        if self.has("slotsha1") {
            add_sha1(row, revision, sight);
        }
        if self.has("contentmodel") {
            row.set("contentmodel", revision.model.name());
        }
        if !self.reads_content {
            return None;
        }
        if sight != Sight::Open {
            row.set("texthidden", true);
        }
        if sight == Sight::Unseen {
            return None;
        }
        let Some(section) = self.base.section else { return Some(&revision.content) };
        let sections = revision.model.has_sections();
        let text =
            sections.then(|| crate::wiki::wikitext::section_text(&revision.content, section)).flatten();
        if text.is_none() {
            row.set("nosuchsection", true);
        }
        text
    }
}

fn add_sha1(row: &mut Node, revision: &Revision, sight: Sight) {
    if sight != Sight::Open {
        row.set("sha1hidden", true);
    }
    if sight != Sight::Unseen {
        row.set("sha1", digest::sha1_hex(revision.content.as_bytes()));
    }
}

fn no_such_section(section: &str, revision: &Revision) -> Failure {
    let what = Message::new("revid").int(revision.id.number());
    Message::new("apierror-nosuchsection-what")
        .coded("nosuchsection")
        .with(Arg::Escaped(section.to_owned().into()))
        .with(what)
        .into()
}

/// What stands in the way of slots.
fn check_slots(call: &Call<'_>, base: &Base<'_>) -> Result<(), Failure> {
    if base.slots.is_none() {
        return Ok(());
    }
    let given = [
        ("prop=parsetree", base.prop.has("parsetree")),
        ("expandtemplates", base.expandtemplates),
        ("generatexml", base.generatexml),
        ("parse", base.parse),
        ("diffto", base.diffto.is_some()),
        ("difftotext", base.difftotext.is_some()),
        ("difftotextpst", base.difftotextpst),
        ("contentformat", base.contentformat.is_some()),
    ];
    let Some((name, _)) = given.into_iter().find(|(_, given)| *given) else { return Ok(()) };
    let message = Message::new("apierror-invalidparammix-cannotusewith").coded("invalidparammix");
    Err(message.arg(call.param_name(name)).arg(call.param_name("slots")).into())
}

fn check_diffto(call: &Call<'_>, diffto: Option<&str>) -> Result<(), Failure> {
    let number = match diffto {
        None | Some("cur" | "prev" | "next") => return Ok(()),
        Some(number) => number,
    };
    if number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Message::new("apierror-baddiffto").coded("diffto").arg(call.module.prefix).into());
    }
    let number: i64 = number.parse().unwrap_or(i64::MAX);
    let found =
        crate::wiki::RevisionId::of(number).is_some_and(|id| call.wiki().state().revisions.get(id).is_some());
    if number != 0 && !found {
        return Err(Message::new("apierror-nosuchrevid").arg(number.to_string()).into());
    }
    Ok(())
}

/// A number that was right for the declaration may still be too large where texts are asked for.
fn clamp(call: &mut Call<'_>, rows: i64, most: i64, high: i64, parses: bool) -> i64 {
    if rows <= most {
        return rows;
    }
    let plain = if parses { 1 } else { most.min(if high == 500 { 50 } else { 500 }) };
    let range = Range { min: Some(1), max: Some(plain), high_max: Some(high) };
    let name = Name::of(call.module.prefix, "limit").of_generator(call.generating);
    let given = (rows, &*rows.to_string());
    let message = Faults(call.profile()).out_of_range(&name, given, range, Some(most));
    call.warn(message);
    most
}

/// Without slots the text stands where it stood before there were any.
fn deprecate_old_form(call: &mut Call<'_>) {
    let slots = call.param_name("slots");
    let group = match call.module.group {
        crate::param::Group::Prop => "prop",
        _ => "list",
    };
    let feature = format!("action=query&{group}={}&!{slots}", call.module.name);
    call.deprecate(Message::new("apiwarn-deprecation-missingparam").arg(slots), feature);
}

/// How many revisions a generator takes.
pub(super) fn generator_limit(call: &Call<'_>, wish: Option<LimitWish>) -> usize {
    match wish {
        None => 10,
        Some(LimitWish::Rows(rows)) => rows as usize,
        Some(LimitWish::Max) if call.may(Right::ApiHighLimits) => 5000,
        Some(LimitWish::Max) => 500,
    }
}

/// Who may not see what of deleted revisions.
pub(super) fn check_deleted(call: &Call<'_>, telling: &Telling<'_>) -> Result<(), Failure> {
    let refuse = |key: &'static str| Err(Message::new(key).coded("permissiondenied").into());
    if (telling.has("comment") || telling.has("parsedcomment")) && !call.may(Right::DeletedHistory) {
        return refuse("apierror-cantview-deleted-comment");
    }
    if telling.reads_content && !call.may(Right::DeletedText) && !call.may(Right::Undelete) {
        return refuse("apierror-cantview-deleted-revision-content");
    }
    Ok(())
}

/// A list of pages, each with its revisions below it, in the order in which the pages come up.
#[derive(Debug, Default)]
pub(super) struct Pages(Vec<Title>);

impl Pages {
    /// Adds a revision to its page, whose row `make` makes around the list of revisions; false if the answer is full.
    #[must_use]
    pub(super) fn add(
        &mut self,
        call: &mut Call<'_>,
        title: &Title,
        row: Node,
        make: impl FnOnce(Node) -> Node,
    ) -> bool {
        if let Some(at) = self.0.iter().position(|known| known == title) {
            if !call.fits(crate::api::size_of(&row)) {
                return false;
            }
            if let Value::Node(page) = &mut call.list("page").entries_mut()[at].value {
                page.node_mut("revisions").push(row);
            }
            return true;
        }
        let mut revisions = Node::list("rev");
        revisions.push(row);
        self.0.push(title.clone());
        call.add_row("page", make(revisions))
    }
}

/// Whether a part of a revision is hidden, and from whom (`RevisionRecord::userCanBitfield`).
pub(super) fn sight(call: &Call<'_>, hidden: Hidden, part: Hidden) -> Sight {
    if !hidden.intersects(part) {
        return Sight::Open;
    }
    let sees = if hidden.contains(Hidden::RESTRICTED) {
        sees_suppressed(call)
    } else {
        call.may(if part == Hidden::CONTENT { Right::DeletedText } else { Right::DeletedHistory })
    };
    if sees { Sight::Seen } else { Sight::Unseen }
}

/// Whether the caller sees what is hidden from administrators.
pub(super) fn sees_suppressed(call: &Call<'_>) -> bool {
    call.may(Right::SuppressRevision) || call.may(Right::ViewSuppressed)
}

/// Whether a search by user finds a revision: nobody shall find out by searching who it was (T19342).
pub(super) fn may_search_user(call: &Call<'_>, hidden: Hidden, sees_hidden: bool) -> bool {
    if !hidden.contains(Hidden::USER) {
        return true;
    }
    sees_hidden && (!hidden.contains(Hidden::RESTRICTED) || sees_suppressed(call))
}

/// Who may keep an answer about revisions (`ApiQueryBase::userCanSeeRevDel`).
pub(super) fn cache_mode(call: &Call<'_>) -> CacheMode {
    let rights = [
        Right::DeletedHistory,
        Right::DeletedText,
        Right::DeleteRevision,
        Right::SuppressRevision,
        Right::ViewSuppressed,
    ];
    if rights.into_iter().any(|right| call.may(right)) { CacheMode::Private } else { CacheMode::Public }
}

/// The actor that a parameter names, by name or by `#` and an id.
pub(super) fn actor_of(state: &State, user: &UserName) -> Option<ActorId> {
    match user.0.strip_prefix('#').and_then(|id| id.parse().ok()) {
        Some(id) => state.actors.by_user(UserId(id)),
        None => state.actors.by_name(&user.0),
    }
}
