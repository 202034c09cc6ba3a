//! Interwiki prefixes: titles that lead to other wikis.

use std::{collections::BTreeMap, sync::Arc};

use crate::release::{Release, V1_39};

/// Where a prefix leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interwiki {
    /// The address of a page there, its title at `$1`.
    pub url: Arc<str>,
    /// The address of its `api.php`; empty if unknown.
    pub api: Arc<str>,
    /// Whether redirects may lead there and transwiki counts as home.
    pub local: bool,
}

/// All prefixes, by name.
#[derive(Debug, Clone)]
pub struct Interwikis(BTreeMap<Arc<str>, Interwiki>);

impl Interwikis {
    /// No prefixes at all.
    pub const fn none() -> Self {
        Self(BTreeMap::new())
    }

    /// What a fresh MediaWiki of that release knows.
    pub fn of(release: Release) -> Self {
        let known = FRESH.iter().filter(|row| (row.since..row.until).contains(&release.0));
        let row = |row: &Fresh| {
            (row.prefix.into(), Interwiki { url: row.url.into(), api: row.api.into(), local: false })
        };
        Self(known.map(row).collect())
    }

    /// Adds a prefix, or says anew where it leads.
    pub fn add(&mut self, prefix: &str, interwiki: Interwiki) {
        self.0.insert(prefix.to_lowercase().into(), interwiki);
    }

    /// Where a prefix leads; its case does not matter.
    pub fn get(&self, prefix: &str) -> Option<(&Arc<str>, &Interwiki)> {
        if prefix.bytes().any(|b| b.is_ascii_uppercase() || !b.is_ascii()) {
            self.0.get_key_value(prefix.to_lowercase().as_str())
        } else {
            self.0.get_key_value(prefix)
        }
    }

    /// All of them in order of their prefixes.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&Arc<str>, &Interwiki)> {
        self.0.iter()
    }
}

impl Default for Interwikis {
    /// What a fresh MediaWiki 1.39 knows.
    fn default() -> Self {
        Self::of(V1_39)
    }
}

/// A prefix that a fresh wiki knows, and the releases that bring it (`maintenance/interwiki.list`).
struct Fresh {
    prefix: &'static str,
    url: &'static str,
    api: &'static str,
    since: u8,
    until: u8,
}

macro_rules! fresh {
    ($($prefix:literal, $url:literal, $api:literal $(since $since:literal)? $(until $until:literal)?;)*) => {
        &[$(Fresh {
            prefix: $prefix,
            url: $url,
            api: $api,
            since: 0 $(+ $since)?,
            until: [$($until,)? u8::MAX][0],
        }),*]
    };
}

/// By prefix. What changed between 1.39 and 1.43 stands at 1.43.
const FRESH: &[Fresh] = fresh! {
    "acronym", "https://www.acronymfinder.com/~/search/af.aspx?string=exact&Acronym=$1", "";
    "advogato", "http://www.advogato.org/$1", "" until 43;
    "arxiv", "https://www.arxiv.org/abs/$1", "";
    "c2", "https://wiki.c2.com/?$1", "" since 43;
    "c2find", "http://c2.com/cgi/wiki?FindPage&value=$1", "" until 43;
    "cache", "https://www.google.com/search?q=cache:$1", "";
    "commons", "https://commons.wikimedia.org/wiki/$1", "https://commons.wikimedia.org/w/api.php";
    "dictionary", "http://www.dict.org/bin/Dict?Database=*&Form=Dict1&Strategy=*&Query=$1", "" until 43;
    "dictionary", "https://www.dict.org/bin/Dict?Database=*&Form=Dict1&Strategy=*&Query=$1", "" since 43;
    "doi", "https://dx.doi.org/$1", "";
    "drumcorpswiki", "http://www.drumcorpswiki.com/$1", "http://drumcorpswiki.com/api.php" until 43;
    "dwjwiki", "http://www.suberic.net/cgi-bin/dwj/wiki.cgi?$1", "" until 43;
    "elibre", "http://enciclopedia.us.es/index.php/$1", "http://enciclopedia.us.es/api.php";
    "emacswiki", "https://www.emacswiki.org/emacs/$1", "";
    "fandom", "https://community.fandom.com/wiki/w:c:$1", "" since 43;
    "foldoc", "https://foldoc.org/?$1", "";
    "foxwiki", "https://fox.wikis.com/wc.dll?Wiki~$1", "" until 43;
    "freebsdman", "https://www.FreeBSD.org/cgi/man.cgi?apropos=1&query=$1", "";
    "gentoo-wiki", "http://gentoo-wiki.com/$1", "" until 43;
    "google", "https://www.google.com/search?q=$1", "";
    "googlegroups", "https://groups.google.com/groups?q=$1", "";
    "hammondwiki", "http://www.dairiki.org/HammondWiki/$1", "" until 43;
    "hammondwiki", "https://www.dairiki.org/HammondWiki/$1", "" since 43;
    "hrwiki", "http://www.hrwiki.org/wiki/$1", "http://www.hrwiki.org/w/api.php";
    "imdb", "http://www.imdb.com/find?q=$1&tt=on", "" until 43;
    "imdb", "https://www.imdb.com/find?q=$1&tt=on", "" since 43;
    "kmwiki", "https://kmwiki.wikispaces.com/$1", "" until 43;
    "linuxwiki", "http://linuxwiki.de/$1", "" until 43;
    "lojban", "https://mw.lojban.org/papri/$1", "";
    "lqwiki", "http://wiki.linuxquestions.org/wiki/$1", "" until 43;
    "meatball", "http://www.usemod.com/cgi-bin/mb.pl?$1", "" until 36;
    "meatball", "http://meatballwiki.org/wiki/$1", "" since 36;
    "mediawikiwiki", "https://www.mediawiki.org/wiki/$1", "https://www.mediawiki.org/w/api.php";
    "memoryalpha", "http://en.memory-alpha.org/wiki/$1", "http://en.memory-alpha.org/api.php" until 43;
    "memoryalpha", "https://memory-alpha.fandom.com/wiki/$1", "https://memory-alpha.fandom.com/api.php" since 43;
    "metawiki", "http://sunir.org/apps/meta.pl?$1", "" until 43;
    "metawikimedia", "https://meta.wikimedia.org/wiki/$1", "https://meta.wikimedia.org/w/api.php";
    "mozillawiki", "https://wiki.mozilla.org/$1", "https://wiki.mozilla.org/api.php";
    "mw", "https://www.mediawiki.org/wiki/$1", "https://www.mediawiki.org/w/api.php";
    "oeis", "https://oeis.org/$1", "";
    "openwiki", "http://openwiki.com/ow.asp?$1", "" until 43;
    "pmid", "https://www.ncbi.nlm.nih.gov/pubmed/$1?dopt=Abstract", "";
    "pythoninfo", "https://wiki.python.org/moin/$1", "";
    "rfc", "https://tools.ietf.org/html/rfc$1", "" until 43;
    "rfc", "https://datatracker.ietf.org/doc/html/rfc$1", "" since 43;
    "s23wiki", "http://s23.org/wiki/$1", "http://s23.org/w/api.php" until 43;
    "seattlewireless", "http://seattlewireless.net/$1", "" until 43;
    "senseislibrary", "https://senseis.xmp.net/?$1", "";
    "shoutwiki", "http://www.shoutwiki.com/wiki/$1", "http://www.shoutwiki.com/w/api.php" until 43;
    "shoutwiki", "https://www.shoutwiki.com/wiki/$1", "https://www.shoutwiki.com/w/api.php" since 43;
    "squeak", "http://wiki.squeak.org/squeak/$1", "" until 43;
    "theopedia", "https://www.theopedia.com/$1", "";
    "tmbw", "http://www.tmbw.net/wiki/$1", "http://tmbw.net/wiki/api.php" until 43;
    "tmbw", "https://www.tmbw.net/wiki/$1", "https://tmbw.net/wiki/api.php" since 43;
    "tmnet", "http://www.technomanifestos.net/?$1", "" until 43;
    "twiki", "http://twiki.org/cgi-bin/view/$1", "" until 43;
    "twiki", "https://twiki.org/cgi-bin/view/$1", "" since 43;
    "uncyclopedia", "https://en.uncyclopedia.co/wiki/$1", "https://en.uncyclopedia.co/w/api.php";
    "unreal", "https://wiki.beyondunreal.com/$1", "https://wiki.beyondunreal.com/w/api.php" until 43;
    "usemod", "http://www.usemod.com/cgi-bin/wiki.pl?$1", "" until 43;
    "usemod", "https://www.usemod.org/cgi-bin/wiki.pl?$1", "" since 43;
    "wiki", "http://c2.com/cgi/wiki?$1", "" until 43;
    "wikia", "http://www.wikia.com/wiki/$1", "" until 43;
    "wikia", "https://community.fandom.com/wiki/w:c:$1", "" since 43;
    "wikibooks", "https://en.wikibooks.org/wiki/$1", "https://en.wikibooks.org/w/api.php";
    "wikidata", "https://www.wikidata.org/wiki/$1", "https://www.wikidata.org/w/api.php";
    "wikif1", "http://www.wikif1.org/$1", "" until 43;
    "wikihow", "https://www.wikihow.com/$1", "https://www.wikihow.com/api.php";
    "wikimedia", "https://foundation.wikimedia.org/wiki/$1", "https://foundation.wikimedia.org/w/api.php";
    "wikinews", "https://en.wikinews.org/wiki/$1", "https://en.wikinews.org/w/api.php";
    "wikinfo", "http://wikinfo.co/English/index.php/$1", "" until 43;
    "wikipedia", "https://en.wikipedia.org/wiki/$1", "https://en.wikipedia.org/w/api.php";
    "wikiquote", "https://en.wikiquote.org/wiki/$1", "https://en.wikiquote.org/w/api.php";
    "wikisource", "https://wikisource.org/wiki/$1", "https://wikisource.org/w/api.php";
    "wikispecies", "https://species.wikimedia.org/wiki/$1", "https://species.wikimedia.org/w/api.php";
    "wikiversity", "https://en.wikiversity.org/wiki/$1", "https://en.wikiversity.org/w/api.php";
    "wikivoyage", "https://en.wikivoyage.org/wiki/$1", "https://en.wikivoyage.org/w/api.php";
    "wikiwikiweb", "http://wiki.c2.com/?$1", "" since 43;
    "wikt", "https://en.wiktionary.org/wiki/$1", "https://en.wiktionary.org/w/api.php";
    "wiktionary", "https://en.wiktionary.org/wiki/$1", "https://en.wiktionary.org/w/api.php";
};
