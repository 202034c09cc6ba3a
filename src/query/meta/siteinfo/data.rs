//! What MediaWiki knows by itself, in files of one fact a line: lines that a release has, taken apart when asked for.

use crate::release::Release;

/// The lines of a file that a release has, taken apart at tabs. `+39 ` before a line says that it came with 1.39,
/// `-43 ` that 1.43 no longer has it; `# ` begins a comment.
pub(crate) fn lines(file: &'static str, release: Release) -> impl Iterator<Item = Line> {
    file.lines().filter_map(move |line| in_release(line, release)).map(|line| Line(line.split('\t')))
}

/// The fields of a line.
pub(crate) struct Line(std::str::Split<'static, char>);

impl Line {
    /// The next field; empty at the end.
    pub(crate) fn field(&mut self) -> &'static str {
        self.0.next().unwrap_or_default()
    }

    /// The fields that are left.
    pub(crate) fn rest(self) -> impl Iterator<Item = &'static str> {
        self.0
    }
}

/// The value that holds in a release, of several that each hold from a release on; oldest first.
pub(crate) fn as_of<T: Copy>(release: Release, values: &[(Release, T)]) -> T {
    let holding = values.iter().rev().find(|(since, _)| *since <= release);
    holding.unwrap_or(&values[0]).1
}

fn in_release(line: &'static str, release: Release) -> Option<&'static str> {
    if line.starts_with("# ") {
        return None;
    }
    let Some(marked) = line.strip_prefix(['+', '-']) else { return Some(line) };
    let (mark, rest) = marked.split_once(' ').expect("a mark ends with a space");
    let minor = |text: &str| Release(text.parse().expect("a mark names releases by their minor number"));
    let (since, until) = match mark.split_once('-') {
        Some((since, until)) => (minor(since), minor(until)),
        None if line.starts_with('+') => (minor(mark), Release::OPEN),
        None => (Release(0), minor(mark)),
    };
    (since <= release && release < until).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::release::*;

    #[test]
    fn lines_come_and_go_with_releases() {
        let file = "# words\na\tb\n+39 c\n-43 d\n+39-43 e\tf\tg\n";
        let firsts = |release| lines(file, release).map(|mut line| line.field()).collect::<Vec<_>>();
        assert_eq!(firsts(V1_35), ["a", "d"]);
        assert_eq!(firsts(V1_39), ["a", "c", "d", "e"]);
        assert_eq!(firsts(V1_43), ["a", "c"]);
        let mut line = lines(file, V1_40).nth(3).unwrap();
        assert_eq!(line.field(), "e");
        assert_eq!(line.rest().collect::<Vec<_>>(), ["f", "g"]);
    }

    #[test]
    fn the_newest_value_that_is_out_holds() {
        let values = [(V1_35, "a"), (V1_39, "b"), (V1_43, "c")];
        assert_eq!(as_of(V1_31, &values), "a");
        assert_eq!(as_of(V1_42, &values), "b");
        assert_eq!(as_of(V1_43, &values), "c");
    }
}
