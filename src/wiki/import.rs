//! Pages and log entries that come out of a dump of another wiki (`WikiImporter`, `ImportableOldRevisionImporter`).

mod dump;
mod nodes;

use std::{collections::BTreeMap, sync::Arc};

use super::{
    Actor, Change, LogId, Namespace, PageId, RevisionId, State, Title, UserId,
    address::Address,
    content::Model,
    draft::{Decision, Draft, NewEntry, Shown},
    log::{LogAction, LogEntry, LogParams},
    page::Page,
    permission::{self, PageAction},
    revision::{Hidden, Revision},
    tag,
    user::name::{self, Rigor},
};
use crate::base::{Timestamp, digest};

pub use dump::{Checking, Contributor, Dump, DumpEntry, DumpFault, DumpItem, DumpPage, DumpRevision};
pub use nodes::Broken;

/// Names of people of other wikis keep so many bytes.
const NAME_BYTES: usize = 255;

/// Which titles pages get here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Placing {
    /// The same, as far as the namespaces are the same.
    Same,
    /// The same name in that namespace.
    Namespace(Namespace),
    /// A subpage of that page.
    Under(Title),
}

/// How a dump is to be imported.
#[derive(Debug, Clone)]
pub struct ImportRequest<'a> {
    /// Which titles pages get.
    pub placing: Placing,
    /// What is put before the names of people of the other wiki.
    pub prefix: &'a str,
    /// Whether people who have an account of the same name here are taken for the same.
    pub assign_known: bool,
    /// Why.
    pub reason: &'a str,
    /// Tags to put on the log entries.
    pub tags: Vec<Arc<str>>,
    /// Whether a time that cannot be read is the time now.
    pub takes_bad_times: bool,
}

/// Why a revision cannot be imported, nor anything after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RevisionFault {
    /// It has no text.
    TextMissing,
    /// Its text has more than so many KiB; its number, if it has one.
    TooBig(Option<String>, u32),
    /// There is no such content model.
    ModelUnknown(String),
    /// Its time cannot be read.
    BadTime,
    /// Nobody can be called so.
    NoName(String),
    /// Somebody could be called so, but nobody is.
    NoAccount(String),
}

/// What became of a page of a dump.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportedPage {
    /// Nothing: it has no revisions, no title here, or may not be edited.
    Skipped,
    /// So many of its revisions are new.
    Done(Title, u32),
    /// What stood before a revision that cannot be imported is there, and no more.
    Stopped(RevisionFault),
}

/// Decides what becomes of a page of a dump.
pub fn page(
    state: &State,
    actor: &Actor,
    now: Timestamp,
    request: &ImportRequest<'_>,
    namespaces: Option<&BTreeMap<String, String>>,
    page: &DumpPage,
) -> Decision<ImportedPage> {
    tag::check_apply(state, actor, &request.tags, now)?;
    let title = place(state, &request.placing, namespaces, &page.title, page.namespace);
    let allowed = |title: &Title| {
        title.can_exist() && permission::check(state, actor, PageAction::EDIT, title, now).is_ok()
    };
    let Some(title) = title.filter(|title| page.counts && allowed(title)) else {
        return Ok((Vec::new(), ImportedPage::Skipped));
    };
    let mut import = Import {
        living: state.pages.titled(&title),
        draft: Draft::new(state, now),
        title: &title,
        request,
        page: None,
        fresh: Vec::new(),
        newest: None,
        raised: 0,
    };
    import.newest = import.living.and_then(|page| state.latest(page.id)).cloned();
    for revision in &page.revisions {
        match import.add(revision) {
            Ok(()) => {}
            // The database takes all back.
            Err(fault @ (RevisionFault::NoName(_) | RevisionFault::NoAccount(_))) => {
                return Ok((Vec::new(), ImportedPage::Stopped(fault)));
            }
            Err(fault) => {
                import.settle(import.living.is_none() && import.raised == 1);
                return Ok((import.draft.finish(), ImportedPage::Stopped(fault)));
            }
        }
    }
    let count = import.fresh.len() as u32;
    if count > 0 {
        import.tell(actor, count);
    }
    Ok((import.draft.finish(), ImportedPage::Done(title.clone(), count)))
}

/// Decides what becomes of a log entry of a dump. One that is there already, or that this wiki cannot tell, is left out.
pub fn entry(
    state: &State,
    actor: &Actor,
    now: Timestamp,
    request: &ImportRequest<'_>,
    entry: &DumpEntry,
) -> Decision<()> {
    tag::check_apply(state, actor, &request.tags, now)?;
    let title = entry.title.as_deref().and_then(|title| state.title(title).ok()?.local());
    let time = entry.time.as_deref().and_then(|time| Timestamp::parse(time, now)).unwrap_or(now);
    let (Some(title), Some(action)) = (title, LogAction::named(&entry.kind, &entry.action)) else {
        return Ok((Vec::new(), ()));
    };
    let known = state.log.by_title(&title).any(|row| row.action == action && row.time == time);
    if known {
        return Ok((Vec::new(), ()));
    }
    let mut draft = Draft::new(state, now);
    let name = super::title::raise_first(&author(state, request, &entry.contributor)).into_owned();
    let user = state.users.by_name(&name).map(|user| user.id);
    let row = LogEntry {
        id: LogId(state.log.next_id().0),
        action,
        time,
        actor: draft.actor_named(user, &name.into()),
        page: PageId(0),
        title,
        comment: Draft::comment(&entry.comment),
        created: RevisionId(0),
        params: None,
        hidden: Hidden::empty(),
    };
    draft.push(Change::Log(row));
    Ok((draft.finish(), ()))
}

/// The title that a page of another wiki gets here.
fn place(
    state: &State,
    placing: &Placing,
    namespaces: Option<&BTreeMap<String, String>>,
    title: &str,
    number: i32,
) -> Option<Title> {
    let (prefix, rest) = match title.split_once(':') {
        Some((prefix, rest)) if number != 0 => (Some(prefix), rest),
        _ => (None, title),
    };
    let namespace = match namespaces {
        None => prefix.unwrap_or_default().to_owned(),
        Some(known) => match (known.get(&number.to_string()), prefix) {
            (Some(name), _) => name.clone(),
            (None, Some(prefix)) => prefix.to_owned(),
            (None, None) => format!("Ns{number}"),
        },
    };
    let full = if namespace.is_empty() { rest.to_owned() } else { format!("{namespace}:{rest}") };
    let naming = state.naming();
    let here = |namespace, name: &str| Title::in_namespace(namespace, name, &naming);
    match placing {
        Placing::Namespace(number) => here(*number, rest),
        Placing::Under(root) => {
            let text = format!("{}/{full}", root.prefixed_key(&state.site.namespaces));
            state.title(&text).ok()?.local()
        }
        Placing::Same if number < 100 && state.site.namespaces.get(Namespace(number)).is_some() => {
            here(Namespace(number), rest)
        }
        Placing::Same if namespace.is_empty() => here(Namespace::MAIN, rest),
        Placing::Same => match state.site.namespaces.by_name(&namespace) {
            Some(number) => here(number, rest),
            None => here(Namespace::MAIN, &full),
        },
    }
}

/// Who somebody of another wiki is here, where they are not marked (`WikiRevision`, until 1.30).
fn unmarked_author(state: &State, contributor: &Contributor) -> (Option<UserId>, Arc<str>) {
    let name = match contributor {
        Contributor::Address(name) | Contributor::Named(name) => name.as_str(),
        Contributor::Unknown => "Unknown user",
    };
    let canonical = state.user_name(name);
    match canonical.as_deref().and_then(|name| state.users.by_name(name)) {
        Some(user) => (Some(user.id), Arc::clone(&user.name)),
        None => (None, canonical.unwrap_or_else(|| name.to_owned()).into()),
    }
}

/// What somebody of another wiki is called here (`ExternalUserNames`).
fn author(state: &State, request: &ImportRequest<'_>, contributor: &Contributor) -> String {
    let prefix = request.prefix.trim_end_matches([':', '>']);
    let prefixed = |name: &str| {
        let mut all = format!("{prefix}>{name}");
        let mut end = all.len().min(NAME_BYTES);
        while !all.is_char_boundary(end) {
            end -= 1;
        }
        all.truncate(end);
        all
    };
    match contributor {
        Contributor::Address(address) => address.clone(),
        Contributor::Unknown => prefixed("Unknown user"),
        Contributor::Named(given) => {
            let is_known = || state.user_name(given).is_some_and(|name| state.users.by_name(&name).is_some());
            let usable = name::canonical(given, Rigor::Usable, &state.site).is_some();
            if !usable || request.assign_known && is_known() { given.clone() } else { prefixed(given) }
        }
    }
}

/// A page while its revisions come.
struct Import<'s, 'r> {
    living: Option<&'s Page>,
    draft: Draft<'s>,
    title: &'r Title,
    request: &'r ImportRequest<'r>,
    page: Option<PageId>,
    /// What came so far.
    fresh: Vec<Revision>,
    /// The newest revision of the page.
    newest: Option<Revision>,
    /// How often a new one became the newest.
    raised: u32,
}

impl<'s> Import<'s, '_> {
    fn add(&mut self, revision: &DumpRevision) -> Result<(), RevisionFault> {
        let state = self.draft.state;
        let (content, model) = self.content(revision)?;
        let time = match revision.time.as_deref() {
            None => self.draft.now,
            Some(text) => match Timestamp::parse(text, self.draft.now) {
                Some(time) => time,
                None if self.request.takes_bad_times => self.draft.now,
                None => return Err(RevisionFault::BadTime),
            },
        };
        let page = self.page_id();
        if revision.sha1.as_deref().is_some_and(|sha1| self.has(time, sha1)) {
            return Ok(());
        }
        let (user, name) = self.author(&revision.contributor)?;
        let row = Revision {
            id: self.draft.revision_id(),
            page,
            parent: self.before(time).map_or(RevisionId(0), |row| row.id),
            time,
            actor: self.draft.actor_named(user, &name),
            comment: Draft::comment(revision.comment.as_deref().unwrap_or_default()),
            content: content.into(),
            model: model.unwrap_or_else(|| state.default_model(self.title)),
            minor: revision.minor,
            hidden: Hidden::empty(),
        };
        self.draft.push(Change::Revision(row.clone()));
        if self.newest.as_ref().is_none_or(|newest| newest.time <= row.time) {
            self.draft.push(Change::EditCounted);
            self.raised += 1;
            self.newest = Some(row.clone());
        }
        self.fresh.push(row);
        Ok(())
    }

    fn content<'d>(&self, revision: &'d DumpRevision) -> Result<(&'d str, Option<Model>), RevisionFault> {
        let text = revision.text.as_deref().ok_or(RevisionFault::TextMissing)?;
        let most = self.draft.state.policy.max_article_kib;
        if text.len() > most as usize * 1024 {
            return Err(RevisionFault::TooBig(revision.id.clone(), most));
        }
        let model = match revision.model.as_deref() {
            None => None,
            Some(name) => {
                let known = Model::by_name(name);
                Some(known.ok_or_else(|| RevisionFault::ModelUnknown(name.to_owned()))?)
            }
        };
        Ok((text, model))
    }

    /// The page's number; a new one if it is not there yet.
    fn page_id(&mut self) -> PageId {
        let living = self.living.map(|page| page.id);
        let id = self.page.or(living).unwrap_or_else(|| self.draft.page_id());
        self.page = Some(id);
        id
    }

    /// The revisions of the page, what came so far included.
    fn history(&self) -> impl Iterator<Item = &Revision> {
        let state: &'s State = self.draft.state;
        let living = self.living.into_iter().flat_map(|page| state.revisions.history(page.id));
        living.chain(&self.fresh)
    }

    fn has(&self, time: Timestamp, sha1: &str) -> bool {
        self.history().any(|row| row.time == time && digest::sha1_base36(row.content.as_bytes()) == sha1)
    }

    /// The last revision that is not after a time.
    fn before(&self, time: Timestamp) -> Option<&Revision> {
        self.history().filter(|row| row.time <= time).max_by_key(|row| (row.time, row.id))
    }

    fn author(&self, contributor: &Contributor) -> Result<(Option<UserId>, Arc<str>), RevisionFault> {
        let state = self.draft.state;
        if !state.policy.rules.imports_mark_authors {
            return Ok(unmarked_author(state, contributor));
        }
        let name = author(state, self.request, contributor);
        if name.contains('>') || Address::parse(&name).is_some() {
            return Ok((None, name.into()));
        }
        let Some(canonical) = state.user_name(&name) else { return Err(RevisionFault::NoName(name)) };
        match state.users.by_name(&canonical) {
            Some(user) => Ok((Some(user.id), Arc::clone(&user.name))),
            None => Err(RevisionFault::NoAccount(canonical)),
        }
    }

    /// Points the page at its newest revision.
    fn settle(&mut self, is_new: bool) {
        let (Some(newest), Some(page)) = (self.newest.clone(), self.page) else { return };
        let (state, living) = (self.draft.state, self.living);
        let kept = living.and_then(|page| state.links.of(page.id));
        let (links, countable) = self.draft.read_links(self.title, &newest.content, newest.model, kept);
        self.draft.push(Change::Page(Page {
            id: page,
            title: self.title.clone(),
            latest: newest.id,
            length: newest.size(),
            touched: self.draft.now,
            redirect: self.draft.redirect(&newest.content, newest.model),
            is_new,
            countable,
            model: newest.model,
            language: living.and_then(|page| page.language.clone()),
        }));
        if links.as_deref() != kept {
            self.draft.push(Change::Links(page, links));
        }
        if state.restrictions.kept_title(self.title).is_some() {
            self.draft.push(Change::TitleProtected(self.title.clone(), None));
        }
        self.draft.touch_around(self.title, living.is_none());
    }

    /// Adds a null revision and a log entry (`ImportReporter::reportPage`).
    fn tell(&mut self, actor: &Actor, count: u32) {
        let Some(newest) = self.newest.take() else { return };
        let revisions = if count == 1 { "revision" } else { "revisions" };
        let mut words = format!("{count} {revisions} imported");
        let reason = self.request.reason;
        // As PHP has it, 0 says nothing.
        if !matches!(reason, "" | "0") {
            words = format!("{words}: {reason}");
        }
        let null = Revision {
            id: self.draft.revision_id(),
            parent: newest.id,
            time: self.draft.now,
            actor: self.draft.actor(actor),
            comment: Draft::comment(&words),
            minor: true,
            hidden: Hidden::empty(),
            ..newest
        };
        let (revision, page) = (null.id, null.page);
        self.draft.push(Change::Revision(null.clone()));
        self.newest = Some(null);
        self.settle(false);
        let entry = NewEntry {
            action: LogAction::ImportUpload,
            title: self.title,
            page,
            comment: reason,
            params: Some(LogParams::Import { count, from: "".into() }),
            tags: &self.request.tags,
        };
        self.draft.log_shown(actor, entry, Shown { revision, patrollable: false });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wiki::rig::{Rig, admin, alice};

    fn revision(rig: &Rig, hours: i64, text: &str) -> DumpRevision {
        DumpRevision {
            time: Some(rig.now.plus(-hours * 3600).mw14()),
            contributor: Contributor::Named("Eve".into()),
            text: Some(text.into()),
            sha1: Some(digest::sha1_base36(text.as_bytes())),
            ..DumpRevision::default()
        }
    }

    fn request() -> ImportRequest<'static> {
        ImportRequest {
            placing: Placing::Same,
            prefix: "w:",
            assign_known: false,
            reason: "why",
            tags: Vec::new(),
            takes_bad_times: true,
        }
    }

    #[test]
    fn imported_revisions_find_their_place_in_the_history() {
        let mut rig = Rig::new();
        rig.save(&alice(), "A", "mine");
        let revisions = vec![revision(&rig, 2, "old"), revision(&rig, 1, "newer")];
        let dump = DumpPage { title: "A".into(), namespace: 0, counts: true, revisions };
        let import = |state: &State, now| page(state, &admin(), now, &request(), None, &dump);
        let done = |count| ImportedPage::Done(Title::of_key(Namespace::MAIN, "A"), count);
        assert_eq!(rig.decide(import).unwrap(), done(2));
        let history: Vec<_> = rig.state.revisions.history(rig.id("A")).collect();
        let texts: Vec<_> = history.iter().map(|row| &*row.content).collect();
        assert_eq!(texts, ["old", "newer", "mine", "mine"]);
        assert_eq!(history[1].parent, history[0].id);
        assert_eq!(&*rig.state.actors.get(history[0].actor).name, "w>Eve");
        assert_eq!(&*rig.state.latest(rig.id("A")).unwrap().comment, "2 revisions imported: why");
        assert_eq!(rig.decide(import).unwrap(), done(0));
    }

    #[test]
    fn what_stands_before_a_bad_revision_stays() {
        let mut rig = Rig::new();
        let bad = DumpRevision { text: None, ..revision(&rig, 1, "") };
        let revisions = vec![revision(&rig, 2, "old"), bad];
        let dump = DumpPage { title: "A".into(), namespace: 0, counts: true, revisions };
        let import = |state: &State, now| page(state, &admin(), now, &request(), None, &dump);
        assert_eq!(rig.decide(import).unwrap(), ImportedPage::Stopped(RevisionFault::TextMissing));
        assert_eq!(rig.text("A"), "old");
        assert_eq!(rig.state.revisions.history(rig.id("A")).count(), 1);
    }

    #[test]
    fn pages_are_placed_by_their_namespaces() {
        let rig = Rig::new();
        let full = |placing: &Placing, title: &str, number| {
            let title = place(&rig.state, placing, None, title, number);
            title.map(|title| title.prefixed(&rig.state.site.namespaces))
        };
        let under = Placing::Under(rig.title("User:Root"));
        let project = Placing::Namespace(Namespace(4));
        assert_eq!(full(&Placing::Same, "Talk:A", 1).as_deref(), Some("Talk:A"));
        assert_eq!(full(&Placing::Same, "A", 1).as_deref(), Some("Talk:A"));
        assert_eq!(full(&Placing::Same, "Foo:A", 100).as_deref(), Some("Foo:A"));
        assert_eq!(full(&project, "Talk:A", 1).as_deref(), Some("OracleWiki:A"));
        assert_eq!(full(&under, "Talk:A", 1).as_deref(), Some("User:Root/Talk:A"));
        assert_eq!(full(&Placing::Same, "A[b", 0), None);
    }
}
