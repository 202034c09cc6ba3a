//! `action=setpagelanguage` (`includes/api/ApiSetPageLanguage.php`).

use std::sync::Arc;

use crate::{
    api::{Call, Failure, Module, Needs, Run, Running},
    params,
    release::V1_29,
    tree::Node,
    wiki::{Right, combine, token},
};

params! {
    /// What `action=setpagelanguage` accepts.
    struct Params<'r> {
        /// The page, by its title.
        title as "title": Option<&'r str> = text(),
        /// The page, by its id.
        page as "pageid": Option<i64> = integer(),
        /// The code of the language, or `default` for that of the wiki.
        language as "lang": &'r str = listed(List::PageLanguages).required(),
        /// Why.
        reason as "reason": Option<&'r str> = text(),
        /// Tags to put on the log entry.
        tags as "tags": Vec<&'r str> = tags(),
    }
}

pub(super) static MODULE: Module = Module::action(
    "setpagelanguage",
    "ApiSetPageLanguage",
    Needs::write(token::Kind::Csrf),
    Params::SPECS,
    Run::Later(run),
)
.since(V1_29)
.help("Says in which language a page is. A wiki must allow that.")
.manual("API:SetPageLanguage")
.examples(&[
    ("action=setpagelanguage&title=Sandbox&lang=eu&token=123ABC", "A page is in Basque."),
    ("action=setpagelanguage&pageid=123&lang=default&token=123ABC", "A page is in the wiki's own language."),
]);

fn run<'c>(call: &'c mut Call<'_>) -> Running<'c> {
    Box::pin(change(call))
}

async fn change(call: &mut Call<'_>) -> Result<(), Failure> {
    if !call.wiki().state().policy.page_languages {
        return Err(Failure::of("apierror-pagelang-disabled"));
    }
    call.require_right(&[Right::PageLang])?;
    let params: Params<'_> = call.read()?;
    let title = call.title_or_page_id(params.title, params.page)?;
    if call.wiki().state().pages.id_of(&title).is_none() {
        return Err(Failure::of("apierror-missingtitle"));
    }
    let language = Some(params.language).filter(|language| *language != "default");
    let tags: Vec<Arc<str>> = params.tags.iter().map(|tag| Arc::from(*tag)).collect();
    let (actor, now, reason) = (call.caller.actor(), call.now, params.reason.unwrap_or_default());
    let decided = call.wiki().commit(|state| {
        combine::change_language(state, &actor, now, &title, language, reason, &tags)
    });
    let (before, after, log) = decided.await.map_err(|refusal| call.refused(refusal))?;
    let mut node = Node::map();
    node.set("title", call.title_text(&title))
        .set("oldlanguage", &before)
        .set("newlanguage", &after)
        .set("logid", log.0);
    call.result.set("setpagelanguage", node);
    Ok(())
}
