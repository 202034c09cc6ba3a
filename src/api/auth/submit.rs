//! What came along for the requests (`AuthenticationRequest::loadRequestsFromSubmission`).

use super::{
    super::{Call, Failure},
    ask::{Purpose, Request},
};
use crate::param::Name;

/// The fields that came along, as far as whole requests are filled in by them.
#[derive(Debug, Default)]
pub struct Submission<'r> {
    filled: Vec<&'static str>,
    values: Vec<(&'static str, &'r str)>,
}

impl<'r> Submission<'r> {
    /// Whether a request is filled in.
    pub fn has(&self, id: &str) -> bool {
        self.filled.contains(&id)
    }

    /// How many requests are.
    pub fn len(&self) -> usize {
        self.filled.len()
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.filled.is_empty()
    }

    /// The value of a field, if the request it belongs to is filled in.
    pub fn value(&self, id: &str, field: &str) -> Option<&'r str> {
        self.has(id).then(|| self.field(field)).flatten()
    }

    fn field(&self, field: &str) -> Option<&'r str> {
        self.values.iter().find(|(name, _)| *name == field).map(|(_, value)| *value)
    }

    fn fills(&self, request: &Request) -> bool {
        let given = |name| self.field(name);
        !request.fields.is_empty()
            && request.fields.iter().all(|asked| match given(asked.name) {
                Some("") if !asked.is_pressed() => asked.optional,
                Some(_) => true,
                None => asked.is_pressed() && asked.optional,
            })
    }
}

impl<'r> Call<'r> {
    /// Takes what came along for what is asked; of the requests only those that are wanted, if some are.
    pub fn submitted(&self, purpose: Purpose, wanted: Option<&[&str]>) -> Result<Submission<'r>, Failure> {
        let mut requests = self.auth_requests(purpose);
        requests.retain(|request| wanted.is_none_or(|wanted| wanted.contains(&request.id)));
        let mut submission = Submission::default();
        let mut secrets = Vec::new();
        for asked in requests.iter().flat_map(|request| &request.fields) {
            if submission.field(asked.name).is_some() {
                continue;
            }
            if asked.is_sensitive() {
                secrets.push(asked.name);
            }
            let field = self.fields.take(&Name::plain(asked.name));
            if let Some(value) = field.and_then(|field| field.value()) {
                submission.values.push((asked.name, value));
            }
        }
        self.require_posted(secrets)?;
        submission.filled =
            requests.iter().filter(|request| submission.fills(request)).map(|request| request.id).collect();
        Ok(submission)
    }
}
