//! What can differ between releases, as choices with names.

use super::Release;

/// How one release behaves where releases differ. Each field names the rule; modules ask, they never compare releases.
#[derive(Debug, Clone, Copy)]
pub struct Profile {
    /// Which release this is.
    pub release: Release,
    /// The patch level it tells: `1.39.17`.
    pub version: &'static str,
    /// The PHP version it tells.
    pub php: &'static str,
    /// The PHP namespace of the modules' classes, as `paraminfo` tells it: theirs since 1.43, none before.
    pub api_classes: &'static str,
    /// Whether writing through the API takes the right `writeapi`.
    pub write_right: bool,
}
