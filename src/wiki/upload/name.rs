//! Names of files: how MediaWiki mends them, and which it does not take (`UploadBase::getTitle`).

use crate::wiki::{
    Namespace, Refusal, State, Title,
    file::{PROHIBITED_ENDINGS, guessed_ending_of},
};

/// What becomes of a name.
#[derive(Debug, Clone)]
pub struct Naming {
    /// The ending as it was written, or the one that the bytes have; empty if there is none.
    pub ending: String,
    /// The file's page, or what is wrong with the name.
    pub title: Result<Title, Refusal>,
}

impl Naming {
    /// Mends a name for some bytes.
    pub fn of(state: &State, name: &str, bytes: &[u8]) -> Self {
        let refused = |refusal| Self { ending: String::new(), title: Err(refusal) };
        let naming = state.naming();
        // Who names the namespace means the file.
        let parsed = Title::parse(name, &naming).ok().filter(|target| target.interwiki.is_none());
        let own = parsed.filter(|target| target.title.namespace() == Namespace::FILE);
        let name = own.map_or_else(|| name.to_owned(), |target| target.title.key().to_owned());
        if name.len() > 240 {
            return refused(Refusal::FileNameTooLong);
        }
        let mut name = without_illegal(&name);
        let Some(mut title) = Title::in_namespace(Namespace::FILE, &name, &naming) else {
            return refused(Refusal::FileIllegalName(name));
        };
        title.key().clone_into(&mut name);
        let (stem, mut endings) = split(&name);
        let mut ending = endings.last().map_or_else(String::new, |ending| ending.trim().to_owned());
        if endings.is_empty()
            && let Some(guessed) = guessed_ending_of(bytes)
        {
            guessed.clone_into(&mut ending);
            let longer = format!("{name}.{ending}");
            match Title::in_namespace(Namespace::FILE, &longer, &naming) {
                Some(longer) => title = longer,
                None => return refused(Refusal::FileIllegalName(longer)),
            }
            endings = vec![ending.clone()];
        }
        let title = judged(state, title, &stem, &endings, &ending);
        Self { ending, title }
    }
}

fn judged(
    state: &State,
    title: Title,
    stem: &str,
    endings: &[String],
    ending: &str,
) -> Result<Title, Refusal> {
    if ending.is_empty() {
        return Err(Refusal::FileTypeMissing);
    }
    let lowered = endings.iter().map(|ending| ending.to_lowercase());
    let prohibited: Vec<String> = lowered.filter(|ending| PROHIBITED_ENDINGS.contains(&&**ending)).collect();
    let wanted = ending.to_lowercase();
    if !prohibited.is_empty() || !state.policy.file_extensions.iter().any(|known| **known == *wanted) {
        return Err(Refusal::FileTypeBanned(ending.to_owned(), prohibited));
    }
    if stem.is_empty() && endings.len() < 2 {
        return Err(Refusal::FileNameTooShort);
    }
    Ok(title)
}

/// A name and all its endings (`UploadBase::splitExtensions`).
fn split(name: &str) -> (String, Vec<String>) {
    let mut parts = name.split('.').map(str::to_owned);
    (parts.next().unwrap_or_default(), parts.collect())
}

/// Dashes for what no name has (`wfStripIllegalFilenameChars`).
fn without_illegal(name: &str) -> String {
    let is_illegal = |c: char| {
        matches!(c, ':' | '/' | '\\' | '#' | '<' | '>' | '[' | ']' | '{' | '}' | '|') || c.is_ascii_control()
    };
    name.chars().map(|c| if is_illegal(c) { '-' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wiki::rig::Rig;

    #[test]
    fn names_are_mended() {
        let rig = Rig::new();
        let named =
            |name: &str| Naming::of(&rig.state, name, b"hello").title.map(|title| title.key().to_owned());
        assert_eq!(named("File:a b.png").unwrap(), "A_b.png");
        assert_eq!(named("x/y:z#.PNG").unwrap(), "X-y-z-.PNG");
        assert!(matches!(named(".png"), Err(Refusal::FileNameTooShort)));
        assert!(matches!(named("a.php.png"), Err(Refusal::FileTypeBanned(_, all)) if all == ["php"]));
        assert!(
            matches!(named("a.xyz"), Err(Refusal::FileTypeBanned(ending, all)) if ending == "xyz" && all.is_empty())
        );
        assert!(matches!(named("a"), Err(Refusal::FileTypeBanned(ending, _)) if ending == "txt"));
        assert!(matches!(named(&"a".repeat(241)), Err(Refusal::FileNameTooLong)));
        assert!(matches!(named("a%41.png"), Err(Refusal::FileIllegalName(_))));
    }
}
