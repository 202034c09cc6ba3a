//! Wikitext of messages as HTML.

use super::speak::Speaker;

/// The text with what HTML reads as markup written as references (`htmlspecialchars` with both quotes).
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#039;"),
            // A combining slash would turn a `>` before it into another character.
            '\u{338}' => out.push_str("&#x338;"),
            other => out.push(other),
        }
    }
    out
}

/// The wikitext as HTML, without the paragraph around it if it is a single one.
pub(super) fn render(_speaker: &Speaker<'_>, text: &str) -> String {
    text.to_owned()
}
