//! `action=validatepassword`: whether a password is good enough (`includes/api/ApiValidatePassword.php`).

use crate::{
    api::{Call, Failure, Module, Needs, Run},
    message::{Arg, ErrorFormat, Message},
    param::{UserForm, UserName},
    params,
    release::{V1_29},
    tree::Node,
    wiki::{
        UserId, group,
        password::{self, Weakness},
        user::name::{self, Rigor},
    },
};

const BY_NAME_OR_ID: &[UserForm] = &[UserForm::Name, UserForm::Id];

params! {
    /// What `action=validatepassword` accepts.
    struct Params<'r> {
        /// The password.
        password as "password": &'r str = password().required(),
        /// The name of an account to be made; without it the caller's own password is meant.
        user as "user": Option<UserName> = user(BY_NAME_OR_ID),
        /// The mail address of an account to be made.
        _email as "email": Option<&'r str> = text(),
        /// The real name of who would have it.
        _realname as "realname": Option<&'r str> = text(),
    }
}

pub(super) static MODULE: Module = Module::action(
    "validatepassword",
    "ApiValidatePassword",
    Needs::READ.posted(),
    Params::SPECS,
    Run::Now(run),
)
.since(V1_29)
.help("Tells whether a password satisfies the rules of this wiki, and what is wrong with it if not.")
.manual("API:Validatepassword")
.examples(&[
    ("action=validatepassword&password=foobar", "Whether the caller could have that password."),
    ("action=validatepassword&password=querty&user=Example", "Whether a new account could."),
]);

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    call.require_posted(["password"])?;
    let weaknesses = match &params.user {
        Some(user) => of_new_user(call, &user.0, params.password)?,
        None => of_caller(call, params.password),
    };
    let mut answer = Node::map();
    // A password that is far too long cannot even be tried.
    let is_hopeless = weaknesses.iter().any(|weakness| matches!(weakness, Weakness::TooLong(_)));
    answer.set("validity", match weaknesses.as_slice() {
        [] => "Good",
        _ if is_hopeless => "Invalid",
        _ => "Change",
    });
    if !weaknesses.is_empty() {
        let messages: Vec<Message> = weaknesses.into_iter().map(Message::from).collect();
        let errors = call.speaker.messages("error", &messages);
        // MediaWiki joins the errors to an empty list of warnings, whose name stays where it has one.
        let is_bc = call.speaker.format == ErrorFormat::Bc;
        answer.set("validitymessages", if is_bc { errors.tagged("warning") } else { errors });
    }
    call.result.set("validatepassword", answer);
    Ok(())
}

fn of_new_user(call: &Call<'_>, name: &str, password: &str) -> Result<Vec<Weakness>, Failure> {
    let site = call.wiki().site();
    let state = call.wiki().state();
    if let Some(id) = name.strip_prefix('#').and_then(|id| id.parse().ok())
        && state.users.get(UserId(id)).is_some()
    {
        return Err(Failure::of("userexists"));
    }
    let Some(canonical) = name::canonical(name, Rigor::Creatable, site) else {
        let message = Message::new("apierror-baduser").coded("baduser_user").arg("user");
        return Err(message.with(Arg::Escaped(name.to_owned().into())).into());
    };
    if state.users.by_name(&canonical).is_some() {
        return Err(Failure::of("userexists"));
    }
    Ok(password::weaknesses(&canonical, &group::IMPLICIT[..1], password, site))
}

fn of_caller(call: &Call<'_>, password: &str) -> Vec<Weakness> {
    let site = call.wiki().site();
    match &call.caller.account {
        Some(user) => password::weaknesses_of(user, password, site, call.now),
        None => password::weaknesses(call.caller.name(), &group::IMPLICIT[..1], password, site),
    }
}
