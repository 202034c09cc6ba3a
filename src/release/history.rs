//! The releases as a change log: each says only what it changed over the one before.

use super::*;

const R20: Profile = Profile {
    release: V1_20,
    version: "1.20.8",
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
    block_info: BlockInfo::Bare,
    deprecates_old_tokens: false,
    interwiki_codes: false,
    tells_unwatched: false,
    escapes_display_titles: false,
    preloads_empty: false,
    restricts_missing_files: true,
    isolates_sections: false,
    search_mark: "<span class='searchmatch'>",
    has_slots: false,
    write_right: true,
    edit_keeps_session: false,
    edit_follows_one: false,
    undelete_tells_why: false,
    blocked: Blocked::BriefUnlessPassedOn,
    denials_hold_lists: false,
    file_names: FileNames::Untold,
    hints_at_announcements: false,
    posted_logins: PostedLogins::Unchecked,
    logins_tell_session: true,
    unknown_names_untried: true,
    throttles_bot_passwords: false,
    bot_passwords_need_reset: false,
    tells_message_codes: false,
    warns_of_token_encoding: false,
    redirects_paths: false,
    undelete_counts_in_comment: true,
    has_word_for_all: false,
    manuals_in_language: false,
    watch_tells_in_words: true,
    tells_autopatrolled: false,
    rollback_marks_by_time: true,
    notes_seen_as_now: false,
    tells_faults_as_text: true,
    tells_mended_text: false,
    lists_by_unit_separator: false,
    tells_article_size: false,
    tells_sensitive_fields: false,
    requires_login_password: true,
    asks_right_to_delete_tags: false,
    tells_rollbacks_in_html: false,
    moves_need_talk: true,
    errors: Errors::One,
    tells_suppressed_logins: false,
    takes_any_origin: false,
    wants_import_prefix: false,
    dumps: Dumps::Unchecked,
    takes_bad_dump_times: false,
    imports_log_entries: true,
    raw_texts_have_slots: false,
    dead_ends_tell_keys: true,
    generators_name_reports: true,
    feed_filters_break: false,
    feeds_date_all: true,
    logs_in_by_form: true,
    refused_logins_tell_blocks: false,
    continuing: Continuing::AlwaysRaw,
    continues_on_top: false,
    tells_complete_batches: false,
    tells_what_does_not_go_on: false,
    validation: Validation::BySettings,
    missing_have_prefix: false,
    crowds: Crowds::Cut,
    reads_past_faults: false,
    moves_check_rights_last: true,
    marks_bad_revisions: false,
    undelete_tells_no_results: false,
    sorts_error_codes: false,
    blocks_have_ids: false,
    blocks_tell_length: false,
    blocks_actions: false,
    blocks_tell_watching: false,
    edit_asks_to_create: true,
    move_tells_redirects: false,
    takes_crossorigin: false,
    several_blocks: SeveralBlocks::FirstAlone,
    saving: Saving::Whole,
    limits_preferences: false,
    private_has_age: false,
    heeds_distrust: false,
    speaks_to_callers: false,
    pages_are_whole: false,
    has_format_versions: false,
    escapes_slashes: true,
    guards_callbacks: false,
    quotes_xml_text: true,
    errors_tell_where_help_is: false,
    strict_continue: false,
    keeps_toc_property: false,
    splits_outside_links: false,
    edit_tells_watch: false,
    watch_tells_namespace: false,
    edit_conflict: "editconflict",
    blocks_partly: false,
    guards_extensions: true,
    knows_methods: false,
    wants_content_type: false,
    numbers_params: false,
    tells_limit_first: true,
    tells_deprecated_values: false,
    license: "GPL-2.0+",
    tells_how_languages_are_written: false,
    counts_views: true,
    tells_ids_as_texts: true,
    tells_why_invalid: false,
    history_goes_on_by_time: false,
    uploads_by_and_by: true,
    opens_meta: false,
    reads_any_token_time: true,
    lists_tags_to_put: true,
    queries_open_by_values: true,
    faults_of_self_moves: true,
    times_have_zones: false,
    tells_interface_protection: false,
    revids_without_lists: "apierror-revisions-nolist",
    lists_raw_blocks: true,
    arrows_link_alone: true,
    asserts_first: false,
    isolates_names: false,
    verifies_as_browsers: true,
    shows_object_names: false,
    pictures_are_figures: false,
    names_copies_by_user: true,
    reverts_take_reupload: false,
    php_sizes_pictures: true,
    tells_parsed_descriptions_last: true,
    contributions_check_names: true,
    tells_restriction_types: false,
    knows_now: false,
    tells_sources: false,
    modules_have_paths: false,
    mail_refusals: MailRefusals::OfTheApi,
    spares_bots_watchlists: false,
    dates_unwatched: false,
    tracks_blocks: false,
    diff_rows: DiffRows::Bare,
    tells_unknown_params: false,
    tokens_are_posted: false,
    errors_keep_warnings: false,
    checks_block_ranges: false,
    imports_mark_authors: false,
    tells_lost_redirects: false,
    logs_autopatrol: true,
    blocks_tell_ranges_as_given: true,
    export_text: ExportText::SpacesFirst,
    export_schema: Some("0.7"),
    blocked_users_can_talk: false,
    hides_tested_actions: false,
    refusals_tell_blocks: false,
    blocks_into_the_past: true,
    log_lines_have_revisions: false,
    log_names_autopatrol: false,
    tells_rights_text: true,
    links_outside_by_offset: true,
    marks_title_parts: false,
    colons_looped_templates: false,
};

const R21: Profile = Profile {
    release: V1_21,
    version: "1.21.11",
    continuing: Continuing::RawByDefault,
    tells_unknown_params: true,
    errors_keep_warnings: true,
    export_schema: Some("0.8"),
    ..R20
};

const R22: Profile =
    Profile { release: V1_22, version: "1.22.15", escapes_slashes: false, guards_callbacks: true, ..R21 };

const R23: Profile = Profile { release: V1_23, version: "1.23.8", tells_rights_text: false, ..R22 };

const R24: Profile = Profile {
    release: V1_24,
    version: "1.24.2",
    continues_on_top: true,
    deprecates_old_tokens: true,
    tokens_are_posted: true,
    export_schema: Some("0.9"),
    ..R23
};

const R25: Profile = Profile {
    release: V1_25,
    version: "1.25.3",
    continuing: Continuing::RawWarned,
    tells_complete_batches: true,
    private_has_age: true,
    speaks_to_callers: true,
    pages_are_whole: true,
    has_format_versions: true,
    errors_tell_where_help_is: true,
    counts_views: false,
    tells_restriction_types: true,
    modules_have_paths: true,
    export_schema: Some("0.10"),
    ..R24
};

const R26: Profile = Profile {
    release: V1_26,
    version: "1.26.4",
    refused_logins_tell_blocks: true,
    continuing: Continuing::Warned,
    heeds_distrust: true,
    tells_ids_as_texts: false,
    tells_why_invalid: true,
    history_goes_on_by_time: true,
    knows_now: true,
    tells_sources: true,
    blocked_users_can_talk: true,
    hides_tested_actions: true,
    refusals_tell_blocks: true,
    ..R25
};

const R27: Profile = Profile {
    release: V1_27,
    version: "1.27.1",
    logs_in_by_form: false,
    continuing: Continuing::Plain,
    tells_how_languages_are_written: true,
    uploads_by_and_by: false,
    opens_meta: true,
    reads_any_token_time: false,
    lists_tags_to_put: false,
    blocks_into_the_past: false,
    log_lines_have_revisions: true,
    log_names_autopatrol: true,
    ..R26
};

const R28: Profile = Profile {
    release: V1_28,
    version: "1.28.2",
    takes_any_origin: true,
    posted_logins: PostedLogins::Warned,
    logins_tell_session: false,
    tells_what_does_not_go_on: true,
    notes_seen_as_now: true,
    tells_mended_text: true,
    lists_by_unit_separator: true,
    tells_article_size: true,
    tells_sensitive_fields: true,
    requires_login_password: false,
    asks_right_to_delete_tags: true,
    dates_unwatched: true,
    tells_rollbacks_in_html: true,
    ..R27
};

const R29: Profile = Profile {
    release: V1_29,
    version: "1.29.2",
    file_names: FileNames::Quoted,
    hints_at_announcements: true,
    posted_logins: PostedLogins::Required,
    unknown_names_untried: false,
    throttles_bot_passwords: true,
    tells_message_codes: true,
    warns_of_token_encoding: true,
    redirects_paths: true,
    undelete_counts_in_comment: false,
    has_word_for_all: true,
    errors: Errors::All,
    contributions_check_names: false,
    manuals_in_language: true,
    watch_tells_in_words: false,
    notes_seen_as_now: false,
    tells_faults_as_text: false,
    tells_rollbacks_in_html: false,
    moves_need_talk: false,
    ..R28
};

const R30: Profile = Profile {
    release: V1_30,
    version: "1.30.0",
    tells_suppressed_logins: true,
    tells_limit_first: false,
    tells_deprecated_values: true,
    ..R29
};

const R31: Profile = Profile {
    release: V1_31,
    version: "1.31.1",
    file_names: FileNames::Plain,
    license: "GPL-2.0-or-later",
    bot_passwords_need_reset: true,
    wants_import_prefix: true,
    tells_autopatrolled: true,
    imports_mark_authors: true,
    tells_lost_redirects: true,
    logs_autopatrol: false,
    ..R30
};

const R32: Profile = Profile {
    release: V1_32,
    version: "1.32.3",
    missing_have_prefix: true,
    crowds: Crowds::Refused,
    reads_past_faults: true,
    quotes_xml_text: false,
    numbers_params: true,
    has_slots: true,
    asserts_first: true,
    checks_block_ranges: true,
    ..R31
};

const R33: Profile = Profile {
    release: V1_33,
    version: "1.33.2",
    knows_methods: true,
    arrows_link_alone: false,
    block_info: BlockInfo::Short,
    blocked: Blocked::Brief,
    links_outside_by_offset: false,
    ..R32
};

const R34: Profile = Profile {
    release: V1_34,
    version: "1.34.1",
    several_blocks: SeveralBlocks::Together,
    wants_content_type: true,
    queries_open_by_values: false,
    faults_of_self_moves: false,
    times_have_zones: true,
    tells_interface_protection: true,
    revids_without_lists: "apierror-revisions-norevids",
    lists_raw_blocks: false,
    isolates_names: true,
    export_text: ExportText::SpacesFirstAlways,
    export_schema: None,
    ..R33
};

const R35: Profile = Profile {
    release: V1_35,
    version: "1.35.13",
    validation: Validation::ByType,
    edit_tells_watch: true,
    watch_tells_namespace: true,
    edit_conflict: "edit-conflict",
    marks_bad_revisions: true,
    blocks_partly: true,
    guards_extensions: false,
    tracks_blocks: true,
    blocks_tell_ranges_as_given: false,
    export_text: ExportText::BytesFirst,
    ..R34
};

const R36: Profile = Profile {
    release: V1_36,
    version: "1.36.3",
    block_info: BlockInfo::Flagged,
    blocks_known_first: false,
    move_tells_redirects: true,
    saving: Saving::Modified,
    limits_preferences: true,
    marks_bad_revisions: false,
    takes_bad_dump_times: true,
    tells_unwatched: true,
    spares_bots_watchlists: true,
    dead_ends_tell_keys: false,
    raw_texts_have_slots: true,
    ..R35
};

const R37: Profile = Profile {
    release: V1_37,
    version: "1.37.2",
    crosses_by_head: true,
    marks_bad_revisions: true,
    edit_asks_to_create: false,
    dumps: Dumps::CheckedAtBegin,
    watched_strangers: WatchedStrangers::Told,
    names_copies_by_user: false,
    php_sizes_pictures: false,
    ..R36
};

const R38: Profile = Profile {
    release: V1_38,
    version: "1.38.4",
    edit_follows_one: true,
    edit_keeps_session: true,
    block_info: BlockInfo::Worded,
    undelete_tells_why: true,
    undelete_tells_no_results: true,
    raises_names_in_lists: true,
    escapes_display_titles: true,
    tells_parsed_descriptions_last: false,
    ..R37
};

const R39: Profile = Profile {
    release: V1_39,
    version: "1.39.17",
    php: "8.2.31",
    database: "3.40.1",
    keeps_toc_property: true,
    reverts_take_reupload: true,
    escapes_create_refusals: false,
    takes_stylesheets: false,
    moves_check_rights_last: false,
    undelete_tells_no_results: false,
    resets_by_one: false,
    diff_rows: DiffRows::Sided,
    feeds_date_all: false,
    feed_filters_break: true,
    rollback_marks_by_time: false,
    dates_unwatched: false,
    marks_title_parts: true,
    ..R38
};

const R40: Profile = Profile {
    release: V1_40,
    version: "1.40.1",
    php: "7.4.33",
    database: "3.34.1",
    takes_stylesheets: true,
    log_tells_revisions: true,
    restricts_missing_files: false,
    strict_continue: true,
    resets_by_one: true,
    checks_title_against_namespaces: true,
    interwiki_codes: true,
    feed_filters_break: false,
    ..R39
};

const R41: Profile = Profile {
    release: V1_41,
    version: "1.41.1",
    names_crowded_parameter: true,
    block_info: BlockInfo::Whole,
    blocked: Blocked::InFull,
    splits_outside_links: true,
    resets_by_one: false,
    search_mark: "<span class=\"searchmatch\">",
    diff_rows: DiffRows::Plain,
    ..R40
};

const R42: Profile = Profile {
    release: V1_42,
    version: "1.42.5",
    php: "8.2.36",
    denials_hold_lists: true,
    rights_of_listed_users: ListedRights::OfUsers,
    several_blocks: SeveralBlocks::Components,
    saving: Saving::ByName,
    finds_implicit_rights: true,
    watched_strangers: WatchedStrangers::TemporaryTold,
    software_source: &["software", "extension"],
    ..R41
};

const R43: Profile = Profile {
    release: V1_43,
    version: "1.43.9",
    php: "8.4.21",
    database: "3.46.1",
    verifies_as_browsers: false,
    shows_object_names: true,
    pictures_are_figures: true,
    api_classes: "MediaWiki\\Api\\",
    tells_system_users: true,
    login_names_caller: false,
    credentials_are_private: true,
    resets_check_email: true,
    watches_changed_users: true,
    refuses_foreign_rights_early: true,
    raw_messages: RawMessages::AsArgument,
    warns_of_idle_logout: true,
    write_right: false,
    preloads_empty: true,
    isolates_sections: true,
    takes_stylesheets: false,
    dumps: Dumps::CheckedBefore,
    imports_log_entries: false,
    mail_refusals: MailRefusals::OfTheMailer,
    generators_name_reports: false,
    colons_looped_templates: true,
    ..R42
};

const R44: Profile = Profile {
    release: V1_44,
    version: "1.44.2",
    php: "8.4.24",
    takes_stylesheets: true,
    preloads_empty: false,
    blocks_have_ids: true,
    blocks_tell_length: true,
    takes_crossorigin: true,
    refuses_foreign_rights_early: false,
    ..R43
};

const R45: Profile = Profile {
    release: V1_45,
    version: "1.45.0",
    takes_stylesheets: false,
    sorts_error_codes: true,
    blocks_actions: true,
    blocks_tell_watching: true,
    ..R44
};

static PROFILES: &[Profile] = &[
    R20, R21, R22, R23, R24, R25, R26, R27, R28, R29, R30, R31, R32, R33, R34, R35, R36, R37, R38, R39, R40,
    R41, R42, R43, R44, R45,
];

/// The profile of a release, if there is one.
pub fn profile(release: Release) -> Option<&'static Profile> {
    PROFILES.iter().find(|profile| profile.release == release)
}
