//! What can differ between releases, as choices with names.

use super::*;

/// How one release behaves where releases differ. Each field names the rule; modules ask, they never compare releases.
#[derive(Debug, Clone, Copy)]
pub struct Profile {
    /// Which release this is.
    pub release: Release,
    /// The patch level it tells.
    pub version: &'static str,
    /// The PHP version it tells.
    pub php: &'static str,
    /// The version of its database it tells.
    pub database: &'static str,
    /// The PHP namespace of the modules' classes, as `paraminfo` tells it: theirs since 1.43, none before.
    pub api_classes: &'static str,
    /// Whether `list=allusers` finds accounts by rights that everybody has (`ApiQueryAllUsers`, 1.42).
    pub finds_implicit_rights: bool,
    /// Whether `list=allusers` raises the first letter of names it is asked for (`ApiQueryAllUsers`, 1.38).
    pub raises_names_in_lists: bool,
    /// Whose rights `list=allusers` tells.
    pub rights_of_listed_users: ListedRights,
    /// Whether `list=users` tells that nobody can log in to an account (`ApiQueryUsers`, 1.43).
    pub tells_system_users: bool,
    /// Whether a request to log in is told to be for the account that is logged in (`AuthManager`, in 1.39 and not in
    /// 1.43).
    pub login_names_caller: bool,
    /// Whether changing one's credentials takes the right `editmyprivateinfo` (`ApiChangeAuthenticationData`, 1.43).
    pub credentials_are_private: bool,
    /// Whether `action=resetpassword` takes a name or an address, not both (`ApiResetPassword`; 1.39.17 has what
    /// 1.41 brought).
    pub resets_by_one: bool,
    /// Whether `action=resetpassword` refuses what cannot be a mail address (`PasswordReset`, in 1.43 and not in 1.39).
    pub resets_check_email: bool,
    /// Whether arguments of refusals to create accounts are escaped (`Status::getErrorMessage`, in 1.35 and not in 1.39).
    pub escapes_create_refusals: bool,
    /// Whether who changes the groups of a user, or ends a block, can watch the user's page (`ApiUserrights`, in 1.43 and
    /// not in 1.39).
    pub watches_changed_users: bool,
    /// Whether users of other wikis are refused before anything of them is looked at (`ApiUserrights`, T422085, in 1.43.9
    /// only).
    pub refuses_foreign_rights_early: bool,
    /// Whether users that are not there, and names that cannot be hidden, are refused before other reasons not to block
    /// (`ApiBlock`, in 1.35 and not in 1.39).
    pub blocks_known_first: bool,
    /// How messages without a key are told where keys are asked for.
    pub raw_messages: RawMessages,
    /// Whether `action=logout` warns who is not logged in, and leaves the session (`ApiLogout`, 1.43).
    pub warns_of_idle_logout: bool,
    /// Whether `list=recentchanges` refuses a page outside the namespaces asked for (1.40).
    pub checks_title_against_namespaces: bool,
    /// Whether `list=logevents` tells the revision that goes with an entry (1.40).
    pub log_tells_revisions: bool,
    /// What `list=watchlist` tells of who has no account.
    pub watched_strangers: WatchedStrangers,
    /// What `list=tags` calls the software as a source of tags (`ApiQueryTags`).
    pub software_source: &'static [&'static str],
    /// Whether an error about too many values names the parameter in its data (1.41).
    pub names_crowded_parameter: bool,
    /// Whether `xslt` is looked at: later it is off unless a wiki turns it on (1.39).
    pub takes_stylesheets: bool,
    /// Whether a preflight allows HEAD (1.37).
    pub crosses_by_head: bool,
    /// How much is told of a block.
    pub block_info: BlockInfo,
    /// Whether the token sources before `meta=tokens` say that they are deprecated.
    pub deprecates_old_tokens: bool,
    /// Whether interwikis of languages tell the language's code in BCP 47.
    pub interwiki_codes: bool,
    /// Whether `prop=info` says of pages that an anonymous caller does not watch them.
    pub tells_unwatched: bool,
    /// Whether `prop=info` writes display titles as HTML.
    pub escapes_display_titles: bool,
    /// Whether `prop=info` tells of a missing page that it begins with an empty text, not with none.
    pub preloads_empty: bool,
    /// Whether uploading can be restricted of a file that there is not.
    pub restricts_missing_files: bool,
    /// Whether the name of a section in a comment is isolated as HTML has it (`bdi`), not by a mark of direction.
    pub isolates_sections: bool,
    /// What stands before what a search has found in a text.
    pub search_mark: &'static str,
    /// Whether revisions have slots, and texts outside of them are told as deprecated.
    pub has_slots: bool,
    /// Whether writing through the API takes the right `writeapi`.
    pub write_right: bool,
    /// Whether an edit keeps the caller's session (`ApiEditPage::persistGlobalSession`, 1.38, T295910).
    pub edit_keeps_session: bool,
    /// Whether an edit that follows redirects follows one only and tells of it alone, not as a list (1.38).
    pub edit_follows_one: bool,
    /// Whether `action=undelete` tells why somebody may not (1.37).
    pub undelete_tells_why: bool,
    /// Whether `continue` is refused if a part of it is to be a number and is none (`parseContinueParamOrDie`, 1.40).
    pub strict_continue: bool,
    /// Whether links to other sites are kept with their host apart from the rest: in order of their coming, in small
    /// letters, and with a path (`el_to_domain_index`, 1.41).
    pub splits_outside_links: bool,
    /// Whether the magic word for a table of contents is kept as a property (in 1.39 and not in 1.35).
    pub keeps_toc_property: bool,
    /// How the rows of a comparison are written.
    pub diff_rows: DiffRows,
    /// Whether titles that are shown have their parts marked (in 1.39 and not in 1.35).
    pub marks_title_parts: bool,
    /// Whether the error of templates that show themselves has a colon in its link (in 1.43 and not in 1.39).
    pub colons_looped_templates: bool,
    /// How a refusal tells of blocks.
    pub blocked: Blocked,
    /// Who reads parameters.
    pub validation: Validation,
    /// Whether a parameter that is missing is named with the module's prefix, in words and code (`ApiBase`, 1.32).
    pub missing_have_prefix: bool,
    /// What becomes of too many values.
    pub crowds: Crowds,
    /// Whether parameters after a wrong one are read, so that their warnings are told (`ApiBase::extractRequestParams`, 1.32).
    pub reads_past_faults: bool,
    /// Whether an edit tells that the page is watched now (`ApiEditPage`, 1.35).
    pub edit_tells_watch: bool,
    /// Whether `action=watch` tells the namespaces of the pages (`ApiWatch`, 1.35).
    pub watch_tells_namespace: bool,
    /// The message of an edit conflict (`ApiEditPage`).
    pub edit_conflict: &'static str,
    /// Whether blocks can be partial without a setting of the wiki (`ApiBlock`, 1.35).
    pub blocks_partly: bool,
    /// Whether an address that seems to end in the name of a file is not answered (`WebRequest::checkUrlExtension`, until 1.34).
    pub guards_extensions: bool,
    /// Whether methods besides GET, HEAD and POST are refused (`ApiMain`, 1.33).
    pub knows_methods: bool,
    /// Whether a POST without a content type is warned of (`ApiMain`, 1.34).
    pub wants_content_type: bool,
    /// Whether `paraminfo` numbers parameters and tells templated ones apart (`ApiParamInfo`, 1.32).
    pub numbers_params: bool,
    /// Whether `paraminfo` tells a parameter's limit for the caller before the others (`ApiParamInfo`, until 1.29).
    pub tells_limit_first: bool,
    /// Whether `paraminfo` tells which values are deprecated (`ApiParamInfo`, 1.30).
    pub tells_deprecated_values: bool,
    /// The sign of MediaWiki's license, as `paraminfo` tells it (`ApiBase::getModuleSourceInfo`).
    pub license: &'static str,
    /// Whether a query stays open to everybody where its own parameters are given without a value (`ApiQuery::isReadMode`, until 1.33).
    pub queries_open_by_values: bool,
    /// Whether a move to the same title also tells that the title is taken (`MovePage`, until 1.33).
    pub faults_of_self_moves: bool,
    /// Whether times in ISO 8601 may have an offset (`ConvertibleTimestamp`, 1.34).
    pub times_have_zones: bool,
    /// Whether `siprop=namespaces` tells how namespaces are protected (`ApiQuerySiteinfo`, 1.34).
    pub tells_interface_protection: bool,
    /// The message that revisions and their lists go not together; the older one has no words (`ApiQueryRevisions`, 1.34).
    pub revids_without_lists: &'static str,
    /// Whether lists of users tell blocks as the database has them (`ApiQueryUsers`, until 1.33).
    pub lists_raw_blocks: bool,
    /// Whether only the arrow before the name of a section in a comment is a link (`Linker`, until 1.32).
    pub arrows_link_alone: bool,
    /// Whether the caller is looked at (`assert`) before anything of the module (`ApiMain`, 1.32).
    pub asserts_first: bool,
    /// Whether names in words about blocks are kept from changing the direction of the text (`AbstractBlock`, 1.34).
    pub isolates_names: bool,
    /// Whether files are refused that an old browser takes for pages (`$wgVerifyMimeTypeIE`, in 1.39 and not in 1.43).
    pub verifies_as_browsers: bool,
    /// Whether `prop=duplicatefiles` tells who uploaded a copy before when (in 1.35 and not in 1.39).
    pub names_copies_by_user: bool,
    /// Whether `action=filerevert` takes the right to replace files (in 1.39 and not in 1.35).
    pub reverts_take_reupload: bool,
    /// Whether PHP says how large pictures are, not what reads their metadata (in 1.35 and not in 1.39).
    pub php_sizes_pictures: bool,
    /// Whether `list=filearchive` tells comments as HTML after the comments (in 1.35 and not in 1.39).
    pub tells_parsed_descriptions_last: bool,
    /// Whether the names of files are among the extended metadata that are shown (in 1.43 and not in 1.39).
    pub shows_object_names: bool,
    /// Whether pictures in pages are figures, not boxes (`$wgParserEnableLegacyMediaDOM`, in 1.43 and not in 1.39).
    pub pictures_are_figures: bool,
    /// Whether ranges that are blocked have a largest size (`ApiBlock`, 1.32).
    pub checks_block_ranges: bool,
    /// Whether authors of imported revisions are marked as those of another wiki (`ExternalUserNames`, 1.31).
    pub imports_mark_authors: bool,
    /// Whether the words that a save makes by itself tell of redirects that went or lead elsewhere now (`ContentHandler::makeAutosummary`, 1.31).
    pub tells_lost_redirects: bool,
    /// Whether it is logged that who saved a page is trusted (`$wgLogAutopatrol`, until 1.30).
    pub logs_autopatrol: bool,
    /// Whether a block of a range tells it as it was asked for (`ApiBlock`, until 1.34).
    pub blocks_tell_ranges_as_given: bool,
    /// How an export writes the element of a text (`XmlDumpWriter`).
    pub export_text: ExportText,
    /// The schema of exports, where a query cannot choose it (`WikiExporter::schemaVersion`, until 1.33).
    pub export_schema: Option<&'static str>,
    /// Whether lists of addresses outside go on at an offset (`ApiQueryExternalLinks`, until 1.32).
    pub links_outside_by_offset: bool,
    /// Whether lists in refused permissions are lists, not texts (1.42).
    pub denials_hold_lists: bool,
    /// How answers tell a file name (`ApiFormatBase`, since 1.29; without quotation marks since 1.31).
    pub file_names: FileNames,
    /// Whether who uses something deprecated is told where to hear of such things (1.29).
    pub hints_at_announcements: bool,
    /// Whether passwords and tokens for `action=login` may stand in the query string.
    pub posted_logins: PostedLogins,
    /// Whether `action=login` tells how to go on without cookies: the account's token, the prefix of cookies, the session
    /// (`ApiLogin`, up to 1.27).
    pub logins_tell_session: bool,
    /// Whether a login with a name that nobody has was not tried at all (`LocalPasswordPrimaryAuthenticationProvider`, up to
    /// 1.28; T134100).
    pub unknown_names_untried: bool,
    /// Whether logins with bot passwords are counted (`BotPassword`, 1.29).
    pub throttles_bot_passwords: bool,
    /// Whether who logs in with a bot password that is not valid any more hears that it must be set anew (1.31).
    pub bot_passwords_need_reset: bool,
    /// Whether answers about logins in steps tell the code of their message (`ApiAuthManagerHelper`, 1.29).
    pub tells_message_codes: bool,
    /// Whether `action=checktoken` warns of tokens that look badly encoded (1.29).
    pub warns_of_token_encoding: bool,
    /// Whether `api.php` with a path after it is sent to `api.php` alone (`api.php`, 1.29).
    pub redirects_paths: bool,
    /// Whether a restored page's log entry begins with how much was restored (`PageArchive::undelete`, up to 1.28).
    pub undelete_counts_in_comment: bool,
    /// Whether `*` can stand for all values of a parameter, and of each that takes several namespaces; and whether numbers
    /// that are no namespaces can be taken for some (`PARAM_ALL`, `PARAM_EXTRA_NAMESPACES`, 1.29).
    pub has_word_for_all: bool,
    /// Whether links to the manual lead to the reader's language (1.29).
    pub manuals_in_language: bool,
    /// Whether `action=watch` also tells in words what it did, and of missing pages by a number (`ApiWatch`, up to
    /// 1.28).
    pub watch_tells_in_words: bool,
    /// Whether patrolled changes tell that their authors needed no patrol (`ApiQueryRecentChanges`, 1.31).
    pub tells_autopatrolled: bool,
    /// Whether a rollback marks what it took back by the time alone, so that edits of the same second are none
    /// (`WikiPage::commitRollback`, up to 1.38).
    pub rollback_marks_by_time: bool,
    /// Whether who has seen all changes of a page is noted as not having seen those since now (`WatchedItemStore`, in
    /// 1.28 alone).
    pub notes_seen_as_now: bool,
    /// Whether `action=imagerotate` and others tell what was wrong with one of several things as one text (up to
    /// 1.28).
    pub tells_faults_as_text: bool,
    /// Whether text that had to be mended is told of: by a warning, and where it names pages among the normalized
    /// titles (1.28).
    pub tells_mended_text: bool,
    /// Whether U+001F at its beginning joins the values of a parameter (1.28).
    pub lists_by_unit_separator: bool,
    /// Whether the site's information says how long pages can be (`ApiQuerySiteinfo`, 1.28).
    pub tells_article_size: bool,
    /// Whether fields of logins in steps say that they are sensitive (`ApiAuthManagerHelper`, 1.28).
    pub tells_sensitive_fields: bool,
    /// Whether a password for a login is required outright, as every way to log in asks for it (`AuthManager`, in
    /// 1.27).
    pub requires_login_password: bool,
    /// Whether tags are managed with a right of their own for deleting them, which is asked for whatever is done
    /// (`ApiManageTags`, 1.28).
    pub asks_right_to_delete_tags: bool,
    /// Whether a rollback that came too late, or of a page with one author, is also told of in HTML (`ApiRollback`,
    /// in 1.28 alone).
    pub tells_rollbacks_in_html: bool,
    /// Whether a move to where no talk page can be is an error that nobody expects (`ApiMove`, up to 1.28).
    pub moves_need_talk: bool,
    /// How errors are told.
    pub errors: Errors,
    /// Whether a header says that the caller's login is not looked at (`MediaWiki-Login-Suppressed`, 1.30).
    pub tells_suppressed_logins: bool,
    /// Whether `origin=*` is taken: any site may ask, without a user (1.28).
    pub takes_any_origin: bool,
    /// Whether a dump must come with something to put before the names of the other wiki's people.
    pub wants_import_prefix: bool,
    /// How much of a dump is looked at before it is imported.
    pub dumps: Dumps,
    /// Whether a time in a dump that cannot be read is the time now.
    pub takes_bad_dump_times: bool,
    /// Whether log entries of dumps are imported without a right of their own.
    pub imports_log_entries: bool,
    /// Whether `action=raw` of `index.php` can be asked for a slot.
    pub raw_texts_have_slots: bool,
    /// Whether `action=stashedit` takes a text or the hash of one, but not both (`ApiStashEdit`, 1.32).
    pub stashes_one_of_both: bool,
    /// What `action=expandtemplates` warns of where it is not asked what to tell.
    pub warns_of_old_expansion: &'static str,
    /// Whether `list=querypage` tells what dead ends are sorted by.
    pub dead_ends_tell_keys: bool,
    /// Whether `list=querypage` names the special page as a generator, too.
    pub generators_name_reports: bool,
    /// Whether the feed of a watchlist breaks where it is asked for some changes only.
    pub feed_filters_break: bool,
    /// Whether entries of feeds have the element of a date even where there is none.
    pub feeds_date_all: bool,
    /// Whether `action=login` fills in the form of `Special:Userlogin` and answers in its own words
    /// (`ApiLogin`, up to 1.26).
    pub logs_in_by_form: bool,
    /// Whether a refused login tells of the block that is the reason (`ApiLogin`, 1.26).
    pub refused_logins_tell_blocks: bool,
    /// How a query tells where to go on where nothing says which way is wanted.
    pub continuing: Continuing,
    /// Whether `continue` stands at the top of the answer, with its own word last (`ApiQuery`, 1.24).
    pub continues_on_top: bool,
    /// Whether a query tells that a batch is complete (`ApiContinuationManager`, 1.25).
    pub tells_complete_batches: bool,
    /// Whether continuation tells what a generator wants to hear again while its pages are described
    /// (`query-noncontinue` and its like, 1.28).
    pub tells_what_does_not_go_on: bool,
    /// Whether `action=move` looks at permissions only where nothing else is wrong (`ApiMove`, to 1.38).
    pub moves_check_rights_last: bool,
    /// Whether who edits a page that is not there is asked about making it as well, and hears all that is told
    /// (`ApiEditPage`, to 1.36).
    pub edit_asks_to_create: bool,
    /// Whether a move onto a redirect without a history is told as such (`MovePage`, 1.36).
    pub move_tells_redirects: bool,
    /// Whether revisions that there are not are told to be missing in `badrevids` (`ApiQuery`, 1.37).
    pub marks_bad_revisions: bool,
    /// Whether undeleting what is not there is told as a search without results (`UndeletePage`, in 1.38 only).
    pub undelete_tells_no_results: bool,
    /// Whether there is `crossorigin` (`ApiMain::handleCORS`, 1.44).
    pub takes_crossorigin: bool,
    /// Whether the codes in `MediaWiki-API-Error` are sorted (`ApiMain`, 1.45).
    pub sorts_error_codes: bool,
    /// Whether blocks can be named by their ids where they are changed, and are looked up by them before all else where
    /// they end (`ApiBlock`, `ApiUnblock`, 1.44).
    pub blocks_have_ids: bool,
    /// Whether `list=blocks` tells in words how long a block lasts (`ApiQueryBlocks`, 1.44).
    pub blocks_tell_length: bool,
    /// Whether a block may be about actions, and answers tell which (`$wgEnablePartialActionBlocks`, always on since 1.45).
    pub blocks_actions: bool,
    /// Whether a preference says until when a page is watched where a request does not, and for ever where entries of
    /// watchlists do not end (`ApiWatchlistTrait::getExpiryFromParams`, 1.45).
    pub prefers_watch_expiry: bool,
    /// What is told of somebody who is under several blocks.
    pub several_blocks: SeveralBlocks,
    /// How preferences are saved.
    pub saving: Saving,
    /// Whether values of preferences that are too long are refused (`ApiOptions`, 1.39).
    pub limits_preferences: bool,
    /// Whether an answer that is private tells how long the client may keep it (`ApiMain::sendCacheHeaders`,
    /// 1.25).
    pub private_has_age: bool,
    /// Whether `Treat-as-Untrusted` makes a request anonymous, so that caches are always told that answers depend
    /// on it, and on cookies (1.26).
    pub heeds_distrust: bool,
    /// Whether answers are in the language of the caller unless another is asked for, so that caches must
    /// tell callers apart (`uselang`, 1.25).
    pub speaks_to_callers: bool,
    /// Whether answers for people are whole pages of the wiki, not bare ones of `ApiFormatBase` itself
    /// (1.25).
    pub pages_are_whole: bool,
    /// Whether answers have format versions, and a tree that knows lists from maps (`ApiResult`, 1.25).
    pub has_format_versions: bool,
    /// Whether JSON escapes slashes (`FormatJson`, up to 1.21).
    pub escapes_slashes: bool,
    /// Whether a comment stands before the function that JSON calls (`ApiFormatJson`, in the last patch
    /// levels from 1.22 on).
    pub guards_callbacks: bool,
    /// Whether XML spells out double quotes in text (`Xml::element`, up to 1.31).
    pub quotes_xml_text: bool,
    /// Whether an error tells where help is; before, whoever could read it got all help with the error
    /// (`ApiMain`, 1.25).
    pub errors_tell_where_help_is: bool,
    /// Whether `prop=info` tells how the language of a page is written: its code in HTML and its direction
    /// (1.27).
    pub tells_how_languages_are_written: bool,
    /// Whether views are counted, and told of pages and the wiki (up to 1.24).
    pub counts_views: bool,
    /// Whether lists tell ids of users and blocks as the texts that the database gives (up to 1.25).
    pub tells_ids_as_texts: bool,
    /// Whether titles that are none are told with the reason (`ApiPageSet`, 1.26).
    pub tells_why_invalid: bool,
    /// Whether the history of a page goes on at a time and an id, not at an id alone (`ApiQueryRevisions`,
    /// 1.26).
    pub history_goes_on_by_time: bool,
    /// Whether the wiki can fetch files by and by, and tell how far it is (`ApiUpload`, up to 1.26).
    pub uploads_by_and_by: bool,
    /// Whether queries for open `meta` modules alone are open to who may not read (`ApiQuery::isReadMode`,
    /// 1.27).
    pub opens_meta: bool,
    /// Whether `action=checktoken` reads a time off whatever is long enough (`User::getEditTokenTimestamp`,
    /// up to 1.26).
    pub reads_any_token_time: bool,
    /// Whether the tags that can be put are a list of choices, and others are left out with a warning
    /// (`ApiEditPage`, up to 1.26).
    pub lists_tags_to_put: bool,
    /// Whether `list=usercontribs` itself checks the names it is asked for
    /// (`ApiQueryContributions::prepareUsername`, up to 1.28).
    pub contributions_check_names: bool,
    /// Whether `prop=info` tells which restrictions a page can have (`inprop=protection`, 1.25).
    pub tells_restriction_types: bool,
    /// Whether a time may be `now`, and what is empty or 0 means it with a warning, not in silence
    /// (`ApiBase::validateTimestamp`, 1.26).
    pub knows_now: bool,
    /// Whether `action=paraminfo` tells from which software a module comes (1.26).
    pub tells_sources: bool,
    /// Whether modules have paths by which `action=paraminfo` finds them (1.25).
    pub modules_have_paths: bool,
    /// In whose words mail to another user is refused.
    pub mail_refusals: MailRefusals,
    /// Whether what bots change does not come on their watchlists because of their preferences (`ApiWatchlistTrait`,
    /// 1.36).
    pub spares_bots_watchlists: bool,
    /// Whether `action=setnotificationtimestamp` says of titles that nobody watches that changes of them were not seen since
    /// now (`WatchedItemStore`, from 1.28 to 1.38).
    pub dates_unwatched: bool,
    /// Whether answers of the API set a cookie that remembers a block (`ApiMain`, in 1.35).
    pub tracks_blocks: bool,
    /// Whether parameters that nobody knows are told (`ApiMain::reportUnusedParams`, 1.21).
    pub tells_unknown_params: bool,
    /// Whether a token must not stand in the query string, and none that is empty counts as given (1.24).
    pub tokens_are_posted: bool,
    /// Whether warnings stay when an error takes the place of the answer (1.21).
    pub errors_keep_warnings: bool,
    /// Whether a block may leave users their own talk page, as wikis are set up (`$wgBlockAllowsUTEdit`, on
    /// since 1.26).
    pub blocked_users_can_talk: bool,
    /// Whether `prop=info` with `intestactions` is for the caller alone (`ApiQueryInfo::getCacheMode`, 1.26).
    pub hides_tested_actions: bool,
    /// Whether a refusal of who is blocked tells of the block beside the words (`ApiBase::dieBlocked`, 1.26).
    pub refusals_tell_blocks: bool,
    /// Whether a block may end before it begins (`SpecialBlock::processForm`, up to 1.26).
    pub blocks_into_the_past: bool,
    /// Whether the lines of log entries in recent changes tell the revision that they are about (1.27).
    pub log_lines_have_revisions: bool,
    /// Whether the log tells automatic patrols by an action of their own (1.27).
    pub log_names_autopatrol: bool,
    /// How long an entry of a watchlist lasts at most, as wikis are set up (`$wgWatchlistExpiryMaxDuration`).
    pub longest_watch: &'static str,
    /// Whether what ends after the year 9999 is no end at all (`ExpiryDef::isInMwRange`, 1.44).
    pub bounds_expiries: bool,
    /// Whether `prop=info` tells until when the caller watches a page (`ApiQueryInfo`, 1.36).
    pub info_tells_watch_expiry: bool,
    /// Whether `siprop=general` tells under which license texts are (`ApiQuerySiteinfo`, up to 1.22).
    pub tells_rights_text: bool,
    /// Whether rate limits go by the names of rights: `sendemail` and `changetags`, not `emailuser` and `changetag` (1.40).
    pub limits_by_right: bool,
    /// Whether a rate limit is asked for with the right that it goes by, and counts each request once
    /// (`UserAuthority::internalAllowed`, 1.41).
    pub limits_with_rights: bool,
    /// Whether an edit counts twice for the limit of edits: with the right, and again as it is saved
    /// (`UserRateLimitConstraint`, 1.42 and 1.43).
    pub edits_count_twice: bool,
    /// Whether rolling back asks for the limits of edits only if the one of rollbacks leaves room, after all else
    /// (`RollbackPage::authorizeRollback`, up to 1.41).
    pub rollback_limits_come_last: bool,
    /// Whether resetting a password too often goes unsaid (`PasswordReset`, 1.35).
    pub resets_hide_limits: bool,
    /// Whether nobody looks for a page without a name (`LinkBatch::add`, 1.28).
    pub skips_empty_titles: bool,
    /// What becomes of a content model that is changed without a summary (`ApiChangeContentModel`).
    pub no_summary_of_model: NoSummary,
    /// Whether `list=blocks` tells a range of addresses even of blocks of accounts (up to 1.41).
    pub accounts_have_ranges: bool,
    /// Whether PHP's exceptions are told with a namespace (1.44).
    pub exceptions_have_namespaces: bool,
    /// Whether edits through the API give accounts to who has none, where a wiki does that at all (1.40).
    pub gives_accounts: bool,
    /// Whether the answer of an edit says that an account was given (1.41).
    pub tells_given_accounts: bool,
    /// Whether an account is given before an edit is saved, even if it cannot be (`EditPage::internalAttemptSave`, 1.43).
    pub accounts_come_first: bool,
    /// Whether answers say of users that they are temporary (1.42).
    pub marks_temporary: bool,
    /// Whether `siprop=autocreatetempuser` tells how names are made, not only which are names of temporary accounts (1.41
    /// and 1.42).
    pub tells_how_names_are_made: bool,
    /// Whether temporary users are among the anonymous ones that `show` asks for (`ApiQueryRecentChanges`, 1.43).
    pub counts_temporary_as_anonymous: bool,
    /// Whether temporary users hear of blocks in words of their own (`BlockErrorFormatter`, 1.40).
    pub tells_temporary_of_blocks: bool,
    /// Whether each answer has an id, `X-Request-Id` (`HeaderCallback`, 1.35).
    pub sends_request_ids: bool,
    /// Whether levels of protection ask for rights of their own, `editprotected` and `editsemiprotected`, and not for
    /// `protect` and `autoconfirmed` (`Title::checkPageRestrictions`, 1.22).
    pub levels_have_rights: bool,
    /// Whether nobody protects beyond what they may do themselves (`ApiProtect`, 1.24).
    pub protects_to_own_levels: bool,
    /// Whether revisions have content models, which are told with their texts and with edits (1.21).
    pub has_content_models: bool,
    /// Whether `prop=info` tells content models and languages of pages (`ApiQueryInfo`, 1.22).
    pub tells_page_models: bool,
    /// Whether `inprop=url` tells the canonical address as well (`ApiQueryInfo`, 1.24).
    pub tells_canonical_urls: bool,
    /// Whether caches may keep what `list=users` tells, but for blocks (`ApiQueryUsers::getCacheMode`, 1.24).
    pub publishes_users: bool,
    /// Whether recent changes tell which page they are about before their own ids (`ApiQueryRecentChanges`, 1.23).
    pub changes_tell_pages_first: bool,
    /// Whether recent changes tell that nobody has patrolled them (`ApiQueryRecentChanges`, 1.23).
    pub tells_unpatrolled: bool,
    /// Whether log entries tell which page they were about then (`ApiQueryLogEvents`, 1.24).
    pub tells_logged_pages: bool,
    /// How lists of what happened say where to go on.
    pub lines_go_on: LinesGoOn,
    /// Whether a new page may be empty (`EditPage`, 1.24: `allowBlankArticle`).
    pub saves_blank_pages: bool,
    /// Whether parameters that PHP would read as arrays are warned of (`ApiMain`, 1.24).
    pub warns_of_arrays: bool,
    /// Whether `redirect` asks an edit to add to the page (`ApiEditPage`, 1.24).
    pub redirected_edits_add: bool,
    /// Whether `autocomment-prefix` stands before the arrow of a comment's section (up to 1.21).
    pub arrows_have_dashes: bool,
    /// What rows of `list=logevents` look like.
    pub log_rows: LogRows,
    /// Whether a text for a section that is not there is refused, and not thrown away (`ApiEditPage`, 1.22).
    pub checks_sections: bool,
    /// Whether `list=usercontribs` tells the revision before (`ApiQueryUserContributions`, 1.22).
    pub contributions_tell_parents: bool,
    /// Whether undeleting what cannot be a page ends in an exception (`WikiPageFactory`, 1.38 to 1.40).
    pub undelete_wants_pages: bool,
    /// Whether undeleting says what cannot be a page (`ApiUndelete`, 1.41).
    pub undelete_checks_pages: bool,
    /// By what each level of a JSON page is set in (`JsonContent::beautifyJSON`, 1.39).
    pub json_indent: &'static str,
    /// Whether who may not delete hears of tags that they may not put, too (`DeletePage`, 1.38).
    pub deletion_refuses_all_at_once: bool,
    /// Whether a blocked administrator who blocks is told of their own block (up to 1.35).
    pub block_tells_own_block: bool,
}
