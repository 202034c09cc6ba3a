//! What `Special:Upload` says of a name that somebody wants to upload a file to, as HTML
//! (`SpecialUpload::getExistsWarning`).

use super::{Call, FileTold};
use crate::{
    base::url,
    message::Message,
    wiki::{State, Title, upload::ExistsWarning},
};

/// How wide a picture is shown at most (`$wgThumbLimits`, the default of the preference).
const WIDEST: u32 = 300;

/// The page that says it.
pub(super) struct FileWarningPage<'a, 'r> {
    call: &'a Call<'r>,
    state: &'a State,
    title: &'a Title,
    forgets: bool,
}

impl<'a, 'r> FileWarningPage<'a, 'r> {
    pub(super) fn new(call: &'a Call<'r>, state: &'a State, title: &'a Title, forgets: bool) -> Self {
        Self { call, state, title, forgets }
    }

    /// What it says; nothing if there is nothing to say.
    pub(super) fn html(&self, warning: Option<&ExistsWarning>) -> String {
        let full = |title: &Title| self.call.full_name(title);
        let message = match warning {
            None => return String::new(),
            Some(ExistsWarning::Exists) => Message::new("fileexists").arg(full(self.title)),
            Some(ExistsWarning::PageExists) => Message::new("filepageexists").arg(full(self.title)),
            Some(ExistsWarning::Normalized(other)) => {
                Message::new("fileexists-extension").arg(full(self.title)).arg(full(other))
            }
            Some(ExistsWarning::Thumb(whole)) => {
                Message::new("fileexists-thumbnail-yes").arg(full(whole)).arg(full(self.title))
            }
            Some(ExistsWarning::ThumbName(beginning)) => {
                Message::new("file-thumbnail-no").arg(beginning.clone())
            }
            Some(ExistsWarning::BadPrefix(prefix)) => Message::new("filename-bad-prefix").arg(prefix.clone()),
        };
        let words =
            crate::message::catalog::words(message.key, self.call.profile().release).unwrap_or_default();
        let mut text = words.replace("{{GENDER:|you}}", "you");
        for (at, arg) in message.args.iter().enumerate() {
            text = text.replace(&format!("${}", at + 1), arg.as_given());
        }
        self.blocks(&text)
    }

    /// Lines as paragraphs, lists and pictures.
    fn blocks(&self, text: &str) -> String {
        let mut blocks: Vec<String> = Vec::new();
        let mut paragraph: Vec<String> = Vec::new();
        let mut items: Vec<String> = Vec::new();
        for line in text.split('\n') {
            let line = self.linked(line);
            if let Some(item) = line.strip_prefix("* ") {
                flush(&mut paragraph, &mut blocks);
                items.push(format!("<li>{item}</li>"));
                continue;
            }
            if !items.is_empty() {
                blocks.push(format!("<ul>{}</ul>", std::mem::take(&mut items).join("\n")));
            }
            // A picture ends the paragraph that it stands in.
            let picture = line.find("<div class=\"thumb").or_else(|| line.find("<figure"));
            match picture {
                Some(0) => {
                    flush(&mut paragraph, &mut blocks);
                    blocks.push(line);
                }
                Some(at) => blocks.push(format!("<p>{}</p>{}", &line[..at], &line[at..])),
                None => paragraph.push(line),
            }
        }
        flush(&mut paragraph, &mut blocks);
        match blocks.as_slice() {
            [only] => only
                .strip_prefix("<p>")
                .and_then(|rest| rest.strip_suffix("\n</p>"))
                .unwrap_or(only)
                .to_owned(),
            _ => blocks.join("\n"),
        }
    }

    fn linked(&self, line: &str) -> String {
        let mut out = String::new();
        let mut rest = line;
        while let Some((before, link)) = rest.split_once("[[") {
            let Some((link, after)) = link.split_once("]]") else { break };
            out.push_str(before);
            let (name, picture) = match link.strip_suffix("|thumb") {
                Some(name) => (name, true),
                None => (link.trim_start_matches(':'), false),
            };
            let site = self.call.wiki().site();
            if let Ok(target) = Title::parse(name, &site.naming()) {
                out.push_str(&if picture { self.picture(&target.title) } else { self.link(&target.title) });
            }
            rest = after;
        }
        out.push_str(rest);
        out
    }

    fn link(&self, title: &Title) -> String {
        let name = escaped(&self.call.full_name(title));
        if title == self.title {
            return format!("<a class=\"mw-selflink selflink\">{name}</a>");
        }
        let site = self.call.wiki().site();
        if self.state.pages.id_of(title).is_some() {
            return format!("<a href=\"{}\" title=\"{name}\">{name}</a>", escaped(&site.path_of(title)));
        }
        let path = escaped(&site.path_with(title, "action=edit&redlink=1"));
        format!("<a href=\"{path}\" class=\"new\" title=\"{name} (page does not exist)\">{name}</a>")
    }

    fn picture(&self, title: &Title) -> String {
        let figures = self.call.profile().pictures_are_figures;
        let name = escaped(&self.call.full_name(title));
        let Some(version) = self.state.files.current(title.key()).filter(|_| !self.forgets) else {
            let path = &self.call.wiki().site().script_path;
            let key = url::encode_title(title.key());
            let href = format!("{path}/index.php?title=Special:Upload&amp;wpDestFile={key}");
            let link = format!("<a href=\"{href}\" class=\"new\" title=\"{name}\">");
            return if figures {
                format!(
                    "<figure class=\"mw-default-size\" typeof=\"mw:Error mw:File/Thumb\">{link}<span \
                     class=\"mw-file-element mw-broken-media\" data-width=\"180\">{name}</span></a>\
                     <figcaption></figcaption></figure>"
                )
            } else {
                format!(
                    "<div class=\"thumb tright\"><div class=\"thumbinner\" style=\"width:182px;\">{link}{name}</a>  \
                     <div class=\"thumbcaption\"></div></div></div>"
                )
            };
        };
        let site = self.call.wiki().site();
        let href = escaped(&site.path_of(title));
        if !version.facts.is_shown() {
            return format!("<a href=\"{href}\" title=\"{name}\">{name}</a>");
        }
        let own = self.call.file_address(title, FileTold::Version(version)).unwrap_or_default();
        let source = escaped(own.strip_prefix(&self.call.server()).unwrap_or(&own));
        let (width, height) = shown(version.facts.width, version.facts.height);
        let size = format!("decoding=\"async\" width=\"{width}\" height=\"{height}\"");
        if figures {
            return format!(
                "<figure class=\"mw-default-size\" typeof=\"mw:File/Thumb\"><a href=\"{href}\" \
                 class=\"mw-file-description\"><img src=\"{source}\" {size} class=\"mw-file-element\" /></a>\
                 <figcaption></figcaption></figure>"
            );
        }
        let alt = escaped(&title.text());
        format!(
            "<div class=\"thumb tright\"><div class=\"thumbinner\" style=\"width:{}px;\"><a href=\"{href}\" \
             class=\"image\"><img alt=\"{alt}\" src=\"{source}\" {size} class=\"thumbimage\" /></a>  <div \
             class=\"thumbcaption\"><div class=\"magnify\"><a href=\"{href}\" class=\"internal\" title=\"Enlarge\">\
             </a></div></div></div></div>",
            width + 2
        )
    }
}

fn flush(paragraph: &mut Vec<String>, blocks: &mut Vec<String>) {
    if !paragraph.is_empty() {
        blocks.push(format!("<p>{}\n</p>", std::mem::take(paragraph).join("\n")));
    }
}

/// The size in which a picture is shown beside a text.
fn shown(width: u32, height: u32) -> (u32, u32) {
    if width <= WIDEST || width == 0 {
        return (width, height);
    }
    let scaled = f64::from(height) * f64::from(WIDEST) / f64::from(width);
    (WIDEST, (scaled.round() as u32).max(1))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#039;")
}
