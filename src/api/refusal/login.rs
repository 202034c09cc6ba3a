//! Why nobody was logged in, and what is wrong with a password, in words.

use crate::{
    message::{Arg, Message},
    wiki::{auth::LoginRefusal, password::Weakness, throttle::Throttled},
};

impl From<LoginRefusal> for Message {
    fn from(refusal: LoginRefusal) -> Self {
        match refusal {
            LoginRefusal::NothingToTry => Self::new("authmanager-authn-no-primary"),
            LoginRefusal::WrongPassword => Self::new("wrongpassword"),
            LoginRefusal::Throttled(throttled) => throttled_login(throttled),
            LoginRefusal::Weak(weakness) => weakness.into(),
            LoginRefusal::NoBotPassword(user, app) => {
                Self::new("botpasswords-not-exist").arg(user.to_string()).arg(app.to_string())
            }
            LoginRefusal::NotInProgress => Self::new("authmanager-authn-not-in-progress"),
        }
    }
}

fn throttled_login(throttled: Throttled) -> Message {
    Message::new("login-throttled").with(Arg::Duration(throttled.seconds.into()))
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
