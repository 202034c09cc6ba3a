//! Texts as they stood before there were slots, with what is deprecated about them (`extractDeprecatedContent`).

use super::Telling;
use crate::{
    api::{Call, Failure},
    message::{Arg, Message},
    tree::Node,
    wiki::{
        Title,
        revision::Revision,
        wikitext::expand::{Way, expand},
    },
};

impl Telling<'_> {
    /// Adds the text and what else was asked for about it.
    pub(super) fn add_old_content(
        &self,
        call: &mut Call<'_>,
        revision: &Revision,
        title: &Title,
        text: &str,
        row: &mut Node,
    ) -> Result<(), Failure> {
        if self.has("parsetree") || (self.has("content") && self.base.generatexml) {
            add_parse_tree(call, revision, title, text, row);
        }
        if self.has("content") {
            self.add_text(call, revision, title, text, row);
        }
        if self.base.diffto.is_some() || self.base.difftotext.is_some() {
            self.add_difference(call, revision, title, text, row)?;
        }
        Ok(())
    }

    fn add_text(&self, call: &mut Call<'_>, revision: &Revision, title: &Title, text: &str, row: &mut Node) {
        let model = revision.model;
        if self.base.expandtemplates && !self.base.parse {
            if model.is_wikitext() {
                row.content("content", expanded(call, title, text, false));
            } else {
                let message = Message::new("apierror-templateexpansion-notwikitext");
                call.warn(message.with(name(call, title)).arg(model.name()));
                row.append("badcontentformat", true);
            }
            return;
        }
        if self.base.parse {
            let whole = if model.is_wikitext() { expanded(call, title, text, true) } else { text.to_owned() };
            let (html, _) = call.page_html(model, &whole);
            row.content("content", format!("<div class=\"mw-parser-output\">{html}</div>"));
            return;
        }
        let format = self.base.contentformat.filter(|format| !format.is_empty()).unwrap_or(model.format());
        if format != model.format() {
            let message = Message::new("apierror-badformat").arg(format.to_owned()).arg(model.name());
            call.warn(message.with(name(call, title)));
            row.append("badcontentformat", true);
            return;
        }
        let told = call.profile().has_content_models;
        if told && row.get("contentformat").is_none() {
            row.append("contentformat", format.to_owned());
        }
        if told && row.get("contentmodel").is_none() {
            row.append("contentmodel", model.name());
        }
        row.content("content", text.to_owned());
    }
}

/// A text with its templates put in.
fn expanded(call: &Call<'_>, title: &Title, text: &str, keeps_settings: bool) -> String {
    let way = Way { keeps_comments: false, keeps_settings };
    expand(&call.wiki().state(), title, call.now, text, way).text
}

fn add_parse_tree(call: &mut Call<'_>, revision: &Revision, title: &Title, text: &str, row: &mut Node) {
    if revision.model.is_wikitext() {
        row.append("parsetree", format!("<root>{}</root>", escaped(text)));
        return;
    }
    row.append("badcontentformatforparsetree", true);
    let message = Message::new("apierror-parsetree-notwikitext-title").coded("parsetree-notwikitext");
    call.warn(message.with(name(call, title)).arg(revision.model.name()));
}

fn name(call: &Call<'_>, title: &Title) -> Arg {
    Arg::Escaped(call.full_name(title))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
