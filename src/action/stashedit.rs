//! `action=stashedit` (`includes/api/ApiStashEdit.php`). Texts wait here and are found again by their hashes; nothing is
//! made ready for an edit, as no edit is slow.

use crate::{
    api::{CONTENT_FORMATS, CONTENT_MODELS, Call, Failure, Module, Needs, Run, Status},
    base::digest,
    message::Message,
    params,
    release::{V1_25, V1_28, V1_35, V1_43},
    tree::Node,
    wiki::{
        PageId, RevisionId, Title, content::Model, merge::merge, rate::Counting, token, wikitext::replace_section,
    },
};


params! {
    /// What `action=stashedit` accepts.
    struct Params<'r> {
        /// The page.
        title as "title": &'r str = text().required(),
        /// The section, as in `action=edit`.
        section as "section": Option<&'r str> = text(),
        /// The heading of a new section.
        section_title as "sectiontitle": Option<&'r str> = text(),
        /// The text.
        text as "text": Option<&'r str> = long_text().required().later(V1_28, &long_text()),
        /// The hash of a text that waits already.
        hash as "stashedtexthash": Option<&'r str> = text().since(V1_28),
        /// Why.
        _summary as "summary": Option<&'r str> = text().since(V1_28).later(V1_35, &text().preset("")),
        /// The content model of the text.
        model as "contentmodel": &'r str = choice(CONTENT_MODELS).required(),
        /// The format that the text is in.
        format as "contentformat": &'r str = choice(CONTENT_FORMATS).required(),
        /// The revision that the text was made from.
        base as "baserevid": i64 = integer().required(),
    }
}

pub(super) static MODULE: Module = Module::action(
    "stashedit",
    "ApiStashEdit",
    Needs::write(token::Kind::Csrf),
    Params::SPECS,
    Run::Now(run),
)
.since(V1_25)
.status(Status::Internal)
.help("Gets a text ready before it is saved.")
.manual_later(V1_43, "API:Stashedit");

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    if call.is_bot() {
        return Err(Failure::of("apierror-botsnotsupported"));
    }
    let title = call.title_or_page_id(Some(params.title), None)?;
    let model = Model::by_name(params.model).unwrap_or_default();
    if params.format != model.format() {
        let message = Message::new("apierror-badformat-generic").coded("badmodelformat");
        return Err(message.arg(params.format.to_owned()).arg(params.model.to_owned()).into());
    }
    let ways = [("stashedtexthash", params.hash.is_some()), ("text", params.text.is_some())];
    if call.profile().stashes_one_of_both { call.exactly_one(&ways)? } else { call.at_least_one(&ways)? }
    let text = match (params.hash, params.text) {
        (Some(hash), _) => {
            let found = call.wiki().waiting_texts().get(hash, call.now);
            found.ok_or_else(|| Message::new("apierror-stashedit-missingtext").coded("missingtext"))?
        }
        (None, text) => {
            let text = text.unwrap_or_default().replace("\r\n", "\n");
            text.trim_end_matches([' ', '\t', '\n', '\r', '\0', '\x0b']).into()
        }
    };
    let mut node = Node::map();
    if !fits(call, &params, &title, model, &text)? {
        node.set("status", "editconflict");
    } else if call.wiki().is_too_often(&call.caller, "stashedit", Counting::Done) {
        node.set("status", "ratelimited");
        if let Some(hash) = params.hash {
            node.set("texthash", hash.to_owned());
        }
    } else {
        let hash = digest::sha1_hex(text.as_bytes());
        call.wiki().waiting_texts().put(&hash, text, call.now);
        node.set("status", "stashed").set("texthash", hash);
    }
    call.result.set("stashedit", node);
    Ok(())
}

/// Whether a text could be saved as things are: whether nobody was faster, or what they did can be merged.
fn fits(
    call: &Call<'_>,
    params: &Params<'_>,
    title: &Title,
    model: Model,
    text: &str,
) -> Result<bool, Failure> {
    let state = call.wiki().state();
    let Some(page) = state.pages.titled(title) else { return Ok(true) };
    // 0 is the newest.
    let base = if params.base == 0 { Some(page.latest) } else { RevisionId::of(params.base) };
    let base = base.and_then(|id| state.revisions.get(id));
    let Some(base) = base.filter(|base| base.page == page.id) else {
        return Err(Message::new("apierror-nosuchrevid").int(params.base).into());
    };
    let Some(latest) = state.revisions.get(page.latest) else {
        return Err(missing_revision(page.id));
    };
    let mine = match params.section.filter(|section| !section.is_empty()) {
        None => text.to_owned(),
        Some("new") if model.has_sections() => {
            let heading = params.section_title.filter(|title| !title.is_empty());
            let heading = heading.map(|title| format!("== {title} ==\n\n")).unwrap_or_default();
            format!("{}\n\n{heading}{text}", base.content)
        }
        Some(section) if model.has_sections() => replace_section(&base.content, section, text),
        Some(_) => {
            return Err(Message::new("apierror-sectionreplacefailed").coded("replacefailed").into());
        }
    };
    Ok(latest.id == base.id || merge(&base.content, &mine, &latest.content).is_some())
}

fn missing_revision(page: PageId) -> Failure {
    Message::new("apierror-missingrev-pageid").coded("missingrev").int(page.number()).into()
}
