//! Merging the history of one page into another's (`MergeHistory`).

use std::sync::Arc;

use super::{
    Actor, Change, PageId, Refusal, RevisionId, Right, State, Title,
    content::Model,
    draft::{Decision, Draft, NewEntry, Shown},
    log::{LogAction, LogParams},
    page::Page,
    permission::{self, PageAction},
    revision::{Hidden, Revision},
    watch::Watched,
    wikitext,
};
use crate::base::Timestamp;

/// How many revisions can be merged at once.
const AT_MOST: usize = 5000;

/// What a client wants to be merged.
#[derive(Debug, Clone)]
pub struct MergeRequest<'a> {
    /// From where.
    pub from: Title,
    /// Into where.
    pub to: Title,
    /// Up to when; everything that is older than the other page if unset.
    pub upto: Option<Timestamp>,
    /// Why.
    pub reason: &'a str,
}

/// Decides whether histories are merged; how many revisions.
pub fn decide(state: &State, actor: &Actor, now: Timestamp, request: &MergeRequest<'_>) -> Decision<usize> {
    let (from, to) = (state.pages.titled(&request.from), state.pages.titled(&request.to));
    let mut faults = Vec::new();
    if from.is_none() {
        faults.push(Refusal::MergeSourceMissing);
    }
    if to.is_none() {
        faults.push(Refusal::MergeTargetMissing);
    }
    if request.from == request.to {
        faults.push(Refusal::MergeSelf);
    }
    // A page that is not there has no times, which MediaWiki compares all the same.
    if from.is_none() || to.is_none() {
        faults.push(Refusal::MergeOverlap);
    }
    Refusal::all(faults)?;
    let (Some(from), Some(to)) = (from, to) else { return Err(Refusal::MergeSourceMissing) };
    let first = state.revisions.history(to.id).next().map(|row| row.time);
    let oldest = first.ok_or(Refusal::MergeTargetMissing)?;
    // The latest that can go is what the source had before the other page began.
    let before = |row: &&Revision| row.time < oldest;
    let newest = state.revisions.history(from.id).rfind(before).map(|row| row.time);
    let limit = match request.upto {
        Some(upto) => {
            let known = state.revisions.history(from.id).any(|row| row.time == upto);
            if !known {
                return Err(Refusal::MergeBadTimestamp);
            }
            upto
        }
        None => newest.ok_or(Refusal::MergeBadTimestamp)?,
    };
    if limit > oldest {
        return Err(Refusal::MergeOverlap);
    }
    let moved: Vec<RevisionId> =
        state.revisions.history(from.id).filter(|row| row.time <= limit).map(|row| row.id).collect();
    if moved.len() > AT_MOST {
        return Err(Refusal::MergeTooBig(AT_MOST));
    }
    let denied = |title: &Title| permission::check(state, actor, PageAction::EDIT, title, now).err();
    let mut denials: Vec<Refusal> = [&request.from, &request.to].into_iter().filter_map(denied).collect();
    if !actor.may(Right::MergeHistory) {
        denials.push(Refusal::MergeNotAllowed);
    }
    Refusal::all(denials)?;
    if moved.is_empty() {
        return Err(Refusal::MergeNothing);
    }
    let mut draft = Draft::new(state, now);
    let count = moved.len();
    draft.combine(actor, from, to, moved, limit, request);
    Ok((draft.finish(), count))
}

impl Draft<'_> {
    fn combine(
        &mut self,
        actor: &Actor,
        from: &Page,
        to: &Page,
        moved: Vec<RevisionId>,
        upto: Timestamp,
        request: &MergeRequest<'_>,
    ) {
        let state = self.state;
        let all = state.revisions.history(from.id).count() == moved.len();
        self.push(Change::Handed(to.id, moved));
        let mut reason = request.reason.to_owned();
        if all {
            let namespaces = &state.site.namespaces;
            let (source, target) = (request.from.prefixed(namespaces), request.to.prefixed(namespaces));
            let words = format!("Merged [[:{source}]] into [[:{target}]]");
            reason = if reason.is_empty() { words } else { format!("{words}: {reason}") };
            self.redirect_emptied(actor, from, &request.to, &reason);
        } else {
            self.push(Change::Touched(from.id, self.now));
        }
        self.push(Change::Touched(to.id, self.now));
        let watchers: Vec<_> = state.watchlists.watchers(&request.from, self.now).collect();
        for user in watchers {
            if let Some(Watched { expiry, .. }) = state.watchlists.get(user, &request.from, self.now) {
                self.watch(user, &request.to, expiry);
            }
        }
        let entry = NewEntry {
            action: LogAction::Merge,
            title: &request.from,
            page: from.id,
            comment: &reason,
            params: Some(LogParams::Merge { target: request.to.clone(), upto }),
            tags: &[],
        };
        self.log_shown(actor, entry, Shown::default());
    }

    /// A page whose whole history went leads to where it went.
    fn redirect_emptied(&mut self, actor: &Actor, from: &Page, to: &Title, reason: &str) {
        let id = self.revision_id();
        let content: Arc<str> = wikitext::redirect_text(to, &self.state.naming()).into();
        let revision = Revision {
            id,
            page: from.id,
            parent: RevisionId(0),
            time: self.now,
            actor: self.actor(actor),
            comment: Self::comment(reason),
            content: Arc::clone(&content),
            model: Model::Wikitext,
            minor: false,
            hidden: Hidden::empty(),
        };
        self.push(Change::Revision(revision));
        let (links, _) =
            self.read_links(&from.title, &content, Model::Wikitext, self.state.links.of(from.id));
        let page = Page {
            latest: id,
            length: content.len() as u32,
            touched: self.now,
            redirect: self.redirect(&content, Model::Wikitext),
            is_new: false,
            countable: false,
            model: Model::Wikitext,
            ..from.clone()
        };
        self.push(Change::Page(page));
        self.push(Change::Links(from.id, links));
    }
}

/// Decides what a page's text is taken for from now on (`ContentModelChange`); the log entry and the revision.
#[expect(clippy::too_many_arguments, reason = "what a client can say about it")]
pub fn change_model(
    state: &State,
    actor: &Actor,
    now: Timestamp,
    title: &Title,
    model: Model,
    summary: &str,
    bot: bool,
    tags: &[Arc<str>],
) -> Decision<(super::LogId, RevisionId)> {
    let page = state.pages.titled(title).ok_or(Refusal::PageMissing)?;
    let asked = [PageAction::Of(Right::EditContentModel), PageAction::EDIT];
    let denied = |action| permission::check(state, actor, action, title, now).err();
    Refusal::all(asked.into_iter().filter_map(denied).collect())?;
    super::tag::check_apply(state, actor, tags, now)?;
    if page.model == Model::Unknown {
        return Err(Refusal::NoDirectEditing(page.model, title.clone()));
    }
    if page.model == model {
        return Err(Refusal::ModelUnchanged);
    }
    let latest = state.latest(page.id).ok_or(Refusal::PageMissing)?;
    let content = super::save::prepared(state, actor, title, &latest.content, model, now)?;
    let full = title.prefixed(&state.site.namespaces);
    let mut words = format!(
        "{} changed the content model of the page [[{full}]] from \"{}\" to \"{}\"",
        actor.name,
        page.model.words(),
        model.words()
    );
    if !summary.is_empty() {
        words.push_str(": ");
        words.push_str(summary);
    }
    let trusted = state.policy.patrol_changes && actor.may(Right::AutoPatrol);
    let mut draft = Draft::new(state, now);
    let saved = draft.save(super::save::Save {
        title,
        actor,
        content,
        model,
        summary: &words,
        minor: false,
        bot: bot && actor.may(Right::Bot),
        patrolled: if trusted { super::recent::Patrolled::Auto } else { super::recent::Patrolled::Not },
        tags: tags.to_vec(),
        revert: None,
        quiet: false,
        sent: None,
    });
    let entry = NewEntry {
        action: LogAction::ContentModelChange,
        title,
        page: page.id,
        comment: summary,
        params: Some(LogParams::ContentModel { before: Some(page.model), after: model }),
        tags,
    };
    let log = draft.log_shown(actor, entry, Shown::default());
    Ok((draft.finish(), (log, saved.revision)))
}

/// Decides in which language a page is (`SpecialPageLanguage::changePageLanguage`): the codes before and after, and
/// the log entry.
pub fn change_language(
    state: &State,
    actor: &Actor,
    now: Timestamp,
    title: &Title,
    language: Option<&str>,
    reason: &str,
    tags: &[Arc<str>],
) -> Decision<(Arc<str>, Arc<str>, super::LogId)> {
    let page = state.pages.titled(title).ok_or(Refusal::PageMissing)?;
    permission::check(state, actor, PageAction::EDIT, title, now)?;
    super::tag::check_apply(state, actor, tags, now)?;
    if page.language.as_deref() == language {
        return Err(Refusal::LanguageUnchanged(title.clone(), page.language.clone()));
    }
    let told = |language: Option<&str>| -> Arc<str> {
        language.map_or_else(|| format!("{}[def]", state.site.language).into(), Arc::from)
    };
    let (before, after) = (told(page.language.as_deref()), told(language));
    let mut draft = Draft::new(state, now);
    draft.push(Change::Page(Page { language: language.map(Arc::from), touched: now, ..page.clone() }));
    let entry = NewEntry {
        action: LogAction::PageLanguage,
        title,
        page: page.id,
        comment: reason,
        params: Some(LogParams::Language { before: Arc::clone(&before), after: Arc::clone(&after) }),
        tags,
    };
    let log = draft.log_shown(actor, entry, Shown::default());
    Ok((draft.finish(), (before, after, log)))
}

/// One revision from elsewhere.
#[derive(Debug, Clone)]
pub struct ImportedRevision {
    /// When it was saved there.
    pub time: Timestamp,
    /// By whom: an account of that name here, an address, or `prefix>name`.
    pub author: Arc<str>,
    /// Why.
    pub comment: Arc<str>,
    /// Its text.
    pub content: Arc<str>,
    /// What the text is taken for; what the title says if unset.
    pub model: Option<Model>,
    /// Whether it was minor.
    pub minor: bool,
}

/// Decides whether revisions from elsewhere come into a page (`WikiImporter`): how many. `from` is the title in the
/// other wiki; `None` for a file that was uploaded.
#[expect(clippy::too_many_arguments, reason = "what a client can say about it")]
pub fn import(
    state: &State,
    actor: &Actor,
    now: Timestamp,
    title: &Title,
    revisions: &[ImportedRevision],
    from: Option<&str>,
    reason: &str,
    tags: &[Arc<str>],
) -> Decision<u32> {
    super::tag::check_apply(state, actor, tags, now)?;
    permission::check(state, actor, PageAction::EDIT, title, now)?;
    let living = state.pages.titled(title);
    let known = |revision: &&ImportedRevision| {
        living.is_some_and(|page| {
            let mut history = state.revisions.history(page.id);
            history.any(|row| row.time == revision.time && row.content == revision.content)
        })
    };
    let mut fresh: Vec<&ImportedRevision> = revisions.iter().filter(|revision| !known(revision)).collect();
    fresh.sort_by_key(|revision| revision.time);
    let count = fresh.len() as u32;
    let mut draft = Draft::new(state, now);
    if count > 0 {
        draft.import(actor, title, living, &fresh, from, reason, tags);
    }
    Ok((draft.finish(), count))
}

impl Draft<'_> {
    #[expect(clippy::too_many_arguments, reason = "what a client can say about it")]
    fn import(
        &mut self,
        actor: &Actor,
        title: &Title,
        living: Option<&Page>,
        fresh: &[&ImportedRevision],
        from: Option<&str>,
        reason: &str,
        tags: &[Arc<str>],
    ) {
        let state = self.state;
        let page = living.map_or_else(|| self.page_id(), |page| page.id);
        let latest = living.and_then(|page| state.latest(page.id));
        let mut newest: Option<Revision> = latest.cloned();
        let mut before: Option<(Timestamp, RevisionId)> = None;
        for revision in fresh {
            let user = state.users.by_name(&revision.author).map(|user| user.id);
            let known = living.and_then(|page| state.revisions.at(page.id, revision.time));
            let parent = known.map(|row| (row.time, row.id)).max(before).map_or(RevisionId(0), |(_, id)| id);
            let row = Revision {
                id: self.revision_id(),
                page,
                parent,
                time: revision.time,
                actor: self.actor_named(user, &revision.author),
                comment: Self::comment(&revision.comment),
                content: Arc::clone(&revision.content),
                model: revision.model.unwrap_or_else(|| state.default_model(title)),
                minor: revision.minor,
                hidden: Hidden::empty(),
            };
            self.push(Change::Revision(row.clone()));
            self.push(Change::EditCounted);
            before = Some((row.time, row.id));
            if newest.as_ref().is_none_or(|newest| newest.time <= row.time) {
                newest = Some(row);
            }
        }
        let Some(newest) = newest else { return };
        let count = fresh.len() as u32;
        let revisions = if count == 1 { "revision" } else { "revisions" };
        let mut words = format!("{count} {revisions} imported");
        if let Some(from) = from {
            words.push_str(&format!(" from [[:{from}]]"));
        }
        if !reason.is_empty() {
            words.push_str(": ");
            words.push_str(reason);
        }
        let null = Revision {
            id: self.revision_id(),
            parent: newest.id,
            time: self.now,
            actor: self.actor(actor),
            comment: Self::comment(&words),
            minor: true,
            hidden: Hidden::empty(),
            ..newest
        };
        let kept = living.and_then(|page| state.links.of(page.id));
        let (links, countable) = self.read_links(title, &null.content, null.model, kept);
        self.push(Change::Revision(null.clone()));
        self.push(Change::Page(Page {
            id: page,
            title: title.clone(),
            latest: null.id,
            length: null.size(),
            touched: self.now,
            redirect: self.redirect(&null.content, null.model),
            is_new: false,
            countable,
            model: null.model,
            language: living.and_then(|page| page.language.clone()),
        }));
        if links.as_deref() != kept {
            self.push(Change::Links(page, links));
        }
        if state.restrictions.kept_title(title).is_some() {
            self.push(Change::TitleProtected(title.clone(), None));
        }
        self.touch_around(title, living.is_none());
        self.log_import(actor, title, page, count, from, reason, tags, null.id);
    }

    #[expect(clippy::too_many_arguments, reason = "an entry and what it tells")]
    fn log_import(
        &mut self,
        actor: &Actor,
        title: &Title,
        page: PageId,
        count: u32,
        from: Option<&str>,
        comment: &str,
        tags: &[Arc<str>],
        revision: RevisionId,
    ) {
        let action = if from.is_some() { LogAction::ImportInterwiki } else { LogAction::ImportUpload };
        let params = Some(LogParams::Import { count, from: from.unwrap_or_default().into() });
        let entry = NewEntry { action, title, page, comment, params, tags };
        self.log_shown(actor, entry, Shown { revision, patrollable: false });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wiki::{
        rig::{Rig, admin, alice},
        tag::Tagged,
    };

    #[test]
    fn a_history_that_goes_wholly_leaves_a_redirect() {
        let mut rig = Rig::new();
        rig.save(&alice(), "Old", "one");
        rig.save(&alice(), "Old", "two");
        rig.save(&alice(), "New", "three");
        let request = MergeRequest { from: rig.title("Old"), to: rig.title("New"), upto: None, reason: "" };
        assert_eq!(rig.decide(|state, now| decide(state, &admin(), now, &request)).unwrap(), 2);
        assert_eq!(rig.state.revisions.history(rig.id("New")).count(), 3);
        assert_eq!((rig.text("Old").as_str(), rig.text("New").as_str()), ("#REDIRECT [[New]]", "three"));
        let entry = rig.state.log.iter().last().unwrap();
        assert_eq!((entry.action, &*entry.comment), (LogAction::Merge, "Merged [[:Old]] into [[:New]]"));
        let back = MergeRequest { from: rig.title("New"), to: rig.title("New"), upto: None, reason: "" };
        let refused = rig.decide(|state, now| decide(state, &admin(), now, &back));
        assert!(matches!(refused, Err(Refusal::MergeSelf)));
    }

    #[test]
    fn a_page_can_be_taken_for_something_else() {
        let mut rig = Rig::new();
        rig.save(&alice(), "A", "{}");
        let title = rig.title("A");
        let change =
            |state: &State, now| change_model(state, &admin(), now, &title, Model::Json, "why", false, &[]);
        let (_, revision) = rig.decide(change).unwrap();
        let row = rig.state.revisions.get(revision).unwrap();
        assert_eq!(row.model, Model::Json);
        assert_eq!(
            &*row.comment,
            "Admin changed the content model of the page [[A]] from \"wikitext\" to \"JSON\": why"
        );
        assert!(rig.state.tags.has(Tagged::Revision(revision), "mw-contentmodelchange"));
        assert!(matches!(rig.decide(change), Err(Refusal::ModelUnchanged)));
        let change = |state: &State, now| change_language(state, &admin(), now, &title, Some("de"), "", &[]);
        let (before, after, _) = rig.decide(change).unwrap();
        assert_eq!((&*before, &*after), ("en[def]", "de"));
    }

    #[test]
    fn imported_revisions_find_their_place_in_the_history() {
        let mut rig = Rig::new();
        rig.save(&alice(), "A", "mine");
        let revision = |hours: i64, text: &str| ImportedRevision {
            time: rig.now.plus(-hours * 3600),
            author: "w>Eve".into(),
            comment: "c".into(),
            content: text.into(),
            model: None,
            minor: false,
        };
        let revisions = [revision(2, "old"), revision(1, "newer")];
        let title = rig.title("A");
        let import = |state: &State, now| import(state, &admin(), now, &title, &revisions, None, "why", &[]);
        assert_eq!(rig.decide(import).unwrap(), 2);
        let texts: Vec<_> =
            rig.state.revisions.history(rig.id("A")).map(|row| row.content.to_string()).collect();
        assert_eq!(texts, ["old", "newer", "mine", "mine"]);
        assert_eq!(&*rig.state.latest(rig.id("A")).unwrap().comment, "2 revisions imported: why");
        assert_eq!(rig.decide(import).unwrap(), 0);
    }
}
