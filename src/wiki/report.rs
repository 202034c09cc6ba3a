//! Reports about all pages, as special pages list them (`QueryPage`): what is missing, alone, long, used most.

use std::{cmp::Reverse, collections::BTreeMap, sync::Arc};

use super::{Namespace, PageId, RevisionId, State, Title, file::FileVersion, page::Page, table::Sorted};
use crate::base::Timestamp;

/// A line of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportRow {
    /// About which title.
    pub title: Title,
    /// What it is sorted by, if that is told.
    pub value: Option<String>,
    /// The same as a time, if it is one.
    pub time: Option<Timestamp>,
    /// What else the database told, by the names of its columns.
    pub columns: Vec<(&'static str, Option<String>)>,
}

impl ReportRow {
    fn of(title: &Title) -> Self {
        Self { title: title.clone(), value: None, time: None, columns: Vec::new() }
    }

    fn valued(title: &Title, value: impl ToString) -> Self {
        Self { value: Some(value.to_string()), ..Self::of(title) }
    }

    fn timed(title: &Title, time: Timestamp) -> Self {
        Self { value: Some(time.mw14()), time: Some(time), ..Self::of(title) }
    }
}

/// The lines of a report by the name of its special page, all of them in order; none if there is no such report.
pub fn report(state: &State, name: &str) -> Vec<ReportRow> {
    match name {
        "Ancientpages" => ancient(state),
        "BrokenRedirects" => broken_redirects(state),
        "Deadendpages" => {
            pages(state, |page| links(state, page).is_none_or(|kept| kept.links.pages.is_empty()))
        }
        "DoubleRedirects" => double_redirects(state),
        "Fewestrevisions" => by_revisions(state, false),
        "Mostrevisions" => by_revisions(state, true),
        "ListDuplicatedFiles" => duplicated_files(state),
        "Listredirects" => redirects(state),
        "Lonelypages" => pages(state, |page| {
            let none = |table: &Sorted<(Title, PageId)>| count(table, &page.title) == 0;
            none(state.links.pages()) && none(state.links.templates())
        }),
        "Longpages" => by_length(state, true),
        "Shortpages" => by_length(state, false),
        "MediaStatistics" => media(state),
        "Mostcategories" => most_categories(state),
        "Mostimages" => {
            let used = tally(state.links.files().iter().map(|(key, _)| file(key)));
            most(used.into_iter().filter(|(_, count)| *count > 1))
        }
        "Mostlinked" => most_linked(state),
        "Mostlinkedcategories" => most(categories(state).into_iter()),
        "Mostlinkedtemplates" => {
            most(tally(state.links.templates().iter().map(|(title, _)| title.clone())).into_iter())
        }
        "Uncategorizedcategories" => uncategorized(state, Some(Namespace::CATEGORY)),
        "Uncategorizedimages" => uncategorized(state, Some(Namespace::FILE)),
        "Uncategorizedpages" => uncategorized(state, None),
        "Uncategorizedtemplates" => uncategorized(state, Some(Namespace::TEMPLATE)),
        "Unusedcategories" => unused_categories(state),
        "Unusedimages" => unused_files(state),
        "Unusedtemplates" => {
            of_namespace(state, Namespace::TEMPLATE, |page| count(state.links.templates(), &page.title) == 0)
        }
        "Unwatchedpages" => unwatched(state),
        "Wantedcategories" => {
            most(categories(state).into_iter().filter(|(title, _)| state.pages.titled(title).is_none()))
        }
        "Wantedfiles" => wanted_files(state),
        "Wantedpages" => wanted_pages(state),
        "Wantedtemplates" => {
            let wanted = state.links.templates().iter().map(|(title, _)| title);
            let wanted = wanted.filter(|title| title.namespace() == Namespace::TEMPLATE);
            let missing = wanted.filter(|title| state.pages.titled(title).is_none()).cloned();
            most(tally(missing).into_iter())
        }
        // No page here leads to other languages.
        "Withoutinterwiki" => pages(state, |_| true),
        _ => Vec::new(),
    }
}

fn links<'s>(state: &'s State, page: &Page) -> Option<&'s super::links::KeptLinks> {
    state.links.of(page.id)
}

fn is_content(state: &State, page: &Page) -> bool {
    state.site.namespaces.is_content(page.title.namespace()) && page.redirect.is_none()
}

/// Articles, no redirects, in order of their titles.
fn articles(state: &State) -> impl Iterator<Item = &Page> {
    state.pages.by_title(..).filter(move |page| is_content(state, page))
}

fn pages(state: &State, fits: impl Fn(&Page) -> bool) -> Vec<ReportRow> {
    articles(state).filter(|page| fits(page)).map(|page| ReportRow::of(&page.title)).collect()
}

fn of_namespace(state: &State, namespace: Namespace, fits: impl Fn(&Page) -> bool) -> Vec<ReportRow> {
    let pages = state.pages.by_title(..);
    let here = pages.filter(|page| page.title.namespace() == namespace && page.redirect.is_none());
    here.filter(|page| fits(page)).map(|page| ReportRow::of(&page.title)).collect()
}

/// How often a title stands in a table of links.
fn count(table: &Sorted<(Title, PageId)>, title: &Title) -> usize {
    table.range((title.clone(), PageId(0))..=(title.clone(), PageId(u32::MAX))).count()
}

fn tally(titles: impl Iterator<Item = Title>) -> BTreeMap<Title, usize> {
    let mut counts = BTreeMap::new();
    for title in titles {
        *counts.entry(title).or_insert(0) += 1;
    }
    counts
}

/// Titles with counts, the highest first, those of one count in order.
fn most(counts: impl Iterator<Item = (Title, usize)>) -> Vec<ReportRow> {
    let mut counts: Vec<(Title, usize)> = counts.collect();
    counts.sort_by_key(|(_, count)| Reverse(*count));
    counts.iter().map(|(title, count)| ReportRow::valued(title, count)).collect()
}

fn file(key: &Arc<str>) -> Title {
    Title::of_key(Namespace::FILE, Arc::clone(key))
}

fn categories(state: &State) -> Vec<(Title, usize)> {
    let all = state.links.categories("");
    let counted = all
        .map(|(key, category)| (Title::of_key(Namespace::CATEGORY, Arc::clone(key)), category.members.len()));
    counted.collect()
}

fn ancient(state: &State) -> Vec<ReportRow> {
    let timed = articles(state).filter_map(|page| Some((state.latest(page.id)?, page)));
    let mut all: Vec<(Timestamp, RevisionId, &Page)> =
        timed.map(|(row, page)| (row.time, row.id, page)).collect();
    all.sort_by_key(|(time, revision, _)| (*time, *revision));
    all.into_iter().map(|(time, _, page)| ReportRow::timed(&page.title, time)).collect()
}

fn by_revisions(state: &State, most: bool) -> Vec<ReportRow> {
    let counted = articles(state).map(|page| (state.revisions.history(page.id).count(), page));
    let mut all: Vec<(usize, &Page)> = counted.collect();
    all.sort_by_key(|(count, _)| if most { usize::MAX - count } else { *count });
    all.into_iter().map(|(count, page)| ReportRow::valued(&page.title, count)).collect()
}

fn by_length(state: &State, longest: bool) -> Vec<ReportRow> {
    let mut all: Vec<&Page> = articles(state).collect();
    all.sort_by_key(|page| (page.length, page.id));
    if longest {
        all.reverse();
    }
    all.into_iter().map(|page| ReportRow::valued(&page.title, page.length)).collect()
}

/// Where redirects lead within this wiki: the redirect, the title it leads to, the section there.
fn led(state: &State) -> impl Iterator<Item = (&Page, Title, String)> {
    state.pages.iter().filter_map(|page| {
        let target = page.redirect.as_deref()?;
        let title = target.clone().local()?;
        Some((page, title, target.fragment.clone()))
    })
}

fn broken_redirects(state: &State) -> Vec<ReportRow> {
    let broken =
        led(state).filter(|(_, target, _)| target.can_exist() && state.pages.titled(target).is_none());
    let mut all: Vec<_> = broken.collect();
    all.sort_by(|one, other| (&one.1, one.0.id).cmp(&(&other.1, other.0.id)));
    let told = all.into_iter().map(|(page, target, fragment)| ReportRow {
        columns: vec![
            ("rd_namespace", Some(target.namespace().0.to_string())),
            ("rd_title", Some(target.key().to_owned())),
            ("rd_fragment", Some(fragment)),
        ],
        ..ReportRow::of(&page.title)
    });
    told.collect()
}

fn double_redirects(state: &State) -> Vec<ReportRow> {
    let doubled = led(state).filter_map(|(page, target, fragment)| {
        let onward = state.pages.titled(&target)?.redirect.as_deref()?;
        Some((page, target, fragment, onward))
    });
    let mut all: Vec<_> = doubled.collect();
    all.sort_by(|one, other| (&one.1, one.0.id).cmp(&(&other.1, other.0.id)));
    let told = all.into_iter().map(|(page, target, fragment, onward)| ReportRow {
        columns: vec![
            ("b_namespace", Some(target.namespace().0.to_string())),
            ("b_title", Some(target.key().to_owned())),
            ("b_fragment", Some(fragment)),
            ("c_namespace", Some(onward.title.namespace().0.to_string())),
            ("c_title", Some(onward.title.key().to_owned())),
            ("c_fragment", Some(onward.fragment.clone())),
            ("c_interwiki", Some(onward.interwiki.as_deref().unwrap_or_default().to_owned())),
        ],
        ..ReportRow::of(&page.title)
    });
    told.collect()
}

fn redirects(state: &State) -> Vec<ReportRow> {
    let all = state.pages.by_title(..).filter_map(|page| Some((page, page.redirect.as_deref()?)));
    let told = all.map(|(page, target)| {
        let there = state.pages.titled(&target.title).map(|page| page.id.to_string());
        ReportRow {
            columns: vec![
                ("rd_namespace", Some(target.title.namespace().0.to_string())),
                ("rd_title", Some(target.title.key().to_owned())),
                ("rd_fragment", Some(target.fragment.clone())),
                ("rd_interwiki", Some(target.interwiki.as_deref().unwrap_or_default().to_owned())),
                ("redirid", there),
            ],
            ..ReportRow::of(&page.title)
        }
    });
    told.collect()
}

fn duplicated_files(state: &State) -> Vec<ReportRow> {
    let mut by_digest: BTreeMap<&Arc<str>, Vec<&FileVersion>> = BTreeMap::new();
    for version in state.files.by_key(..) {
        by_digest.entry(&version.sha1).or_default().push(version);
    }
    let same = by_digest.into_values().filter(|versions| versions.len() > 1);
    most(same.map(|versions| (file(&versions[0].key), versions.len())))
}

/// A line for each type of files: the type, how many, how many bytes, all in the title.
fn media(state: &State) -> Vec<ReportRow> {
    let mut types: BTreeMap<(&str, &str), (u64, u64)> = BTreeMap::new();
    for version in state.files.by_key(..) {
        let sum = types.entry((version.facts.media.name(), &version.facts.mime)).or_default();
        *sum = (sum.0 + 1, sum.1 + version.facts.size);
    }
    let mut types: Vec<_> = types.into_iter().collect();
    types.sort_by_key(|((media, mime), (count, _))| Reverse((*media, *count, *mime)));
    let told = types.into_iter().map(|((media, mime), (count, bytes))| {
        let key = format!("{media};{mime};{count};{bytes}");
        ReportRow::valued(&Title::of_key(Namespace(-2), key), 1)
    });
    told.collect()
}

fn most_categories(state: &State) -> Vec<ReportRow> {
    let content =
        state.pages.by_title(..).filter(|page| state.site.namespaces.is_content(page.title.namespace()));
    let counted =
        content.map(|page| (page.title.clone(), links(state, page).map_or(0, |kept| kept.memberships.len())));
    most(counted.filter(|(_, count)| *count > 1))
}

fn most_linked(state: &State) -> Vec<ReportRow> {
    let counts = tally(state.links.pages().iter().map(|(title, _)| title.clone()));
    let mut rows = most(counts.into_iter().filter(|(_, count)| *count > 1));
    for row in &mut rows {
        let there = state.pages.titled(&row.title).map(|page| page.title.namespace().0.to_string());
        row.columns.push(("page_namespace", there));
    }
    rows
}

fn uncategorized(state: &State, namespace: Option<Namespace>) -> Vec<ReportRow> {
    let none = |page: &Page| links(state, page).is_none_or(|kept| kept.memberships.is_empty());
    match namespace {
        Some(namespace) => of_namespace(state, namespace, none),
        None => pages(state, none),
    }
}

fn unused_categories(state: &State) -> Vec<ReportRow> {
    of_namespace(state, Namespace::CATEGORY, |page| {
        let expected = links(state, page).is_some_and(|kept| {
            kept.links.properties.iter().any(|(name, _)| &**name == "expectunusedcategory")
        });
        !expected && state.links.category(page.title.key()).is_none_or(|category| category.members.is_empty())
    })
}

fn unused_files(state: &State) -> Vec<ReportRow> {
    let unused =
        state.files.by_key(..).filter(|version| state.links.using_file(&version.key).next().is_none());
    let mut unused: Vec<&FileVersion> = unused.collect();
    unused.sort_by_key(|version| version.time);
    unused.into_iter().map(|version| ReportRow::timed(&file(&version.key), version.time)).collect()
}

fn unwatched(state: &State) -> Vec<ReportRow> {
    let pages = state.pages.by_title(..).filter(|page| page.redirect.is_none());
    let fits = |page: &&Page| {
        let watched = state.watchlists.watchers(&page.title, Timestamp::from_unix(0)).next().is_some();
        page.title.namespace() != Namespace::MEDIAWIKI && !watched
    };
    pages.filter(fits).map(|page| ReportRow::valued(&page.title, page.title.namespace().0)).collect()
}

fn wanted_files(state: &State) -> Vec<ReportRow> {
    let there = |key: &str| state.files.current(key).is_some();
    let leads = |key: &Arc<str>| {
        let target = state.pages.titled(&file(key)).and_then(|page| page.redirect.as_deref());
        target.is_some_and(|target| target.title.namespace() == Namespace::FILE && there(target.title.key()))
    };
    let wanted = state.links.files().iter().map(|(key, _)| key).filter(|key| !there(key) && !leads(key));
    most(tally(wanted.map(file)).into_iter())
}

fn wanted_pages(state: &State) -> Vec<ReportRow> {
    let wanted = state.links.pages().iter().filter(|(title, from)| {
        let personal = [Namespace::USER, Namespace::USER_TALK].contains(&title.namespace());
        let page = state.pages.get(*from);
        let counts = page.is_some_and(|page| page.title.namespace() != Namespace::MEDIAWIKI);
        !personal && counts && state.pages.titled(title).is_none()
    });
    let mut counts: BTreeMap<Title, (usize, usize)> = BTreeMap::new();
    for (title, from) in wanted {
        let redirects = state.pages.get(*from).is_some_and(|page| page.redirect.is_some());
        let count = counts.entry(title.clone()).or_default();
        *count = (count.0 + 1, count.1 + usize::from(redirects));
    }
    // What only redirects lead to is not wanted.
    most(
        counts
            .into_iter()
            .filter(|(_, (all, redirects))| all > redirects)
            .map(|(title, (all, _))| (title, all)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wiki::rig::{Rig, alice};

    #[test]
    fn reports_tell_of_what_is_missing_alone_and_doubled() {
        let mut rig = Rig::new();
        rig.save(&alice(), "A", "[[B]] [[None]] [[Category:C]]");
        rig.save(&alice(), "B", "#REDIRECT [[A]]");
        rig.save(&alice(), "D", "#REDIRECT [[B]]");
        rig.save(&alice(), "E", "[[None]]");
        let titles = |name: &str| -> Vec<String> {
            let rows = report(&rig.state, name);
            let namespaces = &rig.state.site.namespaces;
            rows.iter().map(|row| row.title.prefixed(namespaces)).collect()
        };
        assert_eq!(titles("Wantedpages"), ["None"]);
        assert_eq!(titles("Wantedcategories"), ["Category:C"]);
        assert_eq!(titles("DoubleRedirects"), ["D"]);
        assert_eq!(titles("Listredirects"), ["B", "D"]);
        assert_eq!(titles("Lonelypages"), ["E"]);
        assert_eq!(titles("Longpages"), ["A", "E"]);
        assert_eq!(titles("Uncategorizedpages"), ["E"]);
        assert!(titles("Nothing").is_empty());
    }
}
