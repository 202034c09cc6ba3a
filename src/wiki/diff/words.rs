//! What changed within lines, word by word (`WordLevelDiff`, `WordAccumulator`).

use super::engine::{Stretch, compare};

/// How many pairs of words are looked at before a change is told as a whole.
const MOST_PAIRS: usize = 40_000_000;

/// A part of a line and whether it changed.
pub(super) type Part = (String, bool);

/// The lines of both sides, each as its parts.
pub(super) fn changes(old: &[&str], new: &[&str]) -> (Vec<Vec<Part>>, Vec<Vec<Part>>) {
    let (old_words, new_words) = (split(old), split(new));
    let bare = |words: &[(String, usize)]| {
        words.iter().map(|(word, end)| word[..*end].to_owned()).collect::<Vec<_>>()
    };
    let found = compare(&bare(&old_words), &bare(&new_words), Some(MOST_PAIRS)).unwrap_or_else(|| {
        // So many words as there are lines are told then.
        vec![Stretch {
            old: 0..old.len().min(old_words.len()),
            new: 0..new.len().min(new_words.len()),
            same: false,
        }]
    });
    let (mut before, mut after) = (Lines::default(), Lines::default());
    for Stretch { old, new, same } in found {
        before.add(&old_words[old], !same);
        after.add(&new_words[new], !same);
    }
    (before.finish(), after.finish())
}

/// Words, each with the space after it, and how long it is without.
fn split(lines: &[&str]) -> Vec<(String, usize)> {
    let mut words = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if at > 0 {
            words.push(("\n".to_owned(), 1));
        }
        let mut rest = *line;
        while let Some(first) = rest.bytes().next() {
            let is_word = |byte: u8| byte == b'_' || byte.is_ascii_alphanumeric() || byte >= 0x80;
            let length = match first {
                byte if is_space(byte) => rest.bytes().take_while(|byte| is_space(*byte)).count(),
                byte if is_word(byte) => rest.bytes().take_while(|byte| is_word(*byte)).count(),
                _ => 1,
            };
            let whole = length + usize::from(rest.as_bytes().get(length).is_some_and(|byte| is_space(*byte)));
            words.push((rest[..whole].to_owned(), length));
            rest = &rest[whole..];
        }
    }
    words
}

/// White space of a regular expression without Unicode, but for line feeds.
fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | 0x0b | 0x0c)
}

#[derive(Default)]
struct Lines {
    done: Vec<Vec<Part>>,
    line: Vec<Part>,
    group: String,
    changed: bool,
}

impl Lines {
    fn add(&mut self, words: &[(String, usize)], changed: bool) {
        if words.is_empty() {
            return;
        }
        if changed != self.changed {
            self.end_group();
            self.changed = changed;
        }
        for (word, _) in words {
            match word.strip_prefix('\n') {
                Some(rest) => {
                    self.end_line();
                    self.group.push_str(rest);
                }
                None => self.group.push_str(word),
            }
        }
    }

    fn end_group(&mut self) {
        if !self.group.is_empty() {
            self.line.push((std::mem::take(&mut self.group), self.changed));
        }
    }

    fn end_line(&mut self) {
        self.end_group();
        if self.line.is_empty() {
            // Empty lines are to be seen.
            self.line.push(("\u{a0}".to_owned(), false));
        }
        self.done.push(std::mem::take(&mut self.line));
    }

    fn finish(mut self) -> Vec<Vec<Part>> {
        self.end_line();
        self.done
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(lines: &[Vec<Part>]) -> String {
        let part = |(text, changed): &Part| if *changed { format!("[{text}]") } else { text.clone() };
        let line = |parts: &Vec<Part>| parts.iter().map(part).collect::<String>();
        lines.iter().map(line).collect::<Vec<_>>().join("/")
    }

    #[test]
    fn words_change_with_the_space_after_them() {
        let (old, new) = changes(&["a b c", "line  two"], &["a B c", "line two "]);
        assert_eq!((told(&old).as_str(), told(&new).as_str()), ("a [b ]c/line [ ]two", "a [B ]c/line two "));
        let (old, new) = changes(&[""], &["Seed page."]);
        assert_eq!((told(&old).as_str(), told(&new).as_str()), ("\u{a0}", "[Seed page.]"));
    }
}
