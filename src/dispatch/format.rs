//! The formats an answer can be written in, as modules: `paraminfo` describes them, [`print`](super::print) writes them.

use crate::{
    api::{Module, Status},
    choices,
    param::{Choice, Param},
    params,
    release::{Release, V1_21, V1_22, V1_24, V1_25, V1_26, V1_27},
};

const VERSIONS: &[Choice] = choices!["1", "2", "latest"];

params! {
    /// What `format=json` accepts.
    pub(super) struct Json<'r> {
        /// The name of a function to call with the answer: no user data is shown, and nothing can be written.
        callback as "callback": Option<&'r str> = text(),
        /// Keep most letters beyond ASCII as they are. Formatversion 2 does so anyway.
        utf8 as "utf8": bool = flag().since(V1_22),
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
    crate::param::flag().since(V1_27).named("wrappedhtml", "Return the page as HTML inside a JSON object.");

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
const fn old(
    name: &'static str,
    class: &'static str,
    params: &'static [Param],
    until: Release,
    help: &'static str,
) -> Module {
    format(name, class, params, help).until(until).status(Status::Deprecated(V1_24))
}

static YAML_: Module =
    old("yaml", "ApiFormatYaml", Json::SPECS, V1_27, "Writes the answer as YAML, which JSON is.");
static YAMLFM_: Module =
    old("yamlfm", "ApiFormatYaml", JSONFM, V1_27, "Writes the answer as YAML on a page for people.");
static TXT_: Module = old("txt", "ApiFormatTxt", &[], V1_27, "Writes the answer as PHP's `print_r()` does.");
static TXTFM_: Module =
    old("txtfm", "ApiFormatTxt", &[], V1_27, "Writes it as `print_r()` does on a page for people.");
static DBG_: Module =
    old("dbg", "ApiFormatDbg", &[], V1_27, "Writes the answer as PHP's `var_export()` does.");
static DBGFM_: Module =
    old("dbgfm", "ApiFormatDbg", &[], V1_27, "Writes it as `var_export()` does on a page for people.");
static DUMP_: Module =
    old("dump", "ApiFormatDump", &[], V1_26, "Writes the answer as PHP's `var_dump()` does.");
static DUMPFM_: Module =
    old("dumpfm", "ApiFormatDump", &[], V1_26, "Writes it as `var_dump()` does on a page for people.");
static WDDX_: Module = old("wddx", "ApiFormatWddx", &[], V1_26, "Writes the answer as WDDX.");
static WDDXFM_: Module =
    old("wddxfm", "ApiFormatWddx", &[], V1_26, "Writes the answer as WDDX on a page for people.");

const RAWFM: &[Param] = &[WRAPPED];

/// All formats, in the order in which `ApiMain` has them.
pub(super) static MODULES: [&Module; 18] = [
    &JSON_, &JSONFM_, &PHP_, &PHPFM_, &WDDX_, &WDDXFM_, &XML_, &XMLFM_, &YAML_, &YAMLFM_, &RAWFM_, &TXT_,
    &TXTFM_, &DBG_, &DBGFM_, &DUMP_, &DUMPFM_, &NONE_,
];

/// The format of an answer to a request that names none.
pub(super) fn default(profile: &crate::release::Profile) -> &'static str {
    if profile.release >= V1_25 { "jsonfm" } else { "xmlfm" }
}
