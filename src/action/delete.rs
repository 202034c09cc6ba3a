//! `action=delete` (`includes/api/ApiDelete.php`).

use std::sync::Arc;

use crate::{
    api::{Call, Failure, Module, Needs, Run, Running, WATCHLIST},
    message::Message,
    params,
    release::{V1_27, V1_35, V1_38},
    tree::Node,
    wiki::{
        Expiry, LogId, Namespace, Refusal, Right, Title,
        delete::{self, DeleteRequest},
        permission::{self, PageAction},
        token::Kind,
        upload,
    },
};

params! {
    /// What `action=delete` accepts.
    pub(super) struct Params<'r> {
        /// The page, by its title.
        title as "title": Option<&'r str> = text(),
        /// The page, by its id.
        page as "pageid": Option<i64> = integer(),
        /// Why. Without a reason the wiki finds one.
        reason as "reason": Option<&'r str> = text(),
        /// Tags to put on the log entry.
        tags as "tags": Vec<&'r str> = tags().since(V1_27),
        /// Delete the talk page as well.
        talk as "deletetalk": bool = flag().since(V1_38),
        /// Put the page on the caller's watchlist.
        watch as "watch": bool = flag().deprecated(),
        /// Whether the page comes on the caller's watchlist, goes off it, follows the preferences or stays as it is.
        watchlist as "watchlist": &'r str = choice(WATCHLIST).preset("preferences"),
        /// Until when the page is on the caller's watchlist.
        watch_expiry as "watchlistexpiry": Option<Expiry> = watch_expiry().since(V1_35),
        /// Take the page off the caller's watchlist.
        unwatch as "unwatch": bool = flag().deprecated(),
        /// The old version of a file to delete, by its archive name.
        old_image as "oldimage": Option<&'r str> = text(),
    }
}

pub(super) static MODULE: Module =
    Module::action("delete", "ApiDelete", Needs::write(Kind::Csrf), Params::SPECS, Run::Later(run))
        .help("Deletes a page.")
        .manual("API:Delete")
        .examples(&[
            ("action=delete&title=Sandbox&token=123ABC", "Delete a page."),
            ("action=delete&title=Sandbox&reason=Test&token=123ABC", "Delete a page and say why."),
        ]);

fn run<'c>(call: &'c mut Call<'_>) -> Running<'c> {
    Box::pin(delete(call))
}

async fn delete(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    let title = call.title_or_page_id(params.title, params.page)?;
    let talk = params.talk && has_talk(call, &title)?;
    let watchlist = match (params.watch, params.unwatch) {
        (true, _) => "watch",
        (false, true) => "unwatch",
        _ => params.watchlist,
    };
    let is_file = title.namespace() == Namespace::FILE
        && call.wiki().state().files.current(title.key()).is_some();
    let request = DeleteRequest {
        title: title.clone(),
        // The log does not like files that go without any reason, so they go with an empty one.
        reason: params.reason.or(is_file.then_some("")),
        talk,
        tags: params.tags.iter().map(|tag| Arc::from(*tag)).collect(),
        watch: call.asked_watch((watchlist, params.watch_expiry), &title, Some("watchdeletion")),
    };
    let (reason, log) = match params.old_image.filter(|name| is_file && !matches!(*name, "" | "0")) {
        Some(name) => delete_version(call, &request, name).await?,
        None => {
            let (actor, now) = (call.caller.actor(), call.now);
            let decided = call.wiki().commit(|state| delete::delete(state, &actor, now, &request)).await;
            let deleted = decided.map_err(|refusal| call.refused(refusal))?;
            (deleted.reason, deleted.log)
        }
    };
    let mut node = Node::map();
    node.set("title", call.title_text(&title)).set("reason", reason).set("logid", log.0);
    call.result.set("delete", node);
    Ok(())
}

/// Deletes one older version of a file.
async fn delete_version(
    call: &Call<'_>,
    request: &DeleteRequest<'_>,
    name: &str,
) -> Result<(String, LogId), Failure> {
    let (actor, now, reason) = (call.caller.actor(), call.now, request.reason.unwrap_or_default());
    let delete = Right::Delete;
    permission::check(&call.wiki().state(), &actor, PageAction::Of(delete), &request.title, now)
        .map_err(|refusal| call.refused(refusal))?;
    // FileDeleteForm::isValidOldSpec
    if name.len() < 16 || name.contains(['/', '\\']) {
        return Err(Failure::of("invalidoldimage"));
    }
    let decided = call.wiki().commit(|state| {
        upload::delete_version(state, &actor, now, &request.title, name, reason, &request.tags)
    });
    let log = decided.await.map_err(|refusal| match refusal {
        Refusal::FileVersionMissing(_) => Failure::of("nodeleteablefile"),
        refusal => call.refused(refusal),
    })?;
    call.watch_titles(&[(request.title.clone(), request.watch)]).await?;
    Ok((reason.to_owned(), log))
}

/// Whether there is a talk page to delete; warns if there is none (`DeletePage::canProbablyDeleteAssociatedTalk`).
fn has_talk(call: &mut Call<'_>, title: &Title) -> Result<bool, Failure> {
    if call.wiki().state().pages.id_of(title).is_none() {
        return Err(Failure::of("apierror-missingtitle"));
    }
    if title.namespace().is_talk() {
        call.warn(Message::new("delete-error-associated-alreadytalk"));
        return Ok(false);
    }
    let exists = title.talk().is_some_and(|talk| call.wiki().state().pages.id_of(&talk).is_some());
    if !exists {
        call.warn(Message::new("delete-error-associated-doesnotexist"));
    }
    Ok(exists)
}
