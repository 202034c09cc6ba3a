//! Files and uploads.

use super::{Line, always, since};
use crate::release::{Release, V1_23, V1_24, V1_27, V1_29, V1_31, V1_35, V1_39, V1_42, V1_45};

const FIRST: Release = Release::FIRST;

/// The lines of this area, by key.
pub(super) const LINES: &[Line] = &[
    always("badfilename", "Filename has been changed to \"$1\"."),
    always("copyuploaddisabled", "Upload by URL disabled."),
    always("directorycreateerror", "Could not create directory \"$1\"."),
    always("empty-file", "The file you submitted was empty."),
    always(
        "emptyfile",
        "The file you uploaded seems to be empty.\nThis might be due to a typo in the filename.\nPlease \
        check whether you really want to upload this file.",
    ),
    always(
        "file-deleted-duplicate",
        "A file identical to this file ([[:$1]]) has previously been deleted.\nYou should check that \
        file's deletion history before proceeding to re-upload it.",
    ),
    always("file-exists-duplicate", "This file is a duplicate of the following {{PLURAL:$1|file|files}}:"),
    always(
        "file-exists-sharedrepo",
        "The filename chosen is already in use on a shared repository.\nPlease choose another name.",
    ),
    since(
        "file-thumbnail-no",
        &[
            (
                FIRST,
                "The filename begins with <strong>$1</strong>.\nIt seems to be an image of reduced size \
                ''(thumbnail)''.\nIf you have this image in full resolution upload this one, otherwise \
                change the filename please.",
            ),
            (
                V1_23,
                "The filename begins with <strong>$1</strong>.\nIt seems to be an image of reduced size \
                <em>(thumbnail)</em>.\nIf you have this image in full resolution upload this one, \
                otherwise change the filename please.",
            ),
        ],
    ),
    always("file-too-large", "The file you submitted was too large."),
    always("filecopyerror", "Could not copy file \"$1\" to \"$2\"."),
    always("filedelete-missing", "The file \"$1\" cannot be deleted because it does not exist."),
    since(
        "filedelete-nofile",
        &[(FIRST, "'''$1''' does not exist."), (V1_23, "<strong>$1</strong> does not exist.")],
    ),
    since(
        "filedelete-nofile-old",
        &[
            (FIRST, "There is no archived version of '''$1''' with the specified attributes."),
            (V1_23, "There is no archived version of <strong>$1</strong> with the specified attributes."),
        ],
    ),
    always("filedelete-old-unregistered", "The specified file revision \"$1\" is not in the database."),
    always("filedeleteerror", "Could not delete file \"$1\"."),
    since(
        "fileexists",
        &[
            (
                FIRST,
                "A file with this name exists already, please check <strong>[[:$1]]</strong> if you are not \
            sure if you want to change it.\n[[$1|thumb]]",
            ),
            (
                V1_24,
                "A file with this name exists already, please check <strong>[[:$1]]</strong> if {{GENDER:|you}} \
            are not sure if you want to change it.\n[[$1|thumb]]",
            ),
            (
                V1_39,
                "A file with this name exists already, please check <strong>[[:$1]]</strong> if {{GENDER:|you}} \
            are not sure if you want to overwrite it.\n[[$1|thumb]]",
            ),
        ],
    ),
    always(
        "fileexists-duplicate-version",
        "The upload is an exact duplicate of {{PLURAL:$2|an older version|older versions}} of \
        <strong>[[:$1]]</strong>.",
    ),
    since(
        "fileexists-extension",
        &[
            (
                FIRST,
                "A file with a similar name exists: [[$2|thumb]]\n* Name of the uploading file: \
            <strong>[[:$1]]</strong>\n* Name of the existing file: <strong>[[:$2]]</strong>\nPlease choose \
            a different name.",
            ),
            (
                V1_24,
                "A file with a similar name exists: [[$2|thumb]]\n* Name of the uploading file: \
            <strong>[[:$1]]</strong>\n* Name of the existing file: <strong>[[:$2]]</strong>\nDo you perhaps \
            want to use a more distinctive name?",
            ),
        ],
    ),
    always(
        "fileexists-forbidden",
        "A file with this name already exists, and cannot be overwritten.\nIf you still want to upload \
        your file, please go back and use a new name.\n[[File:$1|thumb|center|$1]]",
    ),
    always(
        "fileexists-no-change",
        "The upload is an exact duplicate of the current version of <strong>[[:$1]]</strong>.",
    ),
    always(
        "fileexists-shared-forbidden",
        "A file with this name exists already in the shared file repository.\nIf you still want to \
        upload your file, please go back and use a new name.\n[[File:$1|thumb|center|$1]]",
    ),
    since(
        "fileexists-thumbnail-yes",
        &[
            (
                FIRST,
                "The file seems to be an image of reduced size ''(thumbnail)''.\n[[$1|thumb]]\nPlease \
                check the file <strong>[[:$1]]</strong>.\nIf the checked file is the same image of \
                original size it is not necessary to upload an extra thumbnail.",
            ),
            (
                V1_23,
                "The file seems to be an image of reduced size <em>(thumbnail)</em>.\n[[$1|thumb]]\nPlease \
                check the file <strong>[[:$1]]</strong>.\nIf the checked file is the same image of \
                original size it is not necessary to upload an extra thumbnail.",
            ),
        ],
    ),
    since(
        "filename-bad-prefix",
        &[
            (
                FIRST,
                "The name of the file you are uploading begins with '''\"$1\"''', which is a \
                non-descriptive name typically assigned automatically by digital cameras.\nPlease choose \
                a more descriptive name for your file.",
            ),
            (
                V1_23,
                "The name of the file you are uploading begins with <strong>\"$1\"</strong>, which is a \
                non-descriptive name typically assigned automatically by digital cameras.\nPlease choose \
                a more descriptive name for your file.",
            ),
        ],
    ),
    always("filename-toolong", "Filenames may not be longer than 240 bytes."),
    always("filename-tooshort", "The filename is too short."),
    always("filenotfound", "Could not find file \"$1\"."),
    always(
        "filepageexists",
        "The description page for this file has already been created at <strong>[[:$1]]</strong>, but no \
        file with this name currently exists.\nThe summary you enter will not appear on the description \
        page.\nTo make your summary appear there, you will need to manually edit it.\n[[$1|thumb]]",
    ),
    since(
        "filereadonlyerror",
        &[
            (
                FIRST,
                "Unable to modify the file \"$1\" because the file repository \"$2\" is in read-only \
            mode.\n\nThe administrator who locked it offered this explanation: \"$3\".",
            ),
            (
                V1_27,
                "Unable to modify the file \"$1\" because the file repository \"$2\" is in read-only \
            mode.\n\nThe system administrator who locked it offered this explanation: \"$3\".",
            ),
        ],
    ),
    always("filerenameerror", "Could not rename file \"$1\" to \"$2\"."),
    always(
        "filerevert-badversion",
        "There is no previous local version of this file with the provided timestamp.",
    ),
    always(
        "filetype-bad-ie-mime",
        "Cannot upload this file because Internet Explorer would detect it as \"$1\", which is a \
        disallowed and potentially dangerous file type.",
    ),
    always("filetype-badmime", "Files of the MIME type \"$1\" are not allowed to be uploaded."),
    always("filetype-banned", "This type of file is banned."),
    since(
        "filetype-banned-type",
        &[
            (
                FIRST,
                "'''\".$1\"''' {{PLURAL:$4|is not a permitted file type|are not permitted file \
                types}}.\nPermitted {{PLURAL:$3|file type is|file types are}} $2.",
            ),
            (
                V1_23,
                "<strong>\".$1\"</strong> {{PLURAL:$4|is not a permitted file type|are not permitted file \
                types}}.\nPermitted {{PLURAL:$3|file type is|file types are}} $2.",
            ),
        ],
    ),
    always(
        "filetype-mime-mismatch",
        "File extension \".$1\" does not match the detected MIME type of the file ($2).",
    ),
    always("filetype-missing", "The file has no extension (like \".jpg\")."),
    since(
        "filetype-unwanted-type",
        &[
            (
                FIRST,
                "'''\".$1\"''' is an unwanted file type.\nPreferred {{PLURAL:$3|file type is|file types \
                are}} $2.",
            ),
            (
                V1_23,
                "<strong>\".$1\"</strong> is an unwanted file type.\nPreferred {{PLURAL:$3|file type \
                is|file types are}} $2.",
            ),
        ],
    ),
    always(
        "filewasdeleted",
        "A file of this name has been previously uploaded and subsequently deleted.\nYou should check \
        the $1 before proceeding to upload it again.",
    ),
    always("illegal-filename", "The filename is not allowed."),
    always(
        "illegalfilename",
        "The filename \"$1\" contains characters that are not allowed in page titles.\nPlease rename the \
        file and try uploading it again.",
    ),
    always("invalid-chunk-offset", "Invalid chunk offset"),
    always("large-file", "It is recommended that files are no larger than $1;\nthis file is $2."),
    always("largefileserver", "This file is bigger than the server is configured to allow."),
    always("overwrite", "Overwriting an existing file is not allowed."),
    always("rotate-comment", "Image rotated by $1 {{PLURAL:$1|degree|degrees}} clockwise"),
    always("tmp-create-error", "Could not create temporary file."),
    always("tmp-write-error", "Error writing temporary file."),
    always("unexpected", "Unexpected value: \"$1\"=\"$2\"."),
    always("upload-copy-upload-invalid-domain", "Copy uploads are not available from this domain."),
    always("upload-curl-error28", "Upload timeout"),
    always("upload-curl-error6", "Could not reach URL"),
    always("upload-disallowed-here", "You cannot overwrite this file."),
    always("upload-file-error", "Internal error"),
    always(
        "upload-foreign-cant-load-config",
        "Failed to load the configuration for file uploads to the foreign file repository.",
    ),
    always(
        "upload-foreign-cant-upload",
        "This wiki is not configured to upload files to the requested foreign file repository.",
    ),
    always("upload-http-error", "An HTTP error occurred: $1"),
    always("upload-misc-error", "Unknown upload error"),
    always(
        "upload-misc-error-text",
        "An unknown error occurred during the upload.\nPlease verify that the URL is valid and \
        accessible and try again.\nIf the problem persists, contact an \
        [[Special:ListUsers/sysop|administrator]].",
    ),
    always("upload-proto-error", "Incorrect protocol"),
    always(
        "upload-proto-error-text",
        "Remote upload requires URLs beginning with <code>http://</code> or <code>ftp://</code>.",
    ),
    always("upload-scripted-dtd", "Cannot upload SVG files that contain a non-standard DTD declaration."),
    always(
        "upload-scripted-pi-callback",
        "Cannot upload a file that contains XML-stylesheet processing instruction.",
    ),
    always("upload-too-many-redirects", "The URL contained too many redirects"),
    always("uploaddisabled", "Uploads disabled."),
    always("uploaddisabledtext", "File uploads are disabled."),
    always(
        "uploaded-animate-svg",
        "Found \"animate\" tag that might be changing href, using the \"from\" attribute <code>&lt;$1 \
        $2=\"$3\"&gt;</code> in the uploaded SVG file.",
    ),
    always(
        "uploaded-event-handler-on-svg",
        "Setting event-handler attributes <code>$1=\"$2\"</code> is not allowed in SVG files.",
    ),
    since(
        "uploaded-hostile-svg",
        &[
            (FIRST, "Found unsafe CSS in the style element of uploaded SVG file."),
            (
                V1_45,
                "Found unsafe CSS in the style element of uploaded SVG file. Encountered $1 on line $2 column \
            $3 of &lt;style&gt;",
            ),
        ],
    ),
    since(
        "uploaded-href-attribute-svg",
        &[
            (
                FIRST,
                "href attributes <code>&lt;$1 $2=\"$3\"&gt;</code> with non-local target (e.g. http://, \
            javascript:, etc) are not allowed in SVG files.",
            ),
            (
                V1_27,
                "href attributes in SVG files are only allowed to link to http:// or https:// targets, found \
            <code>&lt;$1 $2=\"$3\"&gt;</code>.",
            ),
            (
                V1_31,
                "<a> elements can only link (href) to data: (embedded file), http:// or https://, or fragment \
            (#, same-document) targets.  For other elements, such as <image>, only data: and fragment are \
            allowed.  Try embedding images when exporting your SVG.  Found <code>&lt;$1 \
            $2=\"$3\"&gt;</code>.",
            ),
            (
                V1_35,
                "<a> elements can only link (href) to data: (embedded file), http:// or https://, or fragment \
            (#, same-document) targets. For other elements, such as <image>, only data: and fragment are \
            allowed. Try embedding images when exporting your SVG. Found <code>&lt;$1 $2=\"$3\"&gt;</code>.",
            ),
            (
                V1_42,
                "&lt;a&gt; elements can only link (href) to data: (embedded file), http:// or https://, or \
            fragment (#, same-document) targets. For other elements, such as &lt;image&gt;, only data: and \
            fragment are allowed. Try embedding images when exporting your SVG. Found <code>&lt;$1 \
            $2=\"$3\"&gt;</code>.",
            ),
        ],
    ),
    since(
        "uploaded-href-unsafe-target-svg",
        &[
            (
                FIRST,
                "Found href to unsafe target <code>&lt;$1 $2=\"$3\"&gt;</code> in the uploaded SVG file.",
            ),
            (
                V1_27,
                "Found href to unsafe data: URI target <code>&lt;$1 $2=\"$3\"&gt;</code> in the uploaded SVG \
            file.",
            ),
        ],
    ),
    always(
        "uploaded-image-filter-svg",
        "Found image filter with URL: <code>&lt;$1 $2=\"$3\"&gt;</code> in the uploaded SVG file.",
    ),
    always(
        "uploaded-remote-url-svg",
        "SVG that sets any style attribute with remote URL is blocked. Found <code>$1=\"$2\"</code> in \
        the uploaded SVG file.",
    ),
    always("uploaded-script-svg", "Found scriptable element \"$1\" in the uploaded SVG file."),
    always(
        "uploaded-setting-event-handler-svg",
        "Setting event-handler attributes is blocked, found <code>&lt;$1 $2=\"$3\"&gt;</code> in the \
        uploaded SVG file.",
    ),
    always(
        "uploaded-setting-handler-svg",
        "SVG that sets the \"handler\" attribute with remote/data/script is blocked. Found \
        <code>$1=\"$2\"</code> in the uploaded SVG file.",
    ),
    always(
        "uploaded-setting-href-svg",
        "Using the \"set\" tag to add \"href\" attribute to parent element is blocked.",
    ),
    always(
        "uploaded-wrong-setting-svg",
        "Using the \"set\" tag to add a remote/data/script target to any attribute is blocked. Found \
        <code>&lt;set to=\"$1\"&gt;</code> in the uploaded SVG file.",
    ),
    always("uploadinvalidxml", "The XML in the uploaded file could not be parsed."),
    always(
        "uploadjava",
        "The file is a ZIP file that contains a Java .class file.\nUploading Java files is not allowed \
        because they can cause security restrictions to be bypassed.",
    ),
    always(
        "uploadscripted",
        "This file contains HTML or script code that may be erroneously interpreted by a web browser.",
    ),
    since(
        "uploadscriptednamespace",
        &[
            (FIRST, "This SVG file contains an illegal namespace '$1'"),
            (V1_23, "This SVG file contains an illegal namespace \"$1\""),
            (V1_24, "This SVG file contains an illegal namespace \"$1\"."),
            (V1_29, "This SVG file contains an illegal namespace \"<nowiki>$1</nowiki>\"."),
        ],
    ),
    always("uploadstash-bad-path", "Path doesn't exist."),
    always("uploadstash-bad-path-bad-format", "Key \"$1\" is not in a proper format."),
    always("uploadstash-bad-path-invalid", "Path is not valid."),
    always("uploadstash-bad-path-no-handler", "No handler found for mime $1 of file $2."),
    always("uploadstash-bad-path-unknown-type", "Unknown type \"$1\"."),
    always("uploadstash-bad-path-unrecognized-thumb-name", "Unrecognized thumb name."),
    always("uploadstash-exception", "Could not store upload in the stash ($1): \"$2\"."),
    always("uploadstash-file-not-found", "Key \"$1\" not found in stash."),
    always("uploadstash-file-not-found-missing-content-type", "Missing content-type header."),
    always("uploadstash-file-not-found-no-local-path", "No local path for scaled item."),
    always("uploadstash-file-not-found-no-remote-thumb", "Fetching thumbnail failed: $1\nURL = $2"),
    always("uploadstash-file-not-found-no-thumb", "Could not obtain thumbnail."),
    always("uploadstash-file-not-found-not-exists", "Cannot find path, or not a plain file."),
    always("uploadstash-file-too-large", "Cannot serve a file larger than $1 bytes."),
    always("uploadstash-no-such-key", "No such key ($1), cannot remove."),
    always("uploadstash-not-logged-in", "No user is logged in, files must belong to users."),
    always("uploadstash-wrong-owner", "This file ($1) doesn't belong to the current user."),
    always("uploadstash-zero-length", "File is zero length."),
    always("uploadvirus", "The file contains a virus!\nDetails: $1"),
    always("verification-error", "This file did not pass file verification."),
    always("windows-nonascii-filename", "This wiki does not support filenames with special characters."),
    always(
        "zip-bad",
        "The file is a corrupt or otherwise unreadable ZIP file.\nIt cannot be properly checked for \
        security.",
    ),
    always("zip-file-open-error", "An error was encountered when opening the file for ZIP checks."),
    always(
        "zip-unsupported",
        "The file is a ZIP file that uses ZIP features not supported by MediaWiki.\nIt cannot be \
        properly checked for security.",
    ),
    always("zip-wrong-format", "The specified file was not a ZIP file."),
];
