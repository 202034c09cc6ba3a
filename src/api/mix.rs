//! Parameters that need each other or stand in each other's way (`ApiBase::requireMaxOneParameter` and its sisters).

use super::{Call, Failure};
use crate::{
    base::Text,
    message::{Arg, Message},
};

/// Parameters without their prefix, and whether each was given, in the order of their declarations.
type Given<'a> = &'a [(&'static str, bool)];

impl Call<'_> {
    /// At most one of these parameters can be given.
    pub fn at_most_one(&self, given: Given<'_>) -> Result<(), Failure> {
        let together: Vec<&str> = given.iter().filter(|(_, given)| *given).map(|(name, _)| *name).collect();
        if together.len() > 1 {
            return Err(self.about("apierror-invalidparammix", &together).into());
        }
        Ok(())
    }

    /// At least one of these parameters must be given.
    pub fn at_least_one(&self, given: Given<'_>) -> Result<(), Failure> {
        if given.iter().any(|(_, given)| *given) {
            return Ok(());
        }
        Err(self.about("apierror-missingparam-at-least-one-of", &names(given)).coded("missingparam").into())
    }

    /// One of these parameters must be given, and no more than one.
    pub fn only_one(&self, given: Given<'_>) -> Result<(), Failure> {
        self.at_most_one(given)?;
        if given.iter().any(|(_, given)| *given) {
            return Ok(());
        }
        Err(self.about("apierror-missingparam-one-of", &names(given)).coded("missingparam").into())
    }

    fn about(&self, key: &'static str, names: &[&'static str]) -> Message {
        let quoted = names.iter().map(|name| Text::Owned(format!("<var>{}</var>", self.param_name(name))));
        Message::new(key).with(Arg::words(quoted)).int(names.len() as i64)
    }
}

fn names(given: Given<'_>) -> Vec<&'static str> {
    given.iter().map(|(name, _)| *name).collect()
}
