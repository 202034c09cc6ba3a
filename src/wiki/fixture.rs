//! Fixtures: wikis described in a TOML file, with settings, users and pages. Everything has a sensible default; what
//! is misspelled is refused with the place and with what was expected there.

mod plain;
mod plant;
mod site;

use std::{collections::BTreeMap, path::Path};

use serde::Deserialize;
use toml::Spanned;

use super::{
    address,
    grant::Grant,
    site::Site,
    title::{Target, Title},
    user::name::{self, Rigor},
};
use crate::release::Release;

pub use plain::{At, GroupChoice, HashingChoice, Limits};
pub use site::{GroupTable, InterwikiTable, NamespaceTable, SiteTable, ThrottlingTable};

/// A wiki to begin with.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Fixture {
    /// `[site]`: its settings.
    pub site: SiteTable,
    /// `[[namespace]]`: namespaces beside MediaWiki's own.
    pub namespace: Vec<NamespaceTable>,
    /// `[[interwiki]]`: prefixes beside MediaWiki's own.
    pub interwiki: Vec<InterwikiTable>,
    /// `[[group]]`: what is to be different about groups.
    pub group: Vec<GroupTable>,
    /// `[[user]]`: accounts.
    pub user: Vec<UserTable>,
    /// `[[page]]`: pages.
    pub page: Vec<PageTable>,
}

/// An account.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UserTable {
    /// Its name.
    pub name: Spanned<String>,
    /// Its id; the next free one if unset.
    pub id: Option<Spanned<u32>>,
    /// Its password. Without one nobody can log in as this user.
    pub password: Option<String>,
    /// The groups it is in.
    #[serde(default)]
    pub groups: Vec<Membership>,
    /// Its mail address.
    #[serde(default)]
    pub email: String,
    /// Whether the address was confirmed; so it is by default if there is one.
    pub email_confirmed: Option<bool>,
    /// The real name.
    #[serde(default)]
    pub real_name: String,
    /// When it was registered.
    #[serde(default)]
    pub registered: At,
    /// How many edits it counts; those of the fixture if unset.
    pub edits: Option<u32>,
    /// Preferences that differ from the defaults.
    #[serde(default)]
    pub options: BTreeMap<String, toml::Value>,
    /// How its creation stands in the log.
    #[serde(default)]
    pub log: CreationLog,
    /// Titles on its watchlist.
    #[serde(default)]
    pub watches: Vec<Spanned<String>>,
    /// Its bot passwords.
    #[serde(default)]
    pub bot_passwords: Vec<BotPasswordTable>,
}

/// How the creation of an account stands in the log `newusers`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CreationLog {
    /// Not at all.
    #[default]
    None,
    /// Made by itself.
    Create,
    /// Made by the software.
    Autocreate,
}

/// Being in a group: `"bot"`, or with an end, `{ group = "bot", expires = "2030-01-01T00:00:00Z" }`.
#[derive(Debug, Clone, Deserialize)]
#[serde(from = "plain::RawMembership")]
pub struct Membership {
    /// The group.
    pub group: String,
    /// When it ends.
    pub expires: Option<At>,
}

/// A bot password: logging in as `User@app`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BotPasswordTable {
    /// Its name, after the `@`.
    pub app: String,
    /// The password: 32 or more of `0-9a-w`, or clients' logins with it are not tried as a bot's.
    pub password: String,
    /// What it may be used for; `["all"]` for every grant there is. `basic` is always among them.
    #[serde(default)]
    pub grants: Vec<Spanned<String>>,
}

/// A page, by its only revision, or by `revisions`, oldest first.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageTable {
    /// Its title.
    pub title: Spanned<String>,
    /// Its id; the next free one if unset.
    pub id: Option<u32>,
    /// Its content model, if it is not the one of such titles.
    pub model: Option<String>,
    /// The text of its only revision.
    pub text: Option<String>,
    /// Who wrote that: a user of this file or an address; the first user of the file if unset.
    pub author: Option<Spanned<String>>,
    /// The edit summary of that.
    #[serde(default)]
    pub summary: String,
    /// When that was.
    #[serde(default)]
    pub at: At,
    /// Whether that is patrolled.
    #[serde(default)]
    pub patrolled: bool,
    /// Several revisions, oldest first, instead of `text` and what goes with it.
    #[serde(default)]
    pub revisions: Vec<RevisionTable>,
}

/// One revision of a page.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RevisionTable {
    /// The text.
    pub text: String,
    /// Who wrote it: a user of this file or an address; the first user of the file if unset.
    pub author: Option<Spanned<String>>,
    /// The edit summary.
    #[serde(default)]
    pub summary: String,
    /// When it was written.
    #[serde(default)]
    pub at: At,
    /// Whether it was marked as minor.
    #[serde(default)]
    pub minor: bool,
    /// Whether it was marked as a bot's.
    #[serde(default)]
    pub bot: bool,
    /// Whether it is patrolled.
    #[serde(default)]
    pub patrolled: bool,
}

/// What is wrong with a fixture, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}:{column}: {what}")]
pub struct FixtureError {
    /// The file.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// The character in that line, counted from 1.
    pub column: usize,
    /// What is wrong, and what was expected instead.
    pub what: String,
}

impl Fixture {
    /// Reads a fixture. `file` is only named in errors.
    pub fn parse(file: &str, text: &str) -> Result<Self, FixtureError> {
        let wrong = |at: Option<usize>, what: String| FixtureError::at(file, text, at.unwrap_or(0), what);
        let fixture: Self = toml::from_str(text).map_err(|error| {
            wrong(error.span().map(|span| span.start), error.message().replace('\n', " "))
        })?;
        match fixture.fault() {
            Some((at, what)) => Err(wrong(Some(at), what)),
            None => Ok(fixture),
        }
    }

    /// Reads a fixture from a file.
    pub fn load(path: &Path) -> Result<Self, FixtureError> {
        let file = path.display().to_string();
        match std::fs::read_to_string(path) {
            Ok(text) => Self::parse(&file, &text),
            Err(error) => {
                Err(FixtureError { file, line: 1, column: 1, what: format!("cannot be read: {error}") })
            }
        }
    }

    /// The wiki that the recorded conversations of MediaWiki were held with.
    pub fn oracle() -> Self {
        Self::built_in("oracle.toml", include_str!("../../fixtures/wikis/oracle.toml"))
    }

    /// A small wiki to try things out.
    pub fn demo() -> Self {
        Self::built_in("demo.toml", include_str!("../../fixtures/wikis/demo.toml"))
    }

    /// The ready-made fixture of that name.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "oracle" => Some(Self::oracle()),
            "demo" => Some(Self::demo()),
            _ => None,
        }
    }

    fn built_in(file: &str, text: &str) -> Self {
        Self::parse(file, text).expect("the ready-made fixtures are whole; a test reads them")
    }

    /// Every revision of a page, oldest first, however the file wrote them.
    pub fn revisions(page: &PageTable) -> Vec<RevisionTable> {
        match &page.text {
            Some(text) => vec![RevisionTable {
                text: text.clone(),
                author: page.author.clone(),
                summary: page.summary.clone(),
                at: page.at,
                minor: false,
                bot: false,
                patrolled: page.patrolled,
            }],
            None => page.revisions.clone(),
        }
    }

    /// What is wrong between the parts, and where. Groups and grants of another release are fine: they do nothing.
    fn fault(&self) -> Option<(usize, String)> {
        let site = self.site(Release::ALL.last().copied().unwrap_or(Release::FIRST));
        self.fault_in_users(&site).or_else(|| self.fault_in_pages(&site))
    }

    fn fault_in_users(&self, site: &Site) -> Option<(usize, String)> {
        for (place, user) in self.user.iter().enumerate() {
            let (at, name) = (user.name.span().start, user.name.get_ref());
            if name::canonical(name, Rigor::Valid, site).as_ref() != Some(name) {
                return Some((at, format!("expected a user name such as \"Alice\", not “{name}”")));
            }
            if let Some(other) = user.groups.iter().find(|other| site.groups.get(&other.group).is_none()) {
                let known = site.groups.explicit().collect::<Vec<_>>().join("`, `");
                return Some((
                    at,
                    format!("expected this user's groups among `{known}`, not “{}”", other.group),
                ));
            }
            let mut granted = user.bot_passwords.iter().flat_map(|bot| &bot.grants);
            let unknown = |grant: &&Spanned<String>| {
                *grant.get_ref() != "all" && Grant::named(grant.get_ref(), site.release).is_none()
            };
            if let Some(grant) = granted.find(unknown) {
                let known = Grant::of(site.release).map(|grant| grant.name).collect::<Vec<_>>().join("`, `");
                let what = format!("expected \"all\" or one of `{known}`, not “{}”", grant.get_ref());
                return Some((grant.span().start, what));
            }
            if let Some(title) = user.watches.iter().find(|title| !is_title(title.get_ref(), site)) {
                return Some((title.span().start, format!("expected a title, not “{}”", title.get_ref())));
            }
            if self.user[..place].iter().any(|other| other.name.get_ref() == name) {
                return Some((at, format!("there is a user “{name}” above already")));
            }
            if let Some(id) = &user.id {
                let taken = |other: &&UserTable| {
                    other.id.as_ref().is_some_and(|taken| taken.get_ref() == id.get_ref())
                };
                if let Some(other) = self.user[..place].iter().find(taken) {
                    let what = format!("“{}” has the id {} already", other.name.get_ref(), id.get_ref());
                    return Some((id.span().start, what));
                }
                if *id.get_ref() == 0 {
                    return Some((id.span().start, "expected an id above 0".to_owned()));
                }
            }
        }
        None
    }

    fn fault_in_pages(&self, site: &Site) -> Option<(usize, String)> {
        let author_known = |name: &str| {
            self.user.iter().any(|user| user.name.get_ref() == name) || address::is_address(name)
        };
        for page in &self.page {
            let (at, title) = (page.title.span().start, page.title.get_ref());
            if !is_title(title, site) {
                return Some((at, format!("expected a title, not “{title}”")));
            }
            if page.text.is_some() != page.revisions.is_empty() {
                return Some((at, "expected either `text` or `revisions` of this page".to_owned()));
            }
            let authors = page.revisions.iter().filter_map(|revision| revision.author.as_ref());
            let unknown = authors.chain(&page.author).find(|author| !author_known(author.get_ref()));
            if let Some(author) = unknown {
                let what = format!("expected a user of this file or an address, not “{}”", author.get_ref());
                return Some((author.span().start, what));
            }
        }
        None
    }
}

fn is_title(text: &str, site: &Site) -> bool {
    let target = Title::parse(text, &site.naming()).ok();
    target.and_then(Target::local).is_some_and(|title| title.can_exist())
}

impl FixtureError {
    fn at(file: &str, text: &str, offset: usize, what: String) -> Self {
        let before = text.get(..offset).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Self { file: file.to_owned(), line, column, what }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> String {
        Fixture::parse("my.toml", text).unwrap_err().to_string()
    }

    #[test]
    fn the_ready_made_fixtures_are_whole() {
        let oracle = Fixture::oracle();
        assert_eq!(oracle.user.len(), 5);
        assert_eq!(Fixture::revisions(&oracle.page[0])[0].text.len(), 755);
        assert!(Fixture::demo().page.len() > 1);
        assert!(Fixture::named("nonesuch").is_none());
    }

    #[test]
    fn an_empty_file_is_a_wiki() {
        assert!(Fixture::parse("my.toml", "").unwrap().user.is_empty());
    }

    #[test]
    fn an_error_says_where_and_what_was_expected() {
        assert_eq!(
            error("[site]\nname = \"X\"\ncolour = 1\n").split(", `").next().unwrap(),
            "my.toml:3:1: unknown field `colour`, expected one of `name`"
        );
        assert_eq!(error("[site]\nname = 1"), "my.toml:2:8: invalid type: integer `1`, expected a string");
        assert!(error("[site\n").starts_with("my.toml:1:"));
        assert_eq!(
            error("[[user]]\nname = \"A\"\nregistered = \"soon\"\n"),
            "my.toml:3:14: expected a time such as \"2026-01-31T23:59:59Z\", or how long ago, such as \"-90s\", \
             \"-15m\", \"-3h\" or \"-10d\", not “soon”"
        );
        assert_eq!(
            error("[[group]]\nname = \"bot\"\ngive = [\"fly\"]\n"),
            "my.toml:3:9: expected a right of MediaWiki such as `edit`, not “fly”"
        );
        assert_eq!(error("[[user]]\npassword = \"x\"\n"), "my.toml:1:1: missing field `name`");
    }

    #[test]
    fn what_does_not_fit_together_is_refused() {
        assert_eq!(
            error("[[user]]\nname = \"A\"\nid = 1\n[[user]]\nname = \"B\"\nid = 1\n"),
            "my.toml:6:6: “A” has the id 1 already"
        );
        assert_eq!(
            error("[[page]]\ntitle = \"P\"\ntext = \"\"\nauthor = \"Zoe\"\n"),
            "my.toml:4:10: expected a user of this file or an address, not “Zoe”"
        );
        assert_eq!(
            error("[[page]]\ntitle = \"P\"\n"),
            "my.toml:2:9: expected either `text` or `revisions` of this page"
        );
        assert_eq!(
            error("[[page]]\ntitle = \"a[b\"\ntext = \"\"\n"),
            "my.toml:2:9: expected a title, not “a[b”"
        );
        assert!(
            error("[[user]]\nname = \"alice\"\n").starts_with("my.toml:2:8: expected a user name such as")
        );
        assert!(
            error("[[user]]\nname = \"A\"\ngroups = [\"admin\"]\n")
                .starts_with("my.toml:2:8: expected this user's groups")
        );
        assert!(
            error("[[user]]\nname = \"A\"\nbot_passwords = [{ app = \"a\", password = \"b\", grants = [\"edit\"] }]\n")
                .starts_with("my.toml:3:57: expected \"all\" or one of `basic`")
        );
        Fixture::parse("my.toml", "[[page]]\ntitle = \"P\"\ntext = \"\"\nauthor = \"192.0.2.1\"\n").unwrap();
    }
}
