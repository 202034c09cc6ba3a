//! Tags that were not put on anything or not made, in words (`ChangeTags`).

use std::sync::Arc;

use super::super::Call;
use crate::{message::Message, wiki::Refusal};

impl Call<'_> {
    /// What is said of tags.
    pub(super) fn tag_message(&self, refusal: &Refusal) -> Option<Message> {
        let of = Message::new;
        Some(match refusal {
            Refusal::TagsNotAllowed(tags) => {
                some(tags, "tags-apply-not-allowed-one", "tags-apply-not-allowed-multi")
            }
            Refusal::TagsAddNotAllowed(tags) => {
                some(tags, "tags-update-add-not-allowed-one", "tags-update-add-not-allowed-multi")
            }
            Refusal::TagsRemoveNotAllowed(tags) => {
                some(tags, "tags-update-remove-not-allowed-one", "tags-update-remove-not-allowed-multi")
            }
            Refusal::TagsNoPermission => of("tags-apply-no-permission"),
            Refusal::TagsBlocked => of("tags-apply-blocked").arg(self.caller.name()),
            Refusal::TagsUpdateNoPermission => of("tags-update-no-permission"),
            Refusal::TagsUpdateBlocked => of("tags-update-blocked").arg(self.caller.name()),
            Refusal::TagsManageBlocked => of("tags-manage-blocked").arg(self.caller.name()),
            Refusal::TagNameMissing => of("tags-create-no-name"),
            Refusal::TagNameCharacters => of("tags-create-invalid-chars"),
            Refusal::TagNameNoTitle => of("tags-create-invalid-title-chars"),
            Refusal::TagExists(tag) => of("tags-create-already-exists").arg(tag),
            Refusal::TagMissing(tag) => of("tags-delete-not-found").arg(tag),
            Refusal::TagTooUsed(tag, most) => of("tags-delete-too-many-uses").arg(tag).number(*most as i64),
            Refusal::TagOfSoftware => of("tags-delete-not-allowed"),
            Refusal::TagActivateNotAllowed(tag) => of("tags-activate-not-allowed").arg(tag),
            Refusal::TagActivateMissing(tag) => of("tags-activate-not-found").arg(tag),
            Refusal::TagDeactivateNotAllowed(tag) => of("tags-deactivate-not-allowed").arg(tag),
            _ => return None,
        })
    }
}

/// One tag or several (`ChangeTags::restrictedTagError`).
fn some(tags: &[Arc<str>], one: &'static str, several: &'static str) -> Message {
    Message::new(if tags.len() > 1 { several } else { one }).arg(tags.join(", ")).int(tags.len() as i64)
}
