//! Saving: the one way by which a page gets a revision (`PageUpdater`).

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{
    Actor, Change, LogId, Namespace, PageId, RecentId, Refusal, RevisionId, Right, State, Title,
    content::Model,
    draft::{Draft, NewEntry},
    json,
    links::{KeptLinks, keep},
    log::{LogAction, LogParams},
    page::Page,
    recent::{Patrolled, RecentChange, RecentKind},
    revision::{Hidden, Revision},
    summary::EditKind,
    tag::{self, Tagged},
    wikitext::{self, Signing},
};
use crate::{
    base::Timestamp,
    release::{V1_32, V1_39},
};

/// The category of pages that use files which there are not, when they are saved (`broken-file-category`).
pub(super) const BROKEN_FILES: &str = "Pages_with_broken_file_links";

/// How many reverted revisions are tagged at most (`$wgRevertedTagMaxDepth`).
const REVERTED_AT_MOST: usize = 15;

/// A text that somebody wants a page to have.
#[derive(Debug, Clone)]
pub struct Save<'a> {
    /// The page's title.
    pub title: &'a Title,
    /// Who saves.
    pub actor: &'a Actor,
    /// The text, transformed already.
    pub content: Arc<str>,
    /// What it is taken for.
    pub model: Model,
    /// Why; if empty, the wiki finds words.
    pub summary: &'a str,
    /// Whether it is marked as minor.
    pub minor: bool,
    /// Whether it is marked as a bot's.
    pub bot: bool,
    /// Whether somebody has to look at it.
    pub patrolled: Patrolled,
    /// Tags to put on it.
    pub tags: Vec<Arc<str>>,
    /// What it takes back, as far as that is known.
    pub revert: Option<Revert>,
    /// The text before it was transformed, if that differs: words and tags that come by themselves are about it.
    pub sent: Option<&'a str>,
    /// Whether neither recent changes nor the log of new pages tell of it.
    pub quiet: bool,
}

impl Save<'_> {
    /// What automatic words and tags are about (`PageUpdater::makeAutoSummary`).
    fn sent(&self) -> &str {
        self.sent.unwrap_or(&self.content)
    }
}

/// How an edit takes back others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Revert {
    /// How it came about.
    pub method: RevertMethod,
    /// The newest revision that it takes back.
    pub newest: RevisionId,
    /// The revision before those that it takes back, if it is known.
    pub after: Option<RevisionId>,
}

/// How a revert came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RevertMethod {
    /// By taking back one or more revisions.
    Undo,
    /// By rolling back an author's revisions.
    Rollback,
    /// By saving an older text once more.
    Manual,
}

/// The revisions that a revert took back, from the oldest to the newest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reverted {
    /// The first of them.
    pub oldest: RevisionId,
    /// The last of them.
    pub newest: RevisionId,
}

/// What became of a save.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// The page.
    pub page: PageId,
    /// Its newest revision now.
    pub revision: RevisionId,
    /// Its newest revision before; 0 for a new page.
    pub before: RevisionId,
    /// Whether the page is new.
    pub new: bool,
    /// Whether the text was the same, so that there is no new revision.
    pub unchanged: bool,
    /// The page's row now.
    pub row: Page,
}

impl Draft<'_> {
    /// Saves a text. The page must not have been touched by this draft before.
    pub fn save(&mut self, save: Save<'_>) -> Saved {
        match self.state.pages.titled(save.title) {
            Some(page) => self.save_again(save, page),
            None => self.save_first(save),
        }
    }

    /// Saves a text as a new page, whether or not there is a page of that title before this draft.
    pub fn save_first(&mut self, save: Save<'_>) -> Saved {
        let naming = self.state.naming();
        let kind = EditKind::of(None, (save.sent(), save.model), &naming, self.state.policy.rules);
        let summary = self.words(&save, kind.as_ref());
        let id = self.page_id();
        let revision = self.put_revision(&save, id, RevisionId(0), &summary);
        let (links, countable) = self.read_links(save.title, &save.content, save.model, None);
        let page = Page {
            id,
            title: save.title.clone(),
            latest: revision,
            length: save.content.len() as u32,
            touched: self.now,
            redirect: redirect_of(self.state, &save.content, save.model),
            is_new: true,
            countable,
            model: save.model,
            language: None,
        };
        self.push(Change::Page(page.clone()));
        if links.is_some() {
            self.push(Change::Links(id, links));
        }
        let tags = self.effective_tags(&save, kind.as_ref(), None);
        self.tell(&save, &page, RecentKind::New, RevisionId(0), tags.clone());
        if self.state.policy.release >= V1_32 && !save.quiet {
            let entry = NewEntry {
                action: LogAction::Create,
                title: save.title,
                page: id,
                comment: &summary,
                params: Some(LogParams::Create { revision }),
                // Whoever tags a revision tags the entry that tells of it (`ChangeTags::updateTags`).
                tags: &tags,
            };
            self.log(save.actor, entry);
        }
        if self.state.restrictions.kept_title(save.title).is_some() {
            self.push(Change::TitleProtected(save.title.clone(), None));
        }
        self.touch_around(save.title, true);
        Saved { page: id, revision, before: RevisionId(0), new: true, unchanged: false, row: page }
    }

    fn save_again(&mut self, save: Save<'_>, page: &Page) -> Saved {
        let state = self.state;
        let before = state.latest(page.id).expect("every page has its newest revision");
        if before.model == save.model && *before.content == *save.content {
            self.push(Change::Touched(page.id, self.now));
            let row = Page { touched: self.now, ..page.clone() };
            return Saved {
                page: page.id,
                revision: before.id,
                before: before.id,
                new: false,
                unchanged: true,
                row,
            };
        }
        let kind = EditKind::of(
            Some((&before.content, before.model)),
            (save.sent(), save.model),
            &state.naming(),
            state.policy.rules,
        );
        let summary = self.words(&save, kind.as_ref());
        let revert = save.revert.or_else(|| self.manual_revert(before, &save.content));
        let revision = self.put_revision(&save, page.id, before.id, &summary);
        let kept = state.links.of(page.id);
        let (links, countable) = self.read_links(save.title, &save.content, save.model, kept);
        let row = Page {
            latest: revision,
            length: save.content.len() as u32,
            touched: self.now,
            redirect: redirect_of(state, &save.content, save.model),
            is_new: false,
            countable,
            model: save.model,
            ..page.clone()
        };
        self.push(Change::Page(row.clone()));
        if links.as_deref() != kept {
            self.push(Change::Links(page.id, links));
        }
        let tags = self.effective_tags(&save, kind.as_ref(), revert);
        self.tell(&save, &row, RecentKind::Edit, before.id, tags);
        if let Some(revert) = revert {
            let approved = !state.policy.patrol_changes || save.patrolled == Patrolled::Auto;
            self.note_revert(revision, revert, approved);
        }
        self.touch_around(save.title, false);
        Saved { page: page.id, revision, before: before.id, new: false, unchanged: false, row }
    }

    fn words(&self, save: &Save<'_>, kind: Option<&EditKind>) -> String {
        match kind {
            Some(kind) if save.summary.is_empty() => {
                kind.summary(save.sent(), save.model, &self.state.naming())
            }
            _ => save.summary.to_owned(),
        }
    }

    fn put_revision(
        &mut self,
        save: &Save<'_>,
        page: PageId,
        parent: RevisionId,
        summary: &str,
    ) -> RevisionId {
        let id = self.revision_id();
        let actor = self.actor(save.actor);
        let revision = Revision {
            id,
            page,
            parent,
            time: self.now,
            actor,
            comment: self.comment_of(actor, summary),
            content: Arc::clone(&save.content),
            model: save.model,
            minor: save.minor,
            hidden: Hidden::empty(),
        };
        self.push(Change::Revision(revision));
        id
    }

    /// Recent changes, tags, counts and the mark of new messages.
    fn tell(
        &mut self,
        save: &Save<'_>,
        page: &Page,
        kind: RecentKind,
        before: RevisionId,
        tags: Vec<Arc<str>>,
    ) {
        let line = RecentChange {
            id: RecentId(0),
            kind,
            time: self.now,
            actor: super::ActorId(0),
            title: page.title.clone(),
            page: page.id,
            revision: page.latest,
            before,
            log: LogId(0),
            bot: save.bot,
            patrolled: save.patrolled,
        };
        if !save.quiet {
            self.recent(save.actor, line);
            self.log_autopatrol(save, page, before);
        }
        if !tags.is_empty() {
            self.push(Change::Tagged(Tagged::Revision(page.latest), tags));
        }
        self.count_edit(save.actor);
        let to = page.title.text();
        let silent = save.minor && save.actor.may(Right::NoMinorNewTalk);
        if page.title.namespace() == Namespace::USER_TALK && *to != *save.actor.name && !silent {
            let known = self.state.users.by_name(&to).is_some() || super::address::is_address(&to);
            if known {
                let since = self.state.new_messages.since(&to).unwrap_or(self.now);
                self.push(Change::NewMessages(to.as_ref().into(), Some(since)));
            }
        }
    }

    /// `PatrolLog::record`, while trusted edits were logged.
    fn log_autopatrol(&mut self, save: &Save<'_>, page: &Page, before: RevisionId) {
        let policy = &self.state.policy;
        let patrolled_here = policy.patrol_changes || (policy.patrol_new_pages && before.0 == 0);
        if !policy.rules.logs_autopatrol || !patrolled_here || save.patrolled != Patrolled::Auto {
            return;
        }
        let entry = NewEntry {
            action: LogAction::AutoPatrol,
            title: &page.title,
            page: page.id,
            comment: "",
            params: Some(LogParams::Patrol { revision: page.latest, before, auto: true }),
            tags: &[],
        };
        self.log(save.actor, entry);
    }

    fn effective_tags(
        &self,
        save: &Save<'_>,
        kind: Option<&EditKind>,
        revert: Option<Revert>,
    ) -> Vec<Arc<str>> {
        let mut tags = save.tags.clone();
        let of_revert = revert.map(|revert| match revert.method {
            RevertMethod::Undo => "mw-undo",
            RevertMethod::Rollback => "mw-rollback",
            RevertMethod::Manual => "mw-manual-revert",
        });
        for found in [kind.and_then(EditKind::tag), of_revert].into_iter().flatten() {
            let new = !tags.iter().any(|tag| **tag == *found);
            if new && tag::is_software(found, self.state.policy.release) {
                tags.push(found.into());
            }
        }
        tags
    }

    /// Whether the new text is one that the page had before (`EditResultBuilder::detectManualRevert`).
    fn manual_revert(&self, before: &Revision, content: &str) -> Option<Revert> {
        let history = self.state.revisions.history(before.page).rev();
        let same = history
            .skip(1)
            .take(self.state.policy.revert_radius)
            .find(|revision| *revision.content == *content)?;
        Some(Revert { method: RevertMethod::Manual, newest: before.id, after: Some(same.id) })
    }

    fn note_revert(&mut self, revision: RevisionId, revert: Revert, approved: bool) {
        if !tag::is_software("mw-reverted", self.state.policy.release) {
            return;
        }
        let after = revert.after.and_then(|id| self.state.revisions.get(id));
        let oldest =
            after.and_then(|after| self.state.revisions.after(after)).map_or(revert.newest, |row| row.id);
        let reverted = Reverted { oldest, newest: revert.newest };
        if approved {
            self.tag_reverted(reverted);
        } else {
            self.push(Change::RevertPending(revision, Some(reverted)));
        }
    }

    /// Tags what a revert took back (`RevertedTagUpdate`).
    pub(super) fn tag_reverted(&mut self, reverted: Reverted) {
        let state = self.state;
        let (Some(oldest), Some(newest)) =
            (state.revisions.get(reverted.oldest), state.revisions.get(reverted.newest))
        else {
            return;
        };
        if oldest.page != newest.page {
            return;
        }
        let key = |row: &Revision| (super::revision::moment(row.time), row.id);
        let between = state.revisions.history_from(oldest.page, key(oldest), key(newest));
        let rows: Vec<&Revision> = between.take(REVERTED_AT_MOST + 1).collect();
        if rows.len() > REVERTED_AT_MOST {
            return;
        }
        let mut previous = state.revisions.before(oldest);
        for row in rows {
            // A null revision changed nothing that could be taken back.
            let null = previous.is_some_and(|previous| previous.same_content(row));
            previous = Some(row);
            if !null && !state.tags.has(Tagged::Revision(row.id), "mw-reverted") {
                let mut tags = state.tags.of(Tagged::Revision(row.id)).to_vec();
                tags.push("mw-reverted".into());
                self.push(Change::Tagged(Tagged::Revision(row.id), tags));
            }
        }
    }

    /// A revision that changes nothing and tells of something: a move, a protection. Recent changes show the log
    /// entry instead.
    pub fn null_revision(&mut self, page: &Page, actor: &Actor, summary: &str) -> RevisionId {
        self.null_revision_as(page, actor, summary, true)
    }

    pub(super) fn null_revision_as(
        &mut self,
        page: &Page,
        actor: &Actor,
        summary: &str,
        minor: bool,
    ) -> RevisionId {
        let before = self.state.latest(page.id).expect("every page has its newest revision");
        let id = self.revision_id();
        let revision = Revision {
            id,
            page: page.id,
            parent: before.id,
            time: self.now,
            actor: self.actor(actor),
            comment: Self::comment(summary),
            minor,
            hidden: Hidden::empty(),
            ..before.clone()
        };
        self.push(Change::Revision(revision));
        id
    }

    /// What is to be kept of a text's links, and whether its page counts as an article.
    pub(super) fn read_links(
        &self,
        title: &Title,
        content: &str,
        model: Model,
        before: Option<&KeptLinks>,
    ) -> (Option<Box<KeptLinks>>, bool) {
        let parsed = matches!(model, Model::Wikitext | Model::Css | Model::Javascript);
        if !parsed {
            return (None, false);
        }
        let mut links = wikitext::link::links(content, title, &self.state.naming());
        if links.files.iter().any(|key| self.state.files.current(key).is_none()) {
            wikitext::link::track(&mut links, BROKEN_FILES);
        }
        let countable = model.is_wikitext()
            && self.state.site.namespaces.is_content(title.namespace())
            && !links.pages.is_empty()
            && redirect_of(self.state, content, model).is_none();
        (keep(links, title, before, self.now), countable)
    }

    /// Reads the text of a page that came without being saved: where it leads, what it links to.
    pub(super) fn read_page(&mut self, page: &Page) {
        let Some(latest) = self.state.latest(page.id) else { return };
        let (links, countable) = self.read_links(&page.title, &latest.content, page.model, None);
        let redirect = redirect_of(self.state, &latest.content, page.model);
        self.push(Change::Page(Page { redirect, countable, ..page.clone() }));
        if links.is_some() {
            self.push(Change::Links(page.id, links));
        }
    }

    /// Pages that show or point at a page change with it: their caches are too old now.
    pub(super) fn touch_around(&mut self, title: &Title, comes_or_goes: bool) {
        let state = self.state;
        let pointing = comes_or_goes.then(|| state.links.to_page(title)).into_iter().flatten();
        let pages: Vec<PageId> = state.links.showing(title).chain(pointing).collect();
        for page in pages {
            self.push(Change::Touched(page, self.now));
        }
    }
}

impl Draft<'_> {
    /// Where a text leads, as its page's row keeps it.
    pub(super) fn redirect(&self, content: &str, model: Model) -> Option<Box<super::Target>> {
        redirect_of(self.state, content, model)
    }
}

fn redirect_of(state: &State, content: &str, model: Model) -> Option<Box<super::Target>> {
    if !model.is_wikitext() {
        return None;
    }
    wikitext::redirect_target(content, &state.naming()).map(Box::new)
}

/// The text as it would be saved by somebody now (`Content::preSaveTransform`, `Content::isValid`).
pub fn prepared(
    state: &State,
    actor: &Actor,
    title: &Title,
    text: &str,
    model: Model,
    now: Timestamp,
) -> Result<Arc<str>, Refusal> {
    match model {
        Model::Wikitext => {
            let title = title.text().into_owned();
            Ok(wikitext::transform(text, || signing(state, actor, title, now)).into())
        }
        Model::Json => json::tidy(text, state.policy.rules.json_indent)
            .map(Into::into)
            .ok_or(if state.policy.release < V1_39 { Refusal::InvalidContent } else { Refusal::InvalidJson }),
        // Scripts and styles are only transformed for those who ask for it in their preferences.
        _ => Ok(wikitext::tidy(text).into()),
    }
}

fn signing(state: &State, actor: &Actor, title: String, now: Timestamp) -> Signing<'static> {
    let user = actor.user.and_then(|user| state.users.get(user));
    let option = |name: &str| user.and_then(|user| user.options.get(name));
    let nickname = option("nickname").map(super::option::Value::wire).filter(|name| !name.is_empty());
    let fancy = option("fancysig").is_some_and(super::option::Value::is_on);
    let signature = match (&nickname, fancy) {
        (Some(nickname), true) => nickname.to_string(),
        _ => {
            let name = &actor.name;
            let shown = nickname.as_deref().unwrap_or(name);
            if actor.is_registered() {
                format!("[[User:{name}|{shown}]] ([[User talk:{name}|talk]])")
            } else {
                format!("[[Special:Contributions/{name}|{shown}]]")
            }
        }
    };
    Signing {
        signature: signature.into(),
        date: format!("{} (UTC)", now.user_facing()).into(),
        title: title.into(),
    }
}
