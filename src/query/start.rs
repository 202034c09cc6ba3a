//! Where a list goes on: what the parts of `continue` say.

use crate::api::{Call, Failure, bad_continue};

/// Where to go on, among items that are ordered by their keys.
pub(super) struct Start<K> {
    /// The first key; all of them if there is none.
    pub(super) key: Option<K>,
    /// Whether high keys come first.
    pub(super) descending: bool,
}

impl<K: Ord> Start<K> {
    /// Whether an item's turn is still to come.
    pub(super) fn reaches(&self, key: &K) -> bool {
        self.key.as_ref().is_none_or(|first| if self.descending { key <= first } else { key >= first })
    }
}

/// The number that a part of `continue` begins with, as PHP's `(int)` reads it.
pub(super) fn number(text: &str) -> i64 {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let end = digits.bytes().position(|byte| !byte.is_ascii_digit()).unwrap_or(digits.len());
    let sign = text.len() - digits.len();
    text[..sign + end].parse().unwrap_or(0)
}

/// A part of `continue` that is a number and nothing else.
pub(super) fn whole_number(text: &str) -> Result<i64, Failure> {
    let number = number(text);
    if number.to_string() == text { Ok(number) } else { Err(bad_continue()) }
}

/// A part of `continue` that is a number, looked at as closely as the release does.
pub(super) fn part_number(call: &Call<'_>, text: &str) -> Result<i64, Failure> {
    if call.profile().strict_continue { whole_number(text) } else { Ok(number(text)) }
}
