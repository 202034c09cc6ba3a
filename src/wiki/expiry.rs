//! Until when something holds.

use serde::{Deserialize, Serialize};

use crate::base::Timestamp;

/// Until when something holds. Orders by time, what never ends last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Expiry {
    /// Until then.
    At(Timestamp),
    /// Until somebody ends it.
    Never,
}

impl Expiry {
    /// Reads what people write: a word for never, or a time in any form that PHP's `strtotime` knows, past or not
    /// (`wfIsInfinity`, `ExpiryDef::normalizeExpiry`).
    pub fn spoken(text: &str, now: Timestamp) -> Option<Self> {
        if matches!(text, "infinite" | "indefinite" | "infinity" | "never") {
            return Some(Self::Never);
        }
        Timestamp::spoken(text, now).map(Self::At)
    }

    /// Whether it was over before this second.
    pub fn is_past(self, now: Timestamp) -> bool {
        matches!(self, Self::At(end) if end < now)
    }

    /// Whether it is over.
    pub fn is_over(self, now: Timestamp) -> bool {
        matches!(self, Self::At(end) if end <= now)
    }

    /// When it ends, if ever.
    pub const fn time(self) -> Option<Timestamp> {
        match self {
            Self::At(end) => Some(end),
            Self::Never => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_unix(1_795_000_000);

    #[test]
    fn an_end_is_a_time_or_a_word_for_never() {
        for text in ["infinite", "indefinite", "infinity", "never"] {
            assert_eq!(Expiry::spoken(text, NOW), Some(Expiry::Never));
        }
        let day = Expiry::spoken("1 day", NOW).unwrap();
        assert_eq!(day, Expiry::At(NOW.plus(86_400)));
        assert!(!day.is_over(NOW) && day.is_over(NOW.plus(86_400)) && !Expiry::Never.is_over(NOW));
        assert_eq!(Expiry::spoken("Infinite", NOW), None);
    }

    #[test]
    fn what_ends_now_is_over_and_not_past() {
        let now = Expiry::spoken("now", NOW).unwrap();
        assert!(now.is_over(NOW) && !now.is_past(NOW) && now.is_past(NOW.plus(1)));
    }
}
