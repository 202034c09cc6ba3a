//! Editing: what a client asks for becomes a text, if nobody was faster (`ApiEditPage` and `EditPage`).

mod undo;

use std::sync::Arc;

use super::{
    Actor, Expiry, Namespace, Refusal, RevisionId, Right, State, Target, Title,
    content::Model,
    draft::{Decision, Draft, NewEntry, Shown},
    log::{LogAction, LogParams},
    merge::merge,
    page::Page,
    permission::{self, PageAction},
    rate::Meter,
    recent::Patrolled,
    revision::Revision,
    save::{Revert, Save, Saved, prepared},
    summary::{self, EditKind},
    watch::Wish,
    wikitext::{replace_section, section_text},
};
use crate::base::{Timestamp, digest};

/// What a client wants a page to become.
#[derive(Debug, Clone)]
pub struct EditRequest<'a> {
    /// The page.
    pub title: Title,
    /// Whether a redirect is followed.
    pub follow: bool,
    /// The text, of the page or of the section.
    pub text: Option<&'a str>,
    /// Text to put after what is there.
    pub append: Option<&'a str>,
    /// Text to put before what is there.
    pub prepend: Option<&'a str>,
    /// The revision to take back.
    pub undo: Option<i64>,
    /// Take back from after this one.
    pub undo_after: Option<i64>,
    /// Which section: a number, `T-` and a number, or `new`.
    pub section: Option<&'a str>,
    /// The heading of a new section.
    pub section_title: Option<&'a str>,
    /// Why.
    pub summary: Option<&'a str>,
    /// Whether it is minor, preferences counted.
    pub minor: bool,
    /// Whether to mark it as a bot's; only those who may are.
    pub bot: bool,
    /// The revision that the client saw.
    pub base_revision: Option<RevisionId>,
    /// When the revision was saved that the client saw.
    pub base_time: Option<Timestamp>,
    /// When the client began to edit.
    pub start: Option<Timestamp>,
    /// Whether a page that was deleted meanwhile is made again.
    pub recreate: bool,
    /// Whether only a new page will do.
    pub create_only: bool,
    /// Whether only an existing page will do.
    pub no_create: bool,
    /// The MD5 of the text, in hexadecimal.
    pub md5: Option<&'a str>,
    /// What to take the text for.
    pub model: Option<Model>,
    /// The format the text is in.
    pub format: Option<&'a str>,
    /// Whether the page comes on the watchlist.
    pub watch: Wish,
    /// Tags to put on the edit.
    pub tags: Vec<Arc<str>>,
    /// What counts how often they edit; `None` if nobody does.
    pub meter: Option<&'a Meter<'a>>,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edited {
    /// The page that was edited in the end.
    pub title: Title,
    /// The redirect that led there and where it led, if one was followed.
    pub redirect: Option<(Title, Target)>,
    /// What was saved.
    pub saved: Saved,
    /// When.
    pub time: Timestamp,
    /// Whether the page was to be on the watchlist; so it is now, unless it is nobody's.
    pub watched: bool,
    /// Until when.
    pub watch_expiry: Option<Timestamp>,
}

impl<'a> EditRequest<'a> {
    /// A request that asks for nothing yet.
    pub fn of(title: Title) -> Self {
        Self {
            title,
            follow: false,
            text: None,
            append: None,
            prepend: None,
            undo: None,
            undo_after: None,
            section: None,
            section_title: None,
            summary: None,
            minor: false,
            bot: false,
            base_revision: None,
            base_time: None,
            start: None,
            recreate: false,
            create_only: false,
            no_create: false,
            md5: None,
            model: None,
            format: None,
            watch: Wish::NoChange,
            tags: Vec::new(),
            meter: None,
        }
    }

    /// Whether that is done too often, this request counted.
    fn is_full(&self, action: &'static str) -> bool {
        self.meter.is_some_and(|meter| meter.is_full(action))
    }

    /// A request for a page to have this text.
    pub fn text(title: Title, text: &'a str, summary: &'a str) -> Self {
        Self { text: Some(text), summary: Some(summary), ..Self::of(title) }
    }
}

/// Decides what becomes of a request.
pub fn decide(state: &State, actor: &Actor, now: Timestamp, request: &EditRequest<'_>) -> Decision<Edited> {
    let (title, redirect) = follow(state, request)?;
    let page = state.pages.titled(&title);
    let latest = page.and_then(|page| state.revisions.get(page.latest));
    let mut model = request.model.unwrap_or_else(|| state.model_of(&title));
    check_model(request, model, &title)?;
    if request.create_only && page.is_some() {
        return Err(Refusal::PageExists);
    }
    if request.no_create && page.is_none() {
        return Err(Refusal::PageMissing);
    }
    check_permission(state, actor, now, request, &title)?;

    let mut text = request.text.unwrap_or_default().to_owned();
    let mut checked = text.clone();
    if request.append.is_some() || request.prepend.is_some() {
        let (before, after) = (request.prepend.unwrap_or_default(), request.append.unwrap_or_default());
        text = format!("{before}{}{after}", base_of_addition(request, latest, model)?);
        checked = format!("{before}{after}");
    }
    let mut words = request.summary.map(str::to_owned);
    let undo = match request.undo {
        Some(revision) if revision > 0 => {
            let undone = undo::undo(state, &title, page, revision, request.undo_after, model)?;
            text = undone.text.to_string();
            if request.model.is_none() && request.format.is_none() {
                model = undone.model;
            }
            words = words.or(undone.summary.clone());
            Some(undone)
        }
        _ => None,
    };
    if request.md5.is_some_and(|md5| digest::md5_hex(checked.as_bytes()) != *md5) {
        return Err(Refusal::BadMd5);
    }
    check_section(request, latest, state.policy.rules.checks_sections)?;
    super::tag::check_apply(state, actor, &request.tags, now)?;
    check_base_model(state, request, page, model, undo.is_some())?;

    let text = text.trim_end_matches([' ', '\t', '\n', '\r', '\0', '\x0b']).to_owned();
    check_constraints(state, actor, now, request, &title, model, &text)?;
    let (section_title, words) = headline(request, words);
    let whole = match (page, latest) {
        (Some(page), Some(latest)) => {
            let attempt = Attempt {
                state,
                actor,
                request,
                page,
                latest,
                model,
                text: &text,
                section_title: section_title.as_deref(),
                words: &words,
            };
            attempt.whole()?
        }
        _ if request.section == Some("new") => with_heading(section_title.as_deref(), &text),
        _ => text,
    };
    let content = prepared(state, actor, &title, &whole, model, now)?;
    check_size(state, content.len())?;
    // The log of content models quotes only what was said.
    let said = words.clone();
    let words = match words.trim() {
        "" => own_words(state, latest, &whole, model),
        words => words.to_owned(),
    };

    let revert = undo.as_ref().and_then(|undone| clean_revert(state, actor, &title, now, undone, &content));
    let needs_patrol = state.policy.patrol_changes || (state.policy.patrol_new_pages && page.is_none());
    let trusted = needs_patrol && actor.may(Right::AutoPatrol);
    let mut draft = Draft::new(state, now);
    let changes_model = model != state.model_of(&title);
    let saved = draft.save(Save {
        title: &title,
        actor,
        content,
        model,
        summary: &words,
        // What is new is never minor (EditPage::attemptSave).
        minor: request.minor
            && page.is_some()
            && request.section != Some("new")
            && actor.may(Right::MinorEdit),
        bot: request.bot && actor.may(Right::Bot),
        patrolled: if trusted { Patrolled::Auto } else { Patrolled::Not },
        tags: request.tags.clone(),
        revert,
        quiet: false,
        sent: Some(&whole),
    });
    draft.clear_ended_watches();
    let wanted = draft.is_wished(actor, &title, request.watch);
    let watched = draft.wish(actor, &title, request.watch);
    if changes_model {
        log_model(&mut draft, actor, &title, &saved, page.map(|page| page.model), model, &said);
    }
    let edited = Edited {
        title,
        redirect,
        saved,
        time: draft.now,
        watched: wanted,
        watch_expiry: watched.and_then(Expiry::time),
    };
    Ok((draft.finish(), edited))
}

/// In some releases whoever edits a page that is not there is asked about making it as well, and hears all that is told.
fn check_permission(
    state: &State,
    actor: &Actor,
    now: Timestamp,
    request: &EditRequest<'_>,
    title: &Title,
) -> Result<(), Refusal> {
    let limited = state.policy.rules.limits_with_rights && request.is_full("edit");
    let both = [PageAction::EDIT, PageAction::Create];
    let is_new = state.pages.id_of(title).is_none() && state.policy.rules.edit_asks_to_create;
    let asked = if is_new { &both[..] } else { &both[..1] };
    let denied = |action: &PageAction| permission::check(state, actor, *action, title, now).err();
    let too_often = limited.then_some(Refusal::TooOften);
    Refusal::all(too_often.into_iter().chain(asked.iter().filter_map(denied)).collect())
}

/// The page that is meant, and the redirect that led there.
fn follow(state: &State, request: &EditRequest<'_>) -> Result<(Title, Option<(Title, Target)>), Refusal> {
    if !request.follow {
        return Ok((request.title.clone(), None));
    }
    let adds = request.prepend.is_some() || request.append.is_some() || request.section == Some("new");
    if state.policy.rules.redirected_edits_add && !adds {
        return Err(Refusal::RedirectAppendOnly);
    }
    let Some(target) = state.pages.titled(&request.title).and_then(|page| page.redirect.as_deref()) else {
        return Ok((request.title.clone(), None));
    };
    if target.interwiki.is_some() || !target.title.can_exist() {
        return Err(Refusal::InvalidRedirect { from: request.title.clone(), to: target.clone() });
    }
    Ok((target.title.clone(), Some((request.title.clone(), target.clone()))))
}

fn check_model(request: &EditRequest<'_>, model: Model, title: &Title) -> Result<(), Refusal> {
    if request.undo.is_none_or(|undo| undo <= 0) && model == Model::Unknown {
        return Err(Refusal::NoDirectEditing(model, title.clone()));
    }
    match request.format {
        Some(format) if format != model.format() => {
            Err(Refusal::BadFormat(format.to_owned(), model, title.clone()))
        }
        _ => Ok(()),
    }
}

/// What text is added to: nothing, the page, or a section of it.
fn base_of_addition<'s>(
    request: &EditRequest<'_>,
    latest: Option<&'s Revision>,
    model: Model,
) -> Result<&'s str, Refusal> {
    let current = latest.map_or("", |latest| &*latest.content);
    if model == Model::Unknown {
        return Err(Refusal::AppendNotSupported(model));
    }
    match request.section {
        None => Ok(current),
        Some(_) if !model.has_sections() => Err(Refusal::SectionsNotSupported(model)),
        Some("new") => Ok(""),
        Some(section) => {
            section_text(current, section).ok_or_else(|| Refusal::NoSuchSection(section.to_owned()))
        }
    }
}

fn check_section(request: &EditRequest<'_>, latest: Option<&Revision>, checks: bool) -> Result<(), Refusal> {
    let Some(section) = request.section else { return Ok(()) };
    let number = section.strip_prefix("T-").unwrap_or(section);
    let is_number = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    if section != "new" && !is_number {
        return Err(Refusal::InvalidSection);
    }
    let has_sections = latest.is_none_or(|latest| latest.model.has_sections());
    if section != "new" && section != "0" {
        let found = latest.filter(|_| has_sections).and_then(|latest| section_text(&latest.content, section));
        if found.is_none() && checks {
            return Err(Refusal::NoSuchSection(section.to_owned()));
        }
    }
    if !has_sections {
        return Err(Refusal::SectionEditNotSupported);
    }
    Ok(())
}

/// An edit must be for what the page was when the client saw it, unless that is what it changes.
fn check_base_model(
    state: &State,
    request: &EditRequest<'_>,
    page: Option<&Page>,
    model: Model,
    undoes: bool,
) -> Result<(), Refusal> {
    if request.model.is_some() || undoes {
        return Ok(());
    }
    let Some(page) = page else { return Ok(()) };
    let seen =
        request.base_revision.and_then(|id| state.revisions.get(id)).filter(|seen| seen.page == page.id);
    let is = seen.map_or(page.model, |seen| seen.model);
    if model == is { Ok(()) } else { Err(Refusal::ModelMismatch { asked: model, is }) }
}

fn check_constraints(
    state: &State,
    actor: &Actor,
    now: Timestamp,
    request: &EditRequest<'_>,
    title: &Title,
    model: Model,
    text: &str,
) -> Result<(), Refusal> {
    let changes_model = model != state.model_of(title);
    if changes_model {
        if !actor.may(Right::EditContentModel) {
            return Err(Refusal::CannotChangeModel);
        }
        permission::check(state, actor, PageAction::Of(Right::EditContentModel), title, now)?;
    }
    check_size(state, text.len())?;
    if text.is_empty() && !state.policy.rules.saves_blank_pages && state.pages.id_of(title).is_none() {
        return Err(Refusal::BlankPage);
    }
    // Making links anew is counted afterwards, if nothing else was done.
    let again = state.policy.rules.edits_count_twice;
    if request
        .meter
        .is_some_and(|meter| if again { meter.is_full_again("edit") } else { meter.is_full("edit") })
        || request.meter.is_some_and(|meter| meter.would_be_full("linkpurge"))
        || changes_model && request.is_full("editcontentmodel")
    {
        return Err(Refusal::TooOften);
    }
    let start = request.start.unwrap_or(now);
    if !request.recreate && state.pages.id_of(title).is_none() && state.archive.count(title) > 0 {
        let deleted = state.log.by_title(title).rev().find(|entry| entry.action == LogAction::Delete);
        if deleted.is_some_and(|entry| entry.time > start) {
            return Err(Refusal::PageDeleted);
        }
    }
    Ok(())
}

fn check_size(state: &State, bytes: usize) -> Result<(), Refusal> {
    let most = state.policy.max_article_kib;
    if bytes > most as usize * 1024 { Err(Refusal::TooBig(most)) } else { Ok(()) }
}

/// The heading of a new section, and the comment.
fn headline(request: &EditRequest<'_>, words: Option<String>) -> (Option<String>, String) {
    let given = request.section_title;
    if request.section != Some("new") {
        return (None, unheaded(&words.unwrap_or_default()));
    }
    let (title, mut words) = match given {
        Some(title) => (unheaded(title), unheaded(&words.unwrap_or_default())),
        // Without a heading of its own, the comment is the heading.
        None => (unheaded(&words.unwrap_or_default()), String::new()),
    };
    if !title.is_empty() && words.is_empty() {
        words = summary::new_section(&plain(&title));
    }
    (Some(title), words)
}

/// The comment that the wiki finds by itself: from the text as it came, before anything in it was replaced.
fn own_words(state: &State, latest: Option<&Revision>, text: &str, model: Model) -> String {
    let (before, naming) = (latest.map(|latest| (&*latest.content, latest.model)), state.naming());
    let kind = EditKind::of(before, (text, model), &naming, state.policy.rules);
    kind.map_or_else(String::new, |kind| kind.summary(text, model, &naming))
}

/// `== A ==` becomes `A` (`EditPage`, T3600).
fn unheaded(text: &str) -> String {
    let inner = text.trim();
    let open = inner.trim_start_matches('=');
    if open.len() == inner.len() || !inner.ends_with('=') {
        return text.to_owned();
    }
    open.trim_end_matches('=').trim().to_owned()
}

/// A heading without its markup, as the comment quotes it (`Parser::stripSectionName`).
fn plain(heading: &str) -> String {
    let mut out = String::with_capacity(heading.len());
    let mut rest = heading;
    while let Some(start) = rest.find("[[") {
        out.push_str(&rest[..start]);
        rest = &rest[start + 2..];
        let Some(end) = rest.find("]]") else { break };
        let link = rest[..end].trim_start_matches(':');
        out.push_str(link.split_once('|').map_or(link, |(_, label)| label));
        rest = &rest[end + 2..];
    }
    out.push_str(rest);
    out.replace("'''''", "").replace("'''", "").replace("''", "").trim().to_owned()
}

fn with_heading(heading: Option<&str>, text: &str) -> String {
    match heading.filter(|heading| !heading.is_empty()) {
        Some(heading) => format!("== {heading} ==\n\n{text}"),
        None => text.to_owned(),
    }
}

/// An edit of a page that is there.
struct Attempt<'a> {
    state: &'a State,
    actor: &'a Actor,
    request: &'a EditRequest<'a>,
    page: &'a Page,
    latest: &'a Revision,
    model: Model,
    text: &'a str,
    section_title: Option<&'a str>,
    words: &'a str,
}

impl Attempt<'_> {
    /// The page's whole new text, merged with what came meanwhile if it can be.
    fn whole(&self) -> Result<String, Refusal> {
        let base_time = self.base_time();
        let missed = base_time.is_some_and(|time| time != self.latest.time)
            || self.request.base_revision.is_some_and(|id| id != self.latest.id);
        let conflict = missed && self.is_conflict(base_time);
        let section = self.request.section.unwrap_or_default();
        if !conflict {
            let whole = self.spliced(section, self.latest);
            if section == "new" && self.text.is_empty() {
                return Err(Refusal::EmptyNewSection);
            }
            return Ok(whole);
        }
        let base = self.base(base_time).ok_or(Refusal::EditConflict)?;
        if base.model != self.model || self.latest.model != self.model {
            return Err(Refusal::EditConflict);
        }
        let mine = self.spliced(section, base);
        merge(&base.content, &mine, &self.latest.content).ok_or(Refusal::EditConflict)
    }

    /// When the client saw the page. If it did not say so at all, that was just now.
    fn base_time(&self) -> Option<Timestamp> {
        match self.request.base_revision {
            Some(_) => self.request.base_time,
            None => Some(self.request.base_time.unwrap_or(self.latest.time)),
        }
    }

    /// Whether what came since the client saw the page matters.
    fn is_conflict(&self, base_time: Option<Timestamp>) -> bool {
        match self.request.section {
            Some("new") => {
                // The same new section twice is one that was sent twice.
                let author = &self.state.actors.get(self.latest.actor).name;
                *author == self.actor.name && *self.latest.comment == *self.words
            }
            Some(_) => true,
            None => !base_time.is_some_and(|time| self.was_last_to_edit(time)),
        }
    }

    /// Whether all that came since then is the actor's own (`RevisionStore::userWasLastToEdit`).
    fn was_last_to_edit(&self, since: Timestamp) -> bool {
        let Some(own) = self.actor.user.and_then(|user| self.state.actors.by_user(user)) else {
            return false;
        };
        let from = (super::revision::moment(since).saturating_add(1), RevisionId(0));
        let mut later =
            self.state.revisions.history_from(self.page.id, from, (u32::MAX, RevisionId(u32::MAX)));
        later.all(|revision| revision.actor == own)
    }

    /// The revision that the client saw.
    fn base(&self, base_time: Option<Timestamp>) -> Option<&Revision> {
        match self.request.base_revision {
            // Nobody asks whether it is one of this page (`EditPage::getExpectedParentRevision`).
            Some(id) => self.state.revisions.get(id),
            None => {
                let time = base_time?;
                self.state.revisions.at(self.page.id, time).filter(|base| base.time == time)
            }
        }
    }

    fn spliced(&self, section: &str, base: &Revision) -> String {
        match section {
            "" => self.text.to_owned(),
            "new" => {
                let old = &self.latest.content;
                let added = with_heading(self.section_title, self.text);
                if old.trim().is_empty() { added } else { format!("{old}\n\n{added}") }
            }
            section => replace_section(&base.content, section, self.text),
        }
    }
}

/// What is taken back, if the client saved exactly what taking back gives.
fn clean_revert(
    state: &State,
    actor: &Actor,
    title: &Title,
    now: Timestamp,
    undone: &undo::Undone,
    content: &str,
) -> Option<Revert> {
    let clean = prepared(state, actor, title, &undone.text, undone.model, now).ok()?;
    (*clean == *content).then_some(undone.revert)
}

fn log_model(
    draft: &mut Draft<'_>,
    actor: &Actor,
    title: &Title,
    saved: &Saved,
    before: Option<Model>,
    after: Model,
    comment: &str,
) {
    let entry = NewEntry {
        action: if before.is_some() { LogAction::ContentModelChange } else { LogAction::ContentModelNew },
        title,
        page: saved.page,
        comment,
        params: Some(LogParams::ContentModel { before, after }),
        tags: &[],
    };
    draft.log_shown(actor, entry, Shown::default());
}

/// Whether somebody's own page is meant, for which rules are softer.
pub fn is_own_page(actor: &Actor, title: &Title) -> bool {
    matches!(title.namespace(), Namespace::USER | Namespace::USER_TALK) && *title.text() == *actor.name
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wiki::{
        LogId, PageId,
        permission::Denial,
        recent::RecentKind,
        rig::{Rig, admin, alice, bob, stranger},
        tag::Tagged,
    };

    fn comment(rig: &Rig, edited: &Edited) -> String {
        rig.state.revisions.get(edited.saved.revision).unwrap().comment.to_string()
    }

    fn tags(rig: &Rig, revision: RevisionId) -> Vec<String> {
        rig.state.tags.of(Tagged::Revision(revision)).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_new_page_has_a_revision_a_log_entry_and_a_line_of_recent_changes() {
        let mut rig = Rig::new();
        let edited = rig.save(&alice(), "foo", "Hello ~~~~\n\n");
        assert_eq!(
            (edited.saved.page, edited.saved.revision, edited.saved.new),
            (PageId(1), RevisionId(1), true)
        );
        assert_eq!(
            rig.text("Foo"),
            "Hello [[User:Alice|Alice]] ([[User talk:Alice|talk]]) 00:01, 1 January 2026 (UTC)"
        );
        let line = rig.state.recent.of_revision(RevisionId(1)).unwrap();
        assert_eq!((line.kind, line.log), (RecentKind::New, LogId(0)));
        assert_eq!(rig.state.log.iter().map(|entry| entry.action).collect::<Vec<_>>(), [LogAction::Create]);
        assert_eq!((rig.state.edits, rig.state.users.by_name("Alice").unwrap().edits), (1, 1));
    }

    #[test]
    fn comments_and_tags_come_by_themselves() {
        let mut rig = Rig::new();
        let first =
            rig.save(&alice(), "A", "some text that is long enough to be replaced by something much shorter");
        assert_eq!(
            comment(&rig, &first),
            "Created page with \"some text that is long enough to be replaced by something much shorter\""
        );
        let replaced = rig.save(&alice(), "A", "short");
        assert_eq!(comment(&rig, &replaced), "Replaced content with \"short\"");
        assert_eq!(tags(&rig, replaced.saved.revision), ["mw-replace"]);
        let blank = rig.save(&alice(), "A", "");
        assert_eq!(
            (comment(&rig, &blank).as_str(), tags(&rig, blank.saved.revision)),
            ("Blanked the page", vec!["mw-blank".into()])
        );
        let redirect = rig.save(&alice(), "A", "#REDIRECT [[b c]]");
        assert_eq!(comment(&rig, &redirect), "Redirected page to [[B c]]");
        assert_eq!(rig.state.pages.redirects_to(&rig.title("b c")).count(), 1);
        let other = rig.save(&alice(), "A", "#REDIRECT [[d]]");
        assert_eq!(tags(&rig, other.saved.revision), ["mw-changed-redirect-target"]);
        let back = rig.save(&alice(), "A", "short");
        assert_eq!(tags(&rig, back.saved.revision), ["mw-removed-redirect", "mw-manual-revert"]);
        assert_eq!(rig.state.pages.redirects(..).count(), 0);
    }

    #[test]
    fn automatic_words_quote_the_text_as_it_was_sent() {
        let mut rig = Rig::new();
        let edited = rig.save(&alice(), "A", "a\r\nb");
        assert_eq!(
            (comment(&rig, &edited).as_str(), rig.text("A").as_str()),
            ("Created page with \"a  b\"", "a\nb")
        );
    }

    #[test]
    fn the_same_text_again_is_no_edit() {
        let mut rig = Rig::new();
        rig.save(&alice(), "A", "x");
        let again = rig.save(&bob(), "A", "x\n");
        assert!(again.saved.unchanged);
        assert_eq!((rig.state.revisions.len(), rig.state.edits), (1, 1));
        assert_eq!(rig.state.pages.get(PageId(1)).unwrap().touched, rig.now);
    }

    #[test]
    fn whoever_saw_an_old_revision_must_not_undo_what_came_since() {
        let mut rig = Rig::new();
        let first = rig.save(&alice(), "A", "one\ntwo\nthree");
        rig.save(&bob(), "A", "ONE\ntwo\nthree");
        let title = rig.title("A");
        let mut request = EditRequest::text(title, "1\ntwo\nthree", "");
        request.base_revision = Some(first.saved.revision);
        assert!(matches!(rig.edit(&alice(), &request), Err(Refusal::EditConflict)));
        request.text = Some("one\ntwo\nTHREE");
        rig.edit(&alice(), &request).unwrap();
        assert_eq!(rig.text("A"), "ONE\ntwo\nTHREE");
    }

    #[test]
    fn nobody_conflicts_with_oneself_by_time_but_by_revision() {
        let mut rig = Rig::new();
        let first = rig.save(&alice(), "A", "one");
        rig.save(&alice(), "A", "two");
        let mut request = EditRequest::text(rig.title("A"), "three", "");
        request.base_revision = Some(first.saved.revision);
        assert!(matches!(rig.edit(&alice(), &request), Err(Refusal::EditConflict)));
        request.base_revision = None;
        request.base_time = Some(first.time);
        rig.edit(&alice(), &request).unwrap();
        assert_eq!(rig.text("A"), "three");
        request.text = Some("four");
        assert!(matches!(rig.edit(&stranger("1.2.3.4"), &request), Err(Refusal::EditConflict)));
    }

    #[test]
    fn sections_are_added_replaced_and_appended_to() {
        let mut rig = Rig::new();
        rig.save(&alice(), "Talk:A", "intro");
        let title = rig.title("Talk:A");
        let mut request = EditRequest::text(title.clone(), "body", "Topic");
        request.section = Some("new");
        let added = rig.edit(&alice(), &request).unwrap();
        assert_eq!(rig.text("Talk:A"), "intro\n\n== Topic ==\n\nbody");
        assert_eq!(comment(&rig, &added), "/* Topic */ new section");
        let mut request = EditRequest::of(title.clone());
        (request.section, request.append) = (Some("1"), Some(" more"));
        rig.edit(&alice(), &request).unwrap();
        assert_eq!(rig.text("Talk:A"), "intro\n\n== Topic ==\n\nbody more");
        let mut request = EditRequest::text(title, "x", "");
        request.section = Some("7");
        assert!(matches!(rig.edit(&alice(), &request), Err(Refusal::NoSuchSection(_))));
        request.section = Some("seven");
        assert!(matches!(rig.edit(&alice(), &request), Err(Refusal::InvalidSection)));
    }

    #[test]
    fn taking_back_an_edit_tags_both_once_it_is_trusted() {
        let mut rig = Rig::new();
        rig.save(&alice(), "A", "a\nb\nc");
        let bad = rig.save(&bob(), "A", "a\nBAD\nc");
        rig.save(&alice(), "A", "a\nBAD\nc\nd");
        let mut request = EditRequest::of(rig.title("A"));
        request.undo = Some(bad.saved.revision.number());
        // The lines touch: nothing can be told apart.
        rig.save(&alice(), "A", "a\nBAD\nc\nd\ne");
        let undone = rig.edit(&admin(), &request).unwrap();
        assert_eq!(rig.text("A"), "a\nb\nc\nd\ne");
        assert_eq!(tags(&rig, undone.saved.revision), ["mw-undo"]);
        assert_eq!(tags(&rig, bad.saved.revision), ["mw-reverted"]);
        assert!(comment(&rig, &undone).starts_with("Undo revision 2 by [[Special:Contributions/Bob|Bob]]"));
        let again = rig.save(&bob(), "A", "a\nBAD\nc\nd\ne");
        assert_eq!(tags(&rig, again.saved.revision), ["mw-manual-revert"]);
        assert!(rig.state.reverts.contains_key(&again.saved.revision));
    }

    #[test]
    fn rules_for_pages_of_code_and_of_the_interface_hold() {
        let mut rig = Rig::new();
        let request = EditRequest::text(rig.title("MediaWiki:Common.css"), "x", "");
        let Err(Refusal::Denied(denials)) = rig.edit(&alice(), &request) else { panic!("it is refused") };
        assert_eq!(
            denials,
            [Denial::Interface(PageAction::EDIT), Denial::SiteCode(Model::Css, PageAction::EDIT)]
        );
        let request = EditRequest::text(rig.title("User:Bob/x.js"), "x", "");
        assert!(matches!(rig.edit(&alice(), &request), Err(Refusal::Denied(_))));
        assert_eq!(rig.edit(&bob(), &request).unwrap().saved.row.model, Model::Javascript);
        let request = EditRequest::text(rig.title("User:Bob/x.json"), "{\"a\":1", "");
        assert!(matches!(rig.edit(&bob(), &request), Err(Refusal::InvalidJson)));
        let request = EditRequest::text(rig.title("User:Bob/x.json"), "{\"a\":1}", "");
        rig.edit(&bob(), &request).unwrap();
        assert_eq!(rig.text("User:Bob/x.json"), "{\n\t\"a\": 1\n}");
    }

    #[test]
    fn watchers_learn_of_changes_and_owners_of_talk_pages_of_messages() {
        let mut rig = Rig::new();
        let mut request = EditRequest::text(rig.title("User talk:Bob"), "hi", "");
        request.watch = Wish::Watch(None);
        assert!(rig.edit(&alice(), &request).unwrap().watched);
        assert_eq!(rig.state.new_messages.since("Bob"), Some(rig.now));
        rig.save(&bob(), "User talk:Bob", "hi too");
        let title = rig.title("User talk:Bob");
        let alice = alice().user.unwrap();
        assert_eq!(rig.state.watchlists.get(alice, &title, rig.now).unwrap().unseen, Some(rig.now));
        assert!(rig.state.watchlists.get(alice, &title.subject(), rig.now).is_some());
    }
}
