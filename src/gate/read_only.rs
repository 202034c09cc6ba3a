//! A wiki that cannot be written for now.

use crate::{
    api::{Call, Failure, Module},
    message::Message,
};

/// `ApiMain::checkReadOnly`.
pub(super) fn check(call: &Call<'_>, module: &'static Module) -> Result<(), Failure> {
    match &call.conditions.read_only {
        Some(reason) if module.writes(call.profile().release) => {
            let message =
                Message::new("apierror-readonly").coded("readonly").detail("readonlyreason", reason.clone());
            Err(message.into())
        }
        _ => Ok(()),
    }
}
