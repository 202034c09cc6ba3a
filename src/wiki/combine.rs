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
use crate::{
    base::Timestamp,
    release::{NoSummary, V1_42},
};

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
    // Where there is no time, MediaWiki compares that of now.
    let history = |page: Option<PageId>| page.into_iter().flat_map(|page| state.revisions.history(page));
    let ids = [from, to].map(|page| page.map(|page| page.id));
    let oldest = history(ids[1]).next().map_or(now, |row| row.time);
    let limit = merge_limit(state, from, request, now);
    match limit {
        None => faults.push(Refusal::MergeBadTimestamp),
        Some(limit) if limit > oldest => faults.push(Refusal::MergeOverlap),
        Some(_) => {}
    }
    let upto = if request.upto.is_some() { limit.unwrap_or(now) } else { oldest };
    let moved: Vec<RevisionId> = history(ids[0]).filter(|row| row.time <= upto).map(|row| row.id).collect();
    if limit.is_some() && moved.len() > AT_MOST {
        faults.push(Refusal::MergeTooBig(AT_MOST));
    }
    Refusal::all(faults)?;
    let (Some(from), Some(to), Some(limit)) = (from, to, limit) else {
        return Err(Refusal::MergeSourceMissing);
    };
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

/// Up to when revisions go; `None` if there is no such time (`MergeHistory::initTimestampLimits`).
fn merge_limit(
    state: &State,
    from: Option<&Page>,
    request: &MergeRequest<'_>,
    now: Timestamp,
) -> Option<Timestamp> {
    let newest = |upto: Timestamp| {
        let mut history = state.revisions.history(from?.id);
        history.rfind(|row| row.time <= upto).map(|row| row.time)
    };
    match (request.upto, from) {
        (Some(upto), _) => Some(newest(upto).unwrap_or(now)),
        // 1.42 no longer takes the time of now for that of a page that is not there.
        (None, None) if state.policy.release >= V1_42 => None,
        (None, _) => Some(newest(now).unwrap_or(now)),
    }
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
                self.watch(user, &request.to, Some(expiry));
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

/// Whether somebody may say what a page's text is taken for, and put those tags on it.
pub fn check_model_change(
    state: &State,
    actor: &Actor,
    now: Timestamp,
    title: &Title,
    tags: &[Arc<str>],
) -> Result<(), Refusal> {
    let asked = [PageAction::Of(Right::EditContentModel), PageAction::EDIT];
    let denied = |action| permission::check(state, actor, action, title, now).err();
    Refusal::all(asked.into_iter().filter_map(denied).collect())?;
    super::tag::check_apply(state, actor, tags, now)
}

/// Decides what a page's text is taken for from now on (`ContentModelChange`); the log entry and the revision.
#[expect(clippy::too_many_arguments, reason = "what a client can say about it")]
pub fn change_model(
    state: &State,
    actor: &Actor,
    now: Timestamp,
    title: &Title,
    model: Model,
    summary: Option<&str>,
    bot: bool,
    tags: &[Arc<str>],
) -> Decision<(super::LogId, RevisionId)> {
    let page = state.pages.titled(title).ok_or(Refusal::PageMissing)?;
    check_model_change(state, actor, now, title, tags)?;
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
    match summary {
        None if state.policy.rules.no_summary_of_model == NoSummary::LeavesColon => words.push(':'),
        None | Some("") => {}
        Some(summary) => {
            words.push_str(": ");
            words.push_str(summary);
        }
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
        comment: summary.unwrap_or_default(),
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
    if page.language() == language {
        return Err(Refusal::LanguageUnchanged(title.clone(), page.language.as_deref().cloned()));
    }
    let told = |language: Option<&str>| -> Arc<str> {
        language.map_or_else(|| format!("{}[def]", state.site.language).into(), Arc::from)
    };
    let (before, after) = (told(page.language()), told(language));
    let mut draft = Draft::new(state, now);
    draft.push(Change::Page(Page {
        language: language.map(|code| Box::new(code.into())),
        touched: now,
        ..page.clone()
    }));
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
        let Err(Refusal::Several(faults)) = refused else { panic!("it is refused for two reasons") };
        assert!(matches!(faults[..], [Refusal::MergeSelf, Refusal::MergeOverlap]));
    }

    #[test]
    fn a_page_can_be_taken_for_something_else() {
        let mut rig = Rig::new();
        rig.save(&alice(), "A", "{}");
        let title = rig.title("A");
        let change = |state: &State, now| {
            change_model(state, &admin(), now, &title, Model::Json, Some("why"), false, &[])
        };
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
}
