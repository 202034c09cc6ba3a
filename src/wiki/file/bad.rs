//! Files that are not to be shown, by the list that administrators keep (`includes/BadFileLookup.php`).

use crate::wiki::{Namespace, State, Title};

/// The page that holds the list, in the namespace of the interface.
const LIST: &str = "Bad_image_list";

/// Whether a file is not to be shown: at all, or on that page.
pub fn is_bad(state: &State, key: &str, page: Option<&Title>) -> bool {
    let list = Title::of_key(Namespace::MEDIAWIKI, LIST);
    let Some(latest) = state.pages.id_of(&list).and_then(|list| state.latest(list)) else { return false };
    let naming = state.naming();
    // The last line about a file counts.
    let mut bad = false;
    for line in latest.content.split('\n').filter(|line| line.starts_with('*')) {
        let titles = links(line).map(|text| Title::parse(text, &naming).ok().map(|target| target.title));
        let mut titles = titles.collect::<Vec<_>>().into_iter();
        // Whatever its namespace, the first link names the file.
        let named = titles.next().flatten();
        if named.is_some_and(|file| file.key() == key) {
            bad = page.is_none_or(|page| !titles.flatten().any(|title| title == *page));
        }
    }
    bad
}

/// What stands between double brackets, without a colon before it.
fn links(line: &str) -> impl Iterator<Item = &str> {
    line.split("[[").skip(1).filter_map(|part| {
        let (text, _) = part.split_once("]]")?;
        Some(text.strip_prefix(':').unwrap_or(text))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wiki::rig::{Rig, admin};

    #[test]
    fn listed_files_are_bad_but_for_the_pages_after_them() {
        let mut rig = Rig::new();
        let list = "Not this: [[File:A.png]]\n* [[:File:B.png]] except on [[Sandbox]], [[:Talk:X]]\n*[[C.png]]\n\
                    * [[File:D.png|text]]\n";
        rig.save(&admin(), "MediaWiki:Bad image list", list);
        let is_bad = |key: &str, page: Option<&str>| {
            is_bad(&rig.state, key, page.map(|page| rig.title(page)).as_ref())
        };
        assert!(
            !is_bad("A.png", None)
                && is_bad("B.png", None)
                && is_bad("C.png", None)
                && !is_bad("D.png", None)
        );
        assert!(
            !is_bad("B.png", Some("Sandbox"))
                && !is_bad("B.png", Some("Talk:X"))
                && is_bad("B.png", Some("X"))
        );
    }
}
