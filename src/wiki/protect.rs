//! Protecting pages and titles (`WikiPage::doUpdateRestrictions`).

use std::sync::Arc;

use super::{
    Actor, Change, Expiry, LogId, Namespace, Refusal, RevisionId, Right, State, Title,
    draft::{Decision, Draft, NewEntry, Shown},
    log::{LogAction, LogParams},
    page::Page,
    permission::{self, PageAction, right_of_level},
    restriction::{Restriction, TitleProtection},
    tag,
    watch::Wish,
};
use crate::base::Timestamp;

/// What a client wants to be protected.
#[derive(Debug, Clone)]
pub struct ProtectRequest<'a> {
    /// The page or title.
    pub title: Title,
    /// What, to which level (`all` for everybody), until when.
    pub protections: Vec<(Arc<str>, Arc<str>, Expiry)>,
    /// Whether what the page shows is protected, too.
    pub cascade: bool,
    /// Why.
    pub reason: &'a str,
    /// Tags to put on the log entry.
    pub tags: Vec<Arc<str>>,
    /// Whether the page comes on the watchlist.
    pub watch: Wish,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Protected {
    /// The log entry; `None` if nothing changed.
    pub log: Option<LogId>,
    /// What was set: action, level (empty for everybody), until when.
    pub protections: Vec<(Arc<str>, Arc<str>, Expiry)>,
}

impl State {
    /// What of a page or title can be restricted (`RestrictionStore::listApplicableRestrictionTypes`).
    pub fn restrictable(&self, title: &Title) -> Vec<Arc<str>> {
        let exists = self.pages.id_of(title).is_some();
        let fits = |kind: &&Arc<str>| match &***kind {
            "create" => !exists,
            "upload" => exists && title.namespace() == Namespace::FILE,
            _ => exists,
        };
        self.policy.restriction_types.iter().filter(fits).cloned().collect()
    }

    /// To which levels somebody can restrict things there, the empty one first
    /// (`PermissionManager::getNamespaceRestrictionLevels`).
    pub fn restriction_levels(&self, actor: &Actor) -> Vec<Arc<str>> {
        let rules = self.policy.rules;
        let may = |level: &&Arc<str>| {
            !rules.protects_to_own_levels
                || level.is_empty()
                || Right::named(right_of_level(rules, level)).is_some_and(|right| actor.may(right))
        };
        self.policy.restriction_levels.iter().filter(may).cloned().collect()
    }
}

/// Decides whether a page or title is protected.
pub fn decide(
    state: &State,
    actor: &Actor,
    now: Timestamp,
    request: &ProtectRequest<'_>,
) -> Decision<Protected> {
    let title = &request.title;
    permission::check(state, actor, PageAction::Of(Right::Protect), title, now)?;
    tag::check_apply(state, actor, &request.tags, now)?;
    check(state, actor, request)?;
    let mut protections = request.protections.clone();
    for (_, level, _) in &mut protections {
        if **level == *"all" {
            *level = "".into();
        }
    }
    let mut draft = Draft::new(state, now);
    draft.wish(actor, title, request.watch);
    let log = match state.pages.titled(title) {
        Some(page) => draft.protect_page(actor, page, request, &protections),
        None => draft.protect_title(actor, request, &protections),
    };
    Ok((draft.finish(), Protected { log, protections }))
}

fn check(state: &State, actor: &Actor, request: &ProtectRequest<'_>) -> Result<(), Refusal> {
    let exists = state.pages.id_of(&request.title).is_some();
    let (kinds, levels) = (state.restrictable(&request.title), state.restriction_levels(actor));
    for (action, level, _) in &request.protections {
        if exists && **action == *"create" {
            return Err(Refusal::CreateTitleExists);
        }
        if !exists && **action != *"create" {
            return Err(Refusal::MissingTitleCreateOnly);
        }
        if !kinds.contains(action) && **action != *"create" {
            return Err(Refusal::ProtectAction(action.to_string()));
        }
        if !levels.contains(level) && **level != *"all" {
            return Err(Refusal::ProtectLevel(level.to_string()));
        }
    }
    Ok(())
}

/// What is to hold of each kind of action: level and expiry.
type Wanted = Vec<(Arc<str>, Arc<str>, Expiry)>;

/// Everything that can be restricted, in order: first what was asked for, then the rest, which becomes free.
fn wanted(state: &State, title: &Title, asked: &[(Arc<str>, Arc<str>, Expiry)]) -> Wanted {
    let mut all: Wanted = Vec::new();
    for (action, level, expiry) in asked {
        all.retain(|(known, ..)| known != action);
        all.push((Arc::clone(action), Arc::clone(level), *expiry));
    }
    for kind in state.restrictable(title) {
        if !all.iter().any(|(known, ..)| *known == kind) {
            all.push((kind, "".into(), Expiry::Never));
        }
    }
    all
}

impl Draft<'_> {
    fn protect_page(
        &mut self,
        actor: &Actor,
        page: &Page,
        request: &ProtectRequest<'_>,
        asked: &[(Arc<str>, Arc<str>, Expiry)],
    ) -> Option<LogId> {
        let (state, now) = (self.state, self.now);
        let wanted = wanted(state, &page.title, asked);
        let current = |action: &str| state.restrictions.level(page.id, action, now);
        let protects = wanted.iter().any(|(_, level, _)| !level.is_empty());
        let cascading = state.restrictions.of(page.id, now).any(|restriction| restriction.cascade);
        let changes = wanted.iter().any(|(action, level, expiry)| match current(action) {
            Some(known) => known.level != *level || known.expiry != *expiry,
            None => !level.is_empty(),
        });
        if !changes && !(protects && cascading != request.cascade) {
            return None;
        }
        let was_protected = wanted.iter().any(|(action, ..)| current(action).is_some());
        let edit_level = wanted.iter().find(|(action, ..)| **action == *"edit").map(|(_, level, _)| level);
        let cascade =
            request.cascade && edit_level.is_some_and(|level| state.policy.cascading_levels.contains(level));
        let (action, words) = kind(protects, was_protected);
        let full = page.title.prefixed(&state.site.namespaces);
        let comment = comment(&format!("{words} \"[[{full}]]\""), request.reason, &wanted, cascade);
        let revision = self.null_revision(page, actor, &comment);
        self.push(Change::Page(Page { latest: revision, touched: now, is_new: false, ..page.clone() }));
        let details: Vec<Restriction> = wanted
            .iter()
            .filter(|(_, level, _)| !level.is_empty())
            .map(|(action, level, expiry)| Restriction {
                action: Arc::clone(action),
                level: Arc::clone(level),
                expiry: *expiry,
                cascade: cascade && **action == *"edit",
            })
            .collect();
        self.push(Change::Restricted(page.id, details.clone()));
        let params = LogParams::Protect { details, cascade, revision };
        Some(self.log_protection(actor, action, request, page.id, params, revision))
    }

    fn protect_title(
        &mut self,
        actor: &Actor,
        request: &ProtectRequest<'_>,
        asked: &[(Arc<str>, Arc<str>, Expiry)],
    ) -> Option<LogId> {
        let state = self.state;
        let wanted = wanted(state, &request.title, asked);
        let (action, level, expiry) = wanted.into_iter().find(|(action, ..)| **action == *"create")?;
        let before = state.restrictions.title(&request.title, self.now);
        let changes = match before {
            Some(before) => before.level != level || before.expiry != expiry,
            None => !level.is_empty(),
        };
        if !changes {
            return None;
        }
        let (told, _) = kind(!level.is_empty(), before.is_some());
        let protection = (!level.is_empty()).then(|| TitleProtection {
            actor: self.actor(actor),
            time: self.now,
            reason: Self::comment(request.reason),
            level: Arc::clone(&level),
            expiry,
        });
        let details = protection.iter().map(|_| Restriction {
            action: Arc::clone(&action),
            level: Arc::clone(&level),
            expiry,
            cascade: false,
        });
        let params =
            LogParams::Protect { details: details.collect(), cascade: false, revision: RevisionId(0) };
        self.push(Change::TitleProtected(request.title.clone(), protection));
        Some(self.log_protection(actor, told, request, super::PageId(0), params, RevisionId(0)))
    }

    fn log_protection(
        &mut self,
        actor: &Actor,
        action: LogAction,
        request: &ProtectRequest<'_>,
        page: super::PageId,
        params: LogParams,
        revision: RevisionId,
    ) -> LogId {
        let entry = NewEntry {
            action,
            title: &request.title,
            page,
            comment: request.reason,
            params: Some(params),
            tags: &request.tags,
        };
        self.log_shown(actor, entry, Shown { revision, patrollable: false })
    }
}

const fn kind(protects: bool, was_protected: bool) -> (LogAction, &'static str) {
    match (protects, was_protected) {
        (false, _) => (LogAction::Unprotect, "Removed protection from"),
        (true, true) => (LogAction::ModifyProtection, "Changed protection settings for"),
        (true, false) => (LogAction::Protect, "Protected"),
    }
}

/// The words of the null revision.
fn comment(what: &str, reason: &str, wanted: &[(Arc<str>, Arc<str>, Expiry)], cascade: bool) -> String {
    let mut out = what.to_owned();
    if !reason.is_empty() {
        out.push_str(": ");
        out.push_str(reason);
    }
    let described: Vec<String> = wanted
        .iter()
        .filter(|(_, level, _)| !level.is_empty())
        .map(|(action, level, expiry)| {
            let level = match &**level {
                "autoconfirmed" => "Allow only autoconfirmed users".to_owned(),
                "sysop" => "Allow only administrators".to_owned(),
                other => format!("⧼protect-level-{other}⧽"),
            };
            let mut action = action.to_string();
            action[..1].make_ascii_uppercase();
            format!("[{action}={level}] ({})", until(*expiry))
        })
        .collect();
    if !described.is_empty() {
        out.push_str(&format!(" ({})", described.join(" ")));
    }
    if cascade {
        out.push_str(" [cascading]");
    }
    out
}

/// An end in words: `indefinite`, `expires 21:10, 28 November 2026 (UTC)`.
pub fn until(expiry: Expiry) -> String {
    match expiry {
        Expiry::Never => "indefinite".to_owned(),
        Expiry::At(time) => format!("expires {} (UTC)", time.user_facing()),
    }
}

/// What a log entry of a protection says in one line, for lists that quote it: a mark of direction before each part.
pub fn description(details: &[Restriction]) -> String {
    let part = |restriction: &Restriction| {
        format!("\u{200e}[{}={}] ({})", restriction.action, restriction.level, until(restriction.expiry))
    };
    details.iter().map(part).collect()
}
