//! The page: one section a module, complete in itself, without scripts or anything to load.

use std::fmt::Write as _;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::facts::{call_sign, facts};
use crate::{
    api::{
        Call, Module, Read, Status, describe, path,
        prose::{self, escaped},
    },
    param::{Group, Surroundings},
};

/// How far below a module to explain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Depth {
    /// The module alone.
    None,
    /// Its submodules as well.
    One,
    /// All below it.
    All,
}

const STYLE: &str = "body{max-width:60em;margin:1em auto;padding:0 1em;font-family:sans-serif;line-height:1.5}\
code{background:#f3f3f3;padding:0 .2em}dt{font-weight:bold;margin-top:.6em}dd{margin-left:2em}\
.facts{color:#555;font-size:90%}h2,h3,h4{border-bottom:1px solid #ccc}";

/// The page about these modules.
pub(super) fn page(call: &Call<'_>, modules: &[&'static Module], depth: Depth, contents: bool) -> String {
    let mut sections = Sections { call, html: String::new(), shown: Vec::new() };
    for module in modules {
        sections.add(module, depth, 2);
    }
    let Sections { html, shown, .. } = sections;
    let site = escaped(&call.wiki().site().name);
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\" dir=\"ltr\">\n<head>\n<meta charset=\"UTF-8\">\n\
        <title>MediaWiki API help - {site}</title>\n<meta name=\"robots\" content=\"noindex,nofollow\">\n\
        <style>{STYLE}</style>\n</head>\n<body>\n<h1>MediaWiki API help</h1>\n\
        <p>What {site} answers at <code>{}</code>, imitating MediaWiki {}. This page is made from the declarations \
        that requests are checked against.</p>\n",
        escaped(&call.api_url()),
        call.profile().version,
    );
    if contents {
        page += "<ul class=\"contents\">\n";
        for (module, level) in &shown {
            let indent = (level - 2) * 2;
            let _ = writeln!(
                page,
                "<li style=\"margin-left:{indent}em\"><a href=\"#{}\">{}</a></li>",
                module.path,
                escaped(&call_sign(module))
            );
        }
        page += "</ul>\n";
    }
    page + &html + "</body>\n</html>\n"
}

/// A link to the help for a module.
pub(super) fn link(call: &Call<'_>, module: &Module, text: &str) -> String {
    let path = utf8_percent_encode(module.path, NON_ALPHANUMERIC);
    let script = &call.wiki().site().script_path;
    format!("<a href=\"{script}/api.php?action=help&amp;modules={path}\">{}</a>", escaped(text))
}

struct Sections<'a, 'r> {
    call: &'a Call<'r>,
    html: String,
    shown: Vec<(&'static Module, usize)>,
}

impl Sections<'_, '_> {
    fn add(&mut self, module: &'static Module, depth: Depth, level: usize) {
        self.shown.push((module, level));
        let heading = level.min(6);
        let _ = writeln!(
            self.html,
            "<h{heading} id=\"{}\">{}</h{heading}>",
            module.path,
            escaped(&call_sign(module))
        );
        self.trail(module);
        let _ = writeln!(self.html, "<p>{}</p>", prose::html(module.help));
        self.flags(module);
        self.params(module);
        self.examples(module);
        if depth == Depth::None {
            return;
        }
        let below = if depth == Depth::All { Depth::All } else { Depth::None };
        let mut submodules = path::submodules(self.call, module);
        submodules.sort_by_key(|module| (module.group != Group::Action, module.group, module.name));
        for submodule in submodules {
            self.add(submodule, below, level + 1);
        }
    }

    /// The way to the module: main, then its parents.
    fn trail(&mut self, module: &'static Module) {
        if module.group == Group::Main {
            return;
        }
        let mut links = vec![link(self.call, &crate::api::MAIN, "main")];
        if let Some((parent, _)) = module.path.rsplit_once('+')
            && let Ok(parent) = path::find(self.call, parent) {
                links.push(link(self.call, parent, parent.name));
            }
        let _ = writeln!(
            self.html,
            "<p class=\"facts\">{} | <b>{}</b></p>",
            links.join(" | "),
            escaped(module.name)
        );
    }

    fn flags(&mut self, module: &'static Module) {
        let release = self.call.profile().release;
        let mut flags = Vec::new();
        if module.is_deprecated(release) {
            flags.push("<strong>Deprecated.</strong>".to_owned());
        }
        if module.status == Status::Internal {
            flags.push("For MediaWiki itself: it may change or go at any time.".to_owned());
        }
        if module.needs.read != Read::No {
            flags.push("Needs the right to read.".to_owned());
        }
        if module.writes(release) {
            flags.push("Changes the wiki.".to_owned());
        }
        if module.posted(self.call.profile().release) {
            flags.push("Must be posted.".to_owned());
        }
        if module.generate.is_some() {
            flags.push("Can serve as a generator.".to_owned());
        }
        let manual = module.manual_in(release).map(|page| {
            let page = escaped(page);
            format!("Manual: <a href=\"{}{page}\">{page}</a>", describe::manual(self.call.profile()))
        });
        flags.extend(manual);
        self.list(&flags);
    }

    fn params(&mut self, module: &'static Module) {
        let release = self.call.profile().release;
        let mut params = describe::params(module, release, |setting| self.call.has_setting(setting)).peekable();
        if params.peek().is_none() && module.dynamic.is_empty() {
            return;
        }
        self.html += "<p><b>Parameters</b></p>\n<dl>\n";
        for param in params {
            let _ = writeln!(
                self.html,
                "<dt><code>{}{}</code></dt>\n<dd>{}</dd>",
                module.prefix,
                escaped(param.name),
                prose::html(param.help)
            );
            for fact in facts(self.call, module, param) {
                let _ = writeln!(self.html, "<dd class=\"facts\">{fact}</dd>");
            }
        }
        if !module.dynamic.is_empty() {
            let _ = writeln!(self.html, "<dt>More</dt>\n<dd>{}</dd>", prose::html(module.dynamic));
        }
        self.html += "</dl>\n";
    }

    fn examples(&mut self, module: &'static Module) {
        if module.examples.is_empty() {
            return;
        }
        let script = &self.call.wiki().site().script_path;
        self.html += "<p><b>Examples</b></p>\n<dl>\n";
        for (query, text) in module.examples {
            let query = escaped(query);
            let _ = writeln!(
                self.html,
                "<dt>{}</dt>\n<dd><a rel=\"nofollow\" href=\"{script}/api.php?{query}\">api.php?{query}</a></dd>",
                prose::html(text)
            );
        }
        self.html += "</dl>\n";
    }

    fn list(&mut self, items: &[String]) {
        if items.is_empty() {
            return;
        }
        self.html += "<ul class=\"facts\">\n";
        for item in items {
            let _ = writeln!(self.html, "<li>{item}</li>");
        }
        self.html += "</ul>\n";
    }
}
