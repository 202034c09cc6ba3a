//! The whole wiki as it is now.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    ActorId, BlockId, Namespace, Naming, PageId, RecentId, Refusal, RevisionId, Site, Title,
    actor::Actors,
    address::Address,
    archive::{Archive, Archived},
    block::Blocks,
    change::Change,
    file::{FileVersion, Files},
    links::Links,
    log::Log,
    page::Pages,
    policy::Policy,
    recent::{RecentChange, RecentChanges},
    restriction::Restrictions,
    revision::{Hidden, Revision, Revisions},
    save::Reverted,
    tag::{Tagged, Tags},
    title::Target,
    user::Users,
    watch::{NewMessages, Watchlists},
};
use crate::base::Timestamp;

/// All tables and their indices. Read through [`Wiki::state`](super::Wiki::state), changed through
/// [`Wiki::commit`](super::Wiki::commit).
#[derive(Debug, Clone, Default)]
pub struct State {
    /// Accounts.
    pub users: Users,
    /// Everybody who ever did something.
    pub actors: Actors,
    /// Pages.
    pub pages: Pages,
    /// Revisions of pages that live.
    pub revisions: Revisions,
    /// Revisions of deleted pages.
    pub archive: Archive,
    /// The log.
    pub log: Log,
    /// Recent changes.
    pub recent: RecentChanges,
    /// Change tags.
    pub tags: Tags,
    /// What pages point at, show and belong to.
    pub links: Links,
    /// Reverts that nobody has patrolled yet, and what they took back.
    pub reverts: BTreeMap<RevisionId, Reverted>,
    /// Protections.
    pub restrictions: Restrictions,
    /// Blocks.
    pub blocks: Blocks,
    /// Files.
    pub files: Files,
    /// Watchlists.
    pub watchlists: Watchlists,
    /// From which addresses accounts last changed something.
    pub seen: BTreeMap<ActorId, Address>,
    /// Marks of new messages.
    pub new_messages: NewMessages,
    /// How many names of temporary accounts were given, by year.
    pub serials: BTreeMap<u16, u32>,
    /// How many edits were ever made.
    pub edits: u64,
    /// The wiki's settings. Set when the wiki is made.
    pub site: Arc<Site>,
    /// Settings that the rules for pages depend on. Set when the wiki is made.
    pub policy: Policy,
}

/// What a line of recent changes leaves to its revision or log entry.
#[derive(Debug, Clone, Copy)]
pub struct RecentDetails<'s> {
    /// Why.
    pub comment: &'s str,
    /// Whether it was marked as minor.
    pub minor: bool,
    /// What of it is hidden.
    pub hidden: Hidden,
}

impl State {
    /// What the meaning of a title depends on.
    pub fn naming(&self) -> Naming<'_> {
        self.site.naming()
    }

    /// Takes on the settings of a site.
    pub fn settle(&mut self, site: &Arc<Site>) {
        self.site = Arc::clone(site);
        self.policy = Policy::of(site);
    }

    /// Reads what a client calls a title.
    pub fn title(&self, text: &str) -> Result<Target, Refusal> {
        let refused = |fault| Refusal::Title { text: text.to_owned(), fault };
        Title::parse(text, &self.naming()).map_err(refused)
    }

    /// The pages that point at a title, in order of their numbers. A template that there is not is shown as a link.
    pub fn pointing_at(&self, title: &Title) -> Vec<PageId> {
        let mut pages: Vec<PageId> = self.links.to_page(title).collect();
        if self.pages.id_of(title).is_none() {
            pages.extend(self.links.showing(title));
        }
        pages.sort_unstable();
        pages.dedup();
        pages
    }

    /// The pages that protect a title because they show it, and the levels they ask for (`RestrictionStore`).
    pub fn cascade_onto(&self, title: &Title, action: &str, now: Timestamp) -> (Vec<Title>, Vec<Arc<str>>) {
        let (mut sources, mut levels) = (Vec::new(), Vec::new());
        for page in self.restrictions.cascading() {
            let Some(kept) = self.links.of(page) else { continue };
            let shown = match title.namespace() {
                Namespace::FILE => kept.links.files.contains(title.key()),
                _ => kept.links.templates.contains(title),
            };
            if !shown {
                continue;
            }
            let mut holds = false;
            for restriction in self.restrictions.of(page, now).filter(|restriction| restriction.cascade) {
                holds = true;
                if *restriction.action == *action && !levels.contains(&restriction.level) {
                    levels.push(Arc::clone(&restriction.level));
                }
            }
            if let Some(page) = self.pages.get(page).filter(|_| holds) {
                sources.push(page.title.clone());
            }
        }
        (sources, levels)
    }

    /// The one spelling of a user's name; `None` if nobody can be called that.
    pub fn user_name(&self, text: &str) -> Option<String> {
        super::user::name::canonical(text, super::user::name::Rigor::Valid, &self.site)
    }

    /// The newest revision of a page.
    pub fn latest(&self, page: PageId) -> Option<&Revision> {
        self.revisions.get(self.pages.get(page)?.latest)
    }

    /// A revision, of a living page or in the archive.
    pub fn any_revision(&self, id: RevisionId) -> Option<&Revision> {
        self.revisions.get(id).or_else(|| self.archive.get(id).map(|row| &row.revision))
    }

    /// The rest of a line of recent changes.
    pub fn recent_details(&self, line: &RecentChange) -> RecentDetails<'_> {
        if let Some(log) = self.log.get(line.log) {
            return RecentDetails { comment: &log.comment, minor: false, hidden: log.hidden };
        }
        match self.any_revision(line.revision) {
            Some(row) => RecentDetails { comment: &row.comment, minor: row.minor, hidden: row.hidden },
            None => RecentDetails { comment: "", minor: false, hidden: Hidden::empty() },
        }
    }

    /// How many bytes of text there were before a line of recent changes, and after it; none for log entries.
    pub fn recent_sizes(&self, line: &RecentChange) -> (u32, u32) {
        let size = |id| self.any_revision(id).map_or(0, Revision::size);
        if line.log.known().is_none() { (size(line.before), size(line.revision)) } else { (0, 0) }
    }

    /// The tags of a line of recent changes.
    pub fn recent_tags(&self, line: &RecentChange) -> &[Arc<str>] {
        match line.log.known() {
            Some(log) => self.tags.of(Tagged::Log(log)),
            None => self.tags.of(Tagged::Revision(line.revision)),
        }
    }

    /// Makes a change that was decided. Never fails: what cannot be is refused when it is decided.
    pub fn apply(&mut self, change: Change) {
        match change {
            Change::User(change) => self.users.apply(change),
            Change::Session(_) => {}
            Change::Actor(row) => self.actors.put(row),
            Change::Page(page) => self.pages.put(page),
            Change::Touched(page, time) => self.pages.touch(page, time),
            Change::Revision(row) => self.revisions.put(row),
            Change::RevisionHidden(id, hidden) => {
                self.revisions.hide(id, hidden);
                self.archive.hide(id, hidden);
            }
            Change::Archived(row) => self.archive.put(row),
            Change::Deleted(page) => self.delete(page),
            Change::Restored(page, revisions) => self.restore(page, &revisions),
            Change::Handed(page, revisions) => self.hand(page, &revisions),
            Change::EditCounted => self.edits += 1,
            Change::Log(entry) => self.log.put(entry),
            Change::LogHidden(id, hidden) => self.log.hide(id, hidden),
            Change::Recent(line) => self.recent.put(line),
            Change::Patrolled(id, patrolled) => self.recent.patrol(id, patrolled),
            Change::RecentBot(id) => self.recent.mark_bot(id),
            Change::Seen(actor, address) => drop(self.seen.insert(actor, address)),
            Change::RecentGone(id) => drop(self.recent.remove(id)),
            Change::Tagged(on, tags) => self.tags.set(on, tags),
            Change::TagDefined(tag, active) => self.tags.define(tag, active),
            Change::Links(page, links) => self.links.set(page, links),
            Change::RevertPending(revision, Some(reverted)) => drop(self.reverts.insert(revision, reverted)),
            Change::RevertPending(revision, None) => drop(self.reverts.remove(&revision)),
            Change::Restricted(page, restrictions) => self.restrictions.set(page, restrictions),
            Change::TitleProtected(title, protection) => self.restrictions.set_title(title, protection),
            Change::Block(block) => self.blocks.put(block),
            Change::BlockGone(id) => drop(self.blocks.remove(id)),
            Change::File(version) => self.files.put(version),
            Change::FileAway(key, name) => self.files.put_away(&key, name),
            Change::FileDeleted(file) => {
                self.files.remove(&file.version.key, file.version.archive_name.as_ref());
                self.files.put_deleted(*file);
            }
            Change::FileRestored(id, archive_name) => {
                if let Some(file) = self.files.remove_deleted(id) {
                    self.files.put(FileVersion { archive_name, ..file.version });
                }
            }
            Change::DeletedFileHidden(id, hidden) => self.files.hide_deleted(id, hidden),
            Change::FileRenamed(from, to) => self.files.rename(&from, &to),
            Change::Stashed(key, stashed) => self.files.set_stash(key, stashed),
            Change::Watched(user, title, watched) => self.watchlists.set(user, title, watched),
            Change::NewMessages(name, since) => self.new_messages.set(name, since),
            Change::Serial(year, number) => drop(self.serials.insert(year, number)),
            Change::Given { page, revision, recent, block, edits } => {
                self.pages.skip_to(page);
                self.revisions.skip_to(revision);
                self.recent.skip_to(recent);
                self.blocks.skip_to(block);
                self.edits = edits;
            }
        }
    }

    fn delete(&mut self, page: PageId) {
        let Some(row) = self.pages.remove(page) else { return };
        let history: Vec<RevisionId> = self.revisions.history(page).map(|revision| revision.id).collect();
        for revision in history.into_iter().filter_map(|id| self.revisions.remove(id)) {
            self.archive.put(Archived { title: row.title.clone(), revision });
        }
        self.links.set(page, None);
        self.restrictions.set(page, Vec::new());
    }

    fn restore(&mut self, page: PageId, revisions: &[RevisionId]) {
        for row in revisions.iter().filter_map(|id| self.archive.remove(*id)) {
            self.revisions.put(Revision { page, ..row.revision });
        }
    }

    fn hand(&mut self, page: PageId, revisions: &[RevisionId]) {
        for id in revisions {
            if let Some(row) = self.revisions.remove(*id) {
                self.revisions.put(Revision { page, ..row });
            }
        }
    }

    /// Changes that make this state out of an empty one with the same settings.
    pub fn changes(&self) -> Vec<Change> {
        let mut all: Vec<Change> = self.users.changes().into_iter().map(Change::User).collect();
        all.push(Change::Given {
            page: PageId(self.pages.next_id().0 - 1),
            revision: RevisionId(self.revisions.next_id().0 - 1),
            recent: RecentId(self.recent.next_id().0 - 1),
            block: BlockId(self.blocks.next_id().0 - 1),
            edits: self.edits,
        });
        all.extend(self.serials.iter().map(|(year, number)| Change::Serial(*year, *number)));
        all.extend(self.actors.iter().cloned().map(Change::Actor));
        all.extend(self.pages.iter().cloned().map(Change::Page));
        all.extend(self.revisions.iter().cloned().map(Change::Revision));
        all.extend(self.archive.iter().cloned().map(Change::Archived));
        all.extend(self.log.iter().cloned().map(Change::Log));
        all.extend(self.recent.iter().cloned().map(Change::Recent));
        all.extend(self.tags.all().map(|(on, tags)| Change::Tagged(on, tags.to_vec())));
        all.extend(
            self.tags.defined().map(|(tag, active)| Change::TagDefined(Arc::clone(tag), Some(active))),
        );
        all.extend(self.links.all().map(|(page, kept)| Change::Links(page, Some(Box::new(kept.clone())))));
        all.extend(
            self.reverts.iter().map(|(revision, reverted)| Change::RevertPending(*revision, Some(*reverted))),
        );
        let restricted = self.restrictions.pages();
        all.extend(
            restricted
                .into_iter()
                .map(|page| Change::Restricted(page, self.restrictions.kept(page).to_vec())),
        );
        let titles = self.restrictions.titles();
        all.extend(
            titles.map(|(title, protection)| Change::TitleProtected(title.clone(), Some(protection.clone()))),
        );
        all.extend(self.blocks.iter().cloned().map(Change::Block));
        // Deleted versions first: they would take living ones of their names away.
        all.extend(self.files.all_deleted().map(|file| Change::FileDeleted(Box::new(file.clone()))));
        all.extend(self.files.all().cloned().map(Change::File));
        all.extend(
            self.files.stash().map(|(key, stashed)| Change::Stashed(Arc::clone(key), Some(stashed.clone()))),
        );
        let watched = self.watchlists.all();
        all.extend(watched.map(|(user, title, watched)| Change::Watched(user, title.clone(), Some(watched))));
        all.extend(self.seen.iter().map(|(actor, address)| Change::Seen(*actor, *address)));
        let messages = self.new_messages.all();
        all.extend(messages.map(|(name, since)| Change::NewMessages(Arc::clone(name), Some(since))));
        all
    }
}
