//! Searching: titles that begin so (`PrefixSearch`), and pages with these words (`SearchSqlite`).

use std::collections::BTreeSet;

use super::{Namespace, State, Target, Title, page::Page, special::SpecialPage};

/// Titles that begin with a text, exact ones first: so many, after leaving out so many. One more than asked for says
/// that there are more.
pub fn titles_with_prefix(state: &State, text: &str, namespaces: &[Namespace], most: usize) -> Vec<Title> {
    if text.contains('#') {
        return Vec::new();
    }
    let (text, namespaces) = named_namespace(state, text, namespaces);
    let naming = state.naming();
    let mut found: BTreeSet<(String, Namespace)> = BTreeSet::new();
    let mut specials = Vec::new();
    for namespace in namespaces {
        if namespace == Namespace::SPECIAL {
            specials = special_titles(state, text);
            continue;
        }
        // A media page is a file page.
        let namespace = if namespace == Namespace::MEDIA { Namespace::FILE } else { namespace };
        let prefix = match text {
            "" => String::new(),
            text => match Title::in_namespace(namespace, text, &naming) {
                Some(title) => title.key().to_owned(),
                None => continue,
            },
        };
        let pages = state.pages.with_prefix(namespace, &prefix).take(most);
        found.extend(pages.map(|page| (page.title.key().to_owned(), namespace)));
    }
    let titles = found.into_iter().map(|(key, namespace)| Title::of_key(namespace, key));
    let mut titles: Vec<Title> = specials.into_iter().chain(titles).collect();
    let exact = Title::parse(text, &naming).ok().and_then(Target::local);
    if let Some(at) = exact.and_then(|exact| titles.iter().position(|title| *title == exact)) {
        titles[..=at].rotate_right(1);
    }
    titles.truncate(most);
    titles
}

/// A text that names a namespace is searched there alone (`SearchEngine::normalizeNamespaces`).
fn named_namespace<'t>(state: &State, text: &'t str, asked: &[Namespace]) -> (&'t str, Vec<Namespace>) {
    let namespaces = &state.site.namespaces;
    let named = text.split_once(':').and_then(|(name, rest)| Some((namespaces.by_name(name.trim())?, rest)));
    match named {
        Some((namespace, rest)) => (rest.trim_start(), vec![namespace]),
        None => (text, asked.to_vec()),
    }
}

/// Special pages by the beginning of any of their names: first names first, each kind in order.
fn special_titles(state: &State, text: &str) -> Vec<Title> {
    let begins = |name: &str| name.get(..text.len()).is_some_and(|start| start.eq_ignore_ascii_case(text));
    let mut found = Vec::new();
    for page in SpecialPage::all(state.site.release) {
        for (rank, alias) in page.aliases.iter().enumerate().filter(|(_, alias)| begins(alias)) {
            found.push((rank, page.name.to_lowercase(), *alias));
        }
    }
    found.sort_unstable();
    found.into_iter().map(|(_, _, alias)| Title::of_key(Namespace::SPECIAL, alias)).collect()
}

/// Where words are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Within {
    /// In titles.
    Titles,
    /// In texts.
    Texts,
}

/// What somebody searches for: words and phrases that must all be there, or must not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    terms: Vec<Term>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Term {
    /// Words that follow each other, in small letters.
    words: Vec<String>,
    /// Whether the last word need only begin so.
    begins: bool,
    /// Whether it must not be there.
    not: bool,
}

impl Query {
    /// Reads what somebody typed.
    pub fn parse(text: &str) -> Self {
        let mut terms = Vec::new();
        let mut rest = text.trim_start();
        while !rest.is_empty() {
            let not = rest.starts_with('-');
            rest = rest.trim_start_matches(['-', '+', '<', '>', '~']);
            let (part, after) = match rest.strip_prefix('"') {
                Some(phrase) => phrase.split_once('"').unwrap_or((phrase, "")),
                None => rest.split_at(rest.find(char::is_whitespace).unwrap_or(rest.len())),
            };
            let (part, after) = match (part.strip_suffix('*'), after.strip_prefix('*')) {
                (Some(part), _) => ((part, true), after),
                (None, Some(after)) => ((part, true), after),
                (None, None) => ((part, false), after),
            };
            let words: Vec<String> = words(part.0).map(|(_, word)| word.to_lowercase()).collect();
            if !words.is_empty() {
                terms.push(Term { words, begins: part.1, not });
            }
            rest = after.trim_start();
        }
        Self { terms }
    }

    /// Pages of these namespaces that it fits, by number.
    pub fn pages<'s>(&self, state: &'s State, within: Within, namespaces: &[Namespace]) -> Vec<&'s Page> {
        if self.terms.iter().all(|term| term.not) {
            return Vec::new();
        }
        let fits = |page: &&Page| {
            namespaces.contains(&page.title.namespace())
                && match within {
                    Within::Titles => self.fits(&page.title.text()),
                    Within::Texts => state
                        .revisions
                        .get(page.latest)
                        .is_some_and(|row| self.fits(&without_tags(&row.content))),
                }
        };
        state.pages.iter().filter(fits).collect()
    }

    fn fits(&self, text: &str) -> bool {
        let words: Vec<String> = words(text).map(|(_, word)| word.to_lowercase()).collect();
        self.terms.iter().all(|term| term.is_in(&words) != term.not)
    }

    /// Where the next of the words and phrases stands in a text, from and to.
    fn find(&self, text: &str, from: usize) -> Option<(usize, usize)> {
        let all: Vec<(usize, &str)> = words(text).filter(|(at, _)| *at >= from).collect();
        let wanted = self.terms.iter().filter(|term| !term.not);
        let hits = wanted.flat_map(|term| {
            let hits = all.windows(term.words.len()).filter(|words| {
                let lower: Vec<String> = words.iter().map(|(_, word)| word.to_lowercase()).collect();
                term.matches(&lower)
            });
            hits.map(|words| (words[0].0, term.end(words[words.len() - 1])))
        });
        hits.min()
    }

    /// The lines of a text where it fits, with what was found between two marks (`SearchHighlighter::highlightSimple`).
    /// The lines are HTML.
    pub fn snippet(&self, text: &str, marks: (&str, &str)) -> String {
        let lines = text.split('\n').filter(|line| self.find(line, 0).is_some());
        lines.take(LINES).map(|line| self.excerpt(line, marks) + "\n").collect()
    }

    fn excerpt(&self, line: &str, (open, close): (&str, &str)) -> String {
        let (mut start, mut end) = (0, 0);
        let mut from = 0;
        while let Some(hit) = self.find(line, from) {
            (start, end) = hit;
            from = hit.1;
        }
        let shown =
            [cut_before(&line[..start]), line[start..end].to_owned(), cut_after(&line[end..])].concat();
        let mut out = String::with_capacity(shown.len() + 64);
        let mut done = 0;
        while let Some((start, end)) = self.find(&shown, done) {
            out += &escaped(&shown[done..start]);
            out += open;
            out += &escaped(&shown[start..end]);
            out += close;
            done = end;
        }
        out + &escaped(&shown[done..])
    }
}

impl Term {
    fn is_in(&self, words: &[String]) -> bool {
        words.windows(self.words.len()).any(|window| self.matches(window))
    }

    /// Where the last word of a hit ends; only its beginning was looked for, perhaps.
    fn end(&self, (at, word): (usize, &str)) -> usize {
        let letters = self.words.last().map_or(0, |last| last.chars().count());
        let ends = word.char_indices().nth(letters).filter(|_| self.begins);
        at + ends.map_or(word.len(), |(end, _)| end)
    }

    fn matches(&self, window: &[String]) -> bool {
        let last = self.words.len() - 1;
        self.words.iter().zip(window).enumerate().all(|(at, (wanted, word))| {
            if at == last && self.begins { word.starts_with(wanted.as_str()) } else { word == wanted }
        })
    }
}

/// How many lines are shown of a text, and how many characters on each side of what was found.
const LINES: usize = 2;
const AROUND: usize = 75;

/// What does not become shorter by an ellipsis is not cut (`Language::truncateForVisual`).
fn cut_before(text: &str) -> String {
    let count = text.chars().count();
    if count <= AROUND + "...".len() {
        return text.to_owned();
    }
    let kept: String = text.chars().skip(count - AROUND).collect();
    format!("...{kept}")
}

/// One character more than is asked for is looked at, so that there is never an ellipsis here.
fn cut_after(text: &str) -> String {
    text.chars().take(AROUND + 1).collect()
}

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.replace('"', "&quot;").replace('\'', "&#039;")
}

/// The words of a text and where they stand.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(is_letter)?;
        let length = text[start..].find(|c| !is_letter(c)).unwrap_or(text.len() - start);
        at = start + length;
        Some((start, &text[start..at]))
    })
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Tags are no words (`SearchUpdate`).
fn without_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('<') {
        let (before, tag) = rest.split_at(open);
        out.push_str(before);
        let named = tag[1..].trim_start_matches('/').starts_with(|c: char| c.is_ascii_alphabetic());
        match tag.find('>').filter(|_| named) {
            Some(close) => {
                out.push(' ');
                rest = &tag[close + 1..];
            }
            None => {
                out.push('<');
                rest = &tag[1..];
            }
        }
    }
    out + rest
}

/// How many words PHP counts in a text (`str_word_count`): letters, apostrophes, and hyphens inside.
pub fn word_count(text: &str) -> usize {
    let bytes = text.as_bytes();
    let text = text.trim_start_matches(['\'', '-']).trim_end_matches('-');
    if bytes.is_empty() {
        return 0;
    }
    let inside = |c: char| c.is_ascii_alphabetic() || c == '\'' || c == '-';
    text.split(|c| !inside(c)).filter(|word| !word.is_empty()).count()
}

/// The page that somebody who typed a title most likely means (`TitleMatcher`).
pub fn near_match<'s>(state: &'s State, text: &str) -> Option<&'s Page> {
    let raised = |text: &str| {
        let words = text.split(' ').map(|word| super::title::raise_first(word).into_owned());
        words.collect::<Vec<_>>().join(" ")
    };
    let lower = text.to_lowercase();
    [text.to_owned(), lower.clone(), raised(&lower), text.to_uppercase(), raised(text)]
        .iter()
        .filter_map(|text| Title::parse(text, &state.naming()).ok().and_then(Target::local))
        .find_map(|title| state.pages.titled(&title))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wiki::rig::{Rig, alice};

    #[test]
    fn words_are_found_whole_and_in_any_order() {
        let query = Query::parse("page seed");
        assert!(query.fits("Seed page."));
        assert!(!query.fits("Seed pages."));
        assert!(Query::parse("pag*").fits("Seed pages."));
        assert!(Query::parse("\"seed page\"").fits("a seed page"));
        assert!(!Query::parse("\"page seed\"").fits("a seed page"));
        assert!(!Query::parse("seed -page").fits("a seed page"));
    }

    #[test]
    fn a_snippet_marks_what_was_found() {
        let query = Query::parse("seed");
        assert_eq!(query.snippet("x\nSeed <b>", ("[", "]")), "[Seed] &lt;b&gt;\n");
        assert_eq!(query.snippet("nothing", ("[", "]")), "");
        assert_eq!(word_count("Seed page.\n\n== One ==\nfirst changed\n\n== Two ==\nsecond"), 7);
    }

    #[test]
    fn titles_are_found_by_their_beginnings_namespace_by_namespace() {
        let mut rig = Rig::new();
        for title in ["Sandbox", "Sand", "Talk:Sandbox", "Other"] {
            rig.save(&alice(), title, "x");
        }
        let main = [Namespace::MAIN];
        let found = |text, namespaces: &[Namespace]| -> Vec<String> {
            let titles = titles_with_prefix(&rig.state, text, namespaces, 10);
            titles.iter().map(|title| title.prefixed(&rig.state.site.namespaces)).collect()
        };
        assert_eq!(found("sandb", &main), ["Sandbox"]);
        assert_eq!(found("talk:s", &main), ["Talk:Sandbox"]);
        assert_eq!(found("sandbox", &[Namespace::MAIN, Namespace::TALK]), ["Sandbox", "Talk:Sandbox"]);
        assert_eq!(found("special:userlog", &main), ["Special:UserLogin", "Special:UserLogout"]);
        assert!(found("[", &main).is_empty());
    }
}
