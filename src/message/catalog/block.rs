//! Blocks: being blocked, blocking and unblocking.

use super::{Line, always, since};
use crate::release::{Release, V1_23, V1_27, V1_32, V1_35, V1_36, V1_40, V1_41, V1_43, V1_45};

const FIRST: Release = Release::FIRST;

/// The lines of this area, by key.
pub(super) const LINES: &[Line] = &[
    since(
        "autoblockedtext",
        &[
            (
                FIRST,
                "Your IP address has been automatically blocked because it was used by another user, who \
                was blocked by $1.\nThe reason given is:\n\n:''$2''\n\n* Start of block: $8\n* Expiry of \
                block: $6\n* Intended blockee: $7\n\nYou may contact $1 or one of the other \
                [[{{MediaWiki:Grouppage-sysop}}|administrators]] to discuss the block.\n\nNote that you \
                may not use the \"email this user\" feature unless you have a valid email address \
                registered in your [[Special:Preferences|user preferences]] and you have not been blocked \
                from using it.\n\nYour current IP address is $3, and the block ID is #$5.\nPlease include \
                all above details in any queries you make.",
            ),
            (
                V1_23,
                "Your IP address has been automatically blocked because it was used by another user, who \
                was blocked by $1.\nThe reason given is:\n\n:<em>$2</em>\n\n* Start of block: $8\n* \
                Expiry of block: $6\n* Intended blockee: $7\n\nYou may contact $1 or one of the other \
                [[{{MediaWiki:Grouppage-sysop}}|administrators]] to discuss the block.\n\nNote that you \
                may not use the \"email this user\" feature unless you have a valid email address \
                registered in your [[Special:Preferences|user preferences]] and you have not been blocked \
                from using it.\n\nYour current IP address is $3, and the block ID is #$5.\nPlease include \
                all above details in any queries you make.",
            ),
            (
                V1_27,
                "Your IP address has been automatically blocked because it was used by another user, who \
                was blocked by $1.\nThe reason given is:\n\n:<em>$2</em>\n\n* Start of block: $8\n* \
                Expiration of block: $6\n* Intended blockee: $7\n\nYou may contact $1 or one of the other \
                [[{{MediaWiki:Grouppage-sysop}}|administrators]] to discuss the block.\n\nNote that you \
                may not use the \"email this user\" feature unless you have a valid email address \
                registered in your [[Special:Preferences|user preferences]] and you have not been blocked \
                from using it.\n\nYour current IP address is $3, and the block ID is #$5.\nPlease include \
                all above details in any queries you make.",
            ),
            (
                V1_32,
                "Your IP address has been automatically blocked because it was used by another user, who \
                was blocked by $1.\nThe reason given is:\n\n:<em>$2</em>\n\n* Start of block: $8\n* \
                Expiration of block: $6\n* Intended blockee: $7\n\nYou may contact $1 or one of the other \
                [[{{MediaWiki:Grouppage-sysop}}|administrators]] to discuss the block.\n\nNote that you \
                may not use the \"{{int:emailuser}}\" feature unless you have a valid email address \
                registered in your [[Special:Preferences|user preferences]] and you have not been blocked \
                from using it.\n\nYour current IP address is $3, and the block ID is #$5.\nPlease include \
                all above details in any queries you make.",
            ),
            (
                V1_35,
                "Your IP address has been automatically blocked because it was used by another user, who \
                was blocked by $1.\nThe reason given is:\n\n:<em>$2</em>\n\n* Start of block: $8\n* \
                Expiration of block: $6\n* Intended blockee: $7\n\nYou may contact $1 or one of the other \
                [[{{MediaWiki:Grouppage-sysop}}|administrators]] to discuss the block.\n\nYou can use the \
                \"{{int:emailuser}}\" feature if a valid email address is specified in your \
                [[Special:Preferences|preferences]] and you have not been blocked from using it.\n\nYour \
                current IP address is $3, and the block ID is #$5.\nPlease include all above details in \
                any queries you make.",
            ),
            (
                V1_40,
                "Your IP address has been automatically blocked because it was used by another user, who \
                was blocked by $1.\nThe reason given \
                is:\n\n:<em>$2</em>.\n\n*{{int:blockedtext-start-time|$8}}\n*{{int:blockedtext-expiration-time|$6}}\n*{{int:blockedtext-intended-blockee|$7}}\n\n{{int:blockedtext-contact-blocker-admin|$1}} \
                \n\nYou can use the \"{{int:emailuser}}\" feature if a valid email address is specified \
                in your [[Special:Preferences|preferences]] and you have not been blocked from using \
                it.\n\n{{int:blockedtext-block-ip|$3}}, and the block ID is \
                #$5.\n{{int:blockedtext-include-details-queries}}",
            ),
            (
                V1_41,
                "Your IP address has been automatically blocked because it was used by another user, who \
                was blocked by $1.\nThe reason given \
                is:\n\n:<em>$2</em>.\n\n*{{int:blockedtext-start-time|$8}}\n*{{int:blockedtext-expiration-time|$6}}\n*{{int:blockedtext-intended-blockee|$7}}\n\n{{int:blockedtext-contact-blocker-admin|$1}} \
                \n\nYou can use the \"{{int:emailuser}}\" feature if a valid email address is specified \
                in your [[Special:Preferences|preferences]] and you have not been blocked from using \
                it.\n\n{{int:blockedtext-block-ip|$3}} \
                {{int:blockedtext-block-id|$5}}\n{{int:blockedtext-include-details-queries}}",
            ),
            (
                V1_43,
                "Your IP address has been automatically blocked because it was used by another user, who \
                was blocked by $1.\nThe reason given \
                is:\n\n:<em>$2</em>.\n\n*{{int:blockedtext-start-time|$8}}\n*{{int:blockedtext-expiration-time|$6}}\n*{{int:blockedtext-intended-blockee|$7}}\n\n{{int:blockedtext-contact-blocker-admin|$1}}\n\nYou \
                can use the \"{{int:emailuser}}\" feature if a valid email address is specified in your \
                [[Special:Preferences|preferences]] and you have not been blocked from using \
                it.\n\n{{int:blockedtext-block-ip|$3}} \
                {{int:blockedtext-block-id|$5}}\n{{int:blockedtext-include-details-queries}}",
            ),
            (
                V1_45,
                "Your IP address has been automatically blocked because it was used by another user, who \
                was blocked by $1.\nThe reason given \
                is:\n\n:<em>$2</em>\n\n*{{int:blockedtext-start-time|$8}}\n*{{int:blockedtext-expiration-time|$6}}\n*{{int:blockedtext-intended-blockee|$7}}\n\n{{int:blockedtext-contact-blocker-admin|$1}}\n\nYou \
                can use the \"{{int:emailuser}}\" feature if a valid email address is specified in your \
                [[Special:Preferences|preferences]] and you have not been blocked from using \
                it.\n\n{{int:blockedtext-block-ip|$3}} \
                {{int:blockedtext-block-id|$5}}\n{{int:blockedtext-include-details-queries}}",
            ),
        ],
    ),
    since(
        "autoblockedtext-tempuser",
        &[
            (
                FIRST,
                "Your IP address has been automatically blocked because it was used by another user, who was \
            blocked by $1.\nThe reason given \
            is:\n\n:<em>$2</em>.\n\n*{{int:blockedtext-start-time|$8}}\n*{{int:blockedtext-expiration-time|$6}}\n*{{int:blockedtext-intended-blockee|$7}}\n\n{{int:blockedtext-contact-blocker-admin|$1}}\n\n{{int:blockedtext-block-ip|$3}}, \
            and the block ID is #$5.\n{{int:blockedtext-include-details-queries}}",
            ),
            (
                V1_41,
                "Your IP address has been automatically blocked because it was used by another user, who was \
            blocked by $1.\nThe reason given \
            is:\n\n:<em>$2</em>.\n\n*{{int:blockedtext-start-time|$8}}\n*{{int:blockedtext-expiration-time|$6}}\n*{{int:blockedtext-intended-blockee|$7}}\n\n{{int:blockedtext-contact-blocker-admin|$1}}\n\n{{int:blockedtext-block-ip|$3}} \
            {{int:blockedtext-block-id|$5}}\n{{int:blockedtext-include-details-queries}}",
            ),
            (
                V1_45,
                "Your IP address has been automatically blocked because it was used by another user, who was \
            blocked by $1.\nThe reason given \
            is:\n\n:<em>$2</em>\n\n*{{int:blockedtext-start-time|$8}}\n*{{int:blockedtext-expiration-time|$6}}\n*{{int:blockedtext-intended-blockee|$7}}\n\n{{int:blockedtext-contact-blocker-admin|$1}}\n\n{{int:blockedtext-block-ip|$3}} \
            {{int:blockedtext-block-id|$5}}\n{{int:blockedtext-include-details-queries}}",
            ),
        ],
    ),
    since(
        "autoblocker",
        &[
            (
                FIRST,
                "Autoblocked because your IP address has been recently used by \"[[User:$1|$1]]\".\nThe \
                reason given for $1's block is \"''$2''\"",
            ),
            (
                V1_23,
                "Autoblocked because your IP address has been recently used by \"[[User:$1|$1]]\".\nThe \
                reason given for $1's block is \"$2\"",
            ),
            (
                V1_45,
                "Autoblocked because your IP address has been recently used by \"[[User:$1|$1]]\".\nThe \
                reason given for $1's block is: \"$2\"",
            ),
        ],
    ),
    always("autoblockid", "Autoblock #$1"),
    always("badipaddress", "Invalid IP address"),
    since(
        "blocked-mailpassword",
        &[
            (
                FIRST,
                "Your IP address is blocked from editing, and so is not allowed to use the password recovery \
            function to prevent abuse.",
            ),
            (
                V1_27,
                "Your IP address is blocked from editing. To prevent abuse, it is not allowed to use password \
            recovery from this IP address.",
            ),
        ],
    ),
    always("blockednoreason", "no reason given"),
    since(
        "blockedtext",
        &[
            (
                FIRST,
                "'''Your username or IP address has been blocked.'''\n\nThe block was made by $1.\nThe \
                reason given is ''$2''.\n\n* Start of block: $8\n* Expiry of block: $6\n* Intended \
                blockee: $7\n\nYou can contact $1 or another \
                [[{{MediaWiki:Grouppage-sysop}}|administrator]] to discuss the block.\nYou cannot use the \
                \"email this user\" feature unless a valid email address is specified in your \
                [[Special:Preferences|account preferences]] and you have not been blocked from using \
                it.\nYour current IP address is $3, and the block ID is #$5.\nPlease include all above \
                details in any queries you make.",
            ),
            (
                V1_23,
                "<strong>Your username or IP address has been blocked.</strong>\n\nThe block was made by \
                $1.\nThe reason given is <em>$2</em>.\n\n* Start of block: $8\n* Expiry of block: $6\n* \
                Intended blockee: $7\n\nYou can contact $1 or another \
                [[{{MediaWiki:Grouppage-sysop}}|administrator]] to discuss the block.\nYou cannot use the \
                \"email this user\" feature unless a valid email address is specified in your \
                [[Special:Preferences|account preferences]] and you have not been blocked from using \
                it.\nYour current IP address is $3, and the block ID is #$5.\nPlease include all above \
                details in any queries you make.",
            ),
            (
                V1_27,
                "<strong>Your username or IP address has been blocked.</strong>\n\nThe block was made by \
                $1.\nThe reason given is <em>$2</em>.\n\n* Start of block: $8\n* Expiration of block: \
                $6\n* Intended blockee: $7\n\nYou can contact $1 or another \
                [[{{MediaWiki:Grouppage-sysop}}|administrator]] to discuss the block.\nYou cannot use the \
                \"email this user\" feature unless a valid email address is specified in your \
                [[Special:Preferences|account preferences]] and you have not been blocked from using \
                it.\nYour current IP address is $3, and the block ID is #$5.\nPlease include all above \
                details in any queries you make.",
            ),
            (
                V1_32,
                "<strong>Your username or IP address has been blocked.</strong>\n\nThe block was made by \
                $1.\nThe reason given is <em>$2</em>.\n\n* Start of block: $8\n* Expiration of block: \
                $6\n* Intended blockee: $7\n\nYou can contact $1 or another \
                [[{{MediaWiki:Grouppage-sysop}}|administrator]] to discuss the block.\nYou cannot use the \
                \"{{int:emailuser}}\" feature unless a valid email address is specified in your \
                [[Special:Preferences|account preferences]] and you have not been blocked from using \
                it.\nYour current IP address is $3, and the block ID is #$5.\nPlease include all above \
                details in any queries you make.",
            ),
            (
                V1_35,
                "<strong>Your username or IP address has been blocked.</strong>\n\nThe block was made by \
                $1.\nThe reason given is <em>$2</em>.\n\n* Start of block: $8\n* Expiration of block: \
                $6\n* Intended blockee: $7\n\nYou can contact $1 or another \
                [[{{MediaWiki:Grouppage-sysop}}|administrator]] to discuss the block.\nYou can use the \
                \"{{int:emailuser}}\" feature if a valid email address is specified in your \
                [[Special:Preferences|preferences]] and you have not been blocked from using it.\nYour \
                current IP address is $3, and the block ID is #$5.\nPlease include all above details in \
                any queries you make.",
            ),
            (
                V1_40,
                "<strong>Your username or IP address has been \
                blocked.</strong>\n\n{{int:blockedtext-made-by|$1}}\n{{int:blockedtext-reason-comment|$2}}.\n\n*{{int:blockedtext-start-time|$8}}\n*{{int:blockedtext-expiration-time|$6}}\n*{{int:blockedtext-intended-blockee|$7}}\n\n{{int:blockedtext-contact-blocker-admin|$1}}\nYou \
                can use the \"{{int:emailuser}}\" feature if a valid email address is specified in your \
                [[Special:Preferences|preferences]] and you have not been blocked from using \
                it.\n{{int:blockedtext-block-ip|$3}}, and the block ID is \
                #$5.\n{{int:blockedtext-include-details-queries}}",
            ),
            (
                V1_41,
                "<strong>Your username or IP address has been \
                blocked.</strong>\n\n{{int:blockedtext-made-by|$1}}\n{{int:blockedtext-reason-comment|$2}}.\n\n*{{int:blockedtext-start-time|$8}}\n*{{int:blockedtext-expiration-time|$6}}\n*{{int:blockedtext-intended-blockee|$7}}\n\n{{int:blockedtext-contact-blocker-admin|$1}}\nYou \
                can use the \"{{int:emailuser}}\" feature if a valid email address is specified in your \
                [[Special:Preferences|preferences]] and you have not been blocked from using \
                it.\n{{int:blockedtext-block-ip|$3}} \
                {{int:blockedtext-block-id|$5}}\n{{int:blockedtext-include-details-queries}}",
            ),
            (
                V1_43,
                "<strong>Your username or IP address has been \
                blocked.</strong>\n\n{{int:blockedtext-made-by|$1}}\n{{int:blockedtext-reason-comment|$2}}\n\n*{{int:blockedtext-start-time|$8}}\n*{{int:blockedtext-expiration-time|$6}}\n*{{int:blockedtext-intended-blockee|$7}}\n\n{{int:blockedtext-contact-blocker-admin|$1}}\nYou \
                can use the \"{{int:emailuser}}\" feature if a valid email address is specified in your \
                [[Special:Preferences|preferences]] and you have not been blocked from using \
                it.\n{{int:blockedtext-block-ip|$3}} \
                {{int:blockedtext-block-id|$5}}\n{{int:blockedtext-include-details-queries}}",
            ),
        ],
    ),
    always("blockedtext-block-id", "Block ID #$1."),
    since(
        "blockedtext-block-ip",
        &[(FIRST, "Your current IP address is $1"), (V1_41, "Your current IP address is $1.")],
    ),
    since(
        "blockedtext-composite",
        &[
            (
                FIRST,
                "<strong>Your username or IP address has been blocked.</strong>\n\nThe reason given \
            is:\n\n:<em>$2</em>.\n\n* Start of block: $8\n* Expiration of longest block: $6\n\n* $5\n\nYour \
            current IP address is $3.\nPlease include all above details in any queries you make.",
            ),
            (
                V1_40,
                "<strong>Your username or IP address has been blocked.</strong>\n\nThe reason given \
            is:\n\n:<em>$2</em>.\n\n*{{int:blockedtext-start-time|$8}}\n*{{int:blockedtext-expiration-longest-block|$6}}\n\n* \
            $5\n\n{{int:blockedtext-block-ip|$3}}.\n{{int:blockedtext-include-details-queries}}",
            ),
            (
                V1_41,
                "<strong>Your username or IP address has been blocked.</strong>\n\nThe reason given \
            is:\n\n:<em>$2</em>.\n\n*{{int:blockedtext-start-time|$8}}\n*{{int:blockedtext-expiration-longest-block|$6}}\n\n* \
            $5\n\n{{int:blockedtext-block-ip|$3}}\n{{int:blockedtext-include-details-queries}}",
            ),
            (
                V1_45,
                "<strong>Your username or IP address has been blocked.</strong>\n\nThe reason given \
            is:\n\n:<em>$2</em>\n\n*{{int:blockedtext-start-time|$8}}\n*{{int:blockedtext-expiration-longest-block|$6}}\n\n* \
            $5\n\n{{int:blockedtext-block-ip|$3}}\n{{int:blockedtext-include-details-queries}}",
            ),
        ],
    ),
    since(
        "blockedtext-composite-ids",
        &[
            (FIRST, "Relevant block IDs: $1 (your IP address may also be blacklisted)"),
            (V1_36, "Relevant block IDs: $1 (your IP address may also appear in a blocklist)"),
        ],
    ),
    since(
        "blockedtext-composite-no-ids",
        &[
            (FIRST, "Your IP address appears in multiple blacklists"),
            (V1_36, "Your IP address appears in multiple blocklists"),
        ],
    ),
    always(
        "blockedtext-composite-reason",
        "There are multiple blocks against your account and/or IP address",
    ),
    always(
        "blockedtext-contact-blocker-admin",
        "You can contact $1 or another [[{{MediaWiki:Grouppage-sysop}}|administrator]] to discuss the \
        block.",
    ),
    always("blockedtext-expiration-longest-block", "Expiration of longest block: $1"),
    always("blockedtext-expiration-time", "Expiration of block: $1"),
    always(
        "blockedtext-include-details-queries",
        "Please include all above details in any queries you make.",
    ),
    always("blockedtext-intended-blockee", "Intended blockee: $1"),
    always("blockedtext-made-by", "The block was made by $1."),
    since(
        "blockedtext-partial",
        &[
            (
                FIRST,
                "<strong>Your username or IP address has been blocked from making changes to this page. You can \
            still edit other pages on this wiki.</strong> You can view the full block details at \
            [[Special:MyContributions|account contributions]].\n\nThe block was made by $1.\n\nThe reason \
            given is <em>$2</em>.\n\n* Start of block: $8\n* Expiration of block: $6\n* Intended blockee: \
            $7\n* Block ID #$5",
            ),
            (
                V1_35,
                "<strong>Your username or IP address is blocked from doing this. You may still be able to do \
            other things on this site, such as editing certain pages.</strong> You can view the full block \
            details at [[Special:MyContributions|account contributions]].\n\nThe block was made by \
            $1.\n\nThe reason given is <em>$2</em>.\n\n* Start of block: $8\n* Expiration of block: $6\n* \
            Intended blockee: $7\n* Block ID #$5",
            ),
            (
                V1_40,
                "<strong>Your username or IP address is blocked from doing this. You may still be able to do \
            other things on this site, such as editing certain pages.</strong>\n\nYou can view the full \
            block details at [[Special:MyContributions|account \
            contributions]].\n\n{{int:blockedtext-made-by|$1}}\n\n{{int:blockedtext-reason-comment|$2}}.\n\n*{{int:blockedtext-start-time|$8}}\n*{{int:blockedtext-expiration-time|$6}}\n*{{int:blockedtext-intended-blockee|$7}}\n\n*{{int:blockedtext-block-id|$5}}",
            ),
            (
                V1_43,
                "<strong>Your username or IP address is blocked from doing this. You may still be able to do \
            other things on this site, such as editing certain pages.</strong>\n\nYou can view the full \
            block details at [[Special:MyContributions|account \
            contributions]].\n\n{{int:blockedtext-made-by|$1}}\n\n{{int:blockedtext-reason-comment|$2}}\n\n*{{int:blockedtext-start-time|$8}}\n*{{int:blockedtext-expiration-time|$6}}\n*{{int:blockedtext-intended-blockee|$7}}\n\n*{{int:blockedtext-block-id|$5}}",
            ),
        ],
    ),
    since(
        "blockedtext-reason-comment",
        &[
            (FIRST, "The reason given is <em>$1</em>"),
            (V1_43, "The reason given is <em>$1</em>."),
            (V1_45, "The reason given is: <em>$1</em>"),
        ],
    ),
    always("blockedtext-start-time", "Start of block: $1"),
    since(
        "blockedtext-tempuser",
        &[
            (
                FIRST,
                "<strong>Your username or IP address has been \
            blocked.</strong>\n\n{{int:blockedtext-made-by|$1}}\n{{int:blockedtext-reason-comment|$2}}.\n\n*{{int:blockedtext-start-time|$8}}\n*{{int:blockedtext-expiration-time|$6}}\n*{{int:blockedtext-intended-blockee|$7}}\n\n{{int:blockedtext-contact-blocker-admin|$1}}\n\n{{int:blockedtext-block-ip|$3}}, \
            and the block ID is #$5.\n{{int:blockedtext-include-details-queries}}",
            ),
            (
                V1_41,
                "<strong>Your username or IP address has been \
            blocked.</strong>\n\n{{int:blockedtext-made-by|$1}}\n{{int:blockedtext-reason-comment|$2}}.\n\n*{{int:blockedtext-start-time|$8}}\n*{{int:blockedtext-expiration-time|$6}}\n*{{int:blockedtext-intended-blockee|$7}}\n\n{{int:blockedtext-contact-blocker-admin|$1}}\n\n{{int:blockedtext-block-ip|$3}} \
            {{int:blockedtext-block-id|$5}}\n{{int:blockedtext-include-details-queries}}",
            ),
            (
                V1_43,
                "<strong>Your username or IP address has been \
            blocked.</strong>\n\n{{int:blockedtext-made-by|$1}}\n{{int:blockedtext-reason-comment|$2}}\n\n*{{int:blockedtext-start-time|$8}}\n*{{int:blockedtext-expiration-time|$6}}\n*{{int:blockedtext-intended-blockee|$7}}\n\n{{int:blockedtext-contact-blocker-admin|$1}}\n\n{{int:blockedtext-block-ip|$3}} \
            {{int:blockedtext-block-id|$5}}\n{{int:blockedtext-include-details-queries}}",
            ),
        ],
    ),
    always("cant-block-nonexistent-page", "You cannot block a user from $1 because the page does not exist"),
    always(
        "cant-see-hidden-user",
        "The user you are trying to block has already been blocked and hidden.\nSince you do not have \
        the hideuser right, you cannot see or edit the user's block.",
    ),
    always("infiniteblock", "infinite"),
    always("ip_range_exceeded", "The IP range exceeds its maximum range. Allowed range: /$1."),
    since("ip_range_invalid", &[(FIRST, "Invalid IP range."), (V1_27, "Invalid IP address range.")]),
    always("ip_range_toolarge", "Range blocks larger than /$1 are not allowed."),
    always("ip_range_toolow", "IP ranges are effectively not allowed."),
    since(
        "ipb-block-not-found",
        &[
            (
                FIRST,
                "The block could not be made, but no existing block was found for \"$1\". If this problem \
            persists, please \
            [https://www.mediawiki.org/wiki/Special:MyLanguage/Help_talk:Blocking_users report it].",
            ),
            (
                V1_43,
                "The block could not be made, probably because another administrator tried to block this \
            user at the same time. Check the block status and try again.",
            ),
        ],
    ),
    always("ipb-empty-block", "The block submitted has no restrictions enabled."),
    since(
        "ipb-hardblock",
        &[
            (FIRST, "Prevent logged-in users from editing from this IP address"),
            (V1_35, "Apply block to logged-in users from this IP address"),
        ],
    ),
    always("ipb-needreblock", "$1 is already blocked. Do you want to change the settings?"),
    always(
        "ipb-prevent-user-talk-edit",
        "Editing their own talk page must be allowed for a partial block, unless it includes a \
        restriction on the User Talk namespace.",
    ),
    since(
        "ipb_already_blocked",
        &[(FIRST, "\"$1\" is already blocked"), (V1_23, "\"$1\" is already blocked.")],
    ),
    always(
        "ipb_blocked_as_range",
        "Error: The IP address $1 is not blocked directly and cannot be unblocked.\nIt is, however, \
        blocked as part of the range $2, which can be unblocked.",
    ),
    since(
        "ipb_cant_unblock",
        &[
            (FIRST, "Error: Block ID $1 not found. It may have been unblocked already."),
            (V1_35, "Error: Block for $1 not found. It may have been removed already."),
        ],
    ),
    always("ipb_expiry_invalid", "Expiry time invalid."),
    always("ipb_expiry_old", "Expiry time is in the past."),
    since(
        "ipb_expiry_temp",
        &[
            (FIRST, "Hidden username blocks must be permanent."),
            (V1_35, "Hidden username blocks must be indefinite."),
        ],
    ),
    since(
        "ipb_hide_invalid",
        &[
            (FIRST, "Unable to suppress this account; it may have too many edits."),
            (V1_23, "Unable to suppress this account; it has more than {{PLURAL:$1|one edit|$1 edits}}."),
        ],
    ),
    always("ipb_hide_partial", "Hidden username blocks must be sitewide blocks."),
    since(
        "ipbblocked",
        &[
            (FIRST, "You cannot block or unblock other users because you are yourself blocked"),
            (V1_23, "You cannot block or unblock other users because you are yourself blocked."),
        ],
    ),
    since(
        "ipbnounblockself",
        &[
            (FIRST, "You are not allowed to unblock yourself"),
            (V1_23, "You are not allowed to unblock yourself."),
        ],
    ),
    always("login-userblocked", "This user is blocked. Login not allowed."),
    always(
        "proxyblockreason",
        "Your IP address has been blocked because it is an open proxy.\nPlease contact your Internet \
        service provider or technical support of your organization and inform them of this serious \
        security problem.",
    ),
    always("range_block_disabled", "The administrator ability to create range blocks is disabled."),
    always(
        "softblockrangesreason",
        "Anonymous contributions are not allowed from your IP address ($1). Please log in.",
    ),
    since(
        "sorbs_create_account_reason",
        &[
            (
                FIRST,
                "Your IP address is listed as an open proxy in the DNSBL used by {{SITENAME}}.\nYou cannot \
                create an account",
            ),
            (
                V1_23,
                "Your IP address is listed as an open proxy in the DNSBL used by {{SITENAME}}.\nYou cannot \
                create an account.",
            ),
        ],
    ),
    always("sorbsreason", "Your IP address is listed as an open proxy in the DNSBL used by {{SITENAME}}."),
    since(
        "systemblockedtext",
        &[
            (
                FIRST,
                "Your username or IP address has been automatically blocked by MediaWiki.\nThe reason given \
            is:\n\n:<em>$2</em>\n\n* Start of block: $8\n* Expiration of block: $6\n* Intended blockee: \
            $7\n\nYour current IP address is $3.\nPlease include all above details in any queries you make.",
            ),
            (
                V1_40,
                "Your username or IP address has been automatically blocked by MediaWiki.\nThe reason given \
            is:\n\n:<em>$2</em>.\n\n*{{int:blockedtext-start-time|$8}}\n*{{int:blockedtext-expiration-time|$6}}\n*{{int:blockedtext-intended-blockee|$7}}\n\n{{int:blockedtext-block-ip|$3}}.\n{{int:blockedtext-include-details-queries}}",
            ),
            (
                V1_41,
                "Your username or IP address has been automatically blocked by MediaWiki.\nThe reason given \
            is:\n\n:<em>$2</em>.\n\n*{{int:blockedtext-start-time|$8}}\n*{{int:blockedtext-expiration-time|$6}}\n*{{int:blockedtext-intended-blockee|$7}}\n\n{{int:blockedtext-block-ip|$3}}\n{{int:blockedtext-include-details-queries}}",
            ),
            (
                V1_45,
                "Your username or IP address has been automatically blocked by MediaWiki.\nThe reason given \
            is:\n\n:<em>$2</em>\n\n*{{int:blockedtext-start-time|$8}}\n*{{int:blockedtext-expiration-time|$6}}\n*{{int:blockedtext-intended-blockee|$7}}\n\n{{int:blockedtext-block-ip|$3}}\n{{int:blockedtext-include-details-queries}}",
            ),
        ],
    ),
    always("unblock-hideuser", "You cannot unblock this user, as their username has been hidden."),
];
