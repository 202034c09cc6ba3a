//! The languages that MediaWiki knows (`languages/data/Names.php` and the files of messages).

use super::data::{Line, as_of, lines};
use crate::{
    release::{Release, V1_40},
    tree::{Merge, Node, Shape},
};

const LANGUAGES: &str = include_str!("data/languages.txt");
const VARIANTS: &str = include_str!("data/language_variants.txt");

/// A language.
pub(crate) struct Language {
    /// Its code in MediaWiki.
    pub(crate) code: &'static str,
    /// Its name in itself.
    pub(crate) name: &'static str,
    /// Its name in itself where it is asked for alone.
    pub(crate) autonym: &'static str,
    direction: &'static str,
    fallbacks: &'static str,
    variants: &'static str,
}

impl Language {
    fn read(mut line: Line) -> Self {
        let mut field = || line.field();
        let (code, name) = (field(), field());
        let (direction, fallbacks, variants) = (field(), field(), field());
        let autonym = Some(field()).filter(|autonym| !autonym.is_empty()).unwrap_or(name);
        Self { code, name, autonym, direction, fallbacks, variants }
    }

    /// Whether it is written from right to left.
    pub(crate) fn is_rtl(&self) -> bool {
        self.direction == "rtl"
    }

    /// The languages that stand in for it.
    pub(crate) fn fallbacks(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.fallbacks.split_ascii_whitespace()
    }

    /// The ways it is written and their names; itself alone for most.
    pub(crate) fn variants(&self) -> Vec<(&'static str, &'static str)> {
        if self.variants.is_empty() {
            return vec![(self.code, self.autonym)];
        }
        self.variants
            .split(';')
            .map(|variant| variant.split_once('=').unwrap_or((variant, variant)))
            .collect()
    }
}

/// Every language that a release knows, by code.
pub(crate) fn all(release: Release) -> impl Iterator<Item = Language> {
    lines(LANGUAGES, release).map(Language::read)
}

/// The language of that code.
pub(crate) fn find(code: &str, release: Release) -> Option<Language> {
    all(release).find(|language| language.code == code)
}

/// `siprop=languages`
pub(super) fn languages(release: Release) -> Node {
    let mut list = Node::list("lang");
    for language in all(release) {
        let mut one = Node::map().with_capacity(3);
        one.append("code", language.code);
        one.append("bcp47", bcp47(language.code, release));
        one.content("name", language.name);
        list.push(one);
    }
    list
}

/// `siprop=languagevariants`
pub(super) fn variants(release: Release) -> Node {
    let mut all = Node::of(Shape::Kvp("code", Merge::No)).tagged("lang");
    for mut line in lines(VARIANTS, release) {
        let mut variants = Node::of(Shape::Kvp("code", Merge::No)).tagged("variant");
        let code = line.field();
        for variant in line.rest() {
            let (variant, fallbacks) = variant.split_once(' ').expect("a variant falls back to something");
            let mut about = Node::auto();
            about.append("fallbacks", Node::texts("variant", fallbacks.split(' ')));
            variants.append(variant, about);
        }
        all.append(code, variants);
    }
    all
}

/// Codes of MediaWiki that BCP 47 spells otherwise (`LanguageCode`).
const OTHERWISE: &[(&str, &str)] = &[
    ("cbk-zam", "cbk"),
    ("de-formal", "de-x-formal"),
    ("eml", "egl"),
    ("en-rtl", "en-x-rtl"),
    ("es-formal", "es-x-formal"),
    ("hu-formal", "hu-x-formal"),
    ("map-bms", "jv-x-bms"),
    ("mo", "ro-Cyrl-MD"),
    ("nl-informal", "nl-x-informal"),
    ("nrm", "nrf"),
    ("roa-tara", "nap-x-tara"),
    ("simple", "en-simple"),
    ("sr-ec", "sr-Cyrl"),
    ("sr-el", "sr-Latn"),
    ("zh-cn", "zh-Hans-CN"),
    ("zh-hk", "zh-Hant-HK"),
    ("zh-mo", "zh-Hant-MO"),
    ("zh-my", "zh-Hans-MY"),
    ("zh-sg", "zh-Hans-SG"),
    ("zh-tw", "zh-Hant-TW"),
];

/// The same, between 1.39 and 1.43.
const OTHERWISE_LATER: &[(&str, &str)] =
    &[("crh-ro", "crh-Latn-RO"), ("kk-cn", "kk-Arab-CN"), ("kk-tr", "kk-Latn-TR")];

/// Codes that have a better one.
const DEPRECATED: &[(&str, &str)] = &[
    ("als", "gsw"),
    ("bat-smg", "sgs"),
    ("be-x-old", "be-tarask"),
    ("fiu-vro", "vro"),
    ("roa-rup", "rup"),
    ("zh-classical", "lzh"),
    ("zh-min-nan", "nan"),
    ("zh-yue", "yue"),
];

/// The better code for one that is deprecated.
pub(crate) fn replaced(code: &str) -> Option<&'static str> {
    DEPRECATED.iter().find(|(old, _)| *old == code).map(|(_, new)| *new)
}

/// The code as BCP 47 has it (`LanguageCode::bcp47`).
pub(crate) fn bcp47(code: &str, release: Release) -> String {
    let code = replaced(code).unwrap_or(code);
    let later = as_of(release, &[(Release::FIRST, &[] as &[_]), (V1_40, OTHERWISE_LATER)]);
    let found = OTHERWISE.iter().chain(later).find(|(own, _)| *own == code);
    let code = found.map_or(code, |(_, standard)| *standard);
    let mut out = String::with_capacity(code.len());
    let mut before = "";
    for (place, part) in code.split('-').enumerate() {
        if place > 0 {
            out.push('-');
        }
        match part.len() {
            _ if place == 0 || before.eq_ignore_ascii_case("x") => out.push_str(&part.to_ascii_lowercase()),
            2 => out.push_str(&part.to_ascii_uppercase()),
            4 => {
                out.push_str(&part[..1].to_ascii_uppercase());
                out.push_str(&part[1..].to_ascii_lowercase());
            }
            _ => out.push_str(&part.to_ascii_lowercase()),
        }
        before = part;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::release::*;

    #[test]
    fn codes_are_spelled_as_bcp_47_has_them() {
        for (code, standard) in [
            ("en", "en"),
            ("pt-br", "pt-BR"),
            ("zh-hans", "zh-Hans"),
            ("als", "gsw"),
            ("de-formal", "de-x-formal"),
            ("nan-latn-pehoeji", "nan-Latn-pehoeji"),
            ("ban-x-pku", "ban-x-pku"),
        ] {
            assert_eq!(bcp47(code, V1_43), standard);
        }
        assert_eq!(bcp47("kk-cn", V1_39), "kk-CN");
        assert_eq!(bcp47("kk-cn", V1_43), "kk-Arab-CN");
    }

    #[test]
    fn each_release_knows_its_languages_by_code() {
        for (release, count) in [(V1_35, 449), (V1_39, 493), (V1_43, 552)] {
            let codes: Vec<_> = all(release).map(|language| language.code).collect();
            assert_eq!(codes.len(), count);
            assert!(codes.is_sorted());
        }
        let crimean = find("crh", V1_43).unwrap();
        assert_eq!(crimean.fallbacks().collect::<Vec<_>>(), ["crh-latn"]);
        assert_eq!(crimean.variants()[1], ("crh-cyrl", "Кирил"));
        assert!(find("ar", V1_35).unwrap().is_rtl());
    }
}
