//! Until when something is to hold, as a client says it.

use super::Failure;
use crate::{base::Timestamp, message::Message, wiki::Expiry};

/// Reads an end: a word for never, or a time ahead in any form. What cannot be read or is past is refused as actions
/// with several ends refuse it (`ApiProtect`, `ApiUserrights`).
pub fn read_expiry(text: &str, now: Timestamp) -> Result<Expiry, Failure> {
    let wrong = |key: &'static str| -> Failure { Message::new(key).escaped(text.to_owned()).into() };
    let end = spoken_expiry(text, now).ok_or_else(|| wrong("apierror-invalidexpiry"))?;
    if end.is_past(now) { Err(wrong("apierror-pastexpiry")) } else { Ok(end) }
}

/// The same, past or not; nothing if it cannot be read.
pub fn spoken_expiry(text: &str, now: Timestamp) -> Option<Expiry> {
    Expiry::spoken(text, now).filter(|end| end.time().is_none_or(|time| time.unix() > 0))
}
