//! Holds every recorded conversation with the double, and compares each answer with what MediaWiki answered.
//!
//! What is recorded, how it is compared and how to run less of it: `fixtures/recorded/README.md`.

mod case;
mod conversation;
mod cookies;
mod gaps;
#[path = "../support/http.rs"]
mod http;
mod json;
mod moment;
mod normalize;
mod observe;
mod release;
mod show;
mod wiki;

use std::{
    collections::BTreeSet,
    env,
    fmt::Write as _,
    io::{self, Write as _},
    path::PathBuf,
    thread,
};

use case::{Access, File};
use fancy_regex::Regex;
use gaps::Gaps;
use release::Release;
use wiki::Wiki;

/// The releases that are run when `RECORDED_RELEASE` names none.
const RELEASES: [&str; 25] = [
    "1.20", "1.21", "1.22", "1.24", "1.25", "1.26", "1.27", "1.28", "1.29", "1.30", "1.31", "1.32", "1.33",
    "1.34", "1.35", "1.36", "1.37", "1.38", "1.39", "1.40", "1.41", "1.42", "1.43", "1.44", "1.45",
];

/// How many failing cases of a release are shown with their differences.
const SHOWN: usize = 20;

/// A case and what was wrong with it, if anything was; shown as text.
struct Verdict {
    case: String,
    wrong: Option<String>,
}

#[test]
fn every_recorded_conversation_goes_as_recorded() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/recorded");
    let files = case::load_all(&folder.join("cases"));
    let only = env::var("RECORDED_ONLY").ok().map(|glob| pattern(&glob));
    let chosen = env::var("RECORDED_RELEASE").ok();
    let releases = chosen.as_ref().map_or(RELEASES.to_vec(), |release| vec![release.as_str()]);
    let releases = releases.into_iter().map(|release| Release::load(release, &folder.join("answers")));
    let releases: Vec<_> = releases.collect();

    let verdicts = thread::scope(|scope| {
        let (files, only) = (&files, only.as_ref());
        let kinds: BTreeSet<_> = files.iter().map(|file| (file.wiki, file.site.as_str())).collect();
        let wikis = releases.iter().flat_map(|release| kinds.iter().map(move |kind| (release, *kind)));
        let threads: Vec<_> =
            wikis.map(|(release, kind)| scope.spawn(move || verdicts(release, kind, files, only))).collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("no verdict panics")).collect::<Vec<_>>()
    });

    let gaps = Gaps::load(folder.join("known-gaps.txt"));
    if env::var_os("WIKIDOUBLE_BLESS_GAPS").is_some() {
        let names = |verdicts: &mut dyn Iterator<Item = &Verdict>| {
            verdicts.map(|verdict| verdict.case.clone()).collect::<Vec<_>>()
        };
        let failed = names(&mut verdicts.iter().filter(|verdict| verdict.wrong.is_some()));
        return gaps.write(&names(&mut verdicts.iter()), &failed);
    }
    let all_right: Vec<_> = releases
        .iter()
        .map(|release| {
            report(release, &verdicts, |case| !wiki::is_elsewhere() && gaps.holds(case), only.is_some())
        })
        .collect();
    assert!(all_right.into_iter().all(|right| right), "not as recorded: see above");
}

/// The conversations with one fresh wiki: by file, and in the order of each file.
fn verdicts(release: &Release, kind: (Access, &str), files: &[File], only: Option<&Regex>) -> Vec<Verdict> {
    let mut files =
        files.iter().filter(|file| (file.wiki, file.site.as_str()) == kind && release.knows(file)).peekable();
    let wiki = files.peek().and_then(|_| Wiki::open(&release.name, kind.0, kind.1));
    let Some(wiki) = wiki else { return Vec::new() };
    let mut verdicts = Vec::new();
    for file in files {
        for case in &file.cases {
            let name = format!("{}/{}", file.name, case.name);
            if !only.is_none_or(|only| only.is_match(&name).expect("the pattern does not run away")) {
                continue;
            }
            let problems = conversation::hold(&wiki, release, file, case);
            let wrong = (!problems.is_empty()).then(|| show::problems(case, &problems));
            verdicts.push(Verdict { case: format!("{} {name}", release.name), wrong });
        }
    }
    verdicts
}

/// Prints what is wrong with a release and how much is right; says whether all is as it should be.
fn report(release: &Release, verdicts: &[Verdict], known: impl Fn(&str) -> bool, all_diffs: bool) -> bool {
    let (mut passed, mut gaps, mut failed) = (0, 0, 0);
    let mut out = String::new();
    let own = format!("{} ", release.name);
    for verdict in verdicts.iter().filter(|verdict| verdict.case.starts_with(&own)) {
        let line = match (&verdict.wrong, known(&verdict.case)) {
            (None, false) => {
                passed += 1;
                continue;
            }
            (Some(problems), true) => {
                gaps += 1;
                if !all_diffs {
                    continue;
                }
                format!("GAP  {}\n{problems}", verdict.case)
            }
            (Some(problems), false) => {
                failed += 1;
                let shown = if all_diffs || failed <= SHOWN { problems } else { "" };
                format!("FAIL {}\n{shown}", verdict.case)
            }
            (None, true) => {
                failed += 1;
                format!("PASS {}: no gap any more, take it from known-gaps.txt\n", verdict.case)
            }
        };
        out += &line;
    }
    writeln!(out, "{}: {passed} passed, {gaps} known gaps, {failed} failed", release.name)
        .expect("a string takes all");
    io::stderr().write_all(out.as_bytes()).expect("stderr can be written to");
    failed == 0
}

/// The pattern of a glob over `file/case`.
fn pattern(glob: &str) -> Regex {
    let pattern = fancy_regex::escape(glob).replace("\\*", ".*").replace("\\?", ".");
    Regex::new(&format!("^{pattern}$")).expect("an escaped glob is a valid pattern")
}
