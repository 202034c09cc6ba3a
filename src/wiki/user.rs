//! Accounts.

pub mod name;

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    ops::Bound::{self, Excluded, Included, Unbounded},
    sync::Arc,
};

use serde::{Deserialize, Serialize};

use super::{
    UserId,
    credential::Credential,
    option::Value,
    right::{Right, RightSet},
    site::Site,
    table::Table,
};
use crate::base::{Chance, Timestamp, digest::hex};

/// An account.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct User {
    /// Its id.
    pub id: UserId,
    /// Its name.
    pub name: Arc<str>,
    /// When it was registered.
    pub registered: Timestamp,
    /// The groups it was put in, in order of their names. Some may be over.
    pub groups: Vec<Membership>,
    /// Groups it was in before.
    pub former_groups: Vec<Arc<str>>,
    /// Its mail address; empty if there is none.
    pub email: Arc<str>,
    /// When the address was confirmed.
    pub email_confirmed: Option<Timestamp>,
    /// The real name; empty if there is none.
    pub real_name: Arc<str>,
    /// Preferences that the user set.
    pub options: BTreeMap<Arc<str>, Value>,
    /// How many edits were counted.
    pub edits: u32,
    /// What the `Token` cookie proves itself with. Whoever gets a new one is logged out everywhere.
    pub secret: Token,
    /// The password.
    pub password: Credential,
    /// The bot passwords.
    pub bot_passwords: Vec<BotPassword>,
    /// A password that was sent by mail.
    #[serde(default)]
    pub temporary: Option<Temporary>,
}

/// A password that was sent by mail: it lets in, if another takes its place at once.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Temporary {
    /// The password.
    pub password: Credential,
    /// When it was sent.
    pub sent: Timestamp,
}

/// Being in a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Membership {
    /// The group.
    pub group: Arc<str>,
    /// When it ends; `None` for never.
    pub expires: Option<Timestamp>,
}

/// A password for programs: `User@app`, which can do less than the account.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct BotPassword {
    /// Its name, after the `@`.
    pub app: Arc<str>,
    /// The password.
    pub password: Credential,
    /// What it may be used for.
    pub grants: Vec<Arc<str>>,
    /// Sessions of it have this; a new one ends them.
    pub secret: Token,
}

/// A random secret of an account, as 32 hexadecimal digits on the wire.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Token([u8; 16]);

impl Token {
    /// A new one.
    pub fn random(chance: &dyn Chance) -> Self {
        let mut bytes = [0; 16];
        chance.fill(&mut bytes);
        Self(bytes)
    }

    /// As a cookie has it.
    pub fn wire(self) -> String {
        hex(&self.0)
    }

    /// Whether a cookie has it.
    pub fn is_wire(self, wire: &str) -> bool {
        let mut digits = [0; 32];
        crate::base::digest::hex_into(&self.0, &mut digits);
        crate::base::digest::equal(&digits, wire.as_bytes())
    }

    /// A part of it, which tells whether it was replaced.
    pub const fn stamp(self) -> u32 {
        u32::from_le_bytes([self.0[0], self.0[1], self.0[2], self.0[3]])
    }
}

impl fmt::Debug for Token {
    /// Keeps the secret out of logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token")
    }
}

impl User {
    /// A fresh account that nobody can log in to yet.
    pub fn fresh(id: UserId, name: impl Into<Arc<str>>, now: Timestamp, chance: &dyn Chance) -> Self {
        Self {
            id,
            name: name.into(),
            registered: now,
            groups: Vec::new(),
            former_groups: Vec::new(),
            email: "".into(),
            email_confirmed: None,
            real_name: "".into(),
            options: BTreeMap::new(),
            edits: 0,
            secret: Token::random(chance),
            password: Credential::Unset,
            bot_passwords: Vec::new(),
            temporary: None,
        }
    }

    /// The groups it was put in and still is in, in order of their names.
    pub fn memberships(&self, now: Timestamp) -> impl Iterator<Item = &Membership> {
        self.groups.iter().filter(move |membership| membership.expires.is_none_or(|expires| now < expires))
    }

    /// The groups it is in without being put there, in MediaWiki's order.
    pub fn implicit_groups(&self, site: &Site, now: Timestamp) -> &'static [&'static str] {
        let confirmed = self.is_autoconfirmed(site, now);
        match site.temporaries {
            Some(temporaries) => temporaries.groups_of(&self.name, confirmed),
            None if confirmed => &super::group::IMPLICIT,
            None => &super::group::IMPLICIT[..2],
        }
    }

    /// All groups it is in, in MediaWiki's order: those it was put in, then the implicit ones.
    pub fn all_groups<'u>(&'u self, site: &Site, now: Timestamp) -> impl Iterator<Item = &'u str> {
        let explicit = self.memberships(now).map(|membership| membership.group.as_ref());
        explicit.chain(self.implicit_groups(site, now).iter().copied())
    }

    /// What it may do.
    pub fn rights(&self, site: &Site, now: Timestamp) -> RightSet {
        site.groups.set(self.all_groups(site, now))
    }

    /// What it may do, in the order in which answers have it.
    pub fn rights_in_order(&self, site: &Site, now: Timestamp) -> Vec<Right> {
        site.groups.rights(self.all_groups(site, now))
    }

    /// Whether it is old enough and did enough (`APCOND_AGE`, `APCOND_EDITCOUNT`).
    pub fn is_autoconfirmed(&self, site: &Site, now: Timestamp) -> bool {
        let demanded = site.autoconfirmed;
        self.edits >= demanded.edits && now.unix() - self.registered.unix() >= demanded.age
    }

    /// Whether someone can write mail to it.
    pub fn has_confirmed_email(&self) -> bool {
        !self.email.is_empty() && self.email_confirmed.is_some()
    }

    /// The bot password of that name.
    pub fn bot_password(&self, app: &str) -> Option<&BotPassword> {
        self.bot_passwords.iter().find(|bot| *bot.app == *app)
    }
}

/// What can happen to an account.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum UserChange {
    /// It is made, or its whole row is another.
    Row(Box<User>),
    /// It is called otherwise.
    Name(UserId, Arc<str>),
    /// It is put in groups and taken out of others: these are all of the former and of the latter.
    Groups(UserId, Vec<Membership>, Vec<Arc<str>>),
    /// A preference is set; with `None` it is the default again.
    Option(UserId, Arc<str>, Option<Value>),
    /// It has another password.
    Password(UserId, Credential),
    /// It has a password that was sent by mail, or none any more.
    Temporary(UserId, Option<Temporary>),
    /// It is logged out everywhere.
    Secret(UserId, Token),
    /// It has another mail address.
    Email(UserId, Arc<str>, Option<Timestamp>),
    /// It has another real name.
    RealName(UserId, Arc<str>),
    /// Edits are counted.
    Edits(UserId, u32),
    /// A bot password is made or is another.
    BotPassword(UserId, BotPassword),
    /// A bot password goes.
    BotPasswordGone(UserId, Arc<str>),
}

/// All accounts of the wiki.
#[derive(Debug, Clone, Default)]
pub struct Users {
    rows: Table<UserId, Arc<User>>,
    by_name: BTreeMap<Arc<str>, UserId>,
    /// Who is in a group that they were put in, for a time or for ever.
    by_group: BTreeMap<Arc<str>, BTreeSet<UserId>>,
    by_email: BTreeSet<(Arc<str>, UserId)>,
}

impl Users {
    /// Makes a change that was decided.
    pub fn apply(&mut self, change: UserChange) {
        match change {
            UserChange::Row(user) => self.put(*user),
            UserChange::Name(id, name) => self.rename(id, name),
            UserChange::Groups(id, groups, former) => self.indexed(id, |user| {
                user.groups = groups;
                user.groups.sort_by(|one, other| one.group.cmp(&other.group));
                user.former_groups = former;
            }),
            UserChange::Option(id, option, value) => self.change(id, |user| {
                match value {
                    Some(value) => user.options.insert(option, value),
                    None => user.options.remove(&option),
                };
            }),
            UserChange::Password(id, password) => self.change(id, |user| user.password = password),
            UserChange::Temporary(id, temporary) => self.change(id, |user| user.temporary = temporary),
            UserChange::Secret(id, secret) => self.change(id, |user| user.secret = secret),
            UserChange::Email(id, email, confirmed) => self.indexed(id, |user| {
                (user.email, user.email_confirmed) = (email, confirmed);
            }),
            UserChange::RealName(id, name) => self.change(id, |user| user.real_name = name),
            UserChange::Edits(id, edits) => self.change(id, |user| user.edits += edits),
            UserChange::BotPassword(id, bot) => self.change(id, |user| {
                user.bot_passwords.retain(|kept| kept.app != bot.app);
                user.bot_passwords.push(bot);
            }),
            UserChange::BotPasswordGone(id, app) => {
                self.change(id, |user| user.bot_passwords.retain(|kept| kept.app != app));
            }
        }
    }

    /// Changes that make these accounts out of none.
    pub fn changes(&self) -> Vec<UserChange> {
        self.iter().map(|user| UserChange::Row(Box::new(User::clone(user)))).collect()
    }

    fn put(&mut self, mut user: User) {
        user.groups.sort_by(|one, other| one.group.cmp(&other.group));
        let (id, name) = (user.id, Arc::clone(&user.name));
        let user = Arc::new(user);
        if let Some(before) = self.rows.insert(id, Arc::clone(&user)) {
            self.by_name.remove(&before.name);
            self.forget(&before);
        }
        self.note(&user);
        self.by_name.insert(name, id);
    }

    fn note(&mut self, user: &User) {
        for membership in &user.groups {
            self.by_group.entry(Arc::clone(&membership.group)).or_default().insert(user.id);
        }
        if !user.email.is_empty() {
            self.by_email.insert((Arc::clone(&user.email), user.id));
        }
    }

    fn forget(&mut self, user: &User) {
        for membership in &user.groups {
            if let Some(members) = self.by_group.get_mut(&membership.group) {
                members.remove(&user.id);
            }
        }
        self.by_email.remove(&(Arc::clone(&user.email), user.id));
    }

    /// Changes what an index depends on.
    fn indexed(&mut self, id: UserId, change: impl FnOnce(&mut User)) {
        if let Some(before) = self.rows.get(id).map(Arc::clone) {
            self.forget(&before);
            self.change(id, change);
            let after = self.rows.get(id).map(Arc::clone);
            after.iter().for_each(|user| self.note(user));
        }
    }

    fn rename(&mut self, id: UserId, name: Arc<str>) {
        if let Some(user) = self.rows.get_mut(id) {
            self.by_name.remove(&user.name);
            self.by_name.insert(Arc::clone(&name), id);
            Arc::make_mut(user).name = name;
        }
    }

    fn change(&mut self, id: UserId, change: impl FnOnce(&mut User)) {
        if let Some(user) = self.rows.get_mut(id) {
            change(Arc::make_mut(user));
        }
    }

    /// The account of that id.
    pub fn get(&self, id: UserId) -> Option<&Arc<User>> {
        self.rows.get(id)
    }

    /// The account of that canonical name.
    pub fn by_name(&self, name: &str) -> Option<&Arc<User>> {
        self.rows.get(*self.by_name.get(name)?)
    }

    /// The next id to give.
    pub fn next_id(&self) -> UserId {
        self.rows.next_id()
    }

    /// How many there are.
    pub const fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// All, in order of their ids.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Arc<User>> {
        self.rows.iter()
    }

    /// All whose names come at or after this one, in order of their names.
    pub fn from_name<'u>(&'u self, name: &str) -> impl DoubleEndedIterator<Item = &'u Arc<User>> + use<'u> {
        let range = self.by_name.range::<str, _>((Included(name), Unbounded));
        range.filter_map(|(_, id)| self.rows.get(*id))
    }

    /// All whose names come at or after the first and before the end of the other bound, in order of their names.
    pub fn between_names<'u>(
        &'u self,
        from: &str,
        to: Bound<&str>,
    ) -> impl DoubleEndedIterator<Item = &'u Arc<User>> + use<'u> {
        let is_empty = matches!(to, Included(to) | Excluded(to) if to < from);
        let range = (!is_empty).then(|| self.by_name.range::<str, _>((Included(from), to)));
        range.into_iter().flatten().filter_map(|(_, id)| self.rows.get(*id))
    }

    /// How many are in a group that they were put in.
    pub fn in_group(&self, group: &str, now: Timestamp) -> usize {
        let is_in = |user: &&Arc<User>| user.memberships(now).any(|membership| *membership.group == *group);
        self.ever_in_group(group).filter(is_in).count()
    }

    /// Who is in a group that they were put in, whether or not their time is over.
    pub fn ever_in_group(&self, group: &str) -> impl ExactSizeIterator<Item = &Arc<User>> {
        let members = self.by_group.get(group).map_or_else(Vec::new, |members| members.iter().collect());
        members.into_iter().map(|id| self.rows.get(*id).expect("only accounts are in groups"))
    }

    /// Who has a mail address.
    pub fn with_email(&self, email: &str) -> impl Iterator<Item = &Arc<User>> {
        let email: Arc<str> = email.into();
        let range = (Arc::clone(&email), UserId(0))..=(email, UserId(u32::MAX));
        self.by_email.range(range).filter_map(|(_, id)| self.rows.get(*id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{base::SeededChance, release::V1_39};

    fn users(names: &[&str]) -> Users {
        let chance = SeededChance::new(1);
        let mut users = Users::default();
        for name in names {
            let user = User::fresh(users.next_id(), *name, Timestamp::from_unix(0), &chance);
            users.apply(UserChange::Row(Box::new(user)));
        }
        users
    }

    #[test]
    fn accounts_are_found_by_id_and_by_name() {
        let mut users = users(&["Zoe", "Bob", "Alice"]);
        assert_eq!(users.by_name("Bob").unwrap().id, UserId(2));
        assert_eq!(users.from_name("B").map(|user| &*user.name).collect::<Vec<_>>(), ["Bob", "Zoe"]);
        users.apply(UserChange::Name(UserId(2), "Robert".into()));
        assert!(users.by_name("Bob").is_none());
        assert_eq!(&*users.get(UserId(2)).unwrap().name, "Robert");
        assert_eq!((users.len(), users.next_id()), (3, UserId(4)));
    }

    #[test]
    fn a_membership_ends_by_itself() {
        let mut users = users(&["Alice"]);
        let until = |group: &str, expires| Membership { group: group.into(), expires };
        let groups = vec![until("sysop", None), until("bot", Some(Timestamp::from_unix(100)))];
        users.apply(UserChange::Groups(UserId(1), groups, Vec::new()));
        let site = Site::fresh("X", V1_39);
        let user = users.by_name("Alice").unwrap();
        let at = |seconds| user.all_groups(&site, Timestamp::from_unix(seconds)).collect::<Vec<_>>();
        assert_eq!(at(99), ["bot", "sysop", "*", "user", "autoconfirmed"]);
        assert_eq!(at(100), ["sysop", "*", "user", "autoconfirmed"]);
        assert!(!user.rights(&site, Timestamp::from_unix(100)).has(Right::Bot));
        assert_eq!(users.in_group("bot", Timestamp::from_unix(99)), 1);
    }

    #[test]
    fn confirmation_waits_if_the_site_says_so() {
        let users = users(&["Alice"]);
        let mut site = Site::fresh("X", V1_39);
        let user = users.by_name("Alice").unwrap();
        assert!(user.is_autoconfirmed(&site, Timestamp::from_unix(0)));
        site.autoconfirmed.age = 60;
        assert!(!user.rights(&site, Timestamp::from_unix(59)).has(Right::AutoConfirmed));
        assert!(user.rights(&site, Timestamp::from_unix(60)).has(Right::AutoConfirmed));
    }

    #[test]
    fn what_was_changed_can_be_made_again() {
        let mut before = users(&["Alice", "Bob"]);
        before.apply(UserChange::Option(UserId(1), "gender".into(), Some(Value::Text("female".into()))));
        before.apply(UserChange::Edits(UserId(2), 3));
        let bot = BotPassword {
            app: "edit".into(),
            password: Credential::Unset,
            grants: vec!["basic".into()],
            secret: Token([7; 16]),
        };
        before.apply(UserChange::BotPassword(UserId(2), bot));
        let written = serde_json::to_string(&before.changes()).unwrap();
        let mut after = Users::default();
        let changes: Vec<UserChange> = serde_json::from_str(&written).unwrap();
        for change in changes {
            after.apply(change);
        }
        assert_eq!(after.get(UserId(2)).unwrap().edits, 3);
        assert!(after.get(UserId(2)).unwrap().bot_password("edit").is_some());
        assert!(after.get(UserId(1)).unwrap().secret == before.get(UserId(1)).unwrap().secret);
        assert_eq!(after.get(UserId(1)).unwrap().options.len(), 1);
    }
}
