//! Sections: where headings are, and how one section is taken out or replaced (`Parser::extractSections`).

use std::ops::Range;

use super::{element_end, protected, stretch_at};

/// A heading and what belongs to it, without sections below it counted apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its number: the first heading has 1.
    pub index: u32,
    /// How many equals signs its heading has.
    pub level: u8,
    /// The words between the equals signs.
    pub heading: Range<usize>,
    /// From its heading to the next section of its level or above.
    pub range: Range<usize>,
}

/// All sections that have a heading, in order.
pub fn sections(text: &str) -> Vec<Section> {
    find(text, false)
}

/// The text of a section, named as clients name it: `0`, `3`, `T-1`; `None` if there is none.
pub fn section_text<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let range = locate(text, name)?;
    Some(text[range].trim_end_matches(is_space))
}

/// The text with a section replaced; unchanged if there is no such section.
pub fn replace_section(text: &str, name: &str, with: &str) -> String {
    if text.is_empty() {
        return if number(name).0 == 0 { with.to_owned() } else { String::new() };
    }
    let Some(range) = locate(text, name) else { return text.to_owned() };
    let mut out = String::with_capacity(text.len() + with.len() + 2);
    out.push_str(&text[..range.start]);
    if !with.is_empty() {
        out.push_str(with);
        out.push_str("\n\n");
    }
    out.push_str(&text[range.end..]);
    out.truncate(out.trim_end_matches(is_space).len());
    out
}

/// What PHP's `trim` takes away.
pub(super) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\0' | '\x0b')
}

fn number(name: &str) -> (u32, bool) {
    let (flags, digits) = name.rsplit_once('-').unwrap_or(("", name));
    (digits.parse().unwrap_or(0), flags.split('-').any(|flag| flag == "T"))
}

fn locate(text: &str, name: &str) -> Option<Range<usize>> {
    let (index, included) = number(name);
    let found = find(text, included);
    if index == 0 {
        return Some(0..found.first().map_or(text.len(), |first| first.range.start));
    }
    found.into_iter().find(|section| section.index == index).map(|section| section.range)
}

fn find(text: &str, included: bool) -> Vec<Section> {
    let mut hidden = protected(text);
    let skipped: &[&str] = if included { &["noinclude"] } else { &["includeonly"] };
    hide_elements(text, skipped, &mut hidden);
    let braces = matched_braces(text, &hidden);
    let mut found: Vec<Section> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let outside = |at| stretch_at(&hidden, at).is_none() && stretch_at(&braces, at).is_none();
        if line.starts_with('=')
            && outside(start)
            && let Some((level, heading)) = heading(line, start, &hidden)
        {
            found.push(Section { index: found.len() as u32 + 1, level, heading, range: start..text.len() });
        }
        start += line.len();
    }
    for at in 0..found.len() {
        let end = found[at + 1..]
            .iter()
            .find(|later| later.level <= found[at].level)
            .map(|later| later.range.start);
        found[at].range.end = end.unwrap_or(text.len());
    }
    found
}

fn hide_elements(text: &str, tags: &[&str], hidden: &mut Vec<Range<usize>>) {
    let mut at = 0;
    while let Some(open) = text[at..].find('<').map(|offset| at + offset) {
        let end = tags.iter().find_map(|tag| element_end(text, open, tag));
        match end.filter(|_| stretch_at(hidden, open).is_none()) {
            Some(end) => {
                hidden.retain(|stretch| !(open..end).contains(&stretch.start));
                let place = hidden.partition_point(|stretch| stretch.start < open);
                hidden.insert(place, open..end);
                at = end;
            }
            None => at = open + 1,
        }
    }
}

/// Level and words of a heading, if the line that starts at `start` is one.
fn heading(line: &str, start: usize, hidden: &[Range<usize>]) -> Option<(u8, Range<usize>)> {
    // Comments and spaces may follow; a protected stretch that goes on beyond the line ends the heading.
    let mut end = line.trim_end_matches(['\n', ' ', '\t']).len();
    while let Some(stretch) = end.checked_sub(1).and_then(|last| stretch_at(hidden, start + last)) {
        if stretch.start < start || !line[stretch.start - start..].starts_with("<!--") {
            return None;
        }
        end = line[..stretch.start - start].trim_end_matches([' ', '\t']).len();
    }
    let line = &line[..end];
    let open = line.bytes().take_while(|b| *b == b'=').count();
    if open == line.len() {
        // Nothing but equals signs: those in the middle are the words.
        let level = ((open - 1) / 2).min(6);
        return (open >= 3).then(|| (level as u8, start + level..start + open - level));
    }
    let close = line.bytes().rev().take_while(|b| *b == b'=').count();
    let level = open.min(close).min(6);
    (level > 0).then(|| (level as u8, start + level..start + line.len() - level))
}

/// Templates and arguments that are closed: headings in them do not count.
pub(super) fn matched_braces(text: &str, hidden: &[Range<usize>]) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut open: Vec<(u8, usize, usize)> = Vec::new();
    let mut matched: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while let Some(next) = bytes[at..].iter().position(|b| matches!(b, b'{' | b'}' | b'[' | b']')) {
        at += next;
        if let Some(stretch) = stretch_at(hidden, at) {
            at = stretch.end;
            continue;
        }
        let byte = bytes[at];
        let run = bytes[at..].iter().take_while(|b| **b == byte).count();
        if run >= 2 {
            match byte {
                b'{' | b'[' => open.push((byte, at, run)),
                _ => close(byte, at, run, &mut open, &mut matched),
            }
        }
        at += run;
    }
    // Only the outermost matter.
    matched.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    let mut outermost: Vec<Range<usize>> = Vec::new();
    for span in matched {
        if outermost.last().is_none_or(|last| span.start >= last.end) {
            outermost.push(span);
        }
    }
    outermost
}

fn close(
    byte: u8,
    at: usize,
    mut run: usize,
    open: &mut Vec<(u8, usize, usize)>,
    matched: &mut Vec<Range<usize>>,
) {
    let (opener, most) = if byte == b'}' { (b'{', 3) } else { (b'[', 2) };
    let mut end = at;
    while run >= 2 {
        let Some((kind, start, count)) = open.last_mut() else { return };
        if *kind != opener {
            return;
        }
        let taken = run.min(*count).min(most);
        *count -= taken;
        run -= taken;
        end += taken;
        let from = *start + *count;
        if opener == b'{' {
            matched.push(from..end);
        }
        if *count < 2 {
            open.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "Intro\n== A ==\na\n=== A1 ===\na1\n<nowiki>\n== no ==\n</nowiki>\n== B == <!-- c -->\nb\n\n";

    #[test]
    fn a_section_reaches_to_the_next_of_its_level() {
        assert_eq!(section_text(TEXT, "0"), Some("Intro"));
        assert_eq!(section_text(TEXT, "2"), Some("=== A1 ===\na1\n<nowiki>\n== no ==\n</nowiki>"));
        assert_eq!(section_text(TEXT, "3"), Some("== B == <!-- c -->\nb"));
        assert_eq!(section_text(TEXT, "4"), None);
        assert_eq!(section_text("", "0"), Some(""));
        assert_eq!(
            sections(TEXT).iter().map(|s| TEXT[s.heading.clone()].trim()).collect::<Vec<_>>(),
            ["A", "A1", "B"]
        );
    }

    #[test]
    fn headings_in_templates_do_not_count() {
        let text = "{{t|\n== x ==\n}}\n== y ==\n{{open\n== z ==\n[[a\n== w ==";
        let words: Vec<_> =
            sections(text).iter().map(|s| text[s.heading.clone()].trim().to_owned()).collect();
        assert_eq!(words, ["y", "z", "w"]);
    }

    #[test]
    fn replacing_keeps_a_gap_before_what_follows() {
        assert_eq!(
            replace_section("a\n== B ==\nb\n== C ==\nc", "1", "== N ==\nn"),
            "a\n== N ==\nn\n\n== C ==\nc"
        );
        assert_eq!(replace_section("a\n== B ==\nb", "1", ""), "a");
        assert_eq!(replace_section("", "0", "x"), "x");
        assert_eq!(replace_section("", "1", "x"), "");
    }
}
