//! The releases as a change log: each says only what it changed over the one before.

use super::*;

const R35: Profile = Profile {
    release: V1_35,
    version: "1.35.13",
    php: "7.4.33",
    database: "3.34.1",
    api_classes: "",
    finds_implicit_rights: false,
    raises_names_in_lists: false,
    rights_of_listed_users: ListedRights::OfGroups,
    tells_system_users: false,
    login_names_caller: true,
    credentials_are_private: false,
    resets_by_one: true,
    resets_check_email: false,
    escapes_create_refusals: true,
    watches_changed_users: false,
    refuses_foreign_rights_early: false,
    blocks_known_first: true,
    raw_messages: RawMessages::ByTheirText,
    warns_of_idle_logout: false,
    checks_title_against_namespaces: false,
    log_tells_revisions: false,
    watched_strangers: WatchedStrangers::Marked,
    software_source: &["extension"],
    names_crowded_parameter: false,
    takes_stylesheets: true,
    crosses_by_head: false,
    block_info: BlockInfo::Short,
    deprecates_old_tokens: true,
    interwiki_codes: false,
    tells_unwatched: false,
    escapes_display_titles: false,
    preloads_empty: false,
    restricts_missing_files: true,
    isolates_sections: false,
    search_mark: "<span class='searchmatch'>",
    has_slots: true,
    write_right: true,
    edit_keeps_session: false,
    edit_follows_one: false,
    undelete_tells_why: false,
    blocked: Blocked::Brief,
    denials_hold_lists: false,
};

const R39: Profile = Profile {
    release: V1_39,
    version: "1.39.17",
    php: "8.2.31",
    database: "3.40.1",
    raises_names_in_lists: true,
    blocks_known_first: false,
    resets_by_one: false,
    escapes_create_refusals: false,
    takes_stylesheets: false,
    crosses_by_head: true,
    block_info: BlockInfo::Worded,
    edit_keeps_session: true,
    edit_follows_one: true,
    undelete_tells_why: true,
    tells_unwatched: true,
    escapes_display_titles: true,
    watched_strangers: WatchedStrangers::Told,
    ..R35
};

const R43: Profile = Profile {
    release: V1_43,
    version: "1.43.9",
    php: "8.4.21",
    database: "3.46.1",
    api_classes: "MediaWiki\\Api\\",
    finds_implicit_rights: true,
    rights_of_listed_users: ListedRights::OfUsers,
    tells_system_users: true,
    login_names_caller: false,
    credentials_are_private: true,
    resets_check_email: true,
    watches_changed_users: true,
    refuses_foreign_rights_early: true,
    raw_messages: RawMessages::AsArgument,
    warns_of_idle_logout: true,
    checks_title_against_namespaces: true,
    log_tells_revisions: true,
    watched_strangers: WatchedStrangers::TemporaryTold,
    software_source: &["software", "extension"],
    names_crowded_parameter: true,
    block_info: BlockInfo::Whole,
    interwiki_codes: true,
    write_right: false,
    blocked: Blocked::InFull,
    denials_hold_lists: true,
    preloads_empty: true,
    search_mark: "<span class=\"searchmatch\">",
    restricts_missing_files: false,
    isolates_sections: true,
    ..R39
};

static PROFILES: &[Profile] = &[R35, R39, R43];

/// The profile of a release, if there is one.
pub fn profile(release: Release) -> Option<&'static Profile> {
    PROFILES.iter().find(|profile| profile.release == release)
}
