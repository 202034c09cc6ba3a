//! Summaries and comments that the wiki writes itself.

use super::{Line, always, since};
use crate::release::{Release, V1_21, V1_22, V1_24, V1_27, V1_37, V1_41};

const FIRST: Release = Release::FIRST;

/// The lines of this area, by key.
pub(super) const LINES: &[Line] = &[
    always("1movedto2", "moved [[$1]] to [[$2]]"),
    always("autochange-username", "MediaWiki automatic change"),
    always("autoredircomment", "Redirected page to [[$1]]"),
    always("autosumm-blank", "Blanked the page"),
    always("autosumm-changed-redirect-target", "Changed redirect target from [[$1]] to [[$2]]"),
    always("autosumm-new", "Created page with \"$1\""),
    always("autosumm-newblank", "Created blank page"),
    always("autosumm-removed-redirect", "Removed redirect to [[$1]]"),
    always("autosumm-replace", "Replaced content with \"$1\""),
    always("category-move-redirect-override", "-"),
    always("delete-talk-summary-prefix", "Deleted together with the associated page with reason: $1"),
    always("delete_and_move_reason", "Deleted to make way for move from \"[[$1]]\""),
    always("deletedrevision", "Deleted old revision $1"),
    always("exbeforeblank", "content before blanking was: \"$1\""),
    always("excontent", "content was: \"$1\""),
    since(
        "excontentauthor",
        &[
            (FIRST, "content was: \"$1\" (and the only contributor was \"[[Special:Contributions/$2|$2]]\")"),
            (
                V1_27,
                "content was: \"$1\", and the only contributor was \"[[Special:Contributions/$2|$2]]\" ([[User \
            talk:$2|talk]])",
            ),
        ],
    ),
    always("fileuploadsummary", "Summary:"),
    since(
        "import-logentry-interwiki-detail",
        &[
            (FIRST, "$1 {{PLURAL:$1|revision|revisions}} from $2"),
            (V1_24, "$1 {{PLURAL:$1|revision|revisions}} imported from $2"),
        ],
    ),
    since(
        "import-logentry-upload-detail",
        &[
            (FIRST, "$1 {{PLURAL:$1|revision|revisions}}"),
            (V1_24, "$1 {{PLURAL:$1|revision|revisions}} imported"),
        ],
    ),
    always("import-revision-count", "$1 {{PLURAL:$1|revision|revisions}}"),
    always(
        "logentry-contentmodel-change",
        "$1 {{GENDER:$2|changed}} the content model of the page $3 from \"$4\" to \"$5\"",
    ),
    always(
        "logentry-contentmodel-new",
        "$1 {{GENDER:$2|created}} the page $3 using a non-default content model \"$5\"",
    ),
    since(
        "logentry-move-move",
        &[(FIRST, "$1 moved page $3 to $4"), (V1_21, "$1 {{GENDER:$2|moved}} page $3 to $4")],
    ),
    since(
        "logentry-move-move-noredirect",
        &[
            (FIRST, "$1 moved page $3 to $4 without leaving a redirect"),
            (V1_21, "$1 {{GENDER:$2|moved}} page $3 to $4 without leaving a redirect"),
        ],
    ),
    since(
        "logentry-move-move_redir",
        &[
            (FIRST, "$1 moved page $3 to $4 over redirect"),
            (V1_21, "$1 {{GENDER:$2|moved}} page $3 to $4 over redirect"),
        ],
    ),
    since(
        "logentry-move-move_redir-noredirect",
        &[
            (FIRST, "$1 moved page $3 to $4 over a redirect without leaving a redirect"),
            (V1_21, "$1 {{GENDER:$2|moved}} page $3 to $4 over a redirect without leaving a redirect"),
        ],
    ),
    always("mergehistory-autocomment", "Merged [[:$1]] into [[:$2]]"),
    always("mergehistory-comment", "Merged [[:$1]] into [[:$2]]: $3"),
    since(
        "modifiedarticleprotection-comment",
        &[
            (FIRST, "{{GENDER:$2|Changed protection level}} for \"[[$1]]\""),
            (V1_37, "{{GENDER:$2|Changed}} protection settings for \"[[$1]]\""),
        ],
    ),
    always("move-redirect-text", ""),
    always("newsectionsummary", "/* $1 */ new section"),
    always("prot_1movedto2", "[[$1]] moved to [[$2]]"),
    always("protect-default", "Allow all users"),
    always("protect-expiring", "expires $1 (UTC)"),
    always("protect-expiry-indefinite", "indefinite"),
    always("protect-fallback", "Allow only users with \"$1\" permission"),
    always("protect-level-autoconfirmed", "Allow only autoconfirmed users"),
    always("protect-level-sysop", "Allow only administrators"),
    always("protect-summary-cascade", "cascading"),
    always("protect-summary-desc", "[$1=$2] ($3)"),
    always("protectedarticle-comment", "{{GENDER:$2|Protected}} \"[[$1]]\""),
    always("recentchanges-page-added-to-category", "[[:$1]] added to category"),
    always("recentchanges-page-removed-from-category", "[[:$1]] removed from category"),
    always("restriction-create", "Create"),
    always("restriction-edit", "Edit"),
    always("restriction-move", "Move"),
    always("restriction-upload", "Upload"),
    always("rev-deleted-comment", "(edit summary removed)"),
    since("rev-deleted-event", &[(FIRST, "(log action removed)"), (V1_22, "(log details removed)")]),
    always("rev-deleted-user", "(username removed)"),
    since(
        "revertpage",
        &[
            (
                FIRST,
                "Reverted edits by [[Special:Contributions/$2|$2]] ([[User talk:$2|talk]]) to last revision \
            by [[User:$1|$1]]",
            ),
            (
                V1_41,
                "Reverted {{PLURAL:$7|edit|edits}} by [[Special:Contributions/$2|$2]] ([[User \
            talk:$2|talk]]) to last revision by [[User:$1|$1]]",
            ),
        ],
    ),
    since(
        "revertpage-anon",
        &[
            (FIRST, "Reverted edits by [[Special:Contributions/$2|$2]] to last revision by [[User:$1|$1]]"),
            (
                V1_41,
                "Reverted {{PLURAL:$7|edit|edits}} by [[Special:Contributions/$2|$2]] to last revision by \
            [[User:$1|$1]]",
            ),
        ],
    ),
    since(
        "revertpage-nouser",
        &[
            (FIRST, "Reverted edits by a hidden user to last revision by {{GENDER:$1|[[User:$1|$1]]}}"),
            (
                V1_41,
                "Reverted {{PLURAL:$7|edit|edits}} by a hidden user to last revision by \
            {{GENDER:$1|[[User:$1|$1]]}}",
            ),
        ],
    ),
    always("undelete-talk-summary-prefix", "Undeleted together with the associated page with reason: $1"),
    since(
        "undo-summary",
        &[
            (FIRST, "Undo revision $1 by [[Special:Contributions/$2|$2]] ([[User talk:$2|talk]])"),
            (
                V1_41,
                "Undo revision [[Special:Diff/$1|$1]] by [[Special:Contributions/$2|$2]] ([[User \
            talk:$2|talk]])",
            ),
        ],
    ),
    since(
        "undo-summary-anon",
        &[
            (FIRST, "Undo revision $1 by [[Special:Contributions/$2|$2]]"),
            (V1_41, "Undo revision [[Special:Diff/$1|$1]] by [[Special:Contributions/$2|$2]]"),
        ],
    ),
    since(
        "undo-summary-import",
        &[
            (FIRST, "Undo imported revision $1 by user [[:$2|$3]]"),
            (V1_41, "Undo imported revision [[Special:Diff/$1|$1]] by user [[:$2|$3]]"),
        ],
    ),
    since(
        "undo-summary-import2",
        &[
            (FIRST, "Undo imported revision $1 by user $2"),
            (V1_41, "Undo imported revision [[Special:Diff/$1|$1]] by user $2"),
        ],
    ),
    since(
        "undo-summary-username-hidden",
        &[
            (FIRST, "Undo revision $1 by a hidden user"),
            (V1_41, "Undo revision [[Special:Diff/$1|$1]] by a hidden user"),
        ],
    ),
    always("unprotectedarticle-comment", "{{GENDER:$2|Removed protection}} from \"[[$1]]\""),
];
