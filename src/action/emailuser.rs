//! `action=emailuser` (`includes/api/ApiEmailUser.php`). Letters stay in the wiki's outbox.

use std::sync::Arc;

use crate::{
    api::{Call, Failure, Module, Needs, Run},
    message::Message,
    params,
    release::{MailRefusals, V1_39},
    tree::Node,
    wiki::{
        Refusal, Right,
        block::Block,
        mail::{self, Letter, Unreachable},
        permission::Denial,
        rate::Counting,
        token,
        user::User,
    },
};

params! {
    /// What `action=emailuser` accepts.
    struct Params<'r> {
        /// To whom.
        target as "target": &'r str = text().required(),
        /// What about.
        subject as "subject": Option<&'r str> = text().later(V1_39, &text().required()),
        /// What.
        text as "text": &'r str = long_text().required(),
        /// Send a copy to the caller.
        copy as "ccme": bool = flag(),
    }
}

pub(super) static MODULE: Module = Module::action(
    "emailuser",
    "ApiEmailUser",
    Needs::write(token::Kind::Csrf),
    Params::SPECS,
    Run::Now(run),
)
.help("Writes mail to another user.")
.manual("API:Email")
.examples(&[("action=emailuser&target=Example&subject=Hello&text=World&token=123ABC", "Write to someone.")]);

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    let target = find_target(call, params.target)?;
    if let Err(fault) = mail::check_reachable(&target, &call.caller, call.wiki().site()) {
        return Err(unreachable_target(call, fault, params.target));
    }
    if !call.wiki().site().mail {
        return Err(Failure::of("usermaildisabled"));
    }
    let Some(sender) = call.caller.account.clone().filter(|user| user.has_confirmed_email()) else {
        return Err(Message::new("mailnologin").into());
    };
    check_sender(call)?;
    let action = if call.profile().limits_by_right { "sendemail" } else { "emailuser" };
    if call.wiki().is_too_often(&call.caller, action, Counting::Done) {
        return Err(call.refused(Refusal::TooOften));
    }
    call.wiki().send_letter(&Letter {
        from: &sender,
        to: &target,
        subject: params.subject.unwrap_or_default(),
        text: params.text,
        copy: params.copy,
    });
    let mut node = Node::map();
    node.set("result", "Success");
    call.result.set("emailuser", node);
    Ok(())
}

fn find_target(call: &Call<'_>, name: &str) -> Result<Arc<User>, Failure> {
    let theirs = call.profile().mail_refusals == MailRefusals::OfTheMailer;
    let state = call.wiki().state();
    let canonical = state.user_name(name);
    if theirs && canonical.is_none() {
        let message = Message::new("apierror-baduser").coded("baduser_target");
        return Err(message.arg("target").escaped(name.to_owned()).into());
    }
    let found = canonical.and_then(|name| state.users.by_name(&name).cloned());
    found.ok_or_else(|| Failure::of(if theirs { "emailnotarget" } else { "apierror-notarget" }))
}

fn unreachable_target(call: &Call<'_>, fault: Unreachable, name: &str) -> Failure {
    match (fault, call.profile().mail_refusals) {
        (Unreachable::NoAddress, MailRefusals::OfTheApi) => {
            Message::new("noemail").arg(name.to_owned()).into()
        }
        (Unreachable::NoAddress, MailRefusals::OfTheMailer) => Failure::of("noemailtext"),
        (Unreachable::Unwilling, MailRefusals::OfTheApi) => {
            Message::new("nowikiemailtext").coded("nowikiemail").into()
        }
        (Unreachable::Unwilling, MailRefusals::OfTheMailer) => Failure::of("nowikiemailtext"),
    }
}

/// Whether the caller may write mail.
fn check_sender(call: &Call<'_>) -> Result<(), Failure> {
    let of_the_api = call.profile().mail_refusals == MailRefusals::OfTheApi;
    if !call.may(Right::SendEmail) {
        let denied = || call.refused(Refusal::Denied(vec![Denial::Right(Right::SendEmail)]));
        return Err(if of_the_api { Failure::of("badaccess") } else { denied() });
    }
    let blocks: Vec<Block> = {
        let state = call.wiki().state();
        let actor = call.caller.actor();
        state.blocks_on(&actor, call.now).into_iter().filter(|block| block.flags.no_email).cloned().collect()
    };
    match (blocks.is_empty(), of_the_api) {
        (true, _) => Ok(()),
        // MediaWiki has no words for it.
        (false, true) => Err(Failure::of("blockedemailuser")),
        (false, false) => Err(call.blocked_in_words(&blocks)),
    }
}
