//! `action=edit`: a page gets another text (`includes/api/ApiEditPage.php`).

mod account;

use std::sync::Arc;

use crate::{
    api::{CONTENT_FORMATS, CONTENT_MODELS, Call, Failure, Module, Needs, Run, Running, WATCHLIST},
    base::Timestamp,
    message::Message,
    params,
    release::{V1_21, V1_25, V1_26, V1_31, V1_35, V1_41, V1_42},
    tree::Node,
    wiki::{
        Expiry, Refusal, RevisionId, Title,
        content::Model,
        edit::{self, EditRequest, Edited},
        rate::Meter,
        token::Kind,
    },
};

use account::Given;

params! {
    /// What `action=edit` accepts.
    pub(super) struct Params<'r> {
        /// The page, by its title.
        title as "title": Option<&'r str> = text(),
        /// The page, by its id.
        page as "pageid": Option<i64> = integer(),
        /// The section to edit: `0` for what stands before the first heading, `new` for a section at the end.
        section as "section": Option<&'r str> = text(),
        /// The heading of a new section.
        section_title as "sectiontitle": Option<&'r str> = text(),
        /// The text that the page or the section gets.
        text as "text": Option<&'r str> = long_text(),
        /// Why. It is the heading as well if a new section is given none.
        summary as "summary": Option<&'r str> = text(),
        /// Tags to put on the revision.
        tags as "tags": Vec<&'r str> = tags().since(V1_25),
        /// Mark the edit as minor.
        minor as "minor": bool = flag(),
        /// Do not mark the edit as minor, even if the caller's preferences say so.
        not_minor as "notminor": bool = flag(),
        /// Mark the edit as one of a bot, if the caller may.
        bot as "bot": bool = flag(),
        /// The revision that the new text was made from. If another came since, there is a conflict.
        base_revision as "baserevid": Option<i64> = integer().since(V1_35),
        /// When the revision was saved that the new text was made from. If another came since, there is a conflict, unless
        /// it is the caller's own.
        base_time as "basetimestamp": Option<Timestamp> = text().later(V1_26, &timestamp()),
        /// When the edit was begun, as `curtimestamp` told it. It shows whether the page was deleted meanwhile.
        start as "starttimestamp": Option<Timestamp> = text().later(V1_26, &timestamp()),
        /// Make the page again if it was deleted meanwhile.
        recreate as "recreate": bool = flag(),
        /// Refuse to edit a page that is there.
        create_only as "createonly": bool = flag(),
        /// Refuse to make a page that is not there.
        no_create as "nocreate": bool = flag(),
        /// Put the page on the caller's watchlist.
        watch as "watch": bool = flag().deprecated(),
        /// Take the page off the caller's watchlist.
        unwatch as "unwatch": bool = flag().deprecated(),
        /// Whether the page comes on the caller's watchlist, goes off it, follows the preferences or stays as it is.
        watchlist as "watchlist": &'r str = choice(WATCHLIST).preset("preferences"),
        /// Until when the page is on the caller's watchlist.
        watch_expiry as "watchlistexpiry": Option<Expiry> = watch_expiry().since(V1_35),
        /// The MD5 of `text`, or of `prependtext` and `appendtext` together. An edit that does not fit is refused.
        md5 as "md5": Option<&'r str> = text(),
        /// Text to put before what is there. Takes the place of `text`.
        prepend as "prependtext": Option<&'r str> = long_text(),
        /// Text to put after what is there. Takes the place of `text`.
        append as "appendtext": Option<&'r str> = long_text(),
        /// A revision to take back. Takes the place of `text`, `prependtext` and `appendtext`.
        undo as "undo": Option<i64> = integer().later(V1_31, &integer().min(0).enforce_range()),
        /// Take back all revisions from after this one up to `undo`; if not set, just the one.
        undo_after as "undoafter": Option<i64> = integer().later(V1_31, &integer().min(0).enforce_range()),
        /// Follow a redirect.
        follow as "redirect": bool = flag(),
        /// The format that the text is in.
        format as "contentformat": Option<&'r str> = choice(CONTENT_FORMATS).since(V1_21),
        /// The content model of the new text.
        model as "contentmodel": Option<&'r str> = choice(CONTENT_MODELS).since(V1_21),
        /// Where to lead whoever gets a temporary account for the edit.
        _return_to as "returnto": Option<&'r str> = title().since(V1_41).after(V1_42, "token"),
        /// The query string of that page's address.
        _return_to_query as "returntoquery": &'r str = text().preset("").since(V1_41).after(V1_42, "returnto"),
        /// The fragment of that page's address.
        _return_to_anchor as "returntoanchor": &'r str = text().preset("").since(V1_41).after(V1_42, "returntoquery"),
    }
}

pub(super) static MODULE: Module =
    Module::action("edit", "ApiEditPage", Needs::write(Kind::Csrf), Params::SPECS, Run::Later(run))
        .help("Makes and changes pages.")
        .manual("API:Edit")
        .examples(&[
            (
                "action=edit&title=Sandbox&summary=Hello&text=World&baserevid=12&token=123ABC",
                "Give a page another text.",
            ),
            ("action=edit&title=Sandbox&prependtext=Hello&token=123ABC", "Put text before that of a page."),
            ("action=edit&title=Sandbox&undo=13&undoafter=11&token=123ABC", "Take back two revisions."),
        ]);

fn run<'c>(call: &'c mut Call<'_>) -> Running<'c> {
    Box::pin(edit(call))
}

async fn edit(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    call.at_least_one(&[
        ("text", params.text.is_some()),
        ("appendtext", params.append.is_some()),
        ("prependtext", params.prepend.is_some()),
        ("undo", params.undo.is_some()),
    ])?;
    let title = call.title_or_page_id(params.title, params.page)?;
    let watch = match (params.watch, params.unwatch) {
        (true, _) => true,
        (false, true) => false,
        _ => {
            let target = params.follow.then(|| redirect_of(call, &title)).flatten();
            call.wants_to_watch(params.watchlist, target.as_ref().unwrap_or(&title), None)
        }
    };
    let mut request = request(call, &params, title);
    let exists = call.wiki().state().pages.id_of(&request.title).is_some();
    let preference = if exists { "watchdefault-expiry" } else { "watchcreations-expiry" };
    request.watch = call.watch_wish(watch, call.watch_until(params.watch_expiry, &request.title, preference));
    let before = call.caller.account.clone();
    let is_temporary = |call: &Call<'_>| call.wiki().site().is_temporary(call.caller.name());
    let given = account::give(call, &request, |call, refusal| refused(call, refusal, &params)).await?;
    if is_temporary(call) {
        // Whoever did not choose to have an account watches nothing (`EditPage::updateWatchlist`).
        request.watch = crate::wiki::watch::Wish::NoChange;
    }
    let meter = Meter::new(call.wiki(), &call.caller);
    request.meter = (given == Given::Nothing).then_some(&meter);
    let (actor, now) = (call.caller.actor(), call.now);
    let edited = call.wiki().commit(|state| edit::decide(state, &actor, now, &request)).await;
    let edited = edited.map_err(|refusal| refused(call, refusal, &params))?;
    if edited.saved.unchanged {
        // An edit that changes nothing makes the links anew (`EditPage::internalAttemptSave`).
        meter.is_full("linkpurge");
    }
    if call.profile().edit_keeps_session {
        call.service.wiki.keep_session(&mut call.caller);
    }
    answer(call, &edited, watch);
    if call.profile().tells_given_accounts {
        // Who was given an account for an edit that could not be saved hears of it now.
        let first = call.profile().accounts_come_first
            && before.is_some_and(|user| user.edits == 0 && call.wiki().site().is_temporary(&user.name));
        call.result.node_mut("edit").flag("tempusercreated", given == Given::Account || first);
    }
    Ok(())
}

fn refused(call: &Call<'_>, refusal: Refusal, params: &Params<'_>) -> Failure {
    match refusal {
        // Nothing stands before the revision, and no number was given for what should.
        Refusal::NoSuchRevision(0) if params.undo_after.is_none() => {
            Message::new("apierror-nosuchrevid").arg("").into()
        }
        // Where the form would show a page of its own, the API is surprised (`EditPage::importFormData`).
        Refusal::SectionEditNotSupported if call.profile().exceptions_have_namespaces => {
            call.exception("MediaWiki\\Exception\\ErrorPageError")
        }
        Refusal::SectionEditNotSupported => call.exception("ErrorPageError"),
        refusal => call.refused(refusal),
    }
}

/// Where a page leads, if it is a redirect.
fn redirect_of(call: &Call<'_>, title: &Title) -> Option<Title> {
    let state = call.wiki().state();
    let target = state.pages.titled(title)?.redirect.as_deref()?;
    target.interwiki.is_none().then(|| target.title.clone())
}

fn request<'r>(call: &Call<'r>, params: &Params<'r>, title: Title) -> EditRequest<'r> {
    let base_revision = params.base_revision.filter(|number| *number != 0);
    // What is empty or `0` counts as not given here.
    let has_base_time = call.fields.value("basetimestamp").is_some_and(|value| !matches!(value, "" | "0"));
    EditRequest {
        title,
        follow: params.follow,
        text: params.text,
        append: params.append,
        prepend: params.prepend,
        undo: params.undo,
        undo_after: params.undo_after,
        section: params.section,
        section_title: params.section_title,
        summary: params.summary,
        minor: params.minor || !params.not_minor && call.prefers("minordefault"),
        bot: params.bot,
        base_revision: base_revision.map(|number| RevisionId::of(number).unwrap_or(RevisionId(u32::MAX))),
        base_time: params.base_time.filter(|_| has_base_time),
        start: params.start,
        recreate: params.recreate,
        create_only: params.create_only,
        no_create: params.no_create,
        md5: params.md5,
        model: params.model.and_then(Model::by_name),
        format: params.format,
        watch: crate::wiki::watch::Wish::NoChange,
        tags: params.tags.iter().map(|tag| Arc::from(*tag)).collect(),
        meter: None,
    }
}

fn answer(call: &mut Call<'_>, edited: &Edited, watch: bool) {
    if let Some((from, to)) = &edited.redirect {
        let mut step = Node::auto();
        step.set("from", call.title_text(from)).set("to", to.full(&call.wiki().site().namespaces));
        let redirects = if call.profile().edit_follows_one {
            step.tagged("r")
        } else {
            let mut steps = Node::list("r");
            steps.push(step);
            steps
        };
        call.result.set("redirects", redirects);
    }
    let saved = &edited.saved;
    let mut node = Node::map();
    node.flag("new", saved.new);
    node.set("result", "Success")
        .set("pageid", saved.page.0)
        .set("title", call.title_text(&edited.title));
    if call.profile().has_content_models {
        node.set("contentmodel", saved.row.model.name());
    }
    if saved.unchanged {
        node.set("nochange", true);
    } else {
        node.set("oldrevid", saved.before.0)
            .set("newrevid", saved.revision.0)
            .set("newtimestamp", edited.time);
    }
    node.flag("watched", watch && call.profile().edit_tells_watch);
    if let Some(expiry) = edited.watch_expiry {
        node.set("watchlistexpiry", expiry);
    }
    call.result.set("edit", node);
}
