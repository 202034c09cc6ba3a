//! The known gaps: recorded cases that the double does not answer yet, with the reason.
//!
//! One case a line, `1.39 file/case`, under a comment line that says why.

use std::{collections::BTreeMap, fmt::Write, fs, path::PathBuf};

const HEAD: &str = "\
# Recorded cases that are not answered as recorded, by release; the comment above a group says why.
# The test `recorded` fails when a case of this list passes. WIKIDOUBLE_BLESS_GAPS=1 writes the list anew.
";

/// Case (`1.39 file/case`) and reason.
pub(crate) struct Gaps {
    path: PathBuf,
    reasons: BTreeMap<String, String>,
}

impl Gaps {
    pub(crate) fn load(path: PathBuf) -> Self {
        let text = fs::read_to_string(&path).unwrap_or_default();
        let mut reasons = BTreeMap::new();
        let mut reason = "";
        for line in text.lines().skip(HEAD.lines().count()).filter(|line| !line.is_empty()) {
            match line.strip_prefix("# ") {
                Some(words) => reason = words,
                None => drop(reasons.insert(line.to_owned(), reason.to_owned())),
            }
        }
        Self { path, reasons }
    }

    pub(crate) fn holds(&self, case: &str) -> bool {
        self.reasons.contains_key(case)
    }

    /// Writes the list anew for what was asked: cases that were not asked, and reasons that were given, stay.
    pub(crate) fn write(mut self, asked: &[String], failed: &[String]) {
        let mut groups: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for case in failed {
            let reason = self.reasons.remove(case).unwrap_or_else(|| unexplained(case));
            groups.entry(reason).or_default().push(case.clone());
        }
        self.reasons.retain(|case, _| !asked.contains(case));
        for (case, reason) in self.reasons {
            groups.entry(reason).or_default().push(case);
        }
        let mut text = HEAD.to_owned();
        for (reason, mut cases) in groups {
            cases.sort();
            write!(text, "\n# {reason}\n{}\n", cases.join("\n")).expect("a string takes all");
        }
        fs::write(&self.path, text).expect("the list can be written");
    }
}

fn unexplained(case: &str) -> String {
    let file = case.split([' ', '/']).nth(1).unwrap_or_default();
    format!("{file}: not looked at yet")
}
