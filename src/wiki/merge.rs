//! Merging line by line: what two people made of one text, as `diff3` does it.

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// One stretch of old lines that somebody replaced.
struct Hunk {
    old: std::ops::Range<usize>,
    new: std::ops::Range<usize>,
}

/// What becomes of `old` if both `mine` and `yours` are to hold; `None` if they contradict each other.
///
/// Changes that touch contradict each other unless they are the same (`wfMerge`, `diff3 --overlap-only`).
pub fn merge(old: &str, mine: &str, yours: &str) -> Option<String> {
    let (old, mine, yours) = (lines(old), lines(mine), lines(yours));
    let (left, right) = (hunks(&old, &mine), hunks(&old, &yours));
    let mut out: Vec<&str> = Vec::with_capacity(mine.len().max(yours.len()));
    let (mut l, mut r, mut at) = (0, 0, 0);
    while l < left.len() || r < right.len() {
        let starts = [left.get(l), right.get(r)].into_iter().flatten().map(|hunk| hunk.old.start);
        let start = starts.min().expect("one of them is left");
        let (first_l, first_r) = (l, r);
        let mut end = start;
        // Everything that touches what was gathered so far belongs to it.
        loop {
            if let Some(hunk) = left.get(l).filter(|hunk| hunk.old.start <= end) {
                end = end.max(hunk.old.end);
                l += 1;
            } else if let Some(hunk) = right.get(r).filter(|hunk| hunk.old.start <= end) {
                end = end.max(hunk.old.end);
                r += 1;
            } else {
                break;
            }
        }
        let range = start..end;
        let (mine, yours) =
            (side(&old, &mine, &left[first_l..l], &range), side(&old, &yours, &right[first_r..r], &range));
        out.extend_from_slice(&old[at..start]);
        if first_r == r || mine == yours {
            out.extend(mine);
        } else if first_l == l {
            out.extend(yours);
        } else {
            return None;
        }
        at = end;
    }
    out.extend_from_slice(&old[at..]);
    Some(out.join("\n"))
}

fn lines(text: &str) -> Vec<&str> {
    let text = text.trim_end_matches([' ', '\t', '\n', '\r', '\0', '\x0b']);
    if text.is_empty() { vec![""] } else { text.split('\n').collect() }
}

fn hunks(old: &[&str], new: &[&str]) -> Vec<Hunk> {
    let mut hunks: Vec<Hunk> = Vec::new();
    let (mut old_at, mut new_at) = (0, 0);
    let end = DiffOp::Equal { old_index: old.len(), new_index: new.len(), len: 0 };
    // What lies between equal stretches was replaced.
    for op in capture_diff_slices(Algorithm::Myers, old, new).into_iter().chain([end]) {
        if let DiffOp::Equal { old_index, new_index, len } = op {
            if old_index > old_at || new_index > new_at {
                hunks.push(Hunk { old: old_at..old_index, new: new_at..new_index });
            }
            (old_at, new_at) = (old_index + len, new_index + len);
        }
    }
    hunks
}

/// What one side has in place of a range of old lines.
fn side<'t>(
    old: &[&'t str],
    new: &[&'t str],
    hunks: &[Hunk],
    range: &std::ops::Range<usize>,
) -> Vec<&'t str> {
    let mut out = Vec::new();
    let mut at = range.start;
    for hunk in hunks {
        out.extend_from_slice(&old[at..hunk.old.start]);
        out.extend_from_slice(&new[hunk.new.clone()]);
        at = hunk.old.end;
    }
    out.extend_from_slice(&old[at..range.end]);
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn changes_apart_are_joined_and_changes_that_touch_are_not() {
        assert_eq!(merge("a\nb\nc", "A\nb\nc", "a\nb\nC").as_deref(), Some("A\nb\nC"));
        assert_eq!(merge("a\nb\nc", "A\nb\nc", "A\nb\nc").as_deref(), Some("A\nb\nc"));
        assert_eq!(merge("a\nb", "A\nb", "a\nB"), None);
        assert_eq!(merge("a", "a\nb", "a\nc"), None);
        assert_eq!(merge("a\nb\nc", "a\nc", "a\nb\nx\nc"), None);
        assert_eq!(merge("a\nb\nc\nd", "b\nc\nd", "a\nb\nc\nd\ne").as_deref(), Some("b\nc\nd\ne"));
    }

    proptest! {
        #[test]
        fn one_sided_changes_always_merge(old in "([ab]\n){0,6}", new in "([ab]\n){0,6}") {
            let tidy = |text: &str| text.trim_end().to_owned();
            prop_assert_eq!(merge(&old, &new, &old), Some(tidy(&new)));
            prop_assert_eq!(merge(&old, &old, &new), Some(tidy(&new)));
            prop_assert_eq!(merge(&old, &new, &new), Some(tidy(&new)));
        }
    }
}
