//! Pages as an XML export (`WikiExporter`, `XmlDumpWriter`). Written by hand: every space of it counts.

use std::fmt::Write as _;

use crate::{
    api::{Call, Page},
    base::digest,
    release::ExportText,
    tree::Marks,
    wiki::{
        State, Target, Title, UserId,
        page::Page as PageRow,
        revision::{Hidden, Revision},
    },
};

/// Adds the export of the call's pages to the answer, or makes it the answer.
pub(super) fn add(call: &mut Call<'_>, schema: &str, alone: bool) {
    let text = export(call, schema);
    if alone {
        call.notes.page = Some(Page {
            content_type: "text/xml; charset=utf-8".into(),
            filename: "export.xml".into(),
            body: text.into_bytes(),
        });
    } else {
        call.query().set_marked("export", Marks::BC_SUBELEMENT, text);
    }
}

fn export(call: &Call<'_>, schema: &str) -> String {
    let state = call.wiki().state();
    let mut writer = Writer {
        out: String::with_capacity(4096),
        state: &state,
        with_slots: schema >= "0.11",
        style: call.profile().export_text,
    };
    writer.open(call, schema);
    for (id, _) in call.pages().good() {
        let Some(page) = state.pages.get(*id) else { continue };
        if let Some(revision) = state.revisions.get(page.latest) {
            writer.page(page, revision);
        }
    }
    writer.out.push_str("</mediawiki>\n");
    writer.out
}

struct Writer<'s> {
    out: String,
    state: &'s State,
    /// Since schema 0.11, a text tells where it was first saved.
    with_slots: bool,
    style: ExportText,
}

impl Writer<'_> {
    fn open(&mut self, call: &Call<'_>, schema: &str) {
        let site = &self.state.site;
        let address = format!("http://www.mediawiki.org/xml/export-{schema}");
        let language = attribute(&site.language);
        let _ = writeln!(
            self.out,
            "<mediawiki xmlns=\"{address}/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
             xsi:schemaLocation=\"{address}/ {address}.xsd\" version=\"{schema}\" xml:lang=\"{language}\">"
        );
        let main = Title::parse(&site.main_page, &site.naming()).ok().and_then(Target::local);
        let home = main.map_or_else(String::new, |title| call.server() + &site.path_of(&title));
        self.out.push_str("  <siteinfo>\n");
        self.element(4, "sitename", &site.name);
        self.element(4, "dbname", &site.wiki_id);
        self.element(4, "base", &home);
        self.element(4, "generator", &format!("MediaWiki {}", call.profile().version));
        let capital = site.namespaces.capitalizes(crate::wiki::Namespace::MAIN);
        self.element(4, "case", case(capital));
        self.out.push_str("    <namespaces>\n");
        for info in site.namespaces.iter() {
            let case = case(site.namespaces.capitalizes(info.namespace));
            let attributes = format!(" key=\"{}\" case=\"{case}\"", info.namespace);
            element(&mut self.out, 6, "namespace", &attributes, &info.name);
        }
        self.out.push_str("    </namespaces>\n  </siteinfo>\n");
    }

    fn element(&mut self, indent: usize, name: &str, text: &str) {
        element(&mut self.out, indent, name, "", text);
    }

    fn page(&mut self, page: &PageRow, revision: &Revision) {
        let namespaces = &self.state.site.namespaces;
        self.out.push_str("  <page>\n");
        self.element(4, "title", &page.title.prefixed(namespaces));
        self.element(4, "ns", &page.title.namespace().to_string());
        self.element(4, "id", &page.id.to_string());
        if let Some(target) = &page.redirect {
            let target = Target { fragment: String::new(), ..(**target).clone() };
            let attributes = format!(" title=\"{}\"", attribute(&target.full(namespaces)));
            element(&mut self.out, 4, "redirect", &attributes, "");
        }
        self.revision(revision);
        self.out.push_str("  </page>\n");
    }

    fn revision(&mut self, revision: &Revision) {
        self.out.push_str("    <revision>\n");
        self.element(6, "id", &revision.id.to_string());
        if let Some(parent) = revision.parent.known() {
            self.element(6, "parentid", &parent.to_string());
        }
        self.element(6, "timestamp", &revision.time.to_string());
        self.contributor(revision);
        if revision.minor {
            self.out.push_str("      <minor/>\n");
        }
        if revision.hidden.contains(Hidden::COMMENT) {
            element(&mut self.out, 6, "comment", " deleted=\"deleted\"", "");
        } else if !revision.comment.is_empty() {
            self.element(6, "comment", &revision.comment);
        }
        self.content(revision);
        self.out.push_str("    </revision>\n");
    }

    fn contributor(&mut self, revision: &Revision) {
        if revision.hidden.contains(Hidden::USER) {
            element(&mut self.out, 6, "contributor", " deleted=\"deleted\"", "");
            return;
        }
        let actor = self.state.actors.get(revision.actor);
        self.out.push_str("      <contributor>\n");
        if actor.user.is_some() || crate::wiki::address::canonical(&actor.name).is_none() {
            self.element(8, "username", &actor.name);
            self.element(8, "id", &actor.user.map_or(0, UserId::number).to_string());
        } else {
            self.element(8, "ip", &actor.name);
        }
        self.out.push_str("      </contributor>\n");
    }

    fn content(&mut self, revision: &Revision) {
        if self.with_slots {
            self.element(6, "origin", &self.origin(revision).id.to_string());
        }
        self.element(6, "model", revision.model.name());
        self.element(6, "format", revision.model.format());
        let sha1 = digest::sha1_base36(revision.content.as_bytes());
        let spaces_first = self.style != ExportText::BytesFirst;
        let spaces = if spaces_first { " xml:space=\"preserve\"" } else { "" };
        let mut attributes = format!("{spaces} bytes=\"{}\"", revision.size());
        if self.with_slots {
            let _ = write!(attributes, " sha1=\"{sha1}\"");
        }
        if revision.hidden.contains(Hidden::CONTENT) {
            if self.style == ExportText::SpacesFirst {
                attributes.clear();
            }
            attributes.push_str(" deleted=\"deleted\"");
            element(&mut self.out, 6, "text", &attributes, "");
            self.out.push_str("      <sha1/>\n");
            return;
        }
        if !spaces_first {
            attributes.push_str(" xml:space=\"preserve\"");
        }
        element(&mut self.out, 6, "text", &attributes, &revision.content);
        self.element(6, "sha1", &sha1);
    }

    /// The revision that first had the text. One that only tells of a protection or a move has that of the one before.
    fn origin<'r>(&'r self, revision: &'r Revision) -> &'r Revision {
        let mut origin = revision;
        while let Some(parent) = self.state.revisions.get(origin.parent) {
            if !parent.same_content(origin) {
                break;
            }
            origin = parent;
        }
        origin
    }
}

const fn case(capital: bool) -> &'static str {
    if capital { "first-letter" } else { "case-sensitive" }
}

/// `Xml::element` on a line of its own.
fn element(out: &mut String, indent: usize, name: &str, attributes: &str, text: &str) {
    let _ = write!(out, "{:indent$}<{name}{attributes}", "");
    if text.is_empty() {
        out.push_str(" />\n");
        return;
    }
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let _ = writeln!(out, ">{text}</{name}>");
}

/// `Sanitizer::encodeAttribute`.
fn attribute(text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    escaped.replace('"', "&quot;").replace('\'', "&#039;").replace('\n', "&#10;").replace('\t', "&#9;")
}
