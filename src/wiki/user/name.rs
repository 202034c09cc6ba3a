//! Names of accounts: their canonical form, and which names can be (`UserNameUtils`).

use crate::{
    release::{Release, V1_26, V1_39, V1_40},
    wiki::{
        address::Address,
        namespace::Namespace,
        site::Site,
        title::{Title, raise_first},
    },
};

/// How much is demanded of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rigor {
    /// It could be an account's at all.
    Valid,
    /// One can log in with it.
    Usable,
    /// An account of that name can be made.
    Creatable,
}

/// Names that the software itself acts under, and the release they were reserved in, `$wgReservedUsernames`.
const RESERVED: &[(&str, Release)] = &[
    ("MediaWiki default", Release(0)),
    ("Conversion script", Release(0)),
    ("Maintenance script", Release(0)),
    ("Template namespace initialisation script", Release(0)),
    ("ScriptImporter", Release(0)),
    ("Redirect fixer", Release(0)),
    ("System messenger", Release(0)),
    ("Proxy blocker", Release(0)),
    ("MediaWiki spam cleanup", Release(26)),
    ("MediaWiki automatic change", Release(27)),
    ("Unknown user", Release(29)),
    ("DNSBL", Release(31)),
    ("Delete page script", Release(39)),
    ("Move page script", Release(39)),
    ("Command line script", Release(39)),
];

/// The one spelling of a name as someone wrote it; `None` if no account has such a name.
pub fn canonical(text: &str, rigor: Rigor, site: &Site) -> Option<String> {
    if text.contains('#') {
        return None;
    }
    let target = Title::parse_in(&raise_first(text), Namespace::USER, &site.naming()).ok()?;
    let title = target.local().filter(|title| title.namespace() == Namespace::USER)?;
    let name = title.text().into_owned();
    is(&name, rigor, site).then_some(name)
}

/// Whether a canonical name satisfies what is demanded.
pub fn is(name: &str, rigor: Rigor, site: &Site) -> bool {
    is_valid(name, site)
        && (rigor < Rigor::Usable || !is_reserved(name, site.release) && is_free_or_temporary(name, site))
        && (rigor < Rigor::Creatable || is_creatable(name, site.release) && !site.is_kept_for_temporary(name))
}

/// Whether a text looks like an address, if not a true one: `300.1.2.3`, `1.2.3.xxx` (`UserNameUtils::isIP`).
pub fn is_like_address(text: &str) -> bool {
    let digits =
        |part: &&str| (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = text.split('.').collect();
    let four = matches!(&parts[..], [a, b, c, d] if digits(a) && digits(b) && digits(c) && (*d == "xxx" || digits(d)));
    four || Address::parse(text).is_some()
}

/// The characters that a new name must not have, `$wgInvalidUsernameCharacters`.
pub fn invalid_characters(release: Release) -> &'static str {
    match release {
        release if release >= V1_40 => "@:>=",
        release if release >= V1_39 => "@:>",
        release if release >= V1_26 => "@:",
        _ => "@",
    }
}

fn is_valid(name: &str, site: &Site) -> bool {
    let plain = !name.is_empty()
        && !is_like_address(name)
        && !name.contains('/')
        && name.len() <= 255
        && raise_first(name) == name
        && !name.chars().any(is_troublesome);
    // A name that would be read as another title, of another namespace or wiki, cannot be.
    plain
        && Title::parse(name, &site.naming()).is_ok_and(|target| {
            target.interwiki.is_none()
                && target.title.namespace() == Namespace::MAIN
                && target.title.text() == name
        })
}

fn is_troublesome(char: char) -> bool {
    matches!(char,
        '\u{80}'..='\u{a0}' | '\u{2000}'..='\u{200f}' | '\u{2028}'..='\u{202f}' | '\u{3000}' | '\u{e000}'..='\u{f8ff}')
}

fn is_reserved(name: &str, release: Release) -> bool {
    RESERVED.iter().any(|(reserved, since)| *reserved == name && *since <= release)
}

/// What could be the name of a temporary account is one, or no name at all.
fn is_free_or_temporary(name: &str, site: &Site) -> bool {
    !site.is_kept_for_temporary(name) || site.is_temporary(name)
}

fn is_creatable(name: &str, release: Release) -> bool {
    // Longer ones could have no subpage for their scripts (T25080).
    name.len() <= 235 && !name.contains(|char| invalid_characters(release).contains(char))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, rigor: Rigor) -> Option<String> {
        canonical(text, rigor, &Site::fresh("OracleWiki", V1_39))
    }

    #[test]
    fn names_have_one_spelling() {
        for text in ["alice", "Alice", "_Alice_ ", "User:alice", "user: Alice"] {
            assert_eq!(read(text, Rigor::Usable).as_deref(), Some("Alice"), "{text}");
        }
        assert_eq!(read("éva  b_c", Rigor::Creatable).as_deref(), Some("Éva b c"));
    }

    #[test]
    fn some_names_cannot_be() {
        for text in [
            "",
            "a[b",
            "Al#ice",
            "1.2.3.4",
            "300.2.3.4",
            "1.2.3.xxx",
            "::1",
            "A/b",
            "Talk:A",
            "wikipedia:A",
            "A\u{200b}b",
        ] {
            assert_eq!(read(text, Rigor::Valid), None, "{text}");
        }
        assert_eq!(read(&"a".repeat(256), Rigor::Valid), None);
    }

    #[test]
    fn some_names_are_the_softwares_own() {
        assert_eq!(read("MediaWiki default", Rigor::Valid).as_deref(), Some("MediaWiki default"));
        assert_eq!(read("MediaWiki default", Rigor::Usable), None);
        assert_eq!(read("Delete page script", Rigor::Usable), None);
    }

    #[test]
    fn new_names_have_fewer_characters() {
        assert_eq!(read("A@b", Rigor::Usable).as_deref(), Some("A@b"));
        assert_eq!(read("A@b", Rigor::Creatable), None);
        assert_eq!(read("A=b", Rigor::Creatable).as_deref(), Some("A=b"));
        assert_eq!(read(&"a".repeat(236), Rigor::Creatable), None);
    }
}
