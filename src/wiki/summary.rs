//! What the wiki itself writes into comments: MediaWiki's English words, which histories and logs keep as text.

use super::{Naming, Target, content::Model, wikitext};
use crate::release::{Profile, Release, V1_41, V1_43};

/// How many bytes a quotation and the words around it have at most.
const LONGEST: usize = 500;

/// What kind of change an edit is (`ContentHandler::getChangeType`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EditKind {
    /// All text went.
    Blank,
    /// It became a redirect.
    NewRedirect(Target),
    /// The redirect leads elsewhere: from and to.
    ChangedRedirect(Target, Target),
    /// It is no redirect any more.
    RemovedRedirect(Target),
    /// A page without text was made.
    NewBlank,
    /// A page was made.
    New,
    /// Nine tenths of the text went.
    Replaced,
    /// The text is taken for something else.
    NewModel,
}

impl EditKind {
    /// Finds out; `before` is `None` for a new page.
    pub fn of(
        before: Option<(&str, Model)>,
        after: (&str, Model),
        within: &Naming<'_>,
        rules: &Profile,
    ) -> Option<Self> {
        let target = |(text, model): (&str, Model)| {
            if model.is_wikitext() { wikitext::redirect_target(text, within) } else { None }
        };
        let (text, model) = after;
        if before.is_some_and(|(before, _)| !before.is_empty()) && text.is_empty() {
            return Some(Self::Blank);
        }
        match (before.and_then(target), target(after)) {
            (None, Some(to)) => return Some(Self::NewRedirect(to)),
            (Some(from), Some(to)) if from != to && !rules.tells_lost_redirects => {
                return Some(Self::NewRedirect(to));
            }
            (Some(from), Some(to)) if from != to => return Some(Self::ChangedRedirect(from, to)),
            (Some(from), None) if rules.tells_lost_redirects => return Some(Self::RemovedRedirect(from)),
            _ => {}
        }
        let Some((before, model_before)) = before else {
            return Some(if text.is_empty() { Self::NewBlank } else { Self::New });
        };
        if before.len() > 10 * text.len() {
            return Some(Self::Replaced);
        }
        (model != model_before).then_some(Self::NewModel)
    }

    /// The tag that tells of it, if there is one.
    pub const fn tag(&self) -> Option<&'static str> {
        match self {
            Self::Blank => Some("mw-blank"),
            Self::NewRedirect(_) => Some("mw-new-redirect"),
            Self::ChangedRedirect(..) => Some("mw-changed-redirect-target"),
            Self::RemovedRedirect(_) => Some("mw-removed-redirect"),
            Self::Replaced => Some("mw-replace"),
            Self::NewModel => Some("mw-contentmodelchange"),
            Self::New | Self::NewBlank => None,
        }
    }

    /// The comment that is made for it if nobody gave one (`ContentHandler::getAutosummary`).
    pub fn summary(&self, text: &str, model: Model, within: &Naming<'_>) -> String {
        let full = |target: &Target| target.full(within.namespaces);
        let quoted = |before: &str, after: &str, around: usize| {
            format!("{before}{}{after}", quotation(text, model, LONGEST.saturating_sub(around)))
        };
        match self {
            Self::Blank => "Blanked the page".to_owned(),
            Self::NewRedirect(to) => format!("Redirected page to [[{}]]", full(to)),
            Self::ChangedRedirect(from, to) => {
                format!("Changed redirect target from [[{}]] to [[{}]]", full(from), full(to))
            }
            Self::RemovedRedirect(from) => format!("Removed redirect to [[{}]]", full(from)),
            Self::NewBlank => "Created blank page".to_owned(),
            Self::New => quoted("Created page with \"", "\"", "Created page with \"$1\"".len()),
            Self::Replaced => quoted("Replaced content with \"", "\"", "Replaced content with \"$1\"".len()),
            Self::NewModel => String::new(),
        }
    }
}

/// The beginning of a text, in one line (`WikitextContent::getTextForSummary`).
pub fn quotation(text: &str, model: Model, longest: usize) -> String {
    let line = text.replace(['\n', '\r'], " ");
    let short = truncated(&line, longest);
    if !model.is_wikitext() {
        return short;
    }
    // An unfinished link shows as its words.
    let unfinished = short.match_indices("[[").find_map(|(open, _)| {
        let rest = &short[open + 2..];
        let rest = rest.strip_suffix(']').unwrap_or(rest);
        (!rest.contains(']')).then(|| format!("{}{rest}", &short[..open]))
    });
    unfinished.unwrap_or(short)
}

/// At most so many bytes, dots at the end if something is missing (`Language::truncateForDatabase`).
pub fn truncated(text: &str, longest: usize) -> String {
    if text.len() <= longest {
        return text.to_owned();
    }
    let mut end = longest.saturating_sub(3);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    format!("{}...", &text[..end])
}

/// The comment of an edit that takes back one other.
pub fn undo(revision: i64, author: &str, release: Release) -> String {
    // 1.41: the number is a link.
    let shown = if release >= V1_41 {
        format!("[[Special:Diff/{revision}|{revision}]]")
    } else {
        revision.to_string()
    };
    format!(
        "Undo revision {shown} by [[Special:Contributions/{author}|{author}]] ([[User talk:{author}|talk]])"
    )
}

/// The comment of a rollback: whose edits and how many, and to whose revision.
pub fn rollback(from: &str, to: &str, count: usize, release: Release) -> String {
    // One edit is one edit in 1.43, not yet in 1.39.
    let edits = if count == 1 && release >= V1_43 { "edit" } else { "edits" };
    format!(
        "Reverted {edits} by [[Special:Contributions/{from}|{from}]] ([[User talk:{from}|talk]]) to last revision by \
         [[User:{to}|{to}]]"
    )
}

/// The comment of an edit that adds a section.
pub fn new_section(title: &str) -> String {
    format!("/* {title} */ new section")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_is_short_and_has_no_open_link() {
        assert_eq!(quotation("a\nb", Model::Wikitext, 100), "a b");
        assert_eq!(quotation("see [[Main page and more", Model::Wikitext, 20), "see Main page a...");
        assert_eq!(quotation("see [[x]] and", Model::Wikitext, 100), "see [[x]] and");
        assert_eq!(truncated("äöü", 5), "ä...");
    }
}
