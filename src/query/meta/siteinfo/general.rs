//! `siprop=general`: the settings that clients ask for first.

use super::{data::as_of, language};
use crate::{
    base::Text,
    api::Call,
    release::{Release, V1_21, V1_22, V1_23, V1_24, V1_25, V1_26, V1_27, V1_28, V1_29, V1_31, V1_35, V1_36, V1_38, V1_39, V1_40},
    tree::{Marks, Node, Shape},
    wiki::Title,
};

/// Keys that not every release has.
const NEW: &[(&str, Release)] = &[
    ("langconversion", V1_21),
    ("titleconversion", V1_21),
    ("linkprefix", V1_21),
    ("linktrail", V1_21),
    ("externalimages", V1_22),
    ("imagewhitelistenabled", V1_22),
    ("logo", V1_22),
    ("favicon", V1_23),
    ("imagelimits", V1_23),
    ("linkprefixcharset", V1_23),
    ("thumblimits", V1_23),
    ("servername", V1_24),
    ("legaltitlechars", V1_25),
    ("minuploadchunksize", V1_25),
    ("invalidusernamechars", V1_26),
    ("uploadsenabled", V1_27),
    ("allcentralidlookupproviders", V1_27),
    ("centralidlookupprovider", V1_27),
    ("fixarabicunicode", V1_28),
    ("fixmalayalamunicode", V1_28),
    ("interwikimagic", V1_28),
    ("magiclinks", V1_28),
    ("galleryoptions", V1_29),
    ("categorycollation", V1_31),
    ("linkconversion", V1_36),
    ("nofollowlinks", V1_39),
    ("nofollownsexceptions", V1_39),
    ("nofollowdomainexceptions", V1_39),
    ("externallinktarget", V1_39),
];

const LOGO: &[(Release, &str)] =
    &[(V1_35, "/resources/assets/wiki.png"), (V1_36, "/resources/assets/change-your-logo.svg")];

/// `$wgInvalidUsernameCharacters`
const NOT_IN_USER_NAMES: &[(Release, &str)] = &[(V1_35, "@:"), (V1_39, "@:>"), (V1_40, "@:>=")];

/// What a title may hold, as a class of a regular expression (`$wgLegalTitleChars`).
const IN_TITLES: &str = " %!\"$&'()*,\\-.\\/0-9:;=?@A-Z\\\\^_`a-z~\\x80-\\xFF+";

/// `$wgImageLimits`
const IMAGE_SIZES: &[(i64, i64)] =
    &[(320, 240), (640, 480), (800, 600), (1024, 768), (1280, 1024), (2560, 2048)];

/// `$wgThumbLimits`
const THUMB_SIZES: &[i64] = &[120, 150, 180, 200, 250, 300];

/// `ApiQuerySiteinfo::appendGeneralInfo`, in its order.
pub(super) fn general(call: &Call<'_>) -> Node {
    let mut about = Node::map().with_capacity(64);
    identity(call, &mut about);
    titles_and_language(call, &mut about);
    addresses(call, &mut about);
    files(call, &mut about);
    if call.profile().tells_rights_text {
        let place = about.entries().iter().position(|entry| entry.key == crate::tree::Key::from(Text::Static("lang")));
        let mut rights = Node::map();
        rights.append("rights", "");
        about.entries_mut().splice(place.unwrap_or(0)..place.unwrap_or(0), std::mem::take(rights.entries_mut()));
    }
    let release = call.profile().release;
    let new = |key: &str| NEW.iter().any(|(new, since)| *new == key && release < *since);
    about
        .entries_mut()
        .retain(|entry| !matches!(&entry.key, crate::tree::Key::Name(name) if new(name)));
    about
}

/// What it is called and what it runs on.
fn identity(call: &Call<'_>, about: &mut Node) {
    let (site, profile) = (call.wiki().site(), call.profile());
    let server = call.server();
    let main = Title::parse(&site.main_page, &site.naming()).ok();
    let main = main.map(|target| target.full(&site.namespaces)).unwrap_or_default();
    let path = site.article_path.replace("$1", &main.replace(' ', "_"));
    about.append("mainpage", main);
    about.append("base", format!("{server}{path}"));
    about.append("sitename", site.name.clone());
    about.append("mainpageisdomainroot", false);
    about.append("logo", format!("{server}{}{}", site.script_path, as_of(profile.release, LOGO)));
    about.append("generator", format!("MediaWiki {}", profile.version));
    about.append("phpversion", profile.php);
    about.append("phpsapi", "cli-server");
    about.append("dbtype", "sqlite");
    about.append("dbversion", profile.database);
    about.append("imagewhitelistenabled", false);
}

/// How titles are made, and the wiki's language.
fn titles_and_language(call: &Call<'_>, about: &mut Node) {
    let (site, release) = (call.wiki().site(), call.profile().release);
    about.append("langconversion", true);
    about.append("linkconversion", true);
    about.append("titleconversion", true);
    about.append("linkprefixcharset", "");
    about.append("linkprefix", "");
    about.append("linktrail", "/^([a-z]+)(.*)$/sD");
    about.append("legaltitlechars", IN_TITLES);
    about.append("invalidusernamechars", as_of(release, NOT_IN_USER_NAMES));
    about.append("allunicodefixes", false);
    about.append("fixarabicunicode", true);
    about.append("fixmalayalamunicode", true);
    about.append("case", "first-letter");
    about.append("lang", site.language.clone());
    let language = language::find(&site.language, release);
    let mut fallbacks = Node::list("lang");
    for code in language.iter().flat_map(language::Language::fallbacks) {
        let mut fallback = Node::map();
        fallback.append("code", code);
        fallbacks.push(fallback);
    }
    about.append("fallback", fallbacks);
    let variants = language.as_ref().map(language::Language::variants).unwrap_or_default();
    if variants.len() > 1 {
        let mut list = Node::list("lang");
        for (code, name) in variants {
            let mut variant = Node::map();
            variant.append("code", code);
            variant.append("name", name);
            list.push(variant);
        }
        about.append("variants", list);
    }
    about.append("rtl", language.is_some_and(|language| language.is_rtl()));
    about.append("fallback8bitEncoding", "windows-1252");
}

/// Whether and where it can be written to.
fn addresses(call: &Call<'_>, about: &mut Node) {
    let site = call.wiki().site();
    about.append("readonly", call.conditions.read_only.is_some());
    if let Some(reason) = &call.conditions.read_only {
        about.append("readonlyreason", reason.clone());
    }
    about.append("writeapi", true);
    if call.profile().tells_article_size {
        about.append("maxarticlesize", 2_097_152);
    }
    about.append("timezone", "UTC");
    about.append("timeoffset", 0);
    about.append("articlepath", site.article_path.clone());
    about.append("scriptpath", site.script_path.clone());
    about.append("script", format!("{}/index.php", site.script_path));
    about.set_marked("variantarticlepath", Marks::REAL_BOOL, false);
    let server = call.server();
    let name = server.split_once("//").map_or(server.as_str(), |(_, host)| host);
    let name = match name.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host,
        _ => name,
    };
    about.append("servername", name.to_owned());
    let place = about.len() - 1;
    about.append("server", server);
    about.entries_mut().swap(place, place + 1);
    about.append("wikiid", site.wiki_id.clone());
    about.append("time", call.now);
    about.append("misermode", false);
}

/// What can be uploaded, how pictures and links are shown.
fn files(call: &Call<'_>, about: &mut Node) {
    let (site, release) = (call.wiki().site(), call.profile().release);
    about.append("uploadsenabled", site.uploads);
    about.append("maxuploadsize", 104_857_600);
    about.append("minuploadchunksize", 1024);
    let mut gallery = Node::auto();
    gallery.append("imagesPerRow", 0).append("imageWidth", 120).append("imageHeight", 120);
    gallery.append("captionLength", true).append("showBytes", true).append("showDimensions", true);
    gallery.append("mode", "traditional");
    about.append("galleryoptions", gallery);
    let mut thumbs = Node::of(Shape::BcAssoc).tagged("limit");
    for size in THUMB_SIZES {
        thumbs.push(*size);
    }
    about.append("thumblimits", thumbs);
    let mut images = Node::of(Shape::BcAssoc).tagged("limit");
    let known = as_of(release, &[(V1_35, 5), (V1_38, IMAGE_SIZES.len())]);
    for (width, height) in &IMAGE_SIZES[..known] {
        let mut size = Node::auto();
        size.append("width", *width).append("height", *height);
        images.push(size);
    }
    about.append("imagelimits", images);
    about.append("favicon", format!("{}/favicon.ico", call.server()));
    about.append("centralidlookupprovider", "local");
    let mut providers = Node::auto();
    providers.push("local");
    about.append("allcentralidlookupproviders", providers);
    about.append("interwikimagic", true);
    let mut links = Node::auto();
    links.append("ISBN", false).append("PMID", false).append("RFC", false);
    about.append("magiclinks", links);
    about.append("categorycollation", "uppercase");
    about.append("nofollowlinks", true);
    about.append("nofollownsexceptions", Node::auto());
    let mut followed = Node::auto();
    followed.push("mediawiki.org");
    about.append("nofollowdomainexceptions", followed);
    about.append("externallinktarget", false);
}
