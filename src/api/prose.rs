//! Our own help texts: plain sentences in which `` `code` `` stands between backticks.

use std::fmt::Write as _;

/// The text as HTML, without a paragraph around it.
pub fn html(text: &str) -> String {
    render(text, &mut |part, code, out| {
        let part = escaped(part);
        let written = if code { write!(out, "<code>{part}</code>") } else { write!(out, "{part}") };
        written.expect("a string takes all");
    })
}

/// The text as wikitext.
pub fn wikitext(text: &str) -> String {
    render(text, &mut |part, code, out| match code {
        true if part.contains(['[', ']', '{', '}', '<', '&', '\'']) => {
            write!(out, "<code><nowiki>{part}</nowiki></code>").expect("a string takes all");
        }
        true => write!(out, "<code>{part}</code>").expect("a string takes all"),
        false => out.push_str(part),
    })
}

/// A text for HTML: nothing in it is read as a tag, an entity or the end of an attribute.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            letter => out.push(letter),
        }
    }
    out
}

/// Hands out the parts between backticks in turn: text, code, text ….
fn render(text: &str, write: &mut dyn FnMut(&str, bool, &mut String)) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for (place, part) in text.trim().split('`').enumerate() {
        if !part.is_empty() {
            write(part, place % 2 == 1, &mut out);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_stands_between_backticks() {
        assert_eq!(html(" Asks `a<b` & more."), "Asks <code>a&lt;b</code> &amp; more.");
        assert_eq!(wikitext("Asks `a` or `[b]`"), "Asks <code>a</code> or <code><nowiki>[b]</nowiki></code>");
        assert_eq!(html(""), "");
    }
}
