//! Logins, accounts, passwords, mail and groups.

use super::{Line, always, since};
use crate::release::{Release, V1_21, V1_22, V1_23, V1_27, V1_28, V1_29, V1_32, V1_34, V1_38, V1_39};

const FIRST: Release = Release::FIRST;

/// The lines of this area, by key.
pub(super) const LINES: &[Line] = &[
    // MediaWiki makes these as it goes along: several things that are wrong at once (`Status::getMessage`).
    always("* $1\n* $2", "* $1\n* $2"),
    always("* $1\n* $2\n* $3", "* $1\n* $2\n* $3"),
    always("* $1\n* $2\n* $3\n* $4", "* $1\n* $2\n* $3\n* $4"),
    always("* $1\n* $2\n* $3\n* $4\n* $5", "* $1\n* $2\n* $3\n* $4\n* $5"),
    always("* $1\n* $2\n* $3\n* $4\n* $5\n* $6", "* $1\n* $2\n* $3\n* $4\n* $5\n* $6"),
    since(
        "acct_creation_throttle_hit",
        &[
            (
                FIRST,
                "Visitors to this wiki using your IP address have created {{PLURAL:$1|1 account|$1 accounts}} \
            in the last day, which is the maximum allowed in this time period.\nAs a result, visitors using \
            this IP address cannot create any more accounts at the moment.",
            ),
            (
                V1_28,
                "Visitors to this wiki using your IP address have created {{PLURAL:$1|1 account|$1 accounts}} \
            in the last $2, which is the maximum allowed in this time period.\nAs a result, visitors using \
            this IP address cannot create any more accounts at the moment.",
            ),
        ],
    ),
    always(
        "authenticationdatachange-ignored",
        "The authentication data change was not handled. Maybe no provider was configured?",
    ),
    always("authmanager-account-password-domain", "$1@$2"),
    always("authmanager-authn-autocreate-failed", "Auto-creation of a local account failed: $1"),
    always(
        "authmanager-authn-no-local-user",
        "The supplied credentials are not associated with any user on this wiki.",
    ),
    always(
        "authmanager-authn-no-local-user-link",
        "The supplied credentials are valid but are not associated with any user on this wiki. Login in \
        a different way, or create a new user, and you will have an option to link your previous \
        credentials to that account.",
    ),
    always("authmanager-authn-no-primary", "The supplied credentials could not be authenticated."),
    always(
        "authmanager-authn-not-in-progress",
        "Authentication is not in progress or session data has been lost. Please start again from the \
        beginning.",
    ),
    always(
        "authmanager-autocreate-exception",
        "Automatic account creation temporarily disabled due to prior errors.",
    ),
    always("authmanager-autocreate-noperm", "Automatic account creation is not allowed."),
    always(
        "authmanager-change-not-supported",
        "The supplied credentials cannot be changed, as nothing would use them.",
    ),
    always("authmanager-create-disabled", "Account creation is disabled."),
    since(
        "authmanager-create-from-login",
        &[
            (FIRST, "To create your account, please fill in the fields below."),
            (V1_29, "To create your account, please fill in the fields."),
        ],
    ),
    always(
        "authmanager-create-no-primary",
        "The supplied credentials could not be used for account creation.",
    ),
    always(
        "authmanager-create-not-in-progress",
        "Account creation is not in progress or session data has been lost. Please start again from the \
        beginning.",
    ),
    always("authmanager-domain-help", "Domain for external authentication."),
    always("authmanager-email-help", "Email address"),
    always("authmanager-email-label", "Email"),
    always("authmanager-link-no-primary", "The supplied credentials could not be used for account linking."),
    always(
        "authmanager-link-not-in-progress",
        "Account linking is not in progress or session data has been lost. Please start again from the \
        beginning.",
    ),
    always("authmanager-password-help", "Password for authentication."),
    always("authmanager-provider-password", "Password-based authentication"),
    always("authmanager-provider-password-domain", "Password- and domain-based authentication"),
    always("authmanager-provider-temporarypassword", "Temporary password"),
    always("authmanager-realname-help", "Real name of the user"),
    always("authmanager-realname-label", "Real name"),
    always("authmanager-retype-help", "Password again to confirm."),
    always("authmanager-userdoesnotexist", "User account \"$1\" is not registered."),
    always(
        "authmanager-userlogin-remembermypassword-help",
        "Whether the password should be remembered for longer than the length of the session.",
    ),
    always("authmanager-username-help", "Username for authentication."),
    always("authpage-cannot-create", "Unable to start account creation."),
    always(
        "authpage-cannot-create-continue",
        "Unable to continue account creation. Your session most likely timed out.",
    ),
    always("authpage-cannot-link", "Unable to start account linking."),
    always(
        "authpage-cannot-link-continue",
        "Unable to continue account linking. Your session most likely timed out.",
    ),
    always("authpage-cannot-login", "Unable to start login."),
    always("authpage-cannot-login-continue", "Unable to continue login. Your session most likely timed out."),
    always("authprovider-confirmlink-failed", "Account linking did not fully succeed: $1"),
    always("authprovider-confirmlink-failed-line", "$1: $2"),
    always(
        "authprovider-confirmlink-message",
        "Based on your recent login attempts, the following accounts can be linked to your wiki account. \
        Linking them enables logging in via those accounts. Please select which ones should be linked.",
    ),
    always("authprovider-confirmlink-option", "$1 ($2)"),
    always("authprovider-confirmlink-request-label", "Accounts which should be linked"),
    always("authprovider-confirmlink-success-line", "$1: Linked successfully."),
    always("authprovider-resetpass-skip-help", "Skip resetting the password."),
    always("authprovider-resetpass-skip-label", "Skip"),
    always("badretype", "The passwords you entered do not match."),
    always("botpasswords-bad-appid", "The bot name \"$1\" is not valid."),
    always("botpasswords-disabled", "Bot passwords are disabled."),
    always("botpasswords-insert-failed", "Failed to add bot name \"$1\". Was it already added?"),
    always(
        "botpasswords-invalid-name",
        "The username specified does not contain the bot password separator (\"$1\").",
    ),
    always("botpasswords-locked", "You cannot login with a bot password as your account is locked."),
    always(
        "botpasswords-needs-reset",
        "The bot password for bot name \"$2\" of {{GENDER:$1|user}} \"$1\" must be reset.",
    ),
    always(
        "botpasswords-no-central-id",
        "To use bot passwords, you must be logged in to a centralized account.",
    ),
    always("botpasswords-no-provider", "BotPasswordsSessionProvider is not available."),
    always("botpasswords-not-exist", "User \"$1\" does not have a bot password named \"$2\"."),
    always("botpasswords-restriction-failed", "Bot password restrictions prevent this login."),
    always("botpasswords-toolong-grants", "There are too many grants selected."),
    always("botpasswords-toolong-restrictions", "There are too many IP addresses or ranges entered."),
    always("botpasswords-update-failed", "Failed to update bot name \"$1\". Was it deleted?"),
    always("cannotauth-not-allowed", "You are not allowed to use this page"),
    always("cannotchangeemail", "Account email addresses cannot be changed on this wiki."),
    always("cannotlink-no-provider", "There are no linkable accounts."),
    always("cannotlogin-text", "Logging in is not possible."),
    always("cannotloginnow-text", "Logging in is not possible when using $1."),
    always("cannotlogoutnow-text", "Logging out is not possible when using $1."),
    always("cannotunlink-no-provider", "There are no linked accounts that can be unlinked."),
    always("changeemail-nochange", "Please enter a different new email address."),
    always(
        "changepassword-throttled",
        "You have made too many recent login attempts.\nPlease wait $1 before trying again.",
    ),
    since(
        "confirmemail_needlogin",
        &[
            (FIRST, "You need to $1 to confirm your email address."),
            (V1_23, "Please $1 to confirm your email address."),
        ],
    ),
    always(
        "confirmemail_sendfailed",
        "{{SITENAME}} could not send your confirmation mail.\nPlease check your email address for \
        invalid characters.\n\nMailer returned: $1",
    ),
    always("createaccountmail", "Use a temporary random password and send it to the specified email address"),
    always(
        "createaccountmail-help",
        "Can be used to create account for another person without learning the password.",
    ),
    since("createacct-reason", &[(FIRST, "Reason"), (V1_34, "Reason (publicly logged)")]),
    always("createacct-reason-help", "Message shown in the account creation log"),
    always("defemailsubject", "{{SITENAME}} email from user \"$1\""),
    since(
        "eauthentsent",
        &[
            (
                FIRST,
                "A confirmation email has been sent to the nominated email address.\nBefore any other \
                email is sent to the account, you will have to follow the instructions in the email, to \
                confirm that the account is actually yours.",
            ),
            (
                V1_21,
                "A confirmation email has been sent to the specified email address.\nBefore any other \
                email is sent to the account, you will have to follow the instructions in the email, to \
                confirm that the account is actually yours.",
            ),
        ],
    ),
    always("emailccsubject", "Copy of your message to $1: $2"),
    always("emaildisabled", "This site cannot send emails."),
    always("emailnotarget", "Non-existent or invalid username for recipient."),
    since(
        "emailnotauthenticated",
        &[
            (
                FIRST,
                "Your email address is not yet authenticated.\nNo email will be sent for any of the \
                following features.",
            ),
            (
                V1_21,
                "Your email address is not yet confirmed.\nNo email will be sent for any of the following \
                features.",
            ),
        ],
    ),
    always(
        "exception-nologin-text-for-temp-user",
        "Please create an account to be able to access this page or action.",
    ),
    always(
        "externaldberror",
        "There was either an authentication database error or you are not allowed to update your \
        external account.",
    ),
    always(
        "fatalpassworderror",
        "$1\n\nFor security reasons, you cannot log in with this password. Please [$2 request a password \
        reset email].",
    ),
    always(
        "invalidemailaddress",
        "The email address cannot be accepted as it appears to have an invalid format.\nPlease enter a \
        well-formatted address or empty that field.",
    ),
    since(
        "login-abort-generic",
        &[(FIRST, "Your login was unsuccessful - Aborted"), (V1_27, "Your login failed - Aborted")],
    ),
    always(
        "login-migrated-generic",
        "Your account has been migrated, and your username no longer exist on this wiki.",
    ),
    since(
        "login-throttled",
        &[
            (FIRST, "You have made too many recent login attempts.\nPlease wait before trying again."),
            (V1_22, "You have made too many recent login attempts.\nPlease wait $1 before trying again."),
        ],
    ),
    always("loginerror", "Login error"),
    always("mailerror", "Error sending mail: $1"),
    always("newpassword", "New password:"),
    always("noemail", "There is no email address recorded for user \"$1\"."),
    always("noemailcreate", "You need to provide a valid email address."),
    always("noemailtext", "This user has not specified a valid email address."),
    always("noname", "You have not specified a valid username."),
    since(
        "nosuchuser",
        &[
            (
                FIRST,
                "There is no user by the name \"$1\".\nUsernames are case sensitive.\nCheck your spelling, or \
            [[Special:UserLogin/signup|create a new account]].",
            ),
            (
                V1_27,
                "There is no user by the name \"$1\".\nUsernames are case sensitive.\nCheck your spelling, or \
            [[Special:CreateAccount|create a new account]].",
            ),
            (
                V1_38,
                "There is no user by the name \"$1\".\nUsernames are case-sensitive.\nCheck your spelling, or \
            [[Special:CreateAccount|create a new account]].",
            ),
        ],
    ),
    always("nosuchusershort", "There is no user by the name \"$1\".\nCheck your spelling."),
    always("nouserspecified", "You have to specify a username."),
    always("nowikiemailtext", "This user has chosen not to receive email from other users."),
    always("password-change-forbidden", "You cannot change passwords on this wiki."),
    always("password-login-forbidden", "The use of this username and password has been forbidden."),
    always("password-name-match", "Your password must be different from your username."),
    always("password-substring-username-match", "Your password must not appear within your username."),
    always(
        "passwordincommonlist",
        "The password entered is in a list of very commonly used passwords. Please choose a more unique \
        password.",
    ),
    always("passwordreset-disabled", "Password resets have been disabled on this wiki."),
    always("passwordreset-emaildisabled", "Email features have been disabled on this wiki."),
    always("passwordreset-ignored", "The password reset was not handled. Maybe no provider was configured?"),
    always("passwordreset-invalidemail", "Invalid email address"),
    always("passwordreset-nocaller", "A caller must be provided"),
    always("passwordreset-nodata", "Neither a username nor an email address was supplied"),
    always("passwordreset-nosuchcaller", "Caller does not exist: $1"),
    always("passwordtoolong", "Passwords cannot be longer than {{PLURAL:$1|1 character|$1 characters}}."),
    always("passwordtooshort", "Passwords must be at least {{PLURAL:$1|1 character|$1 characters}}."),
    always("pear-mail-error", "$1"),
    always("php-mail-error", "$1"),
    always("php-mail-error-unknown", "Unknown error in PHP's mail() function."),
    always("resetpass-expired", "Your password has expired. Please set a new password to log in."),
    since(
        "resetpass-expired-soft",
        &[
            (
                FIRST,
                "Your password has expired and needs to be reset. Please choose a new password now, or click \
            \"{{int:resetpass-submit-cancel}}\" to reset it later.",
            ),
            (
                V1_27,
                "Your password has expired and needs to be reset. Please choose a new password now, or click \
            \"{{int:authprovider-resetpass-skip-label}}\" to reset it later.",
            ),
            (
                V1_32,
                "Your password has expired and needs to be changed. Please choose a new password now, or click \
            \"{{int:authprovider-resetpass-skip-label}}\" to change it later.",
            ),
        ],
    ),
    always("resetpass-no-info", "You must be logged in to access this page directly."),
    always("resetpass-submit-cancel", "Cancel"),
    always(
        "resetpass-temp-emailed",
        "You logged in with a temporary emailed code.\nTo finish logging in, you must set a new password \
        here:",
    ),
    always("resetpass-validity", "Your password is not valid: $1\n\nPlease set a new password to log in."),
    since(
        "resetpass-validity-soft",
        &[
            (
                FIRST,
                "Your password is not valid: $1\n\nPlease choose a new password now, or click \
            \"{{int:resetpass-submit-cancel}}\" to reset it later.",
            ),
            (
                V1_27,
                "Your password is not valid: $1\n\nPlease choose a new password now, or click \
            \"{{int:authprovider-resetpass-skip-label}}\" to reset it later.",
            ),
            (
                V1_32,
                "Your password is not valid: $1\n\nPlease choose a new password now, or click \
            \"{{int:authprovider-resetpass-skip-label}}\" to change it later.",
            ),
        ],
    ),
    always("resetpass_forbidden", "Passwords cannot be changed"),
    always("resetpass_forbidden-reason", "Passwords cannot be changed: $1"),
    always("retypenew", "Retype new password:"),
    always("sessionmanager-tie", "Cannot combine multiple request authentication types: $1."),
    always("sessionprovider-generic", "$1 sessions"),
    always("sessionprovider-mediawiki-session-cookiesessionprovider", "cookie-based sessions"),
    always(
        "sessionprovider-nocookies",
        "Cookies may be disabled. Ensure you have cookies enabled and start again.",
    ),
    always(
        "temp-user-unable-to-acquire",
        "Unable to acquire a temporary account username. Please try again.",
    ),
    always(
        "throttled-mailpassword",
        "A password reset email has already been sent, within the last {{PLURAL:$1|hour|$1 hours}}.\nTo \
        prevent abuse, only one password reset email will be sent per {{PLURAL:$1|hour|$1 hours}}.",
    ),
    always("user-mail-no-addy", "Tried to send email without an email address."),
    always("user-mail-no-body", "Tried to send email with an empty or unreasonably short body."),
    always("userexists", "Username entered already in use.\nPlease choose a different name."),
    always("userlogin-remembermypassword", "Keep me logged in"),
    always("userlogin-yourname", "Username"),
    always("userlogin-yourpassword", "Password"),
    always("usermaildisabled", "User email disabled"),
    always("usermaildisabledtext", "You cannot send email to other users on this wiki"),
    since(
        "usernameinprogress",
        &[
            (FIRST, "An account creation for this user name is already in progress.\nPlease wait."),
            (V1_39, "An account creation for this username is already in progress.\nPlease wait."),
        ],
    ),
    always(
        "userrights-cannot-shorten-expiry",
        "You cannot bring forward the expiry of membership in group \"$1\". Only users with permission \
        to add and remove this group can bring forward expiry times.",
    ),
    always("userrights-conflict", "Conflict of user rights changes! Please review and confirm your changes."),
    always("userrights-expiry-in-past", "The expiry time for group \"$1\" is in the past."),
    always("userrights-invalid-expiry", "The expiry time for group \"$1\" is invalid."),
    always("userrights-no-group", "Temporary users do not have groups."),
    always("userrights-systemuser", "{{GENDER:$1|This user}} is a system user"),
    since(
        "wrongpassword",
        &[
            (FIRST, "Incorrect password entered.\nPlease try again."),
            (V1_29, "Incorrect username or password entered.\nPlease try again."),
        ],
    ),
    always("wrongpasswordempty", "Password entered was blank.\nPlease try again."),
    always("yourdomainname", "Your domain:"),
    always("yourpasswordagain", "Retype password:"),
];
