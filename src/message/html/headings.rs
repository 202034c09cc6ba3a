//! Headings (`Parser::handleHeadings`, `finalizeHeadings`), without links for editing and without a list of contents.

/// A heading, as it is told of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// How many equals signs it has.
    pub level: usize,
    /// Its words as HTML.
    pub line: String,
    /// What an address names it by.
    pub anchor: String,
}

/// The text with its headings as HTML; lines that are no headings stay. `written` makes HTML of the words of one.
pub(super) fn headings(text: &str, mut written: impl FnMut(&str) -> String) -> (String, Vec<Heading>) {
    let mut found: Vec<Heading> = Vec::new();
    let mut lines = Vec::new();
    for line in text.split('\n') {
        let Some((level, words)) = parts(line) else {
            // Four dashes or more are a rule.
            let dashes = line.bytes().take_while(|byte| *byte == b'-').count();
            lines.push(if dashes >= 4 { format!("<hr />{}", &line[dashes..]) } else { line.to_owned() });
            continue;
        };
        let html = written(words.trim());
        let anchor = anchor(&html, &found);
        lines.push(format!("<h{level}><span class=\"mw-headline\" id=\"{anchor}\">{html}</span></h{level}>"));
        found.push(Heading { level, line: html, anchor });
    }
    (lines.join("\n"), found)
}

/// Level and words of a line that is a heading.
fn parts(line: &str) -> Option<(usize, &str)> {
    let line = line.trim_end();
    let open = line.bytes().take_while(|byte| *byte == b'=').count();
    let close = line.bytes().rev().take_while(|byte| *byte == b'=').count();
    let level = open.min(close).min(6);
    if level == 0 || line.len() <= 2 * level {
        return None;
    }
    Some((level, &line[level..line.len() - level]))
}

/// The words without tags, spaces as underscores, and a number if another heading has the same.
fn anchor(html: &str, before: &[Heading]) -> String {
    let mut words = String::new();
    let mut in_tag = false;
    for character in html.chars() {
        match character {
            '<' => in_tag = true,
            '>' if in_tag => in_tag = false,
            ' ' | '\t' if !in_tag => words.push('_'),
            '"' if !in_tag => words.push_str("&quot;"),
            other if !in_tag => words.push(other),
            _ => {}
        }
    }
    let same = |anchor: &str| before.iter().any(|known| known.anchor.eq_ignore_ascii_case(anchor));
    let mut number = 1;
    let mut anchor = words.clone();
    while same(&anchor) {
        number += 1;
        anchor = format!("{words}_{number}");
    }
    anchor
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_have_anchors_of_their_own() {
        let (html, found) = headings("== A b ==\ntext\n=== A b ===\n=\n==", str::to_owned);
        assert_eq!(
            html,
            "<h2><span class=\"mw-headline\" id=\"A_b\">A b</span></h2>\ntext\n\
             <h3><span class=\"mw-headline\" id=\"A_b_2\">A b</span></h3>\n=\n=="
        );
        assert_eq!(found.iter().map(|heading| heading.level).collect::<Vec<_>>(), [2, 3]);
    }
}
