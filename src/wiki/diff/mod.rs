//! What two texts have in common and what not, and how MediaWiki shows it.

mod blocks;
mod engine;
mod table;
mod unified;
mod words;

pub use table::table;
pub use unified::unified;

/// A text as HTML: `&` and `<` are always escaped, these as well.
fn escape(text: &str, also: &[char]) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let code = match c {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' if also.contains(&c) => "&gt;",
            '"' if also.contains(&c) => "&quot;",
            '\'' if also.contains(&c) => "&#039;",
            _ => {
                out.push(c);
                continue;
            }
        };
        out.push_str(code);
    }
    out
}
