//! Blocks that were not placed or not ended, in words (`BlockUser`, `UnblockUser`).

use crate::{
    message::{Arg, Message},
    wiki::Refusal,
};

/// What is said of a block.
pub(super) fn message(refusal: &Refusal) -> Option<Message> {
    let of = Message::new;
    Some(match refusal {
        Refusal::BadAddress => of("badipaddress"),
        Refusal::NoSuchUser(name) => of("nosuchusershort").arg(name),
        Refusal::RangeTooWide(prefix) => of("ip_range_toolarge").int((*prefix).into()),
        Refusal::RangeInvalid => of("ip_range_invalid"),
        Refusal::ExpiryInvalid => of("ipb_expiry_invalid"),
        Refusal::ExpiryPast => of("ipb_expiry_old"),
        Refusal::HideTemporarily => of("ipb_expiry_temp"),
        Refusal::HidePartially => of("ipb_hide_partial"),
        Refusal::EmptyBlock => of("ipb-empty-block"),
        Refusal::PartialKeepsUserTalk => of("ipb-prevent-user-talk-edit"),
        Refusal::BlockMissingPage(page) => of("cant-block-nonexistent-page").arg(page),
        Refusal::AlreadyBlocked(name) => of("ipb_already_blocked").arg(name),
        Refusal::NotBlocked(name) => of("ipb_cant_unblock").with(Arg::Text(name.into())),
        Refusal::BlockedAsRange(single, range) => of("ipb_blocked_as_range").arg(single).arg(range),
        Refusal::BlockedCannotBlock => of("ipbblocked"),
        Refusal::CannotUnblockSelf => of("ipbnounblockself"),
        Refusal::CannotSeeHidden => of("unblock-hideuser"),
        Refusal::CannotBlockEmail => of("apierror-cantblock-email"),
        _ => return None,
    })
}
