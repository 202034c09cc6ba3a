//! One side of a comparison: a revision, or a text that stands for one.

use std::sync::Arc;

use super::{Params, sees};
use crate::{
    api::{Call, Failure},
    message::Message,
    wiki::{
        RevisionId, Right, State, Target, Title,
        content::Model,
        revision::{Hidden, Revision},
        save, wikitext,
    },
};

/// What is asked for of one side.
pub(super) struct Given<'r> {
    title: Option<&'r str>,
    id: Option<i64>,
    rev: Option<i64>,
    /// Whether the text of the only slot there is is given.
    slots: Option<bool>,
    slot_text: Option<&'r str>,
    slot_section: Option<&'r str>,
    slot_model: Option<&'r str>,
    pst: bool,
    text: Option<&'r str>,
    model: Option<&'r str>,
    section: Option<&'r str>,
}

impl<'r> Params<'r> {
    /// What is asked for of the first side.
    pub(super) fn from(&self) -> Given<'r> {
        Given {
            title: self.from_title,
            id: self.from_id,
            rev: self.from_rev,
            slots: self.from_slots.as_ref().map(|slots| slots.has("main")),
            slot_text: self.from_slot_text,
            slot_section: self.from_slot_section,
            slot_model: self.from_slot_model,
            pst: self.from_pst,
            text: self.from_text,
            model: self.from_model,
            section: self.from_section,
        }
    }

    /// What is asked for of the second side.
    pub(super) fn to(&self) -> Given<'r> {
        Given {
            title: self.to_title,
            id: self.to_id,
            rev: self.to_rev,
            slots: self.to_slots.as_ref().map(|slots| slots.has("main")),
            slot_text: self.to_slot_text,
            slot_section: self.to_slot_section,
            slot_model: self.to_slot_model,
            pst: self.to_pst,
            text: self.to_text,
            model: self.to_model,
            section: self.to_section,
        }
    }
}

impl Given<'_> {
    /// The parameters of which one must be given.
    pub(super) fn named(&self, side: &str) -> [(&'static str, bool); 5] {
        let [title, id, rev, text, slots] = match side {
            "from" => ["fromtitle", "fromid", "fromrev", "fromtext", "fromslots"],
            _ => ["totitle", "toid", "torev", "totext", "toslots"],
        };
        [
            (title, self.title.is_some()),
            (id, self.id.is_some()),
            (rev, self.rev.is_some()),
            (text, self.text.is_some()),
            (slots, self.slots.is_some()),
        ]
    }
}

/// A revision that there is.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) revision: Revision,
    pub(super) title: Title,
    pub(super) archived: bool,
}

impl Found {
    /// Another revision of the same page.
    pub(super) fn sister(&self, revision: &Revision) -> Self {
        Self { revision: revision.clone(), title: self.title.clone(), archived: false }
    }

    /// The revision before it.
    pub(super) fn before<'s>(&self, state: &'s State) -> Option<&'s Revision> {
        if self.archived { None } else { state.revisions.before(&self.revision) }
    }

    /// The revision after it.
    pub(super) fn after<'s>(&self, state: &'s State) -> Option<&'s Revision> {
        if self.archived { None } else { state.revisions.after(&self.revision) }
    }
}

/// What is compared.
pub(super) struct Version {
    pub(super) text: Arc<str>,
    /// The revision, if it is compared as it is.
    pub(super) revision: Option<Found>,
}

impl Version {
    /// A revision as it is.
    pub(super) fn of(found: &Found) -> Self {
        let content = &found.revision.content;
        Self { text: Arc::clone(content), revision: Some(found.clone()) }
    }

    /// A text that is no revision.
    pub(super) fn made(text: Arc<str>) -> Self {
        Self { text, revision: None }
    }

    /// The revision, if its text is hidden from the caller.
    pub(super) fn hidden_from(&self, call: &Call<'_>) -> Option<&Found> {
        self.revision.as_ref().filter(|found| !sees(call, &found.revision, Hidden::CONTENT))
    }
}

/// What is compared, the revision that is meant by it, and the one that is told of (`getDiffRevision`).
type Side = (Version, Option<Found>, Option<Found>);

/// Finds one side.
pub(super) fn find(
    call: &mut Call<'_>,
    state: &State,
    side: &'static str,
    given: &Given<'_>,
    both: [&Given<'_>; 2],
) -> Result<Side, Failure> {
    let names = match side {
        "from" => ("fromtext", "fromslots", "fromsection"),
        _ => ("totext", "toslots", "tosection"),
    };
    call.at_most_one(&[(names.0, given.text.is_some()), (names.1, given.slots.is_some())])?;
    call.at_most_one(&[(names.2, given.section.is_some()), (names.1, given.slots.is_some())])?;
    let supplied = given.text.is_some() || given.slots.is_some();
    let (title, found) = revision(call, state, given, supplied)?;
    let found_title = found.as_ref().map(|found| found.title.clone());
    if let Some(found) = found.as_ref().filter(|_| !supplied) {
        let version = match given.section {
            Some(section) => {
                Version::made(section_of(side, &found.revision.content, found.revision.model, section)?)
            }
            None => Version::of(found),
        };
        return Ok((version, Some(found.clone()), Some(found.clone())));
    }
    let title = found_title.or(title).or_else(|| guess(call, state, both));
    let version = supplied_version(call, state, side, given, both, (title, found.as_ref()))?;
    Ok((version, found, None))
}

/// The page and the revision that are named.
fn revision(
    call: &Call<'_>,
    state: &State,
    given: &Given<'_>,
    supplied: bool,
) -> Result<(Option<Title>, Option<Found>), Failure> {
    let mut title = None;
    let mut id = given.rev;
    if id.is_none() && (given.title.is_some() || given.id.is_some()) {
        let named = match given.title {
            Some(text) => call.local_title(text)?,
            None => call.title_of_id(given.id.unwrap_or_default())?,
        };
        let page = state.pages.titled(&named);
        if page.is_none() && !supplied {
            let message = Message::new("apierror-missingtitle-byname").coded("missingtitle");
            return Err(message.escaped(call.full_name(&named)).into());
        }
        id = page.map(|page| page.latest.number());
        title = Some(named);
    }
    let Some(id) = id else { return Ok((title, None)) };
    let found = by_id(call, state, id);
    Ok((title, Some(found.ok_or_else(|| Message::new("apierror-nosuchrevid").int(id))?)))
}

/// A revision by its id; deleted ones are found by who may see such.
fn by_id(call: &Call<'_>, state: &State, number: i64) -> Option<Found> {
    let id = RevisionId::of(number)?;
    if let Some(revision) = state.revisions.get(id) {
        let title = state.pages.get(revision.page)?.title.clone();
        return Some(Found { revision: revision.clone(), title, archived: false });
    }
    let may = call.may(Right::DeletedText) || call.may(Right::Undelete);
    let row = state.archive.get(id).filter(|_| may)?;
    Some(Found { revision: row.revision.clone(), title: row.title.clone(), archived: true })
}

/// The page that is most likely meant (`guessTitle`).
fn guess(call: &Call<'_>, state: &State, both: [&Given<'_>; 2]) -> Option<Title> {
    both.into_iter().find_map(|given| {
        let of_revision = given.rev.and_then(|id| by_id(call, state, id)).map(|found| found.title);
        let named = || Title::parse(given.title?, &state.naming()).ok().and_then(Target::local);
        let of_id = || call.title_of_id(given.id?).ok();
        of_revision.or_else(named).or_else(of_id)
    })
}

/// A text that was sent along.
fn supplied_version(
    call: &mut Call<'_>,
    state: &State,
    side: &'static str,
    given: &Given<'_>,
    both: [&Given<'_>; 2],
    (title, found): (Option<Title>, Option<&Found>),
) -> Result<Version, Failure> {
    let before = found.map(|found| &found.revision);
    if given.text.is_none() && given.slots == Some(false) {
        let text = before.map_or_else(|| Arc::from(""), |revision| Arc::clone(&revision.content));
        return Ok(Version::made(text));
    }
    let Some(text) = given.text.or(given.slot_text) else {
        return Err(Message::new("apierror-compare-maintextrequired").arg(side).into());
    };
    let named = if given.text.is_some() { given.model } else { given.slot_model };
    let known = named
        .and_then(Model::by_name)
        .or(before.map(|revision| revision.model))
        .or_else(|| title.as_ref().map(|title| state.model_of(title)))
        .or_else(|| both.iter().find_map(|given| given.slot_model.or(given.model)).and_then(Model::by_name));
    let model = known.unwrap_or_else(|| {
        call.warn(Message::new("apiwarn-compare-nocontentmodel").arg("wikitext"));
        Model::Wikitext
    });
    let mut text: Arc<str> = text.into();
    if given.pst {
        let Some(title) = &title else { return Err(Failure::of("apierror-compare-no-title")) };
        text = save::prepared(state, &call.caller.actor(), title, &text, model, call.now)?;
    }
    if given.text.is_none()
        && let Some(section) = given.slot_section.filter(|section| !section.is_empty())
    {
        text = with_section(side, before, section, &text, model)?;
    }
    if let Some(section) = given.section {
        text = section_of(side, &text, model, section)?;
    }
    Ok(Version::made(text))
}

/// The text of a revision with a section replaced.
fn with_section(
    side: &str,
    before: Option<&Revision>,
    section: &str,
    text: &str,
    model: Model,
) -> Result<Arc<str>, Failure> {
    let Some(before) = before else {
        return Err(Failure::of(match side {
            "from" => "apierror-compare-nofromrevision",
            _ => "apierror-compare-notorevision",
        }));
    };
    if !before.model.has_sections() {
        return Err(Message::new("apierror-sectionsnotsupported").arg(model.name()).into());
    }
    if model != before.model {
        return Err(Failure::of("apierror-sectionreplacefailed"));
    }
    if section == "new" {
        let gap = if before.content.is_empty() { "" } else { "\n\n" };
        return Ok(format!("{}{gap}{text}", before.content).into());
    }
    Ok(wikitext::replace_section(&before.content, section, text).into())
}

/// One section of a text.
fn section_of(side: &str, text: &str, model: Model, section: &str) -> Result<Arc<str>, Failure> {
    let found = if model.has_sections() { wikitext::section_text(text, section) } else { None };
    found.map(Arc::from).ok_or_else(|| {
        let (key, code) = match side {
            "from" => ("apierror-compare-nosuchfromsection", "nosuchfromsection"),
            _ => ("apierror-compare-nosuchtosection", "nosuchtosection"),
        };
        Message::new(key).coded(code).escaped(section.to_owned()).into()
    })
}
