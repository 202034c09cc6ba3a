//! Holds `docs/coverage.md` to the table of modules. `WIKIDOUBLE_BLESS=1` writes it anew.

use std::{collections::BTreeMap, env, fmt::Write as _, fs, path::PathBuf};

use wikidouble::{
    api::{MAIN, Manners, Module, describe},
    param::Group,
    release::Release,
};

/// What MediaWiki has: a module a line, with its releases and parameters.
const MEDIAWIKI: &str = include_str!("mediawiki.txt");

/// The releases whose parameters are known.
const KNOWN: [Release; 3] = [Release(35), Release(39), Release(43)];

/// A module as MediaWiki has it.
struct Original {
    path: &'static str,
    since: Release,
    until: Release,
    /// Each with the releases that have it.
    params: Vec<(&'static str, Vec<Release>)>,
}

impl Original {
    fn read(line: &'static str) -> Self {
        let mut fields = line.split('\t');
        let path = fields.next().expect("a line begins with a path");
        let (mut since, mut until) = (Release::FIRST, Release::OPEN);
        let mut words = fields.next().unwrap_or_default().split_whitespace();
        while let (Some(word), Some(minor)) = (words.next(), words.next()) {
            let release = Release(minor.parse().expect("a minor number"));
            match word {
                "since" => since = release,
                "until" => until = release,
                other => panic!("{path}: {other}?"),
            }
        }
        let params = fields.next().unwrap_or_default().split_whitespace().map(param).collect();
        Self { path, since, until, params }
    }
}

fn param(text: &'static str) -> (&'static str, Vec<Release>) {
    let minor = |text: &str| Release(text.parse().expect("a minor number"));
    let in_known = |holds: &dyn Fn(Release) -> bool| KNOWN.into_iter().filter(|one| holds(*one)).collect();
    if let Some((name, since)) = text.split_once(">=") {
        return (name, in_known(&|release| release >= minor(since)));
    }
    if let Some((name, until)) = text.split_once('<') {
        return (name, in_known(&|release| release < minor(until)));
    }
    if let Some((name, some)) = text.split_once('=') {
        return (name, some.split('+').map(minor).collect());
    }
    (text, KNOWN.to_vec())
}

fn originals() -> Vec<Original> {
    MEDIAWIKI.lines().filter(|line| !line.starts_with("# ")).map(Original::read).collect()
}

/// The modules by path. Where one took the place of another of the same path, it stands for both.
fn ours() -> BTreeMap<&'static str, &'static Module> {
    let mut modules: Vec<_> = wikidouble::dispatch::modules().collect();
    modules.sort_by_key(|module| module.until);
    modules.into_iter().map(|module| (module.path, module)).collect()
}

/// The release that brought the path of a module.
fn first(module: &Module) -> Release {
    let all = wikidouble::dispatch::modules().filter(|other| other.path == module.path);
    all.map(|module| module.since).min().unwrap_or(module.since)
}

/// The parameters that a module lacks in one of the releases that are known.
fn lacking(module: &'static Module, original: &Original) -> Vec<&'static str> {
    let lacks = |name: &str, releases: &[Release]| {
        let releases = releases.iter().filter(|release| module.is_in(**release, Manners::Exact));
        releases
            .copied()
            .any(|release| !describe::params(module, release, |_| false).any(|param| param.name == name))
    };
    original.params.iter().filter(|(name, releases)| lacks(name, releases)).map(|(name, _)| *name).collect()
}

fn releases(since: Release, until: Release) -> String {
    match (since, until) {
        (Release::FIRST, Release::OPEN) => "all".to_owned(),
        (since, Release::OPEN) => format!("from {since}"),
        (Release::FIRST, until) => format!("to {}", Release(until.0 - 1)),
        (since, until) => format!("{since} to {}", Release(until.0 - 1)),
    }
}

fn heading(group: Group) -> &'static str {
    match group {
        Group::Main => "Main module",
        Group::Action => "Actions",
        Group::Format => "Formats",
        Group::Prop => "Properties of pages (`prop=`)",
        Group::List => "Lists (`list=`)",
        Group::Meta => "About the wiki (`meta=`)",
        Group::Generator => unreachable!("no module is in it"),
    }
}

fn row(module: &'static Module, original: Option<&Original>) -> String {
    let Some(original) = original else {
        return format!(
            "| `{}` | {} | not MediaWiki's |\n",
            module.name,
            releases(first(module), module.until)
        );
    };
    let lacking = lacking(module, original);
    let count = original.params.len();
    let params = match (count, lacking.as_slice()) {
        (0, _) => "none to have".to_owned(),
        (count, []) => format!("all {count}"),
        (count, lacking) => {
            let names: Vec<_> = lacking.iter().map(|name| format!("`{name}`")).collect();
            format!("{} of {count}, without {}", count - lacking.len(), names.join(", "))
        }
    };
    format!("| `{}` | {} | {params} |\n", module.name, releases(first(module), module.until))
}

fn page() -> String {
    let (originals, ours) = (originals(), ours());
    let by_path: BTreeMap<_, _> = originals.iter().map(|original| (original.path, original)).collect();
    let (there, missing): (Vec<_>, Vec<_>) =
        originals.iter().partition(|original| ours.contains_key(original.path));
    let mut page = format!(
        "# Coverage\n\n\
        Which modules of MediaWiki 1.20 to 1.45 there are here, in which releases, and which of their parameters (as of\n\
        1.35, 1.39 and 1.43) they accept. This page is made from the table of modules by\n\
        `WIKIDOUBLE_BLESS=1 cargo test --test coverage`, and that test fails when the page is behind.\n\n\
        **{} of {} modules.** The main module {}.\n",
        there.len(),
        originals.len(),
        main_module(),
    );
    for group in [Group::Action, Group::Prop, Group::List, Group::Meta, Group::Format] {
        let _ =
            write!(page, "\n## {}\n\n| module | releases | parameters |\n|---|---|---|\n", heading(group));
        for module in ours.values().filter(|module| module.group == group) {
            page += &row(module, by_path.get(module.path).copied());
        }
    }
    page += "\n## Missing\n\n";
    for (what, of_query) in [("Actions and formats", false), ("Submodules of `action=query`", true)] {
        let missing = missing.iter().filter(|original| original.path.starts_with("query+") == of_query);
        let names: Vec<_> = missing
            .map(|original| {
                let name = original.path.trim_start_matches("query+");
                match releases(original.since, original.until).as_str() {
                    "all" => format!("`{name}`"),
                    releases => format!("`{name}` ({releases})"),
                }
            })
            .collect();
        let names = if names.is_empty() { "none".to_owned() } else { names.join(", ") };
        let _ = writeln!(page, "{what}: {names}.\n");
    }
    page.truncate(page.trim_end().len());
    page + "\n"
}

fn main_module() -> String {
    let params = MAIN.params.iter().map(|param| format!("`{}`", param.name));
    format!("accepts {}", params.collect::<Vec<_>>().join(", "))
}

#[test]
fn the_page_about_coverage_is_what_the_modules_make_it() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/coverage.md");
    let page = page();
    if env::var_os("WIKIDOUBLE_BLESS").is_some() {
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("a folder can be made");
        return fs::write(&path, page).expect("the page can be written");
    }
    let before = fs::read_to_string(&path).unwrap_or_default();
    assert!(before == page, "docs/coverage.md is behind: run this test with WIKIDOUBLE_BLESS=1");
}

#[test]
fn modules_come_and_go_with_mediawikis_releases() {
    let ours = ours();
    let mut wrong = String::new();
    for original in originals() {
        let Some(module) = ours.get(original.path) else { continue };
        if (first(module), module.until) != (original.since, original.until) {
            let (here, there) =
                (releases(first(module), module.until), releases(original.since, original.until));
            let _ = writeln!(wrong, "{}: {here}, but MediaWiki {there}", module.path);
        }
    }
    assert!(wrong.is_empty(), "other releases than MediaWiki's:\n{wrong}");
}
