//! `action=changecontentmodel`, since 1.35 (`includes/api/ApiChangeContentModel.php`).

use std::sync::Arc;

use crate::{
    api::{Call, Failure, Module, Needs, Run, Running},
    choices,
    param::Choice,
    params,
    release::{NoSummary, V1_35},
    tree::Node,
    wiki::{Refusal, Right, combine, content::Model, rate::Counting, token::Kind},
};

const MODELS: &[Choice] = choices!["css", "javascript", "json", "text", "vue" since V1_45, "wikitext"];

params! {
    /// What `action=changecontentmodel` accepts.
    pub(super) struct Params<'r> {
        /// The page, by its title.
        title as "title": Option<&'r str> = text(),
        /// The page, by its id.
        page as "pageid": Option<i64> = integer(),
        /// Why.
        summary as "summary": Option<&'r str> = text(),
        /// Tags to put on the log entry and the edit.
        tags as "tags": Vec<&'r str> = tags(),
        /// What the page is to be taken for.
        model as "model": &'r str = choice(MODELS).required(),
        /// Mark the change as one of a bot.
        bot as "bot": bool = flag(),
    }
}

pub(super) static MODULE: Module = Module::action(
    "changecontentmodel",
    "ApiChangeContentModel",
    Needs::write(Kind::Csrf),
    Params::SPECS,
    Run::Later(run),
)
.since(V1_35)
.help("Says what a page's text is taken for.")
.manual("Help:ChangeContentModel")
.examples(&[("action=changecontentmodel&title=Sandbox&model=text&token=123ABC", "Make a page plain text.")]);

fn run<'c>(call: &'c mut Call<'_>) -> Running<'c> {
    Box::pin(change(call))
}

async fn change(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    let title = call.title_or_page_id(params.title, params.page)?;
    let Some(page) = call.wiki().state().pages.id_of(&title) else {
        return Err(Failure::of("apierror-changecontentmodel-missingtitle"));
    };
    call.require_right(&[Right::EditContentModel])?;
    if call.wiki().is_too_often(&call.caller, "editcontentmodel", Counting::Done) {
        return Err(call.refused(Refusal::TooOften));
    }
    let model = Model::by_name(params.model).unwrap_or_default();
    let tags: Vec<Arc<str>> = params.tags.iter().map(|tag| Arc::from(*tag)).collect();
    let (actor, now) = (call.caller.actor(), call.now);
    if params.summary.is_none() && call.profile().no_summary_of_model == NoSummary::Fails {
        combine::check_model_change(&call.wiki().state(), &actor, now, &title, &tags)
            .map_err(|refusal| call.refused(refusal))?;
        return Err(call.exception("TypeError"));
    }
    let decided = call.wiki().commit(|state| {
        combine::change_model(state, &actor, now, &title, model, params.summary, params.bot, &tags)
    });
    let (log, revision) = decided.await.map_err(|refusal| call.refused(refusal))?;
    let mut node = Node::map();
    node.set("result", "Success")
        .set("title", call.title_text(&title))
        .set("pageid", page.0)
        .set("contentmodel", model.name())
        .set("logid", log.0)
        .set("revid", revision.0);
    call.result.set("changecontentmodel", node);
    Ok(())
}
