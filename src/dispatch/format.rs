//! The formats an answer can be written in, as modules: `paraminfo` describes them, [`print`](super::print) writes them.

use crate::{
    api::Module,
    choices,
    param::{Choice, Param},
    params,
    release::{V1_21, V1_25, V1_30},
};

const VERSIONS: &[Choice] = choices!["1", "2", "latest"];

params! {
    /// What `format=json` accepts.
    pub(super) struct Json<'r> {
        /// The name of a function to call with the answer: no user data is shown, and nothing can be written.
        callback as "callback": Option<&'r str> = text(),
        /// Keep most letters beyond ASCII as they are. Formatversion 2 does so anyway.
        utf8 as "utf8": bool = flag(),
        /// Escape all letters beyond ASCII. Formatversion 1 does so anyway.
        ascii as "ascii": bool = flag().since(V1_25),
        /// How values are written: `1` for the old spelling, `2` for plain JSON.
        formatversion as "formatversion": &'r str = choice(VERSIONS).preset("1").since(V1_25),
    }
}

params! {
    /// What `format=php` accepts.
    pub(super) struct Php<'r> {
        /// How values are written: `1` for the old spelling, `2` for plain types.
        formatversion as "formatversion": &'r str = choice(VERSIONS).preset("1").since(V1_25),
    }
}

params! {
    /// What `format=xml` accepts.
    pub(super) struct Xml<'r> {
        /// A stylesheet page to name in the answer.
        xslt as "xslt": Option<&'r str> = text(),
        /// Add the namespace of the answer's elements.
        includexmlnamespace as "includexmlnamespace": bool = flag(),
    }
}

const WRAPPED: Param =
    crate::param::flag().since(V1_30).named("wrappedhtml", "Return the page as HTML inside a JSON object.");

const JSONFM: &[Param] = &[WRAPPED, Json::SPECS[0], Json::SPECS[1], Json::SPECS[2], Json::SPECS[3]];
const PHPFM: &[Param] = &[WRAPPED, Php::SPECS[0]];
const XMLFM: &[Param] = &[WRAPPED, Xml::SPECS[0], Xml::SPECS[1]];

const fn format(
    name: &'static str,
    class: &'static str,
    params: &'static [Param],
    help: &'static str,
) -> Module {
    Module::format(name, class, params).help(help).manual("API:Data_formats")
}

static JSON_: Module = format("json", "ApiFormatJson", Json::SPECS, "Writes the answer as JSON.");
static JSONFM_: Module =
    format("jsonfm", "ApiFormatJson", JSONFM, "Writes the answer as JSON on a page for people.");
static NONE_: Module = format("none", "ApiFormatNone", &[], "Writes nothing.").since(V1_21);
static PHP_: Module = format("php", "ApiFormatPhp", Php::SPECS, "Writes the answer as serialized PHP.");
static PHPFM_: Module =
    format("phpfm", "ApiFormatPhp", PHPFM, "Writes the answer as serialized PHP on a page for people.");
static RAWFM_: Module =
    format("rawfm", "ApiFormatJson", RAWFM, "Writes the answer with its metadata on a page for people.");
static XML_: Module = format("xml", "ApiFormatXml", Xml::SPECS, "Writes the answer as XML.");
static XMLFM_: Module =
    format("xmlfm", "ApiFormatXml", XMLFM, "Writes the answer as XML on a page for people.");
const RAWFM: &[Param] = &[WRAPPED];

/// All formats.
pub(super) static MODULES: [&Module; 8] = [&JSON_, &JSONFM_, &NONE_, &PHP_, &PHPFM_, &RAWFM_, &XML_, &XMLFM_];

/// The format of an answer to a request that names none.
pub(super) fn default(profile: &crate::release::Profile) -> &'static str {
    if profile.release >= V1_25 { "jsonfm" } else { "xmlfm" }
}
