//! Writing the answer: the format that was asked for, errors in it, the headers that go with it.

use super::{
    block_cookie, cache,
    fail::{Failed, fail},
    format, requested,
};
use crate::{
    api::{Call, Failure, Header, MAIN, Module, Reply, Service, SetCookie, Status},
    base::Text,
    gate::Passage,
    message::{Message, Teller},
    param::{FromFields, Group, Reader, Scope},
    release::{Errors, FileNames, Profile},
    tree::{self, Charset, DumpStyle, JsonStyle, Layout, Version, XmlStyle, pretty},
    wiki::{CookieChange, Namespace, Target, Title},
};

/// How the answer is written.
#[derive(Debug, Clone, Default)]
struct Style<'r> {
    kind: Kind,
    /// A page for people around it.
    for_people: bool,
    /// That page inside JSON.
    wrapped: bool,
    version: Version,
    charset: Charset,
    callback: Option<&'r str>,
    namespace: bool,
    stylesheet: Option<String>,
    /// Whether a callback that is empty makes no script.
    takes_named_callbacks: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Kind {
    #[default]
    Json,
    Xml,
    Php,
    Raw,
    Nothing,
    /// JSON under another name, since every JSON is YAML.
    Yaml,
    Dump(DumpStyle),
}

/// Writes what a call came to.
pub(super) fn answer(
    call: &mut Call<'_>,
    ended: Result<Passage, Failure>,
    varies: bool,
    ids: &requested::RequestIds,
) -> Reply {
    let mut failed = None;
    match ended {
        Ok(Passage::NotModified) => return Reply::new(304),
        Ok(Passage::Free) => {}
        Err(failure) => failed = Some(fail(call, failure)),
    }
    let page = call.notes.page.take().filter(|_| failed.is_none());
    let mut body = Vec::with_capacity(512);
    let mut status = failed.as_ref().map_or(200, |failed| failed.status);
    let mut for_people = false;
    let (content_type, file_name) = if let Some(page) = page {
        body = page.body;
        (page.content_type, page.filename)
    } else {
        let style = style_or_failure(call, &mut failed);
        status = failed.as_ref().map_or(status, |failed| failed.status);
        write(call, &style, status, &mut body);
        for_people = style.for_people && !style.wrapped;
        if style.for_people {
            // `ApiFormatBase::setHttpStatus`: a page tells the status in words.
            status = 200;
        }
        (style.content_type(call.profile()), style.file_name())
    };
    let mut reply = Reply::new(status);
    reply.body = body.into();
    let mut push = |name, value: Text| reply.headers.push(Header { name, value });
    push("content-type", content_type);
    push("x-content-type-options", "nosniff".into());
    let is_feed = call.notes.is_feed && failed.is_none();
    if !is_feed {
        push("x-frame-options", "DENY".into());
    }
    let names = if is_feed { FileNames::Quoted } else { call.profile().file_names };
    if let Some(disposition) = disposition(names, &file_name) {
        push("content-disposition", disposition);
    }
    if call.profile().sends_request_ids {
        push("x-request-id", ids.next(call.now));
    }
    if let Some(failed) = &failed {
        push("mediawiki-api-error", failed.codes.clone());
    }
    cache::headers(call, failed.is_some(), varies, for_people, &mut |header| reply.headers.push(header));
    reply.headers.extend(std::mem::take(&mut call.notes.headers));
    block_cookie::track(call, failed.is_some());
    reply.cookies = std::mem::take(&mut call.notes.cookies);
    reply.cookies.extend(call.caller.cookies.drain(..).map(|change| set_cookie(call.service, change)));
    reply
}

/// What a browser shall save the answer as. The names of common formats are put in when this is compiled.
fn disposition(names: FileNames, file: &str) -> Option<Text> {
    macro_rules! among {
        ($($common:literal),*) => {
            match (names, file) {
                (FileNames::Untold, _) => return None,
                $((FileNames::Plain, $common) => concat!("inline; filename=", $common).into(),)*
                (FileNames::Plain, file) => format!("inline; filename={file}").into(),
                $((FileNames::Quoted, $common) => concat!("inline; filename=\"", $common, "\"").into(),)*
                (FileNames::Quoted, file) => format!("inline; filename=\"{file}\"").into(),
            }
        };
    }
    Some(among!("api-result.json", "api-result.xml", "api-result.php", "api-result.html"))
}

fn set_cookie(service: &Service, change: CookieChange) -> SetCookie {
    SetCookie {
        for_scripts: false,
        name: service.wiki.cookie_name(change.cookie).to_owned(),
        max_age: if change.value.is_none() { Some(0) } else { change.seconds.map(i64::from) },
        value: change.value.unwrap_or_default(),
    }
}

/// The style asked for. Where the format's own parameters are wrong, that is the error, told in the format's default style
/// (`ApiMain::handleException`, the second try of the printer).
fn style_or_failure<'r>(call: &mut Call<'r>, failed: &mut Option<Failed>) -> Style<'r> {
    let module = format_module(call);
    match style(call, module) {
        Ok(style) => style,
        Err(failure) => {
            if failed.is_none() {
                *failed = Some(fail(call, failure.in_module(module.path)));
            }
            if let Err(again) = style(call, module) {
                warn_of_style(call, module, &again);
            }
            Style::by_name(module.name, call.profile())
        }
    }
}

/// Warns that the parameters of the format were wrong when the error was to be written; before 1.29 in one sentence.
fn warn_of_style(call: &mut Call<'_>, module: &'static Module, failure: &Failure) {
    let warning = Message::new("apiwarn-errorprinterfailed");
    if call.profile().errors == Errors::One {
        let reason = failure.messages().iter().map(|message| {
            let told = call.speaker.told(Teller { module: module.path, prefix: module.prefix }, message);
            call.speaker.text(&told)
        });
        let reason = reason.map(|text| text.to_string()).collect::<String>();
        return call.warn_as(MAIN.path, warning.plain(reason));
    }
    call.warn_as(MAIN.path, warning);
    for message in failure.messages() {
        call.warn_as(module.path, message.clone());
    }
}

/// The format's module; `jsonfm` where the request names none that there is (`ApiMain::createErrorPrinter`).
fn format_module(call: &Call<'_>) -> &'static Module {
    let registry = &call.service.registry;
    let default = format::default(call.profile());
    // A feed cannot tell of what failed, so that a page for people does (`ApiFormatFeedWrapper::canPrintErrors`).
    let name = if call.notes.is_feed { default } else { call.fields.value("format").unwrap_or(default) };
    registry
        .find(Group::Format, name)
        .or_else(|| registry.find(Group::Format, default))
        .expect("every release has its default")
}

fn style<'r>(call: &mut Call<'r>, module: &'static Module) -> Result<Style<'r>, Failure> {
    let profile = call.profile();
    let mut style = Style::by_name(module.name, profile);
    if let Status::Deprecated(_) = module.status
        && module.is_deprecated(profile.release)
    {
        let instead = if style.for_people { "jsonfm" } else { "json" };
        let message = Message::new("apiwarn-deprecation-withreplacement")
            .arg(format!("format={}", module.name))
            .arg(format!("format={instead}"));
        call.warn_as(module.path, message);
    }
    if style.for_people {
        style.wrapped = call.fields.peek("wrappedhtml").is_some();
    }
    match style.kind {
        Kind::Json | Kind::Yaml => {
            let params: format::Json<'r> = read(call, module)?;
            if profile.has_format_versions {
                style.version = version(params.formatversion);
            }
            let ascii = if style.version == Version::V2 { params.ascii } else { !params.utf8 };
            if style.charset != Charset::AsciiSlashed {
                style.charset = if ascii { Charset::Ascii } else { Charset::Utf8 };
            }
            style.callback = params.callback;
        }
        Kind::Php if profile.has_format_versions => {
            style.version = version(read::<format::Php<'r>>(call, module)?.formatversion);
        }
        Kind::Xml => {
            let params: format::Xml<'r> = read(call, module)?;
            style.namespace = params.includexmlnamespace;
            if let Some(sheet) = params.xslt {
                style.stylesheet = stylesheet(call, module, sheet);
            }
        }
        Kind::Php | Kind::Raw | Kind::Nothing | Kind::Dump(_) => {}
    }
    Ok(style)
}

fn read<'r, P: FromFields<'r>>(call: &mut Call<'r>, module: &'static Module) -> Result<P, Failure> {
    let mut reader = Reader::new(call.fields, Scope { generator: false, prefix: "" }, &*call);
    let read = P::read(&mut reader);
    for notice in std::mem::take(&mut reader.notices) {
        call.tell_as(module, notice);
    }
    read.map_err(Failure::from)
}

fn version(word: &str) -> Version {
    if word == "1" { Version::V1 } else { Version::V2 }
}

impl Style<'_> {
    fn by_name(name: &str, profile: &Profile) -> Self {
        let (name, for_people) = name.strip_suffix("fm").map_or((name, false), |name| (name, true));
        let kind = match name {
            "xml" => Kind::Xml,
            "php" => Kind::Php,
            "raw" => Kind::Raw,
            "none" => Kind::Nothing,
            "yaml" => Kind::Yaml,
            "txt" => Kind::Dump(DumpStyle::Readable),
            "dbg" => Kind::Dump(DumpStyle::Source),
            "dump" => Kind::Dump(DumpStyle::Typed),
            "wddx" => Kind::Dump(DumpStyle::Packet),
            _ => Kind::Json,
        };
        let version = if profile.has_format_versions { Version::V1 } else { Version::Bare };
        let charset = if profile.escapes_slashes { Charset::AsciiSlashed } else { Charset::Ascii };
        let takes_named_callbacks = !profile.has_format_versions;
        Self { kind, for_people, version, charset, takes_named_callbacks, ..Self::default() }
    }

    /// Whether the answer is a script that calls a function.
    fn is_script(&self) -> bool {
        self.callback.is_some_and(|name| !self.takes_named_callbacks || !(name.is_empty() || name == "0"))
    }

    fn content_type(&self, profile: &Profile) -> Text {
        match (self.for_people, self.wrapped, self.kind) {
            (true, true, _) => "text/mediawiki-api-prettyprint-wrapped; charset=utf-8",
            (true, false, _) if !profile.pages_are_whole => "text/html; charset=utf-8",
            (true, false, _) => "text/html; charset=UTF-8",
            (false, _, Kind::Json) if self.is_script() => "text/javascript; charset=utf-8",
            (false, _, Kind::Json | Kind::Raw) => "application/json; charset=utf-8",
            (false, _, Kind::Xml) => "text/xml; charset=utf-8",
            (false, _, Kind::Php) => "application/vnd.php.serialized; charset=utf-8",
            (false, _, Kind::Nothing) => "text/plain; charset=utf-8",
            (false, _, Kind::Yaml) => "application/yaml; charset=utf-8",
            (false, _, Kind::Dump(DumpStyle::Packet)) => "text/xml; charset=utf-8",
            (false, _, Kind::Dump(_)) => "text/text; charset=utf-8",
        }
        .into()
    }

    fn file_name(&self) -> Text {
        match (self.for_people, self.kind) {
            (true, _) if self.wrapped => "api-result-wrapped.json",
            (true, _) => "api-result.html",
            (false, Kind::Json) if self.callback.is_some() => "api-result.js",
            (false, Kind::Json | Kind::Raw) => "api-result.json",
            (false, Kind::Xml) => "api-result.xml",
            (false, Kind::Php) => "api-result.php",
            (false, Kind::Nothing | Kind::Yaml | Kind::Dump(_)) => "api-result.txt",
        }
        .into()
    }

    fn name(&self) -> &'static str {
        match self.kind {
            Kind::Json => "json",
            Kind::Xml => "xml",
            Kind::Php => "php",
            Kind::Raw => "raw",
            Kind::Nothing => "none",
            Kind::Yaml => "yaml",
            Kind::Dump(DumpStyle::Readable) => "txt",
            Kind::Dump(DumpStyle::Source) => "dbg",
            Kind::Dump(DumpStyle::Typed) => "dump",
            Kind::Dump(DumpStyle::Packet) => "wddx",
        }
    }
}

fn write(call: &Call<'_>, style: &Style<'_>, status: u16, out: &mut Vec<u8>) {
    if !style.for_people {
        return write_plain(call, style, out);
    }
    let mut shown = Vec::new();
    write_plain(call, style, &mut shown);
    let shown = String::from_utf8_lossy(&shown);
    let machine = machine_address(call, style);
    let phrase = if status == 405 { "Method Not Allowed" } else { "OK" };
    let page = pretty::Page {
        format: style.name(),
        machine: machine.as_deref(),
        status: (status, phrase),
        body: &shown,
    };
    if style.wrapped {
        pretty::wrapped(&page, call.result.node("continue"), 0, out);
    } else if !call.profile().pages_are_whole {
        pretty::bare_page(&page, out);
    } else {
        pretty::page(&page, out);
    }
}

/// The address of a style sheet, if it can be one (`ApiFormatXml::addXslt`).
fn stylesheet(call: &mut Call<'_>, module: &'static Module, name: &str) -> Option<String> {
    let namespaces = &call.wiki().site().namespaces;
    let title = Title::parse(name, &call.wiki().site().naming()).ok().and_then(Target::local);
    let there = title.filter(|title| call.wiki().state().pages.titled(title).is_some());
    let fault = match &there {
        // $wgEnableUnsafeXsltOption is off unless a wiki turns it on.
        _ if !call.profile().takes_stylesheets => "apiwarn-xslt-disabled",
        None => "apiwarn-invalidxmlstylesheet",
        Some(title) if title.namespace() != Namespace::MEDIAWIKI => "apiwarn-invalidxmlstylesheetns",
        Some(title) if !title.text().ends_with(".xsl") => "apiwarn-invalidxmlstylesheetext",
        Some(title) => {
            let key = title.prefixed_key(namespaces);
            return Some(format!("{}/index.php?title={key}&action=raw", call.wiki().site().script_path));
        }
    };
    call.warn_as(module.path, Message::new(fault));
    None
}

/// Where the same answer is to be had in the format itself.
fn machine_address(call: &Call<'_>, style: &Style<'_>) -> Option<String> {
    let query = call.arrival.query.unwrap_or_default();
    let others = query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("format="));
    let query: String = others.flat_map(|pair| [pair, "&"]).collect();
    (style.kind != Kind::Raw).then(|| format!("{}?{query}format={}", call.api_url(), style.name()))
}

fn write_plain(call: &Call<'_>, style: &Style<'_>, out: &mut Vec<u8>) {
    let layout = if style.for_people { Layout::Indented } else { Layout::Compact };
    match style.kind {
        Kind::Json | Kind::Yaml => {
            let json = JsonStyle {
                unguarded: !call.profile().guards_callbacks,
                version: style.version,
                charset: style.charset,
                callback: style.callback,
                layout,
            };
            tree::json(&call.result, &json, out);
        }
        Kind::Xml => {
            let xml = XmlStyle {
                root: "api",
                namespace: style.namespace,
                bare: !call.profile().has_format_versions,
                quoted: call.profile().quotes_xml_text,
                stylesheet: style.stylesheet.as_deref(),
                layout,
            };
            tree::xml(&call.result, &xml, out);
        }
        Kind::Php => tree::php(&call.result, style.version, out),
        Kind::Raw => tree::json(&call.result, &JsonStyle { layout, ..JsonStyle::default() }, out),
        Kind::Dump(kind) => tree::dump(&call.result, kind, style.version, out),
        Kind::Nothing => {}
    }
}
