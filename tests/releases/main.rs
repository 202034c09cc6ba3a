//! Holds the second half of `docs/releases.md` to the profiles and to the declarations of modules, which it is made from.
//! `WIKIDOUBLE_BLESS=1` writes it anew; the first half is written by hand.

use std::{collections::BTreeSet, env, fmt::Write as _, fs, path::PathBuf};

use wikidouble::{
    api::{MAIN, Manners, Module, describe},
    param::{Choice, Kind},
    release::{self, Profile, Release},
};

/// Where the profiles' fields are described.
const FIELDS: &str = include_str!("../../src/release/profile.rs");

/// The line in the page below which everything is made.
const BELOW: &str = "<!-- From here on the page is made from the profiles: WIKIDOUBLE_BLESS=1 cargo test --test releases -->\n";

/// The rules of a profile: name, and value as Rust writes it.
fn rules(profile: &Profile) -> Vec<(String, String)> {
    let text = format!("{profile:#?}");
    let mut rules: Vec<(String, String)> = Vec::new();
    let inside = text.strip_suffix("\n}").expect("a profile ends with its brace");
    for line in inside.lines().skip(1) {
        match line.strip_prefix("    ").filter(|line| !line.starts_with([' ', ']', '}', ')'])) {
            Some(rule) => {
                let (name, value) = rule.split_once(": ").expect("a field has a value");
                rules.push((name.to_owned(), value.trim_end_matches(',').to_owned()));
            }
            None => {
                if let Some((_, value)) = rules.last_mut() {
                    *value += line.trim().trim_end_matches(',');
                }
            }
        }
    }
    rules
}

/// What a field says, in the words of its documentation.
fn words(field: &str) -> String {
    let declared = format!("    pub {field}: ");
    let before = FIELDS.split(&declared).next().expect("there is a part before it");
    let mut lines: Vec<&str> = before
        .lines()
        .rev()
        .skip_while(|line| line.trim().is_empty())
        .map_while(|line| line.trim().strip_prefix("/// "))
        .collect();
    lines.reverse();
    lines.join(" ").trim_end_matches('.').replace('|', "\\|")
}

fn spoken(value: &str) -> String {
    match value {
        "true" => "yes".to_owned(),
        "false" => "no".to_owned(),
        value => format!("`{}`", value.replace('|', "\\|").replace('`', "'")),
    }
}

fn modules() -> impl Iterator<Item = &'static Module> {
    std::iter::once(&MAIN).chain(wikidouble::dispatch::modules())
}

/// What a module accepts in a release: parameters, and values as `parameter=value`.
fn accepted(module: &'static Module, release: Release) -> BTreeSet<String> {
    let mut accepted = BTreeSet::new();
    for param in describe::params(module, release, |_| true) {
        let name = format!("{}{}", module.prefix, param.name);
        if let Kind::Choice(choices) = param.kind {
            let holds = |choice: &&Choice| choice.since <= release && release < choice.until;
            let values = choices.iter().filter(holds);
            accepted.extend(values.map(|choice| format!("{name}={}", choice.name)));
        }
        accepted.insert(name);
    }
    accepted
}

fn listed(names: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    names.into_iter().map(|name| format!("`{}`", name.as_ref())).collect::<Vec<_>>().join(", ")
}

/// Where a module is, as clients write it.
fn place(module: &Module) -> String {
    if std::ptr::eq(module, &raw const MAIN) {
        return "any action".to_owned();
    }
    format!("`{}`", module.path)
}

/// Items without the values of parameters that are there themselves.
fn without_values_of_new(items: &BTreeSet<String>, other: &BTreeSet<String>) -> Vec<String> {
    let fresh: BTreeSet<&String> = items.difference(other).collect();
    let is_told =
        |item: &&&String| item.split_once('=').is_none_or(|(param, _)| !fresh.contains(&param.to_owned()));
    fresh.iter().filter(is_told).map(|item| (*item).clone()).collect()
}

fn changes_of_modules(before: Release, now: Release) -> String {
    let is_in = |module: &&'static Module, release| module.is_in(release, Manners::Exact);
    let names = |there: Release, absent: Release| {
        let mut names: Vec<_> = modules()
            .filter(|module| is_in(module, there) && !is_in(module, absent))
            .map(|module| module.path)
            .collect();
        names.sort_unstable();
        names
    };
    let mut text = String::new();
    for (what, names) in [("New modules", names(now, before)), ("Gone", names(before, now))] {
        if !names.is_empty() {
            let _ = writeln!(text, "{what}: {}.\n", listed(names));
        }
    }
    let mut both: Vec<_> = modules().filter(|module| is_in(module, before) && is_in(module, now)).collect();
    both.sort_by_key(|module| module.path);
    for module in both {
        let (old, new) = (accepted(module, before), accepted(module, now));
        let (came, went) = (without_values_of_new(&new, &old), without_values_of_new(&old, &new));
        let mut parts = Vec::new();
        if !came.is_empty() {
            parts.push(format!("takes {}", listed(came)));
        }
        if !went.is_empty() {
            parts.push(format!("no longer takes {}", listed(went)));
        }
        if !parts.is_empty() {
            let _ = writeln!(text, "- {} {}", place(module), parts.join("; "));
        }
    }
    text
}

fn page() -> String {
    let mut page = String::new();
    for pair in Release::ALL.windows(2).rev() {
        let [before, now] = [pair[0], pair[1]];
        let profile = |release| release::profile(release).expect("every release has a profile");
        let (old, new) = (rules(profile(before)), rules(profile(now)));
        let _ = write!(page, "\n## {now}\n\n| rule | {before} | {now} |\n|---|---|---|\n");
        for ((name, old), (_, new)) in old.iter().zip(&new).filter(|((_, old), (_, new))| old != new) {
            if name != "release" {
                let _ = writeln!(page, "| {} | {} | {} |", words(name), spoken(old), spoken(new));
            }
        }
        let modules = changes_of_modules(before, now);
        if !modules.is_empty() {
            let _ = write!(page, "\n{}", modules.trim_end());
            page.push('\n');
        }
    }
    page
}

#[test]
fn the_page_about_releases_is_what_the_profiles_make_it() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/releases.md");
    let before = fs::read_to_string(&path).expect("the page can be read");
    let (by_hand, made) = before.split_once(BELOW).expect("the page says where it is made");
    let page = page();
    if env::var_os("WIKIDOUBLE_BLESS").is_some() {
        return fs::write(&path, format!("{by_hand}{BELOW}{page}")).expect("the page can be written");
    }
    assert!(made == page, "docs/releases.md is behind: run this test with WIKIDOUBLE_BLESS=1");
}

#[test]
fn every_rule_of_a_profile_is_put_into_words() {
    let profile = release::profile(Release::LATEST).expect("the latest has a profile");
    let silent: Vec<_> = rules(profile).into_iter().filter(|(name, _)| words(name).len() < 10).collect();
    assert!(silent.is_empty(), "fields without a description: {silent:?}");
}
