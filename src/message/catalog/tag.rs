//! Change tags.

use super::{Line, always, since};
use crate::release::{Release, V1_29, V1_30, V1_33, V1_43};

const FIRST: Release = Release::FIRST;

/// The lines of this area, by key.
pub(super) const LINES: &[Line] = &[
    always("tag-hidden", "$1 (hidden tag)"),
    since(
        "tag-list-wrapper",
        &[
            (FIRST, "([[Special:Tags|{{PLURAL:$1|Tag|Tags}}]]: $2)"),
            (V1_33, "[[Special:Tags|{{PLURAL:$1|Tag|Tags}}]]: $2"),
        ],
    ),
    always("tag-mw-blank", "Blanking"),
    always("tag-mw-blank-description", "Edits that blank a page"),
    always("tag-mw-changed-redirect-target", "Redirect target changed"),
    always("tag-mw-changed-redirect-target-description", "Edits that change the target of a redirect"),
    always("tag-mw-contentmodelchange", "content model change"),
    since(
        "tag-mw-contentmodelchange-description",
        &[
            (
                FIRST,
                "Edits that [https://www.mediawiki.org/wiki/Special:MyLanguage/Help:ChangeContentModel change \
            the content model] of a page",
            ),
            (V1_43, "Edits that change the content model of a page"),
        ],
    ),
    always("tag-mw-manual-revert", "Manual revert"),
    always(
        "tag-mw-manual-revert-description",
        "Edits that manually restore the page to an exact previous state",
    ),
    always("tag-mw-new-redirect", "New redirect"),
    always(
        "tag-mw-new-redirect-description",
        "Edits that create a new redirect or change a page to a redirect",
    ),
    always("tag-mw-removed-redirect", "Removed redirect"),
    always("tag-mw-removed-redirect-description", "Edits that change an existing redirect to a non-redirect"),
    always("tag-mw-replace", "Replaced"),
    always("tag-mw-replace-description", "Edits that remove more than 90% of the content of a page"),
    always("tag-mw-reverted", "Reverted"),
    always("tag-mw-reverted-description", "Edits that were later reverted by a different edit"),
    always("tag-mw-rollback", "Rollback"),
    always("tag-mw-rollback-description", "Edits that roll back previous edits using the rollback link"),
    always("tag-mw-server-side-upload", "Server-side upload"),
    always(
        "tag-mw-server-side-upload-description",
        "Media files that were uploaded via a maintenance script",
    ),
    always("tag-mw-undo", "Undo"),
    always("tag-mw-undo-description", "Edits that undo previous edits using the undo link"),
    always("tags-activate-not-allowed", "It is not possible to activate the tag \"$1\"."),
    always("tags-activate-not-found", "The tag \"$1\" does not exist."),
    since(
        "tags-apply-blocked",
        &[
            (FIRST, "You cannot apply change tags along with your changes while blocked."),
            (
                V1_29,
                "You cannot apply change tags along with your changes while {{GENDER:$1|you}} are blocked.",
            ),
        ],
    ),
    always(
        "tags-apply-no-permission",
        "You do not have permission to apply change tags along with your changes.",
    ),
    always(
        "tags-apply-not-allowed-multi",
        "The following {{PLURAL:$2|tag is|tags are}} not allowed to be manually applied: $1",
    ),
    always("tags-apply-not-allowed-one", "The tag \"$1\" is not allowed to be manually applied."),
    always("tags-create-already-exists", "The tag \"$1\" already exists."),
    since(
        "tags-create-invalid-chars",
        &[
            (
                FIRST,
                "Tag names must not contain commas (<code>,</code>) or forward slashes (<code>/</code>).",
            ),
            (
                V1_30,
                "Tag names must not contain commas (<code>,</code>), pipes (<code>|</code>), or forward slashes \
            (<code>/</code>).",
            ),
        ],
    ),
    always(
        "tags-create-invalid-title-chars",
        "Tag names must not contain characters that cannot be used in page titles.",
    ),
    always("tags-create-no-name", "You must specify a tag name."),
    always("tags-deactivate-not-allowed", "It is not possible to deactivate the tag \"$1\"."),
    always("tags-delete-no-permission", "You do not have permission to delete change tags."),
    always(
        "tags-delete-not-allowed",
        "Tags defined by an extension cannot be deleted unless the extension specifically allows it.",
    ),
    always("tags-delete-not-found", "The tag \"$1\" does not exist."),
    always(
        "tags-delete-too-many-uses",
        "The tag \"$1\" is applied to more than $2 {{PLURAL:$2|revision|revisions}}, which means it \
        cannot be deleted.",
    ),
    since(
        "tags-manage-blocked",
        &[
            (FIRST, "You cannot manage change tags while blocked."),
            (V1_29, "You cannot manage change tags while {{GENDER:$1|you}} are blocked."),
        ],
    ),
    always("tags-manage-no-permission", "You do not have permission to manage change tags."),
    always(
        "tags-update-add-not-allowed-multi",
        "The following {{PLURAL:$2|tag is|tags are}} not allowed to be manually added: $1",
    ),
    always("tags-update-add-not-allowed-one", "The tag \"$1\" is not allowed to be manually added."),
    since(
        "tags-update-blocked",
        &[
            (FIRST, "You cannot add or remove change tags while blocked."),
            (V1_29, "You cannot add or remove change tags while {{GENDER:$1|you}} are blocked."),
        ],
    ),
    always(
        "tags-update-no-permission",
        "You do not have permission to add or remove change tags from individual revisions or log \
        entries.",
    ),
    always(
        "tags-update-remove-not-allowed-multi",
        "The following {{PLURAL:$2|tag is|tags are}} not allowed to be manually removed: $1",
    ),
    always("tags-update-remove-not-allowed-one", "The tag \"$1\" is not allowed to be removed."),
];
