//! Deleting and restoring pages (`DeletePage`, `UndeletePage`).

use std::sync::Arc;

use super::{
    Actor, Change, LogId, Namespace, PageId, Refusal, RevisionId, Right, State, Title,
    archive::Archived,
    draft::{Decision, Draft, NewEntry, Shown},
    log::{LogAction, LogParams},
    page::Page,
    permission::{self, PageAction},
    recent::RecentKind,
    revision::Hidden,
    summary, tag,
    watch::Wish,
};
use crate::{base::Timestamp, release::V1_27};

/// What a client wants to be deleted.
#[derive(Debug, Clone)]
pub struct DeleteRequest<'a> {
    /// The page.
    pub title: Title,
    /// Why; if nothing is given, the wiki finds words.
    pub reason: Option<&'a str>,
    /// Whether the talk page goes, too.
    pub talk: bool,
    /// Tags to put on the log entry.
    pub tags: Vec<Arc<str>>,
    /// Whether the page comes on the watchlist.
    pub watch: Wish,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deletion {
    /// Why, in the end.
    pub reason: String,
    /// The log entry.
    pub log: LogId,
}

/// What is refused, and the tags that cannot be put on it: both at once, or in older releases one after the other.
fn check_tags(
    state: &State,
    actor: &Actor,
    now: Timestamp,
    mut refusals: Vec<Refusal>,
    tags: &[Arc<str>],
) -> Result<(), Refusal> {
    if refusals.is_empty() || state.policy.rules.deletion_refuses_all_at_once {
        refusals.extend(tag::check_apply(state, actor, tags, now).err());
    }
    Refusal::all(refusals)
}

/// Decides whether a page is deleted.
pub fn delete(
    state: &State,
    actor: &Actor,
    now: Timestamp,
    request: &DeleteRequest<'_>,
) -> Decision<Deletion> {
    let page = state.pages.titled(&request.title).ok_or(Refusal::PageMissing)?;
    let talk = request.title.talk().filter(|_| request.talk && !request.title.namespace().is_talk());
    let talk = talk.and_then(|talk| state.pages.titled(&talk));
    let mut refusals: Vec<Refusal> = Vec::new();
    for page in [Some(page), talk].into_iter().flatten() {
        refusals
            .extend(permission::check(state, actor, PageAction::Of(Right::Delete), &page.title, now).err());
    }
    check_tags(state, actor, now, refusals, &request.tags)?;
    let reason = request.reason.map_or_else(|| automatic_reason(state, page), str::to_owned);
    let mut draft = Draft::new(state, now);
    if request.title.namespace() == Namespace::FILE {
        draft.delete_file(actor, &request.title.shared_key(), None, &reason);
    }
    let log = draft.delete_page(page, actor, LogAction::Delete, &reason, &request.tags);
    draft.show(actor, log, page.title.clone(), page.id, Shown::default());
    if let Some(talk) = talk {
        let words = format!("Deleted together with the associated page with reason: {reason}");
        let log = draft.delete_page(talk, actor, LogAction::Delete, &words, &request.tags);
        draft.show(actor, log, talk.title.clone(), talk.id, Shown::default());
    }
    draft.wish(actor, &request.title, request.watch);
    Ok((draft.finish(), Deletion { reason, log }))
}

impl Draft<'_> {
    /// Takes a page away and writes the log entry, which recent changes do not show yet.
    pub(super) fn delete_page(
        &mut self,
        page: &Page,
        actor: &Actor,
        action: LogAction,
        reason: &str,
        tags: &[Arc<str>],
    ) -> LogId {
        let state = self.state;
        self.push(Change::Deleted(page.id));
        // What is told of the page's edits would lead nowhere (LinksDeletionUpdate).
        let of_page = state.recent.of_page(page.id);
        let of_title = state.recent.by_title(&page.title).filter(|line| line.time < self.now);
        let mut lines: Vec<_> =
            of_page.chain(of_title).filter(|line| line.kind != RecentKind::Log).map(|line| line.id).collect();
        lines.sort_unstable();
        lines.dedup();
        for line in lines {
            self.push(Change::RecentGone(line));
        }
        if page.title.namespace() == Namespace::USER_TALK
            && state.new_messages.since(&page.title.text()).is_some()
        {
            self.push(Change::NewMessages(page.title.text().as_ref().into(), None));
        }
        self.push(Change::EditCounted);
        self.touch_around(&page.title, true);
        let entry =
            NewEntry { action, title: &page.title, page: page.id, comment: reason, params: None, tags };
        self.log(actor, entry)
    }
}

/// Words for a deletion that nobody gave a reason for (`ContentHandler::getAutoDeleteReason`).
pub fn automatic_reason(state: &State, page: &Page) -> String {
    let Some(mut latest) = state.latest(page.id) else { return String::new() };
    let mut blanked = false;
    if latest.content.is_empty()
        && let Some(before) = state.revisions.before(latest)
    {
        (latest, blanked) = (before, true);
    }
    let mut authors = state
        .revisions
        .history(page.id)
        .take(20)
        .filter(|row| !row.hidden.contains(Hidden::USER))
        .map(|row| row.actor);
    let only = authors.next().filter(|first| authors.all(|author| author == *first));
    let (before, after) = match only {
        _ if blanked => ("content before blanking was: \"", "\"".to_owned()),
        Some(author) => {
            let name = &state.actors.get(author).name;
            let link = format!("[[Special:Contributions/{name}|{name}]]\"");
            let after = if state.policy.release >= V1_27 {
                format!("\", and the only contributor was \"{link} ([[User talk:{name}|talk]])")
            } else {
                format!("\" (and the only contributor was \"{link})")
            };
            ("content was: \"", after)
        }
        None => ("content was: \"", "\"".to_owned()),
    };
    let room = 500_usize.saturating_sub(before.len() + after.len());
    format!("{before}{}{after}", summary::quotation(&latest.content, latest.model, room))
}

/// What a client wants to be restored.
#[derive(Debug, Clone)]
pub struct UndeleteRequest<'a> {
    /// The title.
    pub title: Title,
    /// Why.
    pub reason: &'a str,
    /// Only revisions of these times; all if there are none.
    pub times: Vec<Timestamp>,
    /// Only these file versions; all if nothing is chosen at all.
    pub files: Vec<super::ArchivedFileId>,
    /// Whether the talk page comes back, too.
    pub talk: bool,
    /// Whether what was hidden is shown again.
    pub unsuppress: bool,
    /// Tags to put on the log entry.
    pub tags: Vec<Arc<str>>,
    /// Whether the page comes on the watchlist.
    pub watch: Wish,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// How many revisions came back.
    pub revisions: u32,
    /// How many file versions came back.
    pub files: u32,
    /// What the log says of it.
    pub comment: String,
}

/// Decides whether a page comes back.
pub fn undelete(
    state: &State,
    actor: &Actor,
    now: Timestamp,
    request: &UndeleteRequest<'_>,
) -> Decision<Restored> {
    let sitewide: Vec<_> =
        state.blocks_on(actor, now).into_iter().filter(|block| block.partial.is_none()).cloned().collect();
    if !sitewide.is_empty() {
        return Err(Refusal::Denied(vec![permission::Denial::Blocked(sitewide)]));
    }
    let talk = request.title.talk().filter(|_| request.talk && !request.title.namespace().is_talk());
    let mut refusals: Vec<Refusal> = Vec::new();
    for title in [Some(&request.title), talk.as_ref()].into_iter().flatten() {
        refusals.extend(permission::check(state, actor, PageAction::Of(Right::Undelete), title, now).err());
    }
    check_tags(state, actor, now, refusals, &request.tags)?;

    let mut draft = Draft::new(state, now);
    let everything = request.times.is_empty() && request.files.is_empty();
    let files = if everything || !request.files.is_empty() {
        draft.restore_files(actor, &request.title, &request.files)
    } else {
        0
    };
    let mut told = 0;
    let mut comment = request.reason.to_owned();
    if everything || !request.times.is_empty() {
        let (page, count) = draft.restore_page(&request.title, &request.times, request.unsuppress)?;
        told = count;
        comment = restored_comment(state, request.reason, count, files);
        draft.log_restored(actor, &request.title, page, &comment, count, files, &request.tags);
    } else if files > 0 {
        let page = state.pages.id_of(&request.title).unwrap_or_default();
        comment = restored_comment(state, request.reason, 0, files);
        draft.log_restored(actor, &request.title, page, &comment, 0, files, &request.tags);
    }
    let mut revisions = told;
    if let Some(talk) = talk.filter(|talk| state.archive.count(talk) > 0) {
        let (page, count) = draft.restore_page(&talk, &[], request.unsuppress)?;
        let words = format!("Undeleted together with the associated page with reason: {}", request.reason);
        draft.log_restored(actor, &talk, page, &words, count, 0, &request.tags);
        revisions += count;
    }
    if revisions == 0 && files == 0 {
        return Err(Refusal::CannotUndelete);
    }
    draft.wish(actor, &request.title, request.watch);
    Ok((draft.finish(), Restored { revisions, files, comment }))
}

/// What the log says of a restored page: before 1.29 how much came back, then why.
fn restored_comment(state: &State, reason: &str, revisions: u32, files: u32) -> String {
    if !state.policy.rules.undelete_counts_in_comment {
        return reason.to_owned();
    }
    let some =
        |count: u32, one: &str, several: &str| format!("{count} {}", if count == 1 { one } else { several });
    let (revisions_told, files_told) =
        (some(revisions, "revision", "revisions"), some(files, "file", "files"));
    let counted = match (revisions, files) {
        (0, _) => format!("{files_told} restored"),
        (_, 0) => format!("{revisions_told} restored"),
        _ => format!("{revisions_told} and {files_told} restored"),
    };
    if reason.trim().is_empty() { counted } else { format!("{counted}: {reason}") }
}

impl Draft<'_> {
    /// Brings back revisions of a title; the page they are in, and how many.
    fn restore_page(
        &mut self,
        title: &Title,
        times: &[Timestamp],
        unsuppress: bool,
    ) -> Result<(PageId, u32), Refusal> {
        let state = self.state;
        let rows: Vec<&Archived> = state
            .archive
            .history(title)
            .filter(|row| times.is_empty() || times.contains(&row.revision.time))
            .collect();
        let living = state.pages.titled(title);
        let Some(last) = rows.last() else { return Ok((living.map_or(PageId(0), |page| page.id), 0)) };
        let newest = &last.revision;
        let becomes_latest =
            living.and_then(|page| state.latest(page.id)).is_none_or(|latest| newest.time > latest.time);
        if becomes_latest && !unsuppress && newest.hidden.contains(Hidden::CONTENT) {
            return Err(Refusal::UndeleteHidden);
        }
        let id = match living {
            Some(page) => page.id,
            None if state.pages.get(newest.page).is_none() => newest.page,
            None => self.page_id(),
        };
        let ids: Vec<RevisionId> = rows.iter().map(|row| row.revision.id).collect();
        if unsuppress {
            for row in rows.iter().filter(|row| !row.revision.hidden.is_empty()) {
                self.push(Change::RevisionHidden(row.revision.id, Hidden::empty()));
            }
        }
        let count = ids.len() as u32;
        self.push(Change::Restored(id, ids));
        if becomes_latest {
            self.point_at(title, id, living, newest);
            self.push(Change::EditCounted);
        }
        self.touch_around(title, living.is_none());
        Ok((id, count))
    }

    /// Makes a revision that came back the newest of its page.
    fn point_at(
        &mut self,
        title: &Title,
        id: PageId,
        living: Option<&Page>,
        newest: &super::revision::Revision,
    ) {
        let kept = living.and_then(|page| self.state.links.of(page.id));
        let (links, countable) = self.read_links(title, &newest.content, newest.model, kept);
        let redirect = self.redirect(&newest.content, newest.model);
        let page = Page {
            id,
            title: title.clone(),
            latest: newest.id,
            length: newest.size(),
            touched: newest.time,
            redirect,
            is_new: living.is_none(),
            countable,
            model: newest.model,
            language: living.and_then(|page| page.language.clone()),
        };
        self.push(Change::Page(page));
        if links.is_some() || kept.is_some() {
            self.push(Change::Links(id, links));
        }
        // What is there again is not protected from being made (`WikiPage::onArticleCreate`).
        if self.state.restrictions.kept_title(title).is_some() {
            self.push(Change::TitleProtected(title.clone(), None));
        }
    }

    #[expect(clippy::too_many_arguments, reason = "an entry and what it tells")]
    fn log_restored(
        &mut self,
        actor: &Actor,
        title: &Title,
        page: PageId,
        comment: &str,
        revisions: u32,
        files: u32,
        tags: &[Arc<str>],
    ) {
        if revisions == 0 && files == 0 {
            return;
        }
        let params = Some(LogParams::Restore { revisions, files });
        let entry = NewEntry { action: LogAction::Restore, title, page, comment, params, tags };
        self.log_shown(actor, entry, Shown::default());
    }
}
