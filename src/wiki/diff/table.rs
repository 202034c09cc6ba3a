//! A comparison as rows of a table (`TableDiffFormatter`).

use std::fmt::Write as _;

use super::{
    blocks::{blocks, lines},
    escape,
    words::{self, Part},
};
use crate::release::DiffRows;

/// The rows of a table that shows what changed, with two columns for each side. Nothing if nothing did.
pub fn table(old: &str, new: &str, rows: DiffRows) -> String {
    let (old, new) = (lines(old), lines(new));
    let mut writer = Writer { out: String::new(), rows };
    for block in blocks(&old, &new) {
        writer.header(block.old.start + 1, block.new.start + 1);
        for part in &block.parts {
            let (old, new) = (&old[part.old.clone()], &new[part.new.clone()]);
            if part.same { writer.context(old) } else { writer.changed(old, new) }
        }
    }
    writer.out
}

struct Writer {
    out: String,
    rows: DiffRows,
}

impl Writer {
    fn header(&mut self, old: usize, new: usize) {
        let space = if self.rows == DiffRows::Bare { " " } else { "" };
        let _ = write!(
            self.out,
            "<tr><td colspan=\"2\" class=\"diff-lineno\" id=\"mw-diff-left-l{old}\"{space}>Line {}:</td>\n\
             <td colspan=\"2\" class=\"diff-lineno\">Line {}:</td></tr>\n",
            grouped(old),
            grouped(new)
        );
    }

    fn context(&mut self, lines: &[&str]) {
        // Here quotes are escaped in all releases, the single ones since PHP 8.1.
        let escaped: &[char] = if self.rows == DiffRows::Bare { &['>', '"'] } else { &['>', '"', '\''] };
        for line in lines {
            let line = escape(line, escaped);
            self.out.push_str("<tr>");
            self.cell("", "context", "deleted", &line);
            self.cell("", "context", "added", &line);
            self.out.push_str("</tr>\n");
        }
    }

    fn changed(&mut self, old: &[&str], new: &[&str]) {
        let (old, new): (Vec<String>, Vec<String>) = if old.is_empty() || new.is_empty() {
            (self.whole(old, "del"), self.whole(new, "ins"))
        } else {
            let (old, new) = words::changes(old, new);
            let lines = |lines: &[Vec<Part>], tag| lines.iter().map(|parts| self.line(parts, tag)).collect();
            (lines(&old, "del"), lines(&new, "ins"))
        };
        for at in 0..old.len().max(new.len()) {
            self.out.push_str("<tr>");
            match old.get(at) {
                Some(line) => self.cell("−", "deletedline", "deleted", line),
                None => self.empty("deleted"),
            }
            match new.get(at) {
                Some(line) => self.cell("+", "addedline", "added", line),
                None => self.empty("added"),
            }
            self.out.push_str("</tr>\n");
        }
    }

    /// Lines that have no counterpart.
    fn whole(&self, lines: &[&str], tag: &str) -> Vec<String> {
        let text = |line: &str| match self.rows {
            DiffRows::Sided => escape(line, &[]),
            _ => self.escaped(line),
        };
        lines.iter().map(|line| format!("<{tag} class=\"diffchange\">{}</{tag}>", text(line))).collect()
    }

    fn line(&self, parts: &[Part], tag: &str) -> String {
        let mut line = String::new();
        for (text, changed) in parts {
            let text = self.escaped(text);
            let _ = match changed {
                true => write!(line, "<{tag} class=\"diffchange diffchange-inline\">{text}</{tag}>"),
                false => write!(line, "{text}"),
            };
        }
        line
    }

    /// What `htmlspecialchars` makes of it, in the PHP of the release.
    fn escaped(&self, text: &str) -> String {
        match self.rows {
            DiffRows::Bare => escape(text, &['>', '"']),
            DiffRows::Sided => escape(text, &['>', '"', '\'']),
            DiffRows::Plain => escape(text, &['>']),
        }
    }

    fn cell(&mut self, marker: &str, class: &str, side: &str, line: &str) {
        let text = match (line.is_empty(), self.rows) {
            (false, _) => format!("<div>{}</div>", kept_spaces(line)),
            (true, DiffRows::Bare) => String::new(),
            (true, DiffRows::Sided) => "<br/>".to_owned(),
            (true, DiffRows::Plain) => "<br>".to_owned(),
        };
        let _ = if self.rows == DiffRows::Bare {
            let marker = if marker.is_empty() { "\u{a0}" } else { marker };
            write!(self.out, "<td class='diff-marker'>{marker}</td><td class='diff-{class}'>{text}</td>")
        } else {
            let marker = if marker.is_empty() { String::new() } else { format!(" data-marker=\"{marker}\"") };
            write!(
                self.out,
                "<td class=\"diff-marker\"{marker}></td><td class=\"diff-{class} diff-side-{side}\">{text}</td>"
            )
        };
    }

    fn empty(&mut self, side: &str) {
        let _ = match self.rows {
            DiffRows::Bare => write!(self.out, "<td colspan=\"2\">\u{a0}</td>"),
            _ => write!(self.out, "<td colspan=\"2\" class=\"diff-side-{side}\"></td>"),
        };
    }
}

/// A number with a comma between its thousands.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + 2);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Spaces that a browser would swallow stay: at both ends, and one of every two.
fn kept_spaces(line: &str) -> String {
    let mut line = match line.strip_prefix(' ') {
        Some(rest) => format!("\u{a0} {rest}"),
        None => line.to_owned(),
    };
    if line.ends_with(' ') {
        line.insert(line.len() - 1, ' ');
        line.pop();
        line.push('\u{a0}');
    }
    line.replace("  ", "\u{a0} ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_show_both_sides_and_two_lines_around() {
        let rows = table("1\n2\n3\n4\nold\n5", "1\n2\n3\n4\nnew \n5", DiffRows::Plain);
        assert_eq!(rows.matches("<tr>").count(), 5);
        assert!(rows.contains("id=\"mw-diff-left-l3\">Line 3:</td>"));
        assert!(rows.contains("<ins class=\"diffchange diffchange-inline\">new </ins>"));
        assert_eq!(table("a", "a", DiffRows::Plain), "");
    }

    #[test]
    fn releases_write_their_rows_in_their_ways() {
        let bare = table("a\n", "a\n'\"", DiffRows::Bare);
        assert!(bare.contains("<td class='diff-marker'>+</td><td class='diff-addedline'><div>"), "{bare}");
        assert!(table("x\n\ny", "z\n\ny", DiffRows::Sided).contains("diff-side-deleted\"><br/></td>"));
        assert!(table("x\n\ny", "z\n\ny", DiffRows::Plain).contains("diff-side-deleted\"><br></td>"));
        assert_eq!(grouped(1_234_567), "1,234,567");
        assert_eq!(kept_spaces(" a  b "), "\u{a0} a\u{a0} b \u{a0}");
    }
}
