//! Why nobody was logged in, and what is wrong with a password, in words.

use super::super::Call;
use crate::{
    message::{Arg, Message},
    wiki::{
        BlockId, Right,
        auth::{CreateRefusal, LoginRefusal},
        password::Weakness,
        throttle::Throttled,
    },
};

impl From<LoginRefusal> for Message {
    fn from(refusal: LoginRefusal) -> Self {
        match refusal {
            LoginRefusal::NothingToTry => Self::new("authmanager-authn-no-primary"),
            LoginRefusal::WrongPassword => Self::new("wrongpassword"),
            LoginRefusal::Throttled(throttled) => throttled_login(throttled),
            LoginRefusal::Weak(weakness) => weakness.into(),
            LoginRefusal::NoSuchUser(name) => Self::new("nosuchuser").arg(name.to_string()),
            LoginRefusal::NoBotPassword(user, app) => {
                Self::new("botpasswords-not-exist").arg(user.to_string()).arg(app.to_string())
            }
            LoginRefusal::BotPasswordInvalid(user, app) => {
                Self::new("botpasswords-needs-reset").arg(user.to_string()).arg(app.to_string())
            }
            LoginRefusal::NotInProgress => Self::new("authmanager-authn-not-in-progress"),
        }
    }
}

fn throttled_login(throttled: Throttled) -> Message {
    Message::new("login-throttled").with(Arg::Duration(throttled.seconds.into()))
}

impl Call<'_> {
    /// Why there is no new account.
    pub fn create_message(&self, refusal: CreateRefusal) -> Message {
        let of = Message::new;
        match refusal {
            CreateRefusal::NoName => of("noname"),
            CreateRefusal::NotAllowed => self.missing_right_to_create(),
            CreateRefusal::Blocked(block) => self.blocked_creation(block),
            CreateRefusal::Exists => of("userexists"),
            CreateRefusal::NoTemporaryName => of("temp-user-unable-to-acquire"),
            CreateRefusal::BadEmail => of("invalidemailaddress"),
            CreateRefusal::Throttled(Throttled { count, seconds }) => {
                of("acct_creation_throttle_hit").int(count.into()).with(Arg::Duration(seconds.into()))
            }
            CreateRefusal::BadRetype => of("badretype"),
            CreateRefusal::Weak(weaknesses) => weak_password(&weaknesses),
            CreateRefusal::NoPassword => of("authmanager-create-no-primary"),
            CreateRefusal::MailDisabled => of("passwordreset-emaildisabled"),
            CreateRefusal::NoEmail => of("noemailcreate"),
        }
    }

    fn missing_right_to_create(&self) -> Message {
        let mut message = self.missing_right(Right::CreateAccount);
        if self.profile().escapes_create_refusals {
            for arg in &mut message.args {
                if let Arg::Text(text) = arg {
                    *arg = Arg::Escaped(text.clone());
                }
            }
        }
        message
    }

    fn blocked_creation(&self, id: BlockId) -> Message {
        let state = self.wiki().state();
        let Some(block) = state.blocks.get(id, self.now) else { return Message::new("blockedtext") };
        let code = if block.is_auto() { "autoblocked" } else { "blocked" };
        self.block_in_full(block, &state).coded(code)
    }
}

impl From<Weakness> for Message {
    fn from(weakness: Weakness) -> Self {
        match weakness {
            Weakness::TooShort(least) => Self::new("passwordtooshort").int(least as i64),
            Weakness::TooLong(most) => Self::new("passwordtoolong").int(most as i64),
            Weakness::IsName => Self::new("password-name-match"),
            Weakness::InName => Self::new("password-substring-username-match"),
            Weakness::Forbidden => Self::new("password-login-forbidden"),
            Weakness::Common => Self::new("passwordincommonlist"),
        }
    }
}

/// What is wrong with a password, as one message: a list, if there is more than one thing (`Status::getMessage`).
pub fn weak_password(weaknesses: &[Weakness]) -> Message {
    const LISTS: [&str; 5] = [
        "* $1\n* $2",
        "* $1\n* $2\n* $3",
        "* $1\n* $2\n* $3\n* $4",
        "* $1\n* $2\n* $3\n* $4\n* $5",
        "* $1\n* $2\n* $3\n* $4\n* $5\n* $6",
    ];
    match weaknesses {
        [] => Message::new("passwordincommonlist"),
        [weakness] => (*weakness).into(),
        weaknesses => {
            let list = LISTS[(weaknesses.len() - 2).min(LISTS.len() - 1)];
            weaknesses.iter().fold(Message::new(list), |list, weakness| list.with(Message::from(*weakness)))
        }
    }
}
