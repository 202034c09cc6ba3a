//! Parameters that exclude each other, and such of which one must be given (`ApiBase::requireOnlyOneParameter` and its
//! sisters).

use super::{Call, Failure};
use crate::{
    base::Text,
    message::{Arg, Message},
};

/// A parameter without its prefix, and whether it was given.
type Given = (&'static str, bool);

impl Call<'_> {
    /// Exactly one of these must be given (`requireOnlyOneParameter`).
    pub fn exactly_one(&self, params: &[Given]) -> Result<(), Failure> {
        self.at_most_one(params)?;
        self.some_of(params, "apierror-missingparam-one-of")
    }

    /// No two of these may be given (`requireMaxOneParameter`).
    pub fn at_most_one(&self, params: &[Given]) -> Result<(), Failure> {
        let mut given: Vec<&'static str> =
            params.iter().filter(|(_, given)| *given).map(|(name, _)| *name).collect();
        if given.len() < 2 {
            return Ok(());
        }
        // They are named in the order of their declarations.
        given.sort_by_key(|name| self.module.params.iter().position(|param| param.name == *name));
        let count = given.len() as i64;
        let message = Message::new("apierror-invalidparammix").coded("invalidparammix");
        Err(message.with(self.named(given)).int(count).into())
    }

    /// At least one of these must be given (`requireAtLeastOneParameter`).
    pub fn at_least_one(&self, params: &[Given]) -> Result<(), Failure> {
        self.some_of(params, "apierror-missingparam-at-least-one-of")
    }

    /// Two parameters were given that exclude each other (`requireNoConflictingParameters`).
    pub fn cannot_use_with(&self, one: &'static str, other: &'static str) -> Failure {
        let message = Message::new("apierror-invalidparammix-cannotusewith").coded("invalidparammix");
        message.arg(self.param_name(one)).arg(self.param_name(other)).into()
    }

    fn some_of(&self, params: &[Given], key: &'static str) -> Result<(), Failure> {
        if params.iter().any(|(_, given)| *given) {
            return Ok(());
        }
        // What the release does not have is not asked for.
        let is_there =
            |name: &str| self.module.params.iter().all(|param| param.name != name || self.has_param(param));
        let names: Vec<&str> = params.iter().map(|(name, _)| *name).filter(|name| is_there(name)).collect();
        let count = names.len() as i64;
        Err(Message::new(key).coded("missingparam").with(self.named(names)).int(count).into())
    }

    fn named(&self, names: impl IntoIterator<Item = &'static str>) -> Arg {
        Arg::words(names.into_iter().map(|name| Text::Owned(format!("<var>{}</var>", self.param_name(name)))))
    }
}
