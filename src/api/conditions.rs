//! The state the wiki is in while it answers: read-only, lagging. The site's own, and later what faults add.

use crate::{base::Text, wiki::Site};

/// What holds for one request.
#[derive(Debug, Clone)]
pub struct Conditions {
    /// Why nothing can be written, if so.
    pub read_only: Option<Text>,
    /// How far the replicas lag.
    pub lag: Lag,
}

/// How far behind the database's replicas are.
#[derive(Debug, Clone)]
pub struct Lag {
    /// In seconds. One server without replicas tells -1 (`LoadBalancer::getMaxLag`).
    pub seconds: i64,
    /// The server that lags most; none without replicas.
    pub host: Text,
}

impl Default for Conditions {
    fn default() -> Self {
        Self { read_only: None, lag: Lag { seconds: -1, host: Text::EMPTY } }
    }
}

impl Conditions {
    /// The site's own.
    pub fn of(site: &Site) -> Self {
        Self { read_only: site.read_only.clone().map(Text::Owned), ..Self::default() }
    }
}
