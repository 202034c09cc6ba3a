//! The languages that MediaWiki has messages in: what a user can read the wiki in, and what a page can be in
//! (`LanguageNameUtils::SUPPORTED`).

use crate::release::Release;

const LANGUAGES: &str = include_str!("languages.txt");

/// The codes of the languages that a release has messages in, in order.
pub fn supported(release: Release) -> impl Iterator<Item = &'static str> {
    LANGUAGES.lines().filter(|line| !line.starts_with('#')).filter_map(move |line| {
        let Some((mark, code)) = line.split_once(' ') else { return Some(line) };
        let (sign, minor) = mark.split_at(1);
        let named = Release(minor.parse().expect("a mark names a release"));
        (release >= named).eq(&(sign == "+")).then_some(code)
    })
}

/// Whether a release has messages in the language of that code.
pub fn is_supported(code: &str, release: Release) -> bool {
    supported(release).any(|known| known == code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::release::{V1_35, V1_39, V1_43};

    #[test]
    fn languages_come_and_go() {
        for (code, releases) in [
            ("de", [true; 3]),
            ("ak", [true, true, false]),
            ("tok", [false, false, true]),
            ("nonesuch", [false; 3]),
        ] {
            assert_eq!([V1_35, V1_39, V1_43].map(|release| is_supported(code, release)), releases, "{code}");
        }
    }
}
