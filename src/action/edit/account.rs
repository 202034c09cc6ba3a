//! An account for who edits without one (`EditPage::createTempUser`).

use crate::{
    api::{Call, Failure},
    message::Message,
    wiki::{
        Refusal,
        auth::CreateRefusal,
        edit::{self, EditRequest},
        rate::Meter,
    },
};

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Given {
    /// Nobody was to be given an account.
    Nothing,
    /// The edit was tried, and needs no account.
    Tried,
    /// The caller has an account now.
    Account,
}

/// Gives the caller an account, if the edit is one that strangers get an account for.
///
/// Before 1.43 that is an edit that can be saved and changes something. Later an edit that is refused as it is saved is
/// enough; one that is refused before is not.
pub(super) async fn give(
    call: &mut Call<'_>,
    request: &EditRequest<'_>,
    refused: impl Fn(&Call<'_>, Refusal) -> Failure,
) -> Result<Given, Failure> {
    let wiki = call.wiki();
    let Some(temporaries) = wiki.site().temporaries.filter(|_| call.profile().gives_accounts) else {
        return Ok(Given::Nothing);
    };
    if !wiki.would_get_account(&call.caller) {
        return Ok(Given::Nothing);
    }
    call.caller.act_as(temporaries.placeholder(), wiki.site());
    let tried = {
        let meter = Meter::new(wiki, &call.caller);
        let request = EditRequest { meter: Some(&meter), ..request.clone() };
        let actor = call.caller.actor();
        edit::decide(&wiki.state(), &actor, call.now, &request).map(|(_, edited)| edited.saved.unchanged)
    };
    let first = call.profile().accounts_come_first;
    let (reached, wanted) = match &tried {
        Ok(unchanged) => (true, first || !unchanged),
        Err(refusal) => (comes_late(refusal), first && comes_late(refusal)),
    };
    let failure = tried.err().filter(|_| !wanted).map(|refusal| refused(call, refusal));
    call.caller.become_anonymous(wiki.site());
    let name = if reached {
        wiki.temporary_name(&mut call.caller).await.map_err(|refusal| call.refused(refusal))?
    } else {
        None
    };
    if !wanted {
        return failure.map_or(Ok(Given::Tried), Err);
    }
    let Some(name) = name else { return Err(failed(call, CreateRefusal::NoTemporaryName)) };
    match wiki.give_account(&mut call.caller, &name).await {
        Ok(Ok(())) => Ok(Given::Account),
        Ok(Err(refusal)) => Err(failed(call, refusal)),
        Err(refusal) => Err(call.refused(refusal)),
    }
}

fn failed(call: &Call<'_>, refusal: CreateRefusal) -> Failure {
    let message: Message = call.create_message(refusal);
    message.into()
}

/// Whether that is found out only as an edit is saved (`EditPage::internalAttemptSave`).
fn comes_late(refusal: &Refusal) -> bool {
    matches!(
        refusal,
        Refusal::CannotChangeModel
            | Refusal::EditConflict
            | Refusal::EmptyNewSection
            | Refusal::InvalidContent
            | Refusal::InvalidJson
            | Refusal::PageDeleted
            | Refusal::TooBig(_)
    )
}
