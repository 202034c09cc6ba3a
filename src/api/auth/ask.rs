//! What a caller is asked for at each step (`AuthenticationRequest` and its kinds).

use super::super::Call;
use crate::{base::Text, message::Message};

/// What the caller is about to do (`AuthManager::ACTION_…`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To log in.
    Login,
    /// To go on with a login.
    LoginContinue,
    /// To create an account.
    Create,
    /// To change a password.
    Change,
    /// To take away a password.
    Remove,
    /// Something that needs a service which this wiki does not have: to link accounts, to go on creating one.
    Nothing,
}

/// Whether a request must be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Demand {
    /// It need not.
    Optional,
    /// It must.
    Required,
    /// One of these must.
    OneOf,
}

/// A text that is a message, or stands as it is.
#[derive(Debug, Clone)]
pub enum Words {
    /// A message.
    Message(Message),
    /// As it is; nothing is a name that is not known.
    Raw(Option<Text>),
}

/// A group of fields that are filled in together.
#[derive(Debug, Clone)]
pub struct Request {
    /// What it is known by.
    pub id: &'static str,
    /// Whether it must be answered.
    pub demand: Demand,
    /// Who asks.
    pub provider: Words,
    /// For which account.
    pub account: Words,
    /// The fields.
    pub fields: Vec<Asked>,
}

/// One field.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Its name as a parameter.
    pub name: &'static str,
    /// What it is: `string`, `password`, `checkbox` or `button`.
    pub kind: &'static str,
    /// What it is called.
    pub label: Message,
    /// What it is for.
    pub help: &'static str,
    /// Whether it may be left out.
    pub optional: bool,
}

impl Asked {
    fn new(name: &'static str, kind: &'static str, label: &'static str, help: &'static str) -> Self {
        Self { name, kind, label: Message::new(label), help, optional: false }
    }

    fn optional(self) -> Self {
        Self { optional: true, ..self }
    }

    /// Whether its value is a secret.
    pub fn is_sensitive(&self) -> bool {
        self.kind == "password"
    }

    /// Whether it is there or not, whatever its value.
    pub fn is_pressed(&self) -> bool {
        matches!(self.kind, "checkbox" | "button")
    }
}

impl Request {
    /// A name and a password.
    pub const PASSWORD: &'static str = "MediaWiki\\Auth\\PasswordAuthenticationRequest";
    /// A password that is sent by mail.
    pub const TEMPORARY: &'static str = "MediaWiki\\Auth\\TemporaryPasswordAuthenticationRequest";
    /// Whether to stay logged in.
    pub const REMEMBER: &'static str = "MediaWiki\\Auth\\RememberMeAuthenticationRequest";
    /// The name of a new account.
    pub const USER_NAME: &'static str = "MediaWiki\\Auth\\UsernameAuthenticationRequest";
    /// Mail address and real name of a new account.
    pub const USER_DATA: &'static str = "MediaWiki\\Auth\\UserDataAuthenticationRequest";
    /// Why there is a new account.
    pub const REASON: &'static str = "MediaWiki\\Auth\\CreationReasonAuthenticationRequest";
    /// Leave to keep a password.
    pub const SKIP: &'static str = "MediaWiki\\Auth\\ButtonAuthenticationRequest:skipReset";

    /// One that nobody in particular asks, so that the name of its kind stands for who asks.
    fn plain(id: &'static str, demand: Demand, fields: Vec<Asked>) -> Self {
        let raw = |text| Words::Raw(Some(Text::Static(text)));
        let kind = id.split(':').next().unwrap_or(id);
        Self { id, demand, provider: raw(kind), account: raw(id), fields }
    }

    fn password(demand: Demand, account: Option<Text>, fields: Vec<Asked>) -> Self {
        let provider = Words::Message(Message::new("authmanager-provider-password"));
        Self { id: Request::PASSWORD, demand, provider, account: Words::Raw(account), fields }
    }

    /// A new password for an account that has one.
    fn new_password(demand: Demand, account: Option<Text>) -> Self {
        Self::password(
            demand,
            account,
            vec![
                Asked::new("password", "password", "newpassword", "authmanager-password-help"),
                Asked::new("retype", "password", "retypenew", "authmanager-retype-help"),
            ],
        )
    }

    /// A password that is sent by mail.
    fn temporary(account: Option<Text>) -> Self {
        Self {
            id: Request::TEMPORARY,
            demand: Demand::OneOf,
            provider: Words::Message(Message::new("authmanager-provider-temporarypassword")),
            account: Words::Raw(account),
            fields: vec![Asked::new(
                "mailpassword",
                "checkbox",
                "createaccountmail",
                "createaccountmail-help",
            )],
        }
    }
}

fn user_name() -> Asked {
    Asked::new("username", "string", "userlogin-yourname", "authmanager-username-help")
}

fn own_password() -> Asked {
    Asked::new("password", "password", "userlogin-yourpassword", "authmanager-password-help")
}

impl Call<'_> {
    /// What the caller is asked for (`AuthManager::getAuthenticationRequests`, without what the settings keep from the
    /// API).
    pub fn auth_requests(&self, purpose: Purpose) -> Vec<Request> {
        let own = self.caller.account.as_ref().map(|user| Text::Shared(user.name.clone()));
        match purpose {
            Purpose::Login => {
                let account = own.filter(|_| self.profile().login_names_caller);
                let demand =
                    if self.profile().requires_login_password { Demand::Required } else { Demand::OneOf };
                vec![
                    Request::password(demand, account, vec![user_name(), own_password()]),
                    self.remember_me(),
                ]
            }
            Purpose::LoginContinue => self.pending_requests(),
            Purpose::Create => self.create_requests(),
            Purpose::Change => vec![Request::new_password(Demand::OneOf, own)],
            Purpose::Remove => vec![Request::temporary(own)],
            Purpose::Nothing => Vec::new(),
        }
    }

    fn remember_me(&self) -> Request {
        let days = self.wiki().site().login.remembered_seconds.div_ceil(86_400);
        let mut asked = Asked::new(
            "rememberMe",
            "checkbox",
            "userlogin-remembermypassword",
            "authmanager-userlogin-remembermypassword-help",
        )
        .optional();
        asked.label = asked.label.number(days.into());
        let fields = if self.can_log_in_now() { vec![asked] } else { Vec::new() };
        Request::plain(Request::REMEMBER, Demand::Optional, fields)
    }

    fn create_requests(&self) -> Vec<Request> {
        let mut requests = Vec::new();
        if self.caller.is_registered() && self.wiki().site().mail {
            requests.push(Request::temporary(None));
        }
        let retype = Asked::new("retype", "password", "yourpasswordagain", "authmanager-retype-help");
        requests.push(Request::password(Demand::OneOf, None, vec![user_name(), own_password(), retype]));
        requests.push(Request::plain(Request::USER_NAME, Demand::Required, vec![user_name()]));
        requests.push(Request::plain(
            Request::USER_DATA,
            Demand::Required,
            vec![
                Asked::new("email", "string", "authmanager-email-label", "authmanager-email-help").optional(),
                Asked::new("realname", "string", "authmanager-realname-label", "authmanager-realname-help")
                    .optional(),
            ],
        ));
        if self.caller.is_registered() {
            let reason = Asked::new("reason", "string", "createacct-reason", "createacct-reason-help");
            requests.push(Request::plain(Request::REASON, Demand::Optional, vec![reason]));
        }
        requests
    }

    /// A login waits for another password, or for leave to keep the one there is.
    fn pending_requests(&self) -> Vec<Request> {
        let Some((pending, user)) = self.wiki().pending_login(&self.caller) else { return Vec::new() };
        let account = Some(Text::Shared(user.name.clone()));
        if pending.temporary {
            return vec![Request::new_password(Demand::Required, account)];
        }
        let skip = Asked::new(
            "skipReset",
            "button",
            "authprovider-resetpass-skip-label",
            "authprovider-resetpass-skip-help",
        );
        vec![
            Request::new_password(Demand::Optional, account),
            Request::plain(Request::SKIP, Demand::Optional, vec![skip]),
        ]
    }
}
