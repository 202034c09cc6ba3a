//! Editing and importing, and titles that are none.

use super::{Line, always, since};
use crate::release::{
    Release, V1_23, V1_24, V1_25, V1_27, V1_30, V1_31, V1_33, V1_35, V1_36, V1_37, V1_43, V1_44,
};

const FIRST: Release = Release::FIRST;

/// The lines of this area, by key.
pub(super) const LINES: &[Line] = &[
    since(
        "blankarticle",
        &[
            (
                FIRST,
                "<strong>Warning:</strong> The page you are creating is blank.\nIf you click \
            \"{{int:savearticle}}\" again, the page will be created without any content.",
            ),
            (
                V1_30,
                "<strong>Warning:</strong> The page you are creating is blank.\nIf you click \"$1\" again, the \
            page will be created without any content.",
            ),
        ],
    ),
    always("blankpage", "Blank page"),
    always(
        "changecontentmodel-cannot-convert",
        "The content on [[:$1]] cannot be converted to a type of $2.",
    ),
    always("changecontentmodel-emptymodels-text", "The content on [[:$1]] cannot be converted to any type."),
    always("content-failed-to-parse", "Failed to parse $2 content for $1 model: $3"),
    since(
        "content-not-allowed-here",
        &[
            (FIRST, "\"$1\" content is not allowed on page [[$2]]"),
            (V1_33, "\"$1\" content is not allowed on page [[:$2]] in slot \"$3\""),
        ],
    ),
    always(
        "contentmodelediterror",
        "You cannot edit this revision because its content model is <code>$1</code>, which differs from \
        the current content model of the page <code>$2</code>.",
    ),
    always("edit-already-exists", "Could not create a new page.\nIt already exists."),
    always("edit-conflict", "Edit conflict."),
    always("edit-gone-missing", "Could not update the page.\nIt appears to have been deleted."),
    always("edit-hook-aborted", "Edit aborted by hook.\nIt gave no explanation."),
    always("edit-no-change", "Your edit was ignored because no change was made to the text."),
    always("edit-slots-cannot-add", "The following {{PLURAL:$1|slot is|slots are}} not supported here: $2."),
    always(
        "edit-slots-cannot-remove",
        "The following {{PLURAL:$1|slot is|slots are}} required and cannot be removed: $2.",
    ),
    always("edit-slots-missing", "The following {{PLURAL:$1|slot is|slots are}} missing: $2."),
    always("editconflict", "Edit conflict: $1"),
    always("editpage-invalidcontentmodel-text", "The content model \"$1\" is not supported."),
    always(
        "editpage-notsupportedcontentformat-text",
        "The content format $1 is not supported by the content model $2.",
    ),
    since(
        "import-error-bad-location",
        &[
            (
                FIRST,
                "Revision $2 using content model $3 can not be stored on \"$1\" on this wiki, since that model \
            is not supported on that page.",
            ),
            (
                V1_24,
                "Revision $2 using content model $3 cannot be stored on \"$1\" on this wiki, since that model \
            is not supported on that page.",
            ),
        ],
    ),
    since(
        "import-error-create",
        &[
            (FIRST, "Page \"$1\" is not imported because you are not allowed to create it."),
            (V1_24, "Page \"$1\" was not imported because you are not allowed to create it."),
        ],
    ),
    since(
        "import-error-edit",
        &[
            (FIRST, "Page \"$1\" is not imported because you are not allowed to edit it."),
            (V1_24, "Page \"$1\" was not imported because you are not allowed to edit it."),
        ],
    ),
    since(
        "import-error-interwiki",
        &[
            (
                FIRST,
                "Page \"$1\" is not imported because its name is reserved for external linking (interwiki).",
            ),
            (
                V1_24,
                "Page \"$1\" was not imported because its name is reserved for external linking (interwiki).",
            ),
        ],
    ),
    since(
        "import-error-invalid",
        &[
            (FIRST, "Page \"$1\" is not imported because its name is invalid."),
            (
                V1_24,
                "Page \"$1\" was not imported because the name to which it would be imported is invalid on this \
            wiki.",
            ),
        ],
    ),
    since(
        "import-error-special",
        &[
            (
                FIRST,
                "Page \"$1\" is not imported because it belongs to a special namespace that does not allow \
            pages.",
            ),
            (
                V1_24,
                "Page \"$1\" was not imported because it belongs to a special namespace that does not allow \
            pages.",
            ),
        ],
    ),
    always(
        "import-error-unserialize",
        "Revision $2 of page \"$1\" could not be unserialized. The revision was reported to use content \
        model $3 serialized as $4.",
    ),
    always("import-invalid-interwiki", "Cannot import from the specified wiki."),
    always("import-noarticle", "No page to import!"),
    since(
        "import-nonewrevisions",
        &[
            (FIRST, "All revisions were previously imported."),
            (V1_23, "No revisions imported (all were either already present, or skipped due to errors)."),
        ],
    ),
    since(
        "import-options-wrong",
        &[
            (FIRST, "Wrong {{PLURAL:$2|option|options}}: <nowiki>$1</nowiki>"),
            (V1_43, "Wrong {{PLURAL:$2|option|options}}:\n$1"),
        ],
    ),
    always("import-parse-failure", "XML import parse failure"),
    always("import-rootpage-invalid", "Given root page is an invalid title."),
    always("import-rootpage-nosubpage", "Namespace \"$1\" of the root page does not allow subpages."),
    always("import-upload", "Upload XML data"),
    always("importbadinterwiki", "Bad interwiki link"),
    always("importcantopen", "Could not open import file"),
    always("importnofile", "No import file was uploaded."),
    always("importnopages", "No pages to import."),
    since(
        "importnosources",
        &[
            (FIRST, "No transwiki import sources have been defined and direct history uploads are disabled."),
            (
                V1_25,
                "No wikis from which to import have been defined and direct history uploads are disabled.",
            ),
        ],
    ),
    always("importunknownsource", "Unknown import source type"),
    always(
        "importuploaderrorpartial",
        "Upload of import file failed.\nThe file was only partially uploaded.",
    ),
    always(
        "importuploaderrorsize",
        "Upload of import file failed.\nThe file is bigger than the allowed upload size.",
    ),
    always("importuploaderrortemp", "Upload of import file failed.\nA temporary folder is missing."),
    always("invalid-json-data", "Invalid JSON: $1"),
    always("json-error-syntax", "Syntax error"),
    since(
        "longpageerror",
        &[
            (
                FIRST,
                "'''Error: The text you have submitted is {{PLURAL:$1|one kilobyte|$1 kilobytes}} long, \
                which is longer than the maximum of {{PLURAL:$2|one kilobyte|$2 kilobytes}}.'''\nIt \
                cannot be saved.",
            ),
            (
                V1_23,
                "<strong>Error: The text you have submitted is {{PLURAL:$1|one kilobyte|$1 kilobytes}} \
                long, which is longer than the maximum of {{PLURAL:$2|one kilobyte|$2 \
                kilobytes}}.</strong>\nIt cannot be saved.",
            ),
            (
                V1_36,
                "<strong>Error: The text you have submitted is {{PLURAL:$1|one kilobyte|$1 kilobytes}} \
                long, which is longer than the maximum of {{PLURAL:$2|one kilobyte|$2 \
                kilobytes}}.</strong>\nIt cannot be published.",
            ),
            (
                V1_44,
                "The text you have submitted is $1 {{PLURAL:$1|kilobyte|kilobytes}} long, which is more \
                than the maximum of $2 {{PLURAL:$2|kilobyte|kilobytes}}.",
            ),
        ],
    ),
    since(
        "missingcommentheader",
        &[
            (
                FIRST,
                "'''Reminder:''' You have not provided a subject/headline for this comment.\nIf you click \
                \"{{int:savearticle}}\" again, your edit will be saved without one.",
            ),
            (
                V1_23,
                "<strong>Reminder:</strong> You have not provided a subject/headline for this comment.\nIf \
                you click \"{{int:savearticle}}\" again, your edit will be saved without one.",
            ),
            (
                V1_27,
                "<strong>Reminder:</strong> You have not provided a subject for this comment.\nIf you \
                click \"{{int:savearticle}}\" again, your edit will be saved without one.",
            ),
            (
                V1_30,
                "<strong>Reminder:</strong> You have not provided a subject for this comment.\nIf you \
                click \"$1\" again, your edit will be saved without one.",
            ),
            (
                V1_36,
                "<strong>Reminder:</strong> You have not provided a subject for this comment.\nIf you \
                click \"$1\" again, your edit will be published without one.",
            ),
        ],
    ),
    since(
        "missingcommenttext",
        &[(FIRST, "Please enter a comment below."), (V1_31, "Please enter a comment.")],
    ),
    since(
        "missingsummary",
        &[
            (
                FIRST,
                "'''Reminder:''' You have not provided an edit summary.\nIf you click \
                \"{{int:savearticle}}\" again, your edit will be saved without one.",
            ),
            (
                V1_23,
                "<strong>Reminder:</strong> You have not provided an edit summary.\nIf you click \
                \"{{int:savearticle}}\" again, your edit will be saved without one.",
            ),
            (
                V1_30,
                "<strong>Reminder:</strong> You have not provided an edit summary.\nIf you click \"$1\" \
                again, your edit will be saved without one.",
            ),
            (
                V1_36,
                "<strong>Reminder:</strong> You have not provided an edit summary.\nIf you click \"$1\" \
                again, your edit will be published without one.",
            ),
        ],
    ),
    always("modeleditnotsupported-text", "Editing is not supported for content model $1."),
    always(
        "nonmain-slot-differences-therefore-readonly",
        "You cannot edit the wikitext on this revision of the page, as there have been changes to the \
        data on the page since this revision that are not wikitext-based. [$1 To restore this revision \
        click here.]",
    ),
    always(
        "nosuchsectiontext",
        "You tried to edit a section that does not exist.\nIt may have been moved or deleted while you \
        were viewing the page.",
    ),
    always("nosuchsectiontitle", "Cannot find section"),
    always("savearticle", "Save page"),
    since(
        "sectioneditnotsupported-text",
        &[
            (FIRST, "Section editing is not supported in this page."),
            (V1_36, "Section editing is not supported in this page or is disabled for this view."),
        ],
    ),
    since(
        "selfredirect",
        &[
            (
                FIRST,
                "<strong>Warning:</strong> You are redirecting this page to itself.\nYou may have specified the \
            wrong target for the redirect, or you may be editing the wrong page.\nIf you click \
            \"{{int:savearticle}}\" again, the redirect will be created anyway.",
            ),
            (
                V1_30,
                "<strong>Warning:</strong> You are redirecting this page to itself.\nYou may have specified the \
            wrong target for the redirect, or you may be editing the wrong page.\nIf you click \"$1\" \
            again, the redirect will be created anyway.",
            ),
        ],
    ),
    always("spamprotectionmatch", "The following text is what triggered our spam filter: $1"),
    since(
        "spamprotectiontext",
        &[
            (
                FIRST,
                "The text you wanted to save was blocked by the spam filter.\nThis is probably caused by a link \
            to a blacklisted external site.",
            ),
            (
                V1_36,
                "The text you wanted to publish was blocked by the spam filter.\nThis is probably caused by a \
            link to a blacklisted external site.",
            ),
            (
                V1_37,
                "The text you wanted to publish was blocked by the spam filter.\nThis is probably caused by a \
            link to a forbidden external site.",
            ),
        ],
    ),
    always("spamprotectiontitle", "Spam protection filter"),
    always("title-invalid", "The requested page title is invalid"),
    always("title-invalid-characters", "The requested page title contains invalid characters: \"$1\"."),
    since(
        "title-invalid-empty",
        &[
            (FIRST, "The requested page title is empty or contains only the name of a namespace."),
            (V1_43, "The requested page title is empty or contains only a namespace prefix."),
        ],
    ),
    always(
        "title-invalid-interwiki",
        "The requested page title contains an interwiki link which cannot be used in titles.",
    ),
    always(
        "title-invalid-leading-colon",
        "The requested page title contains an invalid colon at the beginning.",
    ),
    always(
        "title-invalid-magic-tilde",
        "The requested page title contains invalid magic tilde sequence (<nowiki>~~~</nowiki>).",
    ),
    always(
        "title-invalid-relative",
        "Title has relative path. Relative page titles (./, ../) are invalid, because they will often be \
        unreachable when handled by user's browser.",
    ),
    since(
        "title-invalid-talk-namespace",
        &[
            (FIRST, "The requested page title refers to a talk page that can not exist."),
            (V1_35, "The requested page title refers to a talk page that cannot exist."),
            (
                V1_44,
                "The requested page title refers to an incorrectly specified talk page for a page in another \
            namespace. Talk pages of non-mainspace pages should be written as \"Project talk:Foo\", not \
            \"Talk:Project:Foo\".",
            ),
        ],
    ),
    since(
        "title-invalid-too-long",
        &[
            (
                FIRST,
                "The requested page title is too long. It must be no longer than $1 {{PLURAL:$1|byte|bytes}} in \
            UTF-8 encoding.",
            ),
            (
                V1_44,
                "The requested page title is too long. It must be no longer than $1 {{PLURAL:$1|byte|bytes}} in \
            UTF-8 encoding. The title you entered is $2 {{PLURAL:$2|byte|bytes}}.",
            ),
        ],
    ),
    always("title-invalid-utf8", "The requested page title contains an invalid UTF-8 sequence."),
    always("undo-failure", "The edit could not be undone due to conflicting intermediate edits."),
    always("undo-nochange", "The edit appears to have already been undone."),
    always("undo-norev", "The edit could not be undone because it does not exist or was deleted."),
    since(
        "undo-success",
        &[
            (
                FIRST,
                "The edit can be undone.\nPlease check the comparison below to verify that this is what you \
            want to do, and then save the changes below to finish undoing the edit.",
            ),
            (
                V1_36,
                "The edit can be undone.\nPlease check the comparison below to verify that this is what you \
            want to do, and then publish the changes below to finish undoing the edit.",
            ),
        ],
    ),
];
