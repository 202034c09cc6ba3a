//! Settings of a site that the rules for pages depend on. They do not change while the wiki runs.

use std::sync::Arc;

use super::{Site, file::Sizing};
use crate::release::{self, Profile, Release, V1_39};

/// What a site allows. Names are those of the settings, where there are some.
#[derive(Debug, Clone)]
pub struct Policy {
    /// Whose rules hold.
    pub release: Release,
    /// What that release does.
    pub rules: &'static Profile,
    /// Whether changes are patrolled (`$wgUseRCPatrol`).
    pub patrol_changes: bool,
    /// Whether new pages are patrolled (`$wgUseNPPatrol`).
    pub patrol_new_pages: bool,
    /// Whether new files are patrolled (`$wgUseFilePatrol`).
    pub patrol_files: bool,
    /// How many KiB a text can have (`$wgMaxArticleSize`).
    pub max_article_kib: u32,
    /// How many seconds an autoblock lasts (`$wgAutoblockExpiry`).
    pub autoblock_seconds: i64,
    /// To whom pages can be restricted (`$wgRestrictionLevels`), the empty level first.
    pub restriction_levels: Vec<Arc<str>>,
    /// What of pages can be restricted (`$wgRestrictionTypes`).
    pub restriction_types: Vec<Arc<str>>,
    /// Levels that may cascade (`$wgCascadingRestrictionLevels`).
    pub cascading_levels: Vec<Arc<str>>,
    /// Whether a blocked user can be left the own talk page (`$wgBlockAllowsUTEdit`).
    pub blocked_edit_own_talk: bool,
    /// The widest ranges that can be blocked: prefix bits of IPv4 and IPv6 (`$wgBlockCIDRLimit`).
    pub widest_blocks: (u8, u8),
    /// Whether files can be uploaded (`$wgEnableUploads`).
    pub uploads: bool,
    /// Which files (`$wgFileExtensions`).
    pub file_extensions: Vec<Arc<str>>,
    /// How many bytes a file can have (`$wgMaxUploadSize`).
    pub max_upload_bytes: u64,
    /// Above how many bytes a file is warned of (`$wgUploadSizeWarning`).
    pub large_upload_bytes: Option<u64>,
    /// How many files and bytes one account can have in the stash. MediaWiki asks no such thing; here they are in memory.
    pub stash_of_user: (usize, u64),
    /// How many files and bytes there can be in the stash.
    pub stash_of_all: (usize, u64),
    /// Above how many revisions deleting needs a right of its own (`$wgDeleteRevisionsLimit`); 0 for no limit.
    pub delete_revisions_limit: u32,
    /// How many revisions back a revert is looked for (`$wgManualRevertSearchRadius`).
    pub revert_radius: usize,
    /// How many pages a move takes along at most (`$wgMaximumMovedPages`).
    pub max_moved_pages: usize,
    /// Whether a page's language can be set (`$wgPageLanguageUseDB`).
    pub page_languages: bool,
}

impl Policy {
    /// What the settings of a site say, and MediaWiki's own defaults where they say nothing.
    pub fn of(site: &Site) -> Self {
        Self {
            release: site.release,
            rules: rules_of(site.release),
            patrol_changes: site.patrol,
            patrol_new_pages: site.patrol,
            page_languages: site.page_languages,
            uploads: site.uploads,
            max_upload_bytes: site.max_upload_size,
            large_upload_bytes: site.upload_size_warning,
            file_extensions: site.file_extensions.iter().map(|extension| extension.as_str().into()).collect(),
            ..Self::default()
        }
    }
}

impl Policy {
    /// Who says how large pictures are.
    pub fn sizing(&self) -> Sizing {
        if self.rules.php_sizes_pictures { Sizing::ByPhp } else { Sizing::ByHandler }
    }
}

impl Default for Policy {
    /// MediaWiki's own defaults.
    fn default() -> Self {
        let words = |words: &[&str]| words.iter().map(|word| Arc::from(*word)).collect();
        Self {
            release: V1_39,
            rules: rules_of(V1_39),
            patrol_changes: true,
            patrol_new_pages: true,
            patrol_files: true,
            max_article_kib: 2048,
            autoblock_seconds: 86_400,
            restriction_levels: words(&["", "autoconfirmed", "sysop"]),
            restriction_types: words(&["create", "edit", "move", "upload"]),
            cascading_levels: words(&["sysop"]),
            blocked_edit_own_talk: true,
            widest_blocks: (16, 19),
            uploads: false,
            file_extensions: words(&["png", "gif", "jpg", "jpeg", "webp"]),
            max_upload_bytes: 100 << 20,
            large_upload_bytes: None,
            stash_of_user: (500, 256 << 20),
            stash_of_all: (5000, 1 << 30),
            delete_revisions_limit: 0,
            revert_radius: 15,
            max_moved_pages: 100,
            page_languages: false,
        }
    }
}

fn rules_of(release: Release) -> &'static Profile {
    release::profile(release).expect("every release that is named has a profile")
}
