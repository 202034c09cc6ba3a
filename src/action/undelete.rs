//! `action=undelete` (`includes/api/ApiUndelete.php`).

use std::sync::Arc;

use crate::{
    api::{Call, Failure, Module, Needs, Run, Running, WATCHLIST},
    base::Timestamp,
    message::Message,
    params,
    release::{V1_24, V1_27, V1_35, V1_39},
    tree::Node,
    wiki::{
        ArchivedFileId, Expiry, Refusal, Title,
        delete::{self, UndeleteRequest},
        permission::Denial,
        token::Kind,
    },
};

params! {
    /// What `action=undelete` accepts.
    pub(super) struct Params<'r> {
        /// The title of the page.
        title as "title": &'r str = text().required(),
        /// Why.
        reason as "reason": &'r str = text().preset(""),
        /// Tags to put on the log entry.
        tags as "tags": Vec<&'r str> = tags().since(V1_27),
        /// Restore only the revisions of these times. If these and the files are left out, everything comes back.
        times as "timestamps": Option<Vec<Timestamp>> = timestamp().multi(),
        /// Restore only these versions of the file. If these and the times are left out, everything comes back.
        files as "fileids": Option<Vec<i64>> = integer().multi().since(V1_24),
        /// Restore the talk page as well.
        talk as "undeletetalk": bool = flag().since(V1_39),
        /// Whether the page comes on the caller's watchlist, goes off it, follows the preferences or stays as it is.
        watchlist as "watchlist": &'r str = choice(WATCHLIST).preset("preferences"),
        /// Until when the page is on the caller's watchlist.
        watch_expiry as "watchlistexpiry": Option<Expiry> = watch_expiry().since(V1_35),
    }
}

pub(super) static MODULE: Module =
    Module::action("undelete", "ApiUndelete", Needs::write(Kind::Csrf), Params::SPECS, Run::Later(run))
        .help("Brings back a deleted page, or some of its revisions. `list=deletedrevs` tells which there are.")
        .manual("API:Undelete")
        .examples(&[
            ("action=undelete&title=Sandbox&reason=Wrong&token=123ABC", "Bring a page back."),
            (
                "action=undelete&title=Sandbox&timestamps=2026-01-31T22:00:45Z&token=123ABC",
                "Bring one revision back.",
            ),
        ]);

fn run<'c>(call: &'c mut Call<'_>) -> Running<'c> {
    Box::pin(undelete(call))
}

async fn undelete(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    let (actor, now) = (call.caller.actor(), call.now);
    call.refuse_blocked()?;
    let title = call.local_title(params.title)?;
    if call.profile().undelete_checks_pages && !title.can_exist() {
        return Err(Failure::of("apierror-pagecannotexist"));
    }
    if call.profile().undelete_wants_pages && !title.can_exist() {
        return Err(call.exception("MediaWiki\\Page\\PageAssertionException"));
    }
    let request = UndeleteRequest {
        title: title.clone(),
        reason: params.reason,
        times: params.times.unwrap_or_default(),
        files: params.files.into_iter().flatten().filter_map(ArchivedFileId::of).collect(),
        talk: params.talk,
        unsuppress: false,
        tags: params.tags.iter().map(|tag| Arc::from(*tag)).collect(),
        watch: call.asked_watch((params.watchlist, params.watch_expiry), &title, None),
    };
    let talk_stays = params.talk.then(|| why_talk_stays(call, &title)).flatten();
    let decided = call.wiki().commit(|state| delete::undelete(state, &actor, now, &request)).await;
    let restored = decided.map_err(|refusal| match refusal {
        Refusal::Denied(denials) if !call.profile().undelete_tells_why && !denials.iter().all(is_block) => {
            Failure::of("permdenied-undelete")
        }
        Refusal::CannotUndelete if call.profile().undelete_tells_no_results => Failure::of("undelete-no-results"),
        refusal => call.refused(refusal),
    })?;
    if let Some(why) = talk_stays {
        call.warn(Message::new(why));
    }
    let mut node = Node::map();
    node.set("title", call.title_text(&title))
        .set("revisions", restored.revisions)
        .set("fileversions", restored.files)
        .set("reason", restored.comment);
    call.result.set("undelete", node);
    Ok(())
}

/// Why no talk page comes back (`UndeletePage::canProbablyUndeleteAssociatedTalk`).
fn why_talk_stays(call: &Call<'_>, title: &Title) -> Option<&'static str> {
    if title.namespace().is_talk() {
        return Some("undelete-error-associated-alreadytalk");
    }
    let deleted = title.talk().is_some_and(|talk| call.wiki().state().archive.count(&talk) > 0);
    (!deleted).then_some("undelete-error-associated-notdeleted")
}

const fn is_block(denial: &Denial) -> bool {
    matches!(denial, Denial::Blocked(_))
}
