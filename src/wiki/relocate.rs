//! Moving pages (`MovePage`).

use std::sync::Arc;

use super::{
    Actor, Change, LogId, Namespace, PageId, Refusal, RevisionId, Right, State, Title,
    content::Model,
    draft::{Decision, Draft, NewEntry, Shown},
    log::{LogAction, LogParams},
    page::Page,
    permission::{self, PageAction, right_of_level},
    recent::Patrolled,
    save::Save,
    tag,
    watch::Watched,
    wikitext,
};
use crate::base::Timestamp;

/// What a client wants to be moved.
#[derive(Debug, Clone)]
pub struct MoveRequest<'a> {
    /// From where.
    pub from: Title,
    /// To where.
    pub to: Title,
    /// Why.
    pub reason: &'a str,
    /// Whether a redirect is left, if the actor may choose.
    pub redirect: bool,
    /// Tags to put on the log entry.
    pub tags: Vec<Arc<str>>,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// The page.
    pub page: PageId,
    /// Whether a redirect was left.
    pub redirect: bool,
    /// Whether a redirect had to go.
    pub over_redirect: bool,
    /// The null revision that tells of it.
    pub revision: RevisionId,
    /// The log entry.
    pub log: LogId,
}

/// Decides whether a page gets another title.
pub fn decide(state: &State, actor: &Actor, now: Timestamp, request: &MoveRequest<'_>) -> Decision<Moved> {
    let mut refusals = faults(state, request);
    if state.policy.rules.moves_check_rights_last {
        Refusal::all(std::mem::take(&mut refusals))?;
    }
    let asked = [
        (PageAction::MOVE, &request.from),
        (PageAction::EDIT, &request.from),
        (PageAction::MoveTarget, &request.to),
        (PageAction::EDIT, &request.to),
    ];
    for (action, title) in asked {
        refusals.extend(permission::check(state, actor, action, title, now).err());
    }
    if let Some(protection) = state.restrictions.title(&request.to, now)
        && state.pages.id_of(&request.to).is_none()
        && !Right::named(right_of_level(state.policy.rules, &protection.level))
            .is_some_and(|right| actor.may(right))
    {
        refusals.push(Refusal::MoveTargetProtected);
    }
    refusals.extend(tag::check_apply(state, actor, &request.tags, now).err());
    Refusal::all(refusals)?;
    let page =
        state.pages.titled(&request.from).ok_or_else(|| Refusal::MoveSourceMissing(request.from.clone()))?;
    let mut draft = Draft::new(state, now);
    let moved = draft.move_page(actor, page, request);
    Ok((draft.finish(), moved))
}

/// What is wrong with the move, whoever asks for it.
fn faults(state: &State, request: &MoveRequest<'_>) -> Vec<Refusal> {
    let (from, to) = (&request.from, &request.to);
    let mut faults = Vec::new();
    if from == to {
        faults.push(Refusal::SelfMove);
    }
    if (from != to || state.policy.rules.faults_of_self_moves)
        && let Some(page) = state.pages.titled(to)
        && !may_be_overwritten(state, page, from)
    {
        let redirect = state.policy.rules.move_tells_redirects
            && page.redirect.is_some()
            && state.revisions.history(page.id).nth(1).is_none();
        let name = to.clone();
        faults.push(if redirect { Refusal::RedirectExists(name) } else { Refusal::MoveTargetExists(name) });
    }
    if !from.namespace().holds_pages() {
        faults.push(Refusal::ImmobileSource(from.namespace()));
    } else if state.pages.id_of(from).is_none() {
        faults.push(Refusal::MoveSourceMissing(from.clone()));
    }
    if !to.namespace().holds_pages() {
        faults.push(Refusal::ImmobileTarget(to.namespace()));
    }
    if from.namespace() == Namespace::FILE {
        faults.extend(file_faults(state, from, to));
    } else if to.namespace() == Namespace::FILE {
        faults.push(Refusal::NonFileToFile);
    }
    faults
}

/// Only a redirect without a history that leads back, or to itself, makes way.
fn may_be_overwritten(state: &State, page: &Page, from: &Title) -> bool {
    let Some(target) = page.redirect.as_deref() else { return false };
    let single = state.revisions.history(page.id).nth(1).is_none();
    let has_file =
        page.title.namespace() == Namespace::FILE && state.files.current(page.title.key()).is_some();
    single && !has_file && target.interwiki.is_none() && (target.title == *from || target.title == page.title)
}

fn file_faults(state: &State, from: &Title, to: &Title) -> Vec<Refusal> {
    if to.namespace() != Namespace::FILE {
        return vec![Refusal::FileCrossNamespace];
    }
    let mut faults = Vec::new();
    if state.files.current(from.key()).is_none() {
        return faults;
    }
    if to.key().contains([':', '/', '\\']) {
        faults.push(Refusal::FileNameInvalid);
    }
    if to.key().len() > 240 {
        faults.push(Refusal::FileNameTooLong);
    }
    if to.key().rfind('.') == Some(0) {
        faults.push(Refusal::FileNameTooShort);
    }
    if super::file::extension(from.key()) != super::file::extension(to.key()) {
        faults.push(Refusal::FileTypeMismatch);
    }
    faults
}

impl Draft<'_> {
    fn move_page(&mut self, actor: &Actor, page: &Page, request: &MoveRequest<'_>) -> Moved {
        let (from, to) = (&request.from, &request.to);
        let state = self.state;
        let overwritten = state.pages.titled(to);
        let deleted = overwritten.map(|over| {
            let full = from.prefixed(&state.site.namespaces);
            let reason = format!("Deleted to make way for move from \"[[{full}]]\"");
            let log = self.delete_page(over, actor, LogAction::DeleteRedirect, &reason, &request.tags);
            (log, over)
        });
        let redirect =
            (request.redirect || !actor.may(Right::SuppressRedirect)) && page.model == Model::Wikitext;
        let comment = self.move_comment(actor, request, overwritten.is_some(), redirect);
        let revision = self.null_revision(page, actor, &comment);
        self.retitle(page, to, revision);
        self.count_edit(actor);
        let left = redirect.then(|| self.leave_redirect(actor, from, to, &comment, &request.tags));
        self.duplicate_watches(from, to);
        let entry = NewEntry {
            action: if overwritten.is_some() { LogAction::MoveOverRedirect } else { LogAction::Move },
            title: from,
            page: page.id,
            comment: request.reason,
            params: Some(LogParams::Move { target: to.clone(), no_redirect: !redirect, revision }),
            tags: &request.tags,
        };
        let log = self.log_shown(actor, entry, Shown { revision, patrollable: false });
        if let Some((log, over)) = deleted {
            self.show(actor, log, over.title.clone(), over.id, Shown::default());
        }
        self.move_protection(actor, page, request, left);
        if from.namespace() == Namespace::FILE {
            self.rename_file(&from.shared_key(), &to.shared_key());
        }
        self.touch_around(from, true);
        self.touch_around(to, true);
        Moved { page: page.id, redirect, over_redirect: overwritten.is_some(), revision, log }
    }

    /// The words of the null revision.
    fn move_comment(&self, actor: &Actor, request: &MoveRequest<'_>, over: bool, redirect: bool) -> String {
        let namespaces = &self.state.site.namespaces;
        let how = match (over, redirect) {
            (false, true) => "",
            (false, false) => " without leaving a redirect",
            (true, true) => " over redirect",
            (true, false) => " over a redirect without leaving a redirect",
        };
        let (from, to) = (request.from.prefixed(namespaces), request.to.prefixed(namespaces));
        let reason = if request.reason.is_empty() { String::new() } else { format!(": {}", request.reason) };
        format!("{} moved page [[{from}]] to [[{to}]]{how}{reason}", actor.name)
    }

    fn retitle(&mut self, page: &Page, to: &Title, revision: RevisionId) {
        let latest = self.state.latest(page.id).expect("every page has its newest revision");
        let kept = self.state.links.of(page.id);
        let (links, countable) = self.read_links(to, &latest.content, latest.model, kept);
        if links.as_deref() != kept {
            self.push(Change::Links(page.id, links));
        }
        let row = Page {
            title: to.clone(),
            latest: revision,
            touched: self.now,
            is_new: false,
            countable,
            ..page.clone()
        };
        self.push(Change::Page(row));
        if self.state.restrictions.kept_title(to).is_some() {
            self.push(Change::TitleProtected(to.clone(), None));
        }
    }

    fn leave_redirect(
        &mut self,
        actor: &Actor,
        from: &Title,
        to: &Title,
        comment: &str,
        tags: &[Arc<str>],
    ) -> PageId {
        let content = wikitext::redirect_text(to, &self.state.naming()).into();
        let saved = self.save_first(Save {
            title: from,
            actor,
            content,
            model: Model::Wikitext,
            summary: comment,
            minor: false,
            bot: false,
            patrolled: Patrolled::Auto,
            tags: tags.to_vec(),
            revert: None,
            quiet: true,
            sent: None,
        });
        saved.page
    }

    /// What protected the page protects the redirect as well.
    fn move_protection(
        &mut self,
        actor: &Actor,
        page: &Page,
        request: &MoveRequest<'_>,
        left: Option<PageId>,
    ) {
        let state = self.state;
        if state.restrictions.of(page.id, self.now).next().is_none() {
            return;
        }
        if let Some(redirect) = left {
            self.push(Change::Restricted(redirect, state.restrictions.kept(page.id).to_vec()));
        }
        let namespaces = &state.site.namespaces;
        let (from, to) = (request.from.prefixed(namespaces), request.to.prefixed(namespaces));
        let reason = if request.reason.is_empty() { String::new() } else { format!(": {}", request.reason) };
        let entry = NewEntry {
            action: LogAction::MoveProtection,
            title: &request.to,
            page: page.id,
            comment: &format!("[[{from}]] moved to [[{to}]]{reason}"),
            params: Some(LogParams::MoveProtection { from: request.from.clone() }),
            tags: &request.tags,
        };
        self.log_shown(actor, entry, Shown::default());
    }

    /// Who watched the old title watches the new one, too.
    fn duplicate_watches(&mut self, from: &Title, to: &Title) {
        if from.subject() == to.subject() {
            return;
        }
        let pairs = [(Some(from.subject()), Some(to.subject())), (from.talk(), to.talk())];
        for (from, to) in pairs.into_iter().filter_map(|(from, to)| from.zip(to)) {
            let state = self.state;
            let watchers: Vec<_> = state.watchlists.watchers(&from, self.now).collect();
            for user in watchers {
                if let Some(Watched { expiry, unseen }) = state.watchlists.get(user, &from, self.now) {
                    self.push(Change::Watched(user, to.clone(), Some(Watched { expiry, unseen })));
                }
            }
        }
    }
}

/// The subpages of a page and where they would go, in order; refused where there are none by rule.
pub fn subpages(state: &State, from: &Title, to: &Title) -> Result<Vec<(Title, Title)>, Refusal> {
    for title in [from, to] {
        if !state.site.namespaces.has_subpages(title.namespace()) {
            return Err(Refusal::NoSubpages(title.namespace()));
        }
    }
    let prefix = format!("{}/", from.key());
    let pages = state.pages.with_prefix(from.namespace(), &prefix);
    let pairs = pages.take(state.policy.max_moved_pages + 1).map(|page| {
        let rest = &page.title.key()[from.key().len()..];
        let target = Title::of_key(to.namespace(), format!("{}{rest}", to.key()));
        (page.title.clone(), target)
    });
    Ok(pairs.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wiki::{
        Expiry,
        delete::{self, UndeleteRequest},
        protect::{self, ProtectRequest},
        recent::RecentKind,
        rig::{Rig, admin, alice},
        rollback::{self, RollbackRequest},
        tag::Tagged,
        watch::Wish,
    };

    fn relocate(rig: &mut Rig, from: &str, to: &str, redirect: bool) -> Result<Moved, Refusal> {
        let request =
            MoveRequest { from: rig.title(from), to: rig.title(to), reason: "", redirect, tags: Vec::new() };
        rig.decide(|state, now| decide(state, &admin(), now, &request))
    }

    fn comment(rig: &Rig, revision: RevisionId) -> &str {
        &rig.state.any_revision(revision).unwrap().comment
    }

    /// The same steps as on a MediaWiki 1.39, and what its tables held after them.
    #[test]
    fn moves_protections_and_deletions_leave_the_rows_that_mediawiki_leaves() {
        let mut rig = Rig::new();
        rig.save(&alice(), "Mv one", "x [[Category:Cc]]");
        let first = relocate(&mut rig, "Mv one", "Mv two", true).unwrap();
        assert_eq!(comment(&rig, first.revision), "Admin moved page [[Mv one]] to [[Mv two]]");
        let back = relocate(&mut rig, "Mv two", "Mv one", true).unwrap();
        assert!(back.over_redirect && back.redirect);
        assert_eq!(comment(&rig, back.revision), "Admin moved page [[Mv two]] to [[Mv one]] over redirect");
        let third = relocate(&mut rig, "Mv one", "Mv three", false).unwrap();
        assert_eq!(
            comment(&rig, third.revision),
            "Admin moved page [[Mv one]] to [[Mv three]] without leaving a redirect"
        );
        let actions: Vec<&str> = rig.state.log.iter().map(|entry| entry.action.action()).collect();
        assert_eq!(actions, ["create", "move", "delete_redir", "move_redir", "move"]);
        let lines: Vec<&str> = rig
            .state
            .recent
            .iter()
            .map(|line| rig.state.log.get(line.log).map_or(line.kind.name(), |entry| entry.action.action()))
            .collect();
        assert_eq!(
            lines,
            ["move", "move_redir", "delete_redir", "move"],
            "the page that made way takes lines of its title along"
        );
        let redirect = rig.state.pages.titled(&rig.title("Mv two")).unwrap();
        assert!(redirect.is_new && redirect.length == 20);
        assert!(rig.state.tags.has(Tagged::Revision(redirect.latest), "mw-new-redirect"));
        // 1 edit; 3 null revisions of moves; 2 redirects; 1 deletion.
        assert_eq!(rig.state.edits, 7);
        assert_eq!(rig.state.users.by_name("Admin").unwrap().edits, 5);

        let title = rig.title("Mv three");
        let week = Expiry::At(rig.now.plus(7 * 86_400));
        let mut request = ProtectRequest {
            title: title.clone(),
            protections: vec![
                ("edit".into(), "sysop".into(), Expiry::Never),
                ("move".into(), "autoconfirmed".into(), week),
            ],
            cascade: true,
            reason: "why",
            tags: Vec::new(),
            watch: Wish::NoChange,
        };
        rig.decide(|state, now| protect::decide(state, &admin(), now, &request)).unwrap();
        let latest = rig.state.latest(rig.id("Mv three")).unwrap().id;
        assert_eq!(
            comment(&rig, latest),
            "Protected \"[[Mv three]]\": why ([Edit=Allow only administrators] (indefinite) [Move=Allow only \
             autoconfirmed users] (expires 00:04, 8 January 2026 (UTC))) [cascading]"
        );
        assert_eq!(rig.state.users.by_name("Admin").unwrap().edits, 5, "protecting is no edit");
        relocate(&mut rig, "Mv three", "Mv four", true).unwrap();
        let page = rig.id("Mv three");
        assert_eq!(
            rig.state.restrictions.of(page, rig.now).count(),
            2,
            "the redirect is protected as the page"
        );
        request.title = rig.title("Mv four");
        request.protections =
            vec![("edit".into(), "all".into(), Expiry::Never), ("move".into(), "all".into(), Expiry::Never)];
        (request.cascade, request.reason) = (false, "");
        rig.decide(|state, now| protect::decide(state, &admin(), now, &request)).unwrap();
        let latest = rig.state.latest(rig.id("Mv four")).unwrap().id;
        assert_eq!(comment(&rig, latest), "Removed protection from \"[[Mv four]]\"");

        let request = delete::DeleteRequest {
            title: rig.title("Mv four"),
            reason: None,
            talk: false,
            tags: Vec::new(),
            watch: Wish::NoChange,
        };
        let deleted = rig.decide(|state, now| delete::delete(state, &admin(), now, &request)).unwrap();
        assert_eq!(deleted.reason, "content was: \"x [[Category:Cc]]\"");
        assert!(
            rig.state.recent.iter().all(|line| line.kind == RecentKind::Log),
            "edits of the page are not told"
        );
        assert!(rig.state.links.category("Cc").is_none());
        let request = UndeleteRequest {
            title: rig.title("Mv four"),
            reason: "r",
            times: Vec::new(),
            files: Vec::new(),
            talk: false,
            unsuppress: false,
            tags: Vec::new(),
            watch: Wish::NoChange,
        };
        let restored = rig.decide(|state, now| delete::undelete(state, &admin(), now, &request)).unwrap();
        assert_eq!(restored.revisions, 7);
        let page = rig.state.pages.titled(&rig.title("Mv four")).unwrap();
        assert!(page.id == first.page && page.is_new);
        assert_eq!(rig.state.links.category("Cc").unwrap().members.len(), 1);
    }

    #[test]
    fn a_move_is_refused_with_everything_that_speaks_against_it() {
        let mut rig = Rig::new();
        rig.save(&alice(), "A", "x");
        rig.save(&alice(), "B", "y");
        assert!(matches!(relocate(&mut rig, "A", "B", true), Err(Refusal::MoveTargetExists(_))));
        assert!(matches!(relocate(&mut rig, "A", "A", true), Err(Refusal::SelfMove)));
        let Err(Refusal::Several(all)) = relocate(&mut rig, "Nonesuch", "Special:X", true) else {
            panic!("several things are wrong")
        };
        assert!(matches!(
            all[..],
            [Refusal::MoveSourceMissing(_), Refusal::ImmobileTarget(_), Refusal::Denied(_)]
        ));
    }

    #[test]
    fn rolling_back_goes_back_to_somebody_else_s_text() {
        let mut rig = Rig::new();
        rig.save(&alice(), "A", "x");
        let mut request = RollbackRequest {
            title: rig.title("A"),
            user: "Alice".into(),
            summary: "",
            bot: true,
            tags: Vec::new(),
            watch: Wish::NoChange,
            meter: None,
        };
        let refused = rig.decide(|state, now| rollback::decide(state, &admin(), now, &request));
        assert!(matches!(refused, Err(Refusal::OnlyAuthor)));
        rig.save(&admin(), "A", "z");
        let bad = rig.save(&alice(), "A", "zz");
        rig.save(&alice(), "A", "zzz");
        let done = rig.decide(|state, now| rollback::decide(state, &admin(), now, &request)).unwrap();
        assert_eq!(
            done.summary,
            "Reverted edits by [[Special:Contributions/Alice|Alice]] ([[User talk:Alice|talk]]) to last revision by \
             [[User:Admin|Admin]]"
        );
        assert_eq!(rig.text("A"), "z");
        let line = rig.state.recent.of_revision(bad.saved.revision).unwrap();
        assert!(line.bot && line.patrolled == Patrolled::Auto);
        assert!(rig.state.tags.has(Tagged::Revision(bad.saved.revision), "mw-reverted"));
        request.user = "Bob".into();
        let refused = rig.decide(|state, now| rollback::decide(state, &admin(), now, &request));
        assert!(matches!(refused, Err(Refusal::AlreadyRolledBack { .. })));
    }
}
