//! A comparison as programmers know it (`UnifiedDiffFormatter`).

use std::fmt::Write as _;

use super::{
    blocks::{blocks, lines},
    escape,
};

/// One row of a table that holds the changes in lines with a sign in front. Nothing if nothing changed.
pub fn unified(old: &str, new: &str) -> String {
    let (old, new) = (lines(old), lines(new));
    let mut out = String::new();
    let mut write = |sign: char, lines: &[&str]| {
        for line in lines {
            let _ = writeln!(out, "{sign}{line}");
        }
    };
    for block in blocks(&old, &new) {
        let place = |range: &std::ops::Range<usize>| format!("{},{}", range.start + 1, range.len());
        let header = format!("@ -{} +{} @@", place(&block.old), place(&block.new));
        write('@', &[&header]);
        for part in &block.parts {
            if part.same {
                write(' ', &old[part.old.clone()]);
            } else {
                write('-', &old[part.old.clone()]);
                write('+', &new[part.new.clone()]);
            }
        }
    }
    if out.is_empty() {
        return out;
    }
    format!("<tr><td colspan=\"4\"><pre>{}</pre></td></tr>", escape(&out, &[]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_have_signs() {
        assert_eq!(
            unified("a\nb", "a\n<c>"),
            "<tr><td colspan=\"4\"><pre>@@ -1,2 +1,2 @@\n a\n-b\n+&lt;c>\n</pre></td></tr>"
        );
        assert_eq!(unified("a", "a"), "");
    }
}
