//! `action=revisiondelete`, since 1.23 (`includes/api/ApiRevisionDelete.php`).

mod told;

use std::sync::Arc;

use crate::{
    api::{Call, Failure, Module, Needs, Run, Running},
    choices,
    message::Message,
    param::{Choice, Chosen},
    params,
    release::{V1_23, V1_29},
    tree::Node,
    wiki::{
        Refusal, Right, Title,
        block::Block,
        revision::Hidden,
        tag,
        token::Kind,
        visibility::{self, HideKind, HideRequest},
    },
};

const TYPES: &[Choice] = choices!["revision", "archive", "oldimage", "filearchive", "logging"];
const PARTS: &[Choice] = choices!["content", "comment", "user"];
const SUPPRESS: &[Choice] = choices!["yes", "no", "nochange"];

params! {
    /// What `action=revisiondelete` accepts.
    pub(super) struct Params<'r> {
        /// Of what something is to be hidden.
        kind as "type": &'r str = choice(TYPES).required(),
        /// The title of the page. Deleted revisions and files are found by it.
        target as "target": Option<&'r str> = text(),
        /// Which ones: numbers; of deleted revisions and old files their times.
        ids as "ids": Vec<&'r str> = text().multi().required(),
        /// What to hide.
        hide as "hide": Option<Chosen> = choice(PARTS).multi(),
        /// What to show again.
        show as "show": Option<Chosen> = choice(PARTS).multi(),
        /// Whether to hide all that from administrators as well.
        suppress as "suppress": &'r str = choice(SUPPRESS).preset("nochange"),
        /// Why.
        reason as "reason": Option<&'r str> = text(),
        /// Tags to put on the log entry.
        tags as "tags": Vec<&'r str> = tags().since(V1_29),
    }
}

pub(super) static MODULE: Module = Module::action(
    "revisiondelete",
    "ApiRevisionDelete",
    Needs::write(Kind::Csrf),
    Params::SPECS,
    Run::Later(run),
)
.since(V1_23)
.help("Hides what revisions, log entries or files tell, or shows it again.")
.manual("API:Revisiondelete")
.examples(&[
    (
        "action=revisiondelete&target=Main%20Page&type=revision&ids=12345&hide=content&token=123ABC",
        "Hide the text of a revision.",
    ),
    (
        "action=revisiondelete&type=logging&ids=67890&hide=content|comment|user&reason=Private&token=123ABC",
        "Hide all that a log entry tells.",
    ),
]);

fn run<'c>(call: &'c mut Call<'_>) -> Running<'c> {
    Box::pin(hide(call))
}

async fn hide(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    let kind = HideKind::named(params.kind).expect("the type is one of the choices");
    call.require_right(&[kind.right()])?;
    if params.ids.is_empty() {
        return Err(Message::new("apierror-paramempty").coded("paramempty_ids").arg("ids").into());
    }
    let (actor, now) = (call.caller.actor(), call.now);
    let tags: Vec<Arc<str>> = params.tags.iter().map(|tag| Arc::from(*tag)).collect();
    tag::check_apply(&call.wiki().state(), &actor, &tags, now).map_err(|refusal| call.refused(refusal))?;
    let (hide, show) = parts(call, &params)?;
    let target = target(call, kind, &params)?;
    refuse_blocked(call, &target)?;
    let reason = params.reason.unwrap_or_default();
    let request = HideRequest { kind, target, ids: &params.ids, hide, show, reason, tags };
    let decided = call.wiki().commit(|state| visibility::decide(state, &actor, now, &request)).await;
    let outcome = decided.map_err(|refusal| refuse(call, refusal))?;
    let mut node = Node::map();
    node.set("status", "Success").set("target", call.title_text(&request.target));
    node.set("items", told::items(call, &request, &outcome.items));
    call.result.set("revisiondelete", node);
    Ok(())
}

/// What to hide and what to show.
fn parts(call: &Call<'_>, params: &Params<'_>) -> Result<(Hidden, Hidden), Failure> {
    let of = |chosen: &Option<Chosen>| {
        let words = chosen.iter().flat_map(Chosen::iter);
        words.fold(Hidden::empty(), |parts, word| {
            parts
                | match word {
                    "content" => Hidden::CONTENT,
                    "comment" => Hidden::COMMENT,
                    _ => Hidden::USER,
                }
        })
    };
    let (mut hide, mut show) = (of(&params.hide), of(&params.show));
    if hide.intersects(show) {
        return Err(Message::new("apierror-revdel-mutuallyexclusive").coded("badparams").into());
    }
    if hide.is_empty() && show.is_empty() {
        return Err(Message::new("apierror-revdel-paramneeded").coded("badparams").into());
    }
    match params.suppress {
        "yes" => {
            call.require_right(&[Right::SuppressRevision])?;
            hide |= Hidden::RESTRICTED;
        }
        "no" => show |= Hidden::RESTRICTED,
        _ => {}
    }
    Ok((hide, show))
}

fn target(call: &Call<'_>, kind: HideKind, params: &Params<'_>) -> Result<Title, Failure> {
    let asked = params.target.and_then(|text| call.local_title(text).ok());
    let state = call.wiki().state();
    kind.target(&state, asked, &params.ids).map_err(|refusal| refuse(call, refusal))
}

/// Refuses callers who are blocked from the page (`PermissionManager::isBlockedFrom`).
fn refuse_blocked(call: &Call<'_>, title: &Title) -> Result<(), Failure> {
    let blocks: Vec<Block> = {
        let state = call.wiki().state();
        let actor = call.caller.actor();
        let edit = crate::wiki::permission::PageAction::EDIT;
        let mut blocks = state.blocks_on(&actor, call.now);
        let forbids = blocks.iter().any(|block| state.block_forbids(block, &actor, edit, title));
        blocks.retain(|_| forbids);
        blocks.into_iter().cloned().collect()
    };
    if blocks.is_empty() { Ok(()) } else { Err(call.blocked(&blocks)) }
}

fn refuse(call: &Call<'_>, refusal: Refusal) -> Failure {
    match refusal {
        Refusal::HideNeedsTarget => Message::new("apierror-revdel-needtarget").coded("needtarget").into(),
        Refusal::HideBadTime(_) => told::bad_time(call),
        refusal => call.refused(refusal),
    }
}
